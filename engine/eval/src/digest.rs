//! Content addresses of inputs, independent of their order.

use saring_model::plan::Plan;
use saring_model::timeline::{Event, Timeline};
use saring_model::trigger_state::TriggerState;
use saring_model::{Campaign, Creator, Id};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// SHA-256 of a document in its canonical form: our own serialisation, which has a fixed order of fields.
pub type DocumentDigest = [u8; 32];

/// Digest of one creator.
pub fn creator(creator: &Creator) -> DocumentDigest {
    document(creator)
}

/// Digest of a campaign together with its creators, whose digests may come in any order. Written `sha256:…`.
pub fn inputs(campaign: &Campaign, creators: Vec<DocumentDigest>) -> String {
    all(Some(document(campaign)), creators)
}

/// Digest of the creators of an audit, whose digests may come in any order. Written `sha256:…`.
pub fn creators(creators: Vec<DocumentDigest>) -> String {
    all(None, creators)
}

/// Digest of inputs together with who was chosen and what happened, where either was given. Written `sha256:…`.
pub fn with(inputs: String, chosen: Option<&[Id]>, timeline: Option<&Timeline>) -> String {
    if chosen.is_none() && timeline.is_none() {
        return inputs;
    }
    all(Some(document(&(inputs, chosen, timeline))), Vec::new())
}

/// Digest of a running campaign: its plan, creators and events, whose order changes nothing, and what its triggers
/// remember. Written `sha256:…`.
pub fn running(
    campaign: &Campaign,
    creators: Vec<DocumentDigest>,
    plan: Option<&Plan>,
    events: &[Event],
    state: Option<&TriggerState>,
) -> String {
    let events = all(None, events.iter().map(document).collect());
    all(Some(document(&(campaign, plan, events, state))), creators)
}

fn all(first: Option<DocumentDigest>, mut creators: Vec<DocumentDigest>) -> String {
    creators.sort_unstable();
    let mut hash = Sha256::new();
    for digest in first.iter().chain(&creators) {
        hash.update(digest);
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

fn document<T: Serialize>(document: &T) -> DocumentDigest {
    let mut hash = Hasher(Sha256::new());
    // Model types serialise without failing and the hasher takes every byte.
    let written = serde_json::to_writer(&mut hash, document);
    debug_assert!(written.is_ok());
    hash.0.finalize().into()
}

/// Feeds a serialiser's output to the hash without keeping it.
struct Hasher(Sha256);

impl std::io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
