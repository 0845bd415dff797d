//! What a post is worth, what is asked for it, and in which money.

use saring_model::CurrencyCode;
use saring_model::campaign::FxRate;
use saring_model::creator::{CampaignRecord, Format, Platform, Rate};
use saring_vocabulary::delivery::accepted_revisions;
use saring_vocabulary::fair_price::{Price, ask, exchange, fair_price, major_units, per_post};
use serde_json::json;

use super::{date, near, read};

#[test]
fn a_fair_price_is_views_times_their_price() {
    let found = fair_price([8_000.0, 10_000.0, 20_000.0], (3.0, 10.0), (2.0, 3.0));
    assert_eq!(found, Price { low: 48.0, expected: 162.5, high: 600.0 });
}

#[test]
fn the_ask_is_the_wanted_formats_price_that_holds() {
    let rates: Vec<Rate> = read(json!([
        { "platform": "tiktok", "format": "video", "price": { "amount": 1, "currency": "IDR" } },
        { "platform": "instagram", "format": "reel", "price": { "amount": 3, "currency": "IDR" }, "valid_to": "2026-02-28" },
        { "platform": "instagram", "format": "image", "price": { "amount": 4, "currency": "IDR" }, "valid_to": "2026-03-01" },
        { "platform": "instagram", "format": "reel", "price": { "amount": "10.50", "currency": "IDR" }, "quantity": 2 },
    ]));
    let table: [(Platform, &[Format], Option<f64>); 6] = [
        (Platform::Instagram, &[], Some(4.0)),
        (Platform::Instagram, &[Format::Reel, Format::Image], Some(5.25)),
        (Platform::Instagram, &[Format::Live, Format::Image], Some(4.0)),
        (Platform::Instagram, &[Format::Story], Some(4.0)),
        (Platform::Tiktok, &[Format::Live], Some(1.0)),
        (Platform::Youtube, &[], None),
    ];
    for (platform, wanted, price) in table {
        let found = ask(&rates, platform, wanted, date("2026-03-01")).map(per_post);
        assert_eq!(found, price, "{platform:?} {wanted:?}");
    }
}

#[test]
fn money_changes_by_the_newest_rate_and_by_no_other() {
    let rates: Vec<FxRate> = read(json!([
        { "date": "2026-01-01", "from": "USD", "to": "IDR", "rate": 15000 },
        { "date": "2026-02-01", "from": "IDR", "to": "USD", "rate": 0.0000625 },
        { "date": "2026-02-01", "from": "USD", "to": "IDR", "rate": 1 },
        { "date": "2026-03-02", "from": "USD", "to": "IDR", "rate": 2 },
    ]));
    let table = [
        ("USD", "IDR", "2026-01-31", Some(15_000.0)),
        ("USD", "IDR", "2026-03-01", Some(16_000.0)),
        ("IDR", "USD", "2026-03-01", Some(0.000_062_5)),
        ("USD", "IDR", "2025-12-31", None),
        ("USD", "SGD", "2026-03-01", None),
        // Not by way of a third currency.
        ("SGD", "IDR", "2026-03-01", None),
        ("MYR", "MYR", "2026-03-01", Some(1.0)),
    ];
    for (from, to, today, wanted) in table {
        let code = |text| CurrencyCode::new(text).unwrap();
        let found = exchange(&rates, code(from), code(to), date(today));
        assert!(near(found, wanted), "{from} {to} {today}: {found:?}");
    }
    assert_eq!(major_units(read(json!({ "amount": "12.34", "currency": "USD" }))), 12.34);
    assert_eq!(major_units(read(json!({ "amount": "1234", "currency": "JPY" }))), 1234.0);
}

#[test]
fn revisions_are_accepted_where_nobody_disputes_them() {
    let records: Vec<CampaignRecord> = read(json!([
        { "campaign": "a", "revisions": 2, "disputes": 0 },
        { "campaign": "b", "revisions": 1, "disputes": 1 },
        { "campaign": "c", "revisions": 0, "disputes": 1 },
        { "campaign": "d", "revisions": 1 },
        { "campaign": "e", "disputes": 0 },
        { "campaign": "f", "revisions": 1, "disputes": 0, "ended": "2026-03-02" },
    ]));
    assert_eq!(accepted_revisions(&records, date("2026-03-01")), (2, 1));
}
