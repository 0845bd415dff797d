//! A mapping: which column or path of a file goes where in a creator, and in what unit.

mod read;
mod source;
mod target;
mod toml_reader;

use saring_model::catalogue::Kind;
use serde_json::Value;

pub use toml_reader::MappingError;
pub(super) use toml_reader::nearest;

use super::convert::{Numbers, Unit};
use super::path::{Path, Segment};

/// A mapping, read from a TOML file and checked against the field catalogue.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) format: Format,
    /// Path of the list of rows in a JSON file.
    pub(super) rows: Path,
    /// The delimiter of a CSV file; found out from the header where it is not given.
    pub(super) delimiter: Option<u8>,
    /// Whether the header of a CSV file may lack columns that the mapping reads.
    pub(super) columns_optional: bool,
    /// Whether what the mapping does not use goes into the attributes.
    pub(super) keep_leftovers: bool,
    /// Texts that mean unknown.
    pub(super) empty: Vec<String>,
    pub(super) numbers: Numbers,
    /// In the order of their targets.
    pub(super) fields: Vec<Field>,
    pub(super) lists: Vec<List>,
    /// Everything that the mapping uses of a row, or leaves out on purpose.
    pub(super) used: Vec<Vec<Segment>>,
}

impl Mapping {
    /// Reads a mapping. `file` is its name in messages.
    ///
    /// # Errors
    /// Everything that is wrong with it at once: TOML, unknown keys, unknown
    /// fields of a creator, units that do not fit their fields, fields that are given twice.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<MappingError>> {
        read::mapping(text, file)
    }

    /// The name of the mapping.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the mapping is for, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The format of the files that it reads.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Paths into a row that fields read directly, each with whether a CSV header must have it.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&Path, bool)> {
        let fields = self.fields.iter().map(|field| (field, false));
        let zipped = self.lists.iter().filter(|list| list.how == How::Zip);
        let zipped = zipped.flat_map(|list| list.fields.iter().map(|field| (field, list.optional)));
        fields.chain(zipped).flat_map(|(field, optional)| {
            let needed = field.source.required || !(self.columns_optional || field.source.optional || optional);
            field.source.paths().map(move |path| (path, needed))
        })
    }
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a header, delimited by commas, semicolons or tabs.
    Csv,
    /// One JSON document with a list of rows somewhere in it.
    Json,
    /// One JSON object per line.
    Ndjson,
}

impl Format {
    /// The format as mappings write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

/// One value of a creator, or of an item of one of its lists.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) target: Target,
    pub(super) source: Source,
}

/// Where a value goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) path: Path,
    pub(super) kind: Kind,
    /// What the items of a list are.
    pub(super) item: Option<Kind>,
    /// Whether it is the amount of money, which is a decimal text and never a float.
    pub(super) is_amount: bool,
}

/// Where a value comes from, and what is done with it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) from: From,
    pub(super) required: bool,
    pub(super) optional: bool,
    pub(super) unit: Option<Unit>,
    /// Values to replace by others.
    pub(super) map: Vec<(String, String)>,
    /// Between the items of a list in one text.
    pub(super) split: Option<String>,
    /// Texts that mean unknown, instead of the mapping's.
    pub(super) empty: Option<Vec<String>>,
    /// The value is given only where one of these is known; empty where it does not depend on any.
    pub(super) when: Vec<When>,
    /// The value is unknown where this one is true.
    pub(super) unknown_where: Option<Path>,
}

impl Source {
    /// Every path whose values the source reads.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        let pieces = match &self.from {
            From::Template(pieces) => pieces.as_slice(),
            From::Path(_) | From::Const(_) => &[],
        };
        let own = match &self.from {
            From::Path(path) => Some(path),
            From::Const(_) | From::Template(_) => None,
        };
        let pieces = pieces.iter().filter_map(|piece| match piece {
            Piece::Path(path) => Some(path),
            Piece::Text(_) | Piece::RowNumber => None,
        });
        own.into_iter().chain(pieces).chain(&self.unknown_where)
    }

    /// The paths whose values end up in the creator.
    pub(super) fn used(&self) -> impl Iterator<Item = &Path> {
        self.paths().filter(|path| self.unknown_where.as_ref() != Some(*path))
    }

    /// The source as a message names it.
    pub(super) fn label(&self) -> &str {
        match &self.from {
            From::Path(path) => &path.text,
            From::Const(_) => "constant of the mapping",
            From::Template(pieces) => pieces
                .iter()
                .find_map(|piece| match piece {
                    Piece::Path(path) => Some(path.text.as_str()),
                    Piece::Text(_) | Piece::RowNumber => None,
                })
                .unwrap_or("row number"),
        }
    }
}

/// What must be known for a value to be given.
#[derive(Debug, Clone)]
pub(super) enum When {
    Path(Path),
    /// Any column whose name begins so.
    Prefix(String),
}

/// What a value is made from.
#[derive(Debug, Clone)]
pub(super) enum From {
    Path(Path),
    Const(Value),
    Template(Vec<Piece>),
}

/// A piece of a template such as `instagram:{user_id}`.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    Path(Path),
    RowNumber,
}

/// A list of the creator that is made item by item.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) into: Target,
    pub(super) how: How,
    /// Targets are relative to the item.
    pub(super) fields: Vec<Field>,
    pub(super) optional: bool,
}

/// Where the items of a list come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// From parallel lists: item `i` is made of the `i`-th value of each.
    Zip,
    /// From a list of objects.
    Each(Path),
    /// From the columns whose names have this beginning and end; what is between is a value of the item.
    Columns { prefix: String, name: String, suffix: String },
}
