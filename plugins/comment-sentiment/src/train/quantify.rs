//! How well shares of sentiments are told from judged comments, by four ways of adding them up.

use saring_linear::train::measure::Confusion;
use saring_linear::train::random::SplitMix;

use super::fit::{CLASSES, Judged};

/// A confusion matrix: rows are true classes, columns what the model says, as shares of the row.
pub type Matrix = [[f64; CLASSES]; CLASSES];

/// How often each class is called each.
pub fn hard(judged: &[Judged]) -> Matrix {
    let counts = Confusion::of(CLASSES, judged.iter().map(|one| (one.class, one.called()))).counts;
    let mut matrix = [[0.0; CLASSES]; CLASSES];
    for (row, counts) in matrix.iter_mut().zip(counts) {
        let all = counts.iter().sum::<u64>().max(1) as f64;
        for (cell, count) in row.iter_mut().zip(counts) {
            *cell = count as f64 / all;
        }
    }
    matrix
}

/// The mean probabilities that comments of each class are given.
pub fn soft(judged: &[Judged]) -> Matrix {
    let mut matrix = [[0.0; CLASSES]; CLASSES];
    for (class, row) in matrix.iter_mut().enumerate() {
        let of_class: Vec<&Judged> = judged.iter().filter(|one| one.class == class).collect();
        *row = mean(&of_class);
    }
    matrix
}

/// The mean probabilities of judged comments; 0 of none.
pub fn mean(judged: &[&Judged]) -> [f64; CLASSES] {
    let mut sums = [0.0; CLASSES];
    for one in judged {
        for (sum, share) in sums.iter_mut().zip(one.said) {
            *sum += share;
        }
    }
    sums.map(|sum| sum / judged.len().max(1) as f64)
}

/// Samples of comments whose true shares of classes are drawn anew, each mix equally likely: `samples` of `size` each,
/// drawn with repetition.
pub fn samples(judged: &[Judged], samples: usize, size: usize, seed: u64) -> Vec<Vec<&Judged>> {
    let mut random = SplitMix::new(seed);
    let by_class: Vec<Vec<&Judged>> =
        (0..CLASSES).map(|class| judged.iter().filter(|one| one.class == class).collect()).collect();
    let mut draw = || {
        // Two cuts of a stick give three shares, every split of it equally likely.
        let mut cuts = [random.below(size + 1), random.below(size + 1)];
        cuts.sort_unstable();
        let [first, second] = cuts;
        let counts = [first, second - first, size - second];
        let mut sample = Vec::with_capacity(size);
        for (of_class, count) in by_class.iter().zip(counts) {
            sample.extend((0..count).filter_map(|_| of_class.get(random.below(of_class.len())).copied()));
        }
        sample
    };
    (0..samples).map(|_| draw()).collect()
}
