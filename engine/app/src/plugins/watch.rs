//! Noticing that a plugin folder changed, and that whoever changed it is done.

use super::load::Stamp;
use super::reload::{ReloadError, Reloaded};
use crate::App;

/// What was seen of the plugin folders, look by look.
#[derive(Debug, Default)]
pub struct Watch {
    /// The files at the last look.
    seen: Vec<Stamp>,
    /// The files that the plugins were read from last.
    taken: Vec<Stamp>,
}

impl Watch {
    /// A watch that begins with the files as they are.
    pub fn new(app: &App) -> Self {
        let seen = app.plugin_files().unwrap_or_default();
        Self { taken: seen.clone(), seen }
    }

    /// Looks once; to be called about every second. Files that changed are taken when they look the same at two looks, so
    /// that nothing half-written is.
    pub fn look(&mut self, app: &App) -> Option<Result<Reloaded, ReloadError>> {
        let now = match app.plugin_files() {
            Ok(now) => now,
            // The folder may be back at the next look.
            Err(_) => return None,
        };
        let is_still = now == self.seen;
        let is_new = now != self.taken;
        self.seen.clone_from(&now);
        (is_still && is_new).then(|| {
            self.taken = now;
            app.reload_plugins()
        })
    }
}
