//! What `plugins/wit/saring.wit` becomes in Rust. Generated: the one place with the unsafe code of the component model.

/// What all worlds share: all that a plugin imports, and what every plugin says of itself.
pub mod common {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world common {
                import saring:plugin/facts@0.1.0;
                import saring:plugin/answering@0.1.0;
                import saring:plugin/running@0.1.0;
                import saring:plugin/tables@0.1.0;
                import saring:plugin/log@0.1.0;
                export saring:plugin/plugin@0.1.0;
            }
        ",
        generate_all,
        pub_export_macro: true,
        export_macro_name: "export_plugin",
        default_bindings_module: "::saring_plugin::bindings::common",
        generate_unused_types: true,
        additional_derives: [serde::Deserialize],
        additional_derives_ignore: ["money"],
        additional_type_attributes: {
            "saring:plugin/facts@0.1.0/platform": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/account-kind": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/method": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/audience-of": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/format": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/disclosure": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/sentiment": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/rate-basis": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/gender": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/facts@0.1.0/risk": [#[serde(rename_all = "snake_case")]],
            "saring:plugin/answering@0.1.0/arg": [#[derive(PartialEq)]],
            "saring:plugin/answering@0.1.0/curve": [#[derive(PartialEq)]],
            "saring:plugin/facts@0.1.0/rate-base": [#[serde(rename_all = "snake_case")]],
        },
        additional_member_attributes: {
            "saring:plugin/facts@0.1.0/account.created-at": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/provenance.as-of": [#[serde(default, deserialize_with = "crate::dates::instant_or_none")]],
            "saring:plugin/facts@0.1.0/history-point.at": [#[serde(deserialize_with = "crate::dates::date")]],
            "saring:plugin/facts@0.1.0/post.at": [#[serde(deserialize_with = "crate::dates::instant")]],
            "saring:plugin/facts@0.1.0/comment.at": [#[serde(default, deserialize_with = "crate::dates::instant_or_none")]],
            "saring:plugin/facts@0.1.0/rate.valid-to": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/rating.at": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/campaign-record.ended": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/safety-finding.detected-at": [#[serde(default, deserialize_with = "crate::dates::instant_or_none")]],
            "saring:plugin/facts@0.1.0/exclusivity.from": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/exclusivity.until": [#[serde(default, deserialize_with = "crate::dates::date_or_none")]],
            "saring:plugin/facts@0.1.0/reply.sent": [#[serde(deserialize_with = "crate::dates::instant")]],
            "saring:plugin/facts@0.1.0/reply.answered": [#[serde(default, deserialize_with = "crate::dates::instant_or_none")]],
        },
    });
}

/// What the world of checks exports besides.
pub mod check {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world creator-check {
                export saring:plugin/creator-check@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_creator_check",
        default_bindings_module: "::saring_plugin::bindings::check",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/creator-check@0.1.0": generate,
        },
    });
}

/// What the world of tier rules exports besides.
pub mod tier {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world creator-tier {
                export saring:plugin/creator-tier@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_creator_tier",
        default_bindings_module: "::saring_plugin::bindings::tier",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/creator-tier@0.1.0": generate,
        },
    });
}

/// What the world of budget policies exports besides.
pub mod budget {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world campaign-budget {
                export saring:plugin/campaign-budget@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_campaign_budget",
        default_bindings_module: "::saring_plugin::bindings::budget",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/campaign-budget@0.1.0": generate,
        },
    });
}

/// What the world of checks of the campaign exports besides.
pub mod preflight {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world campaign-preflight {
                export saring:plugin/campaign-preflight@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_campaign_preflight",
        default_bindings_module: "::saring_plugin::bindings::preflight",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/campaign-preflight@0.1.0": generate,
        },
    });
}

/// What the world of rules of worth exports besides.
pub mod worth {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world creator-worth {
                export saring:plugin/creator-worth@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_creator_worth",
        default_bindings_module: "::saring_plugin::bindings::worth",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/creator-worth@0.1.0": generate,
        },
    });
}

/// What the world of triggers exports besides.
pub mod trigger {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world campaign-trigger {
                export saring:plugin/campaign-trigger@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_campaign_trigger",
        default_bindings_module: "::saring_plugin::bindings::trigger",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/campaign-trigger@0.1.0": generate,
        },
    });
}

/// What the world of metrics exports besides.
pub mod metric {
    wit_bindgen::generate!({
        path: "../wit",
        inline: "
            package saring:sdk;
            world campaign-metric {
                export saring:plugin/campaign-metric@0.1.0;
            }
        ",
        pub_export_macro: true,
        export_macro_name: "export_campaign_metric",
        default_bindings_module: "::saring_plugin::bindings::metric",
        with: {
            "saring:plugin/facts@0.1.0": crate::bindings::common::saring::plugin::facts,
            "saring:plugin/answering@0.1.0": crate::bindings::common::saring::plugin::answering,
            "saring:plugin/campaign-metric@0.1.0": generate,
        },
    });
}

pub use common::saring::plugin::{answering, facts, log, running, tables};
