//! Countries: one person is in one, so that audiences overlap within a country only.

use saring_model::Country;

use super::Audience;

/// Followers that two audiences can share at most: country by country the smaller part, and what the shares leave
/// open may be in any country. The smaller of the two where countries of either are not known.
pub(super) fn shared_most(one: &Audience, other: &Audience) -> f64 {
    let smaller = one.followers.min(other.followers) as f64;
    if one.countries.is_empty() || other.countries.is_empty() {
        return smaller;
    }
    let ((mine, mine_open), (theirs, theirs_open)) = (one.by_country(), other.by_country());
    let of = |country: Country| theirs.iter().find(|(known, _)| *known == country).map_or(0.0, |(_, people)| *people);
    let matched: f64 = mine.iter().map(|(country, people)| people.min(of(*country))).sum();
    // Whoever the shares leave open matches anybody who is not matched yet.
    (matched + mine_open + theirs_open).min(smaller)
}

/// People per country, and those whose country is not said.
pub(super) fn parts(shares: &[(Country, f64)], people: f64) -> (Vec<(Country, f64)>, f64) {
    let whole: f64 = shares.iter().map(|(_, share)| *share).sum();
    // Providers round their shares, and these may come to a little more than the whole.
    let scale = people / whole.max(1.0);
    let mut countries: Vec<(Country, f64)> = Vec::with_capacity(shares.len());
    for (country, share) in shares {
        match countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, sum)) => *sum += share * scale,
            None => countries.push((*country, share * scale)),
        }
    }
    (countries, (people - whole.min(1.0) * people).max(0.0))
}
