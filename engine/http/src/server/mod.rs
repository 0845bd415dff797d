//! The server: an address, an accept loop of our own, and an end in good order.

mod connection;
mod refusal;
mod stall;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use saring_app::App;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::auth::{Guard, TokenError, is_local};
use crate::clock::Clock;
use crate::limits::{ACCEPT_PAUSE_MS, Limits, REFUSALS_MAX};
use crate::metrics::Metrics;
use crate::router;

/// What an operator decides about a server.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address to listen on. Port 0 takes a free one.
    pub bind: SocketAddr,
    /// A file whose first line every client must send as its bearer token.
    pub token_file: Option<PathBuf>,
    /// How much of everything there may be.
    pub limits: Limits,
    /// Where the time of a decision comes from when a request names none.
    pub clock: Clock,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Strangers could reach the service, and nothing would stop them.
    #[error("`{address}` can be reached from other machines, and no token file is given")]
    Unguarded {
        /// The address.
        address: SocketAddr,
    },
    /// The token file is of no use.
    #[error("the token file is refused")]
    Token(#[from] TokenError),
    /// The system does not give the address.
    #[error("cannot listen on `{address}`")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}

impl ServeError {
    /// How to put it right.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unguarded { .. } => "give a file with a bearer token, or listen on `127.0.0.1`",
            Self::Token(error) => error.help(),
            Self::Bind { .. } => "choose a free port, or port 0 for any, on an address of this machine",
        }
    }
}

/// A server that has its address, and serves nothing yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    metrics: Arc<Metrics>,
}

/// Serves an app until `shutdown` is done and the requests in flight are answered.
///
/// # Errors
/// See [`Server::bind`].
pub async fn serve(config: Config, app: Arc<App>, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
    Server::bind(config, app).await?.run(shutdown).await;
    Ok(())
}

impl Server {
    /// Takes the address, so that clients can connect from now on.
    ///
    /// # Errors
    /// An address beyond this machine without a token file, a token file that is of
    /// no use, or an address that the system does not give.
    pub async fn bind(config: Config, app: Arc<App>) -> Result<Self, ServeError> {
        let guard = match &config.token_file {
            Some(path) => Guard::from_file(path)?,
            None if is_local(config.bind) => Guard::Open,
            None => return Err(ServeError::Unguarded { address: config.bind }),
        };
        let refused = |source| ServeError::Bind { address: config.bind, source };
        let listener = TcpListener::bind(config.bind).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let metrics = Arc::new(Metrics::default());
        let router = router::router(app, guard, &config.limits, config.clock, Arc::clone(&metrics));
        Ok(Self { listener, address, router, limits: config.limits, metrics })
    }

    /// The address that clients connect to, with its real port.
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `shutdown` is done; then accepts nothing new, and gives what is in
    /// flight a bounded time to end.
    ///
    /// A decision that is still being computed after that keeps its thread: end the
    /// runtime with `shutdown_background`, which does not wait for it.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let (close, closing) = watch::channel(false);
        let doors = Doors {
            places: Arc::new(Semaphore::new(self.limits.connections_max)),
            refusals: Arc::new(Semaphore::new(REFUSALS_MAX)),
            closing,
        };
        let mut open = JoinSet::new();
        let mut shutdown = pin!(shutdown);
        tracing::info!(address = %self.address, "listening");
        loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                Some(_) = open.join_next() => {}
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => self.admit(stream, &doors, &mut open),
                    Err(error) => pause(&error).await,
                },
            }
        }
        let Self { listener, limits, .. } = self;
        drop(listener);
        tracing::info!(connections = open.len(), "shutting down");
        close.send_replace(true);
        let ended =
            tokio::time::timeout(limits.shutdown_grace_max, async { while open.join_next().await.is_some() {} });
        if ended.await.is_err() {
            tracing::warn!(connections = open.len(), "connections cut off: they did not end in time");
            open.shutdown().await;
        }
    }

    fn admit(&self, stream: TcpStream, doors: &Doors, open: &mut JoinSet<()>) {
        if let Ok(place) = Arc::clone(&doors.places).try_acquire_owned() {
            let (router, limits) = (self.router.clone(), self.limits.clone());
            let (closing, connections) = (doors.closing.clone(), self.metrics.connections.clone());
            open.spawn(async move {
                connections.inc();
                connection::serve(stream, router, &limits, closing).await;
                connections.dec();
                drop(place);
            });
            return;
        }
        self.metrics.connections_refused.inc();
        if let Ok(place) = Arc::clone(&doors.refusals).try_acquire_owned() {
            open.spawn(async move {
                refusal::overloaded(stream).await;
                drop(place);
            });
        }
    }
}

/// What limits the connections of one server, and tells them to end.
struct Doors {
    places: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    closing: watch::Receiver<bool>,
}

/// A connection that broke before it was accepted is no news. Anything else (too many
/// open files) passes only with time, and must not become a busy loop.
async fn pause(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
        return;
    }
    tracing::error!(%error, "cannot accept a connection");
    tokio::time::sleep(Duration::from_millis(ACCEPT_PAUSE_MS)).await;
}
