//! Import of events as one request: a file and a mapping in, events and rejected rows out.

use std::collections::BTreeMap;

use saring_model::timeline::Event;
use schemars::JsonSchema;
use serde::Serialize;

use super::super::mapping::EventMapping;
use super::super::request::{ImportRefusal, MappingSummary, RejectedRow, options, rejected_row};
use super::{BUILTIN_EVENTS, ImportedEvents, builtin_events, import_events};

/// What became of a file of events. Every row is in one of the counts: `rows_in` is rows used, merged, passed over and
/// rejected together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EventsReport {
    /// The mapping that the file was read with.
    pub mapping: String,
    /// Rows in the file.
    pub rows_in: u64,
    /// Rows that gave at least one event.
    pub rows_used: u64,
    /// Rows that only added to events of earlier rows, or said the same.
    pub merged: u64,
    /// Rows that tell of nothing that happened, such as cancelled orders.
    pub passed: u64,
    /// The events, in the order of the rows that first gave them.
    pub events: Vec<Event>,
    /// The rows that gave none and should have, in their order.
    pub rejected: Vec<RejectedRow>,
    /// What a person should know though no row is wrong by it.
    pub warnings: Vec<String>,
}

/// Reads a file of events through a built-in mapping.
///
/// # Errors
/// An unknown mapping, options that cannot be read, and a file that cannot be read with the mapping at all.
pub fn import_events_file(
    file: &[u8],
    mapping: &str,
    given: &BTreeMap<String, String>,
) -> Result<EventsReport, ImportRefusal> {
    let options = options(given)?;
    let found = builtin_events(mapping).ok_or_else(|| ImportRefusal::UnknownMapping {
        wanted: mapping.to_owned(),
        known: BUILTIN_EVENTS.iter().map(|known| known.name).collect(),
    })?;
    let found = found.map_err(ImportRefusal::InvalidMapping)?;
    let imported = import_events(file, &found, &options)?;
    Ok(report(&found, imported))
}

/// Every built-in mapping to events, in the order of the names.
pub fn event_mappings() -> Vec<MappingSummary> {
    let all = BUILTIN_EVENTS.iter().filter_map(|known| builtin_events(known.name)?.ok());
    all.map(|mapping| MappingSummary {
        name: mapping.name().to_owned(),
        title: mapping.title().to_owned(),
        becomes: "events",
        format: mapping.format().as_str().to_owned(),
        columns: mapping.columns().into_iter().map(str::to_owned).collect(),
        options: mapping.options().into_iter().map(str::to_owned).collect(),
    })
    .collect()
}

fn report(mapping: &EventMapping, imported: ImportedEvents) -> EventsReport {
    EventsReport {
        mapping: mapping.name().to_owned(),
        rows_in: imported.rows_in,
        rows_used: imported.rows_used,
        merged: imported.merged,
        passed: imported.passed,
        events: imported.events,
        rejected: imported.rejected.into_iter().map(rejected_row).collect(),
        warnings: imported.warnings,
    }
}
