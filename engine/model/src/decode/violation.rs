//! What is wrong with a document, place by place.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use serde_with::skip_serializing_none;

use super::ViolationCode;
use crate::limits::VIOLATIONS_MAX;

/// One thing that is wrong with a document.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Violation {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// What kind of thing is wrong.
    pub code: ViolationCode,
    /// What is wrong, for people.
    pub message: String,
    /// How to put it right, for people.
    pub help: Option<String>,
    /// Line in the text, from 1, where it is known.
    pub line: Option<u32>,
    /// Column in the line, from 1, in bytes, where it is known.
    pub column: Option<u32>,
}

impl Violation {
    /// A violation at a pointer, without help and position.
    pub fn new(pointer: impl Into<String>, code: ViolationCode, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code, message: message.into(), help: None, line: None, column: None }
    }

    /// The violation with a line on how to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: {}", self.message),
            _ if self.pointer.is_empty() => f.write_str(&self.message),
            _ => write!(f, "`{}`: {}", self.pointer, self.message),
        }
    }
}

/// Everything that is wrong with a document, in the order of the pointers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Violations {
    /// The violations, at most [`VIOLATIONS_MAX`].
    list: Vec<Violation>,
    /// How many more there are at least.
    omitted: usize,
}

impl Violations {
    /// Adds a violation; beyond [`VIOLATIONS_MAX`] it is only counted.
    pub fn push(&mut self, violation: Violation) {
        if self.list.len() < VIOLATIONS_MAX {
            self.list.push(violation);
        } else {
            self.omitted += 1;
        }
    }

    /// The violations that are listed.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many violations there are at least beyond the listed ones.
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// How many violations there are at least, listed or not.
    pub fn count(&self) -> usize {
        self.list.len() + self.omitted
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The same violations of a document that stands at `prefix` of a larger one.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        for violation in &mut self.list {
            violation.pointer.insert_str(0, prefix);
        }
        self
    }

    /// Whether no more violations are listed.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= VIOLATIONS_MAX
    }

    /// Adds everything that is wrong with a part.
    pub fn append(&mut self, part: Self) {
        part.list.into_iter().for_each(|violation| self.push(violation));
        self.omitted += part.omitted;
    }

    /// Takes `prefix` off the pointers that start with it.
    pub(super) fn without_prefix(mut self, prefix: &str) -> Self {
        for violation in &mut self.list {
            if let Some(rest) = violation.pointer.strip_prefix(prefix) {
                violation.pointer = rest.to_owned();
            }
        }
        self
    }

    pub(super) fn sorted(mut self) -> Self {
        self.list.sort_by(|a, b| by_pointer(&a.pointer, &b.pointer).then(a.code.cmp(&b.code)));
        self
    }
}

/// Pointers segment by segment, indices as the numbers that they are.
fn by_pointer(a: &str, b: &str) -> Ordering {
    let key = |segment: &str| segment.parse::<u64>().unwrap_or(u64::MAX);
    a.split('/').map(|s| (key(s), s)).cmp(b.split('/').map(|s| (key(s), s)))
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self { list: vec![violation], omitted: 0 }
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, violation) in self.list.iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        if self.omitted > 0 {
            write!(f, "\nand {} more", self.omitted)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A pointer one segment further down, with the segment escaped (RFC 6901).
pub fn child(pointer: &str, segment: &str) -> String {
    format!("{pointer}/{}", segment.replace('~', "~0").replace('/', "~1"))
}
