//! Reports on running campaigns as rows for programs.

use std::io::{self, Write};

use saring_app::report::{ScorecardReport, Value, WatchReport};
use serde::Serialize;

/// An action a row.
pub fn actions_csv(report: &WatchReport, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "at",
        "trigger",
        "kind",
        "creator",
        "post",
        "urgency",
        "amount",
        "currency",
        "line",
        "expires_at",
        "escalates",
        "settled",
        "reason_code",
        "reason",
    ])?;
    for told in &report.actions {
        let action = &told.action;
        let text = |id: Option<&saring_model::Id>| id.map(ToString::to_string).unwrap_or_default();
        let code = told.reasons.first().map(|reason| reason.code.clone()).unwrap_or_default();
        writer.write_record([
            action.at.to_string(),
            action.trigger.to_string(),
            word(&action.kind),
            text(action.creator.as_ref()),
            text(action.post.as_ref()),
            word(&action.urgency),
            action.amount.map(|amount| amount.amount()).unwrap_or_default(),
            action.amount.map(|amount| amount.currency().as_str().to_owned()).unwrap_or_default(),
            action.line.as_ref().map(ToString::to_string).unwrap_or_default(),
            action.expires_at.map(|at| at.to_string()).unwrap_or_default(),
            text(action.escalates.as_ref()),
            told.settled.to_string(),
            code,
            action.reason.to_string(),
        ])?;
    }
    writer.flush()
}

/// A figure of one part of the campaign a row.
pub fn figures_csv(report: &ScorecardReport, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "dimension",
        "metric",
        "figure",
        "tier",
        "platform",
        "creator",
        "value",
        "low",
        "high",
        "unit",
        "currency",
        "planned",
        "sample",
        "unknown",
        "verdict",
    ])?;
    let number = |value: Option<Value>| value.map(|value| value.rounded().to_string()).unwrap_or_default();
    let currency = report.campaign.currency.map(|code| code.as_str().to_owned()).unwrap_or_default();
    for dimension in &report.dimensions {
        for (metric, part) in
            dimension.metrics.iter().flat_map(|metric| metric.results.iter().map(move |part| (metric, part)))
        {
            for figure in &part.figures {
                let unit = word(&figure.unit);
                writer.write_record([
                    dimension.id.as_str().to_owned(),
                    metric.id.clone(),
                    figure.id.clone(),
                    part.tier.as_deref().unwrap_or_default().to_owned(),
                    part.platform.map(|platform| platform.as_str().to_owned()).unwrap_or_default(),
                    part.creator.as_ref().map(ToString::to_string).unwrap_or_default(),
                    number(figure.value),
                    number(figure.low),
                    number(figure.high),
                    unit.clone(),
                    if unit == "money" { currency.clone() } else { String::new() },
                    number(figure.planned),
                    figure.sample.map(|sample| sample.to_string()).unwrap_or_default(),
                    figure.unknown.as_ref().map(|why| why.code.clone()).unwrap_or_default(),
                    part.verdict.clone().unwrap_or_default(),
                ])?;
            }
        }
    }
    writer.flush()
}

/// A word of an enum, as it is written.
pub(super) fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
