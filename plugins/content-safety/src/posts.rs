//! What is known of each post: findings that others made, or what the plugin reads in its words.

use saring_plugin::dates::{date_at, days_between};
use saring_plugin::facts::{Instant, Post};
use saring_plugin::measures::statistics::decay;
use saring_plugin::{Creator, PostsView};

use crate::category::{Finding, Place, Risk};
use crate::classify::{Classifier, Texts, Weights};
use crate::params::Params;

const SCHEME: &str = "garm:";

/// A finding in a post, whoever made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The category, without `garm:`.
    pub category: String,
    /// The risk.
    pub risk: Risk,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Where it stands; none in a finding that others made.
    pub place: Option<Place>,
}

/// A post that was looked at or read, with what was found in it.
pub struct Seen<'a> {
    /// The post.
    pub post: &'a Post,
    /// Its number among the posts of the window, newest first, from 0.
    pub number: usize,
    /// Whether only its words were read.
    pub is_read: bool,
    /// What was found.
    pub findings: Vec<Known>,
}

impl Seen<'_> {
    /// The post's own id, else the pointer to it among the posts, newest first; never its words.
    pub fn name(&self) -> String {
        self.post.id.clone().unwrap_or_else(|| format!("/posts/{}", self.number))
    }

    /// The day on which it was published, as `2026-03-01`.
    pub fn day(&self) -> String {
        day(self.post.at)
    }
}

/// The posts that somebody looked at, and those without such findings whose caption the plugin reads: in a language that
/// it knows, newest first, up to a number of characters.
pub fn seen<'a, W: Weights>(
    posts: &PostsView<'a>,
    classifier: Option<&Classifier<W>>,
    params: &Params,
) -> Vec<Seen<'a>> {
    let mut left = params.characters_max;
    let mut seen = Vec::new();
    for (number, post) in posts.iter().enumerate() {
        if let Some(findings) = &post.safety {
            let findings = findings.iter().map(|finding| Known {
                category: category(&finding.garm).to_owned(),
                risk: finding.risk.into(),
                confidence: finding.confidence.unwrap_or(params.confidence_unsaid),
                place: None,
            });
            seen.push(Seen { post, number, is_read: false, findings: findings.collect() });
        } else if let Some(classifier) = classifier
            && let Some(findings) = read(post, classifier, params, &mut left)
        {
            seen.push(Seen { post, number, is_read: true, findings });
        }
    }
    seen
}

/// What the plugin finds in a post's words; none where it cannot read them.
fn read<W: Weights>(post: &Post, classifier: &Classifier<W>, params: &Params, left: &mut usize) -> Option<Vec<Known>> {
    let caption = post.caption.as_deref().filter(|caption| !caption.trim().is_empty())?;
    if is_foreign(post, params) {
        return None;
    }
    // A caption often holds its own hashtags; what it says already is not read twice.
    let hashtags: Vec<String> =
        post.hashtags.iter().flatten().filter(|tag| !caption.contains(tag.as_str())).cloned().collect();
    let length = caption.len() + hashtags.iter().map(String::len).sum::<usize>();
    *left = left.checked_sub(length).or_else(|| {
        *left = 0;
        None
    })?;
    let lang = post.lang.as_deref().map(primary);
    let findings = classifier.findings(Texts { caption, hashtags: &hashtags, lang });
    let known =
        |Finding { category, risk, confidence, place }| Known { category, risk, confidence, place: Some(place) };
    Some(findings.into_iter().map(known).collect())
}

/// Whether a post is known to be in none of the languages. One whose language is not known counts as in one of them.
pub fn is_foreign(post: &Post, params: &Params) -> bool {
    let knows = |lang: &String| params.languages.iter().any(|own| own == lang || own == primary(lang));
    post.lang.as_ref().is_some_and(|lang| !knows(lang))
}

/// What the findings weigh today, per hundred posts; none where no post was seen.
pub fn load(seen: &[Seen<'_>], as_of: Instant, half_life_days: f64, weight: impl Fn(Risk) -> f64) -> Option<f64> {
    let weighed = seen.iter().map(|seen| {
        let found: f64 = seen.findings.iter().map(|finding| weight(finding.risk) * finding.confidence).sum();
        if found > 0.0 { found * decay(days_between(seen.post.at, as_of), half_life_days) } else { 0.0 }
    });
    (!seen.is_empty()).then(|| weighed.sum::<f64>() / (seen.len() as f64 / 100.0))
}

/// Days since the facts of the posts were true: by the newest provenance of a post, else the account's, else no older
/// than the newest post is; none where no post was seen.
pub fn age_days(seen: &[Seen<'_>], creator: &Creator<'_>) -> Option<f64> {
    let by_post = seen.iter().filter_map(|seen| seen.post.provenance.as_ref()?.as_of).max();
    let stated = by_post.or_else(|| creator.account().provenance.as_ref()?.as_of);
    let newest = seen.first().map(|seen| days_between(seen.post.at, creator.as_of()));
    stated.map(|at| days_between(at, creator.as_of()).max(0.0)).or(newest)
}

/// A category without its scheme: `ID.JUDOL` for `garm:ID.JUDOL`.
pub fn category(id: &str) -> &str {
    match id.split_at_checked(SCHEME.len()) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case(SCHEME) => rest,
        _ => id,
    }
}

fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// The date of an instant in UTC. Source: Hinnant, "chrono-compatible low-level date algorithms".
fn day(at: Instant) -> String {
    let days = i64::from(date_at(at)) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
