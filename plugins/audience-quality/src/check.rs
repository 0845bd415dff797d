//! The check itself: what a provider says of the followers, what their profiles say, comments and likes.

use saring_plugin::facts::FollowerRecord;
use saring_plugin::{
    About, Answer, AudienceView, Check, Creator, Quantity, Setup, Status, Table, Unit, answer, confidence, decay,
    points, ramp, steps, unknown, wilson_low,
};

use crate::model::{COLUMNS, Model, Row};
use crate::params::{self, Params};
use crate::profile::Profile;
use crate::sample::{Counts, Judge};
use crate::share::Estimate;
use crate::texts;

/// The table with populations of credibility.
const CREDIBILITY: &str = "credibility";
/// The table with the weights of a model.
const MODEL: &str = "follower_model";
/// The field that the sample is read from.
const SAMPLE: &str = "creator.accounts[].follower_sample";
const COMMENTS: &str = "creator.accounts[].comments_sample[].inauthentic";

/// The check `audience-quality`.
pub struct AudienceQuality {
    params: Params,
    credibility: Option<Table>,
    model: Option<Model>,
}

/// What a sample of followers' profiles says.
struct Seen {
    counts: Counts,
    is_by_model: bool,
    /// Share of profiles that were taken for inauthentic; unknown where too few were judged.
    observed: Quantity,
    /// The share of inauthentic followers, and its interval; none where too few were judged.
    estimate: Option<Estimate>,
}

impl Check for AudienceQuality {
    type Params = Params;

    fn about() -> About {
        let about = About::new("audience-quality", "Audience quality").fields([
            "creator.accounts[].platform",
            "creator.accounts[].audience",
            SAMPLE,
            COMMENTS,
            "creator.accounts[].posts[].at",
            "creator.accounts[].posts[].pinned",
            "creator.accounts[].posts[].likes",
            "creator.accounts[].provenance.as_of",
            "creator.accounts[].reported.quality_score",
            "creator.accounts[].reported.provenance.as_of",
        ]);
        texts::declared(params::declared(about))
    }

    fn validate(params: &Params) -> Result<(), String> {
        let informed = params.rules_accuracy().informedness();
        if informed.is_none_or(|informed| informed <= 0.0) {
            return Err(
                "`rules_fake_found` to `rules_real_missed` say that the rules do no better than guess".to_owned()
            );
        }
        Ok(())
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        let model = Table::open(MODEL).map(|table| read_model(&table)).transpose()?;
        Ok(Self { params, credibility: Table::open(CREDIBILITY), model })
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let audience = creator.audience();
        let seen = self.seen(creator);
        let Some(answer) = self.followers(creator, &audience, &seen) else {
            return unknown("audience-quality.no-audience", &seen.observed)
                .missing(&audience.credibility())
                .missing(&(audience.real() + audience.influencer()))
                .missing(&quality_score(creator))
                .given("followers", seen.counts.judged)
                .given("needed", Quantity::from(self.params.followers_min).as_unit(Unit::Count));
        };
        let answer = self.likes(self.comments(answer, creator), creator);
        let answer = self.suspicious(answer, &audience, &seen);
        self.beside_provider(answer, &audience, &seen)
    }
}

impl AudienceQuality {
    /// Judges the sampled profiles: by the model where the pack gives one and the profiles say enough for it, else by the
    /// five rules.
    fn seen(&self, creator: &Creator<'_>) -> Seen {
        let records = creator.follower_sample().unwrap_or_default();
        let by = |judge: Judge<'_>, is_by_model| {
            let counts = judge.count(records.iter().map(Profile::from));
            let observed = Quantity::fraction(counts.observed(), SAMPLE).of_sample(counts.judged);
            let observed = observed.rests_on(self.params.followers_min);
            let estimate = judge.estimate(counts, self.params.z).filter(|_| observed.is_known());
            Seen { counts, is_by_model, observed, estimate }
        };
        let by_model = self.model.as_ref().map(|model| by(Judge::Model(model), true));
        by_model.filter(|seen| seen.observed.is_known()).unwrap_or_else(|| {
            by(Judge::Rules { failed_min: self.params.rules_failed, accuracy: self.params.rules_accuracy() }, false)
        })
    }

    /// What the followers are made of: by the provider's credibility, its types, the sample, its quality score; none where
    /// nothing says.
    fn followers(&self, creator: &Creator<'_>, audience: &AudienceView<'_>, seen: &Seen) -> Option<Answer> {
        let p = &self.params;
        let authentic = audience.real() + audience.influencer();
        let quality = quality_score(creator);
        let size = audience.sample_size().or(p.sample_size_unknown);
        let age = audience.age_days().or(p.age_days_unknown);
        let trust = confidence(size, p.sample_size_ref, age, p.half_life_days);
        if let Some(answer) = self.credible(creator, audience, &trust) {
            return Some(seen.told(answer));
        }
        if authentic.is_known() {
            let curve = ramp(p.authentic_low, p.authentic_high);
            let answer = answer(trust).part("authentic", &authentic, curve, p.followers_weight);
            let answer = answer.reason("audience-quality.types").given("authentic", authentic);
            return Some(seen.told(answer));
        }
        if seen.observed.is_known() {
            let age = creator.facts_age_days().or(p.age_days_unknown);
            let answer = answer(confidence(seen.observed.sample(), p.sample_size_ref, age, p.half_life_days));
            let (id, quantity) = match seen.modelled() {
                Some(estimate) => ("inauthentic", seen.share(estimate.share)),
                None => ("failing", seen.observed.clone()),
            };
            let answer = answer.part(id, quantity, ramp(p.failing_high, p.failing_low), p.followers_weight);
            return Some(seen.told(answer));
        }
        if quality.is_known() {
            let age = reported_age_days(creator).or(p.age_days_unknown);
            let answer = answer(decay(age, p.half_life_days) * p.reported_confidence);
            let answer = answer.part("quality_score", &quality, ramp(0.0, 1.0), p.followers_weight);
            return Some(answer.reason("audience-quality.reported").given("score", quality));
        }
        None
    }

    /// Credibility among the accounts of its population; none where either is unknown.
    fn credible(&self, creator: &Creator<'_>, audience: &AudienceView<'_>, trust: &Quantity) -> Option<Answer> {
        const COLUMNS: [&str; 7] = ["p13", "p24", "p40", "p50", "p75", "p90", "p95"];
        const PERCENTS: [f64; 7] = [13.0, 24.0, 40.0, 50.0, 75.0, 90.0, 95.0];
        let p = &self.params;
        let credibility = audience.credibility();
        if credibility.is_unknown() {
            return None;
        }
        let row = self.credibility.as_ref()?.pick(&[("platform", creator.platform()), ("tier", creator.tier())])?;
        let values = ["p24", "p50", "p75", "p95"].map(|column| row.number(column));
        let knots = std::iter::once(Some(0.0)).chain(values).zip(&p.credibility_points);
        let knots = knots.filter_map(|(value, points)| Some((value?, *points))).collect();
        let told = answer(trust)
            .part("credibility", &credibility, saring_plugin::Curve::Table(knots), p.followers_weight)
            .cite(&row)
            .evidence("population_median", &credibility, row.number("p50"))
            .cite(&row)
            .reason("audience-quality.credibility")
            .given("credibility", &credibility)
            .given("percentile", row.percentile(&credibility, &COLUMNS, &PERCENTS));
        Some(told.when(row.is_fallback(), |told| {
            told.confidence(trust.clone() * p.fallback_confidence).reason("audience-quality.fallback")
        }))
    }

    fn comments(&self, answer: Answer, creator: &Creator<'_>) -> Answer {
        let p = &self.params;
        let judged = creator.comments().unwrap_or_default().iter().filter_map(|comment| comment.inauthentic);
        let (n, bought) = judged.fold((0, 0), |(n, bought), is_bought| (n + 1, bought + u64::from(is_bought)));
        let share = saring_measures::statistics::share(bought as f64, n as f64);
        let share = Quantity::fraction(share, COMMENTS).of_sample(n).rests_on(p.comments_min);
        let answer = answer.part("comments", &share, ramp(p.inauthentic_high, p.inauthentic_low), p.comments_weight);
        answer.when(share.is_some_and(|share| share >= p.inauthentic_high), |answer| {
            answer.reason("audience-quality.bought-comments").given("share", share)
        })
    }

    fn likes(&self, answer: Answer, creator: &Creator<'_>) -> Answer {
        let p = &self.params;
        let posts = creator.posts().settled(p.settled_hours).unpinned().recent(p.window);
        let spread = posts.likes_spread().rests_on(p.posts_min);
        let shown = spread.clone().as_unit(Unit::Fraction);
        if spread.is_some_and(|spread| spread > p.spread_high) {
            let answer = answer.part("likes_spread", spread, points(p.spread_odd_points), p.likes_weight);
            return answer.reason("audience-quality.likes-apart").given("spread", shown);
        }
        let curve = steps(&[0.0, p.spread_low], &[p.spread_odd_points, 100.0]);
        let is_alike = spread.is_some_and(|spread| spread < p.spread_low);
        let answer = answer.part("likes_spread", spread, curve, p.likes_weight);
        answer.when(is_alike, |answer| answer.reason("audience-quality.likes-alike").given("spread", shown))
    }

    /// Suspicious followers beyond doubt fail the check; many of them and of mass followers call for a look. The sample
    /// stands in where the provider says nothing of them.
    fn suspicious(&self, answer: Answer, audience: &AudienceView<'_>, seen: &Seen) -> Answer {
        let p = &self.params;
        let said = audience.suspicious();
        let (suspicious, sure) = if said.is_known() {
            let size = audience.sample_size().or(p.sample_size_unknown);
            let sure = wilson_low(&said * &size, size, p.z);
            (said, sure)
        } else if let Some(estimate) = seen.modelled() {
            (seen.share(estimate.share), seen.share(estimate.low))
        } else if seen.observed.is_known() {
            (seen.observed.clone(), seen.wilson_low(p.z))
        } else {
            return answer;
        };
        let answer = answer.evidence("suspicious_low", &sure, Some(p.suspicious_max));
        if sure.is_some_and(|sure| sure > p.suspicious_max) {
            let answer = answer.status(Status::Fail).flag("suspicious_followers");
            return answer.reason("audience-quality.suspicious").given("share", suspicious).given("low", sure);
        }
        let unreached = suspicious + audience.mass();
        answer.when(unreached.is_some_and(|share| share > p.mass_suspicious_max), |answer| {
            let usual = Quantity::from(p.mass_suspicious_max).as_unit(Unit::Fraction);
            answer.status(Status::Warn).reason("audience-quality.mass").given("share", unreached).given("usual", usual)
        })
    }

    /// What the sample says beyond a score: the share with its interval, and whether it contradicts the provider.
    fn beside_provider(&self, answer: Answer, audience: &AudienceView<'_>, seen: &Seen) -> Answer {
        let Some(estimate) = seen.estimate else { return answer };
        let room = room(audience);
        let low = match seen.modelled() {
            Some(estimate) => seen.share(estimate.low),
            // Nothing is sure that the rules say only after a correction, nor what they say only before one.
            None => seen.wilson_low(self.params.z).min(estimate.low),
        };
        let unjudged = Quantity::count(Some(seen.counts.profiles - seen.counts.judged), SAMPLE);
        let answer = answer
            .evidence("inauthentic_share", seen.share(estimate.share), None)
            .evidence("inauthentic_low", seen.share(estimate.low), room.value())
            .evidence("inauthentic_high", seen.share(estimate.high), None)
            .evidence("profiles_not_judged", unjudged, None);
        let is_contradiction = room.is_some_and(|room| low.is_some_and(|low| low > room));
        answer.when(is_contradiction, |answer| {
            answer
                .status(Status::Warn)
                .flag("followers_contradict_provider")
                .reason("audience-quality.contradiction")
                .given("low", low)
                .given("room", room)
        })
    }
}

impl Seen {
    /// The estimate, where a model made it.
    fn modelled(&self) -> Option<Estimate> {
        self.estimate.filter(|_| self.is_by_model)
    }

    fn share(&self, value: f64) -> Quantity {
        Quantity::fraction(Some(value), SAMPLE).of_sample(self.counts.judged)
    }

    fn wilson_low(&self, z: f64) -> Quantity {
        wilson_low(&self.observed * self.observed.sample(), self.observed.sample(), z)
    }

    /// Adds the reason that tells what the sample says, where it says anything.
    fn told(&self, answer: Answer) -> Answer {
        match self.modelled() {
            _ if self.observed.is_unknown() => answer,
            Some(estimate) => answer
                .reason("audience-quality.model")
                .given("share", self.share(estimate.share))
                .given("low", self.share(estimate.low))
                .given("high", self.share(estimate.high))
                .given("followers", self.counts.judged),
            None => answer
                .reason("audience-quality.sample")
                .given("failing", &self.observed)
                .given("followers", self.counts.judged),
        }
    }
}

/// The largest share of inauthentic followers that the provider's figures leave room for: the suspicious ones where they
/// are known, else all that are not credible, else all that are neither real people nor influencers.
fn room(audience: &AudienceView<'_>) -> Quantity {
    let suspicious = audience.suspicious();
    if suspicious.is_known() {
        return suspicious;
    }
    let credible = if audience.credibility().is_known() {
        audience.credibility()
    } else {
        audience.real() + audience.influencer()
    };
    credible.map(Unit::Fraction, |share| (1.0 - share).max(0.0))
}

fn quality_score(creator: &Creator<'_>) -> Quantity {
    let score = creator.reported().and_then(|reported| reported.quality_score);
    Quantity::fraction(score, "creator.accounts[].reported.quality_score")
}

/// Days since the provider's aggregates were true: by their own provenance, else by the account's.
fn reported_age_days(creator: &Creator<'_>) -> Quantity {
    let own = creator.reported().and_then(|reported| reported.provenance.as_ref());
    let of_account = creator.account().provenance.as_ref();
    creator.age_days([own, of_account], "creator.accounts[].reported.provenance.as_of")
}

fn read_model(table: &Table) -> Result<Model, String> {
    let columns = table.columns();
    if let Some(missing) = COLUMNS.iter().find(|column| !columns.iter().any(|known| known == *column)) {
        return Err(format!("table `{MODEL}` has no column `{missing}`"));
    }
    let [term, numbers @ ..] = COLUMNS;
    let [from, to, value, usual] = numbers.map(|column| table.numbers(column));
    let cell = |column: &[Option<f64>], at: usize| column.get(at).copied().flatten();
    let rows: Vec<Row> = table
        .texts(term)
        .into_iter()
        .enumerate()
        .map(|(at, term)| Row {
            term: term.unwrap_or_default(),
            from: cell(&from, at),
            to: cell(&to, at),
            value: cell(&value, at),
            usual: cell(&usual, at),
        })
        .collect();
    Model::read(&rows).map_err(|error| format!("table `{MODEL}`: {error}"))
}

impl From<&FollowerRecord> for Profile {
    fn from(record: &FollowerRecord) -> Self {
        let count = |count: Option<u64>| count.map(|count| count as f64);
        Self {
            followers: count(record.followers),
            following: count(record.following),
            posts: count(record.posts_total),
            has_picture: record.has_picture,
            bio_length: count(record.bio_length),
            name_length: count(record.username_length),
            name_digits: count(record.username_digits),
        }
    }
}
