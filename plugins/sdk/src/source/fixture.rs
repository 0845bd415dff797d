//! The test kit in the place of the host: facts from a fixture, tables and log lines of the thread that tests.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::Value;

use crate::bindings::facts::{
    Account, Audience, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Overlap, Post, Profile, Rate, Rating,
    Relationship, Reported,
};
use crate::log::Level;
use crate::testing::{Facts, TextTable};

/// What a case is asked with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a>(pub(crate) Option<&'a Value>);

impl Question<'_> {
    /// The campaign as JSON.
    pub(crate) fn campaign(self) -> Option<String> {
        self.0.map(Value::to_string)
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
