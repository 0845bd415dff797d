//! Several files into one roster, and the template workbook, as people run them.

use saring_tests::bin::run_with;

use super::{AS_OF, Demo};
use crate::import::workbook::{FULL, filled};

/// A folder with a spreadsheet, a roster and a filled workbook that share a creator.
fn files() -> Demo {
    let demo = Demo::new("1");
    demo.write(
        "crm.csv",
        "id,platform,handle,followers,following\nkol-1,instagram,rina,40000,5\nkol-9,tiktok,dewi,7,\n,x,,,\n",
    );
    demo.write(
        "old.ndjson",
        "{\"id\":\"instagram:77\",\"accounts\":[{\"platform\":\"instagram\",\"external_id\":\"77\",\"handle\":\"@Rina\"}]}\n\
         {\"id\":\"broken\"}\n",
    );
    std::fs::write(demo.path().join("creators.xlsx"), filled(FULL)).expect("a file");
    demo
}

#[test]
fn files_become_one_roster_and_say_what_differs() {
    let demo = files();
    let args = ["import", "crm.csv:template", "old.ndjson", "creators.xlsx", "-o", "all.ndjson"];
    let more = ["--conflicts", "conflicts.csv", "--rejected", "rejected.csv"];
    let ran = demo.run(&[&args[..], &more].concat()).code(0);
    // Three rows, two lines and thirteen rows of sheets; the creator of all three files is one.
    assert!(ran.stderr.contains("18 rows in = 3 creators + 13 merged + 2 rejected; 3 conflicts"), "{}", ran.stderr);
    let roster = demo.read("all.ndjson");
    let ids: Vec<&str> = roster.lines().map(|line| line.split('"').nth(3).unwrap()).collect();
    assert_eq!(ids, ["kol-1", "kol-9", "1001"], "in the order of first appearance");
    assert!(roster.contains("\"external_id\":\"77\"") && roster.contains("\"campaign\":\"ramadan\""), "{roster}");
    let conflicts = demo.read("conflicts.csv");
    assert!(conflicts.contains("kol-1,/id,other-id,crm.csv,kol-1,old.ndjson,instagram:77,crm.csv\n"), "{conflicts}");
    assert!(
        conflicts.contains("kol-1,/accounts/0/followers,differs,crm.csv,40000,creators.xlsx,48200,creators.xlsx\n"),
        "{conflicts}"
    );
    assert!(
        conflicts.contains("kol-1,/accounts/0/following,dropped,crm.csv,5,creators.xlsx,,creators.xlsx\n"),
        "{conflicts}"
    );
    let rejected = demo.read("rejected.csv");
    assert!(rejected.starts_with("file,row,line,codes,reason,help,raw\ncrm.csv,3,4,"), "{rejected}");
    assert!(rejected.contains("\nold.ndjson,2,2,missing-field,"), "{rejected}");
    demo.run(&["validate", "all.ndjson"]).code(0);
    demo.run(&[&args[..], &["--strict"]].concat()).code(1);

    let again = demo.run(&[&args[..], &["--conflicts", "conflicts.ndjson"]].concat()).code(0);
    assert_eq!(demo.read("all.ndjson"), roster, "the same bytes");
    assert!(again.stderr.contains("`crm.csv`: row 3, line 4: "), "{}", again.stderr);
    assert_eq!(demo.read("conflicts.ndjson").lines().count(), 3);
}

#[test]
fn a_mapping_is_for_all_files_that_name_none() {
    let demo = files();
    let crm = demo.read("crm.csv");
    demo.write("more:crm.csv", "id,platform\nkol-1,tt\n");
    let args = ["import", "-m", "template", "-", "old.ndjson:roster", "more:crm.csv"];
    let ran = run_with(demo.path(), &args, crm.as_bytes()).code(0);
    assert!(ran.stderr.contains("6 rows in = 2 creators + 2 merged + 2 rejected; 1 conflicts"), "{}", ran.stderr);
    assert_eq!(ran.lines()[0]["accounts"][1]["platform"], "tiktok", "a file may have a colon in its name");
}

#[test]
fn files_that_nobody_can_read_are_refused_with_help() {
    let demo = files();
    let cases: &[(&[&str], &str, &str)] = &[
        (&["old.ndjson", "crm.csv"], "`crm.csv` is no roster, so it needs a mapping", "`crm.csv:NAME`"),
        (&["crm.csv:templat", "old.ndjson"], "there is no mapping and no file `templat`", "workbook, roster"),
        (&["nothing.xlsx:workbook", "old.ndjson"], "cannot read `nothing.xlsx`", "check the path"),
        (&["crm.csv:workbook", "old.ndjson"], "`crm.csv` cannot be read as the template workbook", "help"),
        (&["-", "-"], "stdin is asked for more than once", "as files"),
        (
            &["crm.csv:template", "old.ndjson", "--set", "platform=x"],
            "no mapping of these files asks for `platform`",
            "--list",
        ),
    ];
    for (args, says, helps) in cases {
        let ran = demo.run(&[&["import"], *args].concat()).code(2);
        assert!(ran.stderr.contains(says), "`{says}` is not in\n{}", ran.stderr);
        assert!(ran.stderr.contains(helps), "`{helps}` is not in\n{}", ran.stderr);
        assert_eq!(ran.stdout, "", "{args:?}");
    }
}

#[test]
fn the_template_workbook_is_written_filled_in_and_decided_on() {
    let demo = files();
    demo.run(&["import", "--template", "empty.xlsx"]).code(0);
    let empty = demo.run(&["import", "empty.xlsx"]).code(1);
    assert!(empty.stderr.contains("0 rows in = 0 creators + 0 rejected"), "{}", empty.stderr);
    demo.run(&["import", "--template", "empty.csv"]).code(0);
    assert!(demo.read("empty.csv").starts_with("id,name,platform,"), "the table where the name says no workbook");

    let ran = demo.run(&["import", "creators.xlsx", "-o", "roster.ndjson"]).code(0);
    assert!(ran.stderr.contains("13 rows in = 2 creators + 11 merged + 0 rejected"), "{}", ran.stderr);
    let through_file = demo.score(&["--format", "json"]);
    let direct = ["score", "creators.xlsx", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"];
    let report = demo.run(&direct);
    assert_eq!(report.stdout, through_file.stdout, "a workbook is a roster, too");
    let explained = ["explain", "kol-1", "roster.ndjson", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"];
    let checks = demo.run(&explained).json();
    let reliability = find(&checks, "reliability").expect("the check is there");
    let text = reliability.to_string();
    assert!(text.contains("campaign_history") && reliability["score"].is_number(), "read from the sheets: {text}");
}

/// The check of an id, wherever it is.
fn find(value: &serde_json::Value, id: &str) -> Option<serde_json::Value> {
    match value {
        serde_json::Value::Object(fields)
            if ["id", "check"].iter().any(|key| fields.get(*key).is_some_and(|it| it == id)) =>
        {
            Some(value.clone())
        }
        serde_json::Value::Object(fields) => fields.values().find_map(|it| find(it, id)),
        serde_json::Value::Array(items) => items.iter().find_map(|it| find(it, id)),
        _ => None,
    }
}
