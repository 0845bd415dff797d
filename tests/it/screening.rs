//! The screening pack on a plain spreadsheet: averages, sizes and countries, no posts and no records of one's own.

use std::collections::BTreeSet;

use saring_app::import::{Options, builtin, import};
use saring_app::report::Report;
use saring_app::score::ScoreRequest;
use saring_app::{App, Config};
use saring_model::creator::{Account, Post};
use saring_model::{Count, Creator, Timestamp};
use std::sync::Arc;

const AS_OF: &str = "2026-03-01T00:00:00Z";

/// What a provider would export of a creator: its own averages, and now and then nothing.
fn row(index: usize, creator: &Creator) -> String {
    let account: &Account = &creator.accounts[0];
    let posts = account.posts.as_deref().unwrap_or_default();
    let mean = |metric: &dyn Fn(&Post) -> Option<Count>| {
        let known: Vec<f64> = posts.iter().filter_map(metric).map(Count::as_f64).collect();
        if known.is_empty() { String::new() } else { format!("{:.0}", known.iter().sum::<f64>() / known.len() as f64) }
    };
    let count = |count: Option<Count>| count.map(|count| count.get().to_string()).unwrap_or_default();
    let country = creator.location.as_ref().and_then(|location| location.country.as_ref());
    let country = country.map(ToString::to_string).unwrap_or_default();
    // Every third export line says how the account grew, and every fifth who follows it.
    let growth = if index.is_multiple_of(3) { format!("{}", index % 40) } else { String::new() };
    let credibility = if index.is_multiple_of(5) { format!("0.{}", 50 + index % 45) } else { String::new() };
    let platform = serde_json::to_value(account.platform).unwrap();
    format!(
        "{},{},{country},{},{},{},{},{},{growth},{credibility},{AS_OF}",
        creator.id,
        platform.as_str().unwrap(),
        count(account.followers),
        count(account.following),
        mean(&|post| post.likes),
        mean(&|post| post.comments),
        mean(&|post| post.views),
    )
}

fn screened() -> Report {
    screen(&sheet())
}

/// Two hundred lines of an export, with their header.
fn sheet() -> String {
    let as_of = Timestamp::parse(AS_OF).unwrap();
    let header = "id,platform,country,followers,following,avg_likes,avg_comments,avg_views,growth_30d_percent,audience_credibility,as_of";
    let roster = saring_app::demo::roster(3, 200, as_of);
    let rows: Vec<String> = roster.iter().enumerate().map(|(index, creator)| row(index, creator)).collect();
    format!("{header}\n{}\n", rows.join("\n"))
}

fn screen(sheet: &str) -> Report {
    let as_of = Timestamp::parse(AS_OF).unwrap();
    let imported = import(sheet.as_bytes(), &builtin("template").unwrap().unwrap(), &Options::default()).unwrap();
    assert_eq!((imported.creators.len(), imported.rejected.len()), (200, 0), "{:?}", imported.rejected.first());
    let creators = imported.creators.into_iter().map(Arc::new).collect();
    let campaign = Arc::new(saring_app::demo::campaign().unwrap());
    let request = ScoreRequest { pack: Some("screening".to_owned()), ..ScoreRequest::new(campaign, creators) };
    App::open(&Config::default()).unwrap().score(&request.at(as_of), as_of).unwrap()
}

#[test]
fn an_export_of_two_hundred_rows_is_ranked_for_several_reasons() {
    let report = screened();
    assert_eq!((report.summary.creators, report.summary.faults), (200, 0));
    let codes: BTreeSet<&str> = (report.creators.iter())
        .flat_map(|creator| &creator.layers)
        .flat_map(|layer| &layer.checks)
        .filter(|check| check.score.is_some())
        .flat_map(|check| &check.reasons)
        .map(|reason| reason.code.as_str())
        .collect();
    assert!(codes.len() >= 10, "{codes:?}");
    let grounds: BTreeSet<_> = report.summary.reasons.iter().map(|group| (&group.code, &group.layer)).collect();
    assert!(grounds.len() >= 5, "{grounds:?}");
    let scores: BTreeSet<String> =
        report.creators.iter().filter_map(|creator| creator.score).map(|score| format!("{:.4}", score.0)).collect();
    assert!(scores.len() > 150, "hardly any two creators are alike: {} scores", scores.len());
    let findings: BTreeSet<&str> = report.summary.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(findings.len() >= 5, "{findings:?}");
    assert!(report.summary.select >= 20 && report.summary.review >= 20, "{:?}", report.summary);
}

#[test]
fn what_an_export_cannot_say_is_named_first() {
    let report = screened();
    let silent = |check: &str| report.summary.silent.iter().find(|silent| silent.check == check);
    for layer in &report.creators[0].layers {
        let unknown = report
            .creators
            .iter()
            .all(|creator| creator.layers.iter().any(|told| told.id == layer.id && told.score.is_none()));
        for check in layer.checks.iter().filter(|_| unknown) {
            let told =
                silent(&format!("{}.{}", layer.id, check.id)).expect("a check of a layer that is unknown is listed");
            assert!(!told.missing.is_empty() && !told.reason.is_empty(), "{told:?}");
        }
    }
    assert!(silent("brand-safety.content-red-flags").is_some(), "an export has no posts to look at");
    assert!(silent("authenticity.following-ratio").is_none_or(|silent| silent.creators < 100));
}

#[test]
fn countries_are_told_by_their_names() {
    let report = screen(&sheet().replacen(",ID,", ",MY,", 1).replacen(",ID,", ",IS,", 1));
    let checks = report.creators.iter().flat_map(|creator| &creator.layers).flat_map(|layer| &layer.checks);
    let told: BTreeSet<&str> = (checks.filter(|check| check.id == "home-market" && check.score.is_some()))
        .flat_map(|check| &check.reasons)
        .map(|reason| reason.text.as_str())
        .collect();
    assert!(told.contains("Lives in Indonesia, where the campaign wants to be seen."), "{told:?}");
    assert!(told.contains("Lives in Malaysia, outside the campaign's countries."), "{told:?}");
    let unnamed = "Lives in IS, outside the campaign's countries.";
    assert!(told.contains(unnamed), "a country without a name is shown as its code: {told:?}");
}
