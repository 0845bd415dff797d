//! What can be known of a script before it runs: names that do not exist, reasons that it can give, fields that it reads.

use std::collections::BTreeSet;

use rhai::{AST, ASTNode, Dynamic, Expr, FnCallExpr, Stmt};
use saring_model::catalogue::FieldSet;
use saring_pack::{Description, Diagnostic, DiagnosticCode, RuleSource};

use crate::engine::REFUSED_FUNCTIONS;
use crate::fault::Script;
use crate::registry::{Entry, Form, fields};

/// Calls whose first argument is the code of a reason.
const REASON_CALLS: [&str; 8] =
    ["reason", "veto", "unknown", "no_tier", "infeasible", "blocked", "no_telling", "because"];
/// What a script's body sees, and its functions do not.
const CONSTANTS: [&str; 16] = [
    "creator",
    "offer",
    "campaign",
    "selection",
    "timeline",
    "plan",
    "events",
    "lines",
    "roster",
    "target",
    "results",
    "scope",
    "params",
    "tables",
    "tiers",
    "as_of",
];
/// A name is offered as what was meant from this likeness on (Jaro and Winkler, 0 to 1).
const LIKENESS_MIN: f64 = 0.75;

/// Reads a script that was not optimised: branches that its params switch off count too.
pub(crate) fn inspect(
    ast: &AST,
    script: &Script,
    source: &RuleSource,
    entries: &[Entry],
) -> (Description, Vec<Diagnostic>) {
    let mut found =
        Inspection { script, source, entries, words: BTreeSet::new(), reasons: Vec::new(), wrong: Vec::new() };
    ast.walk(&mut |path| {
        match path.last() {
            Some(ASTNode::Expr(node)) => found.expression(node),
            Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => found.call(call, *position),
            _ => {}
        }
        true
    });
    ast.clone_functions_only().walk(&mut |path| {
        if let Some(ASTNode::Expr(node)) = path.last() {
            found.variable_of_function(node);
        }
        true
    });
    let read = entries.iter().filter(|entry| found.words.contains(entry.name));
    let fields = read.fold(FieldSet::EMPTY, |all, entry| all.union(fields(entry.reads)));
    (Description { fields, reasons: found.reasons }, found.wrong)
}

/// Assignments to what turned out to be a constant, which the interpreter cannot run. Reads an optimised script.
pub(crate) fn assigned_constants(ast: &AST, script: &Script) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    ast.walk(&mut |path| {
        if let Some(ASTNode::Stmt(Stmt::Assignment(assignment))) = path.last() {
            let target = &assignment.1.lhs;
            if !matches!(target, Expr::Variable(..) | Expr::ThisPtr(..) | Expr::Index(..) | Expr::Dot(..)) {
                let message = "a constant cannot be assigned to";
                let diagnostic = script.diagnostic(DiagnosticCode::RuleNotAllowed, target.position(), message);
                found.push(diagnostic.with_help("begin a variable of your own with `let`"));
            }
        }
        true
    });
    found
}

struct Inspection<'a> {
    script: &'a Script,
    source: &'a RuleSource,
    entries: &'a [Entry],
    words: BTreeSet<String>,
    reasons: Vec<String>,
    wrong: Vec<Diagnostic>,
}

impl Inspection<'_> {
    fn expression(&mut self, node: &Expr) {
        match node {
            Expr::Property(name, _) => {
                self.words.insert(name.2.to_string());
            }
            Expr::FnCall(call, position) | Expr::MethodCall(call, position) => self.call(call, *position),
            Expr::Dot(pair, ..) => self.dot(&pair.lhs, &pair.rhs),
            Expr::Index(pair, ..) => self.index(&pair.lhs, &pair.rhs),
            _ => {}
        }
    }

    /// A variable that is neither an argument nor a local has no place on the function's own stack.
    fn variable_of_function(&mut self, node: &Expr) {
        let Expr::Variable(variable, place, position) = node else { return };
        let name = variable.1.as_str();
        if place.is_none() && variable.0.is_none() && CONSTANTS.contains(&name) {
            let message = format!("a function does not see `{name}`");
            let diagnostic = self.script.diagnostic(DiagnosticCode::RuleUnknownName, *position, message);
            self.wrong.push(diagnostic.with_help(format!("hand it over as an argument: `fn f({name}) {{ … }}`")));
        }
    }

    fn call(&mut self, call: &FnCallExpr, position: rhai::Position) {
        if REFUSED_FUNCTIONS.contains(&call.name.as_str()) {
            let message = format!("`{}` is not available to rules", call.name);
            self.wrong.push(self.script.diagnostic(DiagnosticCode::RuleNotAllowed, position, message));
        }
        self.words.insert(call.name.to_string());
        if !REASON_CALLS.contains(&call.name.as_str()) {
            return;
        }
        if let Some(Expr::StringConstant(code, _)) = call.args.first()
            && !self.reasons.iter().any(|known| known == code.as_str())
        {
            self.reasons.push(code.to_string());
        }
    }

    fn dot(&mut self, root: &Expr, chain: &Expr) {
        let Expr::Variable(root, ..) = root else { return };
        let (name, is_method, position) = match chain {
            Expr::Dot(pair, ..) | Expr::Index(pair, ..) => match &pair.lhs {
                Expr::Property(name, position) => (name.2.as_str(), false, *position),
                Expr::MethodCall(call, position) => (call.name.as_str(), true, *position),
                _ => return,
            },
            Expr::Property(name, position) => (name.2.as_str(), false, *position),
            Expr::MethodCall(call, position) => (call.name.as_str(), true, *position),
            _ => return,
        };
        self.name(root.1.as_str(), name, is_method, position);
    }

    fn index(&mut self, root: &Expr, index: &Expr) {
        let index = if let Expr::Index(pair, ..) | Expr::Dot(pair, ..) = index { &pair.lhs } else { index };
        if let (Expr::Variable(root, ..), Expr::StringConstant(name, position)) = (root, index)
            && matches!(root.1.as_str(), "params" | "tables")
        {
            self.name(root.1.as_str(), name, false, *position);
        }
    }

    fn name(&mut self, root: &str, name: &str, is_method: bool, position: rhai::Position) {
        let form = if is_method { Form::Method } else { Form::Property };
        let (known, what): (Vec<&str>, &str) = match root {
            "params" if !is_method => (self.source.params.keys().map(String::as_str).collect(), "param"),
            "tables" if !is_method => (self.source.tables.keys().map(String::as_str).collect(), "table"),
            "creator" | "offer" | "campaign" | "selection" | "timeline" | "tiers" => {
                let of_root = self.entries.iter().filter(|entry| entry.on == root && entry.form == form);
                (of_root.map(|entry| entry.name).collect(), if is_method { "function" } else { "field" })
            }
            // Names that rules of other kinds may give to what they like.
            "plan" | "events" | "lines" | "roster" | "target" | "results" | "scope"
                if crate::rule::names(self.source.kind).contains(&root) =>
            {
                let of_root = self.entries.iter().filter(|entry| entry.on == root && entry.form == form);
                (of_root.map(|entry| entry.name).collect(), if is_method { "function" } else { "field" })
            }
            _ => return,
        };
        if known.contains(&name) {
            return;
        }
        let message = format!("there is no {what} `{name}` on `{root}`");
        let diagnostic = self.script.diagnostic(DiagnosticCode::RuleUnknownName, position, message);
        self.wrong.push(match nearest(name, &known) {
            Some(near) => diagnostic.with_help(format!("did you mean `{root}.{near}`?")),
            None if known.is_empty() => diagnostic.with_help(format!("this rule has no {what}s")),
            None => diagnostic.with_help(format!("there are {}", known.join(", "))),
        });
    }
}

fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let scored = known.iter().map(|candidate| (strsim::jaro_winkler(name, candidate), *candidate));
    // The first of equals wins, so that the answer does not depend on the sort.
    let best = scored.fold(None, |best: Option<(f64, &str)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.filter(|(likeness, _)| *likeness >= LIKENESS_MIN).map(|(_, name)| name)
}

/// A param's value as a script sees it. Every number is a float, so that `1 / 2` is a half whatever the pack wrote.
pub(crate) fn param(value: &serde_json::Value) -> Dynamic {
    match value {
        serde_json::Value::Bool(value) => Dynamic::from(*value),
        serde_json::Value::Number(number) => number.as_f64().map_or(Dynamic::UNIT, Dynamic::from),
        serde_json::Value::String(text) => Dynamic::from(rhai::ImmutableString::from(text.as_str())),
        serde_json::Value::Array(items) => Dynamic::from(items.iter().map(param).collect::<rhai::Array>()),
        serde_json::Value::Null | serde_json::Value::Object(_) => Dynamic::UNIT,
    }
}
