//! A campaign that runs, or has run: whom or what a turn is about, what was planned, and what happened.

mod events;
mod fields;

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_model::creator::Platform;
use saring_model::plan::Plan;
use saring_model::{Id, Money, Timestamp};
use saring_pack::{CampaignAsk, Chosen, LineLeft, MetricAsk, Question, Scope, Status, Subject, Target, TriggerAsk};
use saring_vocabulary::chronicle::{Chronicle, View};
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::facts::{Fact, Wire, wire};
use super::{Cx, State, charge, misuse, section, text, turn};

/// What is known of a campaign that runs.
#[derive(Debug)]
pub(crate) struct Running {
    parts: Vec<Part>,
    plan: Option<Arc<Plan>>,
    chronicle: Arc<Chronicle>,
    roster: Arc<[Subject]>,
    /// Places in the roster, by creator.
    places: BTreeMap<Id, usize>,
    lines: Arc<[LineLeft]>,
    /// What checks say of the roster; none but where the campaign itself is checked, and somebody was chosen.
    chosen: Option<Arc<[Chosen]>>,
    as_of: Timestamp,
}

/// What a turn is about: the campaign as a whole where nothing is named.
#[derive(Debug, Clone, Default)]
struct Part {
    creator: Option<Id>,
    post: Option<Id>,
    tier: Option<Arc<str>>,
    platform: Option<Platform>,
}

impl Running {
    /// The campaign of a question to a trigger, a metric or a check of the campaign itself.
    pub fn of(question: &Question<'_>) -> Option<Self> {
        match question {
            Question::Trigger(ask) => Some(Self::watched(ask)),
            Question::Metric(ask) => Some(Self::measured(ask)),
            Question::Preflight(ask) => Some(Self::inspected(ask)),
            _ => None,
        }
    }

    fn watched(ask: &TriggerAsk<'_>) -> Self {
        let view = ask.chronicle.as_of(ask.as_of);
        let part = |Target { creator, post }: &Target| {
            let of_post = || view.post(post.as_ref()?)?.creator().cloned();
            Part { creator: creator.clone().or_else(of_post), post: post.clone(), ..Part::default() }
        };
        Self {
            parts: ask.targets.iter().map(part).collect(),
            plan: ask.plan.cloned(),
            chronicle: Arc::clone(ask.chronicle),
            roster: Arc::clone(ask.roster),
            places: places(ask.roster),
            lines: Arc::clone(ask.lines),
            chosen: None,
            as_of: ask.as_of,
        }
    }

    fn inspected(ask: &CampaignAsk<'_>) -> Self {
        let events = ask.timeline.iter().flat_map(|timeline| timeline.events.iter().cloned());
        let roster: Arc<[Subject]> =
            ask.selection.iter().flat_map(|chosen| chosen.iter()).map(|chosen| chosen.subject.clone()).collect();
        Self {
            parts: vec![Part::default()],
            plan: None,
            chronicle: Arc::new(Chronicle::new(events)),
            places: places(&roster),
            roster,
            lines: Arc::from([]),
            chosen: ask.selection.cloned(),
            as_of: ask.as_of,
        }
    }

    fn measured(ask: &MetricAsk<'_>) -> Self {
        let part = |Scope { creator, tier, platform }: &Scope| Part {
            creator: creator.clone(),
            post: None,
            tier: tier.clone(),
            platform: *platform,
        };
        Self {
            parts: ask.scopes.iter().map(part).collect(),
            plan: ask.plan.cloned(),
            chronicle: Arc::clone(ask.chronicle),
            roster: Arc::clone(ask.roster),
            places: places(ask.roster),
            lines: Arc::from([]),
            chosen: None,
            as_of: ask.as_of,
        }
    }

    /// The creator of each turn, where its facts are known.
    pub fn subjects(&self) -> Vec<Option<Subject>> {
        self.parts.iter().map(|part| self.known(part.creator.as_ref()?).cloned()).collect()
    }

    /// What is known of a creator.
    fn known(&self, creator: &Id) -> Option<&Subject> {
        self.roster.get(*self.places.get(creator)?)
    }

    /// What had happened and was known at the moment.
    fn view(&self) -> View<'_> {
        self.chronicle.as_of(self.as_of)
    }

    fn line(&self, id: &str, what: &str) -> Result<Option<&Money>> {
        let Some(line) = self.lines.iter().find(|line| line.id == id) else { return Ok(None) };
        match what {
            "planned" => Ok(Some(&line.planned)),
            "spent" => Ok(Some(&line.spent)),
            "proposed" => Ok(Some(&line.proposed)),
            "left" => Ok(Some(&line.left)),
            other => {
                let other = other.escape_debug();
                misuse(format!("a line has no `{other}`; it has `planned`, `spent`, `proposed` and `left`"))
            }
        }
    }

    fn column(&self, name: &str) -> Result<Vec<Option<String>>> {
        let value: fn(&Subject) -> Option<String> = match name {
            "id" => |member| Some(member.creator.id.as_str().to_owned()),
            "tier" => |member| member.tier.as_deref().map(str::to_owned),
            "platform" => |member| Some(member.creator.accounts.get(member.primary)?.platform.as_str().to_owned()),
            other => {
                let other = other.escape_debug();
                return misuse(format!("the roster has no column `{other}`; it has `id`, `tier` and `platform`"));
            }
        };
        Ok(self.roster.iter().map(value).collect())
    }
}

fn places(roster: &[Subject]) -> BTreeMap<Id, usize> {
    roster.iter().enumerate().map(|(place, subject)| (subject.creator.id.clone(), place)).collect()
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    about(linker)?;
    roster(linker)?;
    chosen(linker)?;
    plan(linker)?;
    events::link(linker)
}

/// Whom or what the turn is about.
fn about(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    part(linker, "creator", |part| part.creator.as_ref().map(|id| id.as_str().to_owned()))?;
    part(linker, "post", |part| part.post.as_ref().map(|id| id.as_str().to_owned()))?;
    part(linker, "tier", |part| part.tier.as_deref().map(str::to_owned))?;
    part(linker, "platform", |part| part.platform.map(|platform| platform.as_str().to_owned()))?;
    linker.func_wrap("is-known", |mut cx: Cx<'_>, (turn,): (u32,)| {
        running(&cx)?;
        let own = turn::own(&cx, turn)?;
        charge(&mut cx, 0)?;
        Ok((cx.data().asked.subjects.get(own).is_some_and(Option::is_some),))
    })
}

fn part(
    linker: &mut LinkerInstance<'_, State>,
    name: &str,
    of: impl Fn(&Part) -> Option<String> + Send + Sync + 'static,
) -> Result<()> {
    linker.func_wrap(name, move |mut cx: Cx<'_>, (turn,): (u32,)| -> Result<(Option<String>,)> {
        let running = running(&cx)?;
        let own = turn::own(&cx, turn)?;
        let said = running.parts.get(own).and_then(&of);
        charge(&mut cx, said.as_ref().map_or(0, String::len))?;
        Ok((said,))
    })
}

fn roster(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("roster", |mut cx: Cx<'_>, (column,): (WasmStr,)| -> Result<(Vec<Option<String>>,)> {
        let (running, name) = (running(&cx)?, text(&mut cx, &column)?);
        let column = running.column(&name)?;
        let texts: usize = column.iter().flatten().map(String::len).sum();
        hand_over(&mut cx, format!("roster {name}"), size_of_val(column.as_slice()) + texts)?;
        Ok((column,))
    })?;
    linker.func_wrap("member", |mut cx: Cx<'_>, (place, name): (u32, WasmStr)| -> Result<(Option<String>,)> {
        let running = running(&cx)?;
        let name = section::name(&cx, &name)?;
        let member = running.roster.get(place as usize);
        let both = member.and_then(|member| Some((member, member.creator.accounts.get(member.primary)?)));
        let Some((member, account)) = both else {
            return misuse(format!("the roster has no place {place}: it has {}", running.roster.len()));
        };
        let json = section::section_json(member, account, name)?;
        hand_over(&mut cx, format!("member {place} {name}"), json.as_ref().map_or(0, String::len))?;
        Ok((json,))
    })
}

fn chosen(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("scores", |mut cx: Cx<'_>, (check,): (WasmStr,)| -> Result<(Option<Vec<Option<f64>>>,)> {
        let (running, check) = (running(&cx)?, text(&mut cx, &check)?);
        let score = |chosen: &Chosen| chosen.scores.get(&check).copied();
        let scores: Option<Vec<Option<f64>>> = running.chosen.as_ref().map(|all| all.iter().map(score).collect());
        hand_over(&mut cx, format!("scores {check}"), scores.as_deref().map_or(0, size_of_val))?;
        Ok((scores,))
    })?;
    linker.func_wrap("statuses", |mut cx: Cx<'_>, (check,): (WasmStr,)| -> Result<(Option<Vec<Option<String>>>,)> {
        let (running, check) = (running(&cx)?, text(&mut cx, &check)?);
        let status = |chosen: &Chosen| chosen.statuses.get(&check).map(|status| word(*status).to_owned());
        let statuses: Option<Vec<Option<String>>> = running.chosen.as_ref().map(|all| all.iter().map(status).collect());
        hand_over(&mut cx, format!("statuses {check}"), statuses.as_deref().map_or(0, size_of_val))?;
        Ok((statuses,))
    })
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Pass => "pass",
        Status::Warn => "warn",
        Status::Fail => "fail",
        Status::Unknown => "unknown",
    }
}

fn plan(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("plan", |mut cx: Cx<'_>, (): ()| -> Result<(Option<String>,)> {
        let running = running(&cx)?;
        let json = running.plan.as_deref().map(section::json).transpose()?;
        hand_over(&mut cx, "plan".to_owned(), json.as_ref().map_or(0, String::len))?;
        Ok((json,))
    })?;
    linker.func_wrap("lines", |mut cx: Cx<'_>, (): ()| -> Result<(Vec<String>,)> {
        let lines: Vec<String> = running(&cx)?.lines.iter().map(|line| line.id.clone()).collect();
        charge(&mut cx, lines.iter().map(String::len).sum())?;
        Ok((lines,))
    })?;
    linker.func_wrap("line", |mut cx: Cx<'_>, (id, what): (WasmStr, WasmStr)| -> Result<(Option<wire::Money>,)> {
        let running = running(&cx)?;
        let (id, what) = (text(&mut cx, &id)?, text(&mut cx, &what)?);
        charge(&mut cx, 0)?;
        Ok((running.line(&id, &what)?.map(|money| money.record(&Wire::default())),))
    })
}

/// The campaign that runs.
fn running(cx: &Cx<'_>) -> Result<Arc<Running>> {
    match &cx.data().asked.running {
        Some(running) => Ok(Arc::clone(running)),
        None => misuse(
            "it asked for what happens in a campaign, which only triggers, metrics and checks of the campaign see",
        ),
    }
}

/// Books what is handed over. The more there is of a campaign, the more a rule may spend on it.
fn hand_over(cx: &mut Cx<'_>, what: String, bytes: usize) -> Result<()> {
    turn::grant(cx, what, bytes, bytes)?;
    charge(cx, bytes)
}
