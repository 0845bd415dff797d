//! A folder to begin a plugin in. It carries the contract and the SDK with it, so that it builds wherever it is put.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};
use saring_model::Kebab;
use saring_pack::rule::Kind;

use super::project::Language;

static WIT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/wit");
static SDK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/sdk");
static JS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/examples/js/template");
static PYTHON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../plugins/examples/python/template");

/// The folder of the SDK that holds the templates of plugins: one for each kind, and what all of them have.
const TEMPLATE: &str = "template";
/// What all templates of that folder have.
const COMMON: &str = "common";
/// The ending of a template's file that would mean something to a tool where the template stands.
const INERT: &str = ".in";

/// Why nothing was begun.
#[derive(Debug, thiserror::Error)]
pub enum ScaffoldError {
    /// The name is none for a plugin.
    #[error("`{name}` is not lower-case words joined by hyphens")]
    Name {
        /// The name.
        name: String,
    },
    /// There is no template.
    #[error("there is no template of a {} in `{}`", kind.as_str(), language.as_str())]
    NoTemplate {
        /// The kind of rule.
        kind: Kind,
        /// The language.
        language: Language,
    },
    /// Something is there already.
    #[error("`{}` is there already", path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("cannot write `{}`", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ScaffoldError {
    /// A stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "name-invalid",
            Self::NoTemplate { .. } => "no-template",
            Self::Exists { .. } => "path-exists",
            Self::Unwritable { .. } => "output-unwritable",
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Name { .. } => "such as `audience-quality`: packs run it as `plugin:audience-quality`",
            Self::NoTemplate { .. } => "`--lang rust` has one of every kind; other languages begin with a check",
            Self::Exists { .. } => "choose another name, or move what is there away",
            Self::Unwritable { .. } => "check that the folder can be written to, and that the disk is not full",
        }
    }
}

/// Writes the folder of a new plugin below another folder, whole or not at all; returns its path.
///
/// # Errors
/// Where the name is none, the language has no template of the kind, something of the name is there, or the folder cannot
/// be written.
pub fn scaffold(name: &str, kind: Kind, language: Language, below: &Path) -> Result<PathBuf, ScaffoldError> {
    if Kebab::new(name).is_err() || !name.starts_with(|first: char| first.is_ascii_lowercase()) {
        return Err(ScaffoldError::Name { name: name.to_owned() });
    }
    if language != Language::Rust && kind != Kind::Check {
        return Err(ScaffoldError::NoTemplate { kind, language });
    }
    let folder = below.join(name);
    if folder.symlink_metadata().is_ok() {
        return Err(ScaffoldError::Exists { path: folder });
    }
    let unwritable = |path: &Path, source| ScaffoldError::Unwritable { path: path.to_owned(), source };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".saring-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let scratch = builder.tempdir_in(below).map_err(|source| unwritable(below, source))?;
    for (path, contents) in files(name, kind, language) {
        let path = scratch.path().join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, contents));
        written.map_err(|source| unwritable(&path, source))?;
    }
    fs::rename(scratch.path(), &folder).map_err(|source| unwritable(&folder, source))?;
    // What was moved away is nobody's to remove any more.
    let _ = scratch.keep();
    Ok(folder)
}

/// Every file of the folder, by its path there.
fn files(name: &str, kind: Kind, language: Language) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    copy(&WIT, Path::new("wit"), &mut files);
    let templates = match language {
        Language::Rust => {
            copy(&SDK, Path::new("sdk"), &mut files);
            files.retain(|(path, _)| !path.starts_with(Path::new("sdk").join(TEMPLATE)));
            [COMMON, kind.as_str()].iter().filter_map(|part| SDK.get_dir(Path::new(TEMPLATE).join(part))).collect()
        }
        Language::Js => vec![&JS],
        Language::Python => vec![&PYTHON],
    };
    let mut own = Vec::new();
    for template in templates {
        copy(template, Path::new(""), &mut own);
    }
    files.extend(own.into_iter().map(|(path, contents)| filled(name, kind, &path, contents)));
    files
}

fn copy(folder: &Dir<'_>, to: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    // The paths of embedded entries begin at what was embedded, and these begin at the folder that is copied.
    for entry in folder.entries() {
        let Some(name) = entry.path().file_name() else { continue };
        match entry {
            DirEntry::Dir(inner) => copy(inner, &to.join(name), files),
            DirEntry::File(file) => files.push((to.join(name), file.contents().to_vec())),
        }
    }
}

/// A file of a template for a name.
fn filled(name: &str, kind: Kind, path: &Path, contents: Vec<u8>) -> (PathBuf, Vec<u8>) {
    let fill = |text: &str| {
        let text = text.replace("{{name}}", name).replace("{{crate}}", &name.replace('-', "_"));
        text.replace("{{type}}", &type_name(name)).replace("{{a kind}}", a(kind))
    };
    let path = fill(&path.to_string_lossy());
    let path = PathBuf::from(path.strip_suffix(INERT).unwrap_or(&path));
    match String::from_utf8(contents) {
        Ok(text) => (path, fill(&text).into_bytes()),
        Err(bytes) => (path, bytes.into_bytes()),
    }
}

/// A rule of a kind, at the beginning of a sentence.
fn a(kind: Kind) -> &'static str {
    match kind {
        Kind::Check => "A check",
        Kind::Tier => "A tier rule",
        Kind::Preflight => "A check of the campaign itself",
        Kind::Budget => "A budget policy",
        Kind::Worth => "A rule of worth",
        Kind::Trigger => "A trigger",
        Kind::Metric => "A metric",
    }
}

/// The name as Rust and JavaScript write types: `audience-quality` is `AudienceQuality`.
fn type_name(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
    });
    words.collect()
}
