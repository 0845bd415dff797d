//! Days of a country that a campaign should know of.

use saring_model::Date;

/// Whether two spans of days, first and last included, share a day. A span that ends before it begins shares none.
pub fn overlap(a: (Date, Date), b: (Date, Date)) -> bool {
    let begins = a.0.max(b.0);
    let ends = a.1.min(b.1);
    begins <= ends
}
