//! Reading what was given: files, and stdin as `-`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use saring_app::import::limits::INPUT_BYTES_MAX;
use saring_model::decode::{Document, decode};

use crate::failure::Failure;
use crate::notice::Notice;

/// The name of stdin where a file is asked for.
pub const STDIN: &str = "-";

/// The bytes of a file with its name.
#[derive(Debug)]
pub struct Source {
    /// The file as people know it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Reads a file, or stdin where its name is `-`.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let is_stdin = path.as_os_str() == STDIN;
        let name = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
        let mut bytes = Vec::new();
        // One byte more than is ever accepted, so that an endless input is refused for its size.
        let limit = INPUT_BYTES_MAX as u64 + 1;
        let read = if is_stdin {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        match read {
            Ok(_) => Ok(Self { name, bytes }),
            Err(error) => Err(unreadable(&name, &error)),
        }
    }

    /// The text of the file, without its byte order mark, where it is text.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes)).ok()
    }

    /// Decodes a document, or tells everything that is wrong with it.
    pub fn decode<T: Document>(&self) -> Result<T, Failure> {
        decode::<T>(&self.bytes)
            .map_err(|violations| self.invalid(T::NAME).details(Notice::of_violations(&violations, self)))
    }

    /// The file is not what it should be.
    pub fn invalid(&self, document: &str) -> Failure {
        Failure::new("invalid-document", format!("`{}` is not a valid {document}", self.name))
            .help(format!("put right what is listed below; `saring schema show {document}` says what is expected"))
    }
}

/// A file that cannot be read, and what to do about it.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    let (code, help) = match error.kind() {
        io::ErrorKind::NotFound => ("file-missing", "check the path; `-` reads from stdin"),
        io::ErrorKind::IsADirectory => ("file-unreadable", "give a file, not a folder"),
        io::ErrorKind::PermissionDenied => ("file-unreadable", "ask for the right to read the file"),
        _ => ("file-unreadable", "check that it is a file that can be read"),
    };
    Failure::new(code, format!("cannot read `{name}`: {}", reason(error))).help(help)
}

/// The system's words without its numbers.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = words.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Refuses paths that would read stdin twice.
pub fn check_stdin<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), Failure> {
    if paths.into_iter().filter(|path| path.as_os_str() == STDIN).count() > 1 {
        let failure = Failure::new("stdin-twice", "stdin is asked for more than once");
        return Err(failure.help("give all but one as files"));
    }
    Ok(())
}
