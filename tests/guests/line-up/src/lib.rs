//! A check of the campaign: how many of the chosen fail a check? Beside it, `line_up.rhai` says the same.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    check: String,
}

/// The check, with the status of each of the chosen; none where nobody was chosen yet.
pub struct LineUp(Option<Vec<Option<String>>>);

impl Preflight for LineUp {
    type Params = Params;

    fn about() -> About {
        About::new("line-up", "Line-up")
            .reason("line-up.nobody", [("en", "Nobody was chosen yet.")])
            .reason("line-up.failing", [("en", "{count} of the chosen fail.")])
            .param(Param::text("check", "engagement-rate").doc("The check."))
    }

    fn new(params: Params, setup: &Setup<'_>) -> Result<Self, String> {
        Ok(Self(setup.running().statuses(&params.check)))
    }

    fn inspect(&self, _: &Part<'_>) -> Answer {
        let Some(statuses) = &self.0 else {
            return unknown("line-up.nobody", Quantity::new(None, Unit::Count, []));
        };
        let failing = statuses.iter().flatten().filter(|status| *status == "fail").count();
        let all = statuses.len();
        let share = (all > 0).then(|| failing as f64 / all as f64);
        answer(1.0)
            .part("failing", Quantity::new(share, Unit::Fraction, []).of_sample(all as u64), ramp(1.0, 0.0), 1.0)
            .reason("line-up.failing")
            .given("count", failing)
    }
}

saring_plugin::export_preflight!(LineUp);

#[cfg(test)]
mod tests {
    use saring_plugin::testing::{Outcome, Run};
    use serde_json::json;

    use super::*;

    #[test]
    fn the_share_that_fails_is_what_counts() {
        let run = Run::of(json!({ "id": "c" }));
        assert_eq!(run.inspect::<LineUp>().outcome(), Outcome::Unknown);
        let creator = |id: &str| json!({ "id": id, "accounts": [{ "platform": "x" }] });
        let scored = |status| [("engagement-rate", 50.0, status)];
        let run = run.chosen(creator("a"), None, &scored("fail")).chosen(creator("b"), None, &scored("pass"));
        assert_eq!(run.inspect::<LineUp>().score(), Some(50.0));
        assert_eq!(run.inspect::<LineUp>().number("line-up.failing", "count"), Some(1.0));
    }
}
