//! Every limit on input, with its unit in its name.
//!
//! The schema generator and the typed decoder both read these constants, so a
//! limit cannot hold in one and not in the other.

/// Largest document that is decoded at once, in bytes (64 MiB).
pub const DOCUMENT_BYTES_MAX: usize = 64 << 20;
/// Deepest nesting of objects and arrays in a document.
pub const DEPTH_MAX: usize = 32;
/// Deepest nesting inside one `attributes` value.
pub const ATTRIBUTE_DEPTH_MAX: usize = 8;
/// Most keys in one object of `attributes`.
pub const ATTRIBUTE_KEYS_MAX: usize = 1_000;
/// Most values of a refused document that are looked at to explain it; a list ends there.
pub const EXPLAINED_VALUES_MAX: usize = 2_000_000;
/// Most violations that are reported for one document; the rest are counted.
pub const VIOLATIONS_MAX: usize = 100;

/// Largest count: the largest integer that every JSON reader keeps exactly (2^53 - 1).
pub const COUNT_MAX: u64 = 9_007_199_254_740_991;
/// Largest age, in years.
pub const AGE_YEARS_MAX: u64 = 120;
/// Most posts of one kind that are ordered of a creator or sold together.
pub const POSTS_ORDERED_MAX: u64 = 1_000;
/// Smallest rate of exchange, in units of one currency for one of another.
pub const EXCHANGE_RATE_MIN: f64 = 1e-9;
/// Largest rate of exchange, in units of one currency for one of another.
pub const EXCHANGE_RATE_MAX: f64 = 1e9;
/// Most digits before the point of an amount of money, so that minor units fit 64 bits.
pub const MONEY_DIGITS_MAX: u32 = 14;
/// Largest amount of money in major units.
pub const MONEY_MAJOR_MAX: i64 = 99_999_999_999_999;

/// Most creators in one roster that is decoded at once.
pub const CREATORS_MAX: usize = 100_000;
/// Most accounts of one creator.
pub const ACCOUNTS_MAX: usize = 20;
/// Most posts of one account.
pub const POSTS_MAX: usize = 5_000;
/// Most points in one account's history.
pub const HISTORY_MAX: usize = 5_000;
/// Most audiences of one account (followers, likers, commenters).
pub const AUDIENCES_MAX: usize = 3;
/// Most cells in one audience breakdown or campaign target.
pub const CELLS_MAX: usize = 2_000;
/// Most sampled comments of one account.
pub const COMMENTS_MAX: usize = 10_000;
/// Most sampled follower records of one account.
pub const FOLLOWER_SAMPLE_MAX: usize = 20_000;
/// Most entries of a short list: tags, topics, sponsors, rates, ratings, links.
pub const ENTRIES_MAX: usize = 1_000;
/// Most events in one timeline that is decoded at once.
pub const EVENTS_MAX: usize = 1_000_000;

/// Most actions of one campaign that are remembered.
pub const ACTIONS_MAX: usize = 100_000;
/// Most triggers, times targets, that are remembered.
pub const MACHINES_MAX: usize = 100_000;

/// Longest identifier, in Unicode scalar values.
pub const ID_CHARS_MAX: usize = 200;
/// Longest name or label, in Unicode scalar values.
pub const NAME_CHARS_MAX: usize = 300;
/// Longest prose (a caption, a story, a comment), in Unicode scalar values.
pub const PROSE_CHARS_MAX: usize = 20_000;

/// Largest sum of the shares of one whole; providers round their shares.
pub const SHARES_SUM_MAX: f64 = 1.02;
/// Farthest that weights may sum from 1.
pub const WEIGHTS_SUM_TOLERANCE: f64 = 1e-6;
