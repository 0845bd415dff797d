//! Who takes part: the creators whom the plan books, and those whom the agency keeps in reserve.

use saring_model::plan::{Booking, Plan};
use saring_model::{Account, Campaign, Creator, Id, Platform, decode};
use serde_json::{Value, json};

use super::super::dice::Dice;
use super::super::facts::fraction;

/// Creators in reserve.
const RESERVE: usize = 4;
/// Own posts with known numbers from which a creator's usual engagement can be told.
const OWN_POSTS_MIN: usize = 12;

/// The creators who are booked.
pub(super) struct Cast<'a> {
    pub(super) booked: Vec<Booked<'a>>,
    /// Whose post takes off, and whose does well before the anger: places among those booked, with the platform.
    pub(super) viral: Option<(usize, Platform)>,
    pub(super) second: Option<(usize, Platform)>,
}

pub(super) struct Booked<'a> {
    pub(super) booking: &'a Booking,
    pub(super) creator: &'a Creator,
    pub(super) code: String,
    pub(super) address: String,
}

impl<'a> Cast<'a> {
    pub(super) fn of(plan: &'a Plan, creators: &'a [Creator]) -> Self {
        let find = |id: &Id| creators.iter().find(|creator| creator.id == *id);
        let booked = plan.bookings.iter().filter_map(|booking| {
            let creator = find(&booking.creator)?;
            let platform = booking.deliverables.first()?.platform;
            Some(Booked { booking, creator, code: code(&creator.id), address: address(&creator.id, platform) })
        });
        let booked: Vec<Booked<'a>> = booked.collect();
        let mut strong = booked.iter().enumerate().flat_map(|(place, one)| {
            let platforms = one.booking.deliverables.iter().map(|deliverable| deliverable.platform);
            platforms.filter(|platform| one.rates(*platform).len() >= OWN_POSTS_MIN).map(move |on| (place, on)).take(1)
        });
        let (viral, second) = (strong.next(), strong.next());
        drop(strong);
        Self { booked, viral, second }
    }
}

impl Booked<'_> {
    pub(super) fn id(&self) -> &Id {
        &self.creator.id
    }

    pub(super) fn account(&self, platform: Platform) -> Option<&Account> {
        self.creator.accounts.iter().find(|account| account.platform == platform)
    }

    pub(super) fn followers(&self, platform: Platform) -> f64 {
        let known = self.account(platform).and_then(|account| account.followers);
        known.map_or(5_000.0, |followers| followers.as_f64())
    }

    /// Engagement rates by views of the creator's own posts on a platform, ascending.
    pub(super) fn rates(&self, platform: Platform) -> Vec<f64> {
        let posts = self.account(platform).and_then(|account| account.posts.as_deref()).unwrap_or_default();
        let mut rates: Vec<f64> = posts
            .iter()
            .filter_map(|post| {
                let views = post.views?.as_f64();
                let more = [post.shares, post.saves].into_iter().flatten().map(|count| count.as_f64());
                let engagements = post.likes?.as_f64() + post.comments?.as_f64() + more.sum::<f64>();
                (views > 0.0).then_some(engagements / views)
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        rates
    }
}

/// The number of a demo creator, or the whole identifier of any other.
fn number(id: &Id) -> String {
    id.rsplit_once(':').map_or_else(|| id.to_string(), |(_, number)| number.to_owned())
}

fn code(id: &Id) -> String {
    format!("SAWO{}", number(id))
}

fn address(id: &Id, platform: Platform) -> String {
    format!(
        "https://sawobotani.example/serum?utm_source={}&utm_campaign=sawo-2026-serum&utm_content=kol-{}",
        platform.as_str(),
        number(id)
    )
}

/// The campaign as it runs: with a link and a code for each creator who is booked, and what its results are held against.
pub fn campaign(campaign: &Campaign, plan: &Plan) -> Option<Campaign> {
    let mut value = serde_json::to_value(campaign).ok()?;
    let fields = value.as_object_mut()?;
    let links: Vec<Value> = plan
        .bookings
        .iter()
        .filter_map(|booking| {
            let platform = booking.deliverables.first()?.platform;
            let id = &booking.creator;
            Some(json!({ "creator": id, "utm": address(id, platform), "code": code(id) }))
        })
        .collect();
    fields.insert("links".to_owned(), Value::Array(links));
    let reuse: Vec<Value> = plan
        .bookings
        .iter()
        .take(3)
        .map(|booking| {
            let price = json!({ "amount": "3500000", "currency": "IDR" });
            let anew = json!({ "amount": "6000000", "currency": "IDR" });
            json!({ "creator": booking.creator, "licence_price": price, "replacement_cost": anew })
        })
        .collect();
    let rate = |action: &str, price: f64| json!({ "action": action, "price": price });
    let money = |amount: &str| json!({ "amount": amount, "currency": "IDR" });
    fields.insert(
        "measurement".to_owned(),
        json!({
            "baseline": { "start": "2026-03-16", "end": "2026-04-19" },
            "control": {
                "exposed_before": money("410000000"), "exposed_during": money("1020000000"),
                "control_before": money("190000000"), "control_during": money("205000000"),
            },
            "rate_card": {
                "id": "sawo-rates-2026", "date": "2026-01-05", "currency": "IDR",
                "rates": [
                    rate("view", 45.0), rate("like", 300.0), rate("comment", 1_500.0), rate("share", 2_000.0),
                    rate("save", 1_800.0), rate("press_mention", 4_000_000.0),
                ],
            },
            "reuse": reuse,
            "market": {
                "before": { "own": 1_900_000_000.0, "total": 61_000_000_000.0 },
                "after": { "own": 2_600_000_000.0, "total": 63_500_000_000.0 },
            },
            "lifetime_periods": 3.0,
        }),
    );
    decode(value.to_string().as_bytes()).ok()
}

/// The creators of the running campaign: those who are booked, and some in reserve whose followers were compared with
/// those of everyone booked, so that it is known whom they would add.
pub fn team(seed: u64, plan: &Plan, creators: &[Creator]) -> Vec<Creator> {
    let is_booked = |creator: &&Creator| plan.bookings.iter().any(|booking| booking.creator == creator.id);
    let mut team: Vec<Creator> = creators.iter().filter(is_booked).cloned().collect();
    let has_price = |creator: &&Creator| creator.rates.is_some() && creator.location.is_some();
    let free = creators.iter().filter(|creator| !is_booked(creator)).filter(has_price).take(RESERVE);
    let mut dice = Dice::new(seed, u64::MAX - 1);
    team.extend(free.map(|creator| {
        let overlap = plan.bookings.iter().filter_map(|booking| {
            let share = fraction(dice.between(0.01, 0.22))?;
            serde_json::from_value(json!({ "with": booking.creator, "pct_of_smaller": share })).ok()
        });
        Creator { overlap: saring_model::List::new(overlap.collect()).ok(), ..creator.clone() }
    }));
    team
}
