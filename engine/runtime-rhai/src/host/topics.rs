//! What posts and brands are about.

use std::sync::Arc;

use rhai::{Dynamic, FLOAT, INT};
use saring_model::catalogue::FieldSet;
use saring_pack::Unit;
use saring_vocabulary::topics::{self, Vector};

use super::campaign::BrandHost;
use super::creator::{whole, whole_int};
use super::posts::PostsHost;
use super::table::TableHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register, fields};

/// Levels of a taxonomy that are charged for each topic.
const LEVELS: usize = 4;

/// How much there is of each topic; none where that is unknown.
#[derive(Debug, Clone)]
pub(crate) struct TopicsHost {
    vector: Option<Arc<Vector>>,
    fields: FieldSet,
    /// The fields that are missing where it is unknown.
    missing: FieldSet,
    sample: usize,
}

impl TopicsHost {
    fn change(&self, change: impl FnOnce(&Vector) -> Vector) -> Self {
        Self { vector: self.vector.as_deref().map(|vector| Arc::new(change(vector))), ..self.clone() }
    }

    fn len(&self) -> usize {
        self.vector.as_deref().map_or(0, Vector::len)
    }
}

pub(crate) fn register(register: &mut Register<'_>) {
    of_posts(register);
    of_brands(register);
    compared(register);
}

fn of_posts(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.topics(n) -> topics",
            "-",
            "In how many posts each topic occurs; unknown where fewer than n posts say any.",
        )
        .reads(&["creator.accounts[].posts[].topics"]);
    let f = register.fields();
    register
        .call(move |p: &mut PostsHost, n: FLOAT| of(p, whole(n), f))
        .call(move |p: &mut PostsHost, n: INT| of(p, whole_int(n), f));
    register
        .say(Form::Method, "posts.top_topics_share(top, n) -> value", "fraction", "Share of the posts with one of the `top` most frequent topics, among those that say any; unknown where fewer than n posts do.")
        .reads(&["creator.accounts[].posts[].topics"]);
    let f = register.fields();
    register.call(move |p: &mut PostsHost, top: Dynamic, n: Dynamic| -> Outcome<Measure> {
        let (top, saying) = (whole(number(&top)?), of(p, whole(number(&n)?), f));
        let share = saying.vector.as_ref().and_then(|_| topics::top_share(p.iter(), top));
        Ok(Measure::of(share, Unit::Fraction, f).of_sample(saying.sample))
    });
}

fn of(posts: &PostsHost, n: usize, fields: FieldSet) -> TopicsHost {
    fuel::charge(posts.iter().map(|post| post.topics.as_deref().map_or(0, <[_]>::len)).sum());
    let (vector, saying) = topics::counted(posts.iter());
    let vector = (saying >= n.max(1)).then(|| Arc::new(vector));
    TopicsHost { vector, fields, missing: fields, sample: saying }
}

fn of_brands(register: &mut Register<'_>) {
    register
        .say(Form::Method, "brand.topics(table) -> topics", "-", "The topics that the brand names, else those that a table with the columns `product` and `topics` gives for its category, parted by blanks.")
        .reads(&["campaign.brand.topics", "campaign.brand.category"]);
    let all = register.fields();
    let (named, category) = (fields(&["campaign.brand.topics"]), fields(&["campaign.brand.category"]));
    register.call(move |b: &mut BrandHost, table: TableHost| -> Outcome<TopicsHost> {
        let unknown = |missing| TopicsHost { vector: None, fields: all, missing, sample: 0 };
        let Some(brand) = b.brand() else { return Ok(unknown(all)) };
        if let Some(topics) = brand.topics.as_deref().filter(|topics| !topics.is_empty()) {
            fuel::charge(topics.len());
            return Ok(known(topics.iter().map(|topic| topic.as_str()), named));
        }
        let Some(product) = brand.category.as_deref() else { return Ok(unknown(all)) };
        let found = table.text_by("product", product, "topics")?;
        Ok(found.map_or_else(|| unknown(named), |topics| known(topics.split_whitespace(), category)))
    });
}

fn known<'a>(topics: impl Iterator<Item = &'a str>, fields: FieldSet) -> TopicsHost {
    let vector: Vector = topics.map(|topic| (topic.to_owned(), 1.0)).collect();
    TopicsHost { sample: vector.len(), vector: Some(Arc::new(vector)), fields, missing: FieldSet::EMPTY }
}

fn compared(register: &mut Register<'_>) {
    register
        .say(Form::Method, "topics.is_unknown() -> bool", "-", "Whether no topics are known.")
        .call(|t: &mut TopicsHost| t.vector.is_none());
    register
        .say(Form::Method, "topics.with_wider(table, weight) -> topics", "-", "The same topics and, for every step up in a table with the columns `topic` and `parent`, the wider ones at that share of the weight.")
        .call(|t: &mut TopicsHost, table: TableHost, weight: Dynamic| -> Outcome<TopicsHost> {
            let weight = number(&weight)?;
            fuel::spend(t.len() * LEVELS, table.table().rows.len())?;
            // A table without these columns is an error here, and not a taxonomy without wider topics.
            table.text_by("topic", "", "parent")?;
            Ok(t.change(|vector| topics::with_wider(vector, |topic| table.text_by("topic", topic, "parent").ok()?, weight)))
        });
    register
        .say(
            Form::Method,
            "topics.cosine(other) -> value",
            "fraction",
            "How alike two lists of topics are: the cosine of the angle between them.",
        )
        .call(|a: &mut TopicsHost, b: TopicsHost| {
            fuel::charge(a.len() + b.len());
            let both = a.vector.as_deref().zip(b.vector.as_deref());
            let missing = [&*a, &b].into_iter().filter(|side| side.vector.is_none());
            let missing = missing.fold(FieldSet::EMPTY, |all, side| all.union(side.missing));
            Measure::of(both.and_then(|(a, b)| topics::cosine(a, b)), Unit::Fraction, a.fields.union(b.fields))
                .lacking(missing)
                .of_sample(a.sample)
        });
}
