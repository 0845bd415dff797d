//! What posts say of the creator's craft: series, and features of the platform.

use rhai::Dynamic;
use saring_pack::Unit;
use saring_vocabulary::craft::{native_use, variety};

use super::column::ColumnHost;
use super::creator::whole;
use super::posts::PostsHost;
use crate::fuel;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.variety(posts_min, share_max) -> value", "count", "How many formats there are, and how many series: hashtags on at least `posts_min` of the posts and on at most the share `share_max` of them, because what stands below everything is a signature. Unknown where no post says its format or its hashtags.")
        .reads(&["creator.accounts[].posts[].format", "creator.accounts[].posts[].hashtags"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost, posts_min: Dynamic, share_max: Dynamic| -> Outcome<Measure> {
        let hashtags = p.iter().filter_map(|post| post.hashtags.as_deref()).flatten();
        fuel::spend_folding(hashtags.map(|hashtag| hashtag.len()).sum())?;
        let kinds = variety(p.iter(), whole(number(&posts_min)?), number(&share_max)?);
        Ok(Measure::of(kinds.map(|kinds| kinds as f64), Unit::Count, fields).of_sample(p.len()))
    });
    register
        .say(
            Form::Method,
            "posts.native_use() -> column",
            "fraction",
            "1 per post that uses features of the platform, 0 per post that is known to use none.",
        )
        .reads(&["creator.accounts[].posts[].native_features"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost| ColumnHost::of(native_use(p.iter()), Unit::Fraction, fields));
}
