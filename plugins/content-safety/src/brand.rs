//! What the campaign's brand does not stand beside.

use std::collections::BTreeMap;

use saring_plugin::facts::Post;
use saring_plugin::{Setup, Table};
use serde::Deserialize;

use crate::category::Risk;
use crate::posts::category;

/// Farthest that a category's ancestors are asked for a limit, so that no table can send the search in circles.
const ANCESTORS_MAX: usize = 4;

#[derive(Debug, Default, Deserialize)]
struct Campaign {
    brand: Written,
}

#[derive(Debug, Default, Deserialize)]
struct Written {
    #[serde(default)]
    safety: Option<BTreeMap<String, String>>,
    #[serde(default)]
    blocked_topics: Option<Vec<String>>,
}

/// The brand's limits and refused topics, with the tree of categories.
#[derive(Debug)]
pub struct Brand {
    limits: Vec<(String, Risk)>,
    blocked: Vec<String>,
    parents: Vec<(String, String)>,
}

impl Brand {
    /// The brand of the campaign, with the categories of tables that have `id` and `parent`, the first that names one
    /// winning.
    ///
    /// # Errors
    ///
    /// The campaign cannot be read.
    pub fn of<'t>(setup: &Setup, tables: impl IntoIterator<Item = &'t Table>) -> Result<Self, String> {
        let brand = setup.campaign_as::<Campaign>()?.unwrap_or_default().brand;
        let limit = |(id, risk): (String, String)| Some((category(&id).to_owned(), Risk::named(&risk)?));
        let pairs = tables.into_iter().flat_map(|table| {
            let (ids, parents) = (table.texts("id"), table.texts("parent"));
            ids.into_iter().zip(parents).filter_map(|(id, parent)| Some((id?, category(&parent?).to_owned())))
        });
        Ok(Self {
            limits: brand.safety.into_iter().flatten().filter_map(limit).collect(),
            blocked: brand.blocked_topics.unwrap_or_default(),
            parents: pairs.collect(),
        })
    }

    /// Categories and the one above each.
    pub fn parents(&self) -> &[(String, String)] {
        &self.parents
    }

    /// The highest risk that the brand accepts in a category: its own limit, else that of the nearest category above it;
    /// the stricter one where it is written twice. None where the brand says nothing of them.
    pub fn limit(&self, id: &str) -> Option<Risk> {
        let mut at = Some(id);
        for _ in 0..ANCESTORS_MAX {
            let own = at?;
            // A graver risk comes first in the order, so the stricter limit is the larger one.
            let written = self.limits.iter().filter(|(id, _)| id.eq_ignore_ascii_case(own)).map(|(_, limit)| *limit);
            if let Some(limit) = written.max() {
                return Some(limit);
            }
            let above = self.parents.iter().find(|(id, _)| category(id).eq_ignore_ascii_case(own));
            at = above.map(|(_, parent)| parent.as_str());
        }
        None
    }

    /// Whether a risk in a category is graver than the brand accepts.
    pub fn refuses(&self, id: &str, risk: Risk) -> bool {
        self.limit(id).is_some_and(|limit| risk < limit)
    }

    /// Whether the brand refuses any topic.
    pub fn refuses_topics(&self) -> bool {
        !self.blocked.is_empty()
    }

    /// Whether a post is about a topic that the brand refuses.
    pub fn is_blocked(&self, post: &Post) -> bool {
        post.topics.iter().flatten().any(|topic| self.blocked.contains(topic))
    }
}
