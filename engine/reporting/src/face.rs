//! The forms in which a report leaves the program.

use rust_xlsxwriter::XlsxError;

use crate::document::Document;
use crate::{html, markdown, workbook};

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// A web page that needs nothing from elsewhere.
    Html,
    /// Markdown with tables, as GitHub reads it.
    Markdown,
    /// A workbook with a sheet per section.
    Workbook,
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The report does not fit the format of workbooks: most often a table with too many rows.
    #[error("the report does not fit a workbook")]
    Workbook(#[from] XlsxError),
}

impl Face {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Html, Self::Markdown, Self::Workbook];

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Whether it is text, which a terminal can show.
    pub fn is_text(self) -> bool {
        self != Self::Workbook
    }
}

/// Writes a document. The same document gives the same bytes.
///
/// # Errors
/// Where it does not fit a workbook.
pub fn write(document: &Document, face: Face) -> Result<Vec<u8>, WriteError> {
    match face {
        Face::Html => Ok(html::write(document).into_bytes()),
        Face::Markdown => Ok(markdown::write(document).into_bytes()),
        Face::Workbook => Ok(workbook::write(document)?),
    }
}
