//! The template workbook: what it offers, and what becomes of one that is filled in.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use saring_app::import::workbook::{import_workbook, is_template_workbook, template_workbook};
use saring_app::import::{Imported, Mapping, Options, Refused};
use serde_json::json;

/// A cell that is filled in.
#[derive(Clone, Copy)]
pub(crate) enum Cell {
    /// A text.
    T(&'static str),
    /// A number.
    N(f64),
    /// A date as spreadsheet programs keep it.
    D(u16, u8, u8),
}

use Cell::{D, N, T};

/// Rows to fill in, each with its sheet and its cells by column.
pub(crate) type Rows<'r> = &'r [(&'r str, &'r [(&'r str, Cell)])];

/// The template as somebody fills it in who leaves the examples where they are.
pub(crate) fn filled(rows: Rows<'_>) -> Vec<u8> {
    let template = template_workbook().expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(template)).expect("a workbook");
    let mut out = Workbook::new();
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).expect("a sheet");
        let sheet = out.add_worksheet();
        sheet.set_name(&name).expect("a name");
        for (row, column, cell) in cells.used_cells() {
            let at = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            match cell {
                Data::Float(number) => sheet.write(at.0, at.1, *number),
                cell => sheet.write(at.0, at.1, cell.to_string()),
            }
            .expect("a cell");
        }
        let columns: Vec<String> = cells.rows().next().expect("a header").iter().map(ToString::to_string).collect();
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let first = u32::try_from(cells.height()).unwrap();
        for (row, (_, filled)) in (first..).zip(rows.iter().filter(|(sheet, _)| *sheet == name)) {
            for (column, cell) in *filled {
                let at =
                    columns.iter().position(|it| it == column).unwrap_or_else(|| panic!("{name} has no `{column}`"));
                let at = u16::try_from(at).unwrap();
                match cell {
                    T(text) => sheet.write(row, at, *text),
                    N(number) => sheet.write(row, at, *number),
                    D(y, m, d) => sheet.write_with_format(row, at, ExcelDateTime::from_ymd(*y, *m, *d).unwrap(), &date),
                }
                .expect("a cell");
            }
        }
    }
    out.save_to_buffer().expect("a workbook")
}

fn imported(rows: Rows<'_>) -> Imported {
    let file = filled(rows);
    assert!(is_template_workbook(&file), "its sheets say what it is");
    let done = import_workbook(&file, &Options::default()).unwrap_or_else(|refused| panic!("{refused}"));
    let out = done.creators.len() as u64 + done.merged + done.rejected.len() as u64;
    assert_eq!((done.rows_in, done.rows_in), (out, rows.len() as u64), "rows are conserved, examples are none");
    done
}

/// A creator to whom other rows refer.
const RINA: (&str, &[(&str, Cell)]) = (
    "creators",
    &[
        ("id", T("kol-1")),
        ("name", T("Rina")),
        ("platform", T("IG")),
        ("handle", T("@rina")),
        ("followers", N(48200.0)),
        ("as_of", D(2026, 3, 1)),
    ],
);

/// One creator with something in every sheet; several rows where a sheet takes several.
pub(crate) const FULL: Rows<'static> = &[
    RINA,
    (
        "creators",
        &[
            ("id", T("kol-1")),
            ("platform", T("tiktok")),
            ("handle", T("rina.tt")),
            ("followers", N(9000.0)),
            ("audience_country_ID_percent", N(88.5)),
        ],
    ),
    ("creators", &[("id", N(1001.0)), ("platform", T("youtube")), ("handle", T("bagas"))]),
    (
        "rates",
        &[
            ("creator_id", T("kol-1")),
            ("platform", T("instagram")),
            ("format", T("reel")),
            ("amount", N(4_500_000.0)),
            ("currency", T("IDR")),
            ("tax", T("net")),
            ("includes", T("usage rights")),
            ("includes_days", N(90.0)),
        ],
    ),
    (
        "rates",
        &[
            ("creator_id", T("kol-1")),
            ("platform", T("instagram")),
            ("format", T("reel")),
            ("quantity", N(3.0)),
            ("amount", T("12000000")),
            ("currency", T("IDR")),
        ],
    ),
    (
        "rates",
        &[
            ("creator_id", N(1001.0)),
            ("platform", T("YouTube")),
            ("format", T("video")),
            ("amount", N(250.5)),
            ("currency", T("USD")),
            ("valid_to", D(2026, 12, 31)),
        ],
    ),
    (
        "ratings",
        &[
            ("creator_id", T("kol-1")),
            ("criterion", T("fit")),
            ("rater", T("ana")),
            ("value", N(4.0)),
            ("scale_min", N(1.0)),
            ("scale_max", N(5.0)),
            ("date", D(2026, 2, 20)),
        ],
    ),
    (
        "past campaigns",
        &[
            ("creator_id", T("kol-1")),
            ("campaign", T("ramadan")),
            ("category", T("tea")),
            ("ended", D(2025, 4, 2)),
            ("metric", T("views")),
            ("target", N(100_000.0)),
            ("actual", N(124_000.0)),
            ("asked", N(5_000_000.0)),
            ("agreed", N(4_500_000.0)),
            ("currency", T("IDR")),
            ("on_time", T("ya")),
            ("revisions", N(1.0)),
            ("disputes", N(0.0)),
        ],
    ),
    (
        "past campaigns",
        &[
            ("creator_id", T("kol-1")),
            ("campaign", T("ramadan")),
            ("metric", T("clicks")),
            ("target", N(2000.0)),
            ("actual", N(1850.0)),
        ],
    ),
    (
        "relationship",
        &[
            ("creator_id", T("kol-1")),
            ("contracts_n", N(2.0)),
            ("nps", N(40.0)),
            ("rate_card_clarity_percent", N(90.0)),
            ("exclusive_category", T("tea")),
            ("exclusive_brand", T("Teh A")),
            ("exclusive_from", D(2026, 1, 1)),
            ("exclusive_until", D(2026, 6, 30)),
        ],
    ),
    (
        "relationship",
        &[
            ("creator_id", T("kol-1")),
            ("message_sent", T("2026-02-02T09:00:00Z")),
            ("message_answered", T("2026-02-02T13:30:00Z")),
        ],
    ),
    ("relationship", &[("creator_id", T("kol-1")), ("message_sent", T("2026-02-10T09:00:00Z"))]),
    ("relationship", &[("creator_id", N(1001.0)), ("no_exclusivity", T("yes"))]),
];

#[test]
fn a_filled_workbook_becomes_creators_with_everything_in_it() {
    let done = imported(FULL);
    assert_eq!(done.rejected, vec![]);
    let creators = serde_json::to_value(&done.creators).expect("creators are JSON");
    let rina = json!({
        "id": "kol-1",
        "name": "Rina",
        "accounts": [
            { "platform": "instagram", "handle": creators[0]["accounts"][0]["handle"], "followers": 48200,
              "provenance": { "as_of": "2026-03-01T00:00:00Z" } },
            { "platform": "tiktok", "handle": "rina.tt", "followers": 9000,
              "audience": [{ "of": "followers", "countries": [{ "code": "ID", "share": 0.885 }] }] },
        ],
        "rates": [
            { "platform": "instagram", "format": "reel", "price": { "amount": "4500000.00", "currency": "IDR" },
              "basis": "net", "includes": [{ "what": "usage rights", "days": 90 }] },
            { "platform": "instagram", "format": "reel", "quantity": 3, "price": { "amount": "12000000.00", "currency": "IDR" } },
        ],
        "ratings": [{ "criterion": "fit", "rater": "ana", "scale": { "min": 1.0, "max": 5.0 }, "value": 4.0, "at": "2026-02-20" }],
        "campaign_history": [{
            "campaign": "ramadan", "category": "tea", "ended": "2025-04-02",
            "kpis": [
                { "metric": "views", "target": 100_000.0, "actual": 124_000.0 },
                { "metric": "clicks", "target": 2000.0, "actual": 1850.0 },
            ],
            "asked": { "amount": "5000000.00", "currency": "IDR" },
            "agreed": { "amount": "4500000.00", "currency": "IDR" },
            "on_time": true, "revisions": 1, "disputes": 0,
        }],
        "relationship": {
            "contracts_n": 2, "nps": 40.0, "rate_card_clarity": 0.9,
            "exclusivity": [{ "category": "tea", "brand": "Teh A", "from": "2026-01-01", "until": "2026-06-30" }],
            "replies": [
                { "sent": "2026-02-02T09:00:00Z", "answered": "2026-02-02T13:30:00Z" },
                { "sent": "2026-02-10T09:00:00Z" },
            ],
        },
    });
    assert_eq!(creators[0], rina);
    let bagas = json!({
        "id": "1001",
        "accounts": [{ "platform": "youtube", "handle": "bagas" }],
        "rates": [{ "platform": "youtube", "format": "video", "price": { "amount": "250.50", "currency": "USD" }, "valid_to": "2026-12-31" }],
        "relationship": { "exclusivity": [] },
    });
    assert_eq!(creators[1], bagas, "an id that a program took for a number; no exclusivity is known, not unknown");
    assert_eq!((done.creators.len(), done.merged), (2, 11));
    let examples = "9 example rows were left out; their ids begin with `example:`";
    assert_eq!(done.warnings, [examples]);
}

/// A sheet, the cells of a row in it, and the code, message and help that it gets.
type Rejection = (&'static str, &'static [(&'static str, Cell)], &'static str, &'static str, &'static str);

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_row_that_cannot_be_used_says_where_it_is_and_why() {
    let cases: &[Rejection] = &[
        (
            "ratings",
            &[
                ("creator_id", T("kol-l")),
                ("criterion", T("fit")),
                ("rater", T("a")),
                ("value", N(4.0)),
                ("scale_min", N(1.0)),
                ("scale_max", N(5.0)),
            ],
            "unknown-creator",
            "no creator of the sheet `creators` has the id `kol-l`",
            "did you mean `kol-1`?",
        ),
        (
            "rates",
            &[("platform", T("x")), ("format", T("video")), ("amount", N(1.0)), ("currency", T("IDR"))],
            "required-missing",
            "`creator_id`: the value is missing",
            "",
        ),
        (
            "rates",
            &[
                ("creator_id", T("kol-1")),
                ("platform", T("x")),
                ("format", T("film")),
                ("amount", N(1.0)),
                ("currency", T("IDR")),
            ],
            "not-allowed",
            "`format`",
            "",
        ),
        (
            "ratings",
            &[
                ("creator_id", T("kol-1")),
                ("criterion", T("fit")),
                ("rater", T("a")),
                ("value", N(7.0)),
                ("scale_min", N(1.0)),
                ("scale_max", N(5.0)),
            ],
            "outside-scale",
            "the rating 7 is outside its scale",
            "",
        ),
        (
            "past campaigns",
            &[("creator_id", T("kol-1")), ("campaign", T("c")), ("on_time", T("no"))],
            "contradiction",
            "an earlier row says `true` for `on_time`, and this row says `false`",
            "correct one",
        ),
        (
            "creators",
            &[
                ("id", T("kol-1")),
                ("platform", T("instagram")),
                ("handle", T("rina")),
                ("followers", N(5.0)),
                ("as_of", D(2026, 3, 1)),
            ],
            "contradiction",
            "an earlier row says `48200` for `followers`, and this row says `5`",
            "correct one",
        ),
        ("relationship", &[("creator_id", T("kol-1")), ("exclusive_brand", T("B"))], "missing-field", "category", ""),
    ];
    for (sheet, cells, code, says, helps) in cases {
        let known: (&str, &[(&str, Cell)]) =
            ("past campaigns", &[("creator_id", T("kol-1")), ("campaign", T("c")), ("on_time", T("yes"))]);
        let done = imported(&[RINA, known, (sheet, cells)]);
        let [rejected] = done.rejected.as_slice() else { panic!("{sheet}: {:#?}", done.rejected) };
        assert_eq!(rejected.sheet.as_deref(), Some(*sheet));
        let problem = &rejected.problems[0];
        assert_eq!(problem.code.as_str(), *code, "{problem:?}");
        assert!(problem.to_string().contains(says), "`{says}`: {problem}");
        assert!(problem.help.as_deref().unwrap_or_default().contains(helps), "`{helps}`: {problem:?}");
        // Below the header, the examples, and the rows before it.
        let line = match *sheet {
            "ratings" => 3,
            "rates" | "relationship" => 4,
            _ => 5,
        };
        assert_eq!(rejected.line, Some(line), "the number that the spreadsheet program shows");
        assert_eq!((done.creators.len(), done.merged), (1, 1), "the other rows stand");
    }
}

#[test]
fn no_row_is_lost_whatever_stands_in_the_cells() {
    let strange = [T("kol-1"), T("?"), T("1.200"), T("4,5"), T("yes"), N(-1.0), N(1e300), D(1999, 12, 31), T("IDR")];
    let mut used = 0;
    for seed in 0..40 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut below = |n: usize| (dice.next_u64() % n as u64) as usize;
        let mut rows: Vec<(&str, Vec<(&str, Cell)>)> =
            FULL.iter().map(|(sheet, cells)| (*sheet, cells.to_vec())).collect();
        for _ in 0..below(6) {
            let at = below(rows.len());
            let cell = below(rows[at].1.len());
            match below(4) {
                0 => _ = rows[at].1.remove(cell),
                1 => rows[at].1[cell].1 = strange[below(strange.len())],
                2 => rows.push(rows[at].clone()),
                _ => rows.swap(at, 0),
            }
            rows.retain(|(_, cells)| !cells.is_empty());
        }
        let rows: Vec<(&str, &[(&str, Cell)])> = rows.iter().map(|(sheet, cells)| (*sheet, cells.as_slice())).collect();
        let done = imported(&rows);
        assert!(done.rejected.iter().all(|row| row.sheet.is_some() && !row.problems.is_empty()), "seed {seed}");
        used += done.merged;
    }
    assert!(used > 100, "most rows are still used: {used}");
}

#[test]
fn a_part_of_a_creator_needs_an_id_and_no_account() {
    let parse = |fields: &str| {
        Mapping::parse(&format!("[mapping]\nname = 'p'\nformat = 'csv'\npart = true\n[fields]\n{fields}"), "p.toml")
    };
    assert!(parse("id = 'id'\n'relationship.nps' = 'nps'").is_ok());
    let errors = parse("'relationship.nps' = 'nps'").expect_err("nobody to add it to");
    assert!(errors[0].message.contains("no field gives `id`"), "{errors:?}");
}

#[test]
fn rows_of_a_rejected_creator_are_rejected_too() {
    let done = imported(&[
        ("creators", &[("id", T("kol-1")), ("handle", T("rina"))]),
        ("relationship", &[("creator_id", T("kol-1")), ("contracts_n", N(2.0))]),
    ]);
    let codes: Vec<&str> = done.rejected.iter().map(|row| row.problems[0].code.as_str()).collect();
    assert_eq!(codes, ["required-missing", "unknown-creator"]);
}

#[test]
fn own_columns_are_kept_with_creators_and_named_elsewhere() {
    let mut book = Workbook::new();
    let creators = book.add_worksheet().set_name("CREATORS").unwrap();
    for (row, cells) in (0..).zip([["ID", "Platform", "Note"], ["k", "ig", "first"], ["k", "tiktok", "second"]]) {
        creators.write_row(row, 0, cells).unwrap();
    }
    let rates = book.add_worksheet().set_name("Rates").unwrap();
    rates.write_row(0, 0, ["creator_id", "Platform", "format", "amount", "currency", "Note"]).unwrap();
    rates.write_row(1, 0, ["k", "ig", "reel", "5", "IDR", "x"]).unwrap();
    book.add_worksheet().set_name("Pivot").unwrap();
    let done = import_workbook(&book.save_to_buffer().unwrap(), &Options::default()).expect("a workbook");
    assert_eq!(done.rejected, vec![]);
    let creator = serde_json::to_value(&done.creators[0]).unwrap();
    assert_eq!(creator["attributes"], json!({ "Note": "first", "Note (row 2)": "second" }));
    assert_eq!(creator["rates"][0]["price"]["amount"], "5.00");
    let warnings = done.warnings.join("\n");
    assert!(warnings.contains("`Rates`: the column `Note` is not read"), "{warnings}");
    assert!(warnings.contains("the sheet `Pivot` is not read"), "{warnings}");
}

#[test]
fn what_is_no_template_workbook_is_seen() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("creators").unwrap();
    let alone = book.save_to_buffer().unwrap();
    assert!(!is_template_workbook(&alone), "a sheet of that name may be anybody's");
    for file in [b"id,platform\n".as_slice(), b"PK\x03\x04", b""] {
        assert!(!is_template_workbook(file));
        assert!(import_workbook(file, &Options::default()).is_err(), "{}", file.escape_ascii());
    }
    let mut book = Workbook::new();
    book.add_worksheet().set_name("rates").unwrap();
    let refused = import_workbook(&book.save_to_buffer().unwrap(), &Options::default()).expect_err("no creators");
    assert!(matches!(&refused, Refused::NoSheet { wanted: Some(wanted), .. } if wanted == "creators"), "{refused}");
}
