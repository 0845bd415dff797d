//! Params: values as rules read them, and the schema that they make.

use serde_json::json;

use super::{PARAMS, alone, edited, small, with_file};

#[test]
fn values_have_the_declared_type_whatever_way_they_are_written() {
    let declared = format!(
        "{PARAMS}\n[ramp]\ntype = \"list\"\ndefault = [1, \"b\", true]\ndoc = \"d\"\nsource = \"s\"\n\
         [strict]\ntype = \"boolean\"\ndefault = false\ndoc = \"d\"\nsource = \"s\"\n"
    );
    let files = with_file(small(), "rules/growth.params.toml", &declared);
    let files = edited(files, "pack.toml", "window_days = 60", "window_days = 0x3c, share_max = 1");
    let params = alone(&files).unwrap().layers[0].checks[0].source.params.clone();
    assert_eq!(
        serde_json::to_value(&params).unwrap(),
        json!({
            "window_days": 60, "share_max": 1.0, "preset": "guide", "ramp": [1, "b", true], "strict": false
        })
    );
    assert!(params["share_max"].is_f64() && params["window_days"].is_i64());
}

#[test]
fn declarations_become_a_json_schema() {
    let pack = alone(&small()).unwrap();
    let schema = saring_pack::params_schema(&pack.layers[0].checks[0].declarations);
    assert_eq!(schema["additionalProperties"], false);
    assert_eq!(
        schema["properties"]["window_days"],
        json!({
            "type": "integer", "description": "how far back to look", "default": 30, "x-source": "Proposal",
            "x-unit": "days", "minimum": 7.0, "maximum": 365.0
        })
    );
    assert_eq!(schema["properties"]["preset"]["enum"], json!(["population", "guide"]));
    assert_eq!(schema["properties"]["share_max"]["maximum"], 1.0);
}
