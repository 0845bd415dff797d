//! The published schemas: what goes in and what comes out.

use saring_eval::report::{AuditReport, PreflightReport, Report, ScorecardReport, WatchReport};
use saring_model::schema::{BASE, schema};
use saring_planner::plan::report::PlanReport;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::audit::AuditBody;
use crate::import::events::EventsReport;
use crate::import::{ImportBody, ImportReport, MappingSummary};
use crate::packs::{PackDetail, PackSummary};
use crate::plan::PlanBody;
use crate::plugins::list::PluginList;
use crate::preflight::PreflightBody;
use crate::running::{MeasureBody, TriggersBody};
use crate::score::ScoreBody;
use crate::validate::{ValidateBody, ValidateReport};

/// Name and schema of everything that is published, in the order of the names.
pub fn all() -> Vec<(&'static str, Value)> {
    let mut schemas = saring_model::schema::all();
    schemas.push(("score-request", schema::<ScoreBody>()));
    schemas.push(("audit-request", schema::<AuditBody>()));
    schemas.push(("plan-request", schema::<PlanBody>()));
    schemas.push(("preflight-request", schema::<PreflightBody>()));
    schemas.push(("triggers-request", schema::<TriggersBody>()));
    schemas.push(("measure-request", schema::<MeasureBody>()));
    schemas.push(("validate-request", schema::<ValidateBody>()));
    schemas.push(("import-request", schema::<ImportBody>()));
    schemas.push(("report", response::<Report>("report")));
    schemas.push(("audit", response::<AuditReport>("audit")));
    schemas.push(("plan-report", response::<PlanReport>("plan-report")));
    schemas.push(("preflight", response::<PreflightReport>("preflight")));
    schemas.push(("watch-report", response::<WatchReport>("watch-report")));
    schemas.push(("scorecard", response::<ScorecardReport>("scorecard")));
    schemas.push(("validate-report", response::<ValidateReport>("validate-report")));
    schemas.push(("import-report", response::<ImportReport>("import-report")));
    schemas.push(("events-report", response::<EventsReport>("events-report")));
    schemas.push(("mapping-summary", response::<MappingSummary>("mapping-summary")));
    schemas.push(("pack-summary", response::<PackSummary>("pack-summary")));
    schemas.push(("pack", response::<PackDetail>("pack")));
    schemas.push(("plugin-list", response::<PluginList>("plugin-list")));
    schemas.sort_by_key(|(name, _)| *name);
    schemas
}

/// The schema of a name.
pub fn get(name: &str) -> Option<Value> {
    all().into_iter().find(|(known, _)| *known == name).map(|(_, schema)| schema)
}

/// What the engine answers. Fields may be added within a version, so the schema is open.
fn response<T: JsonSchema>(name: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("{BASE}{name}.schema.json").into());
    schema.to_value()
}
