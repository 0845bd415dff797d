//! What tests ask answers of every kind for: reasons with details, evidence, and the log.

use crate::answer::{Arg, Evidence, Reason};
use crate::bindings::answering;

/// Writes the methods that answered tests share: in brackets, what else the answer has that is a reason.
macro_rules! told {
    ($told:ident $why:tt: $($what:ident),+) => {
        impl $told {
            $(told!(@$what $why);)+
        }
    };
    (@reasons $why:tt) => {
        /// The codes of the reasons, the most telling first.
        pub fn reasons(&self) -> Vec<&str> {
            self.answer.reasons.iter().map(|reason| &*reason.code).collect()
        }
    };
    (@number ($($why:ident)?)) => {
        /// A detail of a reason, as a number.
        pub fn number(&self, code: &str, name: &str) -> Option<f64> {
            super::told::number(self.answer.reasons.iter()$(.chain(&self.answer.$why))?, code, name)
        }
    };
    (@evidence $why:tt) => {
        /// The value of a piece of evidence; none where it is unknown or there is none of that name.
        pub fn evidence(&self, name: &str) -> Option<f64> {
            super::told::evidence(&self.answer.evidence, name)
        }
    };
    (@log $why:tt) => {
        /// The lines logged, without their level.
        pub fn log(&self) -> Vec<&str> {
            self.lines.iter().map(|(_, line)| line.as_str()).collect()
        }
    };
}

pub(super) use told;

pub(super) fn detail<'a>(mut reasons: impl Iterator<Item = &'a Reason>, code: &str, name: &str) -> Option<&'a Arg> {
    let reason = reasons.find(|reason| reason.code == code)?;
    reason.args.iter().find(|(given, _)| given == name).map(|(_, detail)| detail)
}

pub(super) fn number<'a>(reasons: impl Iterator<Item = &'a Reason>, code: &str, name: &str) -> Option<f64> {
    match detail(reasons, code, name)? {
        Arg(answering::Arg::Number((number, _))) => Some(*number),
        _ => None,
    }
}

pub(super) fn evidence(evidence: &[Evidence], name: &str) -> Option<f64> {
    evidence.iter().find(|evidence| evidence.name == name)?.quantity.value()
}
