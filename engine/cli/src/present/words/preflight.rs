//! The words of preflight.

/// What preflight is labelled with, in one language.
#[derive(Debug)]
pub struct PreflightWords {
    pub questions: &'static str,
    pub checks: &'static str,
    pub chosen: &'static str,
    pub events: &'static str,
    pub checked_by: &'static str,
}

pub(super) const ENGLISH: PreflightWords = PreflightWords {
    questions: "Ask before it begins",
    checks: "checks",
    chosen: "chosen",
    events: "events",
    checked_by: "Checked by",
};

pub(super) const INDONESIAN: PreflightWords = PreflightWords {
    questions: "Tanyakan sebelum mulai",
    checks: "pemeriksaan",
    chosen: "terpilih",
    events: "peristiwa",
    checked_by: "Diperiksa dengan",
};
