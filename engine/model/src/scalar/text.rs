//! Bounded texts and identifiers.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::limits;

/// A text that does not fit its type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Too short or too long, in Unicode scalar values.
    #[error("a text of {chars} characters, where {min} to {max} are allowed")]
    Length {
        /// Characters found.
        chars: usize,
        /// Fewest allowed.
        min: usize,
        /// Most allowed.
        max: usize,
    },
    /// A control character, which no identifier may hold.
    #[error("a control character in an identifier")]
    Control,
    /// Not lower-case words joined by hyphens.
    #[error("`{0}` is not lower-case words joined by hyphens")]
    NotKebab(String),
}

/// A text of `MIN` to `MAX` Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text<const MIN: usize, const MAX: usize>(String);

/// A name or a label.
pub type Name = Text<1, { limits::NAME_CHARS_MAX }>;
/// Prose: a caption, a story, a comment.
pub type Prose = Text<0, { limits::PROSE_CHARS_MAX }>;

impl<const MIN: usize, const MAX: usize> Text<MIN, MAX> {
    /// The text, or an error where its length does not fit.
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        // Most texts are shorter in bytes than the bound in characters, and need no count.
        if text.len() >= MIN.saturating_mul(4) && text.len() <= MAX {
            return Ok(Self(text));
        }
        let chars = text.chars().count();
        if (MIN..=MAX).contains(&chars) { Ok(Self(text)) } else { Err(TextError::Length { chars, min: MIN, max: MAX }) }
    }
}

/// An identifier: 1 to 200 characters, none of them a control character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The identifier, or an error where it is empty, too long or holds a control character.
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let Text(text) = Text::<1, { limits::ID_CHARS_MAX }>::new(text)?;
        if text.bytes().any(|byte| byte < 0x20 || byte == 0x7f) { Err(TextError::Control) } else { Ok(Self(text)) }
    }
}

/// A name in a pack (goal, tier, line, rule): lower-case words joined by hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Kebab(String);

impl Kebab {
    /// The name, or an error where it is not lower-case words joined by hyphens.
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let fits = text.len() <= 64 && text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        if fits && text.split('-').all(word) { Ok(Self(text)) } else { Err(TextError::NotKebab(text)) }
    }
}

macro_rules! text_traits {
    ([$($generics:tt)*] $name:ty, $schema_name:literal, $schema:expr) => {
        impl<$($generics)*> $name {
            /// The plain text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<$($generics)*> Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<$($generics)*> fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de, $($generics)*> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(String::deserialize(deserializer)?).map_err(de::Error::custom)
            }
        }

        impl<$($generics)*> JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $schema_name.into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

text_traits!([const MIN: usize, const MAX: usize] Text<MIN, MAX>, "Text",
    json_schema!({ "type": "string", "minLength": MIN, "maxLength": MAX }));
text_traits!([] Id, "Id", json_schema!({
    "type": "string", "minLength": 1, "maxLength": limits::ID_CHARS_MAX, "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
    "x-form": "an identifier without control characters"
}));
text_traits!([] Kebab, "Kebab", json_schema!({
    "type": "string", "maxLength": 64, "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    "x-form": "lower-case words joined by hyphens"
}));

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Kebab {
    fn borrow(&self) -> &str {
        &self.0
    }
}
