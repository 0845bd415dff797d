//! Triggers: when their rules are asked, and when what these say becomes an action.

use super::policy::sourced;
use super::rules::Binder;
use crate::diagnostic::DiagnosticCode;
use crate::manifest::{Trigger, TriggerScope, WatchPolicy};
use crate::origin::{Origin, Sourced};
use crate::reader::{Reader, suggest};
use crate::rule::Kind;
use crate::tree::{Branch, Entry, Node};

const KEYS: [&str; 10] = [
    "enabled",
    "run",
    "params",
    "tables",
    "scope",
    "every-minutes",
    "sustain",
    "cooldown-hours",
    "pauses",
    "escalates",
];
const SCOPES: [(&str, TriggerScope); 3] =
    [("campaign", TriggerScope::Campaign), ("creator", TriggerScope::Creator), ("post", TriggerScope::Post)];
/// Fewest and most minutes between two looks of a trigger: a minute, and a week.
const EVERY_MINUTES: (f64, f64) = (1.0, 10_080.0);
/// Most looks in a row at which a condition must hold.
const SUSTAIN_MAX: f64 = 1_000.0;
/// Longest cooldown, in hours: a year.
const COOLDOWN_HOURS_MAX: f64 = 8_784.0;
/// Latest that an event can become known, in hours: a month.
const LATE_HOURS_MAX: f64 = 744.0;
/// Farthest that triggers can look back, in days: a year.
const HISTORY_DAYS_MAX: f64 = 366.0;

/// Reads the triggers, and how campaigns are watched; a pack with triggers has to say it.
pub(super) fn all(
    reader: &mut Reader,
    binder: &mut Binder<'_>,
    tree: &Branch,
    at: &Origin,
) -> (Vec<Trigger>, Option<WatchPolicy>) {
    let triggers = tree.get("triggers").map(|entry| read(reader, binder, &entry.node)).unwrap_or_default();
    let watch = match tree.get("watch") {
        Some(entry) => policy(reader, &entry.node),
        None if triggers.is_empty() => None,
        None => reader.need(tree, "watch", at).and_then(|node| policy(reader, node)),
    };
    (triggers, watch)
}

/// Reads the triggers, and holds the names that they pause against each other.
fn read(reader: &mut Reader, binder: &mut Binder<'_>, node: &Node) -> Vec<Trigger> {
    let named = reader.named(node);
    let triggers: Vec<Trigger> =
        named.into_iter().filter_map(|(entry, branch)| trigger(reader, binder, entry, branch)).collect();
    for paused in triggers.iter().flat_map(|trigger| &trigger.pauses) {
        if !triggers.iter().any(|trigger| trigger.id == paused.value) {
            let message = format!("`{}` is no trigger of the pack", paused.value);
            let help = suggest(&paused.value, triggers.iter().map(|trigger| trigger.id.as_str()));
            reader.error(DiagnosticCode::TriggerUnknown, &paused.origin, message, help);
        }
    }
    triggers
}

fn trigger(reader: &mut Reader, binder: &mut Binder<'_>, entry: &Entry, branch: &Branch) -> Option<Trigger> {
    reader.only(branch, &KEYS);
    let id = format!("triggers.{}", entry.key);
    let rule = binder.bind(reader, Kind::Trigger, &id, branch, &entry.at);
    let scope = reader.need(branch, "scope", &entry.at).and_then(|node| reader.choice(node, &SCOPES));
    let every_minutes = whole(reader, branch, "every-minutes", &entry.at, EVERY_MINUTES);
    let sustain = whole(reader, branch, "sustain", &entry.at, (1.0, SUSTAIN_MAX));
    let cooldown_hours = number(reader, branch, "cooldown-hours", &entry.at, (0.0, COOLDOWN_HOURS_MAX));
    let pauses = branch.get("pauses").map(|entry| reader.texts(&entry.node)).unwrap_or_default();
    let escalates = branch.get("escalates").and_then(|entry| reader.flag(&entry.node)).unwrap_or_default();
    Some(Trigger {
        id: entry.key.clone(),
        rule: rule?,
        scope: scope?,
        every_minutes: every_minutes?,
        sustain: sustain?,
        cooldown_hours: cooldown_hours?,
        pauses,
        escalates,
        origin: entry.at.clone(),
    })
}

/// How campaigns are watched.
fn policy(reader: &mut Reader, node: &Node) -> Option<WatchPolicy> {
    let branch = reader.branch(node)?;
    reader.only(branch, &["late-hours", "history-days"]);
    let late_hours = number(reader, branch, "late-hours", &node.origin, (0.0, LATE_HOURS_MAX));
    let history_days = number(reader, branch, "history-days", &node.origin, (1.0, HISTORY_DAYS_MAX));
    Some(WatchPolicy { late_hours: late_hours?, history_days: history_days? })
}

fn number(reader: &mut Reader, branch: &Branch, key: &str, at: &Origin, bounds: (f64, f64)) -> Option<Sourced<f64>> {
    let node = reader.need(branch, key, at)?;
    reader.number(node, bounds.0, bounds.1).map(|value| sourced(value, node))
}

fn whole(reader: &mut Reader, branch: &Branch, key: &str, at: &Origin, bounds: (f64, f64)) -> Option<Sourced<u64>> {
    let node = reader.need(branch, key, at)?;
    let count = reader.count(node)?;
    reader.number(node, bounds.0, bounds.1).map(|_| sourced(count, node))
}
