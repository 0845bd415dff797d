//! The mappings that come with the product, and the spreadsheet template.

use super::mapping::{Mapping, MappingError};

/// Names and texts of the built-in mappings.
pub const BUILTIN: &[(&str, &str)] = &[
    ("hypeauditor", include_str!("../../../../rules/mappings/hypeauditor.toml")),
    ("insightiq", include_str!("../../../../rules/mappings/insightiq.toml")),
    ("instafake", include_str!("../../../../rules/mappings/instafake.toml")),
    ("instagram-graph", include_str!("../../../../rules/mappings/instagram-graph.toml")),
    ("list", include_str!("../../../../rules/mappings/list.toml")),
    ("modash", include_str!("../../../../rules/mappings/modash.toml")),
    ("modash-report", include_str!("../../../../rules/mappings/modash-report.toml")),
    ("template", include_str!("../../../../rules/mappings/template.toml")),
    ("tiktok", include_str!("../../../../rules/mappings/tiktok.toml")),
    ("youtube-data", include_str!("../../../../rules/mappings/youtube-data.toml")),
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
