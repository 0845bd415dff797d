//! Plugins, for people.

use saring_app::plugins::bench::BenchReport;
use saring_app::plugins::doctor::Tool;
use saring_app::plugins::inspect::Inspection;
use saring_app::plugins::list::{BrokenPlugin, PluginList, PluginSummary};
use saring_app::plugins::test::TestReport;
use serde_json::Value;

use super::grid;
use super::style::{self, bold, dim};
use crate::visible::visible;

/// Digits of a digest that tell plugins apart at a glance.
const DIGEST_SHOWN: usize = "sha256:".len() + 12;

/// The installed plugins, and the files that are broken.
pub fn list(list: &PluginList, width: u16) -> String {
    let mut text = String::new();
    if list.plugins.is_empty() {
        text.push_str("no plugin is installed; `--plugins DIR` names a folder with some\n");
    } else {
        let rows = list.plugins.iter().map(|plugin| {
            let used = if plugin.used_by.is_empty() { "–".to_owned() } else { plugin.used_by.join("\n") };
            let (name, kind) = (format!("{}@{}", plugin.id, plugin.version), plugin.kind.as_str().to_owned());
            vec![name, kind, plugin.title.clone(), short(&plugin.digest), plugin.from.join(", "), used]
        });
        text.push_str(&grid::plain(&["Plugin", "Kind", "Title", "Digest", "From", "Run by"], rows.collect(), width));
    }
    for broken in &list.broken {
        text.push_str(&self::broken(broken));
    }
    text
}

/// A file that is no plugin, and everything that is wrong with it.
fn broken(broken: &BrokenPlugin) -> String {
    let kept = broken.kept.as_ref().map(|kept| format!("; {} stays", visible(kept))).unwrap_or_default();
    let mut text = format!("\n{} is broken{kept}\n", bold(&visible(&broken.from)));
    for problem in &broken.problems {
        text.push_str(&format!("  ✗ {} {}\n", visible(&problem.message), dim(&problem.code)));
        if let Some(help) = &problem.help {
            text.push_str(&format!("    {}\n", dim(&visible(help))));
        }
    }
    text
}

fn short(digest: &str) -> String {
    digest.chars().take(DIGEST_SHOWN).collect::<String>() + "…"
}

/// What a component is.
pub fn inspection(inspected: &Inspection, width: u16) -> String {
    let mut text = head(&inspected.plugin);
    let mut section = |title: &str, body: &str| text.push_str(&format!("\n{}\n{body}", bold(title)));
    let lines = |items: &[String]| items.iter().map(|item| format!("  {}\n", visible(item))).collect::<String>();
    section("Reads", &lines(&inspected.plugin.fields));
    section("Imports", &lines(&inspected.plugin.imports));
    let params = inspected.plugin.params.get("properties").and_then(Value::as_object);
    let rows: Vec<Vec<String>> = params.into_iter().flatten().map(|(name, schema)| param(name, schema)).collect();
    if !rows.is_empty() {
        section("Params", &grid::plain(&["  Param", "Type", "Default", "Range", "Meaning", "Source"], rows, width));
    }
    for (language, texts) in &inspected.reasons {
        let rows = texts.iter().map(|(code, text)| vec![format!("  {code}"), text.clone()]);
        section(&format!("Reasons in `{language}`"), &grid::plain(&["  Code", "Text"], rows.collect(), width));
    }
    text
}

pub(super) fn head(plugin: &PluginSummary) -> String {
    format!(
        "{} {}\n{}\n",
        bold(&format!("{}@{}", plugin.id, plugin.version)),
        visible(&plugin.title),
        dim(&format!("{} · {} · {}", plugin.kind.as_str(), size(plugin.bytes as u64), plugin.digest))
    )
}

fn param(name: &str, schema: &Value) -> Vec<String> {
    let text = |key: &str| match schema.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let range = match (text("minimum"), text("maximum"), text("enum")) {
        (_, _, choices) if !choices.is_empty() => choices,
        (low, high, _) if low.is_empty() && high.is_empty() => String::new(),
        (low, high, _) => format!("{low}–{high}"),
    };
    let unit = text("x-unit");
    let default = if unit.is_empty() { text("default") } else { format!("{} {unit}", text("default")) };
    vec![format!("  {name}"), text("type"), default, range, text("description"), text("x-source")]
}

/// How a plugin's cases ended.
pub fn tests(report: &TestReport) -> String {
    let mut text = head(&report.plugin);
    let mut file = "";
    for case in &report.cases {
        if file != case.file {
            file = &case.file;
            text.push_str(&format!("\n{}\n", bold(&visible(file))));
        }
        let status =
            if case.problems.is_empty() { saring_app::report::Status::Pass } else { saring_app::report::Status::Fail };
        text.push_str(&format!("  {} {}\n", style::status(status, style::status_mark(status)), visible(&case.name)));
        case.problems.iter().for_each(|problem| text.push_str(&format!("      {}\n", visible(problem))));
    }
    let failed = report.cases.iter().filter(|case| !case.problems.is_empty()).count();
    text.push_str(&format!("\n{} cases passed, {failed} failed\n", report.cases.len() - failed));
    text.push_str(&format!("at most {} fuel and {} of memory\n", report.fuel_max, size(report.memory_bytes_peak)));
    if report.differing.is_empty() && report.reordered > 0 {
        let told = "with their events in another order, twice, and without what was not known yet: the same answers";
        text.push_str(&format!("{} cases {told}\n", report.reordered));
    }
    if report.differing.is_empty() && report.alone > 0 {
        let told = "alone, in 16, in 256 and shuffled: the same answers";
        let fuel = match report.fuel_differing.first() {
            None => "and the same fuel".to_owned(),
            Some(first) => format!("for other fuel, such as {}, as of interpreters", first.what),
        };
        text.push_str(&format!("{} {} {told} {fuel}\n", report.alone, report.parts));
    }
    for differing in &report.differing {
        let company = &differing.company;
        text.push_str(&format!("✗ `{}` {company}: {}\n", visible(&differing.case), visible(&differing.what)));
    }
    text
}

/// What a plugin costs.
pub fn costs(report: &BenchReport, width: u16) -> String {
    let mut text = head(&report.plugin);
    let empty =
        report.empty_batch_us.map_or("before the campaign".to_owned(), |us| format!("a batch of nobody: {us:.1} µs"));
    text.push_str(&format!(
        "\nadmitted in {:.1} ms, with its compiled code kept in {:.1} ms\n{empty}, {} fuel\n\n",
        report.admit_ms, report.admit_cached_ms, report.setup_fuel
    ));
    let rows = report.batches.iter().map(|batch| {
        let same = if batch.fuel_is_same { "yes" } else { "no" };
        vec![
            batch.creators.to_string(),
            format!("{:.2}", batch.us_per_creator),
            batch.fuel_per_creator.to_string(),
            same.to_owned(),
            size(batch.memory_bytes_peak),
            batch.bytes_in_per_creator.to_string(),
            batch.bytes_out_per_creator.to_string(),
        ]
    });
    let (batch, header) = (format!("Batch of {}", report.parts), ["µs each", "Fuel each", "Same fuel every time"]);
    let header = [batch.as_str()].into_iter().chain(header).chain(["Peak memory", "Bytes in", "Bytes out"]);
    let header: Vec<&str> = header.collect();
    text.push_str(&grid::plain(&header, rows.collect(), width));
    text
}

/// Which tools are there.
pub fn tools(tools: &[Tool], width: u16) -> String {
    let rows = tools.iter().map(|tool| {
        let mark = if tool.is_ready() { "✓" } else { "✗" };
        let found = tool.found.as_deref().unwrap_or("missing");
        let found = tool.wrong.as_ref().map_or(found.to_owned(), |wrong| format!("{found}: {wrong}"));
        let install = if tool.is_ready() { "" } else { tool.install };
        vec![format!("{mark} {}", tool.name), tool.language.to_owned(), found, install.to_owned()]
    });
    grid::plain(&["Tool", "For", "Found", "To install"], rows.collect(), width)
}

/// A number of bytes as people read it.
pub fn size(bytes: u64) -> String {
    const KIB: f64 = 1024.0;
    let bytes_f = bytes as f64;
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{:.1} KiB", bytes_f / KIB),
        _ => format!("{:.1} MiB", bytes_f / (KIB * KIB)),
    }
}
