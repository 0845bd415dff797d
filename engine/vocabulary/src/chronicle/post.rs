//! One published post, with how its numbers grew.

use std::collections::BTreeMap;

use saring_model::timeline::{Event, PostMetrics, PostPublished, What};
use saring_model::{Id, Timestamp};

use super::View;

/// Places of the events of one post, by time.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Story {
    published: Vec<u32>,
    metrics: Vec<u32>,
}

pub(super) fn stories(events: &[Event]) -> BTreeMap<Id, Story> {
    let mut stories: BTreeMap<Id, Story> = BTreeMap::new();
    for (place, event) in (0u32..).zip(events) {
        let Some(post) = &event.post else { continue };
        match event.what {
            What::PostPublished(_) => stories.entry(post.clone()).or_default().published.push(place),
            What::PostMetrics(_) => stories.entry(post.clone()).or_default().metrics.push(place),
            _ => {}
        }
    }
    stories
}

/// A post as it is known at a moment.
#[derive(Debug, Clone, Copy)]
pub struct PostView<'a> {
    /// The post.
    pub id: &'a Id,
    view: View<'a>,
    story: &'a Story,
}

/// Metrics of a post, counted from its publication.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'a> {
    /// When they were taken.
    pub at: Timestamp,
    /// The metrics.
    pub metrics: &'a PostMetrics,
}

impl<'a> View<'a> {
    /// Every post of which anything is known, by its id.
    pub fn posts(&self) -> impl Iterator<Item = PostView<'a>> + use<'a> {
        let view = *self;
        let posts = view.chronicle.posts.iter().map(move |(id, story)| PostView { id, view, story });
        posts.filter(|post| post.first().is_some())
    }

    /// The post of an id.
    pub fn post(&self, id: &Id) -> Option<PostView<'a>> {
        let (id, story) = self.chronicle.posts.get_key_value(id)?;
        Some(PostView { id, view: *self, story }).filter(|post| post.first().is_some())
    }
}

impl<'a> PostView<'a> {
    fn events(&self, places: &'a [u32]) -> impl DoubleEndedIterator<Item = &'a Event> + use<'a> {
        let view = self.view;
        let events = places.iter().filter_map(move |place| view.chronicle.events.get(*place as usize));
        events.filter(move |event| view.is_known(event))
    }

    fn first(&self) -> Option<&'a Event> {
        self.events(&self.story.published).chain(self.events(&self.story.metrics)).next()
    }

    /// The creator, as far as an event says.
    pub fn creator(&self) -> Option<&'a Id> {
        self.named()?.creator.as_ref()
    }

    /// The event that says whose it is.
    pub(super) fn named(&self) -> Option<&'a Event> {
        let mut events = self.events(&self.story.published).chain(self.events(&self.story.metrics));
        events.find(|event| event.creator.is_some())
    }

    /// Whether it is the campaign's, as every post is that nobody says is not.
    pub fn is_of_campaign(&self) -> bool {
        self.published().is_none_or(|(_, what)| what.sponsored != Some(false))
    }

    /// When it was published and what was said of it then; none where no event tells.
    pub fn published(&self) -> Option<(Timestamp, &'a PostPublished)> {
        self.events(&self.story.published).find_map(|event| match &event.what {
            What::PostPublished(what) => Some((event.at, what)),
            _ => None,
        })
    }

    /// Hours since it was published.
    pub fn age_hours(&self) -> Option<f64> {
        self.published().map(|(at, _)| self.view.as_of.hours_since(at))
    }

    /// Its metrics, the earliest first; of those that lie too far back to be looked at, the last.
    pub fn metrics(&self) -> impl Iterator<Item = Measured<'a>> + use<'a> {
        let last = self.latest().map(|latest| latest.at);
        let memory = self.view.memory();
        self.all_metrics().filter(move |one| memory.is_none_or(|memory| one.at > memory) || Some(one.at) == last)
    }

    fn all_metrics(&self) -> impl DoubleEndedIterator<Item = Measured<'a>> + use<'a> {
        self.events(&self.story.metrics).filter_map(|event| match &event.what {
            What::PostMetrics(metrics) => Some(Measured { at: event.at, metrics }),
            _ => None,
        })
    }

    /// Its latest metrics.
    pub fn latest(&self) -> Option<Measured<'a>> {
        self.all_metrics().next_back()
    }
}
