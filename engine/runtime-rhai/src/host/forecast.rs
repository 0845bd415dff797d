//! What the next posts are likely to earn.

use std::sync::Arc;

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::campaign::Kpi;
use saring_model::catalogue::FieldSet;
use saring_model::creator::RateBase;
use saring_pack::limits::CURVE_VALUE_MAX;
use saring_pack::{Curve, Unit};
use saring_vocabulary::forecast::{Forecast, Line, Method, Metric, POSTS_MIN};
use saring_vocabulary::posts::engagements;
use saring_vocabulary::random::SplitMix64;

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::{base_named, whole};
use super::deliverables::DeliverablesHost;
use super::posts::PostsHost;
use crate::answer::CurveHost;
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Steps of a walk that one logarithm or one draw costs.
const STEPS_PER_DRAW: usize = 4;

/// What an order is likely to earn of a metric.
#[derive(Debug, Clone)]
pub(crate) struct ForecastHost {
    found: Option<Arc<Forecast>>,
    unit: Unit,
    fields: FieldSet,
    missing: FieldSet,
    /// Posts that it rests on.
    posts: usize,
}

pub(crate) fn register(register: &mut Register<'_>) {
    targets(register);
    forecasts(register);
    expectations(register);
}

fn targets(register: &mut Register<'_>) {
    register
        .say(Form::Property, "campaign.predictable_kpis -> array", "-", "Names of the KPIs with a target that posts show, so that they can be forecast: views (video-views), reach, impressions, likes, comments, shares, saves, clicks, engagements, engagement-rate (er); each once.")
        .reads(&["campaign.kpis[].metric", "campaign.kpis[].target"])
        .property(|c: &CampaignHost, _| {
            let mut names: Vec<&str> = Vec::new();
            for (metric, _) in predictable(c) {
                if !names.contains(&metric.id()) {
                    names.push(metric.id());
                }
            }
            names.into_iter().map(|name| Dynamic::from(ImmutableString::from(name))).collect::<Array>()
        });
    register
        .say(
            Form::Method,
            "campaign.predictable_target(metric) -> value",
            "of the metric",
            "The whole campaign's target of a predictable KPI, under any of its names.",
        )
        .reads(&["campaign.kpis[].metric", "campaign.kpis[].target"]);
    let fields = fields(&["campaign.kpis"]);
    register.call(move |c: &mut CampaignHost, name: ImmutableString| -> Outcome<Measure> {
        let wanted = metric_named(&name)?;
        let target = predictable(c).find(|(metric, _)| *metric == wanted).map(|(_, target)| target);
        Ok(Measure::of(target, unit(wanted), fields))
    });
}

fn predictable(campaign: &CampaignHost) -> impl Iterator<Item = (Metric, f64)> {
    let kpis = campaign.campaign().and_then(|campaign| campaign.kpis.as_deref()).unwrap_or_default();
    fuel::charge(kpis.len());
    kpis.iter().filter_map(|Kpi { metric, target, .. }| Some((Metric::named(metric)?, target.as_ref()?.get())))
}

pub(super) fn metric_named(name: &str) -> Outcome<Metric> {
    Metric::named(name).map_or_else(|| raise(format!("`{name}` is no KPI that posts show")), Ok)
}

fn unit(metric: Metric) -> Unit {
    if metric.is_rate() { Unit::Fraction } else { Unit::Count }
}

/// The fields that hold a metric, beside the format of the posts.
fn fields_of(metric: Metric) -> FieldSet {
    match metric {
        Metric::Engagements | Metric::EngagementRate => fields(&["creator.accounts[].posts[].likes"]),
        counted => fields(&[&format!("creator.accounts[].posts[].{}", counted.id())]),
    }
}

fn forecasts(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.engagements() -> column",
            "count",
            "Likes, comments, shares and saves, as far as they are known, per post. Posts with hidden likes have none.",
        )
        .reads(&[
            "creator.accounts[].posts[].likes",
            "creator.accounts[].posts[].comments",
            "creator.accounts[].posts[].shares",
            "creator.accounts[].posts[].saves",
        ]);
    let f = register.fields();
    let likes = fields(&["creator.accounts[].posts[].likes"]);
    register.call(move |p: &mut PostsHost| {
        ColumnHost::of(p.iter().map(engagements).collect(), Unit::Count, f).lacking(likes)
    });
    register
        .say(Form::Method, "posts.forecast(metric, per, deliverables, seed, half_life, resamples) -> forecast", "-", "What the deliverables are likely to earn of a KPI: posts of each format, over the level before them, drawn so many times and put on today's level, in which a post counts half after `half_life` newer ones. The text `seed` fixes the draws; `per` is the base of an engagement rate. Unknown where one of the formats has fewer than 4 posts with the metric.")
        .reads(&["creator.accounts[].posts[].at", "creator.accounts[].posts[].format", "creator.accounts[].posts[].likes", "creator.accounts[].posts[].comments", "creator.accounts[].posts[].shares", "creator.accounts[].posts[].saves", "creator.accounts[].posts[].views", "creator.accounts[].posts[].reach", "creator.accounts[].posts[].impressions", "creator.accounts[].posts[].clicks", "creator.accounts[].followers", "campaign.deliverables[].format", "campaign.deliverables[].quantity"])
        .call(
            |p: &mut PostsHost, metric: ImmutableString, per: ImmutableString, due: DeliverablesHost, seed: ImmutableString, half_life: Dynamic, resamples: Dynamic| -> Outcome<ForecastHost> {
                let method = Method { half_life_posts: number(&half_life)?, resamples: whole(number(&resamples)?) };
                forecast(p, (metric_named(&metric)?, &per), &due, &seed, method)
            },
        );
}

fn forecast(
    posts: &PostsHost,
    (metric, per): (Metric, &str),
    due: &DeliverablesHost,
    seed: &str,
    method: Method,
) -> Outcome<ForecastHost> {
    let per = base_named(per)?;
    fuel::spend(method.resamples, due.formats.len() * STEPS_PER_DRAW)?;
    fuel::spend(posts.len(), due.formats.len() + STEPS_PER_DRAW)?;
    let line = |(format, quantity): &(_, f64)| Line {
        past: posts
            .iter()
            .rev()
            .filter(|post| post.format == Some(*format))
            .filter_map(|post| metric.of(post, per, posts.followers()))
            .collect(),
        quantity: *quantity,
    };
    let lines: Vec<Line> = due.formats.iter().map(line).collect();
    let found = Forecast::of(&lines, metric, method, &mut SplitMix64::of_text(seed)).map(Arc::new);
    let shown = fields_of(metric);
    let has_posts =
        |(format, _): &(_, f64)| posts.iter().filter(|post| post.format == Some(*format)).count() >= POSTS_MIN;
    // Where the posts are there, what they lack is the metric, or the base of the rate.
    let missing = if !due.formats.iter().all(has_posts) {
        // Where every post says its format, more posts would help, and more formats would not.
        let is_open = posts.iter().any(|post| post.format.is_none());
        fields(&[if is_open { "creator.accounts[].posts[].format" } else { "creator.accounts[].posts" }])
    } else if metric.is_rate() && posts.iter().any(|post| engagements(post).is_some()) {
        fields(&[match per {
            RateBase::Followers => "creator.accounts[].followers",
            RateBase::Views => "creator.accounts[].posts[].views",
            RateBase::Reach => "creator.accounts[].posts[].reach",
        }])
    } else {
        shown
    };
    let rests_on = lines.iter().map(|line| line.past.len()).sum();
    let fields = shown.union(fields(&["creator.accounts[].posts[].format"]));
    Ok(ForecastHost { found, unit: unit(metric), fields, missing, posts: rests_on })
}

/// The low end, the middle and the high end of what deliverables are likely to earn.
pub(super) fn expected_of(
    posts: &PostsHost,
    metric: Metric,
    due: &DeliverablesHost,
    seed: &str,
    method: Method,
    level: f64,
) -> Outcome<[Measure; 3]> {
    let found = forecast(posts, (metric, "followers"), due, seed, method)?;
    let ends = found.get(|forecast| forecast.interval(level));
    let (low, high) = (ends.map(|(low, _)| low), ends.map(|(_, high)| high));
    let middle = found.get(|forecast| forecast.quantile(0.5));
    Ok([low, middle, high].map(|value| found.give(value, found.unit)))
}

impl ForecastHost {
    fn give(&self, value: Option<f64>, unit: Unit) -> Measure {
        Measure::of(value, unit, self.fields).lacking(self.missing).of_sample(self.posts)
    }

    fn get<T>(&self, get: impl Fn(&Forecast) -> Option<T>) -> Option<T> {
        get(self.found.as_deref()?)
    }
}

fn expectations(register: &mut Register<'_>) {
    register
        .say(Form::Property, "forecast.posts -> value", "count", "How many posts it rests on.")
        .property(|f: &ForecastHost, _| Measure::counted(f.posts, f.fields));
    register
        .say(Form::Property, "forecast.expected -> value", "of the metric", "The result that half of the draws reach.")
        .property(|f: &ForecastHost, _| f.give(f.get(|found| found.quantile(0.5)), f.unit));
    register
        .say(
            Form::Method,
            "forecast.chance_of(target) -> value",
            "fraction",
            "The chance that the result is at least `target`.",
        )
        .call(|f: &mut ForecastHost, target: Dynamic| -> Outcome<Measure> {
            let target = number(&target)?;
            Ok(f.give(f.get(|found| found.chance_of(target)), Unit::Fraction))
        });
    register
        .say(Form::Method, "forecast.low(level) -> value", "of the metric", "The low end of the interval that holds the result with the chance `level`: the level of today, divided by how far all but the worst of the past posts lay from the level before them (split conformal prediction on the log scale).")
        .call(|f: &mut ForecastHost, level: Dynamic| f.end(&level, |(low, _)| low));
    register
        .say(Form::Method, "forecast.high(level) -> value", "of the metric", "The high end of the same interval.")
        .call(|f: &mut ForecastHost, level: Dynamic| f.end(&level, |(_, high)| high));
    register
        .say(
            Form::Property,
            "forecast.curve -> curve",
            "points",
            "100 times the chance that the result reaches a target; falling, and flat where nothing is known.",
        )
        .property(|f: &ForecastHost, _| {
            let knots = f.get(|found| Some(found.knots())).filter(|knots| !knots.is_empty());
            let bounded =
                |knots: Vec<(f64, f64)>| knots.into_iter().map(|(value, points)| (value.min(CURVE_VALUE_MAX), points));
            CurveHost::from(knots.map_or(Curve::Opaque(0.0), |knots| Curve::Table(bounded(knots).collect())))
        });
}

impl ForecastHost {
    fn end(&self, level: &Dynamic, end: fn((f64, f64)) -> f64) -> Outcome<Measure> {
        let level = measure(level)?.known()?;
        Ok(self.give(self.get(|found| found.interval(level)).map(end), self.unit))
    }
}
