//! Writes rejected rows to a file, for the person who puts them right.

use std::io::{self, Write};

use super::problem::{Problem, Rejected};

/// Writes one line per rejected row: its number, its line, why, how to put it right, and the row itself.
///
/// # Errors
/// What the writer fails on.
pub fn write_rejected_csv(rejected: &[Rejected], to: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(["row", "line", "codes", "reason", "help", "raw"])?;
    for row in rejected {
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
        writer.write_record([&row.row.to_string(), &line, &codes, &reason, &help, &row.raw])?;
    }
    writer.flush()
}

/// Writes one JSON object per rejected row.
///
/// # Errors
/// What the writer fails on.
pub fn write_rejected_ndjson(rejected: &[Rejected], mut to: impl Write) -> io::Result<()> {
    for row in rejected {
        serde_json::to_writer(&mut to, row)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
