//! From files to a pack that decides.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{Library, PackFiles};
use crate::manifest::Pack;
use crate::rule::Runtime;

/// Resolves a pack, or says everything that is wrong with it at once.
pub fn resolve(
    _files: &PackFiles,
    _library: &dyn Library,
    _runtimes: &[Arc<dyn Runtime>],
) -> Result<Pack, Vec<Diagnostic>> {
    Err(Vec::new())
}
