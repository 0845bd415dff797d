//! `saring plugin add`: a plugin into a pack.

use std::path::PathBuf;

use saring_app::plugins::add::{AddRequest, Place};

use super::{Format, component, json};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::request::EngineArgs;
use crate::terminal::Terminal;

/// Put a plugin into a pack: the component, the rule that it is, and its digest.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The component goes to `plugins/NAME.wasm` in the pack's folder. In its `pack.toml` the rule runs \
`plugin:NAME` first and what it ran before behind it, and `[plugins.NAME]` pins the digest. Nothing is written unless the pack \
is valid with it.

Examples:
  saring plugin add dist/hello.wasm --pack packs/acme --check authenticity.hello
  saring plugin add dist/sizes.wasm --pack packs/acme                 a tier rule
  saring plugin add dist/my-budget.wasm --pack packs/acme             a budget policy, as `budgets.my-budget`
  saring plugin add dist/sales-burst.wasm --pack packs/acme --scope creator
  saring plugin add dist/orders-a-post.wasm --pack packs/acme --dimension quantitative
  saring plugin add dist/time-to-produce.wasm --pack packs/acme --check brief.time-to-produce
  saring plugin add dist/people.wasm --pack packs/acme --goal awareness
  saring plugin add dist/hello.wasm --pack packs/acme --check authenticity.hello --replace

Exit codes: 0 added · 2 wrong usage or input, or the pack would not be valid"
)]
pub struct Args {
    /// The component.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The pack's folder.
    #[arg(long, value_name = "DIR")]
    pack: PathBuf,

    /// The check that it is; of a check of the campaign, its group and name.
    #[arg(long, value_name = "LAYER.CHECK")]
    check: Option<String>,

    /// The goal that a rule of worth counts towards.
    #[arg(long, value_name = "GOAL")]
    goal: Option<String>,

    /// The dimension of a metric: `quantitative`, `qualitative`, `relationship-value` or `business-impact`.
    #[arg(long, value_name = "DIMENSION")]
    dimension: Option<String>,

    /// What a trigger looks at: `campaign`, `creator` or `post`; the campaign where not given.
    #[arg(long, value_name = "WHAT")]
    scope: Option<String>,

    /// Take the place of another component of the same name.
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    engine: EngineArgs,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

/// Adds the plugin, and says where.
pub fn add(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let bytes = component(&args.file)?;
    // The pack may run other plugins of its own.
    let app = args.engine.open(Some(&args.pack))?;
    let Args { check, goal, dimension, scope, .. } = args;
    let [check, goal, dimension, scope] = [check, goal, dimension, scope].map(Clone::clone);
    let place = Place { check, goal, dimension, scope };
    let request = AddRequest { bytes, pack: args.pack.clone(), place, replace: args.replace };
    let added = terminal.during("adding", || app.add_plugin(&request))?;
    match args.format {
        Format::Json => json(&added)?,
        Format::Table => terminal.show(&format!(
            "{} runs `{}`\n{}\n{}\npack {}\n",
            added.rule,
            added.plugin,
            added.component.display(),
            added.manifest.display(),
            added.pack
        ))?,
    }
    Ok(ExitCode::Done)
}
