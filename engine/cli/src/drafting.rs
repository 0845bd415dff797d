//! `saring import --guess`: a mapping drafted from a file.

use std::path::{Path, PathBuf};

use saring_app::import::events::{BUILTIN_EVENTS, builtin_events, draft_events};
use saring_app::import::{Draft, Options, guess};

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::Source;
use crate::output;
use crate::terminal::Terminal;
use crate::visible::visible;

/// Drafts a mapping for a file, and says what is left to do.
pub fn draft(file: &Path, to: Option<&PathBuf>, options: &Options, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let source = Source::read(file)?;
    let guessed = terminal.during("looking at columns", || guess(&source.bytes, &source.name, options));
    let draft = guessed.map_err(|refused| {
        let message = format!("no mapping can be drafted for `{}`: {refused}", source.name);
        Failure::new("import-refused", message).help(refused.help())
    })?;
    output::data(to, |out| out.write_all(draft.text.as_bytes()))?;
    let name = to.map_or_else(|| "draft.toml".to_owned(), |path| path.display().to_string());
    for line in told(&draft, &source.name, &name) {
        terminal.say(&visible(&line));
    }
    Ok(ExitCode::Done)
}

/// Drafts a mapping to events for a file, and says what is left to do.
pub fn draft_of_events(
    file: &Path,
    mapping: Option<&str>,
    to: Option<&PathBuf>,
    options: &Options,
    terminal: &Terminal,
) -> Result<ExitCode, Failure> {
    let names: Vec<&str> = BUILTIN_EVENTS.iter().map(|known| known.name).collect();
    let names = names.join(", ");
    if let Some(unknown) = mapping.filter(|wanted| builtin_events(wanted).is_none()) {
        let failure = Failure::new("mapping-unknown", format!("there is no built-in mapping to events `{unknown}`"));
        return Err(failure.help(format!("a draft is a copy of one of {names}")));
    }
    let source = Source::read(file)?;
    let drafted = draft_events(&source.bytes, &source.name, mapping, options).map_err(|refused| {
        let message = format!("no mapping can be drafted for `{}`: {refused}", source.name);
        Failure::new("import-refused", message).help(refused.help())
    })?;
    let Some(draft) = drafted else {
        let message = format!("no built-in mapping to events knows a column of `{}`", source.name);
        let help = format!("say what its rows are with `--mapping`: {names}");
        return Err(Failure::new("mapping-missing", message).help(help));
    };
    output::data(to, |out| out.write_all(draft.text.as_bytes()))?;
    let known = draft.columns - draft.unread.len();
    let mut lines = vec![format!("a copy of `{}`, which knows {known} of {} columns", draft.mapping, draft.columns)];
    lines.extend(
        draft.lacking.iter().map(|target| format!("no column is known to give `{target}`: name it in the draft")),
    );
    lines.iter().for_each(|line| terminal.say(&visible(line)));
    Ok(ExitCode::Done)
}

fn told(draft: &Draft, file: &str, name: &str) -> Vec<String> {
    let left = draft.columns - draft.placed - draft.doubtful;
    let fits = draft.fit.as_ref().map(|fit| {
        format!(
            "the built-in mapping `{mapping}` fits, which knows {fit}: `saring import {file} --mapping {mapping}` needs no draft",
            mapping = fit.name
        )
    });
    let mut lines: Vec<String> = fits.into_iter().collect();
    lines.push(format!(
        "{} columns = {} placed + {} doubtful, as comments + {left} without a field",
        draft.columns, draft.placed, draft.doubtful
    ));
    if let Some((column, cell)) = draft.ambiguous.first() {
        lines.push(format!(
            "`{cell}` in `{column}` may be a decimal number or thousands: say `--numbers id` or `--numbers en`, or \
             choose a line `numbers` in the draft"
        ));
    }
    let mut sets = String::new();
    for ask in &draft.asks {
        let (example, why) = match *ask {
            "platform" => ("instagram", "the file does not say which platform it is about"),
            _ => ("followers", "the engagement rate does not say whether it is of followers, views or reach"),
        };
        lines.push(format!("{why}: say it with `--set {ask}=…`"));
        sets.push_str(&format!(" --set {ask}={example}"));
    }
    lines.push(format!(
        "{} of {} rows become creators with `saring import {file} --mapping {name}{sets}`",
        draft.creators, draft.rows
    ));
    lines
}
