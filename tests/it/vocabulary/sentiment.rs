//! The mood of comments, and what is left of it when the classifier's error is taken out.

use saring_model::creator::{Comment, Post};
use saring_vocabulary::sentiment::{corrected, on_category, shares, tally};
use serde_json::{Value, json};

use super::read;

fn comments(document: Value) -> Vec<Comment> {
    read(document)
}

#[test]
fn comments_on_the_category_are_told_by_their_topics_or_by_the_posts_above() {
    let topics: Vec<saring_model::Id> = read(json!(["t1", "t2"]));
    let posts: Vec<Post> = read(json!([
        { "id": "p1", "at": "2026-03-01T00:00:00Z", "topics": ["t2"] },
        { "id": "p2", "at": "2026-03-01T00:00:00Z", "topics": ["t9"] },
        { "at": "2026-03-01T00:00:00Z", "topics": ["t1"] },
    ]));
    let some = comments(json!([
        { "topics": ["t9", "t1"], "sentiment": "positive" },
        { "topics": ["t9"], "sentiment": "negative" },
        { "topics": ["t2"], "inauthentic": true, "sentiment": "positive" },
        { "topics": ["t2"], "inauthentic": false },
        { "post": "p1", "sentiment": "negative" },
    ]));
    let on = on_category(&some, &posts, &topics);
    assert_eq!((on.comments.len(), on.by_posts), (2, false), "one comment with topics makes the others' silence count");
    assert_eq!(tally(on.comments.iter().copied()), [1, 0, 0]);
    let none = comments(json!([
        { "post": "p1", "sentiment": "negative" }, { "post": "p2", "sentiment": "positive" },
        { "sentiment": "neutral" }, { "post": "p1", "sentiment": "neutral", "inauthentic": true },
    ]));
    let on = on_category(&none, &posts, &topics);
    assert_eq!((tally(on.comments.iter().copied()), on.by_posts), ([0, 0, 1], true));
    assert!(on_category(&none, &posts, &[]).comments.is_empty());
    assert_eq!(shares([3, 0, 1]), Some([0.75, 0.0, 0.25]));
    assert_eq!(shares([0, 0, 0]), None);
}

const IDENTITY: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
/// Rows are true classes: of true positives 80 % are called so, 15 % neutral, 5 % negative.
const CLASSIFIER: [[f64; 3]; 3] = [[0.8, 0.15, 0.05], [0.1, 0.8, 0.1], [0.05, 0.15, 0.8]];

#[test]
fn the_true_shares_come_back_through_the_matrix() {
    let truth = [0.5, 0.2, 0.3];
    // What the classifier would say of them, column by column: 0.5 · 0.8 + 0.2 · 0.1 + 0.3 · 0.05, and so on.
    let observed = [0.435, 0.28, 0.285];
    for (confusion, said) in [
        (IDENTITY, truth),
        (CLASSIFIER, observed),
        // Counts of a labelled sample, of another size per class, are as good as shares.
        ([[160.0, 30.0, 10.0], [1.0, 8.0, 1.0], [2.0, 6.0, 32.0]], observed),
        // A classifier that calls everything by the next name is still fully informative.
        ([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], [0.3, 0.5, 0.2]),
    ] {
        let found = corrected(said, confusion).unwrap();
        assert!(!found.clamped, "{found:?}");
        for (found, truth) in found.of.iter().zip(truth) {
            assert!((found - truth).abs() < 1e-12, "{found} is not {truth} by {confusion:?}");
        }
    }
}

#[test]
fn shares_below_nothing_are_clamped_and_said_to_be() {
    // Nothing is ever called positive less than 5 % of the time by this classifier, so that no true shares fit.
    let found = corrected([0.0, 0.2, 0.8], CLASSIFIER).unwrap();
    assert!(found.clamped && found.of[0] == 0.0, "{found:?}");
    assert!((found.of.iter().sum::<f64>() - 1.0).abs() < 1e-12 && found.of.iter().all(|share| *share >= 0.0));
    let edge = corrected([0.8, 0.15, 0.05], CLASSIFIER).unwrap();
    assert!(!edge.clamped && (edge.of[0] - 1.0).abs() < 1e-12, "rounding is no clamping: {edge:?}");
}

#[test]
fn a_matrix_that_tells_nothing_gives_nothing() {
    let observed = [0.5, 0.3, 0.2];
    for (why, confusion) in [
        ("two classes are called alike", [[0.7, 0.2, 0.1], [0.7, 0.2, 0.1], [0.1, 0.2, 0.7]]),
        ("one class is a mixture of the others", [[1.0, 0.0, 0.0], [0.5, 0.0, 0.5], [0.0, 0.0, 1.0]]),
        ("everything is called neutral", [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]),
        ("a class without a row", [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
        ("a number below 0", [[1.2, -0.2, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("a number that is none", [[f64::NAN, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("a number without end", [[f64::INFINITY, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ] {
        assert_eq!(corrected(observed, confusion), None, "{why}");
    }
}
