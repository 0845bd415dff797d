//! One creator of a roster, with everything that its verdict rests on.

use std::sync::Arc;

use saring_eval::report::Report;
use saring_model::{Creator, Timestamp};

use crate::score::ScoreRequest;
use crate::{App, Refusal};

/// Ids that are named where the wanted one is not there.
const NEAREST_MAX: usize = 3;

impl App {
    /// The report with this creator alone. The rank is its rank in the whole roster.
    ///
    /// # Errors
    /// As [`App::score`], and where the creator is not in the roster.
    pub fn explain(&self, request: &ScoreRequest, creator: &str, now: Timestamp) -> Result<Report, Refusal> {
        if !request.creators.iter().any(|known| known.id.as_str() == creator) {
            return Err(Refusal::UnknownCreator {
                wanted: creator.to_owned(),
                nearest: nearest(&request.creators, creator),
            });
        }
        let everyone = ScoreRequest { top: None, ..request.clone() };
        let mut report = self.score(&everyone, now)?;
        report.creators.retain(|told| told.id == creator);
        Ok(report)
    }
}

/// The ids of a roster that are most like one that is not there.
pub(crate) fn nearest(creators: &[Arc<Creator>], wanted: &str) -> Vec<String> {
    let mut known: Vec<(usize, &str)> = (creators.iter())
        .map(|creator| (strsim::levenshtein(wanted, &creator.id), creator.id.as_str()))
        .filter(|(distance, id)| *distance * 2 <= wanted.len().max(id.len()))
        .collect();
    known.sort_unstable();
    known.into_iter().take(NEAREST_MAX).map(|(_, id)| id.to_owned()).collect()
}
