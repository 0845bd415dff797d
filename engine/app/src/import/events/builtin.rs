//! The mappings to events that come with the product, each with a spreadsheet to fill in.

use std::collections::BTreeSet;

use super::super::fit::{Fit, clear};
use super::super::mapping::{EventMapping, MappingError};
use super::super::units::folded;
use super::super::{Options, rows};

/// A built-in mapping: its name, its text, and a spreadsheet that it reads.
pub struct BuiltinEvents {
    /// Its name.
    pub name: &'static str,
    pub(super) text: &'static str,
    template: &'static str,
}

macro_rules! builtin {
    ($($name:literal),*) => {
        &[$(BuiltinEvents {
            name: $name,
            text: include_str!(concat!("../../../../../rules/mappings/events/", $name, ".toml")),
            template: include_str!(concat!("../../../../../rules/mappings/events/", $name, ".csv")),
        }),*]
    };
}

/// The built-in mappings to events, by name.
pub const BUILTIN_EVENTS: &[BuiltinEvents] =
    builtin!("ga4", "mention-list", "mentions", "orders", "posts", "series", "shopify");

/// The built-in mapping of a name.
///
/// # Errors
/// What is wrong with its text; a test keeps the built-in ones right.
pub fn builtin_events(name: &str) -> Option<Result<EventMapping, Vec<MappingError>>> {
    let found = BUILTIN_EVENTS.iter().find(|known| known.name == name)?;
    Some(EventMapping::parse(found.text, &format!("rules/mappings/events/{name}.toml")))
}

/// The spreadsheet that a built-in mapping reads: a header and a few example rows.
pub fn events_template(name: &str) -> Option<&'static str> {
    BUILTIN_EVENTS.iter().find(|known| known.name == name).map(|known| known.template)
}

/// The built-in mappings that can read a file and know something of it, the best first; and the one that does clearly.
///
/// Of two that know the same columns neither is clear, but where one knows every column of a small table.
pub fn events_shown(input: &[u8], options: &Options) -> (Option<Fit>, Vec<Fit>) {
    let options = Options { set: Default::default(), ..options.clone() };
    let mut fits: Vec<Fit> = BUILTIN_EVENTS.iter().filter_map(|known| fit(known.name, input, &options)).collect();
    fits.sort_by(|a, b| b.known.cmp(&a.known).then(a.name.cmp(b.name)));
    let whole = |fit: &&Fit| fit.known == fit.of;
    let only = |fits: &[Fit]| match fits.iter().filter(whole).collect::<Vec<_>>().as_slice() {
        [one] => Some((*one).clone()),
        _ => None,
    };
    (clear(&fits).cloned().or_else(|| only(&fits)), fits)
}

fn fit(name: &'static str, input: &[u8], options: &Options) -> Option<Fit> {
    let mapping = builtin_events(name)?.ok()?;
    let table = rows::read(input, &mapping.rows, options).ok()?;
    let columns = table.columns.as_ref()?;
    let read: BTreeSet<String> = mapping.columns().into_iter().chain(mapping.ignored()).map(folded).collect();
    let known = columns.iter().filter(|column| read.contains(&folded(column))).count();
    (known > 0).then_some(Fit { name, known, of: columns.len(), is_table: true })
}
