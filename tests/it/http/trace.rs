//! Traces and ids: every answer says who it was.

use saring_http::TraceContext;

use super::harness::Service;

const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[test]
fn a_trace_is_continued() {
    let service = Service::start();
    for (sent, sampled) in [
        (CALLER.to_owned(), "01"),
        (CALLER.replace("-01", "-00"), "00"),
        (format!("{}-what", CALLER.replacen("00", "cc", 1)), "01"),
    ] {
        let answer = service.get_with("/healthz", &[("traceparent", sent.as_str())]);
        let ours: Vec<&str> = answer.header("traceparent").unwrap().split('-').collect();
        assert_eq!((ours[0], ours[1], ours[3]), ("00", "4bf92f3577b34da6a3ce929d0e0e4736", sampled), "{sent}");
        assert_ne!(ours[2], "00f067aa0ba902b7", "the span is ours");
    }
}

#[test]
fn a_broken_trace_is_replaced_and_breaks_nothing() {
    let service = Service::start();
    let upper = CALLER.to_uppercase();
    let longer = format!("{CALLER}-what");
    for sent in [
        "",
        "hello",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-01",
        upper.as_str(),
        longer.as_str(),
    ] {
        let answer = service.get_with("/healthz", &[("traceparent", sent)]);
        assert_eq!(answer.status, 200, "{sent}");
        let ours = answer.header("traceparent").unwrap();
        assert!(TraceContext::parse(ours).is_some(), "{ours}");
        assert!(!ours.contains("4bf92f3577b34da6a3ce929d0e0e4736"), "{sent} became {ours}");
    }
}

#[test]
fn a_trace_is_written_as_it_was_read() {
    let trace = TraceContext::parse(CALLER).unwrap();
    assert_eq!(trace.to_string(), CALLER);
    assert_eq!(trace.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(trace.span_id(), "00f067aa0ba902b7");
}

#[test]
fn every_request_has_an_id_of_its_own() {
    let service = Service::start();
    let (first, second) = (service.get("/nowhere"), service.get("/nowhere"));
    let ids = [&first, &second].map(|answer| answer.header("x-request-id").unwrap().to_owned());
    assert_ne!(ids[0], ids[1]);
    assert_eq!(first.problem(404, "not-found")["instance"], format!("urn:uuid:{}", ids[0]));
    let bytes: Vec<usize> = ids[0].split('-').map(str::len).collect();
    assert_eq!(bytes, [8, 4, 4, 4, 12], "{}", ids[0]);
    assert!(ids[0].split('-').nth(2).unwrap().starts_with('8'), "a UUID of version 8: {}", ids[0]);
}
