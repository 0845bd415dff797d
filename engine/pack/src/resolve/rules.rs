//! Binds to a rule what it runs with: the file that was chosen, params and tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::policy::sourced;
use super::{plugins, tables};
use crate::diagnostic::DiagnosticCode;
use crate::digest;
use crate::manifest::{Fallback, RuleRef, Tier};
use crate::origin::{Origin, Sourced};
use crate::param;
use crate::reader::Reader;
use crate::rule::{Installed, Kind, PLUGIN_SCHEME, RuleSource, Runtime};
use crate::table::Table;
use crate::tree::{Branch, Node, Tree};

/// Binds rules, and keeps what was bound.
pub(super) struct Binder<'a> {
    runtimes: &'a [Arc<dyn Runtime>],
    tiers: Arc<[Tier]>,
    /// Tables read so far by `name@version/path`; none for one that is wrong, which was reported once.
    tables: BTreeMap<String, Option<Arc<Table>>>,
    pins: &'a plugins::Pins,
    pub fallbacks: Vec<Fallback>,
    /// The plugins that were chosen.
    pub plugins: Vec<Installed>,
}

impl<'a> Binder<'a> {
    pub fn new(runtimes: &'a [Arc<dyn Runtime>], tiers: Arc<[Tier]>, pins: &'a plugins::Pins) -> Self {
        Self { runtimes, tiers, tables: BTreeMap::new(), pins, fallbacks: Vec::new(), plugins: Vec::new() }
    }

    /// Every table that was bound.
    pub fn tables(&self) -> BTreeMap<String, Arc<Table>> {
        self.tables.iter().filter_map(|(path, table)| Some((path.clone(), Arc::clone(table.as_ref()?)))).collect()
    }

    /// Binds the rule of a section with the keys `run`, `params` and `tables`.
    pub fn bind(
        &mut self,
        reader: &mut Reader,
        kind: Kind,
        id: &str,
        section: &Branch,
        at: &Origin,
    ) -> Option<RuleRef> {
        let chosen = reader.need(section, "run", at).and_then(|node| self.choose(reader, id, node));
        let (tables, table_bytes) = self.bind_tables(reader, section.get("tables").map(|entry| &entry.node));
        let Chosen { run, body, fallback } = chosen?;
        let declarations = match &body {
            Body::File(_) => param::declarations(reader, &Arc::clone(&run.origin.pack), &run.value),
            Body::Plugin(plugin) => plugins::declarations(plugin),
        };
        let params = param::bind(reader, id, &declarations, section.get("params").map(|entry| &entry.node));
        let values = params.iter().map(|(name, value)| (name.clone(), value.value.clone())).collect();
        let (file, bytes, plugin) = match body {
            Body::File(bytes) => (run.value.clone(), bytes, None),
            Body::Plugin(plugin) => {
                self.plugins.push(plugin.clone());
                (plugin.label, plugin.bytes, Some(plugin.digest))
            }
        };
        let (id_owned, tiers) = (id.to_owned(), Arc::clone(&self.tiers));
        let source =
            RuleSource { kind, id: id_owned, file, bytes, plugin, params: values, tables: tables.clone(), tiers };
        let digest = digest::of_rule(&run.value, &source, &table_bytes);
        let declarations = declarations.into_iter().map(|(name, declared)| (name, declared.value)).collect();
        Some(RuleRef { run, fallback, params, declarations, tables, source: Arc::new(source), digest })
    }

    /// The first of the rules named that a runtime handles and whose file is there.
    fn choose(&mut self, reader: &mut Reader, id: &str, node: &Node) -> Option<Chosen> {
        let choices = match &node.tree {
            Tree::Text(_) => reader.text(node).map(|run| sourced(run, node)).into_iter().collect(),
            _ => reader.texts(node),
        };
        if matches!(&node.tree, Tree::List(items) if items.is_empty()) {
            let help = "name a script such as `layers/authenticity/reach.rhai`";
            reader.error(DiagnosticCode::ValueRange, &node.origin, "an empty list where a rule is due", help);
        }
        let first = choices.first().map(|choice| choice.value.clone())?;
        let mut missing = Vec::new();
        for (index, run) in choices.iter().enumerate() {
            if !self.runtimes.iter().any(|runtime| runtime.handles(&run.value)) {
                continue;
            }
            let Some(body) = self.body(reader, run) else {
                missing.push(run);
                continue;
            };
            if index > 0 {
                let message = format!("`{}` runs instead of `{first}`, which is not installed", run.value);
                reader.warn(DiagnosticCode::RunFallback, &run.origin, message, format!("install `{first}`"));
                self.fallbacks.push(Fallback { rule: id.to_owned(), wanted: first, taken: run.value.clone() });
            }
            return Some(Chosen { run: run.clone(), body, fallback: index > 0 });
        }
        if let Some(run) = missing.first().filter(|run| run.value.starts_with(PLUGIN_SCHEME)) {
            let message = format!("the plugin `{}` is not installed", run.value);
            let help = "`saring plugin list` names those that are; `--plugins DIR` adds a folder of plugins";
            reader.error(DiagnosticCode::PluginMissing, &run.origin, message, help);
        } else if let Some(run) = missing.first() {
            let message = format!("the pack has no file `{}`", run.value);
            reader.error(DiagnosticCode::FileMissing, &run.origin, message, "paths are relative to the pack's folder");
        } else {
            let message = format!("nothing that is installed runs `{first}`");
            let help = "name a script such as `layers/authenticity/reach.rhai`, or a list that ends in one";
            reader.error(DiagnosticCode::RunUnhandled, &node.origin, message, help);
        }
        None
    }

    /// What a `run` stands for: a plugin that is installed, or a file of the pack that names it.
    fn body(&self, reader: &Reader, run: &Sourced<String>) -> Option<Body> {
        let Some(plugin) = run.value.strip_prefix(PLUGIN_SCHEME) else {
            return reader.file(&run.origin.pack, &run.value).map(Body::File);
        };
        let pin = self.pins.of(plugin);
        self.runtimes.iter().find_map(|runtime| runtime.installed(&run.value, pin)).map(Body::Plugin)
    }

    fn bind_tables(&mut self, reader: &mut Reader, node: Option<&Node>) -> (Tables, BTreeMap<String, Arc<[u8]>>) {
        let (mut bound, mut bytes) = (Tables::new(), BTreeMap::new());
        let paths = node.map(|node| reader.texts(node)).unwrap_or_default();
        for path in paths {
            let Some((table, content)) = self.one_table(reader, &path) else { continue };
            let name = table.name.clone();
            if bound.insert(name.clone(), table).is_some() {
                let message = format!("a rule is given two tables named `{name}`");
                reader.error(DiagnosticCode::NameInvalid, &path.origin, message, "rename one of the files");
            }
            bytes.insert(name, content);
        }
        (bound, bytes)
    }

    /// The table of a path with its bytes.
    pub fn one_table(&mut self, reader: &mut Reader, path: &Sourced<String>) -> Option<(Arc<Table>, Arc<[u8]>)> {
        let (pack, file) = holder(reader, path);
        let Some(content) = reader.file(&pack, file) else {
            let message = format!("the pack has no file `{}`", path.value);
            let help = "paths are relative to the folder of the pack that says them; `name:path` is a file of the pack `name` that it extends";
            reader.error(DiagnosticCode::FileMissing, &path.origin, message, help);
            return None;
        };
        Some((self.table(reader, &pack, file)?, content))
    }

    fn table(&mut self, reader: &mut Reader, pack: &Arc<str>, file: &str) -> Option<Arc<Table>> {
        let key = format!("{pack}/{file}");
        if let Some(known) = self.tables.get(&key) {
            return known.clone();
        }
        let table = tables::read(reader, pack, file).map(Arc::new);
        self.tables.insert(key, table.clone());
        table
    }
}

/// The pack that holds a file, and its path there: `standard:tables/view_rate.csv` is a file of the extended pack.
fn holder<'p>(reader: &Reader, path: &'p Sourced<String>) -> (Arc<str>, &'p str) {
    let elsewhere = path.value.split_once(':').and_then(|(name, file)| {
        let labelled = |label: &&Arc<str>| label.split('@').next() == Some(name);
        Some((Arc::clone(reader.packs.keys().find(labelled)?), file))
    });
    elsewhere.unwrap_or_else(|| (Arc::clone(&path.origin.pack), &path.value))
}

type Tables = BTreeMap<String, Arc<Table>>;

struct Chosen {
    run: Sourced<String>,
    body: Body,
    fallback: bool,
}

enum Body {
    File(Arc<[u8]>),
    Plugin(Installed),
}
