//! The second half of `saring demo`: the campaign as it ran, what the triggers would have proposed, and what it was worth.

use std::path::Path;
use std::sync::Arc;

use saring_app::demo::running;
use saring_app::running::RunningRequest;
use saring_app::{App, DEFAULT_PACK};
use saring_model::plan::Plan;
use saring_model::timeline::Event;
use saring_model::{Campaign, Creator, Timestamp};
use serde_json::json;

use super::demo::rule;
use crate::failure::Failure;
use crate::output;
use crate::present::{self, Voice};
use crate::request::as_of;

/// The moment of the demo's measurement: two weeks after the campaign's end.
pub const MEASURED_AT: &str = "2026-06-14";

/// The demo's campaign as it ran.
pub struct Ran {
    campaign: Arc<Campaign>,
    plan: Arc<Plan>,
    team: Vec<Arc<Creator>>,
    events: Vec<Event>,
}

impl Ran {
    /// Makes what happened to those whom a plan books.
    pub fn of(seed: u64, campaign: &Campaign, plan: &Plan, creators: &[Creator]) -> Result<Self, Failure> {
        let campaign = running::campaign(campaign, plan)
            .ok_or_else(|| Failure::new("demo-invalid", "the campaign of the demo cannot run with this plan"))?;
        Ok(Self {
            events: running::timeline(seed, &campaign, plan, creators),
            team: running::team(seed, plan, creators).into_iter().map(Arc::new).collect(),
            campaign: Arc::new(campaign),
            plan: Arc::new(plan.clone()),
        })
    }

    /// Writes the files of the running campaign.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let json = |name: &str, value: &serde_json::Value| {
            output::data(Some(&folder.join(name)), |out| {
                serde_json::to_writer_pretty(&mut *out, value)?;
                out.write_all(b"\n")
            })
        };
        json("campaign-running.json", &json!(self.campaign))?;
        json("plan.json", &json!(self.plan))?;
        output::data(Some(&folder.join("team.ndjson")), |out| {
            self.team.iter().try_for_each(|creator| {
                serde_json::to_writer(&mut *out, creator)?;
                out.write_all(b"\n")
            })
        })?;
        output::data(Some(&folder.join("timeline.json")), |out| {
            out.write_all(b"{\"events\":[\n")?;
            for (place, event) in self.events.iter().enumerate() {
                if place > 0 {
                    out.write_all(b",\n")?;
                }
                serde_json::to_writer(&mut *out, event)?;
            }
            out.write_all(b"\n]}\n")
        })
    }

    /// When each trigger would have proposed what, and the scorecard of the campaign as a whole.
    pub fn shown(&self, app: &App, voice: &Voice<'_>, lang: &str) -> Result<String, Failure> {
        let request = RunningRequest {
            pack: Some(DEFAULT_PACK.to_owned()),
            plan: Some(Arc::clone(&self.plan)),
            creators: self.team.clone(),
            events: self.events.clone(),
            lang: Some(lang.to_owned()),
            ..RunningRequest::new(Arc::clone(&self.campaign))
        };
        let watched = app.triggers(&request)?;
        let mut text = format!("{}{}", rule(voice), present::replay(voice, &watched));
        let at: Timestamp = as_of(MEASURED_AT).map_err(|why| Failure::new("demo-invalid", why))?;
        let mut measured = app.measure(&RunningRequest { as_of: Some(at), ..request }, at)?;
        for metric in measured.dimensions.iter_mut().flat_map(|dimension| &mut dimension.metrics) {
            metric.results.retain(|part| part.creator.is_none() && part.tier.is_none() && part.platform.is_none());
        }
        text.push_str(&rule(voice));
        text.push_str(&present::scorecard(voice, &measured));
        Ok(text)
    }
}
