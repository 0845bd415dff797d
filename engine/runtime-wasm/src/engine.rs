//! The one place that builds a WebAssembly engine, and therefore the one place that hardens it.
//!
//! What an engine does depends on the plugin and its inputs alone: no threads, no shared memory, no instruction whose
//! result is the machine's choice, one pattern for every NaN, and fuel instead of time.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use wasmtime::{
    Cache, Config, Enabled, Engine, EngineWeak, InstanceAllocationStrategy, PoolingAllocationConfig, Strategy,
    WasmBacktraceDetails,
};

use crate::limits::PluginLimits;

/// Why no plugin can run on this machine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The machine cannot run WebAssembly as it is configured here.
    #[error("the WebAssembly engine cannot start: {detail}")]
    Unavailable {
        /// The engine's own words.
        detail: String,
    },
    /// There is no thread for the clock that ends batches which hang.
    #[error("the clock of the WebAssembly engine cannot start")]
    Clock(#[source] std::io::Error),
}

/// How instances get their memory. The answers are the same; the speed is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allocation {
    /// From a pool whose memories have 4 GiB of address space each, so that an access needs no check of its bounds.
    WidePool,
    /// From a pool whose memories have the address space that they may fill, where there is less of it.
    NarrowPool,
    /// Anew for each batch, where there is no address space for a pool.
    OnDemand,
}

/// An engine with its clock and its turnstile.
pub(crate) struct PluginEngine {
    pub engine: Engine,
    pub allocation: Allocation,
    turnstile: Arc<Turnstile>,
    /// Kept to tell whether compiled code was found.
    pub cache: Option<Cache>,
}

/// Starts an engine. Where there is no address space for a pool it does without one.
pub(crate) fn start(limits: &PluginLimits, cache: Option<Cache>) -> Result<PluginEngine, EngineError> {
    let attempt = |allocation| {
        let mut config = config(limits, allocation);
        config.cache(cache.clone());
        Engine::new(&config).map(|engine| (engine, allocation))
    };
    let (engine, allocation) = attempt(Allocation::WidePool)
        .or_else(|_| attempt(Allocation::NarrowPool))
        .or_else(|_| attempt(Allocation::OnDemand))
        .map_err(unavailable)?;
    start_clock(engine.weak(), limits.tick)?;
    let turnstile = Arc::new(Turnstile { free: Mutex::new(limits.batches_max), left: Condvar::new() });
    Ok(PluginEngine { engine, allocation, turnstile, cache })
}

impl PluginEngine {
    /// Waits until one more batch may have an instance. Without it a busy pool would refuse honest batches.
    pub fn enter(&self) -> Pass {
        let free = self.turnstile.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.turnstile.left.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Pass(Arc::clone(&self.turnstile))
    }
}

fn unavailable(error: wasmtime::Error) -> EngineError {
    EngineError::Unavailable { detail: format!("{error:#}") }
}

fn config(limits: &PluginLimits, allocation: Allocation) -> Config {
    let mut config = Config::new();
    config
        // Winch had several escapes from its sandbox.
        .strategy(Strategy::Cranelift)
        .parallel_compilation(true)
        .wasm_component_model(true)
        .consume_fuel(true)
        .epoch_interruption(true)
        .cranelift_nan_canonicalization(true)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .shared_memory(false)
        // Calls between host and plugin cost a third without it.
        .concurrency_support(false)
        .max_wasm_stack(limits.wasm_stack_bytes_max)
        // The default asks the environment.
        .wasm_backtrace_details(WasmBacktraceDetails::Disable);
    if allocation != Allocation::WidePool {
        config
            .memory_reservation(limits.memory_bytes_max as u64)
            .memory_reservation_for_growth(0)
            .memory_guard_size(64 << 10)
            .guard_before_linear_memory(false);
    }
    config.allocation_strategy(match allocation {
        Allocation::OnDemand => InstanceAllocationStrategy::OnDemand,
        Allocation::WidePool | Allocation::NarrowPool => InstanceAllocationStrategy::Pooling(pool(limits)),
    });
    config
}

/// A pool in which every batch that passed the turnstile finds what the limits allow it.
fn pool(limits: &PluginLimits) -> PoolingAllocationConfig {
    let count = |limit: usize| u32::try_from(limit).unwrap_or(u32::MAX);
    let (memories, tables, instances) =
        (count(limits.memories_max), count(limits.tables_max), count(limits.instances_max));
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(limits.batches_max)
        .total_core_instances(limits.batches_max.saturating_mul(instances))
        .total_memories(limits.batches_max.saturating_mul(memories))
        .total_tables(limits.batches_max.saturating_mul(tables))
        .max_core_instances_per_component(instances)
        .max_memories_per_component(memories)
        .max_memories_per_module(memories)
        .max_tables_per_component(tables)
        .max_tables_per_module(tables)
        .max_memory_size(limits.memory_bytes_max)
        .table_elements(limits.table_elements_max)
        .max_unused_warm_slots(limits.batches_max);
    // Where the kernel cannot tell which pages were touched, keeping them means clearing all of them, which takes
    // longer than giving them back.
    if PoolingAllocationConfig::is_pagemap_scan_available() {
        pool.pagemap_scan(Enabled::Yes)
            .linear_memory_keep_resident(limits.keep_resident_bytes)
            .table_keep_resident(limits.keep_resident_bytes);
    }
    pool
}

/// Ticks until the engine is gone. A tick that comes late is not made up for, so that a machine that was asleep or busy
/// gives every batch more time and never less.
fn start_clock(engine: EngineWeak, tick: Duration) -> Result<(), EngineError> {
    let ticking = move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(tick);
        }
    };
    std::thread::Builder::new().name("plugin-clock".to_owned()).spawn(ticking).map_err(EngineError::Clock)?;
    Ok(())
}

/// Counts the batches that are being asked.
struct Turnstile {
    free: Mutex<u32>,
    left: Condvar,
}

/// The right to have one instance, given back when it is dropped.
pub(crate) struct Pass(Arc<Turnstile>);

impl Drop for Pass {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.left.notify_one();
    }
}
