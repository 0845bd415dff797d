//! The page of the vocabulary says what the engine registers, word for word.

use std::collections::BTreeMap;
use std::fmt::Write;

use saring_runtime_rhai::{Entry, vocabulary};
use saring_tests::golden::check_file;

#[test]
fn the_page_lists_every_word() {
    let mut page = String::from(
        "# Vocabulary\n\nEvery word that a script can use, generated from the engine. A *value* is a quantity that may be \
         unknown; it carries the fields that it was read from. Methods of an answer give the answer back, so they chain.\n",
    );
    let mut by_owner: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in vocabulary() {
        by_owner.entry(entry.on).or_default().push(entry);
    }
    for (owner, entries) in by_owner {
        let title = if owner == "-" { "Functions and operators".to_owned() } else { format!("`{owner}`") };
        write!(page, "\n## {title}\n\n| word | meaning | unit |\n|---|---|---|\n").unwrap();
        for entry in entries {
            let escaped = |text: &str| text.replace('|', "\\|");
            let unit = if entry.unit == "-" { "" } else { entry.unit };
            writeln!(page, "| `{}` | {} | {unit} |", escaped(entry.signature), escaped(entry.meaning)).unwrap();
        }
    }
    check_file("rules/VOCABULARY.md", &page);
}
