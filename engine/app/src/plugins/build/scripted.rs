//! JavaScript and Python sources to a component, by the tools of those languages.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{BuildError, read};
use crate::plugins::project::{Language, Project};

/// The component of a JavaScript project: its own `build.mjs` writes it to the file that it is told.
pub(super) fn js(project: &Project) -> Result<Vec<u8>, BuildError> {
    let mut command = Command::new("node");
    command.arg("build.mjs");
    made_by(command, "node build.mjs", Language::Js, project)
}

/// The component of a Python project. WASI is stubbed, because a plugin has none.
pub(super) fn python(project: &Project) -> Result<Vec<u8>, BuildError> {
    let mut command = Command::new(componentize_py(&project.folder));
    command.args(["-d", "wit", "-w", &world(&project.folder), "componentize", "app", "--stub-wasi", "-o"]);
    made_by(command, "componentize-py", Language::Python, project)
}

/// The tool in the project's own environment, else the one on the path.
pub(crate) fn componentize_py(folder: &Path) -> PathBuf {
    let own = folder.join(".venv/bin/componentize-py");
    let own = std::path::absolute(&own).unwrap_or(own);
    if own.is_file() { own } else { PathBuf::from("componentize-py") }
}

/// The world that a Python project says it is built for.
fn world(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("pyproject.toml")).unwrap_or_default();
    let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
    let said = manifest.get("tool").and_then(|tool| tool.get("saring")?.get("world")?.as_str());
    said.unwrap_or("check").to_owned()
}

/// Runs a command whose last argument is the file to write, and reads what it wrote.
fn made_by(mut command: Command, program: &str, language: Language, project: &Project) -> Result<Vec<u8>, BuildError> {
    let scratch = tempfile::Builder::new().suffix(".wasm").tempfile();
    let scratch = scratch.map_err(|source| BuildError::Unreadable { path: std::env::temp_dir(), source })?;
    command.arg(scratch.path()).current_dir(&project.folder).stdin(Stdio::null());
    let tool = |source| BuildError::Tool { program: program.to_owned(), language, source };
    let ran = command.output().map_err(tool)?;
    if !ran.status.success() {
        let said = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        return Err(BuildError::Failed { program: program.to_owned(), said });
    }
    read(scratch.path())
}
