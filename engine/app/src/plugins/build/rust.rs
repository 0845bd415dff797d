//! Rust sources to a core module, by cargo.

use std::process::{Command, Stdio};

use serde_json::Value;

use super::{BuildError, BuildOptions, read};
use crate::plugins::project::{Language, Project};

/// The target that imports nothing but what the contract says.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The profile of plugins: small, fast, and with the names of functions, which tell where a plugin trapped.
const PROFILE: [&str; 5] = [
    "profile.plugin.inherits=\"release\"",
    "profile.plugin.lto=true",
    "profile.plugin.codegen-units=1",
    "profile.plugin.debug=false",
    "profile.plugin.strip=\"debuginfo\"",
];

/// Memories begin with 256 KiB for the heap: a batch that has to ask for memory takes 4 µs longer to begin and to end.
const HEAP: &str = "target.wasm32-unknown-unknown.rustflags=[\"-Clink-arg=--initial-heap=262144\"]";

/// The core module of a crate.
pub(super) fn module(project: &Project, options: &BuildOptions) -> Result<Vec<u8>, BuildError> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(&cargo);
    command.args(["build", "--lib", "--target", TARGET, "--profile", "plugin", "--message-format", "json"]);
    command.args(PROFILE.iter().chain([&HEAP]).flat_map(|setting| ["--config", setting]));
    command.arg("--manifest-path").arg(project.folder.join("Cargo.toml"));
    if let Some(folder) = &options.target_dir {
        command.arg("--target-dir").arg(folder);
    }
    let ran = command.stdin(Stdio::null()).output();
    let ran = ran.map_err(|source| BuildError::Tool { program: cargo, language: Language::Rust, source })?;
    let messages: Vec<Value> =
        ran.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    if !ran.status.success() {
        let stderr = String::from_utf8_lossy(&ran.stderr);
        return Err(BuildError::Failed { program: "cargo build".to_owned(), said: said(&messages, &stderr) });
    }
    let path = messages.iter().rev().find_map(artifact);
    let path = path.ok_or_else(|| BuildError::NoModule { name: project.name.clone() })?;
    read(path.as_ref())
}

/// The module of the crate itself: cargo builds it last.
fn artifact(message: &Value) -> Option<String> {
    let files = message.get("filenames")?.as_array()?;
    files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".wasm")).map(str::to_owned)
}

/// The compiler's errors; where it gave none, what cargo said.
fn said(messages: &[Value], stderr: &str) -> String {
    let errors = messages.iter().filter_map(|message| message.get("message"));
    let errors = errors.filter(|message| message.get("level").and_then(Value::as_str) == Some("error"));
    let text: String = errors.filter_map(|message| message.get("rendered")?.as_str()).collect();
    if text.is_empty() { stderr.to_owned() } else { text }
}
