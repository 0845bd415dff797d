//! A line of somebody's file, with a mark under what is meant.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use serde::Serialize;

use crate::visible::{visible, visible_char};

/// Most characters of a line that are shown on either side of the mark.
const AROUND_CHARS_MAX: usize = 60;
/// Most characters that are marked.
const MARK_CHARS_MAX: usize = 60;

/// A place in a file, with its line where it can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The file, as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The line, cut where it is long.
    pub text: String,
    /// Bytes of `text` that are meant.
    #[serde(skip)]
    pub mark: Range<usize>,
}

impl Excerpt {
    /// The place of some bytes of a text.
    pub fn of(file: &str, text: &str, range: Range<usize>) -> Self {
        let before = text.get(..range.start).unwrap_or(text);
        let lines = before.bytes().filter(|byte| *byte == b'\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let column = before.get(start..).unwrap_or_default().chars().count();
        let length = text.get(range).and_then(|marked| marked.lines().next()).unwrap_or_default().chars().count();
        Self::new(file, count(lines), line, column, length)
    }

    /// A line and column, both from 1, of a text.
    pub fn at(file: &str, text: &str, line: u32, column: u32) -> Self {
        let source = text.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
        Self::new(file, line, source, column.saturating_sub(1) as usize, 1)
    }

    /// A line that is known by itself. `column` counts characters from 0, and `length` characters are meant.
    pub fn new(file: &str, line: u32, text: &str, column: usize, length: usize) -> Self {
        let skipped = column.saturating_sub(AROUND_CHARS_MAX);
        let lead: String = text.chars().skip(skipped).take(column - skipped).map(visible_char).collect();
        let mut marked: String =
            text.chars().skip(column).take(length.clamp(1, MARK_CHARS_MAX)).map(visible_char).collect();
        if marked.is_empty() {
            marked.push(' ');
        }
        let after = column + marked.chars().count();
        let tail: String = text.chars().skip(after).take(AROUND_CHARS_MAX).map(visible_char).collect();
        let lead = if skipped > 0 { format!("…{lead}") } else { lead };
        let rest = if text.chars().count() > after + AROUND_CHARS_MAX { "…" } else { "" };
        let mark = lead.len()..lead.len() + marked.len();
        Self { file: file.to_owned(), line, column: count(column), text: format!("{lead}{marked}{tail}{rest}"), mark }
    }
}

/// A count from 0 as a number from 1. Files are bounded far below 2^32 bytes.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX - 1) + 1
}

/// The one line that is known, under its own number.
impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = SourceSpan::new(0.into(), self.text.len());
        let line = self.line.saturating_sub(1) as usize;
        // Asked without context, the place itself is meant, for the head of the excerpt; else the line that is drawn.
        let column = if before == 0 { self.column.saturating_sub(1) as usize } else { 0 };
        let name = visible(&self.file);
        Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), all, line, column, 1)))
    }
}
