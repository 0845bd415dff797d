//! Every operation of the service, told once: the router, the OpenAPI document and
//! the page for people are all made from this table.

use super::told;
use crate::problem::ProblemCode;
use crate::problem::ProblemCode::{
    BodyTooLarge, InvalidDocument, MalformedBody, Overloaded, RequestTimeout, UnsupportedMediaType,
};

/// What a client can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Score,
    Explain,
    Audit,
    Preflight,
    Plan,
    Triggers,
    Measure,
    Import,
    Validate,
    ListMappings,
    ListPacks,
    ShowPack,
    ListPlugins,
    ListSchemas,
    ShowSchema,
    ListProblems,
    OpenApi,
    Docs,
    Health,
    Ready,
    Metrics,
}

/// What the documents say about an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// Stable name, for generated clients.
    pub id: &'static str,
    /// The group that it is shown in.
    pub tag: &'static str,
    /// A few words.
    pub summary: &'static str,
    /// The whole story, in Markdown of one paragraph.
    pub description: &'static str,
    /// The problems of its own, beside those that any request can meet.
    pub problems: &'static [ProblemCode],
    /// What its answer holds.
    pub answer: Answer,
}

/// What an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// JSON made for this request, of a named schema.
    Json(&'static str),
    /// JSON made for this request, of one of these schemas.
    AnyOf([&'static str; 2]),
    /// JSON of a named schema that a client may keep, with a tag.
    Tagged(&'static str),
    /// A list of a named schema that a client may keep, with a tag.
    TaggedList(&'static str),
    /// Any JSON that a client may keep, with a tag.
    TaggedObject,
    /// A page for people.
    Page,
    /// Plain text of a media type.
    Text(&'static str),
}

/// The parameter that names the creator to explain.
pub(crate) const CREATOR: &str = "creator";

/// The parameter that says who reads a report that people send to each other.
pub(crate) const EDITION: &str = "edition";
/// The parameter that names a built-in mapping.
pub(crate) const MAPPING: &str = "mapping";
/// The parameter that says what the rows of a file become.
pub(crate) const AS: &str = "as";
/// How a file is written, and what the built-in mappings ask for.
const IMPORT_OPTIONS: [&str; 19] = [
    MAPPING,
    AS,
    "numbers",
    "dates",
    "delimiter",
    "encoding",
    "sheet",
    "platform",
    "as_of",
    "source",
    "rate_per",
    "username",
    "tz",
    "currency",
    "time",
    "span_s",
    "brand",
    "rival",
    "channel",
];
/// Media types of files. None of them is one that a form on somebody's page can send without asking the browser first.
const FILES: [&str; 4] = [
    "text/csv",
    "application/x-ndjson",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
];

/// What any operation with a body can answer.
const BODY: [ProblemCode; 5] = [MalformedBody, RequestTimeout, BodyTooLarge, UnsupportedMediaType, InvalidDocument];

impl Operation {
    /// Every operation, in the order in which they are told.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Score,
        Self::Explain,
        Self::Audit,
        Self::Preflight,
        Self::Plan,
        Self::Triggers,
        Self::Measure,
        Self::Import,
        Self::Validate,
        Self::ListMappings,
        Self::ListPacks,
        Self::ShowPack,
        Self::ListPlugins,
        Self::ListSchemas,
        Self::ShowSchema,
        Self::ListProblems,
        Self::OpenApi,
        Self::Docs,
        Self::Health,
        Self::Ready,
        Self::Metrics,
    ];

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Score => "/v1/score",
            Self::Explain => "/v1/explain",
            Self::Audit => "/v1/audit",
            Self::Preflight => "/v1/preflight",
            Self::Plan => "/v1/plan",
            Self::Triggers => "/v1/triggers",
            Self::Measure => "/v1/measure",
            Self::Import => "/v1/import",
            Self::Validate => "/v1/validate",
            Self::ListMappings => "/v1/mappings",
            Self::ListPacks => "/v1/packs",
            Self::ShowPack => "/v1/packs/{name}",
            Self::ListPlugins => "/v1/plugins",
            Self::ListSchemas => "/v1/schemas",
            Self::ShowSchema => "/v1/schemas/{name}",
            Self::ListProblems => "/v1/problems",
            Self::OpenApi => "/openapi.json",
            Self::Docs => "/docs",
            Self::Health => "/healthz",
            Self::Ready => "/readyz",
            Self::Metrics => "/metrics",
        }
    }

    /// Name of the schema of its body, where it takes one.
    pub(crate) fn body(self) -> Option<&'static str> {
        match self {
            Self::Score | Self::Explain => Some("ScoreRequest"),
            Self::Audit => Some("AuditRequest"),
            Self::Preflight => Some("PreflightRequest"),
            Self::Plan => Some("PlanRequest"),
            Self::Triggers => Some("TriggersRequest"),
            Self::Measure => Some("MeasureRequest"),
            Self::Import => Some("ImportRequest"),
            Self::Validate => Some("ValidateRequest"),
            _ => None,
        }
    }

    /// The parameters that it takes in its query, each of which it needs.
    pub(crate) fn query(self) -> &'static [&'static str] {
        if self == Self::Explain { &[CREATOR] } else { &[] }
    }

    /// Whether its texts come in a language that the request can ask for.
    pub(crate) fn is_worded(self) -> bool {
        matches!(
            self,
            Self::Score | Self::Explain | Self::Audit | Self::Preflight | Self::Plan | Self::Triggers | Self::Measure
        )
    }

    /// The parameters that it takes in its query, none of which it needs.
    pub(crate) fn options(self) -> &'static [&'static str] {
        match self {
            Self::Import => &IMPORT_OPTIONS,
            _ if self.is_published() => &[EDITION],
            _ => &[],
        }
    }

    /// Whether its answer comes also as a report that people send to each other.
    pub(crate) fn is_published(self) -> bool {
        matches!(self, Self::Score | Self::Plan | Self::Measure)
    }

    /// The media types of files that it takes as they are, beside its own body.
    pub(crate) fn files(self) -> &'static [&'static str] {
        if self == Self::Import { &FILES } else { &[] }
    }

    /// Whether it asks for no token even where one is set.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Health | Self::Ready)
    }

    /// Whether a client may keep its answer, and ask by its tag.
    pub(crate) fn is_tagged(self) -> bool {
        !matches!(self.told().answer, Answer::Json(_) | Answer::AnyOf(_) | Answer::Text(_))
    }

    /// Every problem that it can answer with, in the order of the catalogue.
    pub(crate) fn problems(self) -> Vec<ProblemCode> {
        let any = [
            ProblemCode::BadRequest,
            ProblemCode::TargetTooLong,
            ProblemCode::HeadersTooLarge,
            ProblemCode::Internal,
            Overloaded,
        ];
        let token: &[ProblemCode] = if self.is_open() { &[] } else { &[ProblemCode::Unauthorized] };
        let body: &[ProblemCode] = if self.body().is_some() { &BODY } else { &[] };
        let own = self.told().problems;
        let possible = |code: &ProblemCode| [&any, token, body, own].iter().any(|list| list.contains(code));
        ProblemCode::ALL.iter().copied().filter(possible).collect()
    }

    /// What the documents say about it.
    pub(crate) fn told(self) -> Told {
        match self {
            Self::Score => told::SCORE,
            Self::Explain => told::EXPLAIN,
            Self::Audit => told::AUDIT,
            Self::Preflight => told::PREFLIGHT,
            Self::Plan => told::PLAN,
            Self::Triggers => told::TRIGGERS,
            Self::Measure => told::MEASURE,
            Self::Import => told::IMPORT,
            Self::Validate => told::VALIDATE,
            Self::ListMappings => told::LIST_MAPPINGS,
            Self::ListPacks => told::LIST_PACKS,
            Self::ShowPack => told::SHOW_PACK,
            Self::ListPlugins => told::LIST_PLUGINS,
            Self::ListSchemas => told::LIST_SCHEMAS,
            Self::ShowSchema => told::SHOW_SCHEMA,
            Self::ListProblems => told::LIST_PROBLEMS,
            Self::OpenApi => told::OPENAPI,
            Self::Docs => told::DOCS,
            Self::Health => told::HEALTH,
            Self::Ready => told::READY,
            Self::Metrics => told::METRICS,
        }
    }
}
