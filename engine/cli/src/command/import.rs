//! `saring import`: other people's files into a roster, without losing a row.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::import::events::event_mappings;
use saring_app::import::merge::{MergeSource, Merged, RejectedOf, merge, write_conflicts_csv};
use saring_app::import::workbook::{WORKBOOK, template_workbook};
use saring_app::import::{
    BUILTIN, Dates, Encoding, Numbers, Options, SheetChoice, builtin, template_csv, write_ndjson, write_rejected_csv,
    write_rejected_files_csv,
};

use crate::drafting::{draft, draft_of_events};
use crate::events;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::check_stdin;
use crate::output;
use crate::reading::{Named, Reading, refuse_unknown};
use crate::request::{choice, row_notice};
use crate::terminal::Terminal;
use crate::visible::visible;

/// Rejected rows that are shown where they are not written to a file.
const SHOWN_MAX: usize = 5;

/// Turn other people's files into a roster, or into events of a timeline.
#[derive(Debug, clap::Args)]
#[command(after_help = "Every row becomes a creator or a rejected row with its number, the reason and help.

Several files become one roster. Creators are the same by account id, then handle, then their own id; a name alone
never is enough. The later file wins, block by block, and what the files say differently is written to --conflicts.

With `--as events`, exports of web analytics, mention monitoring, post metrics and orders become events of a timeline, for
`saring triggers`, `replay` and `measure`. The same export twice gives the same events.

Examples:
  saring import --template > creators.csv                     a spreadsheet to fill in
  saring import --template creators.xlsx                      the same with prices, ratings and past campaigns
  saring import creators.xlsx --output roster.ndjson          the workbook, filled in
  saring import hype.csv:hypeauditor roster.ndjson creators.xlsx --conflicts conflicts.csv --output all.ndjson
  saring import creators.csv --mapping template --output roster.ndjson --rejected rejected.csv
  saring import top-1000.csv --set platform=tiktok --output roster.ndjson
  saring import report.json --mapping modash-report --set as_of=2026-03-01 --output roster.ndjson
  saring import export.csv --mapping ./our-crm.toml --strict | saring score - --campaign campaign.json
  saring import --guess export.csv --output our-crm.toml      draft a mapping of your own, to look through
  saring import --list                                        the built-in mappings
  saring import --as events week-17.xlsx:posts orders.csv --set tz=Asia/Jakarta --output events.ndjson
  saring import --as events --mapping orders --template > orders.csv
  saring import --as events --guess export.csv --output our-shop.toml

Exit codes: 0 imported · 1 no row became a creator or an event, or with --strict a row was rejected · 2 wrong usage or input")]
pub struct Args {
    /// Files: CSV, XLSX, JSON or NDJSON as the mapping says; `FILE:MAPPING` has a mapping of its own; `-` is stdin.
    #[arg(value_name = "FILE[:MAPPING]", required_unless_present_any = ["list", "template"])]
    files: Vec<PathBuf>,

    /// The mapping of files that name none: a built-in one, or a TOML file. Rosters, the template workbook and files
    /// that a built-in mapping knows clearly need none; the first two are named `roster` and `workbook` beside it.
    #[arg(long, short, value_name = "NAME|FILE")]
    mapping: Option<String>,

    /// What the rows become.
    #[arg(long = "as", value_name = "WHAT", value_enum, default_value_t)]
    become_: Become,

    /// Write the roster, or the events, to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write the rejected rows to a file: NDJSON where its name ends so, else CSV.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,

    /// Write what several files say differently to a file: NDJSON where its name ends so, else CSV.
    #[arg(long, value_name = "FILE")]
    conflicts: Option<PathBuf>,

    /// How the roster, or the events, are written.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Between the cells of a CSV file, where its header does not show it.
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    delimiter: Option<u8>,

    /// The sheet of a workbook, by name or place, instead of the first that is shown.
    #[arg(long, value_name = "NAME|N", value_parser = |text: &str| Ok::<_, String>(SheetChoice::of(text)))]
    sheet: Option<SheetChoice>,

    /// How the file writes numbers: `en` is `1,234.5`, `id` is `1.234,5`. Each column shows it where it can.
    #[arg(long, value_name = "en|id", value_parser = numbers)]
    numbers: Option<Numbers>,

    /// What comes first in dates such as `03/04/2026`: the day or the month. Each column shows it where it can.
    #[arg(long, value_name = "dmy|mdy", value_parser = dates)]
    dates: Option<Dates>,

    /// The encoding of a text file, such as `windows-1252`, where it is not UTF-8 and does not show it.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,

    /// What a mapping asks for and the file does not say, such as `platform=tiktok`; `--list` names what each asks for.
    #[arg(long, value_name = "NAME=VALUE", value_parser = choice)]
    set: Vec<(String, String)>,

    /// Draft a mapping from the header and the cells of one file, as commented TOML that loads at once. With `--as events`
    /// it is a copy of the built-in mapping that knows most of the file, or of the one that is named.
    #[arg(long, conflicts_with_all = ["rejected", "conflicts", "strict"])]
    guess: bool,

    /// Take any rejected row for a failed check. The files are written all the same.
    #[arg(long)]
    strict: bool,

    /// List the built-in mappings.
    #[arg(long, exclusive = true)]
    list: bool,

    /// Write a spreadsheet to fill in: a workbook where the file's name ends in `.xlsx`, else the CSV of the mapping
    /// `template`, to stdout where no file is named.
    /// With `--as events`, the CSV of the mapping that is named.
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["list", "guess", "rejected", "conflicts", "strict", "output", "files"])]
    #[expect(clippy::option_option, reason = "not asked for, asked for, asked for in a file")]
    template: Option<Option<PathBuf>>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, ValueEnum)]
enum Format {
    /// A creator, or an event, a line.
    #[default]
    Ndjson,
    /// One list; of events, a timeline.
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, ValueEnum)]
enum Become {
    /// Creators of a roster.
    #[default]
    Roster,
    /// Events of a timeline.
    Events,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() => Ok(*byte),
        _ if text == "\\t" => Ok(b'\t'),
        _ => Err("not one ASCII character, such as `,`, `;` or `\\t`".to_owned()),
    }
}

fn numbers(text: &str) -> Result<Numbers, String> {
    Numbers::named(text).ok_or_else(|| "neither `en` for `1,234.5` nor `id` for `1.234,5`".to_owned())
}

fn dates(text: &str) -> Result<Dates, String> {
    Dates::named(text).ok_or_else(|| "neither `dmy` for `31/12/2026` nor `mdy` for `12/31/2026`".to_owned())
}

fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text)
        .ok_or_else(|| "no encoding that is known, such as `utf-8`, `utf-16le` or `windows-1252`".to_owned())
}

/// Imports files, or tells what can be imported.
pub fn import(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    if args.become_ == Become::Events && !args.list {
        return events(args, terminal);
    }
    if let Some(file) = &args.template {
        if args.mapping.is_some() {
            let failure = Failure::new("template-mapping", "the spreadsheet of creators is of no other mapping");
            return Err(failure.help("take `--mapping` away, or add `--as events`"));
        }
        template(file.as_ref())?;
        return Ok(ExitCode::Done);
    }
    if args.guess && args.mapping.is_some() {
        let failure = Failure::new("guess-mapping", "a draft for creators is of no other mapping");
        return Err(failure.help("take `--mapping` away, or add `--as events`"));
    }
    if let Some(file) = args.files.first().filter(|_| args.guess) {
        return draft(file, args.output.as_ref(), &options(args), terminal);
    }
    if args.files.is_empty() {
        output::data(None, list)?;
        return Ok(ExitCode::Done);
    }
    let merged = terminal.during("reading rows", || read(args))?;
    output::data(args.output.as_ref(), |out| write_roster(&merged, args.format, out))?;
    let is_ndjson = |path: &PathBuf| path.extension().is_some_and(|it| it == "ndjson");
    if let Some(path) = &args.rejected {
        let rows: Vec<_> = merged.rejected.iter().map(|it| it.row.clone()).collect();
        output::data(Some(path), |out| match (is_ndjson(path), args.files.len()) {
            (true, 1) => write_ndjson(&rows, out),
            (true, _) => write_ndjson(&merged.rejected, out),
            (false, 1) => write_rejected_csv(&rows, out),
            (false, _) => write_rejected_files_csv(&merged.rejected, out),
        })?;
    }
    if let Some(path) = &args.conflicts {
        output::data(Some(path), |out| match is_ndjson(path) {
            true => write_ndjson(&merged.conflicts, out),
            false => write_conflicts_csv(&merged.conflicts, out),
        })?;
    }
    tell(args, &merged, terminal);
    let empty = merged.creators.is_empty();
    let failed = empty || (args.strict && !merged.rejected.is_empty());
    Ok(if failed { ExitCode::Negative } else { ExitCode::Done })
}

fn events(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    if let Some(file) = &args.template {
        return events::template(args.mapping.as_deref(), file.as_deref());
    }
    if args.conflicts.is_some() {
        let failure = Failure::new("not-for-events", "`--conflicts` is for rosters, and not for events");
        return Err(failure.help("take it away: of an event that comes again, the first counts, and others are told"));
    }
    if let Some(file) = args.files.first().filter(|_| args.guess) {
        return draft_of_events(file, args.mapping.as_deref(), args.output.as_ref(), &options(args), terminal);
    }
    let importing = events::Importing {
        files: &args.files,
        mapping: args.mapping.as_deref(),
        output: args.output.as_ref(),
        rejected: args.rejected.as_ref(),
        as_timeline: args.format == Format::Json,
        strict: args.strict,
    };
    events::import(&importing, &options(args), terminal)
}

fn template(file: Option<&PathBuf>) -> Result<(), Failure> {
    let is_workbook = |path: &&PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("xlsx"));
    match file.filter(is_workbook) {
        Some(path) => {
            let bytes = template_workbook()
                .map_err(|error| Failure::new("template-unwritten", format!("cannot make the workbook: {error}")))?;
            output::data(Some(path), |out| out.write_all(&bytes))
        }
        None => output::data(file, |out| out.write_all(template_csv().as_bytes())),
    }
}

/// Reads every file, and makes one roster of them.
fn read(args: &Args) -> Result<Merged, Failure> {
    let named: Vec<Named> = args.files.iter().map(|typed| Named::of(typed)).collect();
    check_stdin(named.iter().map(|named| &named.path))?;
    let mut sources = Vec::with_capacity(named.len());
    let given = options(args);
    let mut unknown: BTreeSet<String> = given.set.keys().cloned().collect();
    for file in named {
        let (reading, source, note) = Reading::of(&file, args.mapping.as_deref(), &given)?;
        let options = reading.options(&given, args.files.len() == 1, &mut unknown);
        let mut imported = reading.import(&source, &options)?;
        imported.warnings.extend(note);
        sources.push(MergeSource { name: source.name, imported, ids_are_own: reading.ids_are_own() });
    }
    refuse_unknown(&unknown)?;
    Ok(match <[MergeSource; 1]>::try_from(sources) {
        Ok([one]) => alone(one),
        Err(sources) => merge(sources),
    })
}

fn options(args: &Args) -> Options {
    Options {
        delimiter: args.delimiter,
        numbers: args.numbers,
        dates: args.dates,
        encoding: args.encoding,
        sheet: args.sheet.clone(),
        set: args.set.iter().cloned().collect(),
        ..Options::default()
    }
}

/// One file has nobody to be merged with; within it, rows stay as they are.
fn alone(source: MergeSource) -> Merged {
    let MergeSource { name, imported, .. } = source;
    let rejected = imported.rejected.into_iter().map(|row| RejectedOf { file: name.clone(), row });
    let warnings = imported.warnings.into_iter().map(|warning| (name.clone(), warning));
    Merged {
        rejected: rejected.collect(),
        warnings: warnings.collect(),
        creators: imported.creators,
        merged: imported.merged,
        rows_in: imported.rows_in,
        ..Merged::default()
    }
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for (name, _) in BUILTIN {
        let Some(Ok(mapping)) = builtin(name) else { continue };
        let options = mapping.options();
        let options = if options.is_empty() { String::new() } else { format!("; --set {}", options.join(", ")) };
        writeln!(out, "{name:<15} {:<7} {}{options}", mapping.format().as_str(), mapping.title())?;
    }
    writeln!(out, "{WORKBOOK:<15} {:<7} The template workbook, filled in; seen by its sheets", "xlsx")?;
    writeln!(out, "\nWith `--as events`:")?;
    for mapping in event_mappings() {
        let (name, format, title, options) = (mapping.name, mapping.format, mapping.title, mapping.options.join(", "));
        writeln!(out, "{name:<15} {format:<7} {title}; --set {options}")?;
    }
    Ok(())
}

fn write_roster(merged: &Merged, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let (open, between, close) = match format {
        Format::Ndjson => ("", "\n", "\n"),
        Format::Json => ("[\n", ",\n", "\n]\n"),
    };
    // Without a creator NDJSON is empty, and a list is still a list.
    let close = if merged.creators.is_empty() && format == Format::Ndjson { "" } else { close };
    out.write_all(open.as_bytes())?;
    for (index, creator) in merged.creators.iter().enumerate() {
        if index > 0 {
            out.write_all(between.as_bytes())?;
        }
        serde_json::to_writer(&mut *out, creator)?;
    }
    out.write_all(close.as_bytes())
}

fn tell(args: &Args, merged: &Merged, terminal: &Terminal) {
    let several = args.files.len() > 1;
    let of = |file: &str| if several { format!("`{file}`: ") } else { String::new() };
    for (file, warning) in &merged.warnings {
        terminal.say(&visible(&format!("warning: {}{warning}", of(file))));
    }
    if args.rejected.is_none() {
        for RejectedOf { file, row } in merged.rejected.iter().take(SHOWN_MAX) {
            for problem in row.problems.iter().take(SHOWN_MAX) {
                let mut notice = row_notice(row, problem);
                notice.message.insert_str(0, &of(file));
                terminal.say(notice.render(terminal.width()).trim_end());
            }
        }
        if merged.rejected.len() > SHOWN_MAX {
            terminal.say("write all rejected rows to a file with `--rejected FILE`");
        }
    }
    if !merged.conflicts.is_empty() && args.conflicts.is_none() {
        terminal.say("write what the files say differently to a file with `--conflicts FILE`");
    }
    let (rows, creators, rejected) = (merged.rows_in, merged.creators.len(), merged.rejected.len());
    let joined = if several || merged.merged > 0 { format!(" + {} merged", merged.merged) } else { String::new() };
    let conflicts = merged.conflicts.len() as u64 + merged.conflicts_omitted;
    let conflicts = if several { format!("; {conflicts} conflicts") } else { String::new() };
    terminal.say(&format!("{rows} rows in = {creators} creators{joined} + {rejected} rejected{conflicts}"));
    if merged.conflicts_omitted > 0 {
        terminal.say(&format!("the last {} conflicts are not listed", merged.conflicts_omitted));
    }
}
