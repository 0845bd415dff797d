//! Units of words: platforms, handles, countries, age bands and months, as people and providers write them.

use saring_model::Country;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Platforms by the names, short forms and domains that stand for them, folded.
const PLATFORMS: [(&str, &[&str]); 11] = [
    ("instagram", &["instagram", "ig", "insta", "instagramcom"]),
    ("tiktok", &["tiktok", "tt", "tiktokcom"]),
    ("youtube", &["youtube", "yt", "youtubecom", "youtubechannel"]),
    ("x", &["x", "twitter", "xtwitter", "twittercom", "xcom"]),
    ("facebook", &["facebook", "fb", "facebookcom"]),
    ("threads", &["threads", "threadsnet", "threadscom"]),
    ("twitch", &["twitch", "twitchtv"]),
    ("snapchat", &["snapchat", "snap", "snapchatcom"]),
    ("linkedin", &["linkedin", "linkedincom"]),
    ("pinterest", &["pinterest", "pinterestcom"]),
    ("other", &["other", "lainnya"]),
];
/// Countries as people write them, folded, where ISO 3166-1 has another name.
const COUNTRIES: [(&str, &str); 58] = [
    ("usa", "US"),
    ("unitedstates", "US"),
    ("america", "US"),
    ("estadosunidos", "US"),
    ("amerikaserikat", "US"),
    ("uk", "GB"),
    ("unitedkingdom", "GB"),
    ("greatbritain", "GB"),
    ("england", "GB"),
    ("reinounido", "GB"),
    ("inglaterra", "GB"),
    ("inggris", "GB"),
    ("brasil", "BR"),
    ("mexico", "MX"),
    ("russia", "RU"),
    ("rusia", "RU"),
    ("southkorea", "KR"),
    ("korea", "KR"),
    ("coreadelsur", "KR"),
    ("coreiadosul", "KR"),
    ("koreaselatan", "KR"),
    ("northkorea", "KP"),
    ("turkey", "TR"),
    ("turquia", "TR"),
    ("turki", "TR"),
    ("iran", "IR"),
    ("vietnam", "VN"),
    ("taiwan", "TW"),
    ("bolivia", "BO"),
    ("venezuela", "VE"),
    ("tanzania", "TZ"),
    ("syria", "SY"),
    ("moldova", "MD"),
    ("laos", "LA"),
    ("brunei", "BN"),
    ("macau", "MO"),
    ("palestine", "PS"),
    ("uae", "AE"),
    ("unitedarabemirates", "AE"),
    ("emiradosarabesunidos", "AE"),
    ("czechrepublic", "CZ"),
    ("ivorycoast", "CI"),
    ("holland", "NL"),
    ("netherlands", "NL"),
    ("belanda", "NL"),
    ("espana", "ES"),
    ("spanyol", "ES"),
    ("alemania", "DE"),
    ("jerman", "DE"),
    ("francia", "FR"),
    ("prancis", "FR"),
    ("italia", "IT"),
    ("japon", "JP"),
    ("jepang", "JP"),
    ("singapura", "SG"),
    ("filipina", "PH"),
    ("arabsaudi", "SA"),
    ("kosovo", "XK"),
];

/// Letters and digits alone, in lower case, without accents; `%` is a word. Names of columns are compared so.
pub(super) fn folded(text: &str) -> String {
    let plain = text.replace('%', "percent");
    let letters = plain.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).collect()
}

/// The platform of a name such as `IG`, or of an address.
pub(super) fn platform(text: &str) -> Option<&'static str> {
    let name = folded(host(text).unwrap_or(text));
    PLATFORMS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(platform, _)| *platform)
}

/// The last part of an address, or the text itself, without `@`. Of `watch?v=x` it is `x`.
pub(super) fn handle(text: &str) -> Option<&str> {
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
    Some(last.trim_start_matches('@').trim()).filter(|handle| !handle.is_empty())
}

/// The host of an address, without `www.` and `m.`.
fn host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let bare = || text.split_once('/').filter(|(host, _)| host.contains('.') && !host.contains(' '));
    let host = match rest {
        Some(rest) => rest.split(['/', '?', '#']).next()?,
        None => bare()?.0,
    };
    Some(host.trim_start_matches("www.").trim_start_matches("m.").trim_start_matches("vt."))
}

/// The ISO 3166-1 code of a code or a name.
pub(super) fn country(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    if let Some(country) = Country::new(&upper) {
        return Some(country.as_str().to_owned());
    }
    let name = folded(text);
    if let Some((_, code)) = COUNTRIES.iter().find(|(known, _)| *known == name) {
        return Some((*code).to_owned());
    }
    let all = rust_iso3166::ALL.iter();
    let found = all.copied().find(|country| {
        // `Korea (Republic of)` is listed under `Korea` above; the words before a bracket name the others.
        let short = country.name.split(['(', ',']).next().unwrap_or(country.name);
        country.alpha3 == upper || folded(country.name) == name || folded(short) == name
    });
    found.map(|country| country.alpha2.to_owned())
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
