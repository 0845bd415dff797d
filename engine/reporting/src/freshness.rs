//! How old the facts are that a report rests on.

use std::sync::Arc;

use saring_model::{Creator, Timestamp};

/// How old the counts of the creators' accounts are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Freshness {
    /// The oldest moment at which an account was counted.
    pub oldest: Option<Timestamp>,
    /// The newest.
    pub newest: Option<Timestamp>,
    /// Accounts that say when they were counted.
    pub dated: usize,
    /// All accounts.
    pub accounts: usize,
}

impl Freshness {
    /// The freshness of a roster.
    pub fn of(creators: &[Arc<Creator>]) -> Self {
        let mut fresh = Self::default();
        for account in creators.iter().flat_map(|creator| creator.accounts.iter()) {
            fresh.accounts += 1;
            let Some(at) = account.provenance.as_ref().and_then(|provenance| provenance.as_of) else { continue };
            fresh.dated += 1;
            fresh.oldest = Some(fresh.oldest.map_or(at, |oldest| oldest.min(at)));
            fresh.newest = Some(fresh.newest.map_or(at, |newest| newest.max(at)));
        }
        fresh
    }
}
