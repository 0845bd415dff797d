//! The HTTP face: a real server on a free port of this machine, for every test.

mod abuse;
mod audit;
mod connection;
mod decide;
mod describe;
mod guard;
pub(crate) mod harness;
mod import;
mod logs;
mod plan;
mod preflight;
mod problems;
mod publish;
mod running;
mod trace;
mod work;
