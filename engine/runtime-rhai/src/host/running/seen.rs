//! What else happened: what rivals did, which trends were seen, how hashtags run, and findings beside which no brand stands.

use rhai::{Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Risk, SafetyFinding};
use saring_model::timeline::{Event, Observation, PostPublished};
use saring_pack::Unit;
use saring_vocabulary::chronicle::{Seen, known_at};
use saring_vocabulary::safety::certainty;
use saring_vocabulary::text::fold;

use super::EventsHost;
use crate::fuel;
use crate::host::findings::FindingHost;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register};

/// What was seen of one kind, latest last.
#[derive(Debug, Clone)]
pub(crate) struct SeenHost {
    count: usize,
    latest: Option<ImmutableString>,
    largest: Option<f64>,
}

impl SeenHost {
    fn of<'a>(all: impl Iterator<Item = Seen<'a, Observation>>) -> Self {
        let none = Self { count: 0, latest: None, largest: None };
        all.fold(none, |seen, next| {
            fuel::charge(next.what.subject.len());
            let value = next.what.value.map(saring_model::Positive::get);
            Self {
                count: seen.count + 1,
                latest: Some(next.what.subject.as_str().into()),
                largest: seen.largest.into_iter().chain(value).reduce(f64::max),
            }
        })
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    observations(register);
    hashtags(register);
    findings(register);
}

fn observations(register: &mut Register<'_>) {
    register.say(Form::Method, "events.rivals(hours) -> seen", "-", "What competitors did in the last hours.").call(
        |e: &mut EventsHost, hours: Dynamic| -> Outcome<SeenHost> {
            let view = e.view();
            Ok(SeenHost::of(view.rivals(view.last_hours(number(&hours)?))))
        },
    );
    register.say(Form::Method, "events.trends(hours) -> seen", "-", "Trends that were seen in the last hours.").call(
        |e: &mut EventsHost, hours: Dynamic| -> Outcome<SeenHost> {
            let view = e.view();
            Ok(SeenHost::of(view.trends(view.last_hours(number(&hours)?))))
        },
    );
    register
        .say(Form::Property, "seen.count -> value", "count", "How much was seen; 0 where nothing is recorded.")
        .property(|s: &SeenHost, _| Measure::counted(s.count, FieldSet::EMPTY));
    register
        .say(Form::Property, "seen.latest -> text", "-", "Who or what was seen last; unknown where nothing was.")
        .property(|s: &SeenHost, _| text(s.latest.as_deref(), FieldSet::EMPTY));
    register
        .say(
            Form::Property,
            "seen.largest -> value",
            "number",
            "The largest size of what was seen; unknown where none has one.",
        )
        .property(|s: &SeenHost, _| Measure::of(s.largest, Unit::Number, FieldSet::EMPTY));
}

fn hashtags(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.hashtag_uses(from, to) -> value", "count", "Uses of the hashtags that the brief makes mandatory, of all that are counted where it names none, from so many hours ago to fewer hours ago; unknown where nobody counted.")
        .reads(&["campaign.brief.mandatory.hashtags"])
        .call(|e: &mut EventsHost, from: Dynamic, to: Dynamic| -> Outcome<Measure> {
            let mandatory = e.campaign.brief.as_ref().and_then(|brief| brief.mandatory.as_ref());
            let wanted = mandatory.and_then(|mandatory| mandatory.hashtags.as_deref()).unwrap_or_default();
            let wanted: Vec<String> = wanted.iter().map(|tag| bare(tag)).collect();
            let view = e.view();
            let (mut uses, mut counts) = (0_u64, 0_usize);
            for seen in view.hashtags(view.between_hours(number(&from)?, number(&to)?)) {
                fuel::charge_folding(seen.what.hashtag.len());
                fuel::charge(wanted.len());
                if wanted.is_empty() || wanted.contains(&bare(&seen.what.hashtag)) {
                    uses = uses.saturating_add(seen.what.total.get());
                    counts += 1;
                }
            }
            let uses = (counts > 0).then_some(uses as f64);
            Ok(Measure::of(uses, Unit::Count, FieldSet::EMPTY).of_sample(counts))
        });
}

/// A hashtag as two people would write it alike.
fn bare(tag: &str) -> String {
    fold(tag.trim_start_matches('#'))
}

fn findings(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.floor_finding(hours, sure, unsaid) -> finding", "-", "The newest finding at Floor, the risk beside which no advertising belongs, in a published post, that became known in the last hours with at least that confidence; `unsaid` is the confidence of one that gives none.")
        .call(|e: &mut EventsHost, hours: Dynamic, sure: Dynamic, unsaid: Dynamic| -> Outcome<FindingHost> {
            let (hours, sure, unsaid) = (number(&hours)?, number(&sure)?, number(&unsaid)?);
            let view = e.view();
            let mut newest: Option<(saring_model::Timestamp, &Event, &SafetyFinding)> = None;
            for Seen { event, what } in view.published(view.ever()) {
                fuel::charge(1);
                for finding in floor(what).filter(|finding| certainty(finding, unsaid) >= sure) {
                    let found = finding.detected_at.map_or(known_at(event), |at| at.max(known_at(event)));
                    let is_recent = found <= e.as_of && e.as_of.hours_since(found) < hours;
                    if is_recent && newest.is_none_or(|(at, ..)| at < found) {
                        newest = Some((found, event, finding));
                    }
                }
            }
            Ok(newest.map_or_else(FindingHost::none, |(_, event, finding)| {
                let post = event.post.as_ref().unwrap_or(&event.id);
                FindingHost::in_post(finding, certainty(finding, unsaid), (post.as_str(), event.at))
            }))
        });
}

fn floor(post: &PostPublished) -> impl Iterator<Item = &SafetyFinding> {
    let findings = post.safety.as_deref().unwrap_or_default();
    findings.iter().inspect(|_| fuel::charge(1)).filter(|finding| finding.risk == Risk::Floor)
}
