//! Templates: words with named holes.

/// A text with holes: `"{rate} of followers engage"`. `{{` and `}}` stand for braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    raw: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Hole(String),
}

/// Why a template cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TemplateError {
    /// A `{` without its `}`.
    #[error("a `{{` is never closed")]
    Unclosed,
    /// A `}` without its `{`.
    #[error("a `}}` was never opened")]
    Unopened,
    /// Not the name of an argument.
    #[error("`{0}` is not the name of an argument")]
    Name(String),
}

impl Template {
    pub fn parse(raw: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut chars = raw.chars().peekable();
        while let Some(char) = chars.next() {
            match char {
                '{' | '}' if chars.peek() == Some(&char) => {
                    chars.next();
                    words.push(char);
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            None => return Err(TemplateError::Unclosed),
                            Some('}') => break,
                            Some(char) => name.push(char),
                        }
                    }
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                    pieces.push(Piece::Hole(checked(name)?));
                }
                '}' => return Err(TemplateError::Unopened),
                char => words.push(char),
            }
        }
        pieces.push(Piece::Words(words));
        pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
        Ok(Self { raw: raw.to_owned(), pieces })
    }

    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Names of the holes, in order.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(name) => Some(name.as_str()),
            Piece::Words(_) => None,
        })
    }

    /// The text with its holes filled; one that is not stays as it is written.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Hole(name) => value(name).unwrap_or_else(|| format!("{{{name}}}")),
        };
        self.pieces.iter().map(piece).collect()
    }
}

fn checked(name: String) -> Result<String, TemplateError> {
    let fits = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if fits { Ok(name) } else { Err(TemplateError::Name(name)) }
}
