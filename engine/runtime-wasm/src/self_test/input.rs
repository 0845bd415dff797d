//! The built-in examples that plugins are asked about.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use saring_model::campaign::Deliverable;
use saring_model::creator::{Format, Platform};
use saring_model::decode::decode;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, CurrencyCode, Id, Money, Roster, Timestamp};
use saring_pack::{Chosen, LineLeft, Package, Scope, Status, Subject, Target, Tier};
use saring_vocabulary::chronicle::Chronicle;

/// The creators that plugins are asked about, and what each is for.
pub(super) const CREATORS: [&str; 3] = [
    "a creator of whom only the platform is known",
    "a creator whose lists are empty",
    "a creator of whom much is known",
];

/// The targets that triggers are asked about.
pub(super) const TARGETS: [&str; 4] =
    ["a campaign as a whole", "a creator of a campaign", "a post of a campaign", "a post of which nothing is known"];

/// The scopes that metrics are asked about.
pub(super) const SCOPES: [&str; 4] =
    ["a campaign as a whole", "a tier of a campaign", "a platform of a campaign", "a creator of a campaign"];

/// What plugins are asked about.
pub(super) struct Input {
    pub subjects: Vec<Subject>,
    pub campaign: Arc<Campaign>,
    pub tiers: Arc<[Tier]>,
    pub targets: Vec<Target>,
    pub scopes: Vec<Scope>,
    pub as_of: Timestamp,
    /// What happened in the campaign that runs.
    pub timeline: Arc<Timeline>,
    /// Who was chosen for it.
    pub chosen: Arc<[Chosen]>,
    /// A campaign that has not begun, and one that runs.
    runs: [Run; 2],
}

/// A campaign that runs.
pub(super) struct Run {
    pub campaign: Arc<Campaign>,
    pub plan: Option<Arc<Plan>>,
    pub chronicle: Arc<Chronicle>,
    pub roster: Arc<[Subject]>,
    pub lines: Arc<[LineLeft]>,
    pub as_of: Timestamp,
}

impl Input {
    /// The campaigns that triggers and metrics are asked about.
    pub fn runs(&'static self) -> impl Iterator<Item = &'static Run> {
        self.runs.iter()
    }
}

/// The moment that plugins are asked about.
pub(crate) fn as_of() -> Timestamp {
    INPUT.as_of
}

#[expect(clippy::expect_used, reason = "the examples are part of the program, and every test of plugins reads them")]
pub(super) static INPUT: LazyLock<Input> = LazyLock::new(|| {
    let roster: Roster = decode(include_bytes!("creators.json")).expect("the examples are creators");
    let campaign: Campaign =
        decode(include_bytes!("../../../../schemas/examples/campaign.json")).expect("the example is a campaign");
    let plan: Plan = decode(include_bytes!("../../../../schemas/examples/plan.json")).expect("the example is a plan");
    let timeline: Timeline = decode(include_bytes!("timeline.json")).expect("the example is a timeline");
    let moment = |text| Timestamp::parse(text).expect("the moment is written out");
    let package = Some(Arc::new(package()));
    let subject = |creator| Subject { package: package.clone(), ..Subject::new(creator, 0, Some(Arc::from("micro"))) };
    let subjects: Vec<Subject> = roster.creators.into_iter().map(|creator| subject(Arc::new(creator))).collect();
    let (campaign, as_of) = (Arc::new(campaign), moment("2026-03-01T00:00:00Z"));
    let quiet = Run {
        campaign: Arc::clone(&campaign),
        plan: None,
        chronicle: Arc::default(),
        roster: Arc::from([]),
        lines: Arc::from([]),
        as_of,
    };
    let running = Run {
        campaign: Arc::clone(&campaign),
        plan: Some(Arc::new(plan)),
        chronicle: Arc::new(Chronicle::new(timeline.events.iter().cloned())),
        roster: Arc::from(subjects.clone()),
        lines: lines(CurrencyCode::new("IDR").expect("the currency exists")),
        as_of: moment("2026-04-10T06:00:00Z"),
    };
    let id = |text: &str| Id::new(text).ok();
    let of =
        |creator: Option<&str>, post: Option<&str>| Target { creator: creator.and_then(id), post: post.and_then(id) };
    Input {
        targets: vec![of(None, None), of(Some(RICH), None), of(Some(RICH), Some("3401")), of(None, Some("3499"))],
        scopes: vec![
            Scope::default(),
            Scope { tier: Some(Arc::from("micro")), ..Scope::default() },
            Scope { platform: Some(Platform::Instagram), ..Scope::default() },
            Scope { creator: id(RICH), ..Scope::default() },
        ],
        timeline: Arc::new(timeline),
        chosen: subjects.iter().map(chosen).collect(),
        subjects,
        campaign,
        tiers: tiers(),
        as_of,
        runs: [quiet, running],
    }
});

/// A creator as the chosen are.
fn chosen(subject: &Subject) -> Chosen {
    let check = "engagement-rate".to_owned();
    Chosen {
        subject: subject.clone(),
        scores: BTreeMap::from([(check.clone(), 72.5)]),
        statuses: BTreeMap::from([(check, Status::Pass)]),
    }
}

/// What a creator offers.
fn package() -> Package {
    let deliverables =
        vec![Deliverable { platform: Platform::Instagram, format: Format::Reel, quantity: None, due: None }];
    Package { id: "reel-1".to_owned(), deliverables, includes: Vec::new(), ask: None, basis: None }
}

/// The creator of whom much is known.
const RICH: &str = "self-test:rich";

fn lines(currency: CurrencyCode) -> Arc<[LineLeft]> {
    let money = |amount: i64| Money::from_minor(amount * 100, currency);
    let line = |id: &str, planned, spent| LineLeft {
        id: id.to_owned(),
        planned: money(planned),
        spent: money(spent),
        proposed: money(0),
        left: money(planned - spent),
    };
    Arc::from([line("amplification", 10_000_000, 2_500_000), line("contingency", 4_000_000, 0)])
}

fn tiers() -> Arc<[Tier]> {
    let bounds = [("nano", 1_000), ("micro", 10_000), ("mid", 100_000), ("macro", 500_000), ("mega", 1_000_000)];
    let ends = bounds.iter().skip(1).map(|(_, begin)| Some(*begin)).chain([None]);
    let tier = |((id, begin), end): (&(&str, u64), Option<u64>)| Tier {
        id: Arc::from(*id),
        followers_min: *begin,
        followers_max: end,
        role: String::new(),
        criteria: Vec::new(),
        content_approach: Vec::new(),
        measured_by: Vec::new(),
    };
    bounds.iter().zip(ends).map(tier).collect()
}
