//! `campaign.discovery(…)`: what was found out before anyone was chosen.

use rhai::ImmutableString;
use saring_model::Date;
use saring_model::campaign::{Discovery, Finding};
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;

use super::campaign::CampaignHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Outcome, Register, fields, raise};

/// The questions of discovery, each with its field.
const QUESTIONS: [(&str, &str); 4] = [
    ("audience-intelligence", "campaign.discovery.audience_intelligence"),
    ("social-listening", "campaign.discovery.social_listening"),
    ("competitor-creators", "campaign.discovery.competitor_creators"),
    ("cultural-trends", "campaign.discovery.cultural_trends"),
];

/// What was found out about one question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FindingsHost {
    /// How many findings say something, and how many of these name their source; none where nobody looked.
    counts: Option<(usize, usize)>,
    age_days: Option<i64>,
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    let by_question = QUESTIONS.map(|(_, path)| fields(&[path]));
    register
        .say(Form::Method, "campaign.discovery(question) -> findings", "-", "What was found out before anyone was chosen, about `audience-intelligence`, `social-listening`, `competitor-creators` or `cultural-trends`. Findings of later than the day of the decision are left out.")
        .reads(&["campaign.discovery"])
        .call(move |c: &mut CampaignHost, question: ImmutableString| -> Outcome<FindingsHost> {
            let place = QUESTIONS.iter().position(|(known, _)| *known == question.as_str());
            let Some((place, fields)) = place.and_then(|place| Some((place, *by_question.get(place)?))) else {
                let known: Vec<&str> = QUESTIONS.iter().map(|(known, _)| *known).collect();
                return raise(format!("`{question}` is no question of discovery; there are {}", known.join(", ")));
            };
            let discovery = c.campaign().and_then(|campaign| campaign.discovery.as_ref());
            let rows = discovery.and_then(|discovery| rows(discovery, place));
            fuel::charge(rows.as_ref().map_or(0, Vec::len));
            Ok(read(rows, c.as_of.date(), fields))
        });
    register
        .say(
            Form::Property,
            "findings.count -> value",
            "count",
            "How many findings say something; unknown where nobody looked.",
        )
        .property(|f: &FindingsHost, _| Measure::of(f.counts.map(|(count, _)| count as f64), Unit::Count, f.fields));
    register
        .say(
            Form::Property,
            "findings.sourced -> value",
            "fraction",
            "Share of them that name their source; unknown where there are none.",
        )
        .property(|f: &FindingsHost, _| {
            let share = f.counts.filter(|(count, _)| *count > 0).map(|(count, sourced)| sourced as f64 / count as f64);
            Measure::of(share, Unit::Fraction, f.fields)
        });
    register
        .say(
            Form::Property,
            "findings.age_days -> value",
            "days",
            "Days since the newest of them; unknown where none is dated.",
        )
        .property(|f: &FindingsHost, _| Measure::of(f.age_days.map(|days| days as f64), Unit::Days, f.fields));
}

/// Whether it says something, whether it names its source, and its day.
type Row = (bool, bool, Option<Date>);

fn rows(discovery: &Discovery, question: usize) -> Option<Vec<Row>> {
    let is_said = |text: &str| text.chars().any(char::is_alphanumeric);
    let plain = |list: Option<&[Finding]>| -> Option<Vec<Row>> {
        Some(list?.iter().map(|finding| (is_said(&finding.what), finding.source.is_some(), finding.as_of)).collect())
    };
    match question {
        0 => plain(discovery.audience_intelligence.as_deref()),
        1 => plain(discovery.social_listening.as_deref()),
        2 => {
            let list = discovery.competitor_creators.as_deref()?;
            Some(list.iter().map(|it| (is_said(&it.creator), it.source.is_some(), it.as_of)).collect())
        }
        _ => plain(discovery.cultural_trends.as_deref()),
    }
}

fn read(rows: Option<Vec<Row>>, today: Date, fields: FieldSet) -> FindingsHost {
    let said: Option<Vec<Row>> = rows.map(|mut rows| {
        rows.retain(|(is_said, _, day)| *is_said && day.is_none_or(|day| day <= today));
        rows
    });
    let newest = said.iter().flatten().filter_map(|(.., day)| *day).max();
    let counts = said.map(|said| (said.len(), said.iter().filter(|(_, is_sourced, _)| *is_sourced).count()));
    FindingsHost { counts, age_days: newest.map(|day| today.days_since(day)), fields }
}
