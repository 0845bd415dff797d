//! The closed catalogue of problems.

use std::fmt;

use axum::http::StatusCode;
use schemars::JsonSchema;
use serde::Serialize;

macro_rules! catalogue {
    ($($name:ident = $text:literal, $status:ident, $retry:literal, $title:literal: $meaning:literal,)*) => {
        /// What kind of problem it is. Codes are stable; titles and details may improve.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum ProblemCode {
            $(#[doc = $meaning] $name,)*
        }

        impl ProblemCode {
            /// Every code, in the order of the status.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it is written: `not-found`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The HTTP status that it is sent with.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)* }
            }

            /// The same few words for every problem of the code.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What the code means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }

            /// Whether the same request may succeed later.
            pub fn retryable(self) -> bool {
                match self { $(Self::$name => $retry,)* }
            }
        }
    };
}

catalogue! {
    BadRequest = "bad-request", BAD_REQUEST, false, "Bad request":
        "The request's path, query or headers cannot be read.",
    MalformedBody = "malformed-body", BAD_REQUEST, false, "Malformed body":
        "The body is empty, broken off, no UTF-8 or no JSON.",
    Unauthorized = "unauthorized", UNAUTHORIZED, false, "Unauthorized":
        "The request carries no bearer token, or not the right one.",
    NotFound = "not-found", NOT_FOUND, false, "Not found":
        "Nothing stands at the path: no such endpoint, pack or schema.",
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, false, "Method not allowed":
        "The path exists, but not for this method; `Allow` lists the ones that it takes.",
    RequestTimeout = "request-timeout", REQUEST_TIMEOUT, true, "Request timeout":
        "The request did not arrive in time.",
    BodyTooLarge = "body-too-large", PAYLOAD_TOO_LARGE, false, "Body too large":
        "The body has more bytes than are accepted.",
    TargetTooLong = "target-too-long", URI_TOO_LONG, false, "Request target too long":
        "The path and its query have more bytes than are accepted.",
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, false, "Unsupported media type":
        "The body is not sent as plain `application/json`.",
    InvalidDocument = "invalid-document", UNPROCESSABLE_ENTITY, false, "Invalid document":
        "The body is JSON, but no valid request; `violations` lists everything that is wrong with it.",
    UnknownPack = "unknown-pack", UNPROCESSABLE_ENTITY, false, "Unknown pack":
        "The request names a pack that is not installed.",
    PinnedPackAbsent = "pinned-pack-absent", UNPROCESSABLE_ENTITY, false, "Pinned pack absent":
        "The request pins a version or a digest of a pack that is not installed.",
    InvalidPack = "invalid-pack", UNPROCESSABLE_ENTITY, false, "Invalid pack":
        "The pack that the request names is installed but broken; `diagnostics` says where.",
    FallbackRefused = "fallback-refused", UNPROCESSABLE_ENTITY, false, "Fallback refused":
        "The request refuses fallbacks, and the pack would use one.",
    UnknownGoal = "unknown-goal", UNPROCESSABLE_ENTITY, false, "Unknown goal":
        "The campaign has a goal that the pack does not know.",
    UnknownCreator = "unknown-creator", UNPROCESSABLE_ENTITY, false, "Unknown creator":
        "The request names a creator that is not on its roster.",
    UnknownDocument = "unknown-document", UNPROCESSABLE_ENTITY, false, "Unknown kind of document":
        "The request asks about a kind of document that there is not.",
    UnknownMapping = "unknown-mapping", UNPROCESSABLE_ENTITY, false, "Unknown mapping":
        "The request names a mapping that is not built in.",
    InvalidMapping = "invalid-mapping", UNPROCESSABLE_ENTITY, false, "Invalid mapping":
        "The mapping of the request is too large, or not valid: `violations` lists everything that is wrong with it.",
    InvalidOption = "invalid-option", UNPROCESSABLE_ENTITY, false, "Invalid option":
        "The request chooses what cannot be read or what the mapping does not ask for, or lacks a choice that it asks for.",
    UnreadableFile = "unreadable-file", UNPROCESSABLE_ENTITY, false, "Unreadable file":
        "The file cannot be read with the mapping at all: empty, damaged, or without columns that the mapping needs.",
    EmptyRoster = "empty-roster", UNPROCESSABLE_ENTITY, false, "Empty roster":
        "The request has no creator to decide on.",
    NoPlans = "no-plans", UNPROCESSABLE_ENTITY, false, "No plans":
        "The pack makes no plans for the campaign's goal.",
    NoBudget = "no-budget", UNPROCESSABLE_ENTITY, false, "No budget":
        "The campaign has no budget to plan with.",
    BudgetRefused = "budget-refused", UNPROCESSABLE_ENTITY, false, "Budget refused":
        "The campaign's money cannot be divided as it asks; `detail` says by how much, `places` by which fields.",
    WishRefused = "wish-refused", UNPROCESSABLE_ENTITY, false, "Wish refused":
        "A creator is pinned, banned or swapped that is not there or cannot be booked; `places` says by which wishes.",
    NoFeasiblePlan = "no-feasible-plan", UNPROCESSABLE_ENTITY, false, "No feasible plan":
        "No choice of creators holds every bound of the campaign; `places` lists those in conflict.",
    NoTriggers = "no-triggers", UNPROCESSABLE_ENTITY, false, "No triggers":
        "The pack has no triggers.",
    NoMetrics = "no-metrics", UNPROCESSABLE_ENTITY, false, "No metrics":
        "The pack has no metrics.",
    NoEvents = "no-events", UNPROCESSABLE_ENTITY, false, "No events":
        "The request has neither an event nor a moment to look at.",
    StateRefused = "state-refused", UNPROCESSABLE_ENTITY, false, "State refused":
        "The state is of another campaign, of another version, or settled beyond the moment of the request.",
    TooManyLooks = "too-many-looks", UNPROCESSABLE_ENTITY, false, "Too many looks":
        "The triggers would have to look more often than one request allows.",
    HeadersTooLarge = "headers-too-large", REQUEST_HEADER_FIELDS_TOO_LARGE, false, "Headers too large":
        "The request has more headers than are accepted.",
    Internal = "internal", INTERNAL_SERVER_ERROR, false, "Internal error":
        "The service failed. The log of the service has the cause under the id in `instance`.",
    Overloaded = "overloaded", SERVICE_UNAVAILABLE, true, "Overloaded":
        "Too many requests or connections at once; `Retry-After` says when to try again.",
    Deadline = "deadline", SERVICE_UNAVAILABLE, true, "Deadline exceeded":
        "The work on the request took longer than is allowed.",
}

impl ProblemCode {
    /// The URI that identifies the kind of problem.
    pub fn type_uri(self) -> String {
        format!("https://saring.dev/problems/{self}")
    }

    /// The code that says most about a bare status.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        Self::ALL.iter().copied().find(|code| code.status() == status).unwrap_or(if status.is_server_error() {
            Self::Internal
        } else {
            Self::BadRequest
        })
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
