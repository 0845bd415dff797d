//! What a plugin is asked before it is installed.
//!
//! It answers a few built-in creators, with a campaign and without, at its defaults and without tables. It must not
//! fail, each creator must get the same answer alone, with others and in reverse order, and the same question must cost
//! the same fuel twice. A plugin that is about the campaign is asked about a built-in one, twice; a trigger and a metric
//! about the targets and scopes of one of which nothing is known, and of one that runs.
//!
//! A plugin that cannot do without a table says so: it returns an error, and then it must do so whatever it is asked.
//! How it answers with its tables is for the cases of its author.

mod difference;
mod input;

use std::sync::Arc;

use saring_model::Campaign;
use saring_pack::{Answer, Ask, CampaignAsk, Fault, Kind, MetricAsk, Question, RuleSource, TriggerAsk};

use crate::error::{PluginError, printable};
use crate::plugin::{Plugin, defaults};
use crate::rule::{Spending, WasmRule};
use difference::difference;
pub(crate) use input::as_of;
use input::{CREATORS, INPUT, Run, SCOPES, TARGETS};

/// Asks a plugin, or says everything that is wrong with its answers.
pub(crate) fn run(plugin: &Plugin) -> Result<(), Vec<PluginError>> {
    let examples = &*INPUT;
    let kind = plugin.description.kind;
    let source = RuleSource {
        kind,
        id: plugin.description.id.to_string(),
        file: plugin.description.label(),
        bytes: Arc::clone(&plugin.bytes),
        plugin: Some(plugin.digest.clone()),
        params: defaults(&plugin.description),
        tables: std::collections::BTreeMap::new(),
        tiers: Arc::clone(&examples.tiers),
    };
    let rule = plugin.on_its_own(&source).map_err(|error| vec![error])?;
    let mut test = Test { rule: &rule, errors: Vec::new() };
    match kind {
        Kind::Preflight => test.inspected(),
        Kind::Budget => test.campaign(Question::Budget),
        Kind::Check | Kind::Tier | Kind::Worth => {
            for campaign in [None, Some(&examples.campaign)] {
                test.creators(kind, campaign);
            }
        }
        Kind::Trigger => examples.runs().for_each(|run| test.targets(run)),
        Kind::Metric => examples.runs().for_each(|run| test.scopes(run)),
    }
    if test.errors.is_empty() { Ok(()) } else { Err(test.errors) }
}

/// What plugins are asked that are about the campaign.
const OF_CAMPAIGN: [&str; 1] = ["a campaign of which much is known"];

/// One round of questions.
struct Test<'a> {
    rule: &'a WasmRule,
    errors: Vec<PluginError>,
}

/// How a question ended: with answers, or with the plugin's own word that it cannot answer.
type Outcome = Result<Vec<Answer>, String>;

impl Test<'_> {
    /// Asks of creators.
    fn creators(&mut self, kind: Kind, campaign: Option<&'static Arc<Campaign>>) {
        self.all(&INPUT.subjects, &CREATORS, |subjects| {
            let ask = Ask { campaign, subjects, as_of: INPUT.as_of };
            match kind {
                Kind::Tier => Question::Tier(ask),
                Kind::Worth => Question::Worth(ask),
                _ => Question::Check(ask),
            }
        });
    }

    /// Asks a trigger of targets.
    fn targets(&mut self, run: &'static Run) {
        let Run { campaign, plan, chronicle, roster, lines, as_of } = run;
        self.all(&INPUT.targets, &TARGETS, |targets| {
            let plan = plan.as_ref();
            Question::Trigger(TriggerAsk { campaign, plan, chronicle, roster, lines, targets, as_of: *as_of })
        });
    }

    /// Asks a metric of scopes.
    fn scopes(&mut self, run: &'static Run) {
        let Run { campaign, plan, chronicle, roster, as_of, .. } = run;
        self.all(&INPUT.scopes, &SCOPES, |scopes| {
            Question::Metric(MetricAsk { campaign, plan: plan.as_ref(), chronicle, roster, scopes, as_of: *as_of })
        });
    }

    /// Asks alone, together, again, and in reverse order; nothing more where something was wrong before.
    fn all<T: Clone>(
        &mut self,
        items: &[T],
        examples: &[&'static str],
        question: impl for<'q> Fn(&'q [T]) -> Question<'q>,
    ) {
        if !self.errors.is_empty() {
            return;
        }
        let alone: Vec<Option<(Outcome, Spending)>> = items
            .iter()
            .zip(examples)
            .map(|(one, example)| self.answered(question(std::slice::from_ref(one)), example))
            .collect();
        let Some(alone) = alone.into_iter().map(|asked| Some(asked?.0)).collect::<Option<Vec<Outcome>>>() else {
            return;
        };
        let reversed: Vec<T> = items.iter().rev().cloned().collect();
        let together = self.answered(question(items), TOGETHER);
        let (again, backwards) =
            (self.answered(question(items), TOGETHER), self.answered(question(&reversed), TOGETHER));
        let (Some((together, first)), Some((again, second)), Some((mut backwards, _))) = (together, again, backwards)
        else {
            return;
        };
        let _ = backwards.as_mut().map(|answers| answers.reverse());
        self.compare(&alone, &together, examples, "when others are asked about with it");
        self.compare(&alone, &backwards, examples, "when others come before it");
        self.compare(&alone, &again, examples, AGAIN);
        self.same_fuel(TOGETHER, &first, &second);
    }

    /// Asks whether the campaign is ready, before anybody is chosen and after.
    fn inspected(&mut self) {
        for run in INPUT.runs() {
            let timeline = (!run.lines.is_empty()).then_some(&INPUT.timeline);
            let selection = timeline.map(|_| &INPUT.chosen);
            self.campaign(|ask| Question::Preflight(CampaignAsk { selection, timeline, as_of: run.as_of, ..ask }));
        }
    }

    /// Asks about the campaign, twice.
    fn campaign(&mut self, question: impl Fn(CampaignAsk<'static>) -> Question<'static>) {
        let (campaign, [example]) = (&INPUT.campaign, OF_CAMPAIGN);
        let ask = CampaignAsk { campaign, selection: None, timeline: None, as_of: INPUT.as_of };
        let mut ask = || self.answered(question(ask), example);
        if let (Some((one, first)), Some((again, second))) = (ask(), ask()) {
            self.compare(&[one], &again, &OF_CAMPAIGN, AGAIN);
            self.same_fuel(example, &first, &second);
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

    fn compare(&mut self, alone: &[Outcome], others: &Outcome, examples: &[&'static str], when: &'static str) {
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

const TOGETHER: &str = "all examples together";
const AGAIN: &str = "when it is asked again";
