//! `saring import --as events`: exports of other tools into events of a timeline.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use saring_app::import::events::{
    BUILTIN_EVENTS, ImportedEvents, builtin_events, events_shown, events_template, import_events, together,
};
use saring_app::import::merge::RejectedOf;
use saring_app::import::{
    EventMapping, Options, Rejected, Shown, write_ndjson, write_rejected_csv, write_rejected_files_csv,
};
use saring_model::timeline::Event;

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::output;
use crate::reading::{Named, invalid, refuse_unknown};
use crate::request::row_notice;
use crate::terminal::Terminal;
use crate::visible::visible;

/// Rejected rows that are shown where they are not written to a file.
const SHOWN_MAX: usize = 5;

/// One import of events, as it was asked for.
pub struct Importing<'a> {
    /// The files, each with or without a mapping of its own.
    pub files: &'a [PathBuf],
    /// The mapping of files that name none.
    pub mapping: Option<&'a str>,
    /// Where the events go; stdout where it is not said.
    pub output: Option<&'a PathBuf>,
    /// Where rejected rows go.
    pub rejected: Option<&'a PathBuf>,
    /// Whether the events are one timeline, and not a line each.
    pub as_timeline: bool,
    /// Whether a rejected row is a failed check.
    pub strict: bool,
}

/// Imports files, and tells what became of their rows.
pub fn import(asked: &Importing<'_>, options: &Options, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let named: Vec<Named> = asked.files.iter().map(|typed| Named::of(typed)).collect();
    check_stdin(named.iter().map(|named| &named.path))?;
    let mut unknown: BTreeSet<String> = options.set.keys().cloned().collect();
    let mut read: Vec<(String, ImportedEvents)> = Vec::new();
    for file in &named {
        read.push(terminal.during("reading rows", || one(file, asked, options, &mut unknown))?);
    }
    refuse_unknown(&unknown)?;
    let taken = read.iter_mut().map(|(_, imported)| std::mem::take(&mut imported.events));
    let taken: Vec<Vec<Event>> = taken.collect();
    let (events, again, otherwise) = together(taken);
    output::data(asked.output, |out| write_events(&events, asked.as_timeline, out))?;
    let rejected: Vec<RejectedOf> = read
        .iter()
        .flat_map(|(name, it)| it.rejected.iter().map(|row| RejectedOf { file: name.clone(), row: row.clone() }))
        .collect();
    if let Some(path) = asked.rejected {
        write_rejected(path, &rejected, read.len() == 1)?;
    }
    tell(asked, &read, terminal);
    if again > 0 {
        terminal.say(&format!("{again} events came in an earlier file too and count once"));
    }
    if let Some(first) = otherwise.first() {
        terminal.say(&visible(&format!(
            "warning: {} of them say something else, first `{first}`: what came first is kept",
            otherwise.len()
        )));
    }
    let rows: u64 = read.iter().map(|(_, imported)| imported.rows_in).sum();
    let sum = |of: fn(&ImportedEvents) -> u64| read.iter().map(|(_, imported)| of(imported)).sum::<u64>();
    terminal.say(&format!(
        "{rows} rows in = {} used + {} merged + {} passed over + {} rejected; {} events",
        sum(|it| it.rows_used),
        sum(|it| it.merged),
        sum(|it| it.passed),
        rejected.len(),
        events.len()
    ));
    let failed = events.is_empty() || (asked.strict && !rejected.is_empty());
    Ok(if failed { ExitCode::Negative } else { ExitCode::Done })
}

/// Writes rejected rows as the import of creators does: those of several files with the file before all else.
fn write_rejected(path: &PathBuf, rejected: &[RejectedOf], is_alone: bool) -> Result<(), Failure> {
    let rows: Vec<Rejected> = rejected.iter().map(|it| it.row.clone()).collect();
    let is_ndjson = path.extension().is_some_and(|it| it == "ndjson");
    output::data(Some(path), |out| match (is_ndjson, is_alone) {
        (true, true) => write_ndjson(&rows, out),
        (true, false) => write_ndjson(rejected, out),
        (false, true) => write_rejected_csv(&rows, out),
        (false, false) => write_rejected_files_csv(rejected, out),
    })
}

/// Writes the spreadsheet of a built-in mapping.
pub fn template(mapping: Option<&str>, file: Option<&Path>) -> Result<ExitCode, Failure> {
    let found = mapping.and_then(events_template).ok_or_else(|| {
        let failure = Failure::new("template-mapping", "the spreadsheets of events are one for each mapping");
        failure.help(format!("name one with `--mapping`: {}", names().join(", ")))
    })?;
    let file = file.map(Path::to_path_buf);
    output::data(file.as_ref(), |out| out.write_all(found.as_bytes()))?;
    Ok(ExitCode::Done)
}

fn one(
    file: &Named,
    asked: &Importing<'_>,
    options: &Options,
    unknown: &mut BTreeSet<String>,
) -> Result<(String, ImportedEvents), Failure> {
    let told = file.mapping.as_deref().or(asked.mapping).map(mapping).transpose()?;
    let source = Source::read(&file.path)?;
    let mut notes = Vec::new();
    let mapping = match told {
        Some(mapping) => mapping,
        None => shown(&source, options, &mut notes)?,
    };
    let asks_for = mapping.options();
    unknown.retain(|name| !asks_for.contains(&name.as_str()));
    let mut options = options.clone();
    options.set.retain(|name, _| asked.files.len() == 1 || asks_for.contains(&name.as_str()));
    let mut imported = import_events(&source.bytes, &mapping, &options).map_err(|refused| {
        let message = format!("`{}` cannot be read with the mapping `{}`: {refused}", source.name, mapping.name());
        Failure::new("import-refused", message).help(refused.help())
    })?;
    unknown.retain(|name| !options.set.contains_key(name));
    imported.warnings.extend(notes);
    Ok((source.name, imported))
}

fn shown(source: &Source, options: &Options, notes: &mut Vec<String>) -> Result<EventMapping, Failure> {
    let (clear, near) = events_shown(&source.bytes, options);
    match clear {
        Some(fit) => {
            notes.push(format!("{}; name another with `--mapping`", Shown::note(&fit)));
            mapping(fit.name)
        }
        None => {
            let message = format!("no mapping was named, and none knows `{}` clearly", source.name);
            let near = Shown::near(&near);
            let help = format!("{near}name one with `--mapping`: {}, or a TOML file", names().join(", "));
            Err(Failure::new("mapping-missing", message).help(help))
        }
    }
}

fn mapping(reference: &str) -> Result<EventMapping, Failure> {
    if let Some(found) = builtin_events(reference) {
        return found.map_err(|found| invalid(reference, &found));
    }
    let path = Path::new(reference);
    if !path.exists() {
        let failure =
            Failure::new("mapping-unknown", format!("there is no mapping to events and no file `{reference}`"));
        return Err(failure.help(format!("choose one of {}, or give a TOML file", names().join(", "))));
    }
    let source = Source::read(path)?;
    let text = source.text().ok_or_else(|| {
        Failure::new("mapping-invalid", format!("`{reference}` is not text")).help("a mapping is a TOML file in UTF-8")
    })?;
    EventMapping::parse(text, &source.name).map_err(|found| invalid(reference, &found))
}

fn names() -> Vec<&'static str> {
    BUILTIN_EVENTS.iter().map(|known| known.name).collect()
}

fn write_events(events: &[Event], as_timeline: bool, out: &mut dyn Write) -> io::Result<()> {
    let (open, between, close) = if as_timeline { ("{\"events\":[\n", ",\n", "\n]}\n") } else { ("", "\n", "\n") };
    let close = if events.is_empty() && !as_timeline { "" } else { close };
    out.write_all(open.as_bytes())?;
    for (place, event) in events.iter().enumerate() {
        if place > 0 {
            out.write_all(between.as_bytes())?;
        }
        serde_json::to_writer(&mut *out, event)?;
    }
    out.write_all(close.as_bytes())
}

fn tell(asked: &Importing<'_>, read: &[(String, ImportedEvents)], terminal: &Terminal) {
    for (name, imported) in read {
        let of = if read.len() > 1 { format!("`{name}`: ") } else { String::new() };
        for warning in &imported.warnings {
            terminal.say(&visible(&format!("warning: {of}{warning}")));
        }
        if asked.rejected.is_some() {
            continue;
        }
        for row in imported.rejected.iter().take(SHOWN_MAX) {
            for problem in row.problems.iter().take(SHOWN_MAX) {
                let mut notice = row_notice(row, problem);
                notice.message.insert_str(0, &of);
                terminal.say(notice.render(terminal.width()).trim_end());
            }
        }
        if imported.rejected.len() > SHOWN_MAX {
            terminal.say("write all rejected rows to a file with `--rejected FILE`");
        }
    }
}
