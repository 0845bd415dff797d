//! The one place that builds an interpreter, and therefore the one place that hardens it.

use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicStringPackage, LogicPackage,
    MoreStringPackage, Package,
};
use rhai::{Engine, OptimizationLevel};
use saring_pack::RuleLimits;

use crate::answer::{AnswerHost, CurveHost};
use crate::host;
use crate::measure::Measure;
use crate::registry::{Entry, Register};

/// Keywords and symbols that no rule may use.
///
/// `eval` and function pointers would make code out of texts. `print` and `debug` speak to the host. `is_def_var` and
/// what follows it look at the interpreter instead of the facts. `**` is the platform's `pow`, whose last digit differs
/// between machines; the vocabulary's `pow` does not. Imports and custom syntax are compiled out, and so is time, but for
/// `sleep`, which is a function.
const REFUSED_SYMBOLS: [&str; 12] =
    ["eval", "Fn", "call", "curry", "print", "debug", "is_def_var", "is_def_fn", "is_shared", "type_of", "**", "**="];

/// Functions of the interpreter that no rule may call: `sleep` holds its thread, `exit` leaves the rule from anywhere,
/// `parse_json` makes structure out of texts, and the others look at the interpreter or change what is beside a value.
/// Those of the language's core are not even registered; naming them lets a rule be told before it runs.
pub(crate) const REFUSED_FUNCTIONS: [&str; 8] =
    ["sleep", "exit", "parse_json", "to_debug", "get_fn_metadata_list", "take", "tag", "set_tag"];

/// An interpreter with the vocabulary, every limit and nothing else; and the vocabulary's documentation.
pub(crate) fn build(limits: &RuleLimits) -> (Engine, Vec<Entry>) {
    let mut engine = Engine::new_raw();
    limit(&mut engine, limits);
    for symbol in REFUSED_SYMBOLS {
        engine.disable_symbol(symbol);
    }
    engine
        .set_allow_anonymous_fn(false)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true)
        .set_optimization_level(OptimizationLevel::None);
    engine.on_progress(|operations| crate::fuel::is_spent(operations).then_some(rhai::Dynamic::UNIT));
    // Two packages are left out: the mathematics use the platform's transcendental functions, and all that the
    // language's core offers (to sleep, to exit, to look at the interpreter) is refused.
    ArithmeticPackage::new().register_into_engine(&mut engine);
    LogicPackage::new().register_into_engine(&mut engine);
    BasicStringPackage::new().register_into_engine(&mut engine);
    MoreStringPackage::new().register_into_engine(&mut engine);
    BasicIteratorPackage::new().register_into_engine(&mut engine);
    BasicArrayPackage::new().register_into_engine(&mut engine);
    BasicMapPackage::new().register_into_engine(&mut engine);
    name_types(&mut engine);
    let mut register = Register::new(&mut engine);
    crate::measure::register(&mut register);
    crate::answer::register(&mut register);
    host::register(&mut register);
    let entries = register.entries;
    (engine, entries)
}

/// Every limit, so that debug and release agree: the interpreter's own defaults differ between them.
fn limit(engine: &mut Engine, limits: &RuleLimits) {
    engine
        .set_max_operations(limits.operations_max)
        .set_max_call_levels(limits.call_depth_max)
        .set_max_expr_depths(limits.expression_depth_max, limits.expression_depth_max)
        .set_max_string_size(limits.text_bytes_max)
        .set_max_array_size(limits.array_items_max)
        .set_max_map_size(limits.map_entries_max)
        .set_max_variables(limits.variables_max)
        .set_max_functions(limits.functions_max);
}

/// Names of the handles as authors know them, for the interpreter's messages.
fn name_types(engine: &mut Engine) {
    engine
        .register_type_with_name::<Measure>("value")
        .register_type_with_name::<AnswerHost>("answer")
        .register_type_with_name::<CurveHost>("curve")
        .register_type_with_name::<host::creator::CreatorHost>("creator")
        .register_type_with_name::<host::reported::ReportedHost>("reported")
        .register_type_with_name::<host::posts::PostsHost>("posts")
        .register_type_with_name::<host::column::ColumnHost>("column")
        .register_type_with_name::<host::history::HistoryHost>("history")
        .register_type_with_name::<host::history::SpikesHost>("spikes")
        .register_type_with_name::<host::audience::AudienceHost>("audience")
        .register_type_with_name::<host::audience::MassHost>("mass")
        .register_type_with_name::<host::past_campaigns::PastCampaignsHost>("past_campaigns")
        .register_type_with_name::<host::records::RelationshipHost>("relationship")
        .register_type_with_name::<host::records::RatesHost>("rates")
        .register_type_with_name::<host::ratings::RatingsHost>("ratings")
        .register_type_with_name::<host::ratings::PanelHost>("panel")
        .register_type_with_name::<host::replies::RepliesHost>("replies")
        .register_type_with_name::<host::fair_price::AskHost>("ask")
        .register_type_with_name::<host::fair_price::PriceHost>("price")
        .register_type_with_name::<host::prices::PricesHost>("prices")
        .register_type_with_name::<host::prices::FairHost>("fair")
        .register_type_with_name::<host::records::OverlapHost>("overlap")
        .register_type_with_name::<host::samples::CommentsHost>("comments")
        .register_type_with_name::<host::samples::FollowersHost>("follower_sample")
        .register_type_with_name::<host::past_campaigns::RivalHost>("rival_work")
        .register_type_with_name::<host::records::ExclusivityHost>("exclusivity")
        .register_type_with_name::<host::records::MoneyHost>("money")
        .register_type_with_name::<host::campaign::CampaignHost>("campaign")
        .register_type_with_name::<host::budget::ProjectionHost>("projection")
        .register_type_with_name::<host::campaign::TargetHost>("target")
        .register_type_with_name::<host::campaign::BrandHost>("brand")
        .register_type_with_name::<host::table::TableHost>("table")
        .register_type_with_name::<host::table::RowHost>("row")
        .register_type_with_name::<host::rows::RowsHost>("rows")
        .register_type_with_name::<host::findings::FindingHost>("finding")
        .register_type_with_name::<host::sentiment::MoodHost>("mood")
        .register_type_with_name::<host::tiers::TiersHost>("tiers")
        .register_type_with_name::<host::tiers::PlaceHost>("place")
        .register_type_with_name::<host::package::PackageHost>("offer")
        .register_type_with_name::<host::package::LineHost>("line")
        .register_type_with_name::<host::outlook::OutlookHost>("outlook")
        .register_type_with_name::<host::outlook::EstimateHost>("estimate")
        .register_type_with_name::<host::brief::BriefHost>("brief")
        .register_type_with_name::<host::brief::ContradictionsHost>("contradictions")
        .register_type_with_name::<host::discovery::FindingsHost>("findings")
        .register_type_with_name::<host::selection::SelectionHost>("selection")
        .register_type_with_name::<host::selection::GroupHost>("group")
        .register_type_with_name::<host::timeline::TimelineHost>("timeline")
        .register_type_with_name::<host::timeline::WorkflowHost>("workflow")
        .register_type_with_name::<saring_model::Timestamp>("instant");
    name_types_of_running(engine);
}

/// The same for what rules about a running campaign see.
fn name_types_of_running(engine: &mut Engine) {
    engine
        .register_type_with_name::<host::running::EventsHost>("events")
        .register_type_with_name::<host::running::PlanHost>("plan")
        .register_type_with_name::<host::running::LinesHost>("lines")
        .register_type_with_name::<host::running::RosterHost>("roster")
        .register_type_with_name::<host::running::TargetHost>("target")
        .register_type_with_name::<host::running::lines::BudgetLineHost>("budget_line")
        .register_type_with_name::<host::running::mentions::MentionsHost>("mentions")
        .register_type_with_name::<host::running::mentions::SurpriseHost>("surprise")
        .register_type_with_name::<host::running::response::ResponseHost>("response")
        .register_type_with_name::<host::running::roster::CandidatesHost>("candidates")
        .register_type_with_name::<host::running::roster::CandidateHost>("candidate")
        .register_type_with_name::<host::running::sales::SalesHost>("sales")
        .register_type_with_name::<host::running::seen::SeenHost>("seen")
        .register_type_with_name::<host::running::target::PublishedHost>("post");
}
