//! Why a plugin is not taken: what is wrong with it, as a stable code, a message and a line of advice.

use saring_pack::Fault;
use serde::Serialize;

use crate::contract;

/// One thing that is wrong with a plugin.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PluginError {
    /// The file does not begin as WebAssembly does.
    #[error("it is not WebAssembly")]
    NotWasm,
    /// The file is a core module, which has no types for texts and records.
    #[error("it is a core module, and a component is due")]
    CoreModule,
    /// The file is broken, cut off, or uses a part of WebAssembly that is not available here.
    #[error("it is not valid at byte {offset}: {detail}")]
    Invalid {
        /// Place in the file.
        offset: usize,
        /// The validator's words.
        detail: String,
    },
    /// The file is larger than allowed.
    #[error("it has {bytes} bytes, and {max} are allowed")]
    FileTooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The size allowed.
        max: usize,
    },
    /// It has too many of something.
    #[error("it has more than {max} {what}")]
    TooMany {
        /// What there is too much of.
        what: Part,
        /// How many are allowed.
        max: usize,
    },
    /// The body of a function is larger than allowed.
    #[error("the function at byte {offset} has {bytes} bytes, and {max} are allowed")]
    FunctionTooLarge {
        /// Place in the file.
        offset: usize,
        /// Its size in bytes.
        bytes: usize,
        /// The size allowed.
        max: usize,
    },
    /// A memory begins larger than it may ever be.
    #[error("a memory begins with {bytes} bytes, and {max} are allowed")]
    MemoryTooLarge {
        /// Its first size in bytes.
        bytes: u64,
        /// The size allowed.
        max: usize,
    },
    /// A table begins larger than it may ever be.
    #[error("a table begins with {elements} elements, and {max} are allowed")]
    TableTooLarge {
        /// Its first size.
        elements: u64,
        /// The size allowed.
        max: usize,
    },
    /// It imports the system interface, which no plugin gets.
    #[error("it imports `{name}`, which belongs to WASI")]
    WasiImport {
        /// The import.
        name: String,
    },
    /// It imports something that is not in the contract.
    #[error("it imports `{name}`, which is not in the contract")]
    ForeignImport {
        /// The import.
        name: String,
    },
    /// It takes or gives texts in another encoding than UTF-8.
    #[error("it exchanges texts as {encoding}, and UTF-8 is due")]
    StringEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// It uses a feature that would make its answers depend on more than its inputs.
    #[error("it uses {feature}, which plugins may not")]
    FeatureRefused {
        /// The feature.
        feature: &'static str,
    },
    /// It was built for another version of the contract.
    #[error("`{item}` is of version {found}, and this host has {}", contract::VERSION)]
    ContractVersion {
        /// The import or export.
        item: String,
        /// The version that it was built for.
        found: String,
    },
    /// It lacks an export that every plugin has.
    #[error("it does not export `{item}`")]
    ExportMissing {
        /// The export.
        item: String,
    },
    /// It is neither a check nor a tier rule.
    #[error("it exports no rule")]
    NoRule,
    /// It is more than one rule.
    #[error("it exports {}, and a plugin is one rule", interfaces.join(" and "))]
    SeveralRules {
        /// The interfaces.
        interfaces: Vec<String>,
    },
    /// Something of the contract has another type in the plugin.
    #[error("`{item}` is {found}, where the contract has {expected}")]
    TypeMismatch {
        /// The item of the contract: `saring:plugin/facts@0.1.0#[method]batch.audience: result: .countries`.
        item: String,
        /// Its type in the contract.
        expected: String,
        /// Its type in the plugin.
        found: String,
    },
    /// The compiler does not take it.
    #[error("it cannot be compiled: {detail}")]
    Compile {
        /// The compiler's words.
        detail: String,
    },
    /// It does not fit what the host offers, in a way that was not seen before.
    #[error("it cannot be linked: {detail}")]
    Link {
        /// The linker's words.
        detail: String,
    },
    /// It ended with a fault before it was asked about anybody.
    #[error("it fails while it {during}")]
    Failed {
        /// What it was doing.
        during: Moment,
        /// How it ended.
        #[source]
        fault: Fault,
    },
    /// Its description is longer than allowed.
    #[error("its description has {bytes} bytes, and {max} are allowed")]
    DescriptionTooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The size allowed.
        max: usize,
    },
    /// Its description is not JSON, or says a key twice.
    #[error("its description cannot be read at line {line}, column {column}: {detail}")]
    DescriptionSyntax {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// The reader's words.
        detail: String,
    },
    /// A value of the description is missing, or not what is due.
    #[error("its description is wrong at `{pointer}`: {message}")]
    Description {
        /// Where in the description, as a JSON pointer.
        pointer: String,
        /// What is wrong.
        message: String,
        /// What is due.
        help: String,
    },
    /// The description says another kind than the plugin exports.
    #[error("its description says `{says}`, and it exports a {exports} rule")]
    KindMismatch {
        /// The kind in the description.
        says: &'static str,
        /// The kind of the interface.
        exports: &'static str,
    },
    /// It reads a field that does not exist.
    #[error("its description has the field `{path}` at `{pointer}`, which does not exist")]
    FieldUnknown {
        /// Where in the description, as a JSON pointer.
        pointer: String,
        /// The path.
        path: String,
        /// The path that was probably meant.
        nearest: Option<String>,
    },
    /// It refuses its own defaults.
    #[error("it refuses its own defaults: {message}")]
    DefaultsRefused {
        /// The plugin's words.
        message: String,
    },
    /// It ended with a fault when it was asked about one of the host's own examples.
    #[error("it fails with {example}")]
    SelfTestFailed {
        /// The example.
        example: String,
        /// How it ended.
        #[source]
        fault: Fault,
    },
    /// It answers a creator differently when others are asked about with it, or the second time.
    #[error("it gives {example} another answer {when}: {difference}")]
    SelfTestDiffers {
        /// The example.
        example: String,
        /// What was different about the question.
        when: &'static str,
        /// What is different about the answer.
        difference: String,
    },
    /// It spends another amount of fuel on the same question.
    #[error("it spends {first} units of fuel on {example}, and then {second}")]
    SelfTestFuel {
        /// The example.
        example: String,
        /// Fuel the first time.
        first: u64,
        /// Fuel the second time.
        second: u64,
    },
}

/// What a file can have too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Functions.
    Functions,
    /// Types.
    Types,
    /// Imports.
    Imports,
    /// Exports.
    Exports,
    /// Globals.
    Globals,
    /// Linear memories.
    Memories,
    /// Tables.
    Tables,
    /// Instances of modules.
    Instances,
    /// Data segments.
    DataSegments,
    /// Element segments.
    ElementSegments,
    /// Custom sections.
    CustomSections,
    /// Modules and components inside.
    Nested,
    /// Blocks in each other in a function.
    Blocks,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Functions => "functions",
            Self::Types => "types",
            Self::Imports => "imports",
            Self::Exports => "exports",
            Self::Globals => "globals",
            Self::Memories => "memories",
            Self::Tables => "tables",
            Self::Instances => "instances",
            Self::DataSegments => "data segments",
            Self::ElementSegments => "element segments",
            Self::CustomSections => "custom sections",
            Self::Nested => "modules and components inside",
            Self::Blocks => "blocks in each other in a function",
        })
    }
}

/// What a plugin was doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// Its start functions ran.
    Start,
    /// It described itself.
    Describe,
    /// It looked at params.
    Settings,
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Start => "starts",
            Self::Describe => "describes itself",
            Self::Settings => "looks at its own defaults",
        })
    }
}

macro_rules! codes {
    ($($variant:ident: $doc:literal => $text:literal,)+) => {
        /// The kind of a [`PluginError`], as a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum PluginErrorCode {
            $(#[doc = $doc] #[serde(rename = $text)] $variant,)+
        }

        impl PluginErrorCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as people and programs see it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl PluginError {
            /// Its stable code.
            pub fn code(&self) -> PluginErrorCode {
                match self {
                    $(Self::$variant { .. } => PluginErrorCode::$variant,)+
                }
            }
        }
    };
}

codes! {
    NotWasm: "The file is not WebAssembly." => "plugin-not-wasm",
    CoreModule: "The file is a core module, not a component." => "plugin-core-module",
    Invalid: "The file is broken or cut off." => "plugin-invalid",
    FileTooLarge: "The file is too large." => "plugin-file-too-large",
    TooMany: "The file has too many of something." => "plugin-too-many",
    FunctionTooLarge: "A function is too large." => "plugin-function-too-large",
    MemoryTooLarge: "A memory begins too large." => "plugin-memory-too-large",
    TableTooLarge: "A table begins too large." => "plugin-table-too-large",
    WasiImport: "The plugin imports WASI." => "plugin-wasi-import",
    ForeignImport: "The plugin imports what is not in the contract." => "plugin-foreign-import",
    StringEncoding: "The plugin's texts are not UTF-8." => "plugin-string-encoding",
    FeatureRefused: "The plugin uses a feature that is refused." => "plugin-feature-refused",
    ContractVersion: "The plugin was built for another version of the contract." => "plugin-contract-version",
    ExportMissing: "The plugin lacks an export." => "plugin-export-missing",
    NoRule: "The plugin is no rule." => "plugin-no-rule",
    SeveralRules: "The plugin is several rules." => "plugin-several-rules",
    TypeMismatch: "Something of the contract has another type in the plugin." => "plugin-type-mismatch",
    Compile: "The plugin cannot be compiled." => "plugin-compile",
    Link: "The plugin cannot be linked." => "plugin-link",
    Failed: "The plugin fails before it is asked about anybody." => "plugin-failed",
    DescriptionTooLarge: "The description is too long." => "plugin-description-too-large",
    DescriptionSyntax: "The description is not JSON." => "plugin-description-syntax",
    Description: "A value of the description is not what is due." => "plugin-description",
    KindMismatch: "The description says another kind." => "plugin-kind-mismatch",
    FieldUnknown: "The description names a field that does not exist." => "plugin-field-unknown",
    DefaultsRefused: "The plugin refuses its own defaults." => "plugin-defaults-refused",
    SelfTestFailed: "The plugin fails with an example." => "plugin-self-test-failed",
    SelfTestDiffers: "The plugin's answer depends on more than the creator." => "plugin-self-test-differs",
    SelfTestFuel: "The plugin's fuel depends on more than the question." => "plugin-self-test-fuel",
}

impl PluginError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::NotWasm => "name a `.wasm` file that `saring plugin build` wrote".to_owned(),
            Self::CoreModule => "`saring plugin build` makes a component of it".to_owned(),
            Self::Invalid { .. } => "build it anew, and compare the sizes if it was copied".to_owned(),
            Self::FileTooLarge { .. } => "build it for release, and put models into tables of the pack".to_owned(),
            Self::TooMany { .. } | Self::FunctionTooLarge { .. } => {
                "put data into tables of the pack instead of code".to_owned()
            }
            Self::MemoryTooLarge { .. } => "give the linker a smaller stack and fewer first pages".to_owned(),
            Self::TableTooLarge { .. } => "leave out what is never called".to_owned(),
            Self::WasiImport { .. } => {
                "build Rust for `wasm32-unknown-unknown`; `saring plugin build` stubs WASI for other languages"
                    .to_owned()
            }
            Self::ForeignImport { .. } => format!("a plugin may import {} alone", contract::imports_in_words()),
            Self::StringEncoding { .. } => "build it with UTF-8 texts, as every SDK does".to_owned(),
            Self::FeatureRefused { .. } => "build it for WebAssembly 2.0, without threads and async".to_owned(),
            Self::ContractVersion { .. } => format!("build it anew with the SDK of version {}", contract::VERSION),
            Self::ExportMissing { .. } => "every plugin exports `plugin`; the SDK's `export_check!` does".to_owned(),
            Self::NoRule => format!("export {}", contract::RULES.map(|rule| format!("`{}`", rule.name)).join(" or ")),
            Self::SeveralRules { .. } => "make two plugins of it".to_owned(),
            Self::TypeMismatch { .. } => {
                format!("build it anew with `saring.wit` of version {}, unchanged", contract::VERSION)
            }
            Self::Compile { .. } | Self::Link { .. } => "report it with the plugin: it passed every check".to_owned(),
            Self::Failed { during: Moment::Start, .. } => "leave nothing to the start function".to_owned(),
            Self::Failed { .. } => "an SDK tells the reason through `log.panic`".to_owned(),
            Self::DescriptionTooLarge { .. } => "keep texts in the pack's locale files".to_owned(),
            Self::DescriptionSyntax { .. } => {
                "`describe` returns one JSON object, in which a key stands once".to_owned()
            }
            Self::Description { help, .. } => help.clone(),
            Self::KindMismatch { .. } => "say the kind of the interface that is exported".to_owned(),
            Self::FieldUnknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::FieldUnknown { .. } => "paths are those of `creator.schema.json`".to_owned(),
            Self::DefaultsRefused { .. } => "choose defaults that make sense together".to_owned(),
            Self::SelfTestFailed { .. } => {
                "answer `unknown` where a fact is missing; `saring plugin run` shows the log".to_owned()
            }
            Self::SelfTestDiffers { .. } | Self::SelfTestFuel { .. } => {
                "keep nothing from one creator to the next, and iterate nothing in random order".to_owned()
            }
        }
    }
}

/// Longest text of a plugin, or about one, that a message shows, in characters.
const SHOWN_CHARS_MAX: usize = 300;

/// A text that is fit for a message: on one line, without commands to a terminal, and no longer than people read.
pub(crate) fn printable(text: &str) -> String {
    let mut shown: String =
        text.chars().take(SHOWN_CHARS_MAX).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if shown.len() < text.len() && text.chars().nth(SHOWN_CHARS_MAX).is_some() {
        shown.push('…');
    }
    shown
}
