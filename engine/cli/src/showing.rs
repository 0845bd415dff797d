//! What a command writes, and where: a text for people, or data for programs.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::builder::EnumValueParser;
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, ValueEnum, value_parser};
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
#[derive(Debug)]
pub struct ShowArgs<F> {
    /// What to write.
    pub format: F,
    /// A file to write to instead of stdout.
    output: Option<PathBuf>,
}

/// The arguments are told by hand: derived ones keep one default for all types of formats.
impl<F: ValueEnum + Default + Send + Sync + 'static> Args for ShowArgs<F> {
    fn augment_args(command: Command) -> Command {
        let default = F::default().to_possible_value().map(|value| value.get_name().to_owned());
        let format = Arg::new("format").long("format").short('f').value_name("FORMAT").help("What to write");
        let output = Arg::new("output").long("output").short('o').value_name("FILE");
        command
            .arg(format.value_parser(EnumValueParser::<F>::new()).default_value(default.unwrap_or_default()))
            .arg(output.value_parser(value_parser!(PathBuf)).help("Write to a file instead of stdout"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: ValueEnum + Default + Send + Sync + 'static> FromArgMatches for ShowArgs<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let format = matches.get_one::<F>("format").cloned().unwrap_or_default();
        Ok(Self { format, output: matches.get_one::<PathBuf>("output").cloned() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl<F> ShowArgs<F> {
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
