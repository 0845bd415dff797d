//! Training and measuring, natively: logistic regression, folds, figures with intervals, calibration, tables.

pub mod bootstrap;
pub mod calibrate;
pub mod folds;
pub mod logistic;
pub mod measure;
pub mod random;
pub mod table;

/// One labelled thing to learn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its features that are not 0: column and value, each column once.
    pub features: Vec<(u32, f64)>,
    /// The number of its class, from 0.
    pub class: usize,
}

/// Why a model was not trained or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing to learn from, or a class without samples.
    #[error("class {class} has no samples")]
    EmptyClass {
        /// Number of the class, from 0.
        class: usize,
    },
    /// The optimiser gave up.
    #[error("the optimiser found no better weights")]
    Optimiser(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A table was not written.
    #[error("`{path}` cannot be written")]
    Write {
        /// The file.
        path: String,
        /// What stood in the way.
        #[source]
        source: std::io::Error,
    },
}
