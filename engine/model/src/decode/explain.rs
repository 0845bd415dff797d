//! Everything that is wrong with a refused document.

use super::{Document, Violation, ViolationCode, Violations, strict};

/// Walks a refused document and collects everything that is wrong with it.
pub(super) fn explain<T: Document>(bytes: &[u8]) -> Violations {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(strict::Strict(&mut json)) {
        Ok(_) => Violation::new("", ViolationCode::Unreadable, "the document cannot be read").into(),
        Err(error) => Violation::new("", ViolationCode::Unreadable, error.to_string()).into(),
    }
}
