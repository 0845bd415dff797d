//! Tables: cells, rows and the row that answers a question.

use std::sync::Arc;

use saring_pack::{Cell, DiagnosticCode, Table};

use super::{alone, small, with_file};

fn table(text: &str) -> Arc<Table> {
    let pack = alone(&with_file(small(), "tables/bands.csv", text)).expect("the table is right");
    Arc::clone(&pack.layers[0].checks[0].tables["bands"])
}

const RATES: &str = "platform,format,tier,p50,source,definition\n\
    tiktok,*,mega,1,a,x\n\
    tiktok,*,*,2,a,x\n\
    *,reel,mega,3,a,x\n\
    \n\
    youtube,video,mid,4,2022,\"one, two\"\n\
    *,*,*,,a,x\n";

#[test]
fn the_most_exact_row_answers() {
    let table = table(RATES);
    for (wanted, line, fallback) in [
        ([("platform", "youtube"), ("format", "video"), ("tier", "mid")], 6, false),
        ([("platform", "tiktok"), ("format", "video"), ("tier", "mega")], 2, true),
        ([("platform", "tiktok"), ("format", "video"), ("tier", "nano")], 3, true),
        // As many equal columns in two rows: the one that is equal in the earlier column wins.
        ([("platform", "tiktok"), ("format", "reel"), ("tier", "mega")], 2, true),
        ([("format", "reel"), ("tier", "mega"), ("platform", "tiktok")], 4, true),
        ([("platform", "x"), ("format", "video"), ("tier", "mid")], 7, true),
    ] {
        let (row, fell_back) = table.pick(&wanted).unwrap();
        assert_eq!((row.line, fell_back), (line, fallback), "{wanted:?}");
    }
    let (row, fallback) = table.pick(&[("platform", "youtube")]).unwrap();
    assert_eq!((row.line, fallback), (6, false), "columns that are not asked for do not matter");
    assert!(table.pick(&[("country", "ID")]).is_none());
}

#[test]
fn no_row_is_no_answer() {
    let table = table("tier,low,high,source,definition\nsmall,0.1,0.2,a,b\n");
    assert!(table.pick(&[("tier", "large")]).is_none());
    assert!(table.pick(&[("low", "0.1")]).is_none(), "a number is no key");
}

#[test]
fn a_column_of_slips_is_no_column_of_words() {
    for (cells, wrong) in [
        (&["15%"][..], &[2][..]),
        (&["\"0,15\"", "1_000"], &[2, 3]),
        (&["1", "O.15", "2", "0x10"], &[3, 5]),
        (&["*", "*", "7"], &[4]),
        (&["18-24", "25-34"], &[]),
        (&["1e3", "+2", "-.5"], &[]),
    ] {
        let rows: String = cells.iter().enumerate().map(|(row, cell)| format!("row-{row},{cell},a,b\n")).collect();
        let text = format!("tier,low,source,definition\n{rows}");
        let found = alone(&with_file(small(), "tables/bands.csv", &text)).err().unwrap_or_default();
        let lines: Vec<u32> = found.iter().map(|found| found.line).collect();
        assert_eq!(lines, wrong, "{cells:?}: {found:?}");
        assert!(found.iter().all(|found| found.code == DiagnosticCode::TableCell), "{found:?}");
    }
}

#[test]
fn cells_are_read_as_what_they_are() {
    let table = table(RATES);
    assert_eq!((table.name.as_str(), table.file.as_str()), ("bands", "tables/bands.csv"));
    let row = &table.rows[3];
    assert_eq!(row.cells[3], Cell::Number(4.0));
    assert_eq!(
        (table.number(row, "p50"), table.number(row, "tier"), table.number(row, "p99")),
        (Some(4.0), None, None)
    );
    assert_eq!(table.text(row, "source"), Some("2022"), "a source is words");
    assert_eq!(table.text(row, "definition"), Some("one, two"));
    assert_eq!(table.rows[4].cells[3], Cell::Empty);
}
