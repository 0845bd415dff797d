//! Doing something again whenever a file changes.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Time between two looks at the files. A change is taken when two looks see the same.
const LOOK: Duration = Duration::from_millis(250);

/// A file with its size and the time of its last change.
type Stamp = (PathBuf, Option<(u64, Option<SystemTime>)>);

/// Does something once; or, where it is watched, again whenever one of the files changes, until the program is told to end.
pub fn watched(
    is_watched: bool,
    terminal: &Terminal,
    files: impl Fn() -> Vec<PathBuf>,
    work: impl Fn() -> Result<ExitCode, Failure>,
) -> Result<ExitCode, Failure> {
    if !is_watched {
        return work();
    }
    let look = || -> Vec<Stamp> { files().into_iter().map(|path| (path.clone(), stamp(&path))).collect() };
    loop {
        let taken = look();
        match work() {
            Err(Failure::Closed) => return Err(Failure::Closed),
            Err(failure) => drop(failure.tell(terminal)),
            Ok(_) => {}
        }
        terminal.say("waiting for a change; Ctrl-C ends it");
        let mut seen = look();
        loop {
            let is_new = seen != taken;
            sleep(LOOK);
            let now = look();
            let is_still = now == seen;
            seen = now;
            if is_new && is_still {
                break;
            }
        }
    }
}

fn stamp(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    std::fs::metadata(path).ok().map(|known| (known.len(), known.modified().ok()))
}
