//! Paths of fields, as evidence and missing inputs name them.

/// A set of field paths, such as `creator.accounts[].followers`, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<&'static str>);

impl Fields {
    /// No field.
    pub const NONE: Self = Self(Vec::new());

    /// The fields of both sets.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        self.add(other);
        self
    }

    /// Adds the fields of another set.
    pub fn add(&mut self, other: &Self) {
        for path in &other.0 {
            if let Err(at) = self.0.binary_search(path) {
                self.0.insert(at, path);
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The paths, in order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }
}

impl From<&'static str> for Fields {
    fn from(path: &'static str) -> Self {
        Self(vec![path])
    }
}

impl<const N: usize> From<[&'static str; N]> for Fields {
    fn from(paths: [&'static str; N]) -> Self {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        paths.dedup();
        Self(paths)
    }
}
