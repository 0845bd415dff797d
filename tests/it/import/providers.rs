//! The mappings of providers: their fields are of the catalogue, and their samples import whole.

use saring_app::import::{BUILTIN, Imported, Options, builtin, import};
use saring_model::catalogue::catalogue;
use serde_json::{Value, json};

use super::creators;

/// A file of `tests/data/import`.
pub(super) fn sample(file: &str) -> Vec<u8> {
    let path = format!("{}/data/import/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a file becomes through a built-in mapping, with choices such as `platform=tiktok`.
pub(super) fn through(name: &str, input: &[u8], choices: &[(&str, &str)]) -> Imported {
    let mapping = builtin(name).expect("it is built in").expect("it is valid");
    let set = choices.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let done = import(input, &mapping, &Options { set, ..Options::default() });
    let done = done.unwrap_or_else(|refused| panic!("{name}: {refused}"));
    assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "rows are conserved");
    done
}

/// The creators of a sample, none of whose rows is rejected.
pub(super) fn made(name: &str, file: &str, choices: &[(&str, &str)]) -> Vec<Value> {
    creators(&through(name, &sample(file), choices))
}

/// What stands at pointers of a creator.
pub(super) fn check(creator: &Value, want: &[(&str, Value)]) {
    for (pointer, want) in want {
        let found = creator.pointer(pointer).cloned().unwrap_or(Value::Null);
        assert_eq!(found, *want, "{pointer} of {}", creator["id"]);
    }
}

#[test]
fn every_target_of_a_mapping_is_in_the_field_catalogue() {
    let mut targets: Vec<(&str, String)> = Vec::new();
    for (name, text) in BUILTIN {
        let file: toml::Table = text.parse().expect("a mapping is TOML");
        fields_of(name, "creator", &file["fields"], &mut targets);
        for key in ["each", "zip", "columns"] {
            for list in file.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
                let into = format!("creator.{}", list["into"].as_str().expect("a list has a place"));
                fields_of(name, &format!("{into}[0]"), &list["fields"], &mut targets);
                targets.push((name, into));
            }
        }
    }
    assert!(targets.len() > 400, "the mappings have many targets: {}", targets.len());
    for (name, target) in targets {
        let path = (0..10).fold(target.clone(), |path, n| path.replace(&format!("[{n}]"), "[]"));
        let path = if path.starts_with("creator.attributes.") { "creator.attributes".to_owned() } else { path };
        let money = path.rsplit_once('.').filter(|(_, part)| ["amount", "currency"].contains(part));
        let known = |path: &str| catalogue().find(path).is_some();
        let is_known = known(&path) || money.is_some_and(|(money, _)| known(money));
        assert!(
            is_known || path.strip_suffix("[]").is_some_and(known),
            "{name} gives `{target}`, which no creator has"
        );
    }
}

fn fields_of<'n>(name: &'n str, block: &str, fields: &toml::Value, targets: &mut Vec<(&'n str, String)>) {
    for (target, source) in fields.as_table().expect("fields are a table") {
        let target = format!("{block}.{target}");
        if let Some(items) = source.get("items") {
            fields_of(name, &format!("{target}[0]"), items, targets);
        }
        targets.push((name, target));
    }
}

#[test]
fn a_modash_report_gives_every_block() {
    let found = made("modash-report", "modash-report.json", &[("as_of", "2026-03-01")]);
    let [creator] = found.as_slice() else { panic!("one report, one creator") };
    check(
        creator,
        &[
            ("/id", json!("instagram:7001")),
            ("/name", json!("Sari Wening")),
            ("/location", json!({ "country": "ID", "region": "Jawa Barat", "city": "Bandung" })),
            ("/languages", json!(["id"])),
            ("/accounts/0/handle", json!("sari.wening")),
            ("/accounts/0/kind", json!("person")),
            ("/accounts/0/followers", json!(82000)),
            ("/accounts/0/posts_total", json!(912)),
            (
                "/accounts/0/provenance",
                json!({ "as_of": "2026-03-01T00:00:00Z", "source": "Modash", "method": "measured" }),
            ),
            ("/accounts/0/reported/engagement_rate", json!({ "value": 0.0312, "per": "followers" })),
            ("/accounts/0/reported/avg_views", json!(41000.0)),
            ("/accounts/0/reported/growth_30d", json!(0.0151)),
            ("/accounts/0/reported/provenance/method", json!("estimated")),
            ("/accounts/0/history/3/at", json!("2026-02-28")),
            ("/accounts/0/history/3/followers", json!(82000)),
            ("/accounts/0/audience/0/of", json!("followers")),
            ("/accounts/0/audience/0/countries/0", json!({ "code": "ID", "share": 0.81 })),
            ("/accounts/0/audience/0/cities/0", json!({ "name": "Jakarta", "country": "ID", "share": 0.22 })),
            (
                "/accounts/0/audience/0/languages",
                json!([{ "code": "id", "share": 0.71 }, { "code": "en", "share": 0.21 }]),
            ),
            (
                "/accounts/0/audience/0/gender_age/1",
                json!({ "gender": "male", "age_min": 18, "age_max": 24, "share": 0.2 }),
            ),
            ("/accounts/0/audience/0/gender_age/3", json!({ "gender": "male", "age_min": 65, "share": 0.02 })),
            (
                "/accounts/0/audience/0/reachability/0",
                json!({ "following_min": 0, "following_max": 500, "share": 0.3 }),
            ),
            ("/accounts/0/audience/0/reachability/3", json!({ "following_min": 1500, "share": 0.2 })),
            ("/accounts/0/audience/0/interests/0", json!({ "label": "Beauty & Cosmetics", "id": "7", "share": 0.4 })),
            ("/accounts/0/audience/0/brand_affinity/0/label", json!("Wardah")),
            ("/accounts/0/audience/1/of", json!("likers")),
            ("/accounts/0/audience/1/credibility", json!(0.91)),
            ("/accounts/0/audience/2", Value::Null),
            ("/attributes/profile/engagements", json!(2560)),
            ("/attributes/popularPosts/0/likes", json!(24000)),
        ],
    );
}

#[test]
fn posts_that_stand_in_two_lists_of_a_report_are_one() {
    let found = made("modash-report", "modash-report.json", &[]);
    let posts = found[0]["accounts"][0]["posts"].as_array().expect("posts are known");
    let told: Vec<(&Value, &Value, &Value)> =
        posts.iter().map(|post| (&post["id"], &post["likes"], &post["sponsored"])).collect();
    let want = [
        ("Ax11", Some(2400), false),
        ("Ax12", Some(2700), false),
        // Its counts are the recent list's, its sponsor the other's.
        ("Ax13", Some(2510), true),
        ("Ax14", None, false),
        ("Ax05", Some(1500), true),
    ];
    let want: Vec<(Value, Value, Value)> =
        want.into_iter().map(|(id, likes, sponsored)| (json!(id), json!(likes), json!(sponsored))).collect();
    assert_eq!(told, want.iter().map(|(id, likes, sponsored)| (id, likes, sponsored)).collect::<Vec<_>>());
    assert_eq!(posts[2]["sponsors"], json!([{ "name": "Wardah", "domain": "wardahbeauty.com" }]), "who paid");
    assert_eq!(posts[4].get("sponsors"), None, "a sponsor that was not found is not known to be none");
}

#[test]
fn insightiq_analytics_give_every_block() {
    let found = made("insightiq", "insightiq.json", &[]);
    check(
        &found[0],
        &[
            ("/id", json!("instagram:880021")),
            ("/accounts/0/followers", json!(80200)),
            ("/accounts/0/kind", Value::Null),
            ("/accounts/0/provenance/as_of", json!("2026-03-01T08:00:00Z")),
            ("/accounts/0/reported/avg_likes", json!(153_000.0)),
            ("/accounts/0/reported/avg_views", json!(1_900_000.0)),
            (
                "/accounts/0/history/1",
                json!({ "at": "2026-01-31", "followers": 71000, "following": 310, "avg_likes": 90000.0 }),
            ),
            ("/accounts/0/posts/0/at", json!("2026-02-20T12:00:00Z")),
            ("/accounts/0/posts/0/format", json!("reel")),
            ("/accounts/0/posts/0/views", json!(90020)),
            ("/accounts/0/posts/1/likes", Value::Null),
            ("/accounts/0/posts/2/sponsors/0/domain", json!("indomie.com")),
            ("/accounts/0/audience/0/countries/0/share", json!(0.784)),
            (
                "/accounts/0/audience/0/gender_age/3",
                json!({ "gender": "male", "age_min": 45, "age_max": 64, "share": 0.17 }),
            ),
            (
                "/accounts/0/audience/0/types",
                json!({ "real": 0.381, "influencer": 0.003, "mass": 0.472, "suspicious": 0.144 }),
            ),
            ("/accounts/0/audience/0/reachability/3", json!({ "following_min": 1500, "share": 0.4 })),
            ("/accounts/0/audience/1/of", json!("likers")),
            ("/rates/0/price", json!({ "amount": "4100000.00", "currency": "IDR" })),
            ("/rates/0/format", json!("reel")),
            ("/rates/3/format", json!("carousel")),
            ("/rates/3/provenance/method", json!("estimated")),
            ("/attributes/pricing/post_type/reels/price_range/min", json!(2_500_000)),
        ],
    );
    check(
        &found[1],
        &[
            ("/id", json!("youtube:UCx1")),
            ("/accounts/0/followers", json!(120_000)),
            ("/accounts/0/posts/0/id", json!("vidA")),
            ("/accounts/0/posts/1/id", json!("vidB")),
            ("/accounts/0/posts/1/sponsored", Value::Null),
            ("/rates", Value::Null),
        ],
    );
}

#[test]
fn platform_answers_give_accounts_and_posts() {
    let instagram = made("instagram-graph", "instagram-graph.json", &[("as_of", "2026-03-01")]);
    check(
        &instagram[0],
        &[
            ("/id", json!("instagram:17841400001")),
            ("/accounts/0/followers", json!(15200)),
            ("/accounts/0/following", json!(310)),
            ("/accounts/0/provenance/method", json!("measured")),
            ("/accounts/0/posts/0/format", json!("image")),
            ("/accounts/0/posts/0/at", json!("2026-02-01T09:00:00Z")),
            ("/accounts/0/posts/1/format", json!("reel")),
            ("/accounts/0/posts/1/saves", json!(88)),
            ("/accounts/0/posts/2/format", json!("carousel")),
        ],
    );
    let youtube = made("youtube-data", "youtube-data.json", &[]);
    check(
        &youtube[0],
        &[
            ("/id", json!("youtube:UCabc1")),
            ("/name", json!("Jalan Sore")),
            ("/accounts/0/handle", json!("jalansore")),
            ("/accounts/0/created_at", json!("2017-05-02")),
            ("/accounts/0/posts/0/duration_s", json!(253.0)),
            ("/accounts/0/posts/1/duration_s", json!(3720.0)),
        ],
    );
    assert_eq!(youtube[1]["accounts"][0]["posts"][0]["id"], "v9", "videos as a plain list");
    let tiktok = made("tiktok", "tiktok.json", &[]);
    check(
        &tiktok[0],
        &[
            ("/id", json!("tiktok:mbaktini")),
            ("/accounts/0/external_id", json!("_000abc")),
            ("/accounts/0/followers", json!(233_000)),
            ("/accounts/0/posts/0/at", json!("2026-02-18T07:33:20Z")),
            ("/accounts/0/posts/0/saves", json!(1500)),
            ("/accounts/0/posts/0/hashtags", json!(["resep"])),
            ("/location/country", json!("ID")),
            ("/attributes/user/likes_count", json!(5_100_000)),
        ],
    );
}

#[test]
fn payloads_are_found_in_every_wrapping() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "modash-report",
            r#"{"userId": "1", "profile": {"url": "https://www.tiktok.com/@a", "followers": 5}}"#,
            &["@", r#"{"error": false, "profile": @}"#, "[@]", r#"{"data": [{"profile": @}]}"#, r#"[{"profile": @}]"#],
        ),
        (
            "insightiq",
            r#"{"work_platform": {"name": "TikTok"}, "profile": {"platform_username": "a", "follower_count": 5}}"#,
            &["@", "[@]", r#"{"data": [@]}"#, r#"{"data": @}"#],
        ),
        (
            "instagram-graph",
            r#"{"id": "1", "username": "a", "followers_count": 5}"#,
            &["@", "[@]", r#"{"business_discovery": @, "id": "9"}"#, r#"{"data": [{"business_discovery": @}]}"#],
        ),
        (
            "youtube-data",
            r#"{"id": "1", "snippet": {"title": "a"}, "statistics": {"subscriberCount": "5", "videoCount": "1"}}"#,
            &[
                "@",
                "[@]",
                r#"{"kind": "youtube#channelListResponse", "items": [@]}"#,
                r#"{"channels": {"items": [@]}}"#,
            ],
        ),
        (
            "tiktok",
            r#"{"user": {"username": "a", "follower_count": 5}}"#,
            &["@", "[@]", r#"{"data": @}"#, r#"{"users": [@]}"#],
        ),
        ("tiktok", r#"{"username": "a", "follower_count": 5}"#, &["@", r#"{"data": @, "error": {"code": "ok"}}"#]),
    ];
    for (name, payload, wrappings) in cases {
        for wrapping in *wrappings {
            let found = creators(&through(name, wrapping.replace('@', payload).as_bytes(), &[]));
            assert_eq!(found.len(), 1, "{name} in {wrapping}");
            assert_eq!(found[0]["accounts"][0]["followers"], 5, "{name} in {wrapping}");
        }
    }
}

#[test]
fn spreadsheet_exports_give_accounts_aggregates_and_audiences() {
    let found = made("hypeauditor", "hypeauditor.csv", &[]);
    check(
        &found[0],
        &[
            ("/id", json!("instagram:nadya.rasa")),
            ("/accounts/0/followers", json!(48200)),
            ("/accounts/0/provenance/as_of", json!("2026-03-01T00:00:00Z")),
            ("/accounts/0/reported/engagement_rate", json!({ "value": 0.041, "per": "followers" })),
            ("/accounts/0/reported/quality_score", json!(0.86)),
            ("/accounts/0/reported/growth_30d", json!(0.012)),
            ("/accounts/0/audience/0/countries/1", json!({ "code": "MY", "share": 0.045 })),
            ("/accounts/0/audience/0/types/mass", json!(0.19)),
            ("/attributes/Quality audience %", json!(72.5)),
        ],
    );
    check(
        &found[1],
        &[
            ("/accounts/0/platform", json!("tiktok")),
            ("/accounts/0/reported/engagement_rate", json!({ "value": 0.119, "per": "views" })),
            ("/accounts/0/reported/quality_score", Value::Null),
            ("/accounts/0/audience", Value::Null),
        ],
    );
    let found = made("modash", "modash.csv", &[]);
    check(
        &found[0],
        &[
            ("/accounts/0/reported/engagement_rate", json!({ "value": 0.0312, "per": "followers" })),
            (
                "/accounts/0/audience/0",
                json!({ "of": "followers", "credibility": 0.754, "provenance": { "source": "Modash", "method": "estimated" } }),
            ),
            ("/accounts/0/audience/1/credibility", json!(0.91)),
            ("/attributes/Fake followers", json!("24.6%")),
        ],
    );
}
