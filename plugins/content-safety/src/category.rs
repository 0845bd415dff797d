//! What was found in a text: category, risk, certainty and place.

use std::ops::Range;

use crate::fold::{Source, Word};

/// Risk level of a finding (GARM, as carried by IAB Content Taxonomy 2.2), gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// `bsr001`: no advertising belongs beside it.
    Floor,
    /// `bsr002`.
    High,
    /// `bsr003`.
    Medium,
    /// `bsr004`.
    Low,
}

/// Every risk, gravest first, with its id in the IAB Content Taxonomy 2.2 and its name.
pub const RISKS: [(Risk, &str, &str); 4] = [
    (Risk::Floor, "bsr001", "floor"),
    (Risk::High, "bsr002", "high"),
    (Risk::Medium, "bsr003", "medium"),
    (Risk::Low, "bsr004", "low"),
];

impl From<saring_plugin::facts::Risk> for Risk {
    fn from(risk: saring_plugin::facts::Risk) -> Self {
        match risk {
            saring_plugin::facts::Risk::Floor => Self::Floor,
            saring_plugin::facts::Risk::High => Self::High,
            saring_plugin::facts::Risk::Medium => Self::Medium,
            saring_plugin::facts::Risk::Low => Self::Low,
        }
    }
}

impl Risk {
    /// The risk of a name, such as `high`.
    pub fn named(name: &str) -> Option<Self> {
        RISKS.iter().find(|(.., known)| *known == name).map(|(risk, ..)| *risk)
    }

    /// The name of the risk, such as `high`.
    pub fn name(self) -> &'static str {
        RISKS.iter().find(|(risk, ..)| *risk == self).map_or("", |(.., name)| name)
    }
}

/// Something in a post that a brand may not want to stand beside.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The category, such as `ID.JUDOL` or `j9PaO9`, without `garm:`.
    pub category: String,
    /// The risk.
    pub risk: Risk,
    /// How sure the finding is, 0 to 1.
    pub confidence: f64,
    /// Where it is.
    pub place: Place,
}

/// Where something stands in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: Source,
    /// The characters of the text, from 0; the end is not among them.
    pub at: Range<usize>,
}

impl Place {
    /// The place of some words, by their numbers: up to the last one in the same text as the first.
    pub(crate) fn of(words: &[Word], numbers: Range<usize>) -> Self {
        let chosen = words.get(numbers).unwrap_or_default();
        let Some(first) = chosen.first() else { return Self { source: Source::Caption, at: 0..0 } };
        let last = chosen.iter().rev().find(|word| word.source == first.source).unwrap_or(first);
        Self { source: first.source, at: first.at.start..last.at.end }
    }
}
