//! What rules are asked, with everything that they may know.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::campaign::Deliverable;
use saring_model::creator::{Includes, Platform, RateBasis};
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Id, Money, Timestamp};
use saring_vocabulary::chronicle::Chronicle;

use crate::answer::Status;
use crate::rule::Kind;

/// A question to a rule, with everything that it may know.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How good is each creator?
    Check(Ask<'a>),
    /// Which tier is each creator in?
    Tier(Ask<'a>),
    /// Is the campaign ready?
    Preflight(CampaignAsk<'a>),
    /// How is the campaign's money divided?
    Budget(CampaignAsk<'a>),
    /// What is each package worth? The subjects have one each.
    Worth(Ask<'a>),
    /// Does something call for action?
    Trigger(TriggerAsk<'a>),
    /// What came of it?
    Metric(MetricAsk<'a>),
}

impl<'a> Question<'a> {
    /// What kind of rule can answer.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Check(_) => Kind::Check,
            Self::Tier(_) => Kind::Tier,
            Self::Preflight(_) => Kind::Preflight,
            Self::Budget(_) => Kind::Budget,
            Self::Worth(_) => Kind::Worth,
            Self::Trigger(_) => Kind::Trigger,
            Self::Metric(_) => Kind::Metric,
        }
    }

    /// How many answers are due.
    pub fn answers(&self) -> usize {
        match self {
            Self::Check(ask) | Self::Tier(ask) | Self::Worth(ask) => ask.subjects.len(),
            Self::Preflight(_) | Self::Budget(_) => 1,
            Self::Trigger(ask) => ask.targets.len(),
            Self::Metric(ask) => ask.scopes.len(),
        }
    }

    /// The campaign, where there is one.
    pub fn campaign(&self) -> Option<&'a Arc<Campaign>> {
        match self {
            Self::Check(ask) | Self::Tier(ask) | Self::Worth(ask) => ask.campaign,
            Self::Preflight(ask) | Self::Budget(ask) => Some(ask.campaign),
            Self::Trigger(ask) => Some(ask.campaign),
            Self::Metric(ask) => Some(ask.campaign),
        }
    }

    /// The moment of the decision.
    pub fn as_of(&self) -> Timestamp {
        match self {
            Self::Check(ask) | Self::Tier(ask) | Self::Worth(ask) => ask.as_of,
            Self::Preflight(ask) | Self::Budget(ask) => ask.as_of,
            Self::Trigger(ask) => ask.as_of,
            Self::Metric(ask) => ask.as_of,
        }
    }
}

/// The facts of a question.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The campaign; none in an audit of a creator alone.
    pub campaign: Option<&'a Arc<Campaign>>,
    /// The creators. Each is answered as if it were alone.
    pub subjects: &'a [Subject],
    /// The moment of the decision. Ages are counted to it.
    pub as_of: Timestamp,
}

/// The facts of a question about a campaign.
#[derive(Debug, Clone, Copy)]
pub struct CampaignAsk<'a> {
    /// The campaign.
    pub campaign: &'a Arc<Campaign>,
    /// Who was chosen, best first; none where nobody was chosen yet.
    pub selection: Option<&'a Arc<[Chosen]>>,
    /// What happened so far; none where nothing is recorded.
    pub timeline: Option<&'a Arc<Timeline>>,
    /// The moment of the decision. Ages are counted to it.
    pub as_of: Timestamp,
}

/// A chosen creator, as a rule about the campaign sees it.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The creator with its account and its tier.
    pub subject: Subject,
    /// Score of each check that has one, by the check's name, 0 to 100.
    pub scores: BTreeMap<String, f64>,
    /// Status of each check, by the check's name.
    pub statuses: BTreeMap<String, Status>,
}

/// What a creator offers for one fee.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Its name among the creator's packages: `reel-1+story-2`.
    pub id: String,
    /// What is to be published.
    pub deliverables: Vec<Deliverable>,
    /// What the fee includes besides the posts.
    pub includes: Vec<Includes>,
    /// The fee that is asked, in the campaign's currency; none where the creator names no price.
    pub ask: Option<Money>,
    /// Whether the fee has tax in it, where that is known.
    pub basis: Option<RateBasis>,
}

/// A creator as a rule sees it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The creator.
    pub creator: Arc<Creator>,
    /// Index of the primary account in `creator.accounts`, chosen by the campaign's platforms.
    pub primary: usize,
    /// The creator's tier. Tier rules run first, so it is none in their own questions.
    pub tier: Option<Arc<str>>,
    /// The package that is asked about; none but in questions of worth.
    pub package: Option<Arc<Package>>,
    /// The layers whose gate the creator fails; none where nobody looked, as in the questions of the layers themselves.
    pub failed_gates: Option<Arc<[Arc<str>]>>,
}

impl Subject {
    /// A creator with its account and its tier.
    pub fn new(creator: Arc<Creator>, primary: usize, tier: Option<Arc<str>>) -> Self {
        Self { creator, primary, tier, package: None, failed_gates: None }
    }
}

/// The facts of a question to a trigger.
#[derive(Debug, Clone, Copy)]
pub struct TriggerAsk<'a> {
    /// The campaign.
    pub campaign: &'a Arc<Campaign>,
    /// What was planned; none where there is no plan.
    pub plan: Option<&'a Arc<Plan>>,
    /// What happened. A rule sees what had happened and was known at the moment.
    pub chronicle: &'a Arc<Chronicle>,
    /// The creators of the campaign, as far as their facts were given.
    pub roster: &'a Arc<[Subject]>,
    /// The plan's budget lines with what is left of each; none where there is no plan.
    pub lines: &'a Arc<[LineLeft]>,
    /// Whom or what the trigger looks at. Each is answered as if it were alone.
    pub targets: &'a [Target],
    /// The moment.
    pub as_of: Timestamp,
}

/// Whom or what a trigger looks at: the campaign as a whole where neither a creator nor a post is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The creator.
    pub creator: Option<Id>,
    /// The post.
    pub post: Option<Id>,
}

/// A budget line of a running campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct LineLeft {
    /// The line.
    pub id: String,
    /// Its money.
    pub planned: Money,
    /// What was spent of it.
    pub spent: Money,
    /// What standing proposals would spend of it.
    pub proposed: Money,
    /// What is left of it, never less than nothing.
    pub left: Money,
}

/// The facts of a question to a metric.
#[derive(Debug, Clone, Copy)]
pub struct MetricAsk<'a> {
    /// The campaign.
    pub campaign: &'a Arc<Campaign>,
    /// What was planned; none where there is no plan.
    pub plan: Option<&'a Arc<Plan>>,
    /// What happened.
    pub chronicle: &'a Arc<Chronicle>,
    /// The creators of the campaign, as far as their facts were given.
    pub roster: &'a Arc<[Subject]>,
    /// Of what the metric is asked. Each is answered as if it were alone.
    pub scopes: &'a [Scope],
    /// The moment of the measurement.
    pub as_of: Timestamp,
}

/// A part of a campaign: all of it where nothing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// One creator.
    pub creator: Option<Id>,
    /// The creators of one tier.
    pub tier: Option<Arc<str>>,
    /// What was published on one platform.
    pub platform: Option<Platform>,
}
