//! Problems that contradict themselves, and those that nothing solves, in the words that people read.

use saring_planner::portfolio::{Candidate, Effort, Offer, Problem, Row, Stance, solve};

fn offer(value: f64, uses: &[(usize, i64)]) -> Offer {
    Offer { value, uses: uses.to_vec() }
}

fn candidate(id: &str, offers: Vec<Offer>, stance: Stance) -> Candidate {
    Candidate { id: id.into(), offers, stance }
}

fn row(id: &str, min: Option<i64>, max: Option<i64>) -> Row {
    Row { id: id.into(), min, max }
}

fn check(candidates: Vec<Candidate>, rows: Vec<Row>, said: &str) {
    let error = solve(&Problem { candidates, rows }, &Effort::default()).unwrap_err();
    assert_eq!(error.to_string(), said);
}

#[test]
fn a_contradiction_is_told() {
    let open = |id: &str, offers: Vec<Offer>| candidate(id, offers, Stance::Open);
    let one = || vec![offer(1.0, &[])];
    check(vec![open("a", one()), open("a", one())], vec![], "id `a` occurs twice");
    check(vec![], vec![row("r", None, None), row("r", None, None)], "id `r` occurs twice");
    let said = "an offer of `a` has the value -1, which is negative or no number";
    check(vec![open("a", vec![offer(-1.0, &[])])], vec![], said);
    let said = "an offer of `a` has the value NaN, which is negative or no number";
    check(vec![open("a", vec![offer(f64::NAN, &[])])], vec![], said);
    let said = "an offer of `a` uses 1 of row 0, which is out of range";
    check(vec![open("a", vec![offer(1.0, &[(0, 1)])])], vec![], said);
    let said = "an offer of `a` uses -1 of row 0, which is out of range";
    check(vec![open("a", vec![offer(1.0, &[(0, -1)])])], vec![row("r", None, None)], said);
    check(vec![candidate("a", one(), Stance::Pinned(1))], vec![], "`a` has no offer 1");
    check(vec![candidate("a", vec![], Stance::Required)], vec![], "`a` is required and has no offer");
}

#[test]
fn a_conflict_is_told_with_its_amounts() {
    let priced = |id: &str, price: i64, stance: Stance| candidate(id, vec![offer(1.0, &[(0, price), (1, 1)])], stance);
    let both = |max: i64, min: i64| vec![row("money", None, Some(max)), row("tier:mega", Some(min), None)];
    let open = |id: &str, price: i64| priced(id, price, Stance::Open);
    // Nobody else is there: only the minimum can give way.
    let said = "no choice holds every bound: `tier:mega` needs at least 2, but 1 can be had";
    check(vec![open("a", 100)], both(500, 2), said);
    // Two cost 300 at least.
    let said = "no choice holds every bound: `money` has 250, but 300 is needed, \
                or `tier:mega` needs at least 2, but 1 can be had";
    check(vec![open("a", 200), open("b", 100), open("c", 250)], both(250, 2), said);
    let said = "no choice holds every bound: `money` has 999999999999, but 1000000000000 is needed";
    check(vec![priced("a", 1_000_000_000_000, Stance::Required)], both(999_999_999_999, 0), said);
}

#[test]
fn money_is_held_to_the_minor_unit() {
    // Ten amounts of thirteen digits, of which the budget takes five but for one unit.
    let price = 999_999_999_989;
    let candidates = (0..10).map(|at| candidate(&format!("c{at}"), vec![offer(1.0, &[(0, price)])], Stance::Open));
    let mut problem = Problem { candidates: candidates.collect(), rows: vec![row("money", None, Some(5 * price - 1))] };
    let solution = solve(&problem, &Effort::default()).unwrap();
    assert_eq!((solution.value, solution.uses[0], solution.is_proved), (4.0, 4 * price, true));
    problem.rows[0].max = Some(5 * price);
    // One of the prices is a unit higher, so that no divisor makes the amounts small.
    problem.candidates[3].offers[0].uses[0].1 += 1;
    let solution = solve(&problem, &Effort::default()).unwrap();
    assert_eq!((solution.value, solution.uses[0], solution.is_proved), (5.0, 5 * price, true));
}
