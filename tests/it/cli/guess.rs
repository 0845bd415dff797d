//! `import --guess`, and files that come without a mapping.

use super::Demo;

const SHEET: &str = "Nama KOL;Username IG;Pengikut IG;Niche\nRaisa;@raisa;12,3 rb;Beauty\nBudi;@budi.s;1,2 jt;Food\n";

#[test]
fn a_draft_imports_what_it_was_drafted_from() {
    let demo = Demo::new("1");
    demo.write("kol.csv", SHEET);
    let ran = demo.run(&["import", "--guess", "kol.csv", "--output", "ours.toml"]).code(0);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("4 columns = 3 placed + 0 doubtful"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`saring import kol.csv --mapping ours.toml`"), "{}", ran.stderr);
    let ran = demo.run(&["import", "kol.csv", "--mapping", "ours.toml", "-o", "roster2.ndjson"]).code(0);
    assert!(ran.stderr.contains("2 rows in = 2 creators + 0 rejected"), "{}", ran.stderr);
    demo.run(&["validate", "roster2.ndjson"]).code(0);
    let printed = demo.run(&["import", "kol.csv", "--guess"]).code(0).stdout;
    assert_eq!(printed, demo.read("ours.toml"), "the same draft on stdout");
}

#[test]
fn what_a_draft_asks_for_is_said_on_the_command_line() {
    let demo = Demo::new("1");
    demo.write("list.csv", "Username,Followers,ER\nayu,1200,4.5%\nbudi,900,3.1%\n");
    let ran = demo.run(&["import", "list.csv", "--guess", "-o", "draft.toml"]).code(0);
    assert!(ran.stderr.contains("--set platform=instagram --set rate_per=followers"), "{}", ran.stderr);
    let unsaid = demo.run(&["import", "list.csv", "-m", "draft.toml"]).code(2);
    assert!(unsaid.stderr.contains("--set platform="), "{}", unsaid.stderr);
    let set = ["import", "list.csv", "-m", "draft.toml", "--set", "platform=tiktok", "--set", "rate_per=views"];
    let roster = demo.run(&set).code(0).stdout;
    assert!(roster.contains(r#""engagement_rate":{"value":0.045,"per":"views"}"#), "{roster}");
}

#[test]
fn a_draft_of_what_a_built_in_mapping_reads_says_so_first() {
    let demo = Demo::new("1");
    let template = demo.run(&["import", "--template"]).stdout;
    demo.write("creators.csv", &template);
    let ran = demo.run(&["import", "creators.csv", "--guess", "-o", "draft.toml"]).code(0);
    assert!(ran.stderr.starts_with("the built-in mapping `template` fits, which knows "), "{}", ran.stderr);
    assert!(ran.stderr.contains("`saring import creators.csv --mapping template`"), "{}", ran.stderr);
}

#[test]
fn a_draft_is_refused_where_there_is_nothing_to_guess() {
    let demo = Demo::new("1");
    demo.write("empty.csv", "\n");
    let ran = demo.run(&["import", "--guess", "empty.csv"]).code(2);
    assert!(ran.stderr.contains("the file is empty"), "{}", ran.stderr);
    demo.run(&["import", "--guess", "empty.csv", "--mapping", "list"]).code(2);
}

#[test]
fn a_file_without_a_mapping_is_read_with_the_one_that_fits_and_says_so() {
    let demo = Demo::new("1");
    demo.write("creators.csv", &demo.run(&["import", "--template"]).stdout);
    let ran = demo.run(&["import", "creators.csv"]).code(0);
    assert!(ran.stderr.contains("read with the built-in `template`"), "{}", ran.stderr);
    assert_eq!(ran.stdout, demo.run(&["import", "creators.csv", "-m", "template"]).code(0).stdout);
    demo.run(&["import", "roster.ndjson"]).code(0);
}

#[test]
fn a_list_of_no_known_origin_is_read_as_one_and_says_so() {
    let demo = Demo::new("1");
    demo.write("list.csv", "Username,Followers,Country,Bio\nayu,1200,ID,x\n");
    let ran = demo.run(&["import", "list.csv"]).code(2);
    assert!(ran.stderr.contains("--set platform="), "one question is left: {}", ran.stderr);
    let ran = demo.run(&["import", "list.csv", "--set", "platform=ig"]).code(0);
    assert!(ran.stderr.contains("built-in `list`, which knows 3 of 4 columns"), "{}", ran.stderr);
    assert!(ran.stderr.contains("draft one of your own with `saring import --guess`"), "{}", ran.stderr);
    assert_eq!(ran.lines()[0]["accounts"][0]["followers"], 1200);
}

#[test]
fn a_file_that_another_mapping_knows_better_is_not_guessed() {
    let demo = Demo::new("1");
    demo.write("export.csv", "Account,Followers,AQS,Bio,Mood\nayu,1200,80,x,y\n");
    let ran = demo.run(&["import", "export.csv"]).code(2);
    assert!(ran.stderr.contains("`hypeauditor` (3 of 5 columns), `list` (2 of 5 columns)"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--guess"), "{}", ran.stderr);
}

#[test]
fn json_that_no_mapping_knows_clearly_names_those_that_know_some_of_it() {
    let demo = Demo::new("1");
    // No address and no handle, so the mapping of the provider cannot read it.
    demo.write(
        "payload.json",
        r#"{"profile": {"follower_count": 80200, "engagement_rate": 0.01, "full_name": "Rani"}}"#,
    );
    let ran = demo.run(&["import", "payload.json"]).code(2);
    assert!(ran.stderr.contains("`payload.json` is no roster, so it needs a mapping"), "{}", ran.stderr);
    assert!(ran.stderr.contains("these know some of it: `insightiq` (3 of its fields)"), "{}", ran.stderr);
    demo.write("broken.json", r#"[{"id": "a"}]"#);
    let ran = demo.run(&["import", "broken.json"]).code(1);
    assert!(ran.stderr.contains("missing field"), "a roster without accounts stays one: {}", ran.stderr);
}

#[test]
fn decisions_choose_the_mapping_as_import_does_and_say_so() {
    let demo = Demo::new("1");
    demo.write("list.csv", "Username,Followers,Country,Bio\nayu,1200,ID,x\n");
    let note = demo.run(&["import", "list.csv", "--set", "platform=ig"]).code(0).stderr;
    let note = note.lines().find(|line| line.contains("no mapping was named")).expect("import says so").to_owned();
    let set = ["--set", "platform=ig", "--as-of", super::AS_OF];
    let commands: [&[&str]; 3] = [
        &["score", "list.csv", "-c", "campaign.json"],
        &["explain", "instagram:ayu", "list.csv", "-c", "campaign.json"],
        &["audit", "--creators", "list.csv"],
    ];
    for command in commands {
        let ran = demo.run(&[command, &set].concat());
        assert!(ran.stderr.lines().any(|line| line == note), "{command:?}: {}", ran.stderr);
        assert!(ran.stdout.contains("ayu"), "{command:?}: {}", ran.stdout);
    }
    let named = demo.run(&[&["score", "list.csv:list", "-c", "campaign.json"], &set[..]].concat());
    assert!(!named.stderr.contains("no mapping was named"), "{}", named.stderr);
    let needless = demo.run(&["score", "roster.ndjson", "-c", "campaign.json", "--set", "platform=ig"]).code(2);
    assert!(needless.stderr.contains("no mapping of these files asks for `platform`"), "{}", needless.stderr);
}
