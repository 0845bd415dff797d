//! What the posts of a package are likely to earn: by the creator's own posts, else by a provider's averages, else by the
//! size of the account.

use rhai::{Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Format, Reported};
use saring_model::{Count, Positive};
use saring_pack::Unit;
use saring_vocabulary::exposure::{self, Exposure};
use saring_vocabulary::forecast::{Method, Metric};

use super::creator::whole;
use super::forecast::{expected_of, metric_named};
use super::package::{LineHost, PackageHost};
use super::posts::PostsHost;
use super::table::TableHost;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, fields};

/// Formats whose posts a provider's averages are about. Stories and live streams are not among an account's posts.
const AVERAGED: [Format; 5] = [Format::Image, Format::Carousel, Format::Reel, Format::Video, Format::Short];

/// How results are estimated.
#[derive(Debug, Clone)]
pub(crate) struct OutlookHost {
    usual: TableHost,
    settled_hours: f64,
    window: f64,
    method: Method,
    level: f64,
    reach_per_view: f64,
    spread: f64,
}

/// A number with its interval, and what it rests on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EstimateHost {
    low: Measure,
    expected: Measure,
    high: Measure,
    basis: Basis,
}

/// What an estimate rests on, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    /// The creator's own posts.
    Posts,
    /// A provider's averages.
    Reported,
    /// The account's size.
    Size,
    /// Nothing.
    None,
}

impl Basis {
    fn as_str(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Reported => "reported",
            Self::Size => "size",
            Self::None => "none",
        }
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    outlook(register);
    results(register);
    estimates(register);
}

fn outlook(register: &mut Register<'_>) {
    register
        .say(Form::Function, "outlook(table, settled_hours, window, half_life, resamples, level, reach_per_view, spread) -> outlook", "-", "How results of posts are estimated. By the creator's own: those at least `settled_hours` old and not pinned, the newest `window`, each format by itself, with `half_life`, `resamples` and the interval's `level` as in `posts.forecast`. Where the format has too few, by a provider's mean per post, divided and multiplied by `spread`; else by the account's size: `low`, `middle` and `high` of the table's row for platform, format, tier and metric, times its `per`, which is `followers`, `views` or `reach`. Views become people reached, and back, by `reach_per_view`.")
        .call(|usual: TableHost, settled_hours: Dynamic, window: Dynamic, half_life: Dynamic, resamples: Dynamic, level: Dynamic, reach_per_view: Dynamic, spread: Dynamic| -> Outcome<OutlookHost> {
            Ok(OutlookHost {
                usual,
                settled_hours: number(&settled_hours)?,
                window: number(&window)?,
                method: Method { half_life_posts: number(&half_life)?, resamples: whole(number(&resamples)?) },
                level: number(&level)?,
                reach_per_view: number(&reach_per_view)?,
                spread: number(&spread)?,
            })
        });
}

fn results(register: &mut Register<'_>) {
    const POSTS: &[&str] = &[
        "creator.accounts[].posts[].at",
        "creator.accounts[].posts[].format",
        "creator.accounts[].posts[].likes",
        "creator.accounts[].posts[].comments",
        "creator.accounts[].posts[].shares",
        "creator.accounts[].posts[].saves",
        "creator.accounts[].posts[].views",
        "creator.accounts[].posts[].reach",
        "creator.accounts[].posts[].clicks",
        "creator.accounts[].reported.avg_likes",
        "creator.accounts[].reported.avg_comments",
        "creator.accounts[].reported.avg_views",
        "creator.accounts[].followers",
    ];
    register
        .say(Form::Method, "outlook.results(line, metric) -> estimate", "of the metric", "What all posts of a line are likely to earn of a metric that is counted: views, reach (those of several posts added up), engagements, clicks and the others of `posts.forecast`.")
        .reads(POSTS)
        .call(|o: &mut OutlookHost, line: LineHost, metric: ImmutableString| o.of_line(&line, metric_named(&metric)?));
    register
        .say(Form::Method, "outlook.total(offer, metric) -> estimate", "of the metric", "The same for all posts of a package: sums, and the sums of the intervals' ends. Unknown where it is for one of the lines.")
        .reads(POSTS)
        .call(|o: &mut OutlookHost, package: PackageHost, metric: ImmutableString| -> Outcome<EstimateHost> {
            let metric = metric_named(&metric)?;
            let lines: Vec<EstimateHost> =
                package.lines().map(|line| o.of_line(&line, metric)).collect::<Outcome<_>>()?;
            Ok(lines.into_iter().reduce(EstimateHost::plus).unwrap_or_else(EstimateHost::nothing))
        });
    register
        .say(Form::Method, "outlook.people(offer, repeated) -> estimate", "count", "How many people a package reaches, each counted once. Each post after the one that reaches most adds its reach times (1 - repeated) once for every post before it; at least the largest post alone is reached (with its low end), at most the plain sum (of the high ends).")
        .reads(POSTS)
        .call(|o: &mut OutlookHost, package: PackageHost, repeated: Dynamic| o.people(&package, number(&repeated)?));
}

impl OutlookHost {
    /// What all posts of a line earn.
    fn of_line(&self, line: &LineHost, metric: Metric) -> Outcome<EstimateHost> {
        let posts = PostsHost::of(&line.creator).representative(self.settled_hours, self.window);
        let own = self.forecast(&posts, line, metric)?;
        if own.basis == Basis::Posts {
            return Ok(own);
        }
        // Few posts tell their reach, and most their views; of what is seen, a part is seen again.
        let other = match metric {
            Metric::Reach => Some((Metric::Views, self.reach_per_view)),
            Metric::Views => Some((Metric::Reach, 1.0 / self.reach_per_view)),
            _ => None,
        };
        if let Some((other, factor)) = other {
            let by_other = self.forecast(&posts, line, other)?;
            if by_other.basis == Basis::Posts {
                return Ok(by_other.times([factor; 3]));
            }
        }
        let reported = self.reported(line, metric);
        if reported.basis == Basis::Reported {
            return Ok(reported);
        }
        let by_size = match self.by_size(line, metric)? {
            found if found.basis == Basis::Size => found,
            _ => match other {
                Some((other, factor)) => self.by_size(line, other)?.times([factor; 3]),
                None => EstimateHost::nothing(),
            },
        };
        Ok(if by_size.basis == Basis::Size { by_size } else { own })
    }

    fn forecast(&self, posts: &PostsHost, line: &LineHost, metric: Metric) -> Outcome<EstimateHost> {
        let seed = format!("{} worth {} {}", line.creator.creator.id.as_str(), line.platform.as_str(), metric.id());
        let [low, expected, high] = expected_of(posts, metric, &line.due(), &seed, self.method, self.level)?;
        let basis = if expected.value.is_some() { Basis::Posts } else { Basis::None };
        Ok(EstimateHost { low, expected, high, basis }.ordered())
    }

    fn reported(&self, line: &LineHost, metric: Metric) -> EstimateHost {
        let all = line.creator.account().and_then(|account| account.reported.as_ref());
        let all = all.filter(|_| AVERAGED.contains(&line.format));
        let views = |all: &Reported| all.avg_views.map(Positive::get);
        let (per_post, paths): (Option<f64>, &[&str]) = match metric {
            Metric::Views => (all.and_then(views), &["creator.accounts[].reported.avg_views"]),
            Metric::Reach => {
                let reach = all.and_then(views).map(|views| views * self.reach_per_view);
                (reach, &["creator.accounts[].reported.avg_views"])
            }
            Metric::Likes => {
                (all.and_then(|all| all.avg_likes).map(Positive::get), &["creator.accounts[].reported.avg_likes"])
            }
            Metric::Engagements => {
                let sum = all.and_then(|all| Some(all.avg_likes?.get() + all.avg_comments.map_or(0.0, Positive::get)));
                (sum, &["creator.accounts[].reported.avg_likes", "creator.accounts[].reported.avg_comments"])
            }
            _ => (None, &[]),
        };
        let expected = Measure::of(per_post.map(|per_post| per_post * line.posts), Unit::Count, fields(paths));
        let basis = if expected.value.is_some() { Basis::Reported } else { Basis::None };
        EstimateHost { low: expected, expected, high: expected, basis }.times([1.0 / self.spread, 1.0, self.spread])
    }

    /// What posts of accounts of that size usually earn.
    fn by_size(&self, line: &LineHost, metric: Metric) -> Outcome<EstimateHost> {
        let row = self.usual.pick(&[
            ("platform", line.platform.as_str()),
            ("format", line.format_name()),
            ("tier", &line.creator.tier),
            ("metric", metric.id()),
        ])?;
        let ends = [row.number("low"), row.number("middle"), row.number("high")];
        let [Some(low), Some(middle), Some(high)] = ends else { return Ok(EstimateHost::nothing()) };
        // Views and reach have the account's size alone below them, so that no table asks for itself.
        let base = match (row.text("per"), metric) {
            (Some("followers"), _) => self.per_follower(line),
            (_, Metric::Views | Metric::Reach) => EstimateHost::nothing(),
            (Some("views"), _) => self.of_line(line, Metric::Views)?,
            (Some("reach"), _) => self.of_line(line, Metric::Reach)?,
            _ => EstimateHost::nothing(),
        };
        let found = base.times([low, middle, high]);
        Ok(EstimateHost { basis: if found.expected.value.is_some() { Basis::Size } else { Basis::None }, ..found })
    }

    fn per_follower(&self, line: &LineHost) -> EstimateHost {
        let followers = line.creator.account().and_then(|account| account.followers).map(Count::as_f64);
        let paths = fields(&["creator.accounts[].followers"]);
        let each = Measure::of(followers.map(|followers| followers * line.posts), Unit::Count, paths);
        EstimateHost { low: each, expected: each, high: each, basis: Basis::Size }
    }

    fn people(&self, package: &PackageHost, repeated: f64) -> Outcome<EstimateHost> {
        let of = |line: LineHost| Ok((self.of_line(&line, Metric::Reach)?, line.posts));
        let lines: Vec<(EstimateHost, f64)> = package.lines().map(of).collect::<Outcome<_>>()?;
        let all = lines.iter().map(|(line, _)| *line).reduce(EstimateHost::plus).unwrap_or_else(EstimateHost::nothing);
        let exposures = |end: fn(&EstimateHost) -> Measure| -> Vec<Exposure> {
            let each = |(line, posts): &(EstimateHost, f64)| {
                Some(Exposure { people: end(line).value? / posts, posts: *posts }).filter(|_| *posts > 0.0)
            };
            lines.iter().filter_map(each).collect()
        };
        let with = |all: Measure, people: f64| Measure { value: all.value.map(|_| people), ..all };
        let found = EstimateHost {
            low: with(all.low, exposure::largest(&exposures(|line| line.low))),
            expected: with(all.expected, exposure::people(exposures(|line| line.expected), repeated)),
            high: with(all.high, exposure::sum(&exposures(|line| line.high))),
            basis: all.basis,
        };
        Ok(found.ordered())
    }
}

impl EstimateHost {
    fn nothing() -> Self {
        let unknown = Measure::of(None, Unit::Count, FieldSet::EMPTY);
        Self { low: unknown, expected: unknown, high: unknown, basis: Basis::None }
    }

    fn plus(self, other: Self) -> Self {
        let sum = |a: Measure, b: Measure| a.with(b, Unit::Count, |a, b| a + b);
        Self {
            low: sum(self.low, other.low),
            expected: sum(self.expected, other.expected),
            high: sum(self.high, other.high),
            basis: self.basis.max(other.basis),
        }
    }

    fn times(self, [low, middle, high]: [f64; 3]) -> Self {
        let times = |measure: Measure, factor: f64| measure.with(factor.into(), Unit::Count, |a, b| a * b);
        Self {
            low: times(self.low, low),
            expected: times(self.expected, middle),
            high: times(self.high, high),
            basis: self.basis,
        }
    }

    /// The same with an interval that holds what is expected: the middle of the draws may lie beside one that is
    /// calibrated on the level.
    fn ordered(self) -> Self {
        let low = self.low.with(self.expected, self.low.unit, f64::min);
        let high = self.high.with(self.expected, self.high.unit, f64::max);
        Self { low, high, ..self }
    }
}

fn estimates(register: &mut Register<'_>) {
    register
        .say(Form::Property, "estimate.low -> value", "of the metric", "The low end of the interval.")
        .property(|e: &EstimateHost, _| e.low);
    register
        .say(Form::Property, "estimate.expected -> value", "of the metric", "What is expected.")
        .property(|e: &EstimateHost, _| e.expected);
    register
        .say(Form::Property, "estimate.high -> value", "of the metric", "The high end of the interval.")
        .property(|e: &EstimateHost, _| e.high);
    register
        .say(
            Form::Property,
            "estimate.basis -> text",
            "-",
            "What it rests on: `posts`, `reported`, `size` or `none`; of several lines the weakest.",
        )
        .property(|e: &EstimateHost, _| ImmutableString::from(e.basis.as_str()));
}
