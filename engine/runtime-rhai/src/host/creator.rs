//! `creator`: who they are, and the way to everything else that is known of them.

use std::sync::Arc;

use rhai::{Dynamic, FLOAT, INT, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::{AccountKind, Platform, RateBase};
use saring_model::{Account, Creator, Timestamp};
use saring_pack::Unit;
use saring_vocabulary::confidence::{age_days, day_number};

use super::audience::AudienceHost;
use super::history::HistoryHost;
use super::past_campaigns::PastCampaignsHost;
use super::posts::PostsHost;
use super::ratings::RatingsHost;
use super::records::{OverlapHost, RatesHost, RelationshipHost};
use super::reported;
use super::samples::{CommentsHost, FollowersHost};
use crate::fuel;
use crate::measure::{Measure, flag, text};
use crate::registry::{Form, Outcome, Register, raise};

/// A creator with the account that is looked at.
#[derive(Debug, Clone)]
pub(crate) struct CreatorHost {
    pub(crate) creator: Arc<Creator>,
    pub(crate) primary: usize,
    pub(crate) as_of: Timestamp,
    pub(crate) platform: ImmutableString,
    pub(crate) tier: ImmutableString,
}

impl CreatorHost {
    pub(crate) fn account(&self) -> Option<&Account> {
        self.creator.accounts.get(self.primary)
    }

    /// The creator with the account on a platform: the one that is looked at where it is there, else the largest.
    pub(super) fn on(&self, platform: Platform) -> Self {
        let accounts = self.creator.accounts.iter().enumerate().filter(|(_, account)| account.platform == platform);
        let size = |account: &Account| account.followers.map_or(0, |followers| followers.get());
        let best = accounts.min_by_key(|(at, account)| (*at != self.primary, std::cmp::Reverse(size(account)), *at));
        match best {
            Some((at, _)) if at != self.primary => {
                Self { primary: at, platform: platform.as_str().into(), ..self.clone() }
            }
            _ => self.clone(),
        }
    }
}

pub(crate) fn base_name(base: RateBase) -> &'static str {
    match base {
        RateBase::Followers => "followers",
        RateBase::Views => "views",
        RateBase::Reach => "reach",
    }
}

pub(crate) fn base_named(name: &str) -> Outcome<RateBase> {
    [RateBase::Followers, RateBase::Views, RateBase::Reach]
        .into_iter()
        .find(|base| base_name(*base) == name)
        .map_or_else(|| raise(format!("`{name}` is no base of a rate; there are followers, views and reach")), Ok)
}

pub(crate) fn register(register: &mut Register<'_>) {
    person(register);
    voice(register);
    platform_and_tier(register);
    counts(register);
    profile(register);
    ages(register);
    sections(register);
    reported::register(register);
    attributes(register);
}

fn person(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.id -> text", "-", "The creator's stable identifier.")
        .reads(&["creator.id"])
        .property(|c: &CreatorHost, _| ImmutableString::from(c.creator.id.as_str()));
    register
        .say(Form::Property, "creator.name -> text", "-", "The name as shown to people.")
        .reads(&["creator.name"])
        .property(|c: &CreatorHost, f| text(c.creator.name.as_deref(), f));
    register
        .say(
            Form::Property,
            "creator.country -> text",
            "-",
            "The country in which the creator lives, ISO 3166-1 alpha-2.",
        )
        .reads(&["creator.location.country"])
        .property(|c: &CreatorHost, f| {
            text(c.creator.location.as_ref().and_then(|at| at.country.as_ref()).map(|code| code.as_str()), f)
        });
    register
        .say(Form::Property, "creator.region -> text", "-", "The region in which the creator lives.")
        .reads(&["creator.location.region"])
        .property(|c: &CreatorHost, f| text(c.creator.location.as_ref().and_then(|at| at.region.as_deref()), f));
    register
        .say(Form::Property, "creator.city -> text", "-", "The city in which the creator lives.")
        .reads(&["creator.location.city"])
        .property(|c: &CreatorHost, f| text(c.creator.location.as_ref().and_then(|at| at.city.as_deref()), f));
    register
        .say(Form::Property, "creator.time_zone -> text", "-", "The creator's time zone, IANA.")
        .reads(&["creator.tz"])
        .property(|c: &CreatorHost, f| text(c.creator.tz.as_ref().map(|zone| zone.as_str()), f));
}

fn voice(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "creator.publishes_in(language) -> bool",
            "-",
            "Whether the creator publishes in a language, whatever its region.",
        )
        .reads(&["creator.languages"]);
    let fields = register.fields();
    register.call(move |c: &mut CreatorHost, language: ImmutableString| {
        let known = c.creator.languages.as_deref();
        fuel::charge(known.map_or(0, <[_]>::len));
        flag(
            known.map(|known| {
                known.iter().any(|code| code.as_str() == language.as_str() || code.primary() == language.as_str())
            }),
            fields,
        )
    });
    register
        .say(
            Form::Method,
            "creator.style_overlap(campaign) -> value",
            "fraction",
            "Shared words for style and tone over all words of creator and brand (Jaccard).",
        )
        .reads(&["creator.style_tags", "campaign.brand.style_tags"]);
    let fields = register.fields();
    let own_field = crate::registry::fields(&["creator.style_tags"]);
    let brand_field = crate::registry::fields(&["campaign.brand.style_tags"]);
    register.call(move |c: &mut CreatorHost, campaign: super::campaign::CampaignHost| {
        let brand = campaign.campaign().and_then(|campaign| campaign.brand.style_tags.as_deref());
        let tags = |tags: &[saring_model::Name]| {
            fuel::charge_folding(tags.iter().map(|tag| tag.len()).sum());
            tags.iter().map(|tag| saring_vocabulary::text::fold(tag)).collect()
        };
        let own = c.creator.style_tags.as_deref();
        let missing = |known: bool, field: FieldSet| if known { FieldSet::EMPTY } else { field };
        let both = own.map(tags).zip(brand.map(tags));
        Measure::of(both.and_then(|(a, b)| saring_vocabulary::statistics::jaccard(&a, &b)), Unit::Fraction, fields)
            .lacking(missing(own.is_some(), own_field).union(missing(brand.is_some(), brand_field)))
    });
}

fn platform_and_tier(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.platform -> text", "-", "The platform of the account that is looked at.")
        .reads(&["creator.accounts[].platform"])
        .property(|c: &CreatorHost, _| c.platform.clone());
    register
        .say(Form::Property, "creator.platforms -> value", "count", "On how many platforms the creator has an account.")
        .reads(&["creator.accounts[].platform"])
        .property(|c: &CreatorHost, f| {
            let mut platforms: Vec<Platform> = c.creator.accounts.iter().map(|account| account.platform).collect();
            platforms.sort_unstable();
            platforms.dedup();
            Measure::counted(platforms.len(), f)
        });
    register
        .say(Form::Property, "creator.tier -> text", "-", "The creator's tier; `none` below and between the tiers.")
        .reads(&["creator.accounts[].followers"])
        .property(|c: &CreatorHost, _| c.tier.clone());
    register
        .say(Form::Property, "creator.last_tier -> text", "-", "The tier of an earlier run.")
        .reads(&["creator.last_tier"])
        .property(|c: &CreatorHost, f| text(c.creator.last_tier.as_deref(), f));
}

fn counts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.followers -> value", "count", "Followers or subscribers.")
        .reads(&["creator.accounts[].followers"])
        .property(|c: &CreatorHost, f| Measure::count(c.account().and_then(|account| account.followers), f));
    register
        .say(Form::Property, "creator.following -> value", "count", "Accounts that the account follows.")
        .reads(&["creator.accounts[].following"])
        .property(|c: &CreatorHost, f| Measure::count(c.account().and_then(|account| account.following), f));
    register
        .say(Form::Property, "creator.posts_total -> value", "count", "Posts ever published.")
        .reads(&["creator.accounts[].posts_total"])
        .property(|c: &CreatorHost, f| Measure::count(c.account().and_then(|account| account.posts_total), f));
}

fn profile(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.verified -> bool", "-", "Whether the platform verified the account.")
        .reads(&["creator.accounts[].verified"])
        .property(|c: &CreatorHost, f| flag(c.account().and_then(|account| account.verified), f));
    register
        .say(Form::Property, "creator.private -> bool", "-", "Whether the account is private.")
        .reads(&["creator.accounts[].private"])
        .property(|c: &CreatorHost, f| flag(c.account().and_then(|account| account.private), f));
    register
        .say(Form::Property, "creator.is_brand -> bool", "-", "Whether the account belongs to a brand.")
        .reads(&["creator.accounts[].kind"])
        .property(|c: &CreatorHost, f| {
            flag(c.account().and_then(|account| account.kind).map(|kind| kind == AccountKind::Brand), f)
        });
    register
        .say(Form::Property, "creator.handle -> text", "-", "The handle, without `@`.")
        .reads(&["creator.accounts[].handle"])
        .property(|c: &CreatorHost, f| text(c.account().and_then(|account| account.handle.as_deref()), f));
}

fn ages(register: &mut Register<'_>) {
    register
        .say(Form::Property, "creator.account_age_days -> value", "days", "Days since the account was opened.")
        .reads(&["creator.accounts[].created_at"])
        .property(|c: &CreatorHost, f| {
            let opened = c.account().and_then(|account| account.created_at);
            Measure::of(opened.map(|at| (day_number(c.as_of.date()) - day_number(at)) as f64), Unit::Days, f)
        });
    register
        .say(
            Form::Property,
            "creator.facts_age_days -> value",
            "days",
            "Days since the account's counts were true, by their provenance.",
        )
        .reads(&["creator.accounts[].provenance.as_of"])
        .property(|c: &CreatorHost, f| {
            Measure::of(age_days(c.account().and_then(|account| account.provenance.as_ref()), c.as_of), Unit::Days, f)
        });
}

macro_rules! section {
    ($register:expr, $signature:literal, $meaning:literal, $host:ident) => {
        $register.say(Form::Property, $signature, "-", $meaning).property(|c: &CreatorHost, _| $host::of(c))
    };
}

fn sections(register: &mut Register<'_>) {
    section!(
        register,
        "creator.posts -> posts",
        "The account's posts up to the moment of the decision, newest first.",
        PostsHost
    );
    section!(register, "creator.history -> history", "The account's follower counts over time.", HistoryHost);
    section!(
        register,
        "creator.past_campaigns -> past_campaigns",
        "Campaigns that the creator took part in.",
        PastCampaignsHost
    );
    section!(
        register,
        "creator.relationship -> relationship",
        "What the agency knows of working with the creator.",
        RelationshipHost
    );
    section!(register, "creator.rates -> rates", "Prices that the creator asks.", RatesHost);
    section!(register, "creator.ratings -> ratings", "Human ratings of the creator.", RatingsHost);
    section!(register, "creator.overlap -> overlap", "Followers shared with other creators.", OverlapHost);
    section!(register, "creator.comments -> comments", "Sampled comments under the account's posts.", CommentsHost);
    section!(
        register,
        "creator.follower_sample -> follower_sample",
        "Sampled profiles of the account's followers.",
        FollowersHost
    );
    register
        .say(Form::Property, "creator.audience -> audience", "-", "The make-up of the account's followers.")
        .property(|c: &CreatorHost, _| AudienceHost::of(c, saring_model::creator::AudienceOf::Followers));
    register
        .say(Form::Property, "creator.likers -> audience", "-", "The make-up of those who like.")
        .property(|c: &CreatorHost, _| AudienceHost::of(c, saring_model::creator::AudienceOf::Likers));
    register
        .say(Form::Property, "creator.commenters -> audience", "-", "The make-up of those who comment.")
        .property(|c: &CreatorHost, _| AudienceHost::of(c, saring_model::creator::AudienceOf::Commenters));
}

fn attributes(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "creator.attribute(name) -> value",
            "-",
            "One of the agency's own fields: a number, a text or a truth value; anything else is unknown.",
        )
        .reads(&["creator.attributes"]);
    let fields = register.fields();
    register.call(move |c: &mut CreatorHost, name: ImmutableString| {
        let value = c.creator.attributes.as_ref().and_then(|all| all.get(&name));
        match value {
            Some(serde_json::Value::Number(number)) => {
                Dynamic::from(Measure::of(number.as_f64(), Unit::Number, fields))
            }
            Some(serde_json::Value::String(value)) => text(Some(value), fields),
            Some(serde_json::Value::Bool(value)) => Dynamic::from(*value),
            _ => text(None, fields),
        }
    });
}

/// Plain numbers that methods take, as an index or a count.
pub(crate) fn whole(n: FLOAT) -> usize {
    n.max(0.0) as usize
}

/// The same for whole numbers.
pub(crate) fn whole_int(n: INT) -> usize {
    usize::try_from(n).unwrap_or_default()
}
