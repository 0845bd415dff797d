//! Import: other people's files into creators, through a mapping.
//!
//! No row is lost: each becomes a creator, or a [`Rejected`] with every reason
//! and its own content. What a mapping does not use of a row goes into the
//! creator's attributes. Nothing here reads or writes files; the faces do.

mod build;
mod builtin;
mod conventions;
mod convert;
mod currency;
mod dates;
pub mod events;
mod fit;
mod guess;
mod json;
mod leftovers;
pub mod limits;
mod mapping;
pub mod merge;
mod numbers;
mod path;
mod problem;
mod protected;
mod rejected;
mod request;
mod rows;
mod run;
mod shown;
mod units;
mod unknown;
pub mod workbook;

use std::collections::BTreeMap;

use saring_model::Creator;

pub use builtin::{BUILTIN, builtin, template_csv};
pub use dates::Dates;
pub use fit::{Fit, clear, fits, plain};
pub use guess::{Draft, guess};
pub use mapping::{EventMapping, Format, Mapping, MappingError};
pub use numbers::Numbers;
pub use problem::{Problem, ProblemCode, Refused, Rejected};
pub use rejected::{write_ndjson, write_rejected_csv, write_rejected_files_csv};
pub use request::{
    ImportBody, ImportRefusal, ImportReport, MappingSummary, RejectedRow, import_body, import_file, mappings,
};
pub use rows::{Encoding, SheetChoice};
pub use shown::{Shown, shown};

use conventions::Conventions;
use run::Run;

/// Choices of one import that are not the mapping's.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Delimiter of a CSV file, instead of the mapping's or the one that its header shows.
    pub delimiter: Option<u8>,
    /// How the file writes numbers, instead of what the mapping says or each column shows.
    pub numbers: Option<Numbers>,
    /// Whether dates of numbers have the day first or the month, instead of what the mapping says or each column shows.
    pub dates: Option<Dates>,
    /// Encoding of a text file, instead of the one that it shows.
    pub encoding: Option<Encoding>,
    /// Sheet of a workbook, instead of the first that is not hidden.
    pub sheet: Option<SheetChoice>,
    /// What a mapping asks the caller for, by name: `platform` for a list of one platform.
    pub set: BTreeMap<String, String>,
    /// Most rows that are read; a file with more is refused before any becomes a creator.
    pub rows_max: Option<u64>,
}

impl Options {
    /// Whether a file of so many rows is read.
    fn may_read(&self, rows: u64) -> Result<(), Refused> {
        match self.rows_max.filter(|max| rows > *max) {
            Some(max) => Err(Refused::TooManyCells { what: "rows", max }),
            None => Ok(()),
        }
    }
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The creators, in the order of their rows.
    pub creators: Vec<Creator>,
    /// The rows that became none, in their order.
    pub rejected: Vec<Rejected>,
    /// Rows that went into the creator of an earlier row, as those of a workbook's further sheets do.
    pub merged: u64,
    /// Rows in the file: always the creators, the merged and the rejected rows together.
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
    let known = mapping.options();
    if let Some(name) = options.set.keys().find(|name| !known.contains(&name.as_str())) {
        let known = known.into_iter().map(str::to_owned).collect();
        return Err(Refused::UnknownOption { name: name.clone(), known });
    }
    let table = rows::read(input, mapping, options)?;
    let bound = table.columns.as_ref().map(|columns| mapping.for_header(columns));
    let mapping = bound.as_ref().unwrap_or(mapping);
    if let Some((target, option)) = bound.as_ref().and_then(|mapping| mapping.lacks_choice(&options.set)) {
        return Err(Refused::ChoiceNeeded { target: target.to_owned(), option: option.to_owned() });
    }
    let mut conventions = Conventions::told(mapping, options);
    for (number, row) in (1..).zip(table.rows()) {
        options.may_read(number)?;
        row.content.iter().for_each(|content| conventions.survey(mapping, content));
    }
    let mut run = Run::new(mapping, options, &conventions, &table);
    for row in table.rows() {
        run.row(row);
    }
    Ok(run.finish())
}
