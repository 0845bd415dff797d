//! One connection, from its first byte to its last.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::ServiceExt;

use super::refusal::{linger, slow_head};
use super::stall::Stalling;
use crate::limits::{HEAD_BYTES_MAX, HEADERS_MAX, Limits};

/// Serves the requests of one connection until either side, a limit or `closing` ends it.
pub(super) async fn serve(stream: TcpStream, router: Router, limits: &Limits, mut closing: watch::Receiver<bool>) {
    // Without it the end of an answer may wait for the client's acknowledgement; a failure costs only time.
    drop(stream.set_nodelay(true));
    let io = TokioIo::new(Stalling::new(stream, limits.write_stall_max));
    let unread = Arc::new(AtomicBool::new(false));
    let watched = Arc::clone(&unread);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let unread = Arc::clone(&watched);
        let request = request.map(|inner| Body::new(WatchedBody { ended: inner.is_end_stream(), inner, unread }));
        Box::pin(router.clone().oneshot(request))
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_read_max)
        // Beyond the limit a request gets a problem; far beyond it, only a status and a closed connection.
        .max_header_size(2 * HEAD_BYTES_MAX)
        .max_headers(2 * HEADERS_MAX)
        .serve_connection(io, service);
    let mut told = false;
    let ended = loop {
        tokio::select! {
            ended = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break ended,
            _ = closing.wait_for(|closing| *closing), if !told => {
                Pin::new(&mut connection).graceful_shutdown();
                told = true;
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner();
    match ended {
        Err(error) if error.is_timeout() && !parts.read_buf.is_empty() => slow_head(&mut stream).await,
        Err(error) => tracing::debug!(%error, "connection ended"),
        Ok(()) => {}
    }
    if !parts.read_buf.is_empty() || unread.load(Ordering::Relaxed) {
        linger(&mut stream).await;
    }
}

/// A request's body that leaves a mark when it is dropped before its end.
struct WatchedBody {
    inner: Incoming,
    ended: bool,
    unread: Arc<AtomicBool>,
}

impl HttpBody for WatchedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(cx);
        self.ended |= matches!(frame, Poll::Ready(None)) || self.inner.is_end_stream();
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for WatchedBody {
    fn drop(&mut self) {
        if !self.ended {
            self.unread.store(true, Ordering::Relaxed);
        }
    }
}
