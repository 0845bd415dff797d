//! A pack in full, for people.

use saring_app::pack_test::PackTestReport;
use saring_app::packs::{CheckDetail, LayerDetail, PackDetail, Said};
use saring_app::report::Status;

use super::grid;
use super::style::{self, bold, dim};
use crate::visible::visible;

/// Everything in a pack, each number with the place that says it.
pub fn detail(pack: &PackDetail, width: u16) -> String {
    let title = visible(pack.title.as_deref().unwrap_or_default());
    let mut text = format!("{} {title}\n", bold(&format!("{}@{}", pack.name, pack.version)));
    let extends =
        if pack.extends.is_empty() { String::new() } else { format!(" · extends {}", pack.extends.join(", ")) };
    let languages = pack.languages.join(", ");
    text.push_str(&dim(&format!("{}\nengine {} · texts in {languages}{extends}\n", pack.digest, pack.engine)));
    section(&mut text, "Policy", &grid::plain(&["Value", "Is", "Said in"], policy(pack), width));
    section(&mut text, "Goals", &goals(pack, width));
    for layer in &pack.layers {
        section(&mut text, &format!("Layer {}", layer.id), &self::layer(layer, width));
    }
    for group in &pack.preflight {
        section(&mut text, &format!("Preflight {}", group.id), &layer(group, width));
    }
    section(&mut text, "Tiers", &tiers(pack, width));
    if !pack.fallbacks.is_empty() {
        section(&mut text, "Fallbacks", &format!("{}\n", pack.fallbacks.join("\n")));
    }
    text
}

fn section(text: &mut String, title: &str, body: &str) {
    text.push_str(&format!("\n{}\n{body}", bold(title)));
}

fn row<T: ToString>(name: &str, said: &Said<T>) -> Vec<String> {
    vec![name.to_owned(), said.value.to_string(), said.at.clone()]
}

/// A word of a closed list as it is written.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

fn policy(pack: &PackDetail) -> Vec<Vec<String>> {
    let policy = &pack.policy;
    let no_tier = Said { value: word(&policy.on_no_tier.value), at: policy.on_no_tier.at.clone() };
    let rank_by = Said { value: word(&policy.rank_by.value), at: policy.rank_by.at.clone() };
    vec![
        row("pass from", &policy.pass_at),
        row("warn from", &policy.warn_at),
        row("known share to select", &policy.select_coverage_min),
        row("without a tier", &no_tier),
        row("rank by", &rank_by),
    ]
}

fn goals(pack: &PackDetail, width: u16) -> String {
    let layers: Vec<&str> = pack.layers.iter().map(|layer| layer.id.as_str()).collect();
    let rows = pack.goals.iter().map(|goal| {
        let weights =
            layers.iter().map(|layer| goal.weights.get(*layer).map_or("–".to_owned(), |it| it.value.to_string()));
        let metrics = goal.metrics.join(", ");
        std::iter::once(goal.id.clone()).chain(weights).chain([metrics]).collect()
    });
    let header: Vec<&str> = std::iter::once("Goal").chain(layers.iter().copied()).chain(["Measured by"]).collect();
    grid::plain(&header, rows.collect(), width)
}

fn layer(layer: &LayerDetail, width: u16) -> String {
    let gate = layer.gate.as_ref().map(|gate| {
        let (unknown, fault) = (word(&gate.on_unknown), word(&gate.on_fault));
        format!(
            "gate from {} points ({}); unknown: {unknown}, fault: {fault} · ",
            gate.min_score.value, gate.min_score.at
        )
    });
    let known = format!("{}at least {} of the weight must be known", gate.unwrap_or_default(), layer.coverage_min);
    let checks: String = layer.checks.iter().map(|check| self::check(check, width)).collect();
    format!("{}\n{checks}", dim(&known))
}

fn check(check: &CheckDetail, width: u16) -> String {
    let tables =
        if check.tables.is_empty() { String::new() } else { format!(" · tables {}", check.tables.join(", ")) };
    let head =
        format!("weight {} ({}) · {} ({}){tables}", check.weight.value, check.weight.at, check.run.value, check.run.at);
    let declared = format!("{}.params.toml:", check.run.value.trim_end_matches(".rhai"));
    let rows = check.params.iter().map(|param| {
        let said = &param.value;
        let said_in = if said.at.contains(&declared) { "default".to_owned() } else { said.at.clone() };
        let value = match (said.value.as_str(), said.value.as_f64()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(number)) => number.to_string(),
            (None, None) => said.value.to_string(),
        };
        let unit = param.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        vec![format!("  {}", param.name), format!("{value}{unit}"), said_in, param.doc.clone(), param.source.clone()]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let params = match rows.is_empty() {
        true => String::new(),
        false => grid::plain(&["  Param", "Is", "Said in", "Meaning", "Source"], rows, width),
    };
    format!("\n{} {}\n{params}", bold(&check.id), dim(&head))
}

fn tiers(pack: &PackDetail, width: u16) -> String {
    let rows = pack.tiers.iter().map(|tier| {
        let until = tier.followers_max.map_or("–".to_owned(), |until| until.to_string());
        vec![tier.id.to_string(), tier.followers_min.to_string(), until, tier.role.clone(), tier.measured_by.join(", ")]
    });
    grid::plain(&["Tier", "From", "Below", "Role", "Measured by"], rows.collect(), width)
}

/// How a pack's cases ended: each rule's in a row, and below what is otherwise.
pub fn tests(report: &PackTestReport, width: u16) -> String {
    let mut rules: Vec<(&str, usize, usize)> = Vec::new();
    for case in &report.cases {
        let failed = usize::from(!case.problems.is_empty());
        match rules.iter_mut().find(|(rule, ..)| *rule == case.rule) {
            Some((_, all, wrong)) => (*all, *wrong) = (*all + 1, *wrong + failed),
            None => rules.push((&case.rule, 1, failed)),
        }
    }
    let rows = rules.iter().map(|(rule, all, wrong)| {
        let status = if *wrong == 0 { Status::Pass } else { Status::Fail };
        let mark = style::status(status, style::status_mark(status));
        vec![format!("{mark} {}", visible(rule)), (all - wrong).to_string(), wrong.to_string()]
    });
    let mut text = grid::plain(&["Rule", "Passed", "Failed"], rows.collect(), width);
    for case in report.cases.iter().filter(|case| !case.problems.is_empty()) {
        text.push_str(&format!("\n{} {}\n", bold(&visible(&case.name)), dim(&visible(&case.file))));
        case.problems.iter().for_each(|problem| text.push_str(&format!("  ✗ {}\n", visible(problem))));
    }
    if !report.untested.is_empty() {
        text.push_str(&format!("\nno case of {}\n", report.untested.join(", ")));
    }
    let failed = report.failed();
    text.push_str(&format!(
        "\n{} of {} cases passed, {failed} failed\n",
        report.cases.len() - failed,
        report.cases.len()
    ));
    text.push_str(&format!("{}\n", dim(&format!("{} {}", report.pack, report.digest))));
    text
}
