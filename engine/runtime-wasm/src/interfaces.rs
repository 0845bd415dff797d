//! What a plugin imports and exports, held against the contract.

use wasmparser::component_types::{ComponentEntityType, ComponentInstanceTypeId, ComponentItem};
use wasmparser::types::Types;

use crate::admission::ERRORS_MAX;
use crate::contract::{self, Comparison, InterfaceName, RuleInterface, contract};
use crate::error::{PluginError, printable};

/// What is known of a plugin before it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Admitted {
    /// What makes it a rule.
    pub rule: RuleInterface,
    /// What it imports, by name.
    pub imports: Vec<String>,
    /// Full name of the export `plugin`.
    pub plugin_export: String,
    /// Full name of the export that makes it a rule.
    pub rule_export: String,
}

/// Compares imports and exports, given by their names, with the contract.
pub(crate) fn check(imports: &[String], exports: &[String], types: &Types) -> Result<Admitted, Vec<PluginError>> {
    let (mut errors, mut imported, mut exported) = (Vec::new(), Vec::new(), Vec::new());
    for name in imports {
        match import(name, types.component_item_for_import(name)) {
            Ok(interface) => imported.push(interface),
            Err(error) => errors.push(error),
        }
    }
    for name in exports {
        match export(name, types.component_item_for_export(name)) {
            Ok(interface) => exported.extend(interface),
            Err(error) => errors.push(error),
        }
    }
    let all = imported.iter().chain(&exported).map(|interface| (interface.parts.interface, interface.id));
    let mut comparison = Comparison::new(types.as_ref(), all);
    for interface in &imported {
        let wrong = comparison.import(interface.parts.interface, interface.id);
        if interface.parts.is_later() && !wrong.is_empty() {
            // What this host does not know yet is no mistake of the plugin.
            errors.push(interface.other_version());
        } else {
            errors.extend(wrong);
        }
    }
    for interface in &exported {
        errors.extend(comparison.export(interface.parts.interface, interface.id));
    }
    admitted(imports, &exported, errors)
}

fn admitted(
    imports: &[String],
    exported: &[Interface<'_>],
    mut errors: Vec<PluginError>,
) -> Result<Admitted, Vec<PluginError>> {
    let named = |name: &str| exported.iter().find(|interface| interface.parts.interface == name);
    let plugin = named("plugin");
    let rules: Vec<(&Interface<'_>, RuleInterface)> =
        contract::RULES.into_iter().filter_map(|rule| Some((named(rule.name)?, rule))).collect();
    if let (Some(plugin), [(export, rule)], true) = (plugin, rules.as_slice(), errors.is_empty()) {
        let (plugin_export, rule_export) = (plugin.name.to_owned(), export.name.to_owned());
        return Ok(Admitted { rule: *rule, imports: imports.to_vec(), plugin_export, rule_export });
    }
    // What is of another version is there, and was told of already.
    let is_outdated = errors.iter().any(|error| matches!(error, PluginError::ContractVersion { .. }));
    if plugin.is_none() && !is_outdated {
        errors.push(PluginError::ExportMissing { item: format!("{}/plugin@{}", contract::PACKAGE, contract::VERSION) });
    }
    if rules.is_empty() && !is_outdated {
        errors.push(PluginError::NoRule);
    }
    if rules.len() > 1 {
        let interfaces = rules.iter().map(|(interface, _)| format!("`{}`", interface.parts.interface)).collect();
        errors.push(PluginError::SeveralRules { interfaces });
    }
    errors.truncate(ERRORS_MAX);
    Err(errors)
}

/// An interface of the contract, as a plugin imports or exports it.
struct Interface<'a> {
    /// Its full name.
    name: &'a str,
    parts: InterfaceName<'a>,
    id: ComponentInstanceTypeId,
}

impl<'a> Interface<'a> {
    /// The interface of an item; none for one of another package, or for what is no interface.
    fn of(name: &'a str, item: Option<&ComponentItem>) -> Option<Self> {
        let parts = InterfaceName::parse(name).filter(|parts| parts.package == contract::PACKAGE)?;
        match item?.ty {
            ComponentEntityType::Instance(id) => Some(Self { name, parts, id }),
            _ => None,
        }
    }

    /// The same, if it is of a version that this host can serve.
    fn compatible(self) -> Result<Self, PluginError> {
        if self.parts.is_compatible() { Ok(self) } else { Err(self.other_version()) }
    }

    fn other_version(&self) -> PluginError {
        let found = if self.parts.version.is_empty() { "none" } else { self.parts.version };
        PluginError::ContractVersion { item: printable(self.name), found: printable(found) }
    }
}

/// The interface of the contract that an import names.
fn import<'a>(name: &'a str, item: Option<&ComponentItem>) -> Result<Interface<'a>, PluginError> {
    if name.starts_with("wasi:") {
        return Err(PluginError::WasiImport { name: printable(name) });
    }
    let foreign = || PluginError::ForeignImport { name: printable(name) };
    let interface = Interface::of(name, item).ok_or_else(foreign)?.compatible()?;
    if contract().imports.contains_key(interface.parts.interface) { Ok(interface) } else { Err(foreign()) }
}

/// The interface of the contract that an export names; none for any other, which nobody calls.
fn export<'a>(name: &'a str, item: Option<&ComponentItem>) -> Result<Option<Interface<'a>>, PluginError> {
    let interface = Interface::of(name, item).map(Interface::compatible).transpose()?;
    Ok(interface.filter(|interface| contract().exports.contains_key(interface.parts.interface)))
}
