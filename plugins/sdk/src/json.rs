//! JSON into the author's own types.

use serde::de::DeserializeOwned;

/// Reads JSON, and names the field where it has not the form that is due.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let why = error.into_inner().to_string();
        // Where it stands in one long line helps nobody.
        let why = why.split(" at line ").next().unwrap_or_default().to_owned();
        if path == "." { why } else { format!("`{path}`: {why}") }
    })
}

/// Reads the params of a pack.
pub(crate) fn read_params<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    read(text).map_err(|error| format!("the params do not fit the plugin's struct: {error}"))
}
