//! What a use case refuses, as a problem.

use saring_app::Refusal;
use saring_app::plan::Why;
use saring_model::{ViolationCode, Violations};

use super::{Problem, ProblemCode};

impl From<Violations> for Problem {
    fn from(violations: Violations) -> Self {
        let syntax = violations.iter().any(|violation| violation.code == ViolationCode::Syntax);
        let code = if syntax { ProblemCode::MalformedBody } else { ProblemCode::InvalidDocument };
        let detail = match violations.iter().next() {
            Some(only) if violations.count() == 1 => only.to_string(),
            Some(first) => format!("{} things are wrong with the request, the first: {first}", violations.count()),
            None => "the request is not valid".to_owned(),
        };
        Self::new(code, detail).help("`violations` lists each place with what to do about it").violations(&violations)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = match &refusal {
            Refusal::Invalid(violations) => return violations.clone().into(),
            Refusal::UnknownPack { .. } => ProblemCode::UnknownPack,
            Refusal::PinnedPackAbsent { .. } => ProblemCode::PinnedPackAbsent,
            Refusal::PackInvalid(_) => ProblemCode::InvalidPack,
            Refusal::FallbackRefused { .. } => ProblemCode::FallbackRefused,
            Refusal::UnknownGoal(_) => ProblemCode::UnknownGoal,
            Refusal::Deadline { .. } => ProblemCode::Deadline,
            Refusal::Unplanned(unplanned) => match unplanned.why() {
                Why::NoPlans => ProblemCode::NoPlans,
                Why::NoBudget => ProblemCode::NoBudget,
                Why::BudgetRefused => ProblemCode::BudgetRefused,
                Why::WishRefused => ProblemCode::WishRefused,
                Why::NoFeasiblePlan => ProblemCode::NoFeasiblePlan,
            },
            Refusal::Unwatched(_) => match refusal.code() {
                "state-refused" => ProblemCode::StateRefused,
                "no-events" => ProblemCode::NoEvents,
                "too-many-looks" => ProblemCode::TooManyLooks,
                _ => ProblemCode::NoTriggers,
            },
            Refusal::NoMetrics { .. } => ProblemCode::NoMetrics,
            Refusal::EmptyRoster => ProblemCode::EmptyRoster,
            Refusal::UnknownCreator { .. } => ProblemCode::UnknownCreator,
            Refusal::UnknownDocument { .. } => ProblemCode::UnknownDocument,
        };
        let mut problem = Self::new(code, refusal.to_string()).help(refusal.help());
        match refusal {
            Refusal::PackInvalid(diagnostics) => problem.told.diagnostics = diagnostics,
            Refusal::Unplanned(unplanned) => problem.told.places = unplanned.places().to_vec(),
            _ => {}
        }
        problem
    }
}

impl Problem {
    /// The same problem where the path, not the body, names what is missing.
    pub(crate) fn at_path(mut self) -> Self {
        if matches!(self.code, ProblemCode::UnknownPack | ProblemCode::PinnedPackAbsent) {
            self.code = ProblemCode::NotFound;
        }
        self
    }
}
