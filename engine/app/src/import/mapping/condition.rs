//! Paths into a row, and conditions on what stands there.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml_reader::Reader;
use super::{Format, When};
use crate::import::path::{Path, Segment};
use crate::import::protected::is_protected;

/// Reads the conditions of a key: one or a list of `path`, `one == other`, and `prefix*` in a table.
pub(super) fn conditions(reader: &mut Reader<'_>, format: Format, table: &DeTable<'_>, key: &str) -> Vec<When> {
    let Some(value) = table.get(key) else { return Vec::new() };
    let texts = match value.get_ref().as_str() {
        Some(text) => vec![text.to_owned()],
        None => reader.texts(table, key).unwrap_or_default(),
    };
    let one = |text: String| match (text.strip_suffix('*'), text.split_once(" == ")) {
        (Some(prefix), _) if format == Format::Csv => Some(When::Prefix(prefix.to_owned())),
        (_, Some((one, other))) => {
            let one = path(reader, format, one.trim(), value)?;
            Some(When::Equal(one, path(reader, format, other.trim(), value)?))
        }
        _ => path(reader, format, &text, value).map(When::Path),
    };
    texts.into_iter().filter_map(one).collect()
}

/// Reads a column or a path. Protected traits have none.
pub(super) fn path(reader: &mut Reader<'_>, format: Format, text: &str, value: &Spanned<DeValue<'_>>) -> Option<Path> {
    let path = match format {
        Format::Csv => Some(Path::column(text)),
        Format::Json | Format::Ndjson => Path::parse(text),
    };
    let Some(path) = path else {
        let help = "write it like `a.b[0].c`, `a.b[name=x].c`, or `/a/b/0/c`";
        reader.error(value.span(), format!("`{text}` is no path"), help);
        return None;
    };
    if path.segments.iter().any(|segment| matches!(segment, Segment::Key(key) if is_protected(key))) {
        let message = format!("`{text}` is a protected trait");
        reader.error(
            value.span(),
            message,
            "protected traits are neither kept nor inferred; take it out of the mapping",
        );
        return None;
    }
    Some(path)
}
