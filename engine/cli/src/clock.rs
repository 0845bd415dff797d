//! The one place that asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use saring_model::Timestamp;

use crate::failure::Failure;

/// The present instant, to the second.
pub fn now() -> Result<Timestamp, Failure> {
    let seconds =
        SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    seconds.and_then(|seconds| Timestamp::from_unix_seconds(seconds).ok()).ok_or_else(|| {
        Failure::new("clock", "the clock of this machine is not between 1970 and 2199")
            .help("set the clock, or say the moment with `--as-of`")
    })
}
