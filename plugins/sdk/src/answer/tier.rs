//! What a tier rule answers.

use std::borrow::Cow;

use super::grounds::{Detailed, grounds};
use super::{Reason, Word};
use crate::Quantity;

/// The answer of a tier rule about one creator.
#[must_use]
#[derive(Debug, Clone)]
pub struct TierAnswer {
    pub(crate) tier: Option<Word>,
    pub(crate) size: Quantity,
    pub(crate) next: Option<(Word, f64)>,
    pub(crate) reasons: Vec<Reason>,
}

/// Answers a tier, with the audience size that decided. A reason must be given too.
pub fn tier(id: impl Into<Cow<'static, str>>, size: impl Into<Quantity>) -> TierAnswer {
    TierAnswer { tier: Some(id.into()), size: size.into(), next: None, reasons: Vec::new() }
}

/// Answers that the creator has no tier, and why.
pub fn no_tier(code: impl Into<Cow<'static, str>>, size: impl Into<Quantity>) -> TierAnswer {
    TierAnswer { tier: None, size: size.into(), next: None, reasons: Vec::new() }.reason(code)
}

impl TierAnswer {
    /// Names the next tier up, and the audience size at which it begins.
    pub fn next(mut self, id: impl Into<Cow<'static, str>>, at: f64) -> Self {
        self.next = Some((id.into(), at));
        self
    }
}

grounds!(TierAnswer: reason, given);

impl Detailed for TierAnswer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.reasons.last_mut()
    }
}
