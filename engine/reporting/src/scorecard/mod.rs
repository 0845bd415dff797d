//! What a campaign was worth, as a report: its targets, four dimensions, and its tiers, platforms and creators.

mod dimensions;
mod lines;
mod parts;
mod targets;

use saring_eval::report::{FigureReport, MetricReport, ScopeReport, ScorecardReport};
use saring_model::CurrencyCode;

use crate::document::{Block, Cell, Column, Document, Figure, Number, Section, Table};
use crate::provenance::{Basis, Cited, provenance};
use crate::voice::{Telling, Voice, count, text};

/// The report of a scorecard.
///
/// The client edition tells nothing of what single creators cost, and no verdict on them.
pub fn scorecard(report: &ScorecardReport, telling: &Telling<'_>) -> Document {
    let voice = Voice::new(telling.pack, telling.lang);
    let name = report.campaign.name.as_deref().unwrap_or(report.campaign.id.as_str());
    let mut sections = vec![Section::new(voice.word("section.targets"), targets::targets(&voice, report))];
    sections.push(Section::new(voice.word("section.spent"), lines::lines(&voice, report)));
    let dimensions = report.dimensions.iter();
    sections.extend(dimensions.map(|dimension| dimensions::dimension(&voice, telling, report, dimension)));
    sections.extend(parts::sections(&voice, telling, report));
    if telling.edition.is_internal() {
        sections.push(Section::new(voice.word("section.faults"), faults(&voice, report)));
    }
    sections.retain(|section| !section.blocks.is_empty());
    let basis = Basis {
        engine: &report.engine,
        pack: &report.pack,
        as_of: report.as_of,
        inputs: &report.inputs_digest,
        solver: None,
        known: None,
        invalid: report.invalid.len(),
    };
    let (closing, imprint) = provenance(&voice, telling, &basis, methods(&voice, telling), &cited(telling, report));
    sections.extend(closing);
    Document {
        lang: voice.lang().to_owned(),
        title: voice.say("scorecard.title", &[("campaign", text(name))]),
        subtitle: voice.subtitle(telling.edition, report.as_of),
        as_of: report.as_of,
        headline: headline(&voice, report),
        figures: figures(&voice, report),
        sections,
        imprint,
    }
}

fn headline(voice: &Voice<'_>, report: &ScorecardReport) -> String {
    let summary = &report.summary;
    let args = [
        ("reached", count(summary.targets_reached)),
        ("targets", count(report.targets.len())),
        ("posts", count(summary.posts)),
        ("creators", count(summary.creators)),
        ("known", count(summary.figures.saturating_sub(summary.unknown))),
        ("figures", count(summary.figures)),
    ];
    voice.say(if report.targets.is_empty() { "scorecard.headline-plain" } else { "scorecard.headline" }, &args)
}

fn figures(voice: &Voice<'_>, report: &ScorecardReport) -> Vec<Figure> {
    let summary = &report.summary;
    let figure = |label: &str, value: String, note: String| Figure { label: voice.word(label), value, note };
    let mut figures = Vec::new();
    if !report.targets.is_empty() {
        let args = [("part", count(summary.targets_reached)), ("whole", count(report.targets.len()))];
        let rest = [("missed", count(summary.targets_missed)), ("unknown", count(summary.targets_unknown))];
        figures.push(figure("figure.targets", voice.say("word.of", &args), voice.say("figure.targets-note", &rest)));
    }
    let creators = voice.say("figure.posts-note", &[("creators", count(summary.creators))]);
    figures.push(figure("figure.posts", voice.count(summary.posts).text, creators));
    let known = voice.count(summary.figures.saturating_sub(summary.unknown)).text;
    let all = voice.say("figure.figures-note", &[("figures", count(summary.figures))]);
    figures.push(figure("figure.figures", known, all));
    // Of each dimension the first metric's own figure that is known.
    for dimension in &report.dimensions {
        let leading = dimension.metrics.iter().filter_map(|metric| whole(metric)?.figures.first());
        let known = leading.filter_map(|figure| Some((figure, figure.value?))).next();
        figures.extend(known.map(|(known, value)| Figure {
            label: known.title.clone(),
            value: voice.measured(value, known.unit, report.campaign.currency).text,
            note: dimension.title.clone(),
        }));
    }
    figures
}

/// What a metric says of the campaign as a whole.
fn whole(metric: &MetricReport) -> Option<&ScopeReport> {
    metric.results.iter().find(|part| part.creator.is_none() && part.tier.is_none() && part.platform.is_none())
}

/// A figure with its interval. One that is unknown says what is known of it: a bound, or else why.
fn figure_cell(voice: &Voice<'_>, figure: &FigureReport, currency: Option<CurrencyCode>) -> Cell {
    let number = |value| voice.measured(value, figure.unit, currency);
    // Beside a value its currency says that of the bounds.
    let bound = |value| voice.measured(value, figure.unit, currency.filter(|_| figure.value.is_none()));
    bounded(voice, figure.value.map(number), figure.low.map(bound), figure.high.map(bound))
}

fn bounded(voice: &Voice<'_>, value: Option<Number>, low: Option<Number>, high: Option<Number>) -> Cell {
    match (value, low, high) {
        (value, Some(low), Some(high)) => voice.estimate(value, low, high),
        (Some(value), ..) => Cell::Number(value),
        (None, Some(low), None) => Cell::Unknown(format!("≥ {}", low.text)),
        (None, None, Some(high)) => Cell::Unknown(format!("≤ {}", high.text)),
        (None, None, None) => Cell::Unknown(voice.word("word.unknown")),
    }
}

fn methods(voice: &Voice<'_>, telling: &Telling<'_>) -> Vec<(String, String)> {
    let mut methods = vec![
        (voice.word("method.measured"), voice.word("method.measured-text")),
        (voice.word("method.attainment"), voice.word("method.attainment-text")),
    ];
    if !telling.edition.is_internal() {
        methods.push((voice.word("method.edition"), voice.word("method.edition-measured")));
    }
    methods
}

/// The tables of the metrics that know something. What judges single creators is not the client's.
fn cited(telling: &Telling<'_>, report: &ScorecardReport) -> Cited {
    let mut cited = Cited::default();
    let metrics = report.dimensions.iter().flat_map(|dimension| &dimension.metrics);
    let may_cite = |metric: &&MetricReport| {
        let judges = metric.results.iter().any(|part| part.verdict.is_some());
        telling.edition.is_internal() || !judges
    };
    let is_known = |metric: &&MetricReport| {
        metric.results.iter().flat_map(|part| &part.figures).any(|figure| figure.value.is_some())
    };
    for metric in metrics.filter(may_cite).filter(is_known) {
        let rule = telling.pack.metrics.iter().find(|own| own.id == metric.id).map(|own| &own.rule);
        for table in rule.iter().flat_map(|rule| rule.tables.values()) {
            table.rows.iter().for_each(|row| cited.add(&table.cited(row, false)));
        }
    }
    cited
}

fn faults(voice: &Voice<'_>, report: &ScorecardReport) -> Vec<Block> {
    let columns = vec![Column::word(voice.word("column.rule")), Column::prose(voice.word("column.what"))];
    let row = |rule: &str, what: String| vec![Cell::text(rule), Cell::text(what)];
    let faults = report.faults.iter();
    let mut rows: Vec<_> =
        faults.map(|fault| row(fault.rule.as_deref().unwrap_or_default(), fault.message.clone())).collect();
    rows.extend(report.invalid.iter().map(|one| {
        let id = one.id.clone().unwrap_or_else(|| (one.index + 1).to_string());
        row(&id, one.violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }));
    if rows.is_empty() {
        return Vec::new();
    }
    let table = Table { rows, ..Table::new(columns) };
    vec![Block::Text(voice.word("scorecard.no-faults")), Block::Table(table)]
}
