//! The sheets of the template workbook. What their columns mean is data: mappings and example rows.

use crate::import::mapping::{Mapping, MappingError};

/// Prefix of the identifiers of example rows, which are no data.
pub(super) const EXAMPLE: &str = "example:";
/// The sheet whose rows are the creators; the rows of all others refer to them.
pub(super) const CREATORS: &str = "creators";
/// Instructions, in two languages side by side.
pub(super) const READ_ME: &str = include_str!("../../../../../rules/mappings/workbook/read_me.csv");

/// A sheet of the template workbook.
pub(super) struct SheetKind {
    pub(super) name: &'static str,
    /// Names and texts of the mappings that read it.
    mappings: &'static [(&'static str, &'static str)],
    /// The header and example rows, as CSV.
    pub(super) example: &'static str,
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../../../rules/mappings/", $name))
    };
}

/// The sheets in their order; creators come first.
pub(super) const SHEETS: &[SheetKind] = &[
    SheetKind {
        name: CREATORS,
        mappings: &[("template", file!("template.toml"))],
        example: file!("workbook/creators.csv"),
    },
    SheetKind {
        name: "rates",
        mappings: &[("workbook/rates", file!("workbook/rates.toml"))],
        example: file!("workbook/rates.csv"),
    },
    SheetKind {
        name: "ratings",
        mappings: &[("workbook/ratings", file!("workbook/ratings.toml"))],
        example: file!("workbook/ratings.csv"),
    },
    SheetKind {
        name: "past campaigns",
        mappings: &[("workbook/past_campaigns", file!("workbook/past_campaigns.toml"))],
        example: file!("workbook/past_campaigns.csv"),
    },
    SheetKind {
        name: "relationship",
        mappings: &[
            ("workbook/relationship", file!("workbook/relationship.toml")),
            ("workbook/no_exclusivity", file!("workbook/no_exclusivity.toml")),
        ],
        example: file!("workbook/relationship.csv"),
    },
];

impl SheetKind {
    /// The mappings of the sheet.
    ///
    /// # Errors
    /// What is wrong with their texts; a test keeps them right.
    pub(super) fn mappings(&self) -> Result<Vec<Mapping>, Vec<MappingError>> {
        let parse = |(name, text): &(&str, &str)| Mapping::parse(text, &format!("rules/mappings/{name}.toml"));
        self.mappings.iter().map(parse).collect()
    }

    /// The names of the columns, in their order.
    pub(super) fn columns(&self) -> Vec<String> {
        records(self.example).into_iter().next().unwrap_or_default()
    }
}

/// The rows of a CSV text of the product's own.
pub(super) fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}
