//! What a mapping knows of one column: the field that it goes to, and how it is written.

use saring_model::catalogue::{self, catalogue};

use super::target::catalogue_path;
use super::{Field, From, How, Mapping};
use crate::import::convert::Unit;
use crate::import::path::Segment;

/// A column as a mapping reads it.
pub(in crate::import) struct Column<'m> {
    /// The field that its values go to; of an amount, the money.
    pub(in crate::import) field: &'static catalogue::Field,
    /// Of one of many columns of a pattern, the list whose items they are.
    pub(in crate::import) list: Option<&'static catalogue::Field>,
    pub(in crate::import) is_amount: bool,
    pub(in crate::import) unit: Option<&'m Unit>,
    pub(in crate::import) required: bool,
}

impl Mapping {
    /// The first field that a column goes to.
    pub(in crate::import) fn column(&self, name: &str) -> Option<Column<'_>> {
        let own = self.fields.iter().find_map(|field| column(field, name, "creator"));
        let patterned = || {
            self.lists.iter().find_map(|list| match &list.how {
                How::Columns { prefix, suffix, .. } if name.starts_with(prefix) && name.ends_with(suffix) => {
                    let list_path = catalogue_path("creator", &list.into.path.segments);
                    let block = format!("{list_path}[]");
                    let field = list.fields.iter().find_map(|field| column(field, "value", &block))?;
                    Some(Column { list: catalogue().find(&list_path), ..field })
                }
                _ => None,
            })
        };
        own.or_else(patterned)
    }
}

fn column<'m>(field: &'m Field, name: &str, block: &str) -> Option<Column<'m>> {
    let reads = |from: &From| matches!(from, From::Path(path) if path.segments == [Segment::Key(name.to_owned())]);
    let source = field.sources.iter().find(|source| reads(&source.from))?;
    let path = catalogue_path(block, &field.target.path.segments);
    let whole = || path.rsplit_once('.').and_then(|(money, _)| catalogue().find(money));
    Some(Column {
        field: catalogue().find(&path).or_else(whole)?,
        list: None,
        is_amount: field.target.is_amount,
        unit: source.unit.as_ref(),
        required: source.required,
    })
}
