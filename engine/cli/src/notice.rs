//! Something that a person should know: what is wrong, where, and what to do about it.

use std::fmt;

use miette::{LabeledSpan, Severity};
use saring_app::Diagnostic;
use saring_app::import::MappingError;
use saring_model::{Violation, Violations};
use serde::Serialize;

use crate::excerpt::Excerpt;
use crate::input::Source;
use crate::pointer;
use crate::visible::visible;

/// Most bytes that are read to find the places of violations: each place costs a look through the document.
const LOCATE_BYTES_MAX: usize = 256 << 20;

/// One thing to know.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Whether it is a warning only.
    #[serde(skip_serializing_if = "is_false")]
    pub warning: bool,
    /// What kind of thing it is, as a stable word.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where in a JSON document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Where in a file.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field by reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl Notice {
    /// An error without a place.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            warning: false,
            code: code.to_owned(),
            message: message.into(),
            help: None,
            pointer: None,
            excerpt: None,
        }
    }

    /// The same at a place of a document.
    #[must_use]
    pub fn at(self, pointer: &str, source: &Source) -> Self {
        let excerpt = source
            .text()
            .and_then(|text| pointer::locate(text, pointer).map(|range| Excerpt::of(&source.name, text, range)));
        Self { pointer: Some(pointer.to_owned()), excerpt, ..self }
    }

    fn of_violation(violation: &Violation) -> Self {
        Self {
            help: violation.help.clone(),
            pointer: Some(violation.pointer.clone()),
            ..Self::new(violation.code.as_str(), violation.message.clone())
        }
    }

    /// Everything that is wrong with a document, with its lines in the source; a last notice counts what is not listed.
    pub fn of_violations(violations: &Violations, source: &Source) -> Vec<Self> {
        let placed = LOCATE_BYTES_MAX / source.bytes.len().max(1);
        let notice = |(index, found): (usize, &Violation)| {
            let excerpt = if index <= placed { place(found, source) } else { None };
            Self { excerpt, ..Self::of_violation(found) }
        };
        let mut notices: Vec<Self> = violations.iter().enumerate().map(notice).collect();
        if violations.omitted() > 0 {
            let message = format!("and {} more violations, at least", violations.omitted());
            notices.push(Self { warning: true, ..Self::new("not-listed", message) });
        }
        notices
    }

    /// What is wrong with a pack.
    pub fn of_diagnostic(diagnostic: &Diagnostic) -> Self {
        let file = match diagnostic.pack.as_str() {
            "" => diagnostic.file.clone(),
            pack => format!("{pack}/{}", diagnostic.file),
        };
        let column = diagnostic.column.saturating_sub(1) as usize;
        let excerpt = Excerpt::new(&file, diagnostic.line, &diagnostic.excerpt, column, diagnostic.span.len());
        Self {
            warning: diagnostic.severity == saring_app::Severity::Warning,
            help: diagnostic.help.clone(),
            excerpt: Some(excerpt),
            ..Self::new(diagnostic.code.as_str(), diagnostic.message.clone())
        }
    }

    /// What is wrong with a mapping.
    pub fn of_mapping(error: &MappingError) -> Self {
        let column = error.column.saturating_sub(1);
        Self {
            help: error.help.clone(),
            excerpt: Some(Excerpt::new(&error.file, line(error.line), &error.excerpt, column, 1)),
            ..Self::new("mapping-invalid", error.message.clone())
        }
    }

    /// The notice as people see it.
    pub fn render(&self, width: u16) -> String {
        let theme = miette::GraphicalTheme::unicode();
        let handler =
            miette::GraphicalReportHandler::new_themed(theme).with_width(usize::from(width)).with_links(false);
        let mut text = String::new();
        match handler.render_report(&mut text, self) {
            Ok(()) => text,
            // A notice that cannot be drawn is still told.
            Err(_) => format!("{}: {self}\n", self.code),
        }
    }
}

fn line(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn place(violation: &Violation, source: &Source) -> Option<Excerpt> {
    let text = source.text()?;
    match (violation.line, violation.column) {
        (Some(line), Some(column)) => Some(Excerpt::at(&source.name, text, line, column)),
        // Of a creator a line, only the line is known: the pointer begins with its index.
        (Some(line), None) => {
            let own = text.lines().nth(line.saturating_sub(1) as usize)?;
            let rest = violation.pointer.splitn(3, '/').nth(2).map(|rest| format!("/{rest}")).unwrap_or_default();
            let range = pointer::locate(own, &rest).unwrap_or(0..1);
            Some(Excerpt { line, ..Excerpt::of(&source.name, own, range) })
        }
        _ => pointer::locate(text, &violation.pointer).map(|range| Excerpt::of(&source.name, text, range)),
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_deref() {
            Some("") | None => f.write_str(&visible(&self.message)),
            Some(pointer) => write!(f, "`{}`: {}", visible(pointer), visible(&self.message)),
        }
    }
}

impl std::error::Error for Notice {}

impl miette::Diagnostic for Notice {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<Severity> {
        self.warning.then_some(Severity::Warning)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(visible(help)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let mark = self.excerpt.as_ref()?.mark.clone();
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(None, mark))))
    }
}
