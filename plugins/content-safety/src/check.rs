//! The check itself: is there anything in the creator's history that no brand stands beside?

use saring_plugin::dates::days_between;
use saring_plugin::measures::statistics::{decay, share};
use saring_plugin::{
    About, Answer, Check, Creator, PostsView, Quantity, Setup, Status, Table, Unit, answer, confidence, fading, points,
    unknown,
};

use crate::brand::Brand;
use crate::category::{RISKS, Risk};
use crate::classify::Classifier;
use crate::fold::Source;
use crate::pack::{self, Tables};
use crate::params::{self, Params};
use crate::posts::{self, Known, Seen};
use crate::texts;

const POSTS: &str = "creator.accounts[].posts";
const SAFETY: &str = "creator.accounts[].posts[].safety";
const LANG: &str = "creator.accounts[].posts[].lang";
const TOPICS: &str = "creator.accounts[].posts[].topics";
/// What a load is computed from.
const LOAD: [&str; 4] = [
    "creator.accounts[].posts[].safety[].garm",
    "creator.accounts[].posts[].safety[].risk",
    "creator.accounts[].posts[].safety[].confidence",
    "creator.accounts[].posts[].at",
];
/// Most findings of its own that an answer tells one by one.
const TOLD_MAX: usize = 3;

/// The check `content-safety`.
pub struct ContentSafety {
    params: Params,
    brand: Brand,
    /// Weight of each risk, in the order of [`RISKS`].
    weights: [f64; RISKS.len()],
    classifier: Option<Classifier<Tables>>,
}

impl Check for ContentSafety {
    type Params = Params;

    fn about() -> About {
        let about = About::new("content-safety", "Content red flags").fields([
            "creator.accounts[].provenance.as_of",
            "creator.accounts[].posts[].id",
            "creator.accounts[].posts[].at",
            "creator.accounts[].posts[].caption",
            "creator.accounts[].posts[].hashtags",
            "creator.accounts[].posts[].provenance.as_of",
            LANG,
            TOPICS,
            "creator.accounts[].posts[].safety[].garm",
            "creator.accounts[].posts[].safety[].risk",
            "creator.accounts[].posts[].safety[].confidence",
            "campaign.brand.safety",
            "campaign.brand.blocked_topics",
        ]);
        texts::declared(params::declared(about))
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let (flags, garm) = (setup.table("country_flags")?, setup.table("garm")?);
        let brand = Brand::of(setup, [&flags, &garm])?;
        let weights = pack::risk_weights(&setup.table("risk_levels")?)?;
        let classifier = Table::open(pack::LEXICON).map(|terms| pack::classifier(&terms, brand.parents().to_vec()));
        Ok(Self { params, weights, classifier: classifier.transpose()?, brand })
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        let posts = creator.posts().within_days(self.params.window_days);
        let seen = posts::seen(&posts, self.classifier.as_ref(), &self.params);
        let history = History { check: self, creator, posts, seen };
        let told = history.verdict(history.scored());
        history.captions(history.evidence(told))
    }
}

/// One creator's posts, judged.
struct History<'a> {
    check: &'a ContentSafety,
    creator: &'a Creator<'a>,
    posts: PostsView<'a>,
    seen: Vec<Seen<'a>>,
}

/// A finding with its post.
type Place<'s> = (&'s Seen<'s>, &'s Known);

impl<'a> History<'a> {
    /// The score: what the findings weigh, or why nothing can be said.
    fn scored(&self) -> Answer {
        let (p, n) = (&self.check.params, self.seen.len());
        let load = self.load();
        if self.is_vetoed() {
            return answer(1.0).part("load", load.by_creator(), points(0.0), 1.0);
        }
        let needed = Quantity::from(p.posts_min).as_unit(Unit::Count);
        let known = self.posts.len();
        if known.value().unwrap_or_default() < p.posts_min {
            return unknown("content-red-flags.few-posts", &known)
                .given("posts", known.or(0).as_unit(Unit::Count))
                .given("needed", needed);
        }
        if self.is_thin() {
            let share = Quantity::fraction(share(n as f64, known.value().unwrap_or_default()), SAFETY);
            return unknown("content-red-flags.not-classified", share)
                .given("classified", n)
                .given("posts", known)
                .given("needed", needed);
        }
        let foreign = self.foreign();
        if self.is_foreign() {
            return unknown("content-red-flags.language", &foreign)
                .given("share", foreign)
                .given("most", Quantity::from(p.foreign_share_max).as_unit(Unit::Fraction));
        }
        let blocked = Quantity::new(Some(self.blocked_decayed()), Unit::Number, "creator.accounts[].posts[].at");
        let weighed = load + blocked * p.blocked_weight / (n as f64 / 100.0);
        let curve = fading(&weighed, p.scale);
        answer(self.trust()).part("load", weighed.by_creator(), curve, 1.0).missing(&self.topics_known())
    }

    /// Whether too few posts were looked at or read.
    fn is_thin(&self) -> bool {
        (self.seen.len() as f64) < self.check.params.posts_min
    }

    fn is_foreign(&self) -> bool {
        self.foreign().is_some_and(|share| share > self.check.params.foreign_share_max)
    }

    fn foreign(&self) -> Quantity {
        let foreign = self.seen.iter().filter(|seen| posts::is_foreign(seen.post, &self.check.params)).count();
        Quantity::fraction(share(foreign as f64, self.seen.len() as f64), LANG).of_sample(self.seen.len() as u64)
    }

    fn load(&self) -> Quantity {
        let weight = |risk: Risk| {
            let at = RISKS.iter().position(|(known, ..)| *known == risk);
            at.and_then(|at| self.check.weights.get(at)).copied().unwrap_or_default()
        };
        let load = posts::load(&self.seen, self.creator.as_of(), self.check.params.half_life_days, weight);
        match load {
            Some(load) => Quantity::new(Some(load), Unit::Number, LOAD).of_sample(self.seen.len() as u64),
            None => Quantity::new(None, Unit::Number, SAFETY),
        }
    }

    /// How much the score can be trusted: a post whose words alone were read counts less than one that was looked at.
    fn trust(&self) -> Quantity {
        let p = &self.check.params;
        let n: f64 = self.seen.iter().map(|seen| if seen.is_read { p.caption_trust } else { 1.0 }).sum();
        let age = posts::age_days(&self.seen, self.creator);
        let age = Quantity::new(age, Unit::Days, "creator.accounts[].posts[].provenance.as_of");
        confidence(n, p.posts_ref, age, p.trust_half_life_days)
    }

    fn blocked(&self) -> impl Iterator<Item = &'a saring_plugin::facts::Post> {
        self.posts.iter().filter(|post| self.check.brand.is_blocked(post))
    }

    fn blocked_decayed(&self) -> f64 {
        let age = |post: &saring_plugin::facts::Post| days_between(post.at, self.creator.as_of());
        self.blocked().map(|post| decay(age(post), self.check.params.half_life_days)).sum()
    }

    /// Share of the posts that say their topics, where the brand refuses any.
    fn topics_known(&self) -> Quantity {
        let known = self.posts.iter().filter(|post| post.topics.is_some()).count();
        let share = share(known as f64, self.posts.iter().count() as f64).filter(|share| *share > 0.0);
        Quantity::fraction(if self.check.brand.refuses_topics() { share } else { Some(1.0) }, TOPICS)
    }

    /// The newest finding that a condition holds for.
    fn newest(&self, wanted: impl Fn(&Known) -> bool) -> Option<Place<'_>> {
        self.seen.iter().find_map(|seen| Some((seen, seen.findings.iter().find(|finding| wanted(finding))?)))
    }

    fn floor(&self, sure: f64) -> Option<Place<'_>> {
        self.newest(|finding| finding.risk == Risk::Floor && finding.confidence >= sure)
    }

    fn above_limit(&self) -> Option<Place<'_>> {
        let sure = self.check.params.sure;
        self.newest(|finding| finding.confidence >= sure && self.check.brand.refuses(&finding.category, finding.risk))
    }

    fn is_vetoed(&self) -> bool {
        self.floor(self.check.params.sure).is_some() || self.above_limit().is_some()
    }

    /// What rejects, and what a person should look at.
    fn verdict(&self, answer: Answer) -> Answer {
        if let Some((seen, finding)) = self.floor(self.check.params.sure) {
            return in_post(with_confidence(answer.veto("content-red-flags.floor"), finding), seen);
        }
        if let Some((seen, finding)) = self.above_limit() {
            let limit = self.check.brand.limit(&finding.category).map_or("", Risk::name);
            let answer = answer
                .veto("content-red-flags.above-limit")
                .given("category", &finding.category)
                .given("risk", finding.risk.name())
                .given("limit", limit);
            return in_post(answer, seen);
        }
        if let Some((seen, finding)) = self.floor(0.0) {
            let answer = answer.status(Status::Warn).flag("unsure_floor").reason("content-red-flags.unsure-floor");
            return in_post(with_confidence(answer, finding), seen);
        }
        answer
    }

    /// Topics that the brand refuses, how many posts were seen, and what was found in them.
    fn evidence(&self, mut answer: Answer) -> Answer {
        let (p, n) = (&self.check.params, self.seen.len());
        let blocked = self.blocked().count();
        if blocked > 0 {
            let blocked = Quantity::count(Some(blocked as u64), POSTS);
            answer = answer.status(Status::Warn).evidence("blocked_topic_posts", &blocked, None);
            answer = answer.reason("content-red-flags.blocked-topic").given("posts", blocked);
        }
        if n > 0 {
            let seen = Quantity::count(Some(n as u64), SAFETY).of_sample(n as u64);
            answer = answer.evidence("classified_posts", seen, Some(p.posts_min));
        }
        let is_told = self.is_vetoed() || !(self.is_thin() || self.is_foreign());
        match self.load() {
            load if is_told && load.is_some_and(|load| load > 0.0) => {
                answer.reason("content-red-flags.load").given("load", load).given("posts", n)
            }
            _ if is_told && !self.is_vetoed() && self.floor(0.0).is_none() => {
                answer.reason("content-red-flags.clear").given("posts", n)
            }
            _ => answer,
        }
    }

    /// What the plugin read itself: how much, and its gravest findings with their places.
    fn captions(&self, mut answer: Answer) -> Answer {
        let read = self.seen.iter().filter(|seen| seen.is_read).count();
        let mut own: Vec<Place<'_>> =
            self.seen.iter().flat_map(|seen| seen.findings.iter().map(move |finding| (seen, finding))).collect();
        own.retain(|(seen, _)| seen.is_read);
        // A stable sort: of equals the newest comes first.
        own.sort_by(|(_, a), (_, b)| a.risk.cmp(&b.risk).then(b.confidence.total_cmp(&a.confidence)));
        let is_grave =
            |finding: &Known| finding.risk <= Risk::High || self.check.brand.refuses(&finding.category, finding.risk);
        if own.iter().any(|(_, finding)| is_grave(finding)) {
            answer = answer.status(Status::Warn).flag("caption_finding");
        }
        for (seen, finding) in own.iter().take(TOLD_MAX) {
            answer = told(answer, seen, finding);
        }
        match &self.check.classifier {
            None if self.posts.iter().any(|post| post.safety.is_none() && post.caption.is_some()) => {
                answer.reason("content-red-flags.no-lexicon")
            }
            Some(classifier) if read > 0 => {
                let code = if classifier.heads.is_empty() { "captions-by-terms" } else { "captions" };
                let read = Quantity::count(Some(read as u64), "creator.accounts[].posts[].caption");
                answer
                    .evidence("captions_read", &read, None)
                    .reason(format!("content-red-flags.{code}"))
                    .given("read", read)
                    .given("posts", self.seen.len())
            }
            _ => answer,
        }
    }
}

fn with_confidence(answer: Answer, finding: &Known) -> Answer {
    let confidence = Quantity::from(finding.confidence).as_unit(Unit::Fraction);
    answer.given("category", &finding.category).given("confidence", confidence)
}

fn in_post(answer: Answer, seen: &Seen<'_>) -> Answer {
    answer.given("post", seen.name()).given("day", seen.day())
}

/// A finding of the plugin's own, with the place of its words and never the words.
fn told(answer: Answer, seen: &Seen<'_>, finding: &Known) -> Answer {
    let answer = answer.reason("content-red-flags.caption");
    let answer = in_post(with_confidence(answer, finding), seen).given("risk", finding.risk.name());
    let Some(place) = &finding.place else { return answer };
    let source = match place.source {
        Source::Caption => "caption".to_owned(),
        Source::Hashtag(number) => format!("hashtags/{number}"),
    };
    answer.given("place", source).given("from", place.at.start).given("to", place.at.end)
}
