//! What the program's end says to the program that called it.

use std::process;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitCode {
    /// It did what it was asked, and nothing speaks against the result.
    Done,
    /// It did what it was asked, and the answer is no: everybody is rejected, or a check failed.
    Negative,
    /// What was typed or given cannot be used. Nothing was decided, and no file was written.
    Refused,
}

impl From<ExitCode> for process::ExitCode {
    fn from(code: ExitCode) -> Self {
        match code {
            ExitCode::Done => Self::SUCCESS,
            ExitCode::Negative => Self::from(1),
            ExitCode::Refused => Self::from(2),
        }
    }
}
