//! The HTTP face: it speaks the protocol, and leaves every decision to the app.
//!
//! The crate knows neither rules nor evaluation. What it adds is what a network
//! needs: limits on everything that a stranger sends, problems that say what to do,
//! traces, counts, and a description of itself that is made from the types.

mod auth;
mod body;
mod cached;
mod clock;
mod docs;
mod handlers;
mod language;
mod metrics;
mod observe;
mod publishing;
mod query;
mod router;
mod server;
mod trace;
mod work;

pub mod limits;
pub mod openapi;
pub mod problem;

pub use auth::TokenError;
pub use clock::Clock;
pub use limits::Limits;
pub use server::{Config, ServeError, Server, serve};
pub use trace::TraceContext;
