//! The unit traps that real payloads and lists hold, each by its name.

use saring_app::import::{Mapping, Options, import};
use serde_json::{Value, json};

use super::creators;
use super::providers::{check, made, sample, through};

/// An InsightIQ-like profile with more fields.
fn insightiq(more: &str) -> (Value, Vec<String>) {
    let input = format!(
        r#"{{"work_platform": {{"name": "Instagram"}}, "profile": {{"platform_username": "a", "follower_count": 80000, {more}}}}}"#
    );
    let done = through("insightiq", input.as_bytes(), &[]);
    (creators(&done).remove(0), done.warnings)
}

/// A Modash-like report with more fields.
fn modash(profile: &str, more: &str) -> Value {
    let input = format!(
        r#"{{"userId": "1", "profile": {{"url": "https://www.instagram.com/a", "followers": 1000, {profile}}}, {more}}}"#
    );
    creators(&through("modash-report", input.as_bytes(), &[])).remove(0)
}

/// The rows of a list of one platform.
pub(super) fn list(input: &str, choices: &[(&str, &str)]) -> (Vec<Value>, Vec<String>) {
    let done = through("list", input.as_bytes(), choices);
    (creators(&done), done.warnings)
}

#[test]
fn engagement_rate_as_fraction_as_191_percent_and_as_4() {
    let rate = "/accounts/0/reported/engagement_rate";
    let (fraction, warnings) = insightiq(r#""engagement_rate": 0.0077, "average_likes": 600"#);
    check(&fraction, &[(rate, json!({ "value": 0.0077, "per": "followers" }))]);
    assert_eq!(warnings, Vec::<String>::new(), "a fraction is a fraction");
    for raw in ["1.91", "4"] {
        let (creator, warnings) = insightiq(&format!(r#""engagement_rate": {raw}, "average_likes": 153000"#));
        let raw: Value = serde_json::from_str(raw).expect("a number");
        check(
            &creator,
            &[
                (rate, Value::Null),
                ("/attributes/profile/engagement_rate", raw.clone()),
                ("/accounts/0/reported/avg_likes", json!(153_000.0)),
            ],
        );
        let told = format!("`profile.engagement_rate` was set aside 1 times, first in row 1: `{raw}`");
        assert!(warnings.iter().any(|warning| warning.starts_with(&told)), "{warnings:?}");
    }
}

#[test]
fn credibility_is_a_fraction_beside_a_histogram_and_percentages() {
    let found = made("insightiq", "insightiq.json", &[]);
    check(
        &found[0],
        &[
            ("/accounts/0/audience/0/credibility", json!(0.468)),
            ("/accounts/0/audience/0/types/mass", json!(0.472)),
            ("/attributes/profile/audience/credibility_score_band/1/max", json!(0.54)),
        ],
    );
}

#[test]
fn credibility_is_not_real_and_influencer_and_neither_gives_the_other() {
    let found = made("modash-report", "modash-report.json", &[]);
    check(
        &found[0],
        &[
            ("/accounts/0/audience/0/credibility", json!(0.7539)),
            (
                "/accounts/0/audience/0/types",
                json!({ "real": 0.61, "influencer": 0.077, "mass": 0.19, "suspicious": 0.123 }),
            ),
        ],
    );
    let types = r#""audience": {"audienceTypes": [{"code": "real", "weight": 0.6}]}"#;
    check(
        &modash(r#""avgLikes": 5"#, types),
        &[
            ("/accounts/0/audience/0/credibility", Value::Null),
            ("/accounts/0/audience/0/types", json!({ "real": 0.6 })),
        ],
    );
    check(
        &modash(r#""avgLikes": 5"#, r#""audience": {"credibility": 0.754}"#),
        &[("/accounts/0/audience/0/types", Value::Null), ("/accounts/0/audience/0/credibility", json!(0.754))],
    );
}

#[test]
fn zeros_that_mean_no_data_are_unknown() {
    let history = r#""statHistory": [{"month": "2025-07", "followers": 900, "following": 0, "avgLikes": 8, "avgComments": 0, "avgViews": 0}]"#;
    let creator = modash(r#""avgComments": 53517, "avgLikes": 5122472"#, history);
    check(
        &creator,
        &[
            // Following nobody is possible; no comments beside 53,517 are not.
            (
                "/accounts/0/history/0",
                json!({ "at": "2025-07-31", "followers": 900, "following": 0, "avg_likes": 8.0 }),
            ),
            ("/accounts/0/reported/avg_comments", json!(53517.0)),
        ],
    );
}

#[test]
fn engagements_that_leave_comments_out_say_so_and_are_not_added_up() {
    let counts = "/attributes/engagement_rate_counts";
    let alike = modash(
        r#""engagementRate": 0.0077, "engagements": 5122472, "avgLikes": 5122472, "avgComments": 53517"#,
        "\"x\": 1",
    );
    check(
        &alike,
        &[
            (counts, json!("likes, without comments")),
            ("/accounts/0/reported/avg_likes", json!(5_122_472.0)),
            ("/accounts/0/reported/avg_comments", json!(53517.0)),
            ("/accounts/0/reported/engagement_rate/value", json!(0.0077)),
        ],
    );
    let both = modash(r#""engagements": 5175989, "avgLikes": 5122472, "avgComments": 53517"#, "\"x\": 1");
    check(&both, &[(counts, Value::Null)]);
}

#[test]
fn null_blocks_and_empty_lists_are_absent_and_not_zero() {
    let found = made("insightiq", "insightiq.json", &[]);
    let audiences = |creator: &Value| -> Vec<Value> {
        creator["accounts"][0]["audience"].as_array().into_iter().flatten().map(|one| one["of"].clone()).collect()
    };
    assert_eq!(audiences(&found[0]), ["followers", "likers"], "a block of nulls is no audience of commenters");
    assert_eq!(audiences(&found[1]), ["followers"], "a block that is null is none either");
    check(
        &found[1],
        &[
            ("/accounts/0/audience/0/types", Value::Null),
            ("/accounts/0/audience/0/languages", Value::Null),
            ("/accounts/0/history", Value::Null),
        ],
    );
    check(
        &found[0],
        &[("/accounts/0/posts/0/saves", Value::Null), ("/accounts/0/history/0/avg_comments", Value::Null)],
    );
    let (creator, _) = insightiq(r#""audience": {"follower_types": [], "countries": [], "credibility_score": null}"#);
    check(&creator, &[("/accounts/0/audience", Value::Null), ("/accounts/0/reported", Value::Null)]);
    let (creator, _) = insightiq(r#""audience": null, "audience_likers": {"credibility_score": 0.9}"#);
    check(
        &creator,
        &[("/accounts/0/audience/0/of", json!("likers")), ("/accounts/0/audience/0/credibility", json!(0.9))],
    );
}

#[test]
fn instagram_empty_sets_are_unknown_and_impressions_are_no_views() {
    let found = made("instagram-graph", "instagram-graph.json", &[]);
    check(
        &found[0],
        &[
            ("/accounts/0/posts/0/impressions", json!(7100)),
            ("/accounts/0/posts/0/views", Value::Null),
            ("/accounts/0/posts/1/views", json!(14000)),
            ("/accounts/0/posts/1/impressions", Value::Null),
            ("/accounts/0/posts/2/reach", Value::Null),
            ("/accounts/0/posts/2/likes", Value::Null),
            ("/accounts/0/posts/2/comments", json!(15)),
        ],
    );
}

#[test]
fn youtube_counts_are_texts_and_hidden_subscribers_unknown() {
    let found = made("youtube-data", "youtube-data.json", &[]);
    check(
        &found[0],
        &[
            ("/accounts/0/followers", json!(413_000)),
            ("/accounts/0/posts/0/views", json!(71234)),
            ("/accounts/0/posts/1/comments", Value::Null),
            ("/accounts/0/posts/1/likes", Value::Null),
        ],
    );
    check(
        &found[1],
        &[
            ("/accounts/0/followers", Value::Null),
            ("/attributes/statistics/subscriberCount", json!("0")),
            // What one video has is measured, even where it is nothing.
            ("/accounts/0/posts/0/likes", json!(0)),
        ],
    );
}

#[test]
fn videos_alone_are_no_channels() {
    let videos = br#"{"items": [{"id": "v1", "snippet": {"title": "x", "channelId": "UC1"}, "statistics": {"viewCount": "5"}}]}"#;
    let done = through("youtube-data", videos, &[]);
    assert_eq!(done.rejected[0].problems[0].source.as_deref(), Some("statistics.videoCount"), "what they lack");
}

#[test]
fn one_broken_post_does_not_cost_the_report() {
    let posts = r#""recentPosts": [{"url": "https://www.instagram.com/p/a", "created": "2026-02-01T00:00:00Z", "likes": -1},
        {"url": "https://www.instagram.com/p/b", "created": "2026-02-02T00:00:00Z", "likes": 7}]"#;
    let creator = modash(r#""avgLikes": 5"#, posts);
    check(
        &creator,
        &[
            ("/accounts/0/posts/0/id", json!("b")),
            ("/accounts/0/posts/1", Value::Null),
            ("/attributes/recentPosts/0/likes", json!(-1)),
        ],
    );
}

#[test]
fn a_channel_with_170_million_subscribers_and_no_views() {
    let (found, _) = list(
        "Youtuber,Subscribers,Avg views,Avg likes,Video views\nA,170M,0,0,0\nB,0,5,1,9\n",
        &[("platform", "youtube")],
    );
    check(
        &found[0],
        &[
            ("/accounts/0/followers", json!(170_000_000)),
            ("/accounts/0/reported", Value::Null),
            ("/attributes/Video views", json!(0)),
        ],
    );
    // An account may have no followers; only averages of nothing are no measurement.
    check(&found[1], &[("/accounts/0/followers", json!(0)), ("/accounts/0/reported/avg_views", json!(5.0))]);
}

#[test]
fn null_growth_and_null_country_are_unknown() {
    let (found, warnings) = list(
        "Youtuber,subscribers,Country,Growth 30d\nA,5,nan,nan\nB,5,Brazil,2.5%\nC,5,Atlantis,-1%\nD,5,NA,NA\n",
        &[("platform", "youtube")],
    );
    check(&found[0], &[("/location", Value::Null), ("/accounts/0/reported", Value::Null)]);
    check(&found[1], &[("/location/country", json!("BR")), ("/accounts/0/reported/growth_30d", json!(0.025))]);
    check(&found[2], &[("/location", Value::Null), ("/attributes/Country", json!("Atlantis"))]);
    check(&found[3], &[("/location", Value::Null), ("/attributes/Country", json!("NA"))]);
    assert!(warnings[0].contains("`Country` was set aside 1 times, first in row 3: `Atlantis`"), "{warnings:?}");
}

#[test]
fn equal_names_stay_apart_and_equal_handles_are_rejected() {
    let found = made("list", "list-youtube-pt.csv", &[("platform", "youtube")]);
    let ids: Vec<&Value> = found.iter().map(|creator| &creator["id"]).collect();
    assert_eq!(ids, ["youtube:Canal da Ana", "youtube:Receitas", "youtube:Receitas (row 3)"], "two of one name");
    assert_eq!(found[1]["accounts"][0]["followers"], 12_300_000, "neither has anything of the other");
    assert_eq!(found[2]["accounts"][0]["followers"], 9_900_000, "neither has anything of the other");

    let done = through("list", &sample("list-tiktok.csv"), &[("platform", "tiktok")]);
    assert_eq!((done.creators.len(), done.rejected.len()), (2, 1), "one handle is one account");
    let problem = &done.rejected[0].problems[0];
    assert_eq!(problem.message, "row 1 has the same id `tiktok:mbaktini`");
    assert_eq!(problem.source.as_deref(), Some("accounts[0].handle"), "and why");
}

#[test]
fn broken_cells_are_unknown() {
    let found = made("hypeauditor", "hypeauditor.csv", &[]);
    check(
        &found[1],
        &[
            ("/accounts/0/reported/quality_score", Value::Null),
            ("/accounts/0/reported/avg_comments", Value::Null),
            ("/accounts/0/reported/avg_likes", Value::Null),
            ("/accounts/0/reported/avg_views", json!(410_000.0)),
        ],
    );
    let found = made("list", "list-youtube-pt.csv", &[("platform", "youtube")]);
    check(&found[2], &[("/location", Value::Null), ("/accounts/0/reported/avg_comments", Value::Null)]);
}

#[test]
fn lists_of_four_platforms_in_four_languages() {
    let instagram = made("list", "list-instagram.csv", &[("platform", "instagram"), ("as_of", "2022-12-01")]);
    check(
        &instagram[0],
        &[
            ("/accounts/0/followers", json!(48_200_000)),
            (
                "/accounts/0/reported/engagement_rate",
                json!({ "value": 1_400_000.0 / 48_200_000.0, "per": "followers" }),
            ),
            ("/accounts/0/reported/provenance/as_of", json!("2022-12-01T00:00:00Z")),
            ("/attributes/Eng. (Auth.)", json!("1.1M")),
            ("/attributes/Eng. (Avg.)", json!("1.4M")),
        ],
    );
    check(&instagram[1], &[("/accounts/0/reported", Value::Null), ("/location/country", json!("US"))]);
    let tiktok = through("list", &sample("list-tiktok.csv"), &[("platform", "tiktok")]);
    let tiktok = serde_json::to_value(&tiktok.creators[0]).expect("a creator is JSON");
    check(
        &tiktok,
        &[("/accounts/0/followers", json!(12_300_000)), ("/accounts/0/reported/avg_views", json!(850_500.0))],
    );
    let twitch = made("list", "list-twitch.csv", &[("platform", "twitch")]);
    check(&twitch[0], &[("/accounts/0/followers", json!(3_246_298)), ("/attributes/Average viewers", json!(27716))]);
    let (found, _) = list("Nome;Seguidores\nA;12,3 mi\nB;1,2 milhões\n", &[("platform", "youtube")]);
    check(&found[0], &[("/accounts/0/followers", json!(12_300_000))]);
    check(&found[1], &[("/accounts/0/followers", json!(1_200_000))]);
    for header in [
        "Nama;Pengikut;Rata-rata tayangan",
        "Nombre;Seguidores;Vistas promedio",
        "NOME;SEGUIDORES;media de visualizacoes",
    ] {
        let (found, _) = list(&format!("{header}\nA;12;34\n"), &[("platform", "TikTok")]);
        check(
            &found[0],
            &[
                ("/name", json!("A")),
                ("/accounts/0/followers", json!(12)),
                ("/accounts/0/reported/avg_views", json!(34.0)),
            ],
        );
    }
}

#[test]
fn a_rate_of_a_list_needs_to_say_of_what() {
    let table = "Username,Followers,Engagement rate\na,1000,4.2%\nb,1000,0.05\nc,1000,4\n";
    let (silent, warnings) = list(table, &[("platform", "tiktok")]);
    assert!(warnings[0].contains("3 times") && warnings[0].contains("`--set rate_per=…`"), "{warnings:?}");
    check(&silent[0], &[("/accounts/0/reported", Value::Null), ("/attributes/Engagement rate", json!("4.2%"))]);
    let (said, warnings) = list(table, &[("platform", "tiktok"), ("rate_per", "views")]);
    let rate = "/accounts/0/reported/engagement_rate";
    check(&said[0], &[(rate, json!({ "value": 0.042, "per": "views" }))]);
    check(&said[1], &[(rate, Value::Null), ("/attributes/Engagement rate", json!(0.05))]);
    check(&said[2], &[(rate, Value::Null), ("/attributes/Engagement rate", json!(4))]);
    assert!(warnings[0].starts_with("`Engagement rate` was set aside 2 times, first in row 2"), "{warnings:?}");
}

#[test]
fn a_rate_below_1_is_no_fraction_in_a_column_of_percentages() {
    let choices = [("platform", "tiktok"), ("rate_per", "followers")];
    let rate = "/accounts/0/reported/engagement_rate/value";
    let rates = |header: &str, cells: &[&str]| -> Vec<Value> {
        let rows: Vec<String> = cells.iter().enumerate().map(|(n, cell)| format!("c{n};{cell}\n")).collect();
        let (found, _) = list(&format!("Username;{header}\n{}", rows.concat()), &choices);
        found.iter().map(|creator| creator.pointer(rate).cloned().unwrap_or(Value::Null)).collect()
    };
    let cells = ["4.58", "0.9", "1.2", "0.9%"];
    assert_eq!(rates("ER", &cells), [Value::Null, Value::Null, Value::Null, json!(0.009)], "0.9 % or 90 %");
    assert_eq!(rates("ER (%)", &["4,58", "0,9", "1,2"]), [json!(0.0458), json!(0.009), json!(0.012)]);
    let mut fractions = vec!["0.02"; 39];
    fractions.push("1.91");
    let found = rates("ER", &fractions);
    assert_eq!((&found[0], &found[39]), (&json!(0.02), &Value::Null), "one of forty has 191 %, or a slip");
}

#[test]
fn protected_traits_are_dropped_wherever_they_stand() {
    let mapping = "[mapping]\nname = 'm'\nformat = 'json'\nrows = ''\n[fields]\nid = 'id'\n\
                   \"accounts[0].platform\" = { const = 'x' }\n\"attributes.all\" = 'deep'";
    let mapping = Mapping::parse(mapping, "m.toml").expect("valid");
    let row = r#"[{"id": "a", "religion": "x", "raceWins": 3, "audience": {"audienceEthnicities": [1], "Political views": "x",
        "list": [{"ethnicity_breakdown": {"a": 1}, "kept": 1}]}, "deep": {"in": [{"Religious Affiliation": 1, "kept": 2}]}}]"#;
    let done = import(row.as_bytes(), &mapping, &Options::default()).expect("readable");
    let want = json!({ "raceWins": 3, "audience": { "list": [{ "kept": 1 }] }, "all": { "in": [{ "kept": 2 }] } });
    assert_eq!(creators(&done)[0]["attributes"], want, "the rest is kept");
    for name in ["religion", "audienceEthnicities", "Political views", "ethnicity_breakdown", "Religious Affiliation"] {
        assert!(done.warnings.iter().any(|warning| warning.starts_with(&format!("`{name}` was left out"))), "{name}");
    }
    let (found, warnings) = list("Username,Followers,Ethnicity,Agama,Category\na,5,x,y,z\n", &[("platform", "x")]);
    check(&found[0], &[("/attributes", json!({ "Category": "z" }))]);
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let asked = "[mapping]\nname = 'm'\nformat = 'json'\n[fields]\nid = 'id'\n\"accounts[0].platform\" = { const = 'x' }\n\
                 \"attributes.x\" = 'audience.ethnicities'";
    let errors = Mapping::parse(asked, "m.toml").expect_err("a mapping may not ask for them");
    assert!(errors[0].message.contains("`audience.ethnicities` is a protected trait"), "{errors:?}");
}

#[test]
fn a_rate_of_zero_says_that_nothing_was_measured() {
    let (found, _) = insightiq(r#""engagement_rate": 0, "average_likes": 0"#);
    check(&found, &[("/accounts/0/reported", Value::Null)]);
    check(&modash(r#""engagementRate": 0"#, "\"x\": 1"), &[("/accounts/0/reported", Value::Null)]);
    for (mapping, header) in
        [("list", "ER %"), ("list", "ER"), ("modash", "ER"), ("modash", "ER %"), ("hypeauditor", "ER")]
    {
        let choices: &[(&str, &str)] = if mapping == "list" { &[("rate_per", "views")] } else { &[] };
        let table = format!("Username,Platform,Followers,{header}\na,ig,5,0\nb,ig,5,0.00%\n");
        for creator in creators(&through(mapping, table.as_bytes(), choices)) {
            check(&creator, &[("/accounts/0/reported", Value::Null), ("/accounts/0/followers", json!(5))]);
        }
    }
}
