//! `import`, and rosters that are read through a mapping.

use saring_tests::bin::run_with;

use super::{AS_OF, Demo};

#[test]
fn no_row_of_the_template_is_lost() {
    let demo = Demo::new("1");
    let template = demo.run(&["import", "--template"]).code(0).stdout;
    let mut lines: Vec<&str> = template.lines().collect();
    let first = lines[1];
    lines.push(first);
    demo.write("creators.csv", &lines.join("\n"));
    let args = ["import", "creators.csv", "--mapping", "template", "-o", "roster.ndjson", "--rejected", "rejected.csv"];
    let ran = demo.run(&args).code(0);
    assert!(ran.stderr.contains("3 rows in = 2 creators + 1 rejected"), "{}", ran.stderr);
    assert_eq!(demo.read("roster.ndjson").lines().count(), 2);
    let rejected = demo.read("rejected.csv");
    assert!(rejected.starts_with("row,line,codes,reason,help,raw\n"), "{rejected}");
    assert!(rejected.contains("duplicate-id"), "{rejected}");
    demo.run(&["validate", "roster.ndjson"]).code(0);
    demo.run(&[&args[..], &["--strict"]].concat()).code(1);
}

#[test]
fn a_roster_is_the_same_through_a_mapping() {
    let demo = Demo::new("1");
    demo.write("creators.csv", &demo.run(&["import", "--template"]).stdout);
    demo.run(&["import", "creators.csv", "-m", "template", "-o", "roster.ndjson"]).code(0);
    let through_file = demo.score(&["--format", "json"]);
    let direct =
        ["score", "creators.csv", "--mapping", "template", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"];
    assert_eq!(demo.run(&direct).stdout, through_file.stdout);
    let list = demo.run(&["import", "creators.csv", "-m", "template", "--format", "json"]).code(0).json();
    assert_eq!(list.as_array().unwrap().len(), 2);
}

#[test]
fn a_list_of_one_platform_is_told_which() {
    let demo = Demo::new("1");
    demo.write("list.csv", "Username,Followers,Avg likes\nnadya,48.2K,1900\ngilang,1.2M,20K\n");
    let args = ["score", "list.csv", "--mapping", "list", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"];
    let refused = demo.run(&args).code(2);
    assert!(refused.stderr.contains("--set platform=…"), "{}", refused.stderr);
    let report = demo.run(&[&args[..], &["--set", "platform=IG"]].concat()).json();
    assert_eq!(report["summary"]["creators"], 2);
    let told = demo.run(&["import", "list.csv", "-m", "list", "--set", "platform=TikTok", "-f", "json"]).code(0).json();
    assert_eq!(told[1]["id"], "tiktok:gilang");
    let bad = demo.run(&["import", "list.csv", "-m", "list", "--set", "platform"]).code(2);
    assert!(bad.stderr.contains("platform=tiktok"), "{}", bad.stderr);
}

#[test]
fn rejected_rows_are_refused_or_skipped() {
    let demo = Demo::new("1");
    let template = demo.run(&["import", "--template"]).stdout;
    let twice = format!("{template}{}\n", template.lines().nth(1).unwrap());
    let args = ["score", "-", "--mapping", "template", "-c", "campaign.json", "--as-of", AS_OF, "-f", "json"];
    let refused = run_with(demo.path(), &args, twice.as_bytes()).code(2);
    assert!(refused.stderr.contains("1 of 3 rows of `stdin` cannot be read"), "{}", refused.stderr);
    let skipped = run_with(demo.path(), &[&args[..], &["--on-invalid", "skip"]].concat(), twice.as_bytes()).json();
    assert_eq!(skipped["summary"]["creators"], 2);
    assert_eq!(skipped["invalid"][0]["violations"][0]["code"], "duplicate-id");
}

#[test]
fn the_mappings_are_listed() {
    let demo = Demo::new("1");
    let list = demo.run(&["import", "--list"]).code(0).stdout;
    for (name, _) in saring_app::import::BUILTIN {
        assert!(list.lines().any(|line| line.starts_with(name)), "{list}");
    }
}

#[test]
fn a_workbook_is_read_by_sheet_and_numbers_as_they_are_told() {
    let demo = Demo::new("1");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, cells) in [("Cover", [["to", "nobody"]; 2]), ("Data", [["platform", "followers"], ["TikTok", "1.200"]])]
    {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(cells) {
            for (column, cell) in (0..).zip(cells.into_iter().chain([if row == 0 { "id" } else { "a" }])) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    std::fs::write(demo.path().join("creators.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let args = ["import", "creators.xlsx", "-m", "template"];
    let first = demo.run(&args).code(2);
    assert!(first.stderr.contains("sheet `Cover`") && first.stderr.contains("`Data`"), "{}", first.stderr);
    let asked = demo.run(&[&args[..], &["--sheet", "Data"]].concat()).code(1);
    assert!(asked.stderr.contains("sheet `Data`, row 2") && asked.stderr.contains("--numbers id"), "{}", asked.stderr);
    let told = demo.run(&[&args[..], &["--sheet", "2", "--numbers", "id"]].concat()).code(0);
    assert!(told.stdout.contains("\"followers\":1200"), "{}", told.stdout);
    demo.write("dates.csv", "id,platform,as_of\na,TikTok,03/04/2026\n");
    let args = ["import", "dates.csv", "-m", "template", "--encoding", "utf-8"];
    assert!(demo.run(&args).code(1).stderr.contains("--dates dmy"));
    let told = demo.run(&[&args[..], &["--dates", "dmy"]].concat()).code(0);
    assert!(told.stdout.contains("2026-04-03"), "{}", told.stdout);
    demo.run(&["import", "dates.csv", "-m", "template", "--encoding", "klingon"]).code(2);
}

#[test]
fn exports_of_other_tools_become_events() {
    let demo = Demo::new("1");
    demo.write("posts.csv", &demo.run(&["import", "--as", "events", "-m", "posts", "--template"]).code(0).stdout);
    let orders = demo.run(&["import", "--as", "events", "-m", "orders", "--template"]).code(0).stdout;
    demo.write("orders.csv", &format!("{orders}SO-1003,soon,1,IDR,,,\n"));
    let files = ["import", "--as", "events", "posts.csv", "orders.csv", "orders.csv", "--set", "tz=Asia/Jakarta"];
    let args = [&files[..], &["-o", "events.ndjson", "--rejected", "rejected.csv"]].concat();
    let ran = demo.run(&args).code(0);
    assert!(
        ran.stderr.contains("8 rows in = 6 used + 0 merged + 0 passed over + 2 rejected; 6 events"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("2 events came in an earlier file too"), "{}", ran.stderr);
    assert_eq!(demo.read("events.ndjson").lines().count(), 6);
    let rejected = demo.read("rejected.csv");
    assert!(rejected.starts_with("file,row,line,codes,reason,help,raw\norders.csv,3,4,bad-format,"), "{rejected}");
    demo.run(&[&args[..], &["--strict"]].concat()).code(1);
    let timeline = demo.run(&[&files[..], &["--format", "json"]].concat()).code(0).json();
    assert_eq!(timeline["events"].as_array().map(Vec::len), Some(6));
    demo.write("timeline.json", &timeline.to_string());
    demo.run(&["validate", "timeline.json", "--as", "timeline"]).code(0);
    demo.run(&["validate", "events.ndjson"]).code(0);
    let drafted = demo.run(&["import", "--as", "events", "--guess", "orders.csv", "-o", "draft.toml"]).code(0).stderr;
    assert!(drafted.contains("a copy of `orders`, which knows 7 of 7 columns"), "{drafted}");
    let read = demo.run(&["import", "--as", "events", "orders.csv", "-m", "draft.toml"]).code(0);
    assert_eq!(read.stdout, demo.run(&["import", "--as", "events", "orders.csv"]).code(0).stdout);
    let listed = demo.run(&["import", "--list"]).code(0).stdout;
    assert!(listed.contains("With `--as events`:") && listed.contains("mention-list"), "{listed}");
    for (args, help) in [
        (["import", "--as", "events", "orders.csv", "-m", "order"].as_slice(), "choose one of ga4"),
        (&["import", "--as", "events", "orders.csv", "--set", "tz=Jakarta"], "Asia/Jakarta"),
        (&["import", "--as", "events", "orders.csv", "--conflicts", "c.csv"], "of an event that comes again"),
        (&["import", "--as", "events", "orders.csv", "--guess", "-m", "order"], "a copy of one of ga4"),
        (&["import", "--as", "events", "roster.ndjson", "--guess"], "`--mapping`"),
        (&["import", "orders.csv", "--guess", "-m", "orders"], "add `--as events`"),
        (&["import", "--as", "events", "--template"], "`--mapping`"),
        (&["import", "--template", "-m", "orders"], "`--as events`"),
        (&["import", "--as", "events", "campaign.json"], "name one with `--mapping`"),
    ] {
        let refused = demo.run(args).code(2);
        assert!(refused.stderr.contains(help), "{args:?}: {}", refused.stderr);
    }
}
