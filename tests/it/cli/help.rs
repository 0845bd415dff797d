//! Help, versions, completions, and what is said to somebody who mistypes.

use saring_tests::bin::run;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["score"],
    &["explain"],
    &["audit"],
    &["plan"],
    &["preflight"],
    &["triggers"],
    &["replay"],
    &["measure"],
    &["campaign"],
    &["campaign", "new"],
    &["validate"],
    &["import"],
    &["sketch"],
    &["serve"],
    &["demo"],
    &["pack"],
    &["pack", "list"],
    &["pack", "show"],
    &["plugin"],
    &["plugin", "new"],
    &["plugin", "build"],
    &["plugin", "test"],
    &["plugin", "run"],
    &["plugin", "bench"],
    &["plugin", "inspect"],
    &["plugin", "add"],
    &["plugin", "list"],
    &["plugin", "doctor"],
    &["schema"],
    &["schema", "list"],
    &["schema", "show"],
    &["schema", "fields"],
    &["completions"],
];

#[test]
fn the_help_of_every_command_shows_an_example() {
    let folder = tempfile::tempdir().unwrap();
    for command in COMMANDS {
        let help = run(folder.path(), &[command, &["--help"][..]].concat()).code(0).stdout;
        let call = format!("saring {}", command.join(" "));
        let examples = help.split("Example").nth(1).unwrap_or_default();
        assert!(examples.contains(call.trim_end()), "`{call}` has no example:\n{help}");
    }
}

#[test]
fn the_list_of_commands_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let help = run(folder.path(), &["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let mut listed: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    listed.retain(|name| *name != "help");
    let mut known: Vec<&str> = COMMANDS.iter().filter_map(|command| command.first().copied()).collect();
    known.dedup();
    assert_eq!(listed, known);
}

#[test]
fn usage_errors_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage: saring"),
        (&["scor"], "a similar subcommand exists: 'score'"),
        (&["score"], "--campaign <FILE>"),
        (&["score", "r.json", "-c", "c.json", "--as-of", "yesterday"], "not a date such as `2026-03-01`"),
        (&["score", "r.json", "-c", "c.json", "--format", "xml"], "possible values: table, json, ndjson, csv"),
        (&["score", "r.json", "-c", "c.json", "--threads", "0"], "give a whole number from 1; leave it out for one"),
        (&["demo", "--creators", "0"], "--creators"),
        (&["serve", "--bind", "here"], "--bind"),
        (&["import"], "<FILE[:MAPPING]>"),
    ];
    for (args, said) in cases {
        let ran = run(folder.path(), args).code(2);
        assert!(ran.stderr.contains(said), "{args:?}: `{said}` is not in\n{}", ran.stderr);
        assert_eq!(ran.stdout, "", "{args:?}");
    }
    let ran = run(folder.path(), &["--error-format", "json", "scor"]).code(2);
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).expect("JSON");
    assert_eq!(error["error"]["code"], "usage");
}

#[test]
fn version_and_completions_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let version = run(folder.path(), &["--version"]).code(0).stdout;
    assert_eq!(version.trim_end(), format!("saring {}", env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(folder.path(), &["completions", shell]).code(0).stdout;
        assert!(script.contains("explain") && script.contains("require-plugins"), "{shell}");
    }
}
