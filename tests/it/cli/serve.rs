//! `serve`: the address, the pasted line, and an end in good order.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use saring_tests::bin::command;

use super::Demo;

/// A server that ends with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_request_of_the_demo_works_against_the_server_and_sigterm_ends_it() {
    let demo = Demo::new("5");
    let args = ["serve", "--bind", "127.0.0.1:0", "--log", "json"];
    let child = command(demo.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut serving = Serving(child);
    let mut address = String::new();
    BufReader::new(serving.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let address = address.trim();
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");

    let body = demo.read("score-request.json");
    let mut answer = ureq::post(format!("{address}/v1/score"))
        .header("content-type", "application/json")
        .send(body.as_str())
        .expect("an answer");
    let report: serde_json::Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!(report, demo.score(&["--format", "json"]).json(), "both faces give the same report");

    let pid = serving.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert_eq!(serving.0.wait().unwrap().code(), Some(0));
    let mut logs = String::new();
    serving.0.stderr.take().unwrap().read_to_string(&mut logs).unwrap();
    assert!(logs.contains(&format!("curl -sS {address}/v1/score")), "{logs}");
    let lines: Vec<&str> = logs.lines().filter(|line| line.starts_with('{')).collect();
    assert!(!lines.is_empty(), "{logs}");
    for line in lines {
        serde_json::from_str::<serde_json::Value>(line).expect("a log line is JSON");
    }
}
