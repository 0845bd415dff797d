//! Two creators that are one, block by block.

use std::collections::BTreeMap;

use saring_model::Creator;
use saring_model::decode::child;
use serde_json::{Map, Value};

use super::conflict::{Conflict, ConflictCode, Said, shown};
use super::identity::plain_handle;
use super::rules::{Rule, key, measured, rule, says};

/// A creator as far as the files have told.
#[derive(Debug, Clone)]
pub(in crate::import) struct Combined {
    pub(in crate::import) value: Value,
    /// The file that a value came from, by its pointer; the longest pointer that holds a value is right.
    origins: BTreeMap<String, usize>,
    pub(in crate::import) conflicts: Vec<Conflict>,
}

impl Combined {
    pub(super) fn new(creator: &Creator, source: usize) -> Self {
        Self::of(serde_json::to_value(creator).unwrap_or_default(), source)
    }

    /// A creator as JSON, from a file.
    pub(in crate::import) fn of(value: Value, source: usize) -> Self {
        Self { value, origins: BTreeMap::from([(String::new(), source)]), conflicts: Vec::new() }
    }

    pub(super) fn id(&self) -> &str {
        self.value.get("id").and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn add(&mut self, creator: &Creator, source: usize, names: &[String]) {
        self.add_value(serde_json::to_value(creator).unwrap_or_default(), source, names);
    }

    /// Adds what a later file says of the creator.
    pub(in crate::import) fn add_value(&mut self, mut later: Value, source: usize, names: &[String]) {
        let mut earlier = std::mem::take(&mut self.value);
        let id = earlier.get("id").cloned().unwrap_or_default();
        let mut adding = Adding { combined: self, names, source, creator: id.as_str().unwrap_or_default() };
        if let Some(other) = later.as_object_mut().and_then(|fields| fields.remove("id")).filter(|other| *other != id) {
            adding.note("/id", ConflictCode::OtherId, &id, &other, false);
        }
        adding.combine("", "", &mut earlier, later);
        self.value = earlier;
    }
}

struct Adding<'a> {
    combined: &'a mut Combined,
    names: &'a [String],
    /// The later file.
    source: usize,
    creator: &'a str,
}

impl Adding<'_> {
    /// Makes the earlier value what both say together. `path` is the catalogue's, `at` the pointer.
    fn combine(&mut self, path: &str, at: &str, earlier: &mut Value, later: Value) {
        match (rule(path), earlier, later) {
            (Rule::Fields, Value::Object(earlier), Value::Object(later)) => self.fields(path, at, earlier, later),
            (Rule::Keyed, Value::Array(earlier), Value::Array(later)) => self.keyed(path, at, earlier, later),
            (Rule::Append, Value::Array(earlier), Value::Array(later)) => {
                for item in later {
                    if !earlier.contains(&item) {
                        self.came(&child(at, &earlier.len().to_string()));
                        earlier.push(item);
                    }
                }
            }
            (rule, earlier, later) => {
                if *earlier != later {
                    if rule != Rule::Quiet && !same_handle(path, earlier, &later) {
                        self.note(at, ConflictCode::Differs, earlier, &later, true);
                    }
                    self.came(at);
                    *earlier = later;
                }
            }
        }
    }

    fn fields(&mut self, path: &str, at: &str, earlier: &mut Map<String, Value>, mut later: Map<String, Value>) {
        self.older(at, earlier, &later);
        if let Some(is_measured) = measured(path) {
            if !says(&later, is_measured) {
                later.remove("provenance");
            } else if earlier.get("provenance") != later.get("provenance") {
                self.give_way(at, earlier, &later, is_measured);
            }
        }
        for (field, value) in later {
            let (path, at) = (format!("{path}.{field}"), child(at, &field));
            match earlier.get_mut(&field) {
                Some(known) => self.combine(path.trim_start_matches('.'), &at, known, value),
                None => {
                    self.came(&at);
                    earlier.insert(field, value);
                }
            }
        }
    }

    /// Takes out what was true at another moment and what the later file does not say.
    fn give_way(
        &mut self,
        at: &str,
        earlier: &mut Map<String, Value>,
        later: &Map<String, Value>,
        is_measured: fn(&str) -> bool,
    ) {
        earlier.retain(|field, value| {
            let stays = later.contains_key(field) || !(is_measured(field) || field == "provenance");
            if !stays && field != "provenance" {
                self.note(&child(at, field), ConflictCode::Dropped, value, &Value::Null, true);
            }
            stays
        });
    }

    /// Notes where facts give way to older ones.
    fn older(&mut self, at: &str, earlier: &Map<String, Value>, later: &Map<String, Value>) {
        let as_of = |block: &Map<String, Value>| block.get("provenance").and_then(|it| it.get("as_of")).cloned();
        let (Some(was), Some(is)) = (as_of(earlier), as_of(later)) else { return };
        let instant = |value: &Value| value.as_str().and_then(|text| saring_model::Timestamp::parse(text).ok());
        if instant(&is) < instant(&was) {
            self.note(&format!("{at}/provenance/as_of"), ConflictCode::Older, &was, &is, true);
        }
    }

    /// Joins lists whose items have keys. A list may have a key twice, such as two posts of one second: the first of
    /// one list is then the first of the other.
    fn keyed(&mut self, path: &str, at: &str, earlier: &mut Vec<Value>, later: Vec<Value>) {
        let inner = format!("{path}[]");
        let known = earlier.len();
        let mut used = vec![false; known];
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        if path != "accounts" {
            for (n, item) in earlier.iter().enumerate().rev() {
                places.entry(text_of(&key(path, item))).or_default().push(n);
            }
        }
        for item in later {
            let place = match path {
                "accounts" => account(earlier.get(..known).unwrap_or_default(), &used, &item),
                _ => places.get_mut(&text_of(&key(path, &item))).and_then(Vec::pop),
            };
            match place.and_then(|n| earlier.get_mut(n).zip(used.get_mut(n)).map(|(known, used)| (n, known, used))) {
                Some((n, known, used)) => {
                    *used = true;
                    self.combine(&inner, &child(at, &n.to_string()), known, item);
                }
                None => {
                    self.came(&child(at, &earlier.len().to_string()));
                    earlier.push(item);
                }
            }
        }
    }

    /// Remembers that the value at a pointer is the later file's now.
    fn came(&mut self, at: &str) {
        let below = format!("{at}/");
        let inside = self.combined.origins.range(below.clone()..).take_while(|(place, _)| place.starts_with(&below));
        let inside: Vec<String> = inside.map(|(place, _)| place.clone()).collect();
        inside.iter().for_each(|place| _ = self.combined.origins.remove(place));
        self.combined.origins.insert(at.to_owned(), self.source);
    }

    fn note(&mut self, at: &str, code: ConflictCode, earlier: &Value, later: &Value, later_wins: bool) {
        let mut holders = std::iter::successors(Some(at), |place| place.rsplit_once('/').map(|(holder, _)| holder));
        let before = holders.find_map(|place| self.combined.origins.get(place).copied()).unwrap_or_default();
        let name = |source: usize| self.names.get(source).cloned().unwrap_or_default();
        self.combined.conflicts.push(Conflict {
            creator: self.creator.to_owned(),
            pointer: at.to_owned(),
            code,
            earlier: Said { file: name(before), value: shown(earlier) },
            later: Said { file: name(self.source), value: shown(later) },
            won: Some(name(if later_wins { self.source } else { before })),
        });
    }
}

fn text_of(key: &[Value]) -> String {
    Value::from(key).to_string()
}

fn same_handle(path: &str, a: &Value, b: &Value) -> bool {
    let plain = |value: &Value| value.as_str().map(plain_handle);
    path == "accounts[].handle" && plain(a) == plain(b)
}

/// The account that a later one is: of its platform, with its identifier, else its handle; else the only one there
/// that nothing tells from it.
fn account(known: &[Value], used: &[bool], later: &Value) -> Option<usize> {
    let text = |account: &Value, field: &str| account.get(field).and_then(Value::as_str).map(str::to_owned);
    let id = |account: &Value| text(account, "external_id");
    let handle = |account: &Value| text(account, "handle").map(|handle| plain_handle(&handle));
    let free = known
        .iter()
        .zip(used)
        .enumerate()
        .filter(|(_, (account, used))| !**used && account.get("platform") == later.get("platform"));
    let free: Vec<(usize, &Value)> = free.map(|(n, (account, _))| (n, account)).collect();
    let same = |one: Option<String>, other: Option<String>| one.zip(other).map(|(one, other)| one == other);
    let by_id = free.iter().find(|(_, it)| same(id(it), id(later)) == Some(true));
    let by_handle = || {
        free.iter().find(|(_, it)| same(handle(it), handle(later)) == Some(true) && same(id(it), id(later)).is_none())
    };
    let alone = || match free.as_slice() {
        [only @ (_, it)] if same(id(it), id(later)).is_none() && same(handle(it), handle(later)).is_none() => {
            Some(only)
        }
        _ => None,
    };
    by_id.or_else(by_handle).or_else(alone).map(|(n, _)| *n)
}
