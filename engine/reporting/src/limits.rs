//! Bounds on what is shown.

/// Most bars of a chart; the greatest are shown.
pub(crate) const BARS_MAX: usize = 20;
/// Most characters of a label in a chart.
pub(crate) const LABEL_CHARS_MAX: usize = 30;
/// Most findings and missing fields that are listed.
pub(crate) const LINES_MAX: usize = 12;
/// Most creators whose layers are shown side by side.
pub(crate) const LAYERED_MAX: usize = 30;
/// Most characters of a cell of a workbook, by the file format.
pub(crate) const WORKBOOK_CELL_CHARS_MAX: usize = 32_767;
/// Most characters of a sheet's name, by the file format.
pub(crate) const SHEET_NAME_CHARS_MAX: usize = 31;
/// Largest whole number that a cell of a workbook holds exactly.
pub(crate) const WORKBOOK_EXACT_MAX: f64 = 9_007_199_254_740_992.0;
/// Most figures of tiers, platforms and creators that stand side by side.
pub(crate) const PART_FIGURES_MAX: usize = 6;
