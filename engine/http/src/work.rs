//! Work that keeps a core busy: away from the threads that serve connections, and bounded.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::limits::Limits;
use crate::problem::{Problem, ProblemCode};

/// The places to work, and the places to wait for one.
#[derive(Debug)]
pub(crate) struct Workers {
    working: Arc<Semaphore>,
    waiting: Semaphore,
    work_max: Duration,
}

impl Workers {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            working: Arc::new(Semaphore::new(limits.working_max.max(1))),
            waiting: Semaphore::new(limits.waiting_max),
            work_max: limits.work_max,
        }
    }

    /// Does the work on a thread of its own, or says that there is no place or no time.
    ///
    /// Work that was begun goes on when its client leaves or its deadline passes, and
    /// keeps its place until it is done: nothing piles up behind the limit.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let span = tracing::Span::current();
        let done = async {
            let place = self.place().await?;
            let done = tokio::task::spawn_blocking(move || {
                let _place = place;
                span.in_scope(work)
            });
            done.await.unwrap_or_else(|failure| Err(Problem::internal(failure.to_string())))
        };
        tokio::time::timeout(self.work_max, done).await.unwrap_or_else(|_| Err(self.too_late()))
    }

    /// Whether the next request would find a place to work or to wait.
    pub(crate) fn has_room(&self) -> Result<(), Problem> {
        let free = self.working.available_permits() + self.waiting.available_permits();
        if free > 0 { Ok(()) } else { Err(full()) }
    }

    /// A place to work: at once, or after waiting in a seat.
    async fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        if let Ok(place) = Arc::clone(&self.working).try_acquire_owned() {
            return Ok(place);
        }
        let _seat = self.waiting.try_acquire().map_err(|_| full())?;
        Arc::clone(&self.working).acquire_owned().await.map_err(|closed| Problem::internal(closed.to_string()))
    }

    fn too_late(&self) -> Problem {
        let detail = format!("the work took longer than {} ms", self.work_max.as_millis());
        Problem::new(ProblemCode::Deadline, detail).help("send fewer creators in one request, or try again later")
    }
}

fn full() -> Problem {
    Problem::new(ProblemCode::Overloaded, "too many requests wait for a free worker")
        .help("send fewer requests at once, with more creators each")
}
