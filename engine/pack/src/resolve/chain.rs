//! The chain of packs that extend each other, and their manifests laid over each other.

use std::sync::Arc;

use semver::{Version, VersionReq};

use crate::ENGINE_VERSION;
use crate::diagnostic::DiagnosticCode;
use crate::files::{Library, MANIFEST, PackFiles};
use crate::limits::{EXTENDS_DEPTH_MAX, PACK_BYTES_MAX, PACK_FILES_MAX};
use crate::origin::{Origin, Sourced};
use crate::reader::{Reader, origin};
use crate::tree::{self, Branch, Node, Tree};

/// A pack laid over all that it extends.
pub(super) struct Chain {
    pub head: Head,
    /// The packs extended, the nearest first.
    pub extends: Vec<String>,
    pub tree: Branch,
    /// All packs, the nearest first.
    pub links: Vec<Arc<str>>,
    /// Where the manifest begins.
    pub at: Origin,
}

/// What a pack says of itself; it is never inherited.
pub(super) struct Head {
    pub name: String,
    pub version: String,
    pub title: Option<String>,
    pub engine: String,
    extends: Option<Sourced<String>>,
}

/// Loads a pack and what it extends. None where the manifests cannot be read, which has been reported.
pub(super) fn load(reader: &mut Reader, files: &PackFiles, library: &dyn Library) -> Option<Chain> {
    let mut links: Vec<(Arc<str>, Head, Branch)> = Vec::new();
    let mut next = Some(Arc::new(files.clone()));
    while let Some(files) = next.take() {
        let (label, head, tree) = manifest(reader, &files)?;
        let said = links.last().and_then(|(_, head, _)| head.extends.clone());
        if let Some(said) = said.filter(|_| links.iter().any(|(link, _, _)| *link == label)) {
            let names: Vec<&str> = links.iter().map(|(link, _, _)| &**link).chain([&*label]).collect();
            let message = format!("the pack extends itself: {}", names.join(" → "));
            reader.error(DiagnosticCode::ExtendsCycle, &said.origin, message, "extend a pack that stands by itself");
            return None;
        }
        if let Some(said) = head.extends.clone() {
            if links.len() + 1 >= EXTENDS_DEPTH_MAX {
                let message = format!("more than {EXTENDS_DEPTH_MAX} packs extend each other");
                reader.error(DiagnosticCode::ExtendsTooDeep, &said.origin, message, "extend a pack nearer to the root");
                return None;
            }
            next = Some(find(reader, library, &said)?);
        }
        links.push((label, head, tree));
    }
    merge(links)
}

fn merge(links: Vec<(Arc<str>, Head, Branch)>) -> Option<Chain> {
    let labels: Vec<Arc<str>> = links.iter().map(|(label, _, _)| Arc::clone(label)).collect();
    let at = origin(labels.first()?, MANIFEST, 0);
    let extends = labels.iter().skip(1).map(ToString::to_string).collect();
    let mut merged = Node { tree: Tree::Table(Branch::default()), origin: at.clone() };
    let mut nearest = None;
    for (_, head, mut tree) in links.into_iter().rev() {
        tree.0.retain(|entry| entry.key != "pack");
        merged = tree::overlay(merged, Node { tree: Tree::Table(tree), origin: at.clone() });
        nearest = Some(head);
    }
    match (nearest, merged.tree) {
        (Some(head), Tree::Table(tree)) => Some(Chain { head, extends, tree, links: labels, at }),
        _ => None,
    }
}

/// Reads one manifest. Its files are known to the reader as `name@version` from then on.
fn manifest(reader: &mut Reader, files: &Arc<PackFiles>) -> Option<(Arc<str>, Head, Branch)> {
    let label: Arc<str> = match files.identity() {
        Some((name, version)) => format!("{name}@{version}").into(),
        None => files.label.as_str().into(),
    };
    reader.packs.entry(Arc::clone(&label)).or_insert_with(|| Arc::clone(files));
    let start = origin(&label, MANIFEST, 0);
    let bytes: usize = files.files.values().map(|bytes| bytes.len()).sum();
    if bytes > PACK_BYTES_MAX || files.files.len() > PACK_FILES_MAX {
        let message = format!("the pack has {} files of {bytes} bytes", files.files.len());
        let help = format!("at most {PACK_FILES_MAX} files of {PACK_BYTES_MAX} bytes together");
        reader.error(DiagnosticCode::PackTooLarge, &start, message, help);
        return None;
    }
    if !files.files.contains_key(MANIFEST) {
        let help = format!("a pack is a folder with a `{MANIFEST}`; this one came from `{}`", files.label);
        reader.error(DiagnosticCode::FileMissing, &start, format!("`{MANIFEST}` is missing"), help);
        return None;
    }
    let before = reader.errors.len();
    let tree = reader.toml_file(&label, MANIFEST)?;
    if reader.errors.len() > before {
        // Half a manifest would raise errors about everything that the syntax error swallowed.
        return None;
    }
    let head = reader.need(&tree, "pack", &start).and_then(|node| head(reader, node))?;
    Some((label, head, tree))
}

fn head(reader: &mut Reader, node: &Node) -> Option<Head> {
    let branch = reader.branch(node)?;
    reader.only(branch, &["name", "version", "title", "engine", "extends"]);
    let at = &node.origin;
    let name = reader.need(branch, "name", at).and_then(|node| name(reader, node));
    let version = reader.need(branch, "version", at).and_then(|node| version(reader, node));
    let engine = reader.need(branch, "engine", at).and_then(|node| engine(reader, node));
    let title = branch.get("title").and_then(|entry| reader.text(&entry.node));
    let extends = branch
        .get("extends")
        .and_then(|entry| Some(Sourced { value: reader.text(&entry.node)?, origin: entry.node.origin.clone() }));
    Some(Head { name: name?, version: version?, title, engine: engine?, extends })
}

fn name(reader: &mut Reader, node: &Node) -> Option<String> {
    let name = reader.text(node)?;
    if saring_model::Kebab::new(name.as_str()).is_err() {
        let message = format!("`{name}` is not lower-case words joined by hyphens");
        reader.error(DiagnosticCode::NameInvalid, &node.origin, message, "such as `acme-beauty`");
    }
    Some(name)
}

fn version(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.text(node)?;
    if let Err(error) = Version::parse(&text) {
        let message = format!("`{text}` is not a version: {error}");
        reader.error(DiagnosticCode::VersionInvalid, &node.origin, message, "three numbers, such as `1.4.0`");
    }
    Some(text)
}

fn engine(reader: &mut Reader, node: &Node) -> Option<String> {
    let text = reader.text(node)?;
    let wanted = requirement(reader, &text, &node.origin)?;
    let own = Version::parse(ENGINE_VERSION).ok()?;
    if !wanted.matches(&own) {
        let message = format!("the pack is for engine `{text}`, and this is {own}");
        let help = format!("install an engine that meets `{text}`, or test the pack with this one and widen `engine`");
        reader.error(DiagnosticCode::EngineUnsatisfied, &node.origin, message, help);
    }
    Some(text)
}

fn requirement(reader: &mut Reader, text: &str, at: &Origin) -> Option<VersionReq> {
    match VersionReq::parse(text) {
        Ok(requirement) => Some(requirement),
        Err(error) => {
            let message = format!("`{text}` is not a version requirement: {error}");
            reader.error(DiagnosticCode::VersionInvalid, at, message, "such as `1`, `^1.2` or `>=0.1, <0.2`");
            None
        }
    }
}

fn find(reader: &mut Reader, library: &dyn Library, said: &Sourced<String>) -> Option<Arc<PackFiles>> {
    let (name, wanted) = match said.value.split_once('@') {
        Some((name, wanted)) => (name, Some(wanted)),
        None => (said.value.as_str(), None),
    };
    if let Some(wanted) = wanted {
        requirement(reader, wanted, &said.origin)?;
    }
    match library.find(name, wanted) {
        Ok(files) => Some(files),
        Err(missing) => {
            let message = format!("the pack `{}` is not installed", said.value);
            let help = match missing.available.as_slice() {
                [] => "no pack is installed".to_owned(),
                names => format!("installed: {}", names.join(", ")),
            };
            reader.error(DiagnosticCode::ExtendsMissing, &said.origin, message, help);
            None
        }
    }
}
