//! Answers to connections whose requests were never read to the end.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::limits::{LINGER_MS_MAX, RETRY_AFTER_S};
use crate::problem::{MEDIA_TYPE, Problem, ProblemCode};

/// Tells a connection beyond the limit to come back later.
pub(super) async fn overloaded(mut stream: TcpStream) {
    let problem = Problem::new(ProblemCode::Overloaded, "too many connections are open")
        .help("keep connections alive, and try again later");
    write(&mut stream, &problem).await;
    linger(&mut stream).await;
}

/// Tells a client that its request's head came too slowly.
pub(super) async fn slow_head<S: AsyncWriteExt + Unpin>(stream: &mut S) {
    let problem = Problem::new(ProblemCode::RequestTimeout, "the head of the request did not arrive in time");
    write(stream, &problem).await;
}

/// Throws away what a client is still sending, for a bounded time: to close with
/// unread bytes resets the connection, and the client would lose its answer.
pub(super) async fn linger<S: AsyncReadExt + AsyncWriteExt + Unpin>(stream: &mut S) {
    let mut waste = vec![0; 16 << 10];
    let drain = async {
        stream.shutdown().await?;
        while stream.read(&mut waste).await? > 0 {}
        Ok::<_, std::io::Error>(())
    };
    // Whether the client closed, went away or kept sending: the connection ends here.
    drop(tokio::time::timeout(Duration::from_millis(LINGER_MS_MAX), drain).await);
}

async fn write<S: AsyncWriteExt + Unpin>(stream: &mut S, problem: &Problem) {
    let (status, body) = (problem.code().status(), problem.to_json(None));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {MEDIA_TYPE}\r\nContent-Length: {}\r\nRetry-After: {RETRY_AFTER_S}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let answer = [head.into_bytes(), body].concat();
    // A client that takes nothing gets nothing: the answer fits the buffer of any socket that is not full.
    drop(tokio::time::timeout(Duration::from_millis(LINGER_MS_MAX), stream.write_all(&answer)).await);
}
