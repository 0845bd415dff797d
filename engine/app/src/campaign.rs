//! What a campaign is for, and what it leaves unsaid.

use std::sync::Arc;

use saring_eval::{Setting, check, classify, layered, tell};
use saring_model::catalogue::{Field, catalogue};
use saring_model::{Campaign, Timestamp};

use crate::{App, Refusal, demo};

/// Creators that checks are tried on.
const TRIED_CREATORS: usize = 12;
/// What these creators are made from.
const TRIED_SEED: u64 = 7;
/// The moment at which they are looked at, in seconds since 1970: 2026-03-01.
const TRIED_AT_S: i64 = 1_772_323_200;

impl App {
    /// The goals of a pack, in the order of their names.
    ///
    /// # Errors
    /// Where the pack is not there or not valid.
    pub fn goals(&self, pack: &str) -> Result<Vec<String>, Refusal> {
        Ok(self.pack(pack)?.pack.goals.keys().cloned().collect())
    }

    /// The checks that a campaign's silence leaves with less to say, each with a field of the campaign that it lacks, in
    /// the pack's order. They are tried on fictional creators.
    ///
    /// # Errors
    /// Where the pack is not there or not valid.
    pub fn unsaid(&self, pack: &str, campaign: &Arc<Campaign>) -> Result<Vec<(String, &'static str)>, Refusal> {
        let pack = self.pack(pack)?;
        let Ok(as_of) = Timestamp::from_unix_seconds(TRIED_AT_S) else { return Ok(Vec::new()) };
        let setting = Setting { pack: &pack, campaign: Some(campaign), as_of };
        let creators: Vec<_> = demo::roster(TRIED_SEED, TRIED_CREATORS, as_of).into_iter().map(Arc::new).collect();
        let is_of_campaign = |field: &str| catalogue().find(field).is_some_and(Field::is_of_campaign);
        let mut found: Vec<(usize, String, &'static str)> = Vec::new();
        for checked in check(&setting, classify(&setting, &creators)) {
            let told = tell::audited(&setting, pack.pack.locale(""), &layered(&setting, checked));
            let checks = told.layers.into_iter().flat_map(|layer| layer.checks).enumerate();
            found.extend(checks.flat_map(|(place, check)| {
                let fields = check.missing.into_iter().filter(|field| is_of_campaign(field));
                fields.map(move |field| (place, check.id.clone(), field))
            }));
        }
        found.sort();
        found.dedup();
        Ok(found.into_iter().map(|(_, check, field)| (check, field)).collect())
    }
}
