//! Every limit of the HTTP face, with its unit in its name.

use std::time::Duration;

/// Largest request body, in bytes (32 MiB).
pub const BODY_BYTES_MAX: usize = 32 << 20;
/// Most bytes of request bodies held in memory at once, over all connections (256 MiB).
pub const BODIES_BYTES_MAX: usize = 256 << 20;
/// Longest time from the first to the last byte of a request body, in milliseconds.
pub const BODY_READ_MS_MAX: u64 = 30_000;
/// Longest time from accepting a connection, or from the end of its last answer, to the end of a request's head,
/// in milliseconds. It bounds slow heads and idle connections alike.
pub const HEAD_READ_MS_MAX: u64 = 15_000;
/// Largest head of a request (line and headers), in bytes.
pub const HEAD_BYTES_MAX: usize = 32 << 10;
/// Most headers of one request.
pub const HEADERS_MAX: usize = 100;
/// Longest path with its query, in bytes.
pub const TARGET_BYTES_MAX: usize = 2 << 10;
/// Longest time in which a client may take nothing of its answer, in milliseconds.
pub const WRITE_STALL_MS_MAX: u64 = 15_000;
/// Longest time from the end of a request's body to its answer, in milliseconds.
pub const WORK_MS_MAX: u64 = 60_000;
/// Most requests that wait for a free worker.
pub const WAITING_MAX: usize = 64;
/// Most connections that are served at once.
pub const CONNECTIONS_MAX: usize = 512;
/// Most connections beyond [`CONNECTIONS_MAX`] that are told so; the rest are closed without a word.
pub const REFUSALS_MAX: usize = 64;
/// Longest time in which requests in flight may end after shutdown was asked for, in milliseconds.
pub const SHUTDOWN_GRACE_MS_MAX: u64 = 10_000;
/// Longest time in which the rest of an unwanted body is read and thrown away, so that the
/// client gets to read its answer before the connection is reset, in milliseconds.
pub const LINGER_MS_MAX: u64 = 2_000;
/// Pause after the system refused to accept a connection (too many open files), in milliseconds.
pub const ACCEPT_PAUSE_MS: u64 = 50;
/// What a client is told to wait before it tries again, in seconds.
pub const RETRY_AFTER_S: u64 = 2;
/// Shortest bearer token, in bytes.
pub const TOKEN_BYTES_MIN: usize = 16;
/// Largest token file, in bytes.
pub const TOKEN_FILE_BYTES_MAX: u64 = 4 << 10;

/// The limits that an operator, or a test, may set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Largest request body, in bytes.
    pub body_bytes_max: usize,
    /// Most bytes of request bodies held in memory at once.
    pub bodies_bytes_max: usize,
    /// Longest time to read a request body.
    pub body_read_max: Duration,
    /// Longest time to read a request's head, and longest idle time of a connection.
    pub head_read_max: Duration,
    /// Longest time in which a client may take nothing of its answer.
    pub write_stall_max: Duration,
    /// Longest time to work on one request.
    pub work_max: Duration,
    /// Most requests that are worked on at once.
    pub working_max: usize,
    /// Most requests that wait for a free worker.
    pub waiting_max: usize,
    /// Most connections that are served at once.
    pub connections_max: usize,
    /// Longest time in which requests in flight may end after shutdown was asked for.
    pub shutdown_grace_max: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes_max: BODY_BYTES_MAX,
            bodies_bytes_max: BODIES_BYTES_MAX,
            body_read_max: Duration::from_millis(BODY_READ_MS_MAX),
            head_read_max: Duration::from_millis(HEAD_READ_MS_MAX),
            write_stall_max: Duration::from_millis(WRITE_STALL_MS_MAX),
            work_max: Duration::from_millis(WORK_MS_MAX),
            working_max: std::thread::available_parallelism().map_or(1, usize::from),
            waiting_max: WAITING_MAX,
            connections_max: CONNECTIONS_MAX,
            shutdown_grace_max: Duration::from_millis(SHUTDOWN_GRACE_MS_MAX),
        }
    }
}
