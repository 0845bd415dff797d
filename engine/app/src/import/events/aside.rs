//! What stands in exports and is no event: comments, headers again, sums below the rows, orders that were paid back; and
//! words that nobody knows.

use saring_model::timeline::{Event, What};
use serde_json::Value;

use super::super::build::Built;
use super::super::convert::{cell_text, is_unknown_word};
use super::super::mapping::{Form, From};
use super::super::numbers;
use super::super::problem::{Problem, ProblemCode};
use super::super::rows::Row;
use super::super::run::SUMS;
use super::super::units::folded;

/// Most characters of a word that is told.
const WORD_CHARS_MAX: usize = 60;

/// Why a line of a table is no row, where it is none.
pub(super) fn no_row(row: &Row<'_>, columns: &[String]) -> Option<&'static str> {
    let (first, rest) = columns.split_first()?;
    let text = |content: &Value, column: &String| content.get(column).map(|cell| cell_text(cell).trim().to_owned());
    let is_comment = row.raw.starts_with(b"# ") || row.raw.as_ref() == b"#";
    match &row.content {
        Err(Problem { code: ProblemCode::RaggedRow, .. }) => is_comment.then_some("comments"),
        Err(_) => None,
        Ok(content) => {
            let is_empty = |column: &String| text(content, column).is_none_or(|text| text.is_empty());
            let is_header = || columns.iter().all(|column| text(content, column).as_ref() == Some(column));
            if is_comment && rest.iter().all(is_empty) {
                Some("comments")
            } else {
                (text(content, first).as_ref() == Some(first) && is_header()).then_some("the header again")
            }
        }
    }
}

/// Whether the first cell of a row that is not empty is a word for a sum.
pub(super) fn begins_like_a_sum(row: &Value, columns: &[String]) -> bool {
    let mut cells = columns.iter().filter_map(|column| row.get(column)).map(|cell| folded(&cell_text(cell)));
    cells.find(|cell| !cell.is_empty()).is_some_and(|first| SUMS.contains(&first.as_str()))
}

/// Whether an order brought nothing, because all of it was paid back.
pub(super) fn is_paid_back(event: &Event, built: &Built<'_>) -> bool {
    let What::Order(order) = &event.what else { return false };
    let origin = built.origins.iter().find(|(place, _)| place == AMOUNT).map(|(_, origin)| origin);
    order.revenue.minor() == 0
        && origin.is_some_and(|origin| {
            !origin.source.minus.is_empty() && cell_text(&origin.raw).bytes().any(|byte| matches!(byte, b'1'..=b'9'))
        })
}

/// Whether the amount of an order is of all its rows together.
pub(super) fn is_whole(built: &Built<'_>) -> bool {
    built.origins.iter().any(|(place, origin)| place == AMOUNT && origin.source.is_whole)
}

const AMOUNT: &str = "/what/order/revenue/amount";

/// The words of a row that say whether something happened and that the mapping does not know, with their columns.
pub(super) fn unknown_words(form: &Form, row: &Value) -> Vec<(String, String)> {
    let fields = form.mapping.fields.iter().filter(|field| field.target.path.text == "let.pass");
    let mut words = Vec::new();
    for source in fields.flat_map(|field| &field.sources) {
        let From::Path(path) = &source.from else { continue };
        let word = path.get(row).map(|cell| cell_text(cell).trim().chars().take(WORD_CHARS_MAX).collect::<String>());
        let is_number = |word: &str| matches!(numbers::read(word, false, &Default::default()), Ok(Some(_)));
        words.extend(
            word.filter(|word| !word.is_empty() && !is_number(word) && is_unknown_word(source, word))
                .map(|word| (path.text.clone(), word)),
        );
    }
    words
}

impl Built<'_> {
    /// Whether the value at a place was read from the row, and not chosen for all.
    pub(super) fn is_of_row(&self, place: &str) -> bool {
        let origin = self.origins.iter().find(|(at, _)| at == place).map(|(_, origin)| origin);
        origin.is_some_and(|origin| matches!(origin.source.from, From::Path(_) | From::Template(_)))
    }
}
