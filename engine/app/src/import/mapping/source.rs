//! Sources: columns, paths, constants and templates, with what is done to their values.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use saring_model::catalogue::Kind;

use super::condition::{conditions, path};
use super::read::fields;
use super::target::{catalogue_path, document};
use super::toml_reader::Reader;
use super::{Field, Format, From, Piece, Source, Target};
use crate::import::convert::Unit;
use crate::import::path::Path;

const KEYS: &[&str] = &[
    "from",
    "const",
    "template",
    "option",
    "unit",
    "date-format",
    "map",
    "split",
    "over",
    "plus",
    "minus",
    "whole",
    "items",
    "empty",
    "zero",
    "invalid",
    "required",
    "optional",
    "when",
    "when-set",
    "beside",
    "unknown-where",
    "repeated",
];
const ROW_NUMBER: &str = "row-number";

/// Where a target is: the format of the file, the block of the catalogue, and the target itself.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) format: Format,
    pub(super) block: &'p str,
    pub(super) target: &'p Target,
}

/// Reads the sources of a target, one or a list: a column or path alone, or a table. `from` may name several
/// columns, each of which is a source of its own.
pub(super) fn sources(reader: &mut Reader<'_>, place: Place<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Source> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().flat_map(|item| alternatives(reader, place, item)).collect(),
        _ => alternatives(reader, place, value),
    }
}

fn alternatives(reader: &mut Reader<'_>, place: Place<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Source> {
    match value.get_ref() {
        DeValue::String(text) => {
            path(reader, place.format, text, value).map(|path| Source::plain(From::Path(path))).into_iter().collect()
        }
        DeValue::Table(table) => from_table(reader, place, value, table),
        _ => {
            let due = "a column, a path, or a table with `from`, `const`, `template` or `option`";
            reader.wrong_type(&place.target.path.text, value, due);
            Vec::new()
        }
    }
}

fn from_table(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    value: &Spanned<DeValue<'_>>,
    table: &DeTable<'_>,
) -> Vec<Source> {
    let Place { format, block, target } = place;
    reader.only(table, "a source", KEYS);
    let origins = from(reader, place, value, table);
    let unknown_where = reader.text(table, "unknown-where");
    let unknown_where = unknown_where.and_then(|text| path(reader, format, &text, table.get("unknown-where")?));
    let source = Source {
        required: reader.flag(table, "required").unwrap_or(false),
        optional: reader.flag(table, "optional").unwrap_or(false),
        unit: unit(reader, target, table),
        map: map(reader, table),
        split: reader.text(table, "split").filter(|text| !text.is_empty()),
        empty: reader.texts(table, "empty"),
        when: conditions(reader, format, table, "when"),
        when_set: reader.text(table, "when-set"),
        unknown_where,
        zero_unknown: reader.word(table, "zero", &[("unknown", true), ("known", false)]).unwrap_or(false),
        set_aside: reader.word(table, "invalid", &[("set-aside", true), ("reject", false)]).unwrap_or(false),
        beside: beside(reader, block, table),
        over: paths(reader, format, table, "over"),
        plus: paths(reader, format, table, "plus"),
        minus: paths(reader, format, table, "minus"),
        is_whole: reader.flag(table, "whole").unwrap_or(false),
        items: items(reader, place, table),
        numbered: reader.word(table, "repeated", &[("row-number", true), ("reject", false)]).unwrap_or(false),
        ..Source::plain(From::Const(Value::Null))
    };
    if source.required && source.optional {
        reader.error(value.span(), "a source cannot be both required and optional", "keep one of the two");
    }
    if source.split.is_some() && target.kind != Kind::List {
        let message = format!("`split` makes a list, and `{}` is none", target.path.text);
        reader.error(value.span(), message, "take `split` away");
    }
    if !source.over.is_empty() && target.kind != Kind::Number {
        let message = format!("`over` makes a ratio, and `{}` is no number", target.path.text);
        reader.error(value.span(), message, "take `over` away");
    }
    if !source.plus.is_empty() && target.kind != Kind::Integer {
        let message = format!("`plus` makes a sum of counts, and `{}` is no count", target.path.text);
        reader.error(value.span(), message, "take `plus` away");
    }
    if (!source.minus.is_empty() || source.is_whole) && !target.is_amount {
        let message = format!("`minus` and `whole` are of amounts, and `{}` is none", target.path.text);
        reader.error(value.span(), message, "take them away");
    }
    if source.numbered && target.path.text != "id" {
        reader.error(value.span(), "`repeated` belongs to the creator's `id`", "take `repeated` away");
    }
    origins.into_iter().map(|from| Source { from, ..source.clone() }).collect()
}

fn from(reader: &mut Reader<'_>, place: Place<'_>, value: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Vec<From> {
    let Place { format, block, .. } = place;
    let kinds = ["from", "const", "template", "option"];
    let given: Vec<&str> = kinds.into_iter().filter(|key| table.contains_key(*key)).collect();
    let (["from" | "const" | "template" | "option"], Some(key)) = (given.as_slice(), given.first()) else {
        let help = "`from` names a column or path, `const` a value, `template` a text with `{column}` in it, `option` \
                    what the caller chooses";
        reader.error(value.span(), "a source has one of `from`, `const`, `template` and `option`", help);
        return Vec::new();
    };
    let Some(inner) = table.get(*key) else { return Vec::new() };
    match *key {
        "from" => paths(reader, format, table, "from").into_iter().map(From::Path).collect(),
        "const" => json(inner.get_ref()).map(From::Const).into_iter().collect(),
        "option" => reader.text(table, "option").map(From::Option).into_iter().collect(),
        _ => {
            let text = reader.text(table, "template");
            let pieces = text.and_then(|text| template(reader, (format, document(block)), &text, inner));
            pieces.map(From::Template).into_iter().collect()
        }
    }
}

/// One path or several.
fn paths(reader: &mut Reader<'_>, format: Format, table: &DeTable<'_>, key: &str) -> Vec<Path> {
    let Some(value) = table.get(key) else { return Vec::new() };
    let texts = match value.get_ref() {
        DeValue::Array(_) => reader.texts(table, key),
        _ => reader.text(table, key).map(|text| vec![text]),
    };
    texts.unwrap_or_default().iter().filter_map(|text| path(reader, format, text, value)).collect()
}

fn beside(reader: &mut Reader<'_>, block: &str, table: &DeTable<'_>) -> Option<Path> {
    let text = reader.text(table, "beside")?;
    let span = table.get("beside").map_or(0..0, Spanned::span);
    super::target::target(reader, block, &text, span).map(|target| target.path)
}

/// The fields of the items, where a value is a list of objects.
fn items(reader: &mut Reader<'_>, place: Place<'_>, table: &DeTable<'_>) -> Vec<Field> {
    let Some(value) = table.get("items") else { return Vec::new() };
    let Some(inner) = value.get_ref().as_table() else {
        reader.wrong_type("items", value, "a table of fields");
        return Vec::new();
    };
    if place.target.item != Some(Kind::Object) || place.format == Format::Csv {
        let message = format!("`items` makes a list of objects of one, and `{}` is none", place.target.path.text);
        reader.error(value.span(), message, "take `items` away");
        return Vec::new();
    }
    let block = format!("{}[]", catalogue_path(place.block, &place.target.path.segments));
    fields(reader, place.format, &block, inner)
}

/// Reads a template of a file's format, for a document.
fn template(
    reader: &mut Reader<'_>,
    (format, document): (Format, &str),
    text: &str,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            reader.error(value.span(), "a `{` without its `}`", "write it like `instagram:{user_id}`");
            return None;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(match name.strip_prefix('=') {
            Some(target) => Piece::Target(super::target::target(reader, document, target, value.span())?.path),
            None if name == ROW_NUMBER => Piece::RowNumber,
            None => Piece::Path(path(reader, format, name, value)?),
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Some(pieces)
}

fn unit(reader: &mut Reader<'_>, target: &Target, table: &DeTable<'_>) -> Option<Unit> {
    let words: Vec<(&str, &Unit)> = Unit::ALL.iter().map(|(word, unit)| (*word, unit)).collect();
    let unit = reader.word(table, "unit", &words).cloned();
    let date_format = reader.text(table, "date-format");
    let span = || table.get("unit").or_else(|| table.get("date-format")).map_or(0..0, Spanned::span);
    let unit = match (unit, date_format) {
        (Some(Unit::Date(_)) | None, Some(format)) => Some(Unit::Date(Some(format))),
        (Some(_), Some(_)) => {
            reader.error(span(), "`date-format` belongs to `unit = \"date\"`", "take one of the two away");
            None
        }
        (unit, None) => unit,
    }?;
    let kind = if target.kind == Kind::List { target.item.unwrap_or(target.kind) } else { target.kind };
    if kind != Kind::Open && !target.is_amount && !unit.fits(kind) {
        let message = format!("`{}` is a {kind}, which unit `{}` does not give", target.path.text, unit.as_str());
        reader.error(span(), message, "take the unit away, or choose another");
        return None;
    }
    Some(unit)
}

fn map(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Vec<(String, String)> {
    let Some(value) = table.get("map") else { return Vec::new() };
    let Some(entries) = value.get_ref().as_table() else {
        reader.wrong_type("map", value, "a table of texts");
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for (from, to) in entries {
        match to.get_ref().as_str() {
            Some(to) => pairs.push((from.get_ref().to_string(), to.to_owned())),
            None => reader.wrong_type("map", to, "a text"),
        }
    }
    pairs
}

/// A constant as JSON.
fn json(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::from(text.as_ref())),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(Value::from),
        DeValue::Float(float) => float.as_str().parse().ok().and_then(serde_json::Number::from_f64).map(Value::Number),
        DeValue::Boolean(flag) => Some(Value::Bool(*flag)),
        DeValue::Datetime(time) => Some(Value::String(time.to_string())),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect::<Option<_>>().map(Value::Array),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| json(value.get_ref()).map(|value| (key.get_ref().to_string(), value)))
            .collect::<Option<_>>()
            .map(Value::Object),
    }
}
