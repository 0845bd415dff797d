//! A metric: how often were promo codes used? Beside it, `code_uses.rhai` in the tests says the same.

use std::collections::BTreeMap;

use saring_plugin::prelude::*;

/// What a pack may set: nothing.
#[derive(Debug, Deserialize)]
pub struct Params {}

/// The metric, with whose each code is.
pub struct CodeUses {
    owners: BTreeMap<String, String>,
}

/// What is read of a campaign.
#[derive(Debug, Deserialize)]
struct Campaign {
    #[serde(default)]
    links: Vec<Link>,
}

/// What is read of its tracking links.
#[derive(Debug, Deserialize)]
struct Link {
    creator: Option<String>,
    code: Option<String>,
}

/// What is read of an event.
#[derive(Debug, Deserialize)]
struct Used {
    creator: Option<String>,
    what: What,
}

#[derive(Debug, Deserialize)]
struct What {
    code_use: CodeUse,
}

#[derive(Debug, Deserialize)]
struct CodeUse {
    code: Option<String>,
    n: Option<f64>,
}

impl Metric for CodeUses {
    type Params = Params;

    fn about() -> About {
        About::new("code-uses", "Code uses")
            .field("campaign.links")
            .reason("code-uses.unrecorded", [("en", "No use of a code is recorded.")])
    }

    fn new(_: Params, setup: &Setup<'_>) -> Result<Self, String> {
        let campaign: Campaign = setup.campaign_as()?.ok_or("there is no campaign")?;
        let owner = |link: Link| Some((link.code?.to_lowercase(), link.creator?));
        Ok(Self { owners: campaign.links.into_iter().filter_map(owner).collect() })
    }

    fn measure(&self, scope: &Part<'_>) -> MetricAnswer {
        let used: Vec<Used> = match scope.running().events().list("code_use", Window::EVER) {
            Ok(used) => used,
            Err(error) => panic!("{error}"),
        };
        let asked = scope.creator_id();
        // What was used with a code of somebody else came from elsewhere.
        let own = |used: &&Used| match (self.owner(used), asked.as_deref()) {
            (owner, Some(asked)) => owner == Some(asked),
            (owner, None) => owner.is_some() || used.what.code_use.code.is_none(),
        };
        let uses: f64 = used.iter().filter(own).map(|used| used.what.code_use.n.unwrap_or(1.0)).sum();
        let uses = Quantity::new((!used.is_empty()).then_some(uses), Unit::Count, []);
        metric().figure("code-uses", uses).better(Better::Higher).because("code-uses.unrecorded")
    }
}

impl CodeUses {
    fn owner<'u>(&'u self, used: &'u Used) -> Option<&'u str> {
        let of_code = || self.owners.get(&used.what.code_use.code.as_ref()?.to_lowercase());
        of_code().or(used.creator.as_ref()).map(String::as_str)
    }
}

saring_plugin::export_metric!(CodeUses);

#[cfg(test)]
mod tests {
    use saring_plugin::testing::{Aim, Run};
    use serde_json::{Value, json};

    use super::*;

    fn used(id: &str, of: Value) -> Value {
        json!({ "id": id, "at": "2026-02-28T10:00:00Z", "what": { "code_use": of } })
    }

    #[test]
    fn uses_are_counted_by_whose_code_it_was() {
        let run = Run::of(json!({ "links": [{ "creator": "sari", "code": "SARI10" }] }))
            .event(used("1", json!({ "code": "sari10", "n": 3 })))
            .event(used("2", json!({})))
            .event(used("3", json!({ "code": "OTHER" })));
        let creator = |id: &str| Aim { creator: Some(id.to_owned()), ..Aim::default() };
        assert_eq!(run.measure::<CodeUses>(Aim::default()).figure("code-uses"), Some(4.0));
        assert_eq!(run.measure::<CodeUses>(creator("sari")).figure("code-uses"), Some(3.0));
        assert_eq!(run.measure::<CodeUses>(creator("rani")).figure("code-uses"), Some(0.0));
        let none = Run::of(json!({})).measure::<CodeUses>(Aim::default());
        assert_eq!((none.figure("code-uses"), none.because("code-uses")), (None, Some("code-uses.unrecorded")));
    }
}
