//! Merge: several files into one roster, where each creator stands once.
//!
//! Creators are the same where an account is: by the platform's own identifier, else by
//! handle; or where their own identifier is. A name says nothing: people share names.
//! The later file wins, block by block, because the facts of a block were true at one
//! moment. Whatever two files say differently, and whatever gives way, is listed.

mod combine;
mod conflict;
mod identity;
mod roster;
mod rules;

use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet};

use saring_model::{Creator, Id, Violation, decode};
use serde::Serialize;

pub use conflict::{Conflict, ConflictCode, Said, write_conflicts_csv};
pub use roster::import_roster;

use super::problem::{Problem, ProblemCode, Rejected};
use super::{Imported, limits::CONFLICTS_MAX};
pub(super) use combine::Combined;

/// A file that was imported, on its way into a merge.
#[derive(Debug, Clone)]
pub struct MergeSource {
    /// The name of the file, as people know it.
    pub name: String,
    /// What became of it.
    pub imported: Imported,
    /// Whether its identifiers are the creators' own. Numbers of rows are not: two files count alike.
    pub ids_are_own: bool,
}

/// A row of one of several files that became no creator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedOf {
    /// The file.
    pub file: String,
    /// The row, with every reason.
    #[serde(flatten)]
    pub row: Rejected,
}

/// What became of several files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Merged {
    /// The creators, in the order in which the files first have them.
    pub creators: Vec<Creator>,
    /// Rows that went into a creator of an earlier row.
    pub merged: u64,
    /// Rows that became nothing: those that could not be read, file by file, then those that could not be merged.
    pub rejected: Vec<RejectedOf>,
    /// Rows in all files: always the creators, the merged and the rejected rows together.
    pub rows_in: u64,
    /// What the files say differently, creator by creator.
    pub conflicts: Vec<Conflict>,
    /// Conflicts beyond [`CONFLICTS_MAX`], which are only counted.
    pub conflicts_omitted: u64,
    /// What a person should know though no row is wrong by it, with the file.
    pub warnings: Vec<(String, String)>,
}

/// One creator of one file.
struct Entry {
    /// Place of its file.
    source: usize,
    /// Number of its row in the file, from 1.
    row: u64,
    creator: Creator,
    /// Whether its identifier is its own.
    id_is_own: bool,
}

/// Rows that are one creator.
struct Group {
    id: Id,
    first: Entry,
    more: Vec<Entry>,
}

/// Merges files into one roster; the later of two files wins.
pub fn merge(sources: Vec<MergeSource>) -> Merged {
    let mut merge = Merge::default();
    let mut entries = Vec::new();
    for (source, it) in sources.into_iter().enumerate() {
        entries.extend(merge.take(source, it));
    }
    let identities = identity::identities(&entries);
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (entry, group) in entries.into_iter().zip(identities.groups) {
        match groups.entry(group) {
            Slot::Occupied(mut known) => known.get_mut().more.push(entry),
            Slot::Vacant(new) => _ = new.insert(Group { id: entry.creator.id.clone(), first: entry, more: Vec::new() }),
        }
    }
    groups.values_mut().for_each(|group| merge.identify(group));
    groups.values_mut().for_each(|group| merge.rename_overlaps(group));
    groups.into_values().for_each(|group| merge.group(group));
    for claim in identities.claims {
        let conflict = claim.conflict(&merge.names, &merge.ids);
        merge.list(conflict);
    }
    merge.merged
}

#[derive(Default)]
struct Merge {
    names: Vec<String>,
    /// Identifiers that creators have.
    taken: BTreeSet<String>,
    /// The identifier of the creator that each row belongs to, by file and the identifier in the file.
    ids: BTreeMap<(usize, Id), Id>,
    merged: Merged,
}

impl Merge {
    /// Takes a file apart: its creators with their rows, and what is known of it already.
    fn take(&mut self, source: usize, it: MergeSource) -> Vec<Entry> {
        // Of a workbook with several sheets, a creator is known by its place among the creators.
        let is_plain = it.imported.merged == 0;
        let rejected = it.imported.rejected.iter().filter(|_| is_plain).map(|row| row.row);
        let rejected: BTreeSet<u64> = rejected.collect();
        let rows = (1..).filter(move |row| !rejected.contains(row));
        self.merged.rows_in += it.imported.rows_in;
        self.merged.merged += it.imported.merged;
        let of = |row| RejectedOf { file: it.name.clone(), row };
        self.merged.rejected.extend(it.imported.rejected.into_iter().map(of));
        let of = |warning| (it.name.clone(), warning);
        self.merged.warnings.extend(it.imported.warnings.into_iter().map(of));
        self.names.push(it.name);
        let creators = it.imported.creators.into_iter().zip(rows);
        creators.map(|(creator, row)| Entry { source, row, creator, id_is_own: it.ids_are_own }).collect()
    }

    /// Gives a group the identifier of its first row. One that only counts rows may be that of another file's row.
    fn identify(&mut self, group: &mut Group) {
        let others = (group.first.source + 1..).map(|n| format!("{}@{n}", group.first.creator.id));
        let free = std::iter::once(group.id.to_string()).chain(others).find(|id| self.taken.insert(id.clone()));
        if let Some(Ok(free)) = free.map(Id::new) {
            group.id = free;
        }
        let rows = std::iter::once(&group.first).chain(&group.more);
        self.ids.extend(rows.map(|entry| ((entry.source, entry.creator.id.clone()), group.id.clone())));
    }

    /// Overlaps name creators as their file does; none is with oneself.
    fn rename_overlaps(&self, group: &mut Group) {
        for entry in std::iter::once(&mut group.first).chain(&mut group.more) {
            let Some(overlaps) = &mut entry.creator.overlap else { continue };
            for overlap in overlaps.as_mut_slice() {
                if let Some(id) = self.ids.get(&(entry.source, overlap.with.clone())) {
                    overlap.with = id.clone();
                }
            }
            overlaps.retain(|overlap| overlap.with != group.id);
        }
    }

    /// Makes one creator of the rows that are the same one.
    fn group(&mut self, group: Group) {
        let Group { id, first, more } = group;
        let mut creator = Creator { id, ..first.creator };
        let mut combined: Option<Combined> = None;
        for entry in more {
            let combined = combined.get_or_insert_with(|| Combined::new(&creator, first.source));
            let before = combined.clone();
            match combine(combined, &entry, &self.names) {
                Ok(together) => {
                    creator = together;
                    self.merged.merged += 1;
                    combined.conflicts.drain(..).for_each(|conflict| self.list(conflict));
                }
                Err(problems) => {
                    *combined = before;
                    let raw = serde_json::to_string(&entry.creator).unwrap_or_default();
                    let row = Rejected { row: entry.row, sheet: None, line: None, problems, raw };
                    let file = self.names.get(entry.source).cloned().unwrap_or_default();
                    self.merged.rejected.push(RejectedOf { file, row });
                }
            }
        }
        self.merged.creators.push(creator);
    }

    fn list(&mut self, conflict: Conflict) {
        if self.merged.conflicts.len() < CONFLICTS_MAX {
            self.merged.conflicts.push(conflict);
        } else {
            self.merged.conflicts_omitted += 1;
        }
    }
}

/// Adds an entry to its creator, which stays valid by it or is left alone.
fn combine(combined: &mut Combined, entry: &Entry, names: &[String]) -> Result<Creator, Vec<Problem>> {
    combined.add(&entry.creator, entry.source, names);
    let problem = |violation: &Violation| Problem {
        code: ProblemCode::Invalid(violation.code),
        source: None,
        target: Some(violation.pointer.clone()),
        message: format!("together with the earlier rows of `{}`: {violation}", combined.id()),
        help: violation.help.clone(),
    };
    decode::<Creator>(combined.value.to_string().as_bytes()).map_err(|found| found.iter().map(problem).collect())
}
