//! Typed decoding and the published schemas accept and refuse the same documents.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use saring_model::decode::DIFFERENCES;
use saring_model::{ViolationCode, Violations};
use saring_tests::from_schema::Documents;
use saring_tests::mutate::{mutated, written};
use serde_json::Value;

use super::{committed_schema, decoded, validator};

/// How many documents are compared in all; more on demand.
const CASES: &str = "SARING_DIFFERENTIAL_CASES";
const CASES_DEFAULT: usize = 10_000;
const KINDS: &[&str] = &["creator", "campaign", "plan", "timeline", "action", "results", "trigger-state"];

#[derive(Default)]
struct Counts {
    accepted: usize,
    refused: usize,
    differ: usize,
}

#[test]
fn creators_agree() {
    check("creator");
}

#[test]
fn campaigns_agree() {
    check("campaign");
}

#[test]
fn plans_agree() {
    check("plan");
}

#[test]
fn timelines_agree() {
    check("timeline");
}

#[test]
fn actions_agree() {
    check("action");
}

#[test]
fn results_agree() {
    check("results");
}

fn check(kind: &str) {
    let cases = std::env::var(CASES).ok().and_then(|text| text.parse().ok()).unwrap_or(CASES_DEFAULT);
    let (schema, validator) = (committed_schema(kind), validator(kind));
    let documents = Documents::of(&schema);
    let mut rng = ChaCha8Rng::seed_from_u64(20_260_301);
    let mut counts = Counts::default();
    for case in 0..cases / KINDS.len() {
        let document = documents.next(&mut rng);
        let text = if case % 3 == 0 {
            assert!(validator.is_valid(&document), "the generator made a document that the schema refuses: {document}");
            written(&document)
        } else {
            mutated(document, &mut rng)
        };
        let parsed = serde_json::from_str::<Value>(&text);
        let schema_accepts = parsed.is_ok_and(|parsed| validator.is_valid(&parsed));
        compare(kind, &text, schema_accepts, &mut counts);
    }
    let Counts { accepted, refused, differ } = counts;
    let enough = cases / KINDS.len() / 10;
    assert!(accepted > enough && refused > enough && differ > 0, "lopsided: {accepted}, {refused}, {differ}");
}

fn compare(kind: &str, text: &str, schema_accepts: bool, counts: &mut Counts) {
    match (decoded(kind, text.as_bytes()), schema_accepts) {
        (Ok(document), true) => {
            counts.accepted += 1;
            let again = decoded(kind, document.to_string().as_bytes());
            assert_eq!(again.as_ref(), Ok(&document), "what was written is read differently: {text}");
        }
        (Ok(_), false) => panic!("typed decoding accepts what the schema refuses: {text}"),
        (Err(found), accepts) => {
            worded(&found, text);
            let listed = |code: ViolationCode| DIFFERENCES.iter().any(|difference| difference.code == code);
            if accepts {
                counts.differ += 1;
                let unlisted = found.iter().find(|violation| !listed(violation.code));
                assert!(unlisted.is_none(), "no listed difference: {unlisted:?} in {text}");
            } else {
                counts.refused += 1;
                let told = found.iter().any(|violation| !listed(violation.code));
                assert!(told, "what the schema refuses is not told: {found} in {text}");
            }
        }
    }
}

/// Every violation has a known code, a pointer of the right form, and a message in the style of the house.
fn worded(found: &Violations, text: &str) {
    for violation in found {
        assert_ne!(violation.code, ViolationCode::Unreadable, "{violation} in {text}");
        assert!(violation.pointer.is_empty() || violation.pointer.starts_with('/'), "{violation:?}");
        assert!(!violation.message.ends_with('.') && !violation.message.is_empty(), "{violation:?}");
        assert!(
            !violation.message.starts_with(|first: char| first.is_ascii_uppercase() && first != 'I'),
            "{violation:?}"
        );
    }
}
