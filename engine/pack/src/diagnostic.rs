//! What is wrong with a pack, and what to do about it.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// One thing that is wrong with a pack, with the place and a way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// Whether the pack can be used all the same.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: DiagnosticCode,
    /// What is wrong, for people.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The pack, as `name@version`, or where it came from while that is not known.
    pub pack: String,
    /// The file's path in the pack.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// The source line.
    pub excerpt: String,
}

/// Whether a pack can be used in spite of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can.
    Warning,
}

impl Diagnostic {
    /// An error at some bytes of a file; line, column and excerpt are taken from its text. The pack is left empty for
    /// a runtime, which does not know it: [`crate::compile`] fills it in.
    pub fn error(code: DiagnosticCode, file: &str, text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let (line, column, excerpt) = locate(text, span.start);
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            help: None,
            pack: String::new(),
            file: file.to_owned(),
            line,
            column,
            span,
            excerpt: excerpt.to_owned(),
        }
    }

    /// The same with a way out.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} [{}]", self.file, self.line, self.column, self.message, self.code.as_str())
    }
}

/// Line and column, both from 1, and the source line of a byte offset.
pub(crate) fn locate(text: &str, offset: usize) -> (u32, u32, &str) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count();
    let excerpt = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    (to_u32(line) + 1, to_u32(column) + 1, excerpt)
}

fn to_u32(count: usize) -> u32 {
    // Files are bounded far below 2^32 bytes.
    u32::try_from(count).unwrap_or(u32::MAX - 1)
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The closed list of things that can be wrong with a pack.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        pub enum DiagnosticCode {
            $($(#[doc = $doc])+ #[serde(rename = $text)] $name,)+
        }

        impl DiagnosticCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as people and programs see it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// A file is not valid TOML.
    TomlSyntax = "toml-syntax",
    /// A file that has to be text is not UTF-8.
    FileEncoding = "file-encoding",
    /// A file that is named is not in the pack.
    FileMissing = "file-missing",
    /// The pack has too many files or bytes.
    PackTooLarge = "pack-too-large",
    /// A key that nothing reads.
    KeyUnknown = "key-unknown",
    /// A key that has to be there is not.
    KeyMissing = "key-missing",
    /// A value of another type than its key takes.
    ValueType = "value-type",
    /// A number outside its range.
    ValueRange = "value-range",
    /// A text that is none of those allowed.
    ValueUnknown = "value-unknown",
    /// A name that is not lower-case words joined by hyphens, or by underscores for params.
    NameInvalid = "name-invalid",
    /// A version or a version requirement that cannot be read.
    VersionInvalid = "version-invalid",
    /// The pack asks for another version of the engine.
    EngineUnsatisfied = "engine-unsatisfied",
    /// The pack that is extended cannot be found.
    ExtendsMissing = "extends-missing",
    /// A pack extends itself, directly or through others.
    ExtendsCycle = "extends-cycle",
    /// The chain of packs that extend each other is too long.
    ExtendsTooDeep = "extends-too-deep",
    /// A goal weighs a layer that the pack does not have.
    LayerUnknown = "layer-unknown",
    /// A tier's criterion counts a check that the pack does not have.
    CheckUnknown = "check-unknown",
    /// A plan names a budget policy that the pack does not have.
    BudgetUnknown = "budget-unknown",
    /// A trigger pauses one that the pack does not have.
    TriggerUnknown = "trigger-unknown",
    /// The layer weights of a goal do not sum to 1, or all checks of a layer weigh nothing.
    WeightsSum = "weights-sum",
    /// Two layers have a check of the same name.
    CheckDuplicate = "check-duplicate",
    /// Two tiers share an audience size.
    TierOverlap = "tier-overlap",
    /// An audience size between two tiers belongs to none, or no tier is left.
    TierGap = "tier-gap",
    /// Nothing that is installed runs a rule.
    RunUnhandled = "run-unhandled",
    /// A plugin that a pack names is not installed, or not as it is pinned.
    PluginMissing = "plugin-missing",
    /// A plugin that is installed does not take what the pack gives it.
    PluginRefused = "plugin-refused",
    /// A rule's first choice is not installed and a later one was taken (a warning).
    RunFallback = "run-fallback",
    /// A param that the rule does not declare.
    ParamUnknown = "param-unknown",
    /// A param of another type than declared.
    ParamType = "param-type",
    /// A param outside the range or the choices that are declared.
    ParamRange = "param-range",
    /// A table lacks its `source` or `definition` column, or names a column twice.
    TableColumns = "table-columns",
    /// A row of a table has more or fewer cells than the table has columns, or no source or definition.
    TableRow = "table-row",
    /// A column of a table mixes numbers and text.
    TableCell = "table-cell",
    /// Two rows of a table have the same key.
    TableDuplicate = "table-duplicate",
    /// A text's template cannot be read.
    LocaleTemplate = "locale-template",
    /// A text names arguments that its English original does not have (a warning).
    LocaleMismatch = "locale-mismatch",
    /// A rule can give a reason that the pack has no English text for (a warning).
    ReasonUntold = "reason-untold",
    /// A rule's source cannot be parsed.
    RuleSyntax = "rule-syntax",
    /// A rule uses something that no rule may use.
    RuleNotAllowed = "rule-not-allowed",
    /// A rule names a field, function, param, table or tier that does not exist.
    RuleUnknownName = "rule-unknown-name",
    /// A rule is larger or deeper than allowed.
    RuleTooLarge = "rule-too-large",
}
