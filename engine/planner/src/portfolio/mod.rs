//! The portfolio: at most one package of each creator, within every bound, for the greatest value.
//!
//! A multiple-choice multidimensional knapsack that knows neither creators nor packs. Its bounds are whole numbers
//! (money in minor units, counts) and are held exactly; floating point only guides the search. The stages:
//!
//! 1. [`Problem`] is checked and reduced: what another offer dominates can be left out.
//! 2. Prices of the rows (Lagrange multipliers) come from the linear relaxation. *Any* prices give a valid bound, so
//!    rounding in the solver can weaken the bound and never falsify it.
//! 3. A greedy by those prices, repaired and improved by swaps, is the first answer.
//! 4. What costs more than the gap is out for good. The rest, cheapest first, goes to branch and bound.

#![expect(clippy::indexing_slicing, reason = "every index was checked when the problem was read, and only moves since")]

mod conflict;
mod core;
mod coverage;
mod instance;
mod milp;
mod prices;
mod problem;
mod search;
mod selection;
mod solution;
mod solve;
mod what_if;

pub use coverage::{Covering, Differences, Gains, Items, solve_covering};
pub use problem::{Candidate, Malformed, Offer, Problem, Row, Stance};
pub use solution::{Choice, Conflict, Effort, Infeasible, Side, Solution, Unsolved};
pub use solve::solve;
pub use what_if::{differing, relaxed, without};
