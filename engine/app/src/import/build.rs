//! From one row to the JSON of one creator.

use saring_model::decode::child;
use serde_json::{Map, Value};

use super::convert::convert;
use super::mapping::{Field, From, How, List, Mapping, Piece, Source, When};
use super::path::{Path, Segment};
use super::problem::{Problem, ProblemCode};

/// The JSON of a creator, as far as it could be made.
pub(super) struct Built<'m> {
    pub(super) value: Value,
    pub(super) problems: Vec<Problem>,
    /// Used paths of which some values were set aside, so that they stay in the leftovers.
    pub(super) set_aside: Vec<&'m Path>,
    /// Where each value came from, by its pointer, with the source's unit.
    pub(super) origins: Vec<(String, Origin<'m>)>,
}

/// Where a value came from.
pub(super) struct Origin<'m> {
    pub(super) label: String,
    pub(super) source: &'m Source,
    /// The value as it stands in the file.
    pub(super) raw: Value,
}

/// Makes the JSON of a creator from a row.
pub(super) fn build<'m>(mapping: &'m Mapping, row: &Value, number: u64) -> Built<'m> {
    let mut builder = Builder {
        mapping,
        number,
        slots: Vec::new(),
        built: Built { value: Value::Null, problems: Vec::new(), set_aside: Vec::new(), origins: Vec::new() },
    };
    let mut root = Value::Object(Map::new());
    for field in &mapping.fields {
        builder.field(&mut root, "", field, &Scope::Row(row));
    }
    for list in &mapping.lists {
        builder.list(&mut root, list, row);
    }
    builder.built.value = root;
    builder.built
}

struct Builder<'m> {
    mapping: &'m Mapping,
    number: u64,
    /// Which place an index of a target has got: lists of a creator have no holes where a row is silent.
    slots: Vec<(String, usize, usize)>,
    built: Built<'m>,
}

/// What paths lead into.
enum Scope<'v> {
    Row(&'v Value),
    /// The `i`-th values of the row's parallel lists.
    Zip(&'v Value, usize),
}

impl<'v> Scope<'v> {
    fn get(&self, path: &Path) -> Option<&'v Value> {
        match self {
            Self::Row(row) => path.get(row),
            Self::Zip(row, index) => path.get(row)?.get(index),
        }
    }

    fn label(&self, source: &Source) -> String {
        match (self, &source.from) {
            (Self::Zip(_, index), From::Path(path)) => format!("{}[{index}]", path.text),
            _ => source.label().to_owned(),
        }
    }
}

impl<'m> Builder<'m> {
    /// Puts the value of a field into the node at `base`.
    fn field(&mut self, node: &mut Value, base: &str, field: &'m Field, scope: &Scope<'_>) {
        let (source, target) = (&field.source, &field.target);
        let raw = match self.raw(source, scope) {
            Some(raw) => raw,
            None => {
                if source.required {
                    let help = "fill it in, or take `required` away from the mapping";
                    let problem = Problem::new(ProblemCode::RequiredMissing, "the value is missing", help);
                    let place = pointer(base, &target.path.segments);
                    self.built.problems.push(problem.at(scope.label(source), place));
                }
                return;
            }
        };
        let is_const = matches!(source.from, From::Const(_));
        let value = if is_const { Ok(raw.clone()) } else { convert(&raw, source, target, self.mapping.numbers) };
        match value {
            Ok(value) => {
                let mut place = base.to_owned();
                self.put(node, &target.path.segments, &mut place, value);
                self.built.origins.push((place, Origin { label: scope.label(source), source, raw }));
            }
            Err(complaint) => {
                let problem = Problem::new(ProblemCode::BadValue, complaint.message, complaint.help);
                let place = pointer(base, &target.path.segments);
                self.built.problems.push(problem.at(scope.label(source), place));
            }
        }
    }

    /// The value that a source gives, or `None` where it is unknown.
    fn raw(&mut self, source: &'m Source, scope: &Scope<'_>) -> Option<Value> {
        if !source.when.is_empty() && !source.when.iter().any(|when| self.holds(source, when, scope)) {
            return None;
        }
        let value = match &source.from {
            From::Const(value) => value.clone(),
            From::Path(path) => self.known(source, scope.get(path))?.clone(),
            From::Template(pieces) => Value::String(self.template(source, pieces, scope)?),
        };
        if source.unknown_where.as_ref().and_then(|path| scope.get(path)).is_some_and(is_true) {
            if let From::Path(path) = &source.from
                && !self.built.set_aside.contains(&path)
            {
                self.built.set_aside.push(path);
            }
            return None;
        }
        Some(value)
    }

    fn holds(&self, source: &Source, when: &When, scope: &Scope<'_>) -> bool {
        match (when, scope) {
            (When::Path(path), _) => self.known(source, scope.get(path)).is_some(),
            (When::Prefix(prefix), Scope::Row(row) | Scope::Zip(row, _)) => row.as_object().is_some_and(|cells| {
                cells
                    .iter()
                    .any(|(column, cell)| column.starts_with(prefix) && self.known(source, Some(cell)).is_some())
            }),
        }
    }

    fn template(&self, source: &Source, pieces: &[Piece], scope: &Scope<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::RowNumber => text.push_str(&self.number.to_string()),
                Piece::Path(path) => match self.known(source, scope.get(path))? {
                    Value::String(value) => text.push_str(value.trim()),
                    value => text.push_str(&value.to_string()),
                },
            }
        }
        Some(text)
    }

    /// The value, unless it is one of those that mean unknown.
    fn known<'v>(&self, source: &Source, value: Option<&'v Value>) -> Option<&'v Value> {
        let empty = source.empty.as_ref().unwrap_or(&self.mapping.empty);
        let is_empty = |text: &str| text.is_empty() || empty.iter().any(|empty| empty.eq_ignore_ascii_case(text));
        value.filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !is_empty(text.trim()),
            // Some providers write 0 where they do not know.
            Value::Number(number) => !is_empty(&number.to_string()),
            _ => true,
        })
    }

    /// Puts a value below a node and leaves its pointer in `place`.
    fn put(&mut self, node: &mut Value, segments: &[Segment], place: &mut String, value: Value) {
        let Some((first, rest)) = segments.split_first() else {
            *node = value;
            return;
        };
        match first {
            Segment::Key(key) => {
                if !node.is_object() {
                    *node = Value::Object(Map::new());
                }
                *place = child(place, key);
                if let Value::Object(fields) = node {
                    self.put(fields.entry(key.clone()).or_insert(Value::Null), rest, place, value);
                }
            }
            Segment::Index(index) => {
                if !node.is_array() {
                    *node = Value::Array(Vec::new());
                }
                if let Value::Array(items) = node {
                    let slot = self.slot(place, *index, items.len());
                    if slot == items.len() {
                        items.push(Value::Null);
                    }
                    *place = child(place, &slot.to_string());
                    if let Some(item) = items.get_mut(slot) {
                        self.put(item, rest, place, value);
                    }
                }
            }
            Segment::Each => {}
        }
    }

    fn slot(&mut self, list: &str, index: usize, next: usize) -> usize {
        let known = self.slots.iter().find(|(of, wanted, _)| of == list && *wanted == index);
        match known {
            Some((_, _, slot)) => *slot,
            None => {
                self.slots.push((list.to_owned(), index, next));
                next
            }
        }
    }

    fn list(&mut self, root: &mut Value, list: &'m List, row: &Value) {
        let into = &list.into.path.segments;
        let mut place = pointer("", into);
        let length = match &list.how {
            How::Zip => self.zipped(list, row, &place),
            How::Each(from) => match from.get(row) {
                Some(Value::Array(items)) => Some(items.len()),
                None | Some(Value::Null) => None,
                Some(_) => {
                    let help = "check the path in the mapping";
                    let problem = Problem::new(ProblemCode::NotAList, "a list of objects is due here", help);
                    self.built.problems.push(problem.at(from.text.as_str(), place));
                    return;
                }
            },
            How::Columns { .. } => return self.columns(root, list, row),
        };
        let Some(length) = length else { return };
        let mut items = Vec::with_capacity(length);
        // The list's own place is known once it stands in the creator, so it is put there empty first.
        place.clear();
        self.put(root, into, &mut place, Value::Array(Vec::new()));
        for index in 0..length {
            let mut item = Value::Object(Map::new());
            let base = child(&place, &index.to_string());
            match &list.how {
                How::Each(from) => {
                    let object = from.get(row).and_then(|items| items.get(index)).unwrap_or(&Value::Null);
                    let before = self.built.origins.len();
                    list.fields.iter().for_each(|field| self.field(&mut item, &base, field, &Scope::Row(object)));
                    let prefix = format!("{}[{index}].", from.text);
                    for (_, origin) in self.built.origins.iter_mut().skip(before) {
                        origin.label.insert_str(0, &prefix);
                    }
                }
                _ => {
                    list.fields.iter().for_each(|field| self.field(&mut item, &base, field, &Scope::Zip(row, index)));
                }
            }
            items.push(item);
        }
        place.clear();
        self.put(root, into, &mut place, Value::Array(items));
    }

    /// The common length of the parallel lists; `None` where none is there or they are no match.
    fn zipped(&mut self, list: &'m List, row: &Value, place: &str) -> Option<usize> {
        let mut lengths: Vec<(&str, usize)> = Vec::new();
        for path in list.fields.iter().flat_map(|field| field.source.paths()) {
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
    fn columns(&mut self, root: &mut Value, list: &'m List, row: &Value) {
        let How::Columns { prefix, name, suffix } = &list.how else { return };
        let cells = row.as_object().into_iter().flatten();
        for (n, (column, cell)) in cells.enumerate() {
            let Some(capture) = captured(column, prefix, suffix) else { continue };
            if list.fields.iter().any(|field| self.known(&field.source, Some(cell)).is_none()) {
                continue;
            }
            let mut object = Map::new();
            object.insert(name.clone(), Value::from(capture));
            object.insert("value".to_owned(), cell.clone());
            let object = Value::Object(object);
            let mut place = String::new();
            let path: Vec<Segment> = list.into.path.segments.iter().cloned().chain([Segment::Index(n)]).collect();
            self.put(root, &path, &mut place, Value::Null);
            let mut item = Value::Object(Map::new());
            let before = (self.built.origins.len(), self.built.problems.len());
            list.fields.iter().for_each(|field| self.field(&mut item, &place, field, &Scope::Row(&object)));
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

/// What stands between a beginning and an end in the name of a column.
pub(super) fn captured<'c>(column: &'c str, prefix: &str, suffix: &str) -> Option<&'c str> {
    column.strip_prefix(prefix)?.strip_suffix(suffix).filter(|capture| !capture.is_empty())
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => ["1", "true", "yes", "ya"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// The pointer of a target below a base, as the mapping writes it.
fn pointer(base: &str, segments: &[Segment]) -> String {
    segments.iter().fold(base.to_owned(), |pointer, segment| match segment {
        Segment::Key(key) => child(&pointer, key),
        Segment::Index(index) => child(&pointer, &index.to_string()),
        Segment::Each => pointer,
    })
}
