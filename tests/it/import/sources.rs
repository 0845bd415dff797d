//! What each kind of source, unit and number format makes of a value.

use serde_json::{Value, json};

use super::{creators, imported, mapping};

/// One column `x` of a table goes to a field; `want` is what stands there, null where it is unknown.
fn check_cell(head: &str, target: &str, source: &str, cell: &str, want: &Value) {
    let mapping = mapping("csv", head, &format!("\"{target}\" = {source}"), "");
    let cell = cell.replace('"', "\"\"");
    let table = format!("id,x,y\na,\"{cell}\",1\n");
    let found = creators(&imported(table.as_bytes(), &mapping));
    let pointer = format!("/{}", target.replace("[0]", ".0").replace('.', "/"));
    let found = found[0].pointer(&pointer).cloned().unwrap_or(Value::Null);
    assert_eq!(found, *want, "{target} = {source} of `{cell}` with {head}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_cell_becomes_what_its_field_means() {
    let followers = "accounts[0].followers";
    let rate = "accounts[0].audience[0].credibility";
    let of = "\"accounts[0].audience[0].of\" = { const = \"followers\" }\n";
    let cases: &[(&str, &str, &str, &str, Value)] = &[
        ("", followers, "'x'", "48200", json!(48200)),
        ("", followers, "'x'", " 48200 ", json!(48200)),
        ("", followers, "'x'", "48200.0", json!(48200)),
        ("", followers, "'x'", "0", json!(0)),
        ("", followers, "'x'", "", json!(null)),
        ("empty = ['-', 'N/A']", followers, "'x'", "n/a", json!(null)),
        ("", followers, "{ from = 'x', empty = ['0'] }", "0", json!(null)),
        ("", followers, "{ from = 'x', unit = 'thousands' }", "48.2", json!(48200)),
        ("", followers, "{ from = 'x', unit = 'millions' }", "1.2", json!(1_200_000)),
        ("", followers, "{ from = 'x', unit = 'abbreviated' }", "12.5K", json!(12500)),
        ("", followers, "{ from = 'x', unit = 'abbreviated' }", "1.2 jt", json!(1_200_000)),
        ("numbers = '1.234,5'", followers, "{ from = 'x', unit = 'abbreviated' }", "3,4 rb", json!(3400)),
        ("", followers, "{ from = 'x', unit = 'abbreviated' }", "950", json!(950)),
        ("numbers = '1,234.5'", followers, "'x'", "1,234,567", json!(1_234_567)),
        ("numbers = '1.234,5'", followers, "'x'", "80.000", json!(80000)),
        ("", rate, "{ from = 'x', unit = 'percent' }", "7.7", json!(0.077)),
        ("", rate, "{ from = 'x', unit = 'percent' }", "7.7%", json!(0.077)),
        ("numbers = '1.234,5'", rate, "{ from = 'x', unit = 'percent' }", "7,7 %", json!(0.077)),
        ("", rate, "{ from = 'x', unit = 'permille' }", "7.7", json!(0.0077)),
        ("", rate, "'x'", "0.754", json!(0.754)),
        ("", "accounts[0].created_at", "'x'", "2017-05-02", json!("2017-05-02")),
        ("", "accounts[0].created_at", "{ from = 'x', date-format = '%d/%m/%Y' }", "02/05/2017", json!("2017-05-02")),
        ("", "accounts[0].created_at", "{ from = 'x', unit = 'unix-seconds' }", "1543510422", json!("2018-11-29")),
        (
            "",
            "accounts[0].provenance.as_of",
            "{ from = 'x', unit = 'date' }",
            "2026-03-01",
            json!("2026-03-01T00:00:00Z"),
        ),
        (
            "",
            "accounts[0].provenance.as_of",
            "{ from = 'x', unit = 'unix-seconds' }",
            "1543510422",
            json!("2018-11-29T16:53:42Z"),
        ),
        (
            "",
            "accounts[0].provenance.as_of",
            "{ from = 'x', unit = 'unix-millis' }",
            "1543510422500",
            json!("2018-11-29T16:53:42.5Z"),
        ),
        (
            "",
            "accounts[0].provenance.as_of",
            "{ from = 'x', date-format = '%d %b %Y %H:%M' }",
            "01 Mar 2026 09:30",
            json!("2026-03-01T09:30:00Z"),
        ),
        (
            "",
            "accounts[0].provenance.as_of",
            "{ from = 'x', date-format = '%Y-%m-%d %H:%M %z' }",
            "2026-03-01 09:30 +0700",
            json!("2026-03-01T02:30:00Z"),
        ),
        ("", "accounts[0].verified", "{ from = 'x', unit = 'yes-no' }", "Ya", json!(true)),
        ("", "accounts[0].verified", "{ from = 'x', unit = 'yes-no' }", "0", json!(false)),
        ("", "accounts[0].verified", "'x'", "TRUE", json!(true)),
        ("", "accounts[0].external_id", "'x'", "0017", json!("0017")),
        ("", "accounts[0].handle", "{ from = 'x', map = { '@a' = 'b' } }", "@A", json!("b")),
        ("", "languages", "{ from = 'x', split = ';' }", "id; en;", json!(["id", "en"])),
        ("", "name", "{ const = 'Sari' }", "", json!("Sari")),
        ("", "name", "{ const = 'Sari', when = 'x' }", "", json!(null)),
        ("", "name", "{ const = 'Sari', when = ['x', 'y'] }", "", json!("Sari")),
        ("", "name", "{ const = 'Sari', when = 'y*' }", "", json!("Sari")),
        ("", "name", "{ template = 'row {row-number}: {x}' }", "a", json!("row 1: a")),
        ("", "name", "{ template = 'row {row-number}: {x}' }", "", json!(null)),
        ("", "accounts[0].followers", "{ from = 'x', unknown-where = 'y' }", "12", json!(null)),
        ("", "attributes.tier", "'x'", "gold", json!("gold")),
    ];
    for (head, target, source, cell, want) in cases {
        let source = if *target == rate { format!("{source}\n{of}") } else { (*source).to_owned() };
        check_cell(head, target, &source, cell, want);
    }
}

#[test]
fn money_stays_a_decimal_text() {
    let fields = "\"rates[0].platform\" = { const = 'instagram' }\n\"rates[0].format\" = { const = 'reel' }\n\
                  \"rates[0].price.currency\" = { const = 'IDR' }\n\"rates[0].price.amount\" = ";
    for (source, cell, want) in [
        ("'x'", "4500000.50", "4500000.50"),
        ("'x'", "4500000", "4500000.00"),
        ("{ from = 'x', unit = 'millions' }", "4.5", "4500000.00"),
        ("{ from = 'x', unit = 'abbreviated' }", "750rb", "750000.00"),
    ] {
        let mapping = mapping("csv", "", &format!("{fields}{source}"), "");
        let found = creators(&imported(format!("id,x\na,{cell}\n").as_bytes(), &mapping));
        assert_eq!(found[0]["rates"][0]["price"], json!({ "amount": want, "currency": "IDR" }), "{source} of `{cell}`");
    }
}

#[test]
fn unused_columns_become_attributes_under_their_own_names() {
    let mapping = mapping("csv", "ignore = ['secret']", "", "");
    let table = "id,whole,padded,decimal,trailing,text,blank,secret\na,7,007,1.5,1.50,x y,,s\n";
    let found = creators(&imported(table.as_bytes(), &mapping));
    let want = json!({ "whole": 7, "padded": "007", "decimal": 1.5, "trailing": "1.50", "text": "x y" });
    assert_eq!(found[0]["attributes"], want, "numbers only where the text is written in no other way");
}

#[test]
fn leftovers_can_be_ignored_as_a_whole() {
    let mapping = mapping("csv", "leftovers = 'ignore'", "", "");
    let found = creators(&imported(b"id,x\na,1\n", &mapping));
    assert_eq!(found[0].get("attributes"), None, "nothing is kept");
}

#[test]
fn protected_traits_are_left_out_and_said_so() {
    let mapping = mapping("ndjson", "", "", "");
    let done = imported(br#"{"user": {"id": "a", "ethnicities": [{"code": "x"}], "b": 1}}"#, &mapping);
    assert_eq!(creators(&done)[0]["attributes"], json!({ "user": { "b": 1 } }), "the rest is kept");
    assert!(done.warnings[0].contains("`ethnicities`"), "{:?}", done.warnings);
}

#[test]
fn json_rows_are_found_by_path_and_pointer() {
    let row = r#"[{"user": {"id": 17, "n": "12"}}]"#;
    for (rows, input) in [
        ("", row.to_owned()),
        ("data.list", format!(r#"{{"data": {{"list": {row}}}}}"#)),
        ("/data/0/a~1b", format!(r#"{{"data": [{{"a/b": {row}}}]}}"#)),
    ] {
        let mapping = mapping("json", &format!("rows = '{rows}'"), "\"accounts[0].followers\" = 'user.n'", "");
        let found = creators(&imported(input.as_bytes(), &mapping));
        // A number in an identifier and a count in a text are both as providers send them.
        assert_eq!((&found[0]["id"], &found[0]["accounts"][0]["followers"]), (&json!("17"), &json!(12)), "{rows}");
    }
}

#[test]
fn a_zero_that_means_unknown_can_be_said_so() {
    let fields =
        "\"accounts[0].reported.avg_comments\" = { from = 'c', empty = ['0'] }\n\"accounts[0].followers\" = 'f'";
    let found = creators(&imported(br#"{"user": {"id": "a"}, "c": 0, "f": 0}"#, &mapping("ndjson", "", fields, "")));
    assert_eq!(found[0]["accounts"][0], json!({ "platform": "instagram", "followers": 0 }), "one zero is no zero");
}

#[test]
fn parallel_lists_and_lists_of_objects_become_posts() {
    let zip = "[[zip]]\ninto = 'accounts[0].posts'\nfields = { at = { from = 't', unit = 'unix-seconds' }, likes = 'l', \
               comments = { from = 'c', unknown-where = 'off' } }";
    let fields = mapping("ndjson", "", "", zip);
    let row = br#"{"user": {"id": "a"}, "t": [1543510422, 1543510423], "l": [5, null], "c": [3, 0], "off": [0, 1], "tags": [1, 2]}"#;
    let found = creators(&imported(row, &fields));
    let posts = json!([{ "at": "2018-11-29T16:53:42Z", "likes": 5, "comments": 3 }, { "at": "2018-11-29T16:53:43Z" }]);
    assert_eq!(found[0]["accounts"][0]["posts"], posts, "item by item; what is closed is unknown");
    let left = json!({ "c": [3, 0], "off": [0, 1], "tags": [1, 2] });
    assert_eq!(found[0]["attributes"], left, "values that were set aside stay among the leftovers");

    let each = "[[each]]\ninto = 'accounts[0].posts'\nfrom = 'media'\nfields = { at = 'when', likes = 'stats.likes' }";
    let fields = mapping("ndjson", "", "", each);
    let row = br#"{"user": {"id": "a"}, "media": [{"when": "2026-03-01T00:00:00Z", "stats": {"likes": "7", "x": 1}}, {"when": "2026-03-02T00:00:00Z"}]}"#;
    let found = creators(&imported(row, &fields));
    let posts = json!([{ "at": "2026-03-01T00:00:00Z", "likes": 7 }, { "at": "2026-03-02T00:00:00Z" }]);
    assert_eq!(found[0]["accounts"][0]["posts"], posts, "object by object");
    assert_eq!(found[0]["attributes"], json!({ "media": [{ "stats": { "x": 1 } }, null] }), "in their places");
}

#[test]
fn an_empty_list_is_known_and_an_absent_one_is_not() {
    let each = "[[each]]\ninto = 'accounts[0].posts'\nfrom = 'media'\nfields = { at = 'when' }";
    let mapping = mapping("ndjson", "", "", each);
    let found =
        creators(&imported(b"{\"user\": {\"id\": \"a\"}, \"media\": []}\n{\"user\": {\"id\": \"b\"}}", &mapping));
    assert_eq!(found[0]["accounts"][0]["posts"], json!([]), "known to be empty");
    assert_eq!(found[1]["accounts"][0].get("posts"), None, "unknown");
}

#[test]
fn columns_of_a_pattern_become_a_list_without_holes() {
    let lists = "[[columns]]\ninto = 'accounts[0].audience[0].countries'\npattern = 'c_{code}_pct'\n\
                 fields = { code = 'code', share = { from = 'value', unit = 'percent' } }";
    let fields = "\"accounts[0].audience[0].of\" = { const = 'followers' }";
    let mapping = mapping("csv", "", fields, lists);
    let found = creators(&imported(b"id,c_ID_pct,c_MY_pct,c_SG_pct\na,80,,12.5\n", &mapping));
    let want = json!([{ "code": "ID", "share": 0.8 }, { "code": "SG", "share": 0.125 }]);
    assert_eq!(found[0]["accounts"][0]["audience"][0]["countries"], want, "an empty cell is no share of zero");
    assert_eq!(found[0].get("attributes"), None, "the columns are used");
}

#[test]
fn a_row_that_is_silent_on_one_account_leaves_no_hole() {
    let fields = "\"accounts[1].platform\" = { const = 'tiktok', when = 'tt' }\n\"accounts[1].followers\" = 'tt'\n\
                  \"accounts[2].platform\" = { const = 'youtube', when = 'yt' }\n\"accounts[2].followers\" = 'yt'";
    let mapping = mapping("csv", "", fields, "");
    let found = creators(&imported(b"id,tt,yt\na,,9\n", &mapping));
    let want = json!([{ "platform": "instagram" }, { "platform": "youtube", "followers": 9 }]);
    assert_eq!(found[0]["accounts"], want, "accounts move up");
}
