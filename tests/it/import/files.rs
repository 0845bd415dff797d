//! Files that cannot be read at all: one clear error each.

use saring_app::import::{Options, import};

use super::{imported, mapping, refused};

#[test]
fn a_file_that_cannot_be_read_says_why() {
    let fields = "\"accounts[0].followers\" = 'Followers'";
    let cases: &[(&str, &[u8], &str, &str)] = &[
        ("csv", b"", "empty", "export"),
        ("csv", b"\xef\xbb\xbf \n", "empty", "export"),
        ("csv", b"id,\xc3\xa9,F\xe9\na,1\n", "header is not in UTF-8", "UTF-8"),
        ("csv", b"id,Followers,id\na,1,b\n", "`id` twice", "rename"),
        ("csv", b"id,FOLLOWERS,followers \na,1,\nb,5,6\n", "`FOLLOWERS` twice", "rename"),
        ("csv", b"id,followers_n,x\na,1,2\n", "lacks `Followers`", "`followers_n` may be `Followers`"),
        ("csv", b"id,x\na,1\n", "lacks `Followers`", "the header has `id`, `x`"),
        ("csv", b"\n<html><table><tr><td>id", "HTML or XML", "save it as XLSX"),
        ("json", b"[{\"a\": 1},\n {]", "line 2, column 3", "ndjson"),
        ("json", b"[{\"a\": \"\xc3\xa9\xff\"}]", "not UTF-8", "ndjson"),
        ("json", b"{\"data\": {\"users\": [{\"a\": 1}]}}", "no list of rows", "`data.users`"),
        ("json", b"3", "no list of rows", "no list of objects"),
    ];
    for (format, input, says, helps) in cases {
        let refused = refused(input, &mapping(format, "", fields, ""));
        assert!(refused.to_string().contains(says), "{}: {refused}", input.escape_ascii());
        assert!(refused.help().contains(helps), "{}: {}", input.escape_ascii(), refused.help());
    }
}

#[test]
fn a_delimiter_is_seen_in_the_header_or_told() {
    let fields = mapping("csv", "", "\"name\" = 'n'", "");
    for input in ["id,n\na,x;y\n", "id;n\na;x;\n", "id\tn\na\tx\n", "id|n\na|x\n", "\"id\";\"n\"\na;\"x,y\"\n"] {
        assert_eq!(imported(input.as_bytes(), &fields).rows_in, 1, "{input}");
    }
    let told = mapping("csv", "delimiter = ':'", "\"name\" = 'n'", "");
    assert_eq!(imported(b"id:n\na:x\n", &told).creators.len(), 1, "by the mapping");
    let options = Options { delimiter: Some(b'/'), ..Options::default() };
    let done = import(b"id/n\na/x\n", &told, &options).expect("the option wins");
    assert_eq!(done.creators.len(), 1, "by the caller");
}

#[test]
fn what_is_odd_but_not_wrong_is_a_warning() {
    let table = mapping("csv", "", "", "");
    assert_eq!(imported(b"id\n", &table).warnings, ["the file has no rows"], "a header alone");
    let json = mapping("json", "", "\"name\" = 'nmae'\n\"tz\" = { from = 'tz', optional = true }", "");
    let done = imported(br#"[{"user": {"id": "a"}, "name": "x"}]"#, &json);
    assert_eq!(done.warnings, ["no row has `nmae`, which the mapping reads"], "a slip in a path shows");
}

#[test]
fn columns_without_a_name_are_kept() {
    let done = imported(b"id,\na,5\n", &mapping("csv", "", "", ""));
    let attributes = done.creators[0].attributes.as_ref().expect("attributes");
    assert_eq!(attributes.get("column 2"), Some(&5.into()), "{attributes:?}");
}
