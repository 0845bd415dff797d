//! Workbooks, read back as a spreadsheet program reads them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use saring_app::plan::PlanRequest;
use saring_app::reporting::{Edition, Face};

use super::{CREATORS, app, as_of, plan, request, shortlist};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells below a title in the first row of a sheet, down to the first empty row.
fn column(range: &Range<Data>, title: &str) -> Vec<Data> {
    let at = range.rows().next().unwrap().iter().position(|cell| *cell == *title);
    let at = at.unwrap_or_else(|| panic!("no column `{title}`"));
    let rows = range.rows().skip(1).take_while(|row| row[0] != Data::Empty);
    rows.map(|row| row[at].clone()).collect()
}

fn numbers(range: &Range<Data>, title: &str) -> Vec<f64> {
    let number = |cell: Data| match cell {
        Data::Float(number) => number,
        other => panic!("`{title}` holds {other:?}"),
    };
    column(range, title).into_iter().map(number).collect()
}

#[test]
fn numbers_of_a_shortlist_are_numbers() {
    let (app, request) = (app(), request("en", CREATORS));
    let report = app.score(&request, as_of()).unwrap();
    let mut workbook = open(shortlist(&app, &request, Edition::Internal, Face::Workbook));
    let ranking = workbook.worksheet_range("Shortlist").unwrap();
    let listed: Vec<_> =
        (report.creators.iter()).filter(|one| one.verdict != saring_model::campaign::Verdict::Reject).collect();
    let ranks: Vec<f64> = listed.iter().map(|one| one.rank as f64).collect();
    assert_eq!(numbers(&ranking, "#"), ranks);
    let shares: Vec<f64> = listed.iter().map(|one| one.coverage.rounded()).collect();
    assert_eq!(numbers(&ranking, "Known"), shares);
    let lows: Vec<f64> = listed.iter().filter(|one| one.low != one.high).map(|one| one.low.rounded()).collect();
    let told = column(&ranking, "Score ↓").into_iter().filter(|cell| *cell != Data::Empty).count();
    assert_eq!(told, lows.len());
    let rejected = workbook.worksheet_range("Rejected, and why").unwrap();
    assert_eq!(column(&rejected, "Why").len(), report.summary.reject);
    assert!(column(&rejected, "Why").iter().all(|why| why.to_string().ends_with('.')));
}

#[test]
fn money_of_a_plan_is_money() {
    let (app, request) = (app(), request("id", CREATORS));
    let report = app.plan(&PlanRequest::new(request.clone()), as_of()).unwrap();
    let mut workbook = open(plan(&app, &request, Edition::Internal, Face::Workbook));
    let bookings = workbook.worksheet_range("Pemesanan").unwrap();
    let fees: Vec<f64> = report.bookings.iter().map(|one| one.fee.minor() as f64 / 100.0).collect();
    assert_eq!(numbers(&bookings, "Biaya"), fees);
    let budget = workbook.worksheet_range("Anggaran").unwrap();
    let lines: Vec<f64> = report.budget.lines.iter().map(|line| line.amount.minor() as f64 / 100.0).collect();
    assert_eq!(numbers(&budget, "Jumlah"), lines);
    let out = workbook.worksheet_range("Tidak dipesan, dan alasannya").unwrap();
    assert_eq!(column(&out, "Alasan").len(), report.left_out.len());
}

#[test]
fn the_same_report_is_the_same_workbook() {
    let (app, request) = (app(), request("en", 12));
    let twice = || shortlist(&app, &request, Edition::Client, Face::Workbook);
    assert!(twice() == twice());
}
