//! Dates as people and programs write them: the order of day and month is settled for a column, or refused.

use saring_app::import::{Dates, Options, import};
use serde_json::{Value, json};

use super::mapping;

const DATE: (&str, &str) = ("\"accounts[0].created_at\" = 'x'", "/accounts/0/created_at");
const INSTANT: (&str, &str) =
    ("\"accounts[0].provenance.as_of\" = { from = 'x', unit = 'date' }", "/accounts/0/provenance/as_of");

fn check(head: &str, (field, pointer): (&str, &str), told: Option<Dates>, cells: &[&str], want: &[&str]) {
    let rows: String = cells.iter().enumerate().map(|(n, cell)| format!("{n},\"{cell}\"\n")).collect();
    let options = Options { dates: told, ..Options::default() };
    let table = mapping("csv", head, field, "");
    let done =
        import(format!("id,x\n{rows}").as_bytes(), &table, &options).unwrap_or_else(|refused| panic!("{refused}"));
    let found: Vec<Value> = (0..cells.len())
        .map(|row| match done.creators.iter().find(|creator| creator.id.as_str() == row.to_string()) {
            None => json!("-"),
            Some(creator) => {
                serde_json::to_value(creator).ok().and_then(|it| it.pointer(pointer).cloned()).unwrap_or_default()
            }
        })
        .collect();
    assert_eq!(found, want, "{cells:?} with {head} told {told:?}: {:#?}", done.rejected);
}

#[test]
fn a_date_is_read_as_its_column_shows() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["2026-03-01", "2026/03/01", "2026.03.01", "20260301"],
            &["2026-03-01", "2026-03-01", "2026-03-01", "2026-03-01"],
        ),
        (&["2026-03-01 09:30", "2026-03-01T23:30:00-05:00"], &["2026-03-01", "2026-03-02"]),
        (&["31/12/2025", "03/04/2026", "1-2-2026"], &["2025-12-31", "2026-04-03", "2026-02-01"]),
        (&["12/31/2025", "03/04/2026"], &["2025-12-31", "2026-03-04"]),
        (&["03/04/2026", "05/05/2026", "2026-01-02"], &["-", "2026-05-05", "2026-01-02"]),
        (&["31.12.2025 09:30", "3.4.2026"], &["2025-12-31", "2026-04-03"]),
        // Never two orders in one column.
        (&["31/12/2025", "30/12/2025", "12/31/2025", "03/04/2026"], &["2025-12-31", "2025-12-30", "-", "-"]),
        (&["31/12/2025", "12/31/2025"], &["-", "-"]),
        (
            &["1 Mar 2026", "01-Maret-2026", "March 1, 2026", "1 Agustus 2026", "17 Okt 2025"],
            &["2026-03-01", "2026-03-01", "2026-03-01", "2026-08-01", "2025-10-17"],
        ),
        // Seconds, milliseconds, and the days of a spreadsheet.
        (
            &["1543510422", "1543510422500", "45717", "45717.5"],
            &["2018-11-29", "2018-11-29", "2025-03-01", "2025-03-01"],
        ),
        (&["32/13/2026", "31/02/2026", "03/04/26", "soon", "99999", "12"], &["-", "-", "-", "-", "-", "-"]),
    ];
    for (cells, want) in cases {
        check("", DATE, None, cells, want);
    }
}

#[test]
fn an_instant_has_the_time_beside_its_date() {
    let cells =
        ["2026-03-01", "31/12/2025 09:30", "1 Mar 2026 21:05", "2026-03-01T09:30:00+07:00", "1543510422", "45717.25"];
    let want = [
        "2026-03-01T00:00:00Z",
        "2025-12-31T09:30:00Z",
        "2026-03-01T21:05:00Z",
        "2026-03-01T02:30:00Z",
        "2018-11-29T16:53:42Z",
        "2025-03-01T06:00:00Z",
    ];
    check("", INSTANT, None, &cells, &want);
}

#[test]
fn an_order_that_is_told_holds_for_every_cell() {
    check("", DATE, Some(Dates::DayFirst), &["03/04/2026", "12/31/2025"], &["2026-04-03", "-"]);
    check("", DATE, Some(Dates::MonthFirst), &["03/04/2026"], &["2026-03-04"]);
    check("dates = 'mdy'", DATE, None, &["03/04/2026"], &["2026-03-04"]);
    check("dates = 'mdy'", DATE, Some(Dates::DayFirst), &["03/04/2026"], &["2026-04-03"]);
}

#[test]
fn an_order_that_cannot_be_settled_says_how_to_settle_it() {
    let table = mapping("csv", "", DATE.0, "");
    for (rows, says) in [
        ("a,03/04/2026\n", "`03/04/2026` may have the day first or the month"),
        ("a,12/31/2025\nb,31/12/2025\nc,30/12/2025\n", "another order than most of the column"),
        ("a,12/31/2025\nb,31/12/2025\n", "as much of the column in the other"),
    ] {
        let done = import(format!("id,x\n{rows}").as_bytes(), &table, &Options::default()).expect("read");
        let problem = &done.rejected[0].problems[0];
        assert!(problem.message.contains(says), "{rows}: {problem:?}");
        assert!(problem.help.as_deref().unwrap_or_default().contains("--dates dmy"), "{rows}: {problem:?}");
    }
}
