//! How many people several posts of one creator reach, each counted once.

/// Posts that reach so many people each.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// People that one of the posts reaches.
    pub people: f64,
    /// How many posts.
    pub posts: f64,
}

/// People reached by all posts together, where every post after the first finds the share `repeated` (0 to 1) of those
/// whom the ones before it left over to be people who were reached already.
///
/// Posts are taken by falling reach, and the one with `k` before it adds its reach times `(1 - repeated)^k`: with none
/// repeated the sum, with all repeated the largest. For equal posts it is Sainsbury's formula for random duplication in a
/// population of reach over `repeated`: source: Agostini (1961), "How to estimate unduplicated audiences", J. Advert. Res.
pub fn people(mut all: Vec<Exposure>, repeated: f64) -> f64 {
    all.retain(|each| each.people > 0.0 && each.posts > 0.0);
    all.sort_by(|a, b| b.people.total_cmp(&a.people));
    let kept = 1.0 - repeated.clamp(0.0, 1.0);
    let (mut before, mut sum) = (0.0, 0.0);
    for Exposure { people, posts } in all {
        // kept^before + kept^(before + 1) + … for so many posts, as a geometric sum.
        let weight = match kept {
            1.0 => posts,
            kept => (libm::pow(kept, before) - libm::pow(kept, before + posts)) / (1.0 - kept),
        };
        sum += people * weight;
        before += posts;
    }
    sum
}

/// The most that one of the posts reaches: what all reach together at least.
pub fn largest(all: &[Exposure]) -> f64 {
    all.iter().filter(|each| each.posts > 0.0).map(|each| each.people).fold(0.0, f64::max)
}

/// The plain sum over the posts: what all reach together at most.
pub fn sum(all: &[Exposure]) -> f64 {
    all.iter().map(|each| each.people * each.posts).sum()
}
