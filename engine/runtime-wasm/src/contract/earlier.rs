//! An earlier version of the contract, held against this one: what is frozen stays.

use super::{Comparison, Contract, contract};
use crate::error::PluginError;

/// What plugins that were built for an earlier contract, encoded as a component, would miss in this one: nothing, as long
/// as things were only added. None where the bytes are no contract.
pub fn broken_promises(earlier: &[u8]) -> Option<Vec<PluginError>> {
    let earlier = Contract::read(earlier).filter(|earlier| !earlier.exports.is_empty())?;
    let Contract { types, names, imports, exports } = earlier;
    // Every world has resources of its own, and all of them have their names.
    let mut comparison = Comparison::named(types.as_ref(), names);
    let mut broken = Vec::new();
    for (name, id) in &imports {
        broken.extend(comparison.import(name, *id));
    }
    for (name, id) in &exports {
        if !contract().exports.contains_key(name) {
            let (expected, found) = ("nothing of that name".to_owned(), "an interface".to_owned());
            broken.push(PluginError::TypeMismatch { item: name.clone(), expected, found });
        }
        broken.extend(comparison.export(name, *id));
    }
    Some(broken)
}
