//! A folder in which a plugin is written.

use std::fs;
use std::path::{Path, PathBuf};

/// A language that plugins are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Rust.
    Rust,
    /// JavaScript.
    Js,
    /// Python.
    Python,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::Rust, Self::Js, Self::Python];

    /// The language as it is typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Js => "js",
            Self::Python => "python",
        }
    }

    /// The file that makes a folder a project of the language.
    fn marker(self) -> &'static str {
        match self {
            Self::Rust => "Cargo.toml",
            Self::Js => "package.json",
            Self::Python => "pyproject.toml",
        }
    }
}

/// A folder in which a plugin is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The folder.
    pub folder: PathBuf,
    /// The language, by the files of the folder.
    pub language: Language,
    /// The name of the project, which is that of the component's file.
    pub name: String,
}

/// No plugin is written in a folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoProject {
    /// Nothing in it says so.
    #[error("`{}` holds no project of a plugin", folder.display())]
    None {
        /// The folder.
        folder: PathBuf,
    },
    /// Several of its folders are projects.
    #[error("`{}` holds several projects: {}", folder.display(), names.join(", "))]
    Several {
        /// The folder.
        folder: PathBuf,
        /// The folders in it that are projects.
        names: Vec<String>,
    },
}

impl NoProject {
    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::None { .. } => "name the plugin's folder; `saring plugin new NAME` makes one",
            Self::Several { .. } => "name one of them",
        }
    }
}

impl Project {
    /// The project in a folder, or the only one in its folders.
    ///
    /// # Errors
    /// Where there is none, or more than one.
    pub fn find(folder: &Path) -> Result<Self, NoProject> {
        if let Some(project) = Self::at(folder) {
            return Ok(project);
        }
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut below: Vec<Self> = entries.filter_map(|entry| Self::at(&entry.path())).collect();
        below.sort_by(|a, b| a.folder.cmp(&b.folder));
        match below.len() {
            1 => below.pop().ok_or_else(|| NoProject::None { folder: folder.to_owned() }),
            0 => Err(NoProject::None { folder: folder.to_owned() }),
            _ => {
                let names = below.iter().map(|project| project.folder.display().to_string()).collect();
                Err(NoProject::Several { folder: folder.to_owned(), names })
            }
        }
    }

    fn at(folder: &Path) -> Option<Self> {
        let language = Language::ALL.into_iter().find(|language| folder.join(language.marker()).is_file())?;
        let text = fs::read_to_string(folder.join(language.marker())).ok()?;
        let name = match language {
            Language::Rust => toml_name(&text, "package")?,
            Language::Js => serde_json::from_str::<serde_json::Value>(&text).ok()?.get("name")?.as_str()?.to_owned(),
            Language::Python => toml_name(&text, "project")?,
        };
        Some(Self { folder: folder.to_owned(), language, name })
    }

    /// Where the project's component is put, unless another place is named.
    pub fn component(&self) -> PathBuf {
        self.folder.join("dist").join(format!("{}.wasm", self.name))
    }

    /// The files that the component is made of, for noticing that one of them changed.
    pub fn sources(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.folder, &mut files);
        files.sort();
        files
    }
}

/// Folders of a project that hold what is made, not what is written.
const MADE: [&str; 4] = ["dist", "target", "node_modules", "__pycache__"];

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !MADE.contains(&name.as_str()) && !name.starts_with('.') => {
                collect(&path, files);
            }
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
}

fn toml_name(text: &str, section: &str) -> Option<String> {
    let manifest: toml::Table = toml::from_str(text).ok()?;
    Some(manifest.get(section)?.get("name")?.as_str()?.to_owned())
}
