//! Every limit on plugins, with its unit in its name and the number behind it.
//!
//! A plugin in Rust or C spends 0.006 to 0.46 million units of fuel a creator, in Python 0.2 to 2.6 million and in
//! JavaScript 0.9 to 7.4 million; a unit takes 0.1 to 0.9 ns. Peak memory was 1.3 MiB for Rust, 9 for JavaScript, 12
//! for Python and 16 for C; files have 6 KB (C), 0.02 to 0.2 MB (Rust), 12 MB (JavaScript) and 18.5 MB (Python). How
//! large an answer may be is not said here: [`saring_pack::RuleLimits`] holds every runtime to the same.

use std::time::Duration;

/// What a plugin may be and may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PluginLimits {
    /// What its file may contain.
    pub file: FileLimits,

    /// Largest linear memory of an instance, in bytes: four times the largest peak measured.
    pub memory_bytes_max: usize,
    /// Most elements of a table. Those of the JavaScript and Python engines begin with 7,741 and 5,724; others of their
    /// kind were seen with more than 20,000.
    pub table_elements_max: usize,
    /// Most instances of modules in a plugin: JavaScript has 5, Python 41.
    pub instances_max: usize,
    /// Most linear memories of a plugin; every language measured has 1.
    pub memories_max: usize,
    /// Most tables of a plugin; every language measured has 1 or 2.
    pub tables_max: usize,
    /// Stack of the plugin's own calls, in bytes. Deep recursion of honest parsers overflows the usual 512 KiB. Threads
    /// that ask plugins need at least four times as much.
    pub wasm_stack_bytes_max: usize,

    /// Fuel from the start of an instance to the first creator: params are parsed, tables opened, interpreters woken.
    /// As much may be spent on a description, or on looking at params.
    pub fuel_setup: u64,
    /// Fuel from one creator to the next: 2 to 18 ms. The example in JavaScript spends 8.7 to 14.7 million on a creator
    /// alone, and up to 3.3 million more on one of a batch of 256 with whom garbage is collected.
    pub fuel_per_creator: u64,
    /// Fuel that each call of the host costs besides the instructions around it. Fuel does not see the host's work,
    /// which takes 50 to 75 ns a call.
    pub fuel_per_host_call: u64,
    /// Fuel that a creator gets besides for each byte that those of its facts which were read have as records, so that
    /// 10,000 comments are no fault of the plugin: a linear model over character n-grams needs about 100 a byte.
    pub fuel_granted_per_byte: u64,
    /// Fuel that each byte costs which the plugin hands to the host.
    pub fuel_per_byte: u64,

    /// Most bytes that one call may carry from the plugin to the host, besides those for each creator.
    pub hostcall_bytes_base: usize,
    /// Bytes that are added to it for each creator of the batch.
    pub hostcall_bytes_per_creator: usize,
    /// Longest text that the plugin may give the host, in bytes.
    pub text_bytes_max: usize,
    /// Longest description, in bytes. That of a plugin with twenty params and reasons in two languages has 8 KiB.
    pub description_bytes_max: usize,
    /// Most bytes of log that are kept for one creator.
    pub log_bytes_max: usize,
    /// Most lines of log that are kept for one creator.
    pub log_lines_max: usize,
    /// Most tables of the pack that are open at once.
    pub table_handles_max: usize,

    /// How often the clock of the backstop ticks. Each tick wakes a thread, and the deadline is in seconds.
    pub tick: Duration,
    /// Time that a batch may take whatever it spends, besides the time for each creator.
    ///
    /// Fuel decides; this only frees a thread that fuel has failed to free, and ends the whole request, because a
    /// result that depends on the time would differ from machine to machine. Therefore no honest plugin may ever reach
    /// it: the setup's whole fuel takes at most 20 ms and a creator's 18 ms, so that even one which spends all of it
    /// would have to be slowed down more than twenty times by whatever else the machine does.
    pub deadline_base: Duration,
    /// Time that is added to it for each creator of the batch.
    pub deadline_per_creator: Duration,

    /// Most batches that are asked at once; others wait. It bounds the address space and the memory of the pool.
    pub batches_max: u32,
    /// Bytes of a memory that stay with the pool between two batches, where the kernel can tell which were touched:
    /// more than a Rust plugin's whole memory, and it halves the cost of a batch of one.
    pub keep_resident_bytes: usize,
}

/// What the file of a plugin may contain, looked at before anything is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLimits {
    /// Largest file, in bytes.
    pub component_bytes_max: usize,
    /// Largest body of a function, in bytes. The compiler's time grows faster than a body; the largest one of the
    /// JavaScript engine has 171,628, and that of Python 426,843.
    pub function_bytes_max: usize,
    /// Most functions, imported ones included, in all modules: JavaScript has 12,823, Python 13,632.
    pub functions_max: usize,
    /// Most types; Python has 1,482.
    pub types_max: usize,
    /// Most imports of all modules and components; Python has 2,483.
    pub imports_max: usize,
    /// Most exports of all modules and components; Python has 4,488.
    pub exports_max: usize,
    /// Most globals; Python has 871.
    pub globals_max: usize,
    /// Most data segments. The snapshot of the JavaScript engine has 10,000, because its tool stops there; Python has
    /// 2,398.
    pub data_segments_max: usize,
    /// Most element segments; Python has 8.
    pub element_segments_max: usize,
    /// Most custom sections; Python has 22.
    pub custom_sections_max: usize,
    /// Most modules and components inside; Python has 41.
    pub nested_max: usize,
    /// Deepest nesting of blocks in a function. The compiler's time grows with its square: 300,000 take minutes. Python's
    /// interpreter has 781, JavaScript's 456.
    pub blocks_nested_max: usize,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            component_bytes_max: 32 << 20,
            function_bytes_max: 1 << 20,
            functions_max: 200_000,
            types_max: 50_000,
            imports_max: 50_000,
            exports_max: 50_000,
            globals_max: 50_000,
            data_segments_max: 20_000,
            element_segments_max: 20_000,
            custom_sections_max: 1_000,
            nested_max: 100,
            blocks_nested_max: 2_000,
        }
    }
}

impl Default for PluginLimits {
    fn default() -> Self {
        Self {
            file: FileLimits::default(),
            memory_bytes_max: 64 << 20,
            table_elements_max: 200_000,
            instances_max: 100,
            memories_max: 10,
            tables_max: 20,
            wasm_stack_bytes_max: 1 << 20,
            fuel_setup: 20_000_000,
            fuel_per_creator: 20_000_000,
            fuel_granted_per_byte: 200,
            fuel_per_host_call: 100,
            fuel_per_byte: 1,
            hostcall_bytes_base: 1 << 20,
            hostcall_bytes_per_creator: 4 << 10,
            text_bytes_max: 4 << 10,
            description_bytes_max: 64 << 10,
            log_bytes_max: 16 << 10,
            log_lines_max: 100,
            table_handles_max: 64,
            tick: Duration::from_millis(100),
            deadline_base: Duration::from_secs(30),
            deadline_per_creator: Duration::from_millis(500),
            batches_max: 64,
            keep_resident_bytes: 1_536 << 10,
        }
    }
}

impl PluginLimits {
    /// Time that a batch of so many creators may take.
    pub fn deadline(&self, creators: usize) -> Duration {
        let creators = u32::try_from(creators).unwrap_or(u32::MAX);
        self.deadline_base.saturating_add(self.deadline_per_creator.saturating_mul(creators))
    }

    /// The same in ticks of the backstop's clock.
    pub fn deadline_ticks(&self, creators: usize) -> u64 {
        let ticks = self.deadline(creators).as_nanos() / self.tick.as_nanos().max(1);
        // The running tick is not a whole one, so one more gives the whole time. Half of the counter's range is for
        // ever.
        u64::try_from(ticks).unwrap_or(u64::MAX).saturating_add(1).min(u64::MAX / 2)
    }

    /// Most bytes that one call may carry from the plugin to the host in a batch of so many creators.
    pub fn hostcall_bytes(&self, creators: usize) -> usize {
        self.hostcall_bytes_base.saturating_add(self.hostcall_bytes_per_creator.saturating_mul(creators))
    }
}
