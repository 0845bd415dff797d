//! Words on orders, forecasts and results: of one who has too few posts, and what they refuse.

use saring_pack::{Answer, Fault};

use super::run;

fn said(expression: &str) -> Option<f64> {
    match run(&format!("unknown(\"x\").evidence(\"v\", {expression})")) {
        Ok(Answer::Check(mut answer)) => answer.evidence.remove(0).quantity.value,
        other => panic!("{expression}: {other:?}"),
    }
}

/// A forecast of what the campaign orders, which is nothing.
fn forecast(rest: &str) -> String {
    let ordered = "campaign.deliverables(creator.platform)";
    format!("creator.posts.forecast(\"views\", \"views\", {ordered}, creator.id, 3, 50){rest}")
}

#[test]
fn curves_are_made_of_curves() {
    let table = [
        ("ramp(10, 0).shrunk(5, 50, 5).of(0)", 75.0),
        ("ramp(0, 10).shrunk(5, 50, 5).of(5)", 50.0),
        ("ramp(0, 10).shrunk(0, 30, 0).of(10)", 30.0),
        ("curve([1, 2], [0, 100]).shrunk(3, 0, 1).of(2)", 75.0),
        ("steps([1, 2], [20, 60]).shrunk(1, 0, 1).of(3)", 30.0),
        ("points(80).shrunk(1, 0, 1).of(3)", 40.0),
        ("log_normal_curve(1.29, 0.5).of(1.29)", 69.472_357),
        ("log_normal_curve(creator.posts.len(), 1).of(0)", 0.003_167_124),
        ("creator.posts.engagements().median()", 60.0),
        ("creator.posts.organic().engagements().known()", 1.0),
    ];
    for (expression, wanted) in table {
        assert!(said(expression).is_some_and(|found| (found - wanted).abs() < 1e-6), "{expression}");
    }
}

#[test]
fn what_is_not_known_stays_unknown() {
    let table = [
        "campaign.deliverables(creator.platform).posts",
        "campaign.deliverables(\"myspace\").share(\"reel\")",
        "campaign.creators_expected",
        "campaign.predictable_target(\"er\")",
        "campaign.creator_fees(0.5).in_currency(\"IDR\")",
        "creator.rates.price_of(campaign.deliverables(creator.platform)).in_currency(\"IDR\")",
        "creator.past_campaigns.achievement([], 1).log_ratios.mean()",
        "creator.past_campaigns.achievement([\"cpa\"], 1.5).age_days",
        "creator.followers.as_missing()",
        &forecast(".expected"),
        &forecast(".low(0.8)"),
        &forecast(".high(0.8)"),
        &forecast(".chance_of(1)"),
    ];
    for expression in table {
        assert_eq!(said(expression), None, "{expression}");
    }
    assert_eq!(said(&forecast(".posts")), Some(0.0));
    assert_eq!(said(&forecast(".curve.of(1)")), Some(0.0));
    assert_eq!(said("column(campaign.predictable_kpis).len()"), Some(0.0));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let order = "campaign.deliverables(\"tiktok\")";
    let table = [
        (
            format!("creator.posts.forecast(\"cpa\", \"views\", {order}, \"\", 3, 50)"),
            "`cpa` is no KPI that posts show",
        ),
        (format!("creator.posts.forecast(\"views\", \"likes\", {order}, \"\", 3, 50)"), "`likes` is no base of a rate"),
        (format!("{order}.share(\"gif\")"), "`gif` is no format"),
        ("campaign.predictable_target(\"x\")".to_owned(), "`x` is no KPI that posts show"),
        ("creator.past_campaigns.achievement([1], 1)".to_owned(), "a list of metrics is due here"),
    ];
    for (expression, wanted) in table {
        match run(&format!("let v = {expression}; unknown(\"x\")")) {
            Err(Fault::Raised { message, .. }) => assert!(message.starts_with(wanted), "{expression}: {message}"),
            other => panic!("{expression}: {other:?}"),
        }
    }
}
