//! What a check answers, built by methods that chain.

mod budget;
mod grounds;
mod metric;
mod tier;
mod trigger;
mod worth;
#[cfg(target_arch = "wasm32")]
mod write;

pub use budget::{BudgetAnswer, budget, infeasible};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use metric::Figure;
pub use metric::{Better, MetricAnswer, metric};
pub use tier::{TierAnswer, no_tier, tier};
pub(crate) use trigger::Condition;
pub use trigger::{Move, TriggerAnswer, Urgency, no_telling, propose, quiet};
pub use worth::{WorthAnswer, worth};

use std::borrow::Cow;

use crate::bindings::answering;
use crate::{Curve, Fields, Quantity, Row, Status, Unit};
use grounds::{Detailed, grounds};

/// The answer of a check about one creator. The host computes the score from its parts: the weighted mean of their
/// points, less the penalties, within the caps.
#[must_use]
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) confidence: f64,
    pub(crate) is_unknown: bool,
    pub(crate) parts: Vec<Part>,
    pub(crate) penalties: Vec<Penalty>,
    pub(crate) caps: Vec<(Word, f64)>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) status: Option<Status>,
    pub(crate) veto: Option<Reason>,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) missing: Fields,
    pub(crate) flags: Vec<Word>,
    pub(crate) bounds: Option<(f64, f64)>,
    last: Last,
}

/// An id, a code or a name; most are written in the source.
pub(crate) type Word = Cow<'static, str>;

/// What `given` and `cite` speak of.
#[derive(Debug, Clone, Copy, Default)]
struct Last {
    is_veto: bool,
    is_evidence: bool,
}

/// A part of a score.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) id: Word,
    pub(crate) quantity: Quantity,
    pub(crate) curve: Curve,
    pub(crate) weight: f64,
    pub(crate) row: Option<Cited>,
}

/// Points taken off.
#[derive(Debug, Clone)]
pub(crate) struct Penalty {
    pub(crate) id: Word,
    pub(crate) points: f64,
    pub(crate) quantity: Quantity,
}

/// Something looked at besides the parts.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) name: Word,
    pub(crate) quantity: Quantity,
    pub(crate) bound: Option<f64>,
    pub(crate) row: Option<Cited>,
}

/// A row of a table, as an answer cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) table: String,
    pub(crate) row: u32,
    pub(crate) is_fallback: bool,
}

/// A reason with its details.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reason {
    pub(crate) code: Word,
    pub(crate) args: Vec<(Word, Arg)>,
}

impl Reason {
    fn new(code: impl Into<Word>) -> Self {
        Self { code: code.into(), args: Vec::new() }
    }
}

/// A detail of a reason: a number with its unit, a text, or an instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Arg(pub(crate) answering::Arg);

impl Arg {
    /// An instant, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn instant(at: crate::facts::Instant) -> Self {
        Self(answering::Arg::Instant(at))
    }
}

/// Begins the answer of a check, with how much its known parts can be trusted, 0 to 1.
///
/// # Panics
///
/// Where the confidence is an unknown quantity.
#[track_caller]
pub fn answer(confidence: impl Into<Quantity>) -> Answer {
    Answer { confidence: confidence.into().known(), ..Answer::empty() }
}

/// Answers that there is no telling, with the reason and the measure that is missing or too small.
pub fn unknown(code: impl Into<Cow<'static, str>>, because: impl Into<Quantity>) -> Answer {
    let because = because.into();
    let missing = if because.is_known() { because.fields() } else { because.missing() }.clone();
    Answer { is_unknown: true, missing, ..Answer::empty() }.reason(code)
}

impl Answer {
    fn empty() -> Self {
        Self {
            confidence: 0.0,
            is_unknown: false,
            parts: Vec::new(),
            penalties: Vec::new(),
            caps: Vec::new(),
            evidence: Vec::new(),
            status: None,
            veto: None,
            reasons: Vec::new(),
            missing: Fields::NONE,
            flags: Vec::new(),
            bounds: None,
            last: Last::default(),
        }
    }

    /// Adds a part of the score: what was measured, the curve that gives it points, its weight among the parts. An
    /// unknown part counts as unknown, not as 0.
    pub fn part(
        mut self,
        id: impl Into<Cow<'static, str>>,
        quantity: impl Into<Quantity>,
        curve: Curve,
        weight: f64,
    ) -> Self {
        self.parts.push(Part { id: id.into(), quantity: quantity.into(), curve, weight, row: None });
        self.last.is_evidence = false;
        self
    }

    /// Drops all parts but the `n` with the most points; of equals the earlier stays.
    pub fn keep_best(mut self, n: usize) -> Self {
        let points = |part: &Part| part.quantity.value().map_or(-1.0, |value| part.curve.points(value));
        // A stable sort, so that of equals the earlier stays.
        self.parts.sort_by(|a, b| points(b).total_cmp(&points(a)));
        self.parts.truncate(n);
        self
    }

    /// Takes points off the score, 0 to 100, with the measure that was seen. Points of 0 or an unknown measure take
    /// nothing.
    pub fn penalty(mut self, id: impl Into<Cow<'static, str>>, points: f64, because: impl Into<Quantity>) -> Self {
        let quantity = because.into();
        if points != 0.0 && quantity.is_known() {
            self.penalties.push(Penalty { id: id.into(), points, quantity });
        }
        self
    }

    /// Keeps the score from passing `at`, 0 to 100.
    pub fn cap(mut self, id: impl Into<Cow<'static, str>>, at: f64) -> Self {
        self.caps.push((id.into(), at));
        self
    }

    /// Tightens the status, whatever the score.
    pub fn status(mut self, status: Status) -> Self {
        self.status = self.status.max(Some(status));
        self
    }

    /// Sets the confidence where it is only known at the end.
    ///
    /// # Panics
    ///
    /// Where it is an unknown quantity.
    #[track_caller]
    pub fn confidence(mut self, confidence: impl Into<Quantity>) -> Self {
        self.confidence = confidence.into().known();
        self
    }

    /// Rejects the creator whatever the averages say. [`given`](Self::given) gives the reason its details.
    pub fn veto(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.veto = Some(Reason::new(code));
        self.last.is_veto = true;
        self
    }

    /// Gives a reason by its code, the most telling first. Its text is declared by [`About::reason`](crate::About::reason).
    pub fn reason(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.reasons.push(Reason::new(code));
        self.last.is_veto = false;
        self
    }

    /// Shows what was looked at besides the parts, with the bound that it was compared with.
    pub fn evidence(
        mut self,
        name: impl Into<Cow<'static, str>>,
        quantity: impl Into<Quantity>,
        bound: Option<f64>,
    ) -> Self {
        self.evidence.push(Evidence { name: name.into(), quantity: quantity.into(), bound, row: None });
        self.last.is_evidence = true;
        self
    }

    /// Names the table row that the last part's curve or the last evidence's bound was taken from.
    pub fn cite(mut self, row: &Row<'_>) -> Self {
        let cited = if self.last.is_evidence {
            self.evidence.last_mut().map(|evidence| &mut evidence.row)
        } else {
            self.parts.last_mut().map(|part| &mut part.row)
        };
        if let Some(cited) = cited {
            *cited = Some(row.cited());
        }
        self
    }

    /// Names the fields that a quantity lacks as missing inputs.
    pub fn missing(mut self, quantity: &Quantity) -> Self {
        self.missing.add(quantity.missing());
        self
    }

    /// Raises a short flag that a reader should notice, such as `anomalous_high`.
    pub fn flag(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.flags.push(name.into());
        self
    }

    /// Says where an unknown score must lie, 0 to 100.
    pub fn bounds(mut self, low: f64, high: f64) -> Self {
        self.bounds = Some((low, high));
        self
    }

    /// Goes on where a condition holds, so that a chain need not be broken.
    pub fn when(self, condition: bool, more: impl FnOnce(Self) -> Self) -> Self {
        if condition { more(self) } else { self }
    }
}

grounds!(Answer: given);

impl Detailed for Answer {
    fn latest(&mut self) -> Option<&mut Reason> {
        self.veto.as_mut().filter(|_| self.last.is_veto).or(self.reasons.last_mut())
    }
}

impl From<&Quantity> for Arg {
    #[track_caller]
    fn from(quantity: &Quantity) -> Self {
        Self(answering::Arg::Number((quantity.known(), quantity.unit())))
    }
}

impl From<Quantity> for Arg {
    #[track_caller]
    fn from(quantity: Quantity) -> Self {
        Self::from(&quantity)
    }
}

impl From<f64> for Arg {
    fn from(value: f64) -> Self {
        Self(answering::Arg::Number((value, Unit::Number)))
    }
}

macro_rules! from_whole {
    ($($number:ty),+) => {
        $(impl From<$number> for Arg {
            fn from(value: $number) -> Self {
                Self(answering::Arg::Number((value as f64, Unit::Count)))
            }
        })+
    };
}

from_whole!(i32, i64, u32, u64, usize);

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self(answering::Arg::Text(text.to_owned()))
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self(answering::Arg::Text(text.clone()))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self(answering::Arg::Text(text))
    }
}
