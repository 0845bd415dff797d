//! What a brief asks for and forbids at once.
//!
//! A guardrail is read word by word: it forbids from its beginning, or from a word such as `no`, up to a word such as
//! `without` or `always`, or to the end of the sentence. What is mandatory contradicts it where it names the same.

use saring_model::campaign::Brief;

use super::{Due, texts};
use crate::text::fold;

/// Words by which a guardrail is read, folded.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wording {
    /// From here on it is forbidden: `no`, `never`, `jangan`.
    pub prohibitions: Vec<String>,
    /// From here on it is not, unless a prohibition stands right before: `only`, `always`, `wajib`.
    pub permissions: Vec<String>,
    /// From here on it is not: `without`, `except`, `tanpa`.
    pub exceptions: Vec<String>,
    /// Here another thing begins: `and`, `or`, `dan`.
    pub joins: Vec<String>,
    /// Says nothing of the thing: `use`, `the`, `hashtag`.
    pub fillers: Vec<String>,
}

/// Something that must be in every post, and the guardrail that forbids it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction<'a> {
    /// What must be.
    pub due: Due,
    /// As the brief says it.
    pub mandatory: &'a str,
    /// The guardrail, or the don't.
    pub forbidden_by: &'a str,
}

/// Everything that a brief makes mandatory and forbids, in the brief's order. Of do and don't only what says that it
/// forbids does.
pub fn contradictions<'a>(brief: &'a Brief, wording: &Wording) -> Vec<Contradiction<'a>> {
    let guardrails = texts(brief.guardrails.as_deref()).into_iter().map(|text| (text, true));
    let donts = texts(brief.do_and_dont.as_deref()).into_iter().map(|text| (text, false));
    let forbidden: Vec<(&str, Vec<Vec<Word>>)> =
        guardrails.chain(donts).map(|(text, forbids)| (text, wording.things(text, forbids, true))).collect();
    let mandatory = Due::ALL.iter().flat_map(|(due, _)| due.texts(brief).into_iter().map(move |text| (*due, text)));
    let mut found = Vec::new();
    for (due, mandatory) in mandatory {
        let wanted = Wanted::of(due, mandatory, wording);
        let forbids = |things: &Vec<Vec<Word>>| things.iter().any(|thing| wanted.is_named_by(thing, wording));
        let by = forbidden.iter().filter(|(_, things)| forbids(things));
        found.extend(by.map(|(text, _)| Contradiction { due, mandatory, forbidden_by: text }));
    }
    found
}

/// Words that are read to find them: what that costs, times the words of the wording and what is mandatory.
pub fn words_compared(brief: &Brief) -> usize {
    let forbidding = texts(brief.guardrails.as_deref()).into_iter().chain(texts(brief.do_and_dont.as_deref()));
    let mandatory = Due::ALL.iter().flat_map(|(due, _)| due.texts(brief));
    forbidding.chain(mandatory).map(|text| text.split_whitespace().count()).sum()
}

/// A word of a text: its letters and digits, folded.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    key: String,
    /// Whether it is written as a hashtag or a mention.
    is_tag: bool,
    ends: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Word,
    Thing,
    Sentence,
}

fn words(text: &str) -> Vec<Word> {
    let folded = fold(text);
    let read = |chunk: &str| {
        let key: String = chunk.chars().filter(|char| char.is_alphanumeric()).collect();
        let is_tag = chunk.trim_start_matches(|char: char| !char.is_alphanumeric() && !"#@".contains(char));
        let ends = match chunk.chars().last() {
            Some('.' | '!' | '?' | ';') => End::Sentence,
            Some(',' | ':' | '/') => End::Thing,
            _ => End::Word,
        };
        Word { key, is_tag: is_tag.starts_with(['#', '@']), ends }
    };
    folded.split_whitespace().map(read).collect()
}

impl Wording {
    /// The things that a text forbids, or where `forbidden` is false, those that it does not: each a run of words.
    fn things(&self, text: &str, begins_forbidding: bool, forbidden: bool) -> Vec<Vec<Word>> {
        let (mut forbids, mut after_prohibition) = (begins_forbidding, false);
        let (mut things, mut thing) = (Vec::new(), Vec::new());
        let is_in = |list: &[String], key: &str| list.iter().any(|word| word == key);
        for word in words(text) {
            let (prohibits, excepts) = (is_in(&self.prohibitions, &word.key), is_in(&self.exceptions, &word.key));
            let permits = is_in(&self.permissions, &word.key) && !after_prohibition;
            let turns = prohibits || excepts || permits;
            if turns || is_in(&self.joins, &word.key) {
                things.push(std::mem::take(&mut thing));
            } else if forbids == forbidden && !word.key.is_empty() {
                thing.push(word.clone());
            }
            // An exception from what is asked for is itself forbidden: `without filters`.
            forbids = if turns { prohibits || (excepts && !forbidden) } else { forbids };
            after_prohibition = prohibits;
            if word.ends != End::Word {
                things.push(std::mem::take(&mut thing));
            }
            if word.ends == End::Sentence {
                forbids = begins_forbidding;
            }
        }
        things.push(thing);
        things.retain(|thing| !thing.is_empty());
        things
    }

    /// The words of a thing that name it.
    fn core<'w>(&self, thing: &'w [Word]) -> Vec<&'w Word> {
        thing.iter().filter(|word| !self.fillers.contains(&word.key)).collect()
    }
}

/// What a mandatory text asks for.
struct Wanted {
    /// Hashtags and mentions, as one word.
    tags: Vec<String>,
    /// Words of a sentence; none of a hashtag or a mention.
    words: Vec<String>,
}

impl Wanted {
    fn of(due: Due, text: &str, wording: &Wording) -> Self {
        let squashed = |text: &str| fold(text).chars().filter(|char| char.is_alphanumeric()).collect::<String>();
        if matches!(due, Due::Hashtag | Due::Tag) {
            return Self { tags: vec![squashed(text)], words: Vec::new() };
        }
        let asked: Vec<Word> = wording.things(text, false, false).into_iter().flatten().collect();
        let tags = asked.iter().filter(|word| word.is_tag).map(|word| word.key.clone()).collect();
        Self { tags, words: asked.into_iter().map(|word| word.key).collect() }
    }

    /// Whether a forbidden thing is this: the hashtag or mention itself, or nothing but words that are asked for.
    fn is_named_by(&self, thing: &[Word], wording: &Wording) -> bool {
        if thing.iter().any(|word| word.is_tag && self.tags.contains(&word.key)) {
            return true;
        }
        let core = wording.core(thing);
        if core.is_empty() {
            return false;
        }
        let whole: String = core.iter().map(|word| word.key.as_str()).collect();
        self.tags.contains(&whole) || core.iter().all(|word| self.words.contains(&word.key))
    }
}
