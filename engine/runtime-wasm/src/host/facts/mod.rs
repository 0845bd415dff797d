//! From the model's facts to the contract's records.
//!
//! Every record is built field by field, so that a field which is new on either side does not compile until somebody has
//! said what becomes of it. A test ties the names and types of both to the published schema.

mod audience;
mod content;
mod dealings;
mod people;
mod scalar;

use std::cell::Cell;

pub(crate) use crate::bindings::check::saring::plugin::facts as wire;
use saring_model::creator as model;
pub(crate) use scalar::instant;

/// Turns facts into records, and counts their bytes on the way.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    bytes: Cell<usize>,
}

impl Wire {
    /// Bytes of all records that were made: their own, and those of the texts and lists in them.
    pub fn bytes(&self) -> usize {
        self.bytes.get()
    }

    /// Records of the items of a list.
    pub fn list<'a, T: 'a, R>(
        &self,
        items: impl IntoIterator<Item = &'a T>,
        record: impl Fn(&Self, &T) -> R,
    ) -> Vec<R> {
        let records: Vec<R> = items.into_iter().map(|item| record(self, item)).collect();
        self.count(size_of_val(records.as_slice()));
        records
    }

    fn text(&self, text: &str) -> String {
        self.count(text.len());
        text.to_owned()
    }

    fn texts<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<String> {
        let texts: Vec<String> = texts.map(|text| self.text(text)).collect();
        self.count(size_of_val(texts.as_slice()));
        texts
    }

    pub fn count(&self, bytes: usize) {
        self.bytes.set(self.bytes.get() + bytes);
    }

    /// The creator without the blocks that are sections of their own.
    pub fn profile(&self, of: &model::Creator, tier: Option<&str>, account: &model::Account) -> wire::Profile {
        wire::Profile {
            id: self.text(of.id.as_str()),
            name: of.name.as_ref().map(|value| self.text(value.as_str())),
            location: of.location.as_ref().map(|block| self.location(block)),
            languages: of.languages.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            tz: of.tz.as_ref().map(|value| self.text(value.as_str())),
            style_tags: of.style_tags.as_ref().map(|list| self.texts(list.iter().map(|item| item.as_str()))),
            last_tier: of.last_tier.as_ref().map(|value| self.text(value.as_str())),
            tier: tier.map(|tier| self.text(tier)),
            account: self.account(account),
        }
    }
}
