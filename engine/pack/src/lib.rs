//! Rules as data: the pack format, the answer made of parts, and the traits that
//! every runtime stands behind.
//!
//! The crate is pure. A pack comes in as named bytes and goes out as a [`Pack`]
//! whose every value knows the file and the line that it was said in.

pub mod answer;
pub mod limits;
pub mod rule;

pub use answer::{
    Actor, Answer, Arg, Cap, CheckAnswer, Curve, Evidence, NextTier, Part, Penalty, Quantity, Reason, Status, TableRow,
    TierAnswer, Unit,
};
pub use rule::{Ask, Description, Fault, FaultCode, Kind, Position, Question, Rule, RuleSource, Runtime, Subject};
