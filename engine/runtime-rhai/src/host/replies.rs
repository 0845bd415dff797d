//! `relationship.replies`: how fast a creator answers.

use rhai::{Array, Dynamic};
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::replies::{Answered, WorkWeek, answered};
use saring_vocabulary::statistics::share;

use super::column::ColumnHost;
use super::records::RelationshipHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, raise};

/// Steps that one message takes: two times of a day and the days of a week each.
const STEPS_PER_MESSAGE: usize = 32;
/// Days as params name them, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Messages and what became of them.
#[derive(Debug, Clone)]
pub(crate) struct RepliesHost {
    answered: Answered,
    is_listed: bool,
    in_work_hours: bool,
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "relationship.replies(days, from_hour, until_hour, overdue_hours) -> replies", "-", "Messages to the creator, in hours of work: `mon` to `sun`, from one hour of the day to another in the creator's time zone; in hours of the clock where the zone is not known. A message without an answer counts once it is older than `overdue_hours`.")
        .reads(&["creator.relationship.replies[].sent", "creator.relationship.replies[].answered", "creator.tz"]);
    let fields = crate::registry::fields(&["creator.relationship.replies"]);
    register.call(
        move |r: &mut RelationshipHost,
              days: Array,
              from: Dynamic,
              until: Dynamic,
              overdue: Dynamic|
              -> Outcome<RepliesHost> {
            let week = work_week(&days, number(&from)?, number(&until)?)?;
            let overdue_hours = number(&overdue)?;
            let replies = r.get().and_then(|all| all.replies.as_deref());
            fuel::charge(replies.map_or(0, |replies| replies.len() * STEPS_PER_MESSAGE));
            let host = r.host();
            let zone = host.creator.tz.as_ref();
            let work = zone.map(|zone| (&week, zone));
            let answered = answered(replies.unwrap_or_default(), host.as_of, overdue_hours, work);
            Ok(RepliesHost { answered, is_listed: replies.is_some(), in_work_hours: zone.is_some(), fields })
        },
    );
    facts(register);
}

/// A week without an hour of work would make every answer an instant one.
fn work_week(named: &Array, from_hour: f64, until_hour: f64) -> Outcome<WorkWeek> {
    if named.is_empty() || until_hour <= from_hour {
        return raise("a week of work has a day, and ends its days after it begins them");
    }
    let mut days = [false; 7];
    for name in named {
        let name = name.read_lock::<rhai::ImmutableString>();
        let at = name.as_deref().and_then(|name| DAYS.iter().position(|day| *day == name.as_str()));
        match at.and_then(|at| days.get_mut(at)) {
            Some(day) => *day = true,
            None => return raise(format!("a day of the week is due here: {}", DAYS.join(", "))),
        }
    }
    Ok(WorkWeek { days, from_hour, until_hour })
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "replies.hours -> column", "hours", "Hours to the answer, per message that was answered.")
        .property(|r: &RepliesHost, _| ColumnHost::of(r.answered.hours.clone(), Unit::Hours, r.fields));
    register
        .say(
            Form::Property,
            "replies.judged -> value",
            "count",
            "Messages that were answered, or have waited too long; unknown where there are no records.",
        )
        .property(|r: &RepliesHost, _| {
            Measure::of(r.is_listed.then_some(r.answered.judged as f64), Unit::Count, r.fields)
        });
    register
        .say(Form::Property, "replies.rate -> value", "fraction", "Share of those messages that were answered.")
        .property(|r: &RepliesHost, _| {
            let (known, judged) = (r.answered.hours.known(), r.answered.judged);
            Measure::of(share(known as f64, judged as f64), Unit::Fraction, r.fields).of_sample(judged)
        });
    register
        .say(
            Form::Property,
            "replies.in_work_hours -> bool",
            "-",
            "Whether hours are hours of work, because the time zone is known.",
        )
        .property(|r: &RepliesHost, _| r.in_work_hours);
}
