//! Follower sketches from id lists: counted as they are read, so that no id is kept, and put into a roster.

mod lists;

use std::collections::BTreeMap;

use saring_model::creator::{Audience, AudienceOf};
use saring_model::{Account, Creator, Id, List, Text};
use saring_planner::reach::{SIZE, SIZE_MAX, SIZE_MIN, Salt, Sketch, Sketcher};
use serde::Serialize;

pub use lists::{Fault, ListError};

/// Hashes that a sketch keeps where nothing else is said.
pub const SIZE_DEFAULT: u32 = SIZE;
/// Fewest and most hashes that a sketch may keep.
pub const SIZES: (u32, u32) = (SIZE_MIN, SIZE_MAX);

/// Creators of one run; each takes as much memory as its sketch.
const CREATORS_MAX: usize = saring_model::limits::CREATORS_MAX;

/// A salt that cannot be used, or a size that no sketch has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SketchRefusal {
    /// The salt can be guessed.
    #[error(transparent)]
    Salt(#[from] saring_planner::reach::SaltTooShort),
    /// No sketch has this size.
    #[error(transparent)]
    Size(#[from] saring_planner::reach::SizeOutOfRange),
}

/// The sketch of one creator's followers, as it is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sketched {
    /// The creator.
    pub creator: Id,
    /// The sketch, for the field `audience.sketch`.
    pub sketch: String,
    /// Ids that were read, repeated ones included.
    pub ids: u64,
}

/// Sketches that grow as lists are read.
#[derive(Debug)]
pub struct Sketches {
    /// A sketch of nobody yet; none where no salt was given, and only sketches can be read.
    empty: Option<Sketcher>,
    counting: BTreeMap<Id, Sketcher>,
    made: BTreeMap<Id, Sketch>,
}

/// A roster with sketches, and those of them that nobody in it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The creators, in their order.
    pub creators: Vec<Creator>,
    /// How many of them have a new sketch.
    pub sketched: usize,
    /// Creators with a sketch that are not in the roster.
    pub strangers: Vec<Id>,
}

impl Sketches {
    /// No sketch yet. Without a salt, only sketches that were made before can be read.
    ///
    /// # Errors
    /// Where the salt is too short, or no sketch has this size.
    pub fn new(salt: Option<&[u8]>, size: u32) -> Result<Self, SketchRefusal> {
        let empty = match salt {
            Some(salt) => Some(Sketcher::new(Salt::new(salt)?, size)?),
            None => None,
        };
        Ok(Self { empty, counting: BTreeMap::new(), made: BTreeMap::new() })
    }

    /// The sketches, by creator.
    ///
    /// # Errors
    /// A creator whose sketches were made with different salts.
    pub fn finish(self) -> Result<Vec<Sketched>, Id> {
        let mut all = self.made;
        for (creator, sketcher) in self.counting {
            let sketch = sketcher.sketch();
            let whole = match all.get(&creator) {
                Some(made) => made.union(&sketch).map_err(|_| creator.clone())?,
                None => sketch,
            };
            all.insert(creator, whole);
        }
        let sketched =
            |(creator, sketch): (Id, Sketch)| Sketched { creator, sketch: sketch.encode(), ids: sketch.seen() };
        Ok(all.into_iter().map(sketched).collect())
    }

    fn count(&mut self, creator: &str, id: &[u8]) -> Result<(), Fault> {
        if let Some(sketcher) = self.counting.get_mut(creator) {
            sketcher.add(id);
            return Ok(());
        }
        let mut sketcher = self.empty.clone().ok_or(Fault::NoSalt)?;
        let creator = self.newcomer(creator)?;
        sketcher.add(id);
        self.counting.insert(creator, sketcher);
        Ok(())
    }

    fn take_in(&mut self, creator: &str, sketch: Sketch) -> Result<(), Fault> {
        match self.made.get_mut(creator) {
            Some(made) => *made = made.union(&sketch).map_err(|_| Fault::SaltsDiffer)?,
            None => {
                let creator = self.newcomer(creator)?;
                self.made.insert(creator, sketch);
            }
        }
        Ok(())
    }

    fn newcomer(&self, creator: &str) -> Result<Id, Fault> {
        if self.counting.len() + self.made.len() >= CREATORS_MAX {
            return Err(Fault::TooManyCreators { most: CREATORS_MAX });
        }
        Id::new(creator).map_err(|error| Fault::BadCreator { creator: creator.to_owned(), error })
    }
}

/// Puts sketches into the audiences of followers of the creators' first accounts, in place of those that are there.
pub fn join(creators: impl IntoIterator<Item = Creator>, sketches: &[Sketched]) -> Joined {
    let mut open: BTreeMap<&Id, &Sketched> = sketches.iter().map(|one| (&one.creator, one)).collect();
    let mut joined = Joined { creators: Vec::new(), sketched: 0, strangers: Vec::new() };
    for mut creator in creators {
        if let Some(sketched) = open.remove(&creator.id)
            && let Some(account) = creator.accounts.as_mut_slice().first_mut()
        {
            put(account, &sketched.sketch);
            joined.sketched += 1;
        }
        joined.creators.push(creator);
    }
    joined.strangers = open.into_keys().cloned().collect();
    joined
}

/// There is room for one audience of each kind, and the longest sketch fits its field.
fn put(account: &mut Account, sketch: &str) {
    let mut audiences = account.audience.take().map(List::into_vec).unwrap_or_default();
    let sketch = Text::new(sketch).ok();
    match audiences.iter_mut().find(|audience| audience.of == AudienceOf::Followers) {
        Some(followers) => followers.sketch = sketch,
        None => audiences.push(Audience { sketch, ..Audience::unknown(AudienceOf::Followers) }),
    }
    account.audience = List::new(audiences).ok();
}
