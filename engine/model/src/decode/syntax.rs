//! What is wrong with a text that is no JSON.

use serde_json::error::Category;

use super::{Violation, ViolationCode};

/// The violation of a text that could not be parsed, with its place and a way out.
pub(super) fn violation(error: &serde_json::Error, bytes: &[u8]) -> Violation {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Violation::new("", ViolationCode::Syntax, "the document is empty").help("send a JSON object or list");
    }
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    let what = what.replace("EOF while parsing", "the text ends inside");
    let help = help(error, &what, word_at(bytes, error.line(), error.column()));
    let place = |n: usize| u32::try_from(n.max(1)).ok();
    Violation {
        line: place(error.line()),
        column: place(error.column()),
        ..Violation::new("", ViolationCode::Syntax, format!("this is no JSON: {what}")).help(help)
    }
}

fn help(error: &serde_json::Error, what: &str, word: &[u8]) -> &'static str {
    let not_finite = [b"NaN".as_slice(), b"nan", b"Infinity", b"inf", b"-Infinity", b"-inf", b"-NaN"];
    if not_finite.iter().any(|name| word.starts_with(name)) {
        return "JSON has no such number: leave an unknown value out, or write `null`";
    }
    match what {
        _ if error.classify() == Category::Eof => "close every bracket and quote; the file may be cut off",
        "number out of range" => "write a number below 1e308; leave an unknown value out",
        "trailing comma" => "remove the comma before the closing bracket",
        "trailing characters" => "send one JSON document; several documents go into one list",
        "key must be a string" => "write keys in double quotes",
        "invalid number" => "write numbers as `1500` or `0.052`, with a point and no separators",
        _ if what.contains("unicode") || what.contains("surrogate") => "save the document as UTF-8",
        _ if what.contains("control character") => "write line breaks inside texts as `\\n`",
        _ if word.starts_with(b"'") => "write texts in double quotes",
        _ if word.starts_with(b"//") || word.starts_with(b"/*") || word.starts_with(b"#") => "remove the comment",
        _ => "check the text at this place with any JSON formatter",
    }
}

/// The text from where a word begins that holds the place of the error.
fn word_at(bytes: &[u8], line: usize, column: usize) -> &[u8] {
    let text = bytes.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let end = column.min(text.len());
    let is_break = |byte: &u8| byte.is_ascii_whitespace() || b"[]{},:\"".contains(byte);
    let before = text.get(..end.saturating_sub(1)).unwrap_or_default();
    let start = before.iter().rposition(is_break).map_or(0, |at| at + 1);
    text.get(start..).unwrap_or_default()
}
