//! The work between agency and creators: contracts, targets, the steps of the brief, messages, payments and ratings.

use saring_model::{Campaign, Money};
use serde_json::{Value, json};

use super::super::dice::Dice;
use super::cast::Cast;
use super::days;
use super::diary::{Diary, Of};
use super::posts::Published;

pub(super) fn work(seed: u64, cast: &Cast<'_>, campaign: &Campaign, posts: &[Published], diary: &mut Diary) {
    for (place, one) in cast.booked.iter().enumerate() {
        let mut dice = Dice::new(seed, (u64::MAX >> 2) - place as u64);
        let of = Of::creator(one.id());
        let fee = one.booking.fee;
        let signed = -34.0 + dice.between(0.0, 5.0);
        diary.note(signed, of, json!({ "contract": { "fee": fee } }));
        diary.note(signed + 0.2, of, payment(half(fee)));
        for kpi in campaign.kpis.iter().flat_map(|kpis| kpis.iter()) {
            diary.note(signed + 0.3, of, json!({ "kpi_agreed": { "metric": kpi.metric, "target": kpi.target } }));
        }
        steps(&mut dice, of, diary);
        messages(&mut dice, of, diary);
        let last = posts.iter().filter(|post| post.place == place).map(|post| post.day).fold(0.0, f64::max);
        diary.note(last + 5.0, of, payment(rest(fee)));
        for post in posts.iter().filter(|post| post.place == place) {
            ratings(&mut dice, Of::post(one.id(), &post.id), post.day, diary);
        }
        let rated = |dice: &mut Dice| f64::from(dice.whole(7, 10) as u32);
        for criterion in ["satisfaction", "recommendation"] {
            let value = rated(&mut dice);
            diary.note(days::LAST + 2.0, of, rating(criterion, one.id().as_str(), (0.0, 10.0), value));
        }
        diary.note(days::LAST + 4.0, of, json!({ "approval": { "step": "evaluation" } }));
    }
}

/// Half of a fee in whole units.
fn half(fee: Money) -> Money {
    Money::from_minor(fee.minor() / 200 * 100, fee.currency())
}

fn rest(fee: Money) -> Money {
    Money::from_minor(fee.minor() - half(fee).minor(), fee.currency())
}

fn payment(amount: Money) -> Value {
    json!({ "payment": { "amount": amount } })
}

fn steps(dice: &mut Dice, of: Of<'_>, diary: &mut Diary) {
    diary.note(-28.0 + 0.4, of, json!({ "approval": { "step": "briefing-call" } }));
    let n = dice.whole(2, 3);
    diary.note(-21.0 + 0.5, of, json!({ "approval": { "step": "concepts", "approved": true, "n": n } }));
    diary.note(-17.0 + 0.5, of, json!({ "approval": { "step": "refinement", "approved": true } }));
    diary.note(-10.0 + 0.5, of, json!({ "approval": { "step": "creation" } }));
    let revisions = dice.whole(0, 1);
    diary.note(-6.0 + 0.5, of, json!({ "approval": { "step": "review", "approved": true, "revisions": revisions } }));
}

/// A message of the agency every four days, and the creator's answer within hours.
fn messages(dice: &mut Dice, of: Of<'_>, diary: &mut Diary) {
    for step in 0..18_u8 {
        let day = -30.0 + f64::from(step) * 4.0 + 0.45;
        let asked = diary.note(day, of, json!({ "message": { "from": "agency" } }));
        if dice.chance(0.93) {
            let what = json!({ "message": { "from": "creator", "answers": asked } });
            diary.note(day + dice.between(0.02, 0.5), of, what);
        }
    }
}

fn ratings(dice: &mut Dice, of: Of<'_>, day: f64, diary: &mut Diary) {
    for (rater, criterion) in
        [("agency", "content-quality"), ("brand", "content-quality"), ("agency", "creativity"), ("brand", "creativity")]
    {
        let value = f64::from(dice.whole(3, 5) as u32);
        diary.note(day + 2.5, of, rating(criterion, rater, (1.0, 5.0), value));
    }
}

fn rating(criterion: &str, rater: &str, (min, max): (f64, f64), value: f64) -> Value {
    json!({ "rating": {
        "criterion": criterion, "rater": rater, "scale": { "min": min, "max": max }, "value": value,
    }})
}
