//! Hostile plugins.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use saring_pack::Kind;
use saring_runtime_wasm::{Plugin, PluginLimits, Spending, WasmConfig, WasmRule, WasmRuntime};
use serde_json::json;

use super::alone::{alone, resident_bytes};
use super::file::{End, Hostile, Stage, all, said};
use super::guest::plugin;
use super::question::{Run, budget, campaign, question, source, subjects, told};

/// Fewest hostile plugins in the set.
const PLUGINS_MIN: usize = 40;
/// Batches that may be asked at once: few, so that a place that is not given back is soon missed.
const BATCHES_MAX: u32 = 2;
/// How much more memory the process may have after the second round than after the first.
const GROWTH_BYTES_MAX: usize = 24 << 20;

/// The whole set, twice, in a process of its own.
#[test]
fn every_hostile_plugin_is_contained() {
    alone("hostile::plugins::every_hostile_plugin_is_contained", || {
        let plugins = all("plugins", ";;");
        assert!(plugins.len() > PLUGINS_MIN, "{} plugins", plugins.len());
        let host = Host::new(&plugins);
        let wrong = host.round(&plugins);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let first = resident_bytes();
        let again = host.round(&plugins);
        assert!(again.is_empty(), "the second time: {}", again.join("\n"));
        if let (Some(first), Some(second)) = (first, resident_bytes()) {
            assert!(second < first + GROWTH_BYTES_MAX, "{first} bytes after one round, {second} after two");
        }
    });
}

/// One runtime for all, with an honest plugin that is asked after each.
struct Host {
    runtime: WasmRuntime,
    honest: WasmRule,
    before: (String, Spending),
}

impl Host {
    fn new(plugins: &[Hostile]) -> Self {
        let limits = PluginLimits { batches_max: BATCHES_MAX, ..PluginLimits::default() };
        let runtime = WasmRuntime::open(WasmConfig { cache_dir: None, limits }).unwrap();
        let honest = plugins.iter().find(|plugin| plugin.name == "honest.wat").unwrap();
        let admitted = runtime.admit(bytes(honest)).unwrap_or_else(|errors| panic!("{errors:?}"));
        let honest = rule(&admitted, Kind::Check, false).unwrap_or_else(|end| panic!("{end:?}"));
        let before = answered(&honest);
        Self { runtime, honest, before }
    }

    /// What is wrong with the ends of all attacks.
    fn round(&self, plugins: &[Hostile]) -> Vec<String> {
        let mut wrong = Vec::new();
        for plugin in plugins {
            wrong.extend(self.end(plugin).violation(plugin));
            assert_eq!(answered(&self.honest), self.before, "the honest plugin after {}", plugin.name);
        }
        wrong
    }

    fn end(&self, hostile: &Hostile) -> End {
        let plugin = match self.runtime.admit(bytes(hostile)) {
            Ok(plugin) => plugin,
            Err(errors) => {
                let lines: Vec<String> = errors.iter().map(|error| chain(error)).collect();
                return End::new(Stage::Refused, errors[0].code().as_str(), lines.join("\n"));
            }
        };
        let text = String::from_utf8_lossy(&hostile.bytes);
        let kind = match said(&text, ";;", "world").next() {
            Some("tier") => Kind::Tier,
            Some("budget") => Kind::Budget,
            Some("trigger") => Kind::Trigger,
            Some("metric") => Kind::Metric,
            _ => Kind::Check,
        };
        let rule = match rule(&plugin, kind, true) {
            Ok(rule) => rule,
            Err(end) => return end,
        };
        let (campaign, run) = (campaign(), Run::new());
        let ask = || match kind {
            Kind::Budget => rule.ask_metered(budget(&campaign)),
            Kind::Trigger | Kind::Metric => rule.ask_metered(run.question(kind)),
            _ => rule.ask_metered(question(kind, &subjects())),
        };
        // More often than there are places for batches.
        let (first, spent) = ask();
        let end = End::of_answers(first, &self.before.0);
        for _ in 0..BATCHES_MAX {
            let (again, spent_again) = ask();
            assert_eq!(End::of_answers(again, &self.before.0), end, "{} again", hostile.name);
            assert_eq!(spent_again, spent, "{} again", hostile.name);
        }
        end
    }
}

fn bytes(hostile: &Hostile) -> Arc<[u8]> {
    let text = String::from_utf8_lossy(&hostile.bytes);
    plugin(&text).unwrap_or_else(|error| panic!("{}: {error}", hostile.name)).into()
}

fn rule(plugin: &Plugin, kind: Kind, armed: bool) -> Result<WasmRule, End> {
    let params = BTreeMap::from([("armed".to_owned(), json!(armed))]);
    plugin.rule(&source(kind, "hostile@1.0.0", Arc::from([]), params)).map_err(|found| {
        let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
        End::new(Stage::Rejected, found[0].code.as_str(), lines.join("\n"))
    })
}

fn answered(honest: &WasmRule) -> (String, Spending) {
    let (answers, spent) = honest.ask_metered(question(Kind::Check, &subjects()));
    (told(answers.unwrap_or_else(|fault| panic!("{fault}"))), spent)
}

/// An error with what caused it.
fn chain(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {}", chain(source)))
}
