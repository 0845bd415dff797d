//! Drafts of mappings to events: the built-in one that knows a file best, with what the file has of it.

use std::fmt::Write as _;

use super::super::mapping::{EventMapping, Field, Form};
use super::super::problem::Refused;
use super::super::units::folded;
use super::super::{Options, rows};
use super::builtin::{BUILTIN_EVENTS, BuiltinEvents, builtin_events, events_shown};

/// A draft of a mapping to events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventsDraft {
    /// The mapping as commented TOML, which loads as it is.
    pub text: String,
    /// The built-in mapping that it is a copy of.
    pub mapping: &'static str,
    /// All columns of the file.
    pub columns: usize,
    /// Targets that every row needs and that no column is known to give.
    pub lacking: Vec<String>,
    /// Columns that nothing reads.
    pub unread: Vec<String>,
}

/// Drafts a mapping for a file of events, of the built-in mapping that is named or else knows most of it. `file` is its
/// name, for the comments. `None` where no mapping is named and none knows a column.
///
/// # Errors
/// A file that cannot be read: empty, or no table.
pub fn draft_events(
    input: &[u8],
    file: &str,
    mapping: Option<&str>,
    options: &Options,
) -> Result<Option<EventsDraft>, Refused> {
    let best = || events_shown(input, options).1.first().map(|fit| fit.name);
    let Some(name) = mapping.or_else(best) else { return Ok(None) };
    let known = BUILTIN_EVENTS.iter().find(|known| known.name == name);
    let Some((known, mapping)) = known.zip(builtin_events(name).and_then(Result::ok)) else { return Ok(None) };
    let mut lenient = mapping.rows.clone();
    lenient.fields.iter_mut().flat_map(|field| &mut field.sources).for_each(|source| source.required = false);
    let options = Options { set: Default::default(), ..options.clone() };
    let table = rows::read(input, &lenient, &options)?;
    let columns = table.columns.as_deref().unwrap_or_default();
    Ok(Some(Drafting { known, mapping: &mapping, columns }.draft(file)))
}

struct Drafting<'d> {
    known: &'d BuiltinEvents,
    mapping: &'d EventMapping,
    columns: &'d [String],
}

impl Drafting<'_> {
    fn draft(&self, file: &str) -> EventsDraft {
        let mut lacking = Vec::new();
        let mut body = String::new();
        let mut forms = self.mapping.forms.iter();
        let mut form: Option<&Form> = None;
        let mut is_left_out = false;
        let is_comment = |line: &&str| line.starts_with('#');
        for line in self.known.text.lines().skip_while(|line| is_comment(line) || line.is_empty()) {
            if line == "[[events]]" {
                form = forms.next();
                is_left_out = form.is_some_and(|form| !self.gives(form));
            }
            match form {
                _ if is_left_out && !line.is_empty() => drop(writeln!(body, "# {line}")),
                Some(form) => self.field(&mut body, form, line, &mut lacking),
                None => self.head(&mut body, line),
            }
        }
        let known: Vec<String> = self.mapping.columns().into_iter().chain(self.mapping.ignored()).map(folded).collect();
        let unread = self.columns.iter().filter(|column| !known.contains(&folded(column))).cloned().collect();
        let mut draft =
            EventsDraft { text: String::new(), mapping: self.known.name, columns: self.columns.len(), lacking, unread };
        draft.text = format!("{}\n{body}", opening(&draft, file));
        draft
    }

    /// Whether the file has a column of what an event of a form is about; the first form is what the mapping is for.
    fn gives(&self, form: &Form) -> bool {
        let is_first = self.mapping.forms.first().is_some_and(|first| std::ptr::eq(first, form));
        let mut about = form.mapping.fields.iter().filter(|field| field.target.path.text.starts_with("what."));
        is_first || about.any(|field| self.read_by(field).next().is_some())
    }

    /// The columns of the file that a field reads.
    fn read_by<'f>(&'f self, field: &'f Field) -> impl Iterator<Item = &'f str> {
        let read = |column: &str| {
            let column = folded(column);
            field.sources.iter().flat_map(|source| source.paths()).any(|path| folded(&path.text) == column)
        };
        self.columns.iter().map(String::as_str).filter(move |column| read(column))
    }

    /// A line of a form: what the file has is read, and what it lacks is a comment.
    fn field(&self, body: &mut String, form: &Form, line: &str, lacking: &mut Vec<String>) {
        let target = line.strip_prefix('"').and_then(|rest| rest.split_once("\" = ")).map(|(target, _)| target);
        let field = target.and_then(|target| form.mapping.fields.iter().find(|field| field.target.path.text == target));
        let Some(field) = field else {
            let _ = writeln!(body, "{line}");
            return;
        };
        let read = listed(self.read_by(field));
        // What needs no column stays, and so does the moment, without which no form is one.
        let is_free = field.target.path.text == "at" && !field.is_required()
            || field.sources.iter().any(|source| source.paths().next().is_none());
        let _ = match (read.is_empty(), is_free, field.is_required()) {
            (false, _, _) => writeln!(body, "# From {read}:\n{line}"),
            (true, true, _) => writeln!(body, "{line}"),
            (true, false, true) => {
                lacking.push(field.target.path.text.clone());
                writeln!(body, "# No column of the file has one of these names: write its own name first.\n{line}")
            }
            (true, false, false) => writeln!(body, "# {line}"),
        };
    }

    fn head(&self, body: &mut String, line: &str) {
        let _ = match line.split_once(" = ").map(|(key, _)| key) {
            Some("name") => writeln!(body, "name = \"draft\""),
            Some("ignore") => {
                let ignored: Vec<String> = self.mapping.ignored().map(folded).collect();
                let there = self.columns.iter().filter(|column| ignored.contains(&folded(column)));
                let there: Vec<String> = there.map(|column| toml::Value::from(column.as_str()).to_string()).collect();
                if there.is_empty() { Ok(()) } else { writeln!(body, "ignore = [{}]", there.join(", ")) }
            }
            _ => writeln!(body, "{line}"),
        };
    }
}

fn opening(draft: &EventsDraft, file: &str) -> String {
    let file: String = file.chars().filter(|c| !c.is_control()).collect();
    let mut text = format!(
        "# A draft for `{file}`: the built-in mapping `{}`, with what the file has of it. Look through it.\n#\n\
         #   saring import --as events {file} --mapping draft.toml\n#\n\
         # Lines that begin with `#` are not read: the file has none of their columns. Where a column has another name,\n\
         # write it into `from` and take the `#` away. `saring schema show timeline` says what else an event can have.\n",
        draft.mapping
    );
    if !draft.unread.is_empty() {
        let _ = writeln!(text, "# Nothing reads {}.", listed(draft.unread.iter().map(String::as_str)));
    }
    text
}

/// Names as a comment shows them; a name may hold anything, and a comment ends with its line.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let shown = |name: &str| name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    names.map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ")
}
