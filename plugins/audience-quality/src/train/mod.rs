//! Training: a model's table from labelled profiles, and how good it is on profiles that it has not seen.

mod fit;
mod profiles;
mod report;
mod validate;

pub use fit::{fit, rows};
pub use profiles::{DataError, Labelled, Labels, read};
pub use report::report;
pub use validate::{Called, Settings, Validation, validate};

/// Why nothing was trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    /// A file cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// There are too few profiles of a kind to put some into every fold.
    #[error("{found} different {kind} profiles are too few for {folds} folds")]
    TooFew {
        /// `fake` or `real`.
        kind: &'static str,
        /// How many there are.
        found: usize,
        /// How many folds were asked for.
        folds: usize,
    },
    /// Folds or seeds that make no validation.
    #[error("{folds} folds and {seeds} seeds make no cross-validation: 2 folds and 1 seed are the least")]
    Settings {
        /// How many folds were asked for.
        folds: usize,
        /// How many seeds were asked for.
        seeds: u64,
    },
    /// The optimiser failed, or the table cannot be written.
    #[error(transparent)]
    Linear(#[from] saring_linear::train::Error),
    /// What was trained is no model that could be used.
    #[error("the trained model is of no use")]
    Model(#[from] crate::model::ModelError),
}
