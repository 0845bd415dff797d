//! `cargo xtask plugins`: the components of the plugins that come with the project.

use std::path::{Path, PathBuf};

use crate::run::{Failed, root, run, saring, say, target};

/// The plugins of the standard pack, in Rust.
const PLUGINS: [&str; 3] = ["audience-quality", "content-safety", "comment-sentiment"];
/// Examples in other languages, which need those languages' tools.
const EXAMPLES: [&str; 2] = ["examples/js", "examples/python"];

/// Arguments of the task.
#[derive(clap::Args)]
pub struct Args {
    /// Build the examples in JavaScript and Python, too.
    #[arg(long)]
    all: bool,
}

/// Builds each plugin as its author would, with the program itself.
pub fn plugins(args: &Args) -> Result<(), Failed> {
    let to = standard()?;
    if args.all {
        build(&EXAMPLES, &to)?;
    }
    say(&format!("`saring … --plugins {}` uses them", to.display()));
    Ok(())
}

/// Builds the plugins of the standard pack, and says in which folder.
pub fn standard() -> Result<PathBuf, Failed> {
    let to = target().join("plugins");
    build(&PLUGINS, &to)?;
    Ok(to)
}

fn build(plugins: &[&str], to: &Path) -> Result<(), Failed> {
    for name in plugins {
        let folder = root().join("plugins").join(name);
        if !folder.is_dir() {
            return Err(Failed::Rule(format!("there is no plugin in `{}`", folder.display())));
        }
        let file = to.join(format!("{}.wasm", name.rsplit('/').next().unwrap_or(name)));
        // A target folder of their own: cargo locks the one that it is building in.
        let mut build = saring()?;
        build.args(["plugin", "build"]).arg(&folder).arg("--target-dir").arg(target().join("guests"));
        run(build.arg("--output").arg(&file))?;
    }
    Ok(())
}
