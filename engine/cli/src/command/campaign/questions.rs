//! Every question about a campaign, told once: the prompts and the flags are made from this table.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value;

use super::texts;

/// A question about a campaign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// Its flag, without dashes.
    pub flag: &'static str,
    /// Where its answer stands in the campaign, as a JSON pointer.
    pub pointer: &'static str,
    /// The group that it is asked in.
    pub section: &'static str,
    /// The question, as people are asked and as the help tells it.
    pub asks: &'static str,
    /// The form of an answer.
    pub form: &'static str,
    /// What divides several answers in one line; none where there is one answer.
    pub divider: Option<char>,
    /// From texts to what stands in the campaign.
    pub read: fn(&[String]) -> Result<Value, String>,
}

impl Question {
    /// The field of the catalogue: `campaign.brand.name`.
    pub(super) fn field(&self) -> String {
        format!("campaign{}", self.pointer.replace('/', "."))
    }

    /// The answers of one line.
    pub(super) fn split(&self, line: &str) -> Vec<String> {
        let parts: Vec<&str> = self.divider.map_or_else(|| vec![line], |divider| line.split(divider).collect());
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

const CAMPAIGN: &str = "Campaign";
const BRAND: &str = "Brand";
const TARGET: &str = "Whom to reach";
const CONTENT: &str = "What is published";
const MONEY: &str = "Money and success";
const FLIGHT: &str = "When";
const BRIEF: &str = "Brief for creators";

const COMMA: Option<char> = Some(',');
const SEMICOLON: Option<char> = Some(';');

type Read = fn(&[String]) -> Result<Value, String>;

const fn question(
    (flag, pointer): (&'static str, &'static str),
    section: &'static str,
    asks: &'static str,
    form: &'static str,
    divider: Option<char>,
    read: Read,
) -> Question {
    Question { flag, pointer, section, asks, form, divider, read }
}

/// The questions that a campaign cannot be without.
pub(super) const REQUIRED: [&str; 2] = ["goal", "brand"];

/// Every question, in the order in which they are asked.
#[rustfmt::skip]
pub(super) const QUESTIONS: &[Question] = &[
    question(("goal", "/goal"), CAMPAIGN, "What is it for? A goal of the pack, or a mix of several", "GOAL[=WEIGHT]", COMMA, texts::goal),
    question(("brand", "/brand/name"), CAMPAIGN, "Which brand is behind it?", "NAME", None, texts::text),
    question(("id", "/id"), CAMPAIGN, "Its identifier, which stays", "ID", None, texts::text),
    question(("name", "/name"), CAMPAIGN, "Its name, as people say it", "NAME", None, texts::text),
    question(("category", "/brand/category"), BRAND, "The product's category, as `iab-ap:2.0:1244` is skin care", "ID", None, texts::text),
    question(("rival", "/brand/competitors"), BRAND, "Names or domains of rivals; `none` says that there are none to mind", "NAME", COMMA, texts::list_or_none),
    question(("topic", "/brand/topics"), BRAND, "Content topics of the category, as `iab-ct:3.1:552` is style and fashion", "ID", COMMA, texts::list),
    question(("style-tag", "/brand/style_tags"), BRAND, "Words for the brand's style and tone", "WORD", COMMA, texts::list),
    question(("safety", "/brand/safety"), BRAND, "Highest risk accepted per safety category: floor, high, medium or low", "CATEGORY=RISK", COMMA, texts::pairs),
    question(("blocked-topic", "/brand/blocked_topics"), BRAND, "Topics that the brand refuses; `none` says that it refuses none", "ID", COMMA, texts::list_or_none),
    question(("country", "/target/countries"), TARGET, "In which countries, each with how much a follower there counts", "CODE[=WEIGHT]", COMMA, texts::codes),
    question(("gender-age", "/target/gender_age"), TARGET, "Of which genders and ages", "female|male|other|any:AGE-AGE[=WEIGHT]", COMMA, texts::genders_and_ages),
    question(("language", "/target/languages"), TARGET, "Speaking which languages", "CODE[=WEIGHT]", COMMA, texts::codes),
    question(("interest", "/target/interests"), TARGET, "Interested in what", "LABEL[=WEIGHT]", COMMA, texts::labels),
    question(("platform", "/platforms"), CONTENT, "On which platforms, the preferred one first", "PLATFORM", COMMA, texts::list),
    question(("deliverable", "/deliverables"), CONTENT, "What one creator publishes, as `instagram:reel:2`", "PLATFORM:FORMAT[:N]", COMMA, texts::deliverables),
    question(("budget", "/budget/total"), MONEY, "Everything that may be spent, as `750000000 IDR`", "AMOUNT CURRENCY", None, texts::money),
    question(("kpi", "/kpis"), MONEY, "What success is measured by, as `reach=1500000`", "METRIC[=TARGET]", COMMA, texts::kpis),
    question(("flight", "/flight"), FLIGHT, "First and last day, as `2026-04-01..2026-05-15`", "DATE..DATE", None, texts::flight),
    question(("time-zone", "/flight/tz"), FLIGHT, "The time zone of these days, as `Asia/Jakarta`", "ZONE", None, texts::text),
    question(("story", "/brief/brand_story"), BRIEF, "The brand's story", "TEXT", None, texts::text),
    question(("narrative", "/brief/campaign_narrative"), BRIEF, "The campaign's narrative", "TEXT", None, texts::text),
    question(("pillar", "/brief/messaging_pillars"), BRIEF, "Messages that must come across, three to five", "TEXT", SEMICOLON, texts::list),
    question(("guardrail", "/brief/guardrails"), BRIEF, "What must not be said or shown; `none` says that all may", "TEXT", SEMICOLON, texts::list_or_none),
    question(("freedom", "/brief/freedom"), BRIEF, "Room that the creator has", "TEXT", SEMICOLON, texts::list),
    question(("usp", "/brief/value_and_usp"), BRIEF, "What the product is worth to its user, and what sets it apart", "TEXT", None, texts::text),
    question(("hashtag", "/brief/mandatory/hashtags"), BRIEF, "Hashtags that must be in every post, without `#`", "TAG", COMMA, texts::list),
    question(("disclosure", "/brief/mandatory/disclosure"), BRIEF, "How the partnership is disclosed", "TEXT", None, texts::text),
    question(("call-to-action", "/brief/mandatory/call_to_action"), BRIEF, "What the audience is asked to do", "TEXT", None, texts::text),
    question(("revision-limit", "/brief/revision_limit"), BRIEF, "Most revisions that a creator accepts", "N", None, texts::number),
];

/// The answers that were given as flags.
#[derive(Debug, Clone, Default)]
pub(super) struct Flags(BTreeMap<&'static str, Vec<String>>);

impl Flags {
    /// What was given for a question.
    pub(super) fn get(&self, question: &Question) -> Option<&[String]> {
        self.0.get(question.flag).map(Vec::as_slice)
    }
}

impl clap::Args for Flags {
    fn augment_args(command: Command) -> Command {
        QUESTIONS.iter().fold(command, |command, question| {
            let action = if question.divider.is_some() { ArgAction::Append } else { ArgAction::Set };
            let again = if question.divider.is_some() { "; may be given again" } else { "" };
            let help = format!("{}{again}", question.asks);
            command.arg(
                Arg::new(question.flag)
                    .long(question.flag)
                    .value_name(question.form)
                    .help(help)
                    .action(action)
                    .allow_negative_numbers(true)
                    .help_heading(question.section),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = |question: &Question| {
            let texts: Vec<String> = matches.get_many::<String>(question.flag)?.cloned().collect();
            Some((question.flag, texts))
        };
        Ok(Self(QUESTIONS.iter().filter_map(given).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
