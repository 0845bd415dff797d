//! Bounded numbers. Each type carries its range and unit into the schema.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::limits;

/// A number outside the range of its type.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("`{value}` is outside {min} to {max}")]
pub struct OutOfRange {
    /// The refused value.
    pub value: f64,
    /// Smallest value allowed.
    pub min: f64,
    /// Largest value allowed.
    pub max: f64,
}

macro_rules! integer {
    ($(#[$doc:meta])* $name:ident, $min:expr, $max:expr, $unit:literal, $expecting:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(u64);

        impl $name {
            /// The integer, or an error where it is outside the range of the type.
            pub fn new(value: u64) -> Result<Self, OutOfRange> {
                if ($min..=$max).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { value: value as f64, min: $min as f64, max: $max as f64 })
                }
            }

            /// The plain integer.
            pub fn get(self) -> u64 {
                self.0
            }

            /// The integer as a float; exact, because of the bound.
            pub fn as_f64(self) -> f64 {
                self.0 as f64
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_u64<E: de::Error>(self, value: u64) -> Result<$name, E> {
                        $name::new(value).map_err(E::custom)
                    }
                    fn visit_i64<E: de::Error>(self, value: i64) -> Result<$name, E> {
                        u64::try_from(value)
                            .map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
                            .and_then(|value| self.visit_u64(value))
                    }
                    /// JSON Schema counts `1.0` as an integer, and some exporters write it.
                    fn visit_f64<E: de::Error>(self, value: f64) -> Result<$name, E> {
                        if ($min as f64..=$max as f64).contains(&value) && value.trunc() == value {
                            Ok($name(value as u64))
                        } else {
                            Err(E::invalid_value(de::Unexpected::Float(value), &self))
                        }
                    }
                }
                deserializer.deserialize_u64(Visitor)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "integer", "minimum": $min, "maximum": $max, "x-unit": $unit })
            }
        }
    };
}

integer!(
    /// A whole number of things, 0 to 2^53 - 1. A measured zero is 0; unknown is absent.
    #[derive(Default)]
    Count, 0, limits::COUNT_MAX, "count", "a whole number of 0 or more"
);
integer!(
    /// An age in years, 0 to 120.
    #[derive(Default)]
    Age, 0, limits::AGE_YEARS_MAX, "years", "an age in years, 0 to 120"
);
integer!(
    /// How many posts of one kind are ordered of a creator or sold together, 1 to 1,000.
    PostCount, 1, limits::POSTS_ORDERED_MAX, "count", "a whole number of posts from 1 to 1,000"
);

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident, $min:expr, $max:expr, $unit:literal, $expecting:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
        pub struct $name(f64);

        impl $name {
            /// The value, or an error where it is outside the range of the type.
            pub fn new(value: f64) -> Result<Self, OutOfRange> {
                if ($min..=$max).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { value, min: $min, max: $max })
                }
            }

            /// The plain float.
            pub fn get(self) -> f64 {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_u64<E: de::Error>(self, value: u64) -> Result<$name, E> {
                        self.visit_f64(value as f64)
                    }
                    fn visit_i64<E: de::Error>(self, value: i64) -> Result<$name, E> {
                        self.visit_f64(value as f64)
                    }
                    fn visit_f64<E: de::Error>(self, value: f64) -> Result<$name, E> {
                        $name::new(value).map_err(E::custom)
                    }
                }
                deserializer.deserialize_f64(Visitor)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "number", "minimum": $min, "maximum": $max, "x-unit": $unit })
            }
        }
    };
}

bounded!(
    /// A share or rate as a fraction, 0 to 1: `0.05` is five percent.
    #[derive(Default)]
    Fraction, 0.0, 1.0, "fraction", "a fraction from 0 to 1, never a percentage"
);
bounded!(
    /// A relative change as a fraction, -1 (all lost) to 10 (eleven-fold): `0.25` is a rise of 25 %.
    #[derive(Default)]
    Change, -1.0, 10.0, "change", "a relative change from -1 to 10, never a percentage"
);
bounded!(
    /// Any finite number that JSON readers keep apart, -1e15 to 1e15.
    #[derive(Default)]
    Number, -1e15, 1e15, "number", "a number from -1e15 to 1e15"
);
bounded!(
    /// A quantity that cannot be negative, 0 to 1e15; its unit is in its field's name.
    #[derive(Default)]
    Positive, 0.0, 1e15, "number", "a number from 0 to 1e15"
);
bounded!(
    /// A rate of exchange: units of one currency for one of another, 1e-9 to 1e9. A rate of 0 is none.
    ExchangeRate, limits::EXCHANGE_RATE_MIN, limits::EXCHANGE_RATE_MAX, "number", "a rate from 1e-9 to 1e9"
);
