//! The examples in JavaScript and Python, where `cargo xtask plugins --all` has built them. Their fuel may differ in company,
//! because interpreters warm up and collect garbage; their answers may not.

use saring_app::plugins::inspect::inspect;
use saring_app::plugins::test::{TestRequest, test};
use saring_tests::golden::repo;
use saring_tests::guests;

/// The folder of an example, and its component; none where it is not built.
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn example(language: &str) -> Option<TestRequest> {
    let path = repo().join("target/plugins").join(format!("{language}.wasm"));
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not here; `cargo xtask plugins --all` builds it", path.display());
        return None;
    };
    let folder = repo().join("plugins/examples").join(language);
    let cache = Some(guests::target().join("compiled"));
    Some(TestRequest { bytes: bytes.into(), folder, matching: String::new(), cache })
}

#[test]
fn examples_import_the_contract_alone_and_explain_themselves_in_two_languages() {
    for (language, id) in [("js", "caption-bait"), ("python", "posting-hours")] {
        let Some(request) = example(language) else { continue };
        let told = inspect(&request.bytes, request.cache).unwrap();
        assert_eq!(told.plugin.id, id);
        assert!(told.plugin.imports.iter().all(|import| import.starts_with("saring:plugin/")), "{language}");
        let codes: Vec<Vec<&String>> = told.reasons.values().map(|texts| texts.keys().collect()).collect();
        assert_eq!(told.reasons.keys().collect::<Vec<_>>(), ["en", "id"]);
        assert!(codes.iter().all(|of_language| *of_language == codes[0] && of_language.len() > 5), "{codes:?}");
    }
}

#[test]
fn examples_pass_their_cases_and_answer_in_company_as_if_alone() {
    for language in ["js", "python"] {
        let Some(request) = example(language) else { continue };
        let report = test(&request).unwrap();
        let wrong: Vec<_> = report.cases.iter().filter(|case| !case.problems.is_empty()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(report.cases.len() > 8 && report.alone == report.cases.len());
        assert!(report.differing.is_empty(), "{:#?}", report.differing);
    }
}
