//! A campaign that runs, or has run: what was planned, what happened, and the part of it that is asked about.

use std::cell::OnceCell;

use serde::de::DeserializeOwned;

use crate::facts::{Instant, Money};
use crate::source::Question;
use crate::{Column, Creator, Fields, Unit};

/// A campaign that runs, or has run. All of it is as it was known at the moment, [`Setup::as_of`](crate::Setup::as_of).
#[derive(Debug, Clone, Copy)]
pub struct Running<'a>(Question<'a>);

/// A creator of the campaign whose facts are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The place in the roster, from 0.
    pub place: u32,
    /// The creator.
    pub id: String,
    /// The tier that the pack's tier rule gave.
    pub tier: Option<String>,
    /// The platform of the account that counts.
    pub platform: Option<String>,
}

/// A span of time, in hours before the moment: after its beginning, up to and with its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    since: f64,
    until: f64,
}

impl Window {
    /// All time up to the moment.
    pub const EVER: Self = Self { since: f64::INFINITY, until: 0.0 };

    /// The last hours. Where they are more than 48, the window begins at the full hour (UTC).
    pub fn last_hours(hours: f64) -> Self {
        Self { since: hours, until: 0.0 }
    }

    /// From so many hours ago to fewer hours ago, each at the full hour (UTC) where they are more than 48.
    pub fn between_hours(since: f64, until: f64) -> Self {
        Self { since, until }
    }
}

impl<'a> Running<'a> {
    pub(crate) fn new(question: Question<'a>) -> Self {
        Self(question)
    }

    /// What was planned, in the author's own form, read from the JSON of `plan.schema.json`; none where there is no plan.
    ///
    /// # Errors
    ///
    /// Where it does not have that form, with the path of the field.
    pub fn plan<T: DeserializeOwned>(&self) -> Result<Option<T>, String> {
        let plan = self.0.plan().as_deref().map(crate::json::read).transpose();
        plan.map_err(|error| format!("the plan cannot be read: {error}"))
    }

    /// Budget lines of which something may be left; none in a metric, and where there is no plan.
    pub fn lines(&self) -> Vec<String> {
        self.0.lines()
    }

    /// What is left of a budget line, in major units of its currency; none where there is no such line.
    pub fn left(&self, line: &str) -> Option<f64> {
        self.0.line(line, "left").as_ref().map(major)
    }

    /// The money of a budget line: what was `planned`, `spent`, `proposed` or is `left`.
    pub fn line(&self, id: &str, what: &str) -> Option<Money> {
        self.0.line(id, what)
    }

    /// The creators of the campaign whose facts are known.
    pub fn roster(&self) -> Vec<Member> {
        let (ids, tiers, platforms) = (self.0.roster("id"), self.0.roster("tier"), self.0.roster("platform"));
        let members = (0u32..).zip(ids).zip(tiers).zip(platforms);
        members.filter_map(|(((place, id), tier), platform)| Some(Member { place, id: id?, tier, platform })).collect()
    }

    /// The score of each of the chosen in a check by its name, 0 to 100, as the roster has them; none where nobody was chosen
    /// yet, and in triggers and metrics.
    pub fn scores(&self, check: &str) -> Option<Vec<Option<f64>>> {
        self.0.scores(check)
    }

    /// Likewise the status: `pass`, `warn`, `fail` or `unknown`.
    pub fn statuses(&self, check: &str) -> Option<Vec<Option<String>>> {
        self.0.statuses(check)
    }

    /// A section of a creator of the roster in the author's own form, read from its JSON; none where it is unknown.
    ///
    /// # Errors
    ///
    /// Where the section does not have that form, with the path of the field.
    pub fn section<T: DeserializeOwned>(&self, member: &Member, name: &str) -> Result<Option<T>, String> {
        self.0.member(member.place, name).map(|text| crate::json::read(&text)).transpose()
    }

    /// All events.
    pub fn events(&self) -> Events<'a> {
        Events { question: self.0, of: None }
    }
}

/// Money in major units of its currency.
fn major(money: &Money) -> f64 {
    money.minor as f64 / 10f64.powi(i32::from(money.digits))
}

/// Events of the campaign, or of a part of it. Kinds are those of `timeline.schema.json`: `mention_counts`, `order` ….
#[derive(Debug, Clone, Copy)]
pub struct Events<'a> {
    question: Question<'a>,
    of: Option<u32>,
}

impl Events<'_> {
    /// The events of a kind in a window, in the author's own form, in order of time.
    ///
    /// # Errors
    ///
    /// Where they do not have that form, with the path of the field.
    pub fn list<T: DeserializeOwned>(&self, kind: &str, within: Window) -> Result<Vec<T>, String> {
        let text = self.question.events(self.of, kind, within.since, within.until);
        crate::json::read(&text).map_err(|error| format!("the events `{kind}` cannot be read: {error}"))
    }

    /// When they happened.
    pub fn instants(&self, kind: &str, within: Window) -> Vec<Instant> {
        self.question.instants(self.of, kind, within.since, within.until)
    }

    /// A number of each, by its path below the event: `what.total`. Money is in major units, and truth is 1.
    pub fn numbers(&self, kind: &str, path: &str, within: Window) -> Vec<Option<f64>> {
        self.question.numbers(self.of, kind, path, within.since, within.until)
    }

    /// The same as a column.
    pub fn column(&self, kind: &str, path: &str, within: Window, unit: Unit) -> Column {
        Column::new(self.numbers(kind, path, within), unit, Fields::NONE)
    }

    /// A text of each, by its path below the event: `id`, `creator`, `post`, `what.code`. Of money it is the currency.
    pub fn texts(&self, kind: &str, path: &str, within: Window) -> Vec<Option<String>> {
        self.question.texts(self.of, kind, path, within.since, within.until)
    }
}

/// What a trigger or a metric is asked about: the campaign as a whole where nothing is named.
pub struct Part<'a> {
    question: Question<'a>,
    turn: u32,
    as_of: Instant,
    creator: OnceCell<Option<Creator<'a>>>,
}

impl<'a> Part<'a> {
    pub(crate) fn new(question: Question<'a>, turn: u32, as_of: Instant) -> Self {
        Self { question, turn, as_of, creator: OnceCell::new() }
    }

    /// The moment.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The creator whom it is about; of a post, the one who published it, where that is known.
    pub fn creator_id(&self) -> Option<String> {
        self.question.creator(self.turn)
    }

    /// The post that it is about.
    pub fn post(&self) -> Option<String> {
        self.question.post(self.turn)
    }

    /// The tier whose creators it is about.
    pub fn tier(&self) -> Option<String> {
        self.question.tier(self.turn)
    }

    /// The platform that it is about.
    pub fn platform(&self) -> Option<String> {
        self.question.platform(self.turn)
    }

    /// What is known of the creator; none where nothing is.
    pub fn creator(&self) -> Option<&Creator<'a>> {
        let known = || self.question.is_known(self.turn);
        let creator = || known().then(|| Creator::new(self.question.source(self.turn), self.as_of));
        self.creator.get_or_init(creator).as_ref()
    }

    /// The events that name it: its creator, its post, a creator of its tier, or a post on its platform.
    pub fn events(&self) -> Events<'a> {
        Events { question: self.question, of: Some(self.turn) }
    }

    /// The campaign.
    pub fn running(&self) -> Running<'a> {
        Running(self.question)
    }
}
