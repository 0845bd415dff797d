//! Who asked: an id for each request, and its place in the caller's trace.
//!
//! The trace is carried as W3C Trace Context writes it (`traceparent`): read,
//! checked, put into every line of the log, and answered with our own span.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderMap;

/// The header that carries a trace.
pub const TRACEPARENT: &str = "traceparent";

/// A span in a distributed trace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TraceContext {
    trace_id: u128,
    span_id: u64,
    flags: u8,
}

/// One request: its own id, its span, and the caller's span if the caller named one.
#[derive(Debug, Clone)]
pub(crate) struct RequestIdentity {
    pub id: String,
    pub span: TraceContext,
    pub parent: Option<TraceContext>,
}

impl RequestIdentity {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let parent = parent(headers);
        let span = match parent {
            Some(parent) => TraceContext { span_id: random(), ..parent },
            None => TraceContext { trace_id: random_wide(), span_id: random(), flags: 0 },
        };
        Self { id: uuid(random_wide()), span, parent }
    }
}

impl TraceContext {
    /// Reads `00-<32 hex digits>-<16 hex digits>-<2 hex digits>`.
    ///
    /// A later version is read by its first four fields, as the recommendation
    /// says. Anything else is none: a broken trace never breaks a request.
    pub fn parse(text: &str) -> Option<Self> {
        let (head, rest) = text.split_at_checked(55)?;
        let mut fields = head.split('-');
        let version = hex(fields.next()?, 2)?;
        let trace_id = hex(fields.next()?, 32)?;
        let span_id = hex(fields.next()?, 16)?;
        let flags = hex(fields.next()?, 2)?;
        let ends = if version == 0 { rest.is_empty() } else { rest.is_empty() || rest.starts_with('-') };
        if version == 0xff || trace_id == 0 || span_id == 0 || !ends || fields.next().is_some() {
            return None;
        }
        Some(Self { trace_id, span_id: u64::try_from(span_id).ok()?, flags: u8::try_from(flags).ok()? })
    }

    /// The trace's id, as 32 hex digits.
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace_id)
    }

    /// The span's id, as 16 hex digits.
    pub fn span_id(&self) -> String {
        format!("{:016x}", self.span_id)
    }
}

impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Of the flags only `sampled` is ours to pass on.
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace_id, self.span_id, self.flags & 1)
    }
}

/// Two `traceparent` headers are as good as none.
fn parent(headers: &HeaderMap) -> Option<TraceContext> {
    let mut values = headers.get_all(TRACEPARENT).iter();
    let only = values.next().filter(|_| values.next().is_none())?;
    TraceContext::parse(only.to_str().ok()?.trim())
}

fn hex(text: &str, digits: usize) -> Option<u128> {
    let lower = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (text.len() == digits && lower).then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

/// Ids need to be distinct, not secret: a counter under a hash with a random key of this process.
fn random() -> u64 {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    KEY.hash_one(COUNTER.fetch_add(1, Ordering::Relaxed)).max(1)
}

fn random_wide() -> u128 {
    u128::from(random()) << 64 | u128::from(random())
}

/// The bits as a UUID of version 8 (RFC 9562: custom), in its variant.
fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let text = format!("{bits:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| text.get(part).unwrap_or_default());
    parts.join("-")
}
