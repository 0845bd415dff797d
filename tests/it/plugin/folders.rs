//! Plugin folders: what is installed, what is broken, and which rules run it.

use saring_app::{App, Config};
use saring_tests::bin::command;
use saring_tests::guests;
use serde_json::json;

use super::Bench;
use crate::http::harness::{Service, assert_conforms};

#[test]
fn a_broken_file_is_told_and_does_not_stop_the_rest() {
    let bench = Bench::new();
    bench.write("plugins/a-text.wasm", b"not WebAssembly");
    bench.write("plugins/notes.txt", b"no plugin, and none meant");
    bench.pack("\"plugin:followers\"");
    let args = ["plugin", "list", "--plugins", "plugins", "--packs", "packs"];
    let told = bench.run(&[&args[..], &["-f", "json"]].concat()).code(1).json();
    assert_eq!(told["plugins"][0]["id"], "followers");
    assert_eq!(told["plugins"][0]["used_by"], json!(["acme@1.0.0 authenticity.size"]));
    assert_eq!(told["broken"].as_array().unwrap().len(), 1);
    assert_eq!(told["broken"][0]["problems"][0]["code"], "plugin-not-wasm");
    let text = bench.run(&args).code(1).stdout;
    for part in ["followers@0.1.0", "acme@1.0.0 authenticity.size", "a-text.wasm is broken", "plugin-not-wasm"] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn folders_come_from_the_environment_too() {
    let bench = Bench::new();
    bench.write("more/other.wasm", &guests::followers_titled("Followers are Enough"));
    let folders = std::env::join_paths(["plugins", "more"]).unwrap();
    let ran =
        command(bench.path()).args(["plugin", "list", "-f", "json"]).env("SARING_PLUGINS", folders).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(told["plugins"].as_array().unwrap().len(), 2, "{told}");
    let ran = bench.run(&["plugin", "list", "--plugins", "absent"]).code(2);
    assert!(ran.stderr.contains("cannot read `absent`"), "{}", ran.stderr);
}

#[test]
fn a_pack_runs_what_is_in_its_folder_and_falls_back_where_nothing_is() {
    let bench = Bench::new();
    bench.pack("[\"plugin:followers\", \"size.rhai\"]");
    bench.write("packs/acme/size.rhai", b"unknown(\"size.unknown\")\n");
    let falls_back = |bench: &Bench| {
        let shown = bench.run(&["pack", "show", "acme", "--packs", "packs", "-f", "json"]).code(0).json();
        shown["fallbacks"].as_array().unwrap().contains(&json!("authenticity.size"))
    };
    assert!(falls_back(&bench));
    bench.write("packs/acme/plugins/followers.wasm", &guests::followers());
    assert!(!falls_back(&bench));
    // Whatever else a component weighs, it weighs nothing among the pack's files.
    bench.write("packs/acme/plugins/large.wasm", &vec![0; saring_pack::limits::PACK_BYTES_MAX + 1]);
    assert!(!falls_back(&bench));
}

#[test]
fn the_service_lists_plugins() {
    let bench = Bench::new();
    bench.write("plugins/a-text.wasm", b"not WebAssembly");
    let config = Config { plugin_dirs: vec![bench.path().join("plugins")], ..Config::default() };
    let service = Service::of(std::sync::Arc::new(App::open(&config).unwrap()), |_| ());
    let list = service.get("/v1/plugins").json();
    assert_conforms("PluginList", &list);
    assert_eq!(list["plugins"][0]["id"], "followers");
    assert_eq!(list["plugins"][0]["params"]["properties"]["followers_enough"]["minimum"], 1.0);
    assert_eq!(list["broken"][0]["problems"][0]["code"], "plugin-not-wasm");
}
