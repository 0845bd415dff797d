//! A roster: the creators that are compared.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::Creator;
use crate::limits::CREATORS_MAX;
use crate::{Document, List, Violations};

/// The creators that are compared: an array of creators, or an object whose `creators` is that array.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Roster {
    /// The creators, in any order.
    pub creators: Vec<Creator>,
}

type Creators = List<Creator, CREATORS_MAX, 1>;

impl<'de> Deserialize<'de> for Roster {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let creators = deserializer.deserialize_any(RosterVisitor)?;
        Ok(Self { creators: creators.into_vec() })
    }
}

struct RosterVisitor;

impl<'de> de::Visitor<'de> for RosterVisitor {
    type Value = Creators;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of creators, or an object with `creators`")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Creators, A::Error> {
        Creators::deserialize(de::value::SeqAccessDeserializer::new(seq))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Creators, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Object {
            creators: Creators,
        }
        Object::deserialize(de::value::MapAccessDeserializer::new(map)).map(|object| object.creators)
    }
}

impl JsonSchema for Roster {
    fn schema_name() -> Cow<'static, str> {
        "Roster".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut creators = generator.subschema_for::<Creators>();
        creators.insert("description".to_owned(), "The creators, in any order.".into());
        json_schema!({
            "description": "The creators that are compared: an array of creators, or an object whose `creators` is that array.",
            "x-form": "a list of creators, or an object with `creators`",
            "anyOf": [
                creators,
                {
                    "type": "object",
                    "properties": { "creators": creators },
                    "required": ["creators"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl Document for Roster {
    const NAME: &'static str = "roster";
    const BARE: Option<&'static str> = Some("creators");

    fn check(&self, found: &mut Violations) {
        check_all(&self.creators, found);
    }
}

/// Rules within and between creators; what is wrong is pointed at below `/creators`.
pub fn check_all(creators: &[Creator], found: &mut Violations) {
    super::check::roster(creators, found);
}
