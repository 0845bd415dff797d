//! Plugins in the place of others while the server runs.

use std::sync::{Arc, Weak};
use std::thread::sleep;
use std::time::Duration;

use saring_app::App;
use saring_app::plugins::reload::{ReloadError, Reloaded};
use saring_app::plugins::watch::Watch;

use crate::failure::Failure;

/// Time between two looks at the plugin folders.
const LOOK: Duration = Duration::from_secs(1);

/// Looks at the plugin folders from a thread of its own, as long as the app is used.
pub fn watch(app: &Arc<App>) {
    app.plugin_warnings().iter().for_each(|warning| tracing::warn!("{warning}"));
    let mut watch = Watch::new(app);
    let app = Arc::downgrade(app);
    let looking = move || {
        while let Some(app) = app.upgrade() {
            if let Some(done) = watch.look(&app) {
                log(&done);
            }
            drop(app);
            sleep(LOOK);
        }
    };
    // Without the thread the server serves all the same, and SIGHUP swaps.
    if let Err(error) = std::thread::Builder::new().name("plugin-watch".to_owned()).spawn(looking) {
        tracing::warn!(%error, "the plugin folders are not watched");
    }
}

/// Looks at once whenever the program is told to.
#[cfg(unix)]
pub fn on_hangup(app: &Arc<App>) -> Result<(), Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup()).map_err(|error| super::serve::signals(&error))?;
    let app = Arc::downgrade(app);
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            let app = Weak::clone(&app);
            let reload = move || app.upgrade().map(|app| app.reload_plugins());
            if let Ok(Some(done)) = tokio::task::spawn_blocking(reload).await {
                log(&done);
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub fn on_hangup(_: &Arc<App>) -> Result<(), Failure> {
    Ok(())
}

fn log(done: &Result<Reloaded, ReloadError>) {
    match done {
        Ok(told) => {
            tracing::info!(installed = ?told.installed, removed = ?told.removed, packs = ?told.packs, "plugins swapped");
            for broken in &told.broken {
                for problem in &broken.problems {
                    let (code, kept) = (&problem.code, broken.kept.as_deref().unwrap_or("none"));
                    tracing::warn!(file = broken.from, code, kept, "plugin refused: {}", problem.message);
                }
            }
        }
        Err(error) => {
            let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            tracing::error!(%error, cause, "plugins not swapped");
            if let ReloadError::PackInvalid { found, .. } = error {
                found.iter().for_each(|found| tracing::error!("{found}"));
            }
        }
    }
}
