//! Numbers as people write them: settled for a column by all its cells, refused where nothing settles them.

use saring_app::import::{Imported, Mapping, Numbers, Options, import};
use serde_json::{Value, json};

use super::mapping;

const FOLLOWERS: &str = "\"accounts[0].followers\" = 'x'";
const RATE: &str = "\"accounts[0].reported.growth_30d\" = { from = 'x', unit = 'percent' }";
const AMOUNT: &str = "\"rates[0].platform\" = { const = 'instagram' }\n\"rates[0].format\" = { const = 'reel' }\n\
                      \"rates[0].price.currency\" = { const = 'IDR' }\n\"rates[0].price.amount\" = 'x'";

fn column(cells: &[&str], mapping: &Mapping, options: &Options) -> Imported {
    let rows: String = cells.iter().enumerate().map(|(n, cell)| format!("{n}\t\"{cell}\"\n")).collect();
    let done =
        import(format!("id\tx\n{rows}").as_bytes(), mapping, options).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(done.rows_in, cells.len() as u64, "{cells:?}");
    assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "rows are conserved: {cells:?}");
    done
}

/// What a column becomes: a value a row, `"-"` where the row is rejected, null where it is unknown.
fn check(head: &str, fields: &str, pointer: &str, told: Option<Numbers>, cells: &[&str], want: &[Value]) {
    let options = Options { numbers: told, ..Options::default() };
    let done = column(cells, &mapping("csv", head, fields, ""), &options);
    let found: Vec<Value> = (0..cells.len())
        .map(|row| match done.creators.iter().find(|creator| creator.id.as_str() == row.to_string()) {
            None => json!("-"),
            Some(creator) => {
                let value = serde_json::to_value(creator).expect("a creator is JSON");
                value.pointer(pointer).cloned().unwrap_or(Value::Null)
            }
        })
        .collect();
    assert_eq!(found, want, "{cells:?} with {head} {fields} told {told:?}: {:#?}", done.rejected);
}

#[test]
fn a_count_is_read_as_its_column_shows() {
    let no = || json!("-");
    let cases: &[(&[&str], &[Value])] = &[
        (&["48200", "0", ""], &[json!(48200), json!(0), json!(null)]),
        (&["1.234.567", "1.200", "80"], &[json!(1_234_567), json!(1200), json!(80)]),
        (&["1,234,567", "1,200"], &[json!(1_234_567), json!(1200)]),
        (&["12,5 rb", "1.200", "3 jt"], &[json!(12500), json!(1200), json!(3_000_000)]),
        (&["12.5K", "1,200"], &[json!(12500), json!(1200)]),
        // Nothing settles it: refused, and what needs no settling is read.
        (&["1.200", "950"], &[no(), json!(950)]),
        (&["1,200", "80.000"], &[no(), no()]),
        (&["1.200K", "12K"], &[no(), json!(12000)]),
        // The column is read as most of it is written, and never in two ways.
        (&["1.2M", "3.4M", "5,6M", "1.200"], &[json!(1_200_000), json!(3_400_000), no(), no()]),
        (&["1.2M", "5,6M", "900"], &[no(), no(), json!(900)]),
        (&["1.2M", "12.3K", "1.1B", "950"], &[json!(1_200_000), json!(12300), json!(1_100_000_000_i64), json!(950)]),
        (&["5M", "12M"], &[json!(5_000_000), json!(12_000_000)]),
        (&["57,3M", "800,5K"], &[json!(57_300_000), json!(800_500)]),
        (&["1,2 M", "800 rb", "3 jt"], &[json!(1_200_000_000), json!(800_000), json!(3_000_000)]),
        (&["12 ribu", "1 juta", "2 miliar"], &[json!(12000), json!(1_000_000), json!(2_000_000_000)]),
        (
            &["1 234 567", "1\u{a0}200", "1\u{202f}200", "1'200", " 42 "],
            &[json!(1_234_567), json!(1200), json!(1200), json!(1200), json!(42)],
        ),
        (&["1.5E+06", "1234.0"], &[json!(1_500_000), json!(1234)]),
        (
            &["12,34,567", "1.2.3", "12..3", "1K2", "K", "12 apples", "10K+"],
            &[no(), no(), no(), no(), no(), no(), no()],
        ),
        (
            &["N/A'", "#VALOR!", "#REF!", "#N/A", "-", "–", "null", "n/a", "nan", "hidden"],
            &[
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
                json!(null),
            ],
        ),
    ];
    for (cells, want) in cases {
        check("", FOLLOWERS, "/accounts/0/followers", None, cells, want);
    }
}

#[test]
fn a_way_of_writing_that_is_told_holds_for_every_cell() {
    let no = || json!("-");
    let (en, id) = (Some(Numbers::English), Some(Numbers::Indonesian));
    check("", FOLLOWERS, "/accounts/0/followers", id, &["1.200", "1,200.5", "5"], &[json!(1200), no(), json!(5)]);
    check(
        "",
        FOLLOWERS,
        "/accounts/0/followers",
        en,
        &["1,200", "1.200.300", "1.2M"],
        &[json!(1200), no(), json!(1_200_000)],
    );
    check(
        "numbers = 'id'",
        FOLLOWERS,
        "/accounts/0/followers",
        None,
        &["1.200", "12,5 rb"],
        &[json!(1200), json!(12500)],
    );
    check("numbers = 'eu'", FOLLOWERS, "/accounts/0/followers", None, &["1.200"], &[json!(1200)]);
    check("numbers = 'id'", FOLLOWERS, "/accounts/0/followers", en, &["1,200"], &[json!(1200)]);
    check(
        "numbers = '1234.5'",
        FOLLOWERS,
        "/accounts/0/followers",
        None,
        &["1,200", "80.000", "48200.0"],
        &[no(), no(), json!(48200)],
    );
}

#[test]
fn a_share_is_read_as_its_column_shows() {
    let pointer = "/accounts/0/reported/growth_30d";
    check("", RATE, pointer, None, &["4,5%", "12,25 %", "3"], &[json!(0.045), json!(0.1225), json!(0.03)]);
    check("", RATE, pointer, None, &["4.5", "0.754"], &[json!(0.045), json!(0.00754)]);
    check("", RATE, pointer, None, &["0.754", "61.250"], &[json!(0.00754), json!(0.6125)]);
    check("", RATE, pointer, None, &["61.250"], &[json!("-")]);
    check("", RATE, pointer, None, &["5K%"], &[json!("-")]);
}

#[test]
fn money_has_currencies_and_never_a_guessed_miliar() {
    let pointer = "/rates/0/price/amount";
    let no = || json!("-");
    let cases: &[(&[&str], &[Value])] = &[
        (
            &["Rp 1.500.000,-", "Rp. 750.000", "IDR 900000"],
            &[json!("1500000.00"), json!("750000.00"), json!("900000.00")],
        ),
        (&["1.500.000 IDR", "Rp750rb", "Rp 1,5 jt"], &[json!("1500000.00"), json!("750000.00"), json!("1500000.00")]),
        (&["Rp 4.500.000,50"], &[json!("4500000.50")]),
        // `M` is a million in English and a thousand million in Indonesian.
        (&["1,5 M", "15M"], &[no(), no()]),
        (&["1,5 M", "750 jt"], &[json!("1500000000.00"), json!("750000000.00")]),
        (&["1.5M", "750K"], &[json!("1500000.00"), json!("750000.00")]),
        // Of a rupiah nobody writes thousandths; of a dollar somebody might.
        (&["Rp 500.000", "750.000", "Rp 12"], &[json!("500000.00"), json!("750000.00"), json!("12.00")]),
        (&["Rp 500,000"], &[json!("500000.00")]),
        (&["500.000"], &[no()]),
        // The currency of the cell is not the one of the row.
        (&["$500", "US$ 500", "Rp 500"], &[no(), no(), json!("500.00")]),
    ];
    for (cells, want) in cases {
        check("", AMOUNT, pointer, None, cells, want);
    }
}

#[test]
fn what_cannot_be_settled_says_how_to_settle_it() {
    let cases: &[(&[&str], &str, &str)] = &[
        (&["1.200"], "`1.200` may be 1.200 or 1200", "--numbers id"),
        (&["1,200"], "`1,200` may be 1200 or 1.200", "`numbers = \"en\"`"),
        (&["1,5", "1.5", "2.5"], "most of the column is written like `1,234.5`", "--numbers en"),
        (&["1,5", "1.5"], "as much of the column the other", "--numbers"),
    ];
    for (cells, says, helps) in cases {
        let done = column(cells, &mapping("csv", "", FOLLOWERS, ""), &Options::default());
        let problem = &done.rejected[0].problems[0];
        assert_eq!((problem.code.as_str(), problem.source.as_deref()), ("bad-value", Some("x")), "{cells:?}");
        assert!(problem.message.contains(says), "{cells:?}: {problem:?}");
        assert!(problem.help.as_deref().unwrap_or_default().contains(helps), "{cells:?}: {problem:?}");
    }
    let done = column(&["1,5 M"], &mapping("csv", "", AMOUNT, ""), &Options::default());
    let problem = &done.rejected[0].problems[0];
    assert!(problem.message.contains("millions or in `miliar`"), "{problem:?}");
    assert!(problem.help.as_deref().unwrap_or_default().contains("write `jt` or `miliar`"), "{problem:?}");
}

#[test]
fn columns_settle_for_themselves_and_texts_in_json_too() {
    let fields = "\"accounts[0].followers\" = 'x'\n\"accounts[0].following\" = 'y'";
    let table = mapping("csv", "", fields, "");
    let done = import(b"id;x;y\na;1.234.567;1.200\nb;1.200;5\n", &table, &Options::default()).expect("read");
    assert_eq!(done.creators.len(), 1, "{:#?}", done.rejected);
    assert_eq!(done.rejected[0].problems[0].source.as_deref(), Some("y"), "the other column settles nothing here");
    let lines = mapping("ndjson", "", FOLLOWERS, "");
    let rows = br#"{"user": {"id": "a"}, "x": "1.200"}
{"user": {"id": "b"}, "x": "3.400.500"}
{"user": {"id": "c"}, "x": 1200}"#;
    let done = import(rows, &lines, &Options::default()).expect("read");
    let counts = done.creators.iter().map(|creator| json!(creator.accounts[0].followers));
    assert_eq!(counts.collect::<Vec<_>>(), [1200, 3_400_500, 1200], "a number of JSON has one reading");
}
