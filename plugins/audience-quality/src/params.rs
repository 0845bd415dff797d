//! What a pack may set.
//!
//! All but the last four are those of the standard pack's `audience_quality.rhai`, which stands behind this plugin, with
//! the same meaning and default; a test holds both to each other.

use saring_plugin::{About, Param};
use serde::Deserialize;

use crate::share::Accuracy;

/// Values of the params; [`declared`] says what each means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "each is documented where it is declared")]
pub struct Params {
    pub followers_weight: f64,
    pub comments_weight: f64,
    pub likes_weight: f64,
    pub credibility_points: Vec<f64>,
    pub fallback_confidence: f64,
    pub authentic_low: f64,
    pub authentic_high: f64,
    pub followers_min: f64,
    pub rules_failed: usize,
    pub failing_high: f64,
    pub failing_low: f64,
    pub sample_size_ref: f64,
    pub sample_size_unknown: f64,
    pub half_life_days: f64,
    pub age_days_unknown: f64,
    pub reported_confidence: f64,
    pub suspicious_max: f64,
    pub z: f64,
    pub mass_suspicious_max: f64,
    pub comments_min: f64,
    pub inauthentic_high: f64,
    pub inauthentic_low: f64,
    pub window: usize,
    pub posts_min: f64,
    pub settled_hours: f64,
    pub spread_low: f64,
    pub spread_high: f64,
    pub spread_odd_points: f64,
    pub rules_fake_found: f64,
    pub rules_fake_missed: f64,
    pub rules_real_found: f64,
    pub rules_real_missed: f64,
}

impl Params {
    /// How often the five rules are right.
    pub fn rules_accuracy(&self) -> Accuracy {
        Accuracy {
            fake_found: self.rules_fake_found,
            fake_missed: self.rules_fake_missed,
            real_found: self.rules_real_found,
            real_missed: self.rules_real_missed,
        }
    }
}

/// The plugin's description with its params.
pub fn declared(about: About) -> About {
    about_profiles(about_posts(about_suspicion(about_trust(about_followers(about)))))
}

fn about_followers(about: About) -> About {
    about
        .param(Param::fraction("followers_weight", 0.6).doc("Weight of what the followers are made of."))
        .param(Param::fraction("comments_weight", 0.25).doc("Weight of the comments."))
        .param(Param::fraction("likes_weight", 0.15).doc("Weight of the likes spread."))
        .param(
            Param::list("credibility_points", [0, 40, 65, 85, 100])
                .doc("Points at a credibility of 0 and at its 24th, 50th, 75th and 95th percentile.")
                .source("Proposal: who is below the 24th percentile fails"),
        )
        .param(
            Param::fraction("fallback_confidence", 0.7)
                .doc("Factor on the confidence where the population is a more general one than was asked for."),
        )
        .param(
            Param::fraction("authentic_low", 0.35)
                .doc("Share of real people and influencers with 0 points, where there is no credibility."),
        )
        .param(Param::fraction("authentic_high", 0.8).doc("Share of real people and influencers with 100 points."))
}

fn about_trust(about: About) -> About {
    about
        .param(
            Param::integer("sample_size_ref", 400)
                .unit("profiles")
                .min(1.0)
                .doc("So many profiles are trusted fully.")
                .source("Proposal: from 385 profiles on a share is known within 5 points at 95 %"),
        )
        .param(
            Param::integer("sample_size_unknown", 200)
                .unit("profiles")
                .min(1.0)
                .doc("How many profiles are assumed to have been looked at where nobody says.")
                .source("Proposal: no provider states its sample; this is as few as the check takes of raw profiles"),
        )
        .param(
            Param::number("half_life_days", 90.0)
                .unit("days")
                .min(1.0)
                .doc("Confidence halves as the make-up of the audience gets this much older.")
                .source("Modash refreshes audiences weekly to monthly; 90 days: Proposal"),
        )
        .param(
            Param::number("age_days_unknown", 30.0)
                .unit("days")
                .min(0.0)
                .doc("Age that is assumed of facts without a date."),
        )
        .param(
            Param::fraction("reported_confidence", 0.3)
                .doc("Confidence where only a provider's quality score is known.")
                .source("Proposal: its formula is not known"),
        )
}

fn about_suspicion(about: About) -> About {
    about
        .param(
            Param::fraction("suspicious_max", 0.3)
                .doc("Share of suspicious followers above which the check fails, at the lower bound of what the sample allows.")
                .source("Proposal: on average 22.2 % are (HypeAuditor 2019)"),
        )
        .param(
            Param::number("z", 1.96)
                .min(0.0)
                .max(5.0)
                .doc("Deviations of the lower bound.")
                .source("Wilson (1927); 1.96 for 95 %"),
        )
        .param(
            Param::fraction("mass_suspicious_max", 0.25)
                .doc("Share of mass followers and suspicious ones above which a person should look.")
                .source("Stellario (intercom.help/stellario 2821261); more than half of all accounts are above it"),
        )
}

fn about_posts(about: About) -> About {
    about
        .param(
            Param::integer("comments_min", 20)
                .unit("comments")
                .min(1.0)
                .doc("Fewest judged comments that count.")
                .source("HypeAuditor (help.hypeauditor.com 2541185): 1 to 3 of 20 are normal"),
        )
        .param(
            Param::fraction("inauthentic_high", 0.5)
                .doc("Share of comments that look bought with 0 points.")
                .source("HypeAuditor (help.hypeauditor.com 2541185): half or more is alarming"),
        )
        .param(
            Param::fraction("inauthentic_low", 0.1)
                .doc("Share of comments that look bought with 100 points.")
                .source("HypeAuditor (help.hypeauditor.com 2541185): 1 to 3 of 20 are normal"),
        )
        .param(
            Param::integer("window", 30)
                .unit("posts")
                .min(2.0)
                .max(100.0)
                .doc("How many of the newest posts the likes spread is taken of."),
        )
        .param(
            Param::integer("posts_min", 12).unit("posts").min(2.0).doc("Fewest posts with likes whose spread counts."),
        )
        .param(
            Param::number("settled_hours", 48.0)
                .unit("hours")
                .min(0.0)
                .doc("Age from which a post's numbers count.")
                .source("Instagram platform documentation: data up to 48 hours late"),
        )
        .param(
            Param::number("spread_low", 0.4)
                .min(0.0)
                .doc("Likes spread below which likes lie oddly close together.")
                .source(
                    "trendHERO (help.trendhero.io, likes spread): 40 to 100 % are normal; it prints no formula, and \
                     deviation over mean is a Proposal",
                ),
        )
        .param(
            Param::number("spread_high", 1.0)
                .min(0.0)
                .doc("Likes spread above which likes lie oddly far apart.")
                .source("trendHERO (help.trendhero.io, likes spread): a giveaway or advertising"),
        )
        .param(
            Param::number("spread_odd_points", 40.0)
                .unit("points")
                .min(0.0)
                .max(100.0)
                .doc("Points of an odd likes spread.")
                .source("Proposal: by itself it proves nothing"),
        )
}

fn about_profiles(about: About) -> About {
    let measured = "InstaFake, three of the five rules; measured in rules/README.md";
    let count =
        |name, profiles, doc| Param::integer(name, profiles).unit("profiles").min(0.0).doc(doc).source(measured);
    about
        .param(
            Param::integer("followers_min", 200)
                .unit("profiles")
                .min(1.0)
                .doc("Fewest sampled follower profiles that can be judged."),
        )
        .param(
            Param::integer("rules_failed", 3)
                .unit("rules")
                .min(1.0)
                .max(5.0)
                .doc("Rules of the five that an inauthentic profile fails at least.")
                .source("HypeAuditor and Modash; measured in rules/README.md"),
        )
        .param(
            Param::fraction("failing_high", 0.45)
                .doc("Share of inauthentic profiles in a sample with 0 points.")
                .source(
                    "Proposal: so that a share at which the check fails outright has fewer points than a pass or a warning",
                ),
        )
        .param(
            Param::fraction("failing_low", 0.05)
                .doc("Share of inauthentic profiles in a sample with 100 points.")
                .source("Proposal: the rules take 1.5 % of real profiles for inauthentic (measured in rules/README.md)"),
        )
        .param(count("rules_fake_found", 80, "Fake profiles that the rules found where their error was measured."))
        .param(count("rules_fake_missed", 38, "Fake profiles that the rules missed there."))
        .param(count("rules_real_found", 582, "Real profiles that the rules took for real there."))
        .param(count("rules_real_missed", 9, "Real profiles that the rules took for inauthentic there."))
}
