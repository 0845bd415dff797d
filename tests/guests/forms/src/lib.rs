//! A check that reads every section in all its forms, packed, as records and as JSON, and refuses where they differ.
#![cfg(target_arch = "wasm32")]

use std::fmt::Debug;

use saring_plugin::bindings::answering::Answers;
use saring_plugin::bindings::check::{self, exports::saring::plugin::creator_check};
use saring_plugin::bindings::common::{self, exports::saring::plugin::plugin};
use saring_plugin::facts::Batch;
use saring_plugin::prelude::*;

const DESCRIPTION: &str = r#"{
    "id": "forms", "version": "0.1.0", "kind": "check", "title": "Sections are the same in all forms",
    "fields": ["creator.id"], "params": {},
    "reasons": { "forms.same": { "en": "all forms of all sections are the same" } }
}"#;

struct Forms;

impl plugin::Guest for Forms {
    fn describe() -> String {
        DESCRIPTION.to_owned()
    }

    fn validate_settings(_: String) -> Result<(), String> {
        Ok(())
    }
}

impl creator_check::Guest for Forms {
    fn evaluate(_: String, batch: &Batch, answers: &Answers) -> Result<(), String> {
        while let Some(index) = batch.next() {
            compare(batch, index).map_err(|section| format!("`{section}` of creator {index} is not the same"))?;
            answers.unknown(index);
            answers.reason(index, "forms.same");
        }
        Ok(())
    }
}

/// The name of the first section that differs from one form to the next.
fn compare(batch: &Batch, index: u32) -> Result<(), &'static str> {
    let creator = saring_plugin::guest::creator(batch, index, batch.as_of());
    same("profile", creator.profile(), &batch.profile(index))?;
    same("accounts", creator.accounts(), batch.accounts(index).as_slice())?;
    same("accounts", &json(&creator, "accounts")?, &Some(batch.accounts(index)))?;
    macro_rules! sections {
        ($($name:literal: $packed:ident $record:ident;)+) => {
            $(
                let record = batch.$record(index);
                same($name, &creator.$packed(), &record.as_deref())?;
                same($name, &json(&creator, $name)?, &record)?;
            )+
        };
    }
    sections! {
        "audience": audiences audience;
        "history": history history;
        "comments": comments comments;
        "follower-sample": follower_sample follower_sample;
        "rates": rates rates;
        "ratings": ratings ratings;
        "past-campaigns": past_campaigns past_campaigns;
        "overlap": overlap overlap;
    }
    same("reported", &creator.reported(), &batch.reported(index).as_ref())?;
    same("reported", &json(&creator, "reported")?, &batch.reported(index))?;
    same("relationship", &creator.relationship(), &batch.relationship(index).as_ref())?;
    same("relationship", &json(&creator, "relationship")?, &batch.relationship(index))?;
    for limit in [0, 1, u32::MAX] {
        same("posts", &creator.newest_posts(limit), &batch.posts(index, limit))?;
    }
    same("posts", &json(&creator, "posts")?, &batch.posts(index, u32::MAX))?;
    let attributes = creator.attributes().and_then(|text| text.parse::<Value>().ok());
    same("attributes", &json(&creator, "attributes")?, &attributes)
}

/// A section, read from its JSON.
fn json<T: serde::de::DeserializeOwned>(
    creator: &Creator<'_>,
    section: &'static str,
) -> Result<Option<T>, &'static str> {
    creator.section(section).map_err(|_| section)
}

/// Records have no equality; what they show of themselves is all that they hold.
fn same<T: Debug + ?Sized>(section: &'static str, one: &T, other: &T) -> Result<(), &'static str> {
    if format!("{one:?}") == format!("{other:?}") { Ok(()) } else { Err(section) }
}

common::export_plugin!(Forms with_types_in common);
check::export_creator_check!(Forms with_types_in check);
