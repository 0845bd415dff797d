//! Import: every kind of source, every unit trap, every reason to reject, and that no row is ever lost.

mod conservation;
mod dates;
mod encodings;
mod events;
mod exports;
mod files;
mod guess;
mod instafake;
mod language;
mod lists;
mod mappings;
mod merge;
mod numbers;
mod providers;
mod rejections;
mod sources;
mod template;
mod traps;
pub(crate) mod workbook;
mod workbooks;

use saring_app::import::{Imported, Mapping, Options, Refused, import};
use serde_json::Value;

/// A mapping of a format, with more fields and lists than the identifier and the platform.
fn mapping(format: &str, head: &str, fields: &str, lists: &str) -> Mapping {
    let id = if format == "csv" { "id" } else { "user.id" };
    let text = format!(
        "[mapping]\nname = \"test\"\nformat = \"{format}\"\n{head}\n[fields]\n\"id\" = {{ from = \"{id}\", required = true }}\n\
         \"accounts[0].platform\" = {{ const = \"instagram\" }}\n{fields}\n{lists}\n"
    );
    Mapping::parse(&text, "test.toml").unwrap_or_else(|errors| panic!("{errors:#?}\n{text}"))
}

fn imported(input: &[u8], mapping: &Mapping) -> Imported {
    let imported = import(input, mapping, &Options::default()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(imported.rows_in, (imported.creators.len() + imported.rejected.len()) as u64, "rows are conserved");
    imported
}

fn refused(input: &[u8], mapping: &Mapping) -> Refused {
    import(input, mapping, &Options::default()).expect_err("the file should be refused")
}

/// The creators as JSON.
fn creators(imported: &Imported) -> Vec<Value> {
    assert_eq!(imported.rejected, vec![], "no row should be rejected");
    imported.creators.iter().map(|creator| serde_json::to_value(creator).expect("a creator is JSON")).collect()
}
