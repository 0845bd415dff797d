//! Points for followers, from none at 0 to all at the param `followers_enough`.

wit_bindgen::generate!({ path: "../../../plugins/wit", world: "check", generate_all });

use exports::saring::plugin::{creator_check, plugin};
use saring::plugin::answering::{Actor, Answers, Arg, Curve, Quantity, Unit};
use saring::plugin::facts::Batch;
use saring::plugin::log::{Level, log};

const DESCRIPTION: &str = r#"{
    "id": "followers", "version": "0.1.0", "kind": "check", "title": "Followers are enough",
    "fields": ["creator.accounts[].followers"],
    "reasons": {
        "followers.counted": { "en": "{followers} followers", "id": "{followers} pengikut" },
        "followers.unknown": { "en": "nobody has counted the followers", "id": "belum ada yang menghitung pengikut" }
    },
    "params": {
        "followers_enough": { "type": "integer", "min": 1, "default": 1000, "doc": "Followers with all points.", "source": "a test" }
    }
}"#;
const FIELD: &str = "creator.accounts[].followers";

struct Followers;

impl plugin::Guest for Followers {
    fn describe() -> String {
        DESCRIPTION.to_owned()
    }

    fn validate_settings(params: String) -> Result<(), String> {
        if enough(&params) == 13.0 { Err("13 is no number of followers".to_owned()) } else { Ok(()) }
    }
}

impl creator_check::Guest for Followers {
    fn evaluate(params: String, batch: &Batch, answers: &Answers) -> Result<(), String> {
        let enough = enough(&params);
        // Kept from one creator to the next: what no plugin may do. Only huge accounts make it show.
        let mut huge = 0.0;
        while let Some(creator) = batch.next() {
            let Some(followers) = batch.profile(creator).account.followers else {
                answers.unknown(creator);
                answers.missing(creator, FIELD);
                answers.reason(creator, "followers.unknown");
                continue;
            };
            let followers = followers as f64;
            if followers >= 1e12 {
                huge += 1.0;
            }
            log(Level::Info, "counted");
            let quantity = Quantity {
                name: "followers".to_owned(),
                value: Some(followers + huge),
                unit: Unit::Count,
                fields: vec![FIELD.to_owned()],
                sample: None,
                actor: Actor::Creator,
            };
            answers.confidence(creator, 0.9);
            answers.part(creator, "followers", &quantity, &Curve::Ramp((0.0, enough)), 1.0);
            answers.reason(creator, "followers.counted");
            answers.given(creator, "followers", &Arg::Number((followers, Unit::Count)));
        }
        Ok(())
    }
}

fn enough(params: &str) -> f64 {
    let params: serde_json::Value = serde_json::from_str(params).unwrap();
    params["followers_enough"].as_f64().unwrap()
}

export!(Followers);
