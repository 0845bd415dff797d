//! Every operation of the service, told once: the router, the OpenAPI document and
//! the page for people are all made from this table.

use crate::problem::ProblemCode;
use crate::problem::ProblemCode::{
    BodyTooLarge, Deadline, EmptyRoster, FallbackRefused, InvalidDocument, InvalidPack, MalformedBody, NotFound,
    Overloaded, PinnedPackAbsent, RequestTimeout, UnknownCreator, UnknownDocument, UnknownGoal, UnknownPack,
    UnsupportedMediaType,
};

/// What a client can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Score,
    Explain,
    Validate,
    ListPacks,
    ShowPack,
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

/// What any operation with a body can answer.
const BODY: [ProblemCode; 5] = [MalformedBody, RequestTimeout, BodyTooLarge, UnsupportedMediaType, InvalidDocument];

const SCORE: &[ProblemCode] =
    &[UnknownPack, PinnedPackAbsent, InvalidPack, FallbackRefused, UnknownGoal, EmptyRoster, Overloaded, Deadline];
const EXPLAIN: &[ProblemCode] = &[
    UnknownPack,
    PinnedPackAbsent,
    InvalidPack,
    FallbackRefused,
    UnknownGoal,
    EmptyRoster,
    UnknownCreator,
    Overloaded,
    Deadline,
];

impl Operation {
    /// Every operation, in the order in which they are told.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Score,
        Self::Explain,
        Self::Validate,
        Self::ListPacks,
        Self::ShowPack,
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
            Self::Validate => "/v1/validate",
            Self::ListPacks => "/v1/packs",
            Self::ShowPack => "/v1/packs/{name}",
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
            Self::Validate => Some("ValidateRequest"),
            _ => None,
        }
    }

    /// Whether it asks for no token even where one is set.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Health | Self::Ready)
    }

    /// Whether a client may keep its answer, and ask by its tag.
    pub(crate) fn is_tagged(self) -> bool {
        !matches!(self.told().answer, Answer::Json(_) | Answer::Text(_))
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

    pub(crate) fn told(self) -> Told {
        match self {
            Self::Score => Told {
                id: "score",
                tag: "Decisions",
                summary: "Score creators for a campaign",
                description: "Decides on every creator: verdict, score with the interval that the unknown leaves, tier, \
                    each layer and check with its evidence, what would change the verdict, and which missing data would \
                    settle it. The same pack, inputs and `as_of` give the same bytes, whatever the order of the creators. \
                    The work goes on when the client leaves. Texts come in the language of `lang`, or else in the \
                    best one of `Accept-Language`.",
                problems: SCORE,
                answer: Answer::Json("Report"),
            },
            Self::Explain => Told {
                id: "explain",
                tag: "Decisions",
                summary: "Explain the decision on one creator",
                description: "The same decision as `POST /v1/score` on the same body, told of one creator alone. Its rank is \
                    the one among all creators of the body, and the summary counts them all.",
                problems: EXPLAIN,
                answer: Answer::Json("Report"),
            },
            Self::Validate => Told {
                id: "validate",
                tag: "Decisions",
                summary: "Check a document",
                description: "Whether a document is a valid creator, roster, campaign or other kind, with everything \
                    that is wrong with it at once: JSON pointer, code, message and help. A document that is not valid \
                    is an answer with status 200, not a problem.",
                problems: &[UnknownDocument, Overloaded, Deadline],
                answer: Answer::Json("ValidateReport"),
            },
            Self::ListPacks => Told {
                id: "listPacks",
                tag: "Packs",
                summary: "List the installed packs",
                description: "Every pack that a request can name, with its version and digest.",
                problems: &[Deadline],
                answer: Answer::TaggedList("PackSummary"),
            },
            Self::ShowPack => Told {
                id: "showPack",
                tag: "Packs",
                summary: "Show a pack",
                description: "One pack with its goals, layers, checks, params and tables, and where each value was said. \
                    The name may pin a version: `standard@1`.",
                problems: &[NotFound, InvalidPack, Deadline],
                answer: Answer::Tagged("Pack"),
            },
            Self::ListSchemas => Told {
                id: "listSchemas",
                tag: "Schemas",
                summary: "List the JSON Schemas",
                description: "Every kind of document that the service reads or writes, with the path of its schema.",
                problems: &[],
                answer: Answer::TaggedList("SchemaLink"),
            },
            Self::ShowSchema => Told {
                id: "showSchema",
                tag: "Schemas",
                summary: "Show a JSON Schema",
                description: "The published JSON Schema (2020-12) of one kind of document. Typed decoding and the schema \
                    accept the same documents.",
                problems: &[NotFound],
                answer: Answer::TaggedObject,
            },
            Self::ListProblems => Told {
                id: "listProblems",
                tag: "Service",
                summary: "List the problems",
                description: "The closed catalogue of problems that this service answers with.",
                problems: &[],
                answer: Answer::TaggedList("ProblemKind"),
            },
            Self::OpenApi => Told {
                id: "openapi",
                tag: "Service",
                summary: "This description, for programs",
                description: "The OpenAPI 3.1 document of the service.",
                problems: &[],
                answer: Answer::TaggedObject,
            },
            Self::Docs => Told {
                id: "docs",
                tag: "Service",
                summary: "This description, for people",
                description: "One page that needs no script and loads nothing from elsewhere.",
                problems: &[],
                answer: Answer::Page,
            },
            Self::Health => Told {
                id: "health",
                tag: "Service",
                summary: "Whether the service lives",
                description: "Asks for no token.",
                problems: &[],
                answer: Answer::Json("Health"),
            },
            Self::Ready => Told {
                id: "ready",
                tag: "Service",
                summary: "Whether the service can take work",
                description: "Answers the problem `overloaded` while every worker is busy and nobody else may wait. Asks for no token.",
                problems: &[],
                answer: Answer::Json("Health"),
            },
            Self::Metrics => Told {
                id: "metrics",
                tag: "Service",
                summary: "What the service has counted",
                description: "Requests by route, method and status, their durations, requests in flight, connections, \
                    and creators scored, in the OpenMetrics text format.",
                problems: &[],
                answer: Answer::Text(crate::metrics::MEDIA_TYPE),
            },
        }
    }
}
