//! Connections: every one of them ends, and none of them takes the server with it.

use std::io::Write;
use std::net::Shutdown;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::harness::{PATIENCE, Service, read_all, score_request};

const SHORT: Duration = Duration::from_millis(200);

#[test]
fn a_silent_client_is_closed_without_a_word() {
    let service = Service::with(|config| config.limits.head_read_max = SHORT);
    assert!(read_all(service.connect()).is_empty());
}

#[test]
fn half_a_head_is_answered_and_closed() {
    let service = Service::with(|config| config.limits.head_read_max = SHORT);
    let answers = service.raw(b"GET /healthz HTTP/1.1\r\nHost:");
    assert_eq!(answers.len(), 1);
    answers[0].problem(408, "request-timeout");
}

#[test]
fn an_idle_connection_is_closed_after_its_answers() {
    let service = Service::with(|config| config.limits.head_read_max = SHORT);
    let request = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let answers = service.raw(&request.repeat(3));
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [200, 200, 200]);
}

#[test]
fn a_body_that_never_comes_is_answered_and_closed() {
    let service = Service::with(|config| config.limits.body_read_max = SHORT);
    for framing in ["Content-Length: 1000000", "Transfer-Encoding: chunked"] {
        let head = format!("POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{framing}\r\n\r\n");
        let answers = service.raw(head.as_bytes());
        assert_eq!(answers.len(), 1, "{framing}");
        answers[0].problem(408, "request-timeout");
    }
}

#[test]
fn a_body_that_drips_is_answered_and_closed() {
    let service = Service::with(|config| config.limits.body_read_max = SHORT);
    let mut stream = service.connect();
    stream
        .write_all(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
        .unwrap();
    let mut dripping = stream.try_clone().unwrap();
    let answered = AtomicBool::new(false);
    let answers = std::thread::scope(|scope| {
        // Chunks without an end: however fast the machine is, only the deadline ends this body.
        scope.spawn(|| {
            while !answered.load(Ordering::Relaxed) && dripping.write_all(b"1\r\n \r\n").is_ok() {
                std::thread::yield_now();
            }
            drop(dripping.shutdown(Shutdown::Write));
        });
        stream.peek(&mut [0]).unwrap();
        answered.store(true, Ordering::Relaxed);
        read_all(stream)
    });
    answers[0].problem(408, "request-timeout");
}

#[test]
fn a_body_that_breaks_off_costs_nobody_anything() {
    let service = Service::start();
    let mut stream = service.connect();
    stream
        .write_all(
            b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{",
        )
        .unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    let answers = read_all(stream);
    assert!(answers.iter().all(|answer| answer.status == 400), "{answers:?}");
    assert_eq!(service.get("/healthz").status, 200);
}

#[test]
fn an_answer_that_nobody_takes_ends_the_connection() {
    let service = Service::with(|config| {
        config.limits.write_stall_max = SHORT;
        config.limits.head_read_max = SHORT;
    });
    let mut stream = service.connect();
    let request = b"GET /docs HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000);
    // The server closes while it is still being asked, so that the write may fail as well.
    drop(stream.write_all(&request));
    let begun = Instant::now();
    while service.get("/metrics").text().contains("saring_http_connections 2\n") {
        assert!(begun.elapsed() < PATIENCE, "the connection is still open");
        std::thread::yield_now();
    }
}

#[test]
fn connections_beyond_the_limit_are_told_to_come_back() {
    let service = Service::with(|config| config.limits.connections_max = 1);
    let mut first = service.connect();
    first.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut begun = [0; 1];
    std::io::Read::read_exact(&mut first, &mut begun).unwrap();
    let answers = service.raw(b"");
    answers[0].problem(503, "overloaded");
    drop(first);
}

#[test]
fn shutdown_ends_idle_connections_and_answers_what_is_in_flight() {
    let mut service = Service::with(|config| config.limits.body_bytes_max = 10_000_000);
    let body = score_request().to_string();
    let mut idle = service.connect();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut begun = [0; 1];
    std::io::Read::read_exact(&mut idle, &mut begun).unwrap();
    let mut busy = service.connect();
    let head = format!(
        "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    busy.write_all(head.as_bytes()).unwrap();
    // The server asks for the body, so the request is in flight for certain.
    let mut go_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    std::io::Read::read_exact(&mut busy, &mut go_on).unwrap();
    service.begin_stop();
    let mut rest = Vec::new();
    std::io::Read::read_to_end(&mut idle, &mut rest).unwrap();
    assert!(std::net::TcpStream::connect(service.address).is_err(), "nobody new is let in");
    busy.write_all(body.as_bytes()).unwrap();
    let answers = read_all(busy);
    assert_eq!(answers[0].status, 200, "{}", answers[0].text());
    service.join();
}

#[test]
fn shutdown_does_not_wait_for_ever() {
    let service = Service::with(|config| config.limits.shutdown_grace_max = SHORT);
    let mut half = service.connect();
    half.write_all(
        b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n",
    )
    .unwrap();
    service.join();
    let mut rest = Vec::new();
    // Closed or reset: either way it is over.
    drop(std::io::Read::read_to_end(&mut half, &mut rest));
}
