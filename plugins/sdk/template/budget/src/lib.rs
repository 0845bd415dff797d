//! A budget policy for Saring: fixed lines, a reserve that grows with the goal's risk, and creators are paid the rest.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    amplification: f64,
    management: f64,
    contingency: f64,
    contingency_of_sales: f64,
    share_per_creator_max: f64,
}

/// The budget policy, with the campaign.
pub struct {{type}} {
    params: Params,
    campaign: Campaign,
}

/// What is read of a campaign.
#[derive(Debug, Deserialize)]
struct Campaign {
    goal: Value,
    budget: Option<Value>,
}

impl BudgetPolicy for {{type}} {
    type Params = Params;

    fn about() -> About {
        let share = |name, default, doc| Param::fraction(name, default).doc(doc).source("Proposal");
        About::new("{{name}}", "Creators are paid the rest")
            .fields(["campaign.goal", "campaign.budget.total"])
            .reason("{{name}}.rest", [("en", "{share} is left for creators"), ("id", "{share} tersisa untuk kreator")])
            .reason("{{name}}.no-total", [("en", "the campaign names no total"), ("id", "kampanye tidak menyebut total")])
            .reason("{{name}}.nothing-left", [("en", "the other lines take {share} of the total"), ("id", "pos lain mengambil {share} dari total")])
            .param(share("amplification", 0.2, "Share of the total for paid reach."))
            .param(share("management", 0.1, "Share of the total for the agency."))
            .param(share("contingency", 0.05, "Share of the total in reserve."))
            .param(share("contingency_of_sales", 0.1, "The same where the campaign is to sell: sales are the hardest to foresee."))
            .param(share("share_per_creator_max", 0.4, "The most of the creator fees for one creator."))
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let campaign = setup.campaign_as()?.ok_or("there is no campaign")?;
        Ok(Self { params, campaign })
    }

    fn divide(&self) -> BudgetAnswer {
        if self.campaign.budget.as_ref().and_then(|budget| budget.get("total")).is_none() {
            return infeasible("{{name}}.no-total");
        }
        let sells = self.campaign.goal.as_str() == Some("conversion");
        let contingency = if sells { self.params.contingency_of_sales } else { self.params.contingency };
        let others = self.params.amplification + self.params.management + contingency;
        let share = |share: f64| Quantity::new(Some(share), Unit::Fraction, "campaign.goal");
        if others >= 1.0 {
            return infeasible("{{name}}.nothing-left").given("share", share(others));
        }
        budget()
            .line("creator-fees", 1.0 - others, None)
            .line("amplification", self.params.amplification, None)
            .line("management", self.params.management, None)
            .line("contingency", contingency, None)
            .cap_creator(self.params.share_per_creator_max)
            .reason("{{name}}.rest")
            .given("share", share(1.0 - others))
    }
}

saring_plugin::export_budget!({{type}});
