//! Plugins written in Rust, built for the tests as their authors build them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use saring_app::plugins::build::{BuildOptions, build};
use saring_app::plugins::project::Project;

use crate::golden::repo;

/// The component of a crate, named by its folder from the root of the repository: `plugins/audience-quality`. Each is
/// built once per run of the tests, into `target/guests`.
///
/// # Panics
/// Where it cannot be built.
pub fn component(folder: &str) -> Arc<[u8]> {
    static BUILT: Mutex<BTreeMap<PathBuf, Arc<[u8]>>> = Mutex::new(BTreeMap::new());
    // The lock is held while building, so that tests that want the same guest wait for it instead of for cargo.
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = repo().join(folder);
    let component = built.entry(folder.clone()).or_insert_with(|| fresh(&folder));
    Arc::clone(component)
}

fn fresh(folder: &Path) -> Arc<[u8]> {
    let options = BuildOptions { target_dir: Some(target()) };
    let project = Project::find(folder).unwrap_or_else(|error| panic!("{error}"));
    match build(&project, &options) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("`{}` cannot be built: {error}: {error:?}", folder.display()),
    }
}

/// Where guests are built: beside the folder that the tests themselves are built in, because cargo locks a folder while it builds.
pub fn target() -> PathBuf {
    let exe = std::env::current_exe().unwrap_or_default();
    // The test binary is `<target>/<profile>/deps/it-…`.
    exe.ancestors().nth(3).unwrap_or(Path::new("target")).join("guests")
}

/// The plugin of `tests/guests/followers`: one check, without an SDK.
pub fn followers() -> Arc<[u8]> {
    component("tests/guests/followers")
}

/// The same plugin with another title of the same length: another component of the same name and version.
///
/// # Panics
/// Where the title is not in it.
pub fn followers_titled(title: &str) -> Vec<u8> {
    const TITLE: &[u8] = b"Followers are enough";
    assert_eq!(title.len(), TITLE.len(), "the title takes the place of one of the same length");
    let mut bytes = followers().to_vec();
    let at = bytes.windows(TITLE.len()).position(|window| window == TITLE);
    let place = at.and_then(|at| bytes.get_mut(at..at + TITLE.len()));
    assert!(place.is_some(), "the title is not in the component");
    place.into_iter().for_each(|place| place.copy_from_slice(title.as_bytes()));
    bytes
}
