//! Work is bounded, and goes on when its client leaves.

use std::io::Write;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::UNIX_EPOCH;

use saring_http::{Clock, Config};

use super::harness::{PATIENCE, Service, score_request};

/// A clock that stands still until it is let go, so that a decision takes as long as a test wants.
struct Brake {
    begun: Receiver<()>,
    release: Sender<()>,
}

impl Brake {
    fn new() -> (Self, Clock) {
        let (begin, begun) = channel();
        let (release, released) = channel();
        let released = Mutex::new(released);
        let clock = Clock::new(move || {
            begin.send(()).unwrap();
            released.lock().unwrap().recv_timeout(PATIENCE).unwrap();
            UNIX_EPOCH
        });
        (Self { begun, release }, clock)
    }

    /// Waits until a decision has begun.
    fn begun(&self) {
        self.begun.recv_timeout(PATIENCE).unwrap();
    }

    /// Lets one decision end.
    fn release(&self) {
        self.release.send(()).unwrap();
    }
}

fn service(change: impl FnOnce(&mut Config)) -> (Brake, Service) {
    let (brake, clock) = Brake::new();
    let service = Service::with(|config| {
        config.clock = clock;
        config.limits.working_max = 1;
        change(config);
    });
    (brake, service)
}

#[test]
fn without_a_place_to_wait_the_next_request_is_turned_away() {
    let (brake, service) = service(|config| config.limits.waiting_max = 0);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| service.post("/v1/score", &score_request()));
        brake.begun();
        service.post("/v1/score", &score_request()).problem(503, "overloaded");
        service.get("/readyz").problem(503, "overloaded");
        assert_eq!(service.get("/healthz").status, 200, "busy is not dead");
        brake.release();
        assert_eq!(first.join().unwrap().status, 200);
    });
    assert_eq!(service.get("/readyz").status, 200);
}

#[test]
fn with_a_place_to_wait_the_next_request_waits() {
    let (brake, service) = service(|config| config.limits.waiting_max = 1);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| service.post("/v1/score", &score_request()));
        brake.begun();
        let second = scope.spawn(|| service.post("/v1/score", &score_request()));
        brake.release();
        brake.begun();
        brake.release();
        assert_eq!([first, second].map(|answer| answer.join().unwrap().status), [200, 200]);
    });
}

#[test]
fn a_decision_goes_on_when_its_client_leaves() {
    let (brake, service) = service(|_| ());
    let body = score_request().to_string();
    let mut client = service.connect();
    let head = "POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length:";
    client.write_all(format!("{head} {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
    brake.begun();
    drop(client);
    while !service.get("/metrics").text().contains("route=\"/v1/score\",status=\"499\"} 1\n") {
        std::thread::yield_now();
    }
    brake.release();
    // The one worker is free again only after the decision that nobody waits for.
    std::thread::scope(|scope| {
        let next = scope.spawn(|| service.post("/v1/score", &score_request()));
        brake.begun();
        brake.release();
        assert_eq!(next.join().unwrap().status, 200);
    });
    assert!(service.get("/metrics").text().contains("saring_creators_scored_total 2\n"));
}
