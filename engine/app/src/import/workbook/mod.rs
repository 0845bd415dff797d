//! The template workbook: a sheet of creators, and sheets whose rows tell more of them.
//!
//! Every row makes a part of a creator, through a mapping. The parts of one creator are
//! joined as files are merged, only that nothing may give way: the rows of one workbook
//! are of one hand, and two that contradict each other are a slip that a person must see.

mod sheets;
mod template;

use std::collections::{BTreeMap, BTreeSet};

use saring_model::{Creator, Violation, decode};
use serde_json::Value;

pub use template::template_workbook;

use super::conventions::Conventions;
use super::limits::NEAREST_MAX;
use super::mapping::{Mapping, nearest};
use super::merge::{Combined, ConflictCode};
use super::problem::{Problem, ProblemCode, Refused, Rejected};
use super::rows::{Row, Sheet, Table, escaped, is_workbook, sheet, workbook};
use super::run::Run;
use super::units::folded;
use super::{Imported, Options};
use sheets::{CREATORS, EXAMPLE, SHEETS, SheetKind};

/// The name by which the template workbook is asked for where a mapping is.
pub const WORKBOOK: &str = "workbook";

/// Whether a file is the template workbook, filled in: its sheets say so.
pub fn is_template_workbook(input: &[u8]) -> bool {
    let mut found = BTreeSet::new();
    let read = is_workbook(input).then(|| {
        workbook(input, |names| {
            found.extend(names.iter().filter_map(|(name, _)| kind(name)).map(|kind| kind.name));
            Ok(Vec::new())
        })
    });
    matches!(read, Some(Ok(_))) && found.contains(CREATORS) && found.len() > 1
}

/// Reads the template workbook. Of several rows that tell of one creator, the first makes it and the others are merged.
///
/// # Errors
/// A file that is no workbook or has no sheet of creators, and sheets without the columns that they need.
pub fn import_workbook(input: &[u8], options: &Options) -> Result<Imported, Refused> {
    if !is_workbook(input) {
        return Err(Refused::NoWorkbook);
    }
    let sheets = workbook(input, |names| {
        let known = names.iter().enumerate().filter(|(_, (name, _))| kind(name).is_some());
        Ok(known.map(|(at, _)| at).collect())
    })?;
    options.may_read(sheets.iter().map(|sheet| sheet.rows.len() as u64).sum())?;
    let mut book = Book::default();
    for wanted in SHEETS {
        let same = |sheet: &&Sheet| kind(&sheet.name).is_some_and(|kind| kind.name == wanted.name);
        match sheets.iter().find(same) {
            Some(sheet) => book.sheet(wanted, sheet, options)?,
            None if wanted.name == CREATORS => {
                let sheets = sheets.into_iter().map(|sheet| sheet.name).collect();
                return Err(Refused::NoSheet { wanted: Some(CREATORS.to_owned()), sheets });
            }
            None => {}
        }
    }
    let unread = sheets.iter().filter(|sheet| kind(&sheet.name).is_none() && folded(&sheet.name) != "readme");
    book.imported.warnings.extend(unread.map(|sheet| format!("the sheet `{}` is not read", sheet.name)));
    Ok(book.finish())
}

/// The kind of sheet that goes by a name.
fn kind(name: &str) -> Option<&'static SheetKind> {
    SHEETS.iter().find(|kind| folded(kind.name) == folded(name))
}

/// A creator as far as the rows have told.
struct Known {
    combined: Combined,
    creator: Creator,
}

/// Where a row stands.
struct Place<'a> {
    kind: &'a SheetKind,
    /// Number of the row among the rows of data of its sheet, from 1.
    row: u64,
}

#[derive(Default)]
struct Book {
    creators: Vec<Known>,
    by_id: BTreeMap<String, usize>,
    /// How often the most similar identifier was looked for.
    looked: usize,
    examples: u64,
    imported: Imported,
}

impl Book {
    fn sheet(&mut self, kind: &SheetKind, sheet: &Sheet, options: &Options) -> Result<(), Refused> {
        let mappings = kind.mappings().unwrap_or_default();
        let Some(first) = mappings.first().filter(|_| !sheet.rows.is_empty()) else { return Ok(()) };
        let in_sheet =
            |because| Refused::InSheet { sheet: sheet.name.clone(), others: Vec::new(), because: Box::new(because) };
        let table = sheet::table(sheet, first).map_err(in_sheet)?;
        let columns = table.columns.as_deref().unwrap_or_default();
        let mappings: Vec<Mapping> = mappings.iter().map(|mapping| mapping.for_header(columns)).collect();
        let conventions: Vec<Conventions> = mappings.iter().map(|mapping| surveyed(mapping, &table, options)).collect();
        let runs = mappings.iter().zip(&conventions);
        let mut runs: Vec<Run<'_>> =
            runs.map(|(mapping, conventions)| Run::new(mapping, options, conventions, &table)).collect();
        let mut rows = 0;
        for row in table.rows() {
            if is_example(&row) {
                self.examples += 1;
                continue;
            }
            rows += 1;
            self.row(&Place { kind, row: rows }, &row, &mut runs, &sheet.name);
        }
        if rows > 0 {
            let own = runs.into_iter().flat_map(|run| run.finish().warnings);
            let mut warnings: Vec<String> = own.chain(unread(kind, columns)).collect();
            warnings.dedup();
            self.imported.warnings.extend(warnings.into_iter().map(|warning| format!("`{}`: {warning}", sheet.name)));
        }
        Ok(())
    }

    fn row(&mut self, place: &Place<'_>, row: &Row<'_>, runs: &mut [Run<'_>], sheet: &str) {
        self.imported.rows_in += 1;
        let parts = match &row.content {
            Ok(content) => parts(content, runs),
            Err(problem) => Err(vec![problem.clone()]),
        };
        if let Err(problems) = parts.and_then(|parts| self.add(place, parts)) {
            let (sheet, raw) = (Some(sheet.to_owned()), escaped(&row.raw));
            self.imported.rejected.push(Rejected { row: place.row, sheet, line: row.line, problems, raw });
        }
    }

    /// Adds the parts of one row to its creator, all of them or none.
    fn add(&mut self, place: &Place<'_>, parts: Vec<Creator>) -> Result<(), Vec<Problem>> {
        let Some(first) = parts.first() else { return Ok(()) };
        let known = self.by_id.get(first.id.as_str()).copied().and_then(|at| self.creators.get_mut(at));
        let Some(known) = known else {
            if place.kind.name != CREATORS {
                return Err(vec![self.nobody(first.id.as_str())]);
            }
            self.by_id.insert(first.id.to_string(), self.creators.len());
            let value = serde_json::to_value(first).unwrap_or_default();
            self.creators.push(Known { combined: Combined::of(value, 0), creator: first.clone() });
            return Ok(());
        };
        let mut combined = known.combined.clone();
        for part in parts {
            combined.add_value(told(&part, place, &combined.value), 0, &[]);
        }
        let disputes = combined.conflicts.iter().filter(|conflict| conflict.code != ConflictCode::Older);
        let problems: Vec<Problem> = disputes.map(contradiction).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        combined.conflicts.clear();
        let creator = decode::<Creator>(combined.value.to_string().as_bytes());
        let creator = creator.map_err(|found| found.iter().map(beyond).collect::<Vec<_>>())?;
        *known = Known { combined, creator };
        self.imported.merged += 1;
        Ok(())
    }

    /// What is wrong with a row that refers to no creator.
    fn nobody(&mut self, id: &str) -> Problem {
        self.looked += 1;
        let near = if self.looked > NEAREST_MAX { None } else { nearest(id, self.by_id.keys().map(String::as_str)) };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add the creator to the sheet `{CREATORS}`, or correct the id"),
        };
        let message = format!("no creator of the sheet `{CREATORS}` has the id `{id}`");
        Problem::new(ProblemCode::UnknownCreator, message, help).at("creator_id", "/id")
    }

    fn finish(mut self) -> Imported {
        if self.imported.rows_in == 0 {
            self.imported.warnings.push("the file has no rows".to_owned());
        }
        if self.examples > 0 {
            let warning = format!("{} example rows were left out; their ids begin with `{EXAMPLE}`", self.examples);
            self.imported.warnings.push(warning);
        }
        self.imported.creators = self.creators.into_iter().map(|known| known.creator).collect();
        self.imported
    }
}

fn surveyed(mapping: &Mapping, table: &Table<'_>, options: &Options) -> Conventions {
    let mut conventions = Conventions::told(mapping, options);
    for row in table.rows() {
        row.content.iter().for_each(|content| conventions.survey(mapping, content));
    }
    conventions
}

fn is_example(row: &Row<'_>) -> bool {
    let Ok(Value::Object(cells)) = &row.content else { return false };
    let id = cells.iter().find(|(column, _)| ["id", "creatorid"].contains(&folded(column).as_str()));
    id.and_then(|(_, id)| id.as_str()).is_some_and(|id| id.trim().starts_with(EXAMPLE))
}

/// What a row says through each mapping of its sheet, or everything that is wrong with it.
fn parts(content: &Value, runs: &mut [Run<'_>]) -> Result<Vec<Creator>, Vec<Problem>> {
    let mut parts = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    for run in runs {
        match run.part(content) {
            Ok(part) => parts.push(part),
            Err(found) => problems.extend(found),
        }
    }
    problems.dedup();
    if problems.is_empty() { Ok(parts) } else { Err(problems) }
}

/// What a row tells of a creator who is known already.
fn told(part: &Creator, place: &Place<'_>, known: &Value) -> Value {
    let mut value = serde_json::to_value(part).unwrap_or_default();
    let Some(fields) = value.as_object_mut() else { return value };
    if place.kind.name != CREATORS {
        // The account is a stand-in that makes the part a creator.
        fields.remove("accounts");
    }
    // Own columns of a second account are its own: a note, a number.
    if let Some(own) = fields.get_mut("attributes").and_then(Value::as_object_mut) {
        let differs = |name: &str, value: &Value| {
            known.pointer("/attributes").and_then(|it| it.get(name)).is_some_and(|it| it != value)
        };
        let names: Vec<String> =
            own.iter().filter(|(name, value)| differs(name, value)).map(|(name, _)| name.clone()).collect();
        for name in names {
            if let Some(value) = own.remove(&name) {
                own.insert(format!("{name} (row {})", place.row), value);
            }
        }
    }
    value
}

fn contradiction(conflict: &super::merge::Conflict) -> Problem {
    let other = match conflict.later.value.as_str() {
        "" => "this row leaves it out and has another date or source".to_owned(),
        later => format!("this row says `{later}`"),
    };
    let field = conflict.pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
    let message = format!("an earlier row says `{}` for `{field}`, and {other}", conflict.earlier.value);
    let help = "rows of one workbook must agree: correct one of the two";
    Problem { target: Some(conflict.pointer.clone()), ..Problem::new(ProblemCode::Contradiction, message, help) }
}

fn beyond(violation: &Violation) -> Problem {
    Problem {
        code: ProblemCode::Invalid(violation.code),
        source: None,
        target: Some(violation.pointer.clone()),
        message: format!("together with earlier rows: {violation}"),
        help: violation.help.clone(),
    }
}

/// Columns of a sheet that nothing reads; own columns are kept with the creators alone.
fn unread(kind: &SheetKind, columns: &[String]) -> Vec<String> {
    let known: BTreeSet<String> = kind.columns().iter().map(|column| folded(column)).collect();
    let own = columns.iter().filter(|column| kind.name != CREATORS && !known.contains(&folded(column)));
    own.map(|column| format!("the column `{column}` is not read; own columns are kept in the sheet `{CREATORS}`"))
        .collect()
}
