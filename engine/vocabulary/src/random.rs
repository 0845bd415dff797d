//! Chance that is no chance: numbers that look drawn, and that a seed fixes for ever.

/// SplitMix64: a small generator whose sequence is the same on every machine.
///
/// Good for resampling, not for secrets. Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number
/// generators", OOPSLA; constants of Vigna's public-domain implementation.
#[derive(Debug, Clone)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The sequence of a text, such as the ids of a creator and a check (FNV-1a, 64 bits).
    pub fn of_text(text: &str) -> Self {
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(hash)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of the items, all equally likely (Lemire's multiplication, whose bias is below 1 in 2^32 for short lists);
    /// none of an empty list.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let at = (u128::from(self.next_u64()) * items.len() as u128) >> 64;
        items.get(at as usize)
    }
}
