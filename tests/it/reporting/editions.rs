//! Whole reports of this release, in both editions and languages.

use saring_app::reporting::{Edition, Face};
use saring_tests::golden::check_file;

use super::{app, plan, request, shortlist};

/// Creators of the reports that are kept: few, because every rule changes them.
const KEPT: usize = 24;

#[test]
fn reports_are_as_they_were() {
    let app = app();
    for lang in ["en", "id"] {
        let request = request(lang, KEPT);
        for edition in [Edition::Internal, Edition::Client] {
            for (face, ending) in [(Face::Html, "html"), (Face::Markdown, "md")] {
                let name = format!("{}.{lang}.{ending}", edition.as_str());
                let text = String::from_utf8(shortlist(&app, &request, edition, face)).unwrap();
                check_file(&format!("tests/golden/reports/shortlist.{name}"), &text);
                let text = String::from_utf8(plan(&app, &request, edition, face)).unwrap();
                check_file(&format!("tests/golden/reports/plan.{name}"), &text);
            }
        }
    }
}
