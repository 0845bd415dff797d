//! A trigger that looks at what its param names, and says what it was given: for tests of what the host gives.

use std::fmt::Debug;

use saring_plugin::Events;
use saring_plugin::prelude::*;

/// What a pack may set.
#[derive(Debug, Deserialize)]
pub struct Params {
    ask: String,
}

/// The trigger.
pub struct Looker(Params);

impl Trigger for Looker {
    type Params = Params;

    fn about() -> About {
        About::new("looker", "Looker")
            .reason("looker.said", [("en", "{said}")])
            .param(Param::text("ask", "part").doc("What to look at: a word, and what it needs."))
    }

    fn new(params: Params, _: &Setup<'_>) -> Result<Self, String> {
        Ok(Self(params))
    }

    fn watch(&self, target: &Part<'_>) -> TriggerAnswer {
        let words: Vec<&str> = self.0.ask.split_whitespace().collect();
        quiet().reason("looker.said").given("said", look(target, &words))
    }
}

fn look(target: &Part<'_>, words: &[&str]) -> String {
    let running = target.running();
    match words {
        ["part"] => said((target.creator_id(), target.post(), target.tier(), target.platform())),
        ["creator"] => said(target.creator().map(|creator| creator.followers().value())),
        ["roster"] => {
            said(running.roster().iter().map(|member| (&member.id, &member.tier, &member.platform)).collect::<Vec<_>>())
        }
        ["member", place, name] => {
            let roster = running.roster();
            let member = roster.iter().find(|member| member.place.to_string() == **place);
            said(member.map(|member| running.section::<Value>(member, name)))
        }
        ["plan"] => said(running.plan::<Value>().map(|plan| plan.map(|plan| plan["id"].clone()))),
        ["lines"] => said(running.lines()),
        ["line", id, what] => said(running.line(id, what).map(|money| (money.minor, money.digits, money.currency))),
        [what, whose, rest @ ..] => {
            let events = if *whose == "own" { target.events() } else { running.events() };
            happened(events, what, rest)
        }
        _ => "nothing".to_owned(),
    }
}

fn happened(events: Events<'_>, what: &str, words: &[&str]) -> String {
    let hours = |text: &str| text.parse().unwrap_or(f64::NAN);
    match (what, words) {
        ("events", [kind, since, until]) => {
            let list: Result<Vec<Value>, String> = events.list(kind, Window::between_hours(hours(since), hours(until)));
            list.map_or_else(|error| error, |list| Value::from(list).to_string())
        }
        ("instants", [kind, since, until]) => {
            said(events.instants(kind, Window::between_hours(hours(since), hours(until))))
        }
        ("numbers", [kind, path, since, until]) => {
            said(events.numbers(kind, path, Window::between_hours(hours(since), hours(until))))
        }
        ("texts", [kind, path, since, until]) => {
            said(events.texts(kind, path, Window::between_hours(hours(since), hours(until))))
        }
        _ => "nothing".to_owned(),
    }
}

fn said(what: impl Debug) -> String {
    format!("{what:?}")
}

saring_plugin::export_trigger!(Looker);
