//! A section says the same in all its forms: packed, as records, as JSON.

use std::sync::Arc;

use saring_app::demo;
use saring_app::plugins::run::{RunRequest, run};
use saring_model::{Creator, Timestamp};
use saring_tests::golden::repo;
use saring_tests::guests;

use crate::wasm::contract::{contract, records};

const CREATORS: usize = 100;
const SEED: u64 = 4;

#[test]
fn every_section_is_the_same_in_all_forms() {
    let as_of = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let read = |path: &str| std::fs::read_to_string(repo().join(path)).unwrap();
    let all: Creator = serde_json::from_str(&read("schemas/examples/creator.json")).unwrap();
    let tried: Vec<Creator> = serde_json::from_str(&read("engine/runtime-wasm/src/self_test/creators.json")).unwrap();
    let creators = tried.into_iter().chain([all]).chain(demo::roster(SEED, CREATORS, as_of)).map(Arc::new).collect();
    let request = RunRequest {
        plan: None,
        timeline: None,
        only: None,
        bytes: guests::component("tests/guests/forms"),
        setup: Default::default(),
        campaign: None,
        creators,
        as_of,
        lang: "en".to_owned(),
        cache: None,
    };
    for answer in run(&request).unwrap().answers {
        let told = serde_json::to_value(&answer).unwrap();
        assert_eq!(told["answer"]["reasons"][0]["code"], "forms.same", "{told}");
    }
}

/// Whoever unpacks a section reads its fields in the order of the contract; host and SDK each list them.
#[test]
fn fields_are_packed_in_the_order_of_the_contract() {
    let (contract, facts) = contract();
    for path in ["engine/runtime-wasm/src/host/facts/records.rs", "plugins/sdk/src/source/packed.rs"] {
        let source = std::fs::read_to_string(repo().join(path)).unwrap();
        let (_, table) = source.split_once("records! {").unwrap();
        for (name, fields) in records(&contract, facts).filter(|(name, _)| !["money", "profile"].contains(&&**name)) {
            // `audience-part` as `AudiencePart`.
            let capital = |word: &str| {
                let mut letters = word.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
            };
            let name: String = name.split('-').map(capital).collect();
            let line = table.split('}').map(str::trim).find(|line| line.split_whitespace().next() == Some(&name));
            let (_, listed) = line.unwrap_or_else(|| panic!("{path} has no `{name}`")).split_once('{').unwrap();
            let listed: Vec<&str> = listed.split(',').map(str::trim).filter(|field| !field.is_empty()).collect();
            assert_eq!(listed, fields, "the fields of `{name}` in {path}");
        }
    }
}
