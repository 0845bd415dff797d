//! Id lists, line by line: one id a line, CSV with `creator,follower_id` or a named column, or NDJSON.

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
/// What separates columns.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Most characters of a line that are shown where it is no id.
const SHOWN_CHARS_MAX: usize = 60;
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
    /// Nothing to count.
    #[error("it holds no follower's id")]
    Empty,
    /// More than an id, and nobody said where in it the id is.
    #[error("`{0}` is no id: it has blanks, brackets, quotes or separators in it")]
    NotOne(String),
    /// No column of this name.
    #[error("there is no column `{wanted}` among {}", known.join(", "))]
    NoColumn {
        /// The column that was named.
        wanted: String,
        /// The columns that there are.
        known: Vec<String>,
    },
    /// A column was named, and JSON has none.
    #[error("JSON has no columns")]
    JsonColumn,
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
            Self::Empty => "give a file with an id a line, or leave the file out",
            Self::NotOne(_) => "of several columns, name the one with the ids of followers with `--column NAME`",
            Self::NoColumn { .. } => "name a column of the first line with `--column NAME`",
            Self::JsonColumn => "leave `--column` out, and read other lists in a run of their own",
            Self::SaltsDiffer => "make all sketches with the same salt",
        }
    }
}

/// What the first line shows the list to be.
enum Shape {
    Plain,
    Json,
    /// Without a column of creators, all are followers of one.
    Csv {
        delimiter: u8,
        creator: Option<usize>,
        follower: usize,
        cells: usize,
    },
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
    /// Takes a list in, line by line. A list without creators is of the followers of `creator`; `column` names the one of
    /// several columns that holds the ids.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn read(
        &mut self,
        mut input: impl BufRead,
        creator: Option<&str>,
        column: Option<&str>,
    ) -> Result<(), ListError> {
        let (mut line, mut number, mut shape, mut counted) = (Vec::new(), 0, None, 0_u64);
        loop {
            line.clear();
            number += 1;
            let at = |fault| ListError { line: number, fault };
            let read = input.by_ref().take(LINE_BYTES_MAX + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| at(Fault::Unreadable(error)))? == 0 {
                return if counted > 0 { Ok(()) } else { Err(at(Fault::Empty)) };
            }
            if line.len() as u64 > LINE_BYTES_MAX {
                return Err(at(Fault::TooLong));
            }
            let text = if number == 1 { line.strip_prefix(BOM).unwrap_or(&line) } else { &line };
            let text = text.trim_ascii();
            if text.is_empty() {
                continue;
            }
            if shape.is_none() {
                shape = Some(Shape::of(text, column).map_err(at)?);
                if matches!(shape, Some(Shape::Csv { .. })) {
                    continue;
                }
            }
            if let Some(shape) = &shape {
                self.line(text, shape, creator).map_err(at)?;
                counted += 1;
            }
        }
    }

    fn line(&mut self, text: &[u8], shape: &Shape, creator: Option<&str>) -> Result<(), Fault> {
        match shape {
            Shape::Plain => self.count(creator.ok_or(Fault::WhoseList)?, alone(text)?),
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
            Shape::Csv { delimiter, creator: of, follower, cells } => {
                let row = row(text, *delimiter)?;
                if row.len() != *cells {
                    return Err(Fault::Cells { found: row.len(), due: *cells });
                }
                let cell = |at: usize| row.get(at).map(|cell| cell.trim()).unwrap_or_default();
                let creator = match of {
                    Some(of) => cell(*of),
                    None => creator.ok_or(Fault::WhoseList)?,
                };
                self.count(creator, id(cell(*follower).as_bytes())?)
            }
        }
    }
}

impl Shape {
    /// A header is known by its names: the one of the column that was named, or else `follower_id`.
    fn of(first: &[u8], column: Option<&str>) -> Result<Self, Fault> {
        if first.starts_with(b"{") {
            return if column.is_none() { Ok(Self::Json) } else { Err(Fault::JsonColumn) };
        }
        let wanted = column.unwrap_or(FOLLOWER);
        let mut known = Vec::new();
        for delimiter in DELIMITERS {
            let names = row(first, delimiter)?;
            let place = |name: &str| names.iter().position(|known| known.trim().eq_ignore_ascii_case(name));
            if let Some(follower) = place(wanted) {
                return Ok(Self::Csv { delimiter, creator: place(CREATOR), follower, cells: names.len() });
            }
            if names.len() > known.len() {
                known = names.iter().map(|name| format!("`{}`", name.trim())).collect();
            }
        }
        match column {
            Some(wanted) => Err(Fault::NoColumn { wanted: wanted.to_owned(), known }),
            None => Ok(Self::Plain),
        }
    }
}

/// The id that a line has in it alone.
fn alone(text: &[u8]) -> Result<&[u8], Fault> {
    let line = std::str::from_utf8(text).map_err(|_| Fault::NotText)?;
    if line.contains('\0') {
        return Err(Fault::NotText);
    }
    let is_more = |char: char| char.is_whitespace() || char.is_control() || ",;|\"'()[]{}<>".contains(char);
    if line.contains(is_more) {
        return Err(Fault::NotOne(line.chars().take(SHOWN_CHARS_MAX).collect()));
    }
    id(text)
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
