//! Compares what a plugin imports and exports with the contract, type by type.

use std::collections::HashSet;

use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentDefinedType, ComponentDefinedTypeId, ComponentEntityType, ComponentFuncTypeId,
    ComponentInstanceTypeId, ComponentValType,
};
use wasmparser::types::TypesRef;

use super::{Contract, Names, contract};
use crate::error::{PluginError, printable};

/// A plugin's types beside those of the contract.
pub(crate) struct Comparison<'a> {
    contract: &'static Contract,
    types: TypesRef<'a>,
    names: Names,
    /// Pairs that were found to be the same, so that a type which is used often is compared once.
    same: HashSet<(ComponentDefinedTypeId, ComponentDefinedTypeId)>,
}

/// What is different, and the way there from the outermost type, inside out.
struct Difference {
    steps: Vec<String>,
    expected: String,
    found: String,
}

impl<'a> Comparison<'a> {
    /// A comparison of a plugin that has these interfaces.
    pub fn new<'n>(types: TypesRef<'a>, interfaces: impl Iterator<Item = (&'n str, ComponentInstanceTypeId)>) -> Self {
        let mut names = Names::default();
        for (interface, id) in interfaces {
            names.learn(types, interface, id);
        }
        Self::named(types, names)
    }

    /// A comparison of types that have these names.
    pub fn named(types: TypesRef<'a>, names: Names) -> Self {
        Self { contract: contract(), types, names, same: HashSet::new() }
    }

    /// What the plugin takes from an interface that the contract does not offer in this way.
    pub fn import(&mut self, interface: &str, found: ComponentInstanceTypeId) -> Vec<PluginError> {
        let ours = self.contract.imports.get(interface).and_then(|id| self.ours().get(*id));
        let types = self.types;
        let theirs = types.get(found).into_iter().flat_map(|instance| &instance.exports);
        let wrong = theirs.filter_map(|(name, item)| {
            let offered = ours.and_then(|ours| ours.exports.get(name)).map(|item| item.ty);
            self.entity(&in_words(interface, name), offered, Some(item.ty))
        });
        wrong.collect()
    }

    /// What the contract wants of an interface that the plugin does not give in this way.
    pub fn export(&mut self, interface: &str, found: ComponentInstanceTypeId) -> Vec<PluginError> {
        let theirs = self.types.get(found);
        let ours = self.contract.exports.get(interface).and_then(|id| self.ours().get(*id));
        let wrong = ours.into_iter().flat_map(|ours| &ours.exports).filter_map(|(name, item)| {
            let given = theirs.and_then(|theirs| theirs.exports.get(name)).map(|item| item.ty);
            match item.ty {
                // Only functions are called; the types that they use are compared with them.
                ComponentEntityType::Func(_) => self.entity(&in_words(interface, name), Some(item.ty), given),
                _ => None,
            }
        });
        wrong.collect()
    }

    fn ours(&self) -> TypesRef<'static> {
        self.contract.types.as_ref()
    }

    fn entity(
        &mut self,
        item: &str,
        ours: Option<ComponentEntityType>,
        theirs: Option<ComponentEntityType>,
    ) -> Option<PluginError> {
        match (ours, theirs) {
            (Some(ComponentEntityType::Func(ours)), Some(ComponentEntityType::Func(theirs))) => {
                let Difference { mut steps, expected, found } = self.function(ours, theirs).err()?;
                steps.push(item.to_owned());
                steps.reverse();
                Some(PluginError::TypeMismatch { item: printable(&steps.concat()), expected, found: printable(&found) })
            }
            (Some(ours), Some(theirs)) if entity_kind(ours) == entity_kind(theirs) => None,
            // A type that is not a resource is a name for what functions are compared by.
            (None, Some(ComponentEntityType::Type { created: ComponentAnyTypeId::Defined(_), .. })) => None,
            (ours, theirs) => {
                let words = |entity: Option<_>| entity.map_or("nothing of that name", entity_kind).to_owned();
                Some(PluginError::TypeMismatch { item: printable(item), expected: words(ours), found: words(theirs) })
            }
        }
    }

    fn function(&mut self, ours: ComponentFuncTypeId, theirs: ComponentFuncTypeId) -> Result<(), Difference> {
        let (Some(ours), Some(theirs)) = (self.ours().get(ours), self.types.get(theirs)) else {
            return Ok(());
        };
        if ours.async_ != theirs.async_ {
            let words = |is_async| if is_async { "an async function" } else { "a function" };
            return Err(difference(words(ours.async_), words(theirs.async_)));
        }
        let names = |params: &[(wasmparser::names::KebabString, ComponentValType)]| {
            params.iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>()
        };
        if names(&ours.params) != names(&theirs.params) {
            let words = |names: Vec<String>| format!("a function with the params ({})", names.join(", "));
            return Err(difference(words(names(&ours.params)), words(names(&theirs.params))));
        }
        for ((name, ours), (_, theirs)) in ours.params.iter().zip(&theirs.params) {
            self.value(*ours, *theirs).map_err(|wrong| wrong.at(format!("({name})")))?;
        }
        self.optional(ours.result, theirs.result).map_err(|wrong| wrong.at(" -> ".to_owned()))
    }

    fn optional(&mut self, ours: Option<ComponentValType>, theirs: Option<ComponentValType>) -> Result<(), Difference> {
        match (ours, theirs) {
            (None, None) => Ok(()),
            (Some(ours), Some(theirs)) => self.value(ours, theirs),
            (ours, theirs) => {
                let nothing = || "nothing".to_owned();
                let ours = ours.map_or_else(nothing, |ty| self.contract.names.words(self.ours(), ty));
                let theirs = theirs.map_or_else(nothing, |ty| self.names.words(self.types, ty));
                Err(difference(ours, theirs))
            }
        }
    }

    fn value(&mut self, ours: ComponentValType, theirs: ComponentValType) -> Result<(), Difference> {
        let is_same = match (self.resolved(ours, true), self.resolved(theirs, false)) {
            (Resolved::Primitive(ours), Resolved::Primitive(theirs)) => ours == theirs,
            (Resolved::Defined(our_id, our_type), Resolved::Defined(their_id, their_type)) => {
                if self.same.contains(&(our_id, their_id)) {
                    return Ok(());
                }
                let is_same = self.defined(our_type, their_type)?;
                if is_same {
                    self.same.insert((our_id, their_id));
                }
                is_same
            }
            _ => false,
        };
        if is_same {
            return Ok(());
        }
        let expected = self.contract.names.words(self.ours(), ours);
        Err(difference(expected, self.names.words(self.types, theirs)))
    }

    fn resolved(&self, ty: ComponentValType, is_ours: bool) -> Resolved<'a> {
        let id = match ty {
            ComponentValType::Primitive(primitive) => return Resolved::Primitive(primitive),
            ComponentValType::Type(id) => id,
        };
        let types = if is_ours { self.ours() } else { self.types };
        match types.get(id) {
            Some(ComponentDefinedType::Primitive(primitive)) => Resolved::Primitive(*primitive),
            Some(defined) => Resolved::Defined(id, defined),
            None => Resolved::Unknown,
        }
    }

    /// Whether two types are of the same shape; what they hold is looked at too.
    fn defined(&mut self, ours: &ComponentDefinedType, theirs: &ComponentDefinedType) -> Result<bool, Difference> {
        use ComponentDefinedType as Type;
        match (ours, theirs) {
            (Type::Record(ours), Type::Record(theirs)) => {
                members("record", "fields", ours.fields.keys(), theirs.fields.keys())?;
                for ((name, ours), theirs) in ours.fields.iter().zip(theirs.fields.values()) {
                    self.value(*ours, *theirs).map_err(|wrong| wrong.at(format!(".{name}")))?;
                }
            }
            (Type::Variant(ours), Type::Variant(theirs)) => {
                members("variant", "cases", ours.cases.keys(), theirs.cases.keys())?;
                for ((name, ours), theirs) in ours.cases.iter().zip(theirs.cases.values()) {
                    self.optional(ours.ty, theirs.ty).map_err(|wrong| wrong.at(format!(".{name}")))?;
                }
            }
            (Type::Enum(ours), Type::Enum(theirs)) => members("enum", "cases", ours.iter(), theirs.iter())?,
            (Type::Flags(ours), Type::Flags(theirs)) => members("flags", "names", ours.iter(), theirs.iter())?,
            (Type::Tuple(ours), Type::Tuple(theirs)) if ours.types.len() == theirs.types.len() => {
                for (index, (ours, theirs)) in ours.types.iter().zip(&theirs.types).enumerate() {
                    self.value(*ours, *theirs).map_err(|wrong| wrong.at(format!(".{index}")))?;
                }
            }
            (Type::List { element: ours, .. }, Type::List { element: theirs, .. }) => {
                self.value(*ours, *theirs).map_err(|wrong| wrong.at("[]".to_owned()))?;
            }
            (Type::Option { ty: ours, .. }, Type::Option { ty: theirs, .. }) => {
                self.value(*ours, *theirs).map_err(|wrong| wrong.at("?".to_owned()))?;
            }
            (Type::Result { ok: our_ok, err: our_err, .. }, Type::Result { ok, err, .. }) => {
                self.optional(*our_ok, *ok).map_err(|wrong| wrong.at(".ok".to_owned()))?;
                self.optional(*our_err, *err).map_err(|wrong| wrong.at(".err".to_owned()))?;
            }
            (Type::Own(ours), Type::Own(theirs)) | (Type::Borrow(ours), Type::Borrow(theirs)) => {
                let ours = self.contract.names.resource(ours.resource());
                return Ok(ours.is_some() && ours == self.names.resource(theirs.resource()));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// A type with its outer names taken off.
enum Resolved<'a> {
    Primitive(wasmparser::PrimitiveValType),
    Defined(ComponentDefinedTypeId, &'a ComponentDefinedType),
    Unknown,
}

/// The names of a record's fields or a variant's cases, which must be the same in the same order.
fn members<'n>(
    kind: &str,
    members: &str,
    ours: impl ExactSizeIterator<Item = &'n wasmparser::names::KebabString>,
    theirs: impl ExactSizeIterator<Item = &'n wasmparser::names::KebabString>,
) -> Result<(), Difference> {
    let (our_count, their_count) = (ours.len(), theirs.len());
    let (mut ours, mut theirs) = (ours.fuse(), theirs.fuse());
    for place in 1.. {
        match (ours.next(), theirs.next()) {
            (None, None) => break,
            (ours, theirs) if ours == theirs => {}
            (ours, theirs) => {
                let words = |count: usize, name: Option<&_>| match name {
                    Some(name) => format!("{kind} of {count} {members} with `{name}` as number {place}"),
                    None => format!("{kind} of {count} {members}"),
                };
                return Err(difference(words(our_count, ours), words(their_count, theirs)));
            }
        }
    }
    Ok(())
}

fn difference(expected: impl Into<String>, found: impl Into<String>) -> Difference {
    Difference { steps: Vec::new(), expected: expected.into(), found: found.into() }
}

impl Difference {
    fn at(mut self, step: String) -> Self {
        self.steps.push(step);
        self
    }
}

fn entity_kind(entity: ComponentEntityType) -> &'static str {
    match entity {
        ComponentEntityType::Module(_) => "a module",
        ComponentEntityType::Func(_) => "a function",
        ComponentEntityType::Value(_) => "a value",
        ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(_), .. } => "a resource",
        ComponentEntityType::Type { .. } => "a type",
        ComponentEntityType::Instance(_) => "an instance",
        ComponentEntityType::Component(_) => "a component",
    }
}

/// `facts.batch.posts` for the interface `facts` and the name `[method]batch.posts`.
fn in_words(interface: &str, name: &str) -> String {
    let plain = name.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(name, |(_, name)| name);
    format!("{interface}.{plain}")
}
