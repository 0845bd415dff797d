//! The records of the contract: each with its fields, in the contract's order.

use super::{Fact, Packed, Wire, model, wire};

macro_rules! records {
    ($($name:ident of $model:ty { $($field:ident),+ $(,)? })+) => {
        $(impl Fact for $model {
            type Record = wire::$name;

            fn record(&self, wire: &Wire) -> wire::$name {
                wire::$name { $($field: self.$field.record(wire),)+ }
            }

            #[inline]
            fn pack(&self, into: &mut Packed) {
                $(self.$field.pack(into);)+
            }
        })+
    };
}

records! {
    Account of model::Account {
        platform, external_id, handle, url, verified, private, kind, followers, following, posts_total, created_at,
        comments_n, provenance,
    }
    Provenance of saring_model::Provenance { as_of, source, method, sample_size }
    Location of model::Location { country, region, city }
    Audience of model::Audience {
        of, countries, cities, languages, gender_age, types, credibility, reachability, interests, brand_affinity,
        sketch, provenance,
    }
    HistoryPoint of model::HistoryPoint { at, followers, following, avg_likes, avg_comments, avg_views }
    Post of model::Post {
        id, at, format, caption, lang, duration_s, pinned, collab, likes, comments, shares, saves, views, reach,
        impressions, clicks, completion_rate, sponsored, sponsors, disclosure, hashtags, topics, safety,
        native_features, production_rating, provenance,
    }
    Comment of model::Comment { post, author_hash, text, lang, at, likes, sentiment, inauthentic, topics, off_message, pillars }
    Reported of model::Reported {
        engagement_rate, avg_likes, avg_comments, avg_views, quality_score, growth_30d, provenance,
    }
    FollowerRecord of model::FollowerRecord {
        followers, following, posts_total, has_picture, bio_length, username_length, username_digits, private,
    }
    Rate of model::Rate { platform, format, quantity, price, basis, valid_to, includes, provenance }
    Rating of model::Rating { criterion, rater, scale, value, at }
    CampaignRecord of model::CampaignRecord {
        campaign, brand, category, ended, format, kpis, spend, asked, agreed, on_time, revisions, disputes, extras,
        reopened,
    }
    Relationship of model::Relationship {
        contracts_n, rate_card_clarity, exclusivity, replies, nps, repeat_n, provenance,
    }
    Overlap of model::Overlap { with, shared, jaccard, pct_of_smaller, provenance }
    CountryShare of model::CountryShare { code, share }
    CityShare of model::CityShare { name, country, region, share }
    LanguageShare of model::LanguageShare { code, share }
    GenderAgeShare of model::GenderAgeShare { gender, age_min, age_max, share }
    AudienceTypes of model::AudienceTypes { real, influencer, mass, suspicious }
    ReachabilityShare of model::ReachabilityShare { following_min, following_max, share }
    LabelShare of model::LabelShare { label, id, share }
    Sponsor of model::Sponsor { name, domain, category }
    SafetyFinding of model::SafetyFinding { garm, risk, confidence, locations, detected_at }
    ReportedRate of model::ReportedRate { value, per }
    Includes of model::Includes { what, days }
    Scale of model::Scale { min, max }
    KpiRecord of model::KpiRecord { metric, target, actual }
    Exclusivity of model::Exclusivity { category, brand, from, until }
    Reply of model::Reply { sent, answered }
}

/// The creator without the blocks that are sections of their own.
pub(crate) struct Profile<'a> {
    pub creator: &'a model::Creator,
    pub tier: Option<&'a str>,
    /// The account that counts.
    pub account: &'a model::Account,
}

impl Fact for Profile<'_> {
    type Record = wire::Profile;

    fn record(&self, wire: &Wire) -> wire::Profile {
        let of = self.creator;
        wire::Profile {
            id: of.id.record(wire),
            name: of.name.record(wire),
            location: of.location.record(wire),
            languages: of.languages.record(wire),
            tz: of.tz.record(wire),
            style_tags: of.style_tags.record(wire),
            last_tier: of.last_tier.record(wire),
            tier: self.tier.record(wire),
            account: self.account.record(wire),
        }
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        let of = self.creator;
        of.id.pack(into);
        of.name.pack(into);
        of.location.pack(into);
        of.languages.pack(into);
        of.tz.pack(into);
        of.style_tags.pack(into);
        of.last_tier.pack(into);
        self.tier.pack(into);
        self.account.pack(into);
    }
}
