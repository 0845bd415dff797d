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

/// Items of a document's longest list that are held against the schema at once. The schema's
/// complaints about a whole roster of strangers' rows would need more memory than the roster.
const RECORDS_AT_ONCE: usize = 256;

/// Walks a refused document and collects everything that is wrong with it.
pub(super) fn explain<T: Document>(bytes: &[u8]) -> Violations {
    let tree::Tree { value, noted } = tree::read(bytes);
    let mut found = noted.clone();
    match value {
        Err(error) => found.push(syntax::violation(&error, bytes)),
        Ok(mut value) => {
            precision(&value, "", &mut found);
            let skipped: Vec<&str> = noted
                .iter()
                .filter(|note| note.code == ViolationCode::TooDeep)
                .map(|note| note.pointer.as_str())
                .collect();
            // What lies too deep was read as null, which is no fault of the document.
            let deep = |violation: &Violation| skipped.iter().any(|pointer| violation.pointer.starts_with(pointer));
            in_batches(&mut value, |part, list, first| {
                let told = against_schema::<T>(part).into_iter().filter_map(|one| shifted(one, list, first));
                told.filter(|one| !deep(one)).for_each(|one| found.push(one));
                found.is_full()
            });
        }
    }
    if found.is_empty() {
        found.push(refusal::<T>(bytes));
    }
    found
}

/// Gives a document to `run` with its longest list cut into batches, until `run` has enough.
/// `run` also gets the list's pointer and the place of the batch's first item.
fn in_batches(document: &mut Value, mut run: impl FnMut(&Value, &str, usize) -> bool) {
    let length = |value: &Value| value.as_array().map_or(0, Vec::len);
    let pointer = match document {
        Value::Object(fields) => {
            fields.iter().max_by_key(|(_, value)| length(value)).map_or(String::new(), |(name, _)| child("", name))
        }
        _ => String::new(),
    };
    let taken = document.pointer_mut(&pointer).and_then(Value::as_array_mut).map(std::mem::take);
    let Some(mut batch) = taken else {
        run(document, &pointer, 0);
        return;
    };
    let mut first = 0;
    loop {
        let rest = batch.split_off(batch.len().min(RECORDS_AT_ONCE));
        if let Some(list) = document.pointer_mut(&pointer) {
            *list = Value::Array(batch);
        }
        if run(document, &pointer, first) || rest.is_empty() {
            return;
        }
        first += RECORDS_AT_ONCE;
        batch = rest;
    }
}

/// A violation of a batch as one of the whole document; none where an earlier batch told it.
fn shifted(mut violation: Violation, list: &str, first: usize) -> Option<Violation> {
    if first == 0 {
        return Some(violation);
    }
    let inside = violation.pointer.strip_prefix(list)?.strip_prefix('/')?;
    let (index, below) = inside.split_once('/').map_or((inside, None), |(index, below)| (index, Some(below)));
    let index = index.parse::<usize>().ok()? + first;
    violation.pointer = below.map_or(format!("{list}/{index}"), |below| format!("{list}/{index}/{below}"));
    Some(violation)
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

/// The decoder's own words, for what nothing else explains.
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
            // The one limit that batches cannot see is that of the list they are cut from.
            let too_many = message.starts_with("invalid length");
            let code = if too_many { ViolationCode::TooMany } else { ViolationCode::Unreadable };
            Violation::new(pointer, code, message)
        }
    }
}
