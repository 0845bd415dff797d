//! Money: checked minor units inside, a decimal string outside, a float nowhere.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeStruct};

use super::CurrencyCode;
use crate::limits::{MONEY_DIGITS_MAX, MONEY_MAJOR_MAX};

/// An amount that is no money of its currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal number.
    #[error("`{0}` is not a decimal amount such as `1500000.50`")]
    NotDecimal(String),
    /// More digits after the point than the currency has.
    #[error("`{amount}` has more than the {exponent} decimals of {currency}")]
    TooPrecise {
        /// The refused amount.
        amount: String,
        /// Its currency.
        currency: CurrencyCode,
        /// Decimals of the currency.
        exponent: u32,
    },
    /// Two currencies in one sum or comparison.
    #[error("{left} and {right} cannot be added without a rate")]
    Currencies {
        /// Currency on the left.
        left: CurrencyCode,
        /// Currency on the right.
        right: CurrencyCode,
    },
    /// More than 64 bits of minor units.
    #[error("the sum does not fit")]
    Overflow,
}

macro_rules! money {
    ($(#[$doc:meta])* $name:ident, $sign:literal, $min:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name {
            minor: i64,
            currency: CurrencyCode,
        }

        impl $name {
            /// Reads a decimal amount in major units.
            pub fn parse(amount: &str, currency: CurrencyCode) -> Result<Self, MoneyError> {
                let minor = minor_units(amount, currency)?;
                if $min == 0 && amount.starts_with('-') {
                    return Err(MoneyError::NotDecimal(amount.to_owned()));
                }
                Ok(Self { minor, currency })
            }

            /// Money of `minor` units of the currency.
            pub fn from_minor(minor: i64, currency: CurrencyCode) -> Self {
                Self { minor: if $min == 0 { minor.max(0) } else { minor }, currency }
            }

            /// The amount in minor units: sen of IDR, cents of USD.
            pub fn minor(self) -> i64 {
                self.minor
            }

            /// The currency.
            pub fn currency(self) -> CurrencyCode {
                self.currency
            }

            /// The amount in major units as a decimal text with the decimals of the currency.
            pub fn amount(self) -> String {
                major_units(self.minor, self.currency.exponent())
            }

            /// The sum, or an error where the currencies differ or it does not fit.
            pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
                if self.currency != other.currency {
                    return Err(MoneyError::Currencies { left: self.currency, right: other.currency });
                }
                let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
                Ok(Self { minor, currency: self.currency })
            }
        }

        /// Money is comparable within one currency alone.
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} {}", self.currency, self.amount())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut money = serializer.serialize_struct("Money", 2)?;
                money.serialize_field("amount", &self.amount())?;
                money.serialize_field("currency", &self.currency)?;
                money.end()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let Raw { amount: Amount(amount), currency } = Raw::deserialize(deserializer)?;
                Self::parse(&amount, currency).map_err(de::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let pattern = format!("^{}[0-9]{{1,{MONEY_DIGITS_MAX}}}(\\.[0-9]{{1,4}})?$", $sign);
                json_schema!({
                    "description": "An amount in major units with its currency.",
                    "type": "object",
                    "properties": {
                        "amount": {
                            "x-form": "a decimal string such as `\"1500000.50\"`, or an integer",
                            "description": "A decimal string or an integer in major units, with at most the decimals of the currency.",
                            "anyOf": [
                                {
                                    "type": "string", "pattern": pattern,
                                    "x-form": "a decimal amount such as `1500000.50`, with at most 14 digits before the point"
                                },
                                { "type": "integer", "minimum": $min, "maximum": MONEY_MAJOR_MAX },
                            ],
                        },
                        "currency": generator.subschema_for::<CurrencyCode>(),
                    },
                    "required": ["amount", "currency"],
                    "additionalProperties": false,
                    "examples": [{ "amount": "1500000.50", "currency": "IDR" }],
                    "x-unit": "money",
                })
            }
        }
    };
}

money!(
    /// An amount of money that cannot be negative, at most 99,999,999,999,999 major units.
    Money, "", 0
);
money!(
    /// An amount of money that may be negative, such as a margin.
    SignedMoney, "-?", -MONEY_MAJOR_MAX
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    amount: Amount,
    currency: CurrencyCode,
}

/// The text of an amount, from a JSON string or integer.
struct Amount(String);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl de::Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal string such as \"1500000.50\", or an integer")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        Ok(Amount(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Amount, E> {
        Ok(Amount(value.to_string()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Amount, E> {
        Ok(Amount(value.to_string()))
    }

    /// Only whole floats pass, as in JSON Schema's `integer`; `0.1` has no exact minor units.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Amount, E> {
        if value.trunc() == value && value.abs() <= MONEY_MAJOR_MAX as f64 {
            Ok(Amount((value as i64).to_string()))
        } else {
            Err(E::invalid_value(de::Unexpected::Float(value), &self))
        }
    }
}

fn minor_units(amount: &str, currency: CurrencyCode) -> Result<i64, MoneyError> {
    let refused = || MoneyError::NotDecimal(amount.to_owned());
    let (sign, unsigned) = amount.strip_prefix('-').map_or((1, amount), |rest| (-1, rest));
    let (major, decimals) = unsigned.split_once('.').map_or((unsigned, None), |(major, rest)| (major, Some(rest)));
    let digits = |text: &str, max: u32| {
        (1..=max as usize).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(major, MONEY_DIGITS_MAX) || decimals.is_some_and(|decimals| !digits(decimals, 4)) {
        return Err(refused());
    }
    let exponent = currency.exponent();
    let decimals = decimals.unwrap_or_default();
    // Trailing zeros say nothing: `1500.500` is money where `1500.5` is.
    if decimals.trim_end_matches('0').len() > exponent as usize {
        return Err(MoneyError::TooPrecise { amount: amount.to_owned(), currency, exponent });
    }
    let padded = format!("{major}{decimals:0<width$}", width = exponent as usize);
    let minor: i64 =
        padded.get(..major.len() + exponent as usize).and_then(|text| text.parse().ok()).ok_or_else(refused)?;
    Ok(sign * minor)
}

fn major_units(minor: i64, exponent: u32) -> String {
    let scale = 10_u64.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let magnitude = minor.unsigned_abs();
    if exponent == 0 {
        return format!("{sign}{magnitude}");
    }
    format!("{sign}{}.{:0width$}", magnitude / scale, magnitude % scale, width = exponent as usize)
}
