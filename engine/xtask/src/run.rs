//! Running other programs from the root of the workspace.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// A step that failed.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The program could not be started.
    #[error("cannot run `{program}`: {source}")]
    Start {
        /// The program.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// The program ended with an error.
    #[error("`{command}` failed")]
    Status {
        /// The whole command.
        command: String,
    },
    /// A rule of the project is broken.
    #[error("{0}")]
    Rule(String),
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map_or_else(|| here.clone(), PathBuf::from)
}

/// The cargo that runs this task.
pub fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(root());
    command
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Builds the program as released, and gives the command that runs it. The whole workspace chooses the features of its
/// dependencies, so that tests and program share what is compiled.
pub fn saring() -> Result<Command, Failed> {
    run(&mut cargo(&["build", "--quiet", "--locked", "--release", "--workspace", "--bin", "saring"]))?;
    let mut command = Command::new(target().join("release").join("saring"));
    command.current_dir(root());
    Ok(command)
}

/// Runs a command to its end and shows what it prints.
pub fn run(command: &mut Command) -> Result<(), Failed> {
    let told = told(command);
    say(&format!("$ {told}"));
    let status = command.status().map_err(|source| Failed::Start { program: told.clone(), source })?;
    if status.success() { Ok(()) } else { Err(Failed::Status { command: told }) }
}

fn told(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    command.get_args().fold(name, |told, arg| format!("{told} {}", arg.to_string_lossy()))
}

/// A line for the person who runs the task.
pub fn say(line: &str) {
    // Nobody is left to tell where the terminal is gone.
    let _ = writeln!(std::io::stderr(), "{line}");
}
