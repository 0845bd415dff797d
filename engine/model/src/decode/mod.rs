//! From a stranger's bytes to facts.

mod unique;

pub(crate) use unique::unique_map;

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation;
/// Everything that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations;
