//! Writing data: to stdout, or to a file that is there whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input::{STDIN, reason};

/// Writes data to a file, or to stdout where none is named or its name is `-`.
pub fn data(to: Option<&PathBuf>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match to.filter(|path| path.as_os_str() != STDIN) {
        Some(path) => file(path, write).map_err(|error| failed(&path.display().to_string(), &error)),
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            write(&mut out).and_then(|()| out.flush()).map_err(|error| failed("stdout", &error))
        }
    }
}

/// Writes a file beside its place first, so that nobody ever reads half of it.
fn file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A pipe or a device cannot be replaced, and must not be.
    if path.metadata().is_ok_and(|known| !known.is_file()) {
        let mut out = BufWriter::new(File::options().write(true).open(path)?);
        return write(&mut out).and_then(|()| out.flush());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".saring-").suffix(".partial");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut out = BufWriter::new(builder.tempfile_in(folder)?);
    write(&mut out)?;
    let done = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    done.persist(path).map(drop).map_err(|error| error.error)
}

/// Why something could not be written; a reader who wants no more is no error.
pub fn failed(name: &str, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    Failure::new("output-unwritable", format!("cannot write `{name}`: {}", reason(error)))
        .help("check that the folder exists and can be written to, and that the disk is not full")
}
