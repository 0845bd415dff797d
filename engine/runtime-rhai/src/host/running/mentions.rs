//! `events.mentions(…)`: how much is said, by whom it is said and how much of it is negative.

use rhai::{Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::timeline::{Channel, Mentions};
use saring_pack::Unit;
use saring_vocabulary::chronicle::Window;
use saring_vocabulary::mentions::{Heard, heard};
use saring_vocabulary::statistics::share;
use saring_vocabulary::text::fold;
use saring_vocabulary::volume::{self, Method, Season, Surprise};

use super::EventsHost;
use crate::fuel;
use crate::host::table::TableHost;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, raise};

/// Steps for putting one count in its place.
const PLACING_STEPS: usize = 4;
/// Milliseconds of a second.
const SECOND_MS: i64 = 1_000;
/// Seconds of an hour.
const HOUR_S: usize = 3_600;
/// Seconds of a minute.
const MINUTE_S: f64 = 60.0;
/// Hours of a day.
const DAY_H: f64 = 24.0;

/// What was said in a window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MentionsHost(Heard);

/// How surprising the volume of the last window is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SurpriseHost(Option<Surprise>);

/// Who is mentioned.
enum Subject {
    Brand,
    /// Every rival.
    Rivals,
    /// A rival by its folded name.
    Rival(String),
}

impl Subject {
    fn named(name: &str) -> Self {
        match name {
            "brand" => Self::Brand,
            "rivals" => Self::Rivals,
            rival => Self::Rival(fold(rival)),
        }
    }

    fn is_of(&self, counted: &Mentions, brand: &str) -> bool {
        let Some(name) = &counted.subject else { return matches!(self, Self::Brand) };
        let name = fold(name);
        match self {
            Self::Brand => name == brand,
            Self::Rivals => name != brand,
            Self::Rival(rival) => name == *rival,
        }
    }
}

impl EventsHost {
    fn heard(&self, subject: &Subject, channel: Channel, window: Window) -> MentionsHost {
        let view = self.view();
        let brand = fold(&self.campaign.brand.name);
        let is_wanted = |counted: &Mentions| counted.channel.unwrap_or_default() == channel;
        let counts =
            view.mentions(window).inspect(|_| fuel::charge(PLACING_STEPS)).map(|seen| (seen.event.at, seen.what));
        let counts = counts.filter(|(_, counted)| is_wanted(counted) && subject.is_of(counted, &brand));
        MentionsHost(heard(counts, window.to.hours_since(window.from)))
    }
}

pub(super) fn register(register: &mut Register<'_>) {
    windows(register);
    facts(register);
    surprise(register);
}

fn windows(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.mentions(hours) -> mentions", "-", "Mentions of the brand on social media in the last hours. Counts whose span is longer than that are left out, because they do not say when in it people spoke.")
        .call(|e: &mut EventsHost, hours: Dynamic| -> Outcome<MentionsHost> {
            let window = e.view().last_hours(number(&hours)?);
            Ok(e.heard(&Subject::Brand, Channel::Social, window))
        });
    register
        .say(
            Form::Method,
            "events.mentions_between(from, to) -> mentions",
            "-",
            "The same from so many hours ago to fewer hours ago, to compare with.",
        )
        .call(|e: &mut EventsHost, from: Dynamic, to: Dynamic| -> Outcome<MentionsHost> {
            let window = e.view().between_hours(number(&from)?, number(&to)?);
            Ok(e.heard(&Subject::Brand, Channel::Social, window))
        });
    register
        .say(Form::Method, "events.mentions_of(who, channel, from, to) -> mentions", "-", "The same of `brand`, of all `rivals`, or of one rival by its name, on `social`, in the `press` or in `search`.")
        .call(|e: &mut EventsHost, who: ImmutableString, channel: ImmutableString, from: Dynamic, to: Dynamic| -> Outcome<MentionsHost> {
            let channel = match channel.as_str() {
                "social" => Channel::Social,
                "press" => Channel::Press,
                "search" => Channel::Search,
                other => return raise(format!("`{other}` is no channel; there are social, press and search")),
            };
            let window = e.view().between_hours(number(&from)?, number(&to)?);
            Ok(e.heard(&Subject::named(&who), channel, window))
        });
    register
        .say(Form::Method, "events.share_of_voice(hours) -> value", "fraction", "The brand's share of what is said of it and its rivals on social media in the last hours; unknown where either is not counted.")
        .call(|e: &mut EventsHost, hours: Dynamic| -> Outcome<Measure> {
            let window = e.view().last_hours(number(&hours)?);
            let of = |subject| e.heard(&subject, Channel::Social, window).total();
            let (brand, rivals) = (of(Subject::Brand), of(Subject::Rivals));
            Ok(brand.with(rivals, Unit::Fraction, |brand, rivals| brand / (brand + rivals)))
        });
}

impl MentionsHost {
    fn give(&self, value: Option<f64>, unit: Unit, of: u64) -> Measure {
        let sample = usize::try_from(of).unwrap_or(usize::MAX);
        Measure::of(value.filter(|_| self.0.counts > 0), unit, FieldSet::EMPTY).of_sample(sample)
    }

    fn total(&self) -> Measure {
        self.give(Some(self.0.total as f64), Unit::Count, self.0.total)
    }

    fn negative(&self) -> Measure {
        let known = self.0.judged_hours > 0;
        self.give(known.then_some(self.0.negative as f64), Unit::Count, self.0.judged)
    }
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "mentions.total -> value", "count", "How many; unknown where nobody counted.")
        .property(|m: &MentionsHost, _| m.total());
    register
        .say(
            Form::Property,
            "mentions.judged -> value",
            "count",
            "Mentions in hours whose negative ones are known; unknown where they are of none.",
        )
        .property(|m: &MentionsHost, _| {
            m.give((m.0.judged_hours > 0).then_some(m.0.judged as f64), Unit::Count, m.0.judged)
        });
    register
        .say(
            Form::Property,
            "mentions.negative -> value",
            "count",
            "Negative ones, as far as sentiment is known; unknown where it is of none.",
        )
        .property(|m: &MentionsHost, _| m.negative());
    register
        .say(
            Form::Property,
            "mentions.negative_share -> value",
            "fraction",
            "Share of the mentions of known sentiment that are negative; unknown where there is none.",
        )
        .property(|m: &MentionsHost, _| {
            m.give(share(m.0.negative as f64, m.0.judged as f64), Unit::Fraction, m.0.judged)
        });
    register
        .say(Form::Property, "mentions.days -> value", "days", "How much of the time was counted, by full hours.")
        .property(|m: &MentionsHost, _| Measure::of(Some(m.0.hours as f64 / DAY_H), Unit::Days, FieldSet::EMPTY));
    register
        .say(
            Form::Method,
            "mentions.total_per(hours) -> value",
            "number",
            "The mean in so many hours, over the time that was counted.",
        )
        .call(|m: &mut MentionsHost, hours: Dynamic| -> Outcome<Measure> {
            let hours = number(&hours)?;
            let mean = share(m.0.total as f64, m.0.hours as f64).map(|mean| mean * hours);
            Ok(m.give(mean, Unit::Number, m.0.hours))
        });
    register
        .say(
            Form::Method,
            "mentions.negative_per(hours) -> value",
            "number",
            "The mean of negative ones in so many hours, over the time whose sentiment is known.",
        )
        .call(|m: &mut MentionsHost, hours: Dynamic| -> Outcome<Measure> {
            let hours = number(&hours)?;
            let mean = share(m.0.negative as f64, m.0.judged_hours as f64).map(|mean| mean * hours);
            Ok(m.give(mean, Unit::Number, m.0.judged_hours))
        });
}

fn surprise(register: &mut Register<'_>) {
    register
        .say(Form::Method, "events.surprise(method) -> surprise", "-", "How surprising the mentions of the brand on social media in the last window are, beside what is usual at this hour of this weekday and how far above that loud hours lie. `method` is a table with `id` and `value` of `window_minutes` and of `long_window_minutes`, a longer window that must be loud too; `history_days`, of which `baseline_days` must be known; `repeats` of an hour, give or take `smoothing_minutes`, before it has a baseline of its own; `tail_quantile`, above which deviations say how high loud ones lie; and `coverage`, the share of a window that must have been counted.")
        .call(|e: &mut EventsHost, table: TableHost| -> Outcome<SurpriseHost> { e.surprise(&method(&table)?) });
    register
        .say(Form::Property, "surprise.days -> value", "days", "Mentions are so many once in so many days, by what the history says; unknown where too little history, or too little of the window, is known.")
        .property(|s: &SurpriseHost, _| s.give(|it| it.days, Unit::Days));
    register
        .say(Form::Property, "surprise.volume -> value", "count", "Mentions in the window.")
        .property(|s: &SurpriseHost, _| s.give(|it| it.value, Unit::Count));
    register
        .say(Form::Property, "surprise.expected -> value", "number", "Mentions that were expected in it.")
        .property(|s: &SurpriseHost, _| s.give(|it| it.expected, Unit::Number));
    register
        .say(
            Form::Method,
            "surprise.bound(days) -> value",
            "number",
            "Mentions in the window that would come once in so many days.",
        )
        .call(|s: &mut SurpriseHost, days: Dynamic| -> Outcome<Measure> {
            let days = number(&days)?;
            Ok(s.give(|it| it.bound(days), Unit::Number))
        });
    register
        .say(Form::Property, "surprise.season -> text", "-", "What the expectation was taken from: `hour-of-week`, `hour-of-day` or `all-hours`; `none` where it is unknown.")
        .property(|s: &SurpriseHost, _| ImmutableString::from(s.0.map_or("none", |it| Season::as_str(it.season))));
}

/// How volumes are compared, by the rows of a table.
fn method(table: &TableHost) -> Outcome<Method> {
    let of = |id: &str| match table.pick(&[("id", id)])?.number("value") {
        Some(value) => Ok(value),
        None => raise(format!("table `{}` has no value for `{id}`", table.table().name)),
    };
    let whole = |number: f64| number.clamp(0.0, f64::from(u32::MAX)) as u32;
    Ok(Method {
        window_s: whole(of("window_minutes")? * MINUTE_S),
        long_window_s: whole(of("long_window_minutes")? * MINUTE_S),
        history_days: whole(of("history_days")?),
        baseline_days: whole(of("baseline_days")?),
        repeats: whole(of("repeats")?),
        smoothing_s: whole(of("smoothing_minutes")? * MINUTE_S),
        tail_quantile: of("tail_quantile")?,
        coverage: of("coverage")?,
    })
}

impl EventsHost {
    fn surprise(&self, method: &Method) -> Outcome<SurpriseHost> {
        let view = self.view();
        let brand = fold(&self.campaign.brand.name);
        let is_wanted = |counted: &Mentions| {
            counted.channel.unwrap_or_default() == Channel::Social && Subject::Brand.is_of(counted, &brand)
        };
        // A window is a day long at most.
        let all = view.mentions(view.last_hours((f64::from(method.history_days) + 2.0) * DAY_H));
        let buckets: Vec<volume::Bucket> = all
            .filter(|seen| is_wanted(seen.what))
            .map(|seen| {
                let span = u32::try_from(seen.what.span_s.get()).unwrap_or(u32::MAX);
                (seen.event.at.unix_seconds() * SECOND_MS, span, seen.what.total.as_f64())
            })
            .collect();
        // A count of many hours is laid into each of them.
        let hours: usize = buckets.iter().map(|(_, span, _)| (*span as usize).div_ceil(HOUR_S).max(1)).sum();
        fuel::spend(hours, PLACING_STEPS)?;
        Ok(SurpriseHost(volume::surprise(&buckets, self.as_of.unix_seconds() * SECOND_MS, method).ok()))
    }
}

impl SurpriseHost {
    fn give(&self, get: impl Fn(&Surprise) -> f64, unit: Unit) -> Measure {
        Measure::of(self.0.as_ref().map(get), unit, FieldSet::EMPTY).of_sample(self.0.map_or(0, |it| it.windows))
    }
}
