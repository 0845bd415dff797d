//! The words of reports: every one in both languages, with the same holes.

use std::collections::{BTreeMap, BTreeSet};

use saring_tests::golden::repo;

type Words = BTreeMap<String, BTreeMap<String, String>>;

fn words(language: &str) -> Words {
    let file = std::fs::read_to_string(repo().join(format!("engine/reporting/texts/{language}.toml"))).unwrap();
    toml::from_str(&file).unwrap()
}

fn holes(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn both_languages_say_the_same() {
    let (english, indonesian) = (words("en"), words("id"));
    let codes = |words: &Words| -> Vec<String> {
        words.iter().flat_map(|(section, texts)| texts.keys().map(move |code| format!("{section}.{code}"))).collect()
    };
    assert_eq!(codes(&english), codes(&indonesian));
    let read: Vec<&str> = saring_reporting::texts("id").codes().collect();
    assert_eq!(read, codes(&indonesian), "a text is no template");
    for (section, texts) in &english {
        for (code, text) in texts {
            assert_eq!(holes(text), holes(&indonesian[section][code]), "{section}.{code}");
        }
    }
}

/// Every word that the sources name is there, and every word that is there is named.
#[test]
fn every_word_is_used() {
    let sources = sources(&repo().join("engine/reporting/src"));
    let named = |code: &str| sources.contains(&format!("\"{code}\""));
    for (section, texts) in words("en") {
        for code in texts.keys() {
            // Editions are named by their own words.
            assert!(section == "edition" || named(&format!("{section}.{code}")), "`{section}.{code}` is never said");
        }
    }
    let words = words("en");
    for section in words.keys() {
        for rest in sources.split(&format!("\"{section}.")).skip(1) {
            let code = rest.split('"').next().unwrap();
            // What only begins a code names none.
            assert!(
                code.is_empty() || code.contains('{') || words[section].contains_key(code),
                "`{section}.{code}` has no words"
            );
        }
    }
}

fn sources(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.push_str(&sources(&path)),
            false if path.extension().is_some_and(|ending| ending == "rs") => {
                all.push_str(&std::fs::read_to_string(&path).unwrap());
            }
            false => {}
        }
    }
    all
}
