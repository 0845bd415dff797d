//! The bearer token: read from a file once, compared in constant time.

use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use sha2::{Digest, Sha256};

use crate::limits::{TOKEN_BYTES_MIN, TOKEN_FILE_BYTES_MAX};
use crate::problem::{Problem, ProblemCode};

/// Why a token file is refused.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The file cannot be read.
    #[error("cannot read the token file `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The token could be guessed.
    #[error("the token in `{}` has {bytes} bytes, where at least {TOKEN_BYTES_MIN} are needed", path.display())]
    TooShort {
        /// The file.
        path: PathBuf,
        /// Length of its first line, without blanks around it.
        bytes: usize,
    },
    /// The token cannot be sent in a header.
    #[error("the token in `{}` has characters that no header can carry", path.display())]
    Unprintable {
        /// The file.
        path: PathBuf,
    },
}

impl TokenError {
    /// How to put it right.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "give a file that this user can read",
            Self::TooShort { .. } => "write a long random token on its first line: `openssl rand -hex 32 > token`",
            Self::Unprintable { .. } => "use letters, digits and punctuation of ASCII, without blanks",
        }
    }
}

/// What stands between a stranger and the service.
#[derive(Debug, Clone)]
pub(crate) enum Guard {
    /// Everyone who reaches the address may ask.
    Open,
    /// Only who knows the token; its digest is kept, not the token.
    Token([u8; 32]),
}

impl Guard {
    /// Reads the first line of a token file.
    pub(crate) fn from_file(path: &Path) -> Result<Self, TokenError> {
        let unreadable = |source| TokenError::Unreadable { path: path.to_owned(), source };
        let mut text = String::new();
        let file = File::open(path).map_err(unreadable)?;
        warn_if_shared(path, &file);
        file.take(TOKEN_FILE_BYTES_MAX).read_to_string(&mut text).map_err(unreadable)?;
        let token = text.lines().next().unwrap_or_default().trim();
        if token.len() < TOKEN_BYTES_MIN {
            return Err(TokenError::TooShort { path: path.to_owned(), bytes: token.len() });
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Unprintable { path: path.to_owned() });
        }
        Ok(Self::Token(digest(token.as_bytes())))
    }

    /// Lets a request pass, or says why not.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Self::Token(expected) = self else { return Ok(()) };
        let refused = |detail: &str| {
            Problem::new(ProblemCode::Unauthorized, detail)
                .help("send `Authorization: Bearer <token>` with the token of the service's token file")
        };
        let Some(value) = headers.get(AUTHORIZATION) else {
            return Err(refused("the request has no `Authorization` header"));
        };
        let token = bearer(value.as_bytes()).ok_or_else(|| refused("the `Authorization` header is no bearer token"))?;
        if same(&digest(token), expected) { Ok(()) } else { Err(refused("the bearer token is not the right one")) }
    }
}

/// The token after `Bearer`, whose letter case does not matter (RFC 9110, 11.1).
fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(b"bearer ".len())?;
    scheme.eq_ignore_ascii_case(b"bearer ").then(|| token.trim_ascii())
}

fn digest(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Looks at every byte whatever it finds, so that time tells nothing about the token.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    std::hint::black_box(a.iter().zip(b).fold(0, |differing, (a, b)| differing | (a ^ b))) == 0
}

#[cfg(unix)]
fn warn_if_shared(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let shared = file.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0);
    if shared {
        tracing::warn!(path = %path.display(), "other users of this machine can reach the token file: chmod 600");
    }
}

#[cfg(not(unix))]
fn warn_if_shared(_: &Path, _: &File) {}

/// Whether only programs of this machine reach the address.
pub(crate) fn is_local(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}
