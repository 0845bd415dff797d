//! What an instance may grow to, and what it was refused.

use wasmtime::{Error, ResourceLimiter};

use crate::limits::PluginLimits;

/// Bounds memories and tables, and remembers that it refused: to the plugin a refusal is a number like any other, and
/// what becomes of it looks like a panic.
#[derive(Debug)]
pub(crate) struct Limiter {
    memory_bytes_max: usize,
    table_elements_max: usize,
    instances_max: usize,
    memories_max: usize,
    tables_max: usize,
    /// Bytes of all memories together.
    memory_bytes: usize,
    /// Whether memory or a table was refused.
    pub refused: bool,
}

impl Limiter {
    pub(crate) fn new(limits: &PluginLimits) -> Self {
        Self {
            memory_bytes_max: limits.memory_bytes_max,
            table_elements_max: limits.table_elements_max,
            instances_max: limits.instances_max,
            memories_max: limits.memories_max,
            tables_max: limits.tables_max,
            memory_bytes: 0,
            refused: false,
        }
    }

    /// Bytes of all memories together. Memories never shrink, so this is the peak.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.memory_bytes
    }
}

impl ResourceLimiter for Limiter {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool, Error> {
        let after = self.memory_bytes.saturating_add(desired.saturating_sub(current));
        let fits = after <= self.memory_bytes_max && maximum.is_none_or(|maximum| desired <= maximum);
        self.refused |= after > self.memory_bytes_max;
        if fits {
            self.memory_bytes = after;
        }
        Ok(fits)
    }

    fn table_growing(&mut self, _current: usize, desired: usize, maximum: Option<usize>) -> Result<bool, Error> {
        self.refused |= desired > self.table_elements_max;
        Ok(desired <= self.table_elements_max && maximum.is_none_or(|maximum| desired <= maximum))
    }

    fn instances(&self) -> usize {
        self.instances_max
    }

    fn tables(&self) -> usize {
        self.tables_max
    }

    fn memories(&self) -> usize {
        self.memories_max
    }
}
