//! Facts packed into two pieces, numbers and texts, as the contract says at `batch.packed`.

use super::{Fact, Wire};

/// What a section was packed into.
#[derive(Debug)]
pub(crate) struct Packed {
    numbers: Vec<u8>,
    texts: String,
}

/// Bytes of a piece that most sections fit in.
const USUAL_BYTES: usize = 4 << 10;

impl Packed {
    /// A fact, packed.
    pub fn of(fact: &(impl Fact + ?Sized)) -> Self {
        let mut packed = Self { numbers: Vec::with_capacity(USUAL_BYTES), texts: String::with_capacity(USUAL_BYTES) };
        fact.pack(&mut packed);
        packed
    }

    /// A number in little-endian order.
    #[inline]
    pub fn bytes<const N: usize>(&mut self, number: [u8; N]) {
        self.numbers.extend_from_slice(&number);
    }

    /// How many items or bytes follow. The model bounds all lists and texts far below this range.
    #[inline]
    pub fn count(&mut self, items: usize) {
        self.bytes(u32::try_from(items).unwrap_or(u32::MAX).to_le_bytes());
    }

    #[inline]
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.texts.push_str(text);
    }

    /// The numbers and the texts.
    pub fn into_parts(self, wire: &Wire) -> (Vec<u8>, String) {
        wire.count_packed(self.numbers.len(), self.texts.len());
        (self.numbers, self.texts)
    }
}
