//! What was known at the moment of a decision.
//!
//! A fact later than `as_of` cannot have decided anything. It is left out, and
//! the report says so, instead of a decision that quietly knew the future.

use std::sync::Arc;

use saring_model::{Account, Creator, Date, Provenance, Timestamp};

/// Facts that were left out because they are later than `as_of`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateFacts {
    /// JSON pointer to the block.
    pub pointer: String,
    /// How many entries of it.
    pub entries: usize,
}

/// The creator as known at `as_of`, with what was left out. Where nothing is late, it is the same creator.
pub fn known_at(creator: &Arc<Creator>, as_of: Timestamp) -> (Arc<Creator>, Vec<LateFacts>) {
    let clock = Clock { now: as_of, today: as_of.date() };
    if !clock.any_late(creator) {
        return (Arc::clone(creator), Vec::new());
    }
    let mut known = Creator::clone(creator);
    let mut late = Vec::new();
    for (index, account) in known.accounts.as_mut_slice().iter_mut().enumerate() {
        clock.strip_account(account, &format!("/accounts/{index}"), &mut late);
    }
    if let Some(records) = &mut known.campaign_history {
        note(&mut late, "/campaign_history".to_owned(), records.len(), || {
            records.retain(|record| !clock.is_late_date(record.ended));
            records.len()
        });
    }
    if let Some(relationship) = &mut known.relationship {
        if clock.is_late_block(relationship.provenance.as_ref()) {
            known.relationship = None;
            late.push(LateFacts { pointer: "/relationship".to_owned(), entries: 1 });
        } else if let Some(replies) = &mut relationship.replies {
            note(&mut late, "/relationship/replies".to_owned(), replies.len(), || {
                replies.retain(|reply| reply.sent <= clock.now && reply.answered.is_none_or(|at| at <= clock.now));
                replies.len()
            });
        }
    }
    (Arc::new(known), late)
}

fn note(late: &mut Vec<LateFacts>, pointer: String, before: usize, strip: impl FnOnce() -> usize) {
    let entries = before - strip();
    if entries > 0 {
        late.push(LateFacts { pointer, entries });
    }
}

struct Clock {
    now: Timestamp,
    today: Date,
}

impl Clock {
    fn is_late_date(&self, date: Option<Date>) -> bool {
        date.is_some_and(|date| date > self.today)
    }

    fn is_late_block(&self, provenance: Option<&Provenance>) -> bool {
        provenance.and_then(|provenance| provenance.as_of).is_some_and(|at| at > self.now)
    }

    fn any_late(&self, creator: &Creator) -> bool {
        let records = creator.campaign_history.as_deref().unwrap_or_default();
        let relationship = creator.relationship.as_ref();
        let replies = relationship.and_then(|relationship| relationship.replies.as_deref()).unwrap_or_default();
        creator.accounts.iter().any(|account| self.any_late_in(account))
            || records.iter().any(|record| self.is_late_date(record.ended))
            || self.is_late_block(relationship.and_then(|relationship| relationship.provenance.as_ref()))
            || replies.iter().any(|reply| reply.sent > self.now || reply.answered.is_some_and(|at| at > self.now))
    }

    fn any_late_in(&self, account: &Account) -> bool {
        let comments = account.comments_sample.as_deref().unwrap_or_default();
        self.is_late_block(account.provenance.as_ref())
            || account.posts.as_deref().unwrap_or_default().iter().any(|post| post.at > self.now)
            || account.history.as_deref().unwrap_or_default().iter().any(|point| point.at > self.today)
            || comments.iter().any(|comment| comment.at.is_some_and(|at| at > self.now))
            || account.reported.as_ref().is_some_and(|reported| self.is_late_block(reported.provenance.as_ref()))
            || (account.audience.as_deref().unwrap_or_default().iter())
                .any(|audience| self.is_late_block(audience.provenance.as_ref()))
    }

    fn strip_account(&self, account: &mut Account, pointer: &str, late: &mut Vec<LateFacts>) {
        if self.is_late_block(account.provenance.as_ref()) {
            account.followers = None;
            account.following = None;
            account.posts_total = None;
            account.provenance = None;
            late.push(LateFacts { pointer: format!("{pointer}/followers"), entries: 1 });
        }
        if account.reported.as_ref().is_some_and(|reported| self.is_late_block(reported.provenance.as_ref())) {
            account.reported = None;
            late.push(LateFacts { pointer: format!("{pointer}/reported"), entries: 1 });
        }
        if let Some(posts) = &mut account.posts {
            note(late, format!("{pointer}/posts"), posts.len(), || {
                posts.retain(|post| post.at <= self.now);
                posts.len()
            });
        }
        if let Some(history) = &mut account.history {
            note(late, format!("{pointer}/history"), history.len(), || {
                history.retain(|point| point.at <= self.today);
                history.len()
            });
        }
        if let Some(comments) = &mut account.comments_sample {
            note(late, format!("{pointer}/comments_sample"), comments.len(), || {
                comments.retain(|comment| comment.at.is_none_or(|at| at <= self.now));
                comments.len()
            });
        }
        if let Some(audiences) = &mut account.audience {
            note(late, format!("{pointer}/audience"), audiences.len(), || {
                audiences.retain(|audience| !self.is_late_block(audience.provenance.as_ref()));
                audiences.len()
            });
        }
    }
}
