//! Why a command could not do its work.

use saring_app::plan::Place;
use saring_app::{OpenError, Refusal};
use serde::Serialize;

use crate::exit::ExitCode;
use crate::input::Source;
use crate::notice::Notice;
use crate::terminal::{ErrorFormat, Terminal};

/// Most details that people are shown; programs get all.
const DETAILS_SHOWN_MAX: usize = 12;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output wants no more of it, which is no error.
    Closed,
    /// Something is wrong with what was typed or given.
    Refused(Box<Refused>),
}

/// What is wrong, and everything that it consists of.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// The whole in one sentence.
    #[serde(flatten)]
    pub notice: Notice,
    /// The parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Notice>,
}

impl Failure {
    /// A failure with a stable code and a message.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self::Refused(Box::new(Refused { notice: Notice::new(code, message), details: Vec::new() }))
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.notice.help = Some(help.into());
        }
        self
    }

    /// The same with the parts that it consists of.
    #[must_use]
    pub fn details(mut self, details: Vec<Notice>) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.details = details;
        }
        self
    }

    /// The same at a place of a document.
    #[must_use]
    pub fn at(mut self, pointer: &str, source: &Source) -> Self {
        if let Self::Refused(refused) = &mut self {
            refused.notice = refused.notice.clone().at(pointer, source);
        }
        self
    }

    /// The same with the places of a campaign that stand in the way of a plan.
    #[must_use]
    pub fn of_campaign(self, places: &[Place], campaign: &Source) -> Self {
        let Self::Refused(refused) = &self else { return self };
        let own = places.iter().filter_map(|place| Some((place.pointer.strip_prefix("/campaign")?, &*place.message)));
        let named: Vec<(&str, &str)> = own.collect();
        match named.as_slice() {
            [(pointer, message)] if *message == refused.notice.message => self.at(pointer, campaign),
            _ => {
                let notice = |(pointer, message): &(&str, &str)| {
                    Notice::new(&refused.notice.code, *message).at(pointer, campaign)
                };
                let details = named.iter().map(notice).collect();
                self.details(details)
            }
        }
    }

    /// Tells the failure, and how the program is to end.
    pub fn tell(&self, terminal: &Terminal) -> ExitCode {
        let Self::Refused(refused) = self else { return ExitCode::Done };
        match terminal.errors {
            ErrorFormat::Human => terminal.complain(&human(refused, terminal.width())),
            ErrorFormat::Json => {
                let told = serde_json::json!({ "error": refused });
                terminal.complain(&format!("{told}\n"));
            }
        }
        ExitCode::Refused
    }
}

fn human(refused: &Refused, width: u16) -> String {
    let mut text = refused.notice.render(width);
    for detail in refused.details.iter().take(DETAILS_SHOWN_MAX) {
        text.push('\n');
        text.push_str(&detail.render(width));
    }
    let more = refused.details.len().saturating_sub(DETAILS_SHOWN_MAX);
    if more > 0 {
        text.push_str(&format!("\n  and {more} more; `--error-format json` lists all\n"));
    }
    text
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let failure = Self::new(refusal.code(), refusal.to_string()).help(refusal.help());
        match &refusal {
            Refusal::PackInvalid(found) => failure.details(found.iter().map(Notice::of_diagnostic).collect()),
            _ => failure,
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let message = match std::error::Error::source(&error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        let help = match error {
            OpenError::Threads(_) => "ask for fewer threads with `--threads`",
            OpenError::Engine(_) => "plugins need a machine that WebAssembly can be compiled for",
            OpenError::Plugins(_) => "name folders with `--plugins` that are there and can be read",
            OpenError::Duplicate { .. } => "give one of them another version, or name only one of the folders",
            OpenError::TooLarge { .. } => "keep only the pack's own files in its folder",
            OpenError::Unreadable { .. } | OpenError::NoPack { .. } => {
                "give a folder with a `pack.toml`, or a folder of such folders"
            }
        };
        Self::new("packs-unreadable", message).help(help)
    }
}
