//! How often a classifier is right.

/// Counts of true classes (rows) by what a classifier called them (columns).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// Counts, row by row.
    pub counts: Vec<Vec<u64>>,
}

impl Confusion {
    /// Counts pairs of a true class and the class that it was called; pairs of other classes are left out.
    pub fn of(classes: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut counts = vec![vec![0; classes]; classes];
        for (truth, called) in pairs {
            if let Some(count) = counts.get_mut(truth).and_then(|row| row.get_mut(called)) {
                *count += 1;
            }
        }
        Self { counts }
    }

    /// Share of all that was called right; 0 where nothing was.
    pub fn accuracy(&self) -> f64 {
        let right = (0..self.counts.len()).map(|class| self.count(class, class)).sum();
        share(right, self.counts.iter().flatten().sum())
    }

    /// Share of what was called this class that is of it; 0 where nothing was called so.
    pub fn precision(&self, class: usize) -> f64 {
        share(self.count(class, class), (0..self.counts.len()).map(|truth| self.count(truth, class)).sum())
    }

    /// Share of the class that was called so; 0 where the class is empty.
    pub fn recall(&self, class: usize) -> f64 {
        share(self.count(class, class), self.counts.get(class).map_or(0, |row| row.iter().sum()))
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self, class: usize) -> f64 {
        let (precision, recall) = (self.precision(class), self.recall(class));
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Mean of the classes' F1.
    pub fn macro_f1(&self) -> f64 {
        let classes = self.counts.len();
        (0..classes).map(|class| self.f1(class)).sum::<f64>() / classes.max(1) as f64
    }

    fn count(&self, truth: usize, called: usize) -> u64 {
        self.counts.get(truth).and_then(|row| row.get(called)).copied().unwrap_or_default()
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
