//! What happens in a campaign under test, as the host would hand it out.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Case, Facts};
use crate::dates::parse_instant;
use crate::facts::{Instant, Money};
use crate::source::Question;
use crate::{Part, Setup};

const MS_PER_HOUR: i64 = 3_600_000;
/// Windows that begin or end longer ago than this do so at a full hour.
const RECENT_HOURS: f64 = 48.0;

/// A campaign that runs, with the part of it that is asked about.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(crate) part: Aim,
    /// What is known of the creator who is asked about.
    pub(crate) facts: Option<Facts>,
    /// Creators with their tiers.
    pub(crate) roster: Vec<(Value, Option<String>)>,
    /// What checks say of each of the roster; none where nobody was chosen yet.
    pub(crate) chosen: Option<Vec<BTreeMap<String, Scored>>>,
    pub(crate) plan: Option<Value>,
    pub(crate) lines: Vec<(String, [Money; 4])>,
    /// In order of time.
    pub(crate) events: Vec<Event>,
    pub(crate) as_of: Instant,
}

impl Story {
    /// What a rule is given to prepare by, and the part that it is asked about.
    pub(super) fn asked<'a>(&'a self, case: &'a Case) -> (Setup<'a>, Part<'a>) {
        let question = Question { campaign: case.campaign.as_ref(), story: Some(self) };
        (Setup::new(self.as_of, question), Part::new(question, 0, self.as_of))
    }
}

/// The score of a check, and its status.
pub(crate) type Scored = (f64, String);

/// What a trigger or a metric is asked about: the campaign as a whole where nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aim {
    /// The creator.
    pub creator: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// The tier whose creators are asked about.
    pub tier: Option<String>,
    /// The platform.
    pub platform: Option<String>,
}

/// An event that had happened and was known.
#[derive(Debug)]
pub(crate) struct Event {
    at: Instant,
    value: Value,
}

impl Event {
    /// Reads the events that had happened and were known at a moment.
    pub(crate) fn read(events: &[Value], as_of: Instant) -> Result<Vec<Self>, String> {
        let mut seen = Vec::new();
        for value in events {
            let text = |key: &str| value.get(key).and_then(Value::as_str);
            let at = text("at").and_then(parse_instant);
            let at = at.ok_or_else(|| format!("the event `{}` does not say when it was", text("id").unwrap_or("?")))?;
            let received_at = text("received_at").and_then(parse_instant).unwrap_or(at);
            if at <= as_of && received_at <= as_of {
                seen.push(Self { at, value: value.clone() });
            }
        }
        seen.sort_by_cached_key(|event| (event.at, event.text("id").unwrap_or_default().to_owned()));
        Ok(seen)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    fn is(&self, kind: &str) -> bool {
        self.value.get("what").is_some_and(|what| what.get(kind).is_some())
    }

    /// The value at a path below the event, in which its kind is no step.
    fn value(&self, kind: &str, path: &str) -> Option<&Value> {
        let (mut value, path) = match path.strip_prefix("what.") {
            Some(rest) => (self.value.get("what")?.get(kind)?, rest),
            None => (&self.value, path),
        };
        for name in path.split('.') {
            value = value.get(name)?;
        }
        Some(value)
    }
}

impl Story {
    pub(crate) fn roster(&self, column: &str) -> Vec<Option<String>> {
        let member = |(creator, tier): &(Value, Option<String>)| {
            let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
            match column {
                "id" => text(creator.get("id")),
                "tier" => tier.clone(),
                _ => text(creator.pointer("/accounts/0/platform")),
            }
        };
        self.roster.iter().map(member).collect()
    }

    pub(crate) fn member(&self, place: u32, section: &str) -> Option<String> {
        let (creator, tier) = self.roster.get(place as usize)?;
        Facts::read(creator, 0, tier.as_deref()).ok()?.section(section)
    }

    pub(crate) fn line(&self, id: &str, what: &str) -> Option<Money> {
        let (_, money) = self.lines.iter().find(|(line, _)| line == id)?;
        let [planned, spent, proposed, left] = money;
        let money = match what {
            "planned" => planned,
            "spent" => spent,
            "proposed" => proposed,
            _ => left,
        };
        Some(money.clone())
    }

    /// The events of a kind in a window: those that name the part where only its own are wanted.
    fn within(&self, own: bool, kind: &str, since: f64, until: f64) -> impl Iterator<Item = &Event> {
        let (from, to) = (self.hours_ago(since), self.hours_ago(until));
        let events = self.events.iter().filter(move |event| from < event.at && event.at <= to);
        events.filter(move |event| event.is(kind) && (!own || self.is_own(event)))
    }

    fn hours_ago(&self, hours: f64) -> Instant {
        if hours.is_infinite() {
            return Instant::MIN;
        }
        let at = self.as_of - (hours * 3_600.0).round() as i64 * 1_000;
        if hours > RECENT_HOURS { at.div_euclid(MS_PER_HOUR) * MS_PER_HOUR } else { at }
    }

    fn is_own(&self, event: &Event) -> bool {
        let Aim { creator, post, tier, platform } = &self.part;
        if post.is_some() {
            return event.text("post") == post.as_deref();
        }
        let of_post = || self.of_post(event.text("post")?);
        let named = event.text("creator").or_else(|| of_post()?.text("creator"));
        let in_tier = || {
            let has = |(member, of): &&(Value, Option<String>)| {
                member.get("id").and_then(Value::as_str) == named && of == tier
            };
            self.roster.iter().any(|member| has(&member))
        };
        let published = || {
            let published = if event.is("post_published") { Some(event) } else { of_post() };
            published?.value("post_published", "what.platform")?.as_str()
        };
        creator.as_deref().is_none_or(|creator| named == Some(creator))
            && (tier.is_none() || (named.is_some() && in_tier()))
            && platform.as_deref().is_none_or(|platform| published() == Some(platform))
    }

    /// The publication of a post.
    pub(crate) fn of_post(&self, post: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.is("post_published") && event.text("post") == Some(post))
    }

    /// The creator who is asked about; of a post, the one who published it.
    pub(crate) fn creator(&self) -> Option<String> {
        let of_post = || self.of_post(self.part.post.as_deref()?)?.text("creator").map(str::to_owned);
        self.part.creator.clone().or_else(of_post)
    }

    pub(crate) fn events(&self, own: bool, kind: &str, since: f64, until: f64) -> String {
        self.within(own, kind, since, until).map(|event| event.value.clone()).collect::<Value>().to_string()
    }

    pub(crate) fn instants(&self, own: bool, kind: &str, since: f64, until: f64) -> Vec<Instant> {
        self.within(own, kind, since, until).map(|event| event.at).collect()
    }

    pub(crate) fn numbers(&self, own: bool, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<f64>> {
        let number = |value: &Value| match value {
            Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
            Value::Object(money) => money.get("amount")?.as_str()?.parse().ok(),
            other => other.as_f64(),
        };
        self.within(own, kind, since, until).map(|event| event.value(kind, path).and_then(number)).collect()
    }

    pub(crate) fn texts(&self, own: bool, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<String>> {
        let text = |value: &Value| {
            let text = match value {
                Value::Object(money) => money.get("currency")?,
                other => other,
            };
            text.as_str().map(str::to_owned)
        };
        self.within(own, kind, since, until).map(|event| event.value(kind, path).and_then(text)).collect()
    }
}
