//! A core as a mixed integer program.

use microlp::{
    ComparisonOp, Error, LinearExpr, OptimizationDirection, ResumeOptions, Solution, SolveOptions, SolveOutcome,
    TerminationReason, Variable,
};

use super::core::Core;
use super::instance::Instance;
use super::selection::Selection;
use super::solution::Side;

/// Largest coefficient of a program. Beyond it rows are scaled, so that they keep within six orders of magnitude.
const COEFFICIENT_MAX: f64 = 10_000.0;

/// How far from a whole number a variable may end: amounts of ten thousand times that stay below a minor unit.
const INTEGRAL: f64 = 1e-9;
/// What a node must promise beyond the best choice, as a share of its value.
const PRUNED: f64 = 1e-10;

/// A core as a program: a binary variable for each item that is neither fixed nor out.
pub struct Program {
    /// Greatest value, as a share of the greatest value of an item; or with elastic bounds, least missed in all.
    pub problem: microlp::Problem,
    /// The value of what is fixed, which the program leaves out.
    pub fixed_value: f64,
    variables: Vec<(usize, Variable)>,
    fixed: Vec<usize>,
}

impl Program {
    /// The program in which the `elastic` bounds may be missed. None where no choice is left at all.
    pub fn new(core: &Core, instance: &Instance, elastic: &[(usize, Side)]) -> Option<Self> {
        let direction = match elastic {
            [] => OptimizationDirection::Maximize,
            _ => OptimizationDirection::Minimize,
        };
        let problem = microlp::Problem::new(direction);
        let mut program = Self { problem, fixed_value: 0.0, variables: Vec::new(), fixed: Vec::new() };
        for (group, &may_be_empty) in instance.groups.iter().zip(&core.empty) {
            let open: Vec<usize> = group.items.clone().filter(|&item| core.items[item]).collect();
            match (open.as_slice(), may_be_empty) {
                ([], true) => {}
                ([], false) => return None,
                (&[only], false) => program.fixed.push(only),
                _ => program.group(instance, &open, may_be_empty, elastic.is_empty()),
            }
        }
        program.fixed_value = program.fixed.iter().map(|&item| instance.items[item].value).sum();
        program.rows(instance, elastic).then_some(program)
    }

    /// Solves the program from a choice that it holds: to a gap, and from there with a quarter of the nodes to a proof.
    ///
    /// # Errors
    /// As the solver of mixed integer programs; a numerical failure is among them.
    pub fn solve(&self, start: &Selection, nodes_max: u64, gap: f64) -> Result<SolveOutcome, Error> {
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes_max);
        options.mip_gap = gap;
        options.int_tol = INTEGRAL;
        options.tolerances.prune_epsilon = PRUNED;
        options.warm_start = Some(self.values(start));
        let outcome = self.problem.solve_with(options)?;
        let left = (nodes_max / 4).saturating_sub(outcome.stats().nodes_solved);
        if outcome.termination_reason() != TerminationReason::MipGap || left == 0 {
            return Ok(outcome);
        }
        let mut proof = ResumeOptions::default();
        proof.node_limit = Some(left);
        outcome.resume_with(proof)
    }

    /// The items that a solution of the program chooses.
    pub fn chosen(&self, solution: &Solution) -> Vec<usize> {
        let is_chosen = |(_, variable): &&(usize, Variable)| solution.var_value(*variable) > 0.5;
        self.fixed.iter().chain(self.variables.iter().filter(is_chosen).map(|(item, _)| item)).copied().collect()
    }

    /// The items that are fixed.
    pub fn fixed(&self) -> &[usize] {
        &self.fixed
    }

    /// The items that are open, with their variables.
    pub fn variables(&self) -> impl Iterator<Item = (usize, Variable)> {
        self.variables.iter().copied()
    }

    /// A choice as values of the variables.
    fn values(&self, selection: &Selection) -> Vec<(Variable, f64)> {
        let is_chosen = |item: usize| selection.chosen[selection.instance.items[item].group] == Some(item);
        self.variables.iter().map(|&(item, variable)| (variable, f64::from(u8::from(is_chosen(item))))).collect()
    }

    fn group(&mut self, instance: &Instance, open: &[usize], may_be_empty: bool, is_valued: bool) {
        let mut sum = LinearExpr::empty();
        for &item in open {
            let value = if is_valued { instance.items[item].value / instance.value_max } else { 0.0 };
            let variable = self.problem.add_binary_var(value);
            self.variables.push((item, variable));
            sum.add(variable, 1.0);
        }
        match may_be_empty {
            true if open.len() == 1 => {}
            true => self.problem.add_constraint(sum, ComparisonOp::Le, 1.0),
            false => self.problem.add_constraint(sum, ComparisonOp::Eq, 1.0),
        }
    }

    /// Adds the rows; false where what is fixed alone breaks one.
    fn rows(&mut self, instance: &Instance, elastic: &[(usize, Side)]) -> bool {
        let mut used = vec![0_i64; instance.rows.len()];
        let mut sums: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); instance.rows.len()];
        for &item in &self.fixed {
            instance.items[item].uses.iter().for_each(|&(row, amount)| used[row] += amount);
        }
        for &(item, variable) in &self.variables {
            for &(row, amount) in &instance.items[item].uses {
                sums[row].push((variable, amount as f64 * scale(instance, row)));
            }
        }
        for (row, (bounds, sum)) in instance.rows.iter().zip(sums).enumerate() {
            for (side, bound) in [(Side::Max, bounds.max), (Side::Min, bounds.min)] {
                let Some(bound) = bound else { continue };
                let (operator, sign) =
                    if side == Side::Max { (ComparisonOp::Le, -1.0) } else { (ComparisonOp::Ge, 1.0) };
                let mut sum = sum.clone();
                if elastic.contains(&(row, side)) {
                    let share = 1.0 / (bound.max(1) as f64 * scale(instance, row));
                    sum.push((self.problem.add_var(share, (0.0, f64::INFINITY)), sign));
                }
                match sum.is_empty() {
                    true if (side == Side::Max && used[row] > bound) || (side == Side::Min && used[row] < bound) => {
                        return false;
                    }
                    true => {}
                    false => {
                        self.problem.add_constraint(sum, operator, (bound - used[row]) as f64 * scale(instance, row))
                    }
                }
            }
        }
        true
    }
}

fn scale(instance: &Instance, row: usize) -> f64 {
    (COEFFICIENT_MAX / instance.rows[row].use_max as f64).min(1.0)
}
