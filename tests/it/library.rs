//! Packs on disk: what cannot be read, and what is there twice.

use std::fs;
use std::path::Path;

use saring_app::{App, Config, OpenError, Refusal};

fn write(folder: &Path, manifest: &str) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("pack.toml"), manifest).unwrap();
}

fn open(folder: &Path) -> Result<App, OpenError> {
    App::open(&Config { pack_dirs: vec![folder.to_owned()], ..Config::default() })
}

fn acme(weight: u8) -> String {
    format!(
        "[pack]\nname = \"acme\"\nversion = \"1.0.0\"\nengine = \">=0.1, <0.2\"\nextends = \"standard@1\"\n\n\
         [layers.authenticity.checks.engagement-rate]\nweight = {weight}\n"
    )
}

#[test]
fn a_pack_whose_name_cannot_be_read_is_told_with_its_line() {
    for (manifest, line) in [("\u{1}\u{2} no pack", 1), ("[pack]\nname = \"acme\"\nversion = \"1\"\n", 3)] {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("acme"), manifest);
        let app = open(folder.path()).unwrap();
        let broken: Vec<_> = app.packs().into_iter().filter(|pack| pack.errors > 0).collect();
        assert_eq!(broken.len(), 1, "the list hides it");
        match app.pack("acme") {
            Err(Refusal::PackInvalid(wrong)) => assert!(wrong.iter().any(|one| one.line == line), "{wrong:#?}"),
            other => panic!("{:?}", other.err()),
        }
        assert!(app.pack("standard").is_ok(), "others are not touched by it");
    }
}

#[test]
fn one_name_and_version_for_two_packs_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("a"), &acme(2));
    write(&folder.path().join("b"), &acme(3));
    let error = open(folder.path()).err().unwrap();
    assert!(matches!(&error, OpenError::Duplicate { .. }), "{error}");
    let told = error.to_string();
    assert!(told.contains("acme@1.0.0") && told.contains("/a`") && told.contains("/b`"), "{told}");
    // A copy is no second pack.
    write(&folder.path().join("b"), &acme(2));
    assert!(open(folder.path()).unwrap().pack("acme").is_ok());
}

#[test]
fn a_pack_is_found_by_name_version_and_digest() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &acme(2));
    let app = open(folder.path()).unwrap();
    let digest = app.pack("acme").unwrap().pack.digest.clone();
    for reference in ["acme@1.0.0", "acme@1", digest.as_str()] {
        assert_eq!(app.pack(reference).unwrap().pack.digest, digest, "{reference}");
    }
    assert!(matches!(app.pack("acme@2"), Err(Refusal::PinnedPackAbsent { .. })));
    assert!(matches!(app.pack("sha256:0"), Err(Refusal::PinnedPackAbsent { .. })));
    assert!(matches!(app.pack("acne"), Err(Refusal::UnknownPack { .. })));
}
