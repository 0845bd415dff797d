//! `saring plugin build`: from sources to a component that would be installed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::plugins::build::{BuildError, BuildOptions, build as build_project};
use saring_app::plugins::inspect::inspect;
use saring_app::plugins::project::Project;

use super::watch::watched;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::output;
use crate::present::plugin::size;
use crate::request::plugin_cache;
use crate::terminal::Terminal;

/// Build a plugin's component, and look whether it would be installed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The component goes to `dist/NAME.wasm` in the plugin's folder, unless `--output` says another place. \
It is compiled, linked and tried at once, so that what an installation would refuse is told here.

Examples:
  saring plugin build
  saring plugin build ./hello --output plugins/hello.wasm
  saring plugin build --watch

Exit codes: 0 built · 1 the sources are wrong, or the component would be refused · 2 wrong usage, or a tool is missing"
)]
pub struct Args {
    /// The plugin's folder, or one that holds it alone.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Write the component to this file.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Where cargo keeps what it builds; the plugin's own `target` where not given.
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,

    /// Build again whenever a source changes.
    #[arg(long)]
    watch: bool,
}

/// Builds once, or whenever a source changes.
pub fn build(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let project = Project::find(&args.folder)?;
    let to = args.output.clone().unwrap_or_else(|| project.component());
    let options = BuildOptions { target_dir: args.target_dir.clone() };
    watched(args.watch, terminal, || project.sources(), || once(&project, &to, &options, terminal))
}

/// Builds, tries and writes the component.
pub fn once(project: &Project, to: &Path, options: &BuildOptions, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let bytes: Arc<[u8]> = match terminal.during("building", || build_project(project, options)) {
        Ok(bytes) => bytes.into(),
        Err(BuildError::Failed { program, said }) => {
            terminal.complain(&said);
            terminal.say(&format!("`{program}` failed: put right what it says"));
            return Ok(ExitCode::Negative);
        }
        Err(error) => return Err(error.into()),
    };
    let plugin = match terminal.during("trying", || inspect(&bytes, plugin_cache())) {
        Ok(inspected) => inspected.plugin,
        // What is wrong with a component is the answer here, not a wrong question.
        Err(error) => {
            Failure::from(error).tell(terminal);
            return Ok(ExitCode::Negative);
        }
    };
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| output::failed(&folder.display().to_string(), &error))?;
    }
    output::data(Some(&to.to_path_buf()), |out| out.write_all(&bytes))?;
    let shown = to.strip_prefix(".").unwrap_or(to).display();
    terminal.show(&format!("{shown}\n"))?;
    terminal.say(&format!(
        "{}@{} · {} · {} · {}",
        plugin.id,
        plugin.version,
        plugin.kind.as_str(),
        size(bytes.len() as u64),
        plugin.digest
    ));
    Ok(ExitCode::Done)
}
