//! Lists of a creator, item by item.

use std::collections::BTreeMap;

use saring_model::decode::child;
use serde_json::{Map, Value};

use super::super::mapping::{Field, From, How, List, Source};
use super::super::path::{Path, Segment};
use super::super::problem::{Problem, ProblemCode};
use super::place::pointer;
use super::{Builder, Given, Scope};

/// What stands between a beginning and an end in the name of a column.
pub(in crate::import) fn captured<'c>(column: &'c str, prefix: &str, suffix: &str) -> Option<&'c str> {
    column.strip_prefix(prefix)?.strip_suffix(suffix).filter(|capture| !capture.is_empty())
}

impl<'m> Builder<'m> {
    pub(super) fn list(&mut self, root: &mut Value, list: &'m List, scope: &Scope<'_>) {
        let as_written = Source::plain(From::Const(Value::Null));
        if !list.when.is_empty() && !list.when.iter().any(|when| self.holds(&as_written, when, scope)) {
            return;
        }
        match &list.how {
            How::Zip => self.zip(root, list, scope.row),
            How::Each(from) => self.each(root, list, from, scope),
            How::Columns { prefix, name, suffix } => self.columns(root, list, scope.row, (prefix, name, suffix)),
        }
    }

    /// One item per object of a list.
    fn each(&mut self, root: &mut Value, list: &'m List, from: &'m Path, scope: &Scope<'_>) {
        let into = &list.into.path.segments;
        let written = pointer("", into);
        let objects = match scope.get(from) {
            Some(Value::Array(objects)) => objects,
            None | Some(Value::Null) => return,
            Some(_) => return self.built.problems.push(not_a_list(&from.text, &written)),
        };
        if self.skipped.contains(&from.text) || self.skipped.contains(&format!("{}[]", from.text)) {
            return self.built.kept.push(scope.place(from));
        }
        let mut items = match self.target(root, "", &list.into.path) {
            Some(Value::Array(items)) => items.clone(),
            _ => Vec::new(),
        };
        let first = (self.built.origins.len(), self.built.items.len());
        let key_of = |item: &Value| Some(list.key.as_ref()?.get(item)?.to_string());
        let mut same: BTreeMap<String, usize> =
            items.iter().enumerate().filter_map(|(n, item)| Some((key_of(item)?, n))).collect();
        for (index, object) in objects.iter().enumerate() {
            let base = child(&written, &items.len().to_string());
            let before = (self.built.origins.len(), self.built.items.len());
            let Some(item) = self.item(list, from, (index, object), scope, &base) else { continue };
            match key_of(&item).map(|key| *same.entry(key).or_insert(items.len())) {
                Some(at) if at < items.len() => {
                    if let Some(earlier) = items.get_mut(at) {
                        complete(earlier, item);
                    }
                    self.move_origins(before, &base, &child(&written, &at.to_string()));
                }
                _ => items.push(item),
            }
        }
        if items.is_empty() && list.empty_unknown {
            return;
        }
        let mut place = String::new();
        self.put(root, into, &mut place, Value::Array(items));
        self.move_origins(first, &written, &place);
        if list.set_aside {
            self.built.lists.push((place, from.text.clone()));
        }
    }

    /// The item of an object, or `None` where it is not read or cannot be held.
    fn item(
        &mut self,
        list: &'m List,
        from: &Path,
        (index, object): (usize, &Value),
        scope: &Scope<'_>,
        base: &str,
    ) -> Option<Value> {
        let (label, inner) = scope.item(from, index, object);
        let as_written = Source::plain(From::Const(Value::Null));
        let is_wanted = list.only.is_empty() || list.only.iter().any(|when| self.holds(&as_written, when, &inner));
        if !is_wanted || self.skips(&label) {
            self.built.kept.push(inner.at);
            return None;
        }
        let (origins, problems) = (self.built.origins.len(), self.built.problems.len());
        let mut item = Value::Object(Map::new());
        self.early(&mut item, base, &list.fields, &inner);
        self.late(&mut item, base, &list.fields, &inner);
        if list.set_aside {
            if let Some(problem) = self.built.problems.get(problems) {
                let message = problem.message.clone();
                self.built.problems.truncate(problems);
                self.built.origins.truncate(origins);
                self.slots.retain(|(of, ..)| !of.starts_with(base));
                self.built.aside.push((label, message));
                self.built.kept.push(inner.at);
                return None;
            }
            self.built.items.push((base.to_owned(), label));
        }
        Some(item)
    }

    /// The objects of a list inside an item, such as the sponsors of a post.
    pub(super) fn objects(
        &mut self,
        base: &str,
        field: &'m Field,
        source: &'m Source,
        raw: &Value,
        scope: &Scope<'_>,
    ) -> Given {
        let written = pointer(base, &field.target.path.segments);
        let (From::Path(path), Some(objects)) = (&source.from, raw.as_array()) else {
            return Given::Bad(not_a_list(&scope.label(source), &written));
        };
        let mut items = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            let (_, inner) = scope.item(path, index, object);
            let mut item = Value::Object(Map::new());
            let base = child(&written, &items.len().to_string());
            self.early(&mut item, &base, &source.items, &inner);
            self.late(&mut item, &base, &source.items, &inner);
            if item.as_object().is_some_and(|fields| !fields.is_empty()) {
                items.push(item);
            }
        }
        // A provider that found none has not found out that there are none.
        if items.is_empty() { Given::Unknown } else { Given::Known(Value::Array(items), Value::Null) }
    }

    /// Gives the origins and the items since the first ones the places that they really have.
    fn move_origins(&mut self, first: (usize, usize), written: &str, place: &str) {
        if written == place {
            return;
        }
        let origins = self.built.origins.iter_mut().skip(first.0).map(|(pointer, _)| pointer);
        for pointer in origins.chain(self.built.items.iter_mut().skip(first.1).map(|(pointer, _)| pointer)) {
            if let Some(rest) = pointer.strip_prefix(written) {
                *pointer = format!("{place}{rest}");
            }
        }
    }

    /// One item per place of parallel lists.
    fn zip(&mut self, root: &mut Value, list: &'m List, row: &Value) {
        let into = &list.into.path.segments;
        let Some(length) = self.common_length(list, row, &pointer("", into)) else { return };
        let mut place = String::new();
        self.put(root, into, &mut place, Value::Array(Vec::new()));
        let mut items = Vec::with_capacity(length);
        for index in 0..length {
            let mut item = Value::Object(Map::new());
            let base = child(&place, &index.to_string());
            let scope = Scope { row, zip: Some(index), at: Vec::new(), prefix: String::new() };
            self.early(&mut item, &base, &list.fields, &scope);
            self.late(&mut item, &base, &list.fields, &scope);
            items.push(item);
        }
        self.put(root, into, &mut String::new(), Value::Array(items));
    }

    /// The common length of the parallel lists; `None` where none is there or they are no match.
    fn common_length(&mut self, list: &'m List, row: &Value, place: &str) -> Option<usize> {
        let mut lengths: Vec<(&str, usize)> = Vec::new();
        for path in list.fields.iter().flat_map(|field| &field.sources).flat_map(Source::paths) {
            match path.get(row) {
                Some(Value::Array(items)) => lengths.push((&path.text, items.len())),
                None | Some(Value::Null) => {}
                Some(_) => {
                    let help = "parallel lists are read item by item; check the path in the mapping";
                    let problem = Problem::new(ProblemCode::NotAList, "a list is due here", help);
                    self.built.problems.push(problem.at(path.text.as_str(), place));
                }
            }
        }
        let (first, length) = lengths.first().copied()?;
        if let Some((other, unequal)) = lengths.iter().find(|(_, other)| *other != length) {
            let message = format!("`{first}` has {length} items and `{other}` has {unequal}");
            let help = "parallel lists must be of one length; which item belongs to which cannot be known";
            let problem = Problem::new(ProblemCode::UnequalLengths, message, help);
            self.built.problems.push(problem.at(*other, place));
            return None;
        }
        Some(length)
    }

    /// One item per column of a pattern whose cell is known.
    fn columns(&mut self, root: &mut Value, list: &'m List, row: &Value, pattern: (&str, &str, &str)) {
        let (prefix, name, suffix) = pattern;
        let cells = row.as_object().into_iter().flatten();
        for (n, (column, cell)) in cells.enumerate() {
            let Some(capture) = captured(column, prefix, suffix) else { continue };
            let mut sources = list.fields.iter().flat_map(|field| &field.sources);
            if sources.any(|source| self.known(source, Some(cell)).is_none()) {
                continue;
            }
            let mut object = Map::new();
            object.insert(name.to_owned(), Value::from(capture));
            object.insert("value".to_owned(), cell.clone());
            let object = Value::Object(object);
            let mut place = String::new();
            let path: Vec<Segment> = list.into.path.segments.iter().cloned().chain([Segment::Index(n)]).collect();
            self.put(root, &path, &mut place, Value::Null);
            let mut item = Value::Object(Map::new());
            let before = (self.built.origins.len(), self.built.problems.len());
            let scope = Scope { row: &object, zip: None, at: Vec::new(), prefix: String::new() };
            self.early(&mut item, &place, &list.fields, &scope);
            for (_, origin) in self.built.origins.iter_mut().skip(before.0) {
                origin.label.clone_from(column);
            }
            for problem in self.built.problems.iter_mut().skip(before.1) {
                problem.source = Some(column.clone());
            }
            self.put(root, &path, &mut String::new(), item);
        }
    }
}

/// Fills in what an item does not know from a later one of the same key.
fn complete(item: &mut Value, later: Value) {
    let (Value::Object(fields), Value::Object(later)) = (item, later) else { return };
    for (key, value) in later {
        fields.entry(key).or_insert(value);
    }
}

fn not_a_list(from: &str, place: &str) -> Problem {
    let help = "check the path in the mapping";
    Problem::new(ProblemCode::NotAList, "a list of objects is due here", help).at(from, place)
}
