//! A campaign in the making.

use saring_model::decode::{Violations, decode};
use saring_model::{Campaign, Violation};
use serde_json::{Map, Value, json};

use super::questions::Question;

/// A campaign in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft(Map<String, Value>);

impl Draft {
    /// The draft with an answer, or why the answer cannot stand in it: the model's own word, with what to do.
    ///
    /// # Errors
    /// What is wrong with the answer, for people.
    pub(super) fn with(&self, question: &Question, texts: &[String], goals: &[String]) -> Result<Self, String> {
        let value = (question.read)(texts)?;
        if question.flag == "goal" {
            known(&value, goals)?;
        }
        if question.flag == "time-zone" && self.get("/flight").is_none() {
            return Err("a time zone is that of the days of the flight; give `--flight` as well".to_owned());
        }
        let mut draft = self.clone();
        put(&mut draft.0, question.pointer, value);
        let mut whole = draft.clone();
        // What other questions will answer, so that only this answer can be wrong.
        for (pointer, stand_in) in [("/id", json!("id")), ("/goal", json!("goal")), ("/brand/name", json!("brand"))] {
            if whole.get(pointer).is_none() {
                put(&mut whole.0, pointer, stand_in);
            }
        }
        match whole.campaign() {
            Ok(_) => Ok(draft),
            Err(found) => Err(found.iter().next().map(told).unwrap_or_default()),
        }
    }

    /// What stands at a JSON pointer.
    pub(super) fn get(&self, pointer: &str) -> Option<&Value> {
        let (first, rest) = split(pointer);
        let value = self.0.get(first)?;
        if rest.is_empty() { Some(value) } else { value.pointer(rest) }
    }

    /// The campaign, or everything that is wrong with it.
    ///
    /// # Errors
    /// As [`decode`].
    pub(super) fn campaign(&self) -> Result<Campaign, Violations> {
        decode(Value::Object(self.0.clone()).to_string().as_bytes())
    }

    /// An identifier made of the brand and the goal, for a campaign that is given none.
    pub(super) fn own_id(&self) -> String {
        let words = [self.get("/brand/name"), self.get("/goal")];
        let text: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
        let plain = |char: char| if char.is_alphanumeric() { char.to_ascii_lowercase() } else { '-' };
        let id: String = text.join("-").chars().map(plain).collect();
        let parts: Vec<&str> = id.split('-').filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "campaign".to_owned() } else { parts.join("-") }
    }
}

/// Goals that the pack does not have cannot be scored for.
fn known(goal: &Value, goals: &[String]) -> Result<(), String> {
    let named: Vec<&str> = match goal {
        Value::Object(weights) => weights.keys().map(String::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    match named.into_iter().find(|goal| !goals.iter().any(|known| known == goal)) {
        Some(unknown) => Err(format!("the pack has no goal `{unknown}`; choose one of {}", goals.join(", "))),
        None => Ok(()),
    }
}

fn told(violation: &Violation) -> String {
    let help = violation.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}{help}", violation.message)
}

fn split(pointer: &str) -> (&str, &str) {
    let path = pointer.trim_start_matches('/');
    path.find('/').map_or((path, ""), |end| path.split_at(end))
}

/// Puts a value at a pointer whose steps are names, beside what stands there already.
fn put(object: &mut Map<String, Value>, pointer: &str, value: Value) {
    let (first, rest) = split(pointer);
    if rest.is_empty() {
        object.insert(first.to_owned(), value);
        return;
    }
    let inner = object.entry(first).or_insert_with(|| Map::new().into());
    if let Value::Object(inner) = inner {
        put(inner, rest, value);
    }
}
