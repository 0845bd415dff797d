//! What a plugin is tried with: the arguments that several commands share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::plugins::TrialSetup;
use serde_json::Value;

use crate::failure::Failure;
use crate::input::Source;

/// Params and tables.
#[derive(Debug, clap::Args)]
pub struct TrialArgs {
    /// A param that is other than its default; may be given again. The value is JSON, or else a text.
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = param)]
    params: Vec<(String, Value)>,

    /// A table that the plugin is given, as CSV; may be given again. Its name is that of the file.
    #[arg(long = "table", value_name = "FILE")]
    tables: Vec<PathBuf>,
}

impl TrialArgs {
    /// Reads everything that was named.
    pub fn read(&self) -> Result<TrialSetup, Failure> {
        let tables = self.tables.iter().map(|path| {
            let bytes: Arc<[u8]> = Source::read(path)?.bytes.into();
            Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
        });
        Ok(TrialSetup {
            params: self.params.iter().cloned().collect(),
            tables: tables.collect::<Result<_, Failure>>()?,
        })
    }

    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.tables.iter().map(PathBuf::as_path)
    }
}

fn param(text: &str) -> Result<(String, Value), String> {
    let (name, value) = crate::request::choice(text).map_err(|_| "not a name and a value, such as `min_posts=6`")?;
    let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
    Ok((name, value))
}
