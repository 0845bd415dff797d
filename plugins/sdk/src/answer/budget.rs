//! What a budget policy answers.

use std::borrow::Cow;

use super::grounds::{Detailed, grounds};
use super::{Evidence, Reason, Word};

/// The answer of a budget policy about the campaign.
#[must_use]
#[derive(Debug, Clone, Default)]
pub struct BudgetAnswer {
    pub(crate) lines: Vec<Line>,
    pub(crate) tiers: Vec<(Word, f64)>,
    pub(crate) caps: Vec<(Option<Word>, f64)>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) infeasible: Option<Reason>,
}

/// A budget line's share with its band.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) id: Word,
    pub(crate) share: f64,
    pub(crate) band: Option<(f64, f64)>,
}

/// Begins the answer of a budget policy.
pub fn budget() -> BudgetAnswer {
    BudgetAnswer::default()
}

/// Answers that the money cannot be divided, and why; [`given`](BudgetAnswer::given) says by how much.
pub fn infeasible(code: impl Into<Cow<'static, str>>) -> BudgetAnswer {
    BudgetAnswer { infeasible: Some(Reason::new(code)), ..BudgetAnswer::default() }
}

impl BudgetAnswer {
    /// Gives a budget line a share of the total, 0 to 1, with the smallest and the largest share that it may have where
    /// there are bounds. All lines sum to 1.
    pub fn line(mut self, id: impl Into<Cow<'static, str>>, share: f64, band: Option<(f64, f64)>) -> Self {
        self.lines.push(Line { id: id.into(), share, band });
        self
    }

    /// Gives a tier of the pack a share of the creator fees, 0 to 1. All tiers sum to 1; none are named where tiers are not
    /// told apart.
    pub fn tier_share(mut self, id: impl Into<Cow<'static, str>>, share: f64) -> Self {
        self.tiers.push((id.into(), share));
        self
    }

    /// The largest share of the creator fees, 0 to 1, for one creator.
    pub fn cap_creator(mut self, share: f64) -> Self {
        self.caps.push((None, share));
        self
    }

    /// The largest share of the creator fees, 0 to 1, for all creators of one platform: `instagram`, `tiktok` ….
    pub fn cap_platform(mut self, platform: impl Into<Cow<'static, str>>, share: f64) -> Self {
        self.caps.push((Some(platform.into()), share));
        self
    }
}

grounds!(BudgetAnswer: reason, given, evidence);

impl Detailed for BudgetAnswer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.reasons.last_mut().or(self.infeasible.as_mut())
    }
}
