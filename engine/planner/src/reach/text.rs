//! A sketch as text, for the field `audience.sketch`: base64 of a versioned binary form.
//!
//! `SKV1`, then little-endian: the size (4 bytes), the salt's fingerprint (8), the ids seen (8), the number of hashes (4),
//! the hashes in ascending order, each as LEB128 of its distance to the one before less 1, and the first four bytes of the
//! SHA-256 of everything before. Of one sketch there is one text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::sketch::{Fingerprint, SIZE_MAX, SIZE_MIN, Sketch};

const MAGIC: &[u8; 3] = b"SKV";
const VERSION: u8 = b'1';
/// Most characters of a text: those of the model's field.
const CHARS_MAX: usize = 100_000;
const CHECKSUM_BYTES: usize = 4;
/// Bits of a number that one byte carries.
const BITS_PER_BYTE: u32 = 7;

/// Why a text is no sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SketchError {
    /// Longer than any sketch.
    #[error("a text of {chars} characters, where a sketch has at most {CHARS_MAX}")]
    TooLong {
        /// Characters found.
        chars: usize,
    },
    /// No base64.
    #[error("not base64")]
    NotBase64,
    /// Something else than a sketch.
    #[error("not a sketch made by `saring sketch`")]
    NotASketch,
    /// Of a version that is not known.
    #[error("a sketch of version `{}`, which is not known", char::from(*.found).escape_default())]
    Version {
        /// The version found.
        found: u8,
    },
    /// Cut off or changed on the way.
    #[error("a damaged sketch: its checksum does not match")]
    Damaged,
    /// Consistent by its checksum, and still impossible.
    #[error("an impossible sketch: {what}")]
    Impossible {
        /// What cannot be.
        what: &'static str,
    },
}

impl Sketch {
    /// The sketch as text.
    pub fn encode(&self) -> String {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(self.size.to_le_bytes());
        bytes.extend(self.salt.0);
        bytes.extend(self.seen.to_le_bytes());
        // At most `SIZE_MAX` of them.
        bytes.extend((self.hashes.len() as u32).to_le_bytes());
        let mut next = 0;
        for hash in &self.hashes {
            put(hash - next, &mut bytes);
            next = hash.saturating_add(1);
        }
        let checksum = checksum(&bytes);
        bytes.extend(checksum);
        STANDARD.encode(bytes)
    }

    /// Reads a sketch.
    ///
    /// # Errors
    /// Where the text is not what [`encode`](Self::encode) writes.
    pub fn decode(text: &str) -> Result<Self, SketchError> {
        if text.len() > CHARS_MAX {
            return Err(SketchError::TooLong { chars: text.chars().count() });
        }
        let bytes = STANDARD.decode(text).map_err(|_| SketchError::NotBase64)?;
        let rest = bytes.strip_prefix(MAGIC).ok_or(SketchError::NotASketch)?;
        match rest.first() {
            Some(&VERSION) => {}
            Some(&found) => return Err(SketchError::Version { found }),
            None => return Err(SketchError::Damaged),
        }
        let (body, sum) = bytes.split_last_chunk::<CHECKSUM_BYTES>().ok_or(SketchError::Damaged)?;
        if checksum(body) != *sum {
            return Err(SketchError::Damaged);
        }
        read(body.get(MAGIC.len() + 1..).unwrap_or_default())
    }
}

fn read(body: &[u8]) -> Result<Sketch, SketchError> {
    let mut bytes = body;
    let size = u32::from_le_bytes(take(&mut bytes)?);
    let salt = Fingerprint(take(&mut bytes)?);
    let seen = u64::from_le_bytes(take(&mut bytes)?);
    let count = u32::from_le_bytes(take(&mut bytes)?);
    if !(SIZE_MIN..=SIZE_MAX).contains(&size) {
        return Err(impossible("a size that no sketch has"));
    }
    if count > size || u64::from(count) > seen {
        return Err(impossible("more hashes than its size or its ids"));
    }
    let mut hashes = Vec::with_capacity(count as usize);
    let mut next = Some(0_u64);
    for _ in 0..count {
        let distance = number(&mut bytes).ok_or(impossible("a hash that is no number"))?;
        let hash = next.and_then(|next| next.checked_add(distance)).ok_or(impossible("a hash beyond the largest"))?;
        hashes.push(hash);
        next = hash.checked_add(1);
    }
    if bytes.is_empty() { Ok(Sketch { size, salt, seen, hashes }) } else { Err(impossible("bytes after its end")) }
}

fn impossible(what: &'static str) -> SketchError {
    SketchError::Impossible { what }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], SketchError> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(impossible("an end within its head"))?;
    *bytes = rest;
    Ok(*head)
}

fn put(mut value: u64, bytes: &mut Vec<u8>) {
    while value >= 1 << BITS_PER_BYTE {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= BITS_PER_BYTE;
    }
    bytes.push(value as u8);
}

/// The next number; none where it is cut off, too large, or written longer than it need be.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    let mut shift = 0;
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u64::from(byte & 0x7f);
        let shifted = part.checked_shl(shift).filter(|shifted| shifted >> shift == part)?;
        value |= shifted;
        if byte & 0x80 == 0 {
            return (byte != 0 || shift == 0).then_some(value);
        }
        shift += BITS_PER_BYTE;
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut sum = [0; CHECKSUM_BYTES];
    sum.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, from)| *to = from);
    sum
}
