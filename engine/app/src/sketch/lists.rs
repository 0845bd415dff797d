//! Id lists, line by line: one id a line, CSV with `creator,follower_id`, or NDJSON with the same names.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use saring_model::scalar::TextError;
use saring_planner::reach::{Sketch, SketchError};
use serde::Deserialize;
use serde_json::{Number, Value};

use super::Sketches;

/// Longest line, in bytes: a sketch with its creator.
const LINE_BYTES_MAX: u64 = 128 << 10;
const CREATOR: &str = "creator";
const FOLLOWER: &str = "follower_id";
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line that cannot be read. Nothing of the list is used then.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ListError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The file cannot be read on.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// Longer than any line that is meant.
    #[error("it is longer than {LINE_BYTES_MAX} bytes")]
    TooLong,
    /// A list of ids alone, and nobody said whose.
    #[error("a list of ids, and no creator whose followers they are")]
    WhoseList,
    /// No salt to hash ids with.
    #[error("an id, and no salt to hash it with")]
    NoSalt,
    /// A creator that has no valid identifier.
    #[error("`{creator}` is no creator's id: {error}")]
    BadCreator {
        /// What was found.
        creator: String,
        /// What is wrong with it.
        error: TextError,
    },
    /// More creators than one run takes in.
    #[error("more than {most} creators")]
    TooManyCreators {
        /// Most allowed.
        most: usize,
    },
    /// Fewer or more cells than the header.
    #[error("{found} cells, where the header has {due}")]
    Cells {
        /// Cells found.
        found: usize,
        /// Cells of the header.
        due: usize,
    },
    /// No id of a follower.
    #[error("no follower's id")]
    NoFollower,
    /// An id that a spreadsheet has rounded.
    #[error("`{0}` is an id that a spreadsheet has shortened")]
    Shortened(String),
    /// Not the JSON that is meant.
    #[error("neither `{{\"creator\": …, \"follower_id\": …}}` nor `{{\"creator\": …, \"sketch\": …}}`")]
    NotJson,
    /// Not text.
    #[error("it is not text in UTF-8")]
    NotText,
    /// A sketch that cannot be read.
    #[error("a sketch that cannot be read: {0}")]
    Sketch(SketchError),
    /// Sketches that cannot be merged.
    #[error("sketches of one creator that were made with different salts")]
    SaltsDiffer,
}

impl Fault {
    /// What the caller can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "check that the file is whole",
            Self::TooLong | Self::NotText => {
                "give one id a line, CSV with `creator,follower_id`, or NDJSON with the same names"
            }
            Self::WhoseList => "name the creator with `--creator ID`",
            Self::NoSalt => "name a file with a secret of at least 16 bytes with `--salt-file FILE`",
            Self::BadCreator { .. } => "give the id that the roster has, of 1 to 200 characters",
            Self::TooManyCreators { .. } => "give the lists in several runs",
            Self::Cells { .. } => "put a cell that holds the separator in quotes, or take the line out",
            Self::NoFollower => "take the line out, or fill in the id",
            Self::Shortened(_) => "export the list again with its ids as text",
            Self::NotJson => "write one JSON object a line, with ids as text",
            Self::Sketch(_) => "make the sketch again with `saring sketch`",
            Self::SaltsDiffer => "make all sketches with the same salt",
        }
    }
}

/// What the first line shows the list to be.
enum Shape {
    Plain,
    Json,
    Csv { delimiter: u8, creator: usize, follower: usize, cells: usize },
}

/// One line of NDJSON. Other fields are none of our business.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    creator: Cow<'a, str>,
    follower_id: Option<Value>,
    sketch: Option<String>,
}

impl Sketches {
    /// Takes a list in, line by line. A list of ids alone is of the followers of `creator`.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn read(&mut self, mut input: impl BufRead, creator: Option<&str>) -> Result<(), ListError> {
        let (mut line, mut number, mut shape) = (Vec::new(), 0, None);
        loop {
            line.clear();
            number += 1;
            let at = |fault| ListError { line: number, fault };
            let read = input.by_ref().take(LINE_BYTES_MAX + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| at(Fault::Unreadable(error)))? == 0 {
                return Ok(());
            }
            if line.len() as u64 > LINE_BYTES_MAX {
                return Err(at(Fault::TooLong));
            }
            let text = if number == 1 { line.strip_prefix(BOM).unwrap_or(&line) } else { &line };
            let text = text.trim_ascii();
            if text.is_empty() {
                continue;
            }
            match &shape {
                Some(shape) => self.line(text, shape, creator).map_err(at)?,
                None => {
                    let found = Shape::of(text);
                    if !matches!(found, Shape::Csv { .. }) {
                        self.line(text, &found, creator).map_err(at)?;
                    }
                    shape = Some(found);
                }
            }
        }
    }

    fn line(&mut self, text: &[u8], shape: &Shape, creator: Option<&str>) -> Result<(), Fault> {
        match shape {
            Shape::Plain => self.count(creator.ok_or(Fault::WhoseList)?, id(text)?),
            Shape::Json => {
                let line: Line<'_> = serde_json::from_slice(text).map_err(|_| Fault::NotJson)?;
                match (line.follower_id, line.sketch) {
                    (Some(Value::String(text)), _) => self.count(&line.creator, id(text.trim().as_bytes())?),
                    (Some(Value::Number(number)), _) => self.count(&line.creator, whole(&number)?.as_bytes()),
                    (None, Some(sketch)) => {
                        self.take_in(&line.creator, Sketch::decode(&sketch).map_err(Fault::Sketch)?)
                    }
                    (None, None) => Err(Fault::NoFollower),
                    (Some(_), _) => Err(Fault::NotJson),
                }
            }
            Shape::Csv { delimiter, creator, follower, cells } => {
                let row = row(text, *delimiter)?;
                if row.len() != *cells {
                    return Err(Fault::Cells { found: row.len(), due: *cells });
                }
                let cell = |at: usize| row.get(at).map(|cell| cell.trim()).unwrap_or_default();
                self.count(cell(*creator), id(cell(*follower).as_bytes())?)
            }
        }
    }
}

impl Shape {
    fn of(first: &[u8]) -> Self {
        if first.starts_with(b"{") {
            return Self::Json;
        }
        for delimiter in [b',', b';', b'\t'] {
            let Ok(names) = row(first, delimiter) else { continue };
            let place = |name: &str| names.iter().position(|known| known.trim().eq_ignore_ascii_case(name));
            if let (Some(creator), Some(follower)) = (place(CREATOR), place(FOLLOWER)) {
                return Self::Csv { delimiter, creator, follower, cells: names.len() };
            }
        }
        Self::Plain
    }
}

/// The cells of one line. A cell with an end of line in it is no id, and is refused as the half that it is.
fn row(line: &[u8], delimiter: u8) -> Result<Vec<Cow<'_, str>>, Fault> {
    let text = std::str::from_utf8(line).map_err(|_| Fault::NotText)?;
    if !text.contains('"') {
        return Ok(text.split(char::from(delimiter)).map(Cow::Borrowed).collect());
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line);
    let record = reader.records().next().and_then(Result::ok).ok_or(Fault::NotText)?;
    Ok(record.iter().map(|cell| Cow::Owned(cell.to_owned())).collect())
}

/// An id that can be hashed.
fn id(text: &[u8]) -> Result<&[u8], Fault> {
    if text.is_empty() {
        return Err(Fault::NoFollower);
    }
    // `1.78414E+16` stands for a million ids at once.
    let shortened = text.iter().all(|byte| byte.is_ascii_digit() || b".,+eE".contains(byte))
        && text.windows(2).any(|pair| pair.eq_ignore_ascii_case(b"e+"));
    if shortened { Err(Fault::Shortened(String::from_utf8_lossy(text).into_owned())) } else { Ok(text) }
}

/// A number as an id; one that is not whole was an id once, and is rounded.
fn whole(number: &Number) -> Result<String, Fault> {
    if number.is_u64() || number.is_i64() { Ok(number.to_string()) } else { Err(Fault::Shortened(number.to_string())) }
}
