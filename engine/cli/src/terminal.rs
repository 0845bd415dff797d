//! What the person in front of the program sees, and how.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anstream::AutoStream;
use clap::ValueEnum;
use indicatif::ProgressBar;

use crate::failure::Failure;
use crate::output;

/// Width of a page where nothing says another, in columns.
const WIDTH_COLUMNS: u16 = 140;
/// Narrowest page that is laid out, in columns.
const WIDTH_COLUMNS_MIN: u16 = 80;

/// How often the sign of life moves, in milliseconds.
const TICK_MS: u64 = 120;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How errors are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ErrorFormat {
    /// With colours, source lines and help.
    #[default]
    Human,
    /// One JSON object.
    Json,
}

/// How the program talks to the person who called it.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// When to use colours.
    pub color: Color,
    /// Whether to leave out everything but data and errors.
    pub quiet: bool,
    /// How errors are written.
    pub errors: ErrorFormat,
}

impl Terminal {
    /// Columns of the page that a person reads: of `COLUMNS`, else of the terminal, else 140.
    pub fn width(&self) -> u16 {
        // A terminal that does not know its own width says 0.
        let width = told_columns().or_else(|| comfy_table::Table::new().width()).filter(|width| *width > 0);
        width.unwrap_or(WIDTH_COLUMNS).max(WIDTH_COLUMNS_MIN)
    }

    /// Whether lines on stdout have to fit a page: that of a terminal, or of `COLUMNS`.
    pub fn is_paged(&self) -> bool {
        io::stdout().is_terminal() || told_columns().is_some()
    }

    /// Writes a text for people to stdout; the colours in it go only where they are wanted.
    pub fn show(&self, text: &str) -> Result<(), Failure> {
        let stdout = io::stdout();
        let mut out = AutoStream::new(stdout.lock(), self.choice(&stdout));
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| output::failed("stdout", &error))
    }

    /// Says something about the work on stderr, unless asked to be quiet.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.complain(&format!("{text}\n"));
        }
    }

    /// Writes to stderr in any case.
    pub fn complain(&self, text: &str) {
        let stderr = io::stderr();
        let mut out = AutoStream::new(stderr.lock(), self.choice(&stderr));
        // Nobody is left to tell where stderr is gone.
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Whether somebody may be watching how the work goes on.
    pub fn is_watched(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Does long work, with a sign of life where somebody watches.
    pub fn during<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        if !self.is_watched() {
            return work();
        }
        let life = ProgressBar::new_spinner().with_message(what);
        life.enable_steady_tick(Duration::from_millis(TICK_MS));
        let done = work();
        life.finish_and_clear();
        done
    }

    fn choice(&self, stream: &impl anstream::stream::RawStream) -> anstream::ColorChoice {
        match self.color {
            Color::Auto => AutoStream::choice(stream),
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The width that the environment tells.
fn told_columns() -> Option<u16> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}
