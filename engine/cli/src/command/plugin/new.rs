//! `saring plugin new`: a folder to begin in.

use std::path::{Path, PathBuf};

use saring_app::plugins::scaffold::scaffold;

use super::{KindArg, LanguageArg};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::terminal::Terminal;

/// Begin a plugin: a folder that builds and passes its tests.
#[derive(Debug, clap::Args)]
#[command(after_help = "The folder carries the contract and the SDK with it, so it builds wherever it is put.

Examples:
  saring plugin new hello --lang rust
  saring plugin new sales-burst --lang rust --kind trigger
  saring plugin new hello --lang python --in ./plugins

Exit codes: 0 written · 2 wrong usage, or a folder that cannot be written")]
pub struct Args {
    /// The plugin's name: lower-case words joined by hyphens. Packs run it as `plugin:NAME`.
    #[arg(value_name = "NAME")]
    name: String,

    /// What the rule decides. Other languages than Rust begin with a check.
    #[arg(long, value_name = "KIND", value_enum, default_value_t)]
    kind: KindArg,

    /// The language to write it in.
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    lang: LanguageArg,

    /// The folder to make it in.
    #[arg(long = "in", value_name = "DIR", default_value = ".")]
    below: PathBuf,
}

/// Writes the folder, and says what can be done next.
pub fn new(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let folder = scaffold(&args.name, args.kind.into(), args.lang.into(), &args.below)?;
    let shown = folder.strip_prefix(".").unwrap_or(&folder);
    terminal.show(&format!("{}\n", shown.display()))?;
    terminal.say(&next(args, shown));
    Ok(ExitCode::Done)
}

fn next(args: &Args, folder: &Path) -> String {
    let install = match args.lang {
        LanguageArg::Rust => "",
        LanguageArg::Js => "  npm install\n",
        LanguageArg::Python => "  python3 -m pip install componentize-py\n",
    };
    format!("Next\n  cd {}\n{install}  saring plugin build\n  saring plugin test", folder.display())
}
