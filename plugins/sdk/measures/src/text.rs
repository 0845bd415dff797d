//! Texts as people mean them, not as they type them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case, diacritics and outer white space: `Crème Brûlée` becomes `creme brulee`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_ascii_lowercase();
    }
    text.trim().nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether two names or domains mean the same brand.
///
/// Case, diacritics, spaces and punctuation do not matter, nor do `https://`, `www.` and what follows a domain.
pub fn same_brand(a: &str, b: &str) -> bool {
    let (a, b) = (brand_key(a), brand_key(b));
    !a.is_empty() && a == b
}

fn brand_key(name: &str) -> String {
    let folded = fold(name);
    let host = folded.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let host = host.split('/').next().unwrap_or_default();
    host.chars().filter(|c| c.is_alphanumeric()).collect()
}
