//! A provider's count of a set: followers in all, unique people, and per creator the share that follows nobody else of it.
//!
//! Of the whole set the unique people are known. Of a part `T` there are bounds: the exclusive followers `e` of its members
//! are unique for certain; the others `s = followers − e` share the pool `P = unique − Σe` of people who follow two or more.

use super::sketch::Estimate;

/// Farthest that a provider's followers may be from the accounts' and still describe them, as a fraction.
const FOLLOWERS_APART_MAX: f64 = 0.2;
/// What providers round away, as a fraction.
const ROUNDING: f64 = 0.02;

/// What a provider says of the audiences of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct SetTotal {
    /// The creators of the set, two or more.
    pub members: Vec<Member>,
    /// People who follow at least one of them.
    pub unique: f64,
}

/// One creator of a counted set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// Its place among the audiences; none where it is not a candidate.
    pub audience: Option<usize>,
    /// Its followers as the provider counted them.
    pub followers: f64,
    /// Share of its followers that follow no other of the set, 0 to 1.
    pub unique_share: Option<f64>,
}

impl SetTotal {
    /// What speaks against the count, if anything does.
    pub(super) fn contradiction(&self, followers: impl Fn(usize) -> f64) -> Option<&'static str> {
        let sum: f64 = self.members.iter().map(|member| member.followers).sum();
        let largest = self.members.iter().map(|member| member.followers).fold(0.0, f64::max);
        let apart = |member: &Member| {
            let ours = member.audience.map_or(member.followers, &followers);
            (ours - member.followers).abs() > FOLLOWERS_APART_MAX * ours
        };
        let exclusive: f64 =
            self.members.iter().map(|member| member.followers * member.unique_share.unwrap_or_default()).sum();
        if self.members.len() < 2 {
            Some("it has fewer than two creators")
        } else if self.unique > sum * (1.0 + ROUNDING) {
            Some("its unique people are more than its followers")
        } else if self.unique < largest * (1.0 - ROUNDING) {
            Some("its unique people are fewer than the largest audience")
        } else if exclusive > self.unique * (1.0 + ROUNDING) {
            Some("its exclusive followers are more than its unique people")
        } else if self.members.iter().any(apart) {
            Some("its followers are far from those of the accounts")
        } else {
            None
        }
    }

    /// Unique people of the members for which `is_part` holds, by the provider's counts of followers.
    pub(super) fn part(&self, is_part: impl Fn(&Member) -> bool) -> Estimate {
        let (inside, outside): (Vec<&Member>, Vec<&Member>) = self.members.iter().partition(|member| is_part(member));
        if outside.is_empty() {
            return Estimate { value: self.unique, low: self.unique, high: self.unique };
        }
        let sum = |members: &[&Member]| -> f64 { members.iter().map(|member| member.followers).sum() };
        let largest = inside.iter().map(|member| member.followers).fold(0.0, f64::max);
        let (mut low, mut high) = (largest.max(self.unique - sum(&outside)), self.unique.min(sum(&inside)));
        let split = |members: &[&Member]| -> Option<Vec<(f64, f64)>> {
            let split = |member: &&Member| {
                let exclusive = member.followers * member.unique_share?;
                Some((exclusive, member.followers - exclusive))
            };
            members.iter().map(split).collect()
        };
        let mut value = None;
        if let (Some(ours), Some(theirs)) = (split(&inside), split(&outside)) {
            let exclusive: f64 = ours.iter().map(|(exclusive, _)| *exclusive).sum();
            let of_others: f64 = theirs.iter().map(|(exclusive, _)| *exclusive).sum();
            let pool = (self.unique - exclusive - of_others).max(0.0);
            let shared: f64 = ours.iter().map(|(_, shared)| *shared).sum();
            high = high.min(exclusive + pool.min(shared));
            low = low.max(exclusive + pool - pool.min(pairs_most(&theirs)));
            low = low.max(exclusive + ours.iter().map(|(_, shared)| *shared).fold(0.0, f64::max));
            // As if everybody in the pool followed each member by chance.
            let missed: f64 = ours.iter().map(|(_, shared)| 1.0 - (shared / pool).min(1.0)).product();
            value = (pool > 0.0).then_some(exclusive + pool * (1.0 - missed));
        }
        // The parts are rounded, and may contradict each other by what was rounded away.
        let high = high.max(low);
        let value = value.unwrap_or(f64::midpoint(low, high)).clamp(low, high);
        Estimate { value, low, high }
    }
}

/// Most people who follow two or more of these.
fn pairs_most(members: &[(f64, f64)]) -> f64 {
    let sum: f64 = members.iter().map(|(_, shared)| *shared).sum();
    let largest = members.iter().map(|(_, shared)| *shared).fold(0.0, f64::max);
    (sum / 2.0).min(sum - largest)
}
