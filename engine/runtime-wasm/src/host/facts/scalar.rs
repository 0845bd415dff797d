//! Instants, dates, money and words, in the contract's types.

use saring_model::{Age, Date, Money, Timestamp};

use super::{model, wire};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub(crate) fn instant(at: Timestamp) -> wire::Instant {
    at.get().as_millisecond()
}

/// Days since 1970-01-01.
pub(super) fn date(day: Date) -> wire::Date {
    // Midnight of a calendar date is a whole number of days away, and a date of four digits fits 32 bits.
    i32::try_from(day.start().unix_seconds().div_euclid(86_400)).unwrap_or_default()
}

pub(super) fn age(years: Age) -> u32 {
    u32::try_from(years.get()).unwrap_or(u32::MAX)
}

pub(super) fn money(amount: Money) -> wire::Money {
    let digits = u8::try_from(amount.currency().exponent()).unwrap_or_default();
    wire::Money { minor: amount.minor(), digits, currency: amount.currency().as_str().to_owned() }
}

macro_rules! words {
    ($($function:ident: $name:ident = $($word:ident),+;)+) => {
        $(pub(super) fn $function(word: model::$name) -> wire::$name {
            match word {
                $(model::$name::$word => wire::$name::$word,)+
            }
        })+
    };
}

words! {
    account_kind: AccountKind = Person, Brand;
    audience_of: AudienceOf = Followers, Likers, Commenters;
    disclosure: Disclosure = None, Hashtag, Label;
    format: Format = Image, Carousel, Reel, Story, Video, Short, Live;
    gender: Gender = Female, Male, Other;
    platform: Platform = Instagram, Tiktok, Youtube, X, Facebook, Threads, Twitch, Snapchat, Linkedin, Pinterest, Other;
    rate_base: RateBase = Followers, Views, Reach;
    rate_basis: RateBasis = Net, Gross;
    risk: Risk = Floor, High, Medium, Low;
    sentiment: Sentiment = Positive, Neutral, Negative;
}

pub(super) fn method(word: saring_model::Method) -> wire::Method {
    match word {
        saring_model::Method::Measured => wire::Method::Measured,
        saring_model::Method::Estimated => wire::Method::Estimated,
        saring_model::Method::Declared => wire::Method::Declared,
    }
}
