//! Rows of a JSON document, and of a text with one JSON object per line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::json::parse;
use super::super::path::{Path, Segment};
use super::super::problem::{Problem, ProblemCode, Refused};
use super::{Row, Table, escaped};

/// Depth to which a document is searched for lists, to name them in a message.
const SEARCH_DEPTH: usize = 4;

/// The rows in the list at a path of a JSON document.
pub(super) fn document<'a>(input: &'a [u8], rows: &Path) -> Result<Table<'a>, Refused> {
    let text = std::str::from_utf8(input).map_err(|error| {
        let before = input.get(..error.valid_up_to()).unwrap_or_default();
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Refused::Syntax {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: before.len() - line_start + 1,
            message: "bytes that are not UTF-8".to_owned(),
        }
    })?;
    let root: &RawValue = serde_json::from_str(text).map_err(|error| Refused::Syntax {
        line: error.line(),
        column: error.column(),
        message: without_position(&error),
    })?;
    let Some(items) = list_at(root, rows) else {
        let mut lists = Vec::new();
        if let Ok((value, _)) = parse(text) {
            search(&value, &mut String::new(), SEARCH_DEPTH, &mut lists);
        }
        return Err(Refused::NoRows { path: rows.text.clone(), lists });
    };
    let (mut line, mut counted) = (1, 0);
    let rows = items.into_iter().map(move |item| {
        let item = item.get();
        let start = item.as_ptr() as usize - text.as_ptr() as usize;
        line += newlines(input.get(counted..start).unwrap_or_default());
        counted = start;
        Row { line: Some(line), raw: item.as_bytes(), content: object(item) }
    });
    Ok(Table { columns: None, rows: Box::new(rows) })
}

/// The rows of a text with one object per line; blank lines are none.
pub(super) fn lines(input: &[u8]) -> Table<'_> {
    let lines = (1..).zip(input.split(|byte| *byte == b'\n'));
    let rows = lines.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, line)| {
        let raw = line.trim_ascii();
        let content = match std::str::from_utf8(raw) {
            Ok(text) => object(text),
            Err(error) => {
                let bad = raw.get(error.valid_up_to()..).and_then(|rest| rest.get(..1)).unwrap_or_default();
                let message = format!("the byte `{}` is not UTF-8 text", escaped(bad));
                Err(Problem::new(ProblemCode::NotUtf8, message, "save the file again in UTF-8"))
            }
        };
        Row { line: Some(number), raw, content }
    });
    Table { columns: None, rows: Box::new(rows) }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn list_at<'a>(root: &'a RawValue, path: &Path) -> Option<Vec<&'a RawValue>> {
    let mut raw = root;
    for segment in &path.segments {
        raw = match segment {
            Segment::Key(key) => {
                serde_json::from_str::<BTreeMap<Cow<'a, str>, &'a RawValue>>(raw.get()).ok()?.remove(key.as_str())?
            }
            Segment::Index(index) => serde_json::from_str::<Vec<&'a RawValue>>(raw.get()).ok()?.get(*index).copied()?,
            Segment::Each => return None,
        };
    }
    serde_json::from_str(raw.get()).ok()
}

fn object(text: &str) -> Result<Value, Problem> {
    match parse(text) {
        Ok((value @ Value::Object(_), None)) => Ok(value),
        Ok((Value::Object(_), Some(key))) => {
            let message = format!("the key `{key}` is there twice in one object");
            Err(Problem::new(ProblemCode::DuplicateKey, message, "keep one of the two"))
        }
        Ok(_) => {
            Err(Problem::new(ProblemCode::NotAnObject, "the row is no JSON object", "a row is written `{\"…\": …}`"))
        }
        Err(error) => {
            let message = format!("column {}: not JSON: {}", error.column(), without_position(&error));
            Err(Problem::new(ProblemCode::Syntax, message, "write the row as one JSON object on one line"))
        }
    }
}

/// What the reader says, without its own "at line 1 column 2".
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

fn search(value: &Value, path: &mut String, depth: usize, lists: &mut Vec<String>) {
    match value {
        Value::Array(items) if items.first().is_some_and(Value::is_object) => lists.push(path.clone()),
        Value::Object(fields) if depth > 0 => {
            for (key, below) in fields {
                let length = path.len();
                let dot = if path.is_empty() { "" } else { "." };
                path.push_str(&format!("{dot}{key}"));
                search(below, path, depth - 1, lists);
                path.truncate(length);
            }
        }
        _ => {}
    }
}
