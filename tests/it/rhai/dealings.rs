//! Words on working with a creator: what they give of one of whom little is known, and what they refuse.

use saring_model::CurrencyCode;
use saring_pack::{Answer, Fault};

use super::{run, standard};

fn said(expression: &str) -> Option<f64> {
    match run(&format!("unknown(\"x\").evidence(\"v\", {expression})")) {
        Ok(Answer::Check(mut answer)) => answer.evidence.remove(0).quantity.value,
        other => panic!("{expression}: {other:?}"),
    }
}

#[test]
fn what_is_not_known_stays_unknown() {
    let table = [
        ("creator.posts.values(\"likes\").mean().rests_on(3)", Some(60.0)),
        ("creator.posts.values(\"likes\").mean().rests_on(4)", None),
        ("creator.posts.values(\"views\").mean().rests_on(3)", None),
        ("creator.followers.rests_on(1)", None),
        ("creator.ratings.panel([\"style\"]).raters", Some(0.0)),
        ("creator.ratings.panel([\"style\"]).mean", None),
        ("creator.ratings.panel([]).agreement", None),
        ("creator.relationship.replies([\"mon\"], 9, 18, 72).judged", None),
        ("creator.relationship.replies([\"sun\"], 9, 18, 72).hours.median()", None),
        ("creator.ask(campaign).amount", None),
        ("creator.ask(campaign).currency", None),
        ("campaign.exchange(\"USD\", \"USD\")", Some(1.0)),
        ("campaign.exchange(\"USD\", \"IDR\")", None),
        ("campaign.exchange(\"dollars\", \"dollars\")", None),
        ("campaign.exchange(creator.ask(campaign).currency, \"USD\")", None),
        ("fair_price(column([100, 200, 300]), 5, 10, 1, 2).low", Some(0.75)),
        ("fair_price(column([100, 200, 300]), 5, 10, 1, 2).expected", Some(2.25)),
        ("fair_price(column([100, 200, 300]), 5, creator.posts_total, 1, 2).high", None),
        ("creator.past_campaigns.revisions_accepted", None),
        ("creator.posts.variety(1, 1)", Some(2.0)),
        ("creator.posts.native_use().mean()", None),
        (
            "tables.norms.pick(\"tier\", \"nano\", \"tier\", \"nano\", \"tier\", \"nano\", \"tier\", \"nano\").p10",
            Some(0.1),
        ),
    ];
    for (expression, wanted) in table {
        let found = said(expression);
        assert!(
            found.zip(wanted).map_or(found == wanted, |(found, wanted)| (found - wanted).abs() < 1e-9),
            "{expression} is {found:?}, not {wanted:?}"
        );
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let table = [
        (
            "creator.relationship.replies([\"monday\"], 9, 18, 72).judged",
            "a day of the week is due here: mon, tue, wed, thu, fri, sat, sun",
        ),
        (
            "creator.relationship.replies([1], 9, 18, 72).judged",
            "a day of the week is due here: mon, tue, wed, thu, fri, sat, sun",
        ),
        (
            "creator.relationship.replies([], 9, 18, 72).judged",
            "a week of work has a day, and ends its days after it begins them",
        ),
        (
            "creator.relationship.replies([\"mon\"], 18, 9, 72).judged",
            "a week of work has a day, and ends its days after it begins them",
        ),
        ("creator.ratings.panel([1]).mean", "the criteria of a panel are texts"),
    ];
    for (expression, wanted) in table {
        match run(&format!("unknown(\"x\").evidence(\"v\", {expression})")) {
            Err(Fault::Raised { message, .. }) => assert_eq!(message, wanted, "{expression}"),
            other => panic!("{expression}: {other:?}"),
        }
    }
}

/// Prices and fees are bands, and each is of a currency or of none.
#[test]
fn bands_of_prices_rise() {
    let pack = standard(None);
    let named = |name: &str| pack.pack.tables.values().find(|table| table.name == name).unwrap();
    for name in ["cpm", "price_multipliers", "fees"] {
        let table = named(name);
        for row in &table.rows {
            let (low, high) = (table.number(row, "low").unwrap(), table.number(row, "high").unwrap());
            assert!(0.0 < low && low <= high, "{name} line {}", row.line);
            let currency = table.text(row, "currency");
            assert!(
                name == "price_multipliers" || currency.and_then(CurrencyCode::new).is_some(),
                "{name} line {}",
                row.line
            );
        }
    }
    for tier in pack.pack.tiers.iter() {
        let fees = named("fees").rows.iter().filter(|row| named("fees").text(row, "tier") == Some(&*tier.id));
        assert!(fees.count() >= 2, "{} has fewer than two published fees", tier.id);
    }
}
