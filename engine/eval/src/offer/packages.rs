//! Which packages there are.

use saring_model::campaign::Deliverable;
use saring_model::creator::Rate;
use saring_model::{Campaign, PostCount};

use super::Line;

/// Most kinds of posts in an order whose every combination is looked at.
const COMBINED_KINDS_MAX: usize = 8;

/// What a campaign orders of each creator: each kind of post once, in the order of the campaign. A quantity that is not
/// said is 1.
pub(super) fn ordered(campaign: &Campaign) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for wanted in campaign.deliverables.as_deref().unwrap_or_default() {
        let posts = wanted.quantity.map_or(1, PostCount::get);
        match lines.iter_mut().find(|line| (line.platform, line.format) == (wanted.platform, wanted.format)) {
            Some(line) => {
                line.posts = line.posts.saturating_add(posts);
                line.due = line.due.max(wanted.due);
            }
            None => lines.push(Line { platform: wanted.platform, format: wanted.format, posts, due: wanted.due }),
        }
    }
    lines
}

/// At most so many packages, each another one, the whole order first.
pub(super) fn compose(order: &[Line], rates: &[&Rate], most: usize) -> Vec<Vec<Line>> {
    let mut all: Vec<Vec<Line>> = Vec::new();
    let mut add = |lines: Vec<Line>| {
        if all.len() < most && !lines.is_empty() && !all.contains(&lines) {
            all.push(lines);
        }
    };
    let of = |line: &Line, posts: u64| Line { posts, ..line.clone() };
    add(order.to_vec());
    add(order.iter().map(|line| of(line, 1)).collect());
    order.iter().for_each(|line| add(vec![line.clone()]));
    for line in order {
        let bundles = rates.iter().filter(|rate| (rate.platform, rate.format) == (line.platform, line.format));
        for posts in bundles.filter_map(|rate| rate.quantity).map(PostCount::get).filter(|posts| *posts > 1) {
            add(vec![of(line, posts)]);
        }
    }
    order.iter().for_each(|line| add(vec![of(line, 1)]));
    if order.len() <= COMBINED_KINDS_MAX {
        (2..order.len()).rev().for_each(|kinds| combinations(order, kinds).into_iter().for_each(&mut add));
    }
    all
}

/// Every choice of so many of the lines, in the order of the lines.
fn combinations(lines: &[Line], kinds: usize) -> Vec<Vec<Line>> {
    let Some((first, rest)) = lines.split_first() else {
        return if kinds == 0 { vec![Vec::new()] } else { Vec::new() };
    };
    if kinds == 0 {
        return vec![Vec::new()];
    }
    let with = combinations(rest, kinds - 1).into_iter().map(|tail| [vec![first.clone()], tail].concat());
    with.chain(combinations(rest, kinds)).collect()
}

/// The package's name: `reel-1+story-2`, with the platform where the campaign orders the format on several.
pub(super) fn name(order: &[Line], package: &[Line]) -> String {
    let word = |line: &Line| {
        let elsewhere = order.iter().any(|other| other.format == line.format && other.platform != line.platform);
        match elsewhere {
            true => format!("{}-{}-{}", line.platform.as_str(), line.format_name(), line.posts),
            false => format!("{}-{}", line.format_name(), line.posts),
        }
    };
    package.iter().map(word).collect::<Vec<_>>().join("+")
}

/// The lines as deliverables.
pub(super) fn deliverables(lines: &[Line]) -> Vec<Deliverable> {
    let each = |line: &Line| Deliverable {
        platform: line.platform,
        format: line.format,
        quantity: PostCount::new(line.posts).ok(),
        due: line.due,
    };
    lines.iter().map(each).collect()
}
