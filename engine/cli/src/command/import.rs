//! `saring import`: other people's files into a roster, without losing a row.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use saring_app::import::{
    BUILTIN, Dates, Encoding, Imported, Numbers, Options, SheetChoice, builtin, template_csv, write_rejected_csv,
    write_rejected_ndjson,
};

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::Source;
use crate::output;
use crate::request::{import_source, read_mapping, row_notice};
use crate::terminal::Terminal;
use crate::visible::visible;

/// Rejected rows that are shown where they are not written to a file.
const SHOWN_MAX: usize = 5;

/// Turn other people's files into a roster.
#[derive(Debug, clap::Args)]
#[command(after_help = "Every row becomes a creator or a rejected row with its number, the reason and help.

Examples:
  saring import --template > creators.csv                     a spreadsheet to fill in
  saring import creators.csv --mapping template --output roster.ndjson --rejected rejected.csv
  saring import top-1000.csv --mapping list --set platform=tiktok --output roster.ndjson
  saring import report.json --mapping modash-report --set as_of=2026-03-01 --output roster.ndjson
  saring import export.csv --mapping ./our-crm.toml --strict | saring score - --campaign campaign.json
  saring import --list                                        the built-in mappings

Exit codes: 0 imported · 1 no row became a creator, or with --strict a row was rejected · 2 wrong usage or input")]
pub struct Args {
    /// The file: CSV, XLSX, JSON or NDJSON as the mapping says; `-` is stdin.
    #[arg(value_name = "FILE", required_unless_present_any = ["list", "template"])]
    file: Option<PathBuf>,

    /// A built-in mapping, or a TOML file.
    #[arg(long, short, value_name = "NAME|FILE", required_unless_present_any = ["list", "template"])]
    mapping: Option<String>,

    /// Write the roster to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write the rejected rows to a file: NDJSON where its name ends so, else CSV.
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,

    /// How the roster is written.
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

    /// Take any rejected row for a failed check. The files are written all the same.
    #[arg(long)]
    strict: bool,

    /// List the built-in mappings.
    #[arg(long, exclusive = true)]
    list: bool,

    /// Print the spreadsheet that the mapping `template` reads.
    #[arg(long, exclusive = true)]
    template: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, ValueEnum)]
enum Format {
    /// A creator a line.
    #[default]
    Ndjson,
    /// One list.
    Json,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii() => Ok(*byte),
        _ if text == "\\t" => Ok(b'\t'),
        _ => Err("not one ASCII character, such as `,`, `;` or `\\t`".to_owned()),
    }
}

fn choice(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("not a name and a value, such as `platform=tiktok`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn numbers(text: &str) -> Result<Numbers, String> {
    Numbers::named(text).ok_or_else(|| "neither `en` for `1,234.5` nor `id` for `1.234,5`".to_owned())
}

fn dates(text: &str) -> Result<Dates, String> {
    Dates::named(text).ok_or_else(|| "neither `dmy` for `31/12/2026` nor `mdy` for `12/31/2026`".to_owned())
}

fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text).ok_or_else(|| "no encoding that is known, such as `utf-8`, `utf-16le` or `windows-1252`".to_owned())
}

/// Imports a file, or tells what can be imported.
pub fn import(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    if args.template {
        output::data(None, |out| out.write_all(template_csv().as_bytes()))?;
        return Ok(ExitCode::Done);
    }
    let (Some(file), Some(mapping)) = (&args.file, &args.mapping) else {
        output::data(None, list)?;
        return Ok(ExitCode::Done);
    };
    let mapping = read_mapping(mapping)?;
    let options = Options {
        delimiter: args.delimiter,
        numbers: args.numbers,
        dates: args.dates,
        encoding: args.encoding,
        sheet: args.sheet.clone(),
        set: args.set.iter().cloned().collect(),
        ..Options::default()
    };
    let imported = terminal.during("reading rows", || {
        Source::read(file).and_then(|source| import_source(&source, &mapping, &options))
    })?;
    output::data(args.output.as_ref(), |out| write_roster(&imported, args.format, out))?;
    if let Some(path) = &args.rejected {
        output::data(Some(path), |out| match path.extension().is_some_and(|it| it == "ndjson") {
            true => write_rejected_ndjson(&imported.rejected, out),
            false => write_rejected_csv(&imported.rejected, out),
        })?;
    }
    tell(args, &imported, terminal);
    let empty = imported.creators.is_empty();
    let failed = empty || (args.strict && !imported.rejected.is_empty());
    Ok(if failed { ExitCode::Negative } else { ExitCode::Done })
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for (name, _) in BUILTIN {
        let Some(Ok(mapping)) = builtin(name) else { continue };
        let options = mapping.options();
        let options = if options.is_empty() { String::new() } else { format!("; --set {}", options.join(", ")) };
        writeln!(out, "{name:<15} {:<7} {}{options}", mapping.format().as_str(), mapping.title())?;
    }
    Ok(())
}

fn write_roster(imported: &Imported, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let (open, between, close) = match format {
        Format::Ndjson => ("", "\n", "\n"),
        Format::Json => ("[\n", ",\n", "\n]\n"),
    };
    // Without a creator NDJSON is empty, and a list is still a list.
    let close = if imported.creators.is_empty() && format == Format::Ndjson { "" } else { close };
    out.write_all(open.as_bytes())?;
    for (index, creator) in imported.creators.iter().enumerate() {
        if index > 0 {
            out.write_all(between.as_bytes())?;
        }
        serde_json::to_writer(&mut *out, creator)?;
    }
    out.write_all(close.as_bytes())
}

fn tell(args: &Args, imported: &Imported, terminal: &Terminal) {
    for warning in &imported.warnings {
        terminal.say(&visible(&format!("warning: {warning}")));
    }
    if args.rejected.is_none() {
        for row in imported.rejected.iter().take(SHOWN_MAX) {
            for problem in row.problems.iter().take(SHOWN_MAX) {
                terminal.say(row_notice(row, problem).render(terminal.width()).trim_end());
            }
        }
        if imported.rejected.len() > SHOWN_MAX {
            terminal.say("write all rejected rows to a file with `--rejected FILE`");
        }
    }
    let (rows, creators, rejected) = (imported.rows_in, imported.creators.len(), imported.rejected.len());
    terminal.say(&format!("{rows} rows in = {creators} creators + {rejected} rejected"));
}
