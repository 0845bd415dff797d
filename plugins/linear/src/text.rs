//! Social text as tokens: one spelling for what people write in many.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter written this often in a row, or more, is drawn out and counts once: `baguuus` is `bagus`.
const DRAWN_OUT_MIN: usize = 3;

/// What stands in place of a web address.
pub const LINK: &str = "<url>";
/// What stands in place of the name of an account.
pub const MENTION: &str = "<user>";
/// What stands in place of a number.
pub const NUMBER: &str = "<number>";

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, and digits among them.
    Word,
    /// A number, as [`NUMBER`].
    Number,
    /// An account's name, as [`MENTION`].
    Mention,
    /// A web address, as [`LINK`].
    Link,
    /// One mark: punctuation or an emoji. The same one many times in a row is one token.
    Mark,
}

/// A word, number, name, address or mark of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its folded form: compatibility letters as plain ones, no accents, lower case, no drawn-out letters.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the text that was given, in bytes.
    pub at: Range<usize>,
}

/// The tokens of a text, in its order.
///
/// Hyphens part words (`pecah-pecah` is two); a hash before a word falls away; an apostrophe within a word does too.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let Some(tail) = text.get(start..) else { break };
        if first.is_whitespace() || first == '#' || is_silent(first) {
            continue;
        }
        let kind = kind(tail, first);
        let mut folded = String::new();
        fold_into(&mut folded, first);
        let mut end = start + first.len_utf8();
        while let Some((at, next)) =
            rest.next_if(|(at, next)| belongs(kind, first, *next, text.get(at + next.len_utf8()..)))
        {
            fold_into(&mut folded, next);
            end = at + next.len_utf8();
        }
        let text = match kind {
            Kind::Link => LINK.to_owned(),
            Kind::Mention => MENTION.to_owned(),
            Kind::Number => NUMBER.to_owned(),
            Kind::Word => undrawn(&folded),
            Kind::Mark if first.is_ascii() => first.to_string(),
            Kind::Mark => first.nfkd().take(1).collect(),
        };
        tokens.push(Token { text, kind, at: start..end });
    }
    tokens
}

/// Words that stand for others: slang for the dictionary's form.
#[derive(Debug, Clone, Default)]
pub struct Slang(BTreeMap<String, String>);

impl Slang {
    /// Slang from pairs of what people write and what it means, which may be several words.
    pub fn new<A: Into<String>, B: Into<String>>(pairs: impl IntoIterator<Item = (A, B)>) -> Self {
        Self(pairs.into_iter().map(|(written, meant)| (written.into(), meant.into())).collect())
    }

    /// What a word means; itself where it is not slang.
    pub fn fold<'a>(&'a self, word: &'a str) -> &'a str {
        self.0.get(word).map_or(word, String::as_str)
    }
}

/// What kind of token begins here.
fn kind(tail: &str, first: char) -> Kind {
    let begins = |prefix: &str| tail.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let second = tail.chars().nth(1);
    if begins("http://") || begins("https://") || begins("www.") {
        Kind::Link
    } else if first == '@' && second.is_some_and(|next| next.is_alphanumeric() || next == '_') {
        Kind::Mention
    } else if first.is_numeric() {
        Kind::Number
    } else if first.is_alphabetic() {
        Kind::Word
    } else {
        Kind::Mark
    }
}

/// Whether the next character is part of the token that began with `first`; `after` is what follows it.
fn belongs(kind: Kind, first: char, next: char, after: Option<&str>) -> bool {
    let goes_on = |test: fn(char) -> bool| after.and_then(|after| after.chars().next()).is_some_and(test);
    match kind {
        Kind::Link => !next.is_whitespace(),
        Kind::Mention => next.is_alphanumeric() || next == '_' || (next == '.' && goes_on(char::is_alphanumeric)),
        Kind::Number => next.is_numeric() || (matches!(next, '.' | ',') && goes_on(char::is_numeric)),
        Kind::Word => {
            next.is_alphanumeric() || is_silent(next) || (matches!(next, '\'' | '’') && goes_on(char::is_alphabetic))
        }
        Kind::Mark => next == first || is_silent(next),
    }
}

/// Whether a character only changes how the one before it looks: accents, skin tones, variation selectors, joiners.
fn is_silent(character: char) -> bool {
    !character.is_ascii()
        && (is_combining_mark(character)
            || matches!(character, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'))
}

fn fold_into(folded: &mut String, character: char) {
    if character.is_ascii() {
        if character != '\'' {
            folded.push(character.to_ascii_lowercase());
        }
        return;
    }
    for part in character.nfkd().filter(|part| !is_silent(*part) && *part != '’') {
        folded.extend(part.to_lowercase().filter(|part| !is_silent(*part)));
    }
}

/// The word with each run of [`DRAWN_OUT_MIN`] or more equal letters as one.
fn undrawn(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(letter) = rest.next() {
        let mut run = 1;
        while rest.next_if_eq(&letter).is_some() {
            run += 1;
        }
        let times = if run >= DRAWN_OUT_MIN { 1 } else { run };
        plain.extend(std::iter::repeat_n(letter, times));
    }
    plain
}
