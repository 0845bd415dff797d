//! Reports for programs.

use std::io::{self, Write};

use saring_app::report::{self, AuditReport, CreatorReport, PlanReport, Report};
use serde::Serialize;
use serde_json::{Value, json};

use crate::visible::is_steering;

/// The whole report on one line.
pub fn json(report: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    out.write_all(b"\n")
}

/// A creator a line, and an `end` line with everything else, which also says that nothing is missing.
pub fn ndjson(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rest = Report { creators: Vec::new(), ..report.clone() };
    lines(&report.creators, &rest, out)
}

/// An audited creator a line, and an `end` line with everything else, which also says that nothing is missing.
pub fn audit_ndjson(report: &AuditReport, out: &mut dyn Write) -> io::Result<()> {
    let rest = AuditReport { creators: Vec::new(), ..report.clone() };
    lines(&report.creators, &rest, out)
}

fn lines(creators: &[impl Serialize], rest: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    for creator in creators {
        json(creator, out)?;
    }
    let mut end = serde_json::to_value(rest)?;
    if let Value::Object(fields) = &mut end {
        fields.remove("creators");
        fields.insert("listed".to_owned(), creators.len().into());
    }
    json(&json!({ "end": end }), out)
}

/// One flat row per creator, with the score of every layer.
pub fn csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    const FLAT: &[&str] = &[
        "rank",
        "id",
        "name",
        "verdict",
        "score",
        "low",
        "high",
        "confidence",
        "coverage",
        "tier",
        "platform",
        "handle",
        "followers",
        "country",
        "languages",
        "reason_code",
        "reason",
        "faults",
    ];
    let layers: Vec<&str> = report.campaign.weights.iter().map(|layer| layer.layer.as_str()).collect();
    let mut writer = csv::Writer::from_writer(out);
    let header = FLAT.iter().map(ToString::to_string).chain(layers.iter().map(|layer| format!("layer.{layer}")));
    writer.write_record(header)?;
    for creator in &report.creators {
        let scores = layers.iter().map(|id| {
            let layer = creator.layers.iter().find(|layer| layer.id == *id);
            layer.and_then(|layer| layer.score).map(|score| score.rounded().to_string()).unwrap_or_default()
        });
        writer.write_record(flat(creator).into_iter().chain(scores))?;
    }
    writer.flush()
}

/// A booking a line.
pub fn bookings_csv(report: &PlanReport, out: &mut dyn Write) -> io::Result<()> {
    const HEADER: [&str; 16] = [
        "rank",
        "id",
        "name",
        "tier",
        "package",
        "deliverables",
        "fee",
        "currency",
        "price_source",
        "fair",
        "pricing",
        "value",
        "low",
        "high",
        "adds",
        "reach",
    ];
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADER)?;
    for booking in &report.bookings {
        let number = |value: report::Value| value.rounded().to_string();
        let posts = booking.deliverables.iter().map(|each| {
            let posts = each.quantity.map_or(1, |quantity| quantity.get());
            format!("{posts} {} {}", each.platform.as_str(), each.format.as_str())
        });
        let word = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
        writer.write_record([
            booking.rank.to_string(),
            cell(&booking.creator),
            cell(booking.name.as_deref().unwrap_or_default()),
            booking.tier.as_deref().unwrap_or_default().to_owned(),
            booking.package.clone(),
            posts.collect::<Vec<_>>().join("; "),
            booking.fee.amount(),
            booking.fee.currency().as_str().to_owned(),
            word(serde_json::to_value(booking.price.source).ok()),
            booking.price.fair.map(number).unwrap_or_default(),
            word(serde_json::to_value(booking.price.standing).ok()),
            number(booking.value),
            number(booking.low),
            number(booking.high),
            number(booking.adds),
            booking.reach.map(number).unwrap_or_default(),
        ])?;
    }
    writer.flush()
}

fn flat(creator: &CreatorReport) -> Vec<String> {
    let reason = creator.reasons.first();
    let platform = serde_json::to_value(creator.account.platform).ok();
    vec![
        creator.rank.to_string(),
        cell(&creator.id),
        cell(creator.name.as_deref().unwrap_or_default()),
        creator.verdict.as_str().to_owned(),
        creator.score.map(|score| score.rounded().to_string()).unwrap_or_default(),
        creator.low.rounded().to_string(),
        creator.high.rounded().to_string(),
        creator.confidence.rounded().to_string(),
        creator.coverage.rounded().to_string(),
        creator.tier.id.as_deref().unwrap_or_default().to_owned(),
        platform.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned(),
        cell(creator.account.handle.as_deref().unwrap_or_default()),
        creator.account.followers.map(|followers| followers.to_string()).unwrap_or_default(),
        creator.country.clone().unwrap_or_default(),
        creator.languages.join(" "),
        reason.map(|reason| reason.code.clone()).unwrap_or_default(),
        cell(reason.map_or("", |reason| &reason.text)),
        creator.faults.len().to_string(),
    ]
}

/// A stranger's text as a cell: a spreadsheet must not take it for a formula, and nothing in it steers a terminal.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|char| matches!(char, '\t' | '\n' | '\r') || !is_steering(*char)).collect();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
