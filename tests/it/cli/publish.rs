//! Reports that people send to each other, from the command line.

use super::Demo;

#[test]
fn a_decision_is_written_as_a_page_as_markdown_and_as_a_workbook() {
    let demo = Demo::new("12");
    let page = demo.score(&["--format", "html"]).stdout;
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">") && page.contains("Internal edition"));
    let text = demo.score(&["--format", "md", "--edition", "client", "--lang", "id"]).stdout;
    assert!(text.starts_with("# Daftar pendek: ") && text.contains("*Edisi klien · "));
    // What is written is the same to a file and to stdout, and the same every time.
    demo.score(&["--format", "html", "--output", "report.html"]);
    assert_eq!(demo.read("report.html"), page);
    demo.score(&["--format", "xlsx", "--output", "report.xlsx"]);
    let bytes = std::fs::read(demo.path().join("report.xlsx")).expect("a workbook");
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn a_plan_is_written_the_same_way() {
    let demo = Demo::new("200");
    let args = ["plan", "roster.ndjson", "-c", "campaign.json", "--as-of", super::AS_OF, "--no-what-if"];
    let run = |more: &[&str]| demo.run(&[&args, more].concat()).code(0).stdout;
    let (internal, client) = (run(&["--format", "md"]), run(&["--format", "md", "--edition", "client"]));
    assert!(internal.contains("Fee per creator") && !client.contains("Fee per creator"));
}

#[test]
fn an_edition_in_vain_is_refused() {
    let demo = Demo::new("12");
    let told = demo.score(&["--edition", "client", "--error-format", "json"]).code(2).stderr;
    assert!(told.contains("edition-in-vain"), "{told}");
}
