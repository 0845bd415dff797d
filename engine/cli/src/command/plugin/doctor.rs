//! `saring plugin doctor`: which tool is missing.

use std::path::PathBuf;

use saring_app::plugins::doctor::{Tool, doctor as look};
use saring_app::plugins::project::Language;

use super::{Format, LanguageArg, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::present::plugin as present;
use crate::terminal::Terminal;

/// Tell which tool is missing, and the line that installs it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring plugin doctor
  saring plugin doctor --lang js ./hello

Exit codes: 0 plugins can be built, in every language that was named · 1 something that is needed is missing · 2 wrong usage")]
pub struct Args {
    /// The plugin's folder, for the tools that a project brings itself.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// Only this language; may be given again.
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    lang: Vec<LanguageArg>,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Looks at the tools.
pub fn doctor(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let named: Vec<Language> = args.lang.iter().map(|language| (*language).into()).collect();
    let languages = if named.is_empty() { Language::ALL.to_vec() } else { named.clone() };
    let tools = look(&languages, &args.folder);
    match args.format {
        Format::Table => terminal.show(&present::tools(&tools, terminal.width()))?,
        Format::Json => json(&tools)?,
    }
    let ready =
        |language: &Language| tools.iter().filter(|tool| tool.language == language.as_str()).all(Tool::is_ready);
    // Whoever names no language is content with one.
    let enough = if named.is_empty() { languages.iter().any(ready) } else { languages.iter().all(ready) };
    Ok(if enough { ExitCode::Done } else { ExitCode::Negative })
}
