//! A check of the campaign itself for Saring: is there time enough to produce before it begins?

use saring_plugin::dates::{days_between, parse_instant};
use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    days_none: f64,
    days_full: f64,
}

/// The check, with the campaign.
pub struct {{type}} {
    params: Params,
    campaign: Campaign,
}

/// What is read of a campaign.
#[derive(Debug, Deserialize)]
struct Campaign {
    flight: Option<Flight>,
}

/// What is read of its flight.
#[derive(Debug, Deserialize)]
struct Flight {
    start: String,
}

impl Preflight for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "Time to produce")
            .field("campaign.flight.start")
            .reason("{{name}}.days", [("en", "{days} days until the campaign begins"), ("id", "{days} hari sampai kampanye mulai")])
            // What is to be asked has a code that ends in `ask`.
            .reason("{{name}}.ask", [("en", "When does the campaign begin?"), ("id", "Kapan kampanye mulai?")])
            .param(Param::number("days_none", 5.0).unit("days").doc("Days that are too few for anything.").source("Proposal"))
            .param(Param::number("days_full", 21.0).unit("days").doc("Days that are enough.").source("Proposal"))
    }

    fn validate(params: &Params) -> Result<(), String> {
        if params.days_none < params.days_full { Ok(()) } else { Err("`days_full` must be more than `days_none`".to_owned()) }
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let campaign = setup.campaign_as()?.ok_or("there is no campaign")?;
        Ok(Self { params, campaign })
    }

    fn inspect(&self, campaign: &Part<'_>) -> Answer {
        let start = self.campaign.flight.as_ref().and_then(|flight| parse_instant(&format!("{}T00:00:00Z", flight.start)));
        let days = start.map(|start| days_between(campaign.as_of(), start).max(0.0));
        let days = Quantity::new(days, Unit::Days, "campaign.flight.start").by_agency();
        if days.is_unknown() {
            return unknown("{{name}}.ask", days);
        }
        answer(1.0)
            .part("days", &days, ramp(self.params.days_none, self.params.days_full), 1.0)
            .reason("{{name}}.days")
            .given("days", days)
    }
}

saring_plugin::export_preflight!({{type}});
