//! The program itself, run as people run it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// What it wrote to stdout.
    pub stdout: String,
    /// What it wrote to stderr.
    pub stderr: String,
}

impl Ran {
    /// Its stdout as one JSON document.
    ///
    /// # Panics
    /// Where it is none.
    pub fn json(&self) -> Value {
        let read = serde_json::from_str(&self.stdout);
        assert!(read.is_ok(), "stdout is no JSON: {self:?}");
        read.unwrap_or_default()
    }

    /// Its stdout as a JSON document a line.
    ///
    /// # Panics
    /// Where a line is none.
    pub fn lines(&self) -> Vec<Value> {
        let read: Result<Vec<Value>, _> = self.stdout.lines().map(serde_json::from_str).collect();
        assert!(read.is_ok(), "a line of stdout is no JSON: {read:?}");
        read.unwrap_or_default()
    }

    /// The same run, which must have ended with this code.
    ///
    /// # Panics
    /// Where it ended with another.
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The program, built once for this run of the tests from the sources as they are.
pub fn saring() -> &'static Path {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(build);
    &BUILT
}

/// The command that runs the program in a folder, away from what the caller's environment says.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(saring());
    command
        .current_dir(folder)
        .env_remove("RUST_LOG")
        .env_remove("NO_COLOR")
        .env_remove("SARING_PLUGINS")
        .env("COLUMNS", "160");
    // What a test builds is made of crates that the workspace has fetched.
    command.env("CARGO_NET_OFFLINE", "true");
    command
}

/// Runs the program in a folder to its end.
pub fn run(folder: &Path, args: &[&str]) -> Ran {
    run_with(folder, args, b"")
}

/// Runs the program in a folder to its end, with bytes on its stdin.
///
/// # Panics
/// Where the program cannot be run.
pub fn run_with(folder: &Path, args: &[&str], stdin: &[u8]) -> Ran {
    let mut command = command(folder);
    let spawned = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let done = spawned.and_then(|mut child| {
        std::thread::scope(|scope| {
            let mut pipe = child.stdin.take();
            // A program that reads no more of its stdin is free not to.
            scope.spawn(move || pipe.as_mut().map(|pipe| pipe.write_all(stdin)));
            child.wait_with_output()
        })
    });
    assert!(done.is_ok(), "`{}` cannot be run: {done:?}", saring().display());
    done.map(|output| Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
    .unwrap_or(Ran { code: -1, stdout: String::new(), stderr: String::new() })
}

/// Cargo decides whether the program is stale; where it is not, this takes a moment.
fn build() -> PathBuf {
    let exe = std::env::current_exe().unwrap_or_default();
    // The test binary is `<target>/<profile>/deps/it-…`.
    let folder = exe.ancestors().nth(2).unwrap_or(Path::new("."));
    let target = folder.parent().unwrap_or(Path::new("."));
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(crate::golden::repo()).args([
        "build",
        "--quiet",
        // The whole workspace chooses the features of its dependencies, as it does for the tests.
        "--workspace",
        "--bin",
        "saring",
        "--profile",
        profile,
    ]);
    let built = cargo.arg("--target-dir").arg(target).output();
    assert!(built.as_ref().is_ok_and(|built| built.status.success()), "the program cannot be built: {built:?}");
    folder.join(format!("saring{}", std::env::consts::EXE_SUFFIX))
}
