//! Import: other people's files into creators, through a mapping.
//!
//! No row is lost: each becomes a creator, or a [`Rejected`] with every reason
//! and its own content. What a mapping does not use of a row goes into the
//! creator's attributes. Nothing here reads or writes files; the faces do.

mod build;
mod builtin;
mod convert;
mod json;
mod leftovers;
pub mod limits;
mod mapping;
pub mod merge;
mod path;
mod problem;
mod rejected;
mod rows;

use std::collections::BTreeMap;

use saring_model::{Creator, Violation, ViolationCode, decode};
use serde_json::Value;

pub use builtin::{BUILTIN, builtin, template_csv};
pub use mapping::{Format, Mapping, MappingError};
pub use problem::{Problem, ProblemCode, Refused, Rejected};
pub use rejected::{write_rejected_csv, write_rejected_ndjson};

use build::{Built, build};
use convert::Unit;
use leftovers::leftovers;
use mapping::How;
use path::Segment;
use problem::quoted;
use rows::Row;

/// Choices of one import that are not the mapping's.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Delimiter of a CSV file, instead of the mapping's or the one that its header shows.
    pub delimiter: Option<u8>,
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The creators, in the order of their rows.
    pub creators: Vec<Creator>,
    /// The rows that became none, in their order.
    pub rejected: Vec<Rejected>,
    /// Rows in the file: always the creators and the rejected rows together.
    pub rows_in: u64,
    /// What a person should know though no row is wrong by it.
    pub warnings: Vec<String>,
}

/// Reads the rows of a file through a mapping.
///
/// # Errors
/// A file that cannot be read with the mapping at all: empty, of another
/// format, or without columns that the mapping needs. Rows never fail the file.
pub fn import(input: &[u8], mapping: &Mapping, options: &Options) -> Result<Imported, Refused> {
    let table = rows::read(input, mapping, options.delimiter)?;
    let mut run = Run::new(mapping, table.columns);
    for row in table.rows {
        run.row(row);
    }
    Ok(run.finish())
}

struct Run<'m> {
    mapping: &'m Mapping,
    /// The columns of a table; none for JSON.
    columns: Option<Vec<String>>,
    used: Vec<Vec<Segment>>,
    /// Row of each identifier.
    seen: BTreeMap<String, u64>,
    /// Rows with a protected trait that was left out.
    protected: BTreeMap<&'static str, u64>,
    /// Paths of the mapping that no row has had yet.
    unseen: Vec<&'m path::Path>,
    imported: Imported,
}

impl<'m> Run<'m> {
    fn new(mapping: &'m Mapping, columns: Option<Vec<String>>) -> Self {
        let mut used = mapping.used.clone();
        for list in &mapping.lists {
            if let How::Columns { prefix, suffix, .. } = &list.how {
                let matching = columns.iter().flatten();
                let matching = matching.filter(|column| build::captured(column, prefix, suffix).is_some());
                used.extend(matching.map(|column| vec![Segment::Key(column.clone())]));
            }
        }
        let unseen = if columns.is_none() {
            mapping.paths().filter(|(_, needed)| *needed).map(|(path, _)| path).collect()
        } else {
            Vec::new()
        };
        Self {
            mapping,
            columns,
            used,
            seen: BTreeMap::new(),
            protected: BTreeMap::new(),
            unseen,
            imported: Imported::default(),
        }
    }

    fn row(&mut self, row: Row<'_>) {
        self.imported.rows_in += 1;
        let number = self.imported.rows_in;
        match row.content.map_err(|problem| vec![problem]).and_then(|content| self.creator(&content, number)) {
            Ok(creator) => {
                self.seen.insert(creator.id.as_str().to_owned(), number);
                self.imported.creators.push(creator);
            }
            Err(problems) => {
                let raw = rows::escaped(row.raw);
                self.imported.rejected.push(Rejected { row: number, line: row.line, problems, raw });
            }
        }
    }

    fn creator(&mut self, row: &Value, number: u64) -> Result<Creator, Vec<Problem>> {
        self.unseen.retain(|path| path.get(row).is_none());
        let mut built = build(self.mapping, row, number);
        if self.mapping.keep_leftovers {
            self.keep_leftovers(&mut built, row);
        }
        let decoded = decode::<Creator>(built.value.to_string().as_bytes());
        let mut problems = std::mem::take(&mut built.problems);
        // A value that could not be converted is missing as a consequence, which is no news.
        let news = |violation: &&Violation| problems.is_empty() || violation.code != ViolationCode::MissingField;
        let violations: Vec<Problem> = match &decoded {
            Ok(_) => Vec::new(),
            Err(found) => found.iter().filter(news).map(|violation| explained(violation, &built)).collect(),
        };
        problems.extend(violations);
        let creator = match decoded {
            Ok(creator) if problems.is_empty() => creator,
            _ => return Err(problems),
        };
        match self.seen.get(creator.id.as_str()) {
            None => Ok(creator),
            Some(first) => {
                let message = format!("row {first} has the same id `{}`", creator.id);
                let help = "keep one of the two rows, or give each creator an id of its own";
                let source = origin(&built, "/id").map_or("id", |origin| origin.label.as_str());
                Err(vec![Problem::new(ProblemCode::DuplicateId, message, help).at(source, "/id")])
            }
        }
    }

    fn keep_leftovers(&mut self, built: &mut Built<'_>, row: &Value) {
        let set_aside = |path: &Vec<Segment>| built.set_aside.iter().any(|aside| aside.segments == *path);
        let used: Vec<&[Segment]> = self.used.iter().filter(|path| !set_aside(path)).map(Vec::as_slice).collect();
        let left = leftovers(row, &used, self.columns.is_some());
        for name in left.protected {
            *self.protected.entry(name).or_default() += 1;
        }
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

    fn finish(mut self) -> Imported {
        if self.imported.rows_in == 0 {
            self.imported.warnings.push("the file has no rows".to_owned());
        } else {
            let unseen = self.unseen.iter().map(|path| format!("no row has `{}`, which the mapping reads", path.text));
            self.imported.warnings.extend(unseen);
        }
        let protected = self.protected.iter().map(|(name, rows)| {
            format!("`{name}` was left out {rows} times: protected traits are neither kept nor inferred")
        });
        self.imported.warnings.extend(protected);
        self.imported
    }
}

/// A violation in terms of the file: which column it came from, and what to do about it there.
fn explained(violation: &Violation, built: &Built<'_>) -> Problem {
    let origin = origin(built, &violation.pointer);
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

/// The source of the value at a pointer, or of the nearest value that holds it.
fn origin<'b, 'm>(built: &'b Built<'m>, pointer: &str) -> Option<&'b build::Origin<'m>> {
    let holds = |place: &str| pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let origins = built.origins.iter().filter(|(place, _)| holds(place));
    origins.max_by_key(|(place, _)| place.len()).map(|(_, origin)| origin)
}
