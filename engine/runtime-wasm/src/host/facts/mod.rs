//! From the model's facts to the contract's records, and to the same records packed.
//!
//! Every record is made by one line that names its fields. A field which is new on either side does not compile until
//! somebody has named it, and a test ties names, types and order to the contract and to the published schema.

mod packed;
mod records;
mod scalar;

use std::cell::Cell;

pub(crate) use crate::bindings::check::saring::plugin::facts as wire;
pub(crate) use packed::Packed;
pub(crate) use records::Profile;
use saring_model::List;
use saring_model::creator as model;
pub(crate) use scalar::instant;

/// Something known of a creator, in the two forms in which plugins read it.
pub(crate) trait Fact {
    /// What the contract makes of it.
    type Record;

    /// As the contract's record.
    fn record(&self, wire: &Wire) -> Self::Record;

    /// Packed, as the contract says at `batch.packed`.
    fn pack(&self, into: &mut Packed);
}

/// Counts the bytes of what is made: of records their own, and those of the texts and lists in them.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    bytes: Cell<usize>,
    /// Bytes that the same would have more as records.
    saved: Cell<usize>,
}

/// Bytes of a record for each byte of packed numbers, on creators of the demo: an unknown field is one byte packed, and up
/// to 24 in a record.
const RECORD_BYTES_PER_PACKED: usize = 4;

impl Wire {
    /// Bytes of all that was made.
    pub fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// Bytes that it would have as records, so that a section is worth the same fuel in both forms.
    pub fn worth(&self) -> usize {
        self.bytes.get() + self.saved.get()
    }

    pub fn count(&self, bytes: usize) {
        self.bytes.set(self.bytes.get() + bytes);
    }

    fn count_packed(&self, numbers: usize, texts: usize) {
        self.count(numbers + texts);
        self.saved.set(self.saved.get() + numbers * (RECORD_BYTES_PER_PACKED - 1));
    }
}

impl<T: Fact + ?Sized> Fact for &T {
    type Record = T::Record;

    fn record(&self, wire: &Wire) -> T::Record {
        (**self).record(wire)
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        (**self).pack(into);
    }
}

impl<T: Fact> Fact for Option<T> {
    type Record = Option<T::Record>;

    fn record(&self, wire: &Wire) -> Self::Record {
        self.as_ref().map(|fact| fact.record(wire))
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        into.bytes([u8::from(self.is_some())]);
        if let Some(fact) = self {
            fact.pack(into);
        }
    }
}

impl<T: Fact> Fact for [T] {
    type Record = Vec<T::Record>;

    fn record(&self, wire: &Wire) -> Self::Record {
        let records: Vec<T::Record> = self.iter().map(|fact| fact.record(wire)).collect();
        wire.count(size_of_val(records.as_slice()));
        records
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        into.count(self.len());
        self.iter().for_each(|fact| fact.pack(into));
    }
}

impl<T: Fact> Fact for Vec<T> {
    type Record = Vec<T::Record>;

    fn record(&self, wire: &Wire) -> Self::Record {
        self.as_slice().record(wire)
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        self.as_slice().pack(into);
    }
}

impl<T: Fact, const MAX: usize, const MIN: usize> Fact for List<T, MAX, MIN> {
    type Record = Vec<T::Record>;

    fn record(&self, wire: &Wire) -> Self::Record {
        (**self).record(wire)
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        (**self).pack(into);
    }
}
