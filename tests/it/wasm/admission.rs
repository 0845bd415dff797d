//! What is taken as a plugin, what is said of the rest, and which of several plugins is found.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use saring_pack::rule::Kind;
use saring_pack::{DiagnosticCode, RuleSource, Runtime};
use saring_runtime_wasm::{
    EngineWarning, FileLimits, Plugin, PluginError, PluginErrorCode, PluginLimits, WasmConfig, WasmRuntime,
};
use serde_json::{Value, json};

use crate::hostile::guest;

const HONEST: &str = include_str!("../../hostile/plugins/honest.wat");

/// One engine for all tests of this file; nothing is ever installed in it.
static RUNTIME: LazyLock<WasmRuntime> = LazyLock::new(|| open(PluginLimits::default()));

fn open(limits: PluginLimits) -> WasmRuntime {
    WasmRuntime::open(WasmConfig { cache_dir: None, limits }).unwrap()
}

/// The honest plugin with some of its forms, or of the lines in its comments, in place of its own.
fn guest(forms: &str) -> Arc<[u8]> {
    guest::plugin(forms).unwrap().into()
}

fn honest() -> Arc<[u8]> {
    guest(HONEST)
}

/// The honest plugin with another description.
fn saying(patch: Value) -> Arc<[u8]> {
    guest(&format!(";; describe: {patch}"))
}

fn refused(bytes: Arc<[u8]>) -> Vec<PluginError> {
    RUNTIME.admit(bytes).unwrap_err()
}

/// Code, message and advice of what is wrong with a plugin, one line each.
fn told(bytes: Arc<[u8]>) -> Vec<String> {
    let line = |error: &PluginError| format!("{}: {error} ({})", error.code().as_str(), error.help());
    refused(bytes).iter().map(line).collect()
}

#[test]
fn an_honest_plugin_is_described() {
    let bytes = honest();
    let plugin = RUNTIME.admit(Arc::clone(&bytes)).unwrap();
    assert_eq!(plugin.description.label(), "honest@1.0.0");
    assert_eq!(plugin.description.kind, Kind::Check);
    assert_eq!(plugin.description.fields, ["creator.accounts[].followers"]);
    assert_eq!(plugin.description.reasons, ["honest.followers"]);
    assert_eq!(plugin.description.texts["en"]["honest.followers"], "{followers} followers");
    assert_eq!(plugin.description.params["armed"].default, json!(false));
    assert_eq!(plugin.imports, ["saring:plugin/facts@0.1.0", "saring:plugin/answering@0.1.0"]);
    assert!(plugin.digest.starts_with("sha256:") && plugin.digest.len() == 71, "{}", plugin.digest);
    assert_eq!(plugin.bytes, bytes);
}

#[test]
fn keys_of_a_later_contract_are_passed_over() {
    let later = json!({ "capabilities": ["fly"], "params": { "armed": { "widget": "switch" } } });
    assert!(RUNTIME.admit(saying(later)).is_ok());
}

/// A change of the contract or the guest, and what is said of the plugin that was built with it.
const DIFFERENCES: [(&str, &str); 6] = [
    (
        ";; contract: fields: list<string>, => fields: string,",
        "plugin-type-mismatch: `answering.answers.part(quantity).fields` is string, where the contract has list<string>",
    ),
    (
        ";; contract: numbers: func(creator: u32, path: string) => numbers: func(creator: u32, at: string)",
        "plugin-type-mismatch: `facts.batch.numbers` is a function with the params (self, creator, at), where the contract has a function with the params (self, creator, path)",
    ),
    (
        ";; contract: numbers: func(creator: u32, path: string) -> list<option<f64>> => numbers: func(creator: u32, path: string) -> list<f64>",
        "plugin-type-mismatch: `facts.batch.numbers -> []` is f64, where the contract has option<f64>",
    ),
    (
        ";; contract:     sample: option<u64>, => sampled: option<u64>,",
        "plugin-type-mismatch: `answering.answers.part(quantity)` is record of 6 fields with `sampled` as number 5, where the contract has record of 6 fields with `sample` as number 5",
    ),
    (
        ";; contract:     ratio, => times,",
        "plugin-type-mismatch: `answering.answers.part(quantity).unit` is enum of 8 cases with `times` as number 7, where the contract has enum of 8 cases with `ratio` as number 7",
    ),
    (
        ";; contract: @0.1.0 => @9.9.9",
        "plugin-contract-version: `saring:plugin/facts@9.9.9` is of version 9.9.9, and this host has 0.1.0",
    ),
];

#[test]
fn a_plugin_of_another_contract_is_told_what_differs() {
    for (change, due) in DIFFERENCES {
        let told = told(guest(change));
        let message = told.first().and_then(|line| line.split(" (build it anew with ").next());
        assert_eq!(message, Some(due), "{told:#?}");
    }
}

#[test]
fn a_plugin_of_the_next_patch_is_taken() {
    assert!(RUNTIME.admit(guest(";; contract: @0.1.0 => @0.1.7")).is_ok());
}

/// A patch of the description, and where it is wrong.
fn descriptions() -> Vec<(Value, Vec<&'static str>)> {
    let param = |patch: Value| json!({ "params": { "armed": patch } });
    vec![
        (json!({ "id": "Honest Plugin" }), vec!["/id"]),
        (json!({ "id": 7 }), vec!["/id"]),
        (json!({ "version": "1.0" }), vec!["/version"]),
        (json!({ "kind": "mood" }), vec!["/kind"]),
        (json!({ "title": null }), vec!["/title"]),
        (json!({ "title": "two\nlines" }), vec!["/title"]),
        (json!({ "fields": "creator.name" }), vec!["/fields"]),
        (json!({ "fields": [7] }), vec!["/fields/0"]),
        (json!({ "reasons": { "A B": { "en": "x" } } }), vec!["/reasons/A B"]),
        (json!({ "reasons": { "a/b": { "en": "x" } } }), vec!["/reasons/a~1b"]),
        (json!({ "reasons": { "honest.more": { "id": "lebih" } } }), vec!["/reasons/honest.more"]),
        (json!({ "reasons": { "honest.more": { "en": "{" } } }), vec!["/reasons/honest.more/en"]),
        (json!({ "reasons": { "honest.more": { "en": "x", "e!": "x" } } }), vec!["/reasons/honest.more/e!"]),
        (json!({ "params": [] }), vec!["/params"]),
        (
            json!({ "params": { "Big": { "type": "text", "default": "", "doc": "x", "source": "x" } } }),
            vec!["/params/Big"],
        ),
        (param(json!({ "type": "switch" })), vec!["/params/armed/type"]),
        (param(json!({ "default": "no" })), vec!["/params/armed/default"]),
        (param(json!({ "type": "integer", "default": 9, "max": 5 })), vec!["/params/armed/default"]),
        (param(json!({ "type": "text", "default": "a", "choices": ["b"] })), vec!["/params/armed/default"]),
        (param(json!({ "doc": null, "source": " " })), vec!["/params/armed", "/params/armed/source"]),
        (json!({ "id": "-", "version": "x", "title": "" }), vec!["/id", "/version", "/title"]),
    ]
}

#[test]
fn a_description_is_told_everything_that_is_wrong() {
    for (patch, due) in descriptions() {
        let errors = refused(saying(patch.clone()));
        let pointers: Vec<&str> = errors
            .iter()
            .map(|error| match error {
                PluginError::Description { pointer, help, .. } if !help.is_empty() => pointer.as_str(),
                other => panic!("{patch}: {other}"),
            })
            .collect();
        assert_eq!(pointers, due, "{patch}: {errors:#?}");
    }
}

#[test]
fn a_field_that_does_not_exist_has_a_neighbour() {
    let told = told(saying(json!({ "fields": ["creator.accounts[].folowers", "creator.shoe_size_of_the_cat"] })));
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].ends_with("(did you mean `creator.accounts[].followers`?)"), "{}", told[0]);
    assert!(told[1].starts_with("plugin-field-unknown"), "{}", told[1]);
}

/// The description as its bytes.
fn described_by(text: &str) -> Arc<[u8]> {
    let bytes: String = text.bytes().map(|byte| format!("\\{byte:02x}")).collect();
    guest(&format!("(data $description (i32.const 1024) \"{bytes}\")"))
}

#[test]
fn a_key_stands_once() {
    let told = told(described_by(
        r#"{"id": "a",
 "id": "b"}"#,
    ));
    assert_eq!(
        told[0].split(" (").next(),
        Some("plugin-description-syntax: its description cannot be read at line 2, column 11: a key stands twice")
    );
}

/// A limit that is one too low for the honest plugin, and what is said then.
fn tight() -> Vec<(PluginLimits, PluginErrorCode, &'static str)> {
    let bytes = honest().len();
    let file = |change: fn(&mut FileLimits)| {
        let mut limits = PluginLimits::default();
        change(&mut limits.file);
        limits
    };
    let limit = |change: fn(&mut PluginLimits)| {
        let mut limits = PluginLimits::default();
        change(&mut limits);
        limits
    };
    let mut small = PluginLimits::default();
    small.file.component_bytes_max = bytes - 1;
    let many = PluginErrorCode::TooMany;
    vec![
        (small, PluginErrorCode::FileTooLarge, "bytes"),
        (file(|file| file.function_bytes_max = 187), PluginErrorCode::FunctionTooLarge, "function"),
        (file(|file| file.functions_max = 3), many, "functions"),
        (file(|file| file.types_max = 3), many, "types"),
        (file(|file| file.imports_max = 1), many, "imports"),
        (file(|file| file.exports_max = 1), many, "exports"),
        (file(|file| file.globals_max = 1), many, "globals"),
        (file(|file| file.data_segments_max = 1), many, "data segments"),
        (file(|file| file.custom_sections_max = 0), many, "custom sections"),
        (file(|file| file.nested_max = 0), many, "modules and components"),
        (file(|file| file.blocks_nested_max = 0), many, "blocks in each other"),
        (limit(|limits| limits.memories_max = 0), many, "memories"),
        (limit(|limits| limits.instances_max = 1), many, "instances"),
        (limit(|limits| limits.memory_bytes_max = 65_535), PluginErrorCode::MemoryTooLarge, "65536"),
        (limit(|limits| limits.description_bytes_max = 20), PluginErrorCode::DescriptionTooLarge, "20"),
        (limit(|limits| limits.fuel_setup = 500), PluginErrorCode::Failed, "describes itself"),
        (limit(|limits| limits.fuel_per_creator = 50), PluginErrorCode::SelfTestFailed, "a creator of whom"),
    ]
}

#[test]
fn every_limit_holds_alone() {
    for (mut limits, code, word) in tight() {
        limits.batches_max = 1;
        let errors = open(limits).admit(honest()).unwrap_err();
        let [error] = &errors[..] else { panic!("{code:?}: {errors:#?}") };
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(word), "{code:?}: {error}");
        assert!(!error.help().is_empty(), "{code:?}");
    }
}

#[test]
fn a_table_that_begins_too_large_is_refused() {
    let errors = refused(guest("(table $large 200001 funcref)"));
    assert_eq!(errors, [PluginError::TableTooLarge { elements: 200_001, max: 200_000 }]);
    assert!(RUNTIME.admit(guest("(table $large 200000 funcref)")).is_ok());
}

#[test]
fn codes_are_kebab_and_different() {
    let codes: BTreeSet<&str> = PluginErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), PluginErrorCode::ALL.len());
    for (code, text) in PluginErrorCode::ALL.iter().map(|code| (code, code.as_str())) {
        assert!(text.starts_with("plugin-") && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{text}");
        assert_eq!(serde_json::to_value(code).unwrap(), json!(text));
    }
}

#[test]
fn broken_files_are_refused_and_nothing_else() {
    let bytes = honest();
    // A file that is cut anywhere is no plugin.
    for length in (0..bytes.len()).step_by(97) {
        assert!(!refused(bytes[..length].into()).is_empty(), "{length} bytes");
    }
    // A bit that flips may change nothing that counts; what it does is an error or a plugin, and no end of the program.
    let mut taken = 0;
    for at in (0..bytes.len()).step_by(211) {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at % 8);
        taken += usize::from(RUNTIME.admit(bytes.into()).is_ok());
    }
    assert!(taken < bytes.len() / 211, "no flipped bit was noticed");
}

#[test]
fn an_engine_starts_where_there_is_little_address_space() {
    // A pool of so many instances takes more than any machine can address.
    let runtime = open(PluginLimits { batches_max: 200_000, ..PluginLimits::default() });
    assert!(matches!(runtime.warnings(), [EngineWarning::AddressSpace(_)]), "{:?}", runtime.warnings());
    assert!(runtime.admit(honest()).is_ok());
    assert!(RUNTIME.warnings().is_empty(), "{:?}", RUNTIME.warnings());
}

fn plugin(id: &str, version: &str) -> Arc<Plugin> {
    Arc::new(RUNTIME.admit(saying(json!({ "id": id, "version": version }))).unwrap())
}

#[test]
fn the_newest_version_that_fits_is_found() {
    let versions = ["1.0.0", "1.4.2", "2.0.0", "2.1.0-rc.1"];
    let mut installed: Vec<Arc<Plugin>> = versions.iter().map(|version| plugin("hello", version)).collect();
    installed.push(plugin("other", "7.0.0"));
    let pin = installed[0].digest.clone();
    let runtime = open(PluginLimits::default());
    runtime.install(installed);
    let found = |run: &str, pin: Option<&str>| runtime.installed(run, pin).map(|installed| installed.label);
    for (run, due) in [
        ("plugin:hello", Some("hello@2.0.0")),
        ("plugin:hello@1", Some("hello@1.4.2")),
        ("plugin:hello@=1.0.0", Some("hello@1.0.0")),
        ("plugin:hello@>=2.1.0-rc.0", Some("hello@2.1.0-rc.1")),
        ("plugin:hello@3", None),
        ("plugin:hello@soon", None),
        ("plugin:hell", None),
        ("plugin:other", Some("other@7.0.0")),
        ("hello", None),
        ("layers/hello.rhai", None),
    ] {
        assert_eq!(found(run, None).as_deref(), due, "{run}");
    }
    assert_eq!(found("plugin:hello", Some(&pin)).as_deref(), Some("hello@1.0.0"));
    assert_eq!(found("plugin:hello@2", Some(&pin)), None);
    assert!(runtime.handles("plugin:hello") && !runtime.handles("hello.rhai"));
    runtime.install(Vec::new());
    assert_eq!(found("plugin:hello", None), None);
}

fn source(kind: Kind, plugin: &Plugin) -> RuleSource {
    RuleSource {
        kind,
        id: "layer.check".to_owned(),
        file: plugin.description.label(),
        bytes: Arc::clone(&plugin.bytes),
        plugin: Some(plugin.digest.clone()),
        params: [("armed".to_owned(), json!(true))].into(),
        tables: [].into(),
        tiers: [].into(),
    }
}

#[test]
fn a_pack_that_asks_something_else_is_told() {
    let picky = r#"(data $why (i32.const 2048) "it is not to be armed")
        (func $validate (param $params i32) (param $len i32) (result i32)
          (call $read_params (local.get $params) (local.get $len))
          (if (i32.eqz (global.get $armed)) (then (return (call $ok))))
          (i32.store8 (global.get $result) (i32.const 1))
          (i32.store offset=4 (global.get $result) (i32.const 2048))
          (i32.store offset=8 (global.get $result) (i32.const 21))
          (global.get $result))"#;
    let picky = RUNTIME.admit(guest(picky)).unwrap();
    let told = |kind| {
        let errors = picky.rule(&source(kind, &picky)).err().unwrap();
        assert!(errors.iter().all(|error| error.code == DiagnosticCode::PluginRefused && error.help.is_some()));
        errors.into_iter().map(|error| error.message).collect::<Vec<_>>()
    };
    assert_eq!(told(Kind::Check), ["`honest@1.0.0` does not take the params of `layer.check`: it is not to be armed"]);
    assert_eq!(told(Kind::Tier), ["`honest@1.0.0` does not answer what `layer.check` asks"]);
    let gone = RUNTIME.compile(&source(Kind::Check, &picky), &saring_pack::RuleLimits::default()).err().unwrap();
    assert_eq!(gone[0].code, DiagnosticCode::PluginMissing);
}
