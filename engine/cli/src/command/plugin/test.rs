//! `saring plugin test`: a plugin's own cases, and whether company changes an answer.

use std::path::{Path, PathBuf};

use saring_app::plugins::build::BuildOptions;
use saring_app::plugins::project::Project;
use saring_app::plugins::test::{TestRequest, test as test_plugin};

use super::build::once;
use super::watch::watched;
use super::{Format, component, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::plugin as present;
use crate::request::plugin_cache;
use crate::terminal::Terminal;

/// Run a plugin's cases, and ask everything in them alone, in 16, in 256 and shuffled.
#[derive(Debug, clap::Args)]
#[command(after_help = "Cases are `cases/*.toml` in the plugin's folder:

  [defaults]
  account = { platform = \"instagram\", followers = 20000 }

  [[case]]
  name = \"followers are enough\"
  expect = { status = \"pass\", score = 100.0, reasons = [\"hello.followers\"] }

Beside `account`, `creator` and `campaign` a case has `package` for rules of worth, `selection` and `timeline` for checks of
the campaign, `timeline`, `also`, `plan`, `roster` and `target` for triggers, and `scope` for metrics. Where something
happened, a plugin is also asked with the events in another order, some of them twice, and without those that were not
known yet: its answer may not change.

Examples:
  saring plugin test
  saring plugin test --build --watch
  saring plugin test ./hello --component plugins/hello.wasm --matching followers

Exit codes: 0 all passed · 1 one did not · 2 wrong usage or input")]
pub struct Args {
    /// The plugin's folder, or one that holds it alone.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// The component, where it is not `dist/NAME.wasm` of the folder.
    #[arg(long, value_name = "FILE", conflicts_with = "build")]
    component: Option<PathBuf>,

    /// Only cases whose name has this text.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    matching: String,

    /// Build the component first.
    #[arg(long)]
    build: bool,

    /// Test again whenever the component, a case or, with `--build`, a source changes.
    #[arg(long)]
    watch: bool,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Tests once, or whenever something changes.
pub fn test(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    // A component that is named needs no project: its cases are enough.
    let project = match &args.component {
        Some(_) => None,
        None => Some(Project::find(&args.folder)?),
    };
    let folder = project.as_ref().map_or(args.folder.as_path(), |project| &project.folder);
    let file = args.component.clone().or(project.as_ref().map(Project::component)).unwrap_or_default();
    let files = || {
        let sources = project.as_ref().map(Project::sources).unwrap_or_default();
        let cases = || sources.iter().filter(|path| path.starts_with(folder.join("cases"))).cloned().collect();
        if args.build { sources.clone() } else { Vec::from_iter([file.clone()].into_iter().chain::<Vec<_>>(cases())) }
    };
    watched(args.watch, terminal, files, || {
        if let Some(project) = project.as_ref().filter(|_| args.build) {
            let built = once(project, &file, &BuildOptions::default(), terminal)?;
            if built != ExitCode::Done {
                return Ok(built);
            }
        }
        tested(args, folder, &file, terminal)
    })
}

fn tested(args: &Args, folder: &Path, file: &Path, terminal: &Terminal) -> Result<ExitCode, Failure> {
    if args.component.is_none() && !file.is_file() {
        let message = format!("there is no component at `{}`", file.display());
        return Err(
            Failure::new("component-missing", message).help("build it: `saring plugin build`, or add `--build`")
        );
    }
    let request = TestRequest {
        bytes: component(file)?,
        folder: folder.to_owned(),
        matching: args.matching.clone(),
        cache: plugin_cache(),
    };
    let report = terminal.during("testing", || test_plugin(&request))?;
    match args.format {
        Format::Table => terminal.show(&present::tests(&report))?,
        Format::Json => json(&report)?,
    }
    Ok(if report.passed() { ExitCode::Done } else { ExitCode::Negative })
}
