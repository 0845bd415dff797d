//! What the host offers to plugins: the imports of the contract, and nothing else.

mod answering;
mod asked;
mod budget;
mod draft;
mod facts;
mod log;
mod metric;
mod numbers;
mod probe;
mod running;
mod section;
mod tables;
mod trigger;
mod turn;

use std::sync::Arc;

use saring_pack::{Kind, RuleLimits, Tier};
use wasmtime::component::{Linker, WasmStr};
use wasmtime::{Engine, Result, Store, StoreContextMut};

use crate::contract::{PACKAGE, VERSION};
use crate::limiter::Limiter;
use crate::limits::PluginLimits;
pub(crate) use asked::Asked;
use draft::Draft;
pub(crate) use facts::instant;
pub(crate) use log::Panic;
pub(crate) use tables::Tables;
pub(crate) use turn::Turn;

/// The resource `facts.batch`. There is one in an instance, so the handle says nothing.
#[derive(Debug)]
pub struct Batch;
/// The resource `answering.answers`. There is one in an instance, so the handle says nothing.
#[derive(Debug)]
pub struct Answers;
/// The resource `tables.table`; its representation is the table's place among those that the rule is given.
#[derive(Debug)]
pub struct OpenTable;

/// Everything that one instance knows and has said.
pub(crate) struct State {
    pub limiter: Limiter,
    pub limits: Arc<PluginLimits>,
    pub rule_limits: RuleLimits,
    pub kind: Kind,
    pub asked: Asked,
    pub tables: Arc<Tables>,
    pub tiers: Arc<[Tier]>,
    pub turn: Turn,
    pub drafts: Vec<Draft>,
    /// What was logged before the first creator was taken.
    pub setup_log: Vec<String>,
    /// What the plugin's panic handler said.
    pub panic: Option<Panic>,
    /// Table handles that are open.
    pub tables_open: usize,
}

/// What a rule is given besides the question.
pub(crate) struct Given<'a> {
    pub limits: &'a Arc<PluginLimits>,
    pub rule_limits: &'a RuleLimits,
    pub kind: Kind,
    pub tables: &'a Arc<Tables>,
    pub tiers: &'a Arc<[Tier]>,
}

impl State {
    /// The state of an instance that is asked a question.
    pub fn new(given: &Given<'_>, asked: Asked) -> Self {
        let turns = asked.subjects.len();
        Self {
            limiter: Limiter::new(given.limits),
            limits: Arc::clone(given.limits),
            rule_limits: *given.rule_limits,
            kind: given.kind,
            asked,
            tables: Arc::clone(given.tables),
            tiers: Arc::clone(given.tiers),
            turn: Turn::new(given.limits.fuel_setup, turns),
            drafts: Vec::with_capacity(turns),
            setup_log: Vec::new(),
            panic: None,
            tables_open: 0,
        }
    }

    /// How many answers are due: one for each creator, target or scope, or one about the campaign.
    pub fn turns(&self) -> usize {
        self.asked.subjects.len()
    }
}

/// A store with every bound in place before the first instruction runs.
pub(crate) fn store(engine: &Engine, state: State) -> Store<State> {
    let (limits, turns) = (state.limits.clone(), state.turns());
    let mut store = Store::new(engine, state);
    store.limiter(|state| &mut state.limiter);
    // Fuel is always configured, so setting it cannot fail.
    store.set_fuel(limits.fuel_setup).unwrap_or_default();
    store.epoch_deadline_trap();
    store.set_epoch_deadline(limits.deadline_ticks(turns));
    store.set_hostcall_fuel(limits.hostcall_bytes(turns));
    store
}

/// Why the host refused what a plugin asked for.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    /// Calling the host used up the fuel.
    #[error("the fuel is used up")]
    FuelSpent,
    /// It said more than is allowed.
    #[error("more than {limit} was said")]
    OutputTooLarge {
        /// What is allowed, in bytes or pieces.
        limit: u64,
    },
    /// What it handed over is not what the contract says.
    #[error("{0}")]
    Contract(String),
    /// It asked for what it may not have.
    #[error("{0}")]
    Misuse(String),
}

/// The error of a call that is refused because it makes no sense.
pub(crate) fn misuse<T>(message: impl Into<String>) -> Result<T> {
    Err(Refusal::Misuse(message.into()).into())
}

/// A linker that offers the imports of the contract, and nothing else.
pub(crate) fn linker(engine: &Engine) -> Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    section::link(&mut linker.instance(&interface("facts"))?)?;
    running::link(&mut linker.instance(&interface("running"))?)?;
    answering::link(&mut linker.instance(&interface("answering"))?)?;
    tables::link(&mut linker.instance(&interface("tables"))?)?;
    log::link(&mut linker.instance(&interface("log"))?)?;
    Ok(linker)
}

/// The full name of an interface of the contract.
pub(crate) fn interface(name: &str) -> String {
    format!("{PACKAGE}/{name}@{VERSION}")
}

type Cx<'a> = StoreContextMut<'a, State>;

/// Takes the fuel that a call of the host costs. Fuel does not see the host's work, so it is charged by calls and bytes.
fn charge(cx: &mut Cx<'_>, bytes: usize) -> Result<()> {
    let limits = &cx.data().limits;
    let cost = limits.fuel_per_host_call.saturating_add(limits.fuel_per_byte.saturating_mul(bytes as u64));
    match cx.get_fuel()?.checked_sub(cost) {
        Some(left) => cx.set_fuel(left),
        None => Err(Refusal::FuelSpent.into()),
    }
}

/// A text that the plugin said, after its length was held against the limit.
fn text(cx: &mut Cx<'_>, said: &WasmStr) -> Result<String> {
    let limit = cx.data().limits.text_bytes_max;
    let text = said.to_str(&*cx).map_err(|error| Refusal::Contract(error.to_string()))?;
    if text.len() > limit {
        return Err(Refusal::OutputTooLarge { limit: limit as u64 }.into());
    }
    let text = text.into_owned();
    cx.data_mut().turn.bytes_out += text.len() as u64;
    Ok(text)
}
