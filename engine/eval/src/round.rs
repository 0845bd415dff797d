//! Rounding at the edge of a report, and nowhere else.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// Points of a score, written with at most 4 decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Points(pub f64);

/// Any other number, written with 6 decimals, and where it is small with as many as show 4 digits of it: a fraction keeps 4
/// decimals as a percentage, and 1 of 16,000 is 0.0000625.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Value(pub f64);

/// From here on 6 decimals show at least 4 digits.
const SMALL: f64 = 1e-3;
/// Below this a number is what rounding left of 0.
const NOTHING: f64 = 1e-12;

fn rounded(value: f64, scale: f64) -> f64 {
    let scaled = value * scale;
    // A number too large to have such decimals is its own rounding. Adding zero turns -0 into 0.
    if scaled.abs() < 9e15 { scaled.round() / scale + 0.0 } else { value }
}

impl Points {
    /// The number as it is written.
    pub fn rounded(self) -> f64 {
        rounded(self.0, 1e4)
    }
}

impl Value {
    /// The number as it is written.
    pub fn rounded(self) -> f64 {
        let size = self.0.abs();
        if (NOTHING..SMALL).contains(&size) {
            // The first digit's place, -4 for 0.0005.
            let place = libm::floor(libm::log10(size));
            return rounded(self.0, libm::pow(10.0, 3.0 - place));
        }
        rounded(self.0, 1e6)
    }
}

/// Whole numbers are written without a point, as people and integer types write them.
fn serialize<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.trunc() == value && value.abs() < 9e15 {
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.rounded(), serializer)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.rounded(), serializer)
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "x-unit": "points" })
    }
}

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}
