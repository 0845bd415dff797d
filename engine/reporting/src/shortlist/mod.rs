//! The decision on a roster, as a report: who is on the shortlist, who is to be looked at, and why everybody else is not.

mod charts;
mod internal;
mod ranking;

use saring_eval::report::{CreatorReport, Report};
use saring_model::campaign::Verdict;

use crate::document::{Block, Document, Figure, Section, Tone};
use crate::provenance::{Basis, Cited, provenance};
use crate::voice::{Telling, Voice, count, text};

/// The report of a shortlist.
pub fn shortlist(report: &Report, telling: &Telling<'_>) -> Document {
    let voice = Voice::new(telling.pack, telling.lang);
    let name = report.campaign.name.as_deref().unwrap_or(&report.campaign.id);
    let mut sections = vec![
        Section::new(voice.word("section.overview"), charts::overview(&voice, report)),
        Section::new(voice.word("section.ranking"), ranking::ranking(&voice, telling, report)),
        Section::new(voice.word("section.rejected"), ranking::rejected(&voice, telling, report)),
        Section::new(voice.word("section.layers"), ranking::layers(&voice, report)),
    ];
    if telling.edition.is_internal() {
        sections.extend(internal::sections(&voice, report));
    }
    sections.retain(|section| !section.blocks.is_empty());
    let basis = Basis {
        engine: &report.engine,
        pack: &report.pack,
        as_of: report.as_of,
        inputs: &report.inputs_digest,
        solver: None,
        known: Some(report.summary.coverage),
        invalid: report.summary.invalid,
    };
    let (closing, imprint) = provenance(&voice, telling, &basis, methods(&voice, report), &cited(report));
    sections.extend(closing);
    Document {
        lang: voice.lang().to_owned(),
        title: voice.say("shortlist.title", &[("campaign", text(name))]),
        subtitle: voice.subtitle(telling.edition, report.as_of),
        as_of: report.as_of,
        headline: headline(&voice, report),
        figures: figures(&voice, report),
        sections,
        imprint,
    }
}

fn headline(voice: &Voice<'_>, report: &Report) -> String {
    let summary = &report.summary;
    let mut args = vec![
        ("creators", count(summary.creators)),
        ("select", count(summary.select)),
        ("review", count(summary.review)),
        ("reject", count(summary.reject)),
    ];
    let first = report.creators.iter().find(|creator| creator.verdict == Verdict::Select);
    let Some((first, score)) = first.and_then(|first| Some((first, first.score?))) else {
        return voice.say("shortlist.headline-none", &args);
    };
    args.push(("first", text(who(first))));
    args.push(("score", text(voice.points(score).text)));
    voice.say("shortlist.headline", &args)
}

fn figures(voice: &Voice<'_>, report: &Report) -> Vec<Figure> {
    let summary = &report.summary;
    let of = |part: usize| {
        let share = part as f64 / summary.creators.max(1) as f64;
        voice.share(saring_eval::report::Value(share)).text
    };
    let figure = |label: String, value: usize, note: String| Figure { label, value: voice.count(value).text, note };
    vec![
        figure(voice.word("figure.creators"), summary.creators, String::new()),
        figure(voice.title("verdict", "select"), summary.select, of(summary.select)),
        figure(voice.title("verdict", "review"), summary.review, of(summary.review)),
        figure(voice.title("verdict", "reject"), summary.reject, of(summary.reject)),
        Figure {
            label: voice.word("figure.known"),
            value: voice.share(summary.coverage).text,
            note: voice.word("figure.known-note"),
        },
    ]
}

fn methods(voice: &Voice<'_>, report: &Report) -> Vec<(String, String)> {
    let weights = report.campaign.weights.iter();
    let weights =
        weights.map(|each| format!("{} {}", voice.title("layer", &each.layer), voice.share(each.weight).text));
    let weights = weights.collect::<Vec<_>>().join(", ");
    vec![
        (voice.word("method.score"), voice.say("method.score-text", &[("weights", text(weights))])),
        (voice.word("method.interval"), voice.word("method.interval-text")),
        (voice.word("method.verdict"), voice.word("method.verdict-text")),
    ]
}

fn cited(report: &Report) -> Cited {
    let mut cited = Cited::default();
    let checks = report.creators.iter().flat_map(|creator| &creator.layers).flat_map(|layer| &layer.checks);
    for check in checks {
        cited.extend(check.parts.iter().filter_map(|part| part.row.as_deref()));
        cited.extend(check.evidence.iter().filter_map(|evidence| evidence.row.as_deref()));
    }
    cited
}

/// A creator as people call it: by name, else by handle, else by id.
fn who(creator: &CreatorReport) -> String {
    let handle = creator.account.handle.as_ref().map(|handle| format!("@{}", handle.trim_start_matches('@')));
    creator.name.clone().or(handle).unwrap_or_else(|| creator.id.clone())
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Select => Tone::Good,
        Verdict::Review => Tone::Caution,
        Verdict::Reject => Tone::Bad,
    }
}

/// What a section says where a list was cut to the best.
fn listed(voice: &Voice<'_>, report: &Report) -> Option<Block> {
    let (listed, all) = (report.creators.len(), report.summary.creators);
    let args = [("listed", count(listed)), ("all", count(all))];
    (listed < all).then(|| Block::Text(voice.say("shortlist.listed", &args)))
}
