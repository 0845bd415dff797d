//! The options that are still open, and the mixed integer program over them.

use microlp::{Error, SolveOutcome};

use super::instance::Instance;
use super::milp::Program;
use super::selection::Selection;

/// What the tolerances of the program can put on its bound, as a share of the bound.
pub const TOLERANCE: f64 = 1e-8;

/// Which items, and which groups' empty choice, are open.
#[derive(Debug, Clone)]
pub struct Core {
    pub items: Vec<bool>,
    pub empty: Vec<bool>,
}

/// What branch and bound says of a core.
#[derive(Debug, Clone)]
pub struct Searched {
    /// The best choice that it found, as items. Not yet held against the rows in whole numbers.
    pub items: Option<Vec<usize>>,
    /// What no choice of the core exceeds, or negative infinity where the core holds none.
    pub bound: f64,
    /// Nodes that were solved.
    pub nodes: u64,
}

impl Core {
    /// Everything open.
    pub fn whole(instance: &Instance) -> Self {
        let empty = instance.groups.iter().map(|group| !group.is_required).collect();
        Self { items: vec![true; instance.items.len()], empty }
    }

    /// Searches the core for the greatest value, from a choice that it holds.
    pub fn search(&self, instance: &Instance, start: &Selection, nodes_max: u64, gap: f64) -> Searched {
        let Some(program) = Program::new(self, instance, &[]) else {
            return Searched { items: None, bound: f64::NEG_INFINITY, nodes: 0 };
        };
        let outcome = match program.solve(start, nodes_max, gap) {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Searched { items: None, bound: f64::NEG_INFINITY, nodes: 1 },
            // A numerical failure says nothing: there is no choice, and no bound.
            Err(_) => return Searched { items: None, bound: f64::INFINITY, nodes: 1 },
        };
        let stats = outcome.stats();
        let bound = match (&outcome, stats.best_bound) {
            (SolveOutcome::Solution(solution), None) => solution.objective(),
            (_, bound) => bound.unwrap_or(f64::INFINITY),
        };
        let bound = program.fixed_value + bound * instance.value_max;
        let items = outcome.solution().map(|solution| program.chosen(solution));
        Searched { items, bound: bound + TOLERANCE * bound.abs(), nodes: stats.nodes_solved.max(1) }
    }
}
