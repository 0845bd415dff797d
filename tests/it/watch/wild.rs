//! Timelines of any events, delivered in any way that the watermark allows, to triggers that notice everything: their answer
//! is drawn from all that they can see. Whatever a state forgets, and should not have, changes what they do.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use saring_eval::watch::{Running, Watched, watch};
use saring_model::action::{Action, ActionKind, Urgency};
use saring_model::plan::Plan;
use saring_model::timeline::{Event, Timeline, What};
use saring_model::trigger_state::TriggerState;
use saring_model::{Campaign, Id, Timestamp};
use saring_pack::answer::Reason;
use saring_pack::{
    Answer, CompiledPack, Condition, Description, Diagnostic, Fault, PackFiles, Proposal, ProposedMoney, Question,
    Rule, RuleLimits, RuleSource, Runtime, Shelf, Subject, Target, TriggerAnswer, TriggerAsk,
};
use saring_vocabulary::chronicle::{View, known_at};
use saring_vocabulary::mentions::heard;
use serde_json::{Value, json};

use super::{HOUR_S, at, below, read};

/// Triggers that look back nine days, at all that there is to look at; money is scarce, and one pauses the others.
const PACK: &str = r#"
[pack]
name = "wild"
version = "1.0.0"
engine = ">=0.1, <0.2"

[policy]
pass-at = 70
warn-at = 40
coverage-min = 0.5
select-coverage-min = 0.5
on-no-tier = "review"
rank-by = "low"

[goals.awareness]
layers = { trust = 1.0 }
metrics = ["reach"]

[layers.trust.checks.growth]
run = "growth.wild"
weight = 1.0

[tiers]
run = "tiers.wild"

[tiers.bands.small]
followers-min = 1_000
role = "local"
content-approach = ["reviews"]
measured-by = ["sentiment"]

[watch]
late-hours = 48
history-days = 9

[triggers.boost]
run = "boost.wild"
scope = "post"
every-minutes = 420
sustain = 2
cooldown-hours = 31

[triggers.alarm]
run = "alarm.wild"
scope = "campaign"
every-minutes = 180
sustain = 2
cooldown-hours = 7
pauses = ["boost", "widen"]
escalates = true

[triggers.widen]
run = "widen.wild"
scope = "campaign"
every-minutes = 1_440
sustain = 1
cooldown-hours = 60

[triggers.person]
run = "person.wild"
scope = "creator"
every-minutes = 720
sustain = 3
cooldown-hours = 49
"#;

struct Wild;

struct Telltale(Description);

impl Runtime for Wild {
    fn handles(&self, run: &str) -> bool {
        run.ends_with(".wild")
    }

    fn compile(&self, _: &RuleSource, _: &RuleLimits) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
        Ok(Box::new(Telltale(Description::default())))
    }
}

impl Rule for Telltale {
    fn describe(&self) -> &Description {
        &self.0
    }

    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
        let Question::Trigger(ask) = question else { panic!("only triggers are asked") };
        let all = seen(&ask);
        Ok(ask.targets.iter().map(|target| Answer::Trigger(Box::new(answer(all, target, &ask)))).collect())
    }
}

/// What is drawn from everything that can be seen of one target.
fn answer(all: u64, target: &Target, ask: &TriggerAsk<'_>) -> TriggerAnswer {
    let mut hasher = DefaultHasher::new();
    (all, &target.post, &target.creator).hash(&mut hasher);
    let drawn = hasher.finish();
    let condition = match drawn % 8 {
        0..4 => Condition::Holds,
        4 => Condition::Blocked,
        5 => Condition::Unknown,
        _ => Condition::Quiet,
    };
    let line = ["one", "two", "gone"][(drawn >> 8) as usize % 3];
    let money = (!(drawn >> 16).is_multiple_of(3) && ask.plan.is_some())
        .then(|| ProposedMoney { line: line.to_owned(), amount: ((drawn >> 20) % 90) as f64 });
    let expires_hours = [Some(5.0), Some(30.0), Some(200.0), None][(drawn >> 30) as usize % 4];
    TriggerAnswer {
        condition,
        at_once: (drawn >> 40).is_multiple_of(5),
        proposal: Some(Proposal { kind: ActionKind::Other, urgency: Urgency::Low, money, expires_hours }),
        reasons: vec![Reason { code: format!("drawn.{}", drawn % 1_000), args: Vec::new() }],
        ..TriggerAnswer::default()
    }
}

fn seen(ask: &TriggerAsk<'_>) -> u64 {
    let view = ask.chronicle.as_of(ask.as_of);
    let mut hasher = DefaultHasher::new();
    for (since, until) in [(6.0, 0.0), (48.0, 0.0), (60.5, 3.0), (130.0, 50.25), (215.9, 0.0), (f64::INFINITY, 0.0)] {
        let window = view.between_hours(since, until);
        for kind in KINDS {
            for event in view.of_kind(kind, window) {
                (event.at, &event.id).hash(&mut hasher);
                // All that can be seen at all is looked at once.
                if since.is_infinite() {
                    json!(event).to_string().hash(&mut hasher);
                }
            }
        }
        let counts = view.mentions(window).map(|seen| (seen.event.at, seen.what));
        let heard = heard(counts, window.to.hours_since(window.from));
        (heard.total, heard.judged, heard.negative, heard.hours, heard.judged_hours).hash(&mut hasher);
        view.spends(window).map(|seen| seen.what.amount.minor()).sum::<i64>().hash(&mut hasher);
    }
    posts(view, &mut hasher);
    for line in ask.lines.iter() {
        (&line.id, line.spent.minor(), line.proposed.minor(), line.left.minor()).hash(&mut hasher);
    }
    hasher.finish()
}

fn posts(view: View<'_>, hasher: &mut DefaultHasher) {
    for post in view.posts() {
        let spent = view.spends(view.ever()).filter(|seen| seen.event.post.as_ref() == Some(post.id));
        spent.map(|seen| seen.what.amount.minor()).sum::<i64>().hash(hasher);
        (post.id, post.creator(), post.published().map(|(at, _)| at)).hash(hasher);
        post.metrics().for_each(|one| (one.at, one.metrics.views.map(|views| views.get())).hash(hasher));
    }
}

const KINDS: [&str; 19] = [
    "post_published",
    "post_metrics",
    "mention_counts",
    "hashtag_counts",
    "comment_sample",
    "competitor_activity",
    "trend",
    "order",
    "lead",
    "code_use",
    "spend",
    "payment",
    "scheduled",
    "approval",
    "contract",
    "kpi_agreed",
    "message",
    "rating",
    "followers",
];

fn pack() -> CompiledPack {
    let named = PACK.split('"').filter(|word| word.ends_with(".wild"));
    let mut files: BTreeMap<String, Arc<[u8]>> = named.map(|name| (name.to_owned(), Arc::from(&b""[..]))).collect();
    files.insert("pack.toml".to_owned(), PACK.as_bytes().into());
    let runtimes: [Arc<dyn Runtime>; 1] = [Arc::new(Wild)];
    let resolved = saring_pack::resolve(&PackFiles { label: "test".to_owned(), files }, &Shelf::default(), &runtimes);
    saring_pack::compile(Arc::new(resolved.unwrap()), &runtimes, &RuleLimits::default()).unwrap()
}

/// An event of any kind.
fn event(n: u64, rng: &mut ChaCha8Rng, days: u64) -> Value {
    let second = below(rng, days * 24 * HOUR_S);
    // Many stand at full hours, where windows begin and end.
    let second = if below(rng, 3) == 0 { second / HOUR_S * HOUR_S } else { second };
    let mut pick = |options: &[&str]| options[below(rng, options.len() as u64) as usize].to_owned();
    let (source, subject, channel) = (pick(&["a", "b"]), pick(&["Rivala", "Lumina"]), pick(&["social", "press"]));
    let (line, action) = (pick(&["one", "two", "three"]), pick(&["", "", "boost@never"]));
    let (post, creator) = (pick(&["p1", "p2", "p3", "p4"]), pick(&["k1", "k2"]));
    let kind = match below(rng, 3) {
        0 => "mention_counts".to_owned(),
        _ => KINDS[below(rng, KINDS.len() as u64) as usize].to_owned(),
    };
    let count = below(rng, 50);
    let money = json!({ "amount": below(rng, 9), "currency": if below(rng, 6) == 0 { "USD" } else { "EUR" } });
    let what = match kind.as_str() {
        "post_published" => json!({ "platform": "instagram" }),
        "post_metrics" => json!({ "views": count * 100, "likes": count }),
        "mention_counts" => {
            let mut what =
                json!({ "span_s": ([900, 3_600, 7_200, 86_400][below(rng, 4) as usize]), "total": count + 9 });
            [("source", source), ("subject", subject), ("channel", channel)].into_iter().for_each(|(name, value)| {
                if below(rng, 2) == 0 {
                    what[name] = value.into();
                }
            });
            if below(rng, 3) > 0 {
                what["negative"] = below(rng, 5).into();
            }
            what
        }
        "hashtag_counts" => json!({ "hashtag": "x", "span_s": 60, "total": count }),
        "comment_sample" => {
            json!({ "comments": [{ "text": "so so", "sentiment": "positive" }, { "off_message": true }] })
        }
        "competitor_activity" | "trend" => json!({ "subject": "Rivala", "value": 1.5 }),
        "order" => json!({ "revenue": money, "code": "K1" }),
        "lead" | "code_use" => json!({ "n": count }),
        "spend" if action.is_empty() => json!({ "line": line, "amount": money }),
        "spend" => json!({ "line": line, "amount": money, "action": action }),
        "payment" => json!({ "amount": money }),
        "scheduled" => json!({ "publish_at": at(second + 9) }),
        "approval" => json!({ "step": "review", "approved": true }),
        "contract" => json!({ "fee": money }),
        "kpi_agreed" => json!({ "metric": "reach" }),
        "message" => json!({ "from": "agency" }),
        "rating" => json!({ "criterion": "creativity", "rater": "a", "scale": { "min": 1, "max": 5 }, "value": 3 }),
        _ => json!({ "platform": "tiktok", "followers": count }),
    };
    let mut event = json!({ "id": format!("e{n}"), "at": at(second), "what": { kind: what } });
    if below(rng, 2) == 0 {
        event["creator"] = creator.into();
    }
    if below(rng, 2) == 0 {
        event["post"] = post.into();
    }
    if below(rng, 3) == 0 {
        // An export of the week is known days later.
        let latest = if below(rng, 4) == 0 { 200 } else { 48 };
        event["received_at"] = at(second + below(rng, latest) * HOUR_S).into();
    }
    event
}

struct Case {
    pack: CompiledPack,
    campaign: Arc<Campaign>,
    plan: Arc<Plan>,
    roster: Arc<[Subject]>,
}

impl Case {
    fn new() -> Self {
        let campaign = json!({ "id": "c", "goal": "awareness", "brand": { "name": "Lumina" } });
        let money = |amount: u64| json!({ "amount": amount, "currency": "EUR" });
        let lines =
            [("one", 100), ("two", 260), ("three", 50)].map(|(id, of)| json!({ "id": id, "amount": money(of) }));
        let plan = json!({ "campaign": "c", "lines": lines, "bookings": [] });
        let (campaign, plan) = (Arc::new(read(&campaign)), Arc::new(read(&plan)));
        Self { pack: pack(), campaign, plan, roster: Arc::from([]) }
    }

    fn watch(&self, events: &[Event], state: Option<&TriggerState>, as_of: Timestamp) -> Watched {
        let Self { pack, campaign, plan, roster } = self;
        watch(&Running { pack, campaign, plan: Some(plan), roster, events, state, as_of }).unwrap()
    }
}

/// What whoever asks holds to be proposed.
#[derive(Default)]
struct Said {
    standing: BTreeMap<Id, Action>,
    state: Option<TriggerState>,
}

impl Said {
    fn hear(&mut self, watched: Watched, about: &str) {
        for id in &watched.withdrawn {
            assert!(self.standing.remove(id).is_some(), "{about}: `{id}` is withdrawn and was never said");
        }
        for acted in watched.actions {
            let before = self.standing.insert(acted.action.id.clone(), acted.action.clone());
            assert_ne!(before.as_ref(), Some(&acted.action), "{about}: said twice");
        }
        let written = serde_json::to_vec(&watched.state).unwrap();
        let read: TriggerState = saring_model::decode(&written).unwrap_or_else(|found| panic!("{about}: {found}"));
        assert_eq!(read, watched.state, "{about}: the state as it is written");
        self.state = Some(read);
    }
}

fn timeline(rng: &mut ChaCha8Rng, days: u64) -> Vec<Event> {
    let events: Vec<Value> = (0..80 + below(rng, 260)).map(|n| event(n, rng, days)).collect();
    read::<Timeline>(&json!({ "events": events })).events.into_vec()
}

/// Delivered in pieces, each event up to two days after it was known and some twice, with moments of all sorts.
fn in_pieces(case: &Case, events: &[Event], until: Timestamp, rng: &mut ChaCha8Rng, about: &str) -> Said {
    let mut delivered: Vec<(Timestamp, &Event)> = Vec::new();
    for event in events {
        for _ in 0..1 + below(rng, 10) / 9 {
            delivered.push((known_at(event).plus_hours(below(rng, 49) as f64), event));
        }
    }
    delivered.sort_by_key(|(turn, _)| *turn);
    let (mut said, mut rest) = (Said::default(), delivered.as_slice());
    let mut last: Option<Timestamp> = None;
    while !rest.is_empty() {
        // Now and then somebody asks without anything new.
        let size = below(rng, 40).min(rest.len() as u64) as usize;
        let (piece, others) = rest.split_at(size);
        rest = others;
        let piece: Vec<Event> = piece.iter().map(|(_, event)| (*event).clone()).collect();
        last = piece.iter().map(known_at).chain(last).max();
        let Some(known) = last else { continue };
        let moment = match below(rng, 4) {
            0 => known.plus_hours(below(rng, 30) as f64 + 0.4),
            1 => known.plus_hours(-(below(rng, 20) as f64)),
            _ => known,
        };
        let sealed = said.state.as_ref().and_then(|state| state.sealed);
        let moment = sealed.map_or(moment, |sealed| moment.max(sealed)).min(until);
        let watched = case.watch(&piece, said.state.as_ref(), moment);
        assert_eq!(watched, case.watch(&piece, said.state.as_ref(), moment), "{about}: the same asked twice");
        said.hear(watched, about);
    }
    said.hear(case.watch(&[], said.state.as_ref(), until), about);
    said
}

/// What a line had when each action was proposed was enough for it.
fn overspent(case: &Case, events: &[Event], actions: &BTreeMap<Id, Action>) -> Option<String> {
    let mut actions: Vec<&Action> = actions.values().filter(|action| action.amount.is_some()).collect();
    actions.sort_by_key(|action| action.at);
    actions.iter().find_map(|action| {
        let line = case.plan.lines.iter().find(|line| Some(&line.id) == action.line.as_ref())?;
        let spends = |of: Option<&Id>| -> i64 {
            let spends =
                events.iter().filter(|event| known_at(event) <= action.at).filter_map(|event| match &event.what {
                    What::Spend(spend) if spend.line == line.id && (of.is_none() || spend.action.as_ref() == of) => {
                        (spend.amount.currency() == line.amount.currency()).then(|| spend.amount.minor())
                    }
                    _ => None,
                });
            spends.sum()
        };
        let stands = |one: &&&Action| {
            one.line == action.line && one.at <= action.at && one.expires_at.is_none_or(|expires| expires > action.at)
        };
        let standing: i64 =
            actions.iter().filter(stands).map(|one| one.amount.unwrap().minor() - spends(Some(&one.id))).sum();
        let left = line.amount.minor() - spends(None) - standing;
        // Money may be spent while proposals stand; then nothing more is proposed.
        let own = action.amount.unwrap().minor();
        (left < 0 && own > 0).then(|| format!("`{}` leaves {left} of `{}`", action.id, line.id))
    })
}

#[test]
fn nothing_that_a_rule_can_see_depends_on_how_events_were_delivered() {
    let case = Case::new();
    for seed in 0..SEEDS {
        let about = format!("seed {seed}");
        let mut rng = ChaCha8Rng::seed_from_u64(77_000 + seed);
        let events = timeline(&mut rng, 25);
        let until = events.iter().map(known_at).max().unwrap().plus_hours(below(&mut rng, 90) as f64);
        let mut whole = Said::default();
        whole.hear(case.watch(&events, None, until), &about);
        assert!(whole.standing.len() > 9, "{about}: {} actions", whole.standing.len());
        assert_eq!(overspent(&case, &events, &whole.standing), None, "{about}");
        let pieces = in_pieces(&case, &events, until, &mut rng, &about);
        let differs = |(id, action): &(&Id, &Action)| pieces.standing.get(*id) != Some(*action);
        assert_eq!(whole.standing.iter().find(differs), None, "{about}: not so in pieces");
        assert_eq!(pieces.standing.len(), whole.standing.len(), "{about}");
        assert_eq!(pieces.state, whole.state, "{about}");
    }
}

/// Timelines that are tried.
const SEEDS: u64 = 2;
