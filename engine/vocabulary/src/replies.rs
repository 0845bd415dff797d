//! How fast a creator answers, by the clock of the place where they live.

use saring_model::creator::Reply;
use saring_model::{TimeZone, Timestamp};

use crate::Column;

const SECONDS_PER_HOUR: i64 = 3_600;
const SECONDS_PER_DAY: i64 = 86_400;
const DAYS_PER_WEEK: i64 = 7;
/// 1970-01-01 was a Thursday, three days after a Monday.
const FIRST_WEEKDAY: i64 = 3;

/// When people work: on these days of the week, Monday first, between these hours of the day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkWeek {
    /// Monday to Sunday.
    pub days: [bool; 7],
    /// Hour at which work begins, 0 to 24.
    pub from_hour: f64,
    /// Hour at which it ends, 0 to 24.
    pub until_hour: f64,
}

impl WorkWeek {
    /// Seconds of work since an early Thursday, at a local time in seconds since 1970-01-01.
    fn worked(&self, local: i64) -> f64 {
        let hour = SECONDS_PER_HOUR as f64;
        let length = (self.until_hour - self.from_hour).max(0.0) * hour;
        let day = local.div_euclid(SECONDS_PER_DAY);
        let (weeks, rest) = (day.div_euclid(DAYS_PER_WEEK), day.rem_euclid(DAYS_PER_WEEK));
        let is_working = |day: i64| {
            let weekday = usize::try_from((day + FIRST_WEEKDAY).rem_euclid(DAYS_PER_WEEK)).unwrap_or_default();
            self.days.get(weekday).copied().unwrap_or_default()
        };
        let days_of = |days: i64| (0..days).filter(|day| is_working(*day)).count() as f64;
        let today = if is_working(rest) {
            (local.rem_euclid(SECONDS_PER_DAY) as f64 - self.from_hour * hour).clamp(0.0, length)
        } else {
            0.0
        };
        (weeks as f64 * days_of(DAYS_PER_WEEK) + days_of(rest)) * length + today
    }
}

/// What messages and their answers say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answered {
    /// Hours to the answer, per message that was answered.
    pub hours: Column,
    /// Messages that were answered, or have waited for so long that they count as not answered.
    pub judged: usize,
}

/// Reads the messages sent up to `as_of`. An answer after `as_of` has not come yet, and a message without one counts
/// from `overdue_hours` on. Hours are hours of work where `work` gives the week and the zone, else hours of the clock.
pub fn answered(
    replies: &[Reply],
    as_of: Timestamp,
    overdue_hours: f64,
    work: Option<(&WorkWeek, &TimeZone)>,
) -> Answered {
    let work = work.and_then(|(week, zone)| Some((week, jiff::tz::db().get(zone.as_str()).ok()?)));
    let local =
        |zone: &jiff::tz::TimeZone, at: Timestamp| at.unix_seconds() + i64::from(zone.to_offset(at.get()).seconds());
    let between = |sent: Timestamp, answered: Timestamp| {
        let seconds = match &work {
            Some((week, zone)) => week.worked(local(zone, answered)) - week.worked(local(zone, sent)),
            None => (answered.unix_seconds() - sent.unix_seconds()) as f64,
        };
        // Where clocks are put back, an answer may come before its question.
        seconds.max(0.0) / SECONDS_PER_HOUR as f64
    };
    let sent = replies.iter().filter(|reply| reply.sent <= as_of);
    let pairs: Vec<(Timestamp, Option<Timestamp>)> =
        sent.map(|reply| (reply.sent, reply.answered.filter(|answered| *answered <= as_of))).collect();
    let overdue = |sent: Timestamp| as_of.days_since(sent) * 24.0 > overdue_hours;
    let judged = pairs.iter().filter(|(sent, answered)| answered.is_some() || overdue(*sent)).count();
    let hours = pairs.iter().filter_map(|(sent, answered)| Some(between(*sent, (*answered)?))).map(Some);
    Answered { hours: hours.collect(), judged }
}
