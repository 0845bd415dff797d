//! Import of events: exports of other tools into a timeline, row by row, through mappings that are data.

use std::collections::BTreeMap;

use saring_app::import::events::{
    BUILTIN_EVENTS, ImportedEvents, builtin_events, events_shown, events_template, import_events, import_events_file,
    together,
};
use saring_app::import::{EventMapping, Numbers, Options};
use saring_app::timeline;
use serde_json::{Value, json};

/// Choices by name; `numbers` is every file's, all others are for the mapping.
pub(super) fn options(set: &[(&str, &str)]) -> Options {
    let numbers = set.iter().find(|(name, _)| *name == "numbers").and_then(|(_, word)| Numbers::named(word));
    let set = set.iter().filter(|(name, _)| *name != "numbers");
    let set = set.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Options { set: set.collect(), numbers, ..Options::default() }
}

pub(super) fn imported(mapping: &str, text: &str, set: &[(&str, &str)]) -> ImportedEvents {
    let mapping = builtin_events(mapping).expect("a built-in mapping").expect("it is valid");
    let imported = import_events(text.as_bytes(), &mapping, &options(set)).unwrap_or_else(|why| panic!("{why}"));
    let rows = imported.rows_used + imported.merged + imported.passed + imported.rejected.len() as u64;
    assert_eq!(rows, imported.rows_in, "rows are conserved: {imported:#?}");
    let lines: Vec<String> =
        imported.events.iter().map(|event| serde_json::to_string(event).expect("an event is JSON")).collect();
    if !lines.is_empty() {
        let read = timeline::read(lines.join("\n").as_bytes()).unwrap_or_else(|found| panic!("{found}"));
        assert_eq!(read, imported.events, "the events are read as they were written");
    }
    imported
}

/// An event without its identifier: when, and what, with creator and post where it has them.
fn told(imported: &ImportedEvents) -> Vec<Value> {
    let mut events: Vec<Value> = imported
        .events
        .iter()
        .map(|event| {
            let mut value = serde_json::to_value(event).expect("an event is JSON");
            value.as_object_mut().expect("an object").remove("id");
            value
        })
        .collect();
    events.sort_by_key(|event| event["at"].as_str().unwrap_or_default().to_owned());
    events
}

/// Row and `code source` of everything that was rejected.
pub(super) fn rejected(imported: &ImportedEvents) -> Vec<(u64, String)> {
    let one = |row: &saring_app::import::Rejected| {
        let problems = row.problems.iter().map(|it| {
            assert!(it.help.as_ref().is_some_and(|help| !help.is_empty()), "{it} has help");
            format!("{} {}", it.code.as_str(), it.source.as_deref().unwrap_or("-"))
        });
        (row.row, problems.collect::<Vec<_>>().join("; "))
    };
    imported.rejected.iter().map(one).collect()
}

/// Mapping, file, choices, the events in order of time, and the rejected rows.
fn check(mapping: &str, text: &str, set: &[(&str, &str)], events: Value, wrong: &[(u64, &str)]) {
    let imported = imported(mapping, text, set);
    assert_eq!(Value::Array(told(&imported)), events, "{mapping}: {text}\n{:#?}", imported.rejected);
    let wrong: Vec<(u64, String)> = wrong.iter().map(|(row, why)| (*row, (*why).to_owned())).collect();
    assert_eq!(rejected(&imported), wrong, "{mapping}: {text}");
}

fn counts(at: &str, counts: Value) -> Value {
    json!({ "at": at, "what": { "mention_counts": counts } })
}

#[test]
fn a_series_counts_what_was_said_between_its_times() {
    // A gap is no longer span, and a cell that is no number is no zero.
    check(
        "series",
        "timestamp,value\n2026-04-20 00:05:00,104\n2026-04-20 00:10:00,\"1,098\"\n2026-04-20 00:15:00,n/a\n\
         2026-04-20 00:25:00,7\n2026-04-20 00:30:00,9\nlast,5\n",
        &[("numbers", "en")],
        json!([
            counts("2026-04-20T00:05:00Z", json!({ "span_s": 300, "total": 104 })),
            counts("2026-04-20T00:10:00Z", json!({ "span_s": 300, "total": 1_098 })),
            counts("2026-04-20T00:25:00Z", json!({ "span_s": 300, "total": 7 })),
            counts("2026-04-20T00:30:00Z", json!({ "span_s": 300, "total": 9 })),
        ]),
        &[(3, "required-missing value"), (6, "bad-format timestamp")],
    );
}

#[test]
fn local_times_get_the_zone_that_is_named_and_others_keep_theirs() {
    let text = "waktu;jumlah\n20/04/2026 07:00;3\n2026-04-20T08:00:00+07:00;4\n20/04/2026 09.00;5\n";
    check(
        "series",
        &text.replace("09.00", "09:00"),
        &[("tz", "Asia/Jakarta"), ("time", "start"), ("source", "forum")],
        json!([
            counts("2026-04-20T01:00:00Z", json!({ "span_s": 3_600, "total": 3, "source": "forum" })),
            counts("2026-04-20T02:00:00Z", json!({ "span_s": 3_600, "total": 4, "source": "forum" })),
            counts("2026-04-20T03:00:00Z", json!({ "span_s": 3_600, "total": 5, "source": "forum" })),
        ]),
        &[],
    );
    let utc = imported("series", "timestamp,value\n2026-04-20 00:05:00,1\n", &[("span_s", "300")]);
    assert!(utc.warnings.iter().any(|it| it.contains("read as UTC") && it.contains("--set tz")), "{:?}", utc.warnings);
}

#[test]
fn days_are_whole_days_where_they_were_counted() {
    check(
        "mentions",
        "Tanggal\tPositif\tNetral\tNegatif\n2026-04-20\t12\t30\t3\n2026-04-21\t8\t25\t\n2026-04-22\t9\t20\t21\n",
        &[("tz", "Asia/Jakarta")],
        json!([
            counts("2026-04-20T17:00:00Z", json!({ "span_s": 86_400, "total": 45, "positive": 12, "negative": 3 })),
            counts("2026-04-22T17:00:00Z", json!({ "span_s": 86_400, "total": 50, "positive": 9, "negative": 21 })),
        ]),
        &[(2, "required-missing Positif")],
    );
    let one = "date,mentions\n2026-04-20,5\n";
    let alone = imported("mentions", one, &[]);
    assert_eq!(rejected(&alone), [(1, "required-missing span_s".to_owned())], "one row shows no span");
}

#[test]
fn rivals_are_told_from_the_brand_by_its_name() {
    let text = "date,brand,mentions\n2026-04-20,Sawo Botani,50\n2026-04-20,Embun Pagi,70\n2026-04-21,SAWO BOTANI,55\n";
    check(
        "mentions",
        text,
        &[("brand", "Sawo Botani")],
        json!([
            counts("2026-04-21T00:00:00Z", json!({ "span_s": 86_400, "total": 50 })),
            counts("2026-04-21T00:00:00Z", json!({ "subject": "Embun Pagi", "span_s": 86_400, "total": 70 })),
            counts("2026-04-22T00:00:00Z", json!({ "span_s": 86_400, "total": 55 })),
        ]),
        &[],
    );
    let unnamed = imported("mentions", text, &[]);
    assert_eq!(rejected(&unnamed), [(2, "contradiction -".to_owned())], "two rows of one time are no sum");
}

#[test]
fn a_list_of_mentions_is_summed_by_the_hour() {
    let text = "Date,Time,Title,Sentiment,Author\n2026-04-20,00:12,Bagus,Positive,a\n2026-04-20,00:48,Perih,negative,b\n\
                2026-04-20,03:05,Hm,Not rated,c\n2026-04-20,03:06,Hm,angry,d\n";
    check(
        "mention-list",
        text,
        &[],
        json!([
            counts("2026-04-20T01:00:00Z", json!({ "span_s": 3_600, "total": 2, "positive": 1, "negative": 1 })),
            counts("2026-04-20T02:00:00Z", json!({ "span_s": 3_600, "total": 0, "positive": 0, "negative": 0 })),
            counts("2026-04-20T03:00:00Z", json!({ "span_s": 3_600, "total": 0, "positive": 0, "negative": 0 })),
            counts("2026-04-20T04:00:00Z", json!({ "span_s": 3_600, "total": 1 })),
        ]),
        &[(4, "bad-value Sentiment")],
    );
}

#[test]
fn a_row_of_post_numbers_tells_of_the_publication_too() {
    let text = "Tanggal laporan;Akun;Platform;Link postingan;Tanggal tayang;Jenis;Tayangan;Suka;Disimpan;Impresi\n\
                26/04/2026;@nadya.fiksi;IG;https://www.instagram.com/p/Cx1/;20/04/2026 19:00;Reel;48,2 rb;3.120;402;\n\
                26/04/2026;gilang;TikTok;;;video;10;1;1;1\n";
    let creator = "instagram:nadya.fiksi";
    check(
        "posts",
        text,
        &[("tz", "Asia/Jakarta"), ("numbers", "id")],
        json!([
            { "at": "2026-04-20T12:00:00Z", "creator": creator, "post": "Cx1",
              "what": { "post_published": { "platform": "instagram", "format": "reel" } } },
            { "at": "2026-04-26T16:59:59Z", "creator": creator, "post": "Cx1",
              "what": { "post_metrics": { "likes": 3_120, "saves": 402, "views": 48_200 } } },
        ]),
        &[(2, "required-missing Link postingan")],
    );
    let told = imported("posts", "post id,platform,views\nA,tiktok,5\n", &[("as_of", "2026-04-26")]);
    assert_eq!(told.events.len(), 1, "without its date a publication is not told: {told:#?}");
}

#[test]
fn articles_of_one_order_are_one_order() {
    let text = "No. Pesanan,Status Pesanan,Waktu Pesanan Dibuat,Nama Produk,Total Harga Produk,Nama Penerima,Kode Voucher\n\
                250A,Selesai,2026-04-21 09:14,Serum,149.000,Ibu X,SEKAR10\n\
                250A,Selesai,2026-04-21 09:14,Sabun,\"Rp 35.000\",Ibu X,SEKAR10\n\
                250A,Selesai,2026-04-21 09:14,Sabun,\"Rp 35.000\",Ibu X,SEKAR10\n\
                250B,Batal,2026-04-21 09:20,Serum,149.000,Bapak Y,\n\
                250C,Selesai,2026-04-21 09:30,Serum,USD 9,Bapak Z,\n\
                250D,Selesai,2026-04-31 09:30,Serum,149.000,Bapak Z,\n";
    let order = json!({ "revenue": { "amount": "184000.00", "currency": "IDR" }, "code": "SEKAR10" });
    check(
        "orders",
        text,
        &[("tz", "Asia/Jakarta"), ("numbers", "id")],
        json!([{ "at": "2026-04-21T02:14:00Z", "what": { "order": order } }]),
        &[(5, "bad-value Total Harga Produk"), (6, "bad-format Waktu Pesanan Dibuat")],
    );
    let doubtful = imported("orders", &text.replace("Rp ", ""), &[]);
    assert_eq!(doubtful.events, [], "`149.000` may be thousands, and nothing in the column says so");
    let told = imported("orders", text, &[("numbers", "id")]);
    assert_eq!((told.rows_used, told.merged, told.passed), (1, 2, 1));
    assert_eq!(told.events[0].id.as_str(), "250A");
    assert!(told.warnings.iter().any(|it| it.contains("cancelled orders")), "{:?}", told.warnings);
    let written = serde_json::to_string(&told.events).expect("JSON");
    assert!(!written.contains("Ibu X"), "who bought is not kept");
    // Without an identifier two sales of one minute are two.
    let twins = "date,amount,currency\n2026-04-21 09:14,149000,IDR\n2026-04-21 09:14,149000,IDR\n";
    assert_eq!(imported("orders", twins, &[]).events.len(), 2);
}

#[test]
fn a_day_of_purchases_is_as_many_orders_as_it_says() {
    let text = "# --------\n# Traffic acquisition\n# --------\nDate,Session source,Session campaign,Sessions,Ecommerce purchases,\
                Purchase revenue,Leads\n20260421,instagram,sawo,120,3,100.00,2\n20260421,(direct),(not set),80,0,0,0\n\
                20260422,tiktok,sawo,4,1,,0\n20260422,tiktok,kulit,9,0,0,4\n";
    let imported = imported("ga4", text, &[("currency", "USD"), ("tz", "Asia/Jakarta")]);
    let orders: Vec<Value> = told(&imported).into_iter().filter(|it| it["what"].get("order").is_some()).collect();
    let amounts: Vec<&str> = orders.iter().filter_map(|it| it["what"]["order"]["revenue"]["amount"].as_str()).collect();
    assert_eq!(amounts, ["33.34", "33.33", "33.33"], "they share the revenue to the last cent");
    assert!(orders.iter().all(|it| it["at"] == "2026-04-21T16:59:59Z"), "known at the end of the day: {orders:?}");
    assert_eq!(orders[0]["what"]["order"]["link"], "?utm_source=instagram&utm_campaign=sawo");
    assert_eq!(rejected(&imported), [(3, "required-missing Purchase revenue".to_owned())]);
    let leads: Vec<Value> = told(&imported).into_iter().filter(|it| it["what"].get("lead").is_some()).collect();
    let leads: Vec<&Value> = leads.iter().map(|it| &it["what"]["lead"]["n"]).collect();
    assert_eq!((leads, imported.passed), (vec![&json!(2), &json!(4)], 1), "leads count without a purchase too");
    assert!(imported.warnings.iter().any(|it| it.contains("`Sessions`")), "{:?}", imported.warnings);
}

#[test]
fn the_same_export_twice_gives_the_same_events() {
    for known in BUILTIN_EVENTS {
        let template = events_template(known.name).expect("every mapping has a spreadsheet");
        let once = imported(known.name, template, &[]);
        assert!(!once.events.is_empty() && once.rejected.is_empty(), "{}: {once:#?}", known.name);
        let (all, again, otherwise) = together([once.events.clone(), imported(known.name, template, &[]).events]);
        assert_eq!(all, once.events, "{}", known.name);
        assert_eq!((again, otherwise.len()), (once.events.len() as u64, 0), "{}", known.name);
    }
    // Better numbers of the same moment are the same event.
    let posts = |views: &str| imported("posts", &format!("as of,post id,views\n2026-04-26,A,{views}\n"), &[]);
    let (all, again, otherwise) = together([posts("10").events, posts("12").events]);
    assert_eq!((all.len(), again, otherwise.len()), (1, 1, 1));
}

#[test]
fn files_show_which_mapping_is_theirs() {
    for (name, text) in [
        ("series", "timestamp,value\n2026-04-20 00:05:00,1\n"),
        ("mentions", "Date,Mentions,Positive,Negative\n2026-04-20,5,1,1\n"),
        (
            "orders",
            "Order ID,Order Status,Purchase Time,Purchase Value(Rp),Buyer Status\n1,Completed,2026-04-20,5,New\n",
        ),
        ("ga4", "Date,Session source,Session campaign,Ecommerce purchases,Purchase revenue\n20260420,a,b,1,2\n"),
        ("posts", "Post ID,Post URL,Published,Platform,Views,Reach,Likes,Saves\nA,,2026-04-20,tiktok,1,1,1,1\n"),
    ] {
        let (clear, fits) = events_shown(text.as_bytes(), &Options::default());
        assert_eq!(clear.map(|fit| fit.name), Some(name), "{text}: {fits:?}");
    }
    assert_eq!(events_shown(b"a,b\n1,2\n", &Options::default()), (None, Vec::new()));
}

#[test]
fn whole_files_are_refused_with_help() {
    let refused = |mapping: &str, text: &str, set: &[(&str, &str)]| {
        let mapping = builtin_events(mapping).expect("a mapping").expect("it is valid");
        let refused = import_events(text.as_bytes(), &mapping, &options(set)).expect_err("it should be refused");
        format!("{refused} | {}", refused.help())
    };
    for (mapping, text, set, want) in [
        ("series", "", [].as_slice(), "the file is empty"),
        ("series", "a,b\n1,2\n", &[], "the header lacks `timestamp`"),
        (
            "series",
            "time,value\n1,2\n",
            &[("tz", "Jakarta")],
            "the option `tz` cannot be `Jakarta` | it is a time zone",
        ),
        ("series", "time,value\n1,2\n", &[("time", "middle")], "`start` or `end`"),
        ("series", "time,value\n1,2\n", &[("currency", "IDR")], "the mapping has no option `currency`"),
        ("orders", "date,amount\n2026-04-20,5\n", &[], "no column says what `what.order.revenue.currency` is"),
    ] {
        let told = refused(mapping, text, set);
        assert!(told.contains(want), "{told}\nlacks {want}");
    }
    let unknown = import_events_file(b"time,value\n", "serie", &BTreeMap::new()).expect_err("no such mapping");
    assert!(unknown.help().contains("`series`"), "{}", unknown.help());
}

#[test]
fn everything_wrong_with_a_mapping_of_events_is_reported_at_once() {
    let head = "[mapping]\nname = 'm'\nformat = 'csv'\n";
    for (body, want) in [
        ("", "the mapping makes no event"),
        (
            "[[events]]\nagain = 'twice'\n[events.fields]\nat = 'd'\n'what.order.code' = 'c'",
            "`again` cannot be `twice`",
        ),
        ("[[events]]\n[events.fields]\nat = 'd'", "an event is of one kind, and this one of 0"),
        ("[[events]]\n[events.fields]\n'what.order.code' = 'c'", "no field gives `at`"),
        ("[[events]]\n[events.fields]\nat = 'd'\n'what.order.codes' = 'c'", "an event has no field `what.order.codes`"),
        ("[[events]]\n[events.fields]\nat = 'd'\n'what.order.code' = 'c'\n'what.lead.n' = 'n'", "this one of 2"),
        ("[fields]\nid = 'i'\n[[events]]\n[events.fields]\nat = 'd'\n'what.lead.n' = 'n'", "has no key `fields`"),
    ] {
        let found = EventMapping::parse(&format!("{head}{body}\n"), "m.toml").expect_err("it should be refused");
        assert!(found.iter().any(|it| it.message.contains(want)), "{body}: {found:#?}");
    }
}
