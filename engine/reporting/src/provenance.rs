//! What every report ends with: how it was made, from which sources, and how old the data are.

use std::collections::{BTreeMap, BTreeSet};

use saring_eval::report::{EngineIdentity, PackIdentity, Value};
use saring_model::Timestamp;
use saring_pack::TableRow;

use crate::document::{Block, Cell, Column, Section, Table};
use crate::freshness::Freshness;
use crate::voice::{Telling, Voice, count, text};

/// By what a report was made.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The engine.
    pub engine: &'a EngineIdentity,
    /// The pack.
    pub pack: &'a PackIdentity,
    /// The moment of the decision.
    pub as_of: Timestamp,
    /// Digest of everything that went in.
    pub inputs: &'a str,
    /// What solved a selection, where something did.
    pub solver: Option<&'a str>,
    /// Share of what counts that is known, where that is told.
    pub known: Option<Value>,
    /// Creators that could not be read.
    pub invalid: usize,
}

/// Rows of tables that a report rests on.
#[derive(Debug, Clone, Default)]
pub struct Cited(BTreeMap<(String, String), BTreeSet<u32>>);

impl Cited {
    /// Adds a row.
    pub fn add(&mut self, row: &TableRow) {
        self.0.entry((row.table.clone(), row.source.clone())).or_default().insert(row.line);
    }
}

impl<'r> Extend<&'r TableRow> for Cited {
    fn extend<T: IntoIterator<Item = &'r TableRow>>(&mut self, rows: T) {
        rows.into_iter().for_each(|row| self.add(row));
    }
}

/// The closing sections: methods, in the words given and those that hold for every report; sources; data. And the
/// imprint, for the document's end.
pub fn provenance(
    voice: &Voice<'_>,
    telling: &Telling<'_>,
    basis: &Basis<'_>,
    mut methods: Vec<(String, String)>,
    cited: &Cited,
) -> (Vec<Section>, String) {
    methods.push((voice.word("method.unknown"), voice.word("method.unknown-text")));
    methods.push((voice.word("method.rules"), rules(voice, telling, basis)));
    let sections = vec![
        Section::new(voice.word("section.methods"), vec![Block::Terms(methods)]),
        Section::new(voice.word("section.sources"), sources(voice, telling, cited)),
        Section::new(voice.word("section.data"), vec![Block::Terms(data(voice, telling, basis))]),
    ];
    let args = [
        ("version", text(basis.engine.version)),
        ("semantics", text(basis.engine.semantics.to_string())),
        ("pack", text(format!("{} {}", basis.pack.name, basis.pack.version))),
        ("digest", text(&basis.pack.digest)),
        ("inputs", text(basis.inputs)),
    ];
    (sections, voice.say("imprint.made-by", &args))
}

fn rules(voice: &Voice<'_>, telling: &Telling<'_>, basis: &Basis<'_>) -> String {
    let pack = basis.pack;
    let name = telling.pack.title.as_deref().unwrap_or(&pack.name);
    let args = [("title", text(name)), ("pack", text(&pack.name)), ("version", text(&pack.version))];
    let mut told = voice.say("method.rules-text", &args);
    if !pack.fallbacks.is_empty() {
        let names = pack.fallbacks.iter().map(|name| voice.title("check", name.rsplit('.').next().unwrap_or(name)));
        let names = names.collect::<Vec<_>>().join(", ");
        told = format!("{told} {}", voice.say("method.fallbacks", &[("rules", text(names))]));
    }
    if let Some(solver) = basis.solver {
        told = format!("{told} {}", voice.say("method.solver", &[("solver", text(solver))]));
    }
    told
}

/// Tables and where their numbers come from. A pack's file is named so that it can be looked up.
fn sources(voice: &Voice<'_>, telling: &Telling<'_>, cited: &Cited) -> Vec<Block> {
    if cited.0.is_empty() {
        return vec![Block::Text(voice.word("source.none"))];
    }
    let columns = vec![
        Column::word(voice.word("column.table")),
        Column::number(voice.word("column.rows")),
        Column::prose(voice.word("column.source")),
    ];
    let mut table = Table::new(columns);
    for ((name, source), lines) in &cited.0 {
        let file = telling.pack.tables.values().find(|table| table.name == *name);
        let name = file.map_or(name.as_str(), |table| table.file.as_str());
        let source = if source.is_empty() { voice.word("source.unsaid") } else { source.clone() };
        table.rows.push(vec![Cell::text(name), Cell::Number(voice.count(lines.len())), Cell::text(source)]);
    }
    vec![Block::Text(voice.word("source.intro")), Block::Table(table)]
}

fn data(voice: &Voice<'_>, telling: &Telling<'_>, basis: &Basis<'_>) -> Vec<(String, String)> {
    let at = format!("{} ({})", voice.date(basis.as_of), basis.as_of);
    let mut terms = vec![(voice.word("data.as-of"), voice.say("data.as-of-text", &[("at", text(at))]))];
    if let Some(fresh) = &telling.freshness {
        terms.push((voice.word("data.freshness"), freshness(voice, fresh)));
    }
    if let Some(known) = basis.known {
        let share = text(voice.share(known).text);
        terms.push((voice.word("data.known"), voice.say("data.known-text", &[("share", share)])));
    }
    if basis.invalid > 0 {
        let told = voice.say("data.invalid-text", &[("creators", count(basis.invalid))]);
        terms.push((voice.word("data.invalid"), told));
    }
    terms.push((voice.word("data.inputs"), basis.inputs.to_owned()));
    terms.push((voice.word("data.rules"), basis.pack.digest.clone()));
    terms
}

fn freshness(voice: &Voice<'_>, fresh: &Freshness) -> String {
    let (Some(oldest), Some(newest)) = (fresh.oldest, fresh.newest) else {
        return voice.say("data.undated-text", &[("accounts", count(fresh.accounts))]);
    };
    let args = [
        ("oldest", text(voice.date(oldest))),
        ("newest", text(voice.date(newest))),
        ("dated", count(fresh.dated)),
        ("accounts", count(fresh.accounts)),
    ];
    voice.say("data.freshness-text", &args)
}
