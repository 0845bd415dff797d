//! The contract's records, the model's types and the published schema say the same, field by field.
//!
//! The catalogue is derived from the schema, which is generated from the types, so comparing with it compares with both.

use saring_model::catalogue::{Field, Kind, Section, Unit, catalogue};
use saring_tests::golden::repo;
use wit_parser::{InterfaceId, Resolve, Type, TypeDefKind, TypeId};

/// The functions that read a section, with the field whose block they give.
const SECTIONS: [(&str, &str); 12] = [
    ("profile", "creator"),
    ("accounts", "creator.accounts"),
    ("audience", "creator.accounts[].audience"),
    ("history", "creator.accounts[].history"),
    ("posts", "creator.accounts[].posts"),
    ("comments", "creator.accounts[].comments_sample"),
    ("follower-sample", "creator.accounts[].follower_sample"),
    ("reported", "creator.accounts[].reported"),
    ("rates", "creator.rates"),
    ("ratings", "creator.ratings"),
    ("past-campaigns", "creator.campaign_history"),
    ("relationship", "creator.relationship"),
];

/// What a profile holds besides the creator's own fields.
const ADDED: [&str; 2] = ["tier", "account"];

#[test]
fn records_are_the_models_field_by_field() {
    let (contract, facts) = contract();
    for (function, path) in SECTIONS.iter().chain(&[("overlap", "creator.overlap")]) {
        let function = &contract.interfaces[facts].functions[&format!("[method]batch.{function}")];
        compare(&contract, function.result.unwrap(), path);
    }
}

#[test]
fn every_section_of_a_creator_can_be_pulled() {
    let (contract, facts) = contract();
    let functions = &contract.interfaces[facts].functions;
    for section in Section::ALL.iter().filter(|section| **section != Section::Campaign) {
        let name = format!("[method]batch.{section}");
        assert!(functions.contains_key(&name), "`saring.wit` has no `{name}`");
    }
}

#[test]
fn everything_in_the_contract_is_documented() {
    let (contract, _) = contract();
    for (_, interface) in &contract.interfaces {
        let name = interface.name.as_deref().unwrap();
        assert!(interface.docs.contents.is_some() || name == "facts", "interface `{name}` says nothing of itself");
        for (function, item) in &interface.functions {
            assert!(item.docs.contents.is_some(), "`{name}.{function}` says nothing of itself");
        }
    }
    for (_, item) in contract.types.iter().filter(|(_, item)| item.name.is_some()) {
        if let TypeDefKind::Record(record) = &item.kind {
            for field in &record.fields {
                assert!(field.docs.contents.is_some(), "`{:?}.{}` says nothing of itself", item.name, field.name);
            }
        }
    }
}

pub(crate) fn contract() -> (Resolve, InterfaceId) {
    let mut resolve = Resolve::default();
    resolve.push_dir(repo().join("plugins/wit")).unwrap();
    let named = |(_, interface): &(InterfaceId, &wit_parser::Interface)| interface.name.as_deref() == Some("facts");
    let facts = resolve.interfaces.iter().find(named).unwrap().0;
    (resolve, facts)
}

/// The records of an interface, each with its fields in order, in the words of Rust.
pub(crate) fn records(contract: &Resolve, of: InterfaceId) -> impl Iterator<Item = (String, Vec<String>)> {
    contract.interfaces[of].types.iter().filter_map(|(name, id)| match &contract.types[*id].kind {
        TypeDefKind::Record(record) => {
            Some((name.clone(), record.fields.iter().map(|field| field.name.replace('-', "_")).collect()))
        }
        _ => None,
    })
}

/// Compares a type of the contract with the field, or the block, at a path.
fn compare(contract: &Resolve, of: Type, path: &str) {
    let (of, _) = behind_option(contract, of);
    let Type::Id(id) = of else { panic!("`{path}` is a plain {of:?}") };
    match &contract.types[id].kind {
        TypeDefKind::List(item) => compare(contract, *item, &format!("{path}[]")),
        TypeDefKind::Record(_) => record(contract, id, path),
        other => panic!("`{path}` is {other:?}"),
    }
}

fn record(contract: &Resolve, id: TypeId, path: &str) {
    let TypeDefKind::Record(record) = &contract.types[id].kind else { panic!("`{path}` is no record") };
    let below = |field: &&Field| field.path.strip_prefix(path).is_some_and(is_child);
    let own: Vec<&Field> = catalogue().fields().iter().filter(below).filter(|field| !is_section(field, path)).collect();
    let said = record.fields.iter().filter(|field| path != "creator" || !ADDED.contains(&field.name.as_str()));
    let mut names: Vec<String> = said.clone().map(|field| field.name.replace('-', "_")).collect();
    let mut due: Vec<&str> = own.iter().filter_map(|field| field.path.rsplit('.').next()).collect();
    names.sort();
    due.sort_unstable();
    assert_eq!(names, due, "the fields of `{path}` in saring.wit and in the model");
    for field in said {
        let inner = format!("{path}.{}", field.name.replace('-', "_"));
        let found = catalogue().find(&inner).unwrap();
        let (of, is_optional) = behind_option(contract, field.ty);
        assert_eq!(is_optional, !found.required, "whether `{inner}` may be unknown");
        value(contract, of, found);
    }
}

/// Compares the type of one field.
fn value(contract: &Resolve, of: Type, field: &Field) {
    let path = &field.path;
    let named = |name: &str| match of {
        Type::Id(id) => contract.types[id].name.as_deref() == Some(name),
        _ => false,
    };
    match (field.kind, field.unit) {
        (Kind::Flag, _) => assert_eq!(of, Type::Bool, "`{path}`"),
        (Kind::Integer, Some(Unit::Years)) => assert_eq!(of, Type::U32, "`{path}`"),
        (Kind::Integer, _) => assert_eq!(of, Type::U64, "`{path}`"),
        (Kind::Number, _) => assert_eq!(of, Type::F64, "`{path}`"),
        (Kind::Text, _) => assert_eq!(of, Type::String, "`{path}`"),
        (Kind::Date, _) => assert!(named("date"), "`{path}` is no date"),
        (Kind::Instant, _) => assert!(named("instant"), "`{path}` is no instant"),
        (Kind::Money, _) => assert!(named("money"), "`{path}` is no money"),
        (Kind::Choice, Some(Unit::Country | Unit::Currency | Unit::Language | Unit::TimeZone)) => {
            assert_eq!(of, Type::String, "`{path}`");
        }
        (Kind::Choice, _) => choices(contract, of, field),
        (Kind::Object, _) => compare(contract, of, path),
        (Kind::List, _) if field.item == Some(Kind::Object) => compare(contract, of, path),
        (Kind::List, _) => {
            let Type::Id(id) = of else { panic!("`{path}` is no list") };
            assert!(matches!(contract.types[id].kind, TypeDefKind::List(Type::String)), "`{path}` is no list of texts");
        }
        (kind, _) => panic!("`{path}` is {kind}, which has no counterpart in saring.wit"),
    }
}

fn choices(contract: &Resolve, of: Type, field: &Field) {
    let Type::Id(id) = of else { panic!("`{}` is no enum", field.path) };
    let TypeDefKind::Enum(words) = &contract.types[id].kind else { panic!("`{}` is no enum", field.path) };
    let said: Vec<String> = words.cases.iter().map(|case| case.name.replace('-', "_")).collect();
    assert_eq!(said, field.choices, "the words of `{}`", field.path);
}

fn behind_option(contract: &Resolve, of: Type) -> (Type, bool) {
    match of {
        Type::Id(id) => match &contract.types[id].kind {
            TypeDefKind::Option(inner) => (*inner, true),
            _ => (of, false),
        },
        _ => (of, false),
    }
}

/// Whether the rest of a path is one field below it.
fn is_child(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|name| !name.contains('.'))
}

/// Whether a block of the creator or of an account is a section of its own, and so not part of the record.
fn is_section(field: &Field, path: &str) -> bool {
    let of = |known: &str| catalogue().find(known).map(|known| known.section);
    let sections = SECTIONS.iter().skip(1).map(|(_, known)| *known).chain(["creator.overlap", "creator.attributes"]);
    matches!(path, "creator" | "creator.accounts[]")
        && sections.into_iter().any(|known| known == field.path && of(known).is_some())
}
