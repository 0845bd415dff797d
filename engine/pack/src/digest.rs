//! Content addresses: SHA-256 over a canonical encoding of everything that decides.
//!
//! Every item is written as a tag, a length and its bytes, so that no two packs have the same encoding. The encoding is
//! of values, not of files: comments, whitespace and the order of keys in TOML change nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::manifest::{Goal, Layer, Metric, OfferPolicy, PlanPolicy, Policy, RuleRef, Tier, Trigger, WatchPolicy};
use crate::origin::Sourced;
use crate::rule::RuleSource;
use crate::{SEMANTICS, SOLVER};

/// `sha256:` and the digest of some bytes in hexadecimal.
pub fn of_bytes(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(bytes);
    hex(hash)
}

/// The digest of a rule: its run, bytes, params, tables and tiers.
pub(crate) fn of_rule(run: &str, source: &RuleSource, tables: &BTreeMap<String, Arc<[u8]>>) -> String {
    let mut canon = Canon::new("rule");
    canon.text(&source.id);
    canon.text(run);
    canon.bytes(&source.bytes);
    canon.count(source.params.len());
    for (name, value) in &source.params {
        canon.text(name);
        canon.value(value);
    }
    canon.count(tables.len());
    for (name, bytes) in tables {
        canon.text(name);
        canon.bytes(bytes);
    }
    canon.tiers(&source.tiers);
    hex(canon.0)
}

/// What decides of a pack.
pub(crate) struct Deciding<'a> {
    pub goals: &'a BTreeMap<String, Goal>,
    pub layers: &'a [Layer],
    pub tier_rule: &'a RuleRef,
    pub policy: &'a Policy,
    pub tiers: &'a [Tier],
    pub preflight: &'a [Layer],
    pub budgets: &'a BTreeMap<String, RuleRef>,
    pub offers: Option<&'a OfferPolicy>,
    pub plan: Option<&'a PlanPolicy>,
    pub triggers: &'a [Trigger],
    pub watch: Option<&'a WatchPolicy>,
    pub metrics: &'a [Metric],
}

/// The digest of a pack. Layers and checks are taken in their order, because sums and reports follow it.
pub(crate) fn of_pack(pack: &Deciding<'_>) -> String {
    let mut canon = Canon::new("pack");
    canon.policy(pack.policy);
    canon.count(pack.goals.len());
    for (name, goal) in pack.goals {
        canon.text(name);
        canon.goal(goal);
    }
    for layers in [pack.layers, pack.preflight] {
        canon.count(layers.len());
        layers.iter().for_each(|layer| canon.layer(layer));
    }
    canon.tiers(pack.tiers);
    canon.rule(pack.tier_rule);
    canon.count(pack.budgets.len());
    for (name, rule) in pack.budgets {
        canon.text(name);
        canon.rule(rule);
    }
    canon.flag(pack.offers.is_some());
    pack.offers.iter().for_each(|offers| canon.offers(offers));
    canon.flag(pack.plan.is_some());
    pack.plan.iter().for_each(|plan| canon.plan(plan));
    canon.count(pack.triggers.len());
    pack.triggers.iter().for_each(|trigger| canon.trigger(trigger));
    canon.flag(pack.watch.is_some());
    if let Some(watch) = pack.watch {
        canon.number(watch.late_hours.value);
        canon.number(watch.history_days.value);
    }
    canon.count(pack.metrics.len());
    pack.metrics.iter().for_each(|metric| canon.metric(metric));
    hex(canon.0)
}

struct Canon(Sha256);

impl Canon {
    fn new(what: &str) -> Self {
        let mut canon = Self(Sha256::new());
        canon.text(what);
        canon.item(b'c', &u64::from(SEMANTICS).to_le_bytes());
        canon
    }

    fn item(&mut self, tag: u8, bytes: &[u8]) {
        self.0.update([tag]);
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn text(&mut self, text: &str) {
        self.item(b't', text.as_bytes());
    }

    fn texts(&mut self, texts: &[String]) {
        self.count(texts.len());
        texts.iter().for_each(|text| self.text(text));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.item(b'b', bytes);
    }

    fn count(&mut self, count: usize) {
        self.item(b'c', &(count as u64).to_le_bytes());
    }

    fn whole(&mut self, count: u64) {
        self.item(b'c', &count.to_le_bytes());
    }

    fn number(&mut self, number: f64) {
        // Adding zero turns -0 into 0, which is the same number to every rule.
        self.item(b'n', &(number + 0.0).to_bits().to_le_bytes());
    }

    fn flag(&mut self, flag: bool) {
        self.item(b'f', &[u8::from(flag)]);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.item(b'0', &[]),
            Value::Bool(flag) => self.flag(*flag),
            Value::Number(number) => match number.as_i64() {
                Some(integer) => self.item(b'i', &integer.to_le_bytes()),
                None => self.number(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                self.count(items.len());
                items.iter().for_each(|item| self.value(item));
            }
            Value::Object(entries) => {
                self.count(entries.len());
                for (key, value) in entries {
                    self.text(key);
                    self.value(value);
                }
            }
        }
    }

    fn policy(&mut self, policy: &Policy) {
        for Sourced { value, .. } in
            [&policy.pass_at, &policy.warn_at, &policy.coverage_min, &policy.select_coverage_min]
        {
            self.number(*value);
        }
        self.text(policy.on_no_tier.value.as_str());
        self.text(policy.rank_by.value.as_str());
    }

    fn goal(&mut self, goal: &Goal) {
        self.count(goal.weights.len());
        for (layer, weight) in &goal.weights {
            self.text(layer);
            self.number(weight.value);
        }
        self.texts(&goal.metrics);
        self.flag(goal.worth.is_some());
        if let Some(worth) = &goal.worth {
            self.rule(&worth.rule);
            self.text(worth.combine.value.as_str());
        }
    }

    fn rule(&mut self, rule: &RuleRef) {
        self.text(&rule.digest);
        self.flag(rule.fallback);
    }

    fn offers(&mut self, offers: &OfferPolicy) {
        self.whole(offers.packages_max.value);
        self.text(offers.basis.value.as_str());
        self.texts(&offers.taxes);
        self.number(offers.over_at.value);
        self.number(offers.under_at.value);
        self.text(&offers.tables_digest);
    }

    fn plan(&mut self, plan: &PlanPolicy) {
        self.text(SOLVER);
        self.text(&plan.budget.value);
        self.text(&plan.fees_line.value);
        self.count(plan.fee_steps.len());
        for (currency, step) in &plan.fee_steps {
            self.text(currency);
            self.number(step.value);
        }
        self.count(plan.book.len());
        plan.book.iter().for_each(|verdict| self.text(verdict.as_str()));
    }

    fn trigger(&mut self, trigger: &Trigger) {
        self.text(&trigger.id);
        self.rule(&trigger.rule);
        self.text(trigger.scope.as_str());
        self.whole(trigger.every_minutes.value);
        self.whole(trigger.sustain.value);
        self.number(trigger.cooldown_hours.value);
        self.count(trigger.pauses.len());
        trigger.pauses.iter().for_each(|paused| self.text(&paused.value));
        self.flag(trigger.escalates);
    }

    fn metric(&mut self, metric: &Metric) {
        self.text(&metric.id);
        self.text(metric.dimension.as_str());
        self.rule(&metric.rule);
        self.count(metric.scopes.len());
        metric.scopes.iter().for_each(|scope| self.text(scope.as_str()));
    }

    fn layer(&mut self, layer: &Layer) {
        self.text(&layer.id);
        self.number(layer.coverage_min);
        self.flag(layer.gate.is_some());
        if let Some(gate) = &layer.gate {
            self.number(gate.min_score.value);
            self.text(gate.on_unknown.as_str());
            self.text(gate.on_fault.as_str());
        }
        self.count(layer.checks.len());
        for check in &layer.checks {
            self.text(&check.id);
            self.number(check.weight.value);
            self.text(&check.digest);
            self.flag(check.fallback);
        }
    }

    fn tiers(&mut self, tiers: &[Tier]) {
        self.count(tiers.len());
        for tier in tiers {
            self.text(&tier.id);
            self.whole(tier.followers_min);
            self.flag(tier.followers_max.is_some());
            self.whole(tier.followers_max.unwrap_or_default());
            self.text(&tier.role);
            self.count(tier.criteria.len());
            for criterion in &tier.criteria {
                self.text(&criterion.id);
                self.text(&criterion.check);
                self.text(criterion.part.as_deref().unwrap_or_default());
                self.number(criterion.weight);
            }
            self.texts(&tier.content_approach);
            self.texts(&tier.measured_by);
        }
    }
}

fn hex(hash: Sha256) -> String {
    use std::fmt::Write as _;
    hash.finalize().iter().fold(String::from("sha256:"), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
