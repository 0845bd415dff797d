//! The folder of compiled code: safe, or refused, and never an end of the program.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_runtime_wasm::{CacheDir, CacheRefusal, EngineWarning, PluginLimits, WasmConfig, WasmRuntime};

use crate::hostile::guest;

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A folder of our own in which a case is made, and the path that is then opened.
fn refusal(make: impl FnOnce(&Path) -> PathBuf) -> CacheRefusal {
    let home = tempfile::tempdir().unwrap();
    let path = make(home.path());
    let refusal = CacheDir::open(&path).unwrap_err();
    assert!(!refusal.help().is_empty());
    let runtime = WasmRuntime::open(WasmConfig { cache_dir: Some(path), limits: PluginLimits::default() }).unwrap();
    assert!(matches!(runtime.warnings(), [EngineWarning::CacheRefused(_)]), "{:?}", runtime.warnings());
    assert_eq!(runtime.cache_hits_and_misses(), None);
    refusal
}

#[test]
fn a_folder_that_is_not_there_is_made_for_its_owner_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a/b");
    assert_eq!(CacheDir::open(&path).unwrap().path(), path);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o700);
    assert_eq!(CacheDir::open(&path).unwrap().path(), path);
}

#[test]
fn a_folder_that_others_may_enter_is_refused() {
    for mode in [0o701, 0o710, 0o720, 0o755, 0o777] {
        let refusal = refusal(|home| {
            let path = home.join("cache");
            fs::create_dir(&path).unwrap();
            chmod(&path, mode);
            path
        });
        assert!(matches!(refusal, CacheRefusal::Open { mode: found, .. } if found == mode), "{mode:o}: {refusal}");
    }
}

#[test]
fn a_folder_that_others_may_replace_is_refused() {
    let refusal = refusal(|home| {
        chmod(home, 0o777);
        home.join("cache")
    });
    assert!(matches!(refusal, CacheRefusal::ParentOpen { .. }), "{refusal}");
}

#[test]
fn what_is_no_folder_is_refused() {
    let link = refusal(|home| {
        fs::create_dir(home.join("real")).unwrap();
        chmod(&home.join("real"), 0o700);
        symlink(home.join("real"), home.join("cache")).unwrap();
        home.join("cache")
    });
    assert!(matches!(link, CacheRefusal::Link { .. }), "{link}");
    let dangling = refusal(|home| {
        symlink(home.join("nowhere"), home.join("cache")).unwrap();
        home.join("cache")
    });
    assert!(matches!(dangling, CacheRefusal::Link { .. }), "{dangling}");
    let file = refusal(|home| {
        fs::write(home.join("cache"), "").unwrap();
        home.join("cache")
    });
    assert!(matches!(file, CacheRefusal::NotFolder { .. }), "{file}");
    let below = refusal(|home| {
        fs::write(home.join("file"), "").unwrap();
        home.join("file/cache")
    });
    assert!(matches!(below, CacheRefusal::Io { .. }), "{below}");
    let relative = refusal(|_| PathBuf::from("cache"));
    assert!(matches!(relative, CacheRefusal::Relative { .. }), "{relative}");
}

#[test]
fn a_plugin_is_compiled_once_for_two_starts() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("compiled");
    let bytes: Arc<[u8]> = guest::plugin(include_str!("../../hostile/plugins/honest.wat")).unwrap().into();
    let start = || {
        let config = WasmConfig { cache_dir: Some(path.clone()), limits: PluginLimits::default() };
        let runtime = WasmRuntime::open(config).unwrap();
        assert!(runtime.warnings().is_empty(), "{:?}", runtime.warnings());
        runtime.admit(Arc::clone(&bytes)).unwrap();
        runtime.cache_hits_and_misses()
    };
    assert_eq!(start(), Some((0, 1)));
    assert_eq!(start(), Some((1, 0)));
}
