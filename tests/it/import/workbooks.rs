//! Workbooks: typed cells, headers below titles, sheets, and everything that makes one unreadable.

use std::io::{Cursor, Read, Write};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use saring_app::import::{Imported, Mapping, Options, Refused, SheetChoice, import};
use serde_json::{Value, json};

use super::{creators, mapping};

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook is written to memory")
}

fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|book| fill(book.add_worksheet()))
}

fn texts(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, column, *cell).expect("a cell");
        }
    }
}

fn read(bytes: &[u8], mapping: &Mapping) -> Imported {
    let done = import(bytes, mapping, &Options::default()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "rows are conserved");
    done
}

fn refused(bytes: &[u8], options: &Options) -> Refused {
    import(bytes, &mapping("csv", "", "\"name\" = 'name'", ""), options).expect_err("the file should be refused")
}

/// The workbook with the text of one of its parts replaced.
fn patched(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its content");
        if name.ends_with(part) {
            content = change(&String::from_utf8(content).expect("XML")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(&content).expect("its content");
    }
    to.finish().expect("an archive").into_inner()
}

#[test]
fn typed_cells_need_no_way_of_writing() {
    let bytes = sheet(|sheet| {
        texts(sheet, 0, &["id", "f", "rate", "plain", "at", "seen", "ok", "note"]);
        let percent = Format::new().set_num_format("0.00%");
        let literal = Format::new().set_num_format("0.00\"%\"");
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let time = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet.write_number(1, 0, 17_841_405.0).expect("a cell");
        sheet.write_number(1, 1, 1200.0).expect("a cell");
        sheet.write_number_with_format(1, 2, 0.077, &percent).expect("a cell");
        sheet.write_number_with_format(1, 3, 7.7, &literal).expect("a cell");
        let day = |text: &str| ExcelDateTime::parse_from_str(text).expect("a date");
        sheet.write_datetime_with_format(1, 4, day("2026-03-01"), &date).expect("a cell");
        sheet.write_datetime_with_format(1, 5, day("2026-03-01T09:30:00"), &time).expect("a cell");
        sheet.write_boolean(1, 6, true).expect("a cell");
        sheet.write_number_with_format(1, 7, 0.5, &percent).expect("a cell");
        texts(sheet, 2, &["b", "", "12,5%"]);
    });
    let fields = "\"accounts[0].followers\" = 'f'\n\"accounts[0].verified\" = 'ok'\n\"accounts[0].created_at\" = 'at'\n\
                  \"accounts[0].provenance.as_of\" = { from = 'seen', date-format = '%d/%m/%Y %H:%M' }\n\
                  \"accounts[0].reported.growth_30d\" = { from = 'rate', unit = 'percent' }";
    let found = creators(&read(&bytes, &mapping("csv", "", fields, "")));
    let account = &found[0]["accounts"][0];
    assert_eq!(found[0]["id"], "17841405", "a whole number is no float");
    assert_eq!(account["followers"], 1200, "no way of writing is needed");
    assert_eq!(account["reported"]["growth_30d"], json!(0.077), "what is shown as 7.70% is 7.7 percent");
    let text = &found[1]["accounts"][0]["reported"]["growth_30d"];
    assert_eq!(*text, json!(0.125), "a typed cell says nothing of how texts beside it are written");
    assert_eq!((&account["verified"], &account["created_at"]), (&json!(true), &json!("2026-03-01")));
    assert_eq!(account["provenance"]["as_of"], "2026-03-01T09:30:00Z", "a typed time, whatever the format of texts");
    let left = json!({ "plain": 7.7, "note": "50%" });
    assert_eq!(found[0]["attributes"], left, "a percent sign between quotes is only a text");
}

#[test]
fn texts_that_are_numbers_settle_as_in_any_table() {
    let bytes = sheet(|sheet| {
        texts(sheet, 0, &["id", "f"]);
        texts(sheet, 1, &["a", "1.234.567"]);
        texts(sheet, 2, &["b", "1.200"]);
        texts(sheet, 3, &["c"]);
        sheet.write_number(3, 1, 950).expect("a cell");
    });
    let found = creators(&read(&bytes, &mapping("csv", "", "\"accounts[0].followers\" = 'f'", "")));
    let counts: Vec<&Value> = found.iter().map(|creator| &creator["accounts"][0]["followers"]).collect();
    assert_eq!(counts, [&json!(1_234_567), &json!(1200), &json!(950)]);
}

#[test]
fn formula_errors_are_unknown() {
    let bytes = sheet(|sheet| {
        texts(sheet, 0, &["id", "f", "g"]);
        texts(sheet, 1, &["a", "", "#VALOR!"]);
        sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
        texts(sheet, 2, &["b"]);
        sheet.write_formula(2, 1, Formula::new("=6*7").set_result("42")).expect("a cell");
    });
    let fields = "\"accounts[0].followers\" = 'f'\n\"accounts[0].following\" = 'g'";
    let found = creators(&read(&bytes, &mapping("csv", "", fields, "")));
    assert_eq!(found[0]["accounts"][0], json!({ "platform": "instagram" }));
    assert_eq!(found[1]["accounts"][0]["followers"], 42, "what the formula last gave");
}

#[test]
fn formulas_that_nothing_calculated_are_unknown_and_told() {
    let bytes = sheet(|sheet| {
        texts(sheet, 0, &["id", "f"]);
        texts(sheet, 1, &["a"]);
        sheet.write_formula(1, 1, Formula::new("=6*7").set_result("77")).expect("a cell");
        texts(sheet, 2, &["b"]);
        sheet.write_blank(2, 1, &Format::new().set_bold()).expect("a cell");
    });
    let fields = mapping("csv", "", "\"accounts[0].followers\" = 'f'", "");
    assert_eq!(read(&bytes, &fields).warnings, Vec::<String>::new(), "a blank cell is no formula");
    let bytes = patched(&bytes, "sheet1.xml", |xml| xml.replace("<v>77</v>", "<v></v>"));
    let done = read(&bytes, &fields);
    assert!(
        done.warnings.iter().any(|it| it.starts_with("1 cells have a formula and no value")),
        "{:?}",
        done.warnings
    );
    assert_eq!(creators(&done)[0]["accounts"][0], json!({ "platform": "instagram" }));
}

#[test]
fn a_header_is_found_below_titles_and_rows_keep_their_numbers() {
    let bytes = sheet(|sheet| {
        sheet.merge_range(0, 0, 0, 3, "Creators for Ramadan", &Format::new()).expect("a title");
        texts(sheet, 1, &["", "Exported 2026-03-01"]);
        texts(sheet, 4, &["", " id ", "Full\nname", "", "x"]);
        texts(sheet, 5, &["n", "a", "Sari", "kept", "1", "beyond"]);
        texts(sheet, 8, &["", "b", "Budi"]);
        texts(sheet, 9, &["", "", "Nobody"]);
    });
    let table = mapping("csv", "", "\"name\" = 'Full name'", "");
    let done = read(&bytes, &table);
    assert_eq!((done.creators.len(), done.rejected.len()), (2, 1), "{:#?}", done.rejected);
    let first = serde_json::to_value(&done.creators[0]).expect("JSON");
    assert_eq!((&first["id"], &first["name"]), (&json!("a"), &json!("Sari")), "{first}");
    let left = json!({ "column 1": "n", "column 4": "kept", "x": 1, "column 6": "beyond" });
    assert_eq!(first["attributes"], left, "nothing of a row is lost");
    let row = &done.rejected[0];
    assert_eq!((row.row, row.line, row.sheet.as_deref()), (3, Some(10), Some("Sheet1")), "{row:?}");
    assert_eq!(row.raw, ",,Nobody", "the row as a line of CSV");
}

#[test]
fn merged_cells_are_never_guessed() {
    let bytes = sheet(|sheet| {
        texts(sheet, 0, &["id", "name"]);
        texts(sheet, 1, &["a", "x"]);
        texts(sheet, 2, &["b"]);
        texts(sheet, 3, &["c"]);
        sheet.merge_range(2, 1, 3, 1, "both", &Format::new()).expect("a merge");
        sheet.merge_range(4, 0, 4, 1, "Nano creators", &Format::new()).expect("a merge");
        texts(sheet, 5, &["d", "y"]);
    });
    let done = read(&bytes, &mapping("csv", "", "\"name\" = 'name'", ""));
    assert_eq!(done.creators.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["a", "d"]);
    let problems: Vec<String> = done.rejected.iter().map(|row| row.problems[0].to_string()).collect();
    assert!(problems[0].contains("rows 3 to 4 are merged") && problems[2].contains("row 5 are merged"), "{problems:?}");
    assert_eq!(done.rejected[0].problems[0].code.as_str(), "merged-cells");
}

#[test]
fn a_sheet_is_the_first_that_is_shown_or_the_one_that_is_chosen() {
    let bytes = workbook(|book| {
        for (name, id, hidden) in
            [("Old", "old", true), ("2026", "new", false), ("Notes", "", false), ("More", "more", false)]
        {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            if id.is_empty() {
                texts(sheet, 0, &["nothing", "to see"]);
            } else {
                texts(sheet, 0, &["id", "name"]);
                texts(sheet, 1, &[id, "x"]);
            }
            sheet.set_hidden(hidden);
            sheet.set_active(name == "2026");
        }
    });
    let table = mapping("csv", "", "\"name\" = 'name'", "");
    let chosen = |choice: Option<&str>| {
        import(&bytes, &table, &Options { sheet: choice.map(SheetChoice::of), ..Options::default() })
    };
    for (choice, id) in
        [(None, "new"), (Some("More"), "more"), (Some("4"), "more"), (Some("1"), "old"), (Some("2026"), "new")]
    {
        let done = chosen(choice).unwrap_or_else(|refused| panic!("{choice:?}: {refused}"));
        assert_eq!(done.creators[0].id.as_str(), id, "{choice:?}");
        let told: &[&str] = match choice {
            None => &["sheet `2026` was read alone; `--sheet` reads another: `Notes`, `More`"],
            Some(_) => &[],
        };
        assert_eq!(done.warnings, told, "rows of another sheet are not left out in silence");
    }
    for (choice, says, helps) in [
        ("Mroe", "has no sheet `Mroe`", "`Old`, `2026`, `Notes`, `More`"),
        ("9", "has no sheet `9`", "--sheet"),
        ("0", "has no sheet `0`", "--sheet"),
        ("Notes", "sheet `Notes`: the header lacks `id`", "other sheets, for `--sheet`: `Old`, `2026`, `More`"),
    ] {
        let refused = chosen(Some(choice)).expect_err(choice);
        assert!(refused.to_string().contains(says), "{choice}: {refused}");
        assert!(refused.help().contains(helps), "{choice}: {}", refused.help());
    }
}

#[test]
fn a_workbook_that_cannot_be_read_says_why() {
    let empty = sheet(|_| {});
    let good = sheet(|sheet| texts(sheet, 0, &["id", "name"]));
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = [old.as_slice(), name.as_slice()].concat();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a.txt", zip::write::SimpleFileOptions::default()).expect("a part");
    let archive = archive.finish().expect("an archive").into_inner();
    let claims =
        patched(&good, "sharedStrings.xml", |text| text.replace("uniqueCount=\"2\"", "uniqueCount=\"99999999999\""));
    let cases: [(&str, &[u8], &str, &str); 7] = [
        ("an empty sheet", &empty, "sheet `Sheet1`: the file is empty", "had rows"),
        ("cut off", &good[..good.len() / 2], "workbook is broken", "save it again"),
        ("the old format", &old, "old format XLS", "save it as XLSX"),
        ("encrypted", &encrypted, "encrypted", "password"),
        ("an archive", &archive, "without an XLSX workbook", "unpack it"),
        ("false claims", &claims, "claims more texts than it has", "save it again"),
        (
            "no header",
            &sheet(|sheet| texts(sheet, 0, &["a", "b"])),
            "sheet `Sheet1`: the header lacks `id`",
            "has `a`, `b`",
        ),
    ];
    for (what, bytes, says, helps) in cases {
        let refused = refused(bytes, &Options::default());
        assert!(refused.to_string().contains(says), "{what}: {refused}");
        assert!(refused.help().contains(helps), "{what}: {}", refused.help());
    }
    let json = import(&good, &mapping("json", "", "", ""), &Options::default()).expect_err("no JSON");
    assert!(json.help().contains("format `csv`"), "{}", json.help());
}

#[test]
fn a_workbook_cannot_make_itself_huge() {
    let good = sheet(|sheet| {
        texts(sheet, 0, &["id", "name"]);
        texts(sheet, 1, &["a", "x"]);
    });
    // Two cells at opposite corners are two cells, not seventeen thousand million.
    let corner = patched(&good, "sheet1.xml", |text| {
        text.replace(
            "</sheetData>",
            "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>far</v></c></row></sheetData>",
        )
    });
    let done = read(&corner, &mapping("csv", "", "\"name\" = 'name'", ""));
    assert_eq!((done.creators.len(), done.rejected.len()), (1, 1), "{:#?}", done.rejected);
    assert_eq!(done.rejected[0].line, Some(1_048_576));
    let sparse = patched(&good, "sheet1.xml", |text| {
        let far = |row: u32| format!("<row r=\"{row}\"><c r=\"XFD{row}\" t=\"str\"><v>far</v></c></row>");
        text.replace("</sheetData>", &format!("{}</sheetData>", (3..400).map(far).collect::<String>()))
    });
    let wide = refused(&sparse, &Options::default());
    assert!(wide.to_string().contains("more than 5000000 cells"), "blank cells count: {wide}");
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let zeros = vec![0; 1 << 20];
    for part in 0..5 {
        bomb.start_file(format!("xl/{part}/workbook.xml"), zip::write::SimpleFileOptions::default()).expect("a part");
        for _ in 0..128 {
            bomb.write_all(&zeros).expect("zeros");
        }
    }
    let bomb = bomb.finish().expect("an archive").into_inner();
    let refused = refused(&bomb, &Options::default());
    assert!(refused.to_string().contains("more than 536870912 bytes unpacked"), "{} bytes: {refused}", bomb.len());
}

#[test]
fn no_mutation_of_a_workbook_panics_or_loses_a_row() {
    let good = sheet(|sheet| {
        texts(sheet, 0, &["id", "name", "f"]);
        for row in 1..6 {
            texts(sheet, row, &[&format!("c{row}"), "x & <y>"]);
            sheet.write_number(row, 2, 1.5e5 + f64::from(row)).expect("a cell");
        }
        sheet.merge_range(7, 0, 7, 1, "m", &Format::new()).expect("a merge");
    });
    let table = mapping("csv", "", "\"name\" = 'name'\n\"accounts[0].followers\" = 'f'", "");
    let parts = ["sheet1.xml", "workbook.xml", "sharedStrings.xml", "styles.xml", "workbook.xml.rels"];
    let mut read = 0;
    for seed in 0..400_u64 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut below = |bound: usize| (dice.next_u64() % bound.max(1) as u64) as usize;
        let bytes = if seed % 4 == 0 {
            let mut bytes = good.clone();
            let at = below(bytes.len());
            bytes[at] = below(256) as u8;
            bytes
        } else {
            let (part, at, kind, with) = (parts[below(parts.len())], below(4000), below(3), below(12));
            patched(&good, part, |text| {
                let mut content: Vec<char> = text.chars().collect();
                let at = at % content.len();
                match kind {
                    0 => content[at] = ['<', '>', '"', '9', '/', 'A', '&', ' ', '=', '-', '\u{0}', 'é'][with],
                    1 => drop(content.drain(at..(at + with * 3).min(content.len()))),
                    _ => {
                        let copy: Vec<char> = content[at..(at + with * 9).min(content.len())].to_vec();
                        content.splice(at..at, copy);
                    }
                }
                content.into_iter().collect()
            })
        };
        if let Ok(done) = import(&bytes, &table, &Options::default()) {
            assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "seed {seed}");
            read += 1;
        }
    }
    assert!(read > 100, "many mutated workbooks are still read: {read}");
}

#[test]
fn a_cover_before_the_list_is_passed_over() {
    let bytes = workbook(|book| {
        texts(book.add_worksheet(), 0, &["Read the second sheet"]);
        let list = book.add_worksheet();
        texts(list, 0, &["id", "name"]);
        texts(list, 1, &["a", "x"]);
    });
    assert_eq!(read(&bytes, &mapping("csv", "", "\"name\" = 'name'", "")).creators[0].id.as_str(), "a");
}
