//! Texts for people, by language.
//!
//! A pack's files `locales/<language>/*.toml` map codes to templates such as `"{rate} of followers engage"`. Tables nest:
//! `[engagement-rate] percentile = "…"` is the text of `engagement-rate.percentile`.

mod format;
mod template;

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::{Date, Timestamp};

use crate::answer::{Arg, Reason, Unit};
use format::Style;
pub(crate) use template::Template;

/// The texts of one language, with English behind them.
#[derive(Debug, Clone, PartialEq)]
pub struct Locale {
    language: String,
    templates: BTreeMap<String, Template>,
    fallback: Option<Arc<Self>>,
}

/// Why a text with holes such as `{rate}` cannot be read, if it cannot.
pub fn template_flaw(raw: &str) -> Option<String> {
    Template::parse(raw).err().map(|error| error.to_string())
}

impl Locale {
    /// English without any text: codes are shown as they are.
    pub(crate) const EMPTY: Self = Self { language: String::new(), templates: BTreeMap::new(), fallback: None };

    pub(crate) fn new(language: &str, templates: BTreeMap<String, Template>, fallback: Option<Arc<Self>>) -> Self {
        Self { language: language.to_owned(), templates, fallback }
    }

    /// The texts of the program itself, by code. One that is no template is left out, and its code is shown instead.
    pub fn of_program(language: &str, texts: &BTreeMap<String, String>) -> Self {
        let read = texts.iter().filter_map(|(code, raw)| Some((code.clone(), Template::parse(raw).ok()?)));
        Self::new(language, read.collect(), None)
    }

    /// The language, as in BCP 47. Without any text it is English.
    pub fn language(&self) -> &str {
        if self.language.is_empty() { "en" } else { &self.language }
    }

    /// Codes that have a text of their own, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str)
    }

    /// Whether there is a text for a code, here or in English.
    pub fn tells(&self, code: &str) -> bool {
        self.templates.contains_key(code) || self.fallback.as_ref().is_some_and(|english| english.tells(code))
    }

    /// The text of a reason, with its arguments as people write them: in this language, else in English, else the code
    /// with its arguments.
    pub fn render(&self, reason: &Reason) -> String {
        match (self.templates.get(&reason.code), &self.fallback) {
            (Some(template), _) => template.fill(|name| {
                let found = reason.args.iter().find(|(own, _)| own == name);
                found.map(|(name, arg)| self.arg(name, arg))
            }),
            (None, Some(english)) => english.render(reason),
            (None, None) if reason.args.is_empty() => reason.code.clone(),
            (None, None) => {
                let args: Vec<String> =
                    reason.args.iter().map(|(name, arg)| format!("{name} {}", self.arg(name, arg))).collect();
                format!("{} ({})", reason.code, args.join(", "))
            }
        }
    }

    /// The title of a thing, such as `layer.authenticity`: in this language, else in English, else the name itself.
    pub fn title<'a>(&'a self, name: &'a str) -> &'a str {
        match (self.templates.get(name), &self.fallback) {
            (Some(template), _) => template.raw(),
            (None, Some(english)) => english.title(name),
            (None, None) => name,
        }
    }

    /// A number as people write it: `4.2%`, `12,345`, `1.5×`.
    pub fn number(&self, value: f64, unit: Unit) -> String {
        self.style().number(value, unit)
    }

    /// The calendar date of an instant in UTC: `3 Mar 2026`.
    pub fn date(&self, at: Timestamp) -> String {
        self.style().date(at)
    }

    /// An argument for people. A text shows its title where there is one under the argument's name, or under its last
    /// word: `{tier}` and `{next_tier}` given `mid` show the text of `tier.mid`. `{day}` and `{date}` given `2026-03-01` show
    /// that day.
    fn arg(&self, name: &str, arg: &Arg) -> String {
        match arg {
            Arg::Number(value, unit) => self.number(*value, *unit),
            Arg::Text(text) => {
                let last = name.rsplit('_').next().unwrap_or(name);
                if let Some(day) = day(last, text) {
                    return self.date(day.start());
                }
                let titles = [name, last].map(|kind| format!("{kind}.{text}"));
                titles
                    .iter()
                    .find(|title| self.tells(title))
                    .map_or(text.as_str(), |title| self.title(title))
                    .to_owned()
            }
            Arg::Time(at) => self.date(*at),
        }
    }

    fn style(&self) -> Style {
        Style::of(&self.language)
    }
}

/// The day that an argument of such a name tells.
fn day(name: &str, text: &str) -> Option<Date> {
    if matches!(name, "day" | "date") { Date::parse(text).ok() } else { None }
}
