//! The cases of each metric, and what every metric owes its reader.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_app::cases::{Case, Difference, told_of_metric};
use saring_model::results::Dimension;
use saring_pack::rule::Question;
use saring_pack::{Answer, CompiledPack, MetricAsk, Rule};
use saring_runtime_rhai::RhaiRuntime;
use serde_json::{Value, json};

use super::Measured;
use crate::rhai::cases::{cases, extension};
use crate::rhai::{bound_by, extending, standard};

/// Every metric by its dimension: the four times four or five of domain 1.5, and those that are named beside them.
const METRICS: [(Dimension, &[&str]); 4] = [
    (
        Dimension::Quantitative,
        &[
            "reach-impressions",
            "engagement-quality",
            "ctr-cvr",
            "roas",
            "cpa",
            "code-usage",
            "leads",
            "cpl",
            "kpi-attainment",
        ],
    ),
    (Dimension::Qualitative, &["sentiment-shift", "content-quality", "audience-feedback", "press-coverage", "emv"]),
    (
        Dimension::RelationshipValue,
        &["creator-satisfaction", "content-reuse", "community-growth", "cross-promotion", "rebook"],
    ),
    (
        Dimension::BusinessImpact,
        &["attributed-revenue", "customer-lifetime-value", "market-share", "competitive-positioning"],
    ),
];

/// Reasons that only a table of another pack gives, and one that needs the rules of the layers: it has a test of its own.
const NO_CASE: [&str; 3] = ["sentiment-shift.classifier", "audience-feedback.classifier", "rebook.gate"];

#[test]
fn every_metric_of_the_field_is_there() {
    let pack = standard(None).pack;
    for (dimension, ids) in METRICS {
        let there: Vec<&str> =
            pack.metrics.iter().filter(|metric| metric.dimension == dimension).map(|metric| &*metric.id).collect();
        assert_eq!(there, ids);
    }
}

#[test]
fn every_metric_says_what_its_cases_say() {
    let pack = standard(None);
    let (mut wrong, mut codes, mut given) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (metric, rule) in pack.pack.metrics.iter().zip(&pack.metrics) {
        for case in cases("standard", &format!("metrics/{}", metric.id)) {
            let section = format!("metrics.{}.measures.{}", metric.dimension.as_str(), metric.id);
            let extended = extension(&case, "standard", &section).map(|text| standard(Some(&text)));
            let told = tell(&case, &metric.id, extended.as_ref().unwrap_or(&pack));
            codes.extend(codes_of(&told));
            for Difference { key, told, expected } in case.differences(&told) {
                wrong.push(format!("{}: {}: {key} is {told}, not {expected}", metric.id, case.name));
            }
        }
        given.extend(rule.describe().reasons.iter().cloned());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unseen: Vec<&String> = given.difference(&codes).filter(|code| !NO_CASE.contains(&code.as_str())).collect();
    assert!(unseen.is_empty(), "no case of {unseen:?}");
}

/// A classifier that calls everything alike tells nothing of what people feel.
#[test]
fn sentiment_is_unknown_by_a_classifier_that_tells_nothing() {
    let manifest = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n\
        [metrics.qualitative.measures]\n\
        sentiment-shift.tables = [\"sentiment_confusion.csv\"]\n\
        audience-feedback.tables = [\"sentiment_confusion.csv\"]\n";
    let table = "truth,positive,neutral,negative,source,definition\n\
        positive,0,1,0,a test,shares\nneutral,0,1,0,a test,shares\nnegative,0,1,0,a test,shares\n";
    let files = BTreeMap::from([("sentiment_confusion.csv".to_owned(), Arc::from(table.as_bytes()))]);
    let pack = bound_by(&extending(manifest, files), &[Arc::new(RhaiRuntime::default())]);
    for (file, case, metric, figure, code) in [
        ("sentiment-shift", 0, "sentiment-shift", "sentiment-shift", NO_CASE[0]),
        ("audience-feedback", 0, "audience-feedback", "comment-sentiment", NO_CASE[1]),
    ] {
        let told = tell(&cases("standard", &format!("metrics/{file}"))[case], metric, &pack);
        assert_eq!((&told["figures"][figure], &told["unknown"][figure]), (&json!("unknown"), &json!(code)));
    }
}

/// Titles of dimensions, metrics, figures and verdicts, in both languages.
#[test]
fn whatever_a_scorecard_shows_has_a_title() {
    let pack = standard(None);
    let mut shown: BTreeSet<String> =
        ["rebook", "renegotiate", "replace"].iter().map(|word| format!("verdict.{word}")).collect();
    for metric in &pack.pack.metrics {
        shown.insert(format!("metric.{}", metric.id));
        shown.insert(format!("dimension.{}", metric.dimension.as_str()));
        for case in cases("standard", &format!("metrics/{}", metric.id)) {
            let told = tell(&case, &metric.id, &pack);
            shown.extend(told["figures"].as_object().unwrap().keys().map(|figure| format!("figure.{figure}")));
        }
    }
    assert!(shown.len() > 90, "{shown:?}");
    for language in ["en", "id"] {
        let codes: BTreeSet<&str> = pack.pack.locales[language].codes().collect();
        let untold: Vec<&String> = shown.iter().filter(|code| !codes.contains(code.as_str())).collect();
        assert!(untold.is_empty(), "{language} has no title for {untold:?}");
    }
}

fn codes_of(told: &Value) -> Vec<String> {
    let unknown = told["unknown"].as_object().unwrap().values();
    let reasons = told["reasons"].as_array().unwrap().iter().map(|reason| &reason["code"]);
    unknown.chain(reasons).map(|code| code.as_str().unwrap().to_owned()).collect()
}

/// What a metric says of a case's scope.
fn tell(case: &Case, metric: &str, pack: &CompiledPack) -> Value {
    let measured = Measured::of(case, pack);
    let measuring = measured.measuring(pack, case);
    let at = pack.pack.metrics.iter().position(|one| one.id == metric).unwrap();
    let rule: &dyn Rule = &*pack.metrics[at];
    let ask = MetricAsk {
        campaign: measuring.campaign,
        plan: measuring.plan,
        chronicle: measuring.chronicle,
        roster: measuring.roster,
        scopes: std::slice::from_ref(&measured.scope),
        as_of: measuring.as_of,
    };
    let answers = rule.ask(Question::Metric(ask));
    match answers.unwrap_or_else(|fault| panic!("{metric}: {}: {fault}", case.name)).remove(0) {
        Answer::Metric(answer) => told_of_metric(&answer),
        other => panic!("{metric}: {}: {other:?}", case.name),
    }
}
