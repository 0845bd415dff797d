//! What rules say, in the form that cases are held against.

use saring_eval::report::Value as Shown;
use saring_eval::worth::{Estimate, Offered, major_units};
use saring_model::catalogue::{FieldSet, catalogue};
use saring_pack::{Figure, MetricAnswer, Reason, TriggerAnswer};
use serde_json::{Map, Value, json};

use super::Case;

/// What a case expects and was told otherwise: the key, what was expected, and what was told.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The key of `expect`.
    pub key: String,
    /// What the case says.
    pub expected: Value,
    /// What the rule says.
    pub told: Value,
}

impl Case {
    /// Where what a report tells of a check is not what the case expects.
    pub fn differences(&self, told: &Value) -> Vec<Difference> {
        let compared = self.expect.iter().map(|(key, expected)| (key, expected, observed(told, key)));
        let differing = compared.filter(|(_, expected, told)| !same(told, expected));
        differing
            .map(|(key, expected, told)| Difference { key: key.clone(), expected: expected.clone(), told })
            .collect()
    }
}

/// What a trigger answers, in the form that cases are held against.
pub fn told_of_trigger(answer: &TriggerAnswer) -> Value {
    let evidence = answer.evidence.iter().map(|seen| {
        let value = seen.quantity.value.map_or(json!("unknown"), |value| json!(Shown(value)));
        let mut told = json!({ "quantity": { "name": seen.quantity.name, "value": value } });
        if let (Some(bound), Some(told)) = (seen.bound, told.as_object_mut()) {
            told.insert("bound".to_owned(), json!(Shown(bound)));
        }
        told
    });
    let mut told = json!({
        "condition": answer.condition,
        "at_once": answer.at_once,
        "reasons": codes(&answer.reasons),
        "evidence": evidence.collect::<Vec<_>>(),
        "missing": paths(answer.missing),
    });
    if let (Some(proposal), Some(told)) = (&answer.proposal, told.as_object_mut()) {
        let money = proposal.money.as_ref();
        told.insert("kind".to_owned(), json!(proposal.kind));
        told.insert("urgency".to_owned(), json!(proposal.urgency));
        told.insert("line".to_owned(), json!(money.map_or("none", |money| &money.line)));
        told.insert("amount".to_owned(), money.map_or(json!("none"), |money| json!(Shown(money.amount))));
        told.insert("expires_hours".to_owned(), json!(proposal.expires_hours));
    }
    told
}

/// What a metric answers, in the form that cases are held against: numbers as reports show them, the unknown as `unknown`.
pub fn told_of_metric(answer: &MetricAnswer) -> Value {
    let shown =
        |value: Option<f64>| value.filter(|value| value.is_finite()).map_or(json!("unknown"), |it| json!(Shown(it)));
    let of_each = |tell: &dyn Fn(&Figure) -> Option<Value>| -> Map<String, Value> {
        answer.figures.iter().filter_map(|figure| Some((figure.quantity.name.clone(), tell(figure)?))).collect()
    };
    let evidence = answer
        .evidence
        .iter()
        .map(|seen| json!({ "quantity": { "name": seen.quantity.name, "value": shown(seen.quantity.value) } }));
    json!({
        "figures": of_each(&|figure| Some(shown(figure.quantity.value))),
        "intervals": of_each(&|figure| figure.interval.map(|(low, high)| json!([shown(Some(low)), shown(Some(high))]))),
        "planned": of_each(&|figure| figure.planned.map(|planned| shown(Some(planned)))),
        "unknown": of_each(&|figure| figure.unknown.as_ref().map(|reason| json!(reason.code))),
        "verdict": answer.verdict,
        "reasons": codes(&answer.reasons),
        "evidence": evidence.collect::<Vec<_>>(),
    })
}

/// What is told of a creator's packages, in the form that cases are held against: of the named one, or of the first; and
/// all of them by their prices.
pub fn told_of_worth(offered: &[Offered], package: Option<&str>) -> Value {
    let packages: Map<String, Value> =
        offered.iter().map(|each| (each.package.id.clone(), json!(each.price.map(major_units)))).collect();
    let wanted = |each: &&Offered| package.is_none_or(|id| *id == each.package.id);
    let Some(each) = offered.iter().find(wanted) else { return json!({ "packages": packages }) };
    let evidence = each
        .evidence
        .iter()
        .map(|seen| json!({ "quantity": { "name": seen.quantity.name, "value": seen.quantity.value.map(rounded) } }));
    json!({
        "packages": packages,
        "order": offered.iter().map(|each| each.package.id.as_str()).collect::<Vec<_>>(),
        "price": or_unknown(json!(each.price.map(major_units))),
        "source": each.price_source,
        "pricing": each.pricing,
        "fair": ends(each.fair),
        "value": ends(each.value),
        "reach": or_unknown(json!(each.reach.map(rounded))),
        "reasons": codes(&each.reasons),
        "evidence": evidence.collect::<Vec<_>>(),
        "missing": paths(each.missing),
        "fault": each.fault.as_ref().map(ToString::to_string),
    })
}

fn ends(estimate: Option<Estimate>) -> Value {
    or_unknown(json!(estimate.map(|Estimate { value, low, high }| [value, low, high].map(rounded))))
}

/// Files of cases have no null.
fn or_unknown(value: Value) -> Value {
    if value.is_null() { json!("unknown") } else { value }
}

/// To six digits after the point: values are as small as shares of an order.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn codes(reasons: &[Reason]) -> Vec<Value> {
    reasons.iter().map(|reason| json!({ "code": reason.code })).collect()
}

fn paths(fields: FieldSet) -> Vec<&'static str> {
    fields.iter().filter_map(|id| catalogue().get(id)).map(|field| field.path.as_str()).collect()
}

/// Reports write whole numbers without a point.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => a == b,
    }
}

/// What a report tells of a check or a budget under a key of `expect`: lists of reasons and questions by their codes, the veto and what
/// is infeasible by their codes and texts, and what has names as tables from names to values.
fn observed(told: &Value, key: &str) -> Value {
    let list = |key: &str| told.get(key).and_then(Value::as_array).into_iter().flatten();
    let table = |key: &str, name: &str, value: &str| {
        let row = |item: &Value| Some((item.pointer(name)?.as_str()?.to_owned(), item.pointer(value).cloned()));
        let rows = list(key).filter_map(row);
        Value::Object(rows.map(|(name, value)| (name, value.unwrap_or_default())).collect())
    };
    match key {
        "reasons" | "questions" => list(key).map(|reason| reason.get("code").cloned().unwrap_or_default()).collect(),
        "veto" => told.pointer("/veto/code").cloned().unwrap_or_default(),
        "veto_text" => told.pointer("/veto/text").cloned().unwrap_or_default(),
        "penalties" => table("penalties", "/id", "/points"),
        "evidence" => table("evidence", "/quantity/name", "/quantity/value"),
        "bounds" => {
            let bounded = list("evidence")
                .filter_map(|seen| Some((seen.pointer("/quantity/name")?.as_str()?, seen.get("bound")?)));
            Value::Object(bounded.map(|(name, bound)| (name.to_owned(), bound.clone())).collect())
        }
        "lines" => table("lines", "/id", "/share"),
        "tiers" => table("tiers", "/id", "/share"),
        // A check's caps are points, a budget's are shares.
        "caps" if told.get("lines").is_some() => table("caps", "/of", "/share"),
        "infeasible" => told.pointer("/infeasible/code").cloned().unwrap_or_default(),
        "infeasible_text" => told.pointer("/infeasible/text").cloned().unwrap_or_default(),
        _ => told.get(key).cloned().unwrap_or_default(),
    }
}
