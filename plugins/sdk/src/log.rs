//! Lines for the author of a plugin. The host keeps a bounded number of them and attaches them to the finding.

pub use crate::bindings::log::Level;

/// Writes a line about the creator that was taken last. The macros [`debug!`](crate::debug), [`info!`](crate::info) and
/// [`warn!`](crate::warn) format it.
pub fn line(level: Level, message: &str) {
    crate::source::log(level, message);
}

/// Logs a line for the author, while developing. Takes what `format!` takes.
#[macro_export]
macro_rules! debug {
    ($($arg:tt)*) => { $crate::log::line($crate::log::Level::Debug, &::std::format!($($arg)*)) };
}

/// Logs a line that is worth knowing. Takes what `format!` takes.
#[macro_export]
macro_rules! info {
    ($($arg:tt)*) => { $crate::log::line($crate::log::Level::Info, &::std::format!($($arg)*)) };
}

/// Logs a line that is worth looking at. Takes what `format!` takes.
#[macro_export]
macro_rules! warn {
    ($($arg:tt)*) => { $crate::log::line($crate::log::Level::Warn, &::std::format!($($arg)*)) };
}
