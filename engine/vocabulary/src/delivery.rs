//! How a creator worked in past campaigns.

use saring_model::creator::CampaignRecord;
use saring_model::{Count, Date};

use crate::confidence::day_number;

/// What past campaigns say of deliveries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deliveries {
    /// Campaigns that say whether everything came on time.
    pub counted: u64,
    /// Those of them in which it did.
    pub on_time: u64,
    /// Campaigns that say how many disputes there were.
    pub disputes_known: u64,
    /// Disputes in them.
    pub disputes: u64,
    /// Days from the end of the newest campaign that counts to `as_of`; none where no end is known.
    pub age_days: Option<i64>,
}

/// Campaigns that needed revisions and say whether there was a dispute, and those of them in which there was none: the
/// revisions were accepted.
pub fn accepted_revisions(past_campaigns: &[CampaignRecord], as_of: Date) -> (u64, u64) {
    let ended = past_campaigns.iter().filter(|record| record.ended.is_none_or(|ended| ended <= as_of));
    let revised = ended.filter(|record| record.revisions.is_some_and(|revisions| revisions.get() > 0));
    revised
        .filter_map(|record| record.disputes)
        .fold((0, 0), |(seen, accepted), disputes| (seen + 1, accepted + u64::from(disputes.get() == 0)))
}

/// Counts the deliveries up to `as_of`.
pub fn deliveries(past_campaigns: &[CampaignRecord], as_of: Date) -> Deliveries {
    let ended = past_campaigns.iter().filter(|record| record.ended.is_none_or(|ended| ended <= as_of));
    ended.fold(Deliveries::default(), |seen, record| {
        let disputes = record.disputes.map(Count::get);
        let age = record.ended.filter(|_| record.on_time.is_some()).map(|ended| day_number(as_of) - day_number(ended));
        Deliveries {
            counted: seen.counted + u64::from(record.on_time.is_some()),
            on_time: seen.on_time + u64::from(record.on_time == Some(true)),
            disputes_known: seen.disputes_known + u64::from(disputes.is_some()),
            disputes: seen.disputes.saturating_add(disputes.unwrap_or_default()),
            age_days: [seen.age_days, age].into_iter().flatten().min(),
        }
    })
}
