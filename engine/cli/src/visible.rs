//! Strangers' texts without what could steer the terminal or hide other text.

/// Whether a character is no sign to read: a control character, or one that turns the direction of what follows.
pub fn is_steering(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A stranger's text on one line, with a mark for each character that steers.
pub fn visible(text: &str) -> String {
    text.chars().map(visible_char).collect()
}

/// A blank for a tab or the end of a line, a mark for any other character that steers, else the character itself.
pub fn visible_char(char: char) -> char {
    match char {
        '\t' | '\n' | '\r' => ' ',
        _ if is_steering(char) => char::REPLACEMENT_CHARACTER,
        _ => char,
    }
}
