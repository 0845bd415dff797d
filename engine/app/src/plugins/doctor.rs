//! Which tools of plugin authors are there, and how to get those that are not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use super::build::{TARGET, componentize_py};
use super::project::Language;

/// Oldest version of Node.js that builds plugins.
const NODE_MAJOR_MIN: u32 = 20;
/// Oldest version of Python that builds plugins.
const PYTHON_MIN: (u32, u32) = (3, 10);
/// The package that makes components of JavaScript.
const COMPONENTIZE_JS: &str = "@bytecodealliance/componentize-js";

/// A tool that authors of a language need.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    /// The language that needs it.
    pub language: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What was found of it; none where it is missing.
    pub found: Option<String>,
    /// What is wrong with what was found; none where nothing is.
    pub wrong: Option<String>,
    /// The line that installs it.
    pub install: &'static str,
}

impl Tool {
    /// Whether it can be used.
    pub fn is_ready(&self) -> bool {
        self.found.is_some() && self.wrong.is_none()
    }
}

/// Looks at the tools of some languages, for a plugin in a folder: what a project brings itself is looked for there.
pub fn doctor(languages: &[Language], folder: &Path) -> Vec<Tool> {
    languages.iter().flat_map(|language| tools(*language, folder)).collect()
}

fn tools(language: Language, folder: &Path) -> Vec<Tool> {
    let tool =
        |name, found: Option<String>, install| Tool { language: language.as_str(), name, found, wrong: None, install };
    match language {
        Language::Rust => vec![
            tool("cargo", said("cargo", &["--version"]), "curl https://sh.rustup.rs -sSf | sh"),
            tool("target wasm32-unknown-unknown", target(), "rustup target add wasm32-unknown-unknown"),
        ],
        Language::Js => {
            let node = said("node", &["--version"]);
            let wrong = node.as_deref().filter(|found| major_minor(found) < (NODE_MAJOR_MIN, 0));
            let wrong = wrong.map(|_| format!("version {NODE_MAJOR_MIN} or newer is needed"));
            vec![
                Tool { wrong, ..tool("node", node, "install Node.js 20 or newer: https://nodejs.org/en/download") },
                tool("npm", said("npm", &["--version"]), "it comes with Node.js: https://nodejs.org/en/download"),
                tool(COMPONENTIZE_JS, package(folder), "npm install (in the plugin's folder)"),
            ]
        }
        Language::Python => {
            let python = said("python3", &["--version"]);
            let wrong = python.as_deref().filter(|found| major_minor(found) < PYTHON_MIN);
            let wrong = wrong.map(|_| format!("version {}.{} or newer is needed", PYTHON_MIN.0, PYTHON_MIN.1));
            let program = componentize_py(folder);
            vec![
                Tool {
                    wrong,
                    ..tool("python3", python, "install Python 3.10 or newer: https://www.python.org/downloads")
                },
                tool("componentize-py", said(program, &["--version"]), "python3 -m pip install componentize-py"),
            ]
        }
    }
}

/// The first line that a program says, where it runs at all.
fn said(program: impl Into<PathBuf>, args: &[&str]) -> Option<String> {
    let ran = Command::new(program.into()).args(args).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&ran.stdout).lines().next().unwrap_or_default().trim().to_owned();
    ran.status.success().then_some(text)
}

/// The standard library of the target, which is all that it needs.
fn target() -> Option<String> {
    let folder = said("rustc", &["--print", "target-libdir", "--target", TARGET])?;
    PathBuf::from(&folder).is_dir().then_some(folder)
}

/// The version of the package that is installed for a project.
fn package(folder: &Path) -> Option<String> {
    let path = folder.join("node_modules").join(COMPONENTIZE_JS).join("package.json");
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    manifest.get("version")?.as_str().map(str::to_owned)
}

/// The first two numbers of a version such as `v20.1.2` or `Python 3.11.7`.
fn major_minor(text: &str) -> (u32, u32) {
    let digits = text.trim_start_matches(|char: char| !char.is_ascii_digit());
    let mut numbers = digits.split('.').map(|number| number.parse().unwrap_or_default());
    (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
}
