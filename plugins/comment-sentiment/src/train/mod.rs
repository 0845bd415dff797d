//! Training the model's tables on labelled comments, natively.

pub mod data;
pub mod fit;
pub mod quantify;
