//! The command line face: the program itself, run as people run it.

mod audit;
mod campaign;
mod decide;
mod documents;
mod guess;
mod help;
mod import;
mod merge;
mod pack_test;
mod packs;
mod plan;
mod preflight;
mod publish;
mod refusals;
mod running;
mod serve;
mod sketch;

use std::path::Path;

use saring_tests::bin::{Ran, run};
use serde_json::Value;
use tempfile::TempDir;

/// The moment of the demo's decision.
const AS_OF: &str = "2026-03-01";

/// A folder with the files of a small demo, and what the demo showed.
struct Demo {
    folder: TempDir,
    ran: Ran,
}

impl Demo {
    fn new(creators: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let ran = run(folder.path(), &["demo", "--out", ".", "--creators", creators]).code(0);
        Self { folder, ran }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(self.path(), args)
    }

    /// Scores the demo's roster, with more arguments.
    fn score(&self, more: &[&str]) -> Ran {
        let mut args = vec!["score", "roster.ndjson", "--campaign", "campaign.json", "--as-of", AS_OF];
        args.extend(more);
        self.run(&args)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// The campaign with a change.
    fn campaign(&self, change: impl FnOnce(&mut Value)) -> String {
        let mut campaign: Value = serde_json::from_str(&self.read("campaign.json")).expect("a campaign");
        change(&mut campaign);
        campaign.to_string()
    }
}
