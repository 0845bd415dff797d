//! Training and measuring on labelled texts, natively.

pub mod data;
pub mod figures;
pub mod fit;
pub mod tables;

use std::path::PathBuf;

/// Why nothing was trained.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("`{path}` cannot be read")]
    Read {
        /// The file.
        path: PathBuf,
        /// What stood in the way.
        #[source]
        source: std::io::Error,
    },
    /// A line of a table is not CSV.
    #[error("line {line} of `{path}` cannot be read as CSV")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1; 0 where it is not known.
        line: u64,
        /// What stood in the way.
        #[source]
        source: csv::Error,
    },
    /// A column is not there.
    #[error("`{path}` has no column `{column}`; it has {columns}")]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// The columns that there are.
        columns: String,
    },
    /// The texts do not show both sides of a label.
    #[error("label `{label}` is on {positive} of {texts} texts: some with it and some without it are needed")]
    OneSided {
        /// The label.
        label: String,
        /// Texts with it.
        positive: usize,
        /// All texts.
        texts: usize,
    },
    /// A table does not say what it should.
    #[error("`{path}`: {message}")]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// The model was not trained, or its table not written.
    #[error(transparent)]
    Training(#[from] saring_linear::train::Error),
}
