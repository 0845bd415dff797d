//! The scalars that every fact is made of: bounded numbers, codes, texts, times, money.

mod code;
mod list;
mod money;
mod number;
mod text;
mod time;

pub use code::{Country, CurrencyCode, Language};
pub use list::List;
pub use money::{Money, MoneyError, SignedMoney};
pub use number::{Age, Change, Count, ExchangeRate, Fraction, Number, OutOfRange, Positive, PostCount};
pub use text::{Id, Kebab, Name, Prose, Text, TextError};
pub use time::{Date, TimeError, TimeZone, Timestamp};
