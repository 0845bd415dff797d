//! From a stranger's bytes to facts.
//!
//! A good document takes the fast path: straight into its type. Only a refused
//! one is walked again, slowly, to report everything that is wrong with it at once.

mod code;
mod differences;
mod explain;
pub(crate) mod rules;
mod strict;
mod syntax;
mod translate;
mod tree;
mod unique;
mod violation;
mod wording;

pub use code::ViolationCode;
pub use differences::{DIFFERENCES, Difference};
pub(crate) use unique::{map_schema, unique_map};
pub use violation::{Violation, Violations, child};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::limits::DOCUMENT_BYTES_MAX;

/// A kind of document that is decoded from bytes, with its published schema.
pub trait Document: DeserializeOwned + JsonSchema + 'static {
    /// Name of the kind, and stem of its schema's file: `campaign`.
    const NAME: &'static str;

    /// The one list that may stand for the whole document, as a bare array.
    const BARE: Option<&'static str> = None;

    /// Rules between fields, which no schema can state. Adds what is wrong to `found`.
    fn check(&self, found: &mut Violations) {
        let _ = found;
    }
}

/// Decodes a document, or reports everything that is wrong with it.
///
/// # Errors
/// Every violation at once, at most [`crate::limits::VIOLATIONS_MAX`] listed and
/// the rest counted: of the JSON text, of the published schema, and of the rules
/// between fields where all fields could be read.
pub fn decode<T: Document>(bytes: &[u8]) -> Result<T, Violations> {
    if bytes.len() > DOCUMENT_BYTES_MAX {
        return Err(too_large(bytes.len()).into());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match strict::from_slice::<T>(bytes) {
        Ok(document) => {
            let mut found = Violations::default();
            document.check(&mut found);
            if found.is_empty() { Ok(document) } else { Err(as_written::<T>(found, bytes).sorted()) }
        }
        Err(_) => Err(explain::explain::<T>(bytes).sorted()),
    }
}

fn too_large(bytes: usize) -> Violation {
    Violation::new(
        "",
        ViolationCode::TooLarge,
        format!("the document has {bytes} bytes, where {DOCUMENT_BYTES_MAX} are decoded at once"),
    )
    .help("split the document, or stream it line by line")
}

/// Pointers into a document whose list was written bare lack the list's name.
fn as_written<T: Document>(found: Violations, bytes: &[u8]) -> Violations {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    match T::BARE {
        Some(list) if first == Some(&b'[') => found.without_prefix(&child("", list)),
        _ => found,
    }
}
