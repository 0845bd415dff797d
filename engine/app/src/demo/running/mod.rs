//! The demo's campaign while it runs and after: what happened to the creators whom the plan books.
//!
//! Everything that triggers and metrics ask for happens once: a post that takes off, days that do badly, an audience that
//! misses the message, sales that call for more creators, a night of anger, and numbers that come late. It is a function
//! of the campaign, the plan, the creators and the seed, the same on every machine.

mod cast;
mod diary;
mod posts;
mod sales;
mod talk;
mod work;

use saring_model::plan::Plan;
use saring_model::timeline::Event;
use saring_model::{Campaign, Creator};

use cast::Cast;
pub use cast::{campaign, team};
use diary::Diary;

/// What happened in the campaign as it ran, in order of time.
pub fn timeline(seed: u64, campaign: &Campaign, plan: &Plan, creators: &[Creator]) -> Vec<Event> {
    let Some(start) = campaign.flight.as_ref().map(|flight| flight.start) else { return Vec::new() };
    let cast = Cast::of(plan, creators);
    let mut diary = Diary::from(start);
    talk::talk(seed, &cast, campaign, &mut diary);
    let posts = posts::posts(seed, &cast, &mut diary);
    sales::sales(seed, &cast, campaign, &mut diary);
    work::work(seed, &cast, campaign, &posts, &mut diary);
    diary.events()
}

/// Days of the flight on which something happens, from its first, which is 0.
mod days {
    /// The post that takes off.
    pub(super) const VIRAL: f64 = 6.0;
    /// Posts of these days do badly.
    pub(super) const DIP: std::ops::Range<f64> = 13.0..17.0;
    /// The audience misses the message.
    pub(super) const CONFUSED: std::ops::Range<f64> = 18.0..22.0;
    /// Most is sold around this day.
    pub(super) const SALES_PEAK: f64 = 11.0;
    /// A second strong post, a few hours before the anger.
    pub(super) const SECOND: f64 = 29.0;
    /// The anger: from the afternoon of one day into the night.
    pub(super) const CRISIS: std::ops::Range<f64> = 29.7..30.05;
    /// The last day.
    pub(super) const LAST: f64 = 41.0;
    /// Days before the flight from which the brand is listened to.
    pub(super) const BEFORE: f64 = 35.0;
}
