//! Where the time of a decision comes from.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use saring_model::Timestamp;

use crate::problem::Problem;

/// A source of the present instant; a test gives one that stands still.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl Clock {
    /// A clock that asks `now`.
    pub fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The present instant, to the second.
    pub(crate) fn now(&self) -> Result<Timestamp, Problem> {
        let off = || Problem::internal("the clock of this machine is not between 1970 and 2199");
        let since = (self.0)().duration_since(UNIX_EPOCH).map_err(|_| off())?;
        let seconds = i64::try_from(since.as_secs()).map_err(|_| off())?;
        Timestamp::from_unix_seconds(seconds).map_err(|_| off())
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
