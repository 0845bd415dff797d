//! Asking on the terminal. Prompts go to stderr, so that stdout carries the campaign alone.

use std::io::{self, IsTerminal};

use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Input, Select};

use super::questions::Question;
use crate::failure::Failure;
use crate::input::reason;
use crate::terminal::{Color, Terminal};

/// Somebody who can be asked.
pub(super) struct Person {
    theme: Box<dyn Theme>,
}

impl Person {
    /// The person at the terminal; none where input or prompts would go elsewhere.
    pub(super) fn at(terminal: &Terminal) -> Option<Self> {
        let plain = terminal.color == Color::Never || std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
        let theme: Box<dyn Theme> = if plain { Box::new(SimpleTheme) } else { Box::new(ColorfulTheme::default()) };
        (io::stdin().is_terminal() && io::stderr().is_terminal()).then_some(Self { theme })
    }

    /// One of several, or none of them.
    pub(super) fn choose(&self, asks: &str, among: &[String], other: &str) -> Result<Option<String>, Failure> {
        let items: Vec<&str> = among.iter().map(String::as_str).chain([other]).collect();
        let select = Select::with_theme(&*self.theme).with_prompt(asks).items(&items).default(0);
        let chosen = select.interact().map_err(|error| unasked(&error))?;
        Ok(among.get(chosen).cloned())
    }

    /// The answer to a question, asked again until it holds; empty where it is skipped.
    pub(super) fn ask(
        &self,
        question: &Question,
        may_skip: bool,
        default: Option<String>,
        holds: impl Fn(&[String]) -> Result<(), String>,
    ) -> Result<Vec<String>, Failure> {
        let between = match question.divider {
            Some(';') => ", with `;` between them",
            Some(_) => ", with commas between them",
            None => "",
        };
        let skip = if may_skip && default.is_none() { ", or nothing to skip" } else { "" };
        let prompt = format!("{} ({}{between}{skip})", question.asks, question.form);
        let mut input = Input::<String>::with_theme(&*self.theme).with_prompt(prompt).allow_empty(may_skip);
        if let Some(default) = default {
            input = input.default(default);
        }
        let checked = input.validate_with(|line: &String| {
            let answers = question.split(line);
            if answers.is_empty() && may_skip { Ok(()) } else { holds(&answers) }
        });
        let line = checked.interact_text().map_err(|error| unasked(&error))?;
        Ok(question.split(&line))
    }
}

fn unasked(error: &dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(error) = error;
    Failure::new("unasked", format!("cannot ask on the terminal: {}", reason(error)))
        .help("give the answers as flags, with `--yes`")
}
