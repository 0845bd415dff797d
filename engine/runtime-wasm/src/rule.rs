//! A plugin with everything that a pack binds to it, asked in batches.

use std::sync::Arc;

use saring_pack::proof::plain;
use saring_pack::{Answer, Description, Fault, Kind, Question, Rule, RuleLimits, Tier};
use wasmtime::component::{ComponentExportIndex, InstancePre, Resource, TypedFunc};
use wasmtime::{Error, Store};

use crate::engine::PluginEngine;
use crate::fault::fault;
use crate::host::{Answers, Asked, Batch, Given, State, Tables};
use crate::limits::PluginLimits;

/// What asking cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spending {
    /// Fuel that was spent before the first creator was taken and after the last.
    pub setup_fuel: u64,
    /// Fuel that was spent on each creator, in order. A plugin that leaves nothing behind spends on a creator what it
    /// would spend alone.
    pub fuel: Vec<u64>,
    /// The largest size of the plugin's memories together, in bytes.
    pub memory_bytes_peak: u64,
    /// Bytes of facts that were handed to the plugin.
    pub bytes_in: u64,
    /// Bytes of the texts that the plugin handed over in its answers and logs.
    pub bytes_out: u64,
}

/// The function of a plugin that answers: given the params, the batch and where to write, done or why not.
type Answering<'a> = TypedFunc<(&'a str, Resource<Batch>, Resource<Answers>), (Result<(), String>,)>;

/// A plugin that a pack uses, ready to be asked.
pub struct WasmRule {
    pub(crate) engine: Arc<PluginEngine>,
    pub(crate) pre: InstancePre<State>,
    /// The function that answers: `evaluate`, `classify` ….
    pub(crate) function: ComponentExportIndex,
    pub(crate) kind: Kind,
    pub(crate) description: Description,
    /// The params as a JSON object.
    pub(crate) params: String,
    pub(crate) tables: Arc<Tables>,
    pub(crate) tiers: Arc<[Tier]>,
    pub(crate) limits: Arc<PluginLimits>,
    pub(crate) rule_limits: RuleLimits,
}

impl Rule for WasmRule {
    fn describe(&self) -> &Description {
        &self.description
    }

    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
        self.ask_metered(question).0
    }
}

impl WasmRule {
    /// Asks as [`Rule::ask`] does, and tells what it cost.
    pub fn ask_metered(&self, question: Question<'_>) -> (Result<Vec<Answer>, Fault>, Spending) {
        if question.kind() != self.kind {
            let violations = vec!["the rule was asked another kind of question than it answers".to_owned()];
            return (Err(Fault::BadAnswer { violations }), Spending::default());
        }
        // A store is thrown away after every batch: nothing that a plugin keeps can reach the next.
        let _pass = self.engine.enter();
        let mut store = self.store(Asked::of(&question));
        let called = self.call(&mut store);
        let deadline = self.limits.deadline(store.data().turns());
        let answers = match called {
            Ok(Ok(())) => finish(store.data_mut()),
            Ok(Err(message)) if message.len() > self.limits.text_bytes_max => {
                Err(Fault::OutputTooLarge { limit: self.limits.text_bytes_max as u64 })
            }
            Ok(Err(message)) => Err(Fault::Raised { message: plain(&message), position: None }),
            Err(error) => Err(fault(&error, store.data(), deadline)),
        };
        // What was granted says how far a plugin could go, so a fault is told before the books are closed.
        self.book(&mut store);
        (answers, spending(store.data()))
    }

    fn store(&self, asked: Asked) -> Store<State> {
        let given = Given {
            limits: &self.limits,
            rule_limits: &self.rule_limits,
            kind: self.kind,
            tables: &self.tables,
            tiers: &self.tiers,
        };
        crate::host::store(&self.engine.engine, State::new(&given, asked))
    }

    /// Makes an instance and calls it. Everything that goes on in here is bounded: start functions, too.
    fn call(&self, store: &mut Store<State>) -> Result<Result<(), String>, Error> {
        let instance = self.pre.instantiate(&mut *store)?;
        let answer: Answering<'_> = instance.get_typed_func(&mut *store, self.function)?;
        let handles = (Resource::new_borrow(0), Resource::new_borrow(0));
        answer.call(&mut *store, (&self.params, handles.0, handles.1)).map(|(result,)| result)
    }

    /// Books the fuel that was spent since the last creator was taken.
    fn book(&self, store: &mut Store<State>) {
        let left = store.get_fuel().unwrap_or_default();
        store.data_mut().turn.close(left, 0);
    }
}

/// The answers, one for each turn; of those that were not taken they are missing.
fn finish(state: &mut State) -> Result<Vec<Answer>, Fault> {
    let drafts = std::mem::take(&mut state.drafts);
    let turns = state.turns();
    if drafts.len() < turns {
        let of = match state.kind {
            Kind::Check | Kind::Tier | Kind::Worth => "creators",
            Kind::Preflight | Kind::Budget => "campaigns",
            Kind::Trigger => "targets",
            Kind::Metric => "scopes",
        };
        let message = format!("{} of {turns} {of} were taken: call `next` until there is none", drafts.len());
        return Err(Fault::BadAnswer { violations: vec![message] });
    }
    let (kind, log) = (state.kind, std::mem::take(&mut state.setup_log));
    drafts.into_iter().enumerate().map(|(creator, draft)| draft.finish(kind, creator, &log)).collect()
}

fn spending(state: &State) -> Spending {
    Spending {
        setup_fuel: state.turn.setup_fuel,
        fuel: state.turn.fuel.clone(),
        memory_bytes_peak: state.limiter.memory_bytes() as u64,
        bytes_in: state.turn.bytes_in,
        bytes_out: state.turn.bytes_out,
    }
}
