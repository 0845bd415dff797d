//! Mapping files: everything wrong is reported at once, in its place, with help.

use saring_app::import::{BUILTIN, Mapping, builtin};

/// `line:column message | help`, one per error.
fn errors(text: &str) -> Vec<String> {
    let errors = Mapping::parse(text, "m.toml").expect_err("the mapping should be refused");
    errors
        .iter()
        .map(|error| {
            let excerpt = text.lines().nth(error.line - 1).unwrap_or_default();
            assert_eq!(error.excerpt, excerpt.trim_end(), "the excerpt is the line");
            format!("{}:{} {} | {}", error.line, error.column, error.message, error.help.as_deref().unwrap_or(""))
        })
        .collect()
}

fn check(body: &str, want: &[&str]) {
    let text = format!("[mapping]\nname = \"m\"\nformat = \"json\"\n{body}\n");
    let found = errors(&text);
    assert_eq!(found.len(), want.len(), "{body}: {found:#?}");
    for (found, want) in found.iter().zip(want) {
        for part in want.split(" … ") {
            assert!(found.contains(part), "{body}:\n  found {found}\n  lacks {part}");
        }
    }
}

const WHOLE: &str = "[fields]\nid = 'id'\n\"accounts[0].platform\" = { const = 'x' }\n";

#[test]
fn everything_wrong_is_reported_at_once() {
    check(
        "leftover = 'ignore'\n[fields]\nid = 'id'\n\"accounts.followers\" = 'f'\nnmae = 'n'\ntz = { form = 'x' }",
        &[
            "4:1 `[mapping]` has no key `leftover` … did you mean `leftovers`?",
            "7:1 a creator has no field `accounts.followers` … did you mean `accounts[0].followers`?",
            "8:1 a creator has no field `nmae` … did you mean `name`?",
            "9:6 a source has one of",
            "9:8 a source has no key `form` … did you mean `from`?",
        ],
    );
}

#[test]
fn each_mistake_has_its_own_error() {
    let with = |more: &str| format!("{WHOLE}{more}");
    let cases: &[(String, &str)] = &[
        ("".into(), "no field gives `id` … row-number"),
        ("[fields]\nid = 'id'".into(), "no field gives `accounts` … platform"),
        ("format = 'json'".into(), "4: … duplicate key"),
        ("delimiter = ';;'".into(), "one ASCII character … such as"),
        ("numbers = '1 234'".into(), "`numbers` cannot be `1 234` … `1.234,5`"),
        (with("name = 5"), "7:8 `name` is of type integer … a column, a path"),
        (with("name = { from = 'a', const = 'b' }"), "one of `from`, `const`, `template` and `option`"),
        (with("name = { from = 'a[' }"), "`a[` is no path"),
        (with("name = { template = 'a{b' }"), "a `{` without its `}`"),
        (with("name = { from = 'n', unit = 'percentage' }"), "`unit` cannot be `percentage` … did you mean `percent`?"),
        (with("name = { from = 'n', unit = 'percent' }"), "`name` is a text, which unit `percent` does not give"),
        (with("name = { from = 'n', unit = 'yes-no', date-format = '%d' }"), "`date-format` belongs to"),
        (with("name = { from = 'n', required = true, optional = true }"), "both required and optional"),
        (
            with("name = { from = 'n', required = 'yes' }"),
            "`required` is of type string, where `true` or `false` is due",
        ),
        (with("name = { from = 'n', split = ';' }"), "`split` makes a list"),
        (with("name = { from = 'n', map = 3 }"), "`map` is of type integer"),
        (with("location = 'l'\n\"location.country\" = 'c'"), "give the same field … keep one"),
        (with("\"accounts[5000].followers\" = 'f'"), "is no path"),
        (with("[[zip]]\ninto = 'accounts[0].posts'"), "`[[zip]]` lacks `fields`"),
        (with("[[zip]]\ninto = 'accounts[0].followers'\nfields = { at = 'a' }"), "is no list of objects"),
        (with("[[zip]]\ninto = 'accounts[0].posts'\nfields = { lieks = 'a' }"), "did you mean `likes`?"),
        (with("[[columns]]\ninto = 'rates'\npattern = 'a{b}'\nfields = {}"), "not for json"),
        (with("name = { option = 3 }"), "`option` is of type integer"),
        (with("name = ['a', 3]"), "7:14 `name` is of type integer … a column, a path"),
        (with("name = { template = '{=nmae}' }"), "a creator has no field `nmae` … did you mean `name`?"),
        (with("name = { from = 'n', beside = 'acounts[0]' }"), "a creator has no field `acounts[0]`"),
        (with("name = { from = 'n', zero = 'empty' }"), "`zero` cannot be `empty`"),
        (with("name = { from = 'n', invalid = 'aside' }"), "`invalid` cannot be `aside` … `set-aside`, `reject`"),
        (with("name = { from = 'n', repeated = 'row-number' }"), "`repeated` belongs to the creator's `id`"),
        (with("name = { from = 'n', over = 'm' }"), "`over` makes a ratio"),
        (with("name = { from = 'n', unit = 'country' }"), "which unit `country` does not give"),
        (with("languages = { from = 'n', items = { a = 'b' } }"), "`items` makes a list of objects"),
        (with("name = 'list[]'"), "`list[]` is no path"),
        (with("name = 'religion'"), "`religion` is a protected trait"),
        (with("\"accounts[kind=x].followers\" = 'f'"), "is no path"),
        (
            with("[[each]]\ninto = 'rates'\nfrom = 'r'\nkey = 'idd'\nfields = {}"),
            "a creator has no field `rates[0].idd`",
        ),
        (with("[[each]]\ninto = 'rates'\nfrom = 'r'\nempty = 'none'\nfields = {}"), "`empty` cannot be `none`"),
        ("rows = ['a', 'b[']".into(), "`b[` is no path … data[].profile"),
        (with("[feilds]"), "a mapping file has no key `feilds` … did you mean `fields`?"),
    ];
    for (body, want) in cases {
        // Errors about the whole file stand beside the one that is looked for.
        let text = if body.contains("[fields]") || body.is_empty() { body.clone() } else { format!("{body}\n{WHOLE}") };
        check(&text, &[want]);
    }
}

#[test]
fn the_built_in_mappings_are_right_and_named_after_themselves() {
    for (name, _) in BUILTIN {
        let mapping = builtin(name).expect("it is built in").unwrap_or_else(|errors| panic!("{errors:#?}"));
        assert_eq!(mapping.name(), *name, "the name in the file is the name in the list");
        assert!(!mapping.title().is_empty(), "{name} has a title");
    }
    assert!(builtin("nope").is_none(), "others are not built in");
}
