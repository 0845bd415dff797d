//! Writes rejected rows to a file, for the person who puts them right.

use std::io::{self, Write};

use serde::Serialize;

use super::merge::RejectedOf;
use super::problem::{Problem, Rejected};

/// Writes one line per rejected row: its number, its line, why, how to put it right, and the row itself. Rows of a
/// workbook have their sheet before these.
///
/// # Errors
/// What the writer fails on.
pub fn write_rejected_csv(rejected: &[Rejected], to: impl Write) -> io::Result<()> {
    write(&rejected.iter().map(|row| (None, row)).collect::<Vec<_>>(), to)
}

/// Writes one line per rejected row of several files, with the file before all else.
///
/// # Errors
/// What the writer fails on.
pub fn write_rejected_files_csv(rejected: &[RejectedOf], to: impl Write) -> io::Result<()> {
    write(&rejected.iter().map(|it| (Some(it.file.as_str()), &it.row)).collect::<Vec<_>>(), to)
}

/// Writes one JSON object per line: rejected rows, or conflicts.
///
/// # Errors
/// What the writer fails on.
pub fn write_ndjson(items: &[impl Serialize], mut to: impl Write) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut to, item)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}

fn write(rejected: &[(Option<&str>, &Rejected)], to: impl Write) -> io::Result<()> {
    let has_file = rejected.iter().any(|(file, _)| file.is_some());
    let has_sheet = rejected.iter().any(|(_, row)| row.sheet.is_some());
    let places = [("file", has_file), ("sheet", has_sheet)];
    let places = places.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name);
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(places.chain(["row", "line", "codes", "reason", "help", "raw"]))?;
    for (file, row) in rejected {
        let joined = |text: &dyn Fn(&Problem) -> Option<String>| -> String {
            let mut texts: Vec<String> = Vec::new();
            for text in row.problems.iter().filter_map(text) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            texts.join("; ")
        };
        let line = row.line.map(|line| line.to_string()).unwrap_or_default();
        let codes = joined(&|problem| Some(problem.code.to_string()));
        let reason = joined(&|problem| Some(problem.to_string()));
        let help = joined(&|problem| problem.help.clone());
        let file = file.filter(|_| has_file);
        let sheet = has_sheet.then(|| row.sheet.as_deref().unwrap_or_default());
        let number = row.row.to_string();
        let cells = [number.as_str(), &line, &codes, &reason, &help, &row.raw];
        writer.write_record(file.into_iter().chain(sheet).chain(cells))?;
    }
    writer.flush()
}
