//! The closed catalogue of what can be wrong with a document.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

macro_rules! codes {
    ($($name:ident = $text:literal: $meaning:literal,)*) => {
        /// What is wrong with a place in a document. Codes are stable; messages may improve.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum ViolationCode {
            $(#[doc = $meaning] $name,)*
        }

        impl ViolationCode {
            /// Every code, in the order of this catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is written: `missing-field`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// What the code means, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => $meaning,)*
                }
            }
        }
    };
}

codes! {
    Syntax = "syntax": "The document is no JSON, or holds a number that no JSON reader can keep.",
    TooLarge = "too-large": "The document has more bytes than are decoded at once.",
    TooDeep = "too-deep": "Objects or arrays nest deeper than the limit.",
    DuplicateKey = "duplicate-key": "An object has the same key twice.",
    UnknownField = "unknown-field": "A field that the object does not have.",
    MissingField = "missing-field": "A field that the object must have.",
    WrongType = "wrong-type": "A value of another JSON type than the field's.",
    OutOfRange = "out-of-range": "A number outside the range of its field.",
    PercentForFraction = "percent-for-fraction": "A number above 1 where a fraction from 0 to 1 is due, which is most often a percentage.",
    TooLong = "too-long": "A text with more characters than allowed.",
    TooShort = "too-short": "A text with fewer characters than needed.",
    TooMany = "too-many": "A list or an object with more entries than allowed.",
    TooFew = "too-few": "A list with fewer entries than needed.",
    BadFormat = "bad-format": "A text that is not of the form of its field: a date, an identifier, an amount.",
    NotAllowed = "not-allowed": "A value that is none of the listed ones.",
    TooPrecise = "too-precise": "An amount of money with more decimals than its currency has.",
    DuplicateId = "duplicate-id": "Two entries with the same identifier.",
    CurrencyMix = "currency-mix": "Amounts of one budget, plan or booking in different currencies.",
    WeightsSum = "weights-sum": "Weights that do not sum to 1.",
    SharesSum = "shares-sum": "Shares of one whole that sum to more than 1.",
    EndBeforeStart = "end-before-start": "An end before its start.",
    MinAboveMax = "min-above-max": "A lower bound above its upper bound.",
    OutsideScale = "outside-scale": "A rating outside its own scale.",
    EmptyOverride = "empty-override": "A human judgement that judges neither a verdict nor a check.",
    RequiredForbidden = "required-forbidden": "A creator who is both required and forbidden.",
    SelfOverlap = "self-overlap": "An audience overlap of a creator with the same creator.",
    SameCurrency = "same-currency": "A rate of exchange from a currency to the same currency.",
    PostsSum = "posts-sum": "Orders of one kind of post that add up to more than one creator can be asked for.",
    Unreadable = "unreadable": "A value that the decoder refuses for a reason of its own.",
}

impl fmt::Display for ViolationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
