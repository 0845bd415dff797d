//! Plugins: what is installed, and the tools of those who write them.

pub mod build;
pub mod project;
