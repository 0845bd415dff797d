//! `sketch`: id lists in, sketches out, and into a roster.

use saring_planner::reach::{Salt, Sketch, Sketcher};
use saring_tests::bin::run_with;
use serde_json::{Value, json};

use super::Demo;

const SALT: &str = "a secret of the agency";

/// The sketch of ids, made without the program.
fn made(ids: impl IntoIterator<Item = u32>, size: u32) -> String {
    let mut sketcher = Sketcher::new(Salt::new(SALT.as_bytes()).unwrap(), size).unwrap();
    ids.into_iter().for_each(|id| sketcher.add(id.to_string().as_bytes()));
    sketcher.sketch().encode()
}

fn list(ids: impl IntoIterator<Item = u32>, line: impl Fn(u32) -> String) -> String {
    ids.into_iter().map(|id| line(id) + "\n").collect()
}

/// A small demo with a salt in a file.
fn salted() -> Demo {
    let demo = Demo::new("3");
    demo.write("salt.txt", &format!("{SALT}\n"));
    demo
}

#[test]
fn every_form_of_a_list_gives_the_same_sketch() {
    let demo = salted();
    demo.write("demo:00001.txt", &list(0..3_000, |id| format!("{id}\r")));
    demo.write(
        "list.csv",
        &format!("\u{feff}name;Creator;FOLLOWER_ID\n{}", list(0..3_000, |id| format!("x;demo:00001;{id}"))),
    );
    demo.write(
        "quoted.csv",
        &format!("follower_id,creator,note\n{}", list(0..3_000, |id| format!("\"{id}\",demo:00001,\"a, b\""))),
    );
    demo.write(
        "list.ndjson",
        &list(0..3_000, |id| json!({ "follower_id": id, "creator": "demo:00001", "at": 1 }).to_string()),
    );
    demo.write(
        "texts.ndjson",
        &list(0..3_000, |id| json!({ "creator": "demo:00001", "follower_id": format!("{id} ") }).to_string()),
    );
    demo.write("export.csv", &format!("Name\tUser ID\n{}", list(0..3_000, |id| format!("x\t{id}"))));
    demo.write("follower.csv", &format!("follower_id\n{}", list(0..3_000, |id| id.to_string())));
    let wanted = json!({ "creator": "demo:00001", "sketch": made(0..3_000, 1_024), "ids": 3_000 });
    for (file, more) in [("export.csv", &["--column", "user id"][..]), ("follower.csv", &[])] {
        let args = ["sketch", file, "--salt-file", "salt.txt", "--creator", "demo:00001"];
        let ran = demo.run(&[&args, more].concat()).code(0);
        assert_eq!(ran.lines(), std::slice::from_ref(&wanted), "{file}");
    }
    for file in ["demo:00001.txt", "list.csv", "quoted.csv", "list.ndjson", "texts.ndjson"] {
        let ran = demo.run(&["sketch", file, "--salt-file", "salt.txt"]).code(0);
        assert_eq!(ran.lines(), std::slice::from_ref(&wanted), "{file}");
        assert_eq!(ran.stderr, "1 sketch of 3000 ids\n");
    }
    let ids = list(0..3_000, |id| format!("\n{id}"));
    let args = ["sketch", "-", "--creator", "demo:00001", "--salt", SALT, "--size", "64"];
    let ran = run_with(demo.path(), &args, ids.as_bytes()).code(0);
    assert_eq!(ran.lines()[0]["sketch"], made(0..3_000, 64));
}

#[test]
fn several_lists_have_a_sketch_for_each_creator_and_earlier_sketches_are_merged() {
    let demo = salted();
    demo.write("one.csv", &format!("creator,follower_id\n{}", list(0..90, |id| format!("c{},{id}", id % 3))));
    demo.write("c1.txt", &list(500..2_000, |id| id.to_string()));
    let first = demo.run(&["sketch", "one.csv", "c1.txt", "--salt-file", "salt.txt"]).code(0);
    let creators: Vec<Value> = first.lines().iter().map(|line| line["creator"].clone()).collect();
    assert_eq!(creators, ["c0", "c1", "c2"]);
    demo.write("first.ndjson", &first.stdout);
    demo.write("more.csv", &format!("creator,follower_id\n{}", list(3_000..3_500, |id| format!("c1,{id}"))));
    let merged = demo.run(&["sketch", "first.ndjson", "more.csv", "--salt-file", "salt.txt"]).code(0).lines();
    let whole = (0..90).filter(|id| id % 3 == 1).chain(500..2_000).chain(3_000..3_500);
    assert_eq!(merged[1], json!({ "creator": "c1", "sketch": made(whole, 1_024), "ids": 2_030 }));
    // Sketches need no salt, for there is no id to hash.
    assert_eq!(demo.run(&["sketch", "first.ndjson"]).code(0).stdout, first.stdout);
}

#[test]
fn sketches_are_put_into_a_roster_and_change_nothing_else() {
    let demo = salted();
    demo.write("ids.csv", "creator,follower_id\ndemo:00002,5\ndemo:00002,6\nnobody,7\n");
    let args = ["sketch", "ids.csv", "--salt-file", "salt.txt", "--into", "roster.ndjson", "--output", "new.ndjson"];
    let ran = demo.run(&args).code(0);
    assert_eq!(ran.stdout, "");
    assert_eq!(
        ran.stderr,
        "warning: 1 sketch is left out, of nobody in the roster: `nobody`\n1 of 3 creators have a new sketch\n"
    );
    demo.run(&["validate", "new.ndjson", "--as", "roster"]).code(0);
    let read = |name: &str| -> Vec<Value> {
        demo.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let (before, mut after) = (read("roster.ndjson"), read("new.ndjson"));
    let audiences = after[1]["accounts"][0]["audience"].as_array_mut().unwrap();
    let followers = audiences.iter_mut().find(|one| one["of"] == "followers").unwrap();
    let sketch = followers.as_object_mut().unwrap().remove("sketch").unwrap();
    assert_eq!(sketch, made([5, 6], 1_024));
    let had_audience = before[1]["accounts"][0]["audience"].as_array().is_some_and(|all| !all.is_empty());
    if !had_audience {
        after[1]["accounts"][0].as_object_mut().unwrap().remove("audience");
    }
    assert_eq!(after, before);
    // Again with another list: the sketch is replaced, and the file that is read may be the one that is written.
    demo.write("ids.csv", "creator,follower_id\ndemo:00002,9\n");
    let args = ["sketch", "ids.csv", "--salt-file", "salt.txt", "--into", "new.ndjson", "--output", "new.ndjson"];
    demo.run(&args).code(0);
    assert!(
        demo.read("new.ndjson").contains(&made([9], 1_024)) && !demo.read("new.ndjson").contains(&made([5, 6], 1_024))
    );
}

#[test]
fn a_list_that_cannot_be_read_is_refused_with_its_line_and_writes_nothing() {
    let demo = salted();
    let cases: &[(&str, &str, &str)] = &[
        ("creator,follower_id\na,1\na\n", "line 3: 1 cells, where the header has 2", "put a cell that holds"),
        ("creator,follower_id\na, \n", "line 2: no follower's id", "take the line out"),
        ("creator,follower_id\n,1\n", "line 2: `` is no creator's id", "1 to 200 characters"),
        ("", "line 1: it holds no follower's id", "leave the file out"),
        ("creator,follower_id\n", "line 2: it holds no follower's id", "leave the file out"),
        ("name,user_id\na,1\n", "line 1: `name,user_id` is no id", "with `--column NAME`"),
        ("1\n2;a\n", "line 2: `2;a` is no id", "with `--column NAME`"),
        ("[\"1\", \"2\"]\n", "line 1: `[\"1\", \"2\"]` is no id", "with `--column NAME`"),
        ("7\n\u{1f}\u{8b}\u{0}\u{1}\n", "line 2: it is not text", "one id a line"),
        ("178\n1.78414E+16\n", "line 2: `1.78414E+16` is an id that a spreadsheet has shortened", "as text"),
        ("{\"creator\":\"a\",\"follower_id\":1.5}\n", "line 1: `1.5` is an id", "as text"),
        ("{\"creator\":\"a\"}\n", "line 1: no follower's id", "fill in the id"),
        (
            "{\"creator\":\"a\",\"follower_id\":\"1\"}\n\n[1]\n",
            "line 3: neither `{\"creator\"",
            "one JSON object a line",
        ),
        ("{\"creator\":\"a\",\"sketch\":\"U0tWMQ==\"}\n", "line 1: a sketch that cannot be read: a damaged", "again"),
    ];
    for (text, said, help) in cases {
        demo.write("list.txt", text);
        let ran = demo.run(&["sketch", "list.txt", "--salt-file", "salt.txt", "--output", "out.ndjson"]).code(2);
        assert!(ran.stderr.contains(said) && ran.stderr.contains(help), "`{said}` is not in\n{}", ran.stderr);
        assert!(!demo.path().join("out.ndjson").exists());
    }
    demo.write("list.txt", &format!("1\n{}\n", "9".repeat(200_000)));
    let ran = demo.run(&["sketch", "list.txt", "--salt-file", "salt.txt"]).code(2);
    assert!(ran.stderr.contains("line 2: it is longer than 131072 bytes"), "{}", ran.stderr);
}

#[test]
fn what_is_missing_or_does_not_fit_is_said() {
    let demo = salted();
    demo.write("list.txt", "1\n2\n");
    demo.write("short.txt", "0123456789\n");
    let other = demo.run(&["sketch", "list.txt", "--salt", "another secret of theirs", "--quiet"]).code(0).stdout;
    demo.write("other.ndjson", &other);
    demo.write("two.csv", "creator,user_id\na,1\n");
    std::fs::write(demo.path().join("picture.png"), b"\x89PNG\r\n\x1a\n\xff\xfe").unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["sketch", "picture.png", "--salt", SALT], "`picture.png`, line 1: it is not text in UTF-8"),
        (&["sketch", "two.csv", "--salt", SALT, "--column", "id"], "no column `id` among `creator`, `user_id`"),
        (&["sketch", "other.ndjson", "--salt", SALT, "--column", "id"], "line 1: JSON has no columns"),
        (&["sketch"], "<FILE>"),
        (&["sketch", "list.txt"], "line 1: an id, and no salt to hash it with"),
        (&["sketch", "list.txt", "--salt-file", "short.txt"], "a salt of 10 bytes, where at least 16 are needed"),
        (&["sketch", "list.txt", "--salt", SALT, "--size", "8"], "8 is not in 16..=8192"),
        (&["sketch", "-", "--salt", SALT], "no creator whose followers they are"),
        (&["sketch", "absent.txt", "--salt", SALT], "cannot read `absent.txt`"),
        (
            &["sketch", "list.txt", "--salt", SALT, "--into", "roster.ndjson"],
            "no creator of the roster has a sketch: `list`",
        ),
        (&["sketch", "list.txt", "other.ndjson", "--salt", SALT], "`list` were made with different salts"),
    ];
    for (args, said) in cases {
        let ran = run_with(demo.path(), args, b"1\n").code(2);
        assert!(ran.stderr.contains(said), "{args:?}: `{said}` is not in\n{}", ran.stderr);
        assert!(ran.stdout.is_empty() && !ran.stderr.contains(SALT), "{args:?}");
    }
    let error: Value =
        serde_json::from_str(&demo.run(&["--error-format", "json", "sketch", "list.txt"]).code(2).stderr).unwrap();
    assert_eq!(error["error"]["code"], "list-unreadable");
}

#[test]
fn a_long_list_is_counted_within_the_error() {
    let demo = salted();
    let ids = list(0..400_000, |id| id.to_string());
    let args = ["sketch", "-", "--creator", "a", "--salt-file", "salt.txt"];
    let ran = run_with(demo.path(), &args, ids.as_bytes()).code(0);
    let sketch = Sketch::decode(ran.lines()[0]["sketch"].as_str().unwrap()).unwrap();
    assert_eq!(sketch.seen(), 400_000);
    assert!((sketch.count().value / 400_000.0 - 1.0).abs() < 0.12, "{:?}", sketch.count());
}
