//! A trigger for Saring: do orders come in faster than they used to? Then show the campaign to more people while it lasts.
//!
//! It says whether that is so at one moment, and what to do. How long it must be so, how soon it may be proposed again, and
//! what the budget line has left is the engine's matter, and set in the pack.

use saring_plugin::dates::days_between;
use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    days: f64,
    times: f64,
    orders_min: f64,
    line: String,
    line_share: f64,
}

/// The trigger.
pub struct {{type}}(Params);

impl Trigger for {{type}} {
    type Params = Params;

    fn about() -> About {
        About::new("{{name}}", "Orders come faster")
            .reason("{{name}}.faster", [("en", "{orders} orders in a day, {times} times as many as usual"), ("id", "{orders} pesanan dalam sehari, {times} kali biasanya")])
            .reason("{{name}}.usual", [("en", "{orders} orders in a day, as usual"), ("id", "{orders} pesanan dalam sehari, seperti biasa")])
            .reason("{{name}}.too-few", [("en", "too few orders before to tell what is usual"), ("id", "pesanan sebelumnya terlalu sedikit untuk tahu yang biasa")])
            .reason("{{name}}.line-spent", [("en", "nothing is left of {line}"), ("id", "tidak ada sisa di {line}")])
            .param(Param::number("days", 7.0).min(1.0).doc("Days before the last one that say what is usual.").source("Proposal"))
            .param(Param::number("times", 2.0).min(1.0).doc("How many times as many orders as usual call for a move.").source("Proposal"))
            .param(Param::number("orders_min", 10.0).min(1.0).doc("Fewest orders in those days that tell what is usual.").source("Proposal"))
            .param(Param::text("line", "amplification").doc("The budget line that pays.").source("Proposal"))
            .param(Param::fraction("line_share", 0.25).doc("The share of what is left of it that is proposed.").source("Proposal"))
    }

    fn new(params: Params, _: &Setup) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn watch(&self, target: &Part<'_>) -> TriggerAnswer {
        let params = &self.0;
        // Of a creator or a post, the orders that name it; of the campaign all of them.
        let events = if is_whole(target) { target.running().events() } else { target.events() };
        let count = |window| events.instants("order", window).len() as f64;
        let day = count(Window::last_hours(24.0));
        let before = count(Window::between_hours((params.days + 1.0) * 24.0, 24.0));
        // What is usual is told by days that were all recorded, not by some that were before the first order.
        let first = events.instants("order", Window::EVER).first().copied();
        let recorded = first.is_some_and(|first| days_between(first, target.as_of()) >= params.days + 1.0);
        let usual = (recorded && before >= params.orders_min).then_some(before / params.days);
        let usual = Quantity::new(usual, Unit::Count, []);
        if usual.is_unknown() {
            return no_telling("{{name}}.too-few", usual);
        }
        let times = day / usual.known();
        if times < params.times {
            return quiet().reason("{{name}}.usual").given("orders", day);
        }
        let answer = propose(Move::Amplify, Urgency::High).expires(24.0);
        let answer = match target.running().left(&params.line) {
            Some(left) if left > 0.0 => answer.money(params.line.clone(), left * params.line_share),
            _ => answer.blocked("{{name}}.line-spent").given("line", &params.line),
        };
        let answer = answer.reason("{{name}}.faster").given("orders", day).given("times", times);
        answer.evidence("orders", day, None).evidence("usual", usual, None)
    }
}

fn is_whole(target: &Part<'_>) -> bool {
    target.creator_id().is_none() && target.post().is_none()
}

saring_plugin::export_trigger!({{type}});
