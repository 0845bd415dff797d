//! The columns of a file that no mapping is known of, with a sample of their cells.

use serde_json::Value;

use super::words::all_words;
use crate::import::Options;
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
            let found = lists.iter().filter_map(|list| columns(input, Format::Json, list, options).ok());
            found.max_by_key(|file| file.rows).ok_or(Refused::NoRows { path, lists: lists.clone() })
        }
        done => done,
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
    let mut file =
        File { format, rows_at: rows_at.to_owned(), sheet: table.sheet.clone(), rows: 0, has_more: false, columns };
    for row in table.rows() {
        if file.rows == ROWS_MAX {
            file.has_more = true;
            break;
        }
        file.rows += 1;
        if let Ok(Value::Object(fields)) = row.content {
            for (key, value) in fields {
                file.add(&mut vec![key], value);
            }
        }
    }
    file
}

impl File {
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
