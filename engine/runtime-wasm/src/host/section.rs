//! The sections of a creator: as records, as JSON text, and as columns of numbers.

use std::borrow::Cow;
use std::cmp::Reverse;

use saring_model::List;
use saring_model::creator::{Account, Creator, HistoryPoint, Post};
use saring_pack::{Package, Subject};
use serde::Serialize;
use wasmtime::Result;
use wasmtime::component::{ComponentType, LinkerInstance, Lower, Resource, ResourceType, WasmStr};

use super::facts::{Fact, Packed, Profile, Wire, wire};
use super::{Batch, Cx, Refusal, State, charge, instant, misuse, numbers, text, turn};

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.resource("batch", ResourceType::host::<Batch>(), |_, _| Ok(()))?;
    question(linker)?;
    records(linker)?;
    others(linker)
}

/// What is asked, and the creators one by one.
fn question(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]batch.len", |mut cx: Cx<'_>, (_,): (Resource<Batch>,)| {
        charge(&mut cx, 0)?;
        Ok((u32::try_from(cx.data().turns()).unwrap_or(u32::MAX),))
    })?;
    linker.func_wrap("[method]batch.next", |mut cx: Cx<'_>, (_,): (Resource<Batch>,)| {
        charge(&mut cx, 0)?;
        Ok((turn::next(&mut cx)?,))
    })?;
    linker.func_wrap("[method]batch.as-of", |mut cx: Cx<'_>, (_,): (Resource<Batch>,)| {
        charge(&mut cx, 0)?;
        Ok((instant(cx.data().asked.as_of),))
    })?;
    linker.func_wrap("[method]batch.campaign", |mut cx: Cx<'_>, (_,): (Resource<Batch>,)| {
        let campaign = cx.data().asked.campaign.clone();
        let json = campaign.map(|campaign| json(&*campaign)).transpose()?;
        // A campaign belongs to the batch and not to a creator, so it grants nothing.
        charge(&mut cx, json.as_ref().map_or(0, String::len))?;
        Ok((json,))
    })
}

/// The sections as records.
fn records(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    section(linker, "profile", |seen, account, wire| profile(seen, account).record(wire))?;
    section(linker, "accounts", |seen, _, wire| seen.creator.accounts.record(wire))?;
    section(linker, "audience", |_, account, wire| account.audience.record(wire))?;
    section(linker, "history", |_, account, wire| history(account).record(wire))?;
    section(linker, "comments", |_, account, wire| account.comments_sample.record(wire))?;
    section(linker, "follower-sample", |_, account, wire| account.follower_sample.record(wire))?;
    section(linker, "reported", |_, account, wire| account.reported.record(wire))?;
    section(linker, "rates", |seen, _, wire| seen.creator.rates.record(wire))?;
    section(linker, "ratings", |seen, _, wire| seen.creator.ratings.record(wire))?;
    section(linker, "past-campaigns", |seen, _, wire| seen.creator.campaign_history.record(wire))?;
    section(linker, "relationship", |seen, _, wire| seen.creator.relationship.record(wire))?;
    section(linker, "overlap", |seen, _, wire| seen.creator.overlap.record(wire))
}

/// Posts with their limit, attributes, what is packed, JSON text and columns.
fn others(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap(
        "[method]batch.posts",
        |mut cx: Cx<'_>, (_, creator, limit): (Resource<Batch>, u32, u32)| -> Result<(Option<Vec<wire::Post>>,)> {
            let most = limit as usize;
            read(&mut cx, creator, "posts", |_, account, wire| Ok(posts(account, most).record(wire)))
        },
    )?;
    linker.func_wrap("[method]batch.attributes", |mut cx: Cx<'_>, (_, creator): (Resource<Batch>, u32)| {
        as_text(&mut cx, creator, "attributes")
    })?;
    linker.func_wrap(
        "[method]batch.packed",
        |mut cx: Cx<'_>, (_, creator, name, limit): (Resource<Batch>, u32, WasmStr, u32)| {
            let name = named(&cx, creator, &name)?;
            let most = limit as usize;
            read(&mut cx, creator, name, |seen, account, wire| {
                Ok(packed(seen, account, name, most)?.map(|packed| packed.into_parts(wire)))
            })
        },
    )?;
    linker.func_wrap(
        "[method]batch.section",
        |mut cx: Cx<'_>, (_, creator, name): (Resource<Batch>, u32, WasmStr)| {
            let name = named(&cx, creator, &name)?;
            as_text(&mut cx, creator, name)
        },
    )?;
    linker.func_wrap(
        "[method]batch.numbers",
        |mut cx: Cx<'_>, (_, creator, path): (Resource<Batch>, u32, WasmStr)| -> Result<(Vec<Option<f64>>,)> {
            let path = text(&mut cx, &path)?;
            read(&mut cx, creator, path.clone(), |seen, account, wire| {
                let numbers = numbers::of(seen, account, &path)?;
                wire.count(size_of_val(numbers.as_slice()));
                Ok(numbers)
            })
        },
    )
}

/// Links a section that is read whole.
fn section<R>(
    linker: &mut LinkerInstance<'_, State>,
    name: &'static str,
    record: impl Fn(&Subject, &Account, &Wire) -> R + Send + Sync + 'static,
) -> Result<()>
where
    R: ComponentType + Lower + Send + Sync + 'static,
{
    linker.func_wrap(
        &format!("[method]batch.{name}"),
        move |mut cx: Cx<'_>, (_, creator): (Resource<Batch>, u32)| -> Result<(R,)> {
            read(&mut cx, creator, name, |seen, account, wire| Ok(record(seen, account, wire)))
        },
    )
}

/// Reads from the creator whose turn it is, and books what that costs and grants.
fn read<R>(
    cx: &mut Cx<'_>,
    creator: u32,
    what: impl Into<Cow<'static, str>>,
    record: impl FnOnce(&Subject, &Account, &Wire) -> Result<R>,
) -> Result<(R,)> {
    let own = turn::own(cx, creator)?;
    let wire = Wire::default();
    let seen = cx.data().asked.subjects.get(own).and_then(Option::as_ref);
    // Whoever asks has chosen one of the creator's accounts, the one that counts.
    let both = seen.and_then(|seen| Some((seen, seen.creator.accounts.get(seen.primary)?)));
    let Some((seen, account)) = both else { return misuse("there is no such creator") };
    let value = record(seen, account, &wire)?;
    turn::grant(cx, what, wire.bytes(), wire.worth())?;
    charge(cx, wire.bytes())?;
    Ok((value,))
}

fn as_text(cx: &mut Cx<'_>, creator: u32, name: &'static str) -> Result<(Option<String>,)> {
    read(cx, creator, name, |seen, account, wire| {
        let json = section_json(seen, account, name)?;
        wire.count(json.as_ref().map_or(0, String::len));
        Ok(json)
    })
}

fn profile<'a>(seen: &'a Subject, account: &'a Account) -> Profile<'a> {
    Profile { creator: &seen.creator, tier: seen.tier.as_deref(), account }
}

/// Posts, the newest first, at most so many.
pub(super) fn posts(account: &Account, most: usize) -> Option<Vec<&Post>> {
    let mut posts: Vec<&Post> = account.posts.as_ref()?.iter().collect();
    posts.sort_by_key(|post| Reverse(post.at));
    posts.truncate(most);
    Some(posts)
}

/// Points of the history, the oldest first.
pub(super) fn history(account: &Account) -> Option<Vec<&HistoryPoint>> {
    let mut points: Vec<&HistoryPoint> = account.history.as_ref()?.iter().collect();
    points.sort_by_key(|point| point.at);
    Some(points)
}

/// The names under which sections are read packed or as JSON text.
const SECTIONS: [&str; 15] = [
    "profile",
    "accounts",
    "audience",
    "history",
    "posts",
    "comments",
    "follower-sample",
    "reported",
    "rates",
    "ratings",
    "past-campaigns",
    "relationship",
    "overlap",
    "attributes",
    "offer",
];

/// The section of a name, where the creator is the one whose turn it is.
fn named(cx: &Cx<'_>, creator: u32, said: &WasmStr) -> Result<&'static str> {
    turn::own(cx, creator)?;
    name(cx, said)
}

/// The section of a name.
pub(super) fn name(cx: &Cx<'_>, said: &WasmStr) -> Result<&'static str> {
    let name = said.to_str(cx).map_err(|error| Refusal::Contract(error.to_string()))?;
    match SECTIONS.iter().find(|section| **section == name) {
        Some(section) => Ok(section),
        None => {
            let name = name.chars().take(NAME_CHARS_SHOWN).collect::<String>();
            misuse(format!("there is no section `{}`; there are {}", name.escape_debug(), SECTIONS.join(", ")))
        }
    }
}

/// Characters that are shown of the name of a section that there is not.
const NAME_CHARS_SHOWN: usize = 64;

/// A section packed; none where it is unknown.
fn packed(seen: &Subject, account: &Account, name: &str, most: usize) -> Result<Option<Packed>> {
    let creator = &*seen.creator;
    Ok(match name {
        "profile" => Some(Packed::of(&profile(seen, account))),
        "accounts" => list(Some(&creator.accounts), most),
        "audience" => list(account.audience.as_deref(), most),
        "history" => list(history(account).as_deref(), most),
        "posts" => list(posts(account, most).as_deref(), most),
        "comments" => list(account.comments_sample.as_deref(), most),
        "follower-sample" => list(account.follower_sample.as_deref(), most),
        "reported" => account.reported.as_ref().map(Packed::of),
        "rates" => list(creator.rates.as_deref(), most),
        "ratings" => list(creator.ratings.as_deref(), most),
        "past-campaigns" => list(creator.campaign_history.as_deref(), most),
        "relationship" => creator.relationship.as_ref().map(Packed::of),
        "overlap" => list(creator.overlap.as_deref(), most),
        other => return misuse(format!("section `{other}` is no record: read it with its own method")),
    })
}

/// The first items of a list, packed.
fn list<T: Fact>(items: Option<&[T]>, most: usize) -> Option<Packed> {
    items.map(|items| Packed::of(items.get(..most).unwrap_or(items)))
}

/// A section as JSON text; none where it is unknown.
pub(super) fn section_json(seen: &Subject, account: &Account, name: &str) -> Result<Option<String>> {
    let creator = &*seen.creator;
    match name {
        "profile" => {
            json(&ProfileJson { creator: without_lists(creator, account), tier: seen.tier.as_deref() }).map(Some)
        }
        "accounts" => json(&creator.accounts.iter().map(bare).collect::<Vec<_>>()).map(Some),
        "audience" => optional(account.audience.as_ref()),
        "history" => optional(history(account)),
        "posts" => optional(posts(account, usize::MAX)),
        "comments" => optional(account.comments_sample.as_ref()),
        "follower-sample" => optional(account.follower_sample.as_ref()),
        "reported" => optional(account.reported.as_ref()),
        "rates" => optional(creator.rates.as_ref()),
        "ratings" => optional(creator.ratings.as_ref()),
        "past-campaigns" => optional(creator.campaign_history.as_ref()),
        "relationship" => optional(creator.relationship.as_ref()),
        "overlap" => optional(creator.overlap.as_ref()),
        "attributes" => optional(creator.attributes.as_ref()),
        _ => seen.package.as_deref().map(offer).transpose(),
    }
}

/// The package that is asked about.
fn offer(of: &Package) -> Result<String> {
    let Package { id, deliverables, includes, ask, basis } = of;
    json(&serde_json::json!({
        "id": id, "deliverables": deliverables, "includes": includes, "ask": ask, "basis": basis,
    }))
}

/// A creator without the blocks that are sections of their own, with the tier.
#[derive(Serialize)]
struct ProfileJson<'a> {
    #[serde(flatten)]
    creator: Creator,
    tier: Option<&'a str>,
}

/// The creator with the account that counts alone.
fn without_lists(of: &Creator, account: &Account) -> Creator {
    Creator {
        id: of.id.clone(),
        name: of.name.clone(),
        accounts: List::new(vec![bare(account)]).unwrap_or_else(|_| of.accounts.clone()),
        location: of.location.clone(),
        languages: of.languages.clone(),
        tz: of.tz.clone(),
        style_tags: of.style_tags.clone(),
        rates: None,
        ratings: None,
        campaign_history: None,
        relationship: None,
        overlap: None,
        last_tier: of.last_tier.clone(),
        attributes: None,
    }
}

/// An account without the blocks that are sections of their own.
fn bare(of: &Account) -> Account {
    Account {
        platform: of.platform,
        external_id: of.external_id.clone(),
        handle: of.handle.clone(),
        url: of.url.clone(),
        verified: of.verified,
        private: of.private,
        kind: of.kind,
        followers: of.followers,
        following: of.following,
        posts_total: of.posts_total,
        created_at: of.created_at,
        history: None,
        posts: None,
        comments_sample: None,
        comments_n: of.comments_n,
        audience: None,
        reported: None,
        follower_sample: None,
        provenance: of.provenance.clone(),
    }
}

fn optional<T: Serialize>(value: Option<T>) -> Result<Option<String>> {
    value.map(|value| json(&value)).transpose()
}

pub(super) fn json(value: &(impl Serialize + ?Sized)) -> Result<String> {
    // Facts were read from JSON, and can be written as such.
    Ok(serde_json::to_string(value)?)
}
