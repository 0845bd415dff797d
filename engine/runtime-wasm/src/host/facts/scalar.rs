//! Instants, dates, money, numbers and words, in the contract's types.

use saring_model::{
    Age, Change, Count, Country, Date, Fraction, Kebab, Language, Method, Money, Number, Positive, PostCount, Text,
    TimeZone, Timestamp,
};

use super::{Fact, Packed, Wire, model, wire};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub(crate) fn instant(at: Timestamp) -> wire::Instant {
    at.get().as_millisecond()
}

/// Days since 1970-01-01.
fn date(day: Date) -> wire::Date {
    // Midnight of a calendar date is a whole number of days away, and a date of four digits fits 32 bits.
    i32::try_from(day.start().unix_seconds().div_euclid(86_400)).unwrap_or_default()
}

macro_rules! numbers {
    ($($name:ident: $number:ty = |$of:ident| $value:expr;)+) => {
        $(impl Fact for $name {
            type Record = $number;

            fn record(&self, _: &Wire) -> $number {
                let $of = *self;
                $value
            }

            #[inline]
            fn pack(&self, into: &mut Packed) {
                let $of = *self;
                into.bytes(<$number>::to_le_bytes($value));
            }
        })+
    };
}

numbers! {
    Age: u32 = |years| u32::try_from(years.get()).unwrap_or(u32::MAX);
    Change: f64 = |change| change.get();
    Count: u64 = |count| count.get();
    PostCount: u64 = |count| count.get();
    Date: i32 = |day| date(day);
    Fraction: f64 = |fraction| fraction.get();
    Number: f64 = |number| number.get();
    Positive: f64 = |number| number.get();
    Timestamp: i64 = |at| instant(at);
}

impl Fact for bool {
    type Record = bool;

    fn record(&self, _: &Wire) -> bool {
        *self
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        into.bytes([u8::from(*self)]);
    }
}

impl Fact for str {
    type Record = String;

    fn record(&self, wire: &Wire) -> String {
        wire.count(self.len());
        self.to_owned()
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        into.text(self);
    }
}

macro_rules! texts {
    ($([$($bounds:tt)*] $name:ty;)+) => {
        $(impl<$($bounds)*> Fact for $name {
            type Record = String;

            fn record(&self, wire: &Wire) -> String {
                self.as_str().record(wire)
            }

            #[inline]
            fn pack(&self, into: &mut Packed) {
                self.as_str().pack(into);
            }
        })+
    };
}

texts! {
    [] Country;
    [] saring_model::Id;
    [] Kebab;
    [] Language;
    [] TimeZone;
    [const MIN: usize, const MAX: usize] Text<MIN, MAX>;
}

impl Fact for Money {
    type Record = wire::Money;

    fn record(&self, wire: &Wire) -> wire::Money {
        let digits = u8::try_from(self.currency().exponent()).unwrap_or_default();
        wire::Money { minor: self.minor(), digits, currency: self.currency().as_str().record(wire) }
    }

    #[inline]
    fn pack(&self, into: &mut Packed) {
        into.bytes(self.minor().to_le_bytes());
        into.bytes([u8::try_from(self.currency().exponent()).unwrap_or_default()]);
        into.text(self.currency().as_str());
    }
}

macro_rules! words {
    ($($name:ident of $model:ty: $($word:ident),+;)+) => {
        $(impl Fact for $model {
            type Record = wire::$name;

            fn record(&self, _: &Wire) -> wire::$name {
                match self {
                    $(Self::$word => wire::$name::$word,)+
                }
            }

            #[inline]
            fn pack(&self, into: &mut Packed) {
                let word = match self {
                    $(Self::$word => wire::$name::$word as u8,)+
                };
                into.bytes([word]);
            }
        })+
    };
}

words! {
    AccountKind of model::AccountKind: Person, Brand;
    AudienceOf of model::AudienceOf: Followers, Likers, Commenters;
    Disclosure of model::Disclosure: None, Hashtag, Label;
    Format of model::Format: Image, Carousel, Reel, Story, Video, Short, Live;
    Gender of model::Gender: Female, Male, Other;
    Method of Method: Measured, Estimated, Declared;
    Platform of model::Platform:
        Instagram, Tiktok, Youtube, X, Facebook, Threads, Twitch, Snapchat, Linkedin, Pinterest, Other;
    RateBase of model::RateBase: Followers, Views, Reach;
    RateBasis of model::RateBasis: Net, Gross;
    Risk of model::Risk: Floor, High, Medium, Low;
    Sentiment of model::Sentiment: Positive, Neutral, Negative;
}
