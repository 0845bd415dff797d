//! Records, unpacked from the two pieces in which the host packs a section: numbers and texts, as the contract says at
//! `batch.packed`.

use crate::bindings::facts::{
    Account, AccountKind, Audience, AudienceOf, AudienceTypes, CampaignRecord, CityShare, Comment, CountryShare,
    Disclosure, Exclusivity, FollowerRecord, Format, Gender, GenderAgeShare, HistoryPoint, Includes, KpiRecord,
    LabelShare, LanguageShare, Location, Method, Money, Overlap, Platform, Post, Profile, Provenance, Rate, RateBase,
    RateBasis, Rating, ReachabilityShare, Relationship, Reply, Reported, ReportedRate, Risk, SafetyFinding, Scale,
    Sentiment, Sponsor,
};

/// Unpacks a section.
pub(super) fn unpack<T: Unpack>((numbers, texts): (Vec<u8>, String)) -> T {
    T::unpack(&mut Packed { numbers: &numbers, texts: &texts })
}

/// What is left of a section.
pub(super) struct Packed<'a> {
    numbers: &'a [u8],
    texts: &'a str,
}

/// Something that a section is packed from.
pub(super) trait Unpack: Sized {
    fn unpack(from: &mut Packed<'_>) -> Self;
}

impl Packed<'_> {
    #[inline]
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        match self.numbers.split_first_chunk() {
            Some((first, rest)) => {
                self.numbers = rest;
                *first
            }
            None => cut(),
        }
    }

    #[inline]
    fn byte(&mut self) -> u8 {
        let [byte] = self.bytes();
        byte
    }

    #[inline]
    fn count(&mut self) -> usize {
        u32::unpack(self) as usize
    }
}

#[cold]
#[expect(clippy::panic, reason = "a host that breaks the contract cannot be answered")]
fn cut() -> ! {
    panic!("the host packed a section in another way than the contract says")
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Unpack for $number {
            #[inline]
            fn unpack(from: &mut Packed<'_>) -> Self {
                Self::from_le_bytes(from.bytes())
            }
        })+
    };
}

numbers!(u8, u32, i32, u64, i64, f64);

impl Unpack for bool {
    #[inline]
    fn unpack(from: &mut Packed<'_>) -> Self {
        from.byte() != 0
    }
}

impl Unpack for String {
    fn unpack(from: &mut Packed<'_>) -> Self {
        let bytes = from.count();
        match from.texts.split_at_checked(bytes) {
            Some((text, rest)) => {
                from.texts = rest;
                text.to_owned()
            }
            None => cut(),
        }
    }
}

impl<T: Unpack> Unpack for Option<T> {
    #[inline]
    fn unpack(from: &mut Packed<'_>) -> Self {
        (from.byte() != 0).then(|| T::unpack(from))
    }
}

impl<T: Unpack> Unpack for Vec<T> {
    fn unpack(from: &mut Packed<'_>) -> Self {
        let items = from.count();
        (0..items).map(|_| T::unpack(from)).collect()
    }
}

macro_rules! words {
    ($($name:ident: $($word:ident),+;)+) => {
        $(impl Unpack for $name {
            #[inline]
            fn unpack(from: &mut Packed<'_>) -> Self {
                let word = from.byte();
                $(if word == Self::$word as u8 {
                    return Self::$word;
                })+
                cut()
            }
        })+
    };
}

words! {
    AccountKind: Person, Brand;
    AudienceOf: Followers, Likers, Commenters;
    Disclosure: None, Hashtag, Label;
    Format: Image, Carousel, Reel, Story, Video, Short, Live;
    Gender: Female, Male, Other;
    Method: Measured, Estimated, Declared;
    Platform: Instagram, Tiktok, Youtube, X, Facebook, Threads, Twitch, Snapchat, Linkedin, Pinterest, Other;
    RateBase: Followers, Views, Reach;
    RateBasis: Net, Gross;
    Risk: Floor, High, Medium, Low;
    Sentiment: Positive, Neutral, Negative;
}

/// Fields stand in the contract's order: they are unpacked in the order in which they are named.
macro_rules! records {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {
        $(impl Unpack for $name {
            #[inline]
            fn unpack(from: &mut Packed<'_>) -> Self {
                Self { $($field: Unpack::unpack(from),)+ }
            }
        })+
    };
}

records! {
    Money { minor, digits, currency }
    Profile { id, name, location, languages, tz, style_tags, last_tier, tier, account }
    Account {
        platform, external_id, handle, url, verified, private, kind, followers, following, posts_total, created_at,
        comments_n, provenance,
    }
    Provenance { as_of, source, method, sample_size }
    Location { country, region, city }
    Audience {
        of, countries, cities, languages, gender_age, types, credibility, reachability, interests, brand_affinity,
        sketch, provenance,
    }
    HistoryPoint { at, followers, following, avg_likes, avg_comments, avg_views }
    Post {
        id, at, format, caption, lang, duration_s, pinned, collab, likes, comments, shares, saves, views, reach,
        impressions, clicks, completion_rate, sponsored, sponsors, disclosure, hashtags, topics, safety,
        native_features, production_rating, provenance,
    }
    Comment { post, author_hash, text, lang, at, likes, sentiment, inauthentic, topics, off_message, pillars }
    Reported { engagement_rate, avg_likes, avg_comments, avg_views, quality_score, growth_30d, provenance }
    FollowerRecord {
        followers, following, posts_total, has_picture, bio_length, username_length, username_digits, private,
    }
    Rate { platform, format, quantity, price, basis, valid_to, includes, provenance }
    Rating { criterion, rater, scale, value, at }
    CampaignRecord {
        campaign, brand, category, ended, format, kpis, spend, asked, agreed, on_time, revisions, disputes, extras,
        reopened,
    }
    Relationship { contracts_n, rate_card_clarity, exclusivity, replies, nps, repeat_n, provenance }
    Overlap { with, shared, jaccard, pct_of_smaller, provenance }
    CountryShare { code, share }
    CityShare { name, country, region, share }
    LanguageShare { code, share }
    GenderAgeShare { gender, age_min, age_max, share }
    AudienceTypes { real, influencer, mass, suspicious }
    ReachabilityShare { following_min, following_max, share }
    LabelShare { label, id, share }
    Sponsor { name, domain, category }
    SafetyFinding { garm, risk, confidence, locations, detected_at }
    ReportedRate { value, per }
    Includes { what, days }
    Scale { min, max }
    KpiRecord { metric, target, actual }
    Exclusivity { category, brand, from, until }
    Reply { sent, answered }
}
