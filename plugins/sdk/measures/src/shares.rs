//! Shares of three classes, and what a classifier's known errors make of them.

/// Smallest pivot of a confusion matrix, on its scale of shares from 0 to 1, that still separates the classes.
const PIVOT_MIN: f64 = 1e-6;
/// Farthest below 0 that a corrected share may be by rounding alone.
const ROUNDING: f64 = 1e-9;

/// Shares of three classes that sum to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// The shares, in the order of the classes.
    pub of: [f64; 3],
    /// Whether the correction gave shares below 0, which were set to 0 and the rest scaled to sum to 1 again: the
    /// items are not like those that the classifier was tried on, or there are too few.
    pub clamped: bool,
}

/// The shares of counted classes; none where nothing was counted.
pub fn shares(counts: [u32; 3]) -> Option<[f64; 3]> {
    let counts = counts.map(f64::from);
    let all: f64 = counts.iter().sum();
    (all > 0.0).then(|| counts.map(|count| count / all))
}

/// The true shares behind `observed` ones, by a classifier's confusion matrix: rows are true classes, columns what the
/// classifier calls them, as shares or as counts of a labelled sample.
///
/// Observed shares are true ones through the matrix, `o = Mᵀ q`, so that `q` solves that system (the adjusted count of
/// Forman 2008, "Quantifying counts and costs via classification"). None where a row is empty or a number below 0, and
/// where the matrix is singular: a classifier that calls two classes alike tells nothing of either.
pub fn corrected(observed: [f64; 3], confusion: [[f64; 3]; 3]) -> Option<Shares> {
    let mut rows = [[0.0; 3]; 3];
    for (row, given) in rows.iter_mut().zip(confusion) {
        let sum: f64 = given.iter().sum();
        if !sum.is_finite() || sum <= 0.0 || given.iter().any(|cell| *cell < 0.0) {
            return None;
        }
        *row = given.map(|cell| cell / sum);
    }
    let [a, b, c] = rows;
    let [[a0, a1, a2], [b0, b1, b2], [c0, c1, c2]] = [a, b, c];
    let [o0, o1, o2] = observed;
    let solved = solve([[a0, b0, c0, o0], [a1, b1, c1, o1], [a2, b2, c2, o2]])?;
    let clamped = solved.iter().any(|share| *share < -ROUNDING);
    let positive = solved.map(|share| share.max(0.0));
    let sum: f64 = positive.iter().sum();
    Some(Shares { of: positive.map(|share| share / sum), clamped })
}

/// Solves three linear equations, each with its right side last, by elimination with the largest pivot; none where they
/// are singular.
fn solve(mut rows: [[f64; 4]; 3]) -> Option<[f64; 3]> {
    for column in 0..3 {
        let size = |row: &[f64; 4]| row.get(column).map_or(0.0, |cell| cell.abs());
        let (best, _) = rows.iter().enumerate().skip(column).max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)))?;
        rows.swap(column, best);
        let pivot_row = *rows.get(column)?;
        let pivot = *pivot_row.get(column)?;
        if pivot.abs() < PIVOT_MIN {
            return None;
        }
        for (at, row) in rows.iter_mut().enumerate() {
            if at == column {
                *row = row.map(|cell| cell / pivot);
                continue;
            }
            let factor = *row.get(column)? / pivot;
            for (cell, above) in row.iter_mut().zip(pivot_row) {
                *cell -= factor * above;
            }
        }
    }
    Some(rows.map(|[.., right]| right))
}
