//! The standard pack's budget policy as a plugin: what `by_goal.rhai` says, in Rust.

mod campaign;

use saring_plugin::measures::projection::{Infeasible, project};
use saring_plugin::prelude::*;
use saring_plugin::{Fields, tiers};

use campaign::{Campaign, Total};

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    preset: String,
    share_per_creator_max: f64,
    share_per_platform_max: f64,
    tier_mix_tolerance: f64,
}

/// The budget policy, with the campaign and the pack's tables.
pub struct ByGoal {
    params: Params,
    campaign: Campaign,
    bands: Table,
    goals: Table,
    /// The pack's tiers, largest first.
    tiers: Vec<String>,
}

/// A line with its row among the bands, what is preferred, and between which ends.
struct Line {
    row: u32,
    id: String,
    preferred: f64,
    low: f64,
    high: f64,
}

impl BudgetPolicy for ByGoal {
    type Params = Params;

    fn about() -> About {
        let reasons = [
            "budget.no-total",
            "budget.no-goal",
            "budget.no-line",
            "budget.no-tier",
            "budget.lows-above",
            "budget.highs-below",
            "budget.tier-mix",
            "budget.tier-rows",
            "budget.by-goal",
            "budget.by-guide",
            "budget.moved",
            "budget.own-tiers",
        ];
        let about = About::new("by-goal", "By goal").fields([
            "campaign.goal",
            "campaign.platforms",
            "campaign.budget.total",
            "campaign.budget.bands",
            "campaign.budget.tier_mix",
            "campaign.budget.share_per_creator_max",
        ]);
        let about =
            reasons.into_iter().fold(about, |about, code| about.reason(code, [("en", "as in the standard pack")]));
        let param = |param: Param| param.doc("As in the standard pack.").source("the standard pack");
        about
            .param(param(Param::text("preset", "goal").choices(["goal", "guide"])))
            .param(param(Param::fraction("share_per_creator_max", 0.5)))
            .param(param(Param::fraction("share_per_platform_max", 1.0)))
            .param(param(Param::fraction("tier_mix_tolerance", 0.005)))
    }

    fn new(params: Params, setup: &Setup) -> Result<Self, String> {
        let campaign = setup.campaign_as()?.ok_or("there is no campaign")?;
        let (bands, goals) = (setup.table("budget_bands")?, setup.table("budget_goals")?);
        let tiers = tiers().into_iter().rev().map(|tier| tier.id).collect();
        Ok(Self { params, campaign, bands, goals, tiers })
    }

    fn divide(&self) -> BudgetAnswer {
        let Some(total) = self.campaign.budget.as_ref().map(|budget| &budget.total) else {
            return infeasible("budget.no-total");
        };
        let unknown = |goal: &&(String, f64)| self.goals.pick(&[("goal", &goal.0)]).is_none();
        if let Some((goal, _)) = self.campaign.goals().iter().find(unknown).filter(|_| self.by_goal()) {
            return infeasible("budget.no-goal").given("goal", goal);
        }
        let lines = self.lines();
        if let Some(odd) = self.campaign.banded().find(|line| lines.iter().all(|known| known.id != **line)) {
            return infeasible("budget.no-line").given("line", odd);
        }
        let of = |end: fn(&Line) -> f64| lines.iter().map(end).collect::<Vec<f64>>();
        match project(&of(|line| line.preferred), &of(|line| line.low), &of(|line| line.high)) {
            Ok(shares) => self.tiers(self.told(&lines, &shares)),
            Err(Infeasible::LowsAbove { by }) => told(infeasible("budget.lows-above"), by, total),
            Err(Infeasible::HighsBelow { by }) => told(infeasible("budget.highs-below"), by, total),
            Err(Infeasible::NotBands) => panic!("the bands of `budget_bands` are none"),
        }
    }
}

impl ByGoal {
    fn by_goal(&self) -> bool {
        self.params.preset == "goal"
    }

    /// What the campaign's goals prefer, by their weights.
    fn goal_share(&self, of: &str, id: &str) -> f64 {
        let (mut share, mut weights) = (0.0, 0.0);
        for (goal, weight) in self.campaign.goals() {
            let row = self.goals.pick(&[("goal", &goal), ("of", of), ("id", id)]);
            share += weight * row.and_then(|row| row.number("share")).unwrap_or_default();
            weights += weight;
        }
        share / weights
    }

    fn lines(&self) -> Vec<Line> {
        let line = |row: u32| {
            let id = self.bands.text(row, "line").unwrap_or_default();
            let own = self.campaign.band(&id);
            let end = |own: Option<f64>, column| own.or_else(|| self.bands.number(row, column)).unwrap_or_default();
            let (low, high) = (end(own.map(|own| own.min), "low"), end(own.map(|own| own.max), "high"));
            let preferred = if self.by_goal() { self.goal_share("line", &id) } else { (low + high) / 2.0 };
            Line { row, id, preferred, low, high }
        };
        (0..self.bands.len()).map(line).collect()
    }

    fn told(&self, lines: &[Line], shares: &[f64]) -> BudgetAnswer {
        let mut fields = if self.by_goal() { Fields::from("campaign.goal") } else { Fields::NONE };
        if lines.iter().any(|line| self.campaign.band(&line.id).is_some()) {
            fields.add(&Fields::from("campaign.budget.bands"));
        }
        let share = |share: f64| Quantity::new(Some(share), Unit::Fraction, fields.clone());
        let mut answer = budget();
        for (line, given) in lines.iter().zip(shares) {
            answer = answer.line(line.id.clone(), *given, Some((line.low, line.high)));
            let row = self.bands.row(line.row);
            answer = answer.evidence(line.id.clone(), share(*given), Some(line.high)).cite(&row);
        }
        if !self.by_goal() {
            answer = answer.reason("budget.by-guide");
        }
        for (goal, weight) in self.campaign.goals().iter().filter(|_| self.by_goal()) {
            answer = answer.reason("budget.by-goal").given("goal", goal).given("weight", fraction(*weight));
            for (line, given) in lines.iter().zip(shares) {
                let Some(row) = self.goals.pick(&[("goal", goal), ("of", "line"), ("id", &line.id)]) else { continue };
                let preferred = row.number("share").unwrap_or_default();
                let name = format!("{goal}.{}", line.id);
                answer = answer.evidence(name, fraction(preferred), Some(*given)).cite(&row);
            }
        }
        for (line, given) in lines.iter().zip(shares).filter(|(line, given)| (*given - line.preferred).abs() > 1e-9) {
            answer = answer.reason("budget.moved").given("line", &line.id);
            answer = answer.given("from", fraction(line.preferred)).given("to", fraction(*given));
            answer = answer.given("low", fraction(line.low)).given("high", fraction(line.high));
        }
        answer
    }

    /// The same answer with tiers and caps, or why there are none.
    fn tiers(&self, mut answer: BudgetAnswer) -> BudgetAnswer {
        let own = self.campaign.tier_mix();
        if let Some(odd) = own.keys().find(|tier| !self.tiers.contains(tier)) {
            return infeasible("budget.no-tier").given("tier", odd);
        }
        let share = |tier: &String| match own.is_empty() {
            true => self.goal_share("tier", tier),
            false => own.get(tier).copied().unwrap_or_default(),
        };
        let shares: Vec<f64> = self.tiers.iter().map(share).collect();
        let sum = shares.iter().fold(0.0, |sum, share| sum + share);
        if !own.is_empty() || self.by_goal() {
            if (sum - 1.0).abs() > self.params.tier_mix_tolerance {
                let code = if own.is_empty() { "budget.tier-rows" } else { "budget.tier-mix" };
                return infeasible(code).given("sum", fraction(sum));
            }
            for (tier, share) in self.tiers.iter().zip(shares) {
                answer = answer.tier_share(tier.clone(), share / sum);
            }
        }
        if !own.is_empty() {
            answer = answer.reason("budget.own-tiers");
        }
        answer = answer.cap_creator(self.campaign.share_per_creator_max().unwrap_or(self.params.share_per_creator_max));
        let platforms = self.campaign.platforms.as_deref().unwrap_or_default();
        if self.params.share_per_platform_max < 1.0 && platforms.len() > 1 {
            for platform in platforms {
                answer = answer.cap_platform(platform.clone(), self.params.share_per_platform_max);
            }
        }
        answer
    }
}

/// What a fraction of the total is in money, and in percent points.
fn told(answer: BudgetAnswer, part: f64, total: &Total) -> BudgetAnswer {
    answer
        .given("points", part * 100.0)
        .given("amount", part * total.amount)
        .given("total", total.amount)
        .given("currency", &total.currency)
}

fn fraction(value: f64) -> Quantity {
    Quantity::from(value).as_unit(Unit::Fraction)
}

saring_plugin::export_budget!(ByGoal);
