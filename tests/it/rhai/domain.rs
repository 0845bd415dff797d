//! The field's own list: goals, layers, checks, tiers, triggers and events by their ids, and the inputs of every check's
//! formula.

use std::collections::BTreeSet;

use saring_model::catalogue::catalogue;
use saring_model::decode::decode;
use saring_model::timeline::Timeline;
use saring_pack::TriggerScope;
use saring_vocabulary::chronicle::Chronicle;

use super::standard;

/// Goals with their metrics.
const GOALS: [(&str, &[&str]); 4] = [
    ("awareness", &["reach", "impressions", "video-views"]),
    ("engagement", &["likes", "comments", "shares", "sentiment"]),
    ("conversion", &["promo-code-use", "click-through-rate", "direct-sales"]),
    ("loyalty", &["repeat-collaborations", "community-building"]),
];

/// A check, and what its formula reads.
type Check = (&'static str, &'static [&'static str]);

/// Layers, whether each is a gate, and their checks.
const LAYERS: [(&str, bool, &[Check]); 5] = [
    (
        "authenticity",
        true,
        &[
            (
                "follower-growth",
                &[
                    "creator.accounts[].history[].at",
                    "creator.accounts[].history[].followers",
                    "creator.accounts[].history[].following",
                    "creator.accounts[].history[].avg_likes",
                    "creator.accounts[].posts[].views",
                    "creator.accounts[].followers",
                    "creator.accounts[].reported.growth_30d",
                ],
            ),
            (
                "engagement-rate",
                &[
                    "creator.accounts[].posts[].at",
                    "creator.accounts[].posts[].pinned",
                    "creator.accounts[].posts[].likes",
                    "creator.accounts[].posts[].comments",
                    "creator.accounts[].posts[].shares",
                    "creator.accounts[].posts[].saves",
                    "creator.accounts[].posts[].views",
                    "creator.accounts[].followers",
                    "creator.accounts[].reported.engagement_rate.value",
                ],
            ),
            (
                "audience-quality",
                &[
                    "creator.accounts[].audience[].types.real",
                    "creator.accounts[].audience[].types.influencer",
                    "creator.accounts[].audience[].types.mass",
                    "creator.accounts[].audience[].types.suspicious",
                    "creator.accounts[].audience[].credibility",
                    "creator.accounts[].audience[].provenance.sample_size",
                    "creator.accounts[].follower_sample",
                    "creator.accounts[].comments_sample[].inauthentic",
                    "creator.accounts[].posts[].likes",
                ],
            ),
            (
                "consistency-and-fit",
                &["creator.accounts[].posts[].at", "creator.accounts[].posts[].topics", "campaign.brand.topics"],
            ),
        ],
    ),
    (
        "performance",
        false,
        &[
            (
                "past-campaigns",
                &[
                    "creator.campaign_history[].kpis[].metric",
                    "creator.campaign_history[].kpis[].target",
                    "creator.campaign_history[].kpis[].actual",
                    "creator.accounts[].posts[].sponsored",
                ],
            ),
            (
                "format-effectiveness",
                &[
                    "creator.accounts[].posts[].format",
                    "creator.accounts[].posts[].views",
                    "campaign.deliverables[].format",
                    "campaign.deliverables[].quantity",
                ],
            ),
            (
                "audience-match",
                &[
                    "creator.accounts[].audience[].countries",
                    "creator.accounts[].audience[].gender_age",
                    "creator.accounts[].audience[].languages",
                    "campaign.target.countries",
                    "campaign.target.gender_age",
                    "campaign.target.languages",
                    "creator.accounts[].followers",
                ],
            ),
            (
                "predicted-performance",
                &[
                    "creator.accounts[].posts[].format",
                    "creator.accounts[].posts[].views",
                    "campaign.kpis[].metric",
                    "campaign.kpis[].target",
                    "creator.rates[].price",
                ],
            ),
        ],
    ),
    (
        "brand-safety",
        true,
        &[
            (
                "content-red-flags",
                &[
                    "creator.accounts[].posts[].safety[].garm",
                    "creator.accounts[].posts[].safety[].risk",
                    "creator.accounts[].posts[].safety[].confidence",
                    "creator.accounts[].posts[].lang",
                    "campaign.brand.safety",
                    "campaign.brand.blocked_topics",
                ],
            ),
            (
                "partnership-conflicts",
                &[
                    "creator.accounts[].posts[].sponsored",
                    "creator.accounts[].posts[].sponsors",
                    "creator.accounts[].posts[].disclosure",
                    "creator.relationship.exclusivity",
                    "campaign.brand.competitors",
                    "campaign.brand.category",
                ],
            ),
            (
                "community-sentiment",
                &[
                    "creator.accounts[].comments_sample[].sentiment",
                    "creator.accounts[].comments_sample[].topics",
                    "campaign.brand.topics",
                ],
            ),
            (
                "cultural-sensitivity",
                &[
                    "creator.accounts[].posts[].safety[].garm",
                    "creator.accounts[].posts[].safety[].risk",
                    "creator.accounts[].posts[].lang",
                    "creator.location.country",
                    "campaign.target.countries",
                    "campaign.flight.start",
                    "campaign.flight.end",
                ],
            ),
        ],
    ),
    (
        "creative-fit",
        false,
        &[
            (
                "style-and-tone",
                &[
                    "creator.style_tags",
                    "campaign.brand.style_tags",
                    "creator.ratings[].criterion",
                    "creator.ratings[].rater",
                ],
            ),
            (
                "format-strength",
                &[
                    "creator.accounts[].posts[].format",
                    "creator.accounts[].posts[].views",
                    "creator.accounts[].posts[].completion_rate",
                    "creator.accounts[].followers",
                ],
            ),
            (
                "innovation",
                &["creator.accounts[].posts[].views", "creator.accounts[].posts[].format", "creator.ratings[].value"],
            ),
            (
                "platform-expertise",
                &[
                    "creator.accounts[].created_at",
                    "creator.accounts[].posts[].views",
                    "creator.accounts[].posts[].native_features",
                    "creator.accounts[].followers",
                ],
            ),
        ],
    ),
    (
        "relationship",
        false,
        &[
            ("reliability", &["creator.campaign_history[].on_time", "creator.campaign_history[].disputes"]),
            (
                "negotiation",
                &[
                    "creator.relationship.contracts_n",
                    "creator.campaign_history[].reopened",
                    "creator.relationship.rate_card_clarity",
                ],
            ),
            (
                "responsiveness",
                &["creator.relationship.replies[].sent", "creator.relationship.replies[].answered", "creator.tz"],
            ),
            (
                "partnership-stance",
                &[
                    "creator.relationship.repeat_n",
                    "creator.campaign_history[].revisions",
                    "creator.campaign_history[].extras",
                    "creator.rates[].price",
                ],
            ),
        ],
    ),
];

/// Tiers with the fewest followers of each, and the ids of what they are chosen by.
const TIERS: [(&str, u64, &[&str]); 4] = [
    ("nano", 1_000, &["super-niche-expertise", "trust", "brand-affinity"]),
    ("micro", 10_000, &["hyper-engaged-audience", "category-expertise", "authenticity"]),
    ("mid", 50_000, &["niche-authority", "engaged-community", "content-versatility"]),
    ("mega", 500_000, &["cultural-relevance", "production-quality", "presence-across-platforms", "clean-record"]),
];

/// Triggers, each with whom or what it looks at.
const TRIGGERS: [(&str, TriggerScope); 5] = [
    ("amplify", TriggerScope::Post),
    ("adjust-message", TriggerScope::Campaign),
    ("expand", TriggerScope::Campaign),
    ("mention-volume", TriggerScope::Campaign),
    ("crisis", TriggerScope::Campaign),
];

/// Kinds of events, each with the least that it says.
const EVENTS: [(&str, &str); 17] = [
    ("post_published", r#"{ "platform": "tiktok" }"#),
    ("post_metrics", r#"{ "views": 1 }"#),
    ("mention_counts", r#"{ "span_s": 300, "total": 1 }"#),
    ("hashtag_counts", r#"{ "hashtag": "glow", "span_s": 300, "total": 1 }"#),
    ("comment_sample", r#"{ "comments": [] }"#),
    ("competitor_activity", r#"{ "subject": "Rivalia" }"#),
    ("trend", r#"{ "subject": "glow" }"#),
    ("order", r#"{ "revenue": { "amount": "1", "currency": "IDR" } }"#),
    ("lead", "{}"),
    ("code_use", "{}"),
    ("spend", r#"{ "line": "amplification", "amount": { "amount": "1", "currency": "IDR" } }"#),
    ("payment", r#"{ "amount": { "amount": "1", "currency": "IDR" } }"#),
    ("scheduled", r#"{ "publish_at": "2026-03-01T00:00:00Z" }"#),
    ("approval", r#"{ "step": "review" }"#),
    ("contract", "{}"),
    ("kpi_agreed", r#"{ "metric": "reach" }"#),
    ("message", r#"{ "from": "agency" }"#),
];

#[test]
fn every_trigger_of_the_field_is_in_the_pack() {
    let pack = standard(None).pack;
    let found: Vec<(&str, TriggerScope)> =
        pack.triggers.iter().map(|trigger| (trigger.id.as_str(), trigger.scope)).collect();
    assert_eq!(found, TRIGGERS);
    for language in ["en", "id"] {
        let locale = pack.locale(language);
        for (trigger, _) in TRIGGERS {
            assert!(locale.tells(&format!("trigger.{trigger}")), "{language}: {trigger}");
        }
    }
}

#[test]
fn every_event_of_the_field_can_be_told() {
    for (kind, what) in EVENTS {
        let event = format!(r#"{{ "id": "1", "at": "2026-03-01T00:00:00Z", "what": {{ "{kind}": {what} }} }}"#);
        let timeline: Timeline = decode(format!(r#"{{ "events": [{event}] }}"#).as_bytes()).unwrap();
        assert_eq!(timeline.events[0].what.kind(), kind);
        let chronicle = Chronicle::new(timeline.events.iter().cloned());
        let view = chronicle.as_of(timeline.events[0].at);
        assert_eq!(view.of_kind(kind, view.ever()).len(), 1, "{kind}");
    }
}

#[test]
fn every_goal_of_the_field_is_in_the_pack() {
    let pack = standard(None).pack;
    assert_eq!(pack.goals.len(), GOALS.len());
    for (goal, metrics) in GOALS {
        assert_eq!(pack.goals[goal].metrics, metrics, "{goal}");
    }
}

#[test]
fn every_layer_and_check_of_the_field_is_in_the_pack_and_reads_what_its_formula_needs() {
    let compiled = standard(None);
    let layers: Vec<&str> = compiled.pack.layers.iter().map(|layer| layer.id.as_str()).collect();
    assert_eq!(layers, LAYERS.map(|(layer, ..)| layer));
    let mut unread = Vec::new();
    for ((layer, rules), (id, is_gate, checks)) in compiled.pack.layers.iter().zip(&compiled.checks).zip(LAYERS) {
        assert_eq!(layer.gate.is_some(), is_gate, "{id}");
        let found: Vec<&str> = layer.checks.iter().map(|check| check.id.as_str()).collect();
        assert_eq!(found, checks.iter().map(|(check, _)| *check).collect::<Vec<_>>(), "{id}");
        for (rule, (check, inputs)) in rules.iter().zip(checks) {
            let fields = rule.describe().fields;
            let read: BTreeSet<&str> =
                fields.iter().filter_map(|id| catalogue().get(id)).map(|field| field.path.as_str()).collect();
            for input in *inputs {
                assert!(catalogue().find(input).is_some(), "{check}: the catalogue has no `{input}`");
                // A word that reads a block reads the fields below it.
                let covers = |path: &&str| {
                    input.strip_prefix(*path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                let below = |path: &&str| path.strip_prefix(input).is_some_and(|rest| rest.starts_with(['.', '[']));
                if !read.iter().any(|path| covers(path) || below(path)) {
                    unread.push(format!("{check} does not read `{input}`"));
                }
            }
        }
    }
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn every_tier_of_the_field_is_in_the_pack() {
    let pack = standard(None).pack;
    for (tier, (id, followers_min, criteria)) in pack.tiers.iter().zip(TIERS) {
        assert_eq!((&*tier.id, tier.followers_min), (id, followers_min));
        let found: Vec<&str> = tier.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        assert_eq!(found, criteria, "{id}");
        let weight: f64 = tier.criteria.iter().map(|criterion| criterion.weight).sum();
        assert!((weight - 1.0).abs() < 1e-9, "the criteria of {id} weigh {weight}");
        assert!(!tier.role.is_empty() && !tier.content_approach.is_empty() && !tier.measured_by.is_empty());
        for language in ["en", "id"] {
            let locale = pack.locale(language);
            for criterion in criteria {
                assert_ne!(
                    locale.title(&format!("criterion.{criterion}")),
                    format!("criterion.{criterion}"),
                    "{language}"
                );
            }
        }
    }
    assert_eq!(pack.tiers.len(), TIERS.len());
}
