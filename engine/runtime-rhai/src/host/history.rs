//! `creator.history`: how the account grew, and its spikes.

use std::sync::Arc;

use rhai::{Array, Dynamic, FLOAT, INT};
use saring_model::Date;
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::growth::{self, Series, Spike, SpikeRule};

use super::creator::CreatorHost;
use super::posts::PostsHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

/// Walks over a series that a median and its deviation, or a logarithm of every step, are worth.
const STATISTICS: usize = 4;

/// The follower counts of one account, in order.
#[derive(Debug, Clone)]
pub(crate) struct HistoryHost {
    series: Arc<Series>,
    as_of: Date,
    is_listed: bool,
}

impl HistoryHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        let history = host.account().and_then(|account| account.history.as_deref());
        let as_of = host.as_of.date();
        fuel::charge(history.map_or(0, <[_]>::len));
        let series = Arc::new(growth::series(history.unwrap_or_default(), as_of));
        Self { series, as_of, is_listed: history.is_some() }
    }
}

impl HistoryHost {
    /// The counts, charged as so many walks over them.
    fn charged(&self, walks: usize) -> &Series {
        fuel::charge(self.series.len() * walks);
        &self.series
    }

    /// Every count is compared with those that follow within the days; there is one count a day.
    fn following_swing(&self, days: i64, fields: FieldSet) -> Measure {
        let near = usize::try_from(days).unwrap_or_default().min(self.series.len());
        Measure::of(self.charged(near + 1).following_swing(days), Unit::Count, fields)
    }
}

/// Spikes of a history, each explained or not.
#[derive(Debug, Clone)]
pub(crate) struct SpikesHost {
    series: Arc<Series>,
    spikes: Arc<[(Spike, bool)]>,
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    facts(register);
    changes(register);
    spikes(register);
}

fn facts(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "history.len() -> value",
            "count",
            "How many days have a follower count; unknown where the history is.",
        )
        .reads(&["creator.accounts[].history"]);
    let fields = register.fields();
    register.call(move |h: &mut HistoryHost| {
        if h.is_listed { Measure::counted(h.series.len(), fields) } else { Measure::of(None, Unit::Count, fields) }
    });
    register
        .say(
            Form::Property,
            "history.span_days -> value",
            "days",
            "Days from the first count to the last; 0 for one count, unknown for none.",
        )
        .reads(&["creator.accounts[].history"])
        .property(|h: &HistoryHost, f| {
            Measure::of((!h.series.is_empty()).then(|| h.series.span_days() as f64), Unit::Days, f)
                .of_sample(h.series.len())
        });
    register
        .say(Form::Property, "history.age_days -> value", "days", "Days since the last count.")
        .reads(&["creator.accounts[].history[].at"])
        .property(|h: &HistoryHost, f| Measure::of(h.series.age_days(h.as_of).map(|days| days as f64), Unit::Days, f));
    register
        .say(
            Form::Property,
            "history.is_daily -> bool",
            "-",
            "Whether the counts are close enough together to look at single days.",
        )
        .reads(&["creator.accounts[].history[].at"])
        .property(|h: &HistoryHost, _| h.charged(1).is_daily());
}

fn changes(register: &mut Register<'_>) {
    register
        .say(Form::Method, "history.max_growth(days) -> value", "fraction", "The largest relative change of followers over a window, scaled from the days between two counts to the window; a count of 0 is taken for 1.")
        .reads(&["creator.accounts[].history[].followers", "creator.accounts[].history[].at"]);
    let fields = register.fields();
    let give = move |h: &HistoryHost, days: f64| {
        Measure::of(h.charged(STATISTICS).max_growth(days), Unit::Fraction, fields).of_sample(h.series.len())
    };
    register
        .call(move |h: &mut HistoryHost, days: FLOAT| give(h, days))
        .call(move |h: &mut HistoryHost, days: INT| give(h, days as f64));
    register
        .say(
            Form::Property,
            "history.total_growth -> value",
            "fraction",
            "The relative change of followers from the first count to the last.",
        )
        .reads(&["creator.accounts[].history[].followers"])
        .property(|h: &HistoryHost, f| {
            Measure::of(h.series.total_growth(), Unit::Fraction, f).of_sample(h.series.len())
        });
    register
        .say(
            Form::Property,
            "history.engagement_growth -> value",
            "fraction",
            "The relative change of median likes and comments from the first third of the counts to the last.",
        )
        .reads(&["creator.accounts[].history[].avg_likes", "creator.accounts[].history[].avg_comments"])
        .property(|h: &HistoryHost, f| Measure::of(h.charged(STATISTICS).engagement_growth(), Unit::Fraction, f));
    register
        .say(
            Form::Method,
            "history.following_swing(days) -> value",
            "count",
            "The largest difference between two counts of followed accounts at most that many days apart.",
        )
        .reads(&["creator.accounts[].history[].following"]);
    let fields = register.fields();
    register
        .call(move |h: &mut HistoryHost, days: FLOAT| h.following_swing(days as i64, fields))
        .call(move |h: &mut HistoryHost, days: INT| h.following_swing(days, fields));
    register
        .say(Form::Method, "history.round_jumps(sizes, tolerance, z) -> value", "count", "Daily gains more than z robust deviations above the median that are within the share `tolerance` of a size that followers are sold in.")
        .reads(&["creator.accounts[].history[].followers"]);
    let fields = register.fields();
    register.call(move |h: &mut HistoryHost, sizes: Array, tolerance: Dynamic, z: Dynamic| -> Outcome<Measure> {
        let sizes: Vec<f64> = sizes.iter().map(number).collect::<Outcome<_>>()?;
        fuel::spend(h.series.len(), sizes.len() + STATISTICS)?;
        Ok(Measure::counted(h.series.round_jumps(&sizes, number(&tolerance)?, number(&z)?), fields))
    });
}

fn spikes(register: &mut Register<'_>) {
    register
        .say(Form::Method, "history.spikes(z, gain_min, share_min, always) -> spikes", "-", "Daily rises more than z robust deviations of the log-change above its median that gain at least `gain_min` followers and the share `share_min`, and every rise of `always` followers a day. Monthly counts show none.")
        .reads(&["creator.accounts[].history[].followers", "creator.accounts[].history[].at"]);
    let fields = register.fields();
    let find = move |h: &HistoryHost, z: f64, gain_min: f64, share_min: f64, always: f64| {
        let found = h.charged(STATISTICS).spikes(&SpikeRule { z, gain_min, share_min, always });
        SpikesHost { series: h.series.clone(), spikes: found.into_iter().map(|spike| (spike, false)).collect(), fields }
    };
    register
        .call(move |h: &mut HistoryHost, z: FLOAT, gain_min: FLOAT, share_min: FLOAT, always: FLOAT| {
            find(h, z, gain_min, share_min, always)
        })
        .call(
            move |h: &mut HistoryHost,
                  z: Dynamic,
                  gain_min: Dynamic,
                  share_min: Dynamic,
                  always: Dynamic|
                  -> Outcome<SpikesHost> {
                Ok(find(h, number(&z)?, number(&gain_min)?, number(&share_min)?, number(&always)?))
            },
        );
    register
        .say(Form::Method, "spikes.explained_by(posts, days, times) -> spikes", "-", "The same spikes; one counts as explained where a post within that many days had at least `times` the median views.")
        .reads(&["creator.accounts[].posts[].views", "creator.accounts[].posts[].at"]);
    let fields = register.fields();
    register.call(move |s: &mut SpikesHost, posts: PostsHost, days: Dynamic, times: Dynamic| -> Outcome<SpikesHost> {
        let (days, times) = (number(&days)? as i64, number(&times)?);
        // Each spike is judged by the median views of all the posts.
        fuel::spend(s.spikes.len(), posts.len() * STATISTICS)?;
        let judge = |(spike, _): &(Spike, bool)| (*spike, growth::is_explained(spike, posts.iter(), days, times));
        Ok(SpikesHost {
            series: s.series.clone(),
            spikes: s.spikes.iter().map(judge).collect(),
            fields: s.fields.union(fields),
        })
    });
    register
        .say(Form::Property, "spikes.count -> value", "count", "How many spikes there are.")
        .property(|s: &SpikesHost, _| Measure::counted(s.spikes.len(), s.fields));
    register.say(Form::Property, "spikes.explained -> value", "count", "How many of them are explained.").property(
        |s: &SpikesHost, _| Measure::counted(s.spikes.iter().filter(|(_, explained)| *explained).count(), s.fields),
    );
    register.say(Form::Property, "spikes.unexplained -> value", "count", "How many of them are not.").property(
        |s: &SpikesHost, _| Measure::counted(s.spikes.iter().filter(|(_, explained)| !explained).count(), s.fields),
    );
    register
        .say(
            Form::Property,
            "spikes.largest_gain -> value",
            "count",
            "Followers gained in the largest spike; unknown without one.",
        )
        .property(|s: &SpikesHost, _| {
            Measure::of(s.spikes.iter().map(|(spike, _)| spike.gain).max_by(f64::total_cmp), Unit::Count, s.fields)
        });
    register
        .say(Form::Method, "spikes.lost_share(days) -> value", "fraction", "The largest share of a spike that was lost again within that many days; unknown where no count follows a spike.")
        .call(|s: &mut SpikesHost, days: FLOAT| s.lost(days as i64))
        .call(|s: &mut SpikesHost, days: INT| s.lost(days));
}

impl SpikesHost {
    fn lost(&self, days: i64) -> Measure {
        fuel::charge(self.spikes.len() * self.series.len());
        let shares = self.spikes.iter().filter_map(|(spike, _)| self.series.lost_share(spike, days));
        Measure::of(shares.max_by(f64::total_cmp), Unit::Fraction, self.fields)
    }
}
