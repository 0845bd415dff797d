//! `saring validate`: everything that is wrong with documents and packs.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use saring_app::validate::{DOCUMENTS, ValidateReport};
use saring_app::{App, Config, Refusal};
use serde::Serialize;
use serde_json::Value;

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::notice::Notice;
use crate::output;
use crate::request::{listed, plugin_cache};
use crate::terminal::Terminal;

/// Most things that people are shown per file; `--format json` lists all.
const SHOWN_MAX: usize = 20;

/// Tell everything that is wrong with documents or packs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring validate campaign.json roster.json
  saring validate export.ndjson --as roster
  saring validate --pack ./packs/acme-beauty
  saring validate roster.json --format json | jq '.[].violations[].pointer'

Exit codes: 0 nothing is wrong · 1 something is · 2 wrong usage, or a file that cannot be read")]
pub struct Args {
    /// Documents; `-` is stdin.
    #[arg(value_name = "FILE", required_unless_present = "pack")]
    files: Vec<PathBuf>,

    /// The kind of the documents; found out from their fields where not given.
    #[arg(long = "as", value_name = "KIND", value_parser = clap::builder::PossibleValuesParser::new(DOCUMENTS))]
    kind: Option<String>,

    /// A pack's folder; may be given again.
    #[arg(long, value_name = "DIR")]
    pack: Vec<PathBuf>,

    /// What to write.
    #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// A list with one object per file.
    Json,
}

/// What was found in one file or pack.
#[derive(Debug, Serialize)]
struct Found {
    file: String,
    document: String,
    valid: bool,
    violations: Vec<Notice>,
    omitted: usize,
}

/// Validates every file and pack.
pub fn validate(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    check_stdin(&args.files)?;
    let files = args.files.iter().map(|path| document(path, args.kind.as_deref()));
    let packs = args.pack.iter().map(|folder| pack(folder));
    let found: Vec<Found> = files.chain(packs).collect::<Result<_, _>>()?;
    match args.format {
        Format::Text => {
            let text: String = found.iter().map(|found| told(found, terminal)).collect();
            terminal.show(&text)?;
        }
        Format::Json => output::data(None, |out| {
            serde_json::to_writer_pretty(&mut *out, &found)?;
            out.write_all(b"\n")
        })?,
    }
    Ok(if found.iter().all(|found| found.valid) { ExitCode::Done } else { ExitCode::Negative })
}

fn document(path: &Path, kind: Option<&str>) -> Result<Found, Failure> {
    let source = Source::read(path)?;
    let kind = kind.map_or_else(|| guess(&source), ToOwned::to_owned);
    let ValidateReport { document, valid, violations, omitted } = saring_app::validate::validate(&kind, &source.bytes)?;
    let violations = Notice::of_violations(&listed(&violations), &source);
    Ok(Found { file: source.name, document, valid, violations, omitted })
}

/// The kind of a document by the fields that only it has. A text that is no JSON is lines: of events where the first
/// is one, else of creators.
fn guess(source: &Source) -> String {
    const MARKS: &[(&str, &str)] = &[
        ("creators", "roster"),
        ("accounts", "creator"),
        ("brand", "campaign"),
        ("events", "timeline"),
        ("bookings", "plan"),
        ("trigger", "action"),
        ("metrics", "results"),
    ];
    let text = source.text().unwrap_or_default();
    let value: Option<Value> = serde_json::from_str(text).ok();
    let Some(Value::Object(fields)) = value else {
        let line = text.lines().next().and_then(|line| serde_json::from_str::<Value>(line).ok());
        let is_event = line.is_some_and(|line| line.get("what").is_some() && line.get("at").is_some());
        return if is_event { "timeline".to_owned() } else { "roster".to_owned() };
    };
    if fields.contains_key("campaign") && fields.contains_key("creators") {
        return "score-request".to_owned();
    }
    let marked = MARKS.iter().find(|(field, _)| fields.contains_key(*field));
    marked.map_or("campaign", |(_, kind)| kind).to_owned()
}

/// What is wrong with a pack. The packs that it extends are looked for beside it.
fn pack(folder: &Path) -> Result<Found, Failure> {
    let open = |pack_dirs| App::open(&Config { pack_dirs, plugin_cache: plugin_cache(), ..Config::default() });
    let beside = folder.join("pack.toml").is_file().then(|| folder.canonicalize().ok()).flatten();
    let beside = beside.as_deref().and_then(Path::parent).map(Path::to_owned);
    // What stands beside the pack is not asked about, so nothing in it may keep the pack from being read.
    let app =
        open([folder.to_owned()].into_iter().chain(beside).collect()).or_else(|_| open(vec![folder.to_owned()]))?;
    let place = folder.display().to_string();
    let mut violations = Vec::new();
    for pack in app.packs().into_iter().filter(|pack| Path::new(&pack.from).starts_with(folder)) {
        match app.pack(&format!("{}@={}", pack.name, pack.version)) {
            Ok(_) => {}
            Err(Refusal::PackInvalid(found)) => violations.extend(found.iter().map(Notice::of_diagnostic)),
            Err(refusal) => return Err(refusal.into()),
        }
    }
    let valid = violations.iter().all(|notice| notice.warning);
    Ok(Found { file: place, document: "pack".to_owned(), valid, violations, omitted: 0 })
}

fn told(found: &Found, terminal: &Terminal) -> String {
    let mut text = Vec::new();
    let Found { file, document, violations, omitted, .. } = found;
    let count = violations.len() + omitted;
    let _ = match found.valid {
        true => writeln!(text, "\u{1b}[32m✓\u{1b}[0m {file} is a valid {document}"),
        false => writeln!(text, "\u{1b}[31m✗\u{1b}[0m {file} is not a valid {document}: {count} found\n"),
    };
    for notice in violations.iter().take(SHOWN_MAX) {
        let _ = writeln!(text, "{}", notice.render(terminal.width()));
    }
    if violations.len() > SHOWN_MAX {
        let _ = writeln!(text, "  and {} more; `--format json` lists all\n", violations.len() - SHOWN_MAX);
    }
    String::from_utf8(text).unwrap_or_default()
}
