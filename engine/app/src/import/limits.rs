//! Limits of import, with their units in their names.

/// Largest file that is read at once, in bytes (512 MiB).
pub const INPUT_BYTES_MAX: usize = 512 << 20;
/// Largest index in a path of a mapping.
pub const INDEX_MAX: usize = 999;
/// Most characters of a value that a message quotes.
pub const QUOTE_CHARS_MAX: usize = 60;
