//! What people write so that people read it and filters do not, as plain words with their places.

use std::ops::Range;

use saring_linear::text::Slang;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A letter written this often in a row, or more, is drawn out and counts once: `anjiiing` is `anjing`.
const DRAWN_OUT_MIN: usize = 3;
/// This many single letters in a row, or more, are one word that was pulled apart: `s l o t`.
const PULLED_APART_MIN: usize = 3;
/// What stands in place of the name of an account, which says nothing of its own.
const MENTION: &str = "<user>";

/// In which text of a post something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The caption.
    Caption,
    /// The hashtag of this number in the post's list, from 0.
    Hashtag(usize),
}

/// A word of a post, in the spellings that it may have been meant in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The spelling as it stands: plain letters, lower case, no accents, nothing drawn out.
    pub plain: String,
    /// What else it may mean: digits and signs as the letters that they look like, slang in plain words.
    pub decoded: Option<String>,
    /// The text that it stands in.
    pub source: Source,
    /// Where it stands in that text, in characters.
    pub at: Range<usize>,
}

/// The words of a caption, then those of the hashtags.
///
/// Letters of other alphabets that look like Latin ones are read as these (`𝗦𝗟𝗢𝗧`, `ѕlоt`), accents and joiners fall
/// away, letters that stand alone in a row are one word, and slang is also read as what it means.
pub fn words<'a>(caption: &str, hashtags: impl IntoIterator<Item = &'a str>, slang: &Slang) -> Vec<Word> {
    let mut words = Vec::new();
    read(caption, Source::Caption, &mut words);
    for (number, hashtag) in hashtags.into_iter().enumerate() {
        read(hashtag, Source::Hashtag(number), &mut words);
    }
    for word in &mut words {
        let decoded = word.decoded.as_deref().unwrap_or(&word.plain);
        let meant = slang.fold(decoded);
        if meant != decoded {
            word.decoded = Some(meant.to_owned());
        }
    }
    words
}

/// A term of the lexicon in the spelling that [`words`] gives: words with single blanks between.
pub fn term(written: &str) -> String {
    let mut words = Vec::new();
    read(written, Source::Caption, &mut words);
    let plain: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
    plain.join(" ")
}

/// A word while it is read.
#[derive(Default)]
struct Draft {
    letters: String,
    at: Range<usize>,
}

fn read(text: &str, source: Source, words: &mut Vec<Word>) {
    let mut draft = Draft::default();
    let mut alone: Vec<Draft> = Vec::new();
    let mut before = ' ';
    let mut rest = text.chars().enumerate().peekable();
    while let Some((at, character)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        if is_silent(character) || matches!(character, '\'' | '’') {
            continue;
        }
        let starts_mention = character == '@' && draft.letters.is_empty() && !before.is_alphanumeric();
        if starts_mention && (next.is_alphanumeric() || next == '_') {
            let mut end = at + 1;
            while rest.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '.')).is_some() {
                end += 1;
            }
            flush(&mut alone, source, words);
            words.push(Word { plain: MENTION.to_owned(), decoded: None, source, at: at..end });
        } else if belongs(character, &draft.letters, next) {
            if draft.letters.is_empty() {
                draft.at.start = at;
            }
            fold_into(&mut draft.letters, character);
            draft.at.end = at + 1;
        } else {
            close(&mut draft, &mut alone, source, words);
        }
        before = character;
    }
    close(&mut draft, &mut alone, source, words);
    flush(&mut alone, source, words);
}

/// Whether a character goes on with the word so far: letters and digits do, signs that stand for letters where letters
/// stand on both sides.
fn belongs(character: char, so_far: &str, next: char) -> bool {
    if character.is_alphanumeric() || boxed(character).is_some() {
        return true;
    }
    let is_sign = matches!(character, '@' | '$' | '!' | '*');
    is_sign && !so_far.is_empty() && (next.is_alphanumeric() || (character == '*' && next == '*'))
}

/// Ends the word so far. A single letter waits for what follows: it may be one of a word that was pulled apart.
fn close(draft: &mut Draft, alone: &mut Vec<Draft>, source: Source, words: &mut Vec<Word>) {
    let done = std::mem::take(draft);
    if done.letters.is_empty() {
        return;
    }
    if done.letters.chars().nth(1).is_none() {
        alone.push(done);
    } else {
        flush(alone, source, words);
        words.push(word(&done, source));
    }
}

fn flush(alone: &mut Vec<Draft>, source: Source, words: &mut Vec<Word>) {
    let waiting = std::mem::take(alone);
    if waiting.len() < PULLED_APART_MIN {
        words.extend(waiting.iter().map(|draft| word(draft, source)));
        return;
    }
    if let (Some(first), Some(last)) = (waiting.first(), waiting.last()) {
        let letters = waiting.iter().map(|draft| draft.letters.as_str()).collect();
        words.push(word(&Draft { letters, at: first.at.start..last.at.end }, source));
    }
}

fn word(draft: &Draft, source: Source) -> Word {
    let plain = undrawn(&draft.letters);
    let decoded = Some(decoded(&plain)).filter(|decoded| *decoded != plain);
    Word { plain, decoded, source, at: draft.at.clone() }
}

/// Whether a character only changes how the one before it looks, or cannot be seen.
fn is_silent(character: char) -> bool {
    !character.is_ascii()
        && (is_combining_mark(character)
            || matches!(character, '\u{ad}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

fn fold_into(letters: &mut String, character: char) {
    if character.is_ascii() {
        letters.push(character.to_ascii_lowercase());
        return;
    }
    if let Some(letter) = boxed(character) {
        letters.push(letter);
        return;
    }
    for part in character.nfkd().filter(|part| !is_silent(*part)) {
        letters.extend(part.to_lowercase().map(latin));
    }
}

/// The letter in a box or circle, or of a flag, that compatibility forms leave as it is (Unicode 17, Enclosed
/// Alphanumeric Supplement).
fn boxed(character: char) -> Option<char> {
    let starts = ['\u{1f130}', '\u{1f150}', '\u{1f170}', '\u{1f1e6}'];
    let offset = starts.iter().find_map(|start| {
        let offset = u32::from(character).checked_sub(u32::from(*start))?;
        (offset < 26).then_some(offset)
    })?;
    char::from_u32(u32::from('a') + offset)
}

/// The Latin letter that a Greek, Cyrillic or phonetic one looks like (Unicode Technical Standard 39, confusables).
const fn latin(letter: char) -> char {
    match letter {
        'α' | 'а' | 'ᴀ' | 'ɑ' => 'a',
        'ʙ' | 'ь' => 'b',
        'с' | 'ᴄ' | 'ϲ' => 'c',
        'ԁ' | 'ᴅ' => 'd',
        'ε' | 'е' | 'ᴇ' | 'є' => 'e',
        'ɢ' | 'ɡ' => 'g',
        'һ' | 'ʜ' | 'н' => 'h',
        'ι' | 'і' | 'ı' | 'ɪ' | 'ɩ' => 'i',
        'ј' | 'ᴊ' => 'j',
        'κ' | 'к' | 'ᴋ' => 'k',
        'ӏ' | 'ʟ' => 'l',
        'м' | 'ᴍ' => 'm',
        'η' | 'ɴ' | 'п' => 'n',
        'ο' | 'о' | 'ᴏ' | 'σ' => 'o',
        'ρ' | 'р' | 'ᴘ' => 'p',
        'ʀ' | 'г' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'τ' | 'т' | 'ᴛ' => 't',
        'υ' | 'ᴜ' | 'ʋ' => 'u',
        'ν' | 'ᴠ' => 'v',
        'ω' | 'ᴡ' | 'ѡ' => 'w',
        'χ' | 'х' => 'x',
        'у' | 'ʏ' | 'γ' => 'y',
        'ᴢ' => 'z',
        other => other,
    }
}

/// The word with each run of [`DRAWN_OUT_MIN`] or more equal letters as one; digits stay, since `777` means something.
fn undrawn(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut rest = word.chars().peekable();
    while let Some(letter) = rest.next() {
        let mut run = 1;
        while rest.next_if_eq(&letter).is_some() {
            run += 1;
        }
        let times = if run >= DRAWN_OUT_MIN && letter.is_alphabetic() { 1 } else { run };
        plain.extend(std::iter::repeat_n(letter, times));
    }
    plain
}

/// The word with digits and signs as letters, and with a doubled last letter once: `g4c0rr` is `gacor`. A word without
/// letters stays a number.
fn decoded(word: &str) -> String {
    if !word.chars().any(char::is_alphabetic) {
        return word.to_owned();
    }
    let mut letters: String = word.chars().map(looks_like).collect();
    let mut ends = letters.chars().rev();
    if ends.next().is_some_and(|last| last.is_alphabetic() && ends.next() == Some(last)) {
        letters.pop();
    }
    letters
}

const fn looks_like(character: char) -> char {
    match character {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}
