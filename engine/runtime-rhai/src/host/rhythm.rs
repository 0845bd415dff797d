//! How steadily an account publishes: words of `creator.posts`.

use rhai::Dynamic;
use saring_pack::Unit;
use saring_vocabulary::rhythm;

use super::column::ColumnHost;
use super::posts::PostsHost;
use crate::measure::{Measure, number};
use crate::registry::{Form, Outcome, Register};

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.per_week(days) -> value", "number", "Posts a week over the days before the list was read, by the newest provenance of a post or the account's; over as long as the list reaches back where that is less.")
        .reads(&["creator.accounts[].posts[].at", "creator.accounts[].posts[].provenance.as_of", "creator.accounts[].provenance.as_of"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost, days: Dynamic| -> Outcome<Measure> {
        let rate = rhythm::per_week(p.iter(), number(&days)?, p.read_at());
        Ok(Measure::of(rate, Unit::Number, fields).of_sample(p.len()))
    });
    register
        .say(Form::Method, "posts.gaps() -> column", "days", "Days between each post and the one before it.")
        .reads(&["creator.accounts[].posts[].at"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost| ColumnHost::of(rhythm::gaps_days(p.iter()), Unit::Days, fields));
    register
        .say(
            Form::Property,
            "posts.likes_spread -> value",
            "ratio",
            "How far likes lie apart: their sample standard deviation over their mean, of the posts that show them.",
        )
        .reads(&["creator.accounts[].posts[].likes"])
        .property(|p: &PostsHost, f| {
            let shown = p.iter().filter(|post| post.likes.is_some()).count();
            Measure::of(rhythm::likes_spread(p.iter()), Unit::Ratio, f).of_sample(shown)
        });
}
