//! The hostile set: plugins and scripts that attack. Each is contained: it ends in the error that is due, and leaves
//! nothing behind.

mod alone;
mod file;
pub(crate) mod guest;
mod plugins;
mod question;
mod running;
mod scripts;
mod written;
