//! Where in a text the value of a JSON pointer stands.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;

/// Bytes of the value at a JSON pointer (RFC 6901), or of the nearest value that holds it; none where the text is not
/// JSON. Of an object or a list only its bracket is meant.
pub fn locate(text: &str, pointer: &str) -> Option<Range<usize>> {
    let mut value: &str = serde_json::from_str::<&RawValue>(text).ok()?.get();
    for segment in pointer.split('/').skip(1) {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        match inside(value, &segment) {
            Some(inner) => value = inner,
            None => break,
        }
    }
    // The value is borrowed from the text, so the distance of the two is its place.
    let start = value.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let length = if value.starts_with(['{', '[']) { 1 } else { value.len() };
    Some(start..start + length)
}

fn inside<'a>(value: &'a str, segment: &str) -> Option<&'a str> {
    if value.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(value).ok()?;
        return items.get(segment.parse::<usize>().ok()?).map(|item| item.get());
    }
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(value).ok()?;
    members.get(segment).map(|member| member.get())
}
