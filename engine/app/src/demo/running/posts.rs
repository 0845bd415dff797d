//! The posts of the campaign: when they were published, how their numbers grew, and what people wrote below them.

use saring_model::Platform;
use serde_json::{Value, json};

use super::super::dice::Dice;
use super::cast::{Booked, Cast};
use super::days;
use super::diary::{Diary, Of};
use super::talk::around;

/// Hours at which the numbers of young posts are read, in days: every six hours, a little before each full one.
const READ_EVERY: f64 = 0.25;
/// Days for which they are read so often; afterwards once a day.
const YOUNG_DAYS: f64 = 5.0;
/// Days for which a post is read at all.
const READ_DAYS: f64 = 14.0;
/// Days in which a post has most of its views.
const GROWTH_DAYS: f64 = 1.1;

/// A published post.
pub(super) struct Published {
    /// The place of the creator among those booked.
    pub(super) place: usize,
    pub(super) id: String,
    pub(super) day: f64,
}

/// What a post will come to.
struct Fate {
    views: f64,
    rate: f64,
}

pub(super) fn posts(seed: u64, cast: &Cast<'_>, diary: &mut Diary) -> Vec<Published> {
    let mut published = Vec::new();
    for (place, one) in cast.booked.iter().enumerate() {
        let mut dice = Dice::new(seed, (u64::MAX >> 1) - place as u64);
        let mut number = 0;
        for deliverable in one.booking.deliverables.iter() {
            for _ in 0..deliverable.quantity.map_or(1, |quantity| quantity.get()) {
                let (is_viral, is_second) = {
                    let first = number == 0;
                    let is = |chosen: Option<(usize, Platform)>| first && chosen.is_some_and(|(at, _)| at == place);
                    (is(cast.viral), is(cast.second))
                };
                let usual = ((place * 5 + number * 9) % 34) as f64 + 1.0 + dice.between(0.72, 0.86);
                let day = match (is_viral, is_second) {
                    (true, _) => days::VIRAL + 0.78,
                    (_, true) => days::SECOND + 0.36,
                    _ => usual,
                };
                number += 1;
                let id = format!("{}-{}-{number}", one.id().as_str().replace(':', "-"), deliverable.platform.as_str());
                let fate = fate(&mut dice, one, deliverable.platform, (day, is_viral, is_second));
                let others = &cast.booked;
                let friend = others.get((place + 7) % others.len().max(1)).filter(|_| dice.chance(0.2));
                let mentions: Vec<&str> = friend.iter().map(|friend| friend.id().as_str()).collect();
                let what = json!({ "post_published": {
                    "platform": deliverable.platform, "format": deliverable.format, "sponsored": true,
                    "mentions": mentions, "safety": [],
                }});
                let plan =
                    json!({ "scheduled": { "publish_at": diary.moment(day), "platform": deliverable.platform } });
                diary.note(day - 3.0, Of::post(one.id(), &id), plan);
                diary.note(day, Of::post(one.id(), &id), what);
                readings(&mut dice, one, (&id, day), &fate, diary);
                comments(&mut dice, one, (&id, day), &fate, diary);
                published.push(Published { place, id, day });
            }
        }
    }
    before(&mut Dice::new(seed, u64::MAX - 3), diary);
    published
}

fn fate(dice: &mut Dice, one: &Booked<'_>, platform: Platform, (day, is_viral, is_second): (f64, bool, bool)) -> Fate {
    let rates = one.rates(platform);
    let at =
        |share: f64| rates.get(((rates.len() as f64 * share) as usize).min(rates.len().saturating_sub(1))).copied();
    let best = rates.last().copied().unwrap_or(0.1);
    let views = one.followers(platform) * dice.log_normal(0.45, 0.4);
    let usual = at(0.5).unwrap_or(0.05).clamp(0.01, 0.2) * dice.log_normal(0.8, 0.2);
    if is_viral || is_second {
        return Fate {
            views: views.max(20_000.0) * if is_viral { 9.0 } else { 3.0 },
            rate: (best * 1.5).clamp(0.25, 0.6),
        };
    }
    let dip = if days::DIP.contains(&day) { 0.3 } else { 1.0 };
    Fate { views: views * dip, rate: usual.min(0.2) }
}

/// The numbers of a post as they were read, most of them at once and some up to two days late.
fn readings(dice: &mut Dice, one: &Booked<'_>, (id, day): (&str, f64), fate: &Fate, diary: &mut Diary) {
    // Full hours of six are those of UTC, seven hours behind.
    let from_utc = 7.0 / 24.0;
    let mut read = ((day - from_utc) / READ_EVERY).floor() * READ_EVERY + READ_EVERY + from_utc - 0.01;
    while read < (day + READ_DAYS).min(days::LAST + 4.0) {
        let age = read - day;
        if age > 0.02 {
            let late = if dice.chance(0.04) && age > 3.2 { dice.between(8.0, 47.0) } else { 0.0 };
            diary.late(read, Of::post(one.id(), id), numbers(fate, age), late);
        }
        read += if age < YOUNG_DAYS { READ_EVERY } else { 1.0 };
    }
}

fn numbers(fate: &Fate, age: f64) -> Value {
    let views = fate.views * (1.0 - libm::exp(-age / GROWTH_DAYS));
    let whole = |number: f64| number.round() as u64;
    let engaged = views * fate.rate;
    json!({ "post_metrics": {
        "views": whole(views), "reach": whole(views * 0.81), "impressions": whole(views * 1.12),
        "likes": whole(engaged * 0.86), "comments": whole(engaged * 0.05), "shares": whole(engaged * 0.03),
        "saves": whole(engaged * 0.06), "clicks": whole(views * 0.011),
    }})
}

/// Shares of comments: positive, negative, off the message, on a pillar.
struct Tone([f64; 4]);

impl Tone {
    fn on(day: f64) -> Self {
        if days::CONFUSED.contains(&day) {
            Self([0.34, 0.09, 0.27, 0.48])
        } else if (days::CRISIS.start..days::CRISIS.end + 0.5).contains(&day) {
            Self([0.2, 0.42, 0.1, 0.62])
        } else {
            Self([0.5, 0.06, 0.05, 0.8])
        }
    }
}

/// Samples of the comments below a post, with what a person counted in them.
fn comments(dice: &mut Dice, one: &Booked<'_>, (id, day): (&str, f64), fate: &Fate, diary: &mut Diary) {
    for age in [0.2, 0.75, 1.75, 4.0, 8.0, 13.0] {
        let all = fate.views * fate.rate * 0.05 * (1.0 - libm::exp(-age / GROWTH_DAYS));
        let total = (all * 0.5).clamp(8.0, 80.0).round();
        if day + age < days::LAST + 3.0 {
            let texts = if age == 0.75 { TEXTS.as_slice() } else { &[] };
            let what = sample(dice, &Tone::on(day + age), (total, all.max(total)), texts);
            diary.note(day + age, Of::post(one.id(), id), what);
        }
    }
}

/// Comments on the brand's own posts before the campaign.
fn before(dice: &mut Dice, diary: &mut Diary) {
    for step in 0..12_u8 {
        let day = -days::BEFORE + 0.5 + f64::from(step) * 2.9;
        let what = sample(dice, &Tone([0.42, 0.07, 0.06, 0.8]), (60.0, 140.0), &[]);
        diary.note(day, Of::NOBODY, what);
    }
}

/// What some of them wrote, with their sentiment, and whether they missed the message.
const TEXTS: [(&str, &str, bool); 4] = [
    ("Serumnya ringan banget, kulitku tidak perih sama sekali.", "positive", false),
    ("Baru tahu bijinya dari Garut, harganya juga masuk akal.", "positive", false),
    ("Kak, ini bisa buat menghilangkan jerawat dalam semalam?", "neutral", true),
    ("Di kulitku malah kering, mungkin tidak cocok.", "negative", false),
];

fn sample(dice: &mut Dice, tone: &Tone, (total, all): (f64, f64), texts: &[(&str, &str, bool)]) -> Value {
    let [positive, negative, off, on] = tone.0;
    let mut of = |share: f64| around(dice, total * share).min(total);
    let negative = of(negative);
    let positive = of(positive).min(total - negative);
    let (off, on, bought) = (of(off), of(on), of(0.02));
    let texts: Vec<Value> = texts
        .iter()
        .map(|(text, sentiment, off)| {
            let pillars: &[&str] = if *off { &[] } else { &["Tested on sensitive skin"] };
            json!({
                "text": text, "lang": "id", "sentiment": sentiment, "off_message": off, "pillars": pillars,
                "inauthentic": false,
            })
        })
        .collect();
    json!({ "comment_sample": {
        "comments": texts, "comments_n": (all.round() as u64).max(total as u64 + 4),
        "counts": {
            "total": total as u64, "positive": positive as u64, "negative": negative as u64,
            "off_message": off as u64, "on_pillar": on as u64, "inauthentic": bought as u64,
        },
    }})
}
