//! Units of words: platforms, handles, countries, age bands and months, as people and providers write them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use saring_model::Country;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Platforms by the names and short forms that stand for them, folded.
const PLATFORMS: [(&str, &[&str]); 11] = [
    ("instagram", &["instagram", "ig", "insta"]),
    ("tiktok", &["tiktok", "tt"]),
    ("youtube", &["youtube", "yt", "youtubechannel"]),
    ("x", &["x", "twitter", "xtwitter", "twitterx"]),
    ("facebook", &["facebook", "fb"]),
    ("threads", &["threads"]),
    ("twitch", &["twitch"]),
    ("snapchat", &["snapchat", "snap"]),
    ("linkedin", &["linkedin"]),
    ("pinterest", &["pinterest"]),
    ("other", &["other", "lainnya"]),
];
/// Domains of platforms.
const DOMAINS: [(&str, &str); 16] = [
    ("instagram.com", "instagram"),
    ("instagr.am", "instagram"),
    ("tiktok.com", "tiktok"),
    ("youtube.com", "youtube"),
    ("youtu.be", "youtube"),
    ("twitter.com", "x"),
    ("x.com", "x"),
    ("facebook.com", "facebook"),
    ("fb.com", "facebook"),
    ("threads.net", "threads"),
    ("threads.com", "threads"),
    ("twitch.tv", "twitch"),
    ("snapchat.com", "snapchat"),
    ("linkedin.com", "linkedin"),
    ("pinterest.com", "pinterest"),
    ("pin.it", "pinterest"),
];
/// Words beside the name of a platform that say a format of it, folded: `IG Reels` is Instagram.
const FORMATS: [&str; 14] = [
    "reel",
    "reels",
    "story",
    "stories",
    "feed",
    "post",
    "posts",
    "short",
    "shorts",
    "video",
    "videos",
    "live",
    "cerita",
    "postingan",
];

/// Countries as people write them, where ISO 3166-1 has another name: in Indonesian all of them, and short forms of
/// other languages.
const NAMES: &str = include_str!("../../../../rules/mappings/countries.csv");
/// Codes of countries by their folded names.
static COUNTRIES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let mut codes = BTreeMap::new();
    for (code, names) in NAMES.lines().skip(1).filter_map(|line| line.split_once(',')) {
        codes.extend(names.split(';').map(|name| (folded(name), code)));
    }
    for country in rust_iso3166::ALL {
        // `Korea (Republic of)` is listed under `Korea` in the table; the words before a bracket name the others.
        let short = country.name.split(['(', ',']).next().unwrap_or(country.name);
        for name in [country.name, short, country.alpha3] {
            codes.entry(folded(name)).or_insert(country.alpha2);
        }
    }
    codes
});

/// Letters and digits alone, in lower case, without accents; `%` is a word. Names of columns are compared so.
pub(super) fn folded(text: &str) -> String {
    let plain = text.replace('%', "percent");
    let letters = plain.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).collect()
}

/// The platform of a name such as `IG`, or of an address.
pub(super) fn platform(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if let Some(platform) = of_host(host(text).unwrap_or(text)) {
        return Some(platform);
    }
    of_name(&folded(text)).or_else(|| {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(folded);
        let (formats, rest): (Vec<_>, Vec<_>) = words.partition(|word| FORMATS.contains(&word.as_str()));
        (!formats.is_empty()).then(|| of_name(&rest.concat())).flatten()
    })
}

fn of_name(name: &str) -> Option<&'static str> {
    PLATFORMS.iter().find(|(_, names)| names.contains(&name)).map(|(platform, _)| *platform)
}

/// Parts of addresses that stand before a handle, and parts after which there is none.
const BEFORE_HANDLE: [&str; 7] = ["c", "user", "channel", "in", "company", "add", "pages"];
const NO_HANDLE: [&str; 21] = [
    "p",
    "reel",
    "reels",
    "tv",
    "stories",
    "explore",
    "watch",
    "shorts",
    "video",
    "videos",
    "playlist",
    "live",
    "groups",
    "people",
    "hashtag",
    "i",
    "t",
    "status",
    "share",
    "profile.php",
    "search",
];
/// Hosts of short links, which do not say whose they are.
const SHORT: [&str; 5] = ["youtu.be", "vm.tiktok.com", "vt.tiktok.com", "fb.watch", "pin.it"];

/// The handle of an address of a profile on a platform, or the text itself, without `@`.
pub(super) fn handle(text: &str) -> Option<&str> {
    let found = match host(text) {
        Some(host) => {
            platform(text).filter(|_| !SHORT.contains(&host.to_lowercase().as_str()))?;
            let (_, path) = text.split_once("://").map_or(text, |(_, rest)| rest).split_once('/')?;
            let mut parts = path.split(['?', '#']).next()?.split('/').filter(|part| !part.is_empty());
            let is_any = |words: &[&str], part: &str| words.iter().any(|word| word.eq_ignore_ascii_case(part));
            match parts.clone().find(|part| part.starts_with('@')) {
                Some(part) => part,
                None => parts.find(|part| !is_any(&BEFORE_HANDLE, part)).filter(|part| !is_any(&NO_HANDLE, part))?,
            }
        }
        // `instagram.com` is the address of nobody.
        None => Some(text).filter(|text| of_host(text.trim()).is_none())?,
    };
    // No platform has handles with spaces: `Leo Messi` is a name.
    let handle = found.trim().trim_start_matches('@').trim();
    (!handle.is_empty() && !handle.contains(char::is_whitespace)).then_some(handle)
}

/// The last part of the address of a post, or the text itself. Of `watch?v=x` it is `x`.
pub(super) fn post_id(text: &str) -> Option<&str> {
    let last = match host(text) {
        Some(host) => {
            let (path, query) = text.split_once('?').unwrap_or((text, ""));
            let path = path.split('#').next().unwrap_or(path).trim_end_matches('/');
            let last = path.rsplit('/').next().filter(|last| !last.ends_with(host))?;
            let video = || query.split('&').find_map(|pair| pair.strip_prefix("v="));
            if last == "watch" { video()? } else { last }
        }
        None => text,
    };
    Some(last.trim()).filter(|id| !id.is_empty())
}

/// The handle in the address of a post, where it stands behind an `@`.
pub(super) fn post_handle(text: &str) -> Option<&str> {
    handle(text).filter(|found| host(text).is_some() && text.contains(&format!("/@{found}")))
}

/// The source of `source / medium`; none where it stands in brackets, as `(direct)` does.
pub(super) fn utm_source(text: &str) -> Option<&str> {
    let source = text.split_once(" / ").map_or(text, |(source, _)| source).trim();
    (!source.is_empty() && !source.starts_with('(')).then_some(source)
}

/// The host of an address.
fn host(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let host = rest.split(['/', '?', '#']).next()?;
    let is_address = match scheme.to_lowercase().as_str() {
        "http" | "https" => true,
        "" => rest.len() > host.len() && host.contains('.') && !host.contains(' '),
        _ => false,
    };
    is_address.then_some(host)
}

/// The platform of a host, whatever stands before its domain: `www`, `m`, a language.
fn of_host(host: &str) -> Option<&'static str> {
    let host = host.to_lowercase();
    let is_in =
        |domain: &str| host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    DOMAINS.iter().find(|(domain, _)| is_in(domain)).map(|(_, platform)| *platform)
}

/// The ISO 3166-1 code of a code or a name.
pub(super) fn country(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    if let Some(country) = Country::new(&upper) {
        return Some(country.as_str().to_owned());
    }
    COUNTRIES.get(&folded(text)).map(|code| (*code).to_owned())
}

/// The ends of a band such as `18-24`, `65-`, `65+`, `-500` or `1k-5k`; `None` stands for an open end.
pub(super) fn band(text: &str) -> Option<(u64, Option<u64>)> {
    let text = text.replace(['\u{2013}', '\u{2014}'], "-").replace(' ', "");
    let end = |end: &str| -> Option<u64> {
        match end.strip_suffix(['k', 'K']) {
            Some(thousands) => thousands.parse::<u64>().ok()?.checked_mul(1_000),
            None => end.parse().ok(),
        }
    };
    if let Some(least) = text.strip_suffix('+').or_else(|| text.strip_suffix('-')).or_else(|| text.strip_prefix('>')) {
        return Some((end(least)?, None));
    }
    let (least, most) = text.strip_prefix('<').map_or_else(|| text.split_once('-'), |most| Some(("", most)))?;
    Some((if least.is_empty() { 0 } else { end(least)? }, Some(end(most)?)))
}

/// The last day of a month such as `2025-07`; a whole date stays as it is.
pub(super) fn month_end(text: &str) -> Option<jiff::civil::Date> {
    match text.parse::<jiff::civil::Date>() {
        Ok(date) => Some(date),
        Err(_) => Some(format!("{text}-01").parse::<jiff::civil::Date>().ok()?.last_of_month()),
    }
}

/// The seconds of an ISO 8601 duration in days, hours, minutes and seconds: `PT4M13S`.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let span: jiff::Span = text.parse().ok()?;
    let hours = i64::from(span.get_days()) * 24 + i64::from(span.get_hours());
    let is_long = span.get_years() != 0 || span.get_months() != 0 || span.get_weeks() != 0;
    (!is_long).then(|| (hours * 60 + span.get_minutes()) * 60 + span.get_seconds())
}
