//! Reasons and faults in the words of the report.

use saring_model::catalogue::{FieldSet, catalogue};
use saring_pack::answer::Arg;
use saring_pack::rule::{Fault, FaultCode};
use saring_pack::{Locale, Reason};

use crate::known::LateFacts;
use crate::report::{ArgReport, ArgValue, FaultReport, ReasonReport, Value};

/// Code, arguments and text of a reason.
pub fn reason(locale: &Locale, reason: &Reason) -> ReasonReport {
    let args = reason.args.iter().map(|(name, arg)| {
        let (value, unit) = match arg {
            Arg::Number(value, unit) => (ArgValue::Number(Value(*value)), Some(*unit)),
            Arg::Text(text) => (ArgValue::Text(text.clone()), None),
            Arg::Time(at) => (ArgValue::Text(at.to_string()), None),
        };
        ArgReport { name: name.clone(), value, unit }
    });
    ReasonReport { code: reason.code.clone(), args: args.collect(), text: locale.render(reason), layer: None }
}

/// Paths of the fields of a set, in the catalogue's order.
pub(super) fn paths(fields: FieldSet) -> Vec<&'static str> {
    fields.iter().filter_map(|id| catalogue().get(id)).map(|field| field.path.as_str()).collect()
}

/// A rule's fault.
pub fn fault(rule: &str, fault: &Fault) -> FaultReport {
    let position = match fault {
        Fault::Raised { position, .. } => position.clone(),
        _ => None,
    };
    FaultReport {
        code: fault.code(),
        rule: Some(rule.to_owned()),
        message: fault.to_string(),
        position,
        pointer: None,
        help: help(fault).to_owned(),
    }
}

/// Facts that were left out because they are later than the moment of the decision.
pub(super) fn late(late: &LateFacts) -> FaultReport {
    FaultReport {
        code: FaultCode::FactAfterAsOf,
        rule: None,
        message: format!(
            "{} of `{}` are later than the moment of the decision, and were left out",
            late.entries, late.pointer
        ),
        position: None,
        pointer: Some(late.pointer.clone()),
        help: "choose a later `as_of`, or correct the dates".to_owned(),
    }
}

fn help(fault: &Fault) -> &'static str {
    match fault {
        Fault::FuelSpent { .. } => {
            "look for a loop that does not end; heavy loops belong in the vocabulary or in a plugin"
        }
        Fault::MemorySpent { .. } => "keep texts, arrays and maps small; the vocabulary works on whole columns at once",
        Fault::OutputTooLarge { .. } => "give fewer parts, reasons and pieces of evidence",
        Fault::Trapped { trap } => trap.advice(),
        Fault::Deadline { .. } => {
            "ask again; if it happens again, look for work of the rule that its limits do not count"
        }
        Fault::BadAnswer { .. } => "end the rule in an answer, with numbers that are finite and in range",
        Fault::Raised { .. } => "see the line of the rule that is named",
    }
}
