//! One import: rows in, creators and rejected rows out.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::creator::{Account, Platform};
use saring_model::{Creator, Id, Violation, ViolationCode, decode};
use serde_json::{Value, json};

use super::build::{Built, Origin, build, captured, without_places};
use super::conventions::Conventions;
use super::convert::Unit;
use super::currency::contradictions;
use super::leftovers::leftovers;
use super::mapping::{How, Mapping};
use super::path::{Path, Segment};
use super::problem::{Problem, ProblemCode, Rejected, quoted};
use super::rows::{Row, Table, escaped};
use super::units::folded;
use super::{Imported, Options};

pub(super) struct Run<'m> {
    mapping: &'m Mapping,
    options: &'m Options,
    conventions: &'m Conventions,
    is_table: bool,
    sheet: Option<String>,
    used: Vec<Vec<Segment>>,
    /// Row of each identifier.
    seen: BTreeMap<String, u64>,
    /// Row of each handle of a platform.
    handles: BTreeMap<(Platform, String), u64>,
    /// Rows with the handle of an earlier row and another identifier, and the first of them with the earlier.
    claimed: Option<(u64, u64, u64)>,
    /// Rows with a protected trait that was left out.
    protected: BTreeMap<String, u64>,
    /// What was set aside: in how many places, and first in which row and why.
    aside: BTreeMap<String, (u64, u64, String)>,
    /// Rows whose identifier got the row's number.
    numbered: u64,
    /// Paths of the mapping of which no row has had one yet.
    unseen: Vec<Vec<&'m Path>>,
    imported: Imported,
}

/// What one way of reading a row gave.
struct Attempt {
    outcome: Result<Creator, Vec<Problem>>,
    /// The source of the identifier, and whether the row's number may be added.
    id: (String, bool),
    /// What the creator cannot hold, which may be set aside: where from, and why.
    refused: Vec<(String, String)>,
    aside: Vec<(String, String)>,
    protected: Vec<String>,
}

impl<'m> Run<'m> {
    pub(super) fn new(
        mapping: &'m Mapping,
        options: &'m Options,
        conventions: &'m Conventions,
        table: &Table<'_>,
    ) -> Self {
        let mut used = mapping.used();
        for list in &mapping.lists {
            if let How::Columns { prefix, suffix, .. } = &list.how {
                let columns = table.columns.iter().flatten();
                let matching = columns.filter(|column| captured(column, prefix, suffix).is_some());
                used.extend(matching.map(|column| vec![Segment::Key(column.clone())]));
            }
        }
        let is_table = table.columns.is_some();
        Self {
            mapping,
            options,
            conventions,
            is_table,
            sheet: table.sheet.clone(),
            used,
            seen: BTreeMap::new(),
            handles: BTreeMap::new(),
            claimed: None,
            protected: BTreeMap::new(),
            aside: BTreeMap::new(),
            numbered: 0,
            unseen: if is_table { Vec::new() } else { mapping.needed() },
            imported: Imported { warnings: table.warnings.clone(), ..Imported::default() },
        }
    }

    pub(super) fn row(&mut self, row: Row<'_>) {
        self.imported.rows_in += 1;
        let number = self.imported.rows_in;
        match row.content.map_err(|problem| vec![problem]).and_then(|content| self.creator(&content, number)) {
            Ok(creator) => {
                self.seen.insert(identity(&creator), number);
                self.claim(&creator, number);
                self.imported.creators.push(creator);
            }
            Err(problems) => {
                let raw = escaped(&row.raw);
                let sheet = self.sheet.clone();
                self.imported.rejected.push(Rejected { row: number, sheet, line: row.line, problems, raw });
            }
        }
    }

    /// Notes the handles of a row, and whether an earlier row has one of them.
    fn claim(&mut self, creator: &Creator, number: u64) {
        for account in &creator.accounts {
            let Some(handle) = account.handle.as_deref().filter(|_| account.platform != Platform::Other) else {
                continue;
            };
            let earlier = *self.handles.entry((account.platform, handle.to_lowercase())).or_insert(number);
            if earlier != number {
                self.claimed.get_or_insert((0, number, earlier)).0 += 1;
            }
        }
    }

    /// What a row says of a creator of whom other rows may say more.
    pub(super) fn part(&mut self, row: &Value) -> Result<Creator, Vec<Problem>> {
        self.imported.rows_in += 1;
        self.creator(row, self.imported.rows_in)
    }

    fn creator(&mut self, row: &Value, number: u64) -> Result<Creator, Vec<Problem>> {
        self.unseen.retain(|group| group.iter().all(|path| path.get(row).is_none()));
        let mut skipped: BTreeSet<String> = BTreeSet::new();
        let mut reasons: Vec<(String, String)> = Vec::new();
        // Every round takes something more away, so there is a last one.
        let attempt = loop {
            let attempt = self.attempt(row, number, &skipped);
            if attempt.refused.is_empty() {
                break attempt;
            }
            // What more than one round finds of one place in all items is not looked at item by item.
            let again = attempt.refused.iter().map(|(label, _)| without_places(label));
            let again: Vec<String> =
                again.filter(|label| reasons.iter().any(|(of, _)| without_places(of) == *label)).collect();
            skipped.extend(attempt.refused.iter().map(|(label, _)| label.clone()).chain(again));
            reasons.extend(attempt.refused);
        };
        for name in attempt.protected {
            *self.protected.entry(name).or_default() += 1;
        }
        for (label, reason) in reasons.into_iter().chain(attempt.aside) {
            let (count, ..) = self.aside.entry(without_places(&label)).or_insert((0, number, reason));
            *count += 1;
        }
        let mut creator = attempt.outcome?;
        let (source, may_number) = attempt.id;
        if may_number && let Some(name) = creator.name.as_deref().filter(|name| is_sum(&creator, name)) {
            let message = format!(
                "{} stands below a list for its sum or mean, and nothing else is known of who it is",
                quoted(name)
            );
            return Err(vec![Problem::new(ProblemCode::BadValue, message, SUM_HELP).at(source, "/name")]);
        }
        if may_number
            && self.seen.contains_key(&identity(&creator))
            && let Ok(id) = Id::new(format!("{} (row {number})", creator.id))
        {
            creator.id = id;
            self.numbered += 1;
        }
        match self.seen.get(&identity(&creator)) {
            None => Ok(creator),
            Some(first) => {
                let message = format!("row {first} has the same id `{}`", creator.id);
                let help = "keep one of the two rows, or give each creator an id of its own";
                Err(vec![Problem::new(ProblemCode::DuplicateId, message, help).at(source, "/id")])
            }
        }
    }

    fn attempt(&self, row: &Value, number: u64, skipped: &BTreeSet<String>) -> Attempt {
        let mut built = build(self.mapping, self.options, self.conventions, row, number, skipped);
        if self.mapping.keep_leftovers {
            self.keep_leftovers(&mut built, row);
        }
        if let Some(part) = built.value.as_object_mut().filter(|_| self.mapping.is_part) {
            // A stand-in: the row that makes the creator has the accounts.
            part.entry("accounts").or_insert_with(|| json!([{ "platform": "other" }]));
        }
        let decoded = decode::<Creator>(built.value.to_string().as_bytes());
        let mut problems = std::mem::take(&mut built.problems);
        problems.extend(contradictions(&built));
        let mut refused = Vec::new();
        // A value that could not be converted is missing as a consequence, which is no news.
        let is_known = !problems.is_empty();
        for violation in decoded.as_ref().err().into_iter().flat_map(|found| found.iter()) {
            if is_known && violation.code == ViolationCode::MissingField {
                continue;
            }
            match built.aside_of(&violation.pointer).filter(|label| !skipped.contains(*label)) {
                Some(label) => refused.push((label.to_owned(), violation.message.clone())),
                None => problems.push(explained(violation, &built)),
            }
        }
        // A row that is rejected in any case is not tried again.
        if !problems.is_empty() {
            refused.clear();
        }
        let id = built.origin("/id").map(|origin| (origin.label.clone(), origin.source.numbered));
        Attempt {
            outcome: match decoded {
                Ok(creator) if problems.is_empty() => Ok(creator),
                _ => Err(problems),
            },
            id: id.unwrap_or_else(|| ("id".to_owned(), false)),
            refused,
            aside: built.aside,
            protected: built.protected,
        }
    }

    fn keep_leftovers(&self, built: &mut Built<'_>, row: &Value) {
        let is_used = |path: &&Path| built.taken.contains(path) || self.mapping.reads_always(path);
        let passed = built.passed.iter().filter(|path| !is_used(path)).map(|path| path.segments.as_slice());
        let kept: Vec<&[Segment]> = built.kept.iter().map(Vec::as_slice).chain(passed).collect();
        let used: Vec<&[Segment]> = self.used.iter().map(Vec::as_slice).collect();
        let left = leftovers(row, &used, &kept, self.is_table);
        built.protected.extend(left.protected);
        let Some(creator) = built.value.as_object_mut().filter(|_| !left.fields.is_empty()) else { return };
        let attributes = creator.entry("attributes").or_insert_with(|| Value::Object(serde_json::Map::new()));
        let Some(attributes) = attributes.as_object_mut() else { return };
        for (name, value) in left.fields {
            if attributes.contains_key(&name) {
                let message = format!("the mapping gives the attribute `{name}` itself");
                let help = "give the mapping's attribute another name, or list the column in `ignore`";
                let place = format!("/attributes/{name}");
                built.problems.push(Problem::new(ProblemCode::AttributeTaken, message, help).at(name, place));
            } else {
                attributes.insert(name, value);
            }
        }
    }

    pub(super) fn finish(mut self) -> Imported {
        let warnings = &mut self.imported.warnings;
        if self.imported.rows_in == 0 {
            warnings.push("the file has no rows".to_owned());
        } else {
            let unseen = self.unseen.iter().filter_map(|group| group.first());
            warnings.extend(unseen.map(|path| format!("no row has `{}`, which the mapping reads", path.text)));
        }
        let stays =
            if self.mapping.keep_leftovers { "what the file says stays in the attributes" } else { "it is left out" };
        warnings.extend(self.aside.iter().map(|(label, (count, row, reason))| {
            format!("`{label}` was set aside {count} times, first in row {row}: {reason}; {stays}")
        }));
        if let Some((count, row, earlier)) = self.claimed {
            warnings.push(format!(
                "{count} rows have the handle of an earlier row and an id of their own, first row {row} that of row \
                 {earlier}: both are kept, and may be one account"
            ));
        }
        if self.numbered > 0 {
            warnings.push(format!(
                "{} rows have the name of an earlier row and nothing that tells them apart; they stay apart, each with \
                 its row's number in its id",
                self.numbered
            ));
        }
        warnings.extend(self.protected.iter().map(|(name, rows)| {
            format!("`{name}` was left out {rows} times: protected traits are neither kept nor inferred")
        }));
        self.imported
    }
}

/// What the rows below a list are called, by their letters.
pub(super) const SUMS: [&str; 10] =
    ["total", "totals", "grandtotal", "subtotal", "sum", "average", "mean", "jumlah", "ratarata", "promedio"];
const SUM_HELP: &str = "delete the row; a creator of this name needs a handle";

/// Whether a row is the sum of a list and no creator: it has such a name and no account that can be found.
fn is_sum(creator: &Creator, name: &str) -> bool {
    let is_nobody =
        |account: &Account| account.handle.is_none() && account.external_id.is_none() && account.url.is_none();
    SUMS.contains(&folded(name).as_str()) && creator.accounts.iter().all(is_nobody)
}

/// By what rows are told apart: the identifier, in lower case where it ends in a handle, as no platform tells `Foo` from
/// `foo`.
fn identity(creator: &Creator) -> String {
    let id = creator.id.as_str();
    let handles = creator.accounts.iter().filter_map(|account| account.handle.as_deref());
    let is_handle = handles.into_iter().any(|handle| id.ends_with(handle));
    if is_handle { id.to_lowercase() } else { id.to_owned() }
}

impl<'m> Built<'m> {
    /// The source of the value at a pointer, or of the nearest value that holds it.
    fn origin(&self, pointer: &str) -> Option<&Origin<'m>> {
        let origins = self.origins.iter().filter(|(place, _)| holds(place, pointer));
        origins.max_by_key(|(place, _)| place.len()).map(|(_, origin)| origin)
    }

    /// What may be set aside so that the creator has nothing at a pointer that it cannot hold.
    fn aside_of(&self, pointer: &str) -> Option<&str> {
        let list = self.lists.iter().find(|(place, _)| place == pointer).map(|(_, label)| label.as_str());
        // A field that is missing has no origin, but its item is known.
        let item = || self.items.iter().find(|(place, _)| holds(place, pointer)).map(|(_, label)| label.as_str());
        match self.origin(pointer) {
            _ if list.is_some() => list,
            Some(origin) if origin.source.set_aside => Some(&origin.label),
            _ => item(),
        }
    }
}

fn holds(place: &str, pointer: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A violation in terms of the file: which column it came from, and what to do about it there.
pub(super) fn explained(violation: &Violation, built: &Built<'_>) -> Problem {
    let origin = built.origin(&violation.pointer);
    let unit = origin.and_then(|origin| origin.source.unit.as_ref());
    let help = match (violation.code, unit) {
        (ViolationCode::PercentForFraction | ViolationCode::OutOfRange, Some(Unit::Percent)) => {
            Some("the mapping reads it as a percentage already: check the cell, or take `unit` away".to_owned())
        }
        (ViolationCode::PercentForFraction, _) => {
            Some("where the column holds percentages, give its source `unit = \"percent\"`".to_owned())
        }
        _ => violation.help.clone(),
    };
    Problem {
        code: ProblemCode::Invalid(violation.code),
        source: origin.map(|origin| origin.label.clone()),
        target: Some(violation.pointer.clone()),
        message: match (unit, origin.map(|origin| &origin.raw)) {
            // A unit makes another number than the one that somebody looks for in the file.
            (Some(_), Some(Value::String(raw))) => format!("{}, from {} in the file", violation.message, quoted(raw)),
            (Some(_), Some(Value::Number(raw))) => format!("{}, from {raw} in the file", violation.message),
            _ => violation.message.clone(),
        },
        help,
    }
}
