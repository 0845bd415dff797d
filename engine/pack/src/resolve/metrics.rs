//! Metrics, by dimension.

use std::collections::BTreeMap;

use saring_model::results::Dimension;

use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{Metric, MetricScope};
use crate::origin::Origin;
use crate::reader::{Reader, suggest};
use crate::rule::Kind;
use crate::tree::{Branch, Entry, Node};

const SCOPES: [(&str, MetricScope); 3] =
    [("tier", MetricScope::Tier), ("platform", MetricScope::Platform), ("creator", MetricScope::Creator)];

/// Reads the metrics.
pub(super) fn read(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> Vec<Metric> {
    let named = reader.named(node);
    let mut metrics = Vec::new();
    for (entry, branch) in named {
        let Some(dimension) = Dimension::ALL.into_iter().find(|dimension| dimension.as_str() == entry.key) else {
            let message = format!("`{}` is no dimension", entry.key);
            let help = suggest(&entry.key, Dimension::ALL.iter().map(|dimension| dimension.as_str()));
            reader.error(DiagnosticCode::ValueUnknown, &entry.at, message, help);
            continue;
        };
        reader.only(branch, &["enabled", "measures"]);
        let measures = reader.need(branch, "measures", &entry.at).map(|node| reader.named(node)).unwrap_or_default();
        metrics.extend(measures.into_iter().filter_map(|(own, branch)| metric(reader, binder, dimension, own, branch)));
    }
    refuse_duplicates(reader, &metrics);
    metrics
}

fn metric(
    reader: &mut Reader,
    binder: &mut Binder<'_>,
    dimension: Dimension,
    entry: &Entry,
    branch: &Branch,
) -> Option<Metric> {
    reader.only(branch, &["enabled", "run", "params", "tables", "scopes"]);
    let id = format!("metrics.{}.{}", dimension.as_str(), entry.key);
    let rule = binder.bind(reader, Kind::Metric, &id, branch, &entry.at);
    let texts = branch.get("scopes").map(|entry| reader.texts(&entry.node)).unwrap_or_default();
    let mut scopes = Vec::new();
    for text in texts {
        match SCOPES.iter().find(|(name, _)| *name == text.value) {
            Some((_, scope)) => scopes.push(*scope),
            None => {
                let message = format!("`{}` is no part of a campaign", text.value);
                let help = suggest(&text.value, SCOPES.iter().map(|(name, _)| *name));
                reader.error(DiagnosticCode::ValueUnknown, &text.origin, message, help);
            }
        }
    }
    Some(Metric { id: entry.key.clone(), dimension, rule: rule?, scopes, origin: entry.at.clone() })
}

/// Names of metrics are unique in the pack: targets and reports name them alone.
fn refuse_duplicates(reader: &mut Reader, metrics: &[Metric]) {
    let mut first: BTreeMap<&str, &Origin> = BTreeMap::new();
    for metric in metrics {
        if let Some(other) = first.insert(&metric.id, &metric.origin) {
            let message = format!("two metrics are called `{}`", metric.id);
            let help = format!("rename one; the other is in `{}`, line {}", other.file, other.line);
            reader.error(DiagnosticCode::NameInvalid, &metric.origin, message, help);
        }
    }
}
