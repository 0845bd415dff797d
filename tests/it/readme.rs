//! The README's commands, run as a stranger would: in an empty folder, one after the other.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use saring_tests::bin::saring;
use saring_tests::golden::repo;
use saring_tests::guests;

/// The code blocks of a page in a language, in their order.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{language}") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(block.join("\n"));
        }
    }
    blocks
}

/// A shell that finds `saring`, in a folder.
fn shell(folder: &Path, script: &str) -> Command {
    let program = saring();
    let bin = program.parent().map(PathBuf::from).unwrap_or_default();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(bin).chain(std::env::split_paths(&path));
    let mut command = Command::new("bash");
    command.args(["-euo", "pipefail", "-c", script]).current_dir(folder);
    command.env("PATH", std::env::join_paths(paths).unwrap());
    // The plugin that the page begins is built beside the other guests, of crates that the workspace has fetched.
    command.env("CARGO_TARGET_DIR", guests::target()).env("CARGO_NET_OFFLINE", "true").env_remove("SARING_PLUGINS");
    command
}

/// A server that stops with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have stopped by itself, and then there is nothing left to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the server as the README says, but on a port that is free, and waits until it says where it listens.
fn serve(folder: &Path, block: &str) -> (Serving, String) {
    let script = format!("exec {block} --bind 127.0.0.1:0");
    let mut child = shell(folder, &script).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let serving = Serving(child);
    let (sender, receiver) = std::sync::mpsc::channel();
    for pipe in [Box::new(stdout) as Box<dyn std::io::Read + Send>, Box::new(stderr)] {
        let sender = sender.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                // The test may be over, and nobody listens any more.
                let _ = sender.send(line);
            }
        });
    }
    drop(sender);
    let mut seen = Vec::new();
    for line in receiver {
        if let Some(rest) = line.split("http://127.0.0.1:").nth(1) {
            let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
            return (serving, port);
        }
        seen.push(line);
    }
    panic!("the server said no address: {seen:?}");
}

#[test]
fn the_commands_of_the_readme_work() {
    let readme = fs::read_to_string(repo().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let blocks = blocks(&readme, "sh");
    assert!(blocks.len() >= 6, "the README has lost its tours");
    let mut server: Option<(Serving, String)> = None;
    for block in &blocks {
        if block.trim() == "saring serve" {
            server = Some(serve(folder.path(), block));
            continue;
        }
        let port = server.as_ref().map_or("8750", |(_, port)| port);
        let script = block.replace("127.0.0.1:8750", &format!("127.0.0.1:{port}"));
        let done = shell(folder.path(), &script).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "`{block}` failed:\n{out}\n{err}");
        if block.starts_with("curl") {
            let report: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("no report: {out}"));
            assert_eq!(report["summary"]["creators"], 200, "the server decided on another roster: {out}");
        }
    }
    assert!(server.is_some(), "the README no longer shows how to serve");
}

#[test]
fn the_first_two_commands_are_tasks_of_the_project() {
    let readme = fs::read_to_string(repo().join("README.md")).unwrap();
    let first: Vec<String> = blocks(&readme, "console").into_iter().take(2).collect();
    assert_eq!(first, ["$ cargo xtask demo", "$ cargo xtask test"]);
    let ci = fs::read_to_string(repo().join(".ci/run")).unwrap();
    for command in ["cargo xtask demo", "cargo xtask test"] {
        assert!(ci.lines().any(|line| line.starts_with(command)), "CI does not run `{command}`");
    }
}
