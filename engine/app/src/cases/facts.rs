//! The facts of a case, read as documents are.

use std::sync::Arc;

use saring_model::decode::decode;
use saring_model::plan::Plan;
use saring_model::timeline::Timeline;
use saring_model::{Campaign, Creator, Document, Id, Platform, Violations};
use saring_pack::{Chosen, Scope, Status, Subject, Target};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::Case;
use crate::inquiry::Known;

/// The facts of a case.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Everything that is known: the case's own creator first, where it has an account, and then the roster.
    pub known: Known,
    /// Whom or what a trigger looks at.
    pub target: Target,
    /// Of what a metric is asked.
    pub scope: Scope,
}

/// Why the facts of a case cannot be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FactsError {
    /// A document is not valid.
    #[error("the {what} is not valid")]
    Invalid {
        /// Which document.
        what: &'static str,
        /// What is wrong with it.
        violations: Violations,
    },
    /// Something else is not as it should be.
    #[error("{0}")]
    Wrong(String),
}

impl Facts {
    /// Reads the facts of a case.
    ///
    /// # Errors
    /// Where a document of it is not valid.
    pub fn of(case: &Case) -> Result<Self, FactsError> {
        let own = case.creator.pointer("/accounts/0/platform").is_some().then_some(&case.creator);
        let creators = own.into_iter().chain(&case.roster).map(|creator| document::<Creator>("creator", creator));
        let chosen = case.selection.as_ref().map(|rows| rows.iter().map(chosen).collect::<Result<_, _>>());
        let known = Known {
            campaign: Some(document::<Campaign>("campaign", &case.campaign)?),
            plan: case.plan.as_ref().map(|plan| document::<Plan>("plan", plan)).transpose()?,
            timeline: case.timeline.as_ref().map(|events| document::<Timeline>("timeline", events)).transpose()?,
            creators: creators.collect::<Result<_, _>>()?,
            chosen: chosen.transpose()?,
            as_of: case.as_of,
        };
        only("target", &case.target, &["creator", "post"])?;
        only("scope", &case.scope, &["creator", "tier", "platform"])?;
        let target = Target { creator: word(&case.target, "creator")?, post: word::<Id>(&case.target, "post")? };
        let scope = Scope {
            creator: word::<Id>(&case.scope, "creator")?,
            tier: word::<String>(&case.scope, "tier")?.map(Into::into),
            platform: word::<Platform>(&case.scope, "platform")?,
        };
        Ok(Self { known, target, scope })
    }
}

fn document<T: Document>(what: &'static str, document: &Value) -> Result<Arc<T>, FactsError> {
    let read = decode(document.to_string().as_bytes());
    read.map(Arc::new).map_err(|violations| FactsError::Invalid { what, violations })
}

fn only(what: &str, table: &Map<String, Value>, keys: &[&str]) -> Result<(), FactsError> {
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(odd) => Err(FactsError::Wrong(format!("`{what}` has no `{odd}`; it has {}", keys.join(", ")))),
        None => Ok(()),
    }
}

fn word<T: DeserializeOwned>(table: &Map<String, Value>, key: &str) -> Result<Option<T>, FactsError> {
    let read = table.get(key).map(|value| {
        serde_json::from_value(value.clone()).map_err(|error| FactsError::Wrong(format!("`{key}` is {value}: {error}")))
    });
    read.transpose()
}

/// A chosen creator of a case: its `name`, `followers`, and what checks say of it.
fn chosen(row: &Value) -> Result<Chosen, FactsError> {
    let wrong = |what: &str| FactsError::Wrong(format!("one of the `selection` {what}: {row}"));
    let table = row.as_object().ok_or_else(|| wrong("is no table"))?;
    only("selection", table, &["name", "followers", "scores", "statuses"])?;
    let name = row.get("name").and_then(Value::as_str).ok_or_else(|| wrong("has no `name`"))?;
    let mut account = Map::from_iter([("platform".to_owned(), json!("instagram"))]);
    account.extend(row.get("followers").map(|followers| ("followers".to_owned(), followers.clone())));
    let creator = document::<Creator>("selection", &json!({ "id": name, "accounts": [account] }))?;
    let each = |key: &str| row.get(key).and_then(Value::as_object).into_iter().flatten();
    let scores = each("scores").map(|(check, score)| {
        let score = score.as_f64().ok_or_else(|| wrong("has a score that is no number"))?;
        Ok((check.clone(), score))
    });
    let statuses = each("statuses").map(|(check, status)| {
        let known = [Status::Pass, Status::Warn, Status::Fail, Status::Unknown];
        let status = known.into_iter().find(|known| json!(known) == *status);
        Ok((check.clone(), status.ok_or_else(|| wrong("has a status that is none"))?))
    });
    Ok(Chosen {
        subject: Subject::new(creator, 0, None),
        scores: scores.collect::<Result<_, FactsError>>()?,
        statuses: statuses.collect::<Result<_, FactsError>>()?,
    })
}
