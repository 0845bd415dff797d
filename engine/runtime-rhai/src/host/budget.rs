//! `campaign`: its money, with what it says of budget lines and tiers; and the shares that make a whole.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::campaign::{Band, Budget, ByName, Goal};
use saring_model::catalogue::FieldSet;
use saring_model::{Fraction, Kebab};
use saring_pack::Unit;
use saring_vocabulary::projection::{Infeasible, project};

use super::campaign::CampaignHost;
use super::records::MoneyHost;
use crate::fuel;
use crate::measure::{Measure, measure};
use crate::registry::{Form, Outcome, Register, raise};

/// Shares that make a whole within their bands, or how far the bands are from it.
#[derive(Debug, Clone)]
pub(crate) struct ProjectionHost {
    shares: Result<Vec<f64>, Infeasible>,
    /// What the shares were computed from.
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    money(register);
    bands(register);
    tiers(register);
    projection(register);
}

fn budget(campaign: &CampaignHost) -> Option<&Budget> {
    campaign.campaign()?.budget.as_ref()
}

fn money(register: &mut Register<'_>) {
    register
        .say(Form::Property, "campaign.goals -> array", "-", "The names of the campaign's goals, in their order.")
        .reads(&["campaign.goal"])
        .property(|c: &CampaignHost, _| match c.campaign().map(|campaign| &campaign.goal) {
            Some(Goal::One(goal)) => vec![name(goal)],
            Some(Goal::Weighted(goals)) => goals.iter().map(|(goal, _)| name(goal)).collect(),
            None => Array::new(),
        });
    register
        .say(Form::Property, "campaign.budget_total -> money", "-", "Everything that may be spent.")
        .reads(&["campaign.budget.total"])
        .property(|c: &CampaignHost, f| MoneyHost(budget(c).map(|budget| budget.total), f));
    register
        .say(
            Form::Property,
            "campaign.share_per_creator_max -> value",
            "fraction",
            "The largest share of the creator fees that the campaign allows one creator.",
        )
        .reads(&["campaign.budget.share_per_creator_max"])
        .property(|c: &CampaignHost, f| Measure::fraction(budget(c).and_then(|own| own.share_per_creator_max), f));
}

fn bands(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.banded_lines -> array",
            "-",
            "The budget lines that the campaign has bands of its own for, in the order of their names.",
        )
        .reads(&["campaign.budget.bands"])
        .property(|c: &CampaignHost, _| names(own_bands(c)));
    register
        .say(
            Form::Method,
            "campaign.band_low(line) -> value",
            "fraction",
            "The smallest share of the total that the campaign allows a budget line; unknown where it does not say.",
        )
        .reads(&["campaign.budget.bands"]);
    let f = register.fields();
    register.call(move |c: &mut CampaignHost, line: ImmutableString| {
        Measure::fraction(own_bands(c).and_then(|bands| bands.get(&line)).map(|band| band.min), f)
    });
    register
        .say(
            Form::Method,
            "campaign.band_high(line) -> value",
            "fraction",
            "The largest share of the total that the campaign allows a budget line; unknown where it does not say.",
        )
        .reads(&["campaign.budget.bands"])
        .call(move |c: &mut CampaignHost, line: ImmutableString| {
            Measure::fraction(own_bands(c).and_then(|bands| bands.get(&line)).map(|band| band.max), f)
        });
}

fn tiers(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "campaign.tier_mix -> array",
            "-",
            "The tiers that the campaign's own division of the creator fees names, in the order of their names; empty where it leaves that to the pack.",
        )
        .reads(&["campaign.budget.tier_mix"])
        .property(|c: &CampaignHost, _| names(own_mix(c)));
    register
        .say(
            Form::Method,
            "campaign.tier_share(tier) -> value",
            "fraction",
            "The campaign's own share of the creator fees for a tier; 0 where its division leaves the tier out, unknown where it has none.",
        )
        .reads(&["campaign.budget.tier_mix"]);
    let f = register.fields();
    register.call(move |c: &mut CampaignHost, tier: ImmutableString| {
        let share = own_mix(c).map(|mix| mix.get(&tier).map_or(0.0, |share| share.get()));
        Measure::of(share, Unit::Fraction, f)
    });
}

fn own_bands(campaign: &CampaignHost) -> Option<&ByName<Band>> {
    budget(campaign)?.bands.as_ref()
}

fn own_mix(campaign: &CampaignHost) -> Option<&ByName<Fraction>> {
    budget(campaign)?.tier_mix.as_ref()
}

fn names<T>(named: Option<&ByName<T>>) -> Array {
    let names: Array = named.into_iter().flat_map(ByName::iter).map(|(id, _)| name(id)).collect();
    fuel::charge(names.len());
    names
}

fn name(id: &Kebab) -> Dynamic {
    Dynamic::from(ImmutableString::from(id.as_str()))
}

fn projection(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "project(preferred, lows, highs) -> projection",
            "-",
            "The shares that sum to 1, each within its low and high end and as near as that allows to the preferred ones, where those with wide bands give way first: min Σ ((x - preferred) / (high - low))².",
        )
        .call(|preferred: Array, lows: Array, highs: Array| -> Outcome<ProjectionHost> {
            // Every band is looked at once for each step of a search among the ends of all.
            fuel::spend(preferred.len(), (preferred.len() + 1).ilog2() as usize + 1)?;
            let (mut fields, mut numbers) = (FieldSet::EMPTY, [Vec::new(), Vec::new(), Vec::new()]);
            for (list, numbers) in [preferred, lows, highs].iter().zip(&mut numbers) {
                for item in list {
                    let item = measure(item)?;
                    fields = fields.union(item.fields);
                    numbers.push(item.known()?);
                }
            }
            let [preferred, lows, highs] = numbers;
            match project(&preferred, &lows, &highs) {
                Err(Infeasible::NotBands) => raise(
                    "as many preferred shares as low and high ends are due, and no low end above its high end",
                ),
                shares => Ok(ProjectionHost { shares, fields }),
            }
        });
    register
        .say(
            Form::Method,
            "projection.share(index) -> value",
            "fraction",
            "One of the shares, counted from 0; unknown where the bands allow none.",
        )
        .call(|p: &mut ProjectionHost, index: rhai::INT| {
            let shares = p.shares.as_ref().ok();
            let share = shares.and_then(|shares| shares.get(usize::try_from(index).ok()?)).copied();
            Measure::of(share, Unit::Fraction, p.fields)
        });
    register
        .say(
            Form::Property,
            "projection.excess -> value",
            "fraction",
            "By how much the low ends alone pass 1; unknown where they do not.",
        )
        .property(|p: &ProjectionHost, _| match p.shares {
            Err(Infeasible::LowsAbove { by }) => Measure::of(Some(by), Unit::Fraction, p.fields),
            _ => Measure::of(None, Unit::Fraction, p.fields),
        });
    register
        .say(
            Form::Property,
            "projection.shortfall -> value",
            "fraction",
            "How much the high ends together lack of 1; unknown where they lack nothing.",
        )
        .property(|p: &ProjectionHost, _| match p.shares {
            Err(Infeasible::HighsBelow { by }) => Measure::of(Some(by), Unit::Fraction, p.fields),
            _ => Measure::of(None, Unit::Fraction, p.fields),
        });
}
