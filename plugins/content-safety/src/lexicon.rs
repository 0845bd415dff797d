//! Terms of categories, and what makes them mean something else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use saring_linear::features::Fnv;

use crate::category::{Finding, Place, Risk};
use crate::fold::{self, Word};

/// Parts the terms of a row.
const BETWEEN_TERMS: char = '|';
/// At the end of a term: words that begin so. At its beginning: words that end so.
const AFFIX: char = '-';
/// A finding of two words is also known written as one word from so many letters on: `#judionline`.
const JOINED_LETTERS_MIN: usize = 7;
/// Shortest term that a word with stars in it (`k*ntol`) is held against.
const MASKED_LETTERS_MIN: usize = 4;

/// A row of the table of terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Language of posts that the row is for, or none for all: for words that are harmless in another language.
    pub lang: Option<String>,
    /// The group that its terms belong to; other rows need it, or give way to it.
    pub group: String,
    /// Category of a finding; none in a row that is only there for its group.
    pub category: Option<String>,
    /// Risk of a finding.
    pub risk: Option<Risk>,
    /// How sure a hit alone is, 0 to 1.
    pub confidence: f64,
    /// Groups, parted by blanks: without a hit of each of them a hit means nothing.
    pub needs: String,
    /// How many words may lie between the hit and those that it needs; any number where it is not said.
    pub near_words: Option<f64>,
    /// Groups, parted by blanks: with a hit of one of them a hit means nothing.
    pub unless: String,
    /// The terms, parted by `|`.
    pub terms: String,
}

/// The terms of all rows, ready to be looked for.
#[derive(Debug)]
pub struct Lexicon {
    rows: Vec<Compiled>,
    /// Terms of whole words. To make an automaton of all of them costs more than a batch may spend before its first
    /// creator; the words of a caption are quickly looked up.
    terms: Terms,
    /// Finds what words begin or end with.
    automaton: AhoCorasick,
    /// The beginnings and endings that the automaton knows.
    affixes: Vec<Term>,
    /// Single-word terms with their row, for words with stars in them.
    maskable: Vec<(String, usize)>,
}

/// A term with the blanks around and between its words.
#[derive(Debug)]
struct Term {
    spelt: String,
    row: usize,
}

/// Terms by the hash of their first word.
#[derive(Debug)]
struct Terms {
    terms: Vec<Term>,
    /// For each hash the number of its last term, and for each term that of the one before; behind the terms where none is.
    last: Vec<usize>,
    before: Vec<usize>,
}

impl Terms {
    /// Bits of a hash; there are about as many hashes as terms.
    const BITS: u32 = 11;

    fn new(terms: Vec<Term>) -> Self {
        let (mut last, mut before) = (vec![usize::MAX; 1 << Self::BITS], Vec::with_capacity(terms.len()));
        for (number, term) in terms.iter().enumerate() {
            let bytes = term.spelt.as_bytes();
            let end = bytes.iter().skip(1).position(|byte| *byte == b' ').map_or(bytes.len(), |at| at + 2);
            let hash = Self::hash(bytes.get(..end).unwrap_or_default());
            if let Some(last) = last.get_mut(hash) {
                before.push(std::mem::replace(last, number));
            }
        }
        Self { terms, last, before }
    }

    /// The terms that may begin with a word, which has a blank on both sides.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &Term> {
        let first = self.last.get(Self::hash(word.as_bytes())).copied();
        let numbers = std::iter::successors(first, |number| self.before.get(*number).copied());
        numbers.map_while(|number| self.terms.get(number))
    }

    fn hash(word: &[u8]) -> usize {
        Fnv::default().with(word).bucket(Self::BITS) as usize
    }
}

#[derive(Debug)]
struct Compiled {
    lang: Option<String>,
    group: String,
    finding: Option<(String, Risk, f64)>,
    needs: Vec<String>,
    near_words: usize,
    unless: Vec<String>,
}

/// The terms of one row in one text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    row: usize,
    /// Number of the first word.
    start: usize,
    /// Number of the word behind the last.
    end: usize,
}

/// What the lexicon found in a text.
#[derive(Debug, Default)]
pub struct Found {
    /// Findings, one per category: the gravest, of these the surest.
    pub findings: Vec<Finding>,
    /// How often each group was hit.
    pub groups: BTreeMap<String, usize>,
}

impl Lexicon {
    /// Makes a table's rows ready.
    ///
    /// # Errors
    ///
    /// A row's finding lacks its risk, or there are more terms than can be looked for.
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Result<Self, String> {
        let (mut compiled, mut terms, mut affixes) = (Vec::new(), Vec::new(), Vec::new());
        let mut maskable = Vec::new();
        for (number, row) in rows.into_iter().enumerate() {
            for written in row.terms.split(BETWEEN_TERMS).map(str::trim).filter(|term| !term.is_empty()) {
                let (begins, ends) = (written.ends_with(AFFIX), written.starts_with(AFFIX));
                let term = plain(written.trim_matches(AFFIX));
                if begins || ends {
                    let (before, behind) = (if ends { "" } else { " " }, if begins { "" } else { " " });
                    affixes.push(Term { spelt: spaced(before, &term, behind), row: number });
                    continue;
                }
                if !term.contains(' ') && term.len() >= MASKED_LETTERS_MIN {
                    maskable.push((term.to_string(), number));
                }
                terms.push(Term { spelt: spaced(" ", &term, " "), row: number });
                let is_pair = term.bytes().filter(|byte| *byte == b' ').count() == 1;
                if is_pair && row.category.is_some() && term.len() > JOINED_LETTERS_MIN {
                    terms.push(Term { spelt: spaced(" ", &term.replace(' ', ""), " "), row: number });
                }
            }
            compiled.push(Compiled::of(number, row)?);
        }
        let terms = Terms::new(terms);
        let patterns: Vec<&str> = affixes.iter().map(|affix| affix.spelt.as_str()).collect();
        let mut builder = AhoCorasick::builder();
        let automaton = builder.kind(Some(AhoCorasickKind::NoncontiguousNFA)).prefilter(false).build(patterns);
        let automaton = automaton.map_err(|error| format!("the lexicon has too many terms: {error}"))?;
        Ok(Self { rows: compiled, terms, automaton, affixes, maskable })
    }

    /// What the words of a text say. `lang` is the primary language of the post, where it is known.
    pub fn find(&self, words: &[Word], lang: Option<&str>) -> Found {
        let hits = self.hits(words, lang);
        let mut by_group: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for hit in &hits {
            if let Some(row) = self.rows.get(hit.row) {
                by_group.entry(&row.group).or_default().push(hit.start..hit.end);
            }
        }
        let mut findings: Vec<Finding> = Vec::new();
        for hit in &hits {
            let Some(row) = self.rows.get(hit.row) else { continue };
            if let Some((category, risk, confidence)) = &row.finding
                && row.holds(&(hit.start..hit.end), &by_group)
            {
                let place = Place::of(words, hit.start..hit.end);
                let finding = Finding { category: category.clone(), risk: *risk, confidence: *confidence, place };
                keep_gravest(&mut findings, finding);
            }
        }
        let groups = by_group.into_iter().map(|(group, hits)| (group.to_owned(), hits.len())).collect();
        Found { findings, groups }
    }

    /// All hits, each once, in the order of the rows.
    fn hits(&self, words: &[Word], lang: Option<&str>) -> BTreeSet<Hit> {
        let mut hits = BTreeSet::new();
        self.search(words.iter().map(|word| word.plain.as_str()), lang, &mut hits);
        if words.iter().any(|word| word.decoded.is_some()) {
            let decoded = words.iter().map(|word| word.decoded.as_deref().unwrap_or(&word.plain));
            self.search(decoded, lang, &mut hits);
        }
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.plain.contains('*')) {
            let meant =
                self.maskable.iter().filter(|(term, row)| is_mask_of(&word.plain, term) && self.speaks(*row, lang));
            hits.extend(meant.map(|(_, row)| Hit { row: *row, start: at, end: at + 1 }));
        }
        hits
    }

    fn search<'a>(&self, words: impl Iterator<Item = &'a str>, lang: Option<&str>, hits: &mut BTreeSet<Hit>) {
        let mut text = String::from(" ");
        let mut ends = Vec::new();
        for word in words {
            text.push_str(word);
            text.push(' ');
            ends.push(text.len() - 1);
        }
        let mut add = |term: &Term, from: usize| {
            let start = from + usize::from(term.spelt.starts_with(' '));
            let end = from + term.spelt.len() - usize::from(term.spelt.ends_with(' '));
            let number = |byte: usize| ends.partition_point(|end| *end < byte);
            if self.speaks(term.row, lang) {
                hits.insert(Hit { row: term.row, start: number(start + 1), end: number(end) + 1 });
            }
        };
        for found in self.automaton.find_overlapping_iter(&text) {
            let is_beginning = text.get(found.range()).is_some_and(|shown| shown.starts_with(' '));
            // An ending is no word of its own: `88` is not a name that ends so.
            if is_beginning || text.get(..found.start()).is_some_and(|before| !before.ends_with(' ')) {
                self.affixes.get(found.pattern().as_usize()).into_iter().for_each(|affix| add(affix, found.start()));
            }
        }
        for (from, _) in text.match_indices(' ') {
            let Some(rest) = text.get(from..) else { continue };
            let Some(word) = rest.get(1..).and_then(|rest| rest.find(' ')).and_then(|at| rest.get(..at + 2)) else {
                break;
            };
            self.terms.beginning(word).filter(|term| rest.starts_with(&term.spelt)).for_each(|term| add(term, from));
        }
    }

    /// Whether a row is for posts of a language; a post whose language is not known is held against all rows.
    fn speaks(&self, row: usize, lang: Option<&str>) -> bool {
        let own = self.rows.get(row).and_then(|row| row.lang.as_deref());
        own.zip(lang).is_none_or(|(own, lang)| own == lang)
    }
}

impl Compiled {
    fn of(number: usize, row: Row) -> Result<Self, String> {
        let groups = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let finding = match (row.category, row.risk) {
            (Some(category), Some(risk)) => Some((category, risk, row.confidence)),
            (None, None) => None,
            (category, _) => {
                let lacking = if category.is_some() { "risk" } else { "category" };
                return Err(format!("row {number} of the lexicon, of group `{}`, lacks a {lacking}", row.group));
            }
        };
        let near_words = row.near_words.map_or(usize::MAX, |words| words.max(0.0) as usize);
        let (needs, unless) = (groups(&row.needs), groups(&row.unless));
        Ok(Self { lang: row.lang, group: row.group, finding, needs, near_words, unless })
    }

    /// Whether a hit of the row means what it seems to, beside the hits of other groups.
    fn holds(&self, words: &Range<usize>, by_group: &BTreeMap<&str, Vec<Range<usize>>>) -> bool {
        let is_near = |other: &Range<usize>| {
            let between = other.start.saturating_sub(words.end).max(words.start.saturating_sub(other.end));
            let overlaps = other.start < words.end && words.start < other.end;
            !overlaps && between <= self.near_words
        };
        let of = |group: &String| by_group.get(group.as_str()).into_iter().flatten();
        self.needs.iter().all(|group| of(group).any(&is_near))
            && self.unless.iter().all(|group| of(group).next().is_none())
    }
}

fn spaced(before: &str, term: &str, behind: &str) -> String {
    let mut spelt = String::with_capacity(term.len() + 2);
    spelt.push_str(before);
    spelt.push_str(term);
    spelt.push_str(behind);
    spelt
}

/// A term as the words of texts are spelt; most are written so.
fn plain(written: &str) -> Cow<'_, str> {
    let mut before = b' ';
    let is_plain = |byte: u8| {
        let is_single = byte != b' ' || before != b' ';
        before = byte;
        is_single && (byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b' ')
    };
    if written.bytes().all(is_plain) {
        return Cow::Borrowed(written);
    }
    Cow::Owned(fold::term(written))
}

/// Keeps one finding per category: the gravest, of these the surest, of these the first.
pub(crate) fn keep_gravest(findings: &mut Vec<Finding>, next: Finding) {
    match findings.iter_mut().find(|known| known.category == next.category) {
        Some(known) if (next.risk, -next.confidence) < (known.risk, -known.confidence) => *known = next,
        Some(_) => {}
        None => findings.push(next),
    }
}

/// Whether a word with stars is a term with letters hidden: as long, not all hidden, and equal where it is not.
fn is_mask_of(masked: &str, term: &str) -> bool {
    let shown = masked.chars().filter(|letter| *letter != '*').count();
    shown * 2 >= masked.chars().count()
        && masked.chars().count() == term.chars().count()
        && masked.chars().zip(term.chars()).all(|(shown, letter)| shown == '*' || shown == letter)
}
