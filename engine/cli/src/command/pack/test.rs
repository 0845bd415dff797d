//! `saring pack test`: a pack's own cases.

use saring_app::pack_test::{PackTestError, PackTestRequest};

use super::{Format, open};
use crate::command::schema::pretty;
use crate::excerpt::Excerpt;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::notice::Notice;
use crate::output;
use crate::present::pack as present;
use crate::request::EngineArgs;
use crate::terminal::Terminal;

/// Run a pack's cases: given facts, and what its rules must say of them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Cases are `cases/*.toml` in the pack's folder, or in folders there. A case names the rule that it is about as its \
`check` (`authenticity.engagement-rate`, `triggers.amplify`, `goals.awareness`), or its file is named after it; `params` \
change the rule's own for one case. The form is that of plugins' cases, and rules/standard/cases/README.md tells all of it.

  [[case]]
  name = \"a quarter of a percent is little\"
  check = \"authenticity.engagement-rate\"
  account = { platform = \"instagram\", followers = 20000, posts = [{ at = \"2026-02-20T12:00:00Z\", repeat = 12, likes = 50 }] }
  expect = { status = \"fail\" }

With `--cases-of` another pack's cases are held against this pack's rules: what its own thresholds change shows as what \
does not pass.

Examples:
  saring pack test ./packs/acme-beauty
  saring pack test standard --matching triggers.amplify
  saring pack test ./packs/acme-beauty --cases-of standard

Exit codes: 0 all passed · 1 one did not · 2 wrong usage or input"
)]
pub struct Args {
    /// A name, `name@version`, `sha256:…` digest, or the pack's folder.
    #[arg(value_name = "PACK")]
    pack: String,

    /// Another pack whose cases are taken, by its name or `name@version`.
    #[arg(long, value_name = "PACK")]
    cases_of: Option<String>,

    /// Only cases whose name, file or rule has this text.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    matching: String,

    #[command(flatten)]
    engine: EngineArgs,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Runs the cases, and shows which did not pass.
pub(super) fn test(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let (app, pack) = open(&args.pack, &args.engine)?;
    let request = PackTestRequest { pack, cases_of: args.cases_of.clone(), matching: args.matching.clone() };
    let report = terminal.during("testing", || app.test_pack(&request))?;
    match args.format {
        Format::Json => output::data(None, |out| pretty(out, &serde_json::to_value(&report)?))?,
        Format::Table => terminal.show(&present::tests(&report, terminal.width()))?,
    }
    Ok(if report.failed() == 0 { ExitCode::Done } else { ExitCode::Negative })
}

impl From<PackTestError> for Failure {
    fn from(error: PackTestError) -> Self {
        let message = error.to_string();
        match error {
            PackTestError::Pack(refusal) => refusal.into(),
            PackTestError::Cases { file, text, error } => {
                let excerpt = error.span.clone().map(|span| Excerpt::of(&file, &text, span));
                let detail = Notice { excerpt, ..Notice::new("case-invalid", error.message) };
                Self::new("cases-invalid", message)
                    .help("a file has `[defaults]` and `[[case]]` with `name` and `expect`")
                    .details(vec![detail])
            }
            PackTestError::NoCases { .. } => Self::new("no-cases", message)
                .help("write some in `cases/*.toml` of the pack's folder, or take those of another pack: `--cases-of standard`"),
        }
    }
}
