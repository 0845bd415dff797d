//! Facts as types: creators, campaigns, plans, timelines and results, with the
//! one decoder that turns a stranger's bytes into them.
//!
//! The crate is pure: it knows no clock, file, network, thread or random source.
//! A value of a type in here is valid by construction; nothing downstream checks
//! a range, a unit or a length again.

pub mod action;
pub mod attributes;
pub mod campaign;
pub mod catalogue;
pub mod creator;
pub mod decode;
pub mod limits;
pub mod plan;
pub mod provenance;
pub mod results;
pub mod scalar;
pub mod schema;
pub mod timeline;
pub mod trigger_state;

pub use attributes::Attributes;
pub use campaign::Campaign;
pub use creator::{Account, Creator, Platform, Post, Roster};
pub use decode::{Document, Violation, ViolationCode, Violations, decode};
pub use provenance::{Method, Provenance};
pub use scalar::{
    Age, Change, Count, Country, CurrencyCode, Date, ExchangeRate, Fraction, Id, Kebab, Language, List, Money, Name,
    Number, Positive, PostCount, Prose, SignedMoney, Text, TimeZone, Timestamp,
};
