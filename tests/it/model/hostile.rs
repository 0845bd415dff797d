//! Bytes that are no document at all: nothing panics, everything is refused with a violation.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_model::ViolationCode;
use saring_model::limits::{DEPTH_MAX, DOCUMENT_BYTES_MAX, VIOLATIONS_MAX};

use super::{KINDS, decoded, example};

#[test]
fn an_instant_at_the_ends_of_time_is_written_as_it_can_be_read() {
    for (read, written) in [
        ("1970-01-01T00:00:00+07:00", "1970-01-01T00:00:00+07:00"),
        ("1970-01-01T00:15:00+05:45", "1970-01-01T00:30:00+06:00"),
        ("1970-01-01T00:00:00.5+23:59", "1970-01-01T00:00:00.5+23:59"),
        ("1970-01-01T07:00:00+07:00", "1970-01-01T00:00:00Z"),
        ("2199-12-31T23:59:59-03:30", "2199-12-31T23:29:59-04:00"),
        ("2199-12-31T23:59:59.9-23:59", "2199-12-31T23:59:59.9-23:59"),
    ] {
        let at = saring_model::Timestamp::parse(read).unwrap();
        assert_eq!(at.to_string(), written, "{read}");
        assert_eq!(saring_model::Timestamp::parse(written), Ok(at));
    }
}

/// Decodes and asserts that the document is refused with these codes alone.
fn refused(kind: &str, bytes: &[u8], codes: &[ViolationCode]) {
    let found = decoded(kind, bytes).unwrap_err();
    assert!(!found.is_empty());
    for violation in &found {
        assert!(codes.contains(&violation.code), "{kind}: {violation:?}");
    }
}

#[test]
fn random_bytes_are_no_json() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for n in 0..500 {
        let mut bytes = vec![0; rng.random_range(0..200)];
        rng.fill_bytes(&mut bytes);
        refused(KINDS[n % KINDS.len()], &bytes, &[ViolationCode::Syntax, ViolationCode::WrongType]);
    }
}

#[test]
fn truncated_documents_are_refused_with_their_place() {
    for kind in KINDS {
        let text = example(kind).to_string();
        for end in (0..text.len()).step_by(7) {
            let found = decoded(kind, &text.as_bytes()[..end]).unwrap_err();
            let violation = found.iter().next().unwrap();
            assert_eq!((found.count(), violation.code), (1, ViolationCode::Syntax), "{kind} cut at {end}");
            assert!(end == 0 || violation.line == Some(1) && violation.column.is_some(), "{kind} cut at {end}");
            assert!(violation.help.is_some());
        }
    }
}

#[test]
fn corrupted_documents_never_panic() {
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    for n in 0..700 {
        let kind = KINDS[n % KINDS.len()];
        let mut bytes = example(kind).to_string().into_bytes();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..bytes.len());
            bytes[at] = rng.random();
        }
        if let Err(found) = decoded(kind, &bytes) {
            assert!(!found.is_empty());
        }
    }
}

#[test]
fn deep_nesting_is_refused_at_the_limit_whatever_its_depth() {
    use ViolationCode::{Syntax, TooDeep, WrongType};
    for kind in KINDS {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"{"attributes":["#, "]}")] {
            let (open, close) = (open.repeat(100_000), close.repeat(100_000));
            let found = decoded(kind, open.as_bytes()).unwrap_err();
            assert!(found.iter().any(|violation| violation.code == Syntax), "{kind}: {found}");
            let found = decoded(kind, format!("{open}1{close}").as_bytes()).unwrap_err();
            let deep = found.iter().find(|violation| violation.code == TooDeep && violation.pointer.len() > DEPTH_MAX);
            assert!(deep.is_some(), "{kind}: {found}");
        }
        refused(kind, b"[[]]", &[WrongType]);
    }
}

#[test]
fn a_document_larger_than_the_limit_is_not_read() {
    let text = vec![b' '; DOCUMENT_BYTES_MAX + 1];
    refused("roster", &text, &[ViolationCode::TooLarge]);
}

#[test]
fn more_violations_than_the_limit_are_counted() {
    let rows = vec![1; 1_000];
    let found = decoded("roster", serde_json::to_string(&rows).unwrap().as_bytes()).unwrap_err();
    assert_eq!(found.iter().len(), VIOLATIONS_MAX);
    assert!(found.omitted() > 0 && found.count() == VIOLATIONS_MAX + found.omitted());
    assert!(found.to_string().ends_with(&format!("and {} more", found.omitted())));
}

#[test]
fn a_late_row_of_a_long_roster_keeps_its_place() {
    let mut rows: Vec<_> =
        (0..600).map(|n| serde_json::json!({ "id": format!("c{n}"), "accounts": [{ "platform": "x" }] })).collect();
    rows[599]["accounts"][0]["platform"] = "y".into();
    for (document, pointer) in [
        (serde_json::json!(rows), "/599/accounts/0/platform"),
        (serde_json::json!({ "creators": rows }), "/creators/599/accounts/0/platform"),
    ] {
        let found = decoded("roster", document.to_string().as_bytes()).unwrap_err();
        let places: Vec<&str> = found.iter().map(|violation| violation.pointer.as_str()).collect();
        assert_eq!(places, [pointer]);
    }
}
