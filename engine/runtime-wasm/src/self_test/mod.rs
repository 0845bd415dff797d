//! What a plugin is asked before it is installed.
//!
//! It answers a few built-in creators, with a campaign and without, at its defaults and without tables. It must not
//! fail, each creator must get the same answer alone, with others and in reverse order, and the same question must cost
//! the same fuel twice. A plugin that is about the campaign is asked about a built-in one, twice.
//!
//! A plugin that cannot do without a table says so: it returns an error, and then it must do so whatever it is asked.
//! How it answers with its tables is for the cases of its author.

mod difference;

use std::sync::{Arc, LazyLock};

use saring_model::decode::decode;
use saring_model::{Campaign, Roster, Timestamp};
use saring_pack::{Answer, Ask, CampaignAsk, Fault, Kind, Question, RuleSource, Subject, Tier};

use crate::error::{PluginError, printable};
use crate::plugin::{Plugin, defaults};
use crate::rule::{Spending, WasmRule};
use difference::difference;

/// The creators that a plugin is asked about, and what each is for.
const EXAMPLES: [&str; 3] = [
    "a creator of whom only the platform is known",
    "a creator whose lists are empty",
    "a creator of whom much is known",
];

/// Asks a plugin, or says everything that is wrong with its answers.
pub(crate) fn run(plugin: &Plugin) -> Result<(), Vec<PluginError>> {
    let examples = &*INPUT;
    let source = RuleSource {
        kind: plugin.description.kind,
        id: plugin.description.id.to_string(),
        file: plugin.description.label(),
        bytes: Arc::clone(&plugin.bytes),
        plugin: Some(plugin.digest.clone()),
        params: defaults(&plugin.description),
        tables: std::collections::BTreeMap::new(),
        tiers: Arc::clone(&examples.tiers),
    };
    let rule = plugin.on_its_own(&source).map_err(|error| vec![error])?;
    let mut test = Test { rule: &rule, kind: plugin.description.kind, campaign: None, errors: Vec::new() };
    if plugin.description.kind.is_of_campaign() {
        test.campaign(&examples.campaign);
        return if test.errors.is_empty() { Ok(()) } else { Err(test.errors) };
    }
    test.all(&examples.subjects);
    if test.errors.is_empty() {
        test.campaign = Some(&examples.campaign);
        test.all(&examples.subjects);
    }
    if test.errors.is_empty() { Ok(()) } else { Err(test.errors) }
}

/// The moment that plugins are asked about.
pub(crate) fn as_of() -> Timestamp {
    INPUT.as_of
}

/// What plugins are asked about.
struct Input {
    subjects: Vec<Subject>,
    campaign: Arc<Campaign>,
    tiers: Arc<[Tier]>,
    as_of: Timestamp,
}

#[expect(clippy::expect_used, reason = "the examples are part of the program, and every test of plugins reads them")]
static INPUT: LazyLock<Input> = LazyLock::new(|| {
    let roster: Roster = decode(include_bytes!("creators.json")).expect("the examples are creators");
    let campaign: Campaign =
        decode(include_bytes!("../../../../schemas/examples/campaign.json")).expect("the example is a campaign");
    let subject = |creator| Subject::new(creator, 0, Some(Arc::from("micro")));
    Input {
        subjects: roster.creators.into_iter().map(|creator| subject(Arc::new(creator))).collect(),
        campaign: Arc::new(campaign),
        tiers: tiers(),
        as_of: Timestamp::parse("2026-03-01T00:00:00Z").expect("the moment is written out"),
    }
});

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

/// What plugins are asked that are about the campaign.
const OF_CAMPAIGN: &str = "a campaign of which much is known";

/// One round of questions.
struct Test<'a> {
    rule: &'a WasmRule,
    kind: Kind,
    campaign: Option<&'a Arc<Campaign>>,
    errors: Vec<PluginError>,
}

/// How a question ended: with answers, or with the plugin's own word that it cannot answer.
type Outcome = Result<Vec<Answer>, String>;

impl Test<'_> {
    /// Asks alone, together, again, and in reverse order.
    fn all(&mut self, subjects: &[Subject]) {
        let alone: Vec<Option<(Outcome, Spending)>> =
            subjects.iter().zip(EXAMPLES).map(|(one, example)| self.ask(std::slice::from_ref(one), example)).collect();
        let Some(alone) = alone.into_iter().map(|asked| Some(asked?.0)).collect::<Option<Vec<Outcome>>>() else {
            return;
        };
        let reversed: Vec<Subject> = subjects.iter().rev().cloned().collect();
        let (together, again, backwards) =
            (self.ask(subjects, TOGETHER), self.ask(subjects, TOGETHER), self.ask(&reversed, TOGETHER));
        let (Some((together, first)), Some((again, second)), Some((mut backwards, _))) = (together, again, backwards)
        else {
            return;
        };
        let _ = backwards.as_mut().map(|answers| answers.reverse());
        self.compare(&alone, &together, "when others are asked about with it");
        self.compare(&alone, &backwards, "when others come before it");
        self.compare(&alone, &again, AGAIN);
        self.same_fuel(TOGETHER, &first, &second);
    }

    /// Asks about the campaign, twice.
    fn campaign(&mut self, campaign: &Arc<Campaign>) {
        let ask = CampaignAsk { campaign, selection: None, timeline: None, as_of: INPUT.as_of };
        let mut ask = || self.answered(Question::Budget(ask), OF_CAMPAIGN);
        if let (Some((one, first)), Some((again, second))) = (ask(), ask()) {
            self.compare(&[one], &again, AGAIN);
            self.same_fuel(OF_CAMPAIGN, &first, &second);
        }
    }

    fn same_fuel(&mut self, example: &str, first: &Spending, second: &Spending) {
        let total =
            |spending: &Spending| spending.fuel.iter().fold(spending.setup_fuel, |sum, fuel| sum.saturating_add(*fuel));
        if first != second {
            let (first, second) = (total(first), total(second));
            self.errors.push(PluginError::SelfTestFuel { example: example.to_owned(), first, second });
        }
    }

    fn ask(&mut self, subjects: &[Subject], example: &str) -> Option<(Outcome, Spending)> {
        let ask = Ask { campaign: self.campaign, subjects, as_of: INPUT.as_of };
        self.answered(if self.kind == Kind::Tier { Question::Tier(ask) } else { Question::Check(ask) }, example)
    }

    fn answered(&mut self, question: Question<'_>, example: &str) -> Option<(Outcome, Spending)> {
        match self.rule.ask_metered(question) {
            (Ok(answers), spending) => Some((Ok(answers), spending)),
            // A panic has a place; what has none is the plugin's own result.
            (Err(Fault::Raised { message, position: None }), spending) => Some((Err(message), spending)),
            (Err(fault), _) => {
                let known = |error: &PluginError| match error {
                    PluginError::SelfTestFailed { fault: known, .. } => *known == fault,
                    _ => false,
                };
                // What fails with every creator is told once.
                if !self.errors.iter().any(known) {
                    self.errors.push(PluginError::SelfTestFailed { example: example.to_owned(), fault });
                }
                None
            }
        }
    }

    fn compare(&mut self, alone: &[Outcome], others: &Outcome, when: &'static str) {
        let examples = if self.kind.is_of_campaign() { &[OF_CAMPAIGN][..] } else { &EXAMPLES };
        for (index, (one, example)) in alone.iter().zip(examples).enumerate() {
            let other = others.as_ref().map(|answers| answers.get(index));
            let one = one.as_ref().map(|answers| answers.first());
            let difference = match (one, other) {
                (Ok(one), Ok(other)) => difference(one, other),
                (Err(one), Err(other)) => {
                    (one != other).then(|| format!("`{}`, and then `{}`", printable(one), printable(other)))
                }
                (Ok(_), Err(message)) => Some(format!("an answer, and then `{}`", printable(message))),
                (Err(message), Ok(_)) => Some(format!("`{}`, and then an answer", printable(message))),
            };
            if let Some(difference) = difference {
                self.errors.push(PluginError::SelfTestDiffers { example: (*example).to_owned(), when, difference });
                return;
            }
        }
    }
}

const TOGETHER: &str = "three creators together";
const AGAIN: &str = "when it is asked again";
