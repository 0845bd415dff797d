//! Exports of events as tools write them: comments and titles, totals, statuses, returns, zones, and what two rows share.

use saring_app::import::events::{ImportedEvents, draft_events, events_shown, import_events};
use saring_app::import::{EventMapping, Options};
use serde_json::Value;

use super::events::{imported, options, rejected};

/// The events as lines: when, of whom, what, and its values.
fn lines(imported: &ImportedEvents) -> Vec<String> {
    let mut lines: Vec<String> = imported
        .events
        .iter()
        .map(|event| {
            let value = serde_json::to_value(event).expect("an event is JSON");
            let mut words: Vec<String> =
                ["at", "creator", "post"].iter().filter_map(|key| value[*key].as_str().map(str::to_owned)).collect();
            let (kind, what) = value["what"].as_object().and_then(|what| what.iter().next()).expect("it is of a kind");
            words.push(kind.clone());
            leaves(what, "", &mut words);
            words.join(" ")
        })
        .collect();
    lines.sort();
    lines
}

fn leaves(value: &Value, name: &str, words: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, name, words)),
        Value::String(text) => words.push(format!("{name}={text}")),
        other => words.push(format!("{name}={other}")),
    }
}

/// Mapping, choices, file, the events as lines, the rejected rows, and what must be said.
fn check(mapping: &str, set: &[(&str, &str)], text: &str, events: &[&str], wrong: &[(u64, &str)], says: &[&str]) {
    let imported = imported(mapping, text, set);
    assert_eq!(lines(&imported), events, "{mapping}: {text}\n{:#?}", imported.rejected);
    let found = rejected(&imported);
    let found: Vec<(u64, &str)> = found.iter().map(|(row, why)| (*row, why.as_str())).collect();
    assert_eq!(found, wrong, "{mapping}: {text}");
    for word in says {
        let said = imported.warnings.iter().any(|warning| warning.contains(word));
        assert!(said, "`{word}` is said: {:?}", imported.warnings);
    }
}

const WIB: (&str, &str) = ("tz", "Asia/Jakarta");
const IDR: (&str, &str) = ("currency", "IDR");

#[test]
fn web_analytics_with_comments_sections_and_totals() {
    check(
        "ga4",
        &[WIB, IDR],
        "# ----\n# Sawo - Exploration\n# 20260420-20260426\n\nDate,Session source / medium,Session campaign,Sessions,\
         Ecommerce purchases,Purchase revenue\n20260420,instagram / social,sawo,310,2,298000.01\n20260420,(direct) / (none),\
         (not set),9,1,149000\n20260421,google / organic,(not set),88,0,0\n# Start date: 20260413\nDate,Session source / \
         medium,Session campaign,Sessions,Ecommerce purchases,Purchase revenue\n20260413,tiktok / social,sawo,1,1,5\n\
         Grand total,,,,4,447006\n,,,407,4,447006\n",
        &[
            "2026-04-13T16:59:59Z order link=?utm_source=tiktok&utm_campaign=sawo amount=5.00 currency=IDR",
            "2026-04-20T16:59:59Z order amount=149000.00 currency=IDR",
            "2026-04-20T16:59:59Z order link=?utm_source=instagram&utm_campaign=sawo amount=149000.00 currency=IDR",
            "2026-04-20T16:59:59Z order link=?utm_source=instagram&utm_campaign=sawo amount=149000.01 currency=IDR",
        ],
        &[(8, "required-missing Date")],
        &["1 row was passed over: comments", "the header again", "1 row was passed over: totals of other rows"],
    );
}

#[test]
fn a_day_with_its_hour_is_no_count_of_seconds() {
    let hours = "Date + hour (YYYYMMDDHH),Session source,Ecommerce purchases,Purchase revenue\n2026042009,ig,1,7\n";
    let at_nine = "2026-04-20T02:00:00Z order link=?utm_source=ig amount=7.00 currency=IDR";
    check("ga4", &[WIB, IDR], hours, &[at_nine], &[], &[]);
    // Elsewhere it may be either, but seconds of today may not.
    check(
        "series",
        &[WIB, ("span_s", "60")],
        "timestamp,value\n2026042009,1\n202604200915,2\n1776650400,3\n",
        &[
            "2026-04-20T02:00:00Z mention_counts span_s=60 total=3",
            "2026-04-20T02:15:00Z mention_counts span_s=60 total=2",
        ],
        &[(1, "bad-value timestamp")],
        &[],
    );
}

#[test]
fn a_transaction_is_one_order_however_often_it_is_exported() {
    let text =
        "Date,Transaction ID,Session source,Purchases,Purchase revenue\n20260420,T-1,ig,1,7\n20260420,T-2,ig,1,7\n";
    let ids = |text: &str| {
        let imported = imported("ga4", text, &[IDR]);
        imported.events.iter().map(|event| event.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(text), ["T-1", "T-2"]);
}

#[test]
fn times_say_their_zone_in_many_ways() {
    let times = [
        "22/11/2026 13:05",
        "22/11/2026 13.05",
        "22/11/2026 13:05 WIB",
        "22/11/2026 14:05 WITA",
        "22/11/2026 06:05 +0000",
        "2026-11-22 06:05:00 UTC",
        "2026-11-22 13:05:00 +0700",
        "2026-11-22 13:05 GMT+7",
        "22-Nov-2026 01:05PM",
        "22 November 2026 pukul 13.05 WIB",
        "Nov 22, 2026, 1:05 PM",
        "20261122130500",
    ];
    for time in times {
        let text = format!("timestamp;value;span_s\n{time};3;60\n");
        check("series", &[WIB], &text, &["2026-11-22T06:05:00Z mention_counts span_s=60 total=3"], &[], &[]);
    }
    for time in ["22/11/2026 25.05", "22/11/2026 13:05 +9900", "31/02/2026 13:05", "2026-11-22 13:05 MARS"] {
        let imported = imported("series", &format!("timestamp;value;span_s\n{time};3;60\n"), &[WIB]);
        assert_eq!(rejected(&imported), [(1, "bad-format timestamp".to_owned())], "{time}");
    }
}

#[test]
fn mentions_of_monitoring_tools() {
    let brandwatch = "Report:,Bulk Mentions Download\nBrand:,Sawo\n\nQuery Id,Query Name,Date,Title,Snippet,Domain,\
                      Sentiment,Page Type,Author,Reach (new)\n1,Sawo,2026-04-20 00:12:33.0,Bagus,\"a, b\",x.com,positive,\
                      twitter,a,12\n1,Sawo,2026-04-20 00:48:00.0,Perih,\"a\nb\",x.com,negative,twitter,b,3\n\
                      1,Sawo,2026-04-20 00:59:00.0,,meh,a.id,,news,c,0\n";
    check(
        "mention-list",
        &[WIB],
        brandwatch,
        &[
            "2026-04-19T18:00:00Z mention_counts channel=press span_s=3600 total=1",
            "2026-04-19T18:00:00Z mention_counts channel=social negative=1 positive=1 span_s=3600 total=2",
        ],
        &[],
        &["`Query Name`"],
    );
    let talkwalker = "published;content;url;source type;sentiment;engagement\n22/11/2026 13:05;a;u;SOCIALMEDIA_TWITTER;5;\
                      1.234,5\n22/11/2026 13:35;a;u;ONLINENEWS;-5;12,5\nTotal;;;;;1.247\n";
    check(
        "mention-list",
        &[WIB],
        talkwalker,
        &[
            "2026-11-22T07:00:00Z mention_counts channel=press negative=1 positive=0 span_s=3600 total=1",
            "2026-11-22T07:00:00Z mention_counts channel=social negative=0 positive=1 span_s=3600 total=1",
        ],
        &[],
        &["totals of other rows"],
    );
}

#[test]
fn mentions_of_one_hour_are_one_event_whether_or_not_all_have_a_sentiment() {
    check(
        "mention-list",
        &[],
        "date,sentiment\n2026-04-20 00:10,\n2026-04-20 00:20,positive\n2026-04-20 00:30,\n2026-04-20 00:40,negative\n",
        &["2026-04-20T01:00:00Z mention_counts negative=1 positive=1 span_s=3600 total=4"],
        &[],
        &["2 mentions have no sentiment"],
    );
    // A report that knows more numbers tells of the same report.
    let ids = |text: &str| imported("posts", text, &[]).events.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    let less = ids("as of,post id,views,saves\n2026-04-26,A,5,\n");
    assert_eq!(less, ids("as of,post id,views,saves\n2026-04-26,A,6,2\n"));
}

#[test]
fn numbers_of_posts_as_platforms_export_them() {
    let meta = "\"Post ID\",\"Account username\",Description,\"Publish time\",Permalink,\"Post type\",Date,Reach,Likes\n\
                18012345678901234,sekar.fiksi,\"a \"\"b\"\"\",04/20/2026 19:00,https://www.instagram.com/reel/Cx1/,IG reel,\
                Lifetime,\"39,100\",\"3,120\"\n";
    check(
        "posts",
        &[WIB, ("as_of", "2026-04-26"), ("numbers", "en")],
        meta,
        &[
            "2026-04-20T12:00:00Z instagram:sekar.fiksi 18012345678901234 post_published format=reel platform=instagram",
            "2026-04-26T16:59:59Z instagram:sekar.fiksi 18012345678901234 post_metrics likes=3120 reach=39100",
        ],
        &[],
        &[],
    );
    let tiktok = "Time,Video title,Video link,Post time,Total likes,Total views\n2026-04-26,a,\
                  https://www.tiktok.com/@bagas.fiksi/video/73,2026-04-21 20:30,11.8K,152K\n";
    check(
        "posts",
        &[WIB],
        tiktok,
        &[
            "2026-04-21T13:30:00Z tiktok:bagas.fiksi 73 post_published platform=tiktok",
            "2026-04-26T16:59:59Z tiktok:bagas.fiksi 73 post_metrics likes=11800 views=152000",
        ],
        &[],
        &[],
    );
    let youtube = "Content,Video title,Video publish time,Views,Watch time (hours)\nTotal,,,152000,40\n\
                   dQw4,Sawo,\"Apr 21, 2026\",150000,39\n";
    check(
        "posts",
        &[("as_of", "2026-04-26"), ("platform", "youtube")],
        youtube,
        &[
            "2026-04-21T00:00:00Z dQw4 post_published platform=youtube",
            "2026-04-26T23:59:59Z dQw4 post_metrics views=150000",
        ],
        &[],
        &["1 row was passed over: totals of other rows"],
    );
}

#[test]
fn what_did_not_stay_sold_is_no_order() {
    // Of Tokopedia, Shopee, its affiliates and Impact.
    let of = |status: &str| format!("Order ID,Order Date,Status,Amount,Currency\nA,2026-04-20 09:00,{status},5,IDR\n");
    for status in [
        "Dibatalkan Penjual",
        "Dibatalkan Sistem",
        "Cancelled by buyer",
        "BATAL",
        "Returned",
        "Pengembalian Dana",
        "REVERSED",
        "Unpaid",
        "Menunggu Pembayaran",
        "Invalid",
        "Delivery failed",
    ] {
        check("orders", &[], &of(status), &[], &[], &["1 row was passed over"]);
    }
    let sold = "2026-04-20T09:00:00Z order amount=5.00 currency=IDR";
    for status in ["Selesai", "Pesanan Selesai", "delivered", "PENDING", "Approved", "Sedang Dikirim", ""] {
        let imported = imported("orders", &of(status), &[WIB]);
        assert_eq!(imported.events.len(), 1, "{status}");
        assert!(!imported.warnings.iter().any(|it| it.contains("is not known")), "{:?}", imported.warnings);
    }
    check("orders", &[], &of("Menguap"), &[sold], &[], &["`Menguap` in `Status` is not known"]);
}

#[test]
fn what_was_paid_back_is_taken_off() {
    check(
        "orders",
        &[WIB],
        "Order ID,Order Status,Purchase Time,Purchase Value(Rp),Refund Amount(Rp)\nA,Completed,2026-04-20 09:14,149000,0\n\
         B,Completed,2026-04-20 09:24,298000,49000.50\nC,Completed,2026-04-20 09:34,149000,149000.00\n\
         D,Completed,2026-04-20 09:44,149000,150000\n",
        &[
            "2026-04-20T02:14:00Z order amount=149000.00 currency=IDR",
            "2026-04-20T02:24:00Z order amount=248999.50 currency=IDR",
        ],
        &[(4, "bad-value Purchase Value(Rp)")],
        &["1 row was passed over: orders that were paid back"],
    );
    check(
        "orders",
        &[WIB],
        "No. Pesanan,Status Pesanan,Status Pembatalan/ Pengembalian,Waktu Pesanan Dibuat,Total Harga Produk\n\
         A,Selesai,,2026-04-20 09:14,Rp125.000\nB,Selesai,Permintaan Disetujui,2026-04-20 09:24,Rp125.000\n\
         C,Selesai,Permintaan Ditolak,2026-04-20 09:34,Rp1.250.000\n",
        &[
            "2026-04-20T02:14:00Z order amount=125000.00 currency=IDR",
            "2026-04-20T02:34:00Z order amount=1250000.00 currency=IDR",
        ],
        &[],
        &["1 row was passed over: orders that were paid back"],
    );
}

#[test]
fn articles_are_added_and_the_total_of_their_order_is_not() {
    let rows = |column: &str, second: &str| {
        format!(
            "Order ID,Order Date,Product,{column},Currency\nA,2026-04-20,Serum,160000,IDR\nA,2026-04-20,Soap,{second},IDR\n"
        )
    };
    let order = |amount: &str| format!("2026-04-20T23:59:59Z order amount={amount} currency=IDR");
    check("orders", &[], &rows("Product Subtotal", "35000"), &[&order("195000.00")], &[], &[]);
    check("orders", &[], &rows("Order Total", "160000"), &[&order("160000.00")], &[], &[]);
    check("orders", &[], &rows("Order Total", "170000"), &[&order("160000.00")], &[(2, "contradiction -")], &[]);
}

#[test]
fn a_point_in_rupiah_stands_between_thousands() {
    let text = |amount: &str| format!("order id,date,total\nA,2026-04-20 09:00,{amount}\n");
    for (written, amount) in [("Rp125.000", "125000.00"), ("\"Rp125,000\"", "125000.00"), ("IDR 1.250", "1250.00")] {
        let order = format!("2026-04-20T09:00:00Z order amount={amount} currency=IDR");
        check("orders", &[IDR], &text(written), &[&order], &[], &[]);
    }
    // Of dollars nobody knows.
    check("orders", &[("currency", "USD")], &text("$125.000"), &[], &[(1, "bad-value total")], &[]);
}

#[test]
fn a_shop_with_a_row_per_article_and_the_order_in_the_first() {
    check(
        "shopify",
        &[],
        "Name,Email,Financial Status,Currency,Subtotal,Shipping,Total,Discount Code,Created at,Lineitem name,Cancelled at,\
         Refunded Amount\n#1001,a@b.c,paid,IDR,298000.00,10000,308000.00,SEKAR10,2026-04-20 09:14:00 +0700,Serum,,0.00\n\
         #1001,a@b.c,,,,,,,2026-04-20 09:14:00 +0700,Soap,,\n\
         #1002,a@b.c,refunded,IDR,149000,0,149000,,2026-04-20 10:14:00 +0700,Serum,,149000\n\
         #1003,a@b.c,paid,IDR,149000,0,149000,,2026-04-20 11:14:00 +0700,Serum,2026-04-20 12:14:00 +0700,0\n\
         #1004,a@b.c,partially_refunded,IDR,298000,0,298000,bagas10,2026-04-20 13:14:00 +0700,Serum,,149000\n\
         #1005,a@b.c,pending,IDR,149000,0,149000,,2026-04-20 15:14:00 +0700,Serum,,0\n",
        &[
            "2026-04-20T02:14:00Z order code=SEKAR10 amount=298000.00 currency=IDR",
            "2026-04-20T06:14:00Z order code=bagas10 amount=149000.00 currency=IDR",
        ],
        &[],
        &["cancelled orders", "nobody paid", "paid back"],
    );
}

#[test]
fn exports_of_known_tools_are_known_by_their_columns() {
    let known = [
        (
            "mention-list",
            "Date\tHeadline\tURL\tHit Sentence\tSource\tInfluencer\tCountry\tReach\tAVE\tSentiment\tInput Name\n",
        ),
        (
            "orders",
            "orderItemId;orderNumber;createTime;customerName;itemName;paidPrice;unitPrice;currency;voucherCode;status\n",
        ),
        (
            "orders",
            "Conversion Time,Click Time,Campaign,Site,Transaction ID,Product,Transaction Amount,Reward,Status\n",
        ),
        (
            "orders",
            "Action Id,Action Date,Media Partner,Campaign,Action Status,Sale Amount,Payout,Currency,Promo Code,SubId1\n",
        ),
        (
            "shopify",
            "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at\n",
        ),
        ("ga4", "Session source / medium,Date,Users,Sessions,Key events,Transactions,Total revenue\n"),
        ("posts", "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions\n"),
    ];
    for (name, header) in known {
        // Without a row nothing but the header speaks.
        let (clear, near) = events_shown(header.as_bytes(), &Options::default());
        assert_eq!(clear.map(|fit| fit.name), Some(name), "{header}: {near:?}");
    }
}

#[test]
fn a_draft_reads_what_its_mapping_reads_and_says_what_is_left() {
    let files = [
        (
            "orders",
            "order id,date,amount,currency,promo code,Warna\nA,2026-04-21,5,IDR,X,merah\n",
            ["Warna"].as_slice(),
        ),
        ("ga4", "Date,Session source,Purchases,Purchase revenue\n20260420,ig,2,10\n", &[]),
        ("mentions", "Tanggal;Sebutan;Positif\n2026-04-20;5;1\n2026-04-21;6;1\n", &[]),
        ("posts", "as of,post id,views\n2026-04-26,A,5\n", &[]),
        ("mention-list", "Date,Title,Sentiment\n2026-04-20 00:10,a,positive\n", &[]),
    ];
    for (name, text, unread) in files {
        let draft = draft_events(text.as_bytes(), "export.csv", Some(name), &Options::default());
        let draft = draft.expect("the file is read").expect("the mapping is known");
        assert_eq!(draft.unread, unread, "{name}");
        assert_eq!(draft.lacking, [""; 0], "{name}");
        let mapping = EventMapping::parse(&draft.text, "draft.toml");
        let mapping = mapping.unwrap_or_else(|errors| panic!("{errors:#?}\n{}", draft.text));
        let set = if name == "ga4" { vec![IDR] } else { Vec::new() };
        let drafted = import_events(text.as_bytes(), &mapping, &options(&set)).expect("the draft reads the file");
        assert_eq!(drafted.events, imported(name, text, &set).events, "{}", draft.text);
    }
}

#[test]
fn a_draft_names_what_no_column_gives() {
    let text = "Kapan,Berapa,Kode\n2026-04-21,5,X\n";
    let draft = draft_events(text.as_bytes(), "toko\nkami.csv", Some("orders"), &Options::default());
    let draft = draft.expect("the file is read").expect("the mapping is known");
    assert_eq!(draft.lacking, ["at", "what.order.revenue.amount"]);
    assert_eq!(draft.unread, ["Kapan", "Berapa"]);
    // Its columns written in, it reads the file.
    let own =
        draft.text.replace("[\"Waktu Pesanan Dibuat\"", "[\"Kapan\"").replace("[\"Purchase Value(Rp)\"", "[\"Berapa\"");
    let mapping = EventMapping::parse(&own, "draft.toml").unwrap_or_else(|errors| panic!("{errors:#?}\n{own}"));
    let read = import_events(text.as_bytes(), &mapping, &options(&[IDR])).expect("the draft reads the file");
    assert_eq!(lines(&read), ["2026-04-21T23:59:59Z order code=X amount=5.00 currency=IDR"]);
    assert_eq!(draft_events(b"a,b\n1,2\n", "x.csv", None, &Options::default()), Ok(None), "nobody knows it");
}
