//! People whom several posts reach, each counted once.

use saring_vocabulary::exposure::{Exposure, largest, people, sum};

fn posts(all: &[(f64, f64)]) -> Vec<Exposure> {
    all.iter().map(|&(people, posts)| Exposure { people, posts }).collect()
}

#[test]
fn every_further_post_adds_less() {
    /// Reach of a post with the posts of its kind, the repeated share, the people reached.
    type Row = (&'static [(f64, f64)], f64, f64);
    let table: [Row; 9] = [
        (&[], 0.5, 0.0),
        (&[(100.0, 1.0)], 0.5, 100.0),
        (&[(100.0, 2.0)], 0.5, 150.0),
        (&[(100.0, 3.0)], 0.0, 300.0),
        (&[(100.0, 3.0)], 1.0, 100.0),
        // 100 + 50 of the larger kind, and a quarter of 60, whichever is named first.
        (&[(60.0, 1.0), (100.0, 2.0)], 0.5, 165.0),
        (&[(100.0, 2.0), (60.0, 1.0)], 0.5, 165.0),
        (&[(100.0, 0.0), (60.0, 1.0)], 0.5, 60.0),
        (&[(0.0, 5.0)], 0.5, 0.0),
    ];
    for (all, repeated, wanted) in table {
        let found = people(posts(all), repeated);
        assert!((found - wanted).abs() < 1e-9, "{all:?} at {repeated}: {found}, not {wanted}");
    }
}

/// With r of N people reached at random by each post, n posts reach N (1 - (1 - r / N)^n) (Sainsbury).
#[test]
fn equal_posts_follow_random_duplication() {
    for n in 1..8 {
        let wanted = 1_000.0 * (1.0 - 0.7_f64.powi(n));
        assert!((people(posts(&[(300.0, f64::from(n))]), 0.3) - wanted).abs() < 1e-9, "{n} posts");
    }
}

#[test]
fn reach_lies_between_the_largest_post_and_the_sum() {
    let all = posts(&[(10.0, 4.0), (900.0, 1.0), (300.0, 2.0)]);
    assert_eq!((largest(&all), sum(&all)), (900.0, 1_540.0));
    for repeated in [0.0, 0.1, 0.5, 0.9, 1.0] {
        let found = people(all.clone(), repeated);
        assert!((900.0..=1_540.0).contains(&found), "{found} at {repeated}");
    }
}
