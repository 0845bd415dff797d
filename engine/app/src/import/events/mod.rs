//! Import of events: exports of other tools into the timeline of a campaign, through mappings of their own.
//!
//! A row gives an event of each form of its mapping. No row is lost: it gave events, went into those of an earlier row,
//! was passed over because it tells of nothing that happened, or is rejected with every reason and its own content.

mod aside;
mod builtin;
mod draft;
mod identity;
mod report;
mod run;
mod spread;
mod times;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use saring_model::timeline::Event;

pub use builtin::{BUILTIN_EVENTS, builtin_events, events_shown, events_template};
pub use draft::{EventsDraft, draft_events};
pub use report::{EventsReport, event_mappings, import_events_file};

use super::conventions::Conventions;
use super::mapping::EventMapping;
use super::problem::{Refused, Rejected};
use super::units::folded;
use super::{Options, rows};
use run::Run;
use times::Clock;

/// What became of a file of events.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportedEvents {
    /// The events, in the order of the rows that first gave them.
    pub events: Vec<Event>,
    /// Rows that gave at least one event.
    pub rows_used: u64,
    /// Rows that only added to events of earlier rows, or said the same.
    pub merged: u64,
    /// Rows that tell of nothing that happened, such as cancelled orders.
    pub passed: u64,
    /// The rows that gave no event and should have, in their order.
    pub rejected: Vec<Rejected>,
    /// Rows in the file: always those used, merged, passed over and rejected together.
    pub rows_in: u64,
    /// What a person should know though no row is wrong by it.
    pub warnings: Vec<String>,
}

/// Reads the rows of a file into events.
///
/// # Errors
/// A file that cannot be read with the mapping at all, and choices that the mapping does not ask for. Rows never fail
/// the file.
pub fn import_events(input: &[u8], mapping: &EventMapping, options: &Options) -> Result<ImportedEvents, Refused> {
    let known = mapping.options();
    if let Some(name) = options.set.keys().find(|name| !known.contains(&name.as_str())) {
        let known = known.into_iter().map(str::to_owned).collect();
        return Err(Refused::UnknownOption { name: name.clone(), known });
    }
    let clock = Clock::told(options)?;
    let table = rows::read(input, &mapping.rows, options)?;
    let bound = table.columns.as_ref().map(|columns| mapping.for_header(columns));
    let mapping = bound.as_ref().unwrap_or(mapping);
    for form in &mapping.forms {
        if let Some((target, option)) = form.mapping.lacks_choice(&options.set) {
            return Err(Refused::ChoiceNeeded { target: target.to_owned(), option: option.to_owned() });
        }
    }
    let mut conventions = Conventions::told(&mapping.rows, options);
    for (number, row) in (1..).zip(table.rows()) {
        options.may_read(number)?;
        row.content.iter().for_each(|content| conventions.survey(&mapping.rows, content));
    }
    let mut run = Run::new(mapping, options, &conventions, (clock, &table));
    for row in table.rows() {
        run.survey(&row);
    }
    run.settle();
    for row in table.rows() {
        run.row(row);
    }
    let mut imported = run.finish();
    imported.warnings.splice(0..0, table.warnings.iter().cloned());
    imported.warnings.extend(unread(mapping, table.columns.as_deref().unwrap_or_default()));
    Ok(imported)
}

/// The columns that no field reads: those for which events have no place, and those that the mapping does not know.
fn unread(mapping: &EventMapping, columns: &[String]) -> impl Iterator<Item = String> {
    let folded_all = |names: Vec<&str>| names.into_iter().map(folded).collect::<BTreeSet<String>>();
    let (read, ignored) = (folded_all(mapping.columns()), folded_all(mapping.ignored().collect()));
    let unread = columns.iter().filter(|column| !read.contains(&folded(column)));
    let (known, unknown): (Vec<&String>, Vec<&String>) = unread.partition(|column| ignored.contains(&folded(column)));
    [("not read, as events have no place for them", known), ("not known, and not read", unknown)]
        .into_iter()
        .filter(|(_, columns)| !columns.is_empty())
        .map(|(why, columns)| format!("{why}: {}", listed(&columns)))
}

fn listed(columns: &[&String]) -> String {
    const NAMED_MAX: usize = 12;
    let named: Vec<String> = columns.iter().take(NAMED_MAX).map(|column| format!("`{column}`")).collect();
    let more = columns.len().saturating_sub(NAMED_MAX);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", named.join(", "))
}

/// Puts the events of several files together: each once, by its identifier. Tells how many came again, and which of them
/// with something else to say; the first is kept.
pub fn together(files: impl IntoIterator<Item = Vec<Event>>) -> (Vec<Event>, u64, Vec<String>) {
    let mut all: Vec<Event> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let (mut again, mut otherwise) = (0, Vec::new());
    for event in files.into_iter().flatten() {
        match places.get(event.id.as_str()).and_then(|place| all.get(*place)) {
            None => {
                places.insert(event.id.to_string(), all.len());
                all.push(event);
            }
            Some(first) => {
                again += 1;
                otherwise.extend((*first != event).then(|| event.id.to_string()));
            }
        }
    }
    (all, again, otherwise)
}
