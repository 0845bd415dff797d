//! What the documents say about each operation.

use super::operation::{Answer, Told};
use crate::problem::ProblemCode;
use crate::problem::ProblemCode::{
    BudgetRefused, Deadline, EmptyRoster, FallbackRefused, InvalidMapping, InvalidOption, InvalidPack, NoBudget,
    NoEvents, NoFeasiblePlan, NoMetrics, NoPlans, NoTriggers, NotFound, Overloaded, PinnedPackAbsent, StateRefused,
    TooManyLooks, UnknownCreator, UnknownDocument, UnknownGoal, UnknownMapping, UnknownPack, UnreadableFile,
    WishRefused,
};

pub(super) const SCORE: Told = Told {
    id: "score",
    tag: "Decisions",
    summary: "Score creators for a campaign",
    description: "Decides on every creator: verdict, score with the interval that the unknown leaves, tier, \
                    each layer and check with its evidence, what would change the verdict, and which missing data would \
                    settle it. The same pack, inputs and `as_of` give the same bytes, whatever the order of the creators. \
                    The work goes on when the client leaves. Texts come in the language of `lang`, or else in the \
                    best one of `Accept-Language`. A client that accepts `text/html`, `text/markdown` or a workbook gets \
                    the report as people send it to each other, in the edition of `edition`.",
    problems: SCORE_PROBLEMS,
    answer: Answer::Json("Report"),
};

pub(super) const EXPLAIN: Told = Told {
    id: "explain",
    tag: "Decisions",
    summary: "Explain the decision on one creator",
    description: "The same decision as `POST /v1/score` on the same body, told of one creator alone. Its rank is \
                    the one among all creators of the body, and the summary counts them all.",
    problems: EXPLAIN_PROBLEMS,
    answer: Answer::Json("Report"),
};

pub(super) const AUDIT: Told = Told {
    id: "audit",
    tag: "Decisions",
    summary: "Audit creators without a campaign",
    description: "Tells all that is knowable of one creator, or of several, before there is a campaign: tier, each layer \
                    and check with its evidence, what the gates would say and which vetoes stand, and which checks are \
                    silent for want of a campaign or for want of data. There is no goal, hence no score over all layers, \
                    no verdict and no rank. The same pack, creators and `as_of` give the same bytes, whatever the order \
                    of the creators.",
    problems: &[UnknownPack, PinnedPackAbsent, InvalidPack, EmptyRoster, Overloaded, Deadline],
    answer: Answer::Json("Audit"),
};

pub(super) const TRIGGERS: Told = Told {
    id: "triggers",
    tag: "Running campaigns",
    summary: "Let the triggers of a running campaign look",
    description: "Takes what happened and, from the second request on, the `state` of the last answer; gives the actions that \
                    are new, those that late events undid, how the triggers stand, what is left of each budget line, and \
                    the new state. Triggers look at fixed moments up to `as_of` and see what had happened and was known by \
                    then, so a timeline in pieces gives what the whole gives, in any order of events, and an event that \
                    comes twice counts once. Up to 48 hours back, as the pack says, late events change what they must; \
                    what lies further back is settled. An action whose `id` is known already takes the place of that one. \
                    Proposals never spend more than a line has left, nor do several at once.",
    problems: &[
        UnknownPack,
        PinnedPackAbsent,
        InvalidPack,
        NoTriggers,
        NoEvents,
        StateRefused,
        TooManyLooks,
        Overloaded,
        Deadline,
    ],
    answer: Answer::Json("WatchReport"),
};

pub(super) const MEASURE: Told = Told {
    id: "measure",
    tag: "Running campaigns",
    summary: "Measure what a campaign was worth",
    description: "Takes the campaign with what happened, and tells what came of it in four dimensions: of the whole, and by \
                    tier, platform and creator, against the plan and the campaign's targets. Ratios are ratios of sums; what \
                    is not known is unknown with its reason, and a sum of which a part is unknown has what is known as its \
                    lower bound. Earned media value comes from a declared rate card alone, and is never revenue. A client that \
                    accepts `text/html`, `text/markdown` or a workbook gets the report as people send it to each other, \
                    in the edition of `edition`.",
    problems: &[UnknownPack, PinnedPackAbsent, InvalidPack, NoMetrics, Overloaded, Deadline],
    answer: Answer::Json("Scorecard"),
};

pub(super) const PLAN: Told = Told {
    id: "plan",
    tag: "Decisions",
    summary: "Plan who is booked with what",
    description: "Decides on every creator, divides the campaign's budget by the pack's policy, prices the packages that \
                    each creator offers, and chooses at most one of each for the greatest value of the campaign's goal \
                    within every bound: money of the line and of each tier, creators per tier, the largest fee, posts, \
                    exclusions, wishes. Says how far the plan can be from the best one, why everybody else is left out, \
                    what another budget would buy, what each bound costs and who stands by. No amount exceeds its line, \
                    and the lines sum to the total to the minor unit. Where there is no plan, the problem says why in the \
                    language of the request, and `places` lists the fields that stand in the way. A client that accepts \
                    `text/html`, `text/markdown` or a workbook gets the report as people send it to each other, in the \
                    edition of `edition`.",
    problems: PLAN_PROBLEMS,
    answer: Answer::Json("PlanReport"),
};

pub(super) const PREFLIGHT: Told = Told {
    id: "preflight",
    tag: "Decisions",
    summary: "Check whether a campaign is ready",
    description: "Asks every check of the campaign itself: what was found out before anyone was chosen, whether the brief \
                    says what it must and forbids nothing that it makes mandatory, whether the work goes step by step, \
                    and whether one of the known causes of failure is there. What the facts do not tell is unknown and \
                    comes with the question that would settle it. `creators` are scored first, so that checks may speak \
                    of who is chosen: those who are selected, or those whom `chosen` names, or a `plan` of the campaign \
                    books; `timeline` holds what happened so far.",
    problems: &[UnknownPack, PinnedPackAbsent, InvalidPack, UnknownGoal, UnknownCreator, Overloaded, Deadline],
    answer: Answer::Json("Preflight"),
};

pub(super) const IMPORT: Told = Told {
    id: "import",
    tag: "Decisions",
    summary: "Read other people's files into creators or events",
    description: "Reads a CSV, XLSX, JSON or NDJSON file through a mapping. No row is lost: each becomes a creator or a \
                    rejected row with every reason, and what the mapping does not use of a row goes into the attributes. \
                    With `mapping` in the query the body is the file itself, of its own media type, JSON too; the \
                    mapping `workbook` reads the template workbook. Without it the body is JSON with the text of the \
                    file and the name of a mapping, or a mapping of your own; with neither, the built-in mapping that \
                    knows the text clearly is taken, and a warning says so. Rows that cannot be read are an answer \
                    with status 200, not a problem. With `as=events` and a mapping to events in the query, the rows of \
                    web analytics, mention monitoring, post metrics and orders become events of a timeline.",
    problems: &[UnknownMapping, InvalidMapping, InvalidOption, UnreadableFile, Overloaded, Deadline],
    answer: Answer::AnyOf(["ImportReport", "EventsReport"]),
};

pub(super) const LIST_MAPPINGS: Told = Told {
    id: "listMappings",
    tag: "Decisions",
    summary: "List the built-in mappings",
    description: "Every mapping that a request to import can name, with the columns or paths that it reads and what it \
                    asks for.",
    problems: &[],
    answer: Answer::TaggedList("MappingSummary"),
};

pub(super) const VALIDATE: Told = Told {
    id: "validate",
    tag: "Decisions",
    summary: "Check a document",
    description: "Whether a document is a valid creator, roster, campaign or other kind, with everything \
                    that is wrong with it at once: JSON pointer, code, message and help. A document that is not valid \
                    is an answer with status 200, not a problem.",
    problems: &[UnknownDocument, Overloaded, Deadline],
    answer: Answer::Json("ValidateReport"),
};

pub(super) const LIST_PACKS: Told = Told {
    id: "listPacks",
    tag: "Packs",
    summary: "List the installed packs",
    description: "Every pack that a request can name, with its version and digest.",
    problems: &[Deadline],
    answer: Answer::TaggedList("PackSummary"),
};

pub(super) const SHOW_PACK: Told = Told {
    id: "showPack",
    tag: "Packs",
    summary: "Show a pack",
    description: "One pack with its goals, layers, checks, params and tables, and where each value was said. \
                    The name may pin a version: `standard@1`.",
    problems: &[NotFound, InvalidPack, Deadline],
    answer: Answer::Tagged("Pack"),
};

pub(super) const LIST_PLUGINS: Told = Told {
    id: "listPlugins",
    tag: "Packs",
    summary: "List the installed plugins",
    description: "Every plugin that packs can run, with its version, digest, the fields that it reads, what it lets packs \
                    set, the interfaces that it imports and the rules that run it; and every file of the plugin folders \
                    that is broken, with what is wrong and what to do about it.",
    problems: &[Deadline],
    answer: Answer::Tagged("PluginList"),
};

pub(super) const LIST_SCHEMAS: Told = Told {
    id: "listSchemas",
    tag: "Schemas",
    summary: "List the JSON Schemas",
    description: "Every kind of document that the service reads or writes, with the path of its schema.",
    problems: &[],
    answer: Answer::TaggedList("SchemaLink"),
};

pub(super) const SHOW_SCHEMA: Told = Told {
    id: "showSchema",
    tag: "Schemas",
    summary: "Show a JSON Schema",
    description: "The published JSON Schema (2020-12) of one kind of document. Typed decoding and the schema \
                    accept the same documents.",
    problems: &[NotFound],
    answer: Answer::TaggedObject,
};

pub(super) const LIST_PROBLEMS: Told = Told {
    id: "listProblems",
    tag: "Service",
    summary: "List the problems",
    description: "The closed catalogue of problems that this service answers with.",
    problems: &[],
    answer: Answer::TaggedList("ProblemKind"),
};

pub(super) const OPENAPI: Told = Told {
    id: "openapi",
    tag: "Service",
    summary: "This description, for programs",
    description: "The OpenAPI 3.1 document of the service.",
    problems: &[],
    answer: Answer::TaggedObject,
};

pub(super) const DOCS: Told = Told {
    id: "docs",
    tag: "Service",
    summary: "This description, for people",
    description: "One page that needs no script and loads nothing from elsewhere.",
    problems: &[],
    answer: Answer::Page,
};

pub(super) const HEALTH: Told = Told {
    id: "health",
    tag: "Service",
    summary: "Whether the service lives",
    description: "Asks for no token.",
    problems: &[],
    answer: Answer::Json("Health"),
};

pub(super) const READY: Told = Told {
    id: "ready",
    tag: "Service",
    summary: "Whether the service can take work",
    description: "Answers the problem `overloaded` while every worker is busy and nobody else may wait. Asks for no token.",
    problems: &[],
    answer: Answer::Json("Health"),
};

pub(super) const METRICS: Told = Told {
    id: "metrics",
    tag: "Service",
    summary: "What the service has counted",
    description: "Requests by route, method and status, their durations, requests in flight, connections, \
                    and creators scored, in the OpenMetrics text format.",
    problems: &[],
    answer: Answer::Text(crate::metrics::MEDIA_TYPE),
};

const SCORE_PROBLEMS: &[ProblemCode] =
    &[UnknownPack, PinnedPackAbsent, InvalidPack, FallbackRefused, UnknownGoal, EmptyRoster, Overloaded, Deadline];
const PLAN_PROBLEMS: &[ProblemCode] = &[
    UnknownPack,
    PinnedPackAbsent,
    InvalidPack,
    FallbackRefused,
    UnknownGoal,
    EmptyRoster,
    NoPlans,
    NoBudget,
    BudgetRefused,
    WishRefused,
    NoFeasiblePlan,
    Overloaded,
    Deadline,
];
const EXPLAIN_PROBLEMS: &[ProblemCode] = &[
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
