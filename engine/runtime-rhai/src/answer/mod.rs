//! The answer of a script, built by methods that can be chained or written one a line. Its texts are copies, and are paid for.

mod budget;
mod metric;
mod tier;
mod trigger;
mod worth;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rhai::{Array, Dynamic, FLOAT, INT, ImmutableString};
use saring_pack::proof::{finite, names, numbers, valid};
use saring_pack::{
    Answer, Arg, Cap, CheckAnswer, Curve, Evidence, Fault, Kind, Part, Penalty, Reason, Status, TableRow,
};

use crate::fuel;
use crate::host::table::RowHost;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, raise};

/// How a value becomes points, with the table row that says so.
#[derive(Debug, Clone)]
pub(crate) struct CurveHost {
    pub(crate) curve: Curve,
    pub(crate) row: Option<Arc<TableRow>>,
}

impl From<Curve> for CurveHost {
    fn from(curve: Curve) -> Self {
        Self { curve, row: None }
    }
}

/// An answer in the making. Clones are the same answer, so that nothing is copied by chaining.
#[derive(Debug, Clone)]
pub(crate) struct AnswerHost(Arc<Mutex<Draft>>);

#[derive(Debug, Default)]
struct Draft {
    check: CheckAnswer,
    /// What is answered besides what every answer may say; none for a check, which says nothing else.
    form: Option<Shape>,
    /// Whether `given` speaks to the veto instead of the last reason.
    veto_open: bool,
}

/// What only some kinds of rule answer.
#[derive(Debug)]
enum Shape {
    Tier(tier::Draft),
    Budget(budget::Draft),
    Worth(Box<worth::Draft>),
    Trigger(Box<trigger::Draft>),
    Metric(metric::Draft),
}

impl AnswerHost {
    fn new(draft: Draft) -> Self {
        Self(Arc::new(Mutex::new(draft)))
    }

    /// An answer of another kind than a check's.
    fn of(shape: Shape) -> Self {
        Self::new(Draft { form: Some(shape), ..Draft::default() })
    }

    fn draft(&self) -> MutexGuard<'_, Draft> {
        // A draft is whole after every method, so a lock that a panic elsewhere left behind still holds one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Draft)) -> Self {
        change(&mut self.draft());
        self.clone()
    }

    /// The finished answer, or what is wrong with it.
    pub(crate) fn finish(self, kind: Kind, items_max: usize) -> Result<Answer, Fault> {
        let draft = match Arc::try_unwrap(self.0) {
            Ok(draft) => draft.into_inner().unwrap_or_else(PoisonError::into_inner),
            Err(shared) => std::mem::take(&mut *shared.lock().unwrap_or_else(PoisonError::into_inner)),
        };
        let check = draft.check;
        let args = check.reasons.iter().chain(&check.veto).map(|reason| reason.args.len()).max();
        let sizes = [
            args.unwrap_or_default(),
            check.parts.len(),
            check.penalties.len(),
            check.caps.len(),
            check.reasons.len(),
            check.evidence.len(),
            check.flags.len(),
        ];
        if sizes.into_iter().any(|size| size > items_max) {
            return Err(Fault::OutputTooLarge { limit: items_max as u64 });
        }
        let due = due(kind);
        match (kind, draft.form) {
            (Kind::Check | Kind::Preflight, None) => valid(check).map(|check| Answer::Check(Box::new(check))),
            (Kind::Tier, Some(Shape::Tier(tier))) => tier.finish(check),
            (Kind::Budget, Some(Shape::Budget(budget))) => budget.finish(check, items_max),
            (Kind::Worth, Some(Shape::Worth(worth))) => worth.finish(check),
            (Kind::Trigger, Some(Shape::Trigger(trigger))) => trigger.finish(check),
            (Kind::Metric, Some(Shape::Metric(metric))) => metric.finish(check, items_max),
            _ => Err(bad(format!(
                "a rule of kind `{}` must end in {due}, not in the answer of another kind",
                kind.as_str()
            ))),
        }
    }
}

/// What a script of this kind must end in.
pub(crate) fn due(kind: Kind) -> &'static str {
    match kind {
        Kind::Check | Kind::Preflight => "`answer(…)` or `unknown(…)`",
        Kind::Tier => "`tier(…)` or `no_tier(…)`",
        Kind::Budget => "`budget()` or `infeasible(…)`",
        Kind::Worth => "`worth(…)`",
        Kind::Trigger => "`propose(…)`, `quiet()` or `no_telling(…)`",
        Kind::Metric => "`metric()`",
    }
}

/// What is wrong with names and numbers that every answer may say.
fn words(check: &CheckAnswer) -> impl Iterator<Item = String> {
    names(check).chain(finite(numbers(check)))
}

pub(crate) fn bad(violation: impl Into<String>) -> Fault {
    Fault::BadAnswer { violations: vec![violation.into()] }
}

pub(crate) fn register(register: &mut Register<'_>) {
    beginnings(register);
    tier::register(register);
    budget::register(register);
    worth::register(register);
    trigger::register(register);
    metric::register(register);
    parts(register);
    judgements(register);
    caveats(register);
    sayings(register);
    curves(register);
}

fn beginnings(register: &mut Register<'_>) {
    register
        .say(Form::Function, "answer(confidence) -> answer", "-", "Begins the answer of a check. Confidence is 0 to 1.")
        .call(|confidence: Measure| -> Outcome<AnswerHost> { Ok(answer(confidence.known()?)) })
        .call(|confidence: FLOAT| answer(confidence))
        .call(|confidence: INT| answer(confidence as f64));
    register
        .say(
            Form::Function,
            "unknown(code, because) -> answer",
            "-",
            "Answers that there is no telling, with the reason and the measure that is missing or too small.",
        )
        .call(|code: ImmutableString| unknown(&code, None))
        .call(|code: ImmutableString, because: Measure| unknown(&code, Some(because)))
        .call(|code: ImmutableString, because: Dynamic| -> Outcome<AnswerHost> {
            Ok(unknown(&code, Some(measure(&because)?)))
        });
}

fn answer(confidence: f64) -> AnswerHost {
    AnswerHost::new(Draft { check: CheckAnswer { confidence, ..CheckAnswer::default() }, ..Draft::default() })
}

fn unknown(code: &str, because: Option<Measure>) -> AnswerHost {
    let mut check = CheckAnswer { unknown: true, ..CheckAnswer::default() };
    check.reasons.push(Reason { code: code.to_owned(), args: Vec::new() });
    if let Some(because) = because {
        check.missing = if because.value.is_some() { because.fields } else { because.missing };
    }
    AnswerHost::new(Draft { check, ..Draft::default() })
}

fn parts(register: &mut Register<'_>) {
    register
        .say(Form::Method, "answer.part(name, value, curve, weight) -> answer", "-", "Adds a part of the score: what was measured, the curve that gives it points, its weight (1 unless said). An unknown part counts as unknown, not as 0.")
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure, curve: CurveHost| part(answer, &name, value, curve, 1.0))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure, curve: CurveHost, weight: FLOAT| part(answer, &name, value, curve, weight))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure, curve: CurveHost, weight: INT| part(answer, &name, value, curve, weight as f64))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic, curve: CurveHost| -> Outcome<AnswerHost> {
            Ok(part(answer, &name, measure(&value)?, curve, 1.0))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic, curve: CurveHost, weight: Dynamic| -> Outcome<AnswerHost> {
            Ok(part(answer, &name, measure(&value)?, curve, number(&weight)?))
        });
    register
        .say(
            Form::Method,
            "answer.keep_best(n) -> answer",
            "-",
            "Drops all parts but the `n` with the most points; of equals the earlier stays.",
        )
        .call(|answer: &mut AnswerHost, n: INT| keep_best(answer, n as f64))
        .call(|answer: &mut AnswerHost, n: FLOAT| keep_best(answer, n));
    register
        .say(Form::Method, "answer.penalty(name, points, because) -> answer", "-", "Takes points off the score, with the measure that was seen. Points of 0 or an unknown measure take nothing.")
        .call(|answer: &mut AnswerHost, name: ImmutableString, points: Dynamic, because: Dynamic| -> Outcome<AnswerHost> {
            let because = measure(&because)?;
            if because.value.is_none() {
                return Ok(answer.clone());
            }
            let points = number(&points)?;
            Ok(penalty(answer, &name, points, because))
        });
    register
        .say(Form::Method, "answer.cap(name, at) -> answer", "-", "Keeps the score from passing `at`.")
        .call(|answer: &mut AnswerHost, name: ImmutableString, at: FLOAT| cap(answer, &name, at))
        .call(|answer: &mut AnswerHost, name: ImmutableString, at: INT| cap(answer, &name, at as f64));
}

fn part(answer: &AnswerHost, name: &str, value: Measure, curve: CurveHost, weight: f64) -> AnswerHost {
    fuel::charge(steps(&curve.curve) + name.len());
    answer.change(|draft| {
        let CurveHost { curve, row } = curve;
        draft.check.parts.push(Part { id: name.to_owned(), quantity: value.quantity(name), curve, weight, row });
    })
}

/// Comparisons of an item with others while a list is sorted.
const SORTING_STEPS: usize = 16;

/// How many elements are walked to find a curve's points.
fn steps(curve: &Curve) -> usize {
    match curve {
        Curve::Table(knots) | Curve::Step(knots) => knots.len() + 1,
        Curve::Ramp { .. } | Curve::Opaque(_) => 1,
    }
}

fn keep_best(answer: &AnswerHost, n: f64) -> AnswerHost {
    answer.change(|draft| {
        let parts = &mut draft.check.parts;
        fuel::charge(parts.iter().map(|part| steps(&part.curve) * SORTING_STEPS).sum());
        let points = |part: &Part| part.quantity.value.map_or(-1.0, |value| part.curve.points(value));
        // A stable sort, so that of equals the earlier stays.
        parts.sort_by(|a, b| points(b).total_cmp(&points(a)));
        parts.truncate(n.max(0.0) as usize);
    })
}

fn penalty(answer: &AnswerHost, name: &str, points: f64, because: Measure) -> AnswerHost {
    fuel::charge(name.len());
    answer.change(|draft| {
        if points != 0.0 {
            draft.check.penalties.push(Penalty { id: name.to_owned(), points, quantity: because.quantity(name) });
        }
    })
}

fn cap(answer: &AnswerHost, name: &str, at: f64) -> AnswerHost {
    fuel::charge(name.len());
    answer.change(|draft| draft.check.caps.push(Cap { id: name.to_owned(), at }))
}

fn judgements(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "answer.status(status) -> answer",
            "-",
            "Tightens the status to `warn` or `fail`, whatever the score.",
        )
        .call(|answer: &mut AnswerHost, status: ImmutableString| -> Outcome<AnswerHost> {
            let status = match status.as_str() {
                "warn" => Status::Warn,
                "fail" => Status::Fail,
                other => return raise(format!("`{other}` is no status to tighten to; there are `warn` and `fail`")),
            };
            Ok(answer.change(|draft| draft.check.status = draft.check.status.max(Some(status))))
        });
    register
        .say(
            Form::Method,
            "answer.confidence(value) -> answer",
            "-",
            "Sets the confidence where it is only known at the end.",
        )
        .call(|answer: &mut AnswerHost, confidence: Measure| -> Outcome<AnswerHost> {
            let confidence = confidence.known()?;
            Ok(answer.change(|draft| draft.check.confidence = confidence))
        })
        .call(|answer: &mut AnswerHost, confidence: FLOAT| answer.change(|draft| draft.check.confidence = confidence))
        .call(|answer: &mut AnswerHost, confidence: INT| {
            answer.change(|draft| draft.check.confidence = confidence as f64)
        });
    register
        .say(
            Form::Method,
            "answer.veto(code) -> answer",
            "-",
            "Rejects the creator whatever the averages say. `.given(…)` gives the reason its details.",
        )
        .call(|answer: &mut AnswerHost, code: ImmutableString| {
            answer.change(|draft| {
                draft.check.veto = Some(Reason { code: code.to_string(), args: Vec::new() });
                draft.veto_open = true;
            })
        });
}

fn caveats(register: &mut Register<'_>) {
    register
        .say(Form::Method, "answer.bounds(low, high) -> answer", "points", "Says where an unknown score must lie.")
        .call(|answer: &mut AnswerHost, low: Dynamic, high: Dynamic| -> Outcome<AnswerHost> {
            let bounds = (number(&low)?, number(&high)?);
            Ok(answer.change(|draft| draft.check.bounds = Some(bounds)))
        });
    register
        .say(
            Form::Method,
            "answer.missing(value) -> answer",
            "-",
            "Names the fields that a measure lacks as missing inputs.",
        )
        .call(|answer: &mut AnswerHost, value: Measure| {
            answer.change(|draft| draft.check.missing = draft.check.missing.union(value.missing))
        });
    register
        .say(Form::Method, "answer.flag(name) -> answer", "-", "Raises a short flag that a reader should notice.")
        .call(|answer: &mut AnswerHost, name: ImmutableString| {
            fuel::charge(name.len());
            answer.change(|draft| draft.check.flags.push(name.to_string()))
        });
}

fn sayings(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "answer.reason(code) -> answer",
            "-",
            "Gives a reason by its code; its text is in the pack's locale files. `.given(…)` gives it details.",
        )
        .call(|answer: &mut AnswerHost, code: ImmutableString| {
            fuel::charge(code.len());
            answer.change(|draft| {
                draft.check.reasons.push(Reason { code: code.to_string(), args: Vec::new() });
                draft.veto_open = false;
            })
        });
    register
        .say(
            Form::Method,
            "answer.given(name, detail) -> answer",
            "-",
            "A detail of the last reason or veto: a known measure, a number or a text.",
        )
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure| -> Outcome<AnswerHost> {
            Ok(given(answer, &name, Arg::Number(value.known()?, value.unit)))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: FLOAT| {
            given(answer, &name, Arg::Number(value, saring_pack::Unit::Number))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: INT| {
            given(answer, &name, Arg::Number(value as f64, saring_pack::Unit::Count))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: ImmutableString| {
            given(answer, &name, Arg::Text(value.to_string()))
        });
    register
        .say(Form::Method, "answer.evidence(name, value, bound, row) -> answer", "-", "Shows what was looked at, with the bound that it was compared with and the table row of the bound, where there are any.")
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure| evidence(answer, &name, value, None, None))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic| -> Outcome<AnswerHost> {
            Ok(evidence(answer, &name, measure(&value)?, None, None))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic, bound: Dynamic| -> Outcome<AnswerHost> {
            Ok(evidence(answer, &name, measure(&value)?, Some(number(&bound)?), None))
        })
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure, bound: FLOAT| evidence(answer, &name, value, Some(bound), None))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Measure, bound: INT| evidence(answer, &name, value, Some(bound as f64), None))
        .call(|answer: &mut AnswerHost, name: ImmutableString, value: Dynamic, bound: Dynamic, row: RowHost| -> Outcome<AnswerHost> {
            Ok(evidence(answer, &name, measure(&value)?, measure(&bound)?.value, row.named()))
        });
}

fn given(answer: &AnswerHost, name: &str, arg: Arg) -> AnswerHost {
    fuel::charge(name.len());
    if let Arg::Text(text) = &arg {
        fuel::charge(text.len());
    }
    answer.change(|draft| {
        let veto = draft.check.veto.as_mut().filter(|_| draft.veto_open);
        if let Some(reason) = veto.or(draft.check.reasons.last_mut()) {
            reason.args.push((name.to_owned(), arg));
        }
    })
}

fn evidence(
    answer: &AnswerHost,
    name: &str,
    value: Measure,
    bound: Option<f64>,
    row: Option<Arc<TableRow>>,
) -> AnswerHost {
    fuel::charge(name.len());
    answer.change(|draft| draft.check.evidence.push(Evidence { quantity: value.quantity(name), bound, row }))
}

fn curves(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "ramp(from, to) -> curve",
            "points",
            "0 points at `from`, 100 at `to`, linear between; `to` may be below `from`.",
        )
        .call(|from: FLOAT, to: FLOAT| CurveHost::from(Curve::Ramp { from, to }))
        .call(|from: Dynamic, to: Dynamic| -> Outcome<CurveHost> {
            Ok(Curve::Ramp { from: number(&from)?, to: number(&to)? }.into())
        });
    register
        .say(
            Form::Function,
            "curve(values, points) -> curve",
            "points",
            "Points at given values in rising order, linear between, flat outside.",
        )
        .call(|values: Array, points: Array| -> Outcome<CurveHost> {
            Ok(Curve::Table(knots(&values, &points)?).into())
        });
    register
        .say(
            Form::Function,
            "steps(values, points) -> curve",
            "points",
            "Points from each value on, in rising order; the first also hold below.",
        )
        .call(|values: Array, points: Array| -> Outcome<CurveHost> {
            Ok(Curve::Step(knots(&values, &points)?).into())
        });
    register
        .say(
            Form::Function,
            "points(points) -> curve",
            "points",
            "The same points whatever the value. Nothing can be solved from it.",
        )
        .call(|points: FLOAT| CurveHost::from(Curve::Opaque(points)))
        .call(|points: Dynamic| -> Outcome<CurveHost> { Ok(Curve::Opaque(number(&points)?).into()) });
    register.say(Form::Method, "curve.of(value) -> value", "points", "The points of a value.").call(
        |curve: &mut CurveHost, value: Dynamic| -> Outcome<Measure> {
            let value = measure(&value)?;
            fuel::charge(steps(&curve.curve));
            let points = value.value.map(|value| curve.curve.points(value));
            Ok(Measure { value: points, unit: saring_pack::Unit::Points, ..value })
        },
    );
}

fn knots(values: &Array, points: &Array) -> Outcome<Vec<(f64, f64)>> {
    fuel::charge(values.len());
    if values.len() != points.len() {
        return raise(format!(
            "{} values and {} points; a curve needs as many of one as of the other",
            values.len(),
            points.len()
        ));
    }
    values.iter().zip(points).map(|(value, points)| Ok((number(value)?, number(points)?))).collect()
}
