//! Limits of import, with their units in their names.

/// Largest file that is read at once, in bytes (512 MiB).
pub const INPUT_BYTES_MAX: usize = 512 << 20;
/// Most bytes that the parts of a workbook have together once they are unpacked (512 MiB).
pub const UNPACKED_BYTES_MAX: u64 = 512 << 20;
/// Most sheets of a workbook.
pub const SHEETS_MAX: usize = 256;
/// Most cells that are read of a workbook, over all its sheets.
pub const CELLS_MAX: usize = 5_000_000;
/// Most columns of a table: those of a spreadsheet.
pub const COLUMNS_MAX: usize = 16_384;
/// Most areas of merged cells in a sheet.
pub const MERGED_MAX: usize = 10_000;
/// Rows from the top of a sheet among which its header is looked for.
pub const HEADER_ROWS_MAX: usize = 50;
/// Largest index in a path of a mapping.
pub const INDEX_MAX: usize = 999;
/// Most rows that refer to nobody for which a similar identifier is looked for.
pub const NEAREST_MAX: usize = 1_000;
/// Most conflicts of a merge that are listed; the rest are counted.
pub const CONFLICTS_MAX: usize = 100_000;
/// Most characters of a value that a conflict shows.
pub const CONFLICT_CHARS_MAX: usize = 200;
/// Most rows of a file in one request: as many creators as a roster has.
pub const REQUEST_ROWS_MAX: u64 = saring_model::limits::CREATORS_MAX as u64;
/// Largest mapping that comes with a request, in bytes (256 KiB).
pub const MAPPING_BYTES_MAX: usize = 256 << 10;
/// Most characters of a value that a message quotes.
pub const QUOTE_CHARS_MAX: usize = 60;
