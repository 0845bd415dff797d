//! What campaigns were worth: the metrics of the standard pack, by the cases beside it and by scorecards that were worked
//! out by hand.

mod cases;
mod scorecards;
mod told;

use std::sync::Arc;

use saring_app::cases::Case;
use saring_eval::measure::Measuring;
use saring_model::decode::decode;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Document};
use saring_pack::rule::Subject;
use saring_pack::{CompiledPack, Scope};
use saring_vocabulary::chronicle::Chronicle;
use serde_json::{Value, json};

use crate::rhai::creator;

/// A campaign of a case, as it is measured.
pub(crate) struct Measured {
    campaign: Arc<Campaign>,
    plan: Option<Arc<saring_model::plan::Plan>>,
    roster: Arc<[Subject]>,
    chronicle: Arc<Chronicle>,
    scope: Scope,
}

impl Measured {
    fn of(case: &Case, pack: &CompiledPack) -> Self {
        let timeline: Arc<Timeline> = decoded(case.timeline.as_ref().unwrap_or(&json!({ "events": [] })), case);
        let own = case.creator["accounts"][0].get("platform").is_some().then_some(&case.creator);
        let of_size = |document: &Value| {
            let followers = document["accounts"][0]["followers"].as_u64();
            let fits = |tier: &&saring_pack::Tier| {
                let within = |n: u64| n >= tier.followers_min && tier.followers_max.is_none_or(|max| n < max);
                followers.is_some_and(within)
            };
            Subject::new(creator(document), 0, pack.pack.tiers.iter().find(fits).map(|tier| tier.id.clone()))
        };
        let text = |key: &str| case.scope.get(key).and_then(Value::as_str);
        let scope = Scope {
            creator: text("creator").map(|id| saring_model::Id::new(id).unwrap()),
            tier: text("tier").map(Into::into),
            platform: text("platform").map(|name| serde_json::from_value(json!(name)).unwrap()),
        };
        Self {
            campaign: decoded(&case.campaign, case),
            plan: case.plan.as_ref().map(|plan| decoded(plan, case)),
            roster: own.into_iter().chain(&case.roster).map(of_size).collect(),
            chronicle: Arc::new(Chronicle::new(timeline.events.iter().cloned())),
            scope,
        }
    }

    fn measuring<'a>(&'a self, pack: &'a CompiledPack, case: &Case) -> Measuring<'a> {
        Measuring {
            pack,
            campaign: &self.campaign,
            plan: self.plan.as_ref(),
            roster: &self.roster,
            chronicle: &self.chronicle,
            as_of: case.as_of,
        }
    }
}

fn decoded<T: Document>(document: &Value, case: &Case) -> Arc<T> {
    let bytes = serde_json::to_vec(document).unwrap();
    Arc::new(decode(&bytes).unwrap_or_else(|found| panic!("{}: {found}", case.name)))
}
