//! Paths: into a row of the input, and into a creator.

use serde_json::Value;

use super::limits::INDEX_MAX;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    /// Into an object.
    Key(String),
    /// Into a list.
    Index(usize),
    /// Into every item of a list; only in the paths of what a mapping has used.
    Each,
}

/// A path with the text that it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) text: String,
    pub(super) segments: Vec<Segment>,
}

impl Path {
    /// The path of a column, whose name is taken as it is.
    pub(super) fn column(name: &str) -> Self {
        Self { text: name.to_owned(), segments: vec![Segment::Key(name.to_owned())] }
    }

    /// Reads `a.b[0].c`, or a JSON pointer `/a/b/0/c`; an empty text is the whole row. `None` where it is neither.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let segments = match text.strip_prefix('/') {
            Some(pointer) => pointer.split('/').map(pointer_segment).collect(),
            None if text.is_empty() => Vec::new(),
            None => dotted(text)?,
        };
        Some(Self { text: text.to_owned(), segments })
    }

    /// The value at the path.
    pub(super) fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.segments.iter().try_fold(value, |value, segment| match segment {
            Segment::Key(key) => value.get(key),
            Segment::Index(index) => value.get(index),
            Segment::Each => None,
        })
    }
}

fn pointer_segment(text: &str) -> Segment {
    match text.parse() {
        Ok(index) => Segment::Index(index),
        Err(_) => Segment::Key(text.replace("~1", "/").replace("~0", "~")),
    }
}

fn dotted(text: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    for part in text.split('.') {
        let (key, mut indices) = part.find('[').map_or((part, ""), |at| part.split_at(at));
        if key.is_empty() {
            return None;
        }
        segments.push(Segment::Key(key.to_owned()));
        while !indices.is_empty() {
            let (index, rest) = indices.strip_prefix('[')?.split_once(']')?;
            segments.push(Segment::Index(index.parse().ok().filter(|index| *index <= INDEX_MAX)?));
            indices = rest;
        }
    }
    Some(segments)
}
