//! The host, through the generated bindings.

use crate::bindings::facts::{
    Account, Audience, Batch, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Overlap, Post, Profile, Rate,
    Rating, Relationship, Reported,
};
use crate::bindings::log::{self as host_log, Level};
use crate::bindings::tables;

/// One creator of a batch.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) batch: &'a Batch,
    pub(crate) creator: u32,
}

macro_rules! sections {
    ($($name:ident: $type:ty),+ $(,)?) => {
        impl Source<'_> {
            $(pub(crate) fn $name(self) -> $type {
                self.batch.$name(self.creator)
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
    attributes: Option<String>,
}

impl Source<'_> {
    pub(crate) fn posts(self, limit: u32) -> Option<Vec<Post>> {
        self.batch.posts(self.creator, limit)
    }

    pub(crate) fn section(self, name: &str) -> Option<String> {
        self.batch.section(self.creator, name)
    }

    pub(crate) fn numbers(self, path: &str) -> Vec<Option<f64>> {
        self.batch.numbers(self.creator, path)
    }
}

pub(crate) use tables::{Table as TableSource, tiers};

pub(crate) fn open(name: &str) -> Option<TableSource> {
    TableSource::open(name)
}

pub(crate) fn log(level: Level, message: &str) {
    host_log::log(level, message);
}
