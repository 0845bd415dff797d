//! Reports that people send to each other: the shortlist, the plan and the scorecard as a page, as Markdown and as a workbook.

use std::sync::Arc;

use saring_eval::report::{Report, ScorecardReport};
use saring_model::Creator;
use saring_planner::plan::report::PlanReport;
use saring_reporting::{Document, Freshness, Telling};
pub use saring_reporting::{Edition, Face, WriteError};

use crate::plan::PlanRequest;
use crate::running::RunningRequest;
use crate::score::{DEFAULT_LANG, ScoreRequest};
use crate::{App, DEFAULT_PACK, Refusal};

/// The form of a report, and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publication {
    /// Its form.
    pub face: Face,
    /// Who reads it.
    pub edition: Edition,
}

/// Why a report could not be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The pack that decided is not there any more.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The form does not hold the report.
    #[error(transparent)]
    Unwritable(#[from] WriteError),
}

impl App {
    /// The report of a decision, as people send it to each other.
    ///
    /// # Errors
    /// Where the pack is not there any more, or a workbook cannot hold the report.
    pub fn publish_score(
        &self,
        request: &ScoreRequest,
        report: &Report,
        publication: Publication,
    ) -> Result<Vec<u8>, PublishError> {
        let made_for = (request.pack.as_deref(), request.lang.as_deref(), request.creators.as_slice());
        self.publish(made_for, publication, |telling| saring_reporting::shortlist(report, telling))
    }

    /// The report of a plan, as people send it to each other.
    ///
    /// # Errors
    /// As [`App::publish_score`].
    pub fn publish_plan(
        &self,
        request: &PlanRequest,
        report: &PlanReport,
        publication: Publication,
    ) -> Result<Vec<u8>, PublishError> {
        let request = &request.decide;
        let made_for = (request.pack.as_deref(), request.lang.as_deref(), request.creators.as_slice());
        self.publish(made_for, publication, |telling| saring_reporting::plan(report, telling))
    }

    /// The scorecard of a campaign, as people send it to each other.
    ///
    /// # Errors
    /// As [`App::publish_score`].
    pub fn publish_measure(
        &self,
        request: &RunningRequest,
        report: &ScorecardReport,
        publication: Publication,
    ) -> Result<Vec<u8>, PublishError> {
        let made_for = (request.pack.as_deref(), request.lang.as_deref(), request.creators.as_slice());
        self.publish(made_for, publication, |telling| saring_reporting::scorecard(report, telling))
    }

    fn publish(
        &self,
        (pack, lang, creators): (Option<&str>, Option<&str>, &[Arc<Creator>]),
        publication: Publication,
        told: impl FnOnce(&Telling<'_>) -> Document,
    ) -> Result<Vec<u8>, PublishError> {
        let compiled = self.pack(pack.unwrap_or(DEFAULT_PACK))?;
        let telling = Telling {
            pack: &compiled.pack,
            lang: lang.unwrap_or(DEFAULT_LANG),
            edition: publication.edition,
            // Without creators there is no telling how fresh they are.
            freshness: (!creators.is_empty()).then(|| Freshness::of(creators)),
        };
        Ok(saring_reporting::write(&told(&telling), publication.face)?)
    }
}
