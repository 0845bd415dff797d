//! From what people type to what stands in a campaign. Whether it may stand there, the model says.

use serde_json::{Map, Number, Value, json};

/// The word that says of a list that nothing is on it.
const NONE: &str = "none";

type Read = Result<Value, String>;

/// One text.
pub(super) fn text(texts: &[String]) -> Read {
    Ok(texts.last().map_or(Value::Null, |text| text.trim().into()))
}

/// One whole number.
pub(super) fn number(texts: &[String]) -> Read {
    texts.last().map_or(Ok(Value::Null), |text| as_number(text))
}

/// A list of texts.
pub(super) fn list(texts: &[String]) -> Read {
    Ok(texts.iter().map(|text| Value::from(text.trim())).collect())
}

/// A list of texts, which may say that there are none.
pub(super) fn list_or_none(texts: &[String]) -> Read {
    let is_none = |text: &String| text.trim().eq_ignore_ascii_case(NONE);
    if texts.iter().all(is_none) {
        return Ok(json!([]));
    }
    if texts.iter().any(is_none) {
        return Err(format!(
            "`{NONE}` says that there are none, so nothing can stand beside it; leave out one or the other"
        ));
    }
    list(texts)
}

/// `awareness`, or `awareness=0.6` beside `conversion=0.4`.
pub(super) fn goal(texts: &[String]) -> Read {
    match texts {
        [one] if !one.contains('=') => text(texts),
        _ => {
            let mut goals = Map::new();
            for text in texts {
                let (goal, weight) = text.split_once('=').ok_or_else(|| {
                    format!("of several goals each needs a weight, as `{}=0.5`, and they sum to 1", text.trim())
                })?;
                once(&mut goals, goal, as_number(weight)?)?;
            }
            Ok(goals.into())
        }
    }
}

/// `garm:pg0WhF=low`.
pub(super) fn pairs(texts: &[String]) -> Read {
    let mut pairs = Map::new();
    for text in texts {
        let (name, value) = text.rsplit_once('=').ok_or_else(|| expected(text, "CATEGORY=RISK"))?;
        once(&mut pairs, name, value.trim().to_lowercase().into())?;
    }
    Ok(pairs.into())
}

fn once(map: &mut Map<String, Value>, name: &str, value: Value) -> Result<(), String> {
    match map.insert(name.trim().to_owned(), value) {
        None => Ok(()),
        Some(_) => Err(format!("`{}` is there twice", name.trim())),
    }
}

/// `ID`, or `ID=0.7`.
pub(super) fn codes(texts: &[String]) -> Read {
    cells(texts, "code")
}

/// `skincare`, or `skincare=0.5`.
pub(super) fn labels(texts: &[String]) -> Read {
    cells(texts, "label")
}

fn cells(texts: &[String], key: &str) -> Read {
    texts.iter().map(|text| weighted(text, |name| Ok(Map::from_iter([(key.to_owned(), name.into())])))).collect()
}

/// A cell, with its weight where one is given.
fn weighted(text: &str, cell: impl FnOnce(&str) -> Result<Map<String, Value>, String>) -> Read {
    let (name, weight) = text.rsplit_once('=').map_or((text, None), |(name, weight)| (name, Some(weight)));
    let mut cell = cell(name.trim())?;
    if let Some(weight) = weight {
        cell.insert("weight".to_owned(), as_number(weight)?);
    }
    Ok(cell.into())
}

/// `female:18-34`, `any:25+`, `male:18-24=0.5`.
pub(super) fn genders_and_ages(texts: &[String]) -> Read {
    let cell = |text: &String| {
        weighted(text, |name| {
            let form = || expected(name, "female:18-34, any:25+ or male:18-24=0.5");
            let (gender, ages) = name.split_once(':').ok_or_else(form)?;
            let (youngest, oldest) = match ages.trim().strip_suffix('+') {
                Some(youngest) => (youngest, None),
                None => ages.split_once('-').map(|(youngest, oldest)| (youngest, Some(oldest))).ok_or_else(form)?,
            };
            let mut cell = Map::from_iter([("age_min".to_owned(), as_number(youngest)?)]);
            if let Some(oldest) = oldest {
                cell.insert("age_max".to_owned(), as_number(oldest)?);
            }
            if gender.trim() != "any" {
                cell.insert("gender".to_owned(), gender.trim().into());
            }
            Ok(cell)
        })
    };
    texts.iter().map(cell).collect()
}

/// `instagram:reel`, or `instagram:reel:2`.
pub(super) fn deliverables(texts: &[String]) -> Read {
    let cell = |text: &String| {
        let parts: Vec<&str> = text.split(':').map(str::trim).collect();
        match parts.as_slice() {
            [platform, format] => Ok(json!({ "platform": platform, "format": format })),
            [platform, format, quantity] => {
                let quantity = as_number(quantity)?;
                if quantity.as_f64() == Some(0.0) {
                    return Err(format!("`{}` publishes nothing; name at least one, or leave it out", text.trim()));
                }
                Ok(json!({ "platform": platform, "format": format, "quantity": quantity }))
            }
            _ => Err(expected(text, "instagram:reel or instagram:reel:2")),
        }
    };
    texts.iter().map(cell).collect()
}

/// `750000000 IDR`, in either order.
pub(super) fn money(texts: &[String]) -> Read {
    let text = texts.last().map(String::as_str).unwrap_or_default();
    let is_currency = |word: &str| word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [amount, currency] | [currency, amount] if is_currency(currency) && !is_currency(amount) => {
            Ok(json!({ "amount": amount, "currency": currency.to_uppercase() }))
        }
        _ => Err(expected(text, "750000000 IDR")),
    }
}

/// `reach`, or `reach=1500000`.
pub(super) fn kpis(texts: &[String]) -> Read {
    let cell = |text: &String| match text.split_once('=') {
        Some((metric, target)) => Ok(json!({ "metric": metric.trim(), "target": as_number(target)? })),
        None => Ok(json!({ "metric": text.trim() })),
    };
    texts.iter().map(cell).collect()
}

/// `2026-04-01..2026-05-15`.
pub(super) fn flight(texts: &[String]) -> Read {
    let text = texts.last().map(String::as_str).unwrap_or_default();
    let (start, end) = text.split_once("..").ok_or_else(|| expected(text, "2026-04-01..2026-05-15"))?;
    Ok(json!({ "start": start.trim(), "end": end.trim() }))
}

/// A number as it is written in JSON: `1.200` is not guessed at.
fn as_number(text: &str) -> Read {
    let text = text.trim();
    let number: Result<Number, _> = text.parse();
    number.map(Value::Number).map_err(|_| format!("`{text}` is no number such as `1500000` or `0.5`"))
}

fn expected(text: &str, form: &str) -> String {
    format!("`{}` is not of the form {form}", text.trim())
}
