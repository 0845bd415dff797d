//! What stands between the cells of a delimited table.

use csv::ReaderBuilder;

const DELIMITERS: [u8; 4] = *b",;\t|";
/// Bytes and rows from the beginning that are looked at.
const SAMPLE_BYTES: usize = 1 << 16;
const SAMPLE_ROWS: usize = 50;

/// The delimiter that cuts most of the first rows into the same number of cells, more than one.
pub(super) fn delimiter_of(input: &[u8]) -> u8 {
    let sample = input.get(..SAMPLE_BYTES).unwrap_or(input);
    let mut best = (b',', (0, 0));
    for delimiter in DELIMITERS {
        let worth = agreement(sample, delimiter);
        if worth > best.1 {
            best = (delimiter, worth);
        }
    }
    best.0
}

/// How many rows have the commonest number of cells beyond one, and that number.
fn agreement(sample: &[u8], delimiter: u8) -> (usize, usize) {
    let reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(sample);
    let rows = reader.into_byte_records().map_while(Result::ok).take(SAMPLE_ROWS);
    let mut lengths: Vec<usize> = rows.map(|row| row.len()).filter(|length| *length > 1).collect();
    lengths.sort_unstable();
    let groups = lengths.chunk_by(|a, b| a == b);
    groups.map(|group| (group.len(), group.first().copied().unwrap_or(0))).max().unwrap_or((0, 0))
}

/// The delimiter of a first line such as `sep=;`, which Excel reads, and the bytes of that line.
pub(super) fn announced(input: &[u8]) -> Option<(u8, usize)> {
    let line = input.split(|byte| *byte == b'\n').next()?;
    let text = line.strip_suffix(b"\r").unwrap_or(line);
    let text = text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).unwrap_or(text);
    let delimiter = match text.strip_prefix(b"sep=").or_else(|| text.strip_prefix(b"SEP="))? {
        [byte] if byte.is_ascii() => *byte,
        _ => return None,
    };
    Some((delimiter, (line.len() + 1).min(input.len())))
}
