//! What posts are about, and how near that is to a brand.

use std::collections::BTreeSet;
use std::path::Path;

use saring_model::creator::Post;
use saring_vocabulary::topics::{Vector, cosine, counted, top_share, with_wider};
use serde_json::json;

use super::{near, read};

fn posts(topics: &[&[&str]]) -> Vec<Post> {
    topics.iter().map(|topics| read(json!({ "at": "2026-01-01T00:00:00Z", "topics": topics }))).collect()
}

fn vector(topics: &[(&str, f64)]) -> Vector {
    topics.iter().map(|(topic, amount)| ((*topic).to_owned(), *amount)).collect()
}

#[test]
fn topics_are_counted_once_a_post() {
    let mut all = posts(&[&["a", "b", "a"], &["a"], &[]]);
    all.push(read(json!({ "at": "2026-01-01T00:00:00Z" })));
    assert_eq!(counted(all.iter()), (vector(&[("a", 2.0), ("b", 1.0)]), 2), "two of four posts say any");
    assert_eq!(counted(posts(&[]).iter()), (Vector::new(), 0));
}

#[test]
fn focus_is_the_share_of_posts_with_a_frequent_topic() {
    let all = posts(&[&["a"], &["a"], &["b", "c"], &["c"], &["d"], &[]]);
    let table = [(0, Some(0.0)), (1, Some(0.4)), (2, Some(0.8)), (3, Some(0.8)), (9, Some(1.0))];
    for (top, wanted) in table {
        let found = top_share(all.iter(), top);
        assert!(near(found, wanted), "top {top}: {found:?}, not {wanted:?}");
    }
    assert_eq!(top_share(posts(&[&[]]).iter(), 3), None);
}

#[test]
fn a_topic_counts_in_part_towards_wider_ones() {
    let wider = |topic: &str| match topic {
        "skin" | "hair" => Some("beauty".to_owned()),
        "beauty" => Some("style".to_owned()),
        "circle" => Some("circle".to_owned()),
        _ => None,
    };
    let skin = with_wider(&vector(&[("skin", 1.0)]), wider, 0.5);
    assert_eq!(skin, vector(&[("skin", 1.0), ("beauty", 0.5), ("style", 0.25)]));
    let both = with_wider(&vector(&[("skin", 2.0), ("hair", 2.0), ("style", 1.0)]), wider, 0.5);
    assert_eq!(both, vector(&[("skin", 2.0), ("hair", 2.0), ("beauty", 2.0), ("style", 2.0)]));
    assert_eq!(with_wider(&vector(&[("skin", 1.0)]), wider, 0.0)["beauty"], 0.0);
    assert!(with_wider(&vector(&[("circle", 1.0)]), wider, 0.5)["circle"] < 2.0, "a circle ends");

    let beauty = with_wider(&vector(&[("beauty", 1.0)]), wider, 0.5);
    let hair = with_wider(&vector(&[("hair", 1.0)]), wider, 0.5);
    let fit = |other| cosine(&skin, other).unwrap();
    assert!(fit(&skin) > fit(&beauty) && fit(&beauty) > fit(&hair) && fit(&hair) > 0.0);
    assert!(near(cosine(&skin, &beauty), Some(0.625 / 1.640_625_f64.sqrt())));
}

#[test]
fn the_angle_between_lists_says_how_alike_they_are() {
    let a = vector(&[("a", 3.0), ("b", 4.0)]);
    let table = [
        (vector(&[("a", 30.0), ("b", 40.0)]), Some(1.0)),
        (vector(&[("b", 1.0)]), Some(0.8)),
        (vector(&[("c", 1.0)]), Some(0.0)),
        (Vector::new(), None),
    ];
    for (b, wanted) in table {
        assert!(near(cosine(&a, &b), wanted), "{b:?}");
    }
}

/// The taxonomies of the standard pack hang together: every topic of a product and every parent is a topic.
#[test]
fn the_tables_of_topics_hang_together() {
    let table = |name: &str| -> Vec<[String; 3]> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../rules/standard/tables/{name}.csv"));
        let text = std::fs::read_to_string(path).unwrap();
        // The first three cells are enough; a name may hold a comma, an id does not.
        let row = |line: &str| {
            let mut cells = line.splitn(3, ',').map(str::to_owned);
            [(); 3].map(|()| cells.next().unwrap_or_default())
        };
        text.lines().skip(1).map(row).collect()
    };
    let topics = table("content_topics");
    let known: BTreeSet<&str> = topics.iter().map(|[topic, ..]| topic.as_str()).collect();
    assert_eq!((topics.len(), known.len()), (704, 704), "each topic once");
    for [topic, parent, _] in &topics {
        assert!(parent.is_empty() || known.contains(parent.as_str()), "{topic} is under {parent}");
    }
    let products = table("product_topics");
    let named: BTreeSet<&str> = products.iter().map(|[product, ..]| product.as_str()).collect();
    assert_eq!(named.len(), products.len(), "each product once");
    for [product, name, rest] in &products {
        let listed = format!("{name},{rest}");
        let of_product: Vec<&str> = listed.split([',', ' ', '"']).filter(|cell| cell.starts_with("iab-ct:")).collect();
        assert!(product.starts_with("iab-ap:2.0:") && !of_product.is_empty(), "{product} has no topics");
        assert!(of_product.iter().all(|topic| known.contains(topic)), "{product}: {of_product:?}");
    }
}
