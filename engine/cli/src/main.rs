//! The command line face: it reads what was typed, asks the app, and shows the answer.
//!
//! Data goes to stdout and everything said about it to stderr, so that a pipe carries data alone.

mod args;
mod clock;
mod command;
mod drafting;
mod events;
mod excerpt;
mod exit;
mod failure;
mod input;
mod notice;
mod output;
mod pointer;
mod present;
mod publishing;
mod reading;
mod request;
mod showing;
mod terminal;
mod visible;

use std::process::ExitCode;

/// Reports are made of many small texts; the system's allocator spends a fifth of the time on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    args::parse().map_or_else(|code| code, command::run).into()
}
