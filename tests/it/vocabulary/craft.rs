//! Formats, series, and features of a platform.

use saring_model::creator::Post;
use saring_vocabulary::craft::{native_use, variety};
use serde_json::{Value, json};

use super::read;

fn posts(all: &[Value]) -> Vec<Post> {
    let dated = |post: &Value| {
        let mut post = post.clone();
        post["at"] = json!("2026-01-01T00:00:00Z");
        post
    };
    all.iter().map(|post| read(dated(post))).collect()
}

#[test]
fn a_series_is_neither_a_single_post_nor_a_signature() {
    let tagged = |tags: &[&str]| json!({ "hashtags": tags });
    let masak = || tagged(&["Masák", "kulit"]);
    let other = || tagged(&["kulit", "kulit"]);
    let table = [
        (vec![], None),
        (vec![json!({}), json!({})], None),
        (vec![json!({ "format": "reel" }), json!({ "format": "image" }), json!({})], Some(2)),
        (vec![tagged(&[]), json!({})], Some(0)),
        // Twice is no series yet, three times of six is one, and what stands below all six is none.
        (vec![masak(), masak(), other(), other(), other(), other()], Some(0)),
        (vec![masak(), masak(), tagged(&["MASAK", "kulit"]), other(), other(), other()], Some(1)),
        (vec![masak(), masak(), masak(), other(), other()], Some(0)),
    ];
    for (all, wanted) in table {
        assert_eq!(variety(posts(&all).iter(), 3, 0.5), wanted, "{all:?}");
    }
}

#[test]
fn features_are_counted_where_they_are_told() {
    let all = posts(&[json!({ "native_features": ["poll"] }), json!({ "native_features": [] }), json!({})]);
    let used = native_use(all.iter());
    assert_eq!((used.len(), used.known(), used.mean()), (3, 2, Some(0.5)));
}
