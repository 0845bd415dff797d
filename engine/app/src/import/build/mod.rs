//! From one row to the JSON of one creator.

mod lists;
mod place;

use std::collections::BTreeSet;

use saring_model::catalogue::Kind;
use serde_json::{Map, Value};

use super::Options;
use super::conventions::{Conventions, Habits};
use super::convert::{Complaint, cell_text, convert, mapped};
use super::mapping::{Field, From, Mapping, Piece, Source, When};
use super::numbers;
use super::path::{Path, Segment};
use super::problem::{Problem, ProblemCode};
use super::protected::scrub;
use super::unknown::is_formula_error;
pub(super) use lists::captured;
use place::pointer;
pub(super) use place::without_places;

/// The JSON of a creator, as far as it could be made.
pub(super) struct Built<'m> {
    pub(super) value: Value,
    pub(super) problems: Vec<Problem>,
    /// What stays in the leftovers whatever uses it, because the creator does not have it.
    pub(super) kept: Vec<Vec<Segment>>,
    /// Known values that an earlier alternative came before, and those that came before others.
    pub(super) passed: Vec<&'m Path>,
    pub(super) taken: Vec<&'m Path>,
    /// Values and items that their fields cannot hold: where from, and why not.
    pub(super) aside: Vec<(String, String)>,
    /// Lists, and items of lists, that may be left out where the creator cannot hold them: by their pointers.
    pub(super) lists: Vec<(String, String)>,
    pub(super) items: Vec<(String, String)>,
    /// Protected traits that were taken out of values.
    pub(super) protected: Vec<String>,
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

/// Makes the JSON of a creator from a row, without what is `skipped`.
pub(super) fn build<'m>(
    mapping: &'m Mapping,
    options: &'m Options,
    conventions: &'m Conventions,
    row: &Value,
    number: u64,
    skipped: &'m BTreeSet<String>,
) -> Built<'m> {
    let built = Built {
        value: Value::Null,
        problems: Vec::new(),
        kept: Vec::new(),
        passed: Vec::new(),
        taken: Vec::new(),
        aside: Vec::new(),
        lists: Vec::new(),
        items: Vec::new(),
        protected: Vec::new(),
        origins: Vec::new(),
    };
    let mut builder = Builder { mapping, options, conventions, number, skipped, slots: Vec::new(), built };
    let mut root = Value::Object(Map::new());
    let scope = Scope { row, zip: None, at: Vec::new(), prefix: String::new() };
    builder.early(&mut root, "", &mapping.fields, &scope);
    for list in &mapping.lists {
        builder.list(&mut root, list, &scope);
    }
    builder.late(&mut root, "", &mapping.fields, &scope);
    builder.built.value = root;
    builder.built
}

struct Builder<'m> {
    mapping: &'m Mapping,
    options: &'m Options,
    conventions: &'m Conventions,
    number: u64,
    /// Labels of what the creator cannot hold.
    skipped: &'m BTreeSet<String>,
    /// Which place an index of a target has got: lists of a creator have no holes where a row is silent.
    slots: Vec<(String, usize, usize)>,
    built: Built<'m>,
}

/// What paths lead into.
struct Scope<'v> {
    /// A row, or an object of a list in it.
    row: &'v Value,
    /// Which values of the row's parallel lists.
    zip: Option<usize>,
    /// Where the object stands in the row, for people and as a path.
    prefix: String,
    at: Vec<Segment>,
}

impl<'v> Scope<'v> {
    fn get(&self, path: &Path) -> Option<&'v Value> {
        match self.zip {
            None => path.get(self.row),
            Some(index) => path.get(self.row)?.get(index),
        }
    }

    fn label(&self, source: &Source) -> String {
        match (self.zip, &source.from) {
            (Some(index), From::Path(path)) => format!("{}[{index}]", path.text),
            _ => format!("{}{}", self.prefix, source.label()),
        }
    }

    /// The object at a place of a list at a path, with its label.
    fn item<'i>(&self, from: &Path, index: usize, object: &'i Value) -> (String, Scope<'i>) {
        let label = format!("{}{}[{index}]", self.prefix, from.text);
        let at = self.at.iter().chain(&from.segments).cloned().chain([Segment::Index(index)]).collect();
        (label.clone(), Scope { row: object, zip: None, at, prefix: format!("{label}.") })
    }

    fn place(&self, path: &Path) -> Vec<Segment> {
        self.at.iter().chain(&path.segments).cloned().collect()
    }
}

/// What a source gives.
enum Given {
    Unknown,
    /// The value that goes into the creator, and as it stands in the file.
    Known(Value, Value),
    Bad(Problem),
}

impl<'m> Builder<'m> {
    /// Puts the fields that look at the row alone into the node at `base`.
    fn early(&mut self, node: &mut Value, base: &str, fields: &'m [Field], scope: &Scope<'_>) {
        fields.iter().filter(|field| !field.is_late()).for_each(|field| self.field(node, base, field, scope, &[]));
    }

    /// Puts the fields that look at what stands in the node. What stands is settled before the first of them.
    fn late(&mut self, node: &mut Value, base: &str, fields: &'m [Field], scope: &Scope<'_>) {
        let late: Vec<&Field> = fields.iter().filter(|field| field.is_late()).collect();
        let stands = |source: &Source| source.beside.as_ref().is_none_or(|path| self.stands(node, base, path));
        let ready: Vec<Vec<bool>> = late.iter().map(|field| field.sources.iter().map(stands).collect()).collect();
        for (field, ready) in late.into_iter().zip(ready) {
            self.field(node, base, field, scope, &ready);
        }
    }

    /// Puts the value of a field: the first that is known of the sources that are ready.
    fn field(&mut self, node: &mut Value, base: &str, field: &'m Field, scope: &Scope<'_>, ready: &[bool]) {
        let segments = &field.target.path.segments;
        for (n, source) in field.sources.iter().enumerate() {
            if !ready.get(n).copied().unwrap_or(true) {
                continue;
            }
            match self.given(node, base, field, source, scope) {
                Given::Unknown => {}
                Given::Bad(problem) => return self.built.problems.push(problem),
                Given::Known(value, raw) => {
                    let mut place = base.to_owned();
                    self.put(node, segments, &mut place, value);
                    let origin = Origin { label: scope.label(source), source, raw };
                    self.built.origins.push((place, origin));
                    self.pass(field, n, scope);
                    return;
                }
            }
        }
        let option = field.sources.iter().find(|source| matches!(source.from, From::Option(_)));
        if let Some(source) = option.or(field.sources.first()).filter(|_| field.is_required()) {
            let help = match &source.from {
                From::Option(name) => format!("say it for all rows with `--set {name}=…`, or add a column"),
                _ => "fill it in, or take `required` away from the mapping".to_owned(),
            };
            let problem = Problem::new(ProblemCode::RequiredMissing, "the value is missing", help);
            self.built.problems.push(problem.at(scope.label(source), pointer(base, segments)));
        }
    }

    /// Notes the alternatives to the `n`-th source whose values are known and not used.
    fn pass(&mut self, field: &'m Field, n: usize, scope: &Scope<'_>) {
        if field.sources.len() < 2 {
            return;
        }
        self.built.taken.extend(field.sources.get(n).into_iter().flat_map(Source::used));
        for source in field.sources.iter().skip(n + 1) {
            let From::Path(path) = &source.from else { continue };
            match self.known(source, scope.get(path)) {
                Some(_) if scope.at.is_empty() => self.built.passed.push(path),
                Some(_) => self.built.kept.push(scope.place(path)),
                None => {}
            }
        }
    }

    fn given(&mut self, node: &Value, base: &str, field: &'m Field, source: &'m Source, scope: &Scope<'_>) -> Given {
        if !source.when.is_empty() && !source.when.iter().any(|when| self.holds(source, when, scope)) {
            return Given::Unknown;
        }
        let Some(raw) = self.raw(node, source, scope) else { return Given::Unknown };
        if let Some(name) = source.when_set.as_ref().filter(|name| !self.options.set.contains_key(*name)) {
            self.built.aside.push((scope.label(source), format!("it is read only with `--set {name}=…`")));
            self.keep(source, scope);
            return Given::Unknown;
        }
        if source.unknown_where.as_ref().and_then(|path| scope.get(path)).is_some_and(is_true) {
            self.keep(source, scope);
            return Given::Unknown;
        }
        let label = scope.label(source);
        let is_nothing = !source.map.is_empty() && mapped(source, cell_text(&raw).trim()) == Some("");
        if is_nothing || self.skips(&label) {
            self.keep(source, scope);
            return Given::Unknown;
        }
        if !source.items.is_empty() {
            return self.objects(base, field, source, &raw, scope);
        }
        let value = match source.from {
            From::Const(_) => Ok(raw.clone()),
            _ => convert(&raw, source, &field.target, &self.conventions.of(source)),
        };
        let value = match value {
            Ok(value) if !source.over.is_empty() => self.ratio(&value, field, source, scope),
            Ok(value) if !source.plus.is_empty() => self.sum(&value, field, source, scope),
            Ok(value) if !source.minus.is_empty() => self.rest(value, field, source, scope),
            value => value,
        };
        match value {
            Ok(Value::Null) => Given::Unknown,
            Ok(mut value) => {
                // A ratio does not say what it was made of.
                if !source.over.is_empty() {
                    self.keep(source, scope);
                }
                if field.target.kind == Kind::Open {
                    scrub(&mut value, &mut self.built.protected);
                }
                Given::Known(value, raw)
            }
            Err(complaint) if source.set_aside => {
                self.built.aside.push((label, complaint.message));
                self.keep(source, scope);
                Given::Unknown
            }
            Err(complaint) => {
                let problem = Problem::new(ProblemCode::BadValue, complaint.message, complaint.help);
                Given::Bad(problem.at(label, pointer(base, &field.target.path.segments)))
            }
        }
    }

    /// A value divided by the first known of what its source puts it over; null where none is.
    fn ratio(&self, value: &Value, field: &Field, source: &Source, scope: &Scope<'_>) -> Result<Value, Complaint> {
        let base = source.over.iter().find_map(|path| Some((path, self.known(source, scope.get(path))?)));
        let Some((path, base)) = base else { return Ok(Value::Null) };
        let written = self.conventions.of(&Source::plain(From::Path(path.clone())));
        let base = convert(base, source, &field.target, &written)?;
        let ratio = value.as_f64().zip(base.as_f64()).filter(|(_, base)| *base > 0.0);
        Ok(ratio.map_or(Value::Null, |(value, base)| Value::from(value / base)))
    }

    /// A count with all that its source adds to it; null where one of them is not known.
    fn sum(&self, value: &Value, field: &Field, source: &Source, scope: &Scope<'_>) -> Result<Value, Complaint> {
        let mut sum = value.as_u64();
        for path in &source.plus {
            let Some(more) = self.known(source, scope.get(path)) else { return Ok(Value::Null) };
            let written = self.conventions.of(&Source::plain(From::Path(path.clone())));
            let more = convert(more, source, &field.target, &written)?;
            sum = sum.zip(more.as_u64()).and_then(|(sum, more)| sum.checked_add(more));
        }
        Ok(sum.map_or(Value::Null, Value::from))
    }

    /// An amount without what its source takes off, such as what was paid back; what is not known is nothing.
    fn rest(&self, value: Value, field: &Field, source: &Source, scope: &Scope<'_>) -> Result<Value, Complaint> {
        let mut rest = value;
        for path in &source.minus {
            let Some(less) = self.known(source, scope.get(path)) else { continue };
            let written = self.conventions.of(&Source::plain(From::Path(path.clone())));
            let less = convert(less, source, &field.target, &written)?;
            let (whole, part) = (cell_text(&rest), cell_text(&less));
            rest =
                numbers::minus(&whole, part.trim_start_matches('-')).map(Value::String).ok_or_else(|| Complaint {
                    message: format!("`{whole}` less the `{part}` of `{}` is no amount", path.text),
                    help: "no more can be paid back than was paid: correct one of the two cells".to_owned(),
                })?;
        }
        Ok(rest)
    }

    /// Leaves the values of a source where they are, for the attributes.
    fn keep(&mut self, source: &Source, scope: &Scope<'_>) {
        for path in source.used() {
            let place = scope.place(path);
            // Of a row the same path may be kept for each of its parallel values; places of items are their own.
            if !scope.at.is_empty() || !self.built.kept.contains(&place) {
                self.built.kept.push(place);
            }
        }
    }

    /// The value that a source reads, or `None` where it is unknown.
    fn raw(&self, node: &Value, source: &Source, scope: &Scope<'_>) -> Option<Value> {
        match &source.from {
            From::Const(value) => Some(value.clone()),
            From::Path(path) => self.known(source, scope.get(path)).cloned(),
            From::Template(pieces) => self.template(node, source, pieces, scope).map(Value::String),
            From::Option(name) => self.options.set.get(name).map(|text| Value::from(text.as_str())),
        }
    }

    fn holds(&self, source: &Source, when: &When, scope: &Scope<'_>) -> bool {
        match when {
            When::Path(path) => self.known(source, scope.get(path)).is_some(),
            When::Equal(one, other) => {
                let one = self.known(source, scope.get(one));
                one.is_some() && one == self.known(source, scope.get(other))
            }
            When::Prefix(prefix) => scope.row.as_object().is_some_and(|cells| {
                cells
                    .iter()
                    .any(|(column, cell)| column.starts_with(prefix) && self.known(source, Some(cell)).is_some())
            }),
        }
    }

    fn template(&self, node: &Value, source: &Source, pieces: &[Piece], scope: &Scope<'_>) -> Option<String> {
        let mut text = String::new();
        for piece in pieces {
            let value = match piece {
                Piece::Text(piece) => {
                    text.push_str(piece);
                    continue;
                }
                Piece::RowNumber => {
                    text.push_str(&self.number.to_string());
                    continue;
                }
                Piece::Path(path) => self.known(source, scope.get(path))?,
                Piece::Target(path) => self.target(node, "", path)?,
            };
            match value {
                Value::String(value) => text.push_str(value.trim()),
                value => text.push_str(&value.to_string()),
            }
        }
        Some(text)
    }

    /// The value, unless it is one of those that mean unknown.
    fn known<'v>(&self, source: &Source, value: Option<&'v Value>) -> Option<&'v Value> {
        let empty = source.empty.as_ref().unwrap_or(&self.mapping.empty);
        let is_zero = |text: &str| source.zero_unknown && is_zero(text);
        let is_empty = |text: &str| {
            text.is_empty()
                || is_formula_error(text)
                || is_zero(text)
                || empty.iter().any(|empty| empty.eq_ignore_ascii_case(text))
        };
        value.filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !is_empty(text.trim()),
            // Some providers write 0 where they do not know.
            Value::Number(number) => !is_empty(&number.to_string()),
            _ => true,
        })
    }
}

/// Whether a text is a zero, however it is written: `0`, `0,0 %`, `Rp 0,-`.
fn is_zero(text: &str) -> bool {
    let has_other_digits = text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let plain = text.trim_end_matches('%').trim_end();
    let is_number = || !matches!(numbers::read(plain, true, &Habits::default()), Ok(None));
    text.contains('0') && !has_other_digits && is_number()
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => ["1", "true", "yes", "ya"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}
