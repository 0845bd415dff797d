//! Whom a creator works for: sponsored posts, rivals, exclusivities.

use saring_model::creator::{CampaignRecord, Disclosure, Exclusivity, Post, Sponsor};
use saring_model::{Date, Name, Timestamp};

use crate::Column;
use crate::text::same_brand;

/// Share of the posts that are sponsored, among those that say whether they are, 0 to 1; none where none says.
pub fn sponsored_share<'a>(posts: impl Iterator<Item = &'a Post>) -> Option<f64> {
    flags(posts.map(|post| post.sponsored)).mean()
}

/// Posts that say whether they are sponsored.
pub fn detectable<'a>(posts: impl Iterator<Item = &'a Post>) -> usize {
    posts.filter(|post| post.sponsored.is_some()).count()
}

/// Share of the sponsored posts that are known to be not disclosed, among those whose disclosure is known, 0 to 1.
pub fn undisclosed_share<'a>(posts: impl Iterator<Item = &'a Post>) -> Option<f64> {
    let sponsored = posts.filter(|post| post.sponsored == Some(true));
    flags(sponsored.map(|post| Some(post.disclosure? == Disclosure::None))).mean()
}

fn flags(items: impl Iterator<Item = Option<bool>>) -> Column {
    items.map(|flag| flag.map(|flag| f64::from(u8::from(flag)))).collect()
}

/// Whether a sponsor is one of the brands.
pub fn is_one_of(sponsor: &Sponsor, brands: &[Name]) -> bool {
    let domain = sponsor.domain.as_deref();
    brands.iter().any(|brand| same_brand(&sponsor.name, brand) || domain.is_some_and(|name| same_brand(name, brand)))
}

/// The last work for one of some brands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RivalWork<'a> {
    /// The brand as the record names it.
    pub brand: &'a str,
    /// Days from the work to `as_of`.
    pub days_ago: f64,
}

/// The most recent sponsored post, or past campaign, for one of the rivals; the first of equals, posts before campaigns.
pub fn last_rival_work<'a>(
    posts: impl Iterator<Item = &'a Post>,
    past_campaigns: &'a [CampaignRecord],
    rivals: &[Name],
    as_of: Timestamp,
) -> Option<RivalWork<'a>> {
    let in_posts = posts.filter_map(|post| {
        let sponsor = post.sponsors.as_deref()?.iter().find(|sponsor| is_one_of(sponsor, rivals))?;
        Some(RivalWork { brand: &sponsor.name, days_ago: as_of.days_since(post.at) })
    });
    let in_campaigns = past_campaigns.iter().filter_map(|record| {
        let brand = record.brand.as_ref().filter(|brand| rivals.iter().any(|rival| same_brand(brand, rival)))?;
        Some(RivalWork { brand, days_ago: as_of.days_since(record.ended?.start()) })
    });
    let known = in_posts.chain(in_campaigns).filter(|work| work.days_ago >= 0.0);
    known.min_by(|a, b| a.days_ago.total_cmp(&b.days_ago))
}

/// The first exclusivity of a category that another brand holds on a day between `from` and `until`.
///
/// An exclusivity whose holder is not named counts as another brand's: nobody signs one with themselves unsaid.
pub fn binding_exclusivity<'a>(
    exclusivities: &'a [Exclusivity],
    category: &str,
    brand: &str,
    from: Date,
    until: Date,
) -> Option<&'a Exclusivity> {
    exclusivities.iter().find(|held| {
        let in_category = held.category.as_str() == category;
        let by_another = held.brand.as_ref().is_none_or(|holder| !same_brand(holder, brand));
        let begun = held.from.is_none_or(|first| first <= until);
        let running = held.until.is_none_or(|last| last >= from);
        in_category && by_another && begun && running
    })
}
