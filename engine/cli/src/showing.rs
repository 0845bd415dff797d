//! What a command writes, and where: a text for people, or data for programs.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use saring_app::App;
use saring_app::report::InvalidCreator;

use crate::failure::Failure;
use crate::input::STDIN;
use crate::output;
use crate::present::Voice;
use crate::request::HowArgs;
use crate::terminal::Terminal;
use crate::visible::visible;

/// In which of its formats a command writes, and where.
#[derive(Debug, Args)]
pub struct ShowArgs<F: ValueEnum + Default + Send + Sync + 'static> {
    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: F,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl<F: ValueEnum + Default + Send + Sync + 'static> ShowArgs<F> {
    /// Shows a text for people in the language that they asked for, or writes it without its colours.
    pub fn text(
        &self,
        app: &App,
        how: &HowArgs,
        terminal: &Terminal,
        text: impl FnOnce(&Voice<'_>) -> String,
    ) -> Result<(), Failure> {
        let pack = app.pack(how.pack())?;
        let text = text(&Voice::new(&pack.pack, how.lang(), terminal));
        match &self.output {
            None => terminal.show(&text),
            Some(_) => self.data(|out| write!(out, "{}", anstream::adapter::strip_str(&text))),
        }
    }

    /// Writes data for programs.
    pub fn data(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        output::data(self.output.as_ref(), write)
    }

    /// Whether what is written would be shown on a terminal.
    pub fn is_for_terminal(&self) -> bool {
        self.output.as_ref().is_none_or(|path| path.as_os_str() == STDIN) && io::stdout().is_terminal()
    }

    /// Says what was written to a file, and who was skipped and why.
    pub fn tell(&self, written: &str, invalid: &[InvalidCreator], terminal: &Terminal) {
        if let Some(path) = &self.output {
            terminal.say(&format!("{written} written to {}", path.display()));
        }
        for creator in invalid {
            let who = creator.id.as_deref().map_or(String::new(), |id| format!(" ({id})"));
            let why = creator.violations.first().map(ToString::to_string).unwrap_or_default();
            terminal.say(&visible(&format!("skipped creator {}{who}: {why}", creator.index + 1)));
        }
    }
}
