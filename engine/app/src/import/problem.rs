//! What can be wrong with a row, and with a whole file.

use std::fmt;

use saring_model::ViolationCode;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::limits::QUOTE_CHARS_MAX;

/// A row that became no creator, with every reason and its own content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Number of the row among the rows of data, from 1.
    pub row: u64,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Line in the file on which the row starts, or its number in the sheet, from 1, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Everything that is wrong with the row; never empty.
    pub problems: Vec<Problem>,
    /// The row as it stood in the file. Bytes that are no text are written `\xNN`.
    pub raw: String,
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RowProblem")]
pub struct Problem {
    /// What kind of thing is wrong, as a stable word.
    #[schemars(with = "String")]
    pub code: ProblemCode,
    /// The column or path that the value came from, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where in the creator the value was to go, as a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What is wrong, for people.
    pub message: String,
    /// How to put it right, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Problem {
    pub(super) fn new(code: ProblemCode, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, source: None, target: None, message: message.into(), help: Some(help.into()) }
    }

    pub(super) fn at(mut self, source: impl Into<String>, target: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self.target = Some(target.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Some(source) => write!(f, "`{source}`: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// What is wrong with a row. Codes are stable; messages may improve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// More or fewer cells than the header has columns.
    RaggedRow,
    /// No cell of the row has a value.
    EmptyRow,
    /// Bytes that are no UTF-8 text.
    NotUtf8,
    /// Cells of a sheet that are merged with those of other columns or rows.
    MergedCells,
    /// A line that is no JSON.
    Syntax,
    /// An object with the same key twice.
    DuplicateKey,
    /// A row of JSON that is no object.
    NotAnObject,
    /// A value that the mapping requires is not there.
    RequiredMissing,
    /// A text that is not what its unit says.
    BadValue,
    /// Parallel lists of different lengths.
    UnequalLengths,
    /// Something else than a list where the mapping expects one.
    NotAList,
    /// A leftover whose name the mapping itself gives to another attribute.
    AttributeTaken,
    /// An earlier row made a creator with the same identifier.
    DuplicateId,
    /// A row that refers to a creator who is not there.
    UnknownCreator,
    /// An earlier row of the same workbook says something else.
    Contradiction,
    /// The row was read, and the creator that it makes is not valid.
    Invalid(ViolationCode),
}

impl ProblemCode {
    /// The code as it is written: `ragged-row`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RaggedRow => "ragged-row",
            Self::EmptyRow => "empty-row",
            Self::NotUtf8 => "not-utf8",
            Self::MergedCells => "merged-cells",
            Self::Syntax => "syntax",
            Self::DuplicateKey => "duplicate-key",
            Self::NotAnObject => "not-an-object",
            Self::RequiredMissing => "required-missing",
            Self::BadValue => "bad-value",
            Self::UnequalLengths => "unequal-lengths",
            Self::NotAList => "not-a-list",
            Self::AttributeTaken => "attribute-taken",
            Self::DuplicateId => "duplicate-id",
            Self::UnknownCreator => "unknown-creator",
            Self::Contradiction => "contradiction",
            Self::Invalid(code) => code.as_str(),
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A file that cannot be read with the mapping at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// More bytes than are read at once.
    #[error("the file has {bytes} bytes, where {max} are read at once")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Most bytes.
        max: usize,
    },
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are no text of the encoding that was told, or that the file shows.
    #[error("the file is not text in `{0}`")]
    NotEncoded(&'static str),
    /// A byte that no text has.
    #[error("line {line} has a NUL character, which no text has")]
    Nul {
        /// Line, from 1.
        line: usize,
    },
    /// A web page, as some programs export under the name of a spreadsheet.
    #[error("the file is HTML or XML, no table")]
    Markup,
    /// A workbook where the mapping reads JSON.
    #[error("the file is a workbook, where the mapping reads JSON")]
    WorkbookForJson,
    /// A ZIP archive without a workbook in it.
    #[error("the file is an archive without an XLSX workbook in it")]
    NoWorkbook,
    /// A workbook of the format before XLSX.
    #[error("the file is a workbook of the old format XLS")]
    OldWorkbook,
    /// A workbook that only its password opens.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// A workbook that cannot be read to its end.
    #[error("the workbook is broken: {0}")]
    BrokenWorkbook(String),
    /// More of something than is read at once.
    #[error("the file has more than {max} {what}")]
    TooManyCells {
        /// What there is too much of.
        what: &'static str,
        /// Most of it.
        max: u64,
    },
    /// No sheet is the one that was chosen; without a choice, all are hidden.
    #[error("{}", no_sheet(wanted.as_deref()))]
    NoSheet {
        /// The sheet that was chosen.
        wanted: Option<String>,
        /// The sheets that there are.
        sheets: Vec<String>,
    },
    /// What is wrong with one sheet of a workbook.
    #[error("sheet `{sheet}`: {because}")]
    InSheet {
        /// The sheet.
        sheet: String,
        /// The other sheets.
        others: Vec<String>,
        /// What is wrong with it.
        because: Box<Refused>,
    },
    /// A header that is no UTF-8 text.
    #[error("the header is not in UTF-8")]
    HeaderNotUtf8,
    /// Two columns of one name.
    #[error("the header has the column `{0}` twice")]
    DuplicateColumn(String),
    /// A choice that the mapping does not ask for.
    #[error("the mapping has no option `{name}`")]
    UnknownOption {
        /// What was chosen.
        name: String,
        /// What can be chosen.
        known: Vec<String>,
    },
    /// A choice whose value is none that it can have.
    #[error("the option `{name}` cannot be `{value}`")]
    BadChoice {
        /// Its name.
        name: String,
        /// What was chosen.
        value: String,
        /// What can be chosen.
        due: String,
    },
    /// A value that no column has and that the caller did not choose.
    #[error("no column says what `{target}` is")]
    ChoiceNeeded {
        /// Where the value is to go.
        target: String,
        /// The name of the choice.
        option: String,
    },
    /// Columns that the mapping reads and the header lacks.
    #[error("the header lacks {}", listed(missing.iter().map(|(column, _)| column)))]
    MissingColumns {
        /// What is missing, each with the column that is most like it.
        missing: Vec<(String, Option<String>)>,
        /// What the header has.
        available: Vec<String>,
    },
    /// The file is no JSON.
    #[error("line {line}, column {column}: the file is not JSON: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says.
        message: String,
    },
    /// There is no list of rows where the mapping looks for one.
    #[error("there is no list of rows at `{path}`")]
    NoRows {
        /// Where the mapping looks.
        path: String,
        /// Where lists are.
        lists: Vec<String>,
    },
}

impl Refused {
    /// How to put it right, for people.
    pub fn help(&self) -> String {
        match self {
            Self::TooLarge { .. } => "split the file".to_owned(),
            Self::Empty => "check that the right file was given, and that its export had rows".to_owned(),
            Self::HeaderNotUtf8 => "save it again as CSV in UTF-8, or give `--encoding`".to_owned(),
            Self::NotEncoded(_) => "give `--encoding`, such as `utf-8`, `utf-16le` or `windows-1252`".to_owned(),
            Self::Nul { .. } => "it may be damaged, or no text at all; where it is, give `--encoding`".to_owned(),
            Self::WorkbookForJson => "read it with a mapping of format `csv`, which reads workbooks too".to_owned(),
            Self::NoWorkbook => "unpack it, or save a spreadsheet as XLSX or CSV".to_owned(),
            Self::Markup | Self::OldWorkbook => {
                "open it in a spreadsheet program and save it as XLSX or CSV".to_owned()
            }
            Self::Encrypted => "open it with its password and save it without one".to_owned(),
            Self::BrokenWorkbook(_) => "open it in a spreadsheet program and save it again as XLSX or CSV".to_owned(),
            Self::TooManyCells { .. } => "split it, or save the rows that matter as CSV".to_owned(),
            Self::NoSheet { sheets, .. } if sheets.is_empty() => "the workbook has no sheet with cells".to_owned(),
            Self::NoSheet { sheets, .. } => format!("choose with `--sheet` among {}", listed(sheets.iter())),
            Self::InSheet { others, because, .. } if others.is_empty() => because.help(),
            Self::InSheet { others, because, .. } => {
                format!("{}; other sheets, for `--sheet`: {}", because.help(), listed(others.iter()))
            }
            Self::DuplicateColumn(_) => "rename one of the two columns".to_owned(),
            Self::ChoiceNeeded { option, .. } => {
                format!("say it for all rows with `--set {option}=…`, or add a column")
            }
            Self::BadChoice { due, .. } => format!("it is {due}"),
            Self::UnknownOption { known, .. } if known.is_empty() => "the mapping has no options".to_owned(),
            Self::UnknownOption { known, .. } => format!("it has {}", listed(known.iter())),
            Self::MissingColumns { missing, available } => {
                let meant: Vec<String> = missing
                    .iter()
                    .filter_map(|(column, near)| near.as_ref().map(|near| format!("`{near}` may be `{column}`")))
                    .collect();
                let meant = if meant.is_empty() { String::new() } else { format!("{}; ", meant.join(", ")) };
                format!("{meant}the header has {}", listed(available.iter()))
            }
            Self::Syntax { .. } => "a file with one object per line needs `format = \"ndjson\"`".to_owned(),
            Self::NoRows { lists, .. } if lists.is_empty() => "the file has no list of objects".to_owned(),
            Self::NoRows { lists, .. } => {
                format!("set `rows` in the mapping; there are lists at {}", listed(lists.iter()))
            }
        }
    }
}

fn no_sheet(wanted: Option<&str>) -> String {
    match wanted {
        Some(wanted) => format!("the workbook has no sheet `{wanted}`"),
        None => "every sheet of the workbook is hidden".to_owned(),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A value as a message quotes it, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTE_CHARS_MAX) {
        Some((at, _)) => format!("`{}…`", text.get(..at).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}
