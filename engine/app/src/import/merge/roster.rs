//! A roster as one of several files: what an earlier import wrote, or anybody else in the product's own form.

use std::collections::BTreeMap;

use saring_model::{Creator, Violation, decode};
use serde_json::value::RawValue;

use crate::import::problem::{Problem, ProblemCode, Refused, Rejected};
use crate::import::rows::escaped;
use crate::import::{Imported, limits::INPUT_BYTES_MAX};
use crate::roster::{as_lines, items};

/// Reads a roster, creator by creator: a list, an object with `creators`, or a creator a line.
///
/// # Errors
/// A file that is no JSON at all, or too large. Creators never fail the file.
pub fn import_roster(input: &[u8]) -> Result<Imported, Refused> {
    if input.len() > INPUT_BYTES_MAX {
        return Err(Refused::TooLarge { bytes: input.len(), max: INPUT_BYTES_MAX });
    }
    let mut imported = Imported::default();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut add = |line: Option<u64>, raw: &[u8]| {
        imported.rows_in += 1;
        let row = imported.rows_in;
        match creator(raw, &seen) {
            Ok(creator) => {
                seen.insert(creator.id.to_string(), row);
                imported.creators.push(creator);
            }
            Err(problems) => imported.rejected.push(Rejected { row, sheet: None, line, problems, raw: escaped(raw) }),
        }
    };
    if let Some(lines) = as_lines(input) {
        lines.into_iter().for_each(|(line, raw)| add(Some(line as u64 + 1), raw));
    } else if let Some((items, _)) = items(input) {
        items.iter().for_each(|item| add(None, item.get().as_bytes()));
    } else {
        let text = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
        if text.trim_ascii().is_empty() {
            return Err(Refused::Empty);
        }
        let one: Result<&RawValue, _> = serde_json::from_slice(text);
        let one = one.map_err(|error| Refused::Syntax {
            line: error.line(),
            column: error.column(),
            message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })?;
        add(Some(1), one.get().as_bytes());
    }
    if imported.rows_in == 0 {
        imported.warnings.push("the roster has no creators".to_owned());
    }
    Ok(imported)
}

fn creator(raw: &[u8], seen: &BTreeMap<String, u64>) -> Result<Creator, Vec<Problem>> {
    let problem = |violation: &Violation| Problem {
        code: ProblemCode::Invalid(violation.code),
        source: None,
        target: Some(violation.pointer.clone()),
        message: violation.to_string(),
        help: violation.help.clone(),
    };
    let creator: Creator = decode(raw).map_err(|found| found.iter().map(problem).collect::<Vec<_>>())?;
    match seen.get(creator.id.as_str()) {
        None => Ok(creator),
        Some(first) => {
            let message = format!("creator {first} of the roster has the same id `{}`", creator.id);
            Err(vec![Problem::new(ProblemCode::DuplicateId, message, "keep one of the two").at("id", "/id")])
        }
    }
}
