//! The contract as types, and how those of a plugin compare with them.
//!
//! The build script encodes `plugins/wit/saring.wit` as a component whose types are read here, so that there is no
//! second list of what the host offers. What differs is told by the item's path, its type in the contract and in the
//! plugin.

mod compare;
mod earlier;
mod names;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use saring_pack::Kind;
use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentEntityType, ComponentInstanceTypeId, ComponentItem, ComponentTypeId,
};
use wasmparser::types::{Types, TypesRef};
use wasmparser::{Validator, WasmFeatures};

pub(crate) use compare::Comparison;
pub use earlier::broken_promises;
pub(crate) use names::{InterfaceName, Names};

/// Version of the contract that this host offers.
pub const VERSION: &str = env!("SARING_CONTRACT_VERSION");

/// The package that every name of the contract begins with.
pub(crate) const PACKAGE: &str = "saring:plugin";

/// The worlds of the contract. A plugin is in exactly one of them.
const WORLDS: [&str; 7] = ["check", "tier", "preflight", "budget", "worth", "trigger", "metric"];

/// The interfaces that make a plugin a rule, one for each kind that plugins can be.
pub(crate) const RULES: [RuleInterface; 7] = [
    RuleInterface { name: "creator-check", kind: Kind::Check, function: "evaluate" },
    RuleInterface { name: "creator-tier", kind: Kind::Tier, function: "classify" },
    RuleInterface { name: "campaign-preflight", kind: Kind::Preflight, function: "inspect" },
    RuleInterface { name: "campaign-budget", kind: Kind::Budget, function: "divide" },
    RuleInterface { name: "creator-worth", kind: Kind::Worth, function: "appraise" },
    RuleInterface { name: "campaign-trigger", kind: Kind::Trigger, function: "watch" },
    RuleInterface { name: "campaign-metric", kind: Kind::Metric, function: "measure" },
];

/// An interface that makes a plugin a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RuleInterface {
    pub name: &'static str,
    /// What a plugin that exports it decides.
    pub kind: Kind,
    /// The function that answers.
    pub function: &'static str,
}

/// The interfaces of the contract.
pub(crate) struct Contract {
    types: Types,
    names: Names,
    /// What the host offers, by the name of the interface.
    pub imports: BTreeMap<String, ComponentInstanceTypeId>,
    /// What plugins export, by the name of the interface.
    pub exports: BTreeMap<String, ComponentInstanceTypeId>,
}

/// The contract.
pub(crate) fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> = LazyLock::new(|| {
        const ENCODED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/contract.wasm"));
        #[expect(clippy::expect_used, reason = "the build script encoded it, and every test of plugins reads it")]
        Contract::read(ENCODED).expect("the contract is a component")
    });
    &CONTRACT
}

/// The interfaces that a plugin may import, for people.
pub(crate) fn imports_in_words() -> String {
    let names: Vec<String> = contract().imports.keys().map(|name| format!("`{PACKAGE}/{name}`")).collect();
    names.join(", ")
}

impl Contract {
    fn read(bytes: &[u8]) -> Option<Self> {
        let types = Validator::new_with_features(WasmFeatures::all()).validate_all(bytes).ok()?;
        let (mut imports, mut exports, mut names) = (BTreeMap::new(), BTreeMap::new(), Names::default());
        // An earlier contract may lack worlds that this one has.
        for world in WORLDS.iter().filter_map(|world| world_of(types.as_ref(), world)) {
            for (name, item) in types.as_ref().get(world).into_iter().flat_map(|world| &world.imports) {
                let (interface, id) = interface(name, item)?;
                names.learn(types.as_ref(), interface, id);
                // An interface is the same in all worlds that import it; that of the first is compared with.
                imports.entry(interface.to_owned()).or_insert(id);
            }
            for (name, item) in types.as_ref().get(world).into_iter().flat_map(|world| &world.exports) {
                let (interface, id) = interface(name, item)?;
                names.learn(types.as_ref(), interface, id);
                exports.entry(interface.to_owned()).or_insert(id);
            }
        }
        Some(Self { types, names, imports, exports })
    }
}

/// A world: a type of that name, which is a component that exports the world's own type.
fn world_of(types: TypesRef<'_>, name: &str) -> Option<ComponentTypeId> {
    let holder = match types.component_item_for_export(name)?.ty {
        ComponentEntityType::Type { created: ComponentAnyTypeId::Component(id), .. } => id,
        _ => return None,
    };
    types.get(holder)?.exports.values().find_map(|item| match item.ty {
        ComponentEntityType::Component(id) => Some(id),
        _ => None,
    })
}

fn interface<'a>(name: &'a str, item: &ComponentItem) -> Option<(&'a str, ComponentInstanceTypeId)> {
    match item.ty {
        ComponentEntityType::Instance(id) => Some((InterfaceName::parse(name)?.interface, id)),
        _ => None,
    }
}
