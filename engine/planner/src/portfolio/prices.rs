//! What the rows are worth: Lagrange multipliers, and the bound that they prove.
//!
//! For any prices π (≥ 0 on a maximum, ≤ 0 on a minimum) no choice is worth more than
//! `L(π) = Σ_r π_r·bound_r + Σ_g max_i (v_i − Σ_r π_r·u_ir)` (Geoffrion 1974). It is least at the dual optimum of the
//! linear relaxation. That is found over few offers at first, to which those that the prices make worthwhile are added
//! (column generation); `L` itself is summed here, over all offers.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Variable};

use super::instance::{Instance, Item};

/// Most rounds of adding offers.
const ROUNDS_MAX: usize = 40;
/// Offers of the first round, and most that one round adds.
const OFFERS_PER_ROUND: usize = 1_000;
/// Greatest price, in greatest values per greatest use. Above it, no choice is feasible in practice.
const PRICE_MAX: f64 = 1e5;
/// What rounding can put on a bound, as a share of all its terms. Their sum is compensated.
const ROUNDING: f64 = 1e-13;
/// The rounds end where the bound is this close to what the offers at hand allow.
const CLOSE: f64 = 1e-7;

/// Prices by row with what they prove.
#[derive(Debug, Clone)]
pub struct Prices {
    /// The price of a unit of each row.
    rows: Vec<f64>,
    /// No choice is worth more.
    pub bound: f64,
    /// What each item is worth beyond what it uses.
    pub margins: Vec<f64>,
    /// The best item by group, or none where nothing is worth its price.
    pub best: Vec<Option<usize>>,
}

impl Prices {
    /// Best prices that the linear relaxation yields.
    pub fn of(instance: &Instance) -> Self {
        let mut best = Self::at(instance, vec![0.0; instance.rows.len()]);
        let mut active = first(instance);
        for _ in 0..ROUNDS_MAX {
            let Some((rows, allowed)) = dual(instance, &active) else { break };
            let prices = Self::at(instance, rows);
            let added = prices.worthwhile(instance, &mut active);
            let is_close = prices.bound - allowed <= CLOSE * allowed.abs().max(instance.value_max);
            if prices.bound < best.bound {
                best = prices;
            }
            if is_close || added == 0 {
                break;
            }
        }
        best
    }

    /// The bound at these prices.
    pub fn at(instance: &Instance, rows: Vec<f64>) -> Self {
        let mut sum = Sum::default();
        for (bounds, &price) in instance.rows.iter().zip(&rows) {
            let bound = if price > 0.0 { bounds.max } else { bounds.min };
            sum.add(price * bound.unwrap_or(0) as f64);
        }
        let margins: Vec<f64> = instance.items.iter().map(|item| margin(item, &rows)).collect();
        let mut best = Vec::with_capacity(instance.groups.len());
        for group in &instance.groups {
            let most = group.items.clone().reduce(|most, item| if margins[item] > margins[most] { item } else { most });
            let most = most.filter(|&item| group.is_required || margins[item] > 0.0);
            sum.add(most.map_or(0.0, |item| margins[item]));
            sum.noise += most.map_or(0.0, |item| terms(&instance.items[item], &rows));
            best.push(most);
        }
        let bound = sum.outward();
        Self { rows, bound, margins, best }
    }

    /// What an item uses, at these prices.
    pub fn cost(&self, item: &Item) -> f64 {
        item.value - margin(item, &self.rows)
    }

    /// By how much choosing `item` in its group, or nothing, keeps below the bound.
    pub fn penalty(&self, group: usize, item: Option<usize>) -> f64 {
        let margin = |item: Option<usize>| item.map_or(0.0, |item| self.margins[item]);
        margin(self.best[group]) - margin(item)
    }

    /// Activates the items that would lower the bound the most at these prices, one of a group; says how many.
    fn worthwhile(&self, instance: &Instance, active: &mut [bool]) -> usize {
        let mut gains: Vec<(f64, usize)> = Vec::new();
        for (group, best) in instance.groups.iter().zip(&self.best) {
            let Some(best) = *best else { continue };
            let known = group.items.clone().filter(|&item| active[item]).map(|item| self.margins[item]);
            let gain = self.margins[best] - known.fold(0.0, f64::max);
            if !active[best] && gain > CLOSE * CLOSE * instance.value_max {
                gains.push((gain, best));
            }
        }
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        gains.truncate(OFFERS_PER_ROUND);
        gains.iter().for_each(|&(_, item)| active[item] = true);
        gains.len()
    }
}

/// What an item is worth beyond what it uses.
fn margin(item: &Item, rows: &[f64]) -> f64 {
    item.uses.iter().fold(item.value, |margin, &(row, amount)| margin - rows[row] * amount as f64)
}

/// The size of all terms of a margin, which its rounding is a share of.
fn terms(item: &Item, rows: &[f64]) -> f64 {
    item.uses.iter().fold(item.value, |sum, &(row, amount)| sum + (rows[row] * amount as f64).abs())
}

/// The items of the first round: all of whoever is required, and of the others those with most value per use.
fn first(instance: &Instance) -> Vec<bool> {
    let needs = |item: &Item| {
        let scarce =
            item.uses.iter().filter_map(|&(row, amount)| Some(amount as f64 / instance.rows[row].max?.max(1) as f64));
        scarce.fold(0.0, f64::max)
    };
    let mut order: Vec<(f64, usize)> =
        instance.items.iter().enumerate().map(|(at, item)| (item.value / needs(item).max(1e-12), at)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut active: Vec<bool> = instance.items.iter().map(|item| instance.groups[item.group].is_required).collect();
    order.iter().take(OFFERS_PER_ROUND).for_each(|&(_, item)| active[item] = true);
    active
}

/// The prices that are optimal for the active items, and the value of their relaxation.
///
/// Minimise `Σ π⁺·max − Σ π⁻·min + Σ μ_g` subject to `μ_g ≥ v_i − (π⁺ − π⁻)·u_i`. Values and uses are scaled to 1.
fn dual(instance: &Instance, active: &[bool]) -> Option<(Vec<f64>, f64)> {
    let mut dual = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut side = |bound: Option<i64>, use_max: i64, sign: f64| {
        bound.map(|bound| dual.add_var(sign * bound as f64 / use_max as f64, (0.0, PRICE_MAX)))
    };
    let sides: Vec<[Option<Variable>; 2]> = (instance.rows.iter())
        .map(|bounds| [side(bounds.max, bounds.use_max, 1.0), side(bounds.min, bounds.use_max, -1.0)])
        .collect();
    for group in &instance.groups {
        let items: Vec<usize> = group.items.clone().filter(|&item| active[item]).collect();
        if items.is_empty() {
            continue;
        }
        let least = if group.is_required { f64::NEG_INFINITY } else { 0.0 };
        let worth = dual.add_var(1.0, (least, f64::INFINITY));
        for item in items.into_iter().map(|item| &instance.items[item]) {
            let mut sum = LinearExpr::empty();
            sum.add(worth, 1.0);
            for &(row, amount) in &item.uses {
                let share = amount as f64 / instance.rows[row].use_max as f64;
                for (side, sign) in sides[row].iter().zip([1.0, -1.0]) {
                    side.iter().for_each(|side| sum.add(*side, sign * share));
                }
            }
            dual.add_constraint(sum, ComparisonOp::Ge, item.value / instance.value_max);
        }
    }
    let solution = dual.solve().ok()?.into_solution().ok()?;
    let price = |side: Option<Variable>| side.map_or(0.0, |side| solution.var_value(side).max(0.0));
    let scale = |(bounds, sides): (&super::instance::Bounds, &[Option<Variable>; 2])| {
        (price(sides[0]) - price(sides[1])) * instance.value_max / bounds.use_max as f64
    };
    let prices = instance.rows.iter().zip(&sides).map(scale).collect();
    Some((prices, solution.objective() * instance.value_max))
}

/// A compensated sum (Neumaier 1974) that knows how much rounding can be in it.
#[derive(Default)]
struct Sum {
    sum: f64,
    carry: f64,
    noise: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        let (large, small) = if self.sum.abs() >= term.abs() { (self.sum, term) } else { (term, self.sum) };
        self.carry += (large - sum) + small;
        self.sum = sum;
        self.noise += term.abs();
    }

    /// The sum, rounded up by what rounding can have taken from it.
    fn outward(&self) -> f64 {
        self.sum + self.carry + ROUNDING * self.noise
    }
}
