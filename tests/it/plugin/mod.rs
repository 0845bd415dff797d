//! Plugins as people meet them: the author's tools, the plugin folders, the swap while a server runs.

mod add;
mod author;
mod examples;
mod folders;
mod scaffold;
mod swap;

use std::path::Path;

use saring_tests::bin::{Ran, run};
use saring_tests::guests;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder to work in.
struct Bench(TempDir);

impl Bench {
    /// A folder with the plugin `followers` in `plugins/followers.wasm`.
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        bench.write("plugins/followers.wasm", &guests::followers());
        bench
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// A roster of accounts with these followers; none where nobody counted them.
    fn roster(&self, followers: &[Option<u64>]) {
        let creator = |(index, followers): (usize, &Option<u64>)| {
            let mut account = json!({ "platform": "instagram" });
            followers.iter().for_each(|followers| account["followers"] = json!(followers));
            json!({ "id": format!("instagram:{index}"), "accounts": [account] })
        };
        let creators: Vec<Value> = followers.iter().enumerate().map(creator).collect();
        self.write("roster.json", json!({ "creators": creators }).to_string().as_bytes());
    }

    /// A pack `acme` that extends the standard pack and runs the plugin before the standard rule of a check.
    fn pack(&self, run: &str) {
        let text = format!("{ACME}\n[layers.authenticity.checks.size]\nrun = {run}\n");
        self.write("packs/acme/pack.toml", text.as_bytes());
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(self.path(), args)
    }
}

/// The head of a pack that extends the standard pack.
const ACME: &str = "[pack]\nname = \"acme\"\nversion = \"1.0.0\"\nengine = \">=0.1, <0.2\"\nextends = \"standard@1\"\n";
