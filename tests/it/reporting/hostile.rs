//! Names that would be markup, formulas or orders to the reader's screen, if anybody let them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use saring_app::reporting::{Edition, Face};
use saring_model::{Creator, Name};

use super::{app, as_of, of, plan, shortlist};

const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";
const PIPE: &str = "a | b | **c** [d](https://e.example) `f`";
const FORMULA: &str = "=HYPERLINK(\"https://e.example\",\"x\")";
const TURNED: &str = "abc\u{202e}txt.exe\u{2066}";
const ARABIC: &str = "نور الهدى";

/// Every element of a page and of the drawings in it.
const ELEMENTS: &[&str] = &[
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "section",
    "footer",
    "h1",
    "h2",
    "p",
    "dl",
    "dt",
    "dd",
    "div",
    "ul",
    "li",
    "i",
    "span",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "svg",
    "g",
    "path",
    "rect",
    "line",
    "text",
    "circle",
    "polyline",
];

/// The demo's creators, the first of them with hostile names.
fn roster() -> Vec<Creator> {
    let mut creators = saring_app::demo::roster(7, 60, as_of());
    let long = "long ".repeat(60);
    let names = [SCRIPT, PIPE, FORMULA, TURNED, ARABIC, "@SUM(A1:A9)", "+1+1", long.trim_end()];
    for (creator, name) in creators.iter_mut().zip(names.iter().cycle()) {
        creator.name = Some(Name::new((*name).to_owned()).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
    creators
}

fn texts(face: Face) -> Vec<String> {
    let (app, request) = (app(), of(roster(), "en"));
    let both = [Edition::Internal, Edition::Client];
    let written = both.map(|edition| [shortlist(&app, &request, edition, face), plan(&app, &request, edition, face)]);
    written.into_iter().flatten().map(|bytes| String::from_utf8(bytes).unwrap()).collect()
}

#[test]
fn no_name_becomes_markup_of_a_page() {
    for page in texts(Face::Html) {
        assert!(page.contains("&lt;script&gt;"), "the name is gone");
        for turned in ['\u{202e}', '\u{2066}'] {
            assert!(!page.contains(turned), "`{}` is in the page", turned.escape_unicode());
        }
        assert!(page.contains(ARABIC));
        // A text has no bracket of its own, so what follows one is an element.
        for element in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let name = element.trim_start_matches('/').split([' ', '/']).next().unwrap();
            assert!(ELEMENTS.contains(&name), "the page has the element `{element}`");
            // Between quotes stand values, and what follows them are attributes again.
            let attributes: String = element.split('"').step_by(2).collect();
            for attribute in ["src=", "href=", " on"] {
                assert!(!attributes.contains(attribute), "`{element}` runs or loads something");
            }
            assert!(!element.contains("url("), "`{element}` loads something");
        }
    }
}

#[test]
fn no_name_becomes_markup_of_markdown() {
    for text in texts(Face::Markdown) {
        assert!(text.contains("a \\| b \\| \\*\\*c\\*\\* \\[d\\](https://e.example) \\`f\\`"), "the name is gone");
        assert!(text.replace("\\<", "").find('<').is_none() && !text.contains('\u{202e}'));
        // Every row of a table has as many cells as its head: no name began another cell.
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let mut head = 0;
        for line in text.lines() {
            match line.starts_with('|') {
                true if head > 0 => assert_eq!(cells(line), head, "{line}"),
                true => head = cells(line),
                false => head = 0,
            }
        }
    }
}

#[test]
fn no_name_becomes_a_formula_of_a_workbook() {
    let (app, request) = (app(), of(roster(), "en"));
    for bytes in [
        shortlist(&app, &request, Edition::Internal, Face::Workbook),
        plan(&app, &request, Edition::Internal, Face::Workbook),
    ] {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let mut found = 0;
        for name in workbook.sheet_names() {
            let formulas = workbook.worksheet_formula(&name).unwrap();
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "`{name}` has formulas");
            let range = workbook.worksheet_range(&name).unwrap();
            found += range.cells().filter(|(_, _, cell)| **cell == Data::String(FORMULA.to_owned())).count();
        }
        assert!(found > 0, "the name is gone");
    }
}
