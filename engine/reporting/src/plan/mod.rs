//! A plan, as a report: the money, who is booked, why everybody else is not, and what another budget would buy.

mod bookings;
mod left_out;
mod money;
mod what_if;

use saring_pack::Combine;
use saring_planner::plan::report::{GoalReport, PlanReport};

use crate::document::{Document, Figure, Section};
use crate::provenance::{Basis, Cited, provenance};
use crate::voice::{Telling, Voice, count, text};

/// The report of a plan.
///
/// A fee that is booked is most often what the creator asks. So the client edition gives the money per line and tier,
/// and none per creator.
pub fn plan(report: &PlanReport, telling: &Telling<'_>) -> Document {
    let voice = Voice::new(telling.pack, telling.lang);
    let name = report.campaign.name.as_deref().unwrap_or(&report.campaign.id);
    let mut sections = vec![
        Section::new(voice.word("section.budget"), money::budget(&voice, telling, report)),
        Section::new(voice.word("section.bookings"), bookings::bookings(&voice, telling, report)),
        Section::new(voice.word("section.left-out"), left_out::left_out(&voice, telling, report)),
    ];
    if telling.edition.is_internal() {
        sections.extend(what_if::sections(&voice, report));
    }
    sections.retain(|section| !section.blocks.is_empty());
    let basis = Basis {
        engine: &report.engine,
        pack: &report.pack,
        as_of: report.as_of,
        inputs: &report.inputs_digest,
        solver: Some(report.solver),
        known: None,
        invalid: report.invalid.len(),
    };
    let methods = methods(&voice, telling, report);
    let (closing, imprint) = provenance(&voice, telling, &basis, methods, &cited(report));
    sections.extend(closing);
    Document {
        lang: voice.lang().to_owned(),
        title: voice.say("plan.title", &[("campaign", text(name))]),
        subtitle: voice.subtitle(telling.edition, report.as_of),
        as_of: report.as_of,
        headline: headline(&voice, telling, report),
        figures: figures(&voice, telling, report),
        sections,
        imprint,
    }
}

fn headline(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> String {
    let (goal, budget) = (&report.goal, &report.budget);
    let number = |value| text(voice.plain(value).text);
    let args = [
        ("creators", count(report.bookings.len())),
        ("total", text(voice.money(budget.total).text)),
        ("booked", text(voice.money(budget.booked).text)),
        ("value", number(goal.value)),
        ("low", number(goal.low)),
        ("high", number(goal.high)),
        ("things", text(voice.title("unit", &goal.objective))),
    ];
    voice.say(if telling.edition.is_internal() { "plan.headline" } else { "plan.headline-client" }, &args)
}

fn figures(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Vec<Figure> {
    let (goal, budget) = (&report.goal, &report.budget);
    let figure = |label: &str, value: String, note: String| Figure { label: voice.word(label), value, note };
    let between = |low, high| {
        let args = [("low", text(voice.plain(low).text)), ("high", text(voice.plain(high).text))];
        voice.say("figure.between", &args)
    };
    let lines = voice.say("figure.lines", &[("lines", count(budget.lines.len()))]);
    let mut figures = vec![figure("figure.budget", voice.money(budget.total).text, lines)];
    if telling.edition.is_internal() {
        let left = voice.say("figure.left", &[("left", text(voice.money(budget.left).text))]);
        figures.push(figure("figure.booked", voice.money(budget.booked).text, left));
    }
    let left_out = voice.say("figure.left-out", &[("creators", count(report.left_out.len()))]);
    figures.push(figure("figure.booked-creators", voice.count(report.bookings.len()).text, left_out));
    let things = voice.title("unit", &goal.objective);
    figures.push(Figure {
        label: voice.title("goal", &goal.objective),
        value: voice.plain(goal.value).text,
        note: format!("{things}, {}", between(goal.low, goal.high)),
    });
    if let Some(reach) = &report.reach {
        let value = reach.value.map_or_else(|| voice.word("word.unknown"), |value| voice.plain(value).text);
        figures.push(figure("figure.reach", value, between(reach.low, reach.high)));
    }
    figures
}

fn methods(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Vec<(String, String)> {
    let goal = &report.goal;
    let mut methods = vec![
        (voice.word("method.money"), money::method(voice, report)),
        (voice.word("method.selection"), selection(voice, goal)),
    ];
    if let Some(reach) = &report.reach {
        let method = text(voice.title("method", reach.method));
        let mut told = voice.say("method.reach-text", &[("method", method)]);
        if telling.edition.is_internal() {
            let sum = text(voice.plain(reach.sum).text);
            told = format!("{told} {}", voice.say("method.reach-sum", &[("sum", sum)]));
            reach.notes.iter().for_each(|note| told = format!("{told} {}", crate::shown::sentence(note)));
        }
        methods.push((voice.word("figure.reach"), told));
    }
    if !telling.edition.is_internal() {
        methods.push((voice.word("method.edition"), voice.word("method.edition-text")));
    }
    methods
}

fn selection(voice: &Voice<'_>, goal: &GoalReport) -> String {
    let goals = goal.goals.iter();
    let goals = goals.map(|each| format!("{} {}", voice.title("goal", &each.goal), voice.share(each.weight).text));
    let args = [
        ("goals", text(goals.collect::<Vec<_>>().join(", "))),
        ("objective", text(voice.title("goal", &goal.objective))),
        ("gap", text(voice.share(goal.gap).text)),
    ];
    let combined = match goal.combine {
        Combine::Sum => "method.combined-sum",
        Combine::Reach => "method.combined-reach",
    };
    let proof = if goal.is_proved { "method.proved" } else { "method.near" };
    ["method.selection-text", combined, proof].map(|code| voice.say(code, &args)).join(" ")
}

fn cited(report: &PlanReport) -> Cited {
    let mut cited = Cited::default();
    let evidence = report.bookings.iter().flat_map(|booking| &booking.evidence).chain(&report.budget.evidence);
    cited.extend(evidence.filter_map(|evidence| evidence.row.as_deref()));
    cited
}
