//! The report and everything that it is made of, for faces.

pub use saring_eval::report::*;
pub use saring_eval::worth::{PriceSource, Pricing};
pub use saring_pack::Condition;
pub use saring_pack::answer::{Actor, Status, TableRow, Unit};
pub use saring_pack::rule::{FaultCode, Position};
pub use saring_planner::plan::report::*;
