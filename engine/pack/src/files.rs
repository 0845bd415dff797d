//! Packs as named bytes, and the library that they are found in.

use std::collections::BTreeMap;
use std::sync::Arc;

use semver::{Version, VersionReq};

/// The files of one pack, before anything is read.
#[derive(Debug, Clone)]
pub struct PackFiles {
    /// Where the pack came from, for people.
    pub label: String,
    /// Bytes by path, with `/` between folders.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

/// The manifest's path in every pack.
pub const MANIFEST: &str = "pack.toml";

impl PackFiles {
    /// The name and version that the manifest states; none where it cannot be read.
    pub fn identity(&self) -> Option<(String, Version)> {
        let text = std::str::from_utf8(self.files.get(MANIFEST)?).ok()?;
        let (manifest, _) = toml::de::DeTable::parse_recoverable(text);
        let pack = manifest.get_ref().get("pack")?.get_ref().as_table()?;
        let name = pack.get("name")?.get_ref().as_str()?.to_owned();
        Some((name, Version::parse(pack.get("version")?.get_ref().as_str()?).ok()?))
    }
}

/// Where packs that others extend are found.
pub trait Library {
    /// The newest pack of that name that meets the version requirement, which is as in Cargo: `1`, `>=1.2, <2`.
    fn find(&self, name: &str, requirement: Option<&str>) -> Result<Arc<PackFiles>, NotFound>;
}

/// No pack of that name and version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such pack")]
pub struct NotFound {
    /// What there is instead, as `name@version`.
    pub available: Vec<String>,
}

/// A library that is a list of packs.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    packs: Vec<(String, Version, Arc<PackFiles>)>,
}

impl Shelf {
    /// The packs whose manifest states a name and a version, oldest version first.
    pub fn new(packs: impl IntoIterator<Item = Arc<PackFiles>>) -> Self {
        let mut packs: Vec<_> =
            packs.into_iter().filter_map(|pack| pack.identity().map(|(name, version)| (name, version, pack))).collect();
        packs.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        Self { packs }
    }

    /// Names, versions and files, by name and rising version.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Version, &Arc<PackFiles>)> {
        self.packs.iter().map(|(name, version, files)| (name.as_str(), version, files))
    }
}

impl Library for Shelf {
    fn find(&self, name: &str, requirement: Option<&str>) -> Result<Arc<PackFiles>, NotFound> {
        let wanted = match requirement {
            None => Some(VersionReq::STAR),
            Some(text) => VersionReq::parse(text).ok(),
        };
        let fits = |version: &Version| wanted.as_ref().is_some_and(|wanted| wanted.matches(version));
        let found = self.packs.iter().rev().find(|(own, version, _)| own == name && fits(version));
        found.map(|(_, _, files)| Arc::clone(files)).ok_or_else(|| NotFound {
            available: self.packs.iter().map(|(name, version, _)| format!("{name}@{version}")).collect(),
        })
    }
}
