//! Reports that people send to each other.
//!
//! A report of a use case becomes a [`Document`], which knows no face: sections of texts, tables with typed cells, and
//! charts. A [`Face`] writes it: a web page that needs nothing from elsewhere, Markdown, or a workbook. The same report
//! gives the same bytes.

mod document;
mod edition;
mod face;
mod freshness;
mod html;
mod limits;
mod markdown;
mod plan;
mod provenance;
mod scorecard;
mod shortlist;
mod shown;
mod texts;
mod voice;
mod workbook;

pub use document::{
    Block, Cell, Chart, ChartKind, Column, Document, Figure, Format, Number, Section, Series, Table, Tone, Width,
};
pub use edition::Edition;
pub use face::{Face, WriteError, write};
pub use freshness::Freshness;
pub use plan::plan;
pub use provenance::{Basis, Cited, provenance};
pub use scorecard::scorecard;
pub use shortlist::shortlist;
pub use texts::texts;
pub use voice::{Telling, Voice};
