//! What a client may read: the result and the reasons, and nothing that creators ask or people noted.

use std::sync::Arc;

use saring_app::plan::PlanRequest;
use saring_app::report::{ArgValue, PlanReport};
use saring_app::reporting::{Edition, Face};
use saring_pack::Unit;

use super::{CREATORS, app, as_of, plan, request, shortlist};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Amounts of single creators, as people of a language write them.
fn amounts(report: &PlanReport, locale: &saring_pack::Locale) -> Vec<String> {
    let money = |money: saring_model::Money| money.minor() as f64 / 100.0;
    let fees = report.bookings.iter().map(|one| money(one.fee));
    let fair = report.bookings.iter().filter_map(|one| Some(one.price.fair?.rounded()));
    let reasons =
        report.bookings.iter().flat_map(|one| &one.reasons).chain(report.left_out.iter().map(|one| &one.reason));
    let named = reasons.flat_map(|reason| &reason.args).filter_map(|arg| match (&arg.value, arg.name.as_str()) {
        (ArgValue::Number(value), "price" | "fair" | "fee" | "missing" | "tax") => Some(value.rounded()),
        _ => None,
    });
    // A fee as large as a tier's money would be found there.
    let told: Vec<f64> = report.budget.tiers.iter().map(|tier| money(tier.amount)).collect();
    let all = fees.chain(fair).chain(named).filter(|amount| *amount >= 10_000.0 && !told.contains(amount));
    all.map(|amount| locale.number(amount, Unit::Count)).collect()
}

#[test]
fn no_amount_of_a_creator_is_in_the_clients_plan() {
    let app = app();
    for lang in ["en", "id"] {
        let request = request(lang, CREATORS);
        let report = app.plan(&PlanRequest::new(request.clone()), as_of()).unwrap();
        let pack = app.pack("standard").unwrap();
        let amounts = amounts(&report, pack.pack.locale(lang));
        assert!(amounts.len() > 20, "there is nothing to keep: {amounts:?}");
        let internal = text(plan(&app, &request, Edition::Internal, Face::Markdown));
        assert!(amounts.iter().all(|amount| internal.contains(amount.as_str())), "the internal edition lacks amounts");
        for face in [Face::Markdown, Face::Html] {
            let client = text(plan(&app, &request, Edition::Client, face));
            let leaked: Vec<&String> = amounts.iter().filter(|amount| client.contains(amount.as_str())).collect();
            assert!(leaked.is_empty(), "{lang}: {leaked:?}");
            assert!(report.bookings.iter().all(|one| client.contains(one.name.as_deref().unwrap())));
        }
    }
}

#[test]
fn what_people_noted_is_in_the_internal_edition_alone() {
    let app = app();
    let mut request = request("en", 12);
    let own = serde_json::json!([{
        "creator": request.creators[0].id,
        "verdict": "reject",
        "by": "Dewi of the agency",
        "reason": "asked for cash under the table",
    }]);
    Arc::make_mut(&mut request.campaign).overrides = Some(serde_json::from_value(own).unwrap());
    for face in [Face::Markdown, Face::Html] {
        let internal = text(shortlist(&app, &request, Edition::Internal, face));
        let client = text(shortlist(&app, &request, Edition::Client, face));
        for confidential in ["Dewi of the agency", "cash under the table", "What to ask next"] {
            assert!(internal.contains(confidential), "{confidential}");
            assert!(!client.contains(confidential), "{confidential}");
        }
    }
}

#[test]
fn everybody_who_is_rejected_has_a_sentence_in_both_editions() {
    let (app, request) = (app(), request("id", CREATORS));
    let report = app.score(&request, as_of()).unwrap();
    for edition in [Edition::Internal, Edition::Client] {
        let told = text(shortlist(&app, &request, edition, Face::Markdown));
        let (_, section) = told.split_once("## Ditolak, dan alasannya").unwrap();
        let rows = section.split("\n## ").next().unwrap().lines().filter(|line| line.starts_with("| "));
        let rows: Vec<&str> = rows.skip(2).collect();
        assert_eq!(rows.len(), report.summary.reject);
        assert!(rows.iter().all(|row| row.ends_with(". |")), "{rows:#?}");
    }
}

#[test]
fn whoever_is_rejected_has_the_reason_of_the_verdict_in_the_clients_plan() {
    let (app, request) = (app(), request("en", CREATORS));
    let client = text(plan(&app, &request, Edition::Client, Face::Markdown));
    let report = app.plan(&PlanRequest::new(request), as_of()).unwrap();
    let because = report.left_out.iter().filter_map(|one| one.because.as_ref());
    assert!(because.clone().count() > 0, "nobody is left out for the verdict");
    assert!(!client.contains("The verdict is"), "a verdict stands without its reason");
}
