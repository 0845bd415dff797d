//! From a resolved pack to rules that can be asked.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, DiagnosticCode, Severity};
use crate::limits::RuleLimits;
use crate::manifest::{Layer, Pack, RuleRef};
use crate::origin::Sourced;
use crate::rule::{Rule, RuleSource, Runtime};

/// A pack whose rules can be asked.
pub struct CompiledPack {
    /// The pack.
    pub pack: Arc<Pack>,
    /// Rules of the checks, by layer and check in the pack's order.
    pub checks: Vec<Vec<Box<dyn Rule>>>,
    /// The tier rule.
    pub tier: Box<dyn Rule>,
    /// Rules of the campaign's checks, by group and check in the pack's order.
    pub preflight: Vec<Vec<Box<dyn Rule>>>,
    /// Budget policies by name.
    pub budgets: BTreeMap<String, Box<dyn Rule>>,
    /// What packages are worth, by goal.
    pub worth: BTreeMap<String, Box<dyn Rule>>,
    /// Rules of the triggers, in the pack's order.
    pub triggers: Vec<Box<dyn Rule>>,
    /// Rules of the metrics, in the pack's order.
    pub metrics: Vec<Box<dyn Rule>>,
    /// What a careful author would put right.
    pub warnings: Vec<Diagnostic>,
}

impl fmt::Debug for CompiledPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CompiledPack").field(&self.pack.label()).field(&self.pack.digest).finish()
    }
}

/// Compiles every rule of a pack with the first runtime that handles it, or says everything that is wrong.
pub fn compile(
    pack: Arc<Pack>,
    runtimes: &[Arc<dyn Runtime>],
    limits: &RuleLimits,
) -> Result<CompiledPack, Vec<Diagnostic>> {
    let mut compiler = Compiler { pack: &pack, runtimes, limits, errors: Vec::new(), warnings: Vec::new() };
    let checks = compiler.layers(&pack.layers);
    let tier = compiler.rule(&pack.tier_rule.run, &pack.tier_rule.source);
    let preflight = compiler.layers(&pack.preflight);
    let budgets = compiler.named(pack.budgets.iter());
    let worths = pack.goals.iter().filter_map(|(goal, said)| Some((goal, &said.worth.as_ref()?.rule)));
    let worth = compiler.named(worths);
    let triggers = compiler.all(pack.triggers.iter().map(|trigger| &trigger.rule));
    let metrics = compiler.all(pack.metrics.iter().map(|metric| &metric.rule));
    match tier.filter(|_| compiler.errors.is_empty()) {
        Some(tier) => {
            let warnings = compiler.warnings;
            Ok(CompiledPack { pack, checks, tier, preflight, budgets, worth, triggers, metrics, warnings })
        }
        None => Err(compiler.errors),
    }
}

struct Compiler<'a> {
    pack: &'a Pack,
    runtimes: &'a [Arc<dyn Runtime>],
    limits: &'a RuleLimits,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Compiler<'_> {
    fn layers(&mut self, layers: &[Layer]) -> Vec<Vec<Box<dyn Rule>>> {
        let mut of_layer =
            |layer: &Layer| layer.checks.iter().filter_map(|check| self.rule(&check.run, &check.source)).collect();
        layers.iter().map(&mut of_layer).collect()
    }

    fn named<'p>(&mut self, rules: impl Iterator<Item = (&'p String, &'p RuleRef)>) -> BTreeMap<String, Box<dyn Rule>> {
        rules.filter_map(|(name, rule)| Some((name.clone(), self.rule(&rule.run, &rule.source)?))).collect()
    }

    fn all<'p>(&mut self, rules: impl Iterator<Item = &'p RuleRef>) -> Vec<Box<dyn Rule>> {
        rules.filter_map(|rule| self.rule(&rule.run, &rule.source)).collect()
    }

    fn rule(&mut self, run: &Sourced<String>, source: &RuleSource) -> Option<Box<dyn Rule>> {
        let Some(runtime) = self.runtimes.iter().find(|runtime| runtime.handles(&run.value)) else {
            let message = format!("nothing that is installed runs `{}`", run.value);
            self.errors.push(at_rule(DiagnosticCode::RunUnhandled, run, source, message));
            return None;
        };
        match runtime.compile(source, self.limits) {
            Ok(rule) => {
                self.warn_of_untold(rule.as_ref(), run, source);
                Some(rule)
            }
            Err(errors) => {
                let pack = run.origin.pack.to_string();
                self.errors.extend(errors.into_iter().map(|error| Diagnostic { pack: pack.clone(), ..error }));
                None
            }
        }
    }

    fn warn_of_untold(&mut self, rule: &dyn Rule, run: &Sourced<String>, source: &RuleSource) {
        let english = self.pack.locale("en");
        for reason in rule.describe().reasons.iter().filter(|reason| !english.tells(reason)) {
            let message = format!("`{}` can give the reason `{reason}`, which has no English text", source.id);
            let warning = at_rule(DiagnosticCode::ReasonUntold, run, source, message)
                .with_help(format!("add `{reason}` to a file in `locales/en/`"));
            self.warnings.push(Diagnostic { severity: Severity::Warning, ..warning });
        }
    }
}

/// A diagnostic of a rule as a whole: at the beginning of its file.
fn at_rule(code: DiagnosticCode, run: &Sourced<String>, source: &RuleSource, message: String) -> Diagnostic {
    let text = String::from_utf8_lossy(&source.bytes);
    Diagnostic { pack: run.origin.pack.to_string(), ..Diagnostic::error(code, &source.file, &text, 0..0, message) }
}
