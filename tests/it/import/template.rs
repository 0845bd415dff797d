//! The spreadsheet template and its mapping, and the template workbook.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use saring_app::import::workbook::{import_workbook, template_workbook};
use saring_app::import::{Options, builtin, template_csv};
use serde_json::{Value, json};

use super::{creators, imported};

const SHEETS: [&str; 6] = ["read me", "creators", "rates", "ratings", "past campaigns", "relationship"];

#[test]
fn the_template_imports_itself_in_full() {
    let mapping = builtin("template").expect("built in").expect("valid");
    let found = creators(&imported(template_csv().as_bytes(), &mapping));
    assert_eq!(found.len(), 2, "two example rows");
    let account = &found[0]["accounts"][0];
    assert_eq!(account["platform"], "instagram", "as people write it");
    assert_eq!(account["reported"]["engagement_rate"], json!({ "value": 0.041, "per": "followers" }), "percent");
    let countries = json!([{ "code": "ID", "share": 0.885 }, { "code": "MY", "share": 0.045 }]);
    assert_eq!(account["audience"][0]["countries"], countries, "one column per country");
    assert_eq!(account["provenance"]["as_of"], "2026-03-01T00:00:00Z", "a day is its first instant");
    assert_eq!(found[0]["rates"][0]["price"], json!({ "amount": "4500000.00", "currency": "IDR" }), "money");
    assert_eq!(found[1]["accounts"][0].get("following"), None, "a dash is unknown");
    assert_eq!(found[0].get("attributes"), None, "every column of the template is used");
}

#[test]
fn columns_may_be_left_out_and_added() {
    let mapping = builtin("template").expect("built in").expect("valid");
    let found = creators(&imported("id,platform,Kode Klien\nx,TT,K-7\n".as_bytes(), &mapping));
    let want = json!({ "id": "x", "accounts": [{ "platform": "tiktok" }], "attributes": { "Kode Klien": "K-7" } });
    assert_eq!(found[0], want, "silence makes no blocks; own columns are kept");
}

#[test]
fn the_empty_template_has_examples_alone_and_they_would_be_valid() {
    let file = template_workbook().expect("a workbook");
    assert_eq!(file, template_workbook().expect("a workbook"), "the same bytes every time");
    let done = import_workbook(&file, &Options::default()).expect("a workbook");
    assert_eq!((done.rows_in, done.creators.len()), (0, 0));
    // The examples under another id are what an import takes.
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook");
    let mut out = Workbook::new();
    for name in book.sheet_names() {
        let sheet = out.add_worksheet();
        sheet.set_name(&name).unwrap();
        for (row, column, cell) in book.worksheet_range(&name).unwrap().used_cells() {
            let text = cell.to_string().replace("example:", "kol-");
            sheet.write(row as u32, column as u16, text).unwrap();
        }
    }
    let done = import_workbook(&out.save_to_buffer().unwrap(), &Options::default()).expect("a workbook");
    assert_eq!(done.rejected, vec![]);
    let creator = serde_json::to_value(&done.creators).unwrap();
    assert_eq!(creator[0]["accounts"].as_array().map(Vec::len), Some(2));
    assert_eq!(creator[0]["campaign_history"][0]["kpis"].as_array().map(Vec::len), Some(2));
    assert_eq!(creator[0]["relationship"]["replies"].as_array().map(Vec::len), Some(2));
    assert_eq!(creator[0].get("attributes"), None, "every column of the template is read");
}

#[test]
fn the_template_explains_every_column_and_offers_words() {
    let file = template_workbook().expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .read_to_string(&mut text)
            .expect("text");
        text
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&file)).expect("a workbook");
    assert_eq!(book.sheet_names(), SHEETS);
    for (n, name) in SHEETS.iter().enumerate().skip(1) {
        let sheet = part(&format!("xl/worksheets/sheet{}.xml", n + 1));
        assert!(sheet.contains("state=\"frozen\""), "{name}: the header stays in sight");
        let columns = book.worksheet_range(name).unwrap().width();
        let notes = part(&format!("xl/comments{n}.xml"));
        assert_eq!(notes.matches("<comment ").count(), columns, "{name}: a note per column");
    }
    let words = |text: &str| text.matches("<dataValidation ").count();
    let rates = part("xl/worksheets/sheet3.xml");
    assert!(rates.contains("instagram,tiktok,youtube") && rates.contains("image,carousel,reel"), "{rates}");
    assert!(words(&part("xl/worksheets/sheet5.xml")) >= 3, "formats, on time, reopened");
    let notes = part("xl/comments1.xml");
    assert!(
        notes.contains("Followers or subscribers.") && notes.contains("percent, not a fraction: 4.1 is 4.1 %"),
        "from the catalogue"
    );
    let read_me = book.worksheet_range("read me").unwrap();
    let languages: Vec<Value> = read_me.rows().next().unwrap().iter().map(|cell| json!(cell.to_string())).collect();
    assert_eq!(languages, [json!("English"), json!("Bahasa Indonesia")]);
    let blank = read_me.rows().flatten().filter(|cell| cell.to_string().is_empty()).count();
    assert_eq!(blank, 0, "every line is there in both");
}
