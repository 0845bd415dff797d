//! The answer: what is chosen, how good it is for certain, or why there is none.

use std::fmt;

use super::problem::Malformed;

/// How hard to try. The limit counts nodes, never time: the same question gives the same answer on any machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort {
    /// Most nodes of branch and bound, the linear programs that are solved after the first.
    pub nodes_max: u64,
    /// The gap at which the search may end. From there, a quarter of the nodes may go into a proof. 0 asks for a proof.
    pub gap_target: f64,
    /// A choice to begin with, such as the last plan. What does not fit is mended.
    pub start: Vec<Choice>,
}

impl Default for Effort {
    fn default() -> Self {
        Self { nodes_max: 10_000, gap_target: 0.001, start: Vec::new() }
    }
}

/// A candidate with the offer that it is chosen with, both by their index in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// Index of the candidate.
    pub candidate: usize,
    /// Index of the offer among the candidate's.
    pub offer: usize,
}

/// A choice that holds every row exactly.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// What is chosen, in the order of the candidates' ids.
    pub chosen: Vec<Choice>,
    /// What the choice uses of each row of the problem.
    pub uses: Vec<i64>,
    /// The sum of the chosen values.
    pub value: f64,
    /// What no choice exceeds, up to one part in 10⁷. At least `value`.
    pub bound: f64,
    /// How far the value can be from the optimum: `(bound − value) / bound`; 0 when proved.
    pub gap: f64,
    /// Whether this is the optimum.
    pub is_proved: bool,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unsolved {
    /// The problem contradicts itself.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// No choice holds every row.
    #[error(transparent)]
    Infeasible(#[from] Infeasible),
}

/// No choice holds every row.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("no choice holds every bound: {}", Told(&self.conflicts, self.is_each_enough))]
pub struct Infeasible {
    /// The bounds that would have to give way, and how far. Nearest first, as a share of the bound.
    pub conflicts: Vec<Conflict>,
    /// Whether one of the conflicts is enough to resolve; otherwise all of them have to be.
    pub is_each_enough: bool,
    /// Whether it is certain that there is no choice. Otherwise none was found within the effort.
    pub is_proved: bool,
}

/// A bound that cannot be held together with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The id of the row.
    pub row: String,
    /// Which of its bounds.
    pub side: Side,
    /// The bound.
    pub bound: i64,
    /// What the bound would have to be: for a maximum the least that is needed, for a minimum the most that can be had.
    pub possible: i64,
}

/// A bound of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The least sum.
    Min,
    /// The greatest sum.
    Max,
}

impl Conflict {
    /// By how much the bound is missed.
    pub fn missing(&self) -> i64 {
        (self.bound - self.possible).abs()
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, side, bound, possible } = self;
        match side {
            Side::Min => write!(f, "`{row}` needs at least {bound}, but {possible} can be had"),
            Side::Max => write!(f, "`{row}` has {bound}, but {possible} is needed"),
        }
    }
}

struct Told<'a>(&'a [Conflict], bool);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let link = if self.1 { ", or " } else { ", and " };
        for (at, conflict) in self.0.iter().enumerate() {
            write!(f, "{}{conflict}", if at == 0 { "" } else { link })?;
        }
        Ok(())
    }
}
