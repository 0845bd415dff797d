//! A hostile file, and what its first lines say: the attack, and after `due:` how it ends.

use std::path::Path;

use saring_pack::{Answer, Fault};
use saring_tests::golden::repo;

use super::question::told;

/// Longest message that an attack may leave in a report, in bytes.
const MESSAGE_BYTES_MAX: usize = 16 << 10;

/// A file of the hostile set.
pub(super) struct Hostile {
    /// The file's name, for messages.
    pub(super) name: String,
    /// Its text; scripts that are not UTF-8 are bytes alone.
    pub(super) bytes: Vec<u8>,
    /// How its attack has to end.
    pub(super) due: End,
}

/// How an attack ends: `fault trapped out of bounds` is its stage, its code, and words of its message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) stage: Stage,
    /// The stable code of the error; none of answers.
    pub(super) code: String,
    /// What the error says; what is due names a part of it where the code alone says little.
    pub(super) message: String,
}

/// Where an attack ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// `refused`: when it is installed or compiled.
    Refused,
    /// `rejected`: when a pack gives it its params.
    Rejected,
    /// `fault`: when it is asked.
    Fault,
    /// `answers`: nowhere. It is harmless, and the answers are the honest ones.
    Answers,
    /// `other-answers`: nowhere. The answers are its own, and the same whenever it is asked.
    OtherAnswers,
}

impl End {
    pub(super) fn new(stage: Stage, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { stage, code: code.into(), message: message.into() }
    }

    /// The end of a rule that was asked.
    pub(super) fn of_answers(answered: Result<Vec<Answer>, Fault>, honest: &str) -> Self {
        match answered.map(told) {
            Ok(answers) if answers == honest => Self::new(Stage::Answers, "", ""),
            Ok(answers) => Self::new(Stage::OtherAnswers, "", answers),
            Err(fault) => {
                let code = serde_json::to_value(fault.code()).unwrap();
                Self::new(Stage::Fault, code.as_str().unwrap(), fault.to_string())
            }
        }
    }

    /// What is wrong with this end of a file's attack.
    pub(super) fn violation(&self, of: &Hostile) -> Option<String> {
        let Hostile { name, due, .. } = of;
        let is_due = self.stage == due.stage && self.code == due.code && self.message.contains(&due.message);
        let commands = self.message.chars().any(|c| c.is_control() && c != '\n');
        let Self { stage, code, message } = self;
        match () {
            () if !is_due => Some(format!("{name}: {due:?} is due, and it ends in {stage:?} {code}: {message}")),
            () if message.len() > MESSAGE_BYTES_MAX => Some(format!("{name}: a message of {} bytes", message.len())),
            () if commands => Some(format!("{name}: its message has control characters: {message:?}")),
            () => None,
        }
    }
}

/// All hostile files of a folder in the order of their names.
pub(super) fn all(folder: &str, comment: &str) -> Vec<Hostile> {
    let folder = repo().join("tests/hostile").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path, comment)).collect()
}

fn read(path: &Path, comment: &str) -> Hostile {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.trim_start_matches('\u{feff}').starts_with(comment), "{name}: the first line says the attack");
    let due: Vec<&str> = said(&text, comment, "due").collect();
    let [due] = due[..] else { panic!("{name}: one line says what is due") };
    let due = parse(due).unwrap_or_else(|| panic!("{name}: `{due}` is nothing that can be due"));
    Hostile { name, due, bytes }
}

/// What the comments of a file say under a keyword.
pub(super) fn said<'a>(text: &'a str, comment: &'a str, keyword: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| {
        let said = line.strip_prefix(comment)?.strip_prefix(' ')?.strip_prefix(keyword)?;
        Some(said.strip_prefix(':')?.trim())
    })
}

fn parse(due: &str) -> Option<End> {
    let mut words = due.splitn(3, ' ');
    let stage = match words.next()? {
        "refused" => Stage::Refused,
        "rejected" => Stage::Rejected,
        "fault" => Stage::Fault,
        "answers" => Stage::Answers,
        "other-answers" => Stage::OtherAnswers,
        _ => return None,
    };
    Some(End::new(stage, words.next().unwrap_or_default(), words.next().unwrap_or_default()))
}
