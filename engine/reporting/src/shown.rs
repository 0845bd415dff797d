//! Strangers' texts without what could hide other text or break a file.

use std::borrow::Cow;

/// A text with a mark for each character that steers: control characters, and those that turn the direction of what
/// follows. Ends of lines and tabs become blanks.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let seen = |char: char| match char {
        '\t' | '\n' | '\r' => ' ',
        char if steers(char) => char::REPLACEMENT_CHARACTER,
        char => char,
    };
    Cow::Owned(text.chars().map(seen).collect())
}

/// The beginning of a text, with a mark where something is cut off.
pub(crate) fn cut(text: &str, chars_max: usize) -> String {
    let text = shown(text);
    if text.chars().count() <= chars_max {
        return text.into_owned();
    }
    text.chars().take(chars_max.saturating_sub(1)).chain(['…']).collect()
}

/// A text as a sentence: with a capital, and a point at its end.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.trim().chars();
    let Some(first) = chars.next() else { return String::new() };
    let sentence: String = first.to_uppercase().chain(chars).collect();
    if sentence.ends_with(['.', '!', '?', '…', '”', '"']) { sentence } else { sentence + "." }
}

fn steers(char: char) -> bool {
    char.is_control() || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
