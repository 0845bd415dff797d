//! Encodings and delimiters: what bytes say of themselves, and what a person says of them.

use saring_app::import::{Encoding, Imported, Options, import};

use super::{creators, imported, mapping, refused};

fn utf_16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn read(bytes: &[u8], options: &Options) -> Imported {
    let table = mapping("csv", "", "\"name\" = 'n'", "");
    import(bytes, &table, options).unwrap_or_else(|refused| panic!("{}: {refused}", bytes.escape_ascii()))
}

fn names(done: &Imported) -> Vec<&str> {
    done.creators.iter().filter_map(|creator| creator.name.as_deref()).collect()
}

#[test]
fn a_text_shows_its_encoding() {
    let text = "id,n\na,José 🌶\nb,Sari\n";
    let cases: &[(Vec<u8>, &str)] = &[
        (text.as_bytes().to_vec(), ""),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), ""),
        (utf_16(text, false, true), ""),
        (utf_16(text, true, true), ""),
        (utf_16(text, false, false), "read as utf-16le"),
        (utf_16(text, true, false), "read as utf-16be"),
    ];
    for (bytes, warns) in cases {
        let done = read(bytes, &Options::default());
        assert_eq!(names(&done), ["José 🌶", "Sari"], "{}", bytes.escape_ascii());
        let warnings = done.warnings.join("; ");
        assert!(if warns.is_empty() { warnings.is_empty() } else { warnings.contains(warns) }, "{warnings}");
    }
}

#[test]
fn western_spreadsheets_are_read_with_a_warning() {
    let done = read(b"id,n\na,Jos\xe9 \x80 \x93x\x94\n", &Options::default());
    assert_eq!(names(&done), ["José € “x”"], "windows-1252");
    assert!(
        done.warnings[0].contains("read as windows-1252") && done.warnings[0].contains("--encoding"),
        "{:?}",
        done.warnings
    );
    let header = mapping("csv", "", "\"name\" = 'Prénom'", "");
    let done = import(b"id;Pr\xe9nom\na;Zo\xeb\n", &header, &Options::default()).expect("read");
    assert_eq!(names(&done), ["Zoë"], "the header too");
    let json = mapping("json", "", "\"name\" = 'n'", "");
    let done = import(b"[{\"user\": {\"id\": \"a\"}, \"n\": \"Jos\xe9\"}]", &json, &Options::default()).expect("read");
    assert_eq!(names(&done), ["José"], "JSON too");
}

#[test]
fn one_broken_cell_does_not_make_utf_8_another_encoding() {
    let done = read("id,n\na,José\nb,Zoë\nc,?\n".replace('?', "\u{1}").as_bytes(), &Options::default());
    assert_eq!(done.creators.len() + done.rejected.len(), 3, "control characters are no matter of encoding");
    let mut bytes = "id,n\na,José\nb,Zoë\nc,".as_bytes().to_vec();
    bytes.extend(b"\xe9\n");
    let done = read(&bytes, &Options::default());
    assert_eq!(names(&done), ["José", "Zoë"], "the others are read as they are");
    assert_eq!(done.rejected[0].problems[0].code.as_str(), "not-utf8", "{:?}", done.rejected);
}

#[test]
fn an_encoding_that_is_told_is_used() {
    let told = |name: &str| Options { encoding: Encoding::named(name), ..Options::default() };
    assert_eq!(names(&read(b"id,n\na,\x8aa\n", &told("windows-1250"))), ["Ša"], "another code page");
    let done = read(b"id,n\na,Jos\xe9\nb,x\n", &told("utf-8"));
    assert_eq!((names(&done), done.rejected.len()), (vec!["x"], 1), "UTF-8 is insisted on");
    assert_eq!(names(&read(&utf_16("id,n\na,é\n", false, false), &told("utf-16le"))), ["é"]);
    assert_eq!(Encoding::named("klingon"), None);
    assert_eq!(Encoding::named("latin1").map(Encoding::name), Some("windows-1252"), "as the web reads it");
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let table = mapping("csv", "", "\"name\" = 'n'", "");
    let nul = refused(b"id,n\na,x\nb,\0\n", &table);
    assert!(nul.to_string().contains("line 3 has a NUL"), "{nul}");
    assert!(nul.help().contains("--encoding"), "{}", nul.help());
    let cut = refused(&utf_16("id,n\na,x\n", false, true)[..15], &table);
    assert!(cut.to_string().contains("not text in `UTF-16LE`"), "{cut}");
}

#[test]
fn a_delimiter_is_the_one_that_cuts_the_rows_alike() {
    let cases = [
        ("id;n\na;1,5\nb;2,5\n", 2),
        ("id;n;c\na;\"x;y\";1,5,7\nb;x,y;2,5\n", 2),
        ("id,n\n\"a\",\"x;y;z\"\nb,\"p;q;r\"\n", 2),
        ("id\tn\na\tx, y, z\nb\tz, y\n", 2),
        ("id|n\na|x,y\n", 1),
        ("sep=;\r\nid;n\r\na;x,y\r\n", 1),
        ("\"sep=|\"\nid|n\na|x\n", 1),
        ("sep=\t\nid\tn\na\tx\n", 1),
        ("id,n\n", 0),
        ("id,n\na,\"line\nbreak; and; more; of; it\"\nb,x\n", 2),
    ];
    for (text, rows) in cases {
        let done = read(text.as_bytes(), &Options::default());
        assert_eq!((done.creators.len(), done.rejected.len()), (rows, 0), "{text}: {:#?}", done.rejected);
    }
}

#[test]
fn titles_above_the_header_are_skipped_and_lines_still_right() {
    let text = "sep=;\nReport of March\n\nGenerated;2026-03-01\nid;n\na;x\nb\n";
    let done = read(text.as_bytes(), &Options::default());
    assert_eq!((names(&done), done.rejected.len()), (vec!["x"], 1), "{:#?}", done.rejected);
    assert_eq!(done.rejected[0].line, Some(7), "counted from the top of the file");
}

#[test]
fn a_column_twice_matters_only_where_it_is_read() {
    let done = read(b"id,n,note,note\na,x,1,2\n", &Options::default());
    let attributes = done.creators[0].attributes.as_ref().expect("attributes");
    assert_eq!(attributes.get("note"), Some(&1.into()), "{attributes:?}");
    assert_eq!(attributes.get("note (column 4)"), Some(&2.into()), "{attributes:?}");
}

#[test]
fn a_column_twice_is_read_where_both_say_the_same() {
    let fields = "\"accounts[0].followers\" = { from = 'Followers', unit = 'abbreviated' }";
    let mapping = mapping("csv", "", fields, "");
    let text = b"id,FOLLOWERS,FOLLOWERS,followers\na,13.8M,13800000,\nb,97K,97000.00,n/a\nc,N/A,#VALOR!,-\n";
    let done = imported(text, &mapping);
    let found = creators(&done);
    let followers: Vec<_> = found.iter().map(|creator| creator["accounts"][0]["followers"].as_u64()).collect();
    assert_eq!(followers, [Some(13_800_000), Some(97_000), None]);
    assert_eq!(done.warnings.len(), 2, "each further column is named: {:?}", done.warnings);
    assert!(done.warnings[0].contains("`FOLLOWERS` twice; both say the same"), "{:?}", done.warnings);
    let attributes = done.creators[0].attributes.as_ref().expect("attributes");
    assert_eq!(attributes.get("FOLLOWERS (column 3)"), Some(&13_800_000.into()), "and is kept: {attributes:?}");
}
