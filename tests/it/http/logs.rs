//! What the log says of a request: who it was and how it went, and nothing that was sent.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use saring_tests::bin::command;
use serde_json::Value;

const TOKEN: &str = "a-token-that-nobody-may-read-in-a-log";

#[test]
fn a_line_a_request_with_its_trace_and_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("token"), TOKEN).unwrap();
    let args = ["serve", "--bind", "127.0.0.1:0", "--log", "json", "--token-file", "token"];
    let mut child =
        command(folder.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a server");
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = agent
        .post(format!("{}/v1/explain?creator=secret", address.trim()))
        .header("authorization", format!("Bearer {TOKEN}"))
        .header("content-type", "application/json")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .send("{\"secret\": \"body\"}")
        .unwrap();
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    drop(agent);
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let mut logs = String::new();
    child.stderr.take().unwrap().read_to_string(&mut logs).unwrap();
    assert!(child.wait().unwrap().success(), "{logs}");
    assert!(!logs.contains(TOKEN) && !logs.contains("secret"), "{logs}");

    let lines = logs.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let answered: Vec<Value> = lines.filter(|line| line["message"] == "answered").collect();
    let [line] = answered.as_slice() else { panic!("{logs}") };
    assert_eq!(
        (&line["method"], &line["route"], &line["status"]),
        (&"POST".into(), &"/v1/explain".into(), &422.into())
    );
    assert_eq!(line["problem"], "invalid-document");
    assert!(line["duration_us"].is_u64() && line["bytes"].is_u64(), "{line:#}");
    let span = &line["span"];
    assert_eq!(span["request_id"], id);
    assert_eq!(span["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(span["parent_span_id"], "00f067aa0ba902b7");
}
