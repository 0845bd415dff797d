//! Decisions as functions: facts and rules in, an explained ranking out.
//!
//! ```text
//! classify ▶ check ▶ decide ▶ rank ▶ report
//!                  ▶ layered ▶ audit report
//!                            rank ▶ preflight ▶ preflight report
//! watch   ▶ watch report      measure ▶ scorecard
//! ```
//!
//! Each stage is one file and takes the previous stage's type, so the wrong order
//! does not compile. Evaluation never fails as a whole: a rule's fault is that
//! check's `unknown`. The crate knows no runtime, no face, no clock and no thread;
//! batches are independent, and a caller may run them where it likes.

pub mod ask;
pub mod budget;
pub mod check;
pub mod classify;
pub mod context;
pub mod decide;
pub mod digest;
pub mod known;
pub mod measure;
pub mod offer;
pub mod preflight;
pub mod rank;
pub mod report;
pub mod tell;
pub mod watch;
pub mod worth;

mod composite;
mod layer;
mod next_data;
mod recourse;
mod round;
mod score;
mod tier_fit;
mod verdict;

pub use check::{Checked, check};
pub use classify::{Classified, classify};
pub use context::{Context, Setting, UnknownGoal};
pub use decide::{Decided, Layered, decide, layered};
pub use rank::{Ranked, rank};
pub use report::{AuditReport, Report};
pub use saring_vocabulary::chronicle;
