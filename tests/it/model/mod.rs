//! The model: decoding, schemas, the field catalogue.

mod catalogue;
mod differential;
mod hostile;
mod schema;
mod told;

use saring_model::action::Action;
use saring_model::plan::Plan;
use saring_model::results::Results;
use saring_model::timeline::Timeline;
use saring_model::trigger_state::TriggerState;
use saring_model::{Campaign, Creator, Document, Roster, Violations, decode};
use saring_tests::golden;
use serde_json::Value;

/// Every kind of document, by name.
const KINDS: &[&str] = &["creator", "roster", "campaign", "plan", "timeline", "action", "results", "trigger-state"];

/// Decodes a document of a kind, and gives it back as it would be written.
fn decoded(kind: &str, bytes: &[u8]) -> Result<Value, Violations> {
    fn of<T: Document + serde::Serialize>(bytes: &[u8]) -> Result<Value, Violations> {
        decode::<T>(bytes).map(|document| serde_json::to_value(document).unwrap())
    }
    match kind {
        "creator" => of::<Creator>(bytes),
        "roster" => of::<Roster>(bytes),
        "campaign" => of::<Campaign>(bytes),
        "plan" => of::<Plan>(bytes),
        "timeline" => of::<Timeline>(bytes),
        "action" => of::<Action>(bytes),
        "results" => of::<Results>(bytes),
        "trigger-state" => of::<TriggerState>(bytes),
        other => panic!("no documents of kind {other}"),
    }
}

/// The committed schema of a kind.
fn committed_schema(kind: &str) -> Value {
    let path = golden::repo().join(format!("schemas/{kind}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The committed example of a kind; a roster is the one creator.
fn example(kind: &str) -> Value {
    if kind == "roster" {
        return Value::Array(vec![example("creator")]);
    }
    let path = golden::repo().join(format!("schemas/examples/{kind}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn validator(kind: &str) -> jsonschema::Validator {
    let patterns = jsonschema::PatternOptions::regex();
    jsonschema::options().with_pattern_options(patterns).build(&committed_schema(kind)).unwrap()
}
