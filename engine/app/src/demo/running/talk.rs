//! What people say: mentions of the brand and its rivals, the hashtag, the press, searches, followers, rivals, trends.

use saring_model::Campaign;
use serde_json::{Value, json};

use super::super::dice::Dice;
use super::cast::Cast;
use super::days;
use super::diary::{Diary, Of};

/// How much of a day's talk falls into each hour in Jakarta.
const HOURS: [f64; 24] = [
    0.35, 0.2, 0.13, 0.1, 0.12, 0.25, 0.5, 0.75, 0.9, 1.0, 1.05, 1.2, 1.35, 1.15, 1.0, 1.0, 1.1, 1.25, 1.5, 1.9, 2.1,
    1.8, 1.2, 0.7,
];
/// How much of a week's talk falls into each day, from Monday; the flight begins on one.
const WEEK: [f64; 7] = [0.92, 0.9, 0.95, 1.0, 1.12, 1.2, 1.1];
/// Mentions in an usual hour.
const USUAL: f64 = 15.0;
/// Hours of an outage of the monitoring tool, whose counts came late.
const OUTAGE: std::ops::Range<f64> = 10.2..10.7;

pub(super) fn talk(seed: u64, cast: &Cast<'_>, campaign: &Campaign, diary: &mut Diary) {
    let mut dice = Dice::new(seed, u64::MAX - 2);
    let dice = &mut dice;
    mentions(dice, diary);
    let rivals: Vec<&str> =
        campaign.brand.competitors.iter().flat_map(|names| names.iter()).map(|name| name.as_str()).collect();
    by_day(dice, &rivals, diary);
    seen(&rivals, diary);
    for week in -5..=6_i32 {
        let day = f64::from(week) * 7.0 + 0.4;
        let grown = f64::from(week + 5) * 350.0 + f64::from(week.max(0)) * 900.0;
        for (platform, base) in [("instagram", 48_000.0), ("tiktok", 21_000.0)] {
            diary.note(day, Of::NOBODY, followers(platform, base + grown));
        }
        for one in &cast.booked {
            let Some(platform) = one.booking.deliverables.first().map(|first| first.platform) else { continue };
            let growth = 1.0 + 0.002 * f64::from(week + 5) + 0.0035 * f64::from(week.max(0)) * dice.between(0.2, 1.4);
            let count = one.followers(platform) * growth;
            diary.note(day, Of::creator(one.id()), followers(platform.as_str(), count));
        }
    }
}

fn followers(platform: &str, count: f64) -> Value {
    json!({ "followers": { "platform": platform, "followers": count.round() as u64 } })
}

/// Mentions of the brand, hour by hour, five weeks before the flight and through it.
fn mentions(dice: &mut Dice, diary: &mut Diary) {
    let hours = ((days::LAST + days::BEFORE + 3.0) * 24.0) as u64;
    for hour in 1..=hours {
        let day = hour as f64 / 24.0 - days::BEFORE;
        let begun = day - 1.0 / 24.0;
        let of_day = HOURS.get((hour as usize - 1) % 24).copied().unwrap_or(1.0);
        let weekday = (begun.floor() as i64).rem_euclid(7);
        let of_week = WEEK.get(weekday as usize).copied().unwrap_or(1.0);
        let running = if day > 0.5 { 1.0 + 0.5 * (day / 6.0).min(1.0) } else { 1.0 };
        let since_viral = begun - (days::VIRAL + 0.9);
        let viral = if since_viral > 0.0 { 110.0 * libm::exp(-since_viral / 0.8) } else { 0.0 };
        let calm = USUAL * of_day * of_week * running;
        let angry = if days::CRISIS.contains(&begun) { 130.0 } else { 0.0 };
        // Who shares what took off seldom complains.
        let total = around(dice, calm + viral);
        let negative = around(dice, calm * 0.055 + viral * 0.012).min(total);
        let positive = around(dice, total * 0.46).min(total - negative);
        let anger = around(dice, angry);
        let what = json!({ "mention_counts": {
            "span_s": 3_600, "total": (total + anger) as u64, "positive": positive as u64,
            "negative": (negative + (anger * 0.8).round()) as u64, "source": "social listening",
        }});
        let hours_late = if OUTAGE.contains(&begun) { 30.0 } else { 0.1 };
        diary.late(day, Of::NOBODY, what, hours_late);
    }
}

/// A count around an expected one, as chance spreads it.
pub(super) fn around(dice: &mut Dice, expected: f64) -> f64 {
    (expected + dice.normal() * expected.max(0.0).sqrt()).round().max(0.0)
}

/// What is counted by the day: rivals, the press, the hashtag; and searches by the week.
fn by_day(dice: &mut Dice, rivals: &[&str], diary: &mut Diary) {
    for day in 0..=((days::LAST + days::BEFORE) as u64) {
        let day = day as f64 - days::BEFORE + 1.0;
        for (rival, usual) in rivals.iter().zip([420.0, 360.0, 240.0]) {
            let total = around(dice, usual) as u64;
            diary.note(day, Of::NOBODY, counted(json!({ "subject": rival, "span_s": 86_400, "total": total })));
        }
        if dice.chance(if day > 0.0 { 0.3 } else { 0.1 }) {
            let outlet = dice.pick(&["Harian Nusa", "Kabar Rupa", "Beauty Ledger"]);
            let press = json!({ "channel": "press", "span_s": 86_400, "total": 1, "source": outlet });
            diary.note(day, Of::NOBODY, counted(press));
        }
        if day > 0.0 {
            let uses = around(dice, 45.0 + 220.0 * libm::exp(-(day - days::VIRAL).abs() / 3.0)) as u64;
            let what = json!({ "hashtag_counts": { "hashtag": "SawoSetiapHari", "span_s": 86_400, "total": uses } });
            diary.note(day, Of::NOBODY, what);
        }
        if (day as i64).rem_euclid(7) == 0 {
            let own = around(dice, if day > 0.0 { 5_200.0 } else { 3_100.0 }) as u64;
            diary.note(day, Of::NOBODY, counted(json!({ "channel": "search", "span_s": 604_800, "total": own })));
            for (rival, usual) in rivals.iter().zip([9_400.0, 8_100.0, 5_600.0]) {
                let total = around(dice, usual) as u64;
                let searched = json!({ "subject": rival, "channel": "search", "span_s": 604_800, "total": total });
                diary.note(day, Of::NOBODY, counted(searched));
            }
        }
    }
}

fn counted(counts: Value) -> Value {
    json!({ "mention_counts": counts })
}

/// What rivals did, and which trends were seen.
fn seen(rivals: &[&str], diary: &mut Diary) {
    for (day, rival, text) in [
        (8.3, 0, "Halves the price of its barrier cream for a week."),
        (19.4, 1, "Starts twelve creators at once with the word “calm”."),
    ] {
        let Some(rival) = rivals.get(rival) else { continue };
        let what = json!({ "subject": rival, "text": text, "source": "social listening" });
        diary.note(day, Of::NOBODY, json!({ "competitor_activity": what }));
    }
    let what =
        json!({ "subject": "Five quiet minutes", "text": "Morning routines without talking.", "value": 38_000.0 });
    diary.note(9.1, Of::NOBODY, json!({ "trend": what }));
}
