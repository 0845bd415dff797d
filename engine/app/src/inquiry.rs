//! One rule alone, and whom or what it is asked about: creators, packages, the campaign, or parts of one that runs.
//!
//! Whatever the kind of rule, a question has parts, and each is answered as if it were alone. Whoever tries, tests or
//! measures a rule needs to know no more than that.

use std::sync::Arc;

use saring_eval::chronicle::Chronicle;
use saring_eval::measure::{Measuring, scopes};
use saring_eval::offer::offers;
use saring_eval::watch::{lines, targets};
use saring_eval::{Classified, Setting, classify};
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Timestamp};
use saring_pack::{
    Ask, CampaignAsk, Chosen, CompiledPack, Kind, LineLeft, MetricAsk, Question, Scope, Subject, Target, Trigger,
    TriggerAsk, TriggerScope,
};

/// What is known when a rule is asked.
#[derive(Debug, Clone)]
pub struct Known {
    /// The campaign; none in an audit.
    pub campaign: Option<Arc<Campaign>>,
    /// What was planned; none where there is no plan.
    pub plan: Option<Arc<Plan>>,
    /// What happened; none where nothing is recorded.
    pub timeline: Option<Arc<Timeline>>,
    /// The creators.
    pub creators: Vec<Arc<Creator>>,
    /// Who is chosen, best first; none where nobody was chosen yet.
    pub chosen: Option<Arc<[Chosen]>>,
    /// The moment.
    pub as_of: Timestamp,
}

/// Whom or what a rule is asked about in one question.
#[derive(Debug, Clone)]
pub enum Parts {
    /// Creators, for rules of worth each with a package.
    Subjects(Vec<Subject>),
    /// The campaign itself.
    Campaign(Arc<Campaign>),
    /// Targets of a trigger.
    Targets(Arc<Campaign>, Vec<Target>),
    /// Scopes of a metric.
    Scopes(Arc<Campaign>, Vec<Scope>),
}

/// A rule's kind with everything that it can be asked about.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// The kind of rule.
    pub kind: Kind,
    /// What is known.
    pub known: Known,
    /// The creators with their accounts and tiers.
    pub classified: Vec<Classified>,
    /// Everything that the rule can be asked about.
    pub parts: Parts,
    roster: Arc<[Subject]>,
    chronicle: Arc<Chronicle>,
    lines: Arc<[LineLeft]>,
}

/// Why there is nothing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NothingToAsk {
    /// There is no campaign.
    #[error("the rule is asked about a campaign, and none is given")]
    NoCampaign,
    /// There are no creators.
    #[error("the rule is asked about creators, and none are given")]
    NoCreators,
    /// No creator has a package.
    #[error("the rule is asked about packages, and no creator offers one")]
    NoPackages,
}

impl Inquiry {
    /// Everything that a rule of a kind can be asked about: every creator; every package of each; the campaign; the
    /// campaign as a whole with its creators and posts; the same with its tiers and platforms.
    ///
    /// # Errors
    /// Where there is nothing.
    pub fn of(pack: &CompiledPack, kind: Kind, known: Known) -> Result<Self, NothingToAsk> {
        let setting = Setting { pack, campaign: known.campaign.as_ref(), as_of: known.as_of };
        let classified = classify(&setting, &known.creators);
        let roster: Arc<[Subject]> = classified.iter().map(|one| one.subject.clone()).collect();
        let events = known.timeline.iter().flat_map(|timeline| timeline.events.iter().cloned());
        let chronicle = Arc::new(Chronicle::new(events));
        let campaign = known.campaign.clone().ok_or(NothingToAsk::NoCampaign);
        let (mut lines, plan) = (Arc::from([]), known.plan.as_ref());
        let parts = match kind {
            Kind::Check | Kind::Tier if roster.is_empty() => return Err(NothingToAsk::NoCreators),
            Kind::Check | Kind::Tier => Parts::Subjects(roster.to_vec()),
            Kind::Worth => Parts::Subjects(campaign.and_then(|_| packages(&setting, &roster))?),
            Kind::Preflight | Kind::Budget => Parts::Campaign(campaign?),
            Kind::Trigger => {
                lines = lines_of(pack, plan.map(|plan| &**plan), &chronicle, known.as_of);
                Parts::Targets(campaign?, every_target(pack, &chronicle, known.as_of))
            }
            Kind::Metric => {
                let campaign = campaign?;
                let (roster, chronicle, as_of) = (&roster, &chronicle, known.as_of);
                let measuring = Measuring { pack, campaign: &campaign, plan, roster, chronicle, as_of };
                let scopes = scopes(&measuring);
                Parts::Scopes(campaign, scopes)
            }
        };
        Ok(Self { kind, known, classified, parts, roster, chronicle, lines })
    }

    /// The same, about a target or a scope before all others.
    #[must_use]
    pub fn first(mut self, target: &Target, scope: &Scope) -> Self {
        match &mut self.parts {
            Parts::Targets(_, targets) => lead(targets, target),
            Parts::Scopes(_, scopes) => lead(scopes, scope),
            Parts::Subjects(_) | Parts::Campaign(_) => {}
        }
        self
    }

    /// The question about some parts.
    pub fn question<'a>(&'a self, parts: &'a Parts) -> Question<'a> {
        let Self { known, chronicle, roster, lines, .. } = self;
        let (plan, as_of) = (known.plan.as_ref(), known.as_of);
        match parts {
            Parts::Subjects(subjects) => {
                let ask = Ask { campaign: known.campaign.as_ref(), subjects, as_of };
                match self.kind {
                    Kind::Tier => Question::Tier(ask),
                    Kind::Worth => Question::Worth(ask),
                    _ => Question::Check(ask),
                }
            }
            Parts::Campaign(campaign) if self.kind == Kind::Budget => {
                Question::Budget(CampaignAsk { campaign, selection: None, timeline: None, as_of })
            }
            Parts::Campaign(campaign) => {
                let (selection, timeline) = (known.chosen.as_ref(), known.timeline.as_ref());
                Question::Preflight(CampaignAsk { campaign, selection, timeline, as_of })
            }
            Parts::Targets(campaign, targets) => {
                Question::Trigger(TriggerAsk { campaign, plan, chronicle, roster, lines, targets, as_of })
            }
            Parts::Scopes(campaign, scopes) => {
                Question::Metric(MetricAsk { campaign, plan, chronicle, roster, scopes, as_of })
            }
        }
    }
}

impl Parts {
    /// How many they are.
    pub fn count(&self) -> usize {
        match self {
            Self::Subjects(subjects) => subjects.len(),
            Self::Campaign(_) => 1,
            Self::Targets(_, targets) => targets.len(),
            Self::Scopes(_, scopes) => scopes.len(),
        }
    }

    /// Those at some places, in the order of the places; the campaign itself is always the one.
    #[must_use]
    pub fn at(&self, places: &[usize]) -> Self {
        fn some<T: Clone>(all: &[T], places: &[usize]) -> Vec<T> {
            places.iter().filter_map(|at| all.get(*at).cloned()).collect()
        }
        match self {
            Self::Subjects(subjects) => Self::Subjects(some(subjects, places)),
            Self::Campaign(campaign) => Self::Campaign(Arc::clone(campaign)),
            Self::Targets(campaign, targets) => Self::Targets(Arc::clone(campaign), some(targets, places)),
            Self::Scopes(campaign, scopes) => Self::Scopes(Arc::clone(campaign), some(scopes, places)),
        }
    }

    /// What one of them is called.
    pub fn name(&self, at: usize) -> Option<PartName> {
        let named = |of, id: &dyn ToString, creator: Option<String>| PartName { of, id: id.to_string(), creator };
        let name = match self {
            Self::Subjects(subjects) => {
                let subject = subjects.get(at)?;
                let id = &subject.creator.id;
                match &subject.package {
                    Some(package) => named("package", &package.id, Some(id.to_string())),
                    None => named("creator", id, None),
                }
            }
            Self::Campaign(campaign) => named("campaign", &campaign.id, None),
            Self::Targets(campaign, targets) => match targets.get(at)? {
                Target { post: Some(post), creator } => named("post", post, creator.as_ref().map(ToString::to_string)),
                Target { creator: Some(creator), .. } => named("creator", creator, None),
                Target { .. } => named("campaign", &campaign.id, None),
            },
            Self::Scopes(campaign, scopes) => match scopes.get(at)? {
                Scope { creator: Some(creator), .. } => named("creator", creator, None),
                Scope { tier: Some(tier), .. } => named("tier", tier, None),
                Scope { platform: Some(platform), .. } => named("platform", &platform.as_str(), None),
                Scope { .. } => named("campaign", &campaign.id, None),
            },
        };
        Some(name)
    }
}

/// What a part is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartName {
    /// What it is: `creator`, `package`, `campaign`, `post`, `tier` or `platform`.
    pub of: &'static str,
    /// Its id.
    pub id: String,
    /// Whose it is, of a package or a post.
    pub creator: Option<String>,
}

impl PartName {
    /// Whether it is a creator, or something of the creator's.
    pub fn is_of(&self, creator: &str) -> bool {
        (self.of == "creator" && self.id == creator) || self.creator.as_deref() == Some(creator)
    }
}

fn lead<T: Clone + PartialEq>(all: &mut Vec<T>, first: &T) {
    all.retain(|one| one != first);
    all.insert(0, first.clone());
}

fn packages(setting: &Setting<'_>, roster: &[Subject]) -> Result<Vec<Subject>, NothingToAsk> {
    if roster.is_empty() {
        return Err(NothingToAsk::NoCreators);
    }
    let of_one = |subject: &Subject| {
        let offers = offers(setting, subject).into_iter();
        offers.map(|offer| Subject { package: Some(offer.package), ..subject.clone() }).collect::<Vec<_>>()
    };
    let all: Vec<Subject> = roster.iter().flat_map(of_one).collect();
    if all.is_empty() { Err(NothingToAsk::NoPackages) } else { Ok(all) }
}

/// The lines of the plan, as they stand while nothing is proposed.
fn lines_of(pack: &CompiledPack, plan: Option<&Plan>, chronicle: &Chronicle, as_of: Timestamp) -> Arc<[LineLeft]> {
    let fees = pack.pack.plan.as_ref().map(|plan| plan.fees_line.value.as_str());
    lines(plan, fees, chronicle.as_of(as_of), &[])
}

/// The campaign as a whole, its creators and its posts.
fn every_target(pack: &CompiledPack, chronicle: &Chronicle, as_of: Timestamp) -> Vec<Target> {
    let view = chronicle.as_of(as_of);
    let mut all = vec![Target::default()];
    if let Some(trigger) = pack.pack.triggers.first() {
        for scope in [TriggerScope::Creator, TriggerScope::Post] {
            all.extend(targets(&Trigger { scope, ..trigger.clone() }, view, view.ever()));
        }
    }
    all
}
