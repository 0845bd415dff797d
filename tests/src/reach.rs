//! Deduplicated reach against the truth: audiences as the neighbours of streamers in three published graphs.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;
use std::path::Path;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_model::Platform;
use saring_planner::reach::{Audience, Coverage, Method, Pool, Said, Salt, Sketch, Sketcher, Statement};

/// The graphs, by the heads of their files' names.
pub const GRAPHS: &[&str] = &["DE", "ES", "RU"];
/// Sets that are drawn of each kind from each graph.
const DRAWS: usize = 30;
/// Sizes of a sketch that are measured.
const SKETCHES: &[u32] = &[128, 1_024];

/// What is drawn: how many audiences, and from which ranks by size.
const KINDS: &[(&str, usize, std::ops::Range<usize>)] =
    &[("5 of top 200", 5, 0..200), ("20 of top 200", 20, 0..200), ("20 mid-size", 20, 1_000..2_000)];

/// The audiences of a graph, the largest first.
pub type Graph = Vec<BTreeSet<u32>>;

/// Reads the edges of a graph.
pub fn graph(folder: &Path, name: &str) -> io::Result<Graph> {
    let text = std::fs::read_to_string(folder.join(format!("{name}_edges.csv")))?;
    let mut audiences: Graph = Vec::new();
    for line in text.lines().skip(1) {
        let ends =
            line.split_once(',').and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
        let Some((from, to)): Option<(u32, u32)> = ends else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no edge: {line}")));
        };
        for (of, who) in [(from, to), (to, from)] {
            let place = of as usize;
            if audiences.len() <= place {
                audiences.resize_with(place + 1, BTreeSet::new);
            }
            audiences[place].insert(who);
        }
    }
    audiences.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    Ok(audiences)
}

/// The sketch of an audience.
pub fn sketch(people: &BTreeSet<u32>, size: u32) -> Sketch {
    let salt = Salt::new(b"a salt for measurements").unwrap_or_else(|error| panic!("{error}"));
    let mut sketcher = Sketcher::new(salt, size).unwrap_or_else(|error| panic!("{error}"));
    people.iter().for_each(|person| sketcher.add(person.to_string().as_bytes()));
    sketcher.sketch()
}

/// What is known of some audiences.
#[derive(Debug, Clone, Copy)]
pub enum Known {
    /// Nothing but their sizes.
    Sizes,
    /// The overlap of each pair.
    Pairs,
    /// Sketches of this size.
    Sketches(u32),
}

/// A pool of audiences of which so much is known.
pub fn pool(audiences: &[&BTreeSet<u32>], known: Known) -> Pool {
    let audience = |(at, people): (usize, &&BTreeSet<u32>)| Audience {
        id: at.to_string(),
        platform: Platform::Twitch,
        followers: people.len() as u64,
        weight: 1.0,
        sketch: if let Known::Sketches(size) = known { Some(sketch(people, size)) } else { None },
        countries: Vec::new(),
    };
    let mut statements = Vec::new();
    if let Known::Pairs = known {
        for (one, mine) in audiences.iter().enumerate() {
            for (other, theirs) in audiences.iter().enumerate().skip(one + 1) {
                let said = Said::Shared(mine.intersection(theirs).count() as f64);
                statements.push(Statement { one, other, said });
            }
        }
    }
    Pool::new(audiences.iter().enumerate().map(audience).collect(), &statements, Vec::new())
}

/// People in at least one of the audiences.
pub fn unique(audiences: &[&BTreeSet<u32>]) -> usize {
    audiences.iter().copied().flatten().collect::<BTreeSet<_>>().len()
}

/// How far an estimator was off on one kind of sets.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    /// The estimator.
    pub name: String,
    /// Mean of the relative errors, without their signs, per kind.
    pub mean: Vec<f64>,
    /// Draws in which the truth was within the interval, per kind; none where it gives no interval.
    pub held: Vec<usize>,
}

/// How far every estimator was off, per kind of sets, and how many sets of each kind were drawn.
pub fn errors(folder: &Path) -> io::Result<(Vec<Errors>, usize)> {
    let graphs: Vec<Graph> = GRAPHS.iter().map(|name| graph(folder, name)).collect::<io::Result<_>>()?;
    let mut rows: Vec<Errors> = Vec::new();
    for (kind, (_, count, ranks)) in KINDS.iter().enumerate() {
        for graph in &graphs {
            let mut rng = ChaCha8Rng::seed_from_u64(kind as u64);
            for _ in 0..DRAWS {
                let mut drawn: BTreeSet<usize> = BTreeSet::new();
                while drawn.len() < *count {
                    drawn.insert(rng.random_range(ranks.clone()));
                }
                let drawn: Vec<_> = drawn.into_iter().map(|rank| &graph[rank]).collect();
                one_draw(&drawn, kind, &mut rows);
            }
        }
    }
    let draws = DRAWS * graphs.len();
    rows.iter_mut().flat_map(|row| &mut row.mean).for_each(|sum| *sum /= draws as f64);
    Ok((rows, draws))
}

fn one_draw(drawn: &[&BTreeSet<u32>], kind: usize, rows: &mut Vec<Errors>) {
    let truth = unique(drawn) as f64;
    let mut told = |name: &str, value: f64, interval: Option<(f64, f64)>| {
        let at = rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
            let empty = Errors { name: name.to_owned(), mean: vec![0.0; KINDS.len()], held: Vec::new() };
            rows.push(empty);
            rows.len() - 1
        });
        rows[at].mean[kind] += (value / truth - 1.0).abs();
        if let Some((low, high)) = interval {
            rows[at].held.resize(KINDS.len(), 0);
            rows[at].held[kind] += usize::from(low - 0.5 <= truth && truth <= high + 0.5);
        }
    };
    let all: Vec<usize> = (0..drawn.len()).collect();
    let covered = |pool: &Pool| {
        let mut coverage = Coverage::of(pool);
        all.iter().map(|at| coverage.add(*at)).sum::<f64>()
    };
    let sizes = pool(drawn, Known::Sizes).reach(&all);
    assert_eq!(sizes.method, Method::Unknown);
    told("sum of followers", sizes.sum, Some((sizes.low, sizes.high)));
    let pairs = pool(drawn, Known::Pairs);
    let reach = pairs.reach(&all);
    assert_eq!(reach.method, Method::Overlaps);
    told("middle of the bounds", f64::midpoint(reach.low, reach.high), Some((reach.low, reach.high)));
    told("product^.75 × upper^.25", product(&pairs).powf(0.75) * reach.high.powf(0.25), None);
    told("`pairwise-overlaps`", reach.value.unwrap_or(f64::NAN), Some((reach.low, reach.high)));
    told("coverage of crowds, for the search", covered(&pairs), None);
    for size in SKETCHES {
        let sketched = pool(drawn, Known::Sketches(*size));
        let reach = sketched.reach(&all);
        assert_eq!(reach.method, Method::Sketches);
        let name = format!("`follower-sketches`: {size} hashes");
        told(&name, reach.value.unwrap_or(f64::NAN), Some((reach.low, reach.high)));
        told(&format!("coverage of the sample, {size} hashes, for the search"), covered(&sketched), None);
    }
}

/// Each audience times the shares of it that do not follow a larger one, as if those were independent of each other.
fn product(pool: &Pool) -> f64 {
    let size = |at: usize| pool.audiences()[at].followers as f64;
    let missed = |at: usize, before: usize| 1.0 - pool.pair(before, at).value.unwrap_or(f64::NAN) / size(at);
    let alone = |at: usize| size(at) * (0..at).map(|before| missed(at, before)).product::<f64>();
    (0..pool.audiences().len()).map(alone).sum()
}

/// Unique people of the selection that a greedy search finds by the coverage of sketches, and by that of crowds.
pub fn greedy(graph: &Graph, count: usize) -> [usize; 2] {
    let candidates: Vec<&BTreeSet<u32>> = graph.iter().take(200).collect();
    [Known::Sketches(1_024), Known::Pairs].map(|known| {
        let mut coverage = Coverage::of(&pool(&candidates, known));
        let mut chosen = Vec::new();
        for _ in 0..count {
            let gain = |at: &usize| coverage.gain(*at);
            if let Some(best) = (0..candidates.len()).max_by(|a, b| gain(a).total_cmp(&gain(b)).then(b.cmp(a))) {
                coverage.add(best);
                chosen.push(best);
            }
        }
        unique(&chosen.iter().map(|at| candidates[*at]).collect::<Vec<_>>())
    })
}

/// One row of the proved optima: graph, size of the selection, most unique people, those of the most followed.
pub type Optimum = (String, usize, usize, usize);

/// The proved optima of unique reach.
pub fn optima(folder: &Path) -> io::Result<Vec<Optimum>> {
    let text = std::fs::read_to_string(folder.join("reference_optima.csv"))?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells.get(at)?.parse().ok();
        Some((cells.first()?.to_string(), number(1)?, number(4)?, number(7)?))
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

/// Both tables, as the page of the planner shows them.
pub fn table(folder: &Path) -> io::Result<String> {
    let (rows, draws) = errors(folder)?;
    let mut out = String::from("| estimator |");
    KINDS.iter().for_each(|(kind, ..)| out.push_str(&format!(" {kind} |")));
    out.push_str(" truth within the interval |\n|---|---:|---:|---:|---:|\n");
    for row in &rows {
        let means: String = row.mean.iter().map(|mean| format!(" {:.1} % |", mean * 100.0)).collect();
        let held: usize = row.held.iter().sum();
        let held = if row.held.is_empty() { String::new() } else { format!("{held} of {}", draws * KINDS.len()) };
        // Writing to a text cannot fail.
        let _ = writeln!(out, "| {} |{means} {held} |", row.name);
    }
    out.push_str("\n| graph | creators | most followed | greedy by sketches | greedy by overlaps | proved optimum |\n");
    out.push_str("|---|---:|---:|---:|---:|---:|\n");
    for name in GRAPHS {
        let graph = graph(folder, name)?;
        for (_, count, best, followed) in optima(folder)?.into_iter().filter(|(of, ..)| of == name) {
            let [sketched, crowds] = greedy(&graph, count);
            let _ = writeln!(out, "| {name} | {count} | {followed} | {sketched} | {crowds} | {best} |");
        }
    }
    Ok(out)
}
