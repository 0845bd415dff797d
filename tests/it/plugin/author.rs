//! `saring plugin inspect`, `run`, `test`, `bench` and `build` on a component and on what is none.

use saring_tests::golden::repo;
use saring_tests::guests;
use serde_json::json;

use super::Bench;

#[test]
fn inspect_tells_what_a_component_is() {
    let bench = Bench::new();
    let told = bench.run(&["plugin", "inspect", "plugins/followers.wasm", "-f", "json"]).code(0).json();
    assert_eq!(told["id"], "followers");
    assert_eq!(told["kind"], "check");
    assert_eq!(told["fields"], json!(["creator.accounts[].followers"]));
    assert_eq!(told["params"]["properties"]["followers_enough"]["default"], 1000);
    assert_eq!(told["reasons"]["id"]["followers.counted"], "{followers} pengikut");
    let imports: Vec<&str> = told["imports"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert!(!imports.is_empty() && imports.iter().all(|import| import.starts_with("saring:plugin/")), "{imports:?}");
    let text = bench.run(&["plugin", "inspect", "plugins/followers.wasm"]).code(0).stdout;
    for part in
        ["followers@0.1.0", "Followers are enough", "followers_enough", "1000", told["digest"].as_str().unwrap()]
    {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn what_is_no_plugin_is_told_with_a_code_and_what_to_do() {
    let bench = Bench::new();
    bench.write("text.wasm", b"not WebAssembly");
    bench.write("core.wasm", b"\0asm\x01\0\0\0");
    let whole = guests::followers();
    bench.write("half.wasm", &whole[..whole.len() / 2]);
    for (file, code) in
        [("text.wasm", "plugin-not-wasm"), ("core.wasm", "plugin-core-module"), ("half.wasm", "plugin-invalid")]
    {
        let ran = bench.run(&["plugin", "inspect", file, "--error-format", "json"]).code(1);
        let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
        assert_eq!(error["error"]["details"][0]["code"], code, "{error}");
        assert!(error["error"]["details"][0]["help"].is_string(), "{error}");
        assert_eq!(ran.stdout, "");
    }
    bench.run(&["plugin", "inspect", "absent.wasm"]).code(2);
}

#[test]
fn run_scores_without_a_pack() {
    let bench = Bench::new();
    bench.roster(&[Some(20_000), Some(500), None]);
    let args = ["plugin", "run", "plugins/followers.wasm", "--roster", "roster.json", "--as-of", "2026-03-01"];
    let told = bench.run(&[&args[..], &["-f", "json"]].concat()).code(0).json();
    let answers = told["answers"].as_array().unwrap();
    let statuses: Vec<&str> = answers.iter().map(|it| it["answer"]["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["pass", "warn", "unknown"]);
    assert_eq!(answers[1]["answer"]["score"], 50);
    assert_eq!(answers[1]["answer"]["parts"][0]["quantity"]["value"], 500);
    assert_eq!(answers[1]["answer"]["reasons"][0]["text"], "500 followers");
    assert_eq!(answers[2]["answer"]["missing"], json!(["creator.accounts[].followers"]));
    assert!(answers[0]["log"][0].as_str().unwrap().contains("counted"), "{}", answers[0]);
    assert!(answers.iter().all(|it| it["fuel"].as_u64().unwrap() > 0));
    assert_eq!(answers[0]["fuel"], bench.run(&[&args[..], &["-f", "json"]].concat()).json()["answers"][0]["fuel"]);
    for field in ["setup_fuel", "creator_fuel", "memory_bytes_peak", "bytes_in", "bytes_out"] {
        assert!(told["cost"][field].as_u64().unwrap() > 0, "{field}: {}", told["cost"]);
    }
    let strict = bench.run(&[&args[..], &["--param", "followers_enough=50000", "--creator", "instagram:0"]].concat());
    for part in ["instagram:0", "20,000", "fuel", "log"] {
        assert!(strict.stdout.contains(part), "`{part}` is not in\n{}", strict.stdout);
    }
    let indonesian = bench.run(&[&args[..], &["--lang", "id", "-f", "json"]].concat()).code(0).json();
    assert_eq!(indonesian["answers"][1]["answer"]["reasons"][0]["text"], "500 pengikut");
}

#[test]
fn params_are_held_against_what_the_plugin_declares() {
    let bench = Bench::new();
    bench.roster(&[Some(1)]);
    for (param, said) in [
        ("followers=1", "followers_enough"),
        ("followers_enough=0", "at least 1"),
        ("followers_enough=many", "integer"),
        ("followers_enough=13", "13 is no number of followers"),
    ] {
        let args = ["plugin", "run", "plugins/followers.wasm", "--roster", "roster.json", "--param", param];
        let ran = bench.run(&args).code(2);
        assert!(ran.stderr.contains(said), "{param}: `{said}` is not in\n{}", ran.stderr);
    }
}

#[test]
fn cases_pass_or_say_what_is_otherwise() {
    let bench = Bench::new();
    let folder = repo().join("tests/guests/followers");
    let args = ["plugin", "test", folder.to_str().unwrap(), "--component", "plugins/followers.wasm"];
    let told = bench.run(&[&args[..], &["-f", "json"]].concat()).code(0).json();
    assert_eq!(told["cases"].as_array().unwrap().len(), 4);
    assert_eq!((told["alone"].as_u64(), &told["differing"]), (Some(4), &json!([])));
    let text = bench.run(&args).code(0).stdout;
    assert!(text.contains("4 cases passed, 0 failed") && text.contains("same fuel"), "{text}");

    let case =
        "[[case]]\nname = \"too good\"\naccount = { platform = \"x\", followers = 10 }\nexpect = { score = 99 }\n";
    bench.write("hello/cases/bad.toml", case.as_bytes());
    let ran = bench.run(&["plugin", "test", "hello", "--component", "plugins/followers.wasm"]).code(1);
    assert!(ran.stdout.contains("score is 1, not 99"), "{}", ran.stdout);
    bench.write("hello/cases/bad.toml", b"[[case]]\nname = \"open");
    let ran = bench.run(&["plugin", "test", "hello", "--component", "plugins/followers.wasm"]).code(2);
    assert!(ran.stderr.contains("bad.toml"), "{}", ran.stderr);
}

/// Plugins of the kinds that are asked about a campaign, one that runs, or packages: each has cases beside it.
#[test]
fn cases_of_every_kind_are_run_and_held_to_the_laws() {
    let bench = Bench::new();
    // Every case is asked about everything that it could be asked about; of the campaign itself there is one.
    for (name, parts, cases, alone, reordered) in [
        ("backlash", "targets", 5, 7, 5),
        ("code-uses", "scopes", 3, 9, 3),
        ("line-up", "campaigns", 3, 0, 0),
        ("by-size", "packages", 3, 6, 0),
    ] {
        bench.write(&format!("plugins/{name}.wasm"), &guests::component(&format!("tests/guests/{name}")));
        let folder = repo().join("tests/guests").join(name);
        let component = format!("plugins/{name}.wasm");
        let args = ["plugin", "test", folder.to_str().unwrap(), "--component", &component];
        let told = bench.run(&[&args[..], &["-f", "json"]].concat());
        let told = if told.code == 0 { told.json() } else { panic!("{}", bench.run(&args).stdout) };
        let counted = json!([told["parts"], told["cases"].as_array().unwrap().len(), told["alone"], told["reordered"]]);
        assert_eq!(counted, json!([parts, cases, alone, reordered]), "{name}");
        assert_eq!((&told["differing"], &told["fuel_differing"]), (&json!([]), &json!([])), "{name}");
        assert!(told["cases"].as_array().unwrap().iter().all(|case| case["fuel"].as_u64().unwrap() > 0), "{name}");
    }
}

#[test]
fn a_plugin_that_remembers_its_neighbours_is_found_out() {
    let bench = Bench::new();
    let cases = "[[case]]\nname = \"huge\"\naccount = { platform = \"x\", followers = 2000000000000 }\nexpect = { score = 100 }\n";
    bench.write("hello/cases/huge.toml", cases.as_bytes());
    let ran = bench.run(&["plugin", "test", "hello", "--component", "plugins/followers.wasm", "-f", "json"]).code(1);
    let differing = ran.json()["differing"].as_array().unwrap().clone();
    assert!(differing.iter().any(|it| it["company"] == "in a batch of 16" && it["what"] == "another answer"));
    assert!(differing.iter().any(|it| it["company"] == "shuffled in a batch of 256"), "{differing:?}");
}

#[test]
fn bench_tells_cost_by_the_size_of_the_batch() {
    let bench = Bench::new();
    let told = bench.run(&["plugin", "bench", "plugins/followers.wasm", "-f", "json"]).code(0).json();
    let batches = told["batches"].as_array().unwrap();
    assert_eq!(batches.iter().map(|it| it["creators"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 16, 256]);
    for batch in batches {
        assert_eq!(batch["fuel_is_same"], true, "{batch}");
        assert!(batch["fuel_per_creator"].as_u64().unwrap() > 0 && batch["us_per_creator"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn build_says_what_the_compiler_says() {
    let bench = Bench::new();
    let target = guests::target();
    let args = ["plugin", "build", "hello", "--target-dir", target.to_str().unwrap()];
    bench.write(
        "hello/Cargo.toml",
        b"[package]\nname = \"hello\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n",
    );
    bench.write("hello/src/lib.rs", b"pub fn broken() -> u32 { \"text\" }");
    let ran = bench.run(&args).code(1);
    assert!(ran.stderr.contains("mismatched types") && ran.stderr.contains("src/lib.rs:1:"), "{}", ran.stderr);
    bench.write("hello/src/lib.rs", b"pub fn no_plugin() {}");
    let ran = bench.run(&args).code(1);
    assert!(ran.stderr.contains("plugin-export-missing") && ran.stderr.contains("export_check"), "{}", ran.stderr);
    assert!(!bench.path().join("hello/dist").exists());
    let ran = bench.run(&["plugin", "build", "plugins"]).code(2);
    assert!(ran.stderr.contains("holds no project"), "{}", ran.stderr);
}
