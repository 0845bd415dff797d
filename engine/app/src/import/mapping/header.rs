//! Columns of a mapping and columns of a header: people write `Followers`, `followers ` and `FOLLOWERS` for one.

use std::collections::BTreeMap;

use super::toml_reader::nearest;
use super::{Field, From, Mapping, Piece, Source, When};
use crate::import::path::{Path, Segment};
use crate::import::units::folded;

impl Mapping {
    /// The columns that the mapping needs and a header lacks, each with the column that is most like it.
    pub(in crate::import) fn missing(&self, columns: &[String]) -> Vec<(String, Option<String>)> {
        let mut missing: Vec<(String, Option<String>)> = Vec::new();
        for group in self.needed() {
            let Some(first) = group.first() else { continue };
            let is_there = group.iter().any(|path| column(path, columns).is_some());
            if !is_there && missing.iter().all(|(column, _)| *column != first.text) {
                let near = nearest(&first.text, columns.iter().map(String::as_str)).map(str::to_owned);
                missing.push((first.text.clone(), near));
            }
        }
        missing
    }

    /// The target of a required field that only choices of the caller could give, with the first of their names.
    pub(in crate::import) fn lacks_choice(&self, chosen: &BTreeMap<String, String>) -> Option<(&str, &str)> {
        let required = self.fields.iter().filter(|field| field.is_required());
        required.into_iter().find_map(|field| {
            let mut names = field.sources.iter().map(|source| match &source.from {
                From::Option(name) if !chosen.contains_key(name) => Some(name.as_str()),
                _ => None,
            });
            let first = names.next()??;
            names.all(|name| name.is_some()).then_some((field.target.path.text.as_str(), first))
        })
    }

    /// The mapping with its columns under the names that they have in a header. Alternatives that the header lacks go.
    pub(in crate::import) fn for_header(&self, columns: &[String]) -> Self {
        let mut mapping = self.clone();
        let rename = |path: &mut Path| {
            if let Some(name) = column(path, columns).filter(|name| **name != path.text) {
                *path = Path::column(name);
            }
        };
        mapping.ignored.iter_mut().for_each(rename);
        for field in &mut mapping.fields {
            field.sources.iter_mut().for_each(|source| each_path(source, &rename));
            keep_present(field, columns);
        }
        mapping
    }
}

/// The column of a header that a path names: the same text, or else the first of the same letters and digits.
fn column<'c>(path: &Path, columns: &'c [String]) -> Option<&'c String> {
    let [Segment::Key(name)] = path.segments.as_slice() else { return None };
    let exact = columns.iter().find(|column| *column == name);
    let wanted = folded(name);
    exact.or_else(|| columns.iter().find(|column| !wanted.is_empty() && folded(column) == wanted))
}

fn each_path(source: &mut Source, rename: &impl Fn(&mut Path)) {
    match &mut source.from {
        From::Path(path) => rename(path),
        From::Template(pieces) => pieces.iter_mut().for_each(|piece| {
            if let Piece::Path(path) = piece {
                rename(path);
            }
        }),
        From::Const(_) | From::Option(_) => {}
    }
    source
        .over
        .iter_mut()
        .chain(&mut source.plus)
        .chain(&mut source.minus)
        .chain(&mut source.unknown_where)
        .for_each(rename);
    for when in &mut source.when {
        match when {
            When::Path(path) => rename(path),
            When::Equal(one, other) => {
                rename(one);
                rename(other);
            }
            When::Prefix(_) => {}
        }
    }
}

/// Takes away the alternatives whose columns are not there, but for the first, which a message can name.
fn keep_present(field: &mut Field, columns: &[String]) {
    let holds = |when: &When| match when {
        When::Path(path) => columns.contains(&path.text),
        When::Equal(..) | When::Prefix(_) => true,
    };
    // A constant may depend on a column that other lists have.
    let may_hold = |source: &Source| {
        !matches!(source.from, From::Const(_)) || source.when.is_empty() || source.when.iter().any(holds)
    };
    let is_there = |source: &Source| source.used().all(|path| columns.contains(&path.text)) && may_hold(source);
    let first = field.sources.first().cloned();
    let is_required = field.is_required();
    field.sources.retain(is_there);
    if field.sources.is_empty() {
        field.sources.extend(first);
    }
    if let Some(source) = field.sources.first_mut().filter(|_| is_required) {
        source.required = true;
    }
}
