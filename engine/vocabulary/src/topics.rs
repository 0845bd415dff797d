//! What posts are about, as a vector of topics that can be compared with a brand's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use saring_model::Id;
use saring_model::creator::Post;

/// Wider topics that are followed at most: a taxonomy has four levels, and a table may hold a circle by mistake.
const WIDER_MAX: usize = 8;

/// How much there is of each topic.
pub type Vector = BTreeMap<String, f64>;

/// The topics of each post that says any, each once.
fn told<'a>(posts: impl Iterator<Item = &'a Post>) -> impl Iterator<Item = BTreeSet<&'a str>> {
    let topics = posts.filter_map(|post| post.topics.as_deref());
    topics.map(|topics| topics.iter().map(Id::as_str).collect::<BTreeSet<&str>>()).filter(|topics| !topics.is_empty())
}

/// In how many posts each topic occurs, and how many posts say any.
pub fn counted<'a>(posts: impl Iterator<Item = &'a Post>) -> (Vector, usize) {
    let mut vector = Vector::new();
    let mut saying = 0;
    for topics in told(posts) {
        saying += 1;
        for topic in topics {
            *vector.entry(topic.to_owned()).or_default() += 1.0;
        }
    }
    (vector, saying)
}

/// Share of the posts that say topics which have one of the `n` most frequent, 0 to 1; of equally frequent topics the
/// first by name counts. None where no post says any.
pub fn top_share<'a>(posts: impl Iterator<Item = &'a Post> + Clone, n: usize) -> Option<f64> {
    let (vector, saying) = counted(posts.clone());
    let mut topics: Vec<(&String, &f64)> = vector.iter().collect();
    topics.sort_by_key(|(_, count)| Reverse(**count as u64));
    let top: BTreeSet<&str> = topics.iter().take(n).map(|(topic, _)| topic.as_str()).collect();
    let hits = told(posts).filter(|topics| !topics.is_disjoint(&top)).count();
    crate::statistics::share(hits as f64, saying as f64)
}

/// Adds to each topic's wider topics what there is of it, times `weight` for every step up.
///
/// So a post on skin care is in part a post on beauty, and two topics under one roof are a little alike.
#[must_use]
pub fn with_wider(vector: &Vector, wider: impl Fn(&str) -> Option<String>, weight: f64) -> Vector {
    let mut all = vector.clone();
    for (topic, amount) in vector {
        let mut amount = *amount;
        let mut above = wider(topic);
        for _ in 0..WIDER_MAX {
            let Some(topic) = above else { break };
            amount *= weight;
            above = wider(&topic);
            *all.entry(topic).or_default() += amount;
        }
    }
    all
}

/// Cosine of the angle between two vectors, 0 to 1; none where one is empty.
pub fn cosine(a: &Vector, b: &Vector) -> Option<f64> {
    let norm = |vector: &Vector| libm::sqrt(vector.values().map(|amount| amount * amount).sum());
    let product: f64 = a.iter().filter_map(|(topic, amount)| Some(amount * b.get(topic)?)).sum();
    let norms = norm(a) * norm(b);
    (norms > 0.0).then(|| (product / norms).clamp(0.0, 1.0))
}
