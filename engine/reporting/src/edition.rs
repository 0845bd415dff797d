//! Who reads a report.

use saring_eval::report::ReasonReport;

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The agency itself: everything.
    Internal,
    /// The agency's client: without what creators ask, what is fair, what to ask them, and what people noted.
    Client,
}

/// Arguments of reasons that tell what somebody asks or what a fair price is. Codes of the engine and the standard pack
/// name such amounts so; a pack of its own that does the same is kept as confidential.
const COMMERCIAL: &[&str] = &["ask", "currency", "fair", "fee", "fees", "price", "rate", "tax"];
/// What begins the codes of all reasons that speak of prices.
const OFFERS: &str = "offer.";

/// Which of several sums tell what a single creator costs: those of one creator, and where there is one such sum, that of the
/// fewest others, because the whole is told and what is missing to it could be computed.
pub(crate) fn withheld(creators: &[usize]) -> Vec<bool> {
    let mut withheld: Vec<bool> = creators.iter().map(|creators| *creators == 1).collect();
    if withheld.iter().filter(|is_withheld| **is_withheld).count() == 1 {
        let others = creators.iter().enumerate().filter(|(_, creators)| **creators > 1);
        let fewest = others.min_by_key(|(_, creators)| **creators).map(|(at, _)| at);
        if let Some(also) = fewest.and_then(|at| withheld.get_mut(at)) {
            *also = true;
        }
    }
    withheld
}

impl Edition {
    /// The edition as it is chosen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Client => "client",
        }
    }

    /// Whether the reader may know everything.
    pub fn is_internal(self) -> bool {
        self == Self::Internal
    }

    /// Whether the reader may see a reason.
    pub(crate) fn shows(self, reason: &ReasonReport) -> bool {
        let is_commercial =
            reason.code.starts_with(OFFERS) || reason.args.iter().any(|arg| COMMERCIAL.contains(&arg.name.as_str()));
        self.is_internal() || !is_commercial
    }
}
