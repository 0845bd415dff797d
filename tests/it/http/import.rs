//! Files over HTTP: every row is answered for, and no file is a failure of the service.

use std::collections::BTreeSet;

use saring_app::import::events::{BUILTIN_EVENTS, event_mappings};
use saring_app::import::workbook::template_workbook;
use saring_app::import::{BUILTIN, builtin};
use serde_json::{Value, json};

use crate::import::workbook::{FULL, filled};

use super::harness::{Answer, Service, assert_conforms};

const LIST: &str = "Username;Pengikut;Negara\nayu.masak;12,3 rb;Indonesia\nbudi;1,2 jt;\nayu.masak;5;\nsari;banyak;\n";
const CSV: &str = "text/csv";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Sends a file as it is.
fn send(service: &Service, query: &str, media_type: &str, file: &[u8]) -> Answer {
    let head = format!(
        "POST /v1/import{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n",
        file.len()
    );
    service.raw(&[head.as_bytes(), file].concat()).remove(0)
}

/// A report whose counts agree and whose form is the documented one.
fn report(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("ImportReport", &report);
    let count = |name: &str| report[name].as_array().unwrap().len() as u64;
    let rows = count("creators") + count("rejected") + report["merged"].as_u64().unwrap();
    assert_eq!(report["rows_in"], rows, "{report:#}");
    report
}

#[test]
fn every_row_of_a_file_is_answered_for() {
    let service = Service::start();
    let report = report(&send(&service, "?mapping=list&platform=instagram", CSV, LIST.as_bytes()));
    assert_eq!((&report["mapping"], &report["rows_in"]), (&json!("list"), &json!(4)));
    assert_eq!(report["creators"][0]["id"], "instagram:ayu.masak");
    assert_eq!(report["creators"][1]["accounts"][0]["followers"], 1_200_000);
    report["creators"].as_array().unwrap().iter().for_each(|creator| assert_conforms("Creator", creator));
    let rejected = &report["rejected"];
    assert_eq!((&rejected[0]["row"], &rejected[0]["line"]), (&json!(3), &json!(4)));
    assert_eq!(rejected[0]["problems"][0]["code"], "duplicate-id");
    let bad = &rejected[1]["problems"][0];
    assert_eq!((&bad["code"], &bad["source"]), (&json!("bad-value"), &json!("Pengikut")), "{report:#}");
    assert_eq!(bad["target"], "/accounts/0/followers");
    assert!(bad["help"].is_string() && bad["message"].as_str().unwrap().contains("`banyak`"), "{bad:#}");
}

#[test]
fn files_of_every_kind_are_read() {
    let service = Service::start();
    let workbook = filled(FULL);
    let book = report(&send(&service, "?mapping=workbook", XLSX, &workbook));
    assert!(!book["creators"].as_array().unwrap().is_empty(), "{book:#}");
    let bytes = report(&send(&service, "?mapping=workbook", "application/octet-stream", &workbook));
    assert_eq!(bytes, book, "the bytes say what they are");
    let plain = "Username,Followers,Name\nayu,1200,Ren\u{e9}e\n";
    let latin: Vec<u8> = plain.chars().map(|c| c as u8).collect();
    let query = "?mapping=list&platform=tiktok&as_of=2026-03-01";
    for (media_type, more, bytes) in [
        ("text/csv; charset=windows-1252", "", &latin),
        (CSV, "&encoding=windows-1252", &latin),
        (CSV, "&numbers=en", &plain.as_bytes().to_vec()),
    ] {
        let read = report(&send(&service, &format!("{query}{more}"), media_type, bytes));
        assert_eq!(read["creators"][0]["name"], "Ren\u{e9}e", "{media_type} {more}");
        assert_eq!(read["creators"][0]["accounts"][0]["provenance"]["as_of"], "2026-03-01T00:00:00Z");
    }
}

#[test]
fn a_mapping_of_ones_own_comes_with_the_text() {
    let service = Service::start();
    let mapping = "[mapping]\nname = \"ours\"\nformat = \"json\"\nrows = \"kol\"\n[fields]\n\"id\" = \"kode\"\n\
                   \"accounts[0].platform\" = { option = \"platform\", unit = \"platform\", required = true }\n";
    let text = json!({ "kol": [{ "kode": "a", "tier": 1 }, { "kode": "b" }] }).to_string();
    let body = |options: Value| json!({ "mapping_toml": mapping, "text": text, "options": options });
    let read = report(&service.post("/v1/import", &body(json!({ "platform": "ig" }))));
    assert_eq!(read["creators"][0]["accounts"][0]["platform"], "instagram");
    assert_eq!(read["creators"][0]["attributes"]["tier"], 1, "nothing is lost");
    let none = report(&service.post("/v1/import", &body(json!({}))));
    assert_eq!(none["rejected"].as_array().unwrap().len(), 2, "{none:#}");
    let built_in = json!({ "mapping": "list", "text": LIST, "options": { "platform": "instagram", "delimiter": ";" } });
    assert_eq!(report(&service.post("/v1/import", &built_in))["rows_in"], 4);
}

#[test]
fn a_text_without_a_mapping_is_read_as_the_command_line_reads_it() {
    let service = Service::start();
    let body = |text: &str, options: Value| json!({ "text": text, "options": options });
    let post = |body: Value| service.post("/v1/import", &body);
    let read = report(&post(body("Username,Followers,Bio\nayu,1200,x\n", json!({ "platform": "ig" }))));
    assert_eq!((&read["mapping"], &read["creators"][0]["id"]), (&json!("list"), &json!("instagram:ayu")));
    let warning = read["warnings"].as_array().unwrap().last().unwrap().as_str().unwrap();
    assert!(warning.contains("read with the built-in `list`, which knows 2 of 3 columns"), "{warning}");
    let roster = r#"{"id": "a", "accounts": [{"platform": "instagram", "handle": "a"}]}"#;
    let read = report(&post(body(roster, json!({}))));
    assert_eq!((&read["mapping"], &read["rows_in"], &read["warnings"]), (&json!("roster"), &json!(1), &json!([])));
    post(body(roster, json!({ "platform": "ig" }))).problem(422, "invalid-option");
    let unclear = post(body("Account,Followers,AQS,Bio,Mood\nayu,1200,80,x,y\n", json!({})));
    let problem = unclear.problem(422, "invalid-document");
    assert!(problem["help"].as_str().unwrap().contains("`hypeauditor` (3 of 5 columns)"), "{problem:#}");
}

/// A mapping with a target that no creator has, in its sixth line.
const BROKEN: &str = "[mapping]\nname = \"x\"\nformat = \"csv\"\n[fields]\nid = 'a'\n\"accounts[0].plattform\" = 'p'\n";

#[test]
fn what_is_wrong_with_a_request_is_a_problem_with_help() {
    let service = Service::start();
    let file = |query: &str, bytes: &[u8]| send(&service, query, CSV, bytes);
    let body = |body: Value| service.post("/v1/import", &body);
    let asking = "[mapping]\nname = \"x\"\nformat = \"csv\"\n[fields]\nid = 'a'\n\"accounts[0].platform\" = \
                  { option = \"platform\", unit = \"platform\", required = true }\n";
    let mut damaged = template_workbook().unwrap();
    damaged.truncate(damaged.len() / 2);
    let cases = [
        ("unknown mapping", file("?mapping=lsit", b"a,b\n1,2\n"), 422, "unknown-mapping"),
        ("a path is no mapping", file("?mapping=../list.toml", b"a,b\n1,2\n"), 422, "unknown-mapping"),
        ("no mapping", file("?numbers=id", b"a,b\n1,2\n"), 400, "bad-request"),
        ("a file without a mapping", file("", b"a,b\n1,2\n"), 415, "unsupported-media-type"),
        ("unknown parameter", file("?mapping=list&format=csv", b"a,b\n1,2\n"), 400, "bad-request"),
        ("numbers that are none", file("?mapping=list&numbers=fr", b"a,b\n1,2\n"), 422, "invalid-option"),
        ("delimiter of two", file("?mapping=list&delimiter=ab", b"a,b\n1,2\n"), 422, "invalid-option"),
        ("encoding that is none", file("?mapping=list&encoding=klingon", b"a,b\n1,2\n"), 422, "invalid-option"),
        ("nobody asks for it", file("?mapping=instafake&platform=x", b"{}"), 422, "invalid-option"),
        ("nobody says the platform", body(json!({ "mapping_toml": asking, "text": "a\n1\n" })), 422, "invalid-option"),
        ("too large", body(json!({ "mapping_toml": "#".repeat(300_000), "text": "a" })), 422, "invalid-mapping"),
        (
            "too many rows",
            file("?mapping=list&platform=x", "Username\n".repeat(100_002).as_bytes()),
            422,
            "unreadable-file",
        ),
        ("empty", file("?mapping=list", b""), 422, "unreadable-file"),
        ("blank", file("?mapping=list", b" \r\n\t"), 422, "unreadable-file"),
        ("noise", file("?mapping=list", b"\x00\x01\x02\xff"), 422, "unreadable-file"),
        ("columns that are needed", file("?mapping=template", b"a,b\n1,2\n"), 422, "unreadable-file"),
        ("an archive", file("?mapping=list", b"PK\x03\x04 nothing"), 422, "unreadable-file"),
        ("half a workbook", send(&service, "?mapping=workbook", XLSX, &damaged), 422, "unreadable-file"),
        ("no workbook", file("?mapping=workbook", b"a,b\n1,2\n"), 422, "unreadable-file"),
        (
            "a form",
            send(&service, "?mapping=list", "multipart/form-data; boundary=x", b"--x--"),
            415,
            "unsupported-media-type",
        ),
        ("plain text", send(&service, "?mapping=list", "text/plain", b"a,b\n"), 415, "unsupported-media-type"),
        ("no mapping in the body", body(json!({ "text": "a" })), 422, "invalid-document"),
        (
            "two mappings",
            body(json!({ "mapping": "list", "mapping_toml": BROKEN, "text": "a" })),
            422,
            "invalid-document",
        ),
        ("no text", body(json!({ "mapping": "list" })), 422, "invalid-document"),
        ("surprise", body(json!({ "mapping": "list", "text": "a", "file": "b" })), 422, "invalid-document"),
        ("empty text", body(json!({ "mapping": "list", "text": "" })), 422, "unreadable-file"),
        ("mapping that is no TOML", body(json!({ "mapping_toml": "[[", "text": "a" })), 422, "invalid-mapping"),
    ];
    for (name, answer, status, code) in cases {
        assert!(answer.status == status, "{name}: {} {}", answer.status, answer.text());
        let problem = answer.problem(status, code);
        assert!(problem["help"].is_string(), "{name}: {problem:#}");
    }
}

#[test]
fn a_mapping_of_ones_own_is_told_its_line() {
    let problem = Service::start().post("/v1/import", &json!({ "mapping_toml": BROKEN, "text": "a" }));
    let problem = problem.problem(422, "invalid-mapping");
    let found = &problem["violations"][0];
    assert_eq!((&found["pointer"], &found["line"]), (&json!("/mapping_toml"), &json!(6)), "{problem:#}");
    assert!(found["help"].as_str().unwrap().contains("accounts[0].platform"), "{problem:#}");
}

#[test]
fn limits_are_those_of_every_body() {
    let small = Service::with(|config| config.limits.body_bytes_max = 10);
    send(&small, "?mapping=list", CSV, LIST.as_bytes()).problem(413, "body-too-large");
    let narrow = Service::with(|config| config.limits.bodies_bytes_max = 0);
    send(&narrow, "?mapping=list", CSV, LIST.as_bytes()).problem(503, "overloaded");
    let impatient = Service::with(|config| config.limits.work_max = std::time::Duration::ZERO);
    send(&impatient, "?mapping=list&platform=x", CSV, LIST.as_bytes()).problem(503, "deadline");
}

#[test]
fn bytes_that_nobody_meant_never_fail_the_service() {
    let service = Service::start();
    let workbook = template_workbook().unwrap();
    let mut state: u64 = 0x5eed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let names: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).chain(["workbook"]).collect();
    for round in 0..60 {
        let mut bytes = match round % 3 {
            0 => LIST.as_bytes().to_vec(),
            1 => workbook.clone(),
            _ => br#"{"data":[{"id":"1","username":"a","followers":"x","nested":{"a":[1,{"b":null}]}}]}"#.to_vec(),
        };
        for _ in 0..=next() % 8 {
            let at = next() % bytes.len();
            match next() % 3 {
                0 => bytes[at] = next() as u8,
                1 => bytes.truncate(at.max(1)),
                _ => bytes.insert(at, next() as u8),
            }
        }
        let mapping = names[next() % names.len()];
        let answer = send(&service, &format!("?mapping={mapping}"), "application/octet-stream", &bytes);
        match answer.status {
            200 => drop(report(&answer)),
            _ => {
                let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
                assert!(["unreadable-file", "invalid-option"].contains(&code.as_str()), "{}", answer.text());
                let problem = answer.problem(422, &code);
                assert!(!problem["help"].as_str().unwrap().contains("`--"), "{problem:#}");
            }
        }
    }
}

#[test]
fn the_mappings_are_told_with_their_columns_and_everything_they_ask_for_can_be_said() {
    let service = Service::start();
    let listed = service.get("/v1/mappings").json();
    let of = |what: &str| -> Vec<&str> {
        let mappings = listed.as_array().unwrap().iter().filter(|it| it["as"] == what);
        mappings.map(|it| it["name"].as_str().unwrap()).collect()
    };
    assert_eq!(of("roster"), BUILTIN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert_eq!(of("events"), BUILTIN_EVENTS.iter().map(|known| known.name).collect::<Vec<_>>());
    for mapping in listed.as_array().unwrap() {
        assert_conforms("MappingSummary", mapping);
        assert!(!mapping["columns"].as_array().unwrap().is_empty(), "{mapping:#}");
    }
    let document = saring_http::openapi::document();
    let parameters = document["paths"]["/v1/import"]["post"]["parameters"].as_array().unwrap();
    let known: BTreeSet<&str> = parameters.iter().map(|it| it["name"].as_str().unwrap()).collect();
    for (name, _) in BUILTIN {
        let mapping = builtin(name).unwrap().unwrap();
        for option in mapping.options() {
            assert!(known.contains(option), "`{option}` of `{name}` is no parameter");
        }
    }
    for mapping in event_mappings() {
        for option in &mapping.options {
            assert!(known.contains(option.as_str()), "`{option}` of `{}` is no parameter", mapping.name);
        }
    }
}

#[test]
fn rows_of_other_tools_become_events() {
    let service = Service::start();
    let orders = "order id,date,amount,currency\nA,2026-04-21 09:14,149000,IDR\nB,soon,1,IDR\n";
    let answer = send(&service, "?as=events&mapping=orders&tz=Asia/Jakarta", CSV, orders.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report = answer.json();
    assert_conforms("EventsReport", &report);
    assert_eq!(report["events"][0]["at"], "2026-04-21T02:14:00Z");
    assert_eq!((&report["rows_used"], &report["rejected"][0]["row"]), (&json!(1), &json!(2)), "{report:#}");
    for (query, status, code, help) in [
        ("?as=events&mapping=order", 422, "unknown-mapping", "`orders`"),
        ("?as=events&mapping=list", 422, "unknown-mapping", "`orders`"),
        ("?as=creators&mapping=list", 422, "invalid-option", "`events`"),
        ("?as=events&mapping=orders&tz=Jakarta", 422, "invalid-option", "Asia/Jakarta"),
        ("?as=events", 400, "bad-request", "mapping"),
    ] {
        let problem = send(&service, query, CSV, orders.as_bytes()).problem(status, code);
        assert!(problem["help"].as_str().unwrap().contains(help), "{query}: {problem:#}");
    }
}
