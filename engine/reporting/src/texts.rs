//! The words of reports themselves. Titles of what a pack names, and reasons, come from the pack.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use saring_pack::Locale;

static ENGLISH: LazyLock<Locale> = LazyLock::new(|| read("en", include_str!("../texts/en.toml")));
static INDONESIAN: LazyLock<Locale> = LazyLock::new(|| read("id", include_str!("../texts/id.toml")));

/// The words in a language; English for one that is not known.
pub fn texts(language: &str) -> &'static Locale {
    if language.split('-').next() == Some("id") { &INDONESIAN } else { &ENGLISH }
}

/// A file that could not be read would show codes instead of words; a test reads both.
fn read(language: &str, file: &str) -> Locale {
    let tables: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(file).unwrap_or_default();
    let flat = tables
        .into_iter()
        .flat_map(|(section, texts)| texts.into_iter().map(move |(code, text)| (format!("{section}.{code}"), text)));
    Locale::of_program(language, &flat.collect())
}
