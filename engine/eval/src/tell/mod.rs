//! From decisions to the reports that people and programs read.

mod audit;
mod budget;
mod check;
mod creator;
mod preflight;
mod reason;
mod scorecard;
mod summary;
mod watch;

pub use audit::{audit, audited};
pub use budget::budget;
pub use check::evidence;
pub use creator::creator;
pub use preflight::{Inputs, inspected, preflight};
pub use reason::{fault, reason};
pub use scorecard::{measured, scorecard};
pub use watch::watched;

use saring_pack::{ENGINE_VERSION, Pack, SEMANTICS};

use crate::context::Context;
use crate::report::{
    CampaignIdentity, CreatorReport, EngineIdentity, InvalidCreator, LayerWeight, PackIdentity, Report, RuleIdentity,
    SCHEMA_VERSION, Value,
};

/// The whole report, from the reports of its creators in the order of their rank.
pub fn report(
    context: &Context<'_>,
    lang: &str,
    inputs_digest: String,
    creators: Vec<CreatorReport>,
    invalid: Vec<InvalidCreator>,
) -> Report {
    let pack = &context.setting.pack.pack;
    Report {
        schema_version: SCHEMA_VERSION,
        engine: ENGINE,
        pack: pack_identity(pack),
        campaign: campaign_identity(context),
        as_of: context.setting.as_of,
        lang: pack.locale(lang).language().to_owned(),
        inputs_digest,
        summary: summary::summary(pack, &creators, &invalid),
        rules: rules(pack),
        creators,
        invalid,
    }
}

/// The engine that this is.
pub const ENGINE: EngineIdentity = EngineIdentity { version: ENGINE_VERSION, semantics: SEMANTICS };

/// The pack as reports name it.
pub fn pack_identity(pack: &Pack) -> PackIdentity {
    PackIdentity {
        name: pack.name.clone(),
        version: pack.version.clone(),
        digest: pack.digest.clone(),
        fallbacks: pack.fallbacks.iter().map(|fallback| fallback.rule.clone()).collect(),
    }
}

/// The campaign as reports name it.
pub fn campaign_identity(context: &Context<'_>) -> CampaignIdentity {
    let rows = context.setting.pack.pack.layers.iter().zip(&context.weights);
    CampaignIdentity {
        id: context.campaign.id.to_string(),
        name: context.campaign.name.as_ref().map(ToString::to_string),
        weights: rows.map(|(layer, weight)| LayerWeight { layer: layer.id.clone(), weight: Value(*weight) }).collect(),
    }
}

fn rules(pack: &Pack) -> Vec<RuleIdentity> {
    let checks = pack.layers.iter().flat_map(|layer| &layer.checks).map(|check| RuleIdentity {
        id: format!("{}.{}", check.layer, check.id),
        run: check.run.value.clone(),
        digest: check.digest.clone(),
    });
    let tier = RuleIdentity {
        id: "tiers".to_owned(),
        run: pack.tier_rule.run.value.clone(),
        digest: pack.tier_rule.digest.clone(),
    };
    checks.chain([tier]).collect()
}
