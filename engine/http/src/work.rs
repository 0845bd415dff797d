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
    waiting: Arc<Semaphore>,
    work_max: Duration,
}

impl Workers {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            working: Arc::new(Semaphore::new(limits.working_max.max(1))),
            waiting: Arc::new(Semaphore::new(limits.waiting_max)),
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
        let place = match Arc::clone(&self.working).try_acquire_owned() {
            Ok(place) => place,
            Err(_) => self.wait().await?,
        };
        let span = tracing::Span::current();
        let done = tokio::task::spawn_blocking(move || {
            let _place = place;
            span.in_scope(work)
        });
        match tokio::time::timeout(self.work_max, done).await {
            Ok(Ok(result)) => result,
            Ok(Err(failure)) => Err(Problem::internal(failure.to_string())),
            Err(_) => Err(self.too_late()),
        }
    }

    /// Whether the next request would find a place to work or to wait.
    pub(crate) fn has_room(&self) -> Result<(), Problem> {
        let free = self.working.available_permits() + self.waiting.available_permits();
        if free > 0 { Ok(()) } else { Err(full()) }
    }

    async fn wait(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let _seat = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| full())?;
        match tokio::time::timeout(self.work_max, Arc::clone(&self.working).acquire_owned()).await {
            Ok(place) => place.map_err(|closed| Problem::internal(closed.to_string())),
            Err(_) => Err(self.too_late()),
        }
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
