//! Drafts of mappings: what the columns of a file may be, by their headers and their cells.
//!
//! A draft loads as it is. What is sure is written as fields; what is not, as comments with what
//! speaks against it; what has no field stays in the attributes.

mod cells;
mod column;
mod file;
mod layout;
mod words;
mod write;

use std::collections::BTreeMap;

use super::mapping::Mapping;
use super::numbers::Numbers;
use super::problem::{ProblemCode, Refused};
use super::{Fit, Imported, Options, clear, fits, import};
use column::Guess;
use layout::Layout;

/// A draft of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The mapping as commented TOML, which loads as it is.
    pub text: String,
    /// What the file does not say, by the name of the option that says it: `platform`, `rate_per`.
    pub asks: Vec<&'static str>,
    /// The built-in mapping that fits clearly, which is better than any draft.
    pub fit: Option<Fit>,
    /// Columns that go into fields.
    pub placed: usize,
    /// Columns whose lines are comments, because somebody has to look first.
    pub doubtful: usize,
    /// All columns.
    pub columns: usize,
    /// Rows that were read.
    pub rows: u64,
    /// Creators that the draft makes of them.
    pub creators: usize,
    /// Columns with numbers such as `1.200`, which may be a thousand or one, with such a cell of each.
    pub ambiguous: Vec<(String, String)>,
}

/// Share of rows, in percent, from which on a column's refused cells make its guess doubtful.
const REFUSED_PERCENT: u64 = 20;

/// Drafts a mapping for a file. `name` is the file's, for the comments.
///
/// # Errors
/// A file that cannot be read: empty, of an unknown format, or without rows.
pub fn guess(input: &[u8], name: &str, options: &Options) -> Result<Draft, Refused> {
    let file = file::read(input, options)?;
    let is_csv = file.format == super::Format::Csv;
    let mut guesses: Vec<Guess> = file.columns.iter().map(|column| Guess::of(column, is_csv)).collect();
    let mut layout = Layout::of(&mut guesses, file.is_one);
    let mut tried = tried(input, &write::mapping(&file, &guesses, &layout), &layout, options)?;
    if doubt_refused(&mut guesses, &tried) {
        layout = Layout::of(&mut guesses, file.is_one);
        tried = self::tried(input, &write::mapping(&file, &guesses, &layout), &layout, options)?;
    }
    let placed = guesses.iter().filter(|guess| guess.sure && guess.field().is_some()).count();
    let doubtful = guesses.iter().filter(|guess| !guess.sure && guess.field().is_some()).count();
    let mut draft = Draft {
        text: String::new(),
        fit: clear(&fits(input, options)).cloned(),
        asks: layout.asks.clone(),
        placed,
        doubtful,
        columns: guesses.len(),
        rows: tried.rows_in,
        creators: tried.creators.len(),
        ambiguous: ambiguous(&guesses, options),
    };
    draft.text = write::draft(name, &file, &guesses, &layout, &draft, &tried);
    Ok(draft)
}

/// What becomes of the file with a draft, where somebody says what the draft asks for.
fn tried(input: &[u8], text: &str, layout: &Layout, options: &Options) -> Result<Imported, Refused> {
    // A draft that did not load would be a mistake of the writer, which tests rule out.
    let Ok(mapping) = Mapping::parse(text, "draft") else { return Err(Refused::Empty) };
    let answer =
        |ask: &&'static str| (ask.to_string(), if *ask == "platform" { "instagram" } else { "followers" }.to_owned());
    let mut set: BTreeMap<String, String> = layout.asks.iter().map(answer).collect();
    set.extend(
        options
            .set
            .iter()
            .filter(|(name, _)| layout.asks.contains(&name.as_str()))
            .map(|(a, b)| (a.clone(), b.clone())),
    );
    import(input, &mapping, &Options { set, ..options.clone() })
}

/// Doubts the columns that many rows are rejected for. Numbers that need a person to say how they are written do not count.
fn doubt_refused(guesses: &mut [Guess], tried: &Imported) -> bool {
    let mut refused: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    for problem in tried.rejected.iter().flat_map(|row| &row.problems) {
        let is_value = matches!(problem.code, ProblemCode::BadValue | ProblemCode::Invalid(_));
        if let Some(source) = problem.source.as_deref().filter(|_| is_value) {
            refused.entry(source).or_insert((0, &problem.message)).0 += 1;
        }
    }
    let mut any = false;
    for guess in guesses.iter_mut().filter(|guess| guess.sure && guess.seen.ambiguous.is_empty()) {
        let Some((rows, message)) = refused.get(guess.path.as_str()) else { continue };
        if rows * 100 >= tried.rows_in * REFUSED_PERCENT {
            guess.sure = false;
            guess.asks.push(format!("{rows} rows would be rejected for it, the first because {message}"));
            any = true;
        }
    }
    any
}

fn ambiguous(guesses: &[Guess], options: &Options) -> Vec<(String, String)> {
    let open = guesses.iter().filter(|guess| guess.sure && options.numbers.is_none());
    open.filter_map(|guess| Some((guess.path.clone(), guess.seen.ambiguous.first()?.clone()))).collect()
}

/// The way in which the other columns of a file write numbers, where they agree.
fn written(guesses: &[Guess]) -> Option<Numbers> {
    let mut ways = guesses.iter().filter_map(|guess| guess.seen.written);
    let first = ways.next()?;
    ways.all(|way| way == first).then_some(first)
}
