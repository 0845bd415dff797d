//! The test kit in the place of the host: facts from a fixture, tables and log lines of the thread that tests.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::bindings::facts::{
    Account, Audience, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Instant, Money, Overlap, Post, Profile,
    Rate, Rating, Relationship, Reported,
};
use crate::log::Level;
use crate::testing::{Facts, Scored, Story, TextTable};

/// What a case is asked with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) campaign: Option<&'a Value>,
    /// What happens; none in cases of other rules than triggers and metrics.
    pub(crate) story: Option<&'a Story>,
}

impl<'a> Question<'a> {
    /// The campaign as JSON.
    pub(crate) fn campaign(self) -> Option<String> {
        self.campaign.map(Value::to_string)
    }

    #[expect(clippy::expect_used, reason = "the host ends a plugin of another kind in the same way")]
    fn story(self) -> &'a Story {
        self.story.expect("what happens in a campaign is seen by triggers and metrics alone")
    }

    /// The creator whose facts are known.
    #[expect(clippy::expect_used, reason = "the host ends a plugin that does not ask first in the same way")]
    pub(crate) fn source(self, _: u32) -> Source<'a> {
        Source(self.story().facts.as_ref().expect("the creator's facts are known"))
    }

    pub(crate) fn is_known(self, _: u32) -> bool {
        self.story().facts.is_some()
    }

    pub(crate) fn creator(self, _: u32) -> Option<String> {
        self.story().creator()
    }

    pub(crate) fn post(self, _: u32) -> Option<String> {
        self.story().part.post.clone()
    }

    pub(crate) fn tier(self, _: u32) -> Option<String> {
        self.story().part.tier.clone()
    }

    pub(crate) fn platform(self, _: u32) -> Option<String> {
        self.story().part.platform.clone()
    }

    pub(crate) fn scores(self, check: &str) -> Option<Vec<Option<f64>>> {
        let chosen = |scored: &BTreeMap<String, Scored>| scored.get(check).map(|(score, _)| *score);
        self.story().chosen.as_ref().map(|all| all.iter().map(chosen).collect())
    }

    pub(crate) fn statuses(self, check: &str) -> Option<Vec<Option<String>>> {
        let chosen = |scored: &BTreeMap<String, Scored>| scored.get(check).map(|(_, status)| status.clone());
        self.story().chosen.as_ref().map(|all| all.iter().map(chosen).collect())
    }

    pub(crate) fn plan(self) -> Option<String> {
        self.story().plan.as_ref().map(Value::to_string)
    }

    pub(crate) fn lines(self) -> Vec<String> {
        self.story().lines.iter().map(|(id, _)| id.clone()).collect()
    }

    pub(crate) fn line(self, id: &str, what: &str) -> Option<Money> {
        self.story().line(id, what)
    }

    pub(crate) fn roster(self, column: &str) -> Vec<Option<String>> {
        self.story().roster(column)
    }

    pub(crate) fn member(self, place: u32, section: &str) -> Option<String> {
        self.story().member(place, section)
    }

    pub(crate) fn events(self, of: Option<u32>, kind: &str, since: f64, until: f64) -> String {
        self.story().events(of.is_some(), kind, since, until)
    }

    pub(crate) fn instants(self, of: Option<u32>, kind: &str, since: f64, until: f64) -> Vec<Instant> {
        self.story().instants(of.is_some(), kind, since, until)
    }

    pub(crate) fn numbers(self, of: Option<u32>, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<f64>> {
        self.story().numbers(of.is_some(), kind, path, since, until)
    }

    pub(crate) fn texts(self, of: Option<u32>, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<String>> {
        self.story().texts(of.is_some(), kind, path, since, until)
    }
}

/// The creator of a fixture.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a>(pub(crate) &'a Facts);

macro_rules! sections {
    ($($name:ident: $type:ty),+ $(,)?) => {
        impl Source<'_> {
            $(pub(crate) fn $name(self) -> $type {
                self.0.$name.clone()
            })+
        }
    };
}

sections! {
    profile: Profile,
    accounts: Vec<Account>,
    audience: Option<Vec<Audience>>,
    history: Option<Vec<HistoryPoint>>,
    comments: Option<Vec<Comment>>,
    follower_sample: Option<Vec<FollowerRecord>>,
    reported: Option<Reported>,
    rates: Option<Vec<Rate>>,
    ratings: Option<Vec<Rating>>,
    past_campaigns: Option<Vec<CampaignRecord>>,
    relationship: Option<Relationship>,
    overlap: Option<Vec<Overlap>>,
}

impl Source<'_> {
    pub(crate) fn posts(self, limit: u32) -> Option<Vec<Post>> {
        let posts = self.0.posts.as_ref()?;
        Some(posts.iter().take(limit as usize).cloned().collect())
    }

    pub(crate) fn attributes(self) -> Option<String> {
        self.section("attributes")
    }

    pub(crate) fn section(self, name: &str) -> Option<String> {
        self.0.section(name)
    }

    pub(crate) fn numbers(self, path: &str) -> Vec<Option<f64>> {
        self.0.numbers(path)
    }
}

/// What the host would give and take besides facts.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) tables: Vec<Rc<TextTable>>,
    pub(crate) tiers: Vec<(String, u64, Option<u64>)>,
    pub(crate) lines: Vec<(Level, String)>,
}

thread_local! {
    /// The world of the test that runs on this thread.
    pub(crate) static WORLD: RefCell<World> = RefCell::default();
}

/// A table of the test.
pub(crate) type TableSource = Rc<TextTable>;

pub(crate) fn open(name: &str) -> Option<TableSource> {
    WORLD.with_borrow(|world| world.tables.iter().find(|table| table.name() == name).cloned())
}

pub(crate) fn tiers() -> Vec<(String, u64, Option<u64>)> {
    WORLD.with_borrow(|world| world.tiers.clone())
}

pub(crate) fn log(level: Level, message: &str) {
    WORLD.with_borrow_mut(|world| world.lines.push((level, message.to_owned())));
}
