//! Plugins, for people.

use saring_app::plugins::Told;
use saring_app::plugins::bench::BenchReport;
use saring_app::plugins::doctor::Tool;
use saring_app::plugins::inspect::Inspection;
use saring_app::plugins::list::{BrokenPlugin, PluginList, PluginSummary};
use saring_app::plugins::run::{RunAnswer, RunReport};
use saring_app::plugins::test::TestReport;
use saring_app::report::{BudgetReport, CheckReport, ShareReport, TierReport, Unit};
use serde_json::Value;

use super::Voice;
use super::check::check;
use super::explanation::Page;
use super::grid;
use super::style::{self, accent, bold, dim};
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

fn head(plugin: &PluginSummary) -> String {
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
    if report.differing.is_empty() && report.alone > 0 {
        let told = "alone, in 16, in 256 and shuffled: the same answers";
        let fuel = match report.fuel_differing.first() {
            None => "and the same fuel".to_owned(),
            Some(first) => format!("for other fuel, such as {}, as of interpreters", first.what),
        };
        text.push_str(&format!("{} creators {told} {fuel}\n", report.alone));
    }
    for differing in &report.differing {
        let company = &differing.company;
        text.push_str(&format!(
            "✗ the creator of `{}` {company}: {}\n",
            visible(&differing.case),
            visible(&differing.what)
        ));
    }
    text
}

/// What a plugin says of creators: of one in full, of several in a table.
pub fn answers(voice: &Voice<'_>, report: &RunReport) -> String {
    let mut page = Page::default();
    page.text.push_str(&head(&report.plugin));
    page.line(0, "");
    match report.answers.as_slice() {
        [one] => in_full(&mut page, voice, one),
        several => {
            let rows = several.iter().map(|answer| row(voice, answer)).collect();
            page.text.push_str(&grid::plain(
                &["Creator", "Status", "Score", "Confidence", "Fuel", "Why"],
                rows,
                voice.width,
            ));
        }
    }
    let cost = &report.cost;
    page.line(0, "");
    let told = format!(
        "creators {} · batches {} · fuel {} + {} for setup · memory {} · {} in, {} out",
        report.answers.len(),
        cost.batches,
        voice.count(cost.creator_fuel),
        voice.count(cost.setup_fuel),
        size(cost.memory_bytes_peak),
        size(cost.bytes_in),
        size(cost.bytes_out)
    );
    page.line(0, &dim(&told));
    page.text
}

fn in_full(page: &mut Page, voice: &Voice<'_>, answer: &RunAnswer) {
    page.line(0, &bold(&visible(&answer.id)));
    match &answer.answer {
        Some(Told::Check(told)) => check(page, voice, told),
        Some(Told::Tier(told)) => page.wrapped(voice, 4, "·", &tier(voice, told), str::to_owned),
        Some(Told::Budget(told)) => budget(page, voice, told),
        None => {}
    }
    for fault in &answer.faults {
        page.wrapped(voice, 4, "✗", &fault.message, str::to_owned);
        page.wrapped(voice, 6, "→", &fault.help, accent);
    }
    for line in &answer.log {
        page.wrapped(voice, 4, "log", line, dim);
    }
    if let Some(fuel) = answer.fuel {
        page.line(4, &dim(&format!("fuel {}", voice.count(fuel))));
    }
}

fn row(voice: &Voice<'_>, answer: &RunAnswer) -> Vec<String> {
    let fuel = answer.fuel.map_or("–".to_owned(), |fuel| voice.count(fuel));
    let (status, score, confidence, why) = match &answer.answer {
        Some(Told::Check(told)) => (
            voice.status(told.status),
            voice.score(told.score, told.low, told.high),
            voice.share(told.confidence),
            reason(told),
        ),
        Some(Told::Tier(told)) => (tier(voice, told), "–".to_owned(), "–".to_owned(), because(told)),
        // There is one campaign, which is told in full.
        Some(Told::Budget(_)) => ("–".to_owned(), "–".to_owned(), "–".to_owned(), String::new()),
        None => ("–".to_owned(), "–".to_owned(), "–".to_owned(), fault(answer)),
    };
    vec![answer.id.clone(), status, score, confidence, fuel, why]
}

/// How a policy divides the money, or why it does not.
fn budget(page: &mut Page, voice: &Voice<'_>, told: &BudgetReport) {
    // Whole percents would not add up.
    let share = |share| voice.number(share, Unit::Fraction);
    let shares = |shares: &[ShareReport], kind: &str| {
        let row = |one: &ShareReport| {
            let band = one.low.zip(one.high).map(|(low, high)| format!("{} – {}", share(low), share(high)));
            vec![format!("    {}", voice.title(kind, &one.id)), share(one.share), band.unwrap_or_default()]
        };
        shares.iter().map(row).collect::<Vec<_>>()
    };
    if !told.lines.is_empty() {
        page.text.push_str(&grid::plain(&["    Line", "Share", "Band"], shares(&told.lines, "line"), voice.width));
    }
    if !told.tiers.is_empty() {
        page.text.push_str(&grid::plain(&["    Tier", "Share", ""], shares(&told.tiers, "tier"), voice.width));
    }
    for cap in &told.caps {
        page.wrapped(voice, 4, "≤", &format!("{}: {}", cap.of, share(cap.share)), str::to_owned);
    }
    for why in told.infeasible.iter() {
        page.wrapped(voice, 4, "✗", &why.text, str::to_owned);
    }
    for reason in &told.reasons {
        page.wrapped(voice, 4, "·", &reason.text, str::to_owned);
    }
}

fn reason(told: &CheckReport) -> String {
    told.veto.iter().chain(&told.reasons).next().map(|reason| reason.text.clone()).unwrap_or_default()
}

fn because(told: &TierReport) -> String {
    told.reason.as_ref().map(|reason| reason.text.clone()).unwrap_or_default()
}

fn fault(answer: &RunAnswer) -> String {
    answer.faults.first().map(|fault| format!("✗ {}", fault.message)).unwrap_or_default()
}

fn tier(voice: &Voice<'_>, told: &TierReport) -> String {
    told.id.as_deref().map_or("–".to_owned(), |id| voice.title("tier", id))
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
    let header =
        ["Batch", "µs a creator", "Fuel a creator", "Same fuel every time", "Peak memory", "Bytes in", "Bytes out"];
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
