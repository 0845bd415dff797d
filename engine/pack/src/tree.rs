//! TOML as a tree whose every value knows where it was said, so that packs can be laid over each other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::origin::Origin;

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub tree: Tree,
    pub origin: Origin,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Tree {
    Text(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// A date, a time, or an integer beyond 64 bits: nothing in a pack takes one.
    Other,
    List(Vec<Node>),
    Table(Branch),
}

/// Keys with their values, in written order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Branch(pub Vec<Entry>);

/// A key with its value and its own place.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub key: String,
    pub at: Origin,
    pub node: Node,
}

impl Branch {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.key == key)
    }
}

impl Tree {
    /// The value's type as people call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) => "an integer",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::Other => "a date, a time or an oversized integer",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads a file as far as possible, with the places and messages of all syntax errors.
pub(crate) fn parse(pack: &Arc<str>, file: &Arc<str>, text: &str) -> (Node, Vec<(Range<usize>, String)>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
    let source = Source { pack, file, breaks };
    let origin = source.origin(0..0);
    let node = Node { tree: Tree::Table(source.branch(root.get_ref())), origin };
    (node, errors.into_iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned())).collect())
}

struct Source<'a> {
    pack: &'a Arc<str>,
    file: &'a Arc<str>,
    /// Offsets of the line breaks.
    breaks: Vec<usize>,
}

impl Source<'_> {
    fn origin(&self, span: Range<usize>) -> Origin {
        let before = self.breaks.partition_point(|at| *at < span.start);
        let line = u32::try_from(before).unwrap_or(u32::MAX - 1) + 1;
        Origin { pack: Arc::clone(self.pack), file: Arc::clone(self.file), span, line }
    }

    fn branch(&self, table: &DeTable<'_>) -> Branch {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| {
                let at = self.origin(key.span());
                let node = match value.get_ref() {
                    // The span of a table with a header is the header's; its key says best where it is.
                    DeValue::Table(table) => Node { tree: Tree::Table(self.branch(table)), origin: at.clone() },
                    _ => self.node(value),
                };
                Entry { key: key.get_ref().to_string(), at, node }
            })
            .collect();
        entries.sort_by_key(|entry| entry.at.span.start);
        Branch(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let tree = match value.get_ref() {
            DeValue::String(text) => Tree::Text(text.to_string()),
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).map_or(Tree::Other, Tree::Integer)
            }
            DeValue::Float(float) => float.as_str().parse().map_or(Tree::Other, Tree::Number),
            DeValue::Boolean(value) => Tree::Boolean(*value),
            DeValue::Datetime(_) => Tree::Other,
            DeValue::Array(items) => Tree::List(items.iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Tree::Table(self.branch(table)),
        };
        Node { tree, origin: self.origin(value.span()) }
    }
}

/// Lays a tree over another, key by key. Lists are replaced as a whole. A rule that is replaced takes its params and
/// tables with it, because they were said about the other rule.
pub(crate) fn overlay(base: Node, over: Node) -> Node {
    match (base.tree, over.tree) {
        (Tree::Table(mut base), Tree::Table(over_branch)) => {
            if over_branch.get("run").is_some() {
                base.0.retain(|entry| !matches!(entry.key.as_str(), "params" | "tables"));
            }
            let mut replaced: BTreeMap<String, Entry> = BTreeMap::new();
            let known: BTreeSet<&str> = base.0.iter().map(|entry| entry.key.as_str()).collect();
            let mut added = Vec::new();
            for entry in over_branch.0 {
                if known.contains(entry.key.as_str()) {
                    replaced.insert(entry.key.clone(), entry);
                } else {
                    added.push(entry);
                }
            }
            let inherit = |old: Entry| match replaced.remove(&old.key) {
                Some(new) => Entry { node: overlay(old.node, new.node), ..new },
                None => old,
            };
            let base = Branch(base.0.into_iter().map(inherit).chain(added).collect());
            Node { tree: Tree::Table(base), origin: over.origin }
        }
        (_, tree) => Node { tree, origin: over.origin },
    }
}
