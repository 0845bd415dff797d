//! One table, two runtimes: rules that exist as scripts and as plugins say the same of the same facts.

use std::sync::Arc;

use saring_app::cases::{Case, Difference};
use saring_pack::rule::{Kind, Subject};
use saring_pack::{CompiledPack, Runtime};
use saring_runtime_rhai::RhaiRuntime;
use saring_runtime_wasm::{Plugin, PluginDescription, WasmConfig, WasmRuntime};
use saring_tests::guests;
use serde_json::Value;

use crate::rhai::budgets;
use crate::rhai::cases::{cases, extension, tell_check_by};
use crate::rhai::{ask, bound_by, creator, extending, standard};

/// Runs the cases of a rule of the standard pack against its script and against its plugin, and demands the same answer.
macro_rules! twins {
    ($($test:ident: $rule:literal = $plugin:literal;)+) => {
        $(#[test]
        fn $test() {
            the_same($rule, $plugin);
        })+
    };
}

twins! {
    reliability: "layers.relationship.checks.reliability" = "tests/guests/reliability";
    negotiation: "layers.relationship.checks.negotiation" = "tests/guests/negotiation";
    by_followers: "tiers" = "tests/guests/by-followers";
    by_goal: "budgets.by-goal" = "tests/guests/by-goal";
    guide: "budgets.guide" = "tests/guests/by-goal";
}

/// Runs the cases of a rule of the standard pack against the plugin that the pack names first. It says at least what the
/// script says, and what its cases demand; beyond that it may know more.
macro_rules! stand_ins {
    ($($test:ident: $rule:literal = $plugin:literal;)+) => {
        $(#[test]
        fn $test() {
            at_least($rule, $plugin);
        })+
    };
}

stand_ins! {
    audience_quality: "layers.authenticity.checks.audience-quality" = "plugins/audience-quality";
    content_red_flags: "layers.brand-safety.checks.content-red-flags" = "plugins/content-safety";
    community_sentiment: "layers.brand-safety.checks.community-sentiment" = "plugins/comment-sentiment";
}

fn the_same(rule: &str, plugin: &str) {
    let id = rule.rsplit('.').next().unwrap();
    let name = plugin.rsplit('/').next().unwrap();
    let runtimes = [runtime(plugin)];
    let mut seen = 0;
    for case in cases("standard", id) {
        let params = extension(&case, "standard", rule);
        let by_script = standard(params.as_deref());
        let run = format!("[{rule}]\nrun = \"plugin:{name}\"\n{}", settings(rule));
        let by_plugin = bound(&format!("{}\n{run}", manifest(&case, rule)), &runtimes);
        if rule == "tiers" {
            let subject = [Subject::new(creator(&case.creator), 0, None)];
            let answers = [&by_script, &by_plugin].map(|pack| ask(&*pack.tier, Kind::Tier, &subject, None).unwrap());
            assert_eq!(answers[0], answers[1], "{}", case.name);
        } else if rule.starts_with("budgets.") {
            let [by_script, by_plugin] = [&by_script, &by_plugin].map(|pack| budgets::answer(pack, id, &case));
            assert_eq!(by_script, by_plugin, "{}", case.name);
        } else {
            assert_eq!(tell_check_by(&case, &by_script), tell_check_by(&case, &by_plugin), "{}", case.name);
        }
        seen += 1;
    }
    assert!(seen > 3, "{id} has {seen} cases");
}

/// What the standard pack gives a rule besides; another `run` is another rule, which inherits none of it.
fn settings(rule: &str) -> String {
    let preset = if rule == "budgets.guide" { "params = { preset = \"guide\" }\n" } else { "" };
    let tables = "tables = [\"standard:tables/budget_bands.csv\", \"standard:tables/budget_goals.csv\"]\n";
    if rule.starts_with("budgets.") { format!("{preset}{tables}") } else { String::new() }
}

fn at_least(rule: &str, plugin: &str) {
    let id = rule.rsplit('.').next().unwrap();
    let name = plugin.rsplit('/').next().unwrap();
    let runtimes = [runtime(plugin)];
    let mut wrong = Vec::new();
    for case in cases("standard", id) {
        let pack = bound(&manifest(&case, rule), &runtimes);
        let checks = pack.pack.layers.iter().flat_map(|layer| &layer.checks);
        let run = checks.filter(|check| &*check.id == id).map(|check| check.run.value.clone()).next().unwrap();
        assert_eq!(run, format!("plugin:{name}"), "what the standard pack runs first");
        let told = tell_check_by(&case, &pack);
        // A plugin may have looked at more than its script.
        let more = |it: &Difference| {
            let told = |(name, value)| it.told.get(name).and_then(Value::as_f64) == Value::as_f64(value);
            it.key == "evidence" && it.expected.as_object().is_some_and(|expected| expected.iter().all(told))
        };
        for Difference { key, told, expected } in case.differences(&told).into_iter().filter(|it| !more(it)) {
            wrong.push(format!("{}: {key} is {told}, not {expected}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The manifest of a pack that extends the standard one, with a case's params.
fn manifest(case: &Case, rule: &str) -> String {
    let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n";
    extension(case, "standard", rule).unwrap_or_else(|| head.to_owned())
}

fn bound(manifest: &str, plugins: &[Arc<dyn Runtime>]) -> CompiledPack {
    let runtimes: Vec<Arc<dyn Runtime>> =
        [Arc::new(RhaiRuntime::default()) as Arc<dyn Runtime>].into_iter().chain(plugins.iter().cloned()).collect();
    bound_by(&extending(manifest, Default::default()), &runtimes)
}

fn runtime(plugin: &str) -> Arc<dyn Runtime> {
    let runtime = WasmRuntime::open(WasmConfig::default()).unwrap();
    runtime.install(vec![admitted(&runtime, plugin)]);
    Arc::new(runtime)
}

fn admitted(runtime: &WasmRuntime, folder: &str) -> Arc<Plugin> {
    Arc::new(runtime.admit(guests::component(folder)).unwrap_or_else(|errors| panic!("{folder}: {errors:?}")))
}

/// What the plugins of the standard pack say of themselves.
pub(crate) fn shipped() -> Vec<PluginDescription> {
    let runtime = WasmRuntime::open(WasmConfig::default()).unwrap();
    let plugins = ["audience-quality", "content-safety", "comment-sentiment"];
    plugins.map(|name| admitted(&runtime, &format!("plugins/{name}")).description.clone()).to_vec()
}
