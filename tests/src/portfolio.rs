//! The portfolio solver on published instances with proved optima, and on campaigns of any size.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;
use std::{fs, io};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_planner::portfolio::{
    Candidate, Choice, Effort, Items, Offer, Problem, Row, Solution, Stance, Unsolved, solve, solve_covering,
};

use crate::reach::graph;

/// The files with the optima that the instances are held against.
pub const OPTIMA: &str = "reference_optima.csv";
/// Candidates of a graph, the most followed first.
const MOST_FOLLOWED: usize = 200;

/// A problem with what is known of its optimum.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is called.
    pub name: String,
    /// The problem.
    pub problem: Problem,
    /// What the offers cover, where the value is coverage.
    pub items: Option<Items>,
    /// The proved optimum, if there is one.
    pub optimum: Option<f64>,
}

impl Case {
    /// Solves the case.
    ///
    /// # Errors
    /// As the solver.
    pub fn solve(&self, effort: &Effort) -> Result<Solution, Unsolved> {
        match &self.items {
            Some(items) => solve_covering(&self.problem, items, effort),
            None => solve(&self.problem, effort),
        }
    }
}

/// Solves every published instance of a folder and two campaigns, and tells the values, bounds and times.
///
/// # Errors
/// Where the folder has no `orlib` and `twitch_graphs`, or they cannot be read.
pub fn table(folder: &Path) -> io::Result<String> {
    let mut cases = knapsacks(&folder.join("orlib"))?;
    cases.extend(budgeted(&folder.join("orlib"))?);
    cases.extend(reaches(&folder.join("twitch_graphs"))?);
    cases.extend([500, 10_000].map(|candidates| campaign(candidates, 1)));
    let mut told = String::from("| instance | value | bound | gap | proved optimum | seconds |\n");
    told += "|---|---:|---:|---:|---:|---:|\n";
    for case in cases {
        let started = Instant::now();
        let solution = case.solve(&Effort::default()).map_err(io::Error::other)?;
        let seconds = started.elapsed().as_secs_f64();
        let Solution { value, bound, gap, .. } = solution;
        let optimum = case.optimum.map_or_else(String::new, |optimum| optimum.to_string());
        let Case { name, .. } = case;
        // Writing to a string cannot fail.
        let _ = writeln!(told, "| {name} | {value} | {bound} | {:.4} % | {optimum} | {seconds:.2} |", 100.0 * gap);
    }
    Ok(told)
}

/// The knapsacks of `mknap1.txt`, each with the optimum that the file states.
///
/// # Errors
/// Where the file is not there, or is none.
pub fn knapsacks(folder: &Path) -> io::Result<Vec<Case>> {
    let text = fs::read_to_string(folder.join("mknap1.txt"))?;
    let mut numbers = text.split_whitespace().map(|word| word.parse::<f64>().map_err(io::Error::other));
    let mut next = || numbers.next().unwrap_or_else(|| Err(io::Error::other("the file ends early")));
    let mut cases = Vec::new();
    for number in 0..next()? as usize {
        let (columns, rows, optimum) = (next()? as usize, next()? as usize, next()?);
        let mut problem = Problem::default();
        for column in 0..columns {
            problem.candidates.push(candidate(column, next()?, Vec::new()));
        }
        for row in 0..rows {
            for candidate in &mut problem.candidates {
                candidate.offers[0].uses.push((row, tenths(next()?)));
            }
        }
        for row in 0..rows {
            problem.rows.push(Row { id: format!("row:{row}"), min: None, max: Some(tenths(next()?)) });
        }
        cases.push(Case { name: format!("mknap1 {}", number + 1), problem, items: None, optimum: Some(optimum) });
    }
    Ok(cases)
}

/// The set covers `scp*`, as the most rows that columns within a budget cover.
///
/// # Errors
/// Where the files are not there, or are none.
pub fn budgeted(folder: &Path) -> io::Result<Vec<Case>> {
    let optima = fs::read_to_string(folder.join(OPTIMA))?;
    let mut cases = Vec::new();
    for line in optima.lines().filter(|line| line.contains("budgeted_max_coverage")) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields[at].parse::<i64>().map_err(io::Error::other);
        let (budget, optimum) = (number(4)?, number(5)? as f64);
        let text = fs::read_to_string(folder.join(format!("{}.txt", fields[0])))?;
        let mut numbers = text.split_whitespace().map(|word| word.parse::<usize>().map_err(io::Error::other));
        let mut next = || numbers.next().unwrap_or_else(|| Err(io::Error::other("the file ends early")));
        let (rows, columns) = (next()?, next()?);
        let mut problem =
            Problem { rows: vec![Row { id: "budget".into(), min: None, max: Some(budget) }], ..Problem::default() };
        for column in 0..columns {
            problem.candidates.push(candidate(column, 0.0, vec![(0, next()? as i64)]));
        }
        let mut covers: BTreeMap<Choice, Vec<usize>> = BTreeMap::new();
        for row in 0..rows {
            for _ in 0..next()? {
                covers.entry(Choice { candidate: next()? - 1, offer: 0 }).or_default().push(row);
            }
        }
        let items = Items::new(vec![1.0; rows], covers).map_err(io::Error::other)?;
        let name = format!("{}, budget {budget}", fields[0]);
        cases.push(Case { name, problem, items: Some(items), optimum: Some(optimum) });
    }
    Ok(cases)
}

/// Unique reach of `k` of the most followed streamers of each graph.
///
/// # Errors
/// Where the files are not there, or are none.
pub fn reaches(folder: &Path) -> io::Result<Vec<Case>> {
    let optima = fs::read_to_string(folder.join(OPTIMA))?;
    let mut cases = Vec::new();
    for line in optima.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |at: usize| fields[at].parse::<u32>().map_err(io::Error::other);
        let (name, most, optimum) = (fields[0], number(1)?, number(4)?);
        let mut problem = Problem::default();
        problem.rows.push(Row { id: "creators".into(), min: None, max: Some(i64::from(most)) });
        let mut covers: BTreeMap<Choice, Vec<usize>> = BTreeMap::new();
        let mut people = 0;
        for (at, audience) in graph(folder, name)?.into_iter().take(MOST_FOLLOWED).enumerate() {
            problem.candidates.push(candidate(at, 0.0, vec![(0, 1)]));
            people = audience.last().map_or(people, |last| people.max(*last as usize + 1));
            covers.insert(Choice { candidate: at, offer: 0 }, audience.into_iter().map(|one| one as usize).collect());
        }
        let items = Items::new(vec![1.0; people], covers).map_err(io::Error::other)?;
        let name = format!("{name} unique reach, k = {most}");
        cases.push(Case { name, problem, items: Some(items), optimum: Some(f64::from(optimum)) });
    }
    Ok(cases)
}

/// Tiers: name, share of creators in percent, fee in thousands of rupiah, people reached, share of the money in percent.
const TIERS: &[(&str, u32, f64, f64, i64)] = &[
    ("mega", 5, 200_000.0, 1_200_000.0, 50),
    ("macro", 15, 50_000.0, 300_000.0, 35),
    ("mid", 30, 15_000.0, 90_000.0, 25),
    ("micro", 50, 3_000.0, 15_000.0, 12),
];
/// Minor units in a thousand rupiah.
const THOUSAND: i64 = 100_000;

/// A campaign: three packages for each creator, money in all and by tier, a least and a most of each tier, least videos.
pub fn campaign(candidates: usize, seed: u64) -> Case {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut problem = Problem::default();
    let (mut counts, mut asked) = ([0_i64; 4], 0_i64);
    for at in 0..candidates {
        let drawn = random.random_range(0..100);
        let mut passed = 0;
        let tier = TIERS.iter().position(|tier| {
            passed += tier.1;
            drawn < passed
        });
        let tier = tier.unwrap_or(0);
        let (_, _, fee, people, _) = TIERS[tier];
        let fee = fee * random.random_range(0.4..2.0);
        let people = people * random.random_range(0.3..2.0) * random.random_range(0.5..1.5);
        let mut creator = candidate(at, 0.0, Vec::new());
        creator.offers = (0..3)
            .map(|videos| {
                let more = videos as f64;
                let price = (fee * (1.0 + 0.7 * more * random.random_range(0.7..1.3))).round() as i64 * THOUSAND;
                let value = (people * (1.0 + 0.45 * more * random.random_range(0.6..1.4))).round();
                Offer { value, uses: vec![(0, price), (1 + 2 * tier, price), (2 + 2 * tier, 1), (9, videos)] }
            })
            .collect();
        counts[tier] += 1;
        asked += creator.offers[1].uses[0].1;
        problem.candidates.push(creator);
    }
    let money = asked / 100 * 12;
    let row = |id: String, min: Option<i64>, max: i64| Row { id, min, max: Some(max) };
    problem.rows.push(row("money".into(), None, money));
    for (&(name, .., share), count) in TIERS.iter().zip(counts) {
        problem.rows.push(row(format!("money:{name}"), None, money / 100 * share));
        problem.rows.push(row(format!("creators:{name}"), Some(count / 50), count / 6 + 1));
    }
    problem.rows.push(Row { id: "videos".into(), min: Some(candidates as i64 / 40), max: None });
    Case { name: format!("{candidates} candidates, 3 packages each"), problem, items: None, optimum: None }
}

fn candidate(at: usize, value: f64, uses: Vec<(usize, i64)>) -> Candidate {
    Candidate { id: format!("{at:05}"), offers: vec![Offer { value, uses }], stance: Stance::Open }
}

/// The smallest unit in which every amount of the knapsacks is whole.
fn tenths(amount: f64) -> i64 {
    (amount * 10.0).round() as i64
}
