//! What is wrong with a document is told with pointer, code, message and help, all at once.

use std::collections::BTreeSet;
use std::fmt::Write;

use saring_model::ViolationCode;
use saring_model::decode::DIFFERENCES;
use saring_tests::golden;
use serde_json::Value;

use super::{decoded, example, validator};

/// A change of an example: a pointer and what is put there as JSON; a new field where there is none.
type Edit = (&'static str, &'static str);
/// A violation: pointer and code.
type Told = (&'static str, &'static str);

/// Documents that are an example with changes.
const EDITED: &[(&str, &[Edit], &[Told])] = &[
    ("creator", &[("/name", "3")], &[("/name", "wrong-type")]),
    ("creator", &[("/accounts", r#"{"platform":"x"}"#)], &[("/accounts", "wrong-type")]),
    ("creator", &[("/accounts/0", r#"["x"]"#)], &[("/accounts/0", "wrong-type")]),
    ("creator", &[("/accounts/0/platform", r#"{"x":null}"#)], &[("/accounts/0/platform", "wrong-type")]),
    ("creator", &[("/accounts/0/followers", r#""48200""#)], &[("/accounts/0/followers", "wrong-type")]),
    ("creator", &[("/accounts/0/followers", "1.5")], &[("/accounts/0/followers", "wrong-type")]),
    ("creator", &[("/accounts/0/verified", r#""yes""#)], &[("/accounts/0/verified", "wrong-type")]),
    ("creator", &[("/rates/0/price", "4500000")], &[("/rates/0/price", "wrong-type")]),
    ("creator", &[("/rates/0/price/amount", "1500000.5")], &[("/rates/0/price/amount", "wrong-type")]),
    ("creator", &[("/rates/0/price", "null")], &[("/rates/0/price", "wrong-type")]),
    ("creator", &[("/location", r#""Jakarta""#)], &[("/location", "wrong-type")]),
    ("creator", &[("/accounts/0/folowers", "1")], &[("/accounts/0/folowers", "unknown-field")]),
    ("creator", &[("/crm_id", "1")], &[("/crm_id", "unknown-field")]),
    ("creator", &[("/accounts/0/provenance/as_off", "1")], &[("/accounts/0/provenance/as_off", "unknown-field")]),
    ("creator", &[("/a~1b~0c", "1")], &[("/a~1b~0c", "unknown-field")]),
    ("creator", &[("/accounts/0", "{}")], &[("/accounts/0", "missing-field")]),
    ("creator", &[("/rates/0/price", r#"{"amount":"1"}"#)], &[("/rates/0/price", "missing-field")]),
    ("creator", &[("/accounts/0/followers", "-1")], &[("/accounts/0/followers", "out-of-range")]),
    ("creator", &[("/accounts/0/followers", "9007199254740992")], &[("/accounts/0/followers", "out-of-range")]),
    (
        "creator",
        &[("/accounts/0/audience/0/gender_age/0/age_max", "121")],
        &[("/accounts/0/audience/0/gender_age/0/age_max", "out-of-range")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/credibility", "-0.1")],
        &[("/accounts/0/audience/0/credibility", "out-of-range")],
    ),
    (
        "creator",
        &[("/accounts/0/reported/engagement_rate/value", "5.2")],
        &[("/accounts/0/reported/engagement_rate/value", "percent-for-fraction")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/countries/0/share", "91")],
        &[("/accounts/0/audience/0/countries/0/share", "percent-for-fraction")],
    ),
    (
        "creator",
        &[("/accounts/0/reported/growth_30d", "24")],
        &[("/accounts/0/reported/growth_30d", "percent-for-fraction")],
    ),
    ("creator", &[("/name", "@301")], &[("/name", "too-long")]),
    ("creator", &[("/id", r#""""#)], &[("/id", "too-short")]),
    ("creator", &[("/id", r#""a\nb""#)], &[("/id", "bad-format")]),
    ("creator", &[("/last_tier", r#""Mid Tier""#)], &[("/last_tier", "bad-format")]),
    ("creator", &[("/accounts/0/created_at", r#""02-05-2017""#)], &[("/accounts/0/created_at", "bad-format")]),
    ("creator", &[("/accounts/0/created_at", r#""2023-02-29""#)], &[("/accounts/0/created_at", "bad-format")]),
    ("creator", &[("/accounts/0/posts/0/at", r#""2026-02-24""#)], &[("/accounts/0/posts/0/at", "bad-format")]),
    ("creator", &[("/languages/0", r#""indonesian""#)], &[("/languages/0", "bad-format")]),
    ("creator", &[("/rates/0/price/amount", r#""Rp 4.500.000""#)], &[("/rates/0/price/amount", "bad-format")]),
    (
        "creator",
        &[("/accounts/0/audience", "[{},{},{},{}]")],
        &[
            ("/accounts/0/audience", "too-many"),
            ("/accounts/0/audience/0", "missing-field"),
            ("/accounts/0/audience/1", "missing-field"),
            ("/accounts/0/audience/2", "missing-field"),
            ("/accounts/0/audience/3", "missing-field"),
        ],
    ),
    ("creator", &[("/accounts", "[]")], &[("/accounts", "too-few")]),
    ("roster", &[("", "[]")], &[("", "too-few")]),
    ("roster", &[("", "7")], &[("", "wrong-type")]),
    ("roster", &[("", r#"{"creators":[],"pack":"x"}"#)], &[("/creators", "too-few"), ("/pack", "unknown-field")]),
    ("creator", &[("/accounts/0/platform", r#""Instagram""#)], &[("/accounts/0/platform", "not-allowed")]),
    ("creator", &[("/accounts/0/platform", r#""myspace""#)], &[("/accounts/0/platform", "not-allowed")]),
    ("creator", &[("/rates/0/basis", r#""nett""#)], &[("/rates/0/basis", "not-allowed")]),
    ("creator", &[("/location/country", r#""Indonesia""#)], &[("/location/country", "not-allowed")]),
    ("creator", &[("/rates/0/price/currency", r#""IDX""#)], &[("/rates/0/price/currency", "not-allowed")]),
    ("creator", &[("/tz", r#""Jakarta""#)], &[("/tz", "not-allowed")]),
    ("creator", &[("/attributes/deep", "[[[[[[[[1]]]]]]]]")], &[("/attributes/deep/0/0/0/0/0/0/0", "too-deep")]),
    ("creator", &[("/rates/0/price/amount", r#""4500000.505""#)], &[("/rates/0/price/amount", "too-precise")]),
    (
        "creator",
        &[("/rates/0/price", r#"{"amount":"10.5","currency":"JPY"}"#)],
        &[("/rates/0/price/amount", "too-precise")],
    ),
    (
        "creator",
        &[("/accounts/1", r#"{"platform":"instagram","external_id":"17841400000000001"}"#)],
        &[("/accounts/1", "duplicate-id")],
    ),
    ("creator", &[("/accounts/0/audience/1", r#"{"of":"followers"}"#)], &[("/accounts/0/audience/1", "duplicate-id")]),
    (
        "roster",
        &[("/1", r#"{"id":"instagram:17841400000000001","accounts":[{"platform":"x"}]}"#)],
        &[("/1", "duplicate-id")],
    ),
    (
        "roster",
        &[(
            "",
            r#"{"creators":[{"id":"a","accounts":[{"platform":"x"}]},{"id":"a","accounts":[{"platform":"x"}],"overlap":[{"with":"a"}]}]}"#,
        )],
        &[("/creators/1", "duplicate-id"), ("/creators/1/overlap/0/with", "self-overlap")],
    ),
    ("roster", &[("/0/overlap/0/with", r#""instagram:17841400000000001""#)], &[("/0/overlap/0/with", "self-overlap")]),
    (
        "creator",
        &[
            ("/campaign_history/0/asked", r#"{"amount":1,"currency":"USD"}"#),
            ("/campaign_history/0/agreed", r#"{"amount":1,"currency":"IDR"}"#),
        ],
        &[("/campaign_history/0/agreed/currency", "currency-mix")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/countries/1/share", "0.5")],
        &[("/accounts/0/audience/0/countries", "shares-sum")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/cities", r#"[{"name":"a","share":0.6},{"name":"b","share":0.6}]"#)],
        &[("/accounts/0/audience/0/cities", "shares-sum")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/gender_age/2/share", "0.9")],
        &[("/accounts/0/audience/0/gender_age", "shares-sum")],
    ),
    ("creator", &[("/accounts/0/audience/0/types/real", "1")], &[("/accounts/0/audience/0/types", "shares-sum")]),
    (
        "creator",
        &[(
            "/accounts/0/audience/0/reachability",
            r#"[{"following_min":0,"following_max":500,"share":0.9},{"following_min":501,"share":0.9}]"#,
        )],
        &[("/accounts/0/audience/0/reachability", "shares-sum")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/gender_age/0/age_min", "30")],
        &[("/accounts/0/audience/0/gender_age/0", "min-above-max")],
    ),
    (
        "creator",
        &[("/accounts/0/audience/0/reachability", r#"[{"following_min":9,"following_max":5,"share":0.9}]"#)],
        &[("/accounts/0/audience/0/reachability/0", "min-above-max")],
    ),
    ("creator", &[("/ratings/0/scale", r#"{"min":5,"max":1}"#)], &[("/ratings/0/scale", "min-above-max")]),
    ("creator", &[("/ratings/0/value", "6")], &[("/ratings/0/value", "outside-scale")]),
    (
        "creator",
        &[("/relationship/exclusivity", r#"[{"category":"c","from":"2026-02-02","until":"2026-02-01"}]"#)],
        &[("/relationship/exclusivity/0/until", "end-before-start")],
    ),
    (
        "creator",
        &[("/relationship/replies/0/answered", r#""2026-01-09T00:00:00Z""#)],
        &[("/relationship/replies/0/answered", "end-before-start")],
    ),
    ("campaign", &[("/goal", "3")], &[("/goal", "wrong-type")]),
    ("campaign", &[("/goal", r#""Brand Awareness""#)], &[("/goal", "bad-format")]),
    (
        "campaign",
        &[("/goal", r#"{"awareness":60,"Conversion":40}"#)],
        &[
            ("/goal/Conversion", "percent-for-fraction"),
            ("/goal/Conversion", "bad-format"),
            ("/goal/awareness", "percent-for-fraction"),
        ],
    ),
    ("campaign", &[("/goal/awareness", "0.5")], &[("/goal", "weights-sum")]),
    ("campaign", &[("/goal/awareness", "0.6000001")], &[]),
    ("campaign", &[("/goal", "{}")], &[("/goal", "weights-sum")]),
    ("campaign", &[("/brand/safety", r#"{"garm:x":"hihg"}"#)], &[("/brand/safety/garm:x", "not-allowed")]),
    ("campaign", &[("/flight/end", r#""2026-03-31""#)], &[("/flight/end", "end-before-start")]),
    ("campaign", &[("/budget/total", "null")], &[("/budget/total", "wrong-type")]),
    ("campaign", &[("/budget/total/amount", r#""-5""#)], &[("/budget/total/amount", "bad-format")]),
    ("campaign", &[("/budget/total/amount", "-5")], &[("/budget/total/amount", "out-of-range")]),
    ("campaign", &[("/budget/bands/creator-fees/min", "0.8")], &[("/budget/bands/creator-fees", "min-above-max")]),
    (
        "campaign",
        &[("/budget/creators_per_tier/micro/min", "21")],
        &[("/budget/creators_per_tier/micro", "min-above-max")],
    ),
    ("campaign", &[("/budget/tier_mix/micro", "0.8")], &[("/budget/tier_mix", "shares-sum")]),
    ("campaign", &[("/target/gender_age/0/age_min", "40")], &[("/target/gender_age/0", "min-above-max")]),
    (
        "campaign",
        &[("/overrides/0", r#"{"creator":"c","by":"Rina","reason":"seen live"}"#)],
        &[("/overrides/0", "empty-override")],
    ),
    (
        "campaign",
        &[("/audience_overlap/0/members/1/creator", r#""instagram:17841400000000001""#)],
        &[("/audience_overlap/0/members/1", "duplicate-id")],
    ),
    ("campaign", &[("/audience_overlap/0/unique", "68551")], &[("/audience_overlap/0", "min-above-max")]),
    (
        "campaign",
        &[("/audience_overlap/0/members/0/unique_share", "81")],
        &[("/audience_overlap/0/members/0/unique_share", "percent-for-fraction")],
    ),
    ("campaign", &[("/audience_overlap/0/members", "[]")], &[("/audience_overlap/0/members", "too-few")]),
    ("campaign", &[("/forbidden/1", r#""instagram:17841400000000001""#)], &[("/required/0", "required-forbidden")]),
    ("campaign", &[("/fx/0/rate", "0")], &[("/fx/0/rate", "out-of-range")]),
    ("campaign", &[("/fx/0/rate", "1e10")], &[("/fx/0/rate", "out-of-range")]),
    ("campaign", &[("/fx/0/rate", "0.0000611")], &[]),
    ("campaign", &[("/fx/0/from", r#""IDR""#)], &[("/fx/0/to", "same-currency")]),
    ("campaign", &[("/deliverables/0/quantity", "0")], &[("/deliverables/0/quantity", "out-of-range")]),
    ("campaign", &[("/deliverables/0/quantity", "1000000")], &[("/deliverables/0/quantity", "out-of-range")]),
    (
        "campaign",
        &[
            ("/deliverables/0/quantity", "999"),
            ("/deliverables/1", r#"{"platform":"instagram","format":"reel"}"#),
            ("/deliverables/2", r#"{"platform":"instagram","format":"reel","due":"2026-05-01"}"#),
            ("/deliverables/3", r#"{"platform":"tiktok","format":"video","quantity":1000}"#),
        ],
        &[("/deliverables/2", "posts-sum")],
    ),
    ("creator", &[("/rates/0/quantity", "0")], &[("/rates/0/quantity", "out-of-range")]),
    ("plan", &[("/lines/1/amount/currency", r#""USD""#)], &[("/lines/1/amount/currency", "currency-mix")]),
    ("plan", &[("/bookings/0/fee/currency", r#""USD""#)], &[("/bookings/0/fee/currency", "currency-mix")]),
    ("plan", &[("/lines/1/id", r#""creator-fees""#)], &[("/lines/1", "duplicate-id")]),
    ("plan", &[("/reach/low", "2000000")], &[("/reach", "min-above-max")]),
    ("plan", &[("/bookings/0/reach/high", "1")], &[("/bookings/0/reach", "min-above-max")]),
    ("timeline", &[("/events/2/what", r#"{"ordr":{}}"#)], &[("/events/2/what/ordr", "unknown-field")]),
    ("timeline", &[("/events/2/what", "{}")], &[("/events/2/what", "missing-field")]),
    ("timeline", &[("/events/2/what", r#""order""#)], &[("/events/2/what", "wrong-type")]),
    ("timeline", &[("/events/2/what", r#"{"order":{},"lead":{}}"#)], &[("/events/2/what", "too-many")]),
    (
        "timeline",
        &[("/events/2/what/order/revenue/amount", r#""x""#)],
        &[("/events/2/what/order/revenue/amount", "bad-format")],
    ),
    (
        "timeline",
        &[("/events/2/what/order/margin", r#"{"amount":"-5","currency":"USD"}"#)],
        &[("/events/2/what/order/margin/currency", "currency-mix")],
    ),
    (
        "timeline",
        &[("/events/1/received_at", r#""2026-04-09T10:00:00Z""#)],
        &[("/events/1/received_at", "end-before-start")],
    ),
    ("action", &[("/expires_at", r#""2026-04-09T06:00:00Z""#)], &[("/expires_at", "end-before-start")]),
    ("action", &[("/urgency", r#""asap""#)], &[("/urgency", "not-allowed")]),
    ("results", &[("/metrics/0/low", "9999")], &[("/metrics/0", "min-above-max")]),
    ("results", &[("/metrics/1/dimension", r#""business impact""#)], &[("/metrics/1/dimension", "not-allowed")]),
    // Several at once, in the order of the pointers.
    (
        "creator",
        &[
            ("/id", "1"),
            ("/accounts/0/platfrom", r#""x""#),
            ("/accounts/0/posts/1/at", r#""soon""#),
            ("/rates/0/price/amount", r#""0.001""#),
            ("/tz", "7"),
        ],
        &[
            ("/accounts/0/platfrom", "unknown-field"),
            ("/accounts/0/posts/1/at", "bad-format"),
            ("/id", "wrong-type"),
            ("/rates/0/price/amount", "too-precise"),
            ("/tz", "wrong-type"),
        ],
    ),
    (
        "campaign",
        &[("/flight/end", r#""2026-03-31""#), ("/goal/awareness", "0.7"), ("/budget/tier_mix/macro", "1")],
        &[("/budget/tier_mix", "shares-sum"), ("/flight/end", "end-before-start"), ("/goal", "weights-sum")],
    ),
    // What must not be refused.
    ("creator", &[("/accounts/0/followers", "48200.0"), ("/accounts/0/audience/0/countries/1/share", "0.1")], &[]),
    ("creator", &[("/accounts/0/audience/0/languages", r#"[{"code":"id","share":1},{"code":"en","share":0.8}]"#)], &[]),
    (
        "creator",
        &[
            ("/rates/0/price", r#"{"amount":10,"currency":"USD"}"#),
            ("/rates/1", r#"{"platform":"x","format":"video","price":{"amount":"10.500","currency":"IDR"}}"#),
        ],
        &[],
    ),
    ("creator", &[("/attributes/deep", "[[[[[[[1]]]]]]]")], &[]),
    ("campaign", &[("/goal", r#""loyalty""#)], &[]),
];

/// Documents as text, for what only a text can be.
const TEXTS: &[(&str, &str, &[Told])] = &[
    ("creator", "", &[("", "syntax")]),
    ("creator", " \n", &[("", "syntax")]),
    ("creator", "{\"id\": \"a\",\n \"accounts\": [NaN]}", &[("", "syntax")]),
    ("creator", "{\"id\":1e400}", &[("", "syntax")]),
    ("creator", "{\"id\":-Infinity}", &[("", "syntax")]),
    ("creator", "{\"id\":\"a\",}", &[("", "syntax")]),
    ("creator", "{'id':1}", &[("", "syntax")]),
    ("creator", "{\"id\":'a'}", &[("", "syntax")]),
    ("creator", "{\"id\":01}", &[("", "syntax")]),
    ("creator", "{\"id\":\"a\nb\"}", &[("", "syntax")]),
    ("creator", "{\"id\":\"\\ud800\"}", &[("", "syntax")]),
    ("creator", "{\"id\":1 // the id\n}", &[("", "syntax")]),
    ("creator", "{} {}", &[("", "syntax")]),
    ("creator", "{\"id\":\"a\",\"accounts\":[{\"platform\":\"x\"}", &[("", "syntax")]),
    ("creator", r#"{"id":"a","id":"b","accounts":[{"platform":"x"}]}"#, &[("/id", "duplicate-key")]),
    (
        "creator",
        r#"{"id":"a","accounts":[{"platform":"x"}],"attributes":{"k":{"a":1,"a":2}}}"#,
        &[("/attributes/k/a", "duplicate-key")],
    ),
    ("campaign", r#"{"id":"a","brand":{"name":"b"},"goal":{"a":0.5,"a":0.5}}"#, &[("/goal/a", "duplicate-key")]),
    (
        "creator",
        r#"{"id":"a","id":"b","accounts":[{"platform":"x","folowers":1}]}"#,
        &[("/accounts/0/folowers", "unknown-field"), ("/id", "duplicate-key")],
    ),
    ("creator", "\u{feff}{\"id\":\"a\",\"accounts\":[{\"platform\":\"x\"}]}", &[]),
];

#[test]
fn every_violation_is_told_with_its_pointer_and_code() {
    let mut words = String::new();
    let mut seen = BTreeSet::new();
    let mut check = |kind: &str, name: &str, text: &str, told: &[Told]| {
        writeln!(words, "{kind} {name}").unwrap();
        let found = decoded(kind, text.as_bytes()).err();
        let found: Vec<_> = found.iter().flatten().collect();
        let actual: Vec<(&str, &str)> = found.iter().map(|one| (one.pointer.as_str(), one.code.as_str())).collect();
        assert_eq!(actual, told, "{kind} {name}: {found:#?}");
        for one in found {
            seen.insert(one.code);
            let at = one.line.zip(one.column).map(|(line, column)| format!(" at {line}:{column}")).unwrap_or_default();
            writeln!(words, "  {} {}{at}: {}", one.code, one.pointer, one.message).unwrap();
            writeln!(words, "    help: {}", one.help.as_deref().unwrap_or("none")).unwrap();
        }
    };
    for (kind, edits, told) in EDITED {
        let name = edits.iter().map(|(pointer, value)| format!("{pointer} = {value}")).collect::<Vec<_>>().join(", ");
        check(kind, &name, &edited(kind, edits).to_string(), told);
    }
    for (kind, text, told) in TEXTS {
        check(kind, &format!("{text:?}"), text, told);
    }
    golden::check_file("tests/golden/model/violations.txt", &words);
    // A document of 64 MiB is a test of its own; nothing may be unreadable without a better word.
    let elsewhere = [ViolationCode::TooLarge, ViolationCode::Unreadable];
    let unseen: Vec<_> =
        ViolationCode::ALL.iter().filter(|code| !seen.contains(code) && !elsewhere.contains(code)).collect();
    assert!(unseen.is_empty(), "no case shows {unseen:?}");
}

#[test]
fn each_listed_difference_is_one_and_no_other_case_differs() {
    let mut seen = BTreeSet::from([ViolationCode::TooLarge]);
    let mut check = |kind: &str, text: &str| {
        let parsed = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}'));
        let accepts = parsed.is_ok_and(|parsed| validator(kind).is_valid(&parsed));
        let found = decoded(kind, text.as_bytes()).err();
        for one in found.iter().flatten() {
            let listed = DIFFERENCES.iter().any(|difference| difference.code == one.code);
            assert!(listed || !accepts, "{one:?} is no listed difference");
            if accepts {
                seen.insert(one.code);
            }
        }
        assert!(accepts || found.is_some());
    };
    EDITED.iter().for_each(|(kind, edits, _)| check(kind, &edited(kind, edits).to_string()));
    TEXTS.iter().for_each(|(kind, text, _)| check(kind, text));
    let listed: BTreeSet<_> = DIFFERENCES.iter().map(|difference| difference.code).collect();
    assert_eq!(seen, listed);
}

#[test]
fn codes_are_written_the_same_everywhere() {
    for code in ViolationCode::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        assert!(code.meaning().ends_with('.') && !code.meaning().contains('\n'));
    }
}

#[test]
fn violations_move_with_their_document() {
    let mut document = example("creator");
    document["id"] = 1.into();
    let found = decoded("creator", document.to_string().as_bytes()).unwrap_err().under("/creators/3");
    assert_eq!(found.iter().map(|one| one.pointer.as_str()).collect::<Vec<_>>(), ["/creators/3/id"]);
    assert_eq!(found.to_string(), "`/creators/3/id`: expected an identifier without control characters, found `1`");
}

fn edited(kind: &str, edits: &[Edit]) -> Value {
    let mut document = example(kind);
    for (pointer, value) in edits {
        let value = match value.strip_prefix('@') {
            Some(length) => Value::from("é".repeat(length.parse().unwrap())),
            None => serde_json::from_str(value).unwrap(),
        };
        if let Some(old) = document.pointer_mut(pointer) {
            *old = value;
            continue;
        }
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match document.pointer_mut(parent).unwrap() {
            Value::Array(items) => items.push(value),
            parent => parent[name.replace("~1", "/").replace("~0", "~")] = value,
        }
    }
    document
}
