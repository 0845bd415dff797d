//! Which rows of several files are the same creator.

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use saring_model::creator::{Account, Platform};
use saring_model::{Creator, Id};

use super::Entry;
use super::conflict::{Conflict, ConflictCode, Said};

/// Who is the same as whom.
pub(super) struct Identities {
    /// For each entry, the first entry that is the same creator.
    pub(super) groups: Vec<usize>,
    pub(super) claims: Vec<Claim>,
}

/// A handle that two accounts of a platform claim; it makes nobody the same.
pub(super) struct Claim {
    handle: String,
    earlier: Claimant,
    later: Claimant,
}

#[derive(Clone)]
struct Claimant {
    external_id: String,
    source: usize,
    /// The creator's identifier in its file.
    creator: Id,
    /// Place of the account in its row.
    account: usize,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'e> {
    Account(Platform, &'e str),
    Handle(Platform, String),
    Own(&'e str),
}

/// Finds out which entries are the same creator.
pub(super) fn identities(entries: &[Entry]) -> Identities {
    let claims = claims(entries);
    let claimed: BTreeSet<(Platform, &str)> =
        claims.iter().map(|(platform, claim)| (*platform, claim.handle.as_str())).collect();
    let mut sets = Sets((0..entries.len()).collect());
    let mut first: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for (n, entry) in entries.iter().enumerate() {
        let mut keys = Vec::new();
        for account in entry.creator.accounts.iter().filter(|account| is_one_platform(account)) {
            keys.extend(account.external_id.as_ref().map(|id| Key::Account(account.platform, id)));
            let handle = handle(account).filter(|handle| !claimed.contains(&(account.platform, handle)));
            keys.extend(handle.map(|handle| Key::Handle(account.platform, handle)));
        }
        let is_own = entry.id_is_own && !is_by_name(&entry.creator);
        keys.extend(is_own.then_some(Key::Own(&entry.creator.id)));
        for key in keys {
            match first.entry(key) {
                Slot::Vacant(slot) => _ = slot.insert(n),
                Slot::Occupied(slot) => sets.join(*slot.get(), n),
            }
        }
    }
    let groups = (0..entries.len()).map(|n| sets.root(n)).collect();
    Identities { groups, claims: claims.into_iter().map(|(_, claim)| claim).collect() }
}

/// Handles that accounts with different identifiers claim, in the order in which they are met.
fn claims(entries: &[Entry]) -> Vec<(Platform, Claim)> {
    let mut claimants: BTreeMap<(Platform, String), Claimant> = BTreeMap::new();
    let mut claims: Vec<(Platform, Claim)> = Vec::new();
    for entry in entries {
        for (n, account) in entry.creator.accounts.iter().enumerate().filter(|(_, account)| is_one_platform(account)) {
            let (Some(handle), Some(external_id)) = (handle(account), &account.external_id) else { continue };
            let later = Claimant {
                external_id: external_id.to_string(),
                source: entry.source,
                creator: entry.creator.id.clone(),
                account: n,
            };
            match claimants.entry((account.platform, handle)) {
                Slot::Vacant(slot) => _ = slot.insert(later),
                Slot::Occupied(slot) if slot.get().external_id == later.external_id => {}
                Slot::Occupied(slot) => {
                    let (platform, handle) = slot.key().clone();
                    // The first claimant is named against each later one.
                    claims.push((platform, Claim { handle, earlier: slot.get().clone(), later }));
                }
            }
        }
    }
    claims
}

impl Claim {
    pub(super) fn conflict(self, names: &[String], ids: &BTreeMap<(usize, Id), Id>) -> Conflict {
        let said = |one: &Claimant| Said {
            file: names.get(one.source).cloned().unwrap_or_default(),
            value: format!("@{} is the account {}", self.handle, one.external_id),
        };
        let creator = ids.get(&(self.later.source, self.later.creator.clone())).map(Id::to_string);
        Conflict {
            creator: creator.unwrap_or_default(),
            pointer: format!("/accounts/{}/handle", self.later.account),
            code: ConflictCode::HandleClaimed,
            earlier: said(&self.earlier),
            later: said(&self.later),
            won: None,
        }
    }
}

/// Whether an identifier is a platform and a name, as a list without handles gives it: people share names.
fn is_by_name(creator: &Creator) -> bool {
    let Some(name) = &creator.name else { return false };
    let handles = || creator.accounts.iter().flat_map(|it| [it.handle.as_deref(), it.external_id.as_deref()]);
    creator.accounts.iter().any(|account| {
        let platform = serde_json::to_value(account.platform).unwrap_or_default();
        let own = creator.id.strip_prefix(platform.as_str().unwrap_or_default());
        let rest = own.and_then(|own| own.strip_prefix(':')?.strip_prefix(&**name));
        let is_name = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (row "));
        is_name && !handles().flatten().any(|handle| *handle == **name)
    })
}

/// The handle as it is compared: without `@`, in lower case.
pub(super) fn handle(account: &Account) -> Option<String> {
    account.handle.as_ref().map(|handle| plain_handle(handle)).filter(|handle| !handle.is_empty())
}

/// A handle as it is compared.
pub(super) fn plain_handle(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_lowercase()
}

/// Whether handles and identifiers of the account are of one platform; `other` stands for many.
fn is_one_platform(account: &Account) -> bool {
    account.platform != Platform::Other
}

/// Disjoint sets of numbers; the smallest of a set stands for it.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut n: usize) -> usize {
        while let Some(up) = self.0.get(n).copied().filter(|up| *up != n) {
            // Every look shortens the way for the next.
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(n) {
                *slot = above;
            }
            n = above;
        }
        n
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
