//! What was found in posts that a brand would not stand beside, and how much of it counts today.

use saring_model::campaign::Brand;
use saring_model::creator::{Post, Risk, SafetyFinding};
use saring_model::{Id, Timestamp};

use crate::statistics::decay;

/// Every risk level, gravest first, with its id in the IAB Content Taxonomy 2.2 and its name as documents write it.
pub const RISKS: [(Risk, &str, &str); 4] = [
    (Risk::Floor, "bsr001", "floor"),
    (Risk::High, "bsr002", "high"),
    (Risk::Medium, "bsr003", "medium"),
    (Risk::Low, "bsr004", "low"),
];

const SCHEME: &str = "garm:";

/// A category without its scheme: `ID.JUDOL` for `garm:ID.JUDOL`.
pub fn category(id: &str) -> &str {
    match id.split_at_checked(SCHEME.len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => rest,
        _ => id,
    }
}

/// Whether two ids mean the same category, with its scheme or without, in capitals or not: a veto must not hang on how a
/// classifier writes.
pub fn same_category(a: &str, b: &str) -> bool {
    category(a).eq_ignore_ascii_case(category(b))
}

/// The findings of a post, with those of a post that nobody classified left out: absent means never looked at, an empty
/// list means that nothing was found.
pub fn findings(post: &Post) -> &[SafetyFinding] {
    post.safety.as_deref().unwrap_or_default()
}

/// The classifier's confidence in a finding, 0 to 1; `unsaid` where it gives none.
pub fn certainty(finding: &SafetyFinding, unsaid: f64) -> f64 {
    finding.confidence.map_or(unsaid, |confidence| confidence.get())
}

/// What the findings weigh today, per hundred posts: `Σ w·confidence·0.5^(age / half-life) / (posts / 100)`, with ages
/// and the half-life in days; none where there is no post. `weight` gives a finding's w, 0 for one that does not count.
pub fn load<'a>(
    posts: impl Iterator<Item = &'a Post>,
    as_of: Timestamp,
    half_life_days: f64,
    unsaid: f64,
    weight: impl Fn(&SafetyFinding) -> f64,
) -> Option<f64> {
    let (mut count, mut sum) = (0.0, 0.0);
    for post in posts {
        count += 1.0;
        let found: f64 = findings(post).iter().map(|finding| weight(finding) * certainty(finding, unsaid)).sum();
        if found > 0.0 {
            sum += found * decay(as_of.days_since(post.at), half_life_days);
        }
    }
    (count > 0.0).then(|| sum / (count / 100.0))
}

/// How many posts there are, where each counts half as much every `half_life_days`.
pub fn decayed_count<'a>(posts: impl Iterator<Item = &'a Post>, as_of: Timestamp, half_life_days: f64) -> f64 {
    posts.map(|post| decay(as_of.days_since(post.at), half_life_days)).sum()
}

/// The newest finding that `wanted` holds for, and the first of its post; posts come newest first.
pub fn newest<'a>(
    mut posts: impl Iterator<Item = &'a Post>,
    wanted: impl Fn(&SafetyFinding) -> bool,
) -> Option<(&'a Post, &'a SafetyFinding)> {
    posts.find_map(|post| Some((post, findings(post).iter().find(|finding| wanted(finding))?)))
}

/// Farthest that a category's ancestors are asked for a limit, so that no table can send the search in circles.
const ANCESTORS_MAX: usize = 4;

/// The highest risk that a brand accepts in a category: its own limit, else that of the nearest category above it; the
/// stricter one where it is written twice. None where the brand says nothing of them.
pub fn limit<'a>(brand: &Brand, id: &'a str, parent: impl Fn(&str) -> Option<&'a str>) -> Option<Risk> {
    let limits = brand.safety.as_ref()?;
    let mut at = Some(category(id));
    for _ in 0..ANCESTORS_MAX {
        let own = at?;
        let written = limits.iter().filter(|(id, _)| same_category(id, own)).map(|(_, limit)| limit);
        // A graver risk comes first in the order, so the stricter limit is the larger one.
        if let Some(limit) = written.max() {
            return Some(limit);
        }
        at = parent(own);
    }
    None
}

/// Share of the posts that are known to be in none of the languages, 0 to 1; none where there is no post. A post whose
/// language is not known counts as in one of them.
pub fn foreign_share<'a>(posts: impl Iterator<Item = &'a Post>, languages: &[&str]) -> Option<f64> {
    let is_foreign = |post: &Post| {
        let known =
            |lang: &saring_model::Language| languages.iter().any(|own| [lang.primary(), lang.as_str()].contains(own));
        post.lang.as_ref().is_some_and(|lang| !known(lang))
    };
    let (all, foreign) =
        posts.fold((0.0, 0.0), |(all, foreign), post| (all + 1.0, foreign + f64::from(u8::from(is_foreign(post)))));
    crate::statistics::share(foreign, all)
}

/// Whether a post is about one of the topics.
pub fn is_about(post: &Post, topics: &[Id]) -> bool {
    post.topics.as_deref().unwrap_or_default().iter().any(|topic| topics.contains(topic))
}
