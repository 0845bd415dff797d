//! From a plugin's sources to its component.

mod rust;
mod scripted;

use std::path::{Path, PathBuf};

pub(crate) use rust::TARGET;
pub(crate) use scripted::componentize_py;

use super::project::{Language, Project};

/// How a component is built.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// Where cargo keeps what it builds; absent means the project's own `target`.
    pub target_dir: Option<PathBuf>,
}

/// Why a component was not built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A program that builds cannot be started.
    #[error("cannot run `{program}`")]
    Tool {
        /// The program.
        program: String,
        /// The language that it is for.
        language: Language,
        /// Why.
        source: std::io::Error,
    },
    /// The program that builds said no.
    #[error("`{program}` failed")]
    Failed {
        /// The program.
        program: String,
        /// What it said, as it said it.
        said: String,
    },
    /// The build made no WebAssembly module.
    #[error("the crate `{name}` builds no WebAssembly module")]
    NoModule {
        /// The crate.
        name: String,
    },
    /// What was built cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The module does not fit the contract that it was built for.
    #[error("the module is no plugin: {reason}")]
    Encoding {
        /// What does not fit.
        reason: String,
    },
}

impl BuildError {
    /// A stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Tool { .. } => "tool-missing",
            Self::Failed { .. } => "build-failed",
            Self::NoModule { .. } => "no-module",
            Self::Unreadable { .. } => "file-unreadable",
            Self::Encoding { .. } => "encoding-failed",
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Tool { language, .. } => {
                format!(
                    "`saring plugin doctor --lang {}` says what is missing, and how to install it",
                    language.as_str()
                )
            }
            Self::Failed { .. } => "put right what it says".to_owned(),
            Self::NoModule { .. } => "add `[lib]` with `crate-type = [\"cdylib\", \"rlib\"]` to Cargo.toml".to_owned(),
            Self::Unreadable { .. } => "check that the file is there and can be read".to_owned(),
            Self::Encoding { .. } => {
                "export the plugin with the SDK (`saring_plugin::export_check!`), or with the bindings of `saring.wit`"
                    .to_owned()
            }
        }
    }
}

/// Builds the component of a project.
///
/// # Errors
/// Where a tool is missing, the sources are wrong, or what they make is no component.
pub fn build(project: &Project, options: &BuildOptions) -> Result<Vec<u8>, BuildError> {
    match project.language {
        Language::Rust => encode(&rust::module(project, options)?),
        Language::Js => scripted::js(project),
        Language::Python => scripted::python(project),
    }
}

/// The component of a core module that carries the contract it was built for, as Rust and C guests do.
///
/// # Errors
/// Where the module lacks what the contract asks for, or imports what the contract does not have.
pub fn encode(module: &[u8]) -> Result<Vec<u8>, BuildError> {
    let encoded =
        wit_component::ComponentEncoder::default().validate(true).module(module).and_then(|mut it| it.encode());
    encoded.map_err(|error| BuildError::Encoding {
        // Each cause adds to the one before; the words are those of the encoder.
        reason: error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": "),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    std::fs::read(path).map_err(|source| BuildError::Unreadable { path: path.to_owned(), source })
}
