//! A trigger: is the brand spoken ill of? Beside it, `backlash.rhai` in the tests says the same.

use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    hours: f64,
    share_max: f64,
    line: String,
    line_share: f64,
}

/// The trigger, with what all targets share.
pub struct Backlash {
    params: Params,
    brand: String,
}

/// What is read of a campaign.
#[derive(Debug, Deserialize)]
struct Campaign {
    brand: Brand,
}

/// What is read of its brand.
#[derive(Debug, Deserialize)]
struct Brand {
    name: String,
}

const MENTIONS: &str = "mention_counts";

impl Trigger for Backlash {
    type Params = Params;

    fn about() -> About {
        About::new("backlash", "Backlash")
            .field("campaign.brand.name")
            .reason("backlash.untold", [("en", "Nobody told how mentions are meant.")])
            .reason("backlash.calm", [("en", "{share} of mentions are negative.")])
            .reason("backlash.loud", [("en", "{share} of {mentions} mentions are negative.")])
            .reason("backlash.no-line", [("en", "The plan has no line {line}.")])
            .param(Param::number("hours", 24.0).min(1.0).doc("The window."))
            .param(Param::fraction("share_max", 0.25).doc("The share of negative mentions at which it holds."))
            .param(Param::text("line", "contingency").doc("The budget line that pays."))
            .param(Param::fraction("line_share", 0.5).doc("The share of what is left of it that is used."))
    }

    fn new(params: Params, setup: &Setup<'_>) -> Result<Self, String> {
        let campaign: Campaign = setup.campaign_as()?.ok_or("there is no campaign")?;
        Ok(Self { params, brand: fold(&campaign.brand.name) })
    }

    fn watch(&self, target: &Part<'_>) -> TriggerAnswer {
        let (negative, judged) = self.negative(target);
        let share =
            Quantity::new((judged > 0.0).then(|| negative / judged), Unit::Fraction, []).of_sample(judged as u64);
        if share.is_unknown() {
            return no_telling("backlash.untold", share);
        }
        if share.known() < self.params.share_max {
            return quiet().reason("backlash.calm").given("share", share);
        }
        let mentions = Quantity::new(Some(judged), Unit::Count, []);
        let answer = propose(Move::Crisis, Urgency::Now).expires(12.0).at_once();
        let answer = match target.running().left(&self.params.line) {
            Some(left) => answer.money(self.params.line.clone(), left * self.params.line_share),
            None => answer.blocked("backlash.no-line").given("line", &self.params.line),
        };
        let answer = answer.reason("backlash.loud").given("share", &share).given("mentions", mentions);
        answer.evidence("negative_share", share, Some(self.params.share_max))
    }
}

impl Backlash {
    /// Negative mentions of the brand on social media, and how many are known to be so or not.
    fn negative(&self, target: &Part<'_>) -> (f64, f64) {
        let (events, within) = (target.running().events(), Window::last_hours(self.params.hours));
        let (who, channel) =
            (events.texts(MENTIONS, "what.subject", within), events.texts(MENTIONS, "what.channel", within));
        let numbers = |path| events.numbers(MENTIONS, path, within);
        let (total, negative) = (numbers("what.total"), numbers("what.negative"));
        let (mut bad, mut judged) = (0.0, 0.0);
        for (((who, channel), total), negative) in who.iter().zip(&channel).zip(total).zip(negative) {
            let is_of_brand = who.as_deref().is_none_or(|who| fold(who) == self.brand);
            let is_social = channel.as_deref().is_none_or(|channel| channel == "social");
            if let (true, true, Some(total), Some(negative)) = (is_of_brand, is_social, total, negative) {
                bad += negative;
                judged += total;
            }
        }
        (bad, judged)
    }
}

saring_plugin::export_trigger!(Backlash);

#[cfg(test)]
mod tests {
    use saring_plugin::testing::{Aim, Run};
    use serde_json::{Value, json};

    use super::*;

    fn counted(id: &str, at: &str, more: Value) -> Value {
        json!({ "id": id, "at": at, "what": { "mention_counts": more } })
    }

    fn run() -> Run {
        Run::of(json!({ "id": "c", "brand": { "name": "Embun Pagi" } }))
            .event(counted("1", "2026-02-28T10:00:00Z", json!({ "span_s": 3600, "total": 10, "negative": 1 })))
            .event(counted("2", "2026-02-28T12:00:00Z", json!({ "span_s": 3600, "total": 10, "negative": 7 })))
            .event(counted("3", "2026-02-28T13:00:00Z", json!({ "span_s": 3600, "total": 9 })))
            .event(counted(
                "4",
                "2026-02-28T13:00:00Z",
                json!({ "subject": "Rival", "span_s": 3600, "total": 9, "negative": 9 }),
            ))
    }

    #[test]
    fn it_holds_where_much_is_negative() {
        let loud = run().line("contingency", "IDR", 900, 100, 0).watch::<Backlash>(Aim::default());
        assert_eq!((loud.holds(), loud.proposes(), loud.is_at_once()), (Some(true), Some(Move::Crisis), true));
        assert_eq!(loud.evidence("negative_share"), Some(0.4));
        assert_eq!(loud.money(), Some(("contingency", 400.0)));
        let poor = run().watch::<Backlash>(Aim::default());
        assert_eq!((poor.holds(), poor.blocked()), (Some(true), Some("backlash.no-line")));
    }

    #[test]
    fn it_sees_what_was_known_at_the_moment() {
        assert_eq!(run().as_of("2026-02-28T11:00:00Z").watch::<Backlash>(Aim::default()).holds(), Some(false));
        assert_eq!(run().as_of("2026-02-28T09:00:00Z").watch::<Backlash>(Aim::default()).holds(), None);
        assert_eq!(run().as_of("2026-03-02T00:00:00Z").watch::<Backlash>(Aim::default()).holds(), None);
    }
}
