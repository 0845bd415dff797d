//! The host, through the generated bindings.

use super::packed::{Unpack, unpack};
use crate::bindings::facts::{
    Account, Audience, Batch, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Overlap, Post, Profile, Rate,
    Rating, Relationship, Reported,
};
use crate::bindings::log::{self as host_log, Level};
use crate::bindings::{running, tables};
use crate::facts::{Instant, Money};

/// What a batch is asked with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a>(pub(crate) &'a Batch);

impl<'a> Question<'a> {
    /// The campaign as JSON.
    pub(crate) fn campaign(self) -> Option<String> {
        self.0.campaign()
    }

    /// The creator of a turn.
    pub(crate) fn source(self, turn: u32) -> Source<'a> {
        Source { batch: self.0, creator: turn }
    }
}

macro_rules! running {
    ($($function:ident($($name:ident: $type:ty),*) -> $given:ty;)+) => {
        /// What triggers and metrics see.
        impl Question<'_> {
            $(pub(crate) fn $function(self, $($name: $type),*) -> $given {
                running::$function($($name),*)
            })+
        }
    };
}

running! {
    creator(turn: u32) -> Option<String>;
    post(turn: u32) -> Option<String>;
    tier(turn: u32) -> Option<String>;
    platform(turn: u32) -> Option<String>;
    is_known(turn: u32) -> bool;
    roster(column: &str) -> Vec<Option<String>>;
    member(place: u32, section: &str) -> Option<String>;
    scores(check: &str) -> Option<Vec<Option<f64>>>;
    statuses(check: &str) -> Option<Vec<Option<String>>>;
    plan() -> Option<String>;
    lines() -> Vec<String>;
    line(id: &str, what: &str) -> Option<Money>;
    events(of: Option<u32>, kind: &str, since: f64, until: f64) -> String;
    instants(of: Option<u32>, kind: &str, since: f64, until: f64) -> Vec<Instant>;
    numbers(of: Option<u32>, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<f64>>;
    texts(of: Option<u32>, kind: &str, path: &str, since: f64, until: f64) -> Vec<Option<String>>;
}

/// One creator of a batch.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) batch: &'a Batch,
    pub(crate) creator: u32,
}

macro_rules! sections {
    ($($method:ident $name:literal: $item:ty),+ $(,)?) => {
        impl Source<'_> {
            $(pub(crate) fn $method(self) -> Option<$item> {
                self.packed($name, u32::MAX)
            })+
        }
    };
}

sections! {
    audience "audience": Vec<Audience>,
    history "history": Vec<HistoryPoint>,
    comments "comments": Vec<Comment>,
    follower_sample "follower-sample": Vec<FollowerRecord>,
    reported "reported": Reported,
    rates "rates": Vec<Rate>,
    ratings "ratings": Vec<Rating>,
    past_campaigns "past-campaigns": Vec<CampaignRecord>,
    relationship "relationship": Relationship,
    overlap "overlap": Vec<Overlap>,
}

impl Source<'_> {
    #[expect(clippy::expect_used, reason = "every creator has a profile")]
    pub(crate) fn profile(self) -> Profile {
        self.packed("profile", u32::MAX).expect("a creator has a profile")
    }

    pub(crate) fn accounts(self) -> Vec<Account> {
        self.packed("accounts", u32::MAX).unwrap_or_default()
    }

    pub(crate) fn posts(self, limit: u32) -> Option<Vec<Post>> {
        self.packed("posts", limit)
    }

    pub(crate) fn attributes(self) -> Option<String> {
        self.batch.attributes(self.creator)
    }

    pub(crate) fn section(self, name: &str) -> Option<String> {
        self.batch.section(self.creator, name)
    }

    pub(crate) fn numbers(self, path: &str) -> Vec<Option<f64>> {
        self.batch.numbers(self.creator, path)
    }

    /// A section in the cheapest form that the contract has.
    fn packed<T: Unpack>(self, name: &str, limit: u32) -> Option<T> {
        self.batch.packed(self.creator, name, limit).map(unpack)
    }
}

pub(crate) use tables::{Table as TableSource, tiers};

pub(crate) fn open(name: &str) -> Option<TableSource> {
    TableSource::open(name)
}

pub(crate) fn log(level: Level, message: &str) {
    host_log::log(level, message);
}
