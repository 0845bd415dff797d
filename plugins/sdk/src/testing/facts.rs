//! Facts from a creator document, as the host hands them out.

use std::cmp::Reverse;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::facts::{
    Account, Audience, CampaignRecord, Comment, FollowerRecord, HistoryPoint, Overlap, Post, Profile, Rate, Rating,
    Relationship, Reported,
};

/// What every path of a creator's account begins with.
const ACCOUNT: &str = "creator.accounts[].";
/// The lists of an account that are sections of their own.
const SECTIONS: [&str; 6] = ["audience", "history", "posts", "comments_sample", "follower_sample", "reported"];

/// Everything that is known of one creator.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) profile: Profile,
    pub(crate) accounts: Vec<Account>,
    pub(crate) audience: Option<Vec<Audience>>,
    pub(crate) history: Option<Vec<HistoryPoint>>,
    pub(crate) posts: Option<Vec<Post>>,
    pub(crate) comments: Option<Vec<Comment>>,
    pub(crate) follower_sample: Option<Vec<FollowerRecord>>,
    pub(crate) reported: Option<Reported>,
    pub(crate) rates: Option<Vec<Rate>>,
    pub(crate) ratings: Option<Vec<Rating>>,
    pub(crate) past_campaigns: Option<Vec<CampaignRecord>>,
    pub(crate) relationship: Option<Relationship>,
    pub(crate) overlap: Option<Vec<Overlap>>,
    /// The document, with the posts and the history of the account that counts in the order of their sections.
    document: Value,
    account: Value,
}

impl Facts {
    /// Reads a document; `account` counts.
    pub(crate) fn read(document: &Value, account: usize, tier: Option<&str>) -> Result<Self, String> {
        let mut creator = document.as_object().cloned().ok_or("a creator is a JSON object")?;
        let Some(Value::Array(written)) = creator.remove("accounts") else {
            return Err("`accounts` is missing".to_owned());
        };
        let mut accounts = Vec::new();
        for (index, account) in written.iter().enumerate() {
            let mut bare = account.as_object().cloned().ok_or_else(|| format!("`accounts[{index}]` is no object"))?;
            SECTIONS.iter().for_each(|section| drop(bare.remove(*section)));
            accounts.push(read(Value::Object(bare), &format!("accounts[{index}]"))?);
        }
        let missing = || format!("there is no account {account}, counted from 0");
        let counting = accounts.get(account).cloned().ok_or_else(missing)?;
        let mut sections = written.get(account).and_then(Value::as_object).cloned().ok_or_else(missing)?;
        sort(&mut sections);
        let account = Value::Object(sections.clone());
        let at = |section: &str| format!("accounts[].{section}");
        let facts = Self {
            audience: take(&mut sections, "audience", &at("audience"))?,
            history: take(&mut sections, "history", &at("history"))?,
            posts: take(&mut sections, "posts", &at("posts"))?,
            comments: take(&mut sections, "comments_sample", &at("comments_sample"))?,
            follower_sample: take(&mut sections, "follower_sample", &at("follower_sample"))?,
            reported: take(&mut sections, "reported", &at("reported"))?,
            rates: take(&mut creator, "rates", "rates")?,
            ratings: take(&mut creator, "ratings", "ratings")?,
            past_campaigns: take(&mut creator, "campaign_history", "campaign_history")?,
            relationship: take(&mut creator, "relationship", "relationship")?,
            overlap: take(&mut creator, "overlap", "overlap")?,
            profile: profile(&mut creator, counting, tier)?,
            accounts,
            document: document.clone(),
            account,
        };
        match creator.keys().find(|key| *key != "attributes") {
            Some(odd) => Err(format!("`{odd}` is no field of a creator")),
            None => Ok(facts),
        }
    }

    /// A section as JSON text.
    pub(crate) fn section(&self, name: &str) -> Option<String> {
        let section = match name {
            "profile" => Some(&self.document),
            "accounts" => self.document.get("accounts"),
            "comments" => self.account.get("comments_sample"),
            "follower-sample" => self.account.get("follower_sample"),
            "past-campaigns" => self.document.get("campaign_history"),
            other => self.account.get(other).or_else(|| self.document.get(other)),
        };
        section.filter(|section| !section.is_null()).map(Value::to_string)
    }

    /// All values of a numeric field.
    pub(crate) fn numbers(&self, path: &str) -> Vec<Option<f64>> {
        let mut values = Vec::new();
        match path.strip_prefix(ACCOUNT) {
            Some(rest) => probe(Some(&self.account), rest, &mut values),
            None => probe(Some(&self.document), path.strip_prefix("creator.").unwrap_or(path), &mut values),
        }
        values
    }
}

fn profile(creator: &mut Map<String, Value>, account: Account, tier: Option<&str>) -> Result<Profile, String> {
    Ok(Profile {
        id: take(creator, "id", "id")?.unwrap_or_else(|| "instagram:1".to_owned()),
        name: take(creator, "name", "name")?,
        location: take(creator, "location", "location")?,
        languages: take(creator, "languages", "languages")?,
        tz: take(creator, "tz", "tz")?,
        style_tags: take(creator, "style_tags", "style_tags")?,
        last_tier: take(creator, "last_tier", "last_tier")?,
        tier: tier.map(str::to_owned),
        account,
    })
}

/// Posts the newest first, history the oldest first, as the host gives them.
fn sort(account: &mut Map<String, Value>) {
    let at = |item: &Value| item.get("at").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(Value::Array(posts)) = account.get_mut("posts") {
        posts.sort_by_cached_key(|post| Reverse(crate::dates::parse_instant(&at(post))));
    }
    if let Some(Value::Array(history)) = account.get_mut("history") {
        history.sort_by_cached_key(at);
    }
}

fn take<T: DeserializeOwned>(from: &mut Map<String, Value>, key: &str, path: &str) -> Result<Option<T>, String> {
    from.remove(key).map(|value| read(value, path)).transpose()
}

/// Reads a block; a key that is no field is a mistake of the test.
fn read<T: DeserializeOwned>(value: Value, path: &str) -> Result<T, String> {
    let mut odd = None;
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
    let read = serde_ignored::deserialize(tracked, |ignored| {
        odd.get_or_insert_with(|| ignored.to_string().replace('?', ""));
    });
    let read = read.map_err(|error| format!("`{path}.{}`: {error}", track.path()))?;
    match odd {
        Some(odd) => Err(format!("`{path}.{odd}` is no field")),
        None => Ok(read),
    }
}

/// Appends the values at a path below a value: one for a field, known or not, and one for each item of a list.
fn probe(value: Option<&Value>, path: &str, into: &mut Vec<Option<f64>>) {
    let (word, rest) = path.split_once('.').unwrap_or((path, ""));
    let name = word.trim_end_matches("[]");
    let found = value.and_then(|value| value.get(name));
    if name.len() < word.len() {
        let items = found.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().for_each(|item| probe(Some(item), rest, into));
    } else if rest.is_empty() {
        into.push(found.and_then(Value::as_f64));
    } else {
        probe(found, rest, into);
    }
}
