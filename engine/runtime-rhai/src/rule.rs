//! A compiled script, asked creator by creator.

use std::sync::Arc;

use rhai::{
    AST, Caches, Dynamic, Engine, EvalAltResult, GlobalRuntimeState, ImmutableString, Map, OptimizationLevel, Scope,
};
use saring_model::Timestamp;
use saring_pack::{
    Answer, Description, Diagnostic, DiagnosticCode, Fault, Kind, Question, Rule, RuleLimits, RuleSource, Subject,
};

use crate::answer::{AnswerHost, bad, due};
use crate::fault::{Script, fault, plain_type, syntax};
use crate::host::campaign::CampaignHost;
use crate::host::creator::CreatorHost;
use crate::host::package::PackageHost;
use crate::host::running;
use crate::host::selection::SelectionHost;
use crate::host::table::TableHost;
use crate::host::tiers::TiersHost;
use crate::host::timeline::TimelineHost;
use crate::inspect::{assigned_constants, inspect, param};
use crate::registry::Entry;

/// A script with everything that is bound to it.
pub(crate) struct RhaiRule {
    engine: Arc<Engine>,
    ast: AST,
    script: Script,
    kind: Kind,
    limits: RuleLimits,
    description: Description,
    params: Dynamic,
    tables: Dynamic,
    tiers: TiersHost,
    /// Names that would otherwise become a new text for every creator.
    tier_names: Vec<ImmutableString>,
    platform_names: Vec<ImmutableString>,
    no_tier: ImmutableString,
}

/// Compiles a script, or says everything that is wrong with it.
pub(crate) fn compile(
    engine: Arc<Engine>,
    entries: &[Entry],
    source: &RuleSource,
    limits: &RuleLimits,
) -> Result<RhaiRule, Vec<Diagnostic>> {
    let script = read(source, limits)?;
    let params: Map = source.params.iter().map(|(name, value)| (name.as_str().into(), param(value))).collect();
    let tables: Map = source
        .tables
        .iter()
        .map(|(name, table)| (name.as_str().into(), Dynamic::from(TableHost::new(table.clone()))))
        .collect();
    let tiers = TiersHost(source.tiers.clone());
    let (params, tables) = (Dynamic::from(params), Dynamic::from(tables));
    let mut scope = Scope::new();
    scope.push_constant_dynamic("params", params.clone()).push_constant_dynamic("tables", tables.clone());
    // These are constants when the script runs; here they have no value that could be folded into it.
    for name in names(source.kind) {
        scope.push(*name, ());
    }
    let ast = engine.compile_with_scope(&scope, &script.text).map_err(|error| vec![syntax(&error, &script)])?;
    let (description, wrong) = inspect(&ast, &script, source, entries);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let ast = engine.optimize_ast(&scope, ast, OptimizationLevel::Simple);
    let wrong = assigned_constants(&ast, &script);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let tier_names = source.tiers.iter().map(|tier| ImmutableString::from(&*tier.id)).collect();
    let platform_names = crate::PLATFORMS.iter().map(|platform| platform.as_str().into()).collect();
    Ok(RhaiRule {
        engine,
        ast,
        script,
        kind: source.kind,
        limits: *limits,
        description,
        params,
        tables,
        tiers,
        tier_names,
        platform_names,
        no_tier: "none".into(),
    })
}

/// What a script of this kind sees besides params and tables.
pub(crate) fn names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Check | Kind::Tier => &["creator", "campaign", "as_of", "tiers"],
        Kind::Preflight => &["campaign", "selection", "timeline", "as_of", "tiers"],
        Kind::Budget => &["campaign", "as_of", "tiers"],
        Kind::Worth => &["creator", "offer", "campaign", "as_of", "tiers"],
        Kind::Trigger => &["campaign", "plan", "events", "lines", "roster", "target", "as_of", "tiers"],
        Kind::Metric => &["campaign", "plan", "results", "roster", "scope", "as_of", "tiers"],
    }
}

fn read(source: &RuleSource, limits: &RuleLimits) -> Result<Script, Vec<Diagnostic>> {
    let refuse = |code, message: String| vec![Diagnostic::error(code, &source.file, "", 0..0, message)];
    if source.bytes.len() > limits.source_bytes_max {
        let message = format!("the rule has {} bytes, and {} are allowed", source.bytes.len(), limits.source_bytes_max);
        return Err(refuse(DiagnosticCode::RuleTooLarge, message));
    }
    match std::str::from_utf8(&source.bytes) {
        // Some editors begin a file with a byte order mark, which says nothing of UTF-8.
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
            Ok(Script { file: source.file.clone(), text })
        }
        Err(_) => Err(refuse(DiagnosticCode::FileEncoding, "the rule is not UTF-8".to_owned())),
    }
}

impl Rule for RhaiRule {
    fn describe(&self) -> &Description {
        &self.description
    }

    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
        if question.kind() != self.kind {
            return Err(bad("the rule was asked another kind of question than it answers"));
        }
        let mut run = Run::new(self, &question);
        match question {
            Question::Check(ask) | Question::Tier(ask) | Question::Worth(ask) => ask
                .subjects
                .iter()
                .map(|subject| run.answer(self, |scope| self.subject(scope, subject, ask.as_of)))
                .collect(),
            Question::Preflight(_) | Question::Budget(_) => Ok(vec![run.answer(self, |_| {})?]),
            Question::Trigger(ask) => ask
                .targets
                .iter()
                .map(|target| run.answer(self, |scope| running::target(scope, &ask, target)))
                .collect(),
            Question::Metric(ask) => {
                ask.scopes.iter().map(|part| run.answer(self, |scope| running::part(scope, &ask, part))).collect()
            }
        }
    }
}

/// What the creators of one question share: the constants, and what the interpreter learned of the functions that the
/// script calls. Looking these up again for every creator would cost more than calling them.
struct Run {
    scope: Scope<'static>,
    global: GlobalRuntimeState,
    caches: Caches,
}

impl Run {
    fn new(rule: &RhaiRule, question: &Question<'_>) -> Self {
        let mut global = rule.engine.new_global_runtime_state();
        global.lib.push(rule.ast.shared_lib().clone());
        Self { scope: rule.constants(question), global, caches: Caches::new() }
    }

    /// One answer. Scope and operations begin anew, so that no creator sees another's variables or pays for
    /// another's work.
    fn answer(&mut self, rule: &RhaiRule, asked: impl FnOnce(&mut Scope<'static>)) -> Result<Answer, Fault> {
        let constants = self.scope.len();
        asked(&mut self.scope);
        self.global.num_operations = 0;
        crate::fuel::begin(rule.limits.operations_max);
        #[expect(deprecated, reason = "the one call that keeps its caches between runs; rhai's version is pinned")]
        let result =
            rule.engine.eval_statements_raw(&mut self.global, &mut self.caches, &mut self.scope, rule.ast.statements());
        self.scope.rewind(constants);
        rule.read_answer(result)
    }
}

impl RhaiRule {
    /// What is the same for every creator of a question.
    fn constants(&self, question: &Question<'_>) -> Scope<'static> {
        let as_of = question.as_of();
        let campaign = CampaignHost { inner: question.campaign().cloned(), as_of };
        let mut scope = Scope::new();
        scope
            .push_constant_dynamic("params", self.params.clone())
            .push_constant_dynamic("tables", self.tables.clone())
            .push_constant("tiers", self.tiers.clone())
            .push_constant("as_of", as_of)
            .push_constant("campaign", campaign);
        match question {
            Question::Preflight(ask) => {
                scope
                    .push_constant("selection", SelectionHost { chosen: ask.selection.cloned() })
                    .push_constant("timeline", TimelineHost { inner: ask.timeline.cloned(), as_of });
            }
            Question::Trigger(ask) => running::watched(&mut scope, ask),
            Question::Metric(ask) => running::measured(&mut scope, ask),
            Question::Check(_) | Question::Tier(_) | Question::Worth(_) | Question::Budget(_) => {}
        }
        scope
    }

    /// The creator that is asked about, with its package where there is one.
    fn subject(&self, scope: &mut Scope<'static>, subject: &Subject, as_of: Timestamp) {
        let creator = self.creator(subject, as_of);
        if let Some(package) = &subject.package {
            scope.push_constant("offer", PackageHost { package: package.clone(), creator: creator.clone() });
        }
        scope.push_constant("creator", creator);
    }

    fn read_answer(&self, result: Result<Dynamic, Box<EvalAltResult>>) -> Result<Answer, Fault> {
        let value = result.map_err(|error| fault(*error, &self.script, &self.limits))?;
        match value.try_cast_result::<AnswerHost>() {
            Ok(answer) => answer.finish(self.kind, self.limits.answer_items_max),
            Err(value) => {
                let name = self.engine.map_type_name(value.type_name());
                let due = due(self.kind);
                Err(bad(format!("the script ends in a {}, not in an answer; end it in {due}", plain_type(name))))
            }
        }
    }

    fn creator(&self, subject: &Subject, as_of: Timestamp) -> CreatorHost {
        let platform = subject.creator.accounts.get(subject.primary).and_then(|account| {
            let at = crate::PLATFORMS.iter().position(|platform| *platform == account.platform)?;
            self.platform_names.get(at)
        });
        let tier = subject.tier.as_deref().and_then(|tier| self.tier_names.iter().find(|name| ***name == *tier));
        CreatorHost {
            creator: subject.creator.clone(),
            primary: subject.primary,
            as_of,
            platform: platform.unwrap_or(&self.no_tier).clone(),
            tier: tier.unwrap_or(&self.no_tier).clone(),
        }
    }
}
