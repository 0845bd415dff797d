//! From the text of a mapping file to a mapping.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use saring_model::catalogue::Kind;

use super::condition::{conditions, path};
use super::source::{Place, sources};
use super::target::{catalogue_path, target};
use super::toml_reader::{MappingError, Reader};
use super::{Field, Format, How, List, Mapping, Target};
use crate::import::dates::Dates;
use crate::import::numbers::Numbers;
use crate::import::path::{Path, Segment};
use crate::import::unknown::WORDS;

const FORMATS: &[(&str, Format)] = &[("csv", Format::Csv), ("json", Format::Json), ("ndjson", Format::Ndjson)];
const HEAD_KEYS: &[&str] = &[
    "name",
    "title",
    "format",
    "rows",
    "delimiter",
    "columns",
    "part",
    "leftovers",
    "ignore",
    "empty",
    "numbers",
    "dates",
];

pub(super) fn mapping(text: &str, file: &str) -> Result<Mapping, Vec<MappingError>> {
    let mut reader = Reader::new(file, text);
    let Some(root) = root(&mut reader, text) else { return Err(reader.found) };
    let root = root.get_ref();
    reader.only(root, "a mapping file", &["mapping", "fields", "zip", "each", "columns"]);
    let mut mapping = head(&mut reader, root);
    mapping.fields = match root.get("fields").map(|value| (value, value.get_ref().as_table())) {
        Some((_, Some(table))) => fields(&mut reader, mapping.format, "creator", table),
        Some((value, None)) => {
            reader.wrong_type("fields", value, "a table");
            Vec::new()
        }
        None => Vec::new(),
    };
    mapping.lists = lists(&mut reader, mapping.format, root);
    complete(&mut reader, &mapping);
    reader.found.sort_by_key(|error| (error.line, error.column));
    if reader.found.is_empty() { Ok(mapping) } else { Err(reader.found) }
}

/// The tables of a text that is TOML.
pub(super) fn root<'t>(reader: &mut Reader<'_>, text: &'t str) -> Option<Spanned<DeTable<'t>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reader.error(error.span().unwrap_or_default(), error.message().to_owned(), "");
    }
    reader.found.is_empty().then_some(root)
}

pub(super) fn head(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Mapping {
    let none = DeTable::default();
    let table = root.get("mapping").and_then(|value| value.get_ref().as_table());
    if table.is_none() {
        reader.error(0..0, "the table `[mapping]` is missing", "it gives at least `name` and `format`");
    }
    let table = table.unwrap_or(&none);
    reader.only(table, "`[mapping]`", HEAD_KEYS);
    let span = root.get("mapping").map_or(0..0, Spanned::span);
    for key in ["name", "format"] {
        if !table.is_empty() && !table.contains_key(key) {
            reader.error(span.clone(), format!("`[mapping]` lacks `{key}`"), format!("add `{key} = \"…\"`"));
        }
    }
    let format = reader.word(table, "format", FORMATS).unwrap_or(Format::Csv);
    let delimiter = reader.text(table, "delimiter");
    if delimiter.as_ref().is_some_and(|text| text.len() != 1) {
        let span = table.get("delimiter").map_or(0..0, Spanned::span);
        reader.error(span, "`delimiter` is one ASCII character", "such as `,`, `;` or `\\t`");
    }
    let ignored = reader.texts(table, "ignore").unwrap_or_default();
    Mapping {
        name: reader.text(table, "name").unwrap_or_default(),
        title: reader.text(table, "title").unwrap_or_default(),
        format,
        rows: rows(reader, table),
        delimiter: delimiter.and_then(|text| text.bytes().next()),
        columns_optional: reader.word(table, "columns", &[("optional", true), ("required", false)]).unwrap_or(false),
        is_part: reader.flag(table, "part").unwrap_or(false),
        keep_leftovers: reader.word(table, "leftovers", &[("attributes", true), ("ignore", false)]).unwrap_or(true),
        empty: reader.texts(table, "empty").unwrap_or_else(|| WORDS.map(str::to_owned).to_vec()),
        numbers: reader.word(table, "numbers", Numbers::ALL),
        dates: reader.word(table, "dates", Dates::ALL),
        fields: Vec::new(),
        lists: Vec::new(),
        ignored: ignored.iter().filter_map(|text| ignored_path(format, text)).collect(),
    }
}

/// Where the rows may be: a path, or several of which the first fitting one is taken; the whole document by default.
fn rows(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<Path> {
    let Some(value) = table.get("rows") else { return Path::of_rows("").into_iter().collect() };
    let texts = match value.get_ref() {
        DeValue::Array(_) => reader.texts(table, "rows"),
        _ => reader.text(table, "rows").map(|text| vec![text]),
    };
    let mut paths = Vec::new();
    for text in texts.unwrap_or_default() {
        match Path::of_rows(&text) {
            Some(path) => paths.push(path),
            None => {
                let help = "write it like `data.creators`, `data[].profile`, or `/data/creators`";
                reader.error(value.span(), format!("`{text}` is no path"), help);
            }
        }
    }
    paths
}

fn ignored_path(format: Format, text: &str) -> Option<Path> {
    if format == Format::Csv { Some(Path::column(text)) } else { Path::parse(text) }
}

/// Reads targets with their sources, in the order of the targets.
pub(super) fn fields(reader: &mut Reader<'_>, format: Format, block: &str, table: &DeTable<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (key, value) in table {
        let Some(target) = target(reader, block, key.get_ref(), key.span()) else { continue };
        let sources = sources(reader, Place { format, block, target: &target }, value);
        if sources.is_empty() {
            continue;
        }
        let clash = fields.iter().find(|other| {
            let (a, b) = (&other.target.path.segments, &target.path.segments);
            a.starts_with(b) || b.starts_with(a)
        });
        if let Some(clash) = clash {
            let message = format!("`{}` and `{}` give the same field", target.path.text, clash.target.path.text);
            reader.error(key.span(), message, "keep one of the two");
        }
        fields.push(Field { target, sources });
    }
    fields.sort_by(|a, b| a.target.path.segments.cmp(&b.target.path.segments));
    fields
}

fn lists(reader: &mut Reader<'_>, format: Format, root: &DeTable<'_>) -> Vec<List> {
    let mut lists = Vec::new();
    for (key, allowed) in [
        ("zip", ["into", "fields", "optional", "when"].as_slice()),
        ("each", &["into", "from", "fields", "optional", "when", "only", "key", "empty", "invalid"]),
        ("columns", &["into", "pattern", "fields"]),
    ] {
        let Some(value) = root.get(key) else { continue };
        let Some(items) = value.get_ref().as_array() else {
            reader.wrong_type(key, value, &format!("a list of tables `[[{key}]]`"));
            continue;
        };
        if (key == "columns") != (format == Format::Csv) {
            let message = format!("`[[{key}]]` is not for {}", format.as_str());
            reader.error(value.span(), message, "`columns` reads CSV; `zip` and `each` read JSON and NDJSON");
            continue;
        }
        for item in items.iter() {
            let Some(table) = item.get_ref().as_table() else { continue };
            reader.only(table, &format!("`[[{key}]]`"), allowed);
            lists.extend(list(reader, format, key, item, table));
        }
    }
    lists
}

fn list(
    reader: &mut Reader<'_>,
    format: Format,
    key: &str,
    item: &Spanned<DeValue<'_>>,
    table: &DeTable<'_>,
) -> Option<List> {
    let lacking: Vec<&str> = match key {
        "zip" => vec!["into", "fields"],
        "each" => vec!["into", "fields", "from"],
        _ => vec!["into", "fields", "pattern"],
    };
    for key_needed in lacking.iter().filter(|needed| !table.contains_key(**needed)) {
        reader.error(item.span(), format!("`[[{key}]]` lacks `{key_needed}`"), "");
    }
    let into_text = reader.text(table, "into")?;
    let span = table.get("into").map_or(0..0, Spanned::span);
    let into = target(reader, "creator", &into_text, span.clone())?;
    if into.kind != Kind::List || into.item != Some(Kind::Object) {
        reader.error(span, format!("`{into_text}` is no list of objects"), "such as `accounts[0].posts`");
        return None;
    }
    let how = match key {
        "zip" => How::Zip,
        "each" => {
            let text = reader.text(table, "from")?;
            How::Each(path(reader, format, &text, table.get("from")?)?)
        }
        _ => pattern(reader, table)?,
    };
    let block = format!("{}[]", catalogue_path("creator", &into.path.segments));
    let value = table.get("fields")?;
    let Some(inner) = value.get_ref().as_table() else {
        reader.wrong_type("fields", value, "a table");
        return None;
    };
    let fields = fields(reader, format, &block, inner);
    let key_text = reader.text(table, "key");
    let key = key_text.and_then(|text| target(reader, &block, &text, table.get("key").map_or(0..0, Spanned::span)));
    Some(List {
        into,
        how,
        fields,
        optional: reader.flag(table, "optional").unwrap_or(false),
        when: conditions(reader, format, table, "when"),
        only: conditions(reader, format, table, "only"),
        key: key.map(|target| target.path),
        empty_unknown: reader.word(table, "empty", &[("unknown", true), ("known", false)]).unwrap_or(false),
        set_aside: reader.word(table, "invalid", &[("set-aside", true), ("reject", false)]).unwrap_or(false),
    })
}

fn pattern(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<How> {
    let text = reader.text(table, "pattern")?;
    let parts = text.split_once('{').and_then(|(prefix, rest)| rest.split_once('}').map(|parts| (prefix, parts)));
    let Some((prefix, (name, suffix))) = parts.filter(|(prefix, _)| !prefix.is_empty()) else {
        let span = table.get("pattern").map_or(0..0, Spanned::span);
        let help = "write it like `audience_{code}_percent`; fields then read `code` and `value`";
        reader.error(span, format!("`{text}` is no pattern of columns"), help);
        return None;
    };
    Some(How::Columns { prefix: prefix.to_owned(), name: name.to_owned(), suffix: suffix.to_owned() })
}

/// A creator has an identifier and an account, so a mapping must give them.
fn complete(reader: &mut Reader<'_>, mapping: &Mapping) {
    let given = |name: &str| {
        let targets =
            mapping.fields.iter().map(|field| &field.target).chain(mapping.lists.iter().map(|list| &list.into));
        targets.into_iter().any(|Target { path, .. }| path.segments.first() == Some(&Segment::Key(name.to_owned())))
    };
    for (name, example) in [
        ("id", "\"id\" = { template = \"agency:{row-number}\" }"),
        ("accounts", "\"accounts[0].platform\" = { const = \"instagram\" }"),
    ] {
        // Where the fields could not be read, their own errors say enough.
        let is_due = name == "id" || !mapping.is_part;
        if is_due && reader.found.is_empty() && !given(name) {
            reader.error(0..0, format!("no field gives `{name}`, which every creator has"), format!("add `{example}`"));
        }
    }
}
