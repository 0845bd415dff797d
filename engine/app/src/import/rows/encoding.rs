//! From bytes to UTF-8: byte order marks, UTF-16, and the Windows code page of western spreadsheets.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::super::problem::Refused;

/// How a text file writes its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding of a name such as `utf-8`, `utf-16le`, `windows-1252` or `iso-8859-1`; `None` where none has it.
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(Self)
    }

    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// A text in UTF-8 without a byte order mark; bytes that are no text stay only where most of the file is UTF-8.
pub(super) struct Decoded<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) warning: Option<String>,
}

/// Decodes a text file in the encoding that was told, or in the one that it shows.
pub(super) fn decode(input: &[u8], told: Option<Encoding>) -> Result<Decoded<'_>, Refused> {
    let found = encoding_rs::Encoding::for_bom(input).map(|(encoding, _)| encoding);
    let encoding = found.or(told.map(|told| told.0)).or_else(|| utf_16(input)).unwrap_or_else(|| utf_8_or_not(input));
    let decoded = if encoding == UTF_8 {
        Cow::Borrowed(input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input))
    } else {
        let (text, _, damaged) = encoding.decode(input);
        if damaged {
            return Err(Refused::NotEncoded(encoding.name()));
        }
        Cow::Owned(text.into_owned().into_bytes())
    };
    if let Some(at) = decoded.iter().position(|byte| *byte == 0) {
        let before = decoded.get(..at).unwrap_or_default();
        return Err(Refused::Nul { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 });
    }
    let guessed = found.is_none() && told.is_none() && encoding != UTF_8;
    let warning = guessed.then(|| {
        let name = encoding.name().to_lowercase();
        format!("the file is not UTF-8 and was read as {name}: check names with accents, or give `--encoding`")
    });
    Ok(Decoded { bytes: decoded, warning })
}

/// Bytes at the beginning that show UTF-16 without a mark.
const SAMPLE_BYTES: usize = 4096;

/// UTF-16 without a mark: of the pairs of plain text one byte is zero, always the same one.
fn utf_16(input: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = input.get(..input.len().min(SAMPLE_BYTES)).unwrap_or_default();
    let pairs = sample.len() / 2;
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).take(pairs).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let mostly = |zeros: usize, others: usize| zeros * 10 >= pairs * 6 && others * 20 <= pairs && pairs > 1;
    if mostly(second, first) {
        Some(UTF_16LE)
    } else if mostly(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8, unless more of the bytes beyond ASCII are no UTF-8 than are: one broken cell makes no other encoding.
fn utf_8_or_not(input: &[u8]) -> &'static encoding_rs::Encoding {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in input.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if wrong > right { WINDOWS_1252 } else { UTF_8 }
}
