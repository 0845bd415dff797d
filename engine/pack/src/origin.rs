//! Where a value was said.

use std::ops::Range;
use std::sync::Arc;

/// A value with the place that it was said in.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it was said.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced { value: change(self.value), origin: self.origin }
    }
}

/// A place in a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The pack, as `name@version`.
    pub pack: Arc<str>,
    /// The file's path in the pack.
    pub file: Arc<str>,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: u32,
}
