//! Files in the repository that a program writes and a test compares.

use std::path::{Path, PathBuf};

/// Set to `1` to write the files instead of comparing them.
pub const BLESS: &str = "SARING_BLESS";

/// The root of the repository.
pub fn repo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Asserts that a file of the repository holds `actual`; with `SARING_BLESS=1` it is written instead.
///
/// # Panics
/// Where the file differs or cannot be written, naming the first line that differs.
pub fn check_file(path_in_repo: &str, actual: &str) {
    let path = repo().join(path_in_repo);
    if std::env::var(BLESS).is_ok_and(|value| value == "1") {
        return bless(&path, actual);
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    let same = expected.lines().zip(actual.lines()).take_while(|(a, b)| a == b).count();
    assert_eq!(
        expected.lines().nth(same),
        actual.lines().nth(same),
        "`{path_in_repo}` differs from line {} on; run the test with {BLESS}=1 to accept the change",
        same + 1
    );
    assert_eq!(expected.len(), actual.len(), "`{path_in_repo}` differs in its line ends");
}

fn bless(path: &Path, actual: &str) {
    if std::fs::read_to_string(path).is_ok_and(|old| old == actual) {
        return;
    }
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, actual));
    assert!(written.is_ok(), "`{}` cannot be written: {written:?}", path.display());
}
