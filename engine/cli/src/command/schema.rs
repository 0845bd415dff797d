//! `saring schema`: what documents look like.

use std::io::{self, Write};

use clap::{Subcommand, ValueEnum};
use saring_app::schemas;
use saring_model::catalogue::{Field, Kind, catalogue};
use serde_json::json;

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::output;
use crate::present::grid;
use crate::terminal::Terminal;

/// Look at the schemas and the fields of documents.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring schema list
  saring schema show creator > creator.schema.json
  saring schema fields accounts[].posts")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The names of the schemas.
    #[command(after_help = "Example:\n  saring schema list")]
    List,
    /// One JSON Schema (2020-12).
    #[command(after_help = "Example:\n  saring schema show campaign > campaign.schema.json")]
    Show {
        /// Its name.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// The fields of creators and campaigns: path, type, unit, range and meaning.
    #[command(
        after_help = "Examples:\n  saring schema fields\n  saring schema fields audience\n  saring schema fields --format json"
    )]
    Fields {
        /// Only fields whose path has this text.
        #[arg(value_name = "TEXT", default_value = "", hide_default_value = true)]
        matching: String,
        /// What to write.
        #[arg(long, short, value_name = "FORMAT", value_enum, default_value_t)]
        format: Format,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// A list of objects.
    Json,
}

/// Shows schemas or fields.
pub fn schema(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::List => {
            output::data(None, |out| schemas::all().iter().try_for_each(|(name, _)| writeln!(out, "{name}")))?
        }
        Command::Show { name } => {
            let schema = schemas::get(name).ok_or_else(|| unknown(name))?;
            output::data(None, |out| pretty(out, &schema))?;
        }
        Command::Fields { matching, format } => {
            let fields: Vec<&Field> = catalogue().fields().iter().filter(|it| it.path.contains(matching)).collect();
            match format {
                Format::Table => terminal.show(&table(&fields, terminal))?,
                Format::Json => output::data(None, |out| pretty(out, &fields.iter().map(|it| told(it)).collect()))?,
            }
        }
    }
    Ok(ExitCode::Done)
}

fn unknown(name: &str) -> Failure {
    let known: Vec<&str> = schemas::all().into_iter().map(|(name, _)| name).collect();
    Failure::new("unknown-schema", format!("there is no schema `{name}`"))
        .help(format!("choose one of {}", known.join(", ")))
}

/// Writes a value as people read it.
pub fn pretty(out: &mut dyn Write, value: &serde_json::Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

fn kind(field: &Field) -> String {
    match field.item {
        Some(item) if matches!(field.kind, Kind::List | Kind::Map) => format!("{} of {item}", field.kind),
        _ => field.kind.to_string(),
    }
}

fn range(field: &Field) -> String {
    match (field.min, field.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => String::new(),
    }
}

fn table(fields: &[&Field], terminal: &Terminal) -> String {
    let rows = fields.iter().map(|field| {
        let required = if field.required { "*" } else { "" };
        let unit = field.unit.map_or(String::new(), |unit| unit.to_string());
        vec![format!("{}{required}", field.path), kind(field), unit, range(field), field.doc.clone()]
    });
    let text = grid::plain(&["Field", "Type", "Unit", "Range", "Meaning"], rows.collect(), terminal.width());
    format!("{text}\n{} fields; * must be there\n", fields.len())
}

fn told(field: &Field) -> serde_json::Value {
    json!({
        "path": field.path, "type": kind(field), "unit": field.unit.map(|unit| unit.as_str()),
        "min": field.min, "max": field.max, "choices": field.choices, "required": field.required,
        "section": field.section.as_str(), "doc": field.doc,
    })
}
