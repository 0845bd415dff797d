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
    let options = BuildOptions { target_dir: Some(target()), quiet: true };
    let project = Project::find(folder).unwrap_or_else(|error| panic!("{error}"));
    match build(&project, &options) {
        Ok(bytes) => bytes.into(),
        Err(error) => panic!("`{}` cannot be built: {error}: {error:?}", folder.display()),
    }
}

/// Beside the folder that the tests themselves are built in, because cargo locks a folder while it builds.
fn target() -> PathBuf {
    let exe = std::env::current_exe().unwrap_or_default();
    // The test binary is `<target>/<profile>/deps/it-…`.
    exe.ancestors().nth(3).unwrap_or(Path::new("target")).join("guests")
}
