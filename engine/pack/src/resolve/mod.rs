//! From files to a pack that decides.
//!
//! Inheritance first: the manifests of the chain are laid over each other key by key, and each value keeps the place
//! that it was said in. Then the one tree is read, and everything that is wrong is reported at once.

mod chain;
mod goals;
mod layers;
mod locales;
mod metrics;
mod offers;
mod plan;
mod plugins;
mod policy;
mod rules;
mod tables;
mod tiers;
mod triggers;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::digest;
use crate::files::{Library, PackFiles};
use crate::manifest::Pack;
use crate::reader::Reader;
use crate::rule::Runtime;

/// What a manifest says.
const KEYS: [&str; 13] = [
    "pack",
    "policy",
    "goals",
    "layers",
    "tiers",
    "preflight",
    "budgets",
    "offers",
    "plan",
    "triggers",
    "watch",
    "metrics",
    "plugins",
];

/// Resolves a pack: lays it over the packs that it extends, binds files, params and tables to its rules, and computes
/// its digest. Or says everything that is wrong with it at once; warnings alone do not stop it.
pub fn resolve(
    files: &PackFiles,
    library: &dyn Library,
    runtimes: &[Arc<dyn Runtime>],
) -> Result<Pack, Vec<Diagnostic>> {
    let mut reader = Reader::default();
    let pack = read(&mut reader, files, library, runtimes);
    let (mut errors, mut warnings) = (reader.errors, reader.warnings);
    for found in [&mut errors, &mut warnings] {
        found.sort_by(|a, b| (&a.pack, &a.file, a.span.start).cmp(&(&b.pack, &b.file, b.span.start)));
        found.dedup();
    }
    match pack {
        Some(pack) if errors.is_empty() => Ok(Pack { warnings, ..pack }),
        _ => {
            errors.extend(warnings);
            Err(errors)
        }
    }
}

fn read(reader: &mut Reader, files: &PackFiles, library: &dyn Library, runtimes: &[Arc<dyn Runtime>]) -> Option<Pack> {
    let chain::Chain { head, extends, tree, links, at } = chain::load(reader, files, library)?;
    reader.only(&tree, &KEYS);
    let policy = reader.need(&tree, "policy", &at).and_then(|node| policy::read(reader, node));
    let bands = reader.need(&tree, "tiers", &at);
    let tiers = bands.map_or_else(|| Arc::from([]), |node| tiers::read(reader, node, &layers::names(&tree)));
    let pins = plugins::pins(reader, &tree);
    let mut binder = rules::Binder::new(runtimes, Arc::clone(&tiers), &pins);
    let tier_rule = bands.and_then(|node| tiers::rule(reader, &mut binder, node));
    let floor = policy.as_ref().map_or(0.0, |policy| policy.coverage_min.value);
    let layers = reader.need(&tree, "layers", &at).map(|node| layers::read(reader, &mut binder, node, floor));
    let layers = layers.unwrap_or_default();
    let goals = reader.need(&tree, "goals", &at).map(|node| goals::read(reader, &mut binder, node, &layers));
    let preflight =
        tree.get("preflight").map(|entry| layers::preflight(reader, &mut binder, &entry.node)).unwrap_or_default();
    let budgets = tree.get("budgets").map(|entry| plan::budgets(reader, &mut binder, &entry.node)).unwrap_or_default();
    let offers = tree.get("offers").and_then(|entry| offers::read(reader, &mut binder, &entry.node));
    let plan = tree.get("plan").and_then(|entry| plan::read(reader, &entry.node, &budgets));
    let (triggers, watch) = triggers::all(reader, &mut binder, &tree, &at);
    let metrics = tree.get("metrics").map(|entry| metrics::read(reader, &mut binder, &entry.node)).unwrap_or_default();
    let locales = locales::read(reader, &links, &binder.plugins);
    let (goals, policy, tier_rule) = (goals.unwrap_or_default(), policy?, tier_rule?);
    let digest = digest::of_pack(&digest::Deciding {
        goals: &goals,
        layers: &layers,
        tier_rule: &tier_rule,
        policy: &policy,
        tiers: &tiers,
        preflight: &preflight,
        budgets: &budgets,
        offers: offers.as_ref(),
        plan: plan.as_ref(),
        triggers: &triggers,
        watch: watch.as_ref(),
        metrics: &metrics,
    });
    Some(Pack {
        name: head.name,
        version: head.version,
        title: head.title,
        engine: head.engine,
        extends,
        digest,
        goals,
        layers,
        tiers,
        tier_rule,
        policy,
        preflight,
        budgets,
        offers,
        plan,
        triggers,
        watch,
        metrics,
        locales,
        tables: binder.tables(),
        files: file_digests(reader),
        fallbacks: binder.fallbacks,
        warnings: Vec::new(),
    })
}

fn file_digests(reader: &Reader) -> BTreeMap<String, String> {
    let files = reader.packs.iter().flat_map(|(pack, files)| files.files.iter().map(move |file| (pack, file)));
    files.map(|(pack, (path, bytes))| (format!("{pack}/{path}"), digest::of_bytes(bytes))).collect()
}
