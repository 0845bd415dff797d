//! Everything that is wrong with a refused document.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{PatternOptions, Validator};
use serde_json::Value;

use super::translate::Translator;
use super::{Document, Violation, ViolationCode, Violations, child, strict, syntax, tree};
use crate::scalar::MoneyError;
use crate::schema::schema;
use crate::{CurrencyCode, SignedMoney};

/// Walks a refused document and collects everything that is wrong with it.
pub(super) fn explain<T: Document>(bytes: &[u8]) -> Violations {
    let tree::Tree { value, noted } = tree::read(bytes);
    let mut found = Violations::default();
    let skipped: Vec<String> =
        noted.iter().filter(|note| note.code == ViolationCode::TooDeep).map(|note| note.pointer.clone()).collect();
    noted.into_iter().for_each(|note| found.push(note));
    match value {
        Err(error) => found.push(syntax::violation(&error, bytes)),
        Ok(value) => {
            // What lies too deep was read as null, which is no fault of the document.
            let seen = |violation: &Violation| !skipped.iter().any(|pointer| violation.pointer.starts_with(pointer));
            against_schema::<T>(&value).into_iter().filter(seen).for_each(|violation| found.push(violation));
            precision(&value, "", &mut found);
        }
    }
    if found.is_empty() {
        found.push(refusal::<T>(bytes));
    }
    found
}

/// The published schema of a kind of document, compiled.
struct Compiled {
    schema: Value,
    validator: Option<Validator>,
}

/// Compiling a schema takes milliseconds, so that each kind is compiled once.
fn compiled<T: Document>() -> Arc<Compiled> {
    static COMPILED: Mutex<BTreeMap<TypeId, Arc<Compiled>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let entry = compiled.entry(TypeId::of::<T>()).or_insert_with(|| {
        let schema = schema::<T>();
        let validator = jsonschema::options().with_pattern_options(PatternOptions::regex()).build(&schema).ok();
        Arc::new(Compiled { schema, validator })
    });
    Arc::clone(entry)
}

fn against_schema<T: Document>(document: &Value) -> Vec<Violation> {
    let compiled = compiled::<T>();
    let translator = Translator { schema: &compiled.schema };
    let mut found: Vec<Violation> = Vec::new();
    for error in compiled.validator.iter().flat_map(|validator| validator.iter_errors(document)) {
        for violation in translator.translate(&error) {
            // An empty identifier breaks the length and the pattern: one of the two says enough.
            let same = |other: &&Violation| other.pointer == violation.pointer && is_text(other) && is_text(&violation);
            if found.iter().rev().take(2).find(same).is_none() {
                found.push(violation);
            }
        }
    }
    found
}

fn is_text(violation: &Violation) -> bool {
    use ViolationCode::{BadFormat, TooLong, TooShort};
    matches!(violation.code, BadFormat | TooLong | TooShort)
}

/// Amounts with more decimals than their currency has, which depends on two fields and is beyond a schema.
fn precision(value: &Value, pointer: &str, found: &mut Violations) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| precision(item, &child(pointer, &n.to_string()), found));
        }
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let currency = text("currency").and_then(CurrencyCode::new);
            if let (Some(amount), Some(currency)) = (text("amount"), currency)
                && let Err(MoneyError::TooPrecise { exponent, .. }) = SignedMoney::parse(amount, currency)
            {
                found.push(too_precise(&child(pointer, "amount"), amount, currency, exponent));
            }
            let facts = fields.iter().filter(|(name, _)| *name != "attributes");
            facts.for_each(|(name, value)| precision(value, &child(pointer, name), found));
        }
        _ => {}
    }
}

fn too_precise(pointer: &str, amount: &str, currency: CurrencyCode, exponent: u32) -> Violation {
    let message = format!("`{amount}` has more decimals than {currency}, which has {exponent}");
    Violation::new(pointer, ViolationCode::TooPrecise, message)
        .help("round the amount; Saring rounds no money of its own accord")
}

/// The decoder's own words, for what only the decoder refuses.
fn refusal<T: Document>(bytes: &[u8]) -> Violation {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(strict::Strict(&mut json)) {
        Ok(_) => Violation::new("", ViolationCode::Unreadable, "the document cannot be read"),
        Err(error) => {
            let segments = error.path().to_string();
            let pointer = segments.split(['.', '[', ']']).filter(|part| !part.is_empty() && *part != "?");
            let pointer = pointer.fold(String::new(), |pointer, part| child(&pointer, part));
            let inner = error.into_inner().to_string();
            let message = inner.split(" at line ").next().unwrap_or(&inner).to_owned();
            Violation::new(pointer, ViolationCode::Unreadable, message)
        }
    }
}
