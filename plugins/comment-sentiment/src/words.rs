//! The words of a comment as the model knows them: dictionary Indonesian, whatever people wrote.

use std::collections::BTreeMap;

use saring_linear::features::Fnv;
use saring_linear::text::{Kind, Token, tokens};

/// Longest part of a comment that is read, in bytes; what follows is left out. Instagram's longest comment has 2,200
/// characters, and the first few hundred tell what it feels.
pub const TEXT_BYTES_MAX: usize = 400;
/// A word as long as this, in letters, that ends in the clitic `nya` is parted from it, as dictionaries do.
const CLITIC_WORD_LETTERS_MIN: usize = 6;
/// The clitic for `its` and `the`.
const CLITIC: &str = "nya";
/// Words that end in the clitic's letters and are one word.
const WHOLE: [&str; 4] = ["bertanya", "ditanya", "hanya", "punya"];
/// Most marks that make one emoticon: `:'(`.
const EMOTICON_MARKS_MAX: usize = 3;
/// Marks that emoticons begin with.
const EYES: [&str; 4] = [":", ";", "=", "<"];

/// One word of a comment, in the model's spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, mark, or placeholder of a number, name or address.
    pub text: String,
    /// What it is; what an emoji means is a word.
    pub kind: Kind,
}

/// What slang, English words, emoticons and emoji mean in dictionary Indonesian: by the hash of what is written, because
/// a plugin pays for every letter that it compares.
#[derive(Debug, Clone, Default)]
pub struct Meanings(BTreeMap<u64, Vec<String>>);

impl Meanings {
    /// Meanings from pairs of what people write and the words that it stands for, none where it says nothing.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let words = |meant: String| meant.split_whitespace().map(str::to_owned).collect();
        Self(pairs.into_iter().map(|(written, meant)| (hash(&written), words(meant))).collect())
    }

    /// The words of a comment.
    pub fn words(&self, comment: &str) -> Vec<Word> {
        let tokens = tokens(beginning(comment));
        let mut words = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let [first, after @ ..] = rest {
            rest = match self.emoticon(comment, rest) {
                Some((meant, left)) => {
                    words.extend(meant.iter().map(|word| word_of(word.clone())));
                    left
                }
                None => {
                    self.push(first, &mut words);
                    after
                }
            };
        }
        words
    }

    /// The meaning of the emoticon that begins here, and the tokens behind it: several marks that touch.
    fn emoticon<'t>(&self, comment: &str, tokens: &'t [Token]) -> Option<(&[String], &'t [Token])> {
        let (first, after) = tokens.split_first().filter(|(first, _)| EYES.contains(&first.text.as_str()))?;
        let (mut spelt, mut end) = (first.text.clone(), first.at.end);
        for taken in 1..EMOTICON_MARKS_MAX.min(tokens.len()) {
            let next = after.get(taken - 1).filter(|next| next.at.start == end)?;
            // The digit of `<3` is no number here.
            spelt.push_str(if next.kind == Kind::Number { comment.get(next.at.clone())? } else { &next.text });
            end = next.at.end;
            if let Some(meant) = self.0.get(&hash(&spelt)) {
                return Some((meant, after.get(taken..).unwrap_or_default()));
            }
        }
        None
    }

    fn push(&self, token: &Token, words: &mut Vec<Word>) {
        if let Some(meant) = self.0.get(&hash(&token.text)) {
            words.extend(meant.iter().map(|word| word_of(word.clone())));
            return;
        }
        if token.kind != Kind::Word {
            words.push(Word { text: token.text.clone(), kind: token.kind });
            return;
        }
        // `enak2` writes the doubled `enak-enak` short.
        let single = token.text.strip_suffix('2').unwrap_or(&token.text);
        let parted =
            single.strip_suffix(CLITIC).filter(|_| single.len() >= CLITIC_WORD_LETTERS_MIN && !WHOLE.contains(&single));
        let stem = parted.unwrap_or(single);
        match if stem == token.text { None } else { self.0.get(&hash(stem)) } {
            Some(meant) => words.extend(meant.iter().map(|word| word_of(word.clone()))),
            None => words.push(word_of(stem.to_owned())),
        }
        if parted.is_some() {
            words.push(word_of(CLITIC.to_owned()));
        }
    }
}

fn hash(text: &str) -> u64 {
    Fnv::default().with(text.as_bytes()).value()
}

fn word_of(text: String) -> Word {
    Word { text, kind: Kind::Word }
}

/// The part of a comment that is read.
fn beginning(comment: &str) -> &str {
    let mut end = TEXT_BYTES_MAX.min(comment.len());
    while !comment.is_char_boundary(end) {
        end -= 1;
    }
    comment.get(..end).unwrap_or_default()
}
