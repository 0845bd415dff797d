//! A check that reads every section: the reference for what reading costs.

use saring_plugin::prelude::*;

/// The check.
#[derive(Debug)]
pub struct AllSections;

impl Check for AllSections {
    type Params = Value;

    fn about() -> About {
        About::new("all-sections", "Everything that is known")
            .field("creator.accounts[].posts[].likes")
            .reason("all-sections.read", [("en", "{things} things were read")])
    }

    fn new(_: Value, _: &Setup) -> Result<Self, String> {
        Ok(Self)
    }

    fn check(&self, creator: &Creator<'_>) -> Answer {
        fn of<T>(list: Option<&[T]>) -> usize {
            list.map_or(0, <[T]>::len)
        }
        let posts = creator.posts();
        let likes: u64 = posts.iter().filter_map(|post| post.likes).sum();
        let captions: usize = posts.iter().filter_map(|post| post.caption.as_ref()).map(String::len).sum();
        let things = creator.profile().id.len()
            + creator.accounts().len()
            + of(creator.audiences())
            + of(creator.history())
            + of(creator.comments())
            + of(creator.follower_sample())
            + of(creator.rates())
            + of(creator.ratings())
            + of(creator.past_campaigns())
            + of(creator.overlap())
            + usize::from(creator.reported().is_some())
            + usize::from(creator.relationship().is_some())
            + creator.attributes().map_or(0, str::len)
            + captions;
        let seen = Quantity::count(Some(likes), "creator.accounts[].posts[].likes");
        answer(1.0).part("likes", seen, ramp(0.0, 1e6), 1.0).reason("all-sections.read").given("things", things as f64)
    }
}

saring_plugin::export_check!(AllSections);
