//! A set of fields, small enough to be copied with every answer.

use super::{FieldId, catalogue};

const WORDS: usize = 8;
/// Most fields that the catalogue can hold.
pub const FIELDS_MAX: usize = WORDS * 64;

/// A set of fields of the catalogue.
#[derive(Debug, Copy, Clone, Default, PartialEq, Eq, Hash)]
pub struct FieldSet([u64; WORDS]);

impl FieldSet {
    /// The set without a field.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// Adds a field.
    pub fn insert(&mut self, id: FieldId) {
        if let Some(word) = self.0.get_mut(id.index() / 64) {
            *word |= 1 << (id.index() % 64);
        }
    }

    /// Whether the set holds a field.
    pub fn contains(&self, id: FieldId) -> bool {
        self.0.get(id.index() / 64).is_some_and(|word| word & (1 << (id.index() % 64)) != 0)
    }

    /// The fields of either set.
    #[must_use]
    pub fn union(mut self, other: Self) -> Self {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        self
    }

    /// The fields, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = FieldId> + '_ {
        catalogue().fields().iter().map(|field| field.id).filter(|id| self.contains(*id))
    }

    /// How many fields the set holds.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether the set holds no field.
    pub fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }
}

impl From<FieldId> for FieldSet {
    fn from(id: FieldId) -> Self {
        let mut set = Self::EMPTY;
        set.insert(id);
        set
    }
}

impl FromIterator<FieldId> for FieldSet {
    fn from_iter<I: IntoIterator<Item = FieldId>>(ids: I) -> Self {
        let mut set = Self::EMPTY;
        ids.into_iter().for_each(|id| set.insert(id));
        set
    }
}
