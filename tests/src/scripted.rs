//! A runtime whose rules say what the creator's own `attributes` tell them to say.
//!
//! A test of the evaluation then is a table: creators with the answers that their checks shall give, and what must
//! come out. No rule language stands between.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use saring_model::catalogue::{FieldSet, catalogue};
use saring_model::decode::decode;
use saring_model::{Creator, Timestamp};
use saring_pack::answer::{Actor, Quantity};
use saring_pack::rule::{Kind, Subject};
use saring_pack::{
    Answer, Arg, Cap, CheckAnswer, CompiledPack, Curve, Description, Diagnostic, Fault, PackFiles, Part, Penalty,
    Question, Reason, Rule, RuleLimits, RuleSource, Runtime, Shelf, Status, TierAnswer, Unit,
};
use serde_json::{Value, json};

/// Runs files that end in `.scripted`.
#[derive(Debug, Default)]
pub struct ScriptedRuntime {
    /// Questions asked so far, of all rules.
    pub asked: Arc<AtomicUsize>,
}

impl Runtime for ScriptedRuntime {
    fn handles(&self, run: &str) -> bool {
        run.ends_with(".scripted")
    }

    fn compile(&self, source: &RuleSource, _limits: &RuleLimits) -> Result<Box<dyn Rule>, Vec<Diagnostic>> {
        let id = source.id.rsplit('.').next().unwrap_or_default().to_owned();
        let asked = Arc::clone(&self.asked);
        Ok(Box::new(ScriptedRule { id, kind: source.kind, described: Description::default(), asked }))
    }
}

struct ScriptedRule {
    id: String,
    kind: Kind,
    described: Description,
    asked: Arc<AtomicUsize>,
}

impl Rule for ScriptedRule {
    fn describe(&self) -> &Description {
        &self.described
    }

    fn ask(&self, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let (Question::Check(ask) | Question::Tier(ask) | Question::Worth(ask)) = question else {
            return Err(Fault::BadAnswer { violations: vec!["it answers of creators alone".to_owned()] });
        };
        let answers: Result<Vec<Answer>, Fault> = ask.subjects.iter().map(|subject| self.answer(subject)).collect();
        let mut answers = answers?;
        // A runtime that loses an answer must be found out.
        if ask.subjects.iter().any(|subject| says(subject, &self.id).get("short").is_some()) {
            answers.pop();
        }
        Ok(answers)
    }
}

impl ScriptedRule {
    fn answer(&self, subject: &Subject) -> Result<Answer, Fault> {
        let says = says(subject, &self.id);
        if says["fault"].as_str() == Some("fuel") {
            return Err(Fault::FuelSpent { limit: 1000 });
        }
        match self.kind {
            Kind::Tier => Ok(Answer::Tier(Box::new(tier(&says)))),
            _ => Ok(Answer::Check(Box::new(check(&says)))),
        }
    }
}

fn says(subject: &Subject, id: &str) -> Value {
    let attributes = subject.creator.attributes.as_ref();
    attributes.and_then(|attributes| attributes.get(id)).cloned().unwrap_or(Value::Null)
}

fn tier(says: &Value) -> TierAnswer {
    TierAnswer {
        tier: Some(says.as_str().unwrap_or("small").to_owned()).filter(|tier| tier != "none"),
        reason: reason("tier.said"),
        quantity: quantity("followers", Some(1.0), FieldSet::EMPTY),
        next: None,
    }
}

fn check(says: &Value) -> CheckAnswer {
    let number = |key: &str| says[key].as_f64();
    let mut answer = CheckAnswer { confidence: number("confidence").unwrap_or(1.0), ..CheckAnswer::default() };
    if let Some(score) = says.as_f64().or(number("score")) {
        answer.parts.push(part(&json!({ "points": score })));
    }
    answer.parts.extend(says["parts"].as_array().into_iter().flatten().map(part));
    answer.unknown = answer.parts.is_empty();
    answer.missing = fields(&says["missing"]);
    answer.bounds =
        says["bounds"].as_array().map(|ends| (ends[0].as_f64().unwrap_or(0.0), ends[1].as_f64().unwrap_or(100.0)));
    answer.veto = says["veto"].as_str().map(reason);
    answer.reasons = says["reason"].as_str().map(reason).into_iter().collect();
    answer.status = match says["status"].as_str() {
        Some("warn") => Some(Status::Warn),
        Some("fail") => Some(Status::Fail),
        Some("pass") => Some(Status::Pass),
        _ => None,
    };
    answer.caps = number("cap").map(|at| Cap { id: "cap".to_owned(), at }).into_iter().collect();
    let penalty =
        |points| Penalty { id: "penalty".to_owned(), points, quantity: quantity("seen", Some(1.0), FieldSet::EMPTY) };
    answer.penalties = number("penalty").map(penalty).into_iter().collect();
    answer
}

fn part(says: &Value) -> Part {
    let pairs = |value: &Value| -> Vec<(f64, f64)> { serde_json::from_value(value.clone()).unwrap_or_default() };
    let curve = match (says["points"].as_f64(), &says["ramp"], &says["table"], &says["step"]) {
        (Some(points), ..) => Curve::Opaque(points),
        (_, Value::Array(ends), ..) => {
            Curve::Ramp { from: ends[0].as_f64().unwrap_or_default(), to: ends[1].as_f64().unwrap_or_default() }
        }
        (_, _, knots @ Value::Array(_), _) => Curve::Table(pairs(knots)),
        (.., steps) => Curve::Step(pairs(steps)),
    };
    let value = says["value"].as_f64().or(says["points"].as_f64().filter(|_| says["unknown"].is_null()));
    let unit = if says["unit"] == "count" { Unit::Count } else { Unit::Number };
    Part {
        id: says["id"].as_str().unwrap_or("part").to_owned(),
        quantity: Quantity { unit, ..quantity("said", value, fields(&says["fields"])) },
        curve,
        weight: says["weight"].as_f64().unwrap_or(1.0),
        row: None,
    }
}

fn quantity(name: &str, value: Option<f64>, fields: FieldSet) -> Quantity {
    Quantity { name: name.to_owned(), value, unit: Unit::Number, fields, sample: None, actor: Actor::Creator }
}

fn fields(paths: &Value) -> FieldSet {
    let paths = paths.as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut set = FieldSet::EMPTY;
    paths.filter_map(|path| catalogue().find(path)).for_each(|field| set.insert(field.id));
    set
}

fn reason(code: &str) -> Reason {
    Reason { code: code.to_owned(), args: vec![("said".to_owned(), Arg::Text("so".to_owned()))] }
}

/// A compiled pack from its manifest; every `.scripted` file that it names is there.
///
/// # Panics
/// Where the manifest is not valid.
pub fn pack(manifest: &str, runtime: ScriptedRuntime) -> CompiledPack {
    let named = manifest.split('"').filter(|word| word.ends_with(".scripted"));
    let mut files: BTreeMap<String, Arc<[u8]>> = named.map(|name| (name.to_owned(), Arc::from(&b""[..]))).collect();
    files.insert("pack.toml".to_owned(), manifest.as_bytes().into());
    let files = PackFiles { label: "test".to_owned(), files };
    let runtimes: [Arc<dyn Runtime>; 1] = [Arc::new(runtime)];
    let resolved = saring_pack::resolve(&files, &Shelf::default(), &runtimes);
    let compiled = resolved.and_then(|pack| saring_pack::compile(Arc::new(pack), &runtimes, &RuleLimits::default()));
    compiled.unwrap_or_else(|diagnostics| panic!("the test's pack is not valid: {diagnostics:#?}"))
}

/// A creator whose checks say what `says` tells them to.
///
/// # Panics
/// Where the creator is not valid.
pub fn creator(id: &str, says: &Value) -> Arc<Creator> {
    let text = json!({ "id": id, "accounts": [{ "platform": "instagram", "followers": 5000 }], "attributes": says });
    let decoded = decode(text.to_string().as_bytes());
    Arc::new(decoded.unwrap_or_else(|violations| panic!("the test's creator is not valid: {violations}")))
}

/// The moment of decisions in tests.
///
/// # Panics
/// Never: the moment is written out.
pub fn as_of() -> Timestamp {
    Timestamp::parse("2026-03-01T00:00:00Z").unwrap_or_else(|error| panic!("{error}"))
}
