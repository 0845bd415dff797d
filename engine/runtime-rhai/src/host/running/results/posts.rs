//! The part's posts: sums, ratios of sums, and who mentions whom.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{RateBase, Risk};
use saring_pack::Unit;
use saring_vocabulary::forecast::Metric;
use saring_vocabulary::random::SplitMix64;
use saring_vocabulary::results::posts::{Mentioning, Per, Ratio, mentioning, number, total};
use saring_vocabulary::safety::RISKS;

use super::super::super::creator::base_named;
use super::{RangeHost, ResultsHost, TotalHost, counted};
use crate::fuel;
use crate::measure::{Measure, measure, number as plain};
use crate::registry::{Form, Outcome, Register, raise};

/// Most draws for one interval.
pub(super) const RESAMPLES_MAX: f64 = 10_000.0;

/// A ratio of sums over the posts that know both sides.
#[derive(Debug, Clone)]
struct RatioHost {
    ratio: Ratio,
    results: ResultsHost,
    name: String,
}

pub(super) fn register(register: &mut Register<'_>) {
    counts(register);
    sums(register);
    ratios(register);
    intervals(register);
    graph(register);
}

fn counts(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "results.posts -> value",
            "count",
            "How many posts of the part are known, but those that are said not to be the campaign's.",
        )
        .property(|r: &ResultsHost, _| Measure::counted(r.posts().len(), FieldSet::EMPTY));
    register
        .say(Form::Method, "results.posts_at_risk(risk) -> value", "count", "How many posts of the part have a brand-safety finding of a risk, `floor`, `high`, `medium` or `low`, or a graver one.")
        .call(|r: &mut ResultsHost, risk: ImmutableString| -> Outcome<Measure> {
            let named = RISKS.iter().find(|(_, _, name)| *name == risk.as_str());
            let Some((bound, ..)) = named else { return raise(format!("`{risk}` is no risk")) };
            let grave = |risk: Risk| risk <= *bound;
            let n = r.posts().into_iter().filter(|post| post.risk.is_some_and(grave)).count();
            Ok(Measure::counted(n, FieldSet::EMPTY))
        });
    register
        .say(
            Form::Method,
            "results.within_days(days) -> results",
            "-",
            "The same with each post's numbers as they were told up to so many days after its publication.",
        )
        .call(|r: &mut ResultsHost, days: Dynamic| -> Outcome<ResultsHost> { Ok(r.within_days(plain(&days)?)) });
}

fn sums(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.total(metric) -> total", "count", "A metric summed over the posts, each as last told: views, reach, impressions, likes, comments, shares, saves, clicks or engagements.")
        .call(|r: &mut ResultsHost, metric: ImmutableString| -> Outcome<TotalHost> {
            Ok(TotalHost::of(total(&r.posts(), metric_named(&metric)?), Unit::Count))
        });
    register
        .say(Form::Property, "results.reach -> range", "count", "The people whom the posts reached, each counted once: of a single post what it tells; of several between the largest and the sum, because who saw more than one is not known.")
        .property(|r: &ResultsHost, _| reach(r));
}

/// What several posts reached together.
fn reach(results: &ResultsHost) -> RangeHost {
    let posts = results.posts();
    let sum = total(&posts, Metric::Reach);
    let largest = posts.iter().filter_map(|post| number(&post.metrics, Metric::Reach)).max_by(f64::total_cmp);
    let measure = |value| counted(value, Unit::Count).of_sample(sum.told);
    RangeHost { value: measure(sum.value().filter(|_| sum.of == 1)), low: measure(largest), high: measure(sum.value()) }
}

fn metric_named(name: &str) -> Outcome<Metric> {
    let found = Metric::named(name).filter(|metric| !metric.is_rate());
    found.map_or_else(|| raise(format!("`{name}` is no number of a post")), Ok)
}

/// What a ratio is taken per: a metric of the posts, or `followers`.
pub(super) fn per_named(name: &str) -> Outcome<Per> {
    match base_named(name) {
        Ok(RateBase::Followers) => Ok(Per::Followers),
        _ => metric_named(name).map(Per::Metric),
    }
}

fn ratios(register: &mut Register<'_>) {
    register
        .say(Form::Method, "results.ratio(over, under) -> ratio", "-", "One metric over another, or over `followers` of the accounts that the posts are on: the ratio of sums over the posts that know both.")
        .call(|r: &mut ResultsHost, over: ImmutableString, under: ImmutableString| -> Outcome<RatioHost> {
            let ratio = Ratio::of(&r.posts(), metric_named(&over)?, per_named(&under)?);
            Ok(RatioHost { ratio, results: r.clone(), name: format!("{over}/{under}") })
        });
    register
        .say(
            Form::Property,
            "ratio.value -> value",
            "fraction",
            "The ratio; unknown where the lower side is 0 or not known.",
        )
        .property(|r: &RatioHost, _| counted(r.ratio.value(), Unit::Fraction).of_sample(r.ratio.told()));
    register
        .say(
            Form::Property,
            "ratio.over -> value",
            "count",
            "The sum of the upper side, over the posts that know both.",
        )
        .property(|r: &RatioHost, _| r.side(|(over, _)| over));
    register
        .say(Form::Property, "ratio.under -> value", "count", "The sum of the lower side, over the same posts.")
        .property(|r: &RatioHost, _| r.side(|(_, under)| under));
    register
        .say(Form::Property, "ratio.told -> value", "count", "How many posts know both sides.")
        .property(|r: &RatioHost, _| counted(Some(r.ratio.told() as f64), Unit::Count));
    register
        .say(Form::Property, "ratio.coverage -> value", "fraction", "The share of the posts that do.")
        .property(|r: &RatioHost, _| counted(share(r.ratio.told(), r.ratio.of), Unit::Fraction));
}

fn share(told: usize, of: usize) -> Option<f64> {
    saring_vocabulary::statistics::share(told as f64, of as f64)
}

fn intervals(register: &mut Register<'_>) {
    register
        .say(Form::Method, "ratio.drawn(level, resamples) -> range", "fraction", "The ratio with the interval that holds it with the chance `level`: posts are drawn anew that many times (expanded percentile bootstrap), by a seed of the campaign, the part and the ratio. No interval below two posts.")
        .call(|r: &mut RatioHost, level: Dynamic, resamples: Dynamic| -> Outcome<RangeHost> {
            let (level, resamples) = (plain(&level)?, plain(&resamples)?.clamp(0.0, RESAMPLES_MAX) as usize);
            fuel::spend(r.ratio.told(), resamples)?;
            let mut dice = SplitMix64::of_text(&r.results.seed(&r.name));
            let ends = r.ratio.interval(level, resamples, &mut dice);
            Ok(RangeHost::of(r.ratio.value(), ends, Unit::Fraction, r.ratio.told()))
        });
    register
        .say(Form::Function, "poisson_low(n, z) -> value", "count", "The lower bound of the mean number of events of which n came, by the score interval (z = 1.96 for 95 %): n + z²/2 - z·√(n + z²/4).")
        .call(|n: Dynamic, z: Dynamic| poisson(&n, &z, -1.0));
    register
        .say(Form::Function, "poisson_high(n, z) -> value", "count", "The upper bound of the same.")
        .call(|n: Dynamic, z: Dynamic| poisson(&n, &z, 1.0));
}

fn poisson(n: &Dynamic, z: &Dynamic, side: f64) -> Outcome<Measure> {
    let (n, z) = (measure(n)?, plain(z)?);
    let end = |n: f64| n + z * z / 2.0 + side * z * libm::sqrt(n + z * z / 4.0);
    // Rounding must not put the number itself outside.
    let bound = |n: f64| if side < 0.0 { end(n).clamp(0.0, n.max(0.0)) } else { end(n).max(n) };
    Ok(Measure { value: n.value.map(bound), ..n })
}

impl RatioHost {
    fn side(&self, of: impl Fn((f64, f64)) -> f64) -> Measure {
        let told = self.ratio.told();
        counted((told > 0).then(|| of(self.ratio.sums())), Unit::Count).of_sample(told)
    }
}

fn graph(register: &mut Register<'_>) {
    register
        .say(Form::Property, "results.mentioning -> mentioning", "-", "Who of the campaign's creators mentions whom in the posts. Of a part, what begins or ends at one of its creators.")
        .property(|r: &ResultsHost, _| {
            let posts = r.base.posts();
            fuel::charge(posts.len());
            mentioning(posts, &r.part)
        });
    register
        .say(
            Form::Property,
            "mentioning.ties -> value",
            "count",
            "Pairs of whom one mentions the other, each direction once.",
        )
        .property(|m: &Mentioning, _| Measure::counted(m.ties, FieldSet::EMPTY));
    register
        .say(Form::Property, "mentioning.mutual -> value", "count", "Pairs who mention each other.")
        .property(|m: &Mentioning, _| Measure::counted(m.mutual, FieldSet::EMPTY));
    register
        .say(Form::Property, "mentioning.told -> value", "count", "Posts of which it is known whom they mention.")
        .property(|m: &Mentioning, _| Measure::counted(m.told, FieldSet::EMPTY));
    register
        .say(Form::Property, "mentioning.of -> value", "count", "How many posts the part has.")
        .property(|m: &Mentioning, _| Measure::counted(m.of, FieldSet::EMPTY));
}

/// A list of texts that a script gives.
pub(super) fn texts(list: &Array) -> Outcome<Vec<ImmutableString>> {
    let text = |item: &Dynamic| {
        item.read_lock::<ImmutableString>()
            .map_or_else(|| raise("a list of texts is due here"), |text| Ok(text.clone()))
    };
    list.iter().map(text).collect()
}
