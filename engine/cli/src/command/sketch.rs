//! `saring sketch`: id lists in, sketches out; the ids stay where they are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::roster::{self, OnInvalid};
use saring_app::sketch::{Joined, SIZE_DEFAULT, SIZES, Sketched, Sketches, join};

use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::{STDIN, Source, check_stdin, unreadable};
use crate::notice::Notice;
use crate::output;
use crate::terminal::Terminal;
use crate::visible::visible;

/// Creators that are named where they are not in the roster.
const STRANGERS_SHOWN_MAX: usize = 5;

/// Make sketches of id lists, so that unique followers can be counted without the ids.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A sketch holds some of the hashes of the ids, by which the unique followers of any set of creators are counted to
a few percent. No id can be read back; with the salt one can ask whether an id is likely in it, so the salt stays secret.
Sketches are compared where they were made with the same salt, of ids of the same kind and the same platform.

Lists, by their first line:
  one id a line                        the followers of --creator, or of the creator that the file is named after
  creator,follower_id                  CSV with these two columns among others; without the first, as one id a line
  any other names                      CSV whose ids are in the column that --column names
  {\"creator\": …, \"follower_id\": …}   NDJSON
  {\"creator\": …, \"sketch\": …}        what this command wrote before, to be merged or put into a roster

Examples:
  head -c 32 /dev/urandom | base64 > salt.txt                            a salt, once for all lists
  saring sketch followers.csv --salt-file salt.txt > sketches.ndjson
  saring sketch ig-123.txt --creator instagram:123 --salt-file salt.txt
  saring sketch export.csv --column user_id --creator instagram:123 --salt-file salt.txt
  zcat followers.ndjson.gz | saring sketch - --salt-file salt.txt --size 4096 --output sketches.ndjson
  saring sketch sketches.ndjson --into roster.ndjson --output roster.ndjson

Exit codes: 0 done · 2 wrong usage or input"
)]
pub struct Args {
    /// Lists; `-` is stdin. A creator that is in several has one sketch of all.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The creator of lists of ids alone, instead of the name of each file without its ending.
    #[arg(long, value_name = "ID")]
    creator: Option<String>,

    /// The column with the ids of followers, where it is not `follower_id`.
    #[arg(long, value_name = "NAME")]
    column: Option<String>,

    /// The salt: a secret of at least 16 bytes. Other programs may see it; a file is safer.
    #[arg(long, value_name = "TEXT", conflicts_with = "salt_file")]
    salt: Option<String>,

    /// A file with the salt. Blanks and ends of lines around it are left out.
    #[arg(long, value_name = "FILE")]
    salt_file: Option<PathBuf>,

    /// Hashes that a sketch keeps: 1,024 for an error of 3 %, four times as many for half of it.
    #[arg(long, value_name = "N", default_value_t = SIZE_DEFAULT,
          value_parser = clap::value_parser!(u32).range(i64::from(SIZES.0)..=i64::from(SIZES.1)))]
    size: u32,

    /// Write this roster with the sketches in it instead of the sketches: each in the first account of its creator.
    #[arg(long, value_name = "ROSTER")]
    into: Option<PathBuf>,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Makes the sketches, and writes them or the roster that they are put into.
pub fn sketch(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    check_stdin(args.files.iter().chain(&args.salt_file).chain(&args.into))?;
    let roster = args.into.as_deref().map(read_roster).transpose()?;
    let sketches = terminal.during("reading ids", || read(args))?;
    let ids: u64 = sketches.iter().map(|one| one.ids).sum();
    let Some(creators) = roster else {
        output::data(args.output.as_ref(), |out| lines(&sketches, out))?;
        terminal.say(&format!("{} of {ids} ids", counted(sketches.len(), "sketch", "sketches")));
        return Ok(ExitCode::Done);
    };
    let joined = join(creators, &sketches);
    if joined.sketched == 0 {
        let failure =
            Failure::new("creators-unknown", format!("no creator of the roster has a sketch{}", named(&joined)));
        return Err(failure.help("give the creators the ids that they have in the roster"));
    }
    output::data(args.output.as_ref(), |out| lines(&joined.creators, out))?;
    if !joined.strangers.is_empty() {
        let left = counted(joined.strangers.len(), "sketch is", "sketches are");
        terminal.say(&visible(&format!("warning: {left} left out, of nobody in the roster{}", named(&joined))));
    }
    let of = joined.creators.len();
    terminal.say(&format!("{} of {of} creators have a new sketch", joined.sketched));
    Ok(ExitCode::Done)
}

fn read(args: &Args) -> Result<Vec<Sketched>, Failure> {
    let salt = match (&args.salt, &args.salt_file) {
        (Some(text), _) => Some(text.clone().into_bytes()),
        (None, Some(path)) => Some(Source::read(path)?.bytes.trim_ascii().to_vec()),
        (None, None) => None,
    };
    let mut sketches = Sketches::new(salt.as_deref(), args.size).map_err(|refusal| {
        let help = "make one with `head -c 32 /dev/urandom | base64 > salt.txt`, and keep it for all lists";
        Failure::new("sketch-refused", refusal.to_string()).help(help)
    })?;
    for path in &args.files {
        let is_stdin = path.as_os_str() == STDIN;
        let name = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
        let stem = path.file_stem().filter(|_| !is_stdin).map(|stem| stem.to_string_lossy().into_owned());
        let creator = args.creator.clone().or(stem);
        let input: Box<dyn BufRead> = if is_stdin {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| unreadable(&name, &error))?))
        };
        sketches
            .read(input, creator.as_deref(), args.column.as_deref())
            .map_err(|error| Failure::new("list-unreadable", format!("`{name}`, {error}")).help(error.fault.help()))?;
    }
    sketches.finish().map_err(|creator| {
        let message = format!("the sketches of `{creator}` were made with different salts");
        Failure::new("salts-differ", message).help("make all sketches with the same salt")
    })
}

fn read_roster(path: &Path) -> Result<Vec<saring_model::Creator>, Failure> {
    let source = Source::read(path)?;
    let read = roster::read(&source.bytes, OnInvalid::Reject)
        .map_err(|violations| source.invalid("roster").details(Notice::of_violations(&violations, &source)))?;
    Ok(read.creators.into_iter().map(Arc::unwrap_or_clone).collect())
}

fn lines<T: serde::Serialize>(rows: &[T], out: &mut dyn Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn named(joined: &Joined) -> String {
    let names: Vec<String> =
        joined.strangers.iter().take(STRANGERS_SHOWN_MAX).map(|creator| format!("`{creator}`")).collect();
    let more = joined.strangers.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    if names.is_empty() { String::new() } else { format!(": {}{more}", names.join(", ")) }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
