//! The published JSON Schemas (2020-12), generated from the types.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::action::Action;
use crate::creator::Roster;
use crate::plan::Plan;
use crate::results::Results;
use crate::timeline::Timeline;
use crate::trigger_state::TriggerState;
use crate::{Campaign, Creator, Document};

/// Where the schemas are published; `$id` of a schema is this with its file name.
pub const BASE: &str = "https://saring.dev/schemas/v1/";

/// The published schema of a kind of document, with title, `$id` and an example.
pub fn schema<T: Document>() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("{BASE}{}.schema.json", T::NAME).into());
    if let Some(example) = example(T::NAME) {
        schema.insert("examples".to_owned(), Value::Array(vec![example]));
    }
    schema.to_value()
}

/// Name and schema of every kind of document in the model.
pub fn all() -> Vec<(&'static str, Value)> {
    fn entry<T: Document>() -> (&'static str, Value) {
        (T::NAME, schema::<T>())
    }
    vec![
        entry::<Creator>(),
        entry::<Roster>(),
        entry::<Campaign>(),
        entry::<Plan>(),
        entry::<Timeline>(),
        entry::<Action>(),
        entry::<Results>(),
        entry::<TriggerState>(),
    ]
}

/// A whole, realistic document of a kind.
fn example(name: &str) -> Option<Value> {
    let text = match name {
        "creator" => include_str!("../../../schemas/examples/creator.json"),
        "campaign" => include_str!("../../../schemas/examples/campaign.json"),
        "plan" => include_str!("../../../schemas/examples/plan.json"),
        "timeline" => include_str!("../../../schemas/examples/timeline.json"),
        "action" => include_str!("../../../schemas/examples/action.json"),
        "results" => include_str!("../../../schemas/examples/results.json"),
        "trigger-state" => include_str!("../../../schemas/examples/trigger-state.json"),
        _ => return None,
    };
    serde_json::from_str(text).ok()
}
