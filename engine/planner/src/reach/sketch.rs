//! Follower sketches: what is kept of an id list so that unions can be counted, and no id can be read back.
//!
//! A sketch holds the `k` smallest 64-bit hashes of the ids (KMV, or bottom-k). With `θ` the largest of them as a fraction
//! of all hashes, `(k − 1)/θ` estimates the number of distinct ids without bias, with a relative standard error of about
//! `1/√(k − 2)`: 3.1 % for 1,024 (Beyer et al., *On synopses for distinct-value estimation under multiset operations*,
//! 2007). Fewer ids than `k` are counted exactly.
//!
//! The hash of an id is the first eight bytes of `SHA-256(SHA-256(salt) || id)`. Ids can be guessed, so the salt is what
//! keeps them private: whoever has it can ask of any id whether it is likely to be in the list.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

/// Hashes that a sketch keeps where nothing else is said: 3 % of error, and 11 KB of text.
pub const SIZE: u32 = 1_024;
/// Fewest hashes that a sketch may keep; with fewer, an estimate says nothing.
pub const SIZE_MIN: u32 = 16;
/// Most hashes that a sketch may keep, so that its text fits the field of the model.
pub const SIZE_MAX: u32 = 8_192;
/// Shortest salt, in bytes. A shorter one can be guessed from its fingerprint.
pub const SALT_BYTES_MIN: usize = 16;

/// Standard errors on each side of an estimate: 19 of 20 intervals hold the truth.
pub(super) const INTERVAL_ERRORS: f64 = 1.96;

/// How many hashes there are, as a float.
const HASHES: f64 = 18_446_744_073_709_551_616.0;

/// The secret that ids are hashed with. It is never shown.
#[derive(Clone)]
pub struct Salt([u8; 32]);

/// What tells sketches of one salt from those of another, and tells nothing about ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub(super) [u8; 8]);

/// A salt that can be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a salt of {bytes} bytes, where at least {SALT_BYTES_MIN} are needed")]
pub struct SaltTooShort {
    /// Bytes found.
    pub bytes: usize,
}

/// A size that no sketch has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sketch of {size} hashes, where {SIZE_MIN} to {SIZE_MAX} are allowed")]
pub struct SizeOutOfRange {
    /// Hashes asked for.
    pub size: u32,
}

/// Two sketches of different salts, whose hashes cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sketches that were made with different salts")]
pub struct SaltsDiffer;

/// A number of people with the interval that it lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// The smallest hashes of a list of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    pub(super) size: u32,
    pub(super) salt: Fingerprint,
    pub(super) seen: u64,
    /// Ascending, each once, at most `size` of them.
    pub(super) hashes: Vec<u64>,
}

/// Takes ids in one by one, in memory that does not grow with their number.
#[derive(Debug, Clone)]
pub struct Sketcher {
    salt: Salt,
    size: u32,
    seen: u64,
    smallest: BTreeSet<u64>,
}

impl Salt {
    /// A salt of at least 16 bytes.
    ///
    /// # Errors
    /// Where it is shorter.
    pub fn new(secret: &[u8]) -> Result<Self, SaltTooShort> {
        let bytes = secret.len();
        if bytes < SALT_BYTES_MIN { Err(SaltTooShort { bytes }) } else { Ok(Self(Sha256::digest(secret).into())) }
    }

    /// What tells sketches of this salt from others.
    pub fn fingerprint(&self) -> Fingerprint {
        let digest = Sha256::new().chain_update(b"saring sketch fingerprint").chain_update(self.0).finalize();
        Fingerprint(head(&digest))
    }

    fn hash(&self, id: &[u8]) -> u64 {
        u64::from_be_bytes(head(&Sha256::new().chain_update(self.0).chain_update(id).finalize()))
    }
}

impl std::fmt::Debug for Salt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt")
    }
}

impl Sketcher {
    /// A sketch of no id yet.
    ///
    /// # Errors
    /// Where no sketch has this size.
    pub fn new(salt: Salt, size: u32) -> Result<Self, SizeOutOfRange> {
        let known = (SIZE_MIN..=SIZE_MAX).contains(&size);
        if known { Ok(Self { salt, size, seen: 0, smallest: BTreeSet::new() }) } else { Err(SizeOutOfRange { size }) }
    }

    /// Takes an id in. The same id again changes nothing but the number of ids seen.
    pub fn add(&mut self, id: &[u8]) {
        self.seen = self.seen.saturating_add(1);
        let hash = self.salt.hash(id);
        if self.smallest.len() < self.size as usize {
            self.smallest.insert(hash);
        } else if self.smallest.last().is_some_and(|last| hash < *last) && self.smallest.insert(hash) {
            self.smallest.pop_last();
        }
    }

    /// The sketch of the ids so far.
    pub fn sketch(&self) -> Sketch {
        let hashes = self.smallest.iter().copied().collect();
        Sketch { size: self.size, salt: self.salt.fingerprint(), seen: self.seen, hashes }
    }
}

impl Sketch {
    /// Hashes that the sketch keeps at most.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// What tells its salt from others.
    pub fn salt(&self) -> Fingerprint {
        self.salt
    }

    /// Ids that were read, repeated ones included.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Whether it holds the hash of every id, so that its count is no estimate.
    pub fn is_exact(&self) -> bool {
        self.hashes.len() < self.size as usize
    }

    /// The share of all ids whose hashes the sketch would show, 0 to 1: those below its largest hash.
    pub fn threshold(&self) -> f64 {
        if self.is_exact() { 1.0 } else { self.hashes.last().map_or(1.0, |last| fraction(*last)) }
    }

    /// A random sample of the ids: each is in it with the chance [`threshold`](Self::threshold).
    pub fn sample(&self) -> &[u64] {
        match self.hashes.split_last() {
            Some((_, below)) if !self.is_exact() => below,
            _ => &self.hashes,
        }
    }

    /// Distinct ids.
    pub fn count(&self) -> Estimate {
        let (sampled, threshold) = (self.sample().len() as f64, self.threshold());
        let (value, error) = (sampled / threshold, (sampled * (1.0 - threshold)).sqrt() / threshold);
        let least = self.hashes.len() as f64;
        let low = (value - INTERVAL_ERRORS * error).max(least);
        Estimate { value: value.max(least), low, high: value + INTERVAL_ERRORS * error }
    }

    /// The sketch of the ids of either: as if both lists had been read, with the smaller of the two sizes.
    ///
    /// # Errors
    /// Where they were made with different salts.
    pub fn union(&self, other: &Self) -> Result<Self, SaltsDiffer> {
        if self.salt != other.salt {
            return Err(SaltsDiffer);
        }
        let size = self.size.min(other.size);
        let all: BTreeSet<u64> = self.hashes.iter().chain(&other.hashes).copied().collect();
        let hashes = all.into_iter().take(size as usize).collect();
        Ok(Self { size, salt: self.salt, seen: self.seen.saturating_add(other.seen), hashes })
    }
}

/// A hash as a fraction of all hashes.
pub(super) fn fraction(hash: u64) -> f64 {
    hash as f64 / HASHES
}

fn head(digest: &[u8]) -> [u8; 8] {
    let mut head = [0; 8];
    head.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    head
}
