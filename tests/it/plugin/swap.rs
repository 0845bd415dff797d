//! Plugins in the place of others while requests are answered.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use saring_app::plugins::watch::Watch;
use saring_app::{App, Config};
use saring_tests::bin::command;
use saring_tests::guests;
use serde_json::json;

use super::Bench;
use crate::http::harness::{Service, score_request};

/// Threads that ask while plugins are swapped.
const CLIENTS: usize = 4;
/// Swaps while they ask.
const SWAPS: usize = 6;

fn app(bench: &Bench) -> Arc<App> {
    let config = Config {
        pack_dirs: vec![bench.path().join("packs")],
        plugin_dirs: vec![bench.path().join("plugins")],
        ..Config::default()
    };
    Arc::new(App::open(&config).unwrap())
}

#[test]
fn a_swap_under_load_fails_no_request() {
    let bench = Bench::new();
    bench.pack("\"plugin:followers\"");
    let app = app(&bench);
    let service = Service::of(Arc::clone(&app), |_| ());
    let mut request = score_request();
    request["pack"] = json!("acme");
    let digest = || app.pack("acme").unwrap().pack.digest.clone();
    let old = digest();
    // The example has facts that are later than the clock of the server; no plugin may add a fault to theirs.
    let faults = service.post("/v1/score", &request).json()["summary"]["faults"].clone();
    let done = AtomicBool::new(false);
    let (seen, new) = std::thread::scope(|scope| {
        let client = || {
            let mut digests = BTreeSet::new();
            while !done.load(Ordering::Relaxed) {
                let answer = service.post("/v1/score", &request);
                assert_eq!(answer.status, 200, "{}", answer.text());
                let report = answer.json();
                assert_eq!(report["summary"]["faults"], faults, "{}", report["summary"]);
                digests.insert(report["pack"]["digest"].as_str().unwrap().to_owned());
            }
            digests
        };
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        for swap in 0..SWAPS {
            let bytes = if swap % 2 == 0 {
                guests::followers_titled("Followers are Enough")
            } else {
                guests::followers().to_vec()
            };
            bench.write("plugins/followers.wasm", &bytes);
            let told = app.reload_plugins().unwrap();
            assert_eq!((told.installed.len(), told.removed.len(), told.packs.len()), (1, 1, 1), "{told:?}");
            // Every client gets an answer of this set before the next swap.
            assert_eq!(service.post("/v1/score", &request).json()["pack"]["digest"], digest());
        }
        bench.write("plugins/followers.wasm", &guests::followers_titled("Followers are Enough"));
        app.reload_plugins().unwrap();
        let new = digest();
        done.store(true, Ordering::Relaxed);
        let seen: BTreeSet<String> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
        (seen, new)
    });
    assert_ne!(old, new);
    assert!(seen.iter().all(|digest| [&old, &new].contains(&digest)), "{seen:?}");
}

#[test]
fn a_broken_file_keeps_the_plugin_that_it_was() {
    let bench = Bench::new();
    bench.pack("\"plugin:followers\"");
    let app = app(&bench);
    let before = app.pack("acme").unwrap().pack.digest.clone();
    let whole = guests::followers();
    bench.write("plugins/followers.wasm", &whole[..whole.len() / 2]);
    let told = app.reload_plugins().unwrap();
    assert_eq!(told.broken.len(), 1, "{told:?}");
    assert!(told.broken[0].kept.as_deref().unwrap().starts_with("followers@0.1.0 sha256:"));
    assert_eq!(app.pack("acme").unwrap().pack.digest, before);
    assert_eq!(app.plugins().plugins.len(), 1);

    // A pack that has nothing else to run would not be valid: the plugin stays although its file is gone.
    std::fs::remove_file(bench.path().join("plugins/followers.wasm")).unwrap();
    assert!(app.reload_plugins().is_err());
    assert_eq!(app.pack("acme").unwrap().pack.digest, before);
    bench.write("plugins/followers.wasm", &whole);
    assert!(app.reload_plugins().unwrap().broken.is_empty());
}

#[test]
fn a_change_is_taken_when_two_looks_see_the_same() {
    let bench = Bench::new();
    let app = app_without_packs(&bench);
    let mut watch = Watch::new(&app);
    assert!(watch.look(&app).is_none() && watch.look(&app).is_none(), "nothing has changed");
    let new = guests::followers_titled("Followers are Enough");
    bench.write("plugins/other.wasm", &new[..100]);
    assert!(watch.look(&app).is_none(), "it may be half-written");
    bench.write("plugins/other.wasm", &new);
    assert!(watch.look(&app).is_none(), "it is still being written");
    let told = watch.look(&app).unwrap().unwrap();
    assert_eq!((told.installed.len(), told.broken.len()), (1, 0), "{told:?}");
    assert!(watch.look(&app).is_none());
    assert_eq!(app.plugins().plugins.len(), 2);
}

fn app_without_packs(bench: &Bench) -> Arc<App> {
    Arc::new(App::open(&Config { plugin_dirs: vec![bench.path().join("plugins")], ..Config::default() }).unwrap())
}

/// A server that ends with the test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn the_server_swaps_by_itself_and_when_it_is_told() {
    let bench = Bench::new();
    let args = ["serve", "--bind", "127.0.0.1:0", "--log", "json", "--plugins", "plugins"];
    let child = command(bench.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut serving = Serving(child);
    let mut address = String::new();
    BufReader::new(serving.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let mut logs = BufReader::new(serving.0.stderr.take().unwrap()).lines().map_while(Result::ok);
    let list = || -> serde_json::Value {
        let mut answer = ureq::get(format!("{}/v1/plugins", address.trim())).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    };
    assert_eq!(list()["plugins"][0]["title"], "Followers are enough");
    bench.write("plugins/followers.wasm", &guests::followers_titled("Followers are Enough"));
    assert!(logs.any(|line| line.contains("plugins swapped")), "the server says that it swapped");
    assert_eq!(list()["plugins"][0]["title"], "Followers are Enough");
    bench.write("plugins/followers.wasm", b"not WebAssembly");
    let pid = serving.0.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
    assert!(
        logs.any(|line| line.contains("plugin refused") && line.contains("plugin-not-wasm")),
        "and what it refused"
    );
    let told = list();
    assert_eq!(told["plugins"][0]["title"], "Followers are Enough");
    assert!(told["broken"][0]["kept"].is_string(), "{told}");
}
