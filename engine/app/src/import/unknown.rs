//! What cells say where nobody knows the value.

/// Texts that mean unknown where a mapping does not list its own.
pub(super) const WORDS: [&str; 9] = ["", "-", "--", "–", "—", "n/a", "n/a'", "null", "?"];

/// Texts that mean unknown where a number is due; elsewhere `Nan` is a name and `NA` a country.
const NO_NUMBERS: [&str; 7] = ["na", "nan", "none", "unknown", "hidden", "tba", "tidak ada"];

/// Whether a text stands for a number that is not known.
pub(super) fn is_no_number(text: &str) -> bool {
    NO_NUMBERS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a cell is the error of a formula, in the language of any spreadsheet program: `#VALUE!`, `#VALOR!`, `#N/A`.
pub(super) fn is_formula_error(text: &str) -> bool {
    let Some(name) = text.strip_prefix('#') else { return false };
    let named =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_uppercase() || matches!(c, '¡' | '/' | '0' | '_'));
    match name.strip_suffix(['!', '?']) {
        Some(name) => named(name),
        None => matches!(name, "N/A" | "N/D" | "NV"),
    }
}
