//! Sources: columns, paths, constants and templates, with what is done to their values.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use saring_model::catalogue::Kind;

use super::toml_reader::Reader;
use super::{Format, From, Piece, Source, Target, When};
use crate::import::convert::Unit;
use crate::import::path::Path;

const KEYS: &[&str] = &[
    "from",
    "const",
    "template",
    "unit",
    "date-format",
    "map",
    "split",
    "empty",
    "required",
    "optional",
    "when",
    "unknown-where",
];
const ROW_NUMBER: &str = "row-number";

/// Reads the source of a target: a column or path alone, or a table.
pub(super) fn source(
    reader: &mut Reader<'_>,
    format: Format,
    target: &Target,
    value: &Spanned<DeValue<'_>>,
) -> Option<Source> {
    match value.get_ref() {
        DeValue::String(text) => {
            let from = From::Path(path(reader, format, text, value)?);
            Some(plain(from))
        }
        DeValue::Table(table) => from_table(reader, format, target, value, table),
        _ => {
            reader.wrong_type(
                &target.path.text,
                value,
                "a column, a path, or a table with `from`, `const` or `template`",
            );
            None
        }
    }
}

fn plain(from: From) -> Source {
    Source {
        from,
        required: false,
        optional: false,
        unit: None,
        map: Vec::new(),
        split: None,
        empty: None,
        when: Vec::new(),
        unknown_where: None,
    }
}

fn from_table(
    reader: &mut Reader<'_>,
    format: Format,
    target: &Target,
    value: &Spanned<DeValue<'_>>,
    table: &DeTable<'_>,
) -> Option<Source> {
    reader.only(table, "a source", KEYS);
    let from = from(reader, format, value, table)?;
    let beside = |reader: &mut Reader<'_>, key: &str| -> Option<Path> {
        let text = reader.text(table, key)?;
        path(reader, format, &text, table.get(key)?)
    };
    let source = Source {
        required: reader.flag(table, "required").unwrap_or(false),
        optional: reader.flag(table, "optional").unwrap_or(false),
        unit: unit(reader, target, table),
        map: map(reader, table),
        split: reader.text(table, "split").filter(|text| !text.is_empty()),
        empty: reader.texts(table, "empty"),
        when: when(reader, format, table),
        unknown_where: beside(reader, "unknown-where"),
        from,
    };
    if source.required && source.optional {
        reader.error(value.span(), "a source cannot be both required and optional", "keep one of the two");
    }
    if source.split.is_some() && target.kind != Kind::List {
        let message = format!("`split` makes a list, and `{}` is none", target.path.text);
        reader.error(value.span(), message, "take `split` away");
    }
    Some(source)
}

fn from(reader: &mut Reader<'_>, format: Format, value: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Option<From> {
    let given: Vec<&str> = ["from", "const", "template"].into_iter().filter(|key| table.contains_key(*key)).collect();
    match given.as_slice() {
        ["from"] => {
            let text = reader.text(table, "from")?;
            Some(From::Path(path(reader, format, &text, table.get("from")?)?))
        }
        ["const"] => table.get("const").and_then(|value| json(value.get_ref())).map(From::Const),
        ["template"] => {
            let text = reader.text(table, "template")?;
            template(reader, format, &text, table.get("template")?).map(From::Template)
        }
        _ => {
            reader.error(
                value.span(),
                "a source has one of `from`, `const` and `template`",
                "`from` names a column or path, `const` a value, `template` a text with `{column}` in it",
            );
            None
        }
    }
}

fn when(reader: &mut Reader<'_>, format: Format, table: &DeTable<'_>) -> Vec<When> {
    let Some(value) = table.get("when") else { return Vec::new() };
    let texts = match value.get_ref().as_str() {
        Some(text) => vec![text.to_owned()],
        None => reader.texts(table, "when").unwrap_or_default(),
    };
    let one = |text: String| match text.strip_suffix('*').filter(|_| format == Format::Csv) {
        Some(prefix) => Some(When::Prefix(prefix.to_owned())),
        None => path(reader, format, &text, value).map(When::Path),
    };
    texts.into_iter().filter_map(one).collect()
}

pub(super) fn path(reader: &mut Reader<'_>, format: Format, text: &str, value: &Spanned<DeValue<'_>>) -> Option<Path> {
    let path = match format {
        Format::Csv => Some(Path::column(text)),
        Format::Json | Format::Ndjson => Path::parse(text),
    };
    if path.is_none() {
        reader.error(value.span(), format!("`{text}` is no path"), "write it like `a.b[0].c`, or `/a/b/0/c`");
    }
    path
}

fn template(reader: &mut Reader<'_>, format: Format, text: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Piece>> {
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
        pieces.push(if name == ROW_NUMBER {
            Piece::RowNumber
        } else {
            Piece::Path(path(reader, format, name, value)?)
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
