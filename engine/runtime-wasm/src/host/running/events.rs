//! Events of a campaign: as JSON, and as columns of instants, numbers and texts.

use std::borrow::Cow;

use saring_model::timeline::{Event, What};
use saring_vocabulary::chronicle::View;
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::fields::{Holds, find};
use super::{Cx, Part, Running, State, charge, hand_over, misuse, running, section, text, turn};
use crate::host::facts::instant;
use crate::host::probe::{Column, probe};

/// What looking at an event costs, in bytes that are handed over, whether it is wanted or not.
const LOOK_BYTES: usize = 32;

/// Which events are wanted.
type Wanted = (Option<u32>, WasmStr, f64, f64);
/// Which values of which events are wanted.
type WantedValues = (Option<u32>, WasmStr, WasmStr, f64, f64);

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("events", |mut cx: Cx<'_>, (of, kind, since, until): Wanted| -> Result<(String,)> {
        let kind = text(&mut cx, &kind)?;
        known(&kind)?;
        let running = running(&cx)?;
        let json = section::json(&events(&mut cx, &running, of, &kind, (since, until))?)?;
        hand_over(&mut cx, format!("events {kind}"), json.len())?;
        Ok((json,))
    })?;
    linker.func_wrap("instants", |mut cx: Cx<'_>, (of, kind, since, until): Wanted| -> Result<(Vec<i64>,)> {
        let kind = text(&mut cx, &kind)?;
        known(&kind)?;
        let running = running(&cx)?;
        let events = events(&mut cx, &running, of, &kind, (since, until))?;
        let instants: Vec<i64> = events.iter().map(|event| instant(event.at)).collect();
        hand_over(&mut cx, format!("instants {kind}"), size_of_val(instants.as_slice()))?;
        Ok((instants,))
    })?;
    values(linker)
}

fn values(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "numbers",
        |mut cx: Cx<'_>, (of, kind, path, since, until): WantedValues| -> Result<(Vec<Option<f64>>,)> {
            let (kind, path) = (text(&mut cx, &kind)?, text(&mut cx, &path)?);
            let path = match find(&kind, &path)? {
                Holds::Money => format!("{path}.amount"),
                Holds::Text => {
                    return misuse(format!("`{path}` of `{kind}` is a text, which `texts` gives"));
                }
                _ => path,
            };
            let running = running(&cx)?;
            let mut numbers = Numbers(Vec::new());
            for event in events(&mut cx, &running, of, &kind, (since, until))? {
                probe(&event, &path, &mut numbers);
            }
            hand_over(&mut cx, format!("numbers {kind} {path}"), size_of_val(numbers.0.as_slice()))?;
            Ok((numbers.0,))
        },
    )?;
    linker.func_wrap(
        "texts",
        |mut cx: Cx<'_>, (of, kind, path, since, until): WantedValues| -> Result<(Vec<Option<String>>,)> {
            let (kind, path) = (text(&mut cx, &kind)?, text(&mut cx, &path)?);
            let path = match find(&kind, &path)? {
                Holds::Money => format!("{path}.currency"),
                Holds::Number => {
                    return misuse(format!("`{path}` of `{kind}` is a number, which `numbers` gives"));
                }
                _ => path,
            };
            let running = running(&cx)?;
            let mut texts = Texts(Vec::new());
            for event in events(&mut cx, &running, of, &kind, (since, until))? {
                probe(&event, &path, &mut texts);
            }
            let bytes: usize = texts.0.iter().flatten().map(String::len).sum();
            hand_over(&mut cx, format!("texts {kind} {path}"), size_of_val(texts.0.as_slice()) + bytes)?;
            Ok((texts.0,))
        },
    )
}

/// The events that are wanted, in order of time.
fn events<'a>(
    cx: &mut Cx<'_>,
    running: &'a Running,
    of: Option<u32>,
    kind: &str,
    (since, until): (f64, f64),
) -> Result<Vec<Cow<'a, Event>>> {
    if !(0.0..=f64::INFINITY).contains(&until) || !(until..=f64::INFINITY).contains(&since) {
        return misuse(format!("from {since} to {until} hours ago is no window of time"));
    }
    let part = match of {
        Some(turn) => running.parts.get(turn::own(cx, turn)?),
        None => None,
    };
    let view = running.view();
    let mut looked_at = 0;
    let mut wanted: Vec<Cow<'a, Event>> = Vec::new();
    for event in view.of_kind(kind, view.between_hours(since, until)) {
        looked_at += 1;
        if part.is_none_or(|part| part.has(&event, running, &view)) {
            wanted.push(event);
        }
    }
    charge(cx, LOOK_BYTES.saturating_mul(looked_at))?;
    Ok(wanted)
}

impl Part {
    /// Whether an event names the part.
    fn has(&self, event: &Event, running: &Running, view: &View<'_>) -> bool {
        if let Some(post) = &self.post {
            return event.post.as_ref() == Some(post);
        }
        let post = || view.post(event.post.as_ref()?);
        let creator = || event.creator.as_ref().or_else(|| post()?.creator());
        if let Some(own) = &self.creator
            && creator() != Some(own)
        {
            return false;
        }
        if let Some(tier) = &self.tier {
            let member = creator().and_then(|id| running.known(id));
            if member.and_then(|member| member.tier.as_ref()) != Some(tier) {
                return false;
            }
        }
        match self.platform {
            Some(platform) => {
                let published = match &event.what {
                    What::PostPublished(published) => Some(published.platform),
                    _ => post().and_then(|post| post.published()).map(|(_, published)| published.platform),
                };
                published == Some(platform)
            }
            None => true,
        }
    }
}

/// Refuses a kind of events that there is not.
fn known(kind: &str) -> Result<()> {
    find(kind, "id").map(|_| ())
}

/// Numbers; an amount of money is written as a text, and truth is 1.
struct Numbers(Vec<Option<f64>>);

impl Column for Numbers {
    fn unknown(&mut self) {
        self.0.push(None);
    }

    fn number(&mut self, value: f64) {
        self.0.push(Some(value));
    }

    fn text(&mut self, value: &str) {
        self.0.push(value.parse().ok());
    }

    fn flag(&mut self, value: bool) {
        self.0.push(Some(f64::from(u8::from(value))));
    }
}

struct Texts(Vec<Option<String>>);

impl Column for Texts {
    fn unknown(&mut self) {
        self.0.push(None);
    }

    fn text(&mut self, value: &str) {
        self.0.push(Some(value.to_owned()));
    }
}
