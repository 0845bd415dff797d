//! The six checks of the standard pack as an engineer would write them by hand: plain Rust on the same typed structs,
//! numbers in the code, no reasons, no evidence, no missing fields. The limit that the engine is measured against.
//!
//! They call the vocabulary for the formulas, as the scripts do, and a test holds both to the same scores.

use std::collections::BTreeMap;

use saring_model::creator::{AudienceOf, RateBase};
use saring_model::{Account, Campaign, Creator, Platform, Post, Timestamp};
use saring_pack::{CompiledPack, Table};
use saring_vocabulary::audience::mass_in;
use saring_vocabulary::confidence::{age_days, confidence};
use saring_vocabulary::curve::{interpolate, ramp};
use saring_vocabulary::delivery::deliveries;
use saring_vocabulary::growth::{SpikeRule, is_explained, series};
use saring_vocabulary::posts::{
    FORMATS, Selection, engagement_rates, format_concentration, format_counts, hidden_likes_share, is_pinned,
    is_settled, is_within, views_per_follower,
};
use saring_vocabulary::sponsorship::{detectable, last_rival_work, sponsored_share};
use saring_vocabulary::statistics::{beta_mean, decay};

/// Score and confidence of a check; none where it is unknown.
pub type Scored = Option<(f64, f64)>;

/// Names of the checks, in the order of [`Checks::score`].
pub const CHECKS: [&str; 6] =
    ["follower-growth", "engagement-rate", "audience-match", "partnership-conflicts", "format-strength", "reliability"];

const PERCENTILES: [&str; 6] = ["p10", "p25", "p50", "p75", "p90", "p95"];
const RATE_POINTS: [f64; 6] = [20.0, 45.0, 60.0, 75.0, 90.0, 97.0];
const VIEW_POINTS: [f64; 6] = [10.0, 25.0, 50.0, 75.0, 90.0, 95.0];
const PLATFORMS: [(Platform, &str); 3] =
    [(Platform::Instagram, "instagram"), (Platform::Tiktok, "tiktok"), (Platform::Youtube, "youtube")];
/// The last is no tier at all; tables meet it with their rows for anything.
const TIERS: [&str; 5] = ["nano", "micro", "mid", "mega", "-"];

/// A row of a benchmark table, ready to be read.
struct Benchmark {
    per: RateBase,
    knots: Vec<(f64, f64)>,
    p99: Option<f64>,
    fallback: bool,
}

/// The checks with their tables.
pub struct Checks {
    /// By platform and tier.
    rates: Vec<Option<Benchmark>>,
    /// By platform, tier and format.
    views: Vec<Option<Benchmark>>,
    /// By tier.
    saturation: Vec<Option<f64>>,
}

impl Checks {
    /// Takes the numbers of the tables out of a pack, once.
    pub fn new(pack: &CompiledPack) -> Self {
        let bound = pack.pack.layers.iter().flat_map(|layer| &layer.checks).flat_map(|check| &check.tables);
        let tables: BTreeMap<&str, &Table> = bound.map(|(name, table)| (name.as_str(), &**table)).collect();
        let table = |name: &str| tables.get(name).copied();
        let mut checks = Self { rates: Vec::new(), views: Vec::new(), saturation: Vec::new() };
        for (_, platform) in PLATFORMS {
            for tier in TIERS {
                let wanted = [("platform", platform), ("tier", tier)];
                checks.rates.push(table("engagement_rate").and_then(|table| benchmark(table, &wanted, RATE_POINTS)));
                for (_, format) in FORMATS {
                    let wanted = [("platform", platform), ("format", format), ("tier", tier)];
                    checks.views.push(table("view_rate").and_then(|table| benchmark(table, &wanted, VIEW_POINTS)));
                }
            }
        }
        for tier in TIERS {
            let share = table("ad_saturation")
                .and_then(|table| table.pick(&[("tier", tier)]).and_then(|(row, _)| table.number(row, "max_share")));
            checks.saturation.push(share);
        }
        checks
    }

    /// Every check of one creator, in the order of [`CHECKS`].
    pub fn score(&self, creator: &Creator, primary: usize, campaign: &Campaign, as_of: Timestamp) -> [Scored; 6] {
        let Some(account) = creator.accounts.get(primary) else { return [None; 6] };
        let posts = account.posts.as_deref().unwrap_or_default();
        let all = Selection::newest_first(posts, as_of);
        let subject = Subject { creator, account, posts, all, campaign, as_of, tier: tier(account) };
        [
            subject.growth(),
            subject.engagement(self),
            subject.audience(),
            subject.conflicts(self),
            subject.formats(self),
            subject.reliability(),
        ]
    }

    fn place(subject: &Subject<'_>) -> Option<usize> {
        let platform = PLATFORMS.iter().position(|(platform, _)| *platform == subject.account.platform)?;
        Some(platform * TIERS.len() + subject.tier?)
    }
}

fn benchmark<const N: usize>(table: &Table, wanted: &[(&str, &str); N], points: [f64; 6]) -> Option<Benchmark> {
    let (row, fallback) = table.pick(wanted)?;
    let knots = PERCENTILES.iter().zip(points).filter_map(|(name, points)| Some((table.number(row, name)?, points)));
    let per = if table.text(row, "per") == Some("views") { RateBase::Views } else { RateBase::Followers };
    Some(Benchmark { per, knots: knots.collect(), p99: table.number(row, "p99"), fallback })
}

fn tier(account: &Account) -> Option<usize> {
    match account.followers?.get() {
        0..1_000 => Some(4),
        1_000..10_000 => Some(0),
        10_000..50_000 => Some(1),
        50_000..500_000 => Some(2),
        _ => Some(3),
    }
}

struct Subject<'a> {
    creator: &'a Creator,
    account: &'a Account,
    posts: &'a [Post],
    all: Selection,
    campaign: &'a Campaign,
    as_of: Timestamp,
    tier: Option<usize>,
}

impl Subject<'_> {
    fn sample(&self, newest: usize) -> Selection {
        self.all.keep(self.posts, |post| is_settled(post, 48.0, self.as_of) && !is_pinned(post)).recent(newest)
    }

    fn posts_age(&self, chosen: &Selection) -> f64 {
        let by_post = chosen.iter(self.posts).filter_map(|post| age_days(post.provenance.as_ref(), self.as_of));
        let newest = || chosen.iter(self.posts).next().map(|post| self.as_of.days_since(post.at));
        let age = by_post.min_by(f64::total_cmp).or_else(|| age_days(self.account.provenance.as_ref(), self.as_of));
        age.or_else(newest).unwrap_or_default()
    }

    fn reported_confidence(&self) -> f64 {
        let reported = self.account.reported.as_ref().and_then(|reported| reported.provenance.as_ref());
        let age = age_days(reported, self.as_of).or_else(|| age_days(self.account.provenance.as_ref(), self.as_of));
        0.5 * decay(age.unwrap_or(30.0), 30.0)
    }

    fn growth(&self) -> Scored {
        let alarm = |growth: f64| interpolate(growth, &[(0.25, 100.0), (0.5, 65.0)]);
        let today = self.as_of.date();
        let history = series(self.account.history.as_deref().unwrap_or_default(), today);
        let span = history.span_days() as f64;
        if span < 60.0 || history.len() < 3 {
            let growth = self.account.reported.as_ref()?.growth_30d?.get();
            return Some((alarm(growth), self.reported_confidence()));
        }
        let growth = history.max_growth(30.0)?;
        let trust = confidence(span, 180.0, history.age_days(today).unwrap_or_default() as f64, 30.0);
        if self.account.followers.is_some_and(|followers| followers.get() < 2_000) {
            return Some((100.0, trust));
        }
        let mut score = alarm(growth);
        let rule = SpikeRule { z: 6.0, gain_min: 500.0, share_min: 0.02, always: 10_000.0 };
        let spikes = history.spikes(&rule);
        if !spikes.is_empty() {
            let explained =
                spikes.iter().filter(|spike| is_explained(spike, self.all.iter(self.posts), 3, 5.0)).count();
            let unexplained = spikes.len() - explained;
            score -= 15.0 * (unexplained as f64 + explained as f64 * 0.5).min(3.0);
            let lost = spikes.iter().filter_map(|spike| history.lost_share(spike, 30)).max_by(f64::total_cmp);
            score -= if lost.is_some_and(|lost| lost >= 0.2) { 20.0 } else { 0.0 };
        }
        score -= if history.round_jumps(&[1_000.0, 5_000.0, 10_000.0], 0.01, 3.0) > 0 { 10.0 } else { 0.0 };
        score -= if history.following_swing(7).is_some_and(|swing| swing > 500.0) { 15.0 } else { 0.0 };
        let hollow = history.total_growth().zip(history.engagement_growth());
        score -=
            if hollow.is_some_and(|(growth, engagement)| growth >= 0.25 && engagement < 0.05) { 15.0 } else { 0.0 };
        Some((score.clamp(0.0, 100.0), trust))
    }

    fn engagement(&self, checks: &Checks) -> Scored {
        let row = checks.rates.get(Checks::place(self)?)?.as_ref()?;
        let posts = self.sample(12);
        let trusted = if row.fallback { 0.7 } else { 1.0 };
        let (rate, trust) = if posts.len() < 6 {
            let reported =
                self.account.reported.as_ref()?.engagement_rate.as_ref().filter(|rate| rate.per == row.per)?;
            (reported.value.get(), self.reported_confidence())
        } else {
            if hidden_likes_share(posts.iter(self.posts))? > 0.5 {
                return None;
            }
            let rates = engagement_rates(posts.iter(self.posts), row.per, self.account.followers);
            (rates.median()?, confidence(rates.known() as f64, 12.0, self.posts_age(&posts), 30.0))
        };
        let score = interpolate(rate, &row.knots);
        let unusual = row.p99.is_some_and(|bound| rate > bound);
        Some((if unusual { score.min(60.0) } else { score }, trust * trusted))
    }

    fn audience(&self) -> Scored {
        let audiences = self.account.audience.as_deref().unwrap_or_default();
        let audience = audiences.iter().find(|audience| audience.of == AudienceOf::Followers)?;
        audience.countries.as_ref()?;
        let mass = mass_in(audience, self.campaign.target.as_ref()?, 0.5);
        let share = mass.share()?;
        let provenance = audience.provenance.as_ref();
        let sample = provenance.and_then(|known| known.sample_size).map_or(500.0, |sample| sample.as_f64());
        let age = age_days(provenance, self.as_of).or_else(|| age_days(self.account.provenance.as_ref(), self.as_of));
        let trust = confidence(sample, 1_000.0, age.unwrap_or(90.0), 90.0);
        Some((ramp(share, 0.0, 0.5), if mass.is_product() { trust * 0.7 } else { trust }))
    }

    fn conflicts(&self, checks: &Checks) -> Scored {
        let known = detectable(self.all.iter(self.posts));
        let rivals = self.campaign.brand.competitors.as_deref();
        let (Some(rivals), true) = (rivals, known >= 5) else { return None };
        let records = self.creator.campaign_history.as_deref().unwrap_or_default();
        let posts = self.creator.accounts.iter().filter_map(|account| account.posts.as_deref()).flatten();
        let work = last_rival_work(posts, records, rivals, self.as_of);
        let mut score = ramp(work.map_or(90.0, |work| work.days_ago), 0.0, 90.0);
        let recent = self.all.keep(self.posts, |post| is_within(post, 90.0, self.as_of));
        let usual = checks.saturation.get(self.tier.unwrap_or(usize::MAX)).copied().flatten();
        if let Some((share, usual)) = sponsored_share(recent.iter(self.posts)).zip(usual)
            && detectable(recent.iter(self.posts)) >= 5
            && share > usual
        {
            score -= ((share - usual) * 100.0 * 2.0).min(100.0);
        }
        Some((score.clamp(0.0, 100.0), confidence(known as f64, 20.0, self.posts_age(&self.all), 30.0)))
    }

    fn formats(&self, checks: &Checks) -> Scored {
        let posts = self.sample(30);
        let counts = format_counts(posts.iter(self.posts));
        let place = Checks::place(self)?;
        let (mut points, mut fallback) = (Vec::new(), false);
        for (at, (format, _)) in FORMATS.iter().enumerate().filter(|(at, _)| counts.get(*at).is_some_and(|n| *n >= 5)) {
            let of = |post: &&Post| post.format == Some(*format);
            let views = views_per_follower(posts.iter(self.posts).filter(of), self.account.followers).median();
            let row = checks.views.get(place * FORMATS.len() + at)?.as_ref()?;
            if let Some(views) = views {
                points.push(interpolate(views, &row.knots));
                fallback |= row.fallback;
            }
        }
        points.sort_by(|a, b| b.total_cmp(a));
        points.truncate(2);
        let (mut weight, mut sum) = (points.len() as f64, points.iter().sum::<f64>());
        if points.is_empty() {
            return None;
        }
        let watched = posts.iter(self.posts).map(|post| post.completion_rate.map(|rate| rate.get()));
        let watched: saring_vocabulary::Column = watched.collect();
        if let Some(median) = watched.median().filter(|_| watched.known() >= 5) {
            sum += 0.5 * ramp(median, 0.1, 0.6);
            weight += 0.5;
        }
        let mut score = sum / weight;
        score -= if format_concentration(posts.iter(self.posts)).is_some_and(|one| one > 0.9) { 10.0 } else { 0.0 };
        let known = views_per_follower(posts.iter(self.posts), self.account.followers).known();
        let trust = confidence(known as f64, 12.0, self.posts_age(&posts), 30.0);
        Some((score.clamp(0.0, 100.0), if fallback { trust * 0.7 } else { trust }))
    }

    fn reliability(&self) -> Scored {
        let records = self.creator.campaign_history.as_deref().unwrap_or_default();
        let past = deliveries(records, self.as_of.date());
        if past.counted == 0 {
            return Some((60.0, 0.2));
        }
        let kept = beta_mean(past.on_time as f64, past.counted as f64, 4.0, 1.0);
        let age = past.age_days.map_or(365.0, |days| days as f64);
        let trust = confidence(past.counted as f64, 5.0, age, 730.0).max(0.2);
        let rate = if past.disputes_known > 0 { past.disputes as f64 / past.disputes_known as f64 } else { 0.0 };
        Some(((ramp(kept, 0.0, 1.0) - (rate * 10.0).min(100.0)).clamp(0.0, 100.0), trust))
    }
}

/// The account that the engine would look at: the first wanted platform, the largest where there are several.
pub fn primary(creator: &Creator, campaign: &Campaign) -> usize {
    let wanted = campaign.platforms.as_deref().unwrap_or_default();
    let key = |account: &Account| {
        let place = wanted.iter().position(|platform| *platform == account.platform).unwrap_or(wanted.len());
        (place, std::cmp::Reverse(account.followers))
    };
    let best = creator.accounts.iter().enumerate().min_by_key(|(_, account)| key(account));
    best.map_or(0, |(index, _)| index)
}
