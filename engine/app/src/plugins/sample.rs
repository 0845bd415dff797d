//! What a plugin is measured on where nothing is named: the creators and the campaign of the demo.

use std::sync::Arc;

use saring_model::decode::decode;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, List, Timestamp};
use serde_json::{Value, json};

use crate::demo;
use crate::inquiry::Known;

/// Creators of the demo.
const CREATORS: usize = 256;
/// What they are made from.
const SEED: u64 = 7;
/// The moment of the demo.
const AS_OF: &str = "2026-03-01T23:59:59Z";
/// The last day of its running campaign but one, when most has happened.
const RUNNING_AS_OF: &str = "2026-05-28T12:00:00Z";
/// Creators who are booked.
const BOOKED: usize = 12;

/// The demo; of the campaign as it ran with what happened, as far as it is asked about.
pub(super) fn sample(is_running: bool) -> Option<Known> {
    let as_of = Timestamp::parse(AS_OF).ok()?;
    let creators = demo::roster(SEED, CREATORS, as_of);
    let campaign = demo::campaign().ok()?;
    if !is_running {
        let (campaign, creators) = (Some(Arc::new(campaign)), creators.into_iter().map(Arc::new).collect());
        return Some(Known { campaign, plan: None, timeline: None, creators, chosen: None, as_of });
    }
    let plan = plan(&campaign, &creators)?;
    let campaign = demo::running::campaign(&campaign, &plan)?;
    let events = demo::running::timeline(SEED, &campaign, &plan, &creators);
    let team = demo::running::team(SEED, &plan, &creators);
    Some(Known {
        timeline: Some(Arc::new(Timeline { events: List::new(events).ok()? })),
        campaign: Some(Arc::new(campaign)),
        plan: Some(Arc::new(plan)),
        creators: team.into_iter().map(Arc::new).collect(),
        chosen: None,
        as_of: Timestamp::parse(RUNNING_AS_OF).ok()?,
    })
}

/// The first creators, booked for a post each without any search for the best.
fn plan(campaign: &Campaign, creators: &[Creator]) -> Option<Plan> {
    let money = |amount: u64| json!({ "amount": amount.to_string(), "currency": "IDR" });
    let bookings: Vec<Value> = creators
        .iter()
        .filter_map(|creator| Some((creator, creator.accounts.first()?)))
        .take(BOOKED)
        .map(|(creator, account)| {
            let deliverable = json!({ "platform": account.platform, "format": "video" });
            json!({ "creator": creator.id, "fee": money(5_000_000), "deliverables": [deliverable] })
        })
        .collect();
    let line = |id: &str, amount: u64| json!({ "id": id, "amount": money(amount) });
    let lines = [line("creator-fees", 60_000_000), line("amplification", 20_000_000), line("contingency", 7_000_000)];
    let plan = json!({ "campaign": campaign.id, "lines": lines, "bookings": bookings });
    decode(plan.to_string().as_bytes()).ok()
}
