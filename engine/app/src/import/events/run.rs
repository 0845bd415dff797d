//! One import of events: rows in, events and rejected rows out.

use std::collections::{BTreeMap, BTreeSet};

use saring_model::timeline::{Event, Mentions, Timeline, What};
use saring_model::{List, Violation, ViolationCode, decode};
use serde_json::{Map, Value, json};

use super::super::Options;
use super::super::build::{Built, build};
use super::super::conventions::Conventions;
use super::super::currency::contradictions;
use super::super::mapping::{Again, Edge, EventMapping, Form};
use super::super::problem::{Problem, ProblemCode, Rejected};
use super::super::rows::{Row, Table, escaped};
use super::super::run::explained;
use super::super::units::folded;
use super::ImportedEvents;
use super::aside::{begins_like_a_sum, is_paid_back, is_whole, no_row, unknown_words};
use super::identity::{identity, numbered};
use super::spread::{TIMES_MAX, empty_spans, times};
use super::times::{Clock, Moment, Rhythm};
use super::together::add;

/// The identifier of an event until it is known.
const NO_ID: &str = "?";

pub(super) struct Run<'m> {
    mapping: &'m EventMapping,
    options: &'m Options,
    conventions: &'m Conventions,
    clock: Clock,
    columns: &'m [String],
    /// The sheet of a workbook.
    sheet: Option<&'m str>,
    /// What the times of all rows show, by form.
    rhythms: Vec<Rhythm>,
    nothing_skipped: &'m BTreeSet<String>,
    /// Where the event of an identifier is, and the row that gave it.
    places: BTreeMap<String, (usize, u64)>,
    /// How many events would have had an identifier.
    copies: BTreeMap<String, u64>,
    /// Rows with an identifier of their own, as they stand in the file.
    seen: BTreeSet<Vec<u8>>,
    /// Rows by why they were passed over.
    passed: BTreeMap<String, u64>,
    /// Words of a column that says whether something happened, which the mapping does not know: in how many rows.
    words: BTreeMap<(String, String), u64>,
    /// Forms whose span was found from the times of the rows.
    inferred: BTreeSet<usize>,
    /// What was not read of columns: of how many rows, and first of which and why.
    aside: BTreeMap<String, (u64, u64, String)>,
    has_local: bool,
    unlabelled: u64,
    imported: ImportedEvents,
}

/// What a form makes of a row.
enum Made {
    /// No such event.
    Nothing,
    /// The row tells of nothing that happened, and why.
    Passed(String),
    Event(Box<Event>, Own),
    Bad(Vec<Problem>),
}

/// What is known of an event besides itself.
struct Own {
    /// Whether its identifier is of the file.
    has_id: bool,
    /// How many there are, where the row says so.
    times: Option<u64>,
    /// Whether its amount is of all rows that are parts of it.
    is_whole: bool,
}

static NOTHING: BTreeSet<String> = BTreeSet::new();

impl<'m> Run<'m> {
    pub(super) fn new(
        mapping: &'m EventMapping,
        options: &'m Options,
        conventions: &'m Conventions,
        (clock, table): (Clock, &'m Table<'_>),
    ) -> Self {
        Self {
            mapping,
            options,
            conventions,
            clock,
            columns: table.columns.as_deref().unwrap_or_default(),
            sheet: table.sheet.as_deref(),
            rhythms: vec![Rhythm::default(); mapping.forms.len()],
            nothing_skipped: &NOTHING,
            places: BTreeMap::new(),
            copies: BTreeMap::new(),
            seen: BTreeSet::new(),
            passed: BTreeMap::new(),
            words: BTreeMap::new(),
            inferred: BTreeSet::new(),
            aside: BTreeMap::new(),
            has_local: false,
            unlabelled: 0,
            imported: ImportedEvents::default(),
        }
    }

    /// Notes the times of a row, before any row is read: whether they are dates, and how far apart.
    pub(super) fn survey(&mut self, row: &Row<'_>) {
        let Ok(content) = &row.content else { return };
        for (place, form) in self.mapping.forms.iter().enumerate() {
            let built = self.built(form, content, 0);
            let moment = self.moment(&built, "/at");
            if let (Some(moment), Some(rhythm)) = (moment, self.rhythms.get_mut(place)) {
                rhythm.note(moment);
            }
        }
    }

    pub(super) fn settle(&mut self) {
        self.rhythms.iter_mut().for_each(Rhythm::settle);
    }

    fn built(&self, form: &'m Form, row: &Value, number: u64) -> Built<'m> {
        build(&form.mapping, self.options, self.conventions, row, number, self.nothing_skipped)
    }

    /// The time that was read at a place of an event.
    fn moment(&self, built: &Built<'_>, place: &str) -> Option<Moment> {
        let read = built.value.pointer(place)?.as_str()?;
        let (_, origin) = built.origins.iter().find(|(at, _)| at == place)?;
        self.clock.moment(read, &origin.raw, origin.source)
    }

    pub(super) fn row(&mut self, row: Row<'_>) {
        self.imported.rows_in += 1;
        let number = self.imported.rows_in;
        if let Some(why) = no_row(&row, self.columns) {
            self.pass(why);
            return;
        }
        let done = match &row.content {
            Ok(content) => self.events(content, number).and_then(|made| self.keep(made, &row.raw, number)),
            Err(problem) => Err(vec![problem.clone()]),
        };
        if let Err(problems) = done {
            let raw = escaped(&row.raw);
            let sheet = self.sheet.map(str::to_owned);
            self.imported.rejected.push(Rejected { row: number, sheet, line: row.line, problems, raw });
        }
    }

    /// The events of a row, each with the place of its form; or why the row tells of nothing.
    fn events(&mut self, row: &Value, number: u64) -> Result<Vec<(usize, Event, Own)>, Vec<Problem>> {
        let (mut made, mut problems, mut passed) = (Vec::new(), Vec::new(), None);
        if self.is_sum(row) {
            self.pass("totals of other rows");
            return Ok(Vec::new());
        }
        for place in 0..self.mapping.forms.len() {
            match self.event(place, row, number) {
                Made::Nothing => {}
                Made::Passed(why) => passed = Some(why),
                Made::Event(event, own) => made.push((place, *event, own)),
                Made::Bad(found) => problems.extend(found),
            }
        }
        if problems.is_empty() && (made.is_empty() || passed.is_some()) {
            self.pass(&passed.unwrap_or_else(|| "nothing to tell".to_owned()));
            return Ok(Vec::new());
        }
        if problems.is_empty() { Ok(made) } else { Err(unique(problems)) }
    }

    fn pass(&mut self, why: &str) {
        *self.passed.entry(why.to_owned()).or_default() += 1;
        self.imported.passed += 1;
    }

    /// Whether a row begins like the sum of others, and has no time of its own.
    fn is_sum(&self, row: &Value) -> bool {
        begins_like_a_sum(row, self.columns)
            && !self.mapping.forms.iter().any(|form| {
                let built = self.built(form, row, 0);
                self.moment(&built, "/at").is_some() && built.is_of_row("/at")
            })
    }

    fn event(&mut self, place: usize, row: &Value, number: u64) -> Made {
        let Some(form) = self.mapping.forms.get(place) else { return Made::Nothing };
        let mut built = self.built(form, row, number);
        let is_there = |path: &String| built.value.pointer(&format!("/{}", path.replace('.', "/"))).is_some();
        let lacks = !form.needs.iter().all(is_there);
        let aside = built.value.as_object_mut().and_then(|event| event.remove("let"));
        let aside = |name: &str| aside.as_ref().and_then(|aside| aside.get(name));
        if let Some(why) = aside("pass").and_then(Value::as_str) {
            return Made::Passed(why.to_owned());
        }
        if built.problems.is_empty() && lacks {
            return Made::Nothing;
        }
        if let Some(brand) = aside("brand").and_then(Value::as_str) {
            own_mentions(&mut built.value, brand);
        }
        for (label, reason) in built.aside.drain(..) {
            self.aside.entry(label).or_insert((0, number, reason)).0 += 1;
        }
        let times = aside("times").and_then(Value::as_u64);
        if times == Some(0) {
            return Made::Nothing;
        }
        let mut problems = std::mem::take(&mut built.problems);
        problems.extend(contradictions(&built));
        if times.is_some_and(|n| n > TIMES_MAX) {
            let message = format!("one row stands for more than {TIMES_MAX} events");
            problems.push(Problem::new(ProblemCode::BadValue, message, "export shorter spans, such as days"));
        }
        self.set_times(place, form, &mut built, &mut problems);
        let has_id = built.value.get("id").is_some();
        if let Some(event) = built.value.as_object_mut().filter(|_| !has_id) {
            event.insert("id".to_owned(), NO_ID.into());
        }
        match self.decoded(&built, &mut problems) {
            Some(mut event) if problems.is_empty() => {
                self.note_labels(&event);
                self.note_words(form, row);
                if !has_id {
                    let value = serde_json::to_value(&event).unwrap_or_default();
                    let is_sum = times.is_some();
                    event.id = numbered(&identity(&form.kind, &value, is_sum), 1).unwrap_or(event.id);
                }
                if is_paid_back(&event, &built) {
                    return Made::Passed("orders that were paid back".to_owned());
                }
                Made::Event(Box::new(event), Own { has_id, times, is_whole: is_whole(&built) })
            }
            _ => Made::Bad(problems),
        }
    }

    fn note_labels(&mut self, event: &Event) {
        if let What::MentionCounts(Mentions { positive: None, negative: None, .. }) = &event.what {
            self.unlabelled += 1;
        }
    }

    /// Notes what a row says of whether it happened, where the mapping does not know the word.
    fn note_words(&mut self, form: &Form, row: &Value) {
        for (column, word) in unknown_words(form, row) {
            *self.words.entry((column, word)).or_default() += 1;
        }
    }

    /// Gives the times of an event their zones, and counts their spans.
    fn set_times(&mut self, place: usize, form: &Form, built: &mut Built<'_>, problems: &mut Vec<Problem>) {
        let days = self.rhythms.get(place).is_some_and(|rhythm| rhythm.days);
        let at = self.moment(built, "/at");
        let others = ["/received_at", "/what/scheduled/publish_at"];
        let others: Vec<_> = others.iter().filter_map(|place| Some((*place, self.moment(built, place)?))).collect();
        for (pointer, moment) in others {
            let at =
                if moment.is_midnight && pointer == "/received_at" { self.clock.day_end(moment.at) } else { moment.at };
            self.has_local |= moment.is_local;
            set(&mut built.value, pointer, json!(at.to_string()));
        }
        let Some(moment) = at else { return };
        self.has_local |= moment.is_local;
        let is_date = days && moment.is_midnight;
        let at = if let Some(minutes) = form.sum_minutes {
            let span_s = minutes * 60;
            set(&mut built.value, &format!("/what/{}/span_s", form.kind), span_s.into());
            let end = (moment.at.as_second().div_euclid(span_s) + 1) * span_s;
            jiff::Timestamp::from_second(end).ok()
        } else if form.has_span() {
            self.span(place, form, built, problems).and_then(|span_s| {
                let starts = self.clock.edge.unwrap_or(form.time) == Edge::Start;
                let length = if starts { Some(span_s) } else { is_date.then_some(86_400) };
                length.map_or(Some(moment.at), |length| self.clock.later(moment.at, length))
            })
        } else if is_date && form.day == Edge::End {
            Some(self.clock.day_end(moment.at))
        } else {
            Some(moment.at)
        };
        if let Some(at) = at {
            set(&mut built.value, "/at", json!(at.to_string()));
        }
    }

    /// The length of the span that a row counts: what it says, or else how far apart most rows are.
    fn span(&mut self, place: usize, form: &Form, built: &mut Built<'_>, problems: &mut Vec<Problem>) -> Option<i64> {
        let pointer = format!("/what/{}/span_s", form.kind);
        if let Some(span_s) = built.value.pointer(&pointer) {
            return span_s.as_i64();
        }
        let Some(span_s) = self.rhythms.get(place).and_then(|rhythm| rhythm.step_s) else {
            let message = "how long the span is that the row counts is not known";
            let help = "say it for all rows with `--set span_s=…`, in seconds";
            problems.push(Problem::new(ProblemCode::RequiredMissing, message, help).at("span_s", pointer));
            return None;
        };
        self.inferred.insert(place);
        set(&mut built.value, &pointer, span_s.into());
        Some(span_s)
    }

    fn decoded(&self, built: &Built<'_>, problems: &mut Vec<Problem>) -> Option<Event> {
        let timeline = json!({ "events": [&built.value] });
        match decode::<Timeline>(timeline.to_string().as_bytes()) {
            Ok(timeline) => List::into_vec(timeline.events).pop(),
            Err(found) => {
                let is_other = |violation: &Violation| violation.code != ViolationCode::MissingField;
                let is_known = !problems.is_empty() || found.iter().any(is_other);
                for violation in found.iter() {
                    // A value that could not be converted is missing as a consequence, which is no news.
                    if is_known && violation.code == ViolationCode::MissingField {
                        continue;
                    }
                    let mut violation = violation.clone();
                    let own = violation.pointer.strip_prefix("/events/0").unwrap_or(&violation.pointer).to_owned();
                    violation.pointer = own;
                    problems.push(explained(&violation, built));
                }
                None
            }
        }
    }

    /// Takes the events of a row among the others.
    fn keep(&mut self, made: Vec<(usize, Event, Own)>, raw: &[u8], number: u64) -> Result<(), Vec<Problem>> {
        if made.is_empty() {
            return Ok(());
        }
        let is_copy = made.iter().any(|(.., own)| own.has_id) && !self.seen.insert(raw.to_vec());
        if is_copy {
            self.imported.merged += 1;
            return Ok(());
        }
        let before = self.imported.events.len();
        let mut problems = Vec::new();
        for (place, event, own) in made {
            let Some(form) = self.mapping.forms.get(place) else { continue };
            let events = match own.times {
                Some(n) => times(&event, n),
                None => vec![event],
            };
            for event in events {
                if let Err(why) = self.one(form.again, event, &own, number) {
                    problems.push(why);
                }
            }
        }
        if !problems.is_empty() {
            for event in self.imported.events.drain(before..) {
                self.places.remove(event.id.as_str());
            }
            return Err(unique(problems));
        }
        if self.imported.events.len() > before {
            self.imported.rows_used += 1;
        } else {
            self.imported.merged += 1;
        }
        Ok(())
    }

    fn one(&mut self, again: Again, mut event: Event, own: &Own, number: u64) -> Result<(), Problem> {
        let again = if again == Again::Part && !own.has_id { Again::Another } else { again };
        if again == Again::Another && !own.has_id {
            let copies = self.copies.entry(event.id.to_string()).or_default();
            *copies += 1;
            event.id = numbered(event.id.as_str(), *copies).unwrap_or(event.id);
        }
        let Some((place, first)) = self.places.get(event.id.as_str()).copied() else {
            self.places.insert(event.id.to_string(), (self.imported.events.len(), number));
            self.imported.events.push(event);
            return Ok(());
        };
        let Some(earlier) = self.imported.events.get_mut(place) else { return Ok(()) };
        let refused = |why: &str| {
            let message = format!("row {first} tells of the same event `{}`, and {why}", event.id);
            let help = "keep the row that is right, or give each event an id of its own";
            Problem::new(ProblemCode::Contradiction, message, help)
        };
        match again {
            Again::Part if own.is_whole && earlier.what == event.what => Ok(()),
            Again::Part if own.is_whole => Err(refused("says something else of the whole")),
            Again::Sum | Again::Part => add(earlier, &event).map_err(refused),
            Again::Same | Again::Another if *earlier == event => Ok(()),
            Again::Same | Again::Another => Err(refused("says something else of it")),
        }
    }

    pub(super) fn finish(mut self) -> ImportedEvents {
        let warnings = &mut self.imported.warnings;
        if self.imported.rows_in == 0 {
            warnings.push("the file has no rows".to_owned());
        }
        if self.has_local && !self.clock.is_told() {
            warnings.push(
                "times without an offset were read as UTC; `--set tz=Asia/Jakarta` names another zone".to_owned(),
            );
        }
        for place in &self.inferred {
            if let Some(span_s) = self.rhythms.get(*place).and_then(|rhythm| rhythm.step_s) {
                warnings.push(format!(
                    "each row counts a span of {span_s} s, as far as most rows are apart; `--set span_s=…` says otherwise"
                ));
            }
        }
        warnings.extend(self.aside.iter().map(|(label, (count, row, reason))| {
            format!("`{label}` was set aside {count} times, first in row {row}: {reason}")
        }));
        warnings.extend(self.passed.iter().map(|(why, rows)| match rows {
            1 => format!("1 row was passed over: {why}"),
            rows => format!("{rows} rows were passed over: {why}"),
        }));
        warnings.extend(self.words.iter().map(|((column, word), rows)| {
            let rows = if *rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
            format!("`{word}` in `{column}` is not known, and {rows} with it counted like any other")
        }));
        let summed = self.mapping.forms.iter().find_map(|form| form.sum_minutes);
        if let Some(minutes) = summed {
            let empty = empty_spans(&self.imported.events, minutes * 60);
            warnings.push(format!(
                "mentions were summed over {minutes} minutes each; {} spans between the first and the last have none",
                empty.len()
            ));
            if self.unlabelled > 0 {
                warnings.push(format!("{} mentions have no sentiment and count in the total alone", self.unlabelled));
            }
            self.imported.events.extend(empty);
        }
        self.imported
    }
}

/// Mentions of the brand itself name nobody; all others are a rival's.
fn own_mentions(event: &mut Value, brand: &str) {
    let mentions = event.pointer_mut("/what/mention_counts").and_then(Value::as_object_mut);
    let is_own = |subject: &Value| subject.as_str().is_some_and(|subject| folded(subject) == folded(brand));
    if let Some(mentions) = mentions.filter(|mentions| mentions.get("subject").is_some_and(is_own)) {
        mentions.remove("subject");
    }
}

/// The problems, each once: several events of a row need the same columns.
fn unique(problems: Vec<Problem>) -> Vec<Problem> {
    let mut unique: Vec<Problem> = Vec::new();
    for problem in problems {
        if !unique.iter().any(|known| known.source == problem.source && known.message == problem.message) {
            unique.push(problem);
        }
    }
    unique
}

/// Puts a value at a pointer of objects, which are made where they are not.
fn set(value: &mut Value, pointer: &str, to: Value) {
    let mut node = value;
    for key in pointer.split('/').skip(1) {
        if !node.is_object() {
            *node = Value::Object(Map::new());
        }
        let Value::Object(fields) = node else { return };
        node = fields.entry(key.to_owned()).or_insert(Value::Null);
    }
    *node = to;
}
