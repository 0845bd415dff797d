//! Codes that others define: countries, languages, currencies.

use std::borrow::Cow;
use std::fmt;

use iso_currency::{Currency, IntoEnumIterator};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A country, ISO 3166-1 alpha-2: `ID`. Kosovo's user-assigned `XK` counts, because providers send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

const KOSOVO: &str = "XK";

impl Country {
    /// The country of a code, if it is assigned.
    pub fn new(code: &str) -> Option<Self> {
        let known = code == KOSOVO || (code.len() == 2 && rust_iso3166::from_alpha2(code).is_some());
        let bytes = code.as_bytes().try_into().ok()?;
        known.then_some(Self(bytes))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A language, BCP 47 with language, script and region subtags: `id`, `zh-Hant`, `en-GB`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

impl Language {
    /// The language of a tag, if the tag is of that form.
    pub fn new(tag: &str) -> Option<Self> {
        let mut subtags = tag.split('-');
        let language = subtags.next()?;
        let lower = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase());
        if !(2..=3).contains(&language.len()) || !lower(language) {
            return None;
        }
        let mut rest = subtags.next();
        if rest.is_some_and(is_script) {
            rest = subtags.next();
        }
        if rest.is_some_and(is_region) {
            rest = subtags.next();
        }
        rest.is_none().then(|| Self(tag.to_owned()))
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region: `en` for `en-GB`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

fn is_script(subtag: &str) -> bool {
    let mut bytes = subtag.bytes();
    subtag.len() == 4 && bytes.next().is_some_and(|b| b.is_ascii_uppercase()) && bytes.all(|b| b.is_ascii_lowercase())
}

fn is_region(subtag: &str) -> bool {
    (subtag.len() == 2 && subtag.bytes().all(|b| b.is_ascii_uppercase()))
        || (subtag.len() == 3 && subtag.bytes().all(|b| b.is_ascii_digit()))
}

/// A currency, ISO 4217: `IDR`. Only currencies with a minor unit count (no gold, no test codes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CurrencyCode(Currency);

impl PartialOrd for CurrencyCode {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for CurrencyCode {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl CurrencyCode {
    /// The currency of a code, if it is in use and has a minor unit.
    pub fn new(code: &str) -> Option<Self> {
        Currency::from_code(code).filter(|currency| currency.exponent().is_some()).map(Self)
    }

    /// The three letters.
    pub fn as_str(&self) -> &'static str {
        self.0.code()
    }

    /// Digits after the point: 2 for IDR and USD, 0 for JPY.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }
}

macro_rules! code_traits {
    ($name:ident, $expecting:literal, $schema:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
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
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

code_traits!(Country, "an ISO 3166-1 country such as `ID`", {
    let mut codes: Vec<&str> = rust_iso3166::ALL.iter().map(|country| country.alpha2).chain([KOSOVO]).collect();
    codes.sort_unstable();
    json_schema!({ "description": "A country by its ISO 3166-1 alpha-2 code, such as `ID`.", "type": "string", "enum": codes, "x-unit": "country" })
});
code_traits!(CurrencyCode, "an ISO 4217 currency such as `IDR`", {
    let mut codes: Vec<&str> =
        Currency::iter().filter(|currency| currency.exponent().is_some()).map(|currency| currency.code()).collect();
    codes.sort_unstable();
    json_schema!({ "description": "A currency by its ISO 4217 code, such as `IDR`.", "type": "string", "enum": codes, "x-unit": "currency" })
});
code_traits!(
    Language,
    "a BCP 47 language such as `id`",
    json_schema!({
        "description": "BCP 47, with language, script and region subtags.",
        "type": "string", "pattern": "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", "x-unit": "language",
        "x-form": "a BCP 47 language such as `id` or `en-GB`"
    })
);
