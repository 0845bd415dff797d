//! Fewer counts that answer the same.

use super::windows::{Grid, Windows};
use super::{Bucket, Method};

/// The same history in fewer buckets: those that ended by `before_ms` and lie within one window are one bucket per run
/// without a gap. Every question about an instant at least two windows after `before_ms` is answered as before.
///
/// What a later question looks at is `method.history_days` and two days; buckets that ended before that can go.
pub fn compact(buckets: &[Bucket], before_ms: i64, method: &Method) -> Vec<Bucket> {
    let windows = Windows::new(buckets, i64::MAX, method.window_s, method.coverage);
    let mut kept: Vec<Bucket> = Vec::new();
    for bucket in windows.buckets() {
        match kept.last_mut().filter(|last| bucket.0 <= before_ms && continues(last, bucket, &windows.grid)) {
            Some(last) => *last = (bucket.0, last.1 + bucket.1, last.2 + bucket.2),
            None => kept.push(*bucket),
        }
    }
    kept
}

/// Whether a bucket begins where the last one ended, and both lie in one window.
fn continues(last: &Bucket, next: &Bucket, grid: &Grid) -> bool {
    let begins = |bucket: &Bucket| bucket.0 - i64::from(bucket.1) * 1_000;
    begins(next) == last.0 && grid.window_of(begins(last)) == grid.window_of(next.0 - 1)
}
