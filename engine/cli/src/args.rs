//! What was typed: the command line, and nothing made of it yet.

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::{
    audit, campaign, completions, demo, explain, import, measure, pack, plan, plugin, preflight, replay, schema, score,
    serve, sketch, triggers, validate,
};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::terminal::{Color, ErrorFormat, Terminal};

/// Choose creators for a campaign by rules that anyone can read, and see why for every verdict.
#[derive(Debug, Parser)]
#[command(name = "saring", version, arg_required_else_help = true, propagate_version = true)]
#[command(after_help = "Examples:
  saring demo                                              see the main job on fictional data
  saring score roster.json --campaign campaign.json        rank creators
  saring campaign new --output campaign.json               be asked for a campaign
  saring audit --creators creator.json                     what is knowable without one
  saring explain ID roster.json --campaign campaign.json   why one creator got its verdict
  saring measure timeline.json --campaign campaign.json    what a campaign was worth
  saring serve                                             the same over HTTP

Exit codes: 0 done · 1 the answer is no (all rejected, or a check failed) · 2 wrong usage or input")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,

    /// When to use colours; `auto` also heeds `NO_COLOR`.
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value_t, help_heading = "Terminal")]
    color: Color,

    /// How errors are written to stderr.
    #[arg(long, value_name = "FORMAT", global = true, value_enum, default_value_t, help_heading = "Terminal")]
    error_format: ErrorFormat,

    /// Say nothing but data and errors.
    #[arg(long, short, global = true, help_heading = "Terminal")]
    quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Decide on every creator of a roster for a campaign, and rank them.
    Score(score::Args),
    /// Show everything that one creator's verdict rests on.
    Explain(explain::Args),
    /// Tell all that is knowable of creators without a campaign.
    Audit(audit::Args),
    /// Divide a campaign's budget, and choose who is booked with which package.
    Plan(plan::Args),
    /// Check whether a campaign is ready: discovery, brief, workflow and the known causes of failure.
    Preflight(preflight::Args),
    /// Let the triggers of a running campaign look at what happened, and propose the next moves.
    Triggers(triggers::Args),
    /// Run a past campaign event by event, and tell when each trigger would have acted.
    Replay(replay::Args),
    /// Measure what a campaign was worth.
    Measure(measure::Args),
    /// Write a campaign.
    Campaign(campaign::Args),
    /// Tell everything that is wrong with documents or packs.
    Validate(validate::Args),
    /// Turn other people's files into a roster, or into events of a timeline.
    Import(import::Args),
    /// Make sketches of follower lists, so that reach can be counted without the ids.
    Sketch(sketch::Args),
    /// Answer the same questions over HTTP.
    Serve(serve::Args),
    /// Show the main job on a fictional campaign with fictional creators.
    Demo(demo::Args),
    /// Look at the packs: the rules, their weights, params and sources.
    Pack(pack::Args),
    /// Write, try, measure and install plugins.
    Plugin(plugin::Args),
    /// Look at the schemas and the fields of documents.
    Schema(schema::Args),
    /// Print the completions of a shell.
    Completions(completions::Args),
}

impl Cli {
    /// How to talk to the person who called.
    pub fn terminal(&self) -> Terminal {
        Terminal { color: self.color, quiet: self.quiet, errors: self.error_format }
    }
}

/// Reads the command line, or says what is wrong with it, or shows the help that was asked for.
pub fn parse() -> Result<Cli, ExitCode> {
    let matches = flowing(Cli::command()).try_get_matches();
    matches.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| tell(&error))
}

/// The command with the paragraphs of its help as one line each, so that they are broken where the page ends.
fn flowing(command: clap::Command) -> clap::Command {
    let text = command.get_after_help().map(|text| flowed(&text.to_string()));
    let command = match text {
        Some(text) => command.after_help(text),
        None => command,
    };
    command.mut_subcommands(flowing)
}

/// A text without the line ends within its paragraphs. Lines that begin with a space stand by themselves.
fn flowed(text: &str) -> String {
    let mut flowed = String::new();
    let mut may_join = false;
    for line in text.lines() {
        let is_prose = !line.is_empty() && !line.starts_with(' ');
        flowed.push_str(if is_prose && may_join { " " } else { "\n" });
        flowed.push_str(line);
        may_join = is_prose;
    }
    flowed.trim_start_matches('\n').to_owned()
}

fn tell(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A reader who wants no more of the help is no error.
        let _ = error.print();
        return ExitCode::Done;
    }
    if wants_json() {
        let terminal = Terminal { color: Color::Never, quiet: true, errors: ErrorFormat::Json };
        let text = error.render().to_string();
        let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        return Failure::new("usage", message).help("see `saring --help`").tell(&terminal);
    }
    let _ = error.print();
    ExitCode::Refused
}

/// What was typed could not be read as a whole, and still says how errors are wanted.
fn wants_json() -> bool {
    let args: Vec<_> = std::env::args_os().collect();
    args.iter().any(|arg| arg == "--error-format=json")
        || args.windows(2).any(|pair| pair.iter().eq(["--error-format", "json"].iter()))
}
