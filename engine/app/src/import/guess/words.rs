//! What columns are called, read from a table of words in four languages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::import::protected::words as split;
use crate::import::units::folded;

/// What a column may be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    /// Where it goes; `accounts[]` stands for its account. None where a creator has no field for it.
    pub(super) field: Option<String>,
    /// What it is, for people.
    pub(super) means: String,
    /// What its cells hold.
    #[serde(default)]
    pub(super) cells: Cells,
    /// Why it has no field.
    #[serde(default)]
    pub(super) because: String,
    /// What a rate is of.
    pub(super) per: Option<String>,
    #[serde(default = "yes")]
    pub(super) sure: bool,
    words: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cells {
    #[default]
    Anything,
    Text,
    Count,
    Rate,
    Share,
    Price,
    Currency,
    Handle,
    Url,
    Platform,
    Country,
    Languages,
    Identifier,
    Date,
    YesNo,
    Contact,
}

type Groups = BTreeMap<String, Vec<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    target: Vec<Target>,
    platforms: Groups,
    formats: Groups,
    currencies: Groups,
    units: Groups,
    noise: Groups,
    languages: Groups,
}

/// The words, which a test keeps readable. Those of groups are folded.
static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let text = include_str!("../../../../../rules/mappings/guess/words.toml");
    let mut book: Book = toml::from_str(text).unwrap_or_default();
    let groups = [&mut book.platforms, &mut book.formats, &mut book.currencies, &mut book.units, &mut book.noise];
    for words in groups.into_iter().chain([&mut book.languages]).flat_map(|group| group.values_mut()) {
        words.iter_mut().for_each(|word| *word = folded(word));
    }
    book
});

/// The words of every target, as tokens.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let each = BOOK.target.iter().flat_map(|target| target.words.iter().map(move |word| (target, word)));
    each.map(|(target, word)| Phrase { target, word, tokens: tokens(word), sorted: sorted(tokens(word)) }).collect()
});

struct Phrase {
    target: &'static Target,
    word: &'static str,
    tokens: Vec<String>,
    sorted: Vec<String>,
}

/// A name of a column, taken apart.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// What it is called, without the words below; of a price, without the format.
    pub(super) rest: Vec<String>,
    pub(super) platform: Option<&'static str>,
    pub(super) format: Option<(&'static str, String)>,
    pub(super) currency: Option<&'static str>,
    pub(super) unit: Option<&'static str>,
}

/// How a header names a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// Other words stand beside its own.
    Partly,
    /// The words are its own.
    Wholly,
}

/// What a header names: the target, by which words, and how well.
pub(super) type Match = (&'static Target, &'static str, Named);

/// Every word of every header of a target, for finding the row that is a header.
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    BOOK.target.iter().flat_map(|target| target.words.iter().map(String::as_str))
}

/// The first target whose cells hold something.
pub(super) fn of_cells(cells: Cells) -> Option<&'static Target> {
    BOOK.target.iter().find(|target| target.cells == cells)
}

/// The code of a language by one of its names.
pub(super) fn language(text: &str) -> Option<&'static str> {
    group(&BOOK.languages, &folded(text))
}

/// The name of a column as its words, and the target that they name.
pub(super) fn read(name: &str) -> (Header, Option<Match>) {
    let tokens = tokens(name);
    // `IG id` and `YouTuber` are names of targets as they stand.
    if let Some((target, word)) = named(&tokens) {
        let platform = tokens.iter().find_map(|token| group(&BOOK.platforms, token));
        return (Header { platform, ..Header::default() }, Some((target, word, Named::Wholly)));
    }
    let mut header = Header::default();
    for token in tokens {
        if let Some(platform) = group(&BOOK.platforms, &token) {
            header.platform = header.platform.or(Some(platform));
        } else if let Some(currency) = group(&BOOK.currencies, &token) {
            header.currency = header.currency.or(Some(currency));
        } else if let Some(unit) = group(&BOOK.units, &token) {
            header.unit = header.unit.or(Some(unit));
        } else {
            header.rest.push(token);
        }
    }
    let found = matched(&mut header);
    (header, found)
}

fn matched(header: &mut Header) -> Option<Match> {
    let wholly = |(target, word): (&'static Target, &'static str)| (target, word, Named::Wholly);
    if let Some(found) = named(&header.rest) {
        return Some(wholly(found));
    }
    let formats = |token: &String| group(&BOOK.formats, token).map(|format| (format, token.clone()));
    if let Some(format) = header.rest.iter().find_map(formats) {
        let rest: Vec<String> = header.rest.iter().filter(|token| formats(token).is_none()).cloned().collect();
        let price = named(&rest).or_else(|| named(&without_noise(&rest))).or_else(|| within(&rest));
        if let Some((target, word)) = price.filter(|(target, _)| target.cells == Cells::Price) {
            let how = if without_noise(&rest).len() > tokens(word).len() { Named::Partly } else { Named::Wholly };
            header.format = Some(format);
            return Some((target, word, how));
        }
    }
    let plain = without_noise(&header.rest);
    named(&plain).map(wholly).or_else(|| within(&plain).map(|(target, word)| (target, word, Named::Partly)))
}

/// The target whose words these are, in any order, or run together.
fn named(tokens: &[String]) -> Option<(&'static Target, &'static str)> {
    if tokens.is_empty() {
        return None;
    }
    let (glued, sorted) = (tokens.concat(), sorted(tokens.to_vec()));
    let found = PHRASES.iter().find(|phrase| phrase.tokens.concat() == glued || phrase.sorted == sorted);
    found.map(|phrase| (phrase.target, phrase.word))
}

/// The target of the longest words among these.
fn within(tokens: &[String]) -> Option<(&'static Target, &'static str)> {
    let has: BTreeSet<&String> = tokens.iter().collect();
    let inside = PHRASES.iter().filter(|phrase| phrase.tokens.iter().all(|token| has.contains(token)));
    // Of equals a price, as a platform's fee is no platform; else the first: what is most likely stands before.
    let worth = |phrase: &Phrase| (phrase.tokens.len(), phrase.target.cells == Cells::Price);
    let longest = inside.fold(None, |best: Option<&Phrase>, phrase| match best {
        Some(best) if worth(best) >= worth(phrase) => Some(best),
        _ => Some(phrase),
    });
    longest.map(|phrase| (phrase.target, phrase.word))
}

fn sorted(mut tokens: Vec<String>) -> Vec<String> {
    tokens.sort_unstable();
    tokens
}

fn without_noise(tokens: &[String]) -> Vec<String> {
    tokens.iter().filter(|token| group(&BOOK.noise, token).is_none()).cloned().collect()
}

/// Names of one word that are written with a capital inside.
const INNER_CAPITALS: [&str; 5] = ["TikTok", "YouTube", "LinkedIn", "WhatsApp", "SnapChat"];

fn tokens(text: &str) -> Vec<String> {
    // In Indonesian a 2 says a word twice: `rata2` is `rata-rata`.
    let text = text.replace('%', " percent ").replace("ata2", "ata rata");
    let text = INNER_CAPITALS.iter().fold(text, |text, name| text.replace(name, &format!(" {} ", name.to_lowercase())));
    split(&text).iter().map(|word| folded(word)).filter(|word| !word.is_empty()).collect()
}

fn group(groups: &'static Groups, word: &str) -> Option<&'static str> {
    groups.iter().find(|(_, words)| words.iter().any(|known| known == word)).map(|(name, _)| name.as_str())
}
