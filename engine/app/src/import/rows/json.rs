//! Rows of a JSON document, and of a text with one JSON object per line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::json::parse;
use super::super::mapping::Mapping;
use super::super::path::Segment;
use super::super::problem::{Problem, ProblemCode, Refused};
use super::{Row, escaped};

/// Depth to which a document is searched for lists, to name them in a message.
const SEARCH_DEPTH: usize = 4;

/// A JSON document with the places of its rows.
pub(super) struct Document<'a> {
    input: Cow<'a, [u8]>,
    items: Vec<Range<usize>>,
}

/// Finds the rows of a JSON document: a list of them or a single one, at the first path where a mapping looks for
/// them and a row has what it requires.
pub(super) fn document<'a>(input: Cow<'a, [u8]>, mapping: &Mapping) -> Result<Document<'a>, Refused> {
    let text = std::str::from_utf8(&input).map_err(|error| {
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
    let Some(items) = chosen(root, mapping) else {
        let mut lists = Vec::new();
        if let Ok((value, _)) = parse(text) {
            search(&value, &mut String::new(), SEARCH_DEPTH, &mut lists);
        }
        let paths: Vec<&str> = mapping.rows.iter().map(|path| path.text.as_str()).collect();
        return Err(Refused::NoRows { path: paths.join("` or `"), lists });
    };
    let place = |item: &RawValue| {
        let start = item.get().as_ptr() as usize - text.as_ptr() as usize;
        start..start + item.get().len()
    };
    let items = items.into_iter().map(place).collect();
    Ok(Document { input, items })
}

impl Document<'_> {
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let (mut line, mut counted) = (1, 0);
        self.items.iter().map(move |item| {
            let raw = self.input.get(item.clone()).unwrap_or_default();
            line += newlines(self.input.get(counted..item.start).unwrap_or_default());
            counted = item.start;
            Row { line: Some(line), raw: Cow::Borrowed(raw), content: text_object(raw) }
        })
    }
}

/// The rows of a text with one object per line; blank lines are none.
pub(super) fn lines(input: &[u8]) -> impl Iterator<Item = Row<'_>> {
    let lines = (1..).zip(input.split(|byte| *byte == b'\n'));
    lines.filter(|(_, line)| !line.trim_ascii().is_empty()).map(|(number, line)| {
        let raw = line.trim_ascii();
        Row { line: Some(number), raw: Cow::Borrowed(raw), content: text_object(raw) }
    })
}

fn text_object(raw: &[u8]) -> Result<Value, Problem> {
    match std::str::from_utf8(raw) {
        Ok(text) => object(text),
        Err(error) => {
            let bad = raw.get(error.valid_up_to()..).and_then(|rest| rest.get(..1)).unwrap_or_default();
            let message = format!("the byte `{}` is not UTF-8 text", escaped(bad));
            Err(Problem::new(ProblemCode::NotUtf8, message, "save the file again in UTF-8"))
        }
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The rows at the first path under which one has what the mapping requires, or else the first list.
fn chosen<'a>(root: &'a RawValue, mapping: &Mapping) -> Option<Vec<&'a RawValue>> {
    let required = mapping.required();
    let fits = |raw: &RawValue| {
        let row = parse(raw.get()).map(|(row, _)| row).unwrap_or_default();
        required.iter().all(|group| group.iter().any(|path| path.get(&row).is_some()))
    };
    let mut first_list = None;
    for path in &mapping.rows {
        match at(root, &path.segments) {
            Some(Found::Rows(rows)) if rows.first().is_some_and(|row| fits(row)) => return Some(rows),
            Some(Found::Rows(rows)) => first_list = first_list.or(Some(rows)),
            // Any object is a row for a mapping that requires nothing, so a single one must show that it is meant.
            Some(Found::Row(row)) if !required.is_empty() && fits(row) => return Some(vec![row]),
            Some(Found::Row(_)) | None => {}
        }
    }
    first_list
}

/// What stands at a path.
enum Found<'a> {
    Rows(Vec<&'a RawValue>),
    Row(&'a RawValue),
}

fn at<'a>(raw: &'a RawValue, segments: &[Segment]) -> Option<Found<'a>> {
    let Some((first, rest)) = segments.split_first() else {
        let list = serde_json::from_str(raw.get()).ok().map(Found::Rows);
        return list.or_else(|| raw.get().starts_with('{').then_some(Found::Row(raw)));
    };
    match first {
        Segment::Key(key) => {
            let mut fields: BTreeMap<Cow<'a, str>, &'a RawValue> = serde_json::from_str(raw.get()).ok()?;
            at(fields.remove(key.as_str())?, rest)
        }
        Segment::Index(index) => {
            let items: Vec<&'a RawValue> = serde_json::from_str(raw.get()).ok()?;
            at(items.get(*index)?, rest)
        }
        Segment::Each => {
            let items: Vec<&'a RawValue> = serde_json::from_str(raw.get()).ok()?;
            let found = items.into_iter().filter_map(|item| at(item, rest));
            Some(Found::Rows(
                found
                    .flat_map(|found| match found {
                        Found::Rows(rows) => rows,
                        Found::Row(row) => vec![row],
                    })
                    .collect(),
            ))
        }
        Segment::Where(..) => None,
    }
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
