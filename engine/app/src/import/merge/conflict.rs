//! What files say differently about a creator, and how that is written down.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::import::limits::CONFLICT_CHARS_MAX;

/// Two files that say different things about one field of a creator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The creator's identifier in the merged roster.
    pub creator: String,
    /// The field in the merged creator, as a JSON pointer.
    pub pointer: String,
    /// What kind of conflict it is.
    pub code: ConflictCode,
    /// What the earlier file says.
    pub earlier: Said,
    /// What the later file says.
    pub later: Said,
    /// The file whose value stands; none where the rows stay apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub won: Option<String>,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The file.
    pub file: String,
    /// The value as JSON, cut where it is long; empty where the file says nothing.
    pub value: String,
}

/// What kind of conflict it is. Codes are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictCode {
    /// Two values for one field.
    Differs,
    /// A value of the earlier file gave way with its block, which the later file has without it.
    Dropped,
    /// The facts that won are older than those that gave way.
    Older,
    /// The same creator with another identifier.
    OtherId,
    /// Two accounts claim one handle; their creators stay apart.
    HandleClaimed,
}

impl ConflictCode {
    /// The code as it is written: `handle-claimed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Dropped => "dropped",
            Self::Older => "older",
            Self::OtherId => "other-id",
            Self::HandleClaimed => "handle-claimed",
        }
    }
}

impl Serialize for ConflictCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A value as a conflict shows it.
pub(super) fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    match text.char_indices().nth(CONFLICT_CHARS_MAX) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// Writes one line per conflict, for the person who decides.
///
/// # Errors
/// What the writer fails on.
pub fn write_conflicts_csv(conflicts: &[Conflict], to: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record([
        "creator",
        "pointer",
        "code",
        "earlier_file",
        "earlier_value",
        "later_file",
        "later_value",
        "won",
    ])?;
    for it in conflicts {
        let won = it.won.as_deref().unwrap_or_default();
        let (earlier, later) = (&it.earlier, &it.later);
        let code = it.code.as_str();
        writer.write_record([
            &it.creator,
            &it.pointer,
            code,
            &earlier.file,
            &earlier.value,
            &later.file,
            &later.value,
            won,
        ])?;
    }
    writer.flush()
}
