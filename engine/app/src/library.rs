//! Packs on disk and in the program itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};
use saring_pack::limits::{PACK_BYTES_MAX, PACK_FILES_MAX};
use saring_pack::{Library, PackFiles, Shelf};
use saring_runtime_wasm::EngineError;

use crate::plugins::reload::ReloadError;
use crate::refusal::Refusal;

/// The packs that come with the program, so that it works wherever it is put.
static BUILTIN: [(&str, Dir<'_>); 2] = [
    ("standard", include_dir!("$CARGO_MANIFEST_DIR/../../rules/standard")),
    ("screening", include_dir!("$CARGO_MANIFEST_DIR/../../rules/screening")),
];

/// The manifest that makes a folder a pack.
pub(crate) const MANIFEST: &str = "pack.toml";
/// The folder of a pack that holds plugins. They are none of the pack's other files, and weigh nothing among them.
pub(crate) const PLUGINS: &str = "plugins";

/// Why the engine could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A folder or file of a pack cannot be read.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder holds no pack.
    #[error("`{}` holds no pack: there is no `pack.toml` in it or in its folders", path.display())]
    NoPack {
        /// The folder.
        path: PathBuf,
    },
    /// A pack is too large.
    #[error("the pack in `{}` has more than {PACK_FILES_MAX} files or {PACK_BYTES_MAX} bytes", path.display())]
    TooLarge {
        /// The pack's folder.
        path: PathBuf,
    },
    /// Two packs have one name and version, and are not the same.
    #[error("`{name}@{version}` is in `{first}` and, with other contents, in `{second}`")]
    Duplicate {
        /// The name.
        name: String,
        /// The version.
        version: String,
        /// Where it was found first.
        first: String,
        /// Where it was found again.
        second: String,
    },
    /// The threads cannot be started.
    #[error("cannot start the threads for evaluation")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The engine of the plugins cannot be started.
    #[error("cannot start the engine of the plugins")]
    Engine(#[from] EngineError),
    /// The plugins cannot be read.
    #[error("cannot read the plugins")]
    Plugins(#[from] ReloadError),
}

/// Every pack that can be named.
pub(crate) struct Packs {
    /// Packs by name and version.
    pub shelf: Shelf,
    /// Packs whose manifest states no name or version that could be read.
    pub nameless: Vec<Arc<PackFiles>>,
    /// Folders inside packs that hold plugins, where there are any.
    pub plugin_dirs: Vec<PathBuf>,
}

impl Packs {
    /// The packs that come with the program, and those in the folders.
    pub(crate) fn read(folders: &[PathBuf]) -> Result<Self, OpenError> {
        let mut packs: Vec<Arc<PackFiles>> = BUILTIN.iter().map(builtin).collect();
        let mut plugin_dirs = Vec::new();
        for folder in folders {
            for pack in packs_in(folder)? {
                plugin_dirs.push(Path::new(&pack.label).join(PLUGINS));
                packs.push(Arc::new(pack));
            }
        }
        let (named, nameless) = packs.into_iter().partition(|pack| pack.identity().is_some());
        Ok(Self { shelf: Shelf::new(unique(named)?), nameless, plugin_dirs })
    }

    /// The files of a pack, by name or `name@requirement`.
    pub(crate) fn find(&self, reference: &str) -> Result<Arc<PackFiles>, Refusal> {
        let (name, requirement) = match reference.split_once('@') {
            Some((name, requirement)) => (name, Some(requirement)),
            None => (reference, None),
        };
        self.shelf.find(name, requirement).map_err(|error| {
            let named = self.shelf.iter().any(|(known, _, _)| known == name);
            let (wanted, available) = (reference.to_owned(), error.available);
            match named {
                true => Refusal::PinnedPackAbsent { wanted, known: available },
                false => Refusal::UnknownPack { wanted, available },
            }
        })
    }
}

/// The packs without copies. A name and version that stand for two different packs would decide by chance.
fn unique(packs: Vec<Arc<PackFiles>>) -> Result<Vec<Arc<PackFiles>>, OpenError> {
    let mut seen: BTreeMap<(String, String), Arc<PackFiles>> = BTreeMap::new();
    for pack in packs {
        let Some((name, version)) = pack.identity() else { continue };
        let key = (name, version.to_string());
        match seen.get(&key) {
            Some(first) if first.files != pack.files => {
                let (first, second) = (first.label.clone(), pack.label.clone());
                return Err(OpenError::Duplicate { name: key.0, version: key.1, first, second });
            }
            Some(_) => {}
            None => {
                seen.insert(key, pack);
            }
        }
    }
    Ok(seen.into_values().collect())
}

/// The files of the standard pack that comes with the program.
pub(crate) fn standard() -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    BUILTIN
        .iter()
        .filter(|(name, _)| *name == crate::DEFAULT_PACK)
        .for_each(|(_, it)| collect_embedded(it, &mut files));
    files
}

fn builtin((name, folder): &(&str, Dir<'static>)) -> Arc<PackFiles> {
    let mut files = BTreeMap::new();
    collect_embedded(folder, &mut files);
    Arc::new(PackFiles { label: format!("built in: {name}"), files })
}

fn collect_embedded(folder: &Dir<'_>, files: &mut BTreeMap<String, Arc<[u8]>>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect_embedded(inner, files),
            DirEntry::File(file) => {
                files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents().into());
            }
        }
    }
}

/// The pack that a folder is, or the packs that its folders are.
fn packs_in(folder: &Path) -> Result<Vec<PackFiles>, OpenError> {
    if folder.join(MANIFEST).is_file() {
        return Ok(vec![read_pack(folder)?]);
    }
    let mut packs = Vec::new();
    for path in entries(folder)? {
        if path.join(MANIFEST).is_file() {
            packs.push(read_pack(&path)?);
        }
    }
    if packs.is_empty() { Err(OpenError::NoPack { path: folder.to_owned() }) } else { Ok(packs) }
}

/// The files of a pack's folder, without its plugins.
pub(crate) fn read_pack(root: &Path) -> Result<PackFiles, OpenError> {
    let mut files = BTreeMap::new();
    let mut bytes_left = PACK_BYTES_MAX;
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            let unreadable = |source| OpenError::Unreadable { path: path.clone(), source };
            let kind = path.symlink_metadata().map_err(unreadable)?;
            // A link could lead out of the pack, and what it leads to could change without the pack changing.
            if kind.is_dir() {
                if path != root.join(PLUGINS) {
                    folders.push(path);
                }
            } else if kind.is_file() {
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                let left = bytes_left.checked_sub(bytes.len()).filter(|_| files.len() < PACK_FILES_MAX);
                bytes_left = left.ok_or_else(|| OpenError::TooLarge { path: root.to_owned() })?;
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.insert(name, bytes.into());
            }
        }
    }
    Ok(PackFiles { label: root.display().to_string(), files })
}

/// Entries of a folder in the order of their names, without hidden ones.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let unreadable = |source| OpenError::Unreadable { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}
