//! What a rule is asked, as the host hands it out turn by turn.

use std::sync::Arc;

use saring_model::{Campaign, Timestamp};
use saring_pack::{Question, Subject};

use super::running::Running;

/// Everything that a question says.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The creator of each turn: none where a turn is about none, or about one whose facts are not known.
    pub subjects: Vec<Option<Subject>>,
    pub campaign: Option<Arc<Campaign>>,
    pub as_of: Timestamp,
    /// The campaign as it runs; none in questions of other rules than triggers, metrics and checks of the campaign.
    pub running: Option<Arc<Running>>,
}

impl Asked {
    /// What a question says.
    pub fn of(question: &Question<'_>) -> Self {
        let running = Running::of(question);
        let subjects = match question {
            Question::Check(ask) | Question::Tier(ask) | Question::Worth(ask) => {
                ask.subjects.iter().cloned().map(Some).collect()
            }
            Question::Preflight(_) | Question::Budget(_) => vec![None],
            Question::Trigger(_) | Question::Metric(_) => running.as_ref().map(Running::subjects).unwrap_or_default(),
        };
        let (campaign, as_of) = (question.campaign().cloned(), question.as_of());
        Self { subjects, campaign, as_of, running: running.map(Arc::new) }
    }

    /// A question about nobody.
    pub fn nobody(as_of: Timestamp) -> Self {
        Self { subjects: Vec::new(), campaign: None, as_of, running: None }
    }
}
