//! Words and characters as buckets of hashed features, which are the rows of a model's table.

/// Start of the 64-bit FNV-1a hash (Fowler, Noll, Vo; RFC 9923).
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
/// Factor of the 64-bit FNV-1a hash.
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
/// Most bits of a bucket's number: four million rows are far more than a table of a pack holds.
pub const BITS_MAX: u32 = 22;
/// Begins the hash of a run of words, so that no run of characters falls into its bucket by being spelt alike.
const WORDS: u8 = 1;
/// Begins the hash of a run of characters.
const CHARACTERS: u8 = 2;
/// Stands between words.
const BETWEEN: u8 = b' ';

const WORDS_START: Fnv = Fnv(FNV_START).with_byte(WORDS);
const CHARACTERS_START: Fnv = Fnv(FNV_START).with_byte(CHARACTERS);

/// A hash that is fed piece by piece: FNV-1a, 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(FNV_START)
    }
}

impl Fnv {
    /// The hash with more bytes.
    #[must_use]
    pub fn with(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, byte| hash.with_byte(*byte))
    }

    /// The hash with one more byte.
    #[must_use]
    pub const fn with_byte(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u64).wrapping_mul(FNV_PRIME))
    }

    /// The hash itself.
    pub const fn value(self) -> u64 {
        self.0
    }

    /// The hash as a bucket of 2^`bits`, the high half folded onto the low one.
    pub fn bucket(self, bits: u32) -> u32 {
        let folded = self.0 ^ (self.0 >> 32);
        (folded & ((1 << bits.min(BITS_MAX)) - 1)) as u32
    }
}

/// What features a text has: runs of words and runs of characters within words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// There are 2^`bits` buckets; [`BITS_MAX`] at most.
    pub bits: u32,
    /// Runs of one to so many words; none at 0.
    pub words_max: usize,
    /// Shortest run of characters.
    pub characters_min: usize,
    /// Longest run of characters; none at 0.
    pub characters_max: usize,
}

impl Recipe {
    /// How many buckets there are.
    pub const fn buckets(&self) -> usize {
        1 << if self.bits < BITS_MAX { self.bits } else { BITS_MAX }
    }

    /// The buckets of a text's features, once for each time that a feature occurs.
    ///
    /// A run of characters sees a blank before and behind its word, and never spans two words.
    pub fn rows<W: AsRef<str>>(&self, words: &[W]) -> Vec<u32> {
        let bytes: usize = words.iter().map(|word| word.as_ref().len() + 2).sum();
        let runs = (self.characters_max + 1).saturating_sub(self.characters_min);
        let mut rows = Vec::with_capacity(words.len() * self.words_max + bytes * runs);
        self.word_rows(words, &mut rows);
        self.character_rows(words, &mut rows);
        rows
    }

    /// The bucket of a word alone.
    pub fn word_row(&self, word: &str) -> u32 {
        WORDS_START.with(word.as_bytes()).with_byte(BETWEEN).bucket(self.bits)
    }

    fn word_rows<W: AsRef<str>>(&self, words: &[W], rows: &mut Vec<u32>) {
        for start in 0..words.len() {
            let mut hash = WORDS_START;
            for word in words.iter().skip(start).take(self.words_max) {
                hash = hash.with(word.as_ref().as_bytes()).with_byte(BETWEEN);
                rows.push(hash.bucket(self.bits));
            }
        }
    }

    /// Works on bytes, since a plugin pays for every step: a character ends where the next byte begins another one.
    fn character_rows<W: AsRef<str>>(&self, words: &[W], rows: &mut Vec<u32>) {
        let begins = |byte: u8| byte & 0xc0 != 0x80;
        let mut padded = Vec::new();
        for word in words {
            padded.clear();
            padded.push(b' ');
            padded.extend_from_slice(word.as_ref().as_bytes());
            padded.push(b' ');
            if padded.is_ascii() {
                self.ascii_runs(&padded, rows);
                continue;
            }
            let mut rest = padded.as_slice();
            while let [first, after @ ..] = rest {
                if begins(*first) {
                    self.runs_from(rest, begins, rows);
                }
                rest = after;
            }
        }
    }

    /// The same where every byte is a character, which is most of the time, in fewer steps.
    fn ascii_runs(&self, bytes: &[u8], rows: &mut Vec<u32>) {
        for start in 0..bytes.len() {
            let run = bytes.get(start..bytes.len().min(start + self.characters_max)).unwrap_or_default();
            let (short, longer) = run.split_at(run.len().min(self.characters_min.saturating_sub(1)));
            let mut hash = CHARACTERS_START.with(short);
            for byte in longer {
                hash = hash.with_byte(*byte);
                rows.push(hash.bucket(self.bits));
            }
        }
    }

    /// The runs of characters that begin where `bytes` do.
    fn runs_from(&self, bytes: &[u8], begins: impl Fn(u8) -> bool, rows: &mut Vec<u32>) {
        let mut hash = CHARACTERS_START;
        let mut characters = 0;
        let mut rest = bytes.iter().peekable();
        while characters < self.characters_max
            && let Some(byte) = rest.next()
        {
            hash = hash.with_byte(*byte);
            if rest.peek().is_none_or(|next| begins(**next)) {
                characters += 1;
                if characters >= self.characters_min {
                    rows.push(hash.bucket(self.bits));
                }
            }
        }
    }
}

/// Each bucket once, with how often it occurs, in the order of the buckets.
pub fn counted(mut rows: Vec<u32>) -> Vec<(u32, f64)> {
    rows.sort_unstable();
    let mut counted: Vec<(u32, f64)> = Vec::with_capacity(rows.len());
    for row in rows {
        match counted.last_mut() {
            Some((last, count)) if *last == row => *count += 1.0,
            _ => counted.push((row, 1.0)),
        }
    }
    counted
}

/// The values scaled to length 1 (Euclid's); as they are where all are 0.
pub fn to_unit_length(values: &mut [(u32, f64)]) {
    let length = libm::sqrt(values.iter().map(|(_, value)| value * value).sum());
    if length > 0.0 {
        for (_, value) in values {
            *value /= length;
        }
    }
}
