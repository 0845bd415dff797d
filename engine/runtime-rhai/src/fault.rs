//! From the interpreter's typed errors to faults and diagnostics.

use rhai::{EvalAltResult, LexError, ParseError, ParseErrorType};
use saring_pack::proof::plain;
use saring_pack::{Diagnostic, DiagnosticCode, Fault, Position, RuleLimits, Trap};

/// A rule's file, for the positions in it.
#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Script {
    /// The bytes of the file at a position: one character, or nothing at the end of the file.
    fn span(&self, position: rhai::Position) -> std::ops::Range<usize> {
        let line = position.line().unwrap_or(1);
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or_default();
        let mut characters = rest.char_indices().skip(position.position().unwrap_or(1).saturating_sub(1));
        let at = characters.next().map_or(self.text.len(), |(at, _)| start + at);
        let end = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        at..end
    }

    pub(crate) fn diagnostic(
        &self,
        code: DiagnosticCode,
        position: rhai::Position,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, &self.file, &self.text, self.span(position), plain(&message.into()))
    }

    fn position(&self, position: rhai::Position) -> Option<Position> {
        let line = position.line()?;
        Some(Position {
            file: self.file.clone(),
            line: u32::try_from(line).ok()?,
            column: u32::try_from(position.position().unwrap_or(1)).ok()?,
            source_line: self.text.lines().nth(line - 1).unwrap_or_default().to_owned(),
        })
    }
}

/// The fault of an error that ended a script.
pub(crate) fn fault(error: EvalAltResult, script: &Script, limits: &RuleLimits) -> Fault {
    match error {
        // The inner error knows the place; the calls around it are how the script got there.
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => fault(*inner, script, limits),
        // Work of the vocabulary that passed the budget ends the script by the hook of its progress.
        EvalAltResult::ErrorTooManyOperations(_) | EvalAltResult::ErrorTerminated(..) => {
            Fault::FuelSpent { limit: limits.operations_max }
        }
        EvalAltResult::ErrorDataTooLarge(..) => Fault::MemorySpent { limit: limits.text_bytes_max as u64 },
        EvalAltResult::ErrorTooManyVariables(_) => Fault::MemorySpent { limit: limits.variables_max as u64 },
        EvalAltResult::ErrorStackOverflow(_) => {
            Fault::Trapped { trap: Trap::CallDepth { limit: limits.call_depth_max as u64 } }
        }
        EvalAltResult::ErrorRuntime(value, position) => {
            Fault::Raised { message: plain(&value.to_string()), position: script.position(position) }
        }
        EvalAltResult::ErrorFunctionNotFound(signature, position) => Fault::Raised {
            message: format!("function not found: {}", plain_signature(&signature)),
            position: script.position(position),
        },
        mut other => {
            let position = other.take_position();
            Fault::Raised { message: plain(&lower_first(&other.to_string())), position: script.position(position) }
        }
    }
}

/// The diagnostic of a script that cannot be parsed.
pub(crate) fn syntax(error: &ParseError, script: &Script) -> Diagnostic {
    let ParseError(kind, position) = error;
    let (code, message, help) = explain(kind);
    let diagnostic = script.diagnostic(code, *position, message);
    match help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}

fn explain(kind: &ParseErrorType) -> (DiagnosticCode, String, Option<String>) {
    let plain = lower_first(&kind.to_string());
    match kind {
        ParseErrorType::BadInput(LexError::UnexpectedInput(symbol)) if symbol == "|" || symbol == "||" => (
            DiagnosticCode::RuleNotAllowed,
            "a rule may not define a closure".to_owned(),
            Some("the vocabulary works on whole columns: `creator.posts.values(\"likes\").median()`".to_owned()),
        ),
        ParseErrorType::Reserved(word)
        | ParseErrorType::UnknownOperator(word)
        | ParseErrorType::BadInput(LexError::ImproperSymbol(word, _)) => (
            DiagnosticCode::RuleNotAllowed,
            format!("`{word}` is not available to rules"),
            (word == "**").then(|| "`pow(a, b)` gives the same on every machine".to_owned()),
        ),
        ParseErrorType::VariableUndefined(name) => (
            DiagnosticCode::RuleUnknownName,
            format!("there is no variable `{name}` here"),
            Some(format!(
                "define it with `let {name} = …`; a function sees its arguments alone, so hand it what it needs"
            )),
        ),
        ParseErrorType::ExprTooDeep => (
            DiagnosticCode::RuleTooLarge,
            "an expression nests deeper than allowed".to_owned(),
            Some("give its parts names with `let`".to_owned()),
        ),
        ParseErrorType::TooManyFunctions | ParseErrorType::LiteralTooLarge(..) => {
            (DiagnosticCode::RuleTooLarge, plain, None)
        }
        _ => (DiagnosticCode::RuleSyntax, plain, None),
    }
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

/// `settld (posts, i64)` with its types in plain words.
fn plain_signature(signature: &str) -> String {
    let Some((name, types)) = signature.strip_suffix(')').and_then(|signature| signature.split_once(" (")) else {
        return signature.to_owned();
    };
    let types: Vec<&str> = types.split(", ").map(plain_type).collect();
    format!("{name} ({})", types.join(", "))
}

/// A type of the interpreter in plain words.
pub(crate) fn plain_type(name: &str) -> &str {
    match name {
        "i64" => "whole number",
        "f64" => "number",
        "bool" => "truth value",
        "()" => "nothing",
        "string" | "char" | "String" | "&str" | "ImmutableString" | "&str | ImmutableString | String" => "text",
        "array" => "list",
        "map" => "map",
        other => other.rsplit("::").next().unwrap_or(other),
    }
}
