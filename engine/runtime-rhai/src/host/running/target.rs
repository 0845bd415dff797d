//! `target`: whom or what a trigger looks at, and the post that it is.

use rhai::{Dynamic, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::Post;
use saring_model::timeline::PostMetrics;
use saring_model::{Id, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::chronicle::{PostView, View};
use saring_vocabulary::fair_price::major_units;
use saring_vocabulary::forecast::Metric;
use saring_vocabulary::results::posts::number as of_post;
use saring_vocabulary::statistics::share;
use saring_vocabulary::tally::Tally;
use saring_vocabulary::{Column, posts};

use super::response::ResponseHost;
use super::{EventsHost, TargetHost};
use crate::fuel;
use crate::host::column::ColumnHost;
use crate::host::creator::whole;
use crate::measure::{Measure, flag, number, text};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Steps for reading one post.
const READING_STEPS: usize = 4;

/// A post that is out.
#[derive(Debug, Clone)]
pub(crate) struct PublishedHost {
    target: TargetHost,
    id: Id,
}

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "target.creator -> text",
            "-",
            "The creator that the trigger looks at, or whose post it looks at; unknown where there is none.",
        )
        .property(|t: &TargetHost, f| text(t.target.creator.as_deref(), f));
    register
        .say(
            Form::Method,
            "target.post() -> post",
            "-",
            "The post that the trigger looks at. An error where its scope is another.",
        )
        .call(|t: &mut TargetHost| -> Outcome<PublishedHost> {
            match &t.target.post {
                Some(id) => Ok(PublishedHost { target: t.clone(), id: id.clone() }),
                None => raise("this trigger looks at no post; give it the scope `post`"),
            }
        });
    facts(register);
    numbers(register);
    comparisons(register);
    reactions(register);
}

fn facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "post.id -> text", "-", "The identifier of the post.")
        .property(|p: &PublishedHost, f| text(Some(p.id.as_str()), f));
    register
        .say(Form::Property, "post.creator -> text", "-", "Whose it is; unknown where no event says.")
        .property(|p: &PublishedHost, f| text(p.view().and_then(|post| post.creator()).map(|id| id.as_str()), f));
    register.say(Form::Property, "post.platform -> text", "-", "Where it is; unknown where no event says.").property(
        |p: &PublishedHost, f| {
            text(p.view().and_then(|post| post.published()).map(|(_, what)| what.platform.as_str()), f)
        },
    );
    register
        .say(
            Form::Property,
            "post.is_paid -> bool",
            "-",
            "Whether it is the campaign's paid content; unknown where no event says.",
        )
        .property(|p: &PublishedHost, f| flag(p.view().and_then(|post| post.published()?.1.sponsored), f));
    register
        .say(
            Form::Property,
            "post.age_hours -> value",
            "hours",
            "Hours since it was published; unknown where no event says.",
        )
        .property(|p: &PublishedHost, f| Measure::of(p.view().and_then(|post| post.age_hours()), Unit::Hours, f));
}

fn numbers(register: &mut Register<'_>) {
    register
        .say(Form::Property, "post.views -> value", "count", "Its views, as last read with its likes.")
        .property(|p: &PublishedHost, f| p.reading(f, Unit::Count, |reading, _| Some(reading.views)));
    register
        .say(
            Form::Property,
            "post.engagement_rate -> value",
            "fraction",
            "Likes and the comments, shares and saves that are known, over its views, as last read together.",
        )
        .property(|p: &PublishedHost, f| {
            p.reading(f, Unit::Fraction, |reading, _| share(reading.engagements, reading.views))
        });
    register
        .say(
            Form::Property,
            "post.reading_age_hours -> value",
            "hours",
            "Hours since its views and likes were last read; unknown where they never were.",
        )
        .property(|p: &PublishedHost, f| {
            p.reading(f, Unit::Hours, |reading, as_of| Some(as_of.hours_since(reading.at)))
        });
    register
        .say(Form::Method, "post.spent(line) -> value", "money", "What was spent of a budget line on it so far.")
        .call(|p: &mut PublishedHost, line: ImmutableString| {
            let view = p.target.events.view();
            let spends = view.spends(view.ever()).inspect(|_| fuel::charge(1));
            let own = spends.filter(|seen| seen.event.post.as_ref() == Some(&p.id) && *seen.what.line == *line);
            Measure::of(Some(own.map(|seen| major_units(seen.what.amount)).sum()), Unit::Money, FieldSet::EMPTY)
        });
}

fn comparisons(register: &mut Register<'_>) {
    register
        .say(Form::Method, "post.own_rates(n, settled_hours) -> column", "fraction", "Engagement rates by views of the creator's own last n posts on the platform before this one, from the roster and the campaign: not pinned, and at least so old that their numbers have settled.")
        .reads(&[
            "creator.accounts[].posts[].at",
            "creator.accounts[].posts[].views",
            "creator.accounts[].posts[].likes",
            "creator.accounts[].posts[].comments",
            "creator.accounts[].posts[].shares",
            "creator.accounts[].posts[].saves",
            "creator.accounts[].posts[].pinned",
        ]);
    let f = register.fields();
    let lacking = fields(&["creator.accounts[].posts"]);
    register.call(move |p: &mut PublishedHost, n: Dynamic, settled_hours: Dynamic| -> Outcome<ColumnHost> {
        let rates = p.own_rates(whole(number(&n)?), number(&settled_hours)?);
        Ok(ColumnHost::of(rates.unwrap_or_default(), Unit::Fraction, f).lacking(lacking))
    });
    register
        .say(
            Form::Property,
            "events.engagement_rates -> column",
            "fraction",
            "Engagement rate by views of each of the campaign's posts that is out, as last read.",
        )
        .property(|e: &EventsHost, f| {
            let view = e.view();
            let campaign = view.posts().inspect(|_| fuel::charge(READING_STEPS)).filter(is_campaigns);
            let rates =
                campaign.map(|post| Reading::last(post).and_then(|reading| share(reading.engagements, reading.views)));
            ColumnHost::of(rates.collect(), Unit::Fraction, f)
        });
}

fn reactions(register: &mut Register<'_>) {
    register
        .say(Form::Property, "post.negative_share -> value", "fraction", "Share of its comments that are negative: as a platform or a monitor last counted it, else among its sampled comments.")
        .property(|p: &PublishedHost, f| {
            let counted = p.view().and_then(|post| {
                post.metrics().filter_map(|one| one.metrics.negative_share).last().map(|share| share.get())
            });
            let label = p.response().0.negative;
            let sample = usize::try_from(label.judged).unwrap_or(usize::MAX);
            match counted {
                Some(share) => Measure::of(Some(share), Unit::Fraction, f),
                None => Measure::of(label.share(), Unit::Fraction, f).of_sample(sample),
            }
        });
    register
        .say(Form::Property, "post.response -> response", "-", "The comments that were sampled on it.")
        .property(|p: &PublishedHost, _| p.response());
    register
        .say(
            Form::Property,
            "post.usual_response -> response",
            "-",
            "The comments that were sampled under the creator's other posts, as the roster has them.",
        )
        .reads(&["creator.accounts[].comments_sample[].sentiment"])
        .property(|p: &PublishedHost, _| ResponseHost(p.usual_response().unwrap_or_default()));
    register
        .say(
            Form::Method,
            "post.response_elsewhere(hours) -> response",
            "-",
            "The comments that were sampled in the last hours on the campaign's other posts.",
        )
        .call(|p: &mut PublishedHost, hours: Dynamic| -> Outcome<ResponseHost> {
            let events = &p.target.events;
            let window = events.view().last_hours(number(&hours)?);
            Ok(events.response(window, |seen| seen.event.post.as_ref() != Some(&p.id)))
        });
}

/// Views and engagements of a post that were read together.
#[derive(Debug, Clone, Copy)]
struct Reading {
    at: Timestamp,
    views: f64,
    engagements: f64,
}

impl Reading {
    fn of(at: Timestamp, metrics: &PostMetrics) -> Option<Self> {
        Some(Self { at, views: of_post(metrics, Metric::Views)?, engagements: of_post(metrics, Metric::Engagements)? })
    }

    fn last(post: PostView<'_>) -> Option<Self> {
        let metrics = post.metrics().inspect(|_| fuel::charge(READING_STEPS));
        metrics.filter_map(|one| Self::of(one.at, one.metrics)).last()
    }
}

/// Whether a post is the campaign's, as far as nothing says otherwise.
fn is_campaigns(post: &PostView<'_>) -> bool {
    post.published().is_none_or(|(_, what)| what.sponsored != Some(false))
}

impl PublishedHost {
    fn of_view<'a>(&self, view: View<'a>) -> Option<PostView<'a>> {
        view.post(&self.id)
    }

    fn view(&self) -> Option<PostView<'_>> {
        self.of_view(self.target.events.view())
    }

    fn reading(&self, f: FieldSet, unit: Unit, get: impl Fn(Reading, Timestamp) -> Option<f64>) -> Measure {
        let last = self.view().and_then(Reading::last);
        Measure::of(last.and_then(|reading| get(reading, self.target.events.as_of)), unit, f)
    }

    fn response(&self) -> ResponseHost {
        let events = &self.target.events;
        events.response(events.view().ever(), |seen| seen.event.post.as_ref() == Some(&self.id))
    }

    fn usual_response(&self) -> Option<Tally> {
        let subject = self.target.roster.find(self.view()?.creator()?)?;
        let samples = subject.creator.accounts.iter().filter_map(|account| account.comments_sample.as_deref());
        Some(Tally::of_comments(samples.flatten().inspect(|_| fuel::charge(1))))
    }

    fn own_rates(&self, n: usize, settled_hours: f64) -> Option<Column> {
        let (post, as_of) = (self.view()?, self.target.events.as_of);
        let (at, what) = post.published()?;
        let creator = post.creator()?;
        let before = |when: Timestamp| when < at && as_of.hours_since(when) >= settled_hours;
        let mut rates: Vec<(Timestamp, Option<f64>)> = Vec::new();
        let mut known: Vec<&Id> = Vec::new();
        for other in self.target.events.view().posts().inspect(|_| fuel::charge(READING_STEPS)) {
            let is_own = *other.id != self.id && other.creator() == Some(creator);
            let Some((when, own)) = other.published().filter(|_| is_own) else { continue };
            if own.platform == what.platform && before(when) {
                let reading = Reading::last(other);
                rates.push((when, reading.and_then(|reading| share(reading.engagements, reading.views))));
                known.push(other.id);
            }
        }
        let subject = self.target.roster.find(creator);
        let accounts = subject.iter().flat_map(|subject| subject.creator.accounts.iter());
        let on_platform = accounts.filter(|account| account.platform == what.platform);
        let listed = on_platform.filter_map(|account| account.posts.as_deref()).flatten();
        let is_other = |post: &&Post| post.id.as_ref().is_none_or(|id| *id != self.id && !known.contains(&id));
        let listed = listed.inspect(|_| fuel::charge(READING_STEPS + known.len()));
        let listed = listed.filter(|post| before(post.at) && !posts::is_pinned(post)).filter(is_other);
        let rate = |post: &Post| share(posts::engagements(post)?, post.views?.as_f64());
        rates.extend(listed.map(|post| (post.at, rate(post))));
        // The newest first; posts of one instant stay in their order.
        rates.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
        Some(rates.into_iter().take(n).map(|(_, rate)| rate).collect())
    }
}
