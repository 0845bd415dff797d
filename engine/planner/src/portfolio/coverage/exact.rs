//! Coverage that is small and known item by item, as a mixed integer program.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, Variable};

use super::super::core::{Core, TOLERANCE};
use super::super::instance::Instance;
use super::super::milp::Program;
use super::super::selection::Selection;
use super::super::solution::Effort;
use super::super::solve::PROOF;
use super::bound::Tight;
use super::{Covered, Items};

/// Most pairs of an item with an offer that covers it.
const PAIRS_MAX: usize = 100_000;
/// Most pairs of one tree times its nodes.
const WORK_MAX: usize = 8_000_000;

/// Greatest weight that is not scaled where all are whole.
const WHOLE_MAX: f64 = 10_000.0;

/// Searches the rest of the gap, where the items are known and few enough; returns the better choice and bound.
pub fn improve<'a>(
    covered: Covered<'a>,
    mut best: Selection<'a>,
    tight: Tight,
    effort: &Effort,
) -> (Selection<'a>, f64) {
    let value = covered.value(&best);
    let Some(coverage) = covered.reach.items() else { return (best, tight.bound) };
    let is_whole = covered.instance.is_whole && coverage.weights.iter().all(|weight| *weight == weight.trunc());
    let down = |bound: f64| if is_whole { (bound * (1.0 + 1e-9) + 1e-6).floor() } else { bound };
    let bound = down(tight.bound);
    if bound - value <= PROOF * bound.abs() {
        return (best, bound);
    }
    let mut instance = covered.instance.clone();
    // Small whole numbers stay what they are, so that the program sees that its value moves in steps.
    let most = coverage.weights.iter().copied().fold(instance.value_max, f64::max);
    instance.value_max = if is_whole && most <= WHOLE_MAX { 1.0 } else { most };
    let mut core = undominated(&instance, coverage, &best);
    let is_chosen = |item: usize| best.chosen[instance.items[item].group] == Some(item);
    core.items.iter_mut().enumerate().for_each(|(item, open)| *open &= tight.is_open[item] || is_chosen(item));
    let Some((program, pairs)) = program(&instance, coverage, &core, is_whole) else { return (best, bound) };
    let nodes_max = effort.nodes_max.min((WORK_MAX / pairs.max(1)) as u64);
    match program.solve(&best, nodes_max, effort.gap_target) {
        Ok(outcome) => {
            let stated = outcome
                .stats()
                .best_bound
                .map_or(f64::INFINITY, |stated| program.fixed_value + stated * instance.value_max);
            if let Some(solution) = outcome.solution() {
                covered.keep_better(&mut best, Selection::of(covered.instance, program.chosen(solution)));
            }
            let stated = (stated + TOLERANCE * stated.abs()).max(covered.value(&best));
            (best, bound.min(down(stated)))
        }
        // The choice at hand is in the program: it cannot be infeasible but by a numerical failure.
        Err(_) => (best, bound),
    }
}

/// Leaves out offers that another candidate's offer can always stand for: it covers as much and uses no more.
///
/// That holds where no row has a minimum, so that whoever stands for two can leave one place empty.
fn undominated(instance: &Instance, coverage: &Items, best: &Selection) -> Core {
    let mut core = Core::whole(instance);
    if instance.rows.iter().any(|bounds| bounds.min.is_some()) {
        return core;
    }
    let single = |item: &usize| {
        let group = &instance.groups[instance.items[*item].group];
        group.items.len() == 1 && !group.is_required
    };
    let singles: Vec<usize> = (0..instance.items.len()).filter(single).collect();
    let mut marked = vec![usize::MAX; coverage.weights.len()];
    for &better in &singles {
        coverage.of(instance.choice(better)).iter().for_each(|&at| marked[at] = better);
        for &other in &singles {
            if other == better || !core.items[other] || !core.items[better] {
                continue;
            }
            let (covers, has) = (coverage.of(instance.choice(other)), coverage.of(instance.choice(better)));
            let is_within = covers.len() <= has.len() && covers.iter().all(|&at| marked[at] == better);
            let (a, b) = (&instance.items[better], &instance.items[other]);
            let uses_no_more =
                a.uses.iter().all(|&(row, amount)| b.uses.iter().any(|&(same, most)| same == row && amount <= most));
            if is_within
                && uses_no_more
                && a.value >= b.value
                && b.value == 0.0
                && !best.items().any(|item| item == other)
            {
                core.items[other] = false;
            }
        }
    }
    core
}

/// The program of a core with a variable for each item: covered only where someone chosen covers it. Counts the pairs.
fn program(instance: &Instance, coverage: &Items, core: &Core, is_whole: bool) -> Option<(Program, usize)> {
    let mut program = Program::new(core, instance, &[])?;
    let mut by_item: Vec<Vec<usize>> = vec![Vec::new(); coverage.weights.len()];
    for item in program.fixed().iter().copied().chain(program.variables().map(|(item, _)| item)) {
        coverage.of(instance.choice(item)).iter().for_each(|&at| by_item[at].push(item));
    }
    // Items that the same offers cover are one item.
    let mut weights: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
    for (by, weight) in
        by_item.into_iter().zip(&coverage.weights).filter(|(by, weight)| !by.is_empty() && **weight > 0.0)
    {
        *weights.entry(by).or_default() += weight;
    }
    let pairs = weights.keys().map(Vec::len).sum();
    if pairs > PAIRS_MAX {
        return None;
    }
    let variables: BTreeMap<usize, Variable> = program.variables().collect();
    for (by, weight) in weights {
        if by.iter().any(|item| !variables.contains_key(item)) {
            program.fixed_value += weight;
            continue;
        }
        let weight = weight / instance.value_max;
        let reached =
            if is_whole { program.problem.add_binary_var(weight) } else { program.problem.add_var(weight, (0.0, 1.0)) };
        let mut sum = LinearExpr::empty();
        sum.add(reached, -1.0);
        by.iter().filter_map(|item| variables.get(item)).for_each(|&variable| sum.add(variable, 1.0));
        program.problem.add_constraint(sum, ComparisonOp::Ge, 0.0);
    }
    Some((program, pairs))
}
