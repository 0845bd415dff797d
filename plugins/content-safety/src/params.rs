//! What a pack may set.
//!
//! All but the last two are those of the standard pack's `content_red_flags.rhai`, which stands behind this plugin, with
//! the same meaning and default; a test holds both to each other.

use saring_plugin::{About, Param};
use serde::Deserialize;

/// Values of the params; [`declared`] says what each means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "each is documented where it is declared")]
pub struct Params {
    pub posts_min: f64,
    pub posts_ref: f64,
    pub trust_half_life_days: f64,
    pub window_days: f64,
    pub sure: f64,
    pub confidence_unsaid: f64,
    pub half_life_days: f64,
    pub scale: f64,
    pub blocked_weight: f64,
    pub languages: Vec<String>,
    pub foreign_share_max: f64,
    pub caption_trust: f64,
    pub characters_max: usize,
}

/// The plugin's description with its params.
pub(crate) fn declared(about: About) -> About {
    let of_rule = [
        Param::integer("posts_min", 30)
            .unit("posts")
            .min(1.0)
            .doc("Fewest posts that were looked at.")
            .source("domain rule 3.1"),
        Param::integer("posts_ref", 60).unit("posts").min(1.0).doc("This many such posts are trusted fully."),
        Param::number("trust_half_life_days", 90.0)
            .unit("days")
            .min(1.0)
            .doc("Confidence halves as the posts' facts get this much older."),
        Param::integer("window_days", 1095)
            .unit("days")
            .min(1.0)
            .doc("Posts of this many days count: 36 months.")
            .source("CreatorIQ brand safety (support.creatoriq.com 20249354898445)"),
        Param::fraction("sure", 0.5)
            .doc("A finding rejects from this confidence on. A Floor finding below it is a warning."),
        Param::fraction("confidence_unsaid", 1.0)
            .doc("Confidence of a finding that gives none: whoever states it stands by it."),
        Param::number("half_life_days", 365.0)
            .unit("days")
            .min(1.0)
            .doc("A finding weighs half as much every so many days.")
            .source("domain rule 3.1"),
        Param::number("scale", 30.0)
            .unit("load")
            .min(0.1)
            .doc("Load per hundred posts at which 37 points are left.")
            .source("domain rule 3.1"),
        Param::number("blocked_weight", 12.0)
            .unit("load")
            .min(0.0)
            .doc("Weight of a post about a topic that the brand refuses: as much as a finding at high risk."),
        Param::list("languages", ["id", "en"]).doc("Languages that the classifier knows."),
        Param::fraction("foreign_share_max", 0.2)
            .doc("Above this share of posts in other languages nothing can be said.")
            .source("domain rule 3.1"),
    ];
    let own = [
        Param::fraction("caption_trust", 0.5)
            .doc("What a post whose caption alone was read adds to the trust beside one that was looked at."),
        Param::integer("characters_max", 6_000)
            .unit("characters")
            .min(0.0)
            .doc("Captions and hashtags are read up to this length, newest post first; the rest stays unread.")
            .source("measured: 7 of the 10 million units of fuel that a creator may cost"),
    ];
    of_rule.into_iter().chain(own).fold(about, About::param)
}
