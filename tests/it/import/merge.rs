//! Several files into one roster: who is the same, which file wins, and what is said about it.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_app::import::merge::{MergeSource, Merged, import_roster, merge, write_conflicts_csv};
use saring_app::import::{Imported, write_ndjson};
use serde_json::{Value, json};

fn source(name: &str, creators: &Value) -> MergeSource {
    let imported = import_roster(creators.to_string().as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(imported.rejected, vec![], "the creators of a case are valid");
    MergeSource { name: name.to_owned(), imported, ids_are_own: true }
}

fn merged(files: &[Value]) -> Merged {
    let names = ["a", "b", "c", "d"];
    let done = merge(files.iter().zip(names).map(|(creators, name)| source(name, creators)).collect());
    conserved(&done);
    done
}

fn conserved(done: &Merged) {
    let out = done.creators.len() as u64 + done.merged + done.rejected.len() as u64;
    assert_eq!(done.rows_in, out, "rows are conserved");
}

fn creators(done: &Merged) -> Value {
    serde_json::to_value(&done.creators).expect("creators are JSON")
}

fn ids(done: &Merged) -> Vec<&str> {
    done.creators.iter().map(|creator| creator.id.as_str()).collect()
}

/// Conflicts as `code pointer earlier -> later`.
fn told(done: &Merged) -> Vec<String> {
    let one = |it: &saring_app::import::merge::Conflict| {
        format!("{} {} {} -> {}", it.code.as_str(), it.pointer, it.earlier.value, it.later.value)
    };
    done.conflicts.iter().map(one).collect()
}

/// A creator with one account.
fn one(id: &str, account: Value) -> Value {
    json!({ "id": id, "accounts": [account] })
}

#[test]
fn creators_are_the_same_by_account_then_handle_then_their_own_id() {
    let instagram = |extra: Value| {
        let mut account = json!({ "platform": "instagram" });
        account.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        account
    };
    let cases: &[(&str, Value, Value, usize)] = &[
        (
            "account id",
            instagram(json!({ "external_id": "7" })),
            instagram(json!({ "external_id": "7", "handle": "new" })),
            1,
        ),
        ("handle", instagram(json!({ "handle": "Rina.X" })), instagram(json!({ "handle": "@rina.x" })), 1),
        (
            "handle that one file knows more of",
            instagram(json!({ "handle": "r", "external_id": "7" })),
            instagram(json!({ "handle": "r" })),
            1,
        ),
        ("other handle", instagram(json!({ "handle": "r" })), instagram(json!({ "handle": "s" })), 2),
        (
            "other account id",
            instagram(json!({ "external_id": "7", "handle": "r" })),
            instagram(json!({ "external_id": "8", "handle": "r" })),
            2,
        ),
        ("other platform", instagram(json!({ "handle": "r" })), json!({ "platform": "tiktok", "handle": "r" }), 2),
        (
            "no platform in particular",
            json!({ "platform": "other", "handle": "r" }),
            json!({ "platform": "other", "handle": "r" }),
            2,
        ),
        ("nothing to go by", instagram(json!({})), instagram(json!({})), 2),
    ];
    for (case, a, b, creators) in cases {
        let done = merged(&[json!([one("x", a.clone())]), json!([one("y", b.clone())])]);
        assert_eq!(done.creators.len(), *creators, "{case}");
        let named = |id: &str, account: &Value| json!([{ "id": id, "name": "Rina", "accounts": [account] }]);
        let done = merged(&[named("x", a), named("y", b)]);
        assert_eq!(done.creators.len(), *creators, "{case}: a name alone changes nothing");
        // A file may have a creator twice, too.
        let done = merged(&[json!([one("x", a.clone()), one("y", b.clone())])]);
        assert_eq!(done.creators.len(), *creators, "{case}, in one file");
    }
    let done = merged(&[
        json!([one("kol-1", json!({ "platform": "instagram", "handle": "r" }))]),
        json!([one("kol-1", json!({ "platform": "tiktok", "handle": "t" })), one("u", json!({ "platform": "x" }))]),
        json!([one("z", json!({ "platform": "tiktok", "handle": "t", "followers": 5 }))]),
    ]);
    assert_eq!(ids(&done), ["kol-1", "u"], "first appearance decides the order and the id");
    let accounts =
        json!([{ "platform": "instagram", "handle": "r" }, { "platform": "tiktok", "handle": "t", "followers": 5 }]);
    assert_eq!(creators(&done)[0]["accounts"], accounts, "one creator on two platforms");
    assert_eq!(told(&done), ["other-id /id kol-1 -> z"]);
    assert_eq!((done.conflicts[0].won.as_deref(), done.merged), (Some("a"), 2));
}

#[test]
fn a_handle_that_two_accounts_claim_makes_nobody_the_same() {
    let account =
        |id: &str, handle: &str| one(id, json!({ "platform": "instagram", "external_id": id, "handle": handle }));
    let done = merged(&[
        json!([account("1", "star"), one("agency", json!({ "platform": "instagram", "handle": "Star" }))]),
        json!([account("2", "@star")]),
    ]);
    assert_eq!(ids(&done), ["1", "agency", "2"], "the row without an account id could be either");
    assert_eq!(told(&done), ["handle-claimed /accounts/0/handle @star is the account 1 -> @star is the account 2"]);
    let claim = &done.conflicts[0];
    let files = (claim.earlier.file.as_str(), claim.later.file.as_str());
    assert_eq!((claim.creator.as_str(), files, claim.won.as_deref()), ("2", ("a", "b"), None));
}

#[test]
fn a_changed_handle_and_a_second_account_are_told_apart() {
    let by_id = merged(&[
        json!([one("k", json!({ "platform": "instagram", "external_id": "7", "handle": "old" }))]),
        json!([one("k", json!({ "platform": "instagram", "external_id": "7", "handle": "new" }))]),
    ]);
    assert_eq!(creators(&by_id)[0]["accounts"][0]["handle"], "new", "handles change, account ids do not");
    assert_eq!(told(&by_id), ["differs /accounts/0/handle old -> new"]);
    let by_handle = merged(&[
        json!([one("k", json!({ "platform": "instagram", "handle": "first" }))]),
        json!([one("k", json!({ "platform": "instagram", "handle": "second" }))]),
    ]);
    assert_eq!(creators(&by_handle)[0]["accounts"].as_array().map(Vec::len), Some(2), "two accounts of one creator");
    let alone = merged(&[
        json!([one("k", json!({ "platform": "instagram", "handle": "first" }))]),
        json!([one("k", json!({ "platform": "instagram", "external_id": "7" }))]),
    ]);
    let both = json!([{ "platform": "instagram", "external_id": "7", "handle": "first" }]);
    assert_eq!(creators(&alone)[0]["accounts"], both, "nothing tells the two from each other");
}

/// Merges two values of a creator, and shows what stands and what is told.
fn check(earlier: Value, later: Value, want: Value, conflicts: &[&str]) {
    let whole = |fields: &Value| {
        let mut creator = one("k", json!({ "platform": "instagram", "handle": "h" }));
        let add = fields.as_object().expect("an object").clone();
        match add.get("account") {
            Some(account) => {
                creator["accounts"][0].as_object_mut().unwrap().extend(account.as_object().unwrap().clone())
            }
            None => creator.as_object_mut().unwrap().extend(add),
        }
        creator
    };
    let done = merged(&[json!([whole(&earlier)]), json!([whole(&later)])]);
    assert_eq!(creators(&done), json!([whole(&want)]), "{earlier} + {later}");
    assert_eq!(told(&done), conflicts, "{earlier} + {later}");
}

fn of(date: &str, source: &str) -> Value {
    json!({ "as_of": format!("{date}T00:00:00Z"), "source": source })
}

#[test]
fn blocks_with_one_provenance_stand_and_fall_together() {
    let (march, april) = (of("2026-03-01", "A"), of("2026-04-01", "B"));
    let account = |fields: Value| json!({ "account": fields });
    check(
        account(json!({ "followers": 10, "following": 5, "verified": true, "provenance": march })),
        account(json!({ "followers": 12, "provenance": april })),
        account(json!({ "followers": 12, "verified": true, "provenance": april })),
        &["dropped /accounts/0/following 5 -> ", "differs /accounts/0/followers 10 -> 12"],
    );
    check(
        account(json!({ "followers": 12, "provenance": april })),
        account(json!({ "followers": 10, "provenance": march })),
        account(json!({ "followers": 10, "provenance": march })),
        &[
            "older /accounts/0/provenance/as_of 2026-04-01T00:00:00Z -> 2026-03-01T00:00:00Z",
            "differs /accounts/0/followers 12 -> 10",
        ],
    );
    // A file that counts nothing has nothing to date.
    check(
        account(json!({ "followers": 12, "provenance": april })),
        account(json!({ "url": "https://example.com/h", "provenance": of("2026-05-01", "C") })),
        account(json!({ "followers": 12, "url": "https://example.com/h", "provenance": april })),
        &[],
    );
    // Without dates, or with the same, nothing is lost by filling gaps.
    check(
        account(json!({ "followers": 10, "following": 5 })),
        account(json!({ "followers": 10, "posts_total": 7 })),
        account(json!({ "followers": 10, "following": 5, "posts_total": 7 })),
        &[],
    );
    let reported = |fields: Value| account(json!({ "reported": fields }));
    check(
        reported(
            json!({ "avg_likes": 5.0, "engagement_rate": { "value": 0.04, "per": "followers" }, "provenance": march }),
        ),
        reported(json!({ "engagement_rate": { "value": 0.09, "per": "views" }, "provenance": april })),
        reported(json!({ "engagement_rate": { "value": 0.09, "per": "views" }, "provenance": april })),
        &[
            "dropped /accounts/0/reported/avg_likes 5.0 -> ",
            "differs /accounts/0/reported/engagement_rate {\"per\":\"followers\",\"value\":0.04} -> {\"per\":\"views\",\"value\":0.09}",
        ],
    );
    let audience = |items: Value| account(json!({ "audience": items }));
    let countries = |share: f64| json!([{ "code": "ID", "share": share }]);
    check(
        audience(json!([{ "of": "followers", "countries": countries(0.8), "provenance": march }])),
        audience(json!([
            { "of": "likers", "credibility": 0.7 },
            { "of": "followers", "credibility": 0.9, "provenance": april },
        ])),
        audience(json!([
            { "of": "followers", "credibility": 0.9, "provenance": april },
            { "of": "likers", "credibility": 0.7 },
        ])),
        &["dropped /accounts/0/audience/0/countries [{\"code\":\"ID\",\"share\":0.8}] -> "],
    );
}

#[test]
fn history_and_posts_are_joined_by_date_and_id() {
    let account = |fields: Value| json!({ "account": fields });
    check(
        account(json!({ "history": [{ "at": "2026-01-31", "followers": 1 }, { "at": "2026-02-28", "followers": 2 }] })),
        account(
            json!({ "history": [{ "at": "2026-03-31", "followers": 3 }, { "at": "2026-02-28", "followers": 9, "following": 4 }] }),
        ),
        account(json!({ "history": [
            { "at": "2026-01-31", "followers": 1 },
            { "at": "2026-02-28", "followers": 9, "following": 4 },
            { "at": "2026-03-31", "followers": 3 },
        ] })),
        &["differs /accounts/0/history/1/followers 2 -> 9"],
    );
    let (march, april) = (of("2026-03-01", "A"), of("2026-04-01", "B"));
    let at = "2026-02-01T10:00:00Z";
    check(
        account(json!({ "posts": [
            { "id": "p", "at": at, "caption": "hai", "likes": 5, "saves": 2, "provenance": march },
            { "at": at, "views": 1 },
            { "at": at, "views": 2 },
        ] })),
        account(json!({ "posts": [
            { "at": at, "views": 1, "likes": 1 },
            { "id": "p", "at": at, "likes": 8, "provenance": april },
            { "id": "q", "at": at },
        ] })),
        account(json!({ "posts": [
            { "id": "p", "at": at, "caption": "hai", "likes": 8, "provenance": april },
            { "at": at, "views": 1, "likes": 1 },
            { "at": at, "views": 2 },
            { "id": "q", "at": at },
        ] })),
        &["dropped /accounts/0/posts/0/saves 2 -> ", "differs /accounts/0/posts/0/likes 5 -> 8"],
    );
}

#[test]
fn what_an_agency_knows_is_gathered() {
    let price = |amount: &str| json!({ "amount": amount, "currency": "IDR" });
    let rate =
        |format: &str, amount: &str| json!({ "platform": "instagram", "format": format, "price": price(amount) });
    check(
        json!({ "rates": [rate("reel", "100.00"), rate("story", "50.00")] }),
        json!({ "rates": [rate("reel", "120.00"), rate("video", "300.00")] }),
        json!({ "rates": [rate("reel", "120.00"), rate("story", "50.00"), rate("video", "300.00")] }),
        &[
            "differs /rates/0/price {\"amount\":\"100.00\",\"currency\":\"IDR\"} -> {\"amount\":\"120.00\",\"currency\":\"IDR\"}",
        ],
    );
    let rating =
        |value: f64| json!({ "criterion": "fit", "rater": "ana", "scale": { "min": 1.0, "max": 5.0 }, "value": value });
    check(
        json!({ "ratings": [rating(4.0)] }),
        json!({ "ratings": [rating(4.0), rating(5.0)] }),
        json!({ "ratings": [rating(4.0), rating(5.0)] }),
        &[],
    );
    let kpi = |metric: &str, actual: f64| json!({ "metric": metric, "actual": actual });
    check(
        json!({ "campaign_history": [{ "campaign": "c1", "on_time": true, "kpis": [kpi("views", 9.0)] }] }),
        json!({ "campaign_history": [{ "campaign": "c2" }, { "campaign": "c1", "on_time": false, "kpis": [kpi("clicks", 2.0)] }] }),
        json!({ "campaign_history": [
            { "campaign": "c1", "on_time": false, "kpis": [kpi("views", 9.0), kpi("clicks", 2.0)] },
            { "campaign": "c2" },
        ] }),
        &["differs /campaign_history/0/on_time true -> false"],
    );
    // An exclusivity binds until somebody says that it does not, so it never falls with its block.
    check(
        json!({ "relationship": { "contracts_n": 2, "exclusivity": [{ "category": "tea", "brand": "A" }], "provenance": of("2026-03-01", "A") } }),
        json!({ "relationship": { "contracts_n": 3, "exclusivity": [{ "category": "tea", "brand": "B" }], "provenance": of("2026-04-01", "A") } }),
        json!({ "relationship": { "contracts_n": 3, "exclusivity": [{ "category": "tea", "brand": "A" }, { "category": "tea", "brand": "B" }], "provenance": of("2026-04-01", "A") } }),
        &["differs /relationship/contracts_n 2 -> 3"],
    );
    check(
        json!({ "location": { "country": "ID", "city": "Bandung" }, "languages": ["id"], "attributes": { "tag": 1, "own": "x" } }),
        json!({ "location": { "city": "Jakarta" }, "languages": ["id", "en"], "attributes": { "tag": { "a": 2 } } }),
        json!({ "location": { "country": "ID", "city": "Jakarta" }, "languages": ["id", "en"], "attributes": { "tag": { "a": 2 }, "own": "x" } }),
        &[
            "differs /attributes/tag 1 -> {\"a\":2}",
            "differs /languages [\"id\"] -> [\"id\",\"en\"]",
            "differs /location/city Bandung -> Jakarta",
        ],
    );
}

#[test]
fn the_file_that_a_value_came_from_is_named_through_every_merge() {
    let with = |followers: u64, name: &str| json!([{ "id": "k", "name": name, "accounts": [{ "platform": "x", "followers": followers }] }]);
    let done = merged(&[with(1, "N"), with(2, "N"), with(2, "M"), with(3, "M")]);
    let files: Vec<(&str, &str, &str)> = done
        .conflicts
        .iter()
        .map(|it| (it.pointer.as_str(), it.earlier.file.as_str(), it.later.file.as_str()))
        .collect();
    let want = [("/accounts/0/followers", "a", "b"), ("/name", "a", "c"), ("/accounts/0/followers", "b", "d")];
    assert_eq!(files, want);
}

#[test]
fn a_merge_beyond_a_limit_is_rejected_and_changes_nothing() {
    let accounts = |from: u64, n: u64| -> Vec<Value> {
        (from..from + n).map(|id| json!({ "platform": "instagram", "external_id": id.to_string() })).collect()
    };
    let done = merged(&[
        json!([{ "id": "k", "accounts": accounts(0, 15) }]),
        json!([{ "id": "k", "name": "too much", "accounts": accounts(100, 15) }]),
        json!([{ "id": "k", "name": "just right", "accounts": accounts(200, 5) }]),
    ]);
    let creator = &creators(&done)[0];
    assert_eq!((&creator["name"], creator["accounts"].as_array().map(Vec::len)), (&json!("just right"), Some(20)));
    let rejected = &done.rejected[0];
    assert_eq!((rejected.file.as_str(), rejected.row.row), ("b", 1));
    assert!(rejected.row.raw.contains("too much"), "{}", rejected.row.raw);
    assert!(rejected.row.problems[0].message.contains("`k`"), "{:?}", rejected.row.problems);
    assert_eq!(told(&done), Vec::<String>::new(), "what was rejected said nothing");
}

#[test]
fn numbers_of_rows_are_nobodys_id() {
    let mut counted = source("b", &json!([one("row:1", json!({ "platform": "instagram", "handle": "other" }))]));
    counted.ids_are_own = false;
    let own = source("a", &json!([one("row:1", json!({ "platform": "instagram", "handle": "h" }))]));
    let done = merge(vec![own.clone(), counted.clone(), counted]);
    conserved(&done);
    assert_eq!(ids(&done), ["row:1", "row:1@2"], "two files count alike; the handle still tells who is the same");
    assert_eq!(told(&done), ["other-id /id row:1@2 -> row:1"]);
}

#[test]
fn an_id_made_of_a_name_is_no_more_than_the_name() {
    let sari = |account: Value| json!([{ "id": "tiktok:Sari", "name": "Sari", "accounts": [account] }]);
    let nameless = merged(&[sari(json!({ "platform": "tiktok" })), sari(json!({ "platform": "tiktok" }))]);
    assert_eq!(ids(&nameless), ["tiktok:Sari", "tiktok:Sari@2"], "two of the many who are called so");
    let named = || sari(json!({ "platform": "tiktok", "handle": "Sari" }));
    assert_eq!(ids(&merged(&[named(), named()])), ["tiktok:Sari"], "a handle is one person's");
}

#[test]
fn overlaps_follow_the_creators_whom_they_name() {
    let account = |handle: &str| json!([{ "platform": "x", "handle": handle }]);
    let done = merged(&[
        json!([{ "id": "a", "accounts": account("a") }, { "id": "b", "accounts": account("b") }]),
        json!([{ "id": "A2", "accounts": account("a"), "overlap": [{ "with": "B2", "shared": 9 }] }, { "id": "B2", "accounts": account("b") }]),
    ]);
    assert_eq!(creators(&done)[0]["overlap"], json!([{ "with": "b", "shared": 9 }]));
}

#[test]
fn conflicts_are_written_as_csv_and_as_lines_and_long_values_are_cut() {
    let bio = "é".repeat(1000);
    let with = |text: &str| json!([{ "id": "k", "accounts": [{ "platform": "x" }], "attributes": { "bio": text } }]);
    let done = merged(&[with("short, \"quoted\""), with(&bio)]);
    let cut = format!("{}…", "é".repeat(200));
    let mut csv = Vec::new();
    write_conflicts_csv(&done.conflicts, &mut csv).expect("memory");
    let want = format!(
        "creator,pointer,code,earlier_file,earlier_value,later_file,later_value,won\n\
         k,/attributes/bio,differs,a,\"short, \"\"quoted\"\"\",b,{cut},b\n"
    );
    assert_eq!(String::from_utf8(csv).expect("text"), want);
    let mut lines = Vec::new();
    write_ndjson(&done.conflicts, &mut lines).expect("memory");
    let line: Value = serde_json::from_slice(&lines).expect("one line");
    assert_eq!((&line["code"], &line["later"]["value"], &line["won"]), (&json!("differs"), &json!(cut), &json!("b")));
}

#[test]
fn rosters_are_read_in_every_form() {
    let creator = r#"{"id":"k","accounts":[{"platform":"x"}]}"#;
    let broken = r#"{"id":"b"}"#;
    for (text, rows, good) in [
        (format!("[{creator},{broken},7]"), 3, 1),
        (format!("{{\"creators\": [{creator}, {creator}]}}"), 2, 1),
        (format!("{creator}\n\n{broken}\n{{\n"), 3, 1),
        ("{\n \"id\": \"k\",\n \"accounts\": [{\"platform\": \"x\"}]\n}".to_owned(), 1, 1),
        ("[]".to_owned(), 0, 0),
    ] {
        let Imported { creators, rejected, rows_in, .. } = import_roster(text.as_bytes()).expect("a roster");
        assert_eq!((rows_in, creators.len(), rejected.len()), (rows, good, rows as usize - good), "{text}");
    }
    for text in ["id,platform\n", " ", "{\"creators\": ["] {
        assert!(import_roster(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn the_same_files_merge_alike_and_nothing_is_lost_whatever_they_hold() {
    for seed in 0..60 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut below = |n: u64| dice.next_u64() % n;
        let files: Vec<Value> = (0..3)
            .map(|file| {
                let creators = (0..12).map(|n| {
                    let account = |n: u64, below: &mut dyn FnMut(u64) -> u64| {
                        let platform = ["instagram", "tiktok", "other"][below(3) as usize];
                        let mut account = json!({ "platform": platform, "followers": below(9) });
                        if below(2) == 0 {
                            account["handle"] = json!(format!("h{}", below(8)));
                        }
                        if below(2) == 0 {
                            account["external_id"] = json!(format!("{n}-{}", below(8)));
                        }
                        account
                    };
                    let accounts: Vec<Value> = (0..1 + below(3)).map(|n| account(n, &mut below)).collect();
                    let own = if below(3) == 0 { format!("k{n}") } else { format!("{file}:{n}") };
                    json!({ "id": own, "name": "same", "accounts": accounts })
                });
                Value::Array(creators.collect())
            })
            .collect();
        let read = |file: &Value| import_roster(file.to_string().as_bytes()).expect("a roster");
        let sources = || {
            files
                .iter()
                .map(|file| MergeSource { name: "f".to_owned(), imported: read(file), ids_are_own: true })
                .collect::<Vec<_>>()
        };
        let done = merge(sources());
        conserved(&done);
        assert_eq!(done, merge(sources()), "seed {seed}");
        let text = serde_json::to_string(&done.creators).expect("JSON");
        let again = import_roster(text.as_bytes()).expect("a roster");
        assert_eq!(again.rejected, vec![], "seed {seed}: the merged roster is valid, every id once");
    }
}
