//! What was sold, by whose code and link, and what was spent.

use saring_model::Campaign;
use serde_json::{Value, json};

use super::super::dice::Dice;
use super::cast::Cast;
use super::days;
use super::diary::{Diary, Of};
use super::talk::around;

/// Prices of one, two and three bottles, in rupiah.
const PRICES: [u64; 3] = [149_000, 289_000, 419_000];

pub(super) fn sales(seed: u64, cast: &Cast<'_>, campaign: &Campaign, diary: &mut Diary) {
    let mut dice = Dice::new(seed, u64::MAX - 4);
    let dice = &mut dice;
    orders(dice, cast, campaign, diary);
    for week in 0..6_u8 {
        let day = f64::from(week) * 7.0 + 0.5;
        diary.note(day, Of::NOBODY, spend("management", 12_500_000));
        let leads = around(dice, 60.0) as u64;
        if let Some(one) = cast.booked.get(usize::from(week) % cast.booked.len().max(1)) {
            diary.note(day + 6.9, Of::creator(one.id()), json!({ "lead": { "link": one.address, "n": leads } }));
        }
    }
    diary.note(days::VIRAL + 2.2, Of::NOBODY, spend("amplification", 9_000_000));
    diary.note(23.4, Of::NOBODY, spend("amplification", 18_000_000));
}

fn spend(line: &str, amount: u64) -> Value {
    json!({ "spend": { "line": line, "amount": { "amount": amount.to_string(), "currency": "IDR" } } })
}

fn orders(dice: &mut Dice, cast: &Cast<'_>, campaign: &Campaign, diary: &mut Diary) {
    let margin = campaign.economics.as_ref().and_then(|economics| economics.margin).map_or(0.5, |margin| margin.get());
    let mut uses = vec![0_u64; cast.booked.len()];
    for day in 1..=(days::LAST as u32) {
        let day = f64::from(day);
        let far = (day - days::SALES_PEAK) / 5.0;
        let expected = 60.0 + 170.0 * libm::exp(-far * far);
        for _ in 0..around(dice, expected) as u64 {
            let at = day + dice.between(0.3, 0.98);
            let place = dice.whole(0, (cast.booked.len() as u64).max(1) - 1) as usize;
            let price = dice.choose(PRICES[0], &[(PRICES[1], 0.3), (PRICES[2], 0.12)]);
            let mut order = json!({
                "revenue": { "amount": price.to_string(), "currency": "IDR" },
                "margin": { "amount": ((price as f64) * margin).round().to_string(), "currency": "IDR" },
                "new_customer": dice.chance(0.82),
            });
            let by_code = dice.chance(0.75);
            let by_link = dice.chance(0.5);
            if let (Some(fields), Some(one)) = (order.as_object_mut(), cast.booked.get(place)) {
                if by_code {
                    fields.insert("code".to_owned(), one.code.as_str().into());
                    uses.iter_mut().skip(place).take(1).for_each(|uses| *uses += 1);
                }
                if by_link {
                    fields.insert("link".to_owned(), one.address.as_str().into());
                }
            }
            let late = if dice.chance(0.03) { dice.between(3.0, 46.0) } else { 0.0 };
            diary.late(at, Of::NOBODY, json!({ "order": order }), late);
        }
        if (day as u32).is_multiple_of(7) {
            for (one, uses) in cast.booked.iter().zip(&mut uses) {
                if *uses > 0 {
                    let what = json!({ "code_use": { "code": one.code, "n": *uses } });
                    diary.note(day + 0.99, Of::creator(one.id()), what);
                    *uses = 0;
                }
            }
        }
    }
}
