//! What is looked at before anything of a plugin is compiled.
//!
//! Sizes and counts are read section by section without keeping anything; then the validator reads the whole. Nothing
//! of the plugin has run by then.

use wasmparser::types::Types;
use wasmparser::{
    BinaryReaderError, CanonicalFunction, CanonicalOption, Encoding, FunctionBody, Instance, MemoryType, Operator,
    Parser, Payload, TableType, TypeRef, Validator, WasmFeatures,
};

use crate::error::{Part, PluginError, printable};
use crate::interfaces::{self, Admitted};
use crate::limits::PluginLimits;

/// Most errors that are told about one file.
pub(crate) const ERRORS_MAX: usize = 20;
/// Bytes of a page of linear memory.
const PAGE_BYTES: u64 = 64 << 10;

/// Proposals by name, to say which one a plugin would need; what needs less comes first.
const PROPOSALS: [(&str, WasmFeatures); 10] = [
    ("threads and shared memory", WasmFeatures::THREADS),
    ("relaxed SIMD, whose results depend on the machine", WasmFeatures::RELAXED_SIMD),
    ("64-bit memories", WasmFeatures::MEMORY64),
    ("garbage-collected types", WasmFeatures::GC_TYPES),
    ("exceptions", WasmFeatures::EXCEPTIONS.union(WasmFeatures::GC_TYPES)),
    ("pages of another size", WasmFeatures::CUSTOM_PAGE_SIZES),
    ("stack switching", WasmFeatures::STACK_SWITCHING.union(WasmFeatures::GC_TYPES)),
    ("async functions, streams or futures", WasmFeatures::CM_ASYNC.union(WasmFeatures::CM_ASYNC_STACKFUL)),
    ("threads of components", WasmFeatures::CM_ASYNC.union(WasmFeatures::CM_THREADING)),
    ("error contexts", WasmFeatures::CM_ASYNC.union(WasmFeatures::CM_ERROR_CONTEXT)),
];

/// Looks at a file, or says everything that is wrong with it.
pub(crate) fn admit(bytes: &[u8], features: WasmFeatures, limits: &PluginLimits) -> Result<Admitted, Vec<PluginError>> {
    header(bytes, limits).map_err(|error| vec![error])?;
    let mut scan = Scan::new(limits);
    scan.read(bytes).map_err(|error| vec![error])?;
    if !scan.errors.is_empty() {
        return Err(scan.errors);
    }
    let types = validate(bytes, features).map_err(|error| vec![error])?;
    interfaces::check(&scan.imports, &scan.exports, &types)
}

fn header(bytes: &[u8], limits: &PluginLimits) -> Result<(), PluginError> {
    if !bytes.starts_with(b"\0asm") {
        return Err(PluginError::NotWasm);
    }
    let max = limits.file.component_bytes_max;
    if bytes.len() > max {
        return Err(PluginError::FileTooLarge { bytes: bytes.len(), max });
    }
    // Bytes 6 and 7 tell a module from a component, whatever their versions are.
    match bytes.get(6..8) {
        Some([0, 0]) => Err(PluginError::CoreModule),
        _ => Ok(()),
    }
}

fn invalid(error: &BinaryReaderError) -> PluginError {
    PluginError::Invalid { offset: error.offset(), detail: printable(error.message()) }
}

fn validate(bytes: &[u8], features: WasmFeatures) -> Result<Types, PluginError> {
    let valid = |features| Validator::new_with_features(features).validate_all(bytes);
    valid(features).map_err(|error| {
        let needed = PROPOSALS.iter().find(|(_, proposal)| valid(features.union(*proposal)).is_ok());
        match needed {
            Some((feature, _)) => PluginError::FeatureRefused { feature },
            None => invalid(&error),
        }
    })
}

/// What was counted so far.
struct Scan<'a> {
    limits: &'a PluginLimits,
    counts: [usize; PARTS],
    /// How many modules and components the reader is inside of.
    depth: usize,
    imports: Vec<String>,
    exports: Vec<String>,
    errors: Vec<PluginError>,
}

const PARTS: usize = 13;

impl<'a> Scan<'a> {
    fn new(limits: &'a PluginLimits) -> Self {
        Self { limits, counts: [0; PARTS], depth: 0, imports: Vec::new(), exports: Vec::new(), errors: Vec::new() }
    }

    /// Reads every section. The first count that is too high ends it, and so does the first byte that is not
    /// understood.
    fn read(&mut self, bytes: &[u8]) -> Result<(), PluginError> {
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|error| invalid(&error))?;
            self.payload(payload).map_err(|stop| match stop {
                Stop::Broken(error) => invalid(&error),
                Stop::Refused(error) => error,
            })?;
        }
        Ok(())
    }

    fn payload(&mut self, payload: Payload<'_>) -> Result<(), Stop> {
        match payload {
            Payload::Version { encoding: Encoding::Module, .. } if self.depth == 0 => {
                return Err(Stop::Refused(PluginError::CoreModule));
            }
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => {
                self.depth += 1;
                self.count(Part::Nested, 1)?;
            }
            Payload::End(_) => self.depth = self.depth.saturating_sub(1),
            Payload::TypeSection(section) => self.count(Part::Types, section.count())?,
            Payload::CoreTypeSection(section) => self.count(Part::Types, section.count())?,
            Payload::ComponentTypeSection(section) => self.count(Part::Types, section.count())?,
            Payload::ImportSection(section) => self.core_imports(section)?,
            Payload::FunctionSection(section) => self.count(Part::Functions, section.count())?,
            Payload::TableSection(section) => {
                self.count(Part::Tables, section.count())?;
                for table in section {
                    self.table(&table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                self.count(Part::Memories, section.count())?;
                for memory in section {
                    self.memory(&memory?);
                }
            }
            Payload::GlobalSection(section) => self.count(Part::Globals, section.count())?,
            Payload::ExportSection(section) => self.count(Part::Exports, section.count())?,
            Payload::ElementSection(section) => self.count(Part::ElementSegments, section.count())?,
            Payload::DataSection(section) => self.count(Part::DataSegments, section.count())?,
            Payload::CodeSectionEntry(body) => self.body(&body)?,
            Payload::CustomSection(_) => self.count(Part::CustomSections, 1)?,
            Payload::InstanceSection(section) => {
                for instance in section {
                    // The other kind only gives names to what is there already.
                    if matches!(instance?, Instance::Instantiate { .. }) {
                        self.count(Part::Instances, 1)?;
                    }
                }
            }
            other => self.component_payload(other)?,
        }
        Ok(())
    }

    fn component_payload(&mut self, payload: Payload<'_>) -> Result<(), Stop> {
        match payload {
            Payload::ComponentInstanceSection(section) => self.count(Part::Instances, section.count())?,
            Payload::ComponentCanonicalSection(section) => {
                self.count(Part::Functions, section.count())?;
                for function in section {
                    self.canonical(&function?);
                }
            }
            Payload::ComponentImportSection(section) => {
                self.count(Part::Imports, section.count())?;
                for import in section.into_iter().take_while(|_| self.depth == 0) {
                    self.imports.push(import?.name.name.to_owned());
                }
            }
            Payload::ComponentExportSection(section) => {
                self.count(Part::Exports, section.count())?;
                for export in section.into_iter().take_while(|_| self.depth == 0) {
                    self.exports.push(export?.name.name.to_owned());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn count(&mut self, what: Part, more: impl TryInto<usize>) -> Result<(), Stop> {
        let file = &self.limits.file;
        let max = match what {
            Part::Functions => file.functions_max,
            Part::Types => file.types_max,
            Part::Imports => file.imports_max,
            Part::Exports => file.exports_max,
            Part::Globals => file.globals_max,
            Part::Memories => self.limits.memories_max,
            Part::Tables => self.limits.tables_max,
            Part::Instances => self.limits.instances_max,
            Part::DataSegments => file.data_segments_max,
            Part::ElementSegments => file.element_segments_max,
            Part::CustomSections => file.custom_sections_max,
            Part::Nested => file.nested_max,
            Part::Blocks => file.blocks_nested_max,
        };
        let Some(count) = self.counts.get_mut(what as usize) else { return Ok(()) };
        *count = count.saturating_add(more.try_into().unwrap_or(usize::MAX));
        if *count > max { Err(Stop::Refused(PluginError::TooMany { what, max })) } else { Ok(()) }
    }

    fn wrong(&mut self, error: PluginError) {
        if self.errors.len() < ERRORS_MAX && !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    fn core_imports(&mut self, section: wasmparser::ImportSectionReader<'_>) -> Result<(), Stop> {
        for import in section.into_imports() {
            self.count(Part::Imports, 1)?;
            match import?.ty {
                TypeRef::Func(_) => self.count(Part::Functions, 1)?,
                TypeRef::Global(_) => self.count(Part::Globals, 1)?,
                TypeRef::Memory(memory) => self.memory(&memory),
                TypeRef::Table(table) => self.table(&table),
                _ => {}
            }
        }
        Ok(())
    }

    fn memory(&mut self, memory: &MemoryType) {
        let page = memory.page_size_log2.map_or(PAGE_BYTES, |log| 1_u64.checked_shl(log).unwrap_or(u64::MAX));
        let (bytes, max) = (memory.initial.saturating_mul(page), self.limits.memory_bytes_max);
        if bytes > max as u64 {
            self.wrong(PluginError::MemoryTooLarge { bytes, max });
        }
    }

    fn table(&mut self, table: &TableType) {
        let max = self.limits.table_elements_max;
        if table.initial > max as u64 {
            self.wrong(PluginError::TableTooLarge { elements: table.initial, max });
        }
    }

    fn body(&mut self, body: &FunctionBody<'_>) -> Result<(), Stop> {
        let (range, file) = (body.range(), &self.limits.file);
        let (bytes, max, deepest) = (range.len(), file.function_bytes_max, file.blocks_nested_max);
        if bytes > max {
            self.wrong(PluginError::FunctionTooLarge { offset: range.start, bytes, max });
        } else if bytes > deepest {
            // A block takes more than one byte, so that nothing shorter nests deeper.
            blocks(body, deepest)?;
        }
        Ok(())
    }

    fn canonical(&mut self, function: &CanonicalFunction) {
        let (CanonicalFunction::Lift { options, .. } | CanonicalFunction::Lower { options, .. }) = function else {
            return;
        };
        for option in options {
            match option {
                CanonicalOption::UTF16 => self.wrong(PluginError::StringEncoding { encoding: "UTF-16" }),
                CanonicalOption::CompactUTF16 => {
                    self.wrong(PluginError::StringEncoding { encoding: "Latin-1 or UTF-16" });
                }
                _ => {}
            }
        }
    }
}

/// Refuses a function whose blocks nest too deep: the compiler's time grows with the square of it.
fn blocks(body: &FunctionBody<'_>, max: usize) -> Result<(), Stop> {
    let (mut operators, mut depth) = (body.get_operators_reader()?, 0_usize);
    while !operators.eof() {
        match operators.read()? {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } | Operator::TryTable { .. } => {
                depth += 1;
            }
            Operator::End => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > max {
            return Err(Stop::Refused(PluginError::TooMany { what: Part::Blocks, max }));
        }
    }
    Ok(())
}

/// Why a scan ends early.
enum Stop {
    Broken(BinaryReaderError),
    Refused(PluginError),
}

impl From<BinaryReaderError> for Stop {
    fn from(error: BinaryReaderError) -> Self {
        Self::Broken(error)
    }
}
