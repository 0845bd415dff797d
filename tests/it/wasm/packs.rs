//! Plugins in packs: what is taken, what is pinned, and what is refused.

use std::sync::Arc;

use saring_pack::{DiagnosticCode, Fallback, Rule, RuleLimits, Runtime, Shelf, compile, resolve};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{WasmConfig, WasmRuntime};
use saring_tests::guests;

use crate::rhai::{extending, files};

const RULE: &str = "layers.relationship.checks.reliability";
const SCRIPT: &str = "layers/relationship/reliability.rhai";

/// What a pack of these lines over the standard one comes to: the rule that runs, or the codes of what is wrong.
fn check(lines: &str) -> Result<String, Vec<DiagnosticCode>> {
    let (_, runtimes) = installed();
    let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
    let pack = extending(&format!("{head}{lines}"), Default::default());
    let shelf = Shelf::new([Arc::new(files("standard"))]);
    let codes = |found: Vec<saring_pack::Diagnostic>| {
        let wrong = found.into_iter().filter(|found| found.severity == saring_pack::Severity::Error);
        wrong.map(|found| found.code).collect::<Vec<_>>()
    };
    let pack = Arc::new(resolve(&pack, &shelf, &runtimes).map_err(codes)?);
    let compiled = compile(pack, &runtimes, &RuleLimits::default()).map_err(codes)?;
    let layers = compiled.pack.layers.iter().flat_map(|layer| &layer.checks);
    let runs: Vec<String> =
        layers.filter(|check| &*check.id == "reliability").map(|check| check.run.value.clone()).collect();
    Ok(runs.concat())
}

/// The twin of a standard check with its digest, and the runtimes that know it.
fn installed() -> (String, Vec<Arc<dyn Runtime>>) {
    let wasm = WasmRuntime::open(WasmConfig::default()).unwrap();
    let admit =
        |folder: &str| Arc::new(wasm.admit(guests::component(folder)).unwrap_or_else(|wrong| panic!("{wrong:?}")));
    let plugin = admit("tests/guests/reliability");
    let digest = plugin.digest.clone();
    wasm.install(vec![plugin, admit("tests/guests/by-followers")]);
    (digest, vec![Arc::new(RhaiRuntime::default()), Arc::new(wasm)])
}

#[test]
fn the_first_rule_that_is_installed_runs() {
    let list = |first: &str| check(&format!("[{RULE}]\nrun = [\"{first}\", \"plugin:reliability\"]\n"));
    assert_eq!(list("plugin:absent"), Ok("plugin:reliability".to_owned()));
    assert_eq!(list("plugin:reliability@1"), Ok("plugin:reliability".to_owned()), "version 0.1 is not 1");
    assert_eq!(list("plugin:reliability@0.1"), Ok("plugin:reliability@0.1".to_owned()));
    assert_eq!(check(&format!("[{RULE}]\nrun = \"plugin:absent\"\n")), Err(vec![DiagnosticCode::PluginMissing]));
}

#[test]
fn a_pin_takes_the_very_component_or_none() {
    let (digest, _) = installed();
    let pinned = |digest: &str| {
        check(&format!("[{RULE}]\nrun = \"plugin:reliability\"\n[plugins.reliability]\ndigest = \"{digest}\"\n"))
    };
    assert_eq!(pinned(&digest), Ok("plugin:reliability".to_owned()));
    assert_eq!(pinned(&format!("sha256:{}", "0".repeat(64))), Err(vec![DiagnosticCode::PluginMissing]));
    assert_eq!(pinned("sha256:0"), Err(vec![DiagnosticCode::ValueRange]));
}

#[test]
fn a_plugin_of_another_kind_or_with_params_that_it_does_not_know_is_refused() {
    let run = |name: &str, more: &str| check(&format!("[{RULE}]\nrun = \"plugin:{name}\"\n{more}"));
    assert_eq!(run("by-followers", ""), Err(vec![DiagnosticCode::PluginRefused]));
    assert_eq!(run("reliability", "params = { windw = 3 }\n"), Err(vec![DiagnosticCode::ParamUnknown]));
    assert_eq!(run("reliability", "params = { new_points = \"many\" }\n"), Err(vec![DiagnosticCode::ParamType]));
}

/// A digest names everything that can change a decision: the plugin that runs, and that another was wanted.
#[test]
fn the_digest_of_a_pack_names_the_plugin() {
    let (_, runtimes) = installed();
    let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
    let pack =
        extending(&format!("{head}[{RULE}]\nrun = [\"plugin:reliability\", \"{SCRIPT}\"]\n"), files("standard").files);
    let shelf = Shelf::new([Arc::new(files("standard"))]);
    let with = resolve(&pack, &shelf, &runtimes).unwrap();
    let without = resolve(&pack, &shelf, &runtimes[..1]).unwrap();
    assert_ne!(with.digest, without.digest);
    let fallback = |pack: &saring_pack::Pack| {
        let of: Vec<Fallback> =
            pack.fallbacks.iter().filter(|it| it.rule == "relationship.reliability").cloned().collect();
        of
    };
    assert_eq!(fallback(&with), []);
    assert_eq!(
        fallback(&without).first().map(|it| (it.wanted.as_str(), it.taken.as_str())),
        Some(("plugin:reliability", SCRIPT))
    );
    let compiled = compile(Arc::new(with), &runtimes, &RuleLimits::default()).unwrap();
    let rules: Vec<&dyn Rule> = compiled.checks.iter().flatten().map(|rule| &**rule).collect();
    assert_eq!(rules.len(), 20, "every rule compiled");
}

/// Triggers and metrics are named as checks are, and what is not installed gives way to a script.
#[test]
fn triggers_and_metrics_run_as_plugins_where_they_are_installed() {
    let wasm = WasmRuntime::open(WasmConfig::default()).unwrap();
    let admit = |folder: &str| Arc::new(wasm.admit(guests::component(folder)).unwrap());
    wasm.install(vec![admit("tests/guests/backlash"), admit("tests/guests/code-uses")]);
    let runtimes: Vec<Arc<dyn Runtime>> = vec![Arc::new(RhaiRuntime::default()), Arc::new(wasm)];
    let trigger = "scope = \"campaign\"\nevery-minutes = 60\nsustain = 1\ncooldown-hours = 24\n";
    let manifest = format!(
        "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n\
         [triggers.backlash]\nrun = \"plugin:backlash\"\n{trigger}\
         [triggers.hush]\nrun = [\"plugin:hush\", \"hush.rhai\"]\n{trigger}\
         [metrics.quantitative.measures.uses]\nrun = [\"plugin:code-uses\", \"uses.rhai\"]\n"
    );
    let script = |text: &str| Arc::from(text.as_bytes());
    let scripts = [("hush.rhai", script("quiet()")), ("uses.rhai", script("metric().figure(\"uses\", 1)"))];
    let pack = extending(&manifest, scripts.map(|(name, text)| (name.to_owned(), text)).into());
    let shelf = Shelf::new([Arc::new(files("standard"))]);
    let runs = |runtimes: &[Arc<dyn Runtime>]| {
        let pack = resolve(&pack, &shelf, runtimes)?;
        let triggers = pack.triggers.iter().map(|trigger| &trigger.rule);
        let rules = triggers.chain(pack.metrics.iter().map(|metric| &metric.rule));
        let own = ["plugin:backlash", "hush.rhai", "plugin:code-uses", "uses.rhai"];
        let runs: Vec<String> = rules.map(|rule| rule.run.value.clone()).filter(|run| own.contains(&&**run)).collect();
        compile(Arc::new(pack), runtimes, &RuleLimits::default()).map(|_| runs)
    };
    assert_eq!(runs(&runtimes).unwrap(), ["plugin:backlash", "hush.rhai", "plugin:code-uses"]);
    let codes: Vec<DiagnosticCode> = runs(&runtimes[..1]).unwrap_err().iter().map(|found| found.code).collect();
    assert!(codes.contains(&DiagnosticCode::RunUnhandled), "{codes:?}");
}
