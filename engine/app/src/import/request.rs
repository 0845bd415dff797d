//! Import as one request: a file and a mapping in, creators and rejected rows out.

use std::collections::BTreeMap;

use saring_model::decode::Document;
use saring_model::{Creator, Violations};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::{MAPPING_BYTES_MAX, REQUEST_ROWS_MAX};
use super::merge::import_roster;
use super::workbook::{WORKBOOK, import_workbook};
use super::{
    BUILTIN, Dates, Encoding, Fit, Imported, Mapping, MappingError, Numbers, Options, SheetChoice, Shown, builtin,
    import, shown,
};
use super::{Problem, Refused, Rejected};

/// What stands for a mapping where a text is a roster.
const ROSTER: &str = "roster";

/// The body of a request to import a text through a mapping of the caller's own, or a built-in one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportBody {
    /// The name of a built-in mapping; `/v1/mappings` lists them. Where neither this nor `mapping_toml` is given, the
    /// text is read as `saring import` reads a file without a mapping: with the built-in one that knows it clearly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<String>,
    /// A mapping of your own, as TOML, instead of a built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping_toml: Option<String>,
    /// The file: CSV, JSON or NDJSON, as the mapping says.
    pub text: String,
    /// How the file is written, and what the mapping asks for: `numbers`, `dates`, `delimiter`, `platform`, `as_of` and
    /// so on, as in the query.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

impl Document for ImportBody {
    const NAME: &'static str = "import-request";
}

/// What became of a file. Every row is in one of the counts: `rows_in` is creators, merged and rejected rows together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportReport {
    /// The mapping that the file was read with.
    pub mapping: String,
    /// Rows in the file.
    pub rows_in: u64,
    /// Rows that went into the creator of an earlier row.
    pub merged: u64,
    /// The creators, in the order of their rows.
    pub creators: Vec<Creator>,
    /// The rows that became none, in their order.
    pub rejected: Vec<RejectedRow>,
    /// What a person should know though no row is wrong by it.
    pub warnings: Vec<String>,
}

/// A row that became no creator.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RejectedRow {
    /// Number of the row among the rows of data, from 1.
    pub row: u64,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Line in the file on which the row starts, or its number in the sheet, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Everything that is wrong with the row; never empty.
    pub problems: Vec<Problem>,
}

/// A built-in mapping, in short.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MappingSummary {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub title: String,
    /// What the rows become: `roster` or `events`.
    #[serde(rename = "as")]
    pub becomes: &'static str,
    /// The format of the files that it reads; `csv` reads workbooks too.
    pub format: String,
    /// The columns, or paths into a JSON row, that it reads.
    pub columns: Vec<String>,
    /// What it asks the caller for and the file may not say: `platform`, `as_of`.
    pub options: Vec<String>,
}

/// Why an import was refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    /// The body is no valid request.
    #[error("the request is not valid")]
    Invalid(Violations),
    /// A mapping's name and a mapping.
    #[error("the request has both `mapping` and `mapping_toml`")]
    TwoMappings,
    /// No mapping, and no built-in one knows the text clearly; these know some of it.
    #[error("the request has no mapping, and no built-in one knows the text clearly")]
    NoMapping(Vec<Fit>),
    /// No built-in mapping has the name.
    #[error("there is no mapping `{wanted}`")]
    UnknownMapping {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// A choice that cannot be read, or that nobody asks for.
    #[error("the option `{name}` cannot be `{value}`")]
    BadOption {
        /// Its name.
        name: String,
        /// What was chosen.
        value: String,
        /// What can be chosen.
        due: &'static str,
    },
    /// A mapping of more bytes than are read.
    #[error("the mapping has {0} bytes, where {MAPPING_BYTES_MAX} are read")]
    MappingTooLarge(usize),
    /// The mapping that came with the request is not valid.
    #[error("the mapping is not valid")]
    InvalidMapping(Vec<MappingError>),
    /// The file cannot be read with the mapping at all.
    #[error(transparent)]
    Unreadable(#[from] Refused),
}

/// Reads a file through a built-in mapping, or as the template workbook.
///
/// # Errors
/// An unknown mapping, options that cannot be read, and a file that cannot be read with the mapping at all.
pub fn import_file(
    file: &[u8],
    mapping: &str,
    given: &BTreeMap<String, String>,
) -> Result<ImportReport, ImportRefusal> {
    let options = options(given)?;
    if mapping == WORKBOOK {
        return Ok(report(WORKBOOK, import_workbook(file, &options)?));
    }
    let found = builtin(mapping).ok_or_else(|| ImportRefusal::UnknownMapping {
        wanted: mapping.to_owned(),
        known: BUILTIN.iter().map(|(name, _)| *name).chain([WORKBOOK]).collect(),
    })?;
    let found = found.map_err(ImportRefusal::InvalidMapping)?;
    Ok(report(mapping, import(file, &found, &options)?))
}

/// Reads the text of a request through its mapping.
///
/// # Errors
/// A body that is no valid request, and what [`import_file`] refuses.
pub fn import_body(body: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let body: ImportBody = saring_model::decode(body).map_err(ImportRefusal::Invalid)?;
    match (&body.mapping, &body.mapping_toml) {
        (Some(name), None) => import_file(body.text.as_bytes(), name, &body.options),
        (None, Some(text)) if text.len() > MAPPING_BYTES_MAX => Err(ImportRefusal::MappingTooLarge(text.len())),
        (None, Some(text)) => {
            let mapping = Mapping::parse(text, "mapping_toml").map_err(ImportRefusal::InvalidMapping)?;
            let imported = import(body.text.as_bytes(), &mapping, &options(&body.options)?)?;
            Ok(report(mapping.name(), imported))
        }
        (None, None) => import_shown(body.text.as_bytes(), &body.options),
        (Some(_), Some(_)) => Err(ImportRefusal::TwoMappings),
    }
}

/// Reads a text as it shows that it is to be read, and says so.
fn import_shown(text: &[u8], given: &BTreeMap<String, String>) -> Result<ImportReport, ImportRefusal> {
    let options = options(given)?;
    match shown(text, &options) {
        Shown::Workbook => import_file(text, WORKBOOK, given),
        Shown::Mapping(fit) => {
            let mut report = import_file(text, fit.name, given)?;
            report.warnings.push(format!("{}; `mapping` names another", Shown::note(&fit)));
            Ok(report)
        }
        Shown::Roster => {
            if let Some(name) = options.set.keys().next() {
                return Err(Refused::UnknownOption { name: name.clone(), known: Vec::new() }.into());
            }
            let imported = import_roster(text)?;
            options.may_read(imported.rows_in)?;
            Ok(report(ROSTER, imported))
        }
        Shown::Unclear(near) => Err(ImportRefusal::NoMapping(near)),
    }
}

/// Every built-in mapping, in the order of the names.
pub fn mappings() -> Vec<MappingSummary> {
    let all = BUILTIN.iter().filter_map(|(name, _)| Some((name, builtin(name)?.ok()?)));
    all.map(|(name, mapping)| {
        let mut columns: Vec<String> = Vec::new();
        for (path, _) in mapping.paths() {
            if !columns.contains(&path.text) {
                columns.push(path.text.clone());
            }
        }
        MappingSummary {
            name: (*name).to_owned(),
            title: mapping.title().to_owned(),
            becomes: "roster",
            format: mapping.format().as_str().to_owned(),
            columns,
            options: mapping.options().into_iter().map(str::to_owned).collect(),
        }
    })
    .collect()
}

fn report(mapping: &str, imported: Imported) -> ImportReport {
    let rejected = imported.rejected.into_iter();
    ImportReport {
        mapping: mapping.to_owned(),
        rows_in: imported.rows_in,
        merged: imported.merged,
        creators: imported.creators,
        rejected: rejected.map(rejected_row).collect(),
        warnings: imported.warnings,
    }
}

pub(super) fn rejected_row(row: Rejected) -> RejectedRow {
    let told = |problem: Problem| Problem { help: problem.help.map(|help| for_requests(&help)), ..problem };
    let problems = row.problems.into_iter().map(told).collect();
    RejectedRow { row: row.row, sheet: row.sheet, line: row.line, problems }
}

/// A line of help that speaks of arguments of the command line, for those who send requests.
fn for_requests(help: &str) -> String {
    let arguments = [
        ("`--set ", "`"),
        ("`--numbers ", "`numbers="),
        ("`--dates ", "`dates="),
        ("`--encoding`", "`encoding`"),
        ("`--sheet`", "`sheet`"),
    ];
    arguments.iter().fold(help.to_owned(), |help, (argument, option)| help.replace(argument, option))
}

/// The choices of an import by their names; what is none of its own is for the mapping.
pub(super) fn options(given: &BTreeMap<String, String>) -> Result<Options, ImportRefusal> {
    let mut options = Options { rows_max: Some(REQUEST_ROWS_MAX), ..Options::default() };
    for (name, value) in given {
        let bad = |due| ImportRefusal::BadOption { name: name.clone(), value: value.clone(), due };
        match name.as_str() {
            "numbers" => {
                let due = "`en` is `1,234.5`, `id` is `1.234,5`";
                options.numbers = Some(Numbers::named(value).ok_or_else(|| bad(due))?);
            }
            "dates" => {
                let due = "`dmy` has the day first, `mdy` the month";
                options.dates = Some(Dates::named(value).ok_or_else(|| bad(due))?);
            }
            "encoding" => {
                let due = "such as `utf-8`, `utf-16le` or `windows-1252`";
                options.encoding = Some(Encoding::named(value).ok_or_else(|| bad(due))?);
            }
            "delimiter" => {
                let due = "one ASCII character, such as `;` or `\\t`";
                let byte = match value.as_bytes() {
                    [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Some(*byte),
                    _ => (value == "\\t").then_some(b'\t'),
                };
                options.delimiter = Some(byte.ok_or_else(|| bad(due))?);
            }
            "sheet" => options.sheet = Some(SheetChoice::of(value)),
            _ => drop(options.set.insert(name.clone(), value.clone())),
        }
    }
    Ok(options)
}

impl ImportRefusal {
    /// How to put it right, for people.
    pub fn help(&self) -> String {
        let listed = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Invalid(_) => "`violations` lists each place with what to do about it".to_owned(),
            Self::TwoMappings => "give either `mapping`, a built-in name, or `mapping_toml`".to_owned(),
            Self::NoMapping(near) => {
                format!("{}give `mapping`, a built-in name, or `mapping_toml`", Shown::near(near))
            }
            Self::UnknownMapping { known, .. } => {
                format!("the mappings are {}; one of your own goes into `mapping_toml`", listed(known))
            }
            Self::BadOption { due, .. } => (*due).to_owned(),
            Self::InvalidMapping(_) => "`violations` lists what is wrong with it, line by line".to_owned(),
            Self::MappingTooLarge(_) => "name only the columns that the file has".to_owned(),
            Self::Unreadable(refused) => for_requests(&refused.help()),
        }
    }
}
