//! `selection`: who was chosen for the campaign, for checks of the campaign itself.

use std::sync::Arc;

use saring_model::Timestamp;
use saring_model::catalogue::FieldSet;
use saring_pack::{Chosen, Unit};

use crate::measure::Measure;
use crate::registry::{Form, Register};

/// Who was chosen, best first.
#[derive(Debug, Clone)]
pub(crate) struct SelectionHost {
    pub(crate) chosen: Option<Arc<[Chosen]>>,
    pub(crate) as_of: Timestamp,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "selection.is_absent -> bool", "-", "Whether nobody was chosen yet.")
        .property(|s: &SelectionHost, _| s.chosen.is_none());
    register
        .say(
            Form::Method,
            "selection.len() -> value",
            "count",
            "How many creators were chosen; unknown where nobody was yet.",
        )
        .call(|s: &mut SelectionHost| {
            Measure::of(s.chosen.as_ref().map(|chosen| chosen.len() as f64), Unit::Count, FieldSet::EMPTY)
        });
}
