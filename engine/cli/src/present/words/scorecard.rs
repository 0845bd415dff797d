//! The words of scorecards.

/// What scorecards are labelled with, in one language.
#[derive(Debug)]
pub struct ScorecardWords {
    pub posts: &'static str,
    pub events: &'static str,
    pub figures_known: &'static str,
    pub targets: &'static str,
    pub reached: &'static str,
    pub missed: &'static str,
    pub unknown: &'static str,
    pub planned: &'static str,
    pub tiers: &'static str,
    pub platforms: &'static str,
    pub creators: &'static str,
    pub measured_by: &'static str,
}

pub(super) static ENGLISH: ScorecardWords = ScorecardWords {
    posts: "posts",
    events: "events",
    figures_known: "figures known",
    targets: "Targets",
    reached: "reached",
    missed: "missed",
    unknown: "unknown",
    planned: "planned",
    tiers: "By tier",
    platforms: "By platform",
    creators: "By creator",
    measured_by: "Measured by",
};

pub(super) static INDONESIAN: ScorecardWords = ScorecardWords {
    posts: "unggahan",
    events: "peristiwa",
    figures_known: "angka diketahui",
    targets: "Target",
    reached: "tercapai",
    missed: "tidak tercapai",
    unknown: "tidak diketahui",
    planned: "rencana",
    tiers: "Menurut tingkat",
    platforms: "Menurut platform",
    creators: "Menurut kreator",
    measured_by: "Diukur dengan",
};
