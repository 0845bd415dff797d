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
    /// Into the first object of a list that has a text at a key: `types[name=real]`.
    Where(String, String),
    /// Into every item of a list; only in the paths of rows, and of what a mapping has used.
    Each,
}

impl Segment {
    /// Whether the item of a list is the one that the segment leads to.
    pub(super) fn takes(&self, index: usize, item: &Value) -> bool {
        match self {
            Self::Key(_) => false,
            Self::Index(wanted) => *wanted == index,
            Self::Where(key, text) => {
                item.get(key).and_then(Value::as_str).is_some_and(|found| found.eq_ignore_ascii_case(text))
            }
            Self::Each => true,
        }
    }
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

    /// Reads `a.b[0].c`, `a[name=x].c`, or a JSON pointer `/a/b/0/c`; an empty text is the whole row. `None` where it
    /// is none of them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::of_rows(text).filter(|path| !path.segments.contains(&Segment::Each))
    }

    /// Reads a path that may also lead into every item of a list: `data[].profile`.
    pub(super) fn of_rows(text: &str) -> Option<Self> {
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
            Segment::Where(..) => value.as_array()?.iter().find(|item| segment.takes(0, item)),
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
    for (n, part) in text.split('.').enumerate() {
        let (key, mut brackets) = part.find('[').map_or((part, ""), |at| part.split_at(at));
        if !key.is_empty() {
            segments.push(Segment::Key(key.to_owned()));
        } else if n > 0 || brackets.is_empty() {
            return None;
        }
        while !brackets.is_empty() {
            let (inside, rest) = brackets.strip_prefix('[')?.split_once(']')?;
            segments.push(match inside.split_once('=') {
                Some((key, text)) => Segment::Where(key.to_owned(), text.to_owned()),
                None if inside.is_empty() => Segment::Each,
                None => Segment::Index(inside.parse().ok().filter(|index| *index <= INDEX_MAX)?),
            });
            brackets = rest;
        }
    }
    Some(segments)
}
