//! Why a row is rejected: with its number, its source, what to do, and its own content.

use super::{imported, mapping};

struct Case {
    format: &'static str,
    fields: &'static str,
    lists: &'static str,
    /// The rejected row is the second of data.
    input: &'static [u8],
    code: &'static str,
    source: Option<&'static str>,
    says: &'static str,
    helps: &'static str,
}

const FOLLOWERS: &str = "\"accounts[0].followers\" = 'f'";
const POSTS: &str =
    "[[zip]]\ninto = 'accounts[0].posts'\nfields = { at = { from = 't', unit = 'unix-seconds' }, likes = 'l' }";
const EACH: &str = "[[each]]\ninto = 'accounts[0].posts'\nfrom = 'm'\nfields = { at = 'at', likes = 'l' }";

macro_rules! case {
    ($format:literal, $fields:expr, $lists:expr, $input:expr, $code:literal, $source:expr, $says:literal, $helps:literal) => {
        Case {
            format: $format,
            fields: $fields,
            lists: $lists,
            input: $input,
            code: $code,
            source: $source,
            says: $says,
            helps: $helps,
        }
    };
}

const CASES: &[Case] = &[
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb\n", "ragged-row", None, "has 1 cells, where the header has 2", "between quotes"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,1,2\n", "ragged-row", None, "has 3 cells", "between quotes"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,1,\n", "ragged-row", None, "has 3 cells", "the last cells are empty"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\n\"b,1\nc,2\n", "ragged-row", None, "has 1 cells", "quote is probably not closed"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\n, \n", "empty-row", None, "no cell", "delete the row"),
    case!("csv", FOLLOWERS, "", b"id,f\n\xc3\xa9,1\nb\xe9,1\n", "not-utf8", Some("id"), "b\\xe9", "UTF-8"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\n,2\n", "required-missing", Some("id"), "missing", "fill it in"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\na,2\n", "duplicate-id", Some("id"), "row 1 has the same id `a`", "keep one"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,many\n", "bad-value", Some("f"), "`many` is not a number", "empty"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,12.5 lakh\n", "bad-value", Some("f"), "`12.5 lakh` is not a number", "such as `1234.5`"),
    case!("csv", "\"accounts[0].followers\" = { from = 'f', unit = 'thousands' }", "", b"id,f\na,1\nb,12.5K\n", "bad-value", Some("f"), "a suffix beside the unit", "without the suffix"),
    case!("csv", FOLLOWERS, "", b"id;f\na;1\nb;1,234\n", "bad-value", Some("f"), "`1,234` may be 1234 or 1.234", "such as `1234.5`"),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,80.000\n", "bad-value", Some("f"), "decimal number or thousands", "numbers ="),
    case!("csv", FOLLOWERS, "", b"id;f\na;1\nb;80,5\n", "wrong-type", Some("f"), "", ""),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,-3\n", "out-of-range", Some("f"), "-3", ""),
    case!("csv", FOLLOWERS, "", b"id,f\na,1\nb,3.25\n", "wrong-type", Some("f"), "", ""),
    case!("csv", "\"accounts[0].verified\" = { from = 'f', unit = 'yes-no' }", "", b"id,f\na,1\nb,maybe\n", "bad-value", Some("f"), "neither yes nor no", "`1` or `0`"),
    case!("csv", "\"accounts[0].verified\" = 'f'", "", b"id,f\na,true\nb,1\n", "bad-value", Some("f"), "neither true nor false", "yes-no"),
    case!("csv", "\"accounts[0].created_at\" = { from = 'f', date-format = '%d/%m/%Y' }", "", b"id,f\na,01/02/2020\nb,2 Feb\n", "bad-value", Some("f"), "`%d/%m/%Y`", "`%d` is the day"),
    case!("csv", "\"accounts[0].created_at\" = 'f'", "", b"id,f\na,2020-02-01\nb,02/2020\n", "bad-format", Some("f"), "", ""),
    case!("csv", "\"accounts[0].provenance.as_of\" = { from = 'f', unit = 'unix-seconds' }", "", b"id,f\na,1543510422\nb,soon\n", "bad-value", Some("f"), "`soon`", "number"),
    case!("csv", "languages = 'f'", "", b"id,f\na,\nb,id;en\n", "bad-value", Some("f"), "where a list is due", "split ="),
    case!("csv", "\"accounts[0].reported.growth_30d\" = 'f'", "", b"id,f\na,0.02\nb,4.5%\n", "bad-value", Some("f"), "`4.5%` is a percentage", "write `0.045`, or give the source `unit = \"percent\"`"),
    case!("csv", "\"accounts[0].reported.quality_score\" = 'f'", "", b"id,f\na,0.5\nb,75\n", "percent-for-fraction", Some("f"), "", "unit = \"percent\""),
    case!("csv", "\"accounts[0].reported.quality_score\" = { from = 'f', unit = 'percent' }", "", b"id,f\na,50\nb,191\n", "percent-for-fraction", Some("f"), "from `191` in the file", "as a percentage already"),
    case!("csv", "\"location.country\" = 'f'", "", b"id,f\na,ID\nb,Indonesia\n", "not-allowed", Some("f"), "Indonesia", ""),
    case!("csv", "\"attributes.f\" = { from = 'x', optional = true }\n\"attributes.g\" = { const = 1 }", "", b"id,g\na,\nb,2\n", "attribute-taken", Some("g"), "`g`", "ignore"),
    case!("ndjson", FOLLOWERS, "", b"{\"user\": {\"id\": \"a\"}, \"f\": 1}\n{\"user\": \n", "syntax", None, "not JSON", "one line"),
    case!("ndjson", FOLLOWERS, "", b"{\"user\": {\"id\": \"a\"}, \"f\": 1}\n\n{\"f\": 1, \"f\": 2}\n", "duplicate-key", None, "`f`", "keep one"),
    case!("ndjson", FOLLOWERS, "", b"{\"user\": {\"id\": \"\xc3\xa9\"}, \"f\": 1}\n{\"f\": \"\xff\"}\n", "not-utf8", None, "\\xff", "UTF-8"),
    case!("json", FOLLOWERS, "", b"[{\"user\": {\"id\": \"a\"}, \"f\": 1}, 7]", "not-an-object", None, "no JSON object", "{"),
    case!("ndjson", "", POSTS, b"{\"user\": {\"id\": \"a\"}, \"t\": [1], \"l\": [1]}\n{\"user\": {\"id\": \"b\"}, \"t\": [1, 2], \"l\": [1]}", "unequal-lengths", Some("l"), "`t` has 2 items and `l` has 1", "one length"),
    case!("ndjson", "", POSTS, b"{\"user\": {\"id\": \"a\"}, \"t\": [1], \"l\": [1]}\n{\"user\": {\"id\": \"b\"}, \"t\": [1], \"l\": 1}", "not-a-list", Some("l"), "list", "item by item"),
    case!("ndjson", "", EACH, b"{\"user\": {\"id\": \"a\"}}\n{\"user\": {\"id\": \"b\"}, \"m\": 3}", "not-a-list", Some("m"), "list of objects", "path"),
    case!("ndjson", "", POSTS, b"{\"user\": {\"id\": \"a\"}, \"t\": [1], \"l\": [1]}\n{\"user\": {\"id\": \"b\"}, \"t\": [1, 2], \"l\": [1, -2]}", "out-of-range", Some("l[1]"), "-2", ""),
    case!("ndjson", "", EACH, b"{\"user\": {\"id\": \"a\"}}\n{\"user\": {\"id\": \"b\"}, \"m\": [{\"at\": \"2026-03-01T00:00:00Z\", \"l\": -2}]}", "out-of-range", Some("m[0].l"), "-2", ""),
];

#[test]
fn a_bad_row_says_what_where_and_what_to_do() {
    for case in CASES {
        let mapping = mapping(case.format, "", case.fields, case.lists);
        let done = imported(case.input, &mapping);
        let input = String::from_utf8_lossy(case.input);
        assert_eq!((done.creators.len(), done.rejected.len()), (1, 1), "{input}: {done:#?}");
        let row = &done.rejected[0];
        let problem = &row.problems[0];
        let help = problem.help.as_deref().unwrap_or_default();
        assert_eq!(row.row, 2, "{input}");
        assert_eq!(problem.code.as_str(), case.code, "{input}: {problem:?}");
        assert_eq!(problem.source.as_deref(), case.source, "{input}: {problem:?}");
        assert!(problem.to_string().contains(case.says), "{input}: {problem:?}");
        assert!(help.contains(case.helps), "{input}: {problem:?}");
        assert!(!row.raw.is_empty(), "{input}: the row's own content is kept");
    }
}

#[test]
fn a_row_reports_everything_at_once_in_terms_of_its_columns() {
    let fields = "\"accounts[0].followers\" = 'f'\n\"accounts[0].following\" = 'g'\n\"location.country\" = 'c'";
    let done = imported(b"id,f,g,c\na,x,-1,ID\nb,-1,-2,Nowhere\n", &mapping("csv", "", fields, ""));
    let sources = |row: usize| -> Vec<&str> {
        done.rejected[row].problems.iter().filter_map(|problem| problem.source.as_deref()).collect()
    };
    assert_eq!(sources(0), ["f", "g"], "the cell that is no number and the one that is out of range");
    assert_eq!(sources(1), ["f", "g", "c"], "all three cells that are out of range");
    let targets: Vec<&str> = done.rejected[1].problems.iter().filter_map(|problem| problem.target.as_deref()).collect();
    assert_eq!(targets, ["/accounts/0/followers", "/accounts/0/following", "/location/country"], "with their targets");
}

#[test]
fn rows_know_their_line_and_keep_their_content() {
    let mapping = mapping("csv", "", "\"name\" = 'n'", "");
    let cases: [(&[u8], u64, &str); 4] = [
        (b"id\tn\na\tx\n\t b \n", 3, "\t b "),
        (b"id,n\na,\"two\nlines\"\nb\n", 4, "b"),
        (b"id,n\r\na,x\r\n\r\nb\r\n", 4, "b"),
        (b"\xef\xbb\xbfid,n\na,x\n\"b \"\"q\"\"\"", 3, "\"b \"\"q\"\"\""),
    ];
    for (input, line, raw) in cases {
        let done = imported(input, &mapping);
        let row = &done.rejected[0];
        assert_eq!((row.row, row.line, row.raw.as_str()), (2, Some(line), raw), "{}", input.escape_ascii());
    }
}

#[test]
fn rejected_rows_are_written_for_people_and_for_programs() {
    let done = imported(b"id,f\na,x\nb,1\nc\n", &mapping("csv", "", "\"accounts[0].followers\" = 'f'", ""));
    let mut table = Vec::new();
    saring_app::import::write_rejected_csv(&done.rejected, &mut table).expect("memory takes every byte");
    let want = "row,line,codes,reason,help,raw\n\
                1,2,bad-value,`f`: `x` is not a number,\"a cell that means unknown is left empty, or listed in `empty`\",\"a,x\"\n\
                3,4,ragged-row,\"the row has 1 cells, where the header has 2\",put cells with a delimiter in them between quotes,c\n";
    assert_eq!(String::from_utf8(table).expect("text"), want, "one line per row");
    let mut lines = Vec::new();
    saring_app::import::write_ndjson(&done.rejected, &mut lines).expect("memory takes every byte");
    let first = lines.split(|byte| *byte == b'\n').next().expect("a line");
    let first: serde_json::Value = serde_json::from_slice(first).expect("JSON");
    assert_eq!(first["problems"][0]["code"], "bad-value", "{first}");
    assert_eq!((&first["row"], &first["raw"]), (&1.into(), &"a,x".into()), "{first}");
}
