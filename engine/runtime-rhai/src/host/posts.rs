//! `creator.posts`: which posts count, and what they earned.

use std::sync::Arc;

use rhai::{Array, Dynamic, FLOAT, INT, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{Format, Post};
use saring_model::{Count, Creator, Provenance, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::posts::{self, FORMATS, Selection};
use saring_vocabulary::{safety, sponsorship};

use super::campaign::CampaignHost;
use super::column::ColumnHost;
use super::creator::{CreatorHost, base_named, whole, whole_int};
use crate::fuel;
use crate::measure::{Measure, flag, text};
use crate::registry::{Form, Outcome, Register, fields, raise};

/// Some posts of one account, newest first.
#[derive(Debug, Clone)]
pub(crate) struct PostsHost {
    creator: Arc<Creator>,
    pub(crate) account: usize,
    pub(crate) as_of: Timestamp,
    chosen: Arc<Selection>,
}

impl PostsHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        let posts = host.account().and_then(|account| account.posts.as_deref()).unwrap_or_default();
        fuel::charge(posts.len());
        let chosen = Arc::new(Selection::newest_first(posts, host.as_of));
        Self { creator: host.creator.clone(), account: host.primary, as_of: host.as_of, chosen }
    }

    /// Every post of the account, in the order of its document.
    pub(crate) fn all(&self) -> &[Post] {
        self.creator.accounts.get(self.account).and_then(|account| account.posts.as_deref()).unwrap_or_default()
    }

    fn is_listed(&self) -> bool {
        self.creator.accounts.get(self.account).is_some_and(|account| account.posts.is_some())
    }

    pub(super) fn followers(&self) -> Option<Count> {
        self.creator.accounts.get(self.account)?.followers
    }

    pub(crate) fn len(&self) -> usize {
        self.chosen.len()
    }

    /// The posts, charged as one walk over them.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Post> + Clone {
        fuel::charge(self.chosen.len());
        self.chosen.iter(self.all())
    }

    fn choose(&self, chosen: Selection) -> Self {
        fuel::charge(self.chosen.len());
        Self { chosen: Arc::new(chosen), creator: self.creator.clone(), ..*self }
    }

    /// The newest posts that are settled and not pinned: what the account usually does.
    pub(super) fn representative(&self, settled_hours: f64, window: f64) -> Self {
        let usual = self.keep(|post| posts::is_settled(post, settled_hours, self.as_of) && !posts::is_pinned(post));
        usual.choose(usual.chosen.recent(whole(window)))
    }

    pub(crate) fn keep(&self, keep: impl Fn(&Post) -> bool) -> Self {
        self.choose(self.chosen.keep(self.all(), keep))
    }

    /// Days since the posts' numbers were true: by the newest provenance, else the account's, else no older than the
    /// newest post is.
    fn age(&self) -> Option<f64> {
        let by_newest = || Some(self.as_of.days_since(self.iter().next()?.at));
        self.stated().map(|at| self.as_of.days_since(at).max(0.0)).or_else(by_newest)
    }

    /// When the posts were read, as the newest provenance of a post or else the account's states.
    fn stated(&self) -> Option<Timestamp> {
        let stated = |provenance: Option<&Provenance>| provenance?.as_of;
        let by_post = self.iter().filter_map(|post| stated(post.provenance.as_ref())).max();
        by_post.or_else(|| stated(self.creator.accounts.get(self.account)?.provenance.as_ref()))
    }

    /// When the list of posts was read: as stated, but not before its newest post nor after the moment of the decision;
    /// that moment where nothing is stated.
    pub(crate) fn read_at(&self) -> Timestamp {
        let Some(stated) = self.stated() else { return self.as_of };
        let newest = self.iter().next().map_or(stated, |post| post.at);
        stated.max(newest).min(self.as_of)
    }
}

/// A post's list, charged as one walk over it.
fn charged<T>(list: &[T]) -> &[T] {
    fuel::charge(list.len());
    list
}

pub(super) fn format_named(name: &str) -> Outcome<Format> {
    FORMATS.iter().find(|(_, known)| *known == name).map_or_else(
        || raise(format!("`{name}` is no format; there are image, carousel, reel, story, video, short and live")),
        |(format, _)| Ok(*format),
    )
}

pub(crate) fn register(register: &mut Register<'_>) {
    representative_choices(register);
    choices_by_content(register);
    extent(register);
    format_mix(register);
    known_engagements(register);
    columns(register);
    sponsorships(register);
}

fn representative_choices(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.settled(hours) -> posts",
            "-",
            "The posts that are at least that old, so that their numbers have settled.",
        )
        .reads(&["creator.accounts[].posts[].at"])
        .call(|p: &mut PostsHost, hours: FLOAT| p.keep(|post| posts::is_settled(post, hours, p.as_of)))
        .call(|p: &mut PostsHost, hours: INT| p.keep(|post| posts::is_settled(post, hours as f64, p.as_of)));
    register
        .say(Form::Method, "posts.within_days(days) -> posts", "-", "The posts of the last days.")
        .reads(&["creator.accounts[].posts[].at"])
        .call(|p: &mut PostsHost, days: FLOAT| p.keep(|post| posts::is_within(post, days, p.as_of)))
        .call(|p: &mut PostsHost, days: INT| p.keep(|post| posts::is_within(post, days as f64, p.as_of)));
    register
        .say(
            Form::Method,
            "posts.unpinned() -> posts",
            "-",
            "The posts that are not known to be pinned: pinned posts are chosen, not typical.",
        )
        .reads(&["creator.accounts[].posts[].pinned"])
        .call(|p: &mut PostsHost| p.keep(|post| !posts::is_pinned(post)));
    register
        .say(
            Form::Method,
            "posts.solo() -> posts",
            "-",
            "The posts that are not known to be published together with another account.",
        )
        .reads(&["creator.accounts[].posts[].collab"])
        .call(|p: &mut PostsHost| p.keep(|post| post.collab != Some(true)));
    register
        .say(Form::Method, "posts.recent(n) -> posts", "-", "The newest n posts.")
        .reads(&["creator.accounts[].posts[].at"])
        .call(|p: &mut PostsHost, n: FLOAT| p.choose(p.chosen.recent(whole(n))))
        .call(|p: &mut PostsHost, n: INT| p.choose(p.chosen.recent(whole_int(n))));
}

fn choices_by_content(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.format(name) -> posts", "-", "The posts of a format.")
        .reads(&["creator.accounts[].posts[].format"])
        .call(|p: &mut PostsHost, name: ImmutableString| -> Outcome<PostsHost> {
            let wanted = format_named(&name)?;
            Ok(p.keep(|post| post.format == Some(wanted)))
        });
    register
        .say(Form::Method, "posts.sponsored() -> posts", "-", "The posts that are known to be sponsored.")
        .reads(&["creator.accounts[].posts[].sponsored"])
        .call(|p: &mut PostsHost| p.keep(|post| post.sponsored == Some(true)));
    register
        .say(Form::Method, "posts.organic() -> posts", "-", "The posts that are known not to be sponsored.")
        .reads(&["creator.accounts[].posts[].sponsored"])
        .call(|p: &mut PostsHost| p.keep(|post| post.sponsored == Some(false)));
    register
        .say(Form::Method, "posts.with_topic(id) -> posts", "-", "The posts with a topic.")
        .reads(&["creator.accounts[].posts[].topics"])
        .call(|p: &mut PostsHost, id: ImmutableString| {
            p.keep(|post| {
                post.topics
                    .as_deref()
                    .is_some_and(|topics| charged(topics).iter().any(|topic| topic.as_str() == id.as_str()))
            })
        });
    register
        .say(
            Form::Method,
            "posts.with_finding(category) -> posts",
            "-",
            "The posts with a brand-safety finding of a category, with `garm:` or without.",
        )
        .reads(&["creator.accounts[].posts[].safety[].garm"])
        .call(|p: &mut PostsHost, category: ImmutableString| {
            p.keep(|post| {
                post.safety.as_deref().is_some_and(|found| {
                    charged(found).iter().any(|finding| safety::same_category(&finding.garm, &category))
                })
            })
        });
}

fn extent(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.len() -> value", "count", "How many posts there are; unknown where the posts are.")
        .reads(&["creator.accounts[].posts"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost| {
        if p.is_listed() { Measure::counted(p.chosen.len(), fields) } else { Measure::of(None, Unit::Count, fields) }
    });
    register
        .say(Form::Property, "posts.age_days -> value", "days", "Days since the numbers were true: by the newest provenance of a post, else the account's, else no older than the newest post.")
        .reads(&["creator.accounts[].posts[].provenance.as_of", "creator.accounts[].provenance.as_of", "creator.accounts[].posts[].at"])
        .property(|p: &PostsHost, f| Measure::of(p.age(), Unit::Days, f));
    register
        .say(Form::Property, "posts.span_days -> value", "days", "Days from the oldest of the posts to the newest.")
        .reads(&["creator.accounts[].posts[].at"])
        .property(|p: &PostsHost, f| Measure::of(posts::span_days(p.iter()), Unit::Days, f));
    register
        .say(
            Form::Property,
            "posts.days_since_oldest -> value",
            "days",
            "Days from the oldest of the posts to the moment of the decision: how far back one can see.",
        )
        .reads(&["creator.accounts[].posts[].at"])
        .property(|p: &PostsHost, f| {
            Measure::of(p.iter().next_back().map(|post| p.as_of.days_since(post.at)), Unit::Days, f)
        });
}

fn format_mix(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.formats(n) -> array",
            "-",
            "The names of the formats with at least n posts, in a fixed order.",
        )
        .reads(&["creator.accounts[].posts[].format"])
        .call(|p: &mut PostsHost, n: FLOAT| formats(p, whole(n)))
        .call(|p: &mut PostsHost, n: INT| formats(p, whole_int(n)));
    register
        .say(
            Form::Property,
            "posts.format_concentration -> value",
            "number",
            "How much one format dominates: the sum of squared shares, 1 for a single format (Herfindahl).",
        )
        .reads(&["creator.accounts[].posts[].format"])
        .property(|p: &PostsHost, f| Measure::of(posts::format_concentration(p.iter()), Unit::Number, f));
}

fn formats(posts: &PostsHost, n: usize) -> Array {
    let counts = posts::format_counts(posts.iter());
    let named = FORMATS.iter().zip(counts).filter(|(_, count)| *count >= n.max(1));
    named.map(|((_, name), _)| Dynamic::from(ImmutableString::from(*name))).collect()
}

fn known_engagements(register: &mut Register<'_>) {
    register
        .say(
            Form::Property,
            "posts.numerator -> text",
            "-",
            "Which engagements are known for at least one of the posts: `likes + comments`.",
        )
        .reads(&[
            "creator.accounts[].posts[].likes",
            "creator.accounts[].posts[].comments",
            "creator.accounts[].posts[].shares",
            "creator.accounts[].posts[].saves",
        ])
        .property(|p: &PostsHost, f| text(Some(posts::terms(p.iter()).describe()), f));
    register
        .say(
            Form::Property,
            "posts.hidden_likes_share -> value",
            "fraction",
            "Share of the posts whose likes are hidden.",
        )
        .reads(&["creator.accounts[].posts[].likes"])
        .property(|p: &PostsHost, f| {
            Measure::of(posts::hidden_likes_share(p.iter()), Unit::Fraction, f).of_sample(p.chosen.len())
        });
}

const RATE_FIELDS: &[&str] = &[
    "creator.accounts[].posts[].likes",
    "creator.accounts[].posts[].comments",
    "creator.accounts[].posts[].shares",
    "creator.accounts[].posts[].saves",
];

fn columns(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.engagement_rates(per) -> column", "fraction", "Likes, comments, shares and saves, as far as they are known, divided by `followers`, `views` or `reach`, per post. Posts with hidden likes have none.")
        .reads(&["creator.accounts[].posts[].likes", "creator.accounts[].posts[].comments", "creator.accounts[].posts[].shares", "creator.accounts[].posts[].saves", "creator.accounts[].posts[].views", "creator.accounts[].posts[].reach", "creator.accounts[].followers"]);
    let numerator = fields(RATE_FIELDS);
    let likes = fields(&["creator.accounts[].posts[].likes"]);
    let followers = fields(&["creator.accounts[].followers"]);
    let views = fields(&["creator.accounts[].posts[].views"]);
    let bases = [followers, views, fields(&["creator.accounts[].posts[].reach"])];
    register.call(move |p: &mut PostsHost, per: ImmutableString| -> Outcome<ColumnHost> {
        use saring_model::creator::RateBase::{Followers, Reach, Views};
        let per = base_named(&per)?;
        let [followers, views, reach] = bases;
        let (base, is_missing) = match per {
            Followers => (followers, is_no_base(p.followers())),
            Views => (views, p.iter().all(|post| is_no_base(post.views))),
            Reach => (reach, p.iter().all(|post| is_no_base(post.reach))),
        };
        let column = posts::engagement_rates(p.iter(), per, p.followers());
        let lacking = if is_missing { base } else { likes };
        Ok(ColumnHost::of(column, Unit::Fraction, numerator.union(base)).lacking(lacking))
    });
    register
        .say(Form::Method, "posts.views_per_follower() -> column", "ratio", "Views divided by followers, per post.")
        .reads(&["creator.accounts[].posts[].views", "creator.accounts[].followers"]);
    let all = register.fields();
    register.call(move |p: &mut PostsHost| {
        let without_followers = if is_no_base(p.followers()) { followers } else { FieldSet::EMPTY };
        let without_views = if p.iter().all(|post| post.views.is_none()) { views } else { FieldSet::EMPTY };
        ColumnHost::of(posts::views_per_follower(p.iter(), p.followers()), Unit::Ratio, all)
            .lacking(without_followers.union(without_views))
    });
    register
        .say(Form::Method, "posts.values(metric) -> column", "of the metric", "One number per post: likes, comments, shares, saves, views, reach, impressions, clicks, duration_s, completion_rate or production_rating.")
        .reads(&["creator.accounts[].posts[].likes", "creator.accounts[].posts[].comments", "creator.accounts[].posts[].shares", "creator.accounts[].posts[].saves", "creator.accounts[].posts[].views", "creator.accounts[].posts[].reach", "creator.accounts[].posts[].impressions", "creator.accounts[].posts[].clicks", "creator.accounts[].posts[].duration_s", "creator.accounts[].posts[].completion_rate", "creator.accounts[].posts[].production_rating"])
        .call(|p: &mut PostsHost, metric: ImmutableString| values(p, &metric));
}

/// Nothing can be divided by what is unknown or 0.
fn is_no_base(count: Option<Count>) -> bool {
    count.is_none_or(|count| count.get() == 0)
}

pub(super) fn values(posts: &PostsHost, metric: &str) -> Outcome<ColumnHost> {
    let count = |get: fn(&Post) -> Option<Count>| -> (Vec<Option<f64>>, Unit) {
        (posts.iter().map(|post| get(post).map(Count::as_f64)).collect(), Unit::Count)
    };
    let (values, unit) = match metric {
        "likes" => count(|post| post.likes),
        "comments" => count(|post| post.comments),
        "shares" => count(|post| post.shares),
        "saves" => count(|post| post.saves),
        "views" => count(|post| post.views),
        "reach" => count(|post| post.reach),
        "impressions" => count(|post| post.impressions),
        "clicks" => count(|post| post.clicks),
        "duration_s" => (posts.iter().map(|post| post.duration_s.map(|it| it.get())).collect(), Unit::Number),
        "completion_rate" => {
            (posts.iter().map(|post| post.completion_rate.map(|it| it.get())).collect(), Unit::Fraction)
        }
        "production_rating" => {
            (posts.iter().map(|post| post.production_rating.map(|it| it.get())).collect(), Unit::Fraction)
        }
        _ => return raise(format!("`{metric}` is no number of a post; see `posts.values` in the vocabulary")),
    };
    let path = format!("creator.accounts[].posts[].{metric}");
    Ok(ColumnHost::of(values.into_iter().collect(), unit, fields(&[&path])))
}

fn sponsorships(register: &mut Register<'_>) {
    register
        .say(Form::Method, "posts.detectable() -> value", "count", "How many posts say whether they are sponsored.")
        .reads(&["creator.accounts[].posts[].sponsored"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost| Measure::counted(sponsorship::detectable(p.iter()), fields));
    register
        .say(
            Form::Property,
            "posts.sponsored_share -> value",
            "fraction",
            "Share of the posts that are sponsored, among those that say whether they are.",
        )
        .reads(&["creator.accounts[].posts[].sponsored"])
        .property(|p: &PostsHost, f| {
            Measure::of(sponsorship::sponsored_share(p.iter()), Unit::Fraction, f)
                .of_sample(sponsorship::detectable(p.iter()))
        });
    register
        .say(
            Form::Property,
            "posts.undisclosed_share -> value",
            "fraction",
            "Share of the sponsored posts without a disclosure, among those whose disclosure is known.",
        )
        .reads(&["creator.accounts[].posts[].disclosure", "creator.accounts[].posts[].sponsored"])
        .property(|p: &PostsHost, f| Measure::of(sponsorship::undisclosed_share(p.iter()), Unit::Fraction, f));
    register
        .say(
            Form::Method,
            "posts.mentions(campaign) -> bool",
            "-",
            "Whether one of the posts was sponsored by the campaign's own brand.",
        )
        .reads(&["creator.accounts[].posts[].sponsors[].name", "campaign.brand.name"]);
    let fields = register.fields();
    register.call(move |p: &mut PostsHost, campaign: CampaignHost| {
        let brand = campaign.campaign().map(|campaign| std::slice::from_ref(&campaign.brand.name));
        let known = p.iter().any(|post| post.sponsors.is_some());
        let by = |brand: &[saring_model::Name]| {
            p.iter().filter_map(|post| post.sponsors.as_deref()).flatten().any(|sponsor| {
                fuel::charge_folding(sponsor.name.len() + brand.first().map_or(0, |brand| brand.len()));
                sponsorship::is_one_of(sponsor, brand)
            })
        };
        flag(brand.filter(|_| known).map(by), fields)
    });
}
