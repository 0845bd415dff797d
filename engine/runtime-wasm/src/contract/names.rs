//! Names: those of interfaces, and those that interfaces give their types.

use std::collections::HashMap;

use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentDefinedType, ComponentDefinedTypeId, ComponentEntityType, ComponentInstanceTypeId,
    ComponentValType, ResourceId,
};
use wasmparser::types::TypesRef;

use super::VERSION;

/// A name such as `saring:plugin/facts@0.1.0` in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InterfaceName<'a> {
    pub package: &'a str,
    pub interface: &'a str,
    pub version: &'a str,
}

impl<'a> InterfaceName<'a> {
    pub fn parse(name: &'a str) -> Option<Self> {
        let (package, rest) = name.split_once('/')?;
        let (interface, version) = rest.split_once('@').unwrap_or((rest, ""));
        Some(Self { package, interface, version })
    }

    /// Whether it is of a version that this host can serve: the same but for what may be added.
    pub fn is_compatible(&self) -> bool {
        let line = |version: &semver::Version| match version.major {
            0 => (0, version.minor),
            major => (major, 0),
        };
        match (semver::Version::parse(self.version), semver::Version::parse(VERSION)) {
            (Ok(found), Ok(own)) => line(&found) == line(&own) && found.pre == own.pre,
            _ => false,
        }
    }

    /// Whether it is of a later version than this host's.
    pub fn is_later(&self) -> bool {
        match (semver::Version::parse(self.version), semver::Version::parse(VERSION)) {
            (Ok(found), Ok(own)) => found > own,
            _ => false,
        }
    }
}

/// Deepest nesting of a type that is written out; below it there are dots.
const DEPTH_MAX: usize = 4;

/// Names of types, as the interfaces give them.
#[derive(Default)]
pub(crate) struct Names {
    defined: HashMap<ComponentDefinedTypeId, String>,
    resources: HashMap<ResourceId, String>,
}

impl Names {
    /// Takes the names that an interface gives; a type that has one already keeps it.
    pub fn learn(&mut self, types: TypesRef<'_>, interface: &str, id: ComponentInstanceTypeId) {
        for (name, item) in types.get(id).into_iter().flat_map(|instance| &instance.exports) {
            match item.ty {
                ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(id), .. } => {
                    self.resources.entry(id.resource()).or_insert_with(|| format!("{interface}.{name}"));
                }
                ComponentEntityType::Type { created: ComponentAnyTypeId::Defined(id), .. } => {
                    self.defined.entry(id).or_insert_with(|| name.clone());
                }
                _ => {}
            }
        }
    }

    /// The resource's interface and name.
    pub fn resource(&self, id: ResourceId) -> Option<&str> {
        self.resources.get(&id).map(String::as_str)
    }

    /// A type as WIT writes it.
    pub fn words(&self, types: TypesRef<'_>, ty: ComponentValType) -> String {
        self.nested(types, ty, DEPTH_MAX)
    }

    fn nested(&self, types: TypesRef<'_>, ty: ComponentValType, depth: usize) -> String {
        let id = match ty {
            ComponentValType::Primitive(primitive) => return primitive.to_string(),
            ComponentValType::Type(id) => id,
        };
        if let Some(name) = self.name(types, id) {
            return name.to_owned();
        }
        match (types.get(id), depth.checked_sub(1)) {
            (Some(defined), Some(depth)) => self.defined(types, defined, depth),
            _ => "…".to_owned(),
        }
    }

    fn name(&self, types: TypesRef<'_>, id: ComponentDefinedTypeId) -> Option<&str> {
        std::iter::successors(Some(id), |id| types.peel_alias(*id))
            .find_map(|id| self.defined.get(&id))
            .map(String::as_str)
    }

    fn defined(&self, types: TypesRef<'_>, defined: &ComponentDefinedType, depth: usize) -> String {
        let one = |ty: ComponentValType| self.nested(types, ty, depth);
        let maybe = |ty: Option<ComponentValType>| ty.map_or_else(|| "_".to_owned(), one);
        let resource = |id: ResourceId| self.resource(id).unwrap_or("a resource of its own").to_owned();
        match defined {
            ComponentDefinedType::Primitive(primitive) => primitive.to_string(),
            ComponentDefinedType::Record(record) => format!("record of {} fields", record.fields.len()),
            ComponentDefinedType::Variant(variant) => format!("variant of {} cases", variant.cases.len()),
            ComponentDefinedType::Enum(names) => format!("enum of {} cases", names.len()),
            ComponentDefinedType::Flags(names) => format!("flags of {} names", names.len()),
            ComponentDefinedType::List { element, .. } => format!("list<{}>", one(*element)),
            ComponentDefinedType::Map { key, value, .. } => format!("map<{}, {}>", one(*key), one(*value)),
            ComponentDefinedType::FixedLengthList { element, length, .. } => {
                format!("list<{}, {length}>", one(*element))
            }
            ComponentDefinedType::Tuple(tuple) if tuple.types.len() <= 8 => {
                let items: Vec<String> = tuple.types.iter().map(|ty| one(*ty)).collect();
                format!("tuple<{}>", items.join(", "))
            }
            ComponentDefinedType::Tuple(tuple) => format!("tuple of {}", tuple.types.len()),
            ComponentDefinedType::Option { ty, .. } => format!("option<{}>", one(*ty)),
            ComponentDefinedType::Result { ok, err, .. } => format!("result<{}, {}>", maybe(*ok), maybe(*err)),
            ComponentDefinedType::Own(id) => resource(id.resource()),
            ComponentDefinedType::Borrow(id) => format!("borrow<{}>", resource(id.resource())),
            ComponentDefinedType::Future { .. } => "future".to_owned(),
            ComponentDefinedType::Stream { .. } => "stream".to_owned(),
        }
    }
}
