//! Packs: what is refused and how, what is inherited, what the digest holds, and how texts come out.

mod compile;
mod diagnostics;
mod digest;
mod hostile;
mod inheritance;
mod locale;
mod params;
mod standard;
mod table;

use std::sync::Arc;

use saring_pack::{
    Answer, Description, Diagnostic, DiagnosticCode, Fault, Pack, PackFiles, Question, Rule, RuleLimits, RuleSource,
    Runtime, Shelf, resolve,
};

/// A runtime that handles `.rhai` files, refuses sources with the word `refuse`, and tells the reasons that stand
/// after the word `reason`, without running anything.
struct Paper;

struct PaperRule(Description);

impl Runtime for Paper {
    fn handles(&self, run: &str) -> bool {
        run.ends_with(".rhai")
    }

    fn compile(&self, source: &RuleSource, _: &RuleLimits) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
        let text = std::str::from_utf8(&source.bytes).unwrap();
        if let Some(at) = text.find("refuse") {
            let error =
                Diagnostic::error(DiagnosticCode::RuleNotAllowed, &source.file, text, at..at + 6, "not allowed");
            return Err(vec![error.with_help("leave it out")]);
        }
        let reasons = text.split("reason ").skip(1).map(|rest| rest.split_whitespace().next().unwrap().to_owned());
        Ok(Box::new(PaperRule(Description { reasons: reasons.collect(), ..Description::default() })))
    }
}

impl Rule for PaperRule {
    fn describe(&self) -> &Description {
        &self.0
    }

    fn ask(&self, _: Question<'_>) -> Result<Vec<Answer>, Fault> {
        Ok(Vec::new())
    }
}

fn runtimes() -> Vec<Arc<dyn Runtime>> {
    vec![Arc::new(Paper)]
}

const MANIFEST: &str = r#"[pack]
name = "small"
version = "1.0.0"
engine = ">=0.1, <0.2"

[policy]
pass-at = 70
warn-at = 40
coverage-min = 0.5
select-coverage-min = 0.6
on-no-tier = "review"
rank-by = "low"

[goals.sales]
layers = { trust = 0.25, craft = 0.75 }
metrics = ["orders"]

[layers.trust]
gate = { min-score = 50, on-unknown = "reject" }

[layers.trust.checks.growth]
run = "rules/growth.rhai"
weight = 2
params = { window_days = 60 }
tables = ["tables/bands.csv"]

[layers.craft.checks.video]
run = "rules/video.rhai"

[offers]
packages-max = 4
basis = "gross"
over-at = 1.5
under-at = 0.5
fx-days-max = 30
fx-apart-max = 0.01

[tiers]
run = "rules/tiers.rhai"

[tiers.bands.small]
followers-min = 1_000
followers-max = 50_000
role = "conversion"

[tiers.bands.large]
followers-min = 50_000
role = "awareness"
"#;

const PARAMS: &str = r#"[window_days]
type = "integer"
unit = "days"
min = 7
max = 365
default = 30
doc = "how far back to look"
source = "Proposal"

[share_max]
type = "fraction"
default = 0.25
doc = "the largest share"
source = "Proposal"

[preset]
type = "text"
choices = ["population", "guide"]
default = "guide"
doc = "what to compare with"
source = "Proposal"
"#;

const BANDS: &str = "tier,low,high,source,definition\nsmall,0.1,0.2,a study,a share\nlarge,0.05,,Proposal,a share\n";

/// A pack in which nothing is wrong.
fn small() -> PackFiles {
    pack(&[
        ("pack.toml", MANIFEST),
        ("rules/growth.rhai", "growth"),
        ("rules/growth.params.toml", PARAMS),
        ("rules/video.rhai", "video"),
        ("rules/tiers.rhai", "tiers"),
        ("tables/bands.csv", BANDS),
        ("locales/en/texts.toml", "[growth]\nrate = \"grew by {rate}\"\n"),
        ("locales/id/texts.toml", "[growth]\nrate = \"tumbuh {rate}\"\n"),
    ])
}

fn pack(files: &[(&str, &str)]) -> PackFiles {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes())));
    PackFiles { label: "a test".to_owned(), files: files.collect() }
}

/// The pack with a text of one of its files replaced.
fn edited(mut files: PackFiles, path: &str, old: &str, new: &str) -> PackFiles {
    let text = String::from_utf8(files.files.get(path).expect("the file is there").to_vec()).unwrap();
    assert!(text.contains(old), "{path} does not hold {old:?}");
    files.files.insert(path.to_owned(), Arc::from(text.replacen(old, new, 1).into_bytes()));
    files
}

fn with_file(mut files: PackFiles, path: &str, text: &str) -> PackFiles {
    files.files.insert(path.to_owned(), Arc::from(text.as_bytes()));
    files
}

fn alone(files: &PackFiles) -> Result<Pack, Vec<Diagnostic>> {
    resolve(files, &Shelf::default(), &runtimes())
}

fn over(files: &PackFiles, others: &[PackFiles]) -> Result<Pack, Vec<Diagnostic>> {
    resolve(files, &Shelf::new(others.iter().cloned().map(Arc::new)), &runtimes())
}
