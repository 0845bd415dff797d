//! What a brief says, and what it leaves unsaid.

mod contradiction;

use std::collections::BTreeSet;

use saring_model::campaign::Brief;

use crate::text::fold;

pub use contradiction::{Contradiction, Wording, contradictions, words_compared};

/// The items of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The brand's story.
    BrandStory,
    /// The campaign's narrative.
    CampaignNarrative,
    /// Messages that must come across.
    MessagingPillars,
    /// What must not be said or shown.
    Guardrails,
    /// Room that the creator has.
    Freedom,
    /// Hashtags, tags, disclosure and call to action.
    Mandatory,
    /// What the product is worth, and what sets it apart.
    ValueAndUsp,
    /// Do and don't.
    DoAndDont,
    /// Content to take as a reference.
    ReferenceContent,
    /// Dates of the work.
    Timeline,
    /// Most revisions that the creator accepts.
    RevisionLimit,
}

/// What must be in every post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// A hashtag.
    Hashtag,
    /// An account to tag.
    Tag,
    /// How the partnership is disclosed.
    Disclosure,
    /// What the audience is asked to do.
    CallToAction,
}

/// What counts as said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms {
    /// Texts that stand where something is yet to be said, such as `tbd`; one of several words may go on.
    pub placeholders: Vec<String>,
    /// Fewest words of a story, a narrative or a value.
    pub words_min: f64,
    /// Fewest and most messages that come across.
    pub pillars: (f64, f64),
}

impl Item {
    /// Every item with its name.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::BrandStory, "brand-story"),
        (Self::CampaignNarrative, "campaign-narrative"),
        (Self::MessagingPillars, "messaging-pillars"),
        (Self::Guardrails, "guardrails"),
        (Self::Freedom, "freedom"),
        (Self::Mandatory, "mandatory"),
        (Self::ValueAndUsp, "value-and-usp"),
        (Self::DoAndDont, "do-and-dont"),
        (Self::ReferenceContent, "reference-content"),
        (Self::Timeline, "timeline"),
        (Self::RevisionLimit, "revision-limit"),
    ];

    /// The item of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(item, _)| *item)
    }
}

impl Due {
    /// Everything that must be in a post, with its name.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Hashtag, "hashtag"),
        (Self::Tag, "tag"),
        (Self::Disclosure, "disclosure"),
        (Self::CallToAction, "call-to-action"),
    ];

    /// How many texts the brief has of it.
    pub fn count(self, brief: &Brief) -> usize {
        self.texts(brief).len()
    }

    /// What the brief says of it.
    fn texts(self, brief: &Brief) -> Vec<&str> {
        let Some(mandatory) = &brief.mandatory else { return Vec::new() };
        match self {
            Self::Hashtag => texts(mandatory.hashtags.as_deref()),
            Self::Tag => texts(mandatory.tags.as_deref()),
            Self::Disclosure => mandatory.disclosure.as_deref().into_iter().collect(),
            Self::CallToAction => mandatory.call_to_action.as_deref().into_iter().collect(),
        }
    }
}

impl Terms {
    /// Whether a text says something: a letter or a digit, and no placeholder.
    fn is_said(&self, text: &str) -> bool {
        let said = bare(text);
        let stands_in = |placeholder: &String| {
            let placeholder = bare(placeholder);
            said == placeholder || (placeholder.contains(' ') && said.starts_with(&placeholder))
        };
        !said.is_empty() && !self.placeholders.iter().any(stands_in)
    }

    fn is_told(&self, text: Option<&str>) -> bool {
        text.is_some_and(|text| self.is_said(text) && text.split_whitespace().count() as f64 >= self.words_min)
    }

    /// How many different texts of a list say something.
    fn said(&self, list: &[&str]) -> usize {
        list.iter().filter(|text| self.is_said(text)).map(|text| bare(text)).collect::<BTreeSet<_>>().len()
    }

    /// Whether the brief says something that must be in every post.
    pub fn has(&self, brief: &Brief, due: Due) -> bool {
        self.said(&due.texts(brief)) > 0
    }

    /// How many entries an item has that say something, each counted once.
    pub fn entries(&self, brief: &Brief, item: Item) -> usize {
        let told = |text: Option<&str>| usize::from(self.is_told(text));
        match item {
            Item::BrandStory => told(brief.brand_story.as_deref()),
            Item::CampaignNarrative => told(brief.campaign_narrative.as_deref()),
            Item::ValueAndUsp => told(brief.value_and_usp.as_deref()),
            Item::MessagingPillars => self.said(&texts(brief.messaging_pillars.as_deref())),
            Item::Guardrails => self.said(&texts(brief.guardrails.as_deref())),
            Item::Freedom => self.said(&texts(brief.freedom.as_deref())),
            Item::DoAndDont => self.said(&texts(brief.do_and_dont.as_deref())),
            Item::ReferenceContent => self.said(&texts(brief.reference_content.as_deref())),
            Item::Mandatory => Due::ALL.iter().filter(|(due, _)| self.has(brief, *due)).count(),
            Item::Timeline => {
                let milestones = brief.timeline.as_deref().unwrap_or_default();
                self.said(&milestones.iter().map(|milestone| milestone.what.as_str()).collect::<Vec<_>>())
            }
            Item::RevisionLimit => usize::from(brief.revision_limit.is_some()),
        }
    }

    /// How much of an item is filled, 0 to 1: the four mandatory things count a quarter each, messages only within
    /// their bounds, and of everything else one entry is enough. Source: domain 6.6.
    pub fn filled(&self, brief: &Brief, item: Item) -> f64 {
        let entries = self.entries(brief, item) as f64;
        match item {
            Item::Mandatory => entries / Due::ALL.len() as f64,
            Item::MessagingPillars => f64::from(u8::from((self.pillars.0..=self.pillars.1).contains(&entries))),
            _ => entries.min(1.0),
        }
    }

    /// How much of all eleven items is filled, 0 to 1.
    pub fn completeness(&self, brief: &Brief) -> f64 {
        let filled: f64 = Item::ALL.iter().map(|(item, _)| self.filled(brief, *item)).sum();
        filled / Item::ALL.len() as f64
    }
}

/// Bytes of all texts of a brief: what reading it costs.
pub fn text_bytes(brief: &Brief) -> usize {
    let prose = [&brief.brand_story, &brief.campaign_narrative, &brief.value_and_usp];
    let lists =
        [&brief.messaging_pillars, &brief.guardrails, &brief.freedom, &brief.do_and_dont, &brief.reference_content];
    let milestones = brief.timeline.as_deref().unwrap_or_default().iter().map(|milestone| milestone.what.len());
    let mandatory = Due::ALL.iter().flat_map(|(due, _)| due.texts(brief)).map(str::len);
    let prose = prose.into_iter().flatten().map(|text| text.len());
    let lists = lists.into_iter().flat_map(|list| texts(list.as_deref())).map(str::len);
    prose.chain(lists).chain(milestones).chain(mandatory).sum()
}

fn texts<T: std::ops::Deref<Target = str>>(list: Option<&[T]>) -> Vec<&str> {
    list.unwrap_or_default().iter().map(|text| &**text).collect()
}

/// A text without case, diacritics, outer punctuation and runs of white space.
fn bare(text: &str) -> String {
    let folded = fold(text);
    let inner = folded.trim_matches(|char: char| !char.is_alphanumeric());
    inner.split_whitespace().collect::<Vec<_>>().join(" ")
}
