//! The columns of a file that no mapping is known of, with a sample of their cells.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use super::words::{self, Named, all_words};
use crate::import::Options;
use crate::import::json::parse;
use crate::import::mapping::{Format, Mapping};
use crate::import::problem::Refused;
use crate::import::rows::{self, Table};
use crate::import::unknown::{WORDS, is_formula_error, is_no_number};

/// Rows from the beginning that a guess looks at.
const ROWS_MAX: usize = 1_000;
/// Columns that a guess looks at.
const COLUMNS_MAX: usize = 500;
/// Objects in objects that are looked into.
const DEPTH_MAX: usize = 4;

/// A file with its columns.
pub(super) struct File {
    pub(super) format: Format,
    /// Where the rows of a JSON document are.
    pub(super) rows_at: String,
    /// Whether the document is itself the one row.
    pub(super) is_one: bool,
    pub(super) sheet: Option<String>,
    pub(super) rows: usize,
    /// Whether the file has more rows than were looked at.
    pub(super) has_more: bool,
    pub(super) columns: Vec<Column>,
}

/// A column of a table, or a path into the objects of a JSON file.
#[derive(Debug)]
pub(super) struct Column {
    /// As a mapping names it.
    pub(super) path: String,
    /// Its own name, and those of the objects around it.
    pub(super) name: String,
    pub(super) around: Vec<String>,
    /// The cells that say something.
    pub(super) cells: Vec<Cell>,
    /// Cells that are lists, which a guess leaves alone.
    pub(super) lists: usize,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Whether the file itself says that it is a number.
    pub(super) is_number: bool,
}

/// Reads the columns of a file of any format.
pub(super) fn read(input: &[u8], options: &Options) -> Result<File, Refused> {
    let first =
        input.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff));
    if rows::is_workbook(input) || !matches!(first, Some(b'{' | b'[')) {
        return columns(input, Format::Csv, "", options);
    }
    match columns(input, Format::Json, "", options) {
        // One object a line is no JSON document.
        Err(Refused::Syntax { .. }) if first == Some(&b'{') => columns(input, Format::Ndjson, "", options),
        Err(Refused::NoRows { path, lists }) => {
            let inside = lists.iter().filter_map(|list| columns(input, Format::Json, list, options).ok());
            most_like_accounts(whole(input), inside.collect()).ok_or(Refused::NoRows { path, lists: lists.clone() })
        }
        done => done,
    }
}

/// An object as a row of its own, where it is text that can be read.
fn whole(input: &[u8]) -> Option<File> {
    let text = std::str::from_utf8(input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input)).ok()?;
    let Ok((Value::Object(fields), None)) = parse(text) else { return None };
    let mut file = File { is_one: true, rows: 1, ..File::new(Format::Json, "") };
    file.row(fields);
    Some(file)
}

/// The object itself where it looks like an account, or else the list whose items do: a creator's payload has lists of
/// brands, places and posts inside. What looks like nothing is taken only where there is no choice.
fn most_like_accounts(whole: Option<File>, lists: Vec<File>) -> Option<File> {
    let is_only = lists.len() == 1;
    let depth = |file: &File| Reverse(file.rows_at.matches('.').count());
    let best = lists.into_iter().max_by_key(|file| (file.likeness(), depth(file), file.rows));
    let of_best = best.as_ref().map_or(0, File::likeness);
    match whole.filter(|whole| whole.likeness() > 0 && whole.likeness() >= of_best) {
        None => best.filter(|_| of_best > 0 || is_only),
        whole => whole,
    }
}

fn columns(input: &[u8], format: Format, rows_at: &str, options: &Options) -> Result<File, Refused> {
    let Ok(probe) = probe(format, rows_at) else { return Err(Refused::Empty) };
    let table = rows::read(input, &probe, options)?;
    Ok(file(&table, format, rows_at))
}

/// A mapping that reads whatever columns there are, and knows their words.
fn probe(format: Format, rows_at: &str) -> Result<Mapping, Vec<crate::import::MappingError>> {
    let quoted = |text: &str| Value::from(text).to_string();
    let words: Vec<String> = all_words().map(quoted).collect();
    let (rows, read) = match format {
        Format::Csv => {
            ("columns = \"optional\"".to_owned(), format!("\"attributes.guess\" = [{}]\n", words.join(", ")))
        }
        Format::Json | Format::Ndjson => (format!("rows = {}", quoted(rows_at)), String::new()),
    };
    let text = format!(
        "[mapping]\nname = \"guess\"\nformat = \"{}\"\n{rows}\n[fields]\n\"id\" = {{ template = \"{{row-number}}\" }}\n\
         \"accounts[0].platform\" = {{ const = \"other\" }}\n{read}",
        format.as_str()
    );
    Mapping::parse(&text, "guess")
}

fn file(table: &Table<'_>, format: Format, rows_at: &str) -> File {
    let named = |name: &String| Column::new(name.clone(), name.clone(), Vec::new());
    let columns = table.columns.iter().flatten().take(COLUMNS_MAX).map(named).collect();
    let mut file = File { sheet: table.sheet.clone(), columns, ..File::new(format, rows_at) };
    for row in table.rows() {
        if file.rows == ROWS_MAX {
            file.has_more = true;
            break;
        }
        file.rows += 1;
        if let Ok(Value::Object(fields)) = row.content {
            file.row(fields);
        }
    }
    file
}

impl File {
    fn new(format: Format, rows_at: &str) -> Self {
        let rows_at = rows_at.to_owned();
        Self { format, rows_at, is_one: false, sheet: None, rows: 0, has_more: false, columns: Vec::new() }
    }

    fn row(&mut self, fields: Map<String, Value>) {
        for (key, value) in fields {
            self.add(&mut vec![key], value);
        }
    }

    /// How many of what makes an account the columns have: who it is, and its followers.
    fn likeness(&self) -> usize {
        let has =
            |fields: &[&str]| self.columns.iter().any(|column| column.field().is_some_and(|it| fields.contains(&it)));
        usize::from(has(&["accounts[].handle", "accounts[].external_id"])) + usize::from(has(&["accounts[].followers"]))
    }

    fn add(&mut self, keys: &mut Vec<String>, value: Value) {
        match value {
            Value::Object(fields) if keys.len() <= DEPTH_MAX => {
                for (key, value) in fields {
                    keys.push(key);
                    self.add(keys, value);
                    keys.pop();
                }
            }
            value => {
                let path = if self.format == Format::Csv { keys.concat() } else { path(keys) };
                let at = self.columns.iter().position(|column| column.path == path);
                let at = at.unwrap_or_else(|| {
                    let (name, around) = keys.split_last().map(|(a, b)| (a.clone(), b.to_vec())).unwrap_or_default();
                    self.columns.push(Column::new(path, name, around));
                    self.columns.len() - 1
                });
                if let Some(column) = self.columns.get_mut(at).filter(|_| at < COLUMNS_MAX) {
                    column.take(&value);
                }
            }
        }
    }
}

impl Column {
    fn new(path: String, name: String, around: Vec<String>) -> Self {
        Self { path, name, around, cells: Vec::new(), lists: 0 }
    }

    /// The field that its name surely says; none of a list.
    fn field(&self) -> Option<&'static str> {
        let (_, found) = words::read(&self.name);
        let (target, ..) = found.filter(|(target, _, how)| target.sure && *how == Named::Wholly && self.lists == 0)?;
        target.field.as_deref()
    }

    fn take(&mut self, value: &Value) {
        let (text, is_number) = match value {
            Value::String(text) => (text.trim().to_owned(), false),
            Value::Number(number) => (number.to_string(), true),
            Value::Bool(flag) => (flag.to_string(), false),
            Value::Array(_) | Value::Object(_) => return self.lists += 1,
            Value::Null => return,
        };
        let is_empty = WORDS.iter().any(|word| word.eq_ignore_ascii_case(&text));
        if !is_empty && !is_formula_error(&text) && !is_no_number(&text) {
            self.cells.push(Cell { text, is_number });
        }
    }
}

/// Keys as a path; a pointer where a key has signs of its own.
fn path(keys: &[String]) -> String {
    let is_plain = |key: &String| !key.is_empty() && !key.contains(['.', '[', ']', '/', '~', '{', '}']);
    if keys.iter().all(is_plain) {
        return keys.join(".");
    }
    keys.iter().map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1"))).collect()
}
