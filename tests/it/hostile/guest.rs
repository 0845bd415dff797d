//! From the text of a hostile plugin to its bytes.
//!
//! A file that begins in `(component` is taken as it is, and so is one that begins in `(module`, which is no component. A
//! file of bare forms is the honest guest with these forms in place of its own, made a component of our contract; lines
//! in its comments say what else differs:
//!
//! - `describe: JSON` changes what the guest says of itself: objects are merged, `null` removes.
//! - `contract: A => B` replaces a text in the contract and in the guest.
//! - `world: tier` makes it a tier rule, `world: budget` a budget policy, `world: trigger` a trigger, `world: metric` a metric.
//! - `strings: utf16` is how its strings are written.
//! - `cut: N` keeps the first N bytes of the component.
//! - `raw: yes` takes the file's own text as the plugin.

use std::borrow::Cow;

use serde_json::{Map, Value};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

use super::file::said;
use super::written::written;

/// The guest that all others are made from.
const HONEST: &str = include_str!("../../hostile/plugins/honest.wat");
const CONTRACT: &str = include_str!("../../../plugins/wit/saring.wit");

/// The bytes of a plugin.
pub(crate) fn plugin(text: &str) -> Result<Vec<u8>, String> {
    if said(text, ";;", "raw").next().is_some() {
        return Ok(text.as_bytes().to_vec());
    }
    let whole = text.lines().find(|line| line.starts_with('(') && !line.starts_with("(;"));
    let is_whole = whole.is_some_and(|line| line.starts_with("(component") || line.starts_with("(module"));
    let mut bytes = if is_whole { assemble(&written(text))? } else { guest(text)? };
    if let Some(length) = said(text, ";;", "cut").next() {
        bytes.truncate(length.parse().map_err(|error| format!("cut: {error}"))?);
    }
    Ok(bytes)
}

fn guest(text: &str) -> Result<Vec<u8>, String> {
    let (mut contract, mut module) = (Cow::from(CONTRACT), module(text)?);
    for change in said(text, ";;", "contract") {
        let (from, to) = change.split_once(" => ").ok_or("contract: A => B")?;
        contract = contract.replace(from, to).into();
        module = module.replace(from, to);
    }
    let mut bytes = assemble(&module)?;
    let mut resolve = Resolve::default();
    let package = resolve.push_str("saring.wit", &contract).map_err(|error| error.to_string())?;
    let world = said(text, ";;", "world").next().unwrap_or("check");
    let world = resolve.select_world(&[package], Some(world)).map_err(|error| error.to_string())?;
    let strings = match said(text, ";;", "strings").next() {
        Some("utf16") => StringEncoding::UTF16,
        _ => StringEncoding::UTF8,
    };
    embed_component_metadata(&mut bytes, &resolve, world, strings).map_err(|error| error.to_string())?;
    let encoder = ComponentEncoder::default().module(&bytes).map_err(|error| format!("{error:?}"))?;
    // What is wrong with it is for the host to find.
    encoder.validate(false).encode().map_err(|error| format!("{error:?}"))
}

fn assemble(text: &str) -> Result<Vec<u8>, String> {
    wat::parse_str(text).map_err(|error| error.to_string())
}

/// The honest module with the forms of a file in place of its own; imports first, as the text format wants it.
fn module(text: &str) -> Result<String, String> {
    let own = written(text);
    let (own, honest) = (forms(&own), forms(HONEST));
    let replaced: Vec<String> = own.iter().filter_map(|form| name(form)).collect();
    let kept = honest.into_iter().filter(|form| name(form).is_none_or(|name| !replaced.contains(&name)));
    let (imports, others): (Vec<&str>, Vec<&str>) =
        kept.chain(own.iter().copied()).partition(|form| form.starts_with("(import"));
    let mut all = imports;
    all.extend(others);
    let mut module = format!("(module\n{}", all.join("\n"));
    if !replaced.iter().any(|name| name == "data $description") {
        module.push_str(&format!("(data $description (i32.const 1024) \"{}\")", escaped(&description(text)?)));
    }
    module.push(')');
    Ok(module)
}

fn description(text: &str) -> Result<String, String> {
    let mut described = Value::Object(Map::new());
    for said in said(HONEST, ";;", "describe").chain(said(text, ";;", "describe").filter(|_| text != HONEST)) {
        merge(&mut described, serde_json::from_str(said).map_err(|error| format!("describe: {error}"))?);
    }
    Ok(described.to_string())
}

/// A merge patch of RFC 7396.
fn merge(target: &mut Value, patch: Value) {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            for (key, value) in patch {
                match value {
                    Value::Null => drop(target.remove(&key)),
                    value => merge(target.entry(key).or_insert(Value::Object(Map::new())), value),
                }
            }
        }
        (target, patch) => *target = patch,
    }
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("\\{byte:02x}")).collect()
}

/// What makes two forms the same: their kind with the name or the texts behind it. A form without either has no name.
fn name(form: &str) -> Option<String> {
    let mut words = form.strip_prefix('(')?.split_whitespace();
    let kind = words.next()?;
    let texts = if kind == "import" { 2 } else { 1 };
    let rest: Vec<&str> = words.take(texts).collect();
    let is_name = rest.first()?.starts_with(['$', '"']);
    is_name.then(|| format!("{kind} {}", rest.join(" ")))
}

/// The forms of a text, without what is between them.
fn forms(text: &str) -> Vec<&str> {
    let (mut all, mut rest) = (Vec::new(), text);
    while let Some(at) = start(rest) {
        let form = rest.split_at(at).1;
        let (form, after) = form.split_at(end(form));
        all.push(form);
        rest = after;
    }
    all
}

/// Where the next form begins, comments left out.
fn start(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        match code.find('(') {
            Some(open) if !code.split_at(open).0.contains(";;") => return Some(at + line.len() - code.len() + open),
            _ => at += line.len(),
        }
    }
    None
}

/// Where the form ends that a text begins with.
fn end(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = text.split_at(at).1;
        let length = if rest.starts_with(";;") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with('"') {
            quoted(rest)
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        match rest.as_bytes()[0] {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += length;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of the quoted text that a text begins with.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            c => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}
