//! A mapping to events: which column goes where in an event, and how many events a row gives.

use toml::Spanned;
use toml::de::DeTable;

use super::Mapping;
use super::read;
use super::toml_reader::{MappingError, Reader};
use crate::import::path::Segment;

/// A mapping of rows to events, read from a TOML file and checked against the event's fields.
#[derive(Debug, Clone)]
pub struct EventMapping {
    /// What all forms read together, so that the header and the rows of a file can be found; it makes nothing itself.
    pub(in crate::import) rows: Mapping,
    /// What a row can give: of each form an event.
    pub(in crate::import) forms: Vec<Form>,
}

/// One event that a row can give.
#[derive(Debug, Clone)]
pub(in crate::import) struct Form {
    /// The kind of event, such as `order`.
    pub(in crate::import) kind: String,
    /// The fields of the event.
    pub(in crate::import) mapping: Mapping,
    /// Targets without which the row gives no such event.
    pub(in crate::import) needs: Vec<String>,
    /// What a later row of the same event is.
    pub(in crate::import) again: Again,
    /// Which end of its span the time of a row is.
    pub(in crate::import) time: Edge,
    /// Which end of the day a date without a time is, where the event has no span.
    pub(in crate::import) day: Edge,
    /// Rows are summed over spans of so many minutes.
    pub(in crate::import) sum_minutes: Option<i64>,
}

/// What a row is that says of the same event as an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Again {
    /// The same: it must not say anything else.
    Same,
    /// Another event, as two sales of one minute are.
    Another,
    /// More of it: counts are added.
    Sum,
    /// A part of it, where rows have an identifier of their own, as an order has a row per article; else another event.
    Part,
}

/// One of two ends of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Edge {
    Start,
    End,
}

impl Edge {
    pub(in crate::import) const ALL: &'static [(&'static str, Self)] = &[("start", Self::Start), ("end", Self::End)];
}

const AGAIN: &[(&str, Again)] =
    &[("same", Again::Same), ("another", Again::Another), ("sum", Again::Sum), ("part", Again::Part)];
const FORM_KEYS: &[&str] = &["fields", "needs", "again", "time", "day", "sum-minutes"];

impl EventMapping {
    /// Reads a mapping. `file` is its name in messages.
    ///
    /// # Errors
    /// Everything that is wrong with it at once: TOML, unknown keys, unknown fields of an event, units that do not fit
    /// their fields, forms of no kind or of several.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<MappingError>> {
        let mut reader = Reader::new(file, text);
        let Some(root) = read::root(&mut reader, text) else { return Err(reader.found) };
        let root = root.get_ref();
        reader.only(root, "a mapping of events", &["mapping", "events"]);
        let mut rows = read::head(&mut reader, root);
        let mut forms = Vec::new();
        match root.get("events").map(|value| (value, value.get_ref().as_array())) {
            Some((_, Some(items))) => {
                for item in items.iter() {
                    let Some(table) = item.get_ref().as_table() else { continue };
                    forms.extend(form(&mut reader, &rows, item.span(), table));
                }
            }
            Some((value, None)) => reader.wrong_type("events", value, "a list of tables `[[events]]`"),
            None => {
                let help = "add `[[events]]` with `[events.fields]`";
                reader.error(0..0, "the mapping makes no event", help);
            }
        }
        for form in &forms {
            rows.fields.extend(form.mapping.fields.iter().cloned());
        }
        reader.found.sort_by_key(|error| (error.line, error.column));
        if reader.found.is_empty() { Ok(Self { rows, forms }) } else { Err(reader.found) }
    }

    /// Whether a text is a mapping to events, and none to creators.
    pub fn is_one(text: &str) -> bool {
        text.lines().any(|line| line.trim() == "[[events]]")
    }

    /// The name of the mapping.
    pub fn name(&self) -> &str {
        self.rows.name()
    }

    /// What the mapping is for, in a few words.
    pub fn title(&self) -> &str {
        self.rows.title()
    }

    /// The format of the files that it reads.
    pub fn format(&self) -> super::Format {
        self.rows.format()
    }

    /// The kinds of events that it makes, such as `order`.
    pub fn kinds(&self) -> Vec<&str> {
        self.forms.iter().map(|form| form.kind.as_str()).collect()
    }

    /// The columns, or paths into a row, that it reads.
    pub fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        let less = self.rows.fields.iter().flat_map(|field| &field.sources).flat_map(|source| &source.minus);
        for path in self.rows.paths().map(|(path, _)| path).chain(less) {
            if !columns.contains(&path.text.as_str()) {
                columns.push(&path.text);
            }
        }
        columns
    }

    /// The columns that it knows, and leaves out because events have no place for them.
    pub fn ignored(&self) -> impl Iterator<Item = &str> {
        self.rows.ignored.iter().map(|path| path.text.as_str())
    }

    /// The names of the choices that a caller may make for all rows.
    pub fn options(&self) -> Vec<&str> {
        let mut names = self.rows.options();
        names.push("tz");
        if self.forms.iter().any(|form| form.has_span() && form.sum_minutes.is_none()) {
            names.push("time");
        }
        names.sort_unstable();
        names
    }

    /// The mapping with its columns under the names that they have in a header.
    pub(in crate::import) fn for_header(&self, columns: &[String]) -> Self {
        let bound = |form: &Form| Form { mapping: form.mapping.for_header(columns), ..form.clone() };
        Self { rows: self.rows.for_header(columns), forms: self.forms.iter().map(bound).collect() }
    }
}

impl Form {
    /// Whether its events are counts over a span of time.
    pub(in crate::import) fn has_span(&self) -> bool {
        matches!(self.kind.as_str(), "mention_counts" | "hashtag_counts")
    }
}

fn form(reader: &mut Reader<'_>, head: &Mapping, span: std::ops::Range<usize>, table: &DeTable<'_>) -> Option<Form> {
    reader.only(table, "`[[events]]`", FORM_KEYS);
    let Some(inner) = table.get("fields").and_then(|value| value.get_ref().as_table()) else {
        reader.error(span, "`[[events]]` lacks its fields", "add `[events.fields]`");
        return None;
    };
    let fields = read::fields(reader, head.format, "event", inner);
    let mut kinds: Vec<&str> = fields
        .iter()
        .filter_map(|field| match field.target.path.segments.as_slice() {
            [Segment::Key(what), Segment::Key(kind), ..] if what == "what" => Some(kind.as_str()),
            _ => None,
        })
        .collect();
    kinds.dedup();
    let [kind] = kinds.as_slice() else {
        if reader.found.is_empty() {
            let message = format!("an event is of one kind, and this one of {}", kinds.len());
            reader.error(span, message, "give the fields of one kind, such as `what.order.revenue.amount`");
        }
        return None;
    };
    let kind = (*kind).to_owned();
    let at = fields.iter().any(|field| field.target.path.text == "at");
    if !at {
        reader.error(span, "no field gives `at`, which every event has", "add `at = \"Date\"`");
    }
    let minutes = table.get("sum-minutes");
    let sum_minutes = minutes.and_then(|value| value.get_ref().as_integer()?.as_str().parse().ok());
    if let Some(value) = minutes.filter(|_| sum_minutes.is_none_or(|minutes: i64| !(1..=1_440).contains(&minutes))) {
        reader.error(Spanned::span(value), "`sum-minutes` is a number from 1 to 1440", "such as 60");
    }
    Some(Form {
        kind,
        needs: reader.texts(table, "needs").unwrap_or_default(),
        again: reader.word(table, "again", AGAIN).unwrap_or(Again::Same),
        time: reader.word(table, "time", Edge::ALL).unwrap_or(Edge::End),
        day: reader.word(table, "day", Edge::ALL).unwrap_or(Edge::End),
        sum_minutes,
        mapping: Mapping { fields, ..head.clone() },
    })
}
