//! `timeline`: what happened in the campaign so far, for checks of the campaign itself.

use std::sync::Arc;

use saring_model::Timestamp;
use saring_model::timeline::Timeline;

use crate::registry::{Form, Register};

/// The events up to the moment of the decision.
#[derive(Debug, Clone)]
pub(crate) struct TimelineHost {
    pub(crate) inner: Option<Arc<Timeline>>,
    pub(crate) as_of: Timestamp,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "timeline.is_absent -> bool", "-", "Whether nothing is recorded yet.")
        .property(|t: &TimelineHost, _| t.inner.is_none());
}
