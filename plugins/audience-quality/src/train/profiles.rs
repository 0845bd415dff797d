//! Labelled profiles from JSON and CSV files.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};

use crate::profile::Profile;

/// A profile that a person took for fake or real.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labelled {
    /// The profile.
    pub profile: Profile,
    /// Whether it is fake.
    pub is_fake: bool,
}

/// Where the labels of a file stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// In a column of the file.
    Column,
    /// Every profile of the file is fake, or every one is real; a label column may say so too.
    All {
        /// Which of the two.
        fake: bool,
    },
}

/// Why a file of labelled profiles cannot be used. Records are numbered from 1, without the header.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// It cannot be read.
    #[error("`{path}` cannot be read")]
    Read {
        /// The file.
        path: String,
        /// What stood in the way.
        #[source]
        source: std::io::Error,
    },
    /// It is no JSON list of objects.
    #[error("`{path}` is no JSON list of objects")]
    Json {
        /// The file.
        path: String,
        /// Where it is not.
        #[source]
        source: serde_json::Error,
    },
    /// It is no CSV.
    #[error("`{path}` is no CSV")]
    Csv {
        /// The file.
        path: String,
        /// Where it is not.
        #[source]
        source: csv::Error,
    },
    /// It has no profile in it.
    #[error("`{path}` has no profiles")]
    Empty {
        /// The file.
        path: String,
    },
    /// No field of a record is a fact of a profile.
    #[error("record {record} of `{path}` says nothing of a profile; fields are {FIELDS}")]
    NoFacts {
        /// The file.
        path: String,
        /// Number of the record.
        record: usize,
    },
    /// A value that its field cannot have.
    #[error("record {record} of `{path}`: `{field}` is `{value}`, not {wanted}")]
    Value {
        /// The file.
        path: String,
        /// Number of the record.
        record: usize,
        /// Name of the field.
        field: String,
        /// The value.
        value: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// Two fields of a record give the same fact.
    #[error("record {record} of `{path}`: `{field}` says again what another field says")]
    Twice {
        /// The file.
        path: String,
        /// Number of the record.
        record: usize,
        /// Name of the second field.
        field: String,
    },
    /// A record without a label.
    #[error("record {record} of `{path}` has no label; the column is `is_fake`, `fake`, `inauthentic` or `label`")]
    NoLabel {
        /// The file.
        path: String,
        /// Number of the record.
        record: usize,
    },
    /// A record whose label is not the file's.
    #[error("record {record} of `{path}` is labelled otherwise than its file")]
    WrongLabel {
        /// The file.
        path: String,
        /// Number of the record.
        record: usize,
    },
}

const FIELDS: &str = "`followers`, `following`, `posts_total`, `has_picture`, `bio_length`, `username_length`, `username_digits` and InstaFake's";

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Followers,
    Following,
    Posts,
    Picture,
    BioLength,
    NameLength,
    NameDigits,
    Label,
}

/// Names of the fields, in lower case and without `_` and `-`: ours, InstaFake's, and what others call them.
const NAMES: [(&str, Fact); 25] = [
    ("followers", Fact::Followers),
    ("followercount", Fact::Followers),
    ("followerscount", Fact::Followers),
    ("userfollowercount", Fact::Followers),
    ("following", Fact::Following),
    ("followingcount", Fact::Following),
    ("followscount", Fact::Following),
    ("userfollowingcount", Fact::Following),
    ("posts", Fact::Posts),
    ("poststotal", Fact::Posts),
    ("mediacount", Fact::Posts),
    ("usermediacount", Fact::Posts),
    ("haspicture", Fact::Picture),
    ("userhasprofilpic", Fact::Picture),
    ("biolength", Fact::BioLength),
    ("biographylength", Fact::BioLength),
    ("userbiographylength", Fact::BioLength),
    ("usernamelength", Fact::NameLength),
    ("usernamedigits", Fact::NameDigits),
    ("usernamedigitcount", Fact::NameDigits),
    ("isfake", Fact::Label),
    ("fake", Fact::Label),
    ("inauthentic", Fact::Label),
    ("isinauthentic", Fact::Label),
    ("label", Fact::Label),
];

/// Reads the profiles of a file: a JSON list of objects, or CSV with a header. Fields that are none of a profile's are left
/// out; an empty cell, `null` and an absent field are unknown.
///
/// # Errors
/// The file cannot be read, or a record of it is no labelled profile.
pub fn read(path: &Path, labels: Labels) -> Result<Vec<Labelled>, DataError> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| DataError::Read { path: shown.clone(), source })?;
    let text = text.trim_start_matches('\u{feff}');
    let records = if text.trim_start().starts_with(['[', '{']) {
        serde_json::from_str(text).map_err(|source| DataError::Json { path: shown.clone(), source })?
    } else {
        csv_records(text).map_err(|source| DataError::Csv { path: shown.clone(), source })?
    };
    if records.is_empty() {
        return Err(DataError::Empty { path: shown });
    }
    let numbered = records.iter().zip(1..);
    numbered.map(|(fields, record)| Record { path: &shown, record }.labelled(fields, labels)).collect()
}

/// The rows as objects; an empty cell is `null`.
fn csv_records(text: &str) -> Result<Vec<Map<String, Value>>, csv::Error> {
    let delimiter = if text.lines().next().is_some_and(|head| head.contains('\t')) { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let head = reader.headers()?.clone();
    let cell = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let row = |row: csv::StringRecord| head.iter().map(str::to_owned).zip(row.iter().map(cell)).collect();
    reader.records().map(|record| record.map(row)).collect()
}

/// A record's place, for what is wrong with it.
struct Record<'a> {
    path: &'a str,
    record: usize,
}

impl Record<'_> {
    fn labelled(&self, fields: &Map<String, Value>, labels: Labels) -> Result<Labelled, DataError> {
        let place = || (self.path.to_owned(), self.record);
        let mut found: BTreeMap<Fact, (&str, &Value)> = BTreeMap::new();
        let mut is_profile = false;
        for (field, value) in fields {
            let plain: String = field.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect();
            let Some((_, fact)) = NAMES.iter().find(|(name, _)| plain.eq_ignore_ascii_case(name)) else { continue };
            is_profile |= *fact != Fact::Label;
            if !value.is_null() && found.insert(*fact, (field, value)).is_some() {
                let (path, record) = place();
                return Err(DataError::Twice { path, record, field: field.clone() });
            }
        }
        if !is_profile {
            let (path, record) = place();
            return Err(DataError::NoFacts { path, record });
        }
        let count = |fact| found.get(&fact).map(|(field, value)| self.count(field, value)).transpose();
        let truth = |fact| found.get(&fact).map(|(field, value)| self.truth(field, value)).transpose();
        let profile = Profile {
            followers: count(Fact::Followers)?,
            following: count(Fact::Following)?,
            posts: count(Fact::Posts)?,
            has_picture: truth(Fact::Picture)?,
            bio_length: count(Fact::BioLength)?,
            name_length: count(Fact::NameLength)?,
            name_digits: count(Fact::NameDigits)?,
        };
        let (path, record) = place();
        let is_fake = match (labels, truth(Fact::Label)?) {
            (Labels::Column, None) => return Err(DataError::NoLabel { path, record }),
            (Labels::All { fake }, Some(said)) if said != fake => return Err(DataError::WrongLabel { path, record }),
            (Labels::Column, Some(fake)) | (Labels::All { fake }, _) => fake,
        };
        Ok(Labelled { profile, is_fake })
    }

    fn count(&self, field: &str, value: &Value) -> Result<f64, DataError> {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let count = number.filter(|number: &f64| number.is_finite() && *number >= 0.0 && number.fract() == 0.0);
        count.ok_or_else(|| self.wrong(field, value, "a whole number of 0 or more"))
    }

    fn truth(&self, field: &str, value: &Value) -> Result<bool, DataError> {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_lowercase);
        match text.as_str() {
            "1" | "1.0" | "true" | "yes" | "fake" | "inauthentic" => Ok(true),
            "0" | "0.0" | "false" | "no" | "real" | "authentic" => Ok(false),
            _ => Err(self.wrong(field, value, "true or false, 1 or 0, or, as a label, fake or real")),
        }
    }

    fn wrong(&self, field: &str, value: &Value, wanted: &'static str) -> DataError {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        DataError::Value { path: self.path.to_owned(), record: self.record, field: field.to_owned(), value, wanted }
    }
}
