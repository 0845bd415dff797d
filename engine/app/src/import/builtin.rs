//! The mappings that come with the product, and the spreadsheet template.

use super::mapping::{Mapping, MappingError};

/// Names and texts of the built-in mappings.
pub const BUILTIN: &[(&str, &str)] = &[
    ("instafake", include_str!("../../../../rules/mappings/instafake.toml")),
    ("template", include_str!("../../../../rules/mappings/template.toml")),
];

/// The built-in mapping of a name.
///
/// # Errors
/// What is wrong with its text; a test keeps the built-in ones right.
pub fn builtin(name: &str) -> Option<Result<Mapping, Vec<MappingError>>> {
    let (name, text) = BUILTIN.iter().find(|(known, _)| *known == name)?;
    Some(Mapping::parse(text, &format!("rules/mappings/{name}.toml")))
}

/// The spreadsheet that the `template` mapping reads: a header and two example rows.
pub fn template_csv() -> &'static str {
    include_str!("template.csv")
}
