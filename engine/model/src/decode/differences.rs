//! The one list of what typed decoding refuses although the published schema accepts it.

use super::ViolationCode;

/// A rule that JSON Schema cannot state, so that only typed decoding holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// The code of the violations.
    pub code: ViolationCode,
    /// Why the schema cannot say it.
    pub why: &'static str,
}

const fn difference(code: ViolationCode, why: &'static str) -> Difference {
    Difference { code, why }
}

/// Every intended difference between typed decoding and the published schemas.
/// There is none in the other direction: what the types accept, the schemas accept.
pub const DIFFERENCES: &[Difference] = &[
    difference(ViolationCode::TooLarge, "the size of the text is gone once it is parsed"),
    difference(ViolationCode::DuplicateKey, "a parsed object has lost all but one of two equal keys"),
    difference(ViolationCode::TooPrecise, "the decimals of an amount depend on the currency beside it"),
    difference(ViolationCode::DuplicateId, "identifiers are compared between entries"),
    difference(ViolationCode::CurrencyMix, "currencies are compared between amounts"),
    difference(ViolationCode::WeightsSum, "a schema cannot add"),
    difference(ViolationCode::SharesSum, "a schema cannot add"),
    difference(ViolationCode::EndBeforeStart, "a schema cannot compare two fields"),
    difference(ViolationCode::MinAboveMax, "a schema cannot compare two fields"),
    difference(ViolationCode::OutsideScale, "a schema cannot compare two fields"),
    difference(ViolationCode::EmptyOverride, "one of two fields must be there, which the types leave open"),
    difference(ViolationCode::RequiredForbidden, "two lists are compared"),
    difference(ViolationCode::SelfOverlap, "two fields are compared"),
    difference(ViolationCode::SameCurrency, "two fields are compared"),
    difference(ViolationCode::PostsSum, "a schema cannot add"),
];
