//! The engine that watches running campaigns: what a state holds, what late events do, what is never overspent.

mod machine;
mod pieces;
mod state;
mod wild;

use std::sync::{Arc, LazyLock};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use saring_app::running::RunningRequest;
use saring_app::{App, Config};
use saring_model::plan::Plan;
use saring_model::timeline::{Event, Timeline};
use saring_model::{Campaign, Creator, Timestamp, decode};
use serde_json::{Value, json};

/// The engine with its own packs.
fn app() -> &'static App {
    static OPENED: LazyLock<App> = LazyLock::new(|| App::open(&Config::default()).unwrap());
    &OPENED
}

/// A campaign with rights to promote and a plan of four lines.
fn request(events: Vec<Event>) -> RunningRequest {
    let campaign = json!({
        "id": "c1", "goal": "awareness", "brand": { "name": "Lumina", "competitors": ["Rivala"] },
        "budget": { "total": { "amount": 100_000_000, "currency": "IDR" } },
        "flight": { "start": "2026-03-01", "end": "2026-04-30" },
        "usage_rights": { "paid": true, "days": 90 },
        "brief": { "messaging_pillars": ["glow", "gentle", "halal"], "revision_limit": 2 }
    });
    let money = |amount: i64| json!({ "amount": amount, "currency": "IDR" });
    let plan = json!({
        "campaign": "c1",
        "lines": [
            { "id": "creator-fees", "amount": money(62_000_000) },
            { "id": "amplification", "amount": money(20_000_000) },
            { "id": "management", "amount": money(10_000_000) },
            { "id": "contingency", "amount": money(8_000_000) }
        ],
        "bookings": []
    });
    let mut request = RunningRequest::new(Arc::new(read::<Campaign>(&campaign)));
    request.plan = Some(Arc::new(read::<Plan>(&plan)));
    request.creators = (0..5).map(creator).map(Arc::new).collect();
    request.events = events;
    request
}

/// A creator whose posts bring an engagement of some percent of their views.
fn creator(n: u64) -> Creator {
    let posts = (1..=30).map(|post| {
        let (views, days_before) = (5_000 + 37 * post, post);
        let likes = views * (2 + post % 3) / 100;
        let at = Timestamp::from_unix_seconds(START_S - days_before * 86_400).unwrap().to_string();
        json!({ "id": format!("old{n}.{post}"), "at": at, "format": "reel", "views": views, "likes": likes, "comments": 9 })
    });
    let account = json!({ "platform": "instagram", "followers": 80_000, "posts": posts.collect::<Vec<_>>() });
    read(&json!({ "id": format!("k{n}"), "accounts": [account] }))
}

fn read<T: saring_model::Document>(value: &Value) -> T {
    decode(&serde_json::to_vec(value).unwrap()).unwrap()
}

/// A number below a bound.
fn below(rng: &mut ChaCha8Rng, bound: u64) -> u64 {
    rng.next_u64() % bound
}

/// Second `s` after the campaign began, as an instant.
fn at(second: u64) -> String {
    Timestamp::from_unix_seconds(START_S + second as i64).unwrap().to_string()
}

/// The first of March 2026.
const START_S: i64 = 1_772_323_200;
const HOUR_S: u64 = 3_600;
const DAY_S: u64 = 24 * HOUR_S;

/// A campaign of some weeks: mentions with a daily rhythm and bursts of anger, posts that grow or not, comments, money.
/// Some events become known up to two days late.
fn timeline(seed: u64, days: u64) -> Vec<Event> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut events: Vec<Value> = Vec::new();
    let crisis = (below(&mut rng, days) * DAY_S, 8 * HOUR_S);
    for step in 1..days * 48 {
        let second = step * HOUR_S / 2;
        let is_crisis = (crisis.0..crisis.0 + crisis.1).contains(&second);
        let total = 20 + (step % 48) / 2 + below(&mut rng, 8) + if is_crisis { 200 } else { 0 };
        let negative = if is_crisis { total * 7 / 10 } else { total / 10 };
        let counts = json!({ "span_s": HOUR_S / 2, "total": total, "negative": negative, "positive": total / 5 });
        events.push(json!({ "id": format!("m{step}"), "at": at(second), "what": { "mention_counts": counts } }));
    }
    for post in 0..days {
        let published = post * DAY_S + below(&mut rng, DAY_S);
        let (name, creator) = (format!("p{post}"), format!("k{}", post % 5));
        let heat = if below(&mut rng, 4) == 0 { 12 } else { 2 + below(&mut rng, 2) };
        let what = json!({ "post_published": { "platform": "instagram", "format": "reel", "sponsored": true } });
        events.push(
            json!({ "id": format!("{name}.0"), "at": at(published), "creator": creator, "post": name, "what": what }),
        );
        for poll in 1..12 {
            let views = 400 * poll * heat;
            let metrics =
                json!({ "views": views, "likes": views * heat / 100, "comments": views / 100, "negative_share": 0.05 });
            let what = json!({ "post_metrics": metrics });
            let id = format!("{name}.{poll}");
            events.push(json!({ "id": id, "at": at(published + poll * 6 * HOUR_S), "creator": creator, "post": name, "what": what }));
        }
        let off = below(&mut rng, 40);
        let counts = json!({ "total": 100, "negative": below(&mut rng, 30), "positive": 20, "off_message": off, "on_pillar": 30 + off });
        let what = json!({ "comment_sample": { "comments": [], "counts": counts } });
        events.push(json!({ "id": format!("c{post}"), "at": at(published + 20 * HOUR_S), "creator": creator, "post": name, "what": what }));
        let amount = json!({ "amount": 100_000 * below(&mut rng, 9), "currency": "IDR" });
        let what = json!({ "spend": { "line": "amplification", "amount": amount } });
        events.push(json!({ "id": format!("s{post}"), "at": at(published + 30 * HOUR_S), "what": what }));
    }
    for event in &mut events {
        if below(&mut rng, 6) == 0 {
            let happened = Timestamp::parse(event["at"].as_str().unwrap()).unwrap();
            let known = happened.plus_hours(below(&mut rng, 48) as f64);
            event["received_at"] = known.to_string().into();
        }
    }
    read::<Timeline>(&json!({ "events": events })).events.into_vec()
}
