//! A measured value, or the knowledge of what is missing for it.
//!
//! Scripts calculate with measures as with numbers. Evidence, missing inputs and
//! the fields that a rule read are by-products: nobody lists them by hand.

use rhai::{Dynamic, FLOAT, INT, ImmutableString};
use saring_model::catalogue::{FieldSet, catalogue};
use saring_model::{Count, Fraction, Positive};
use saring_pack::{Actor, Quantity, Unit};

use crate::registry::{Form, Outcome, Register, raise};

/// A value with its unit and its origin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub(crate) value: Option<f64>,
    pub(crate) unit: Unit,
    /// The fields that it was computed from.
    pub(crate) fields: FieldSet,
    /// The fields whose absence makes it unknown.
    pub(crate) missing: FieldSet,
    pub(crate) sample: Option<u64>,
    pub(crate) actor: Actor,
}

impl Measure {
    /// A value, or where it is none, the lack of all its fields. A value that is not finite is none.
    pub(crate) fn of(value: Option<f64>, unit: Unit, fields: FieldSet) -> Self {
        let value = value.filter(|value| value.is_finite());
        let missing = if value.is_none() { fields } else { FieldSet::EMPTY };
        Self { value, unit, fields, missing, sample: None, actor: Actor::Nobody }
    }

    pub(crate) fn count(value: Option<Count>, fields: FieldSet) -> Self {
        Self::of(value.map(Count::as_f64), Unit::Count, fields)
    }

    pub(crate) fn fraction(value: Option<Fraction>, fields: FieldSet) -> Self {
        Self::of(value.map(Fraction::get), Unit::Fraction, fields)
    }

    pub(crate) fn positive(value: Option<Positive>, fields: FieldSet) -> Self {
        Self::of(value.map(Positive::get), Unit::Number, fields)
    }

    /// A number of things that was counted in a list, 0 included.
    pub(crate) fn counted(n: usize, fields: FieldSet) -> Self {
        Self::of(Some(n as f64), Unit::Count, fields).of_sample(n)
    }

    pub(crate) fn of_sample(self, n: usize) -> Self {
        Self { sample: u64::try_from(n).ok(), ..self }
    }

    /// Says which of the fields are the ones that lack.
    pub(crate) fn lacking(self, missing: FieldSet) -> Self {
        if self.value.is_none() && !missing.is_empty() { Self { missing, ..self } } else { self }
    }

    /// The value, or an error that names what is missing.
    pub(crate) fn known(&self) -> Outcome<f64> {
        match self.value {
            Some(value) => Ok(value),
            None => {
                raise(format!("{} is unknown; guard with `.is_unknown()` or give a value with `.or(…)`", self.lack()))
            }
        }
    }

    fn lack(&self) -> String {
        let catalogue = catalogue();
        let paths = self.missing.iter().filter_map(|id| catalogue.get(id)).map(|field| format!("`{}`", field.path));
        let paths: Vec<String> = paths.take(3).collect();
        if paths.is_empty() { "the value".to_owned() } else { paths.join(", ") }
    }

    /// What goes into the answer: an unknown quantity names the fields that it lacks.
    pub(crate) fn quantity(&self, name: &str) -> Quantity {
        let fields = if self.value.is_some() { self.fields } else { self.missing };
        Quantity {
            name: name.to_owned(),
            value: self.value,
            unit: self.unit,
            fields,
            sample: self.sample,
            actor: self.actor,
        }
    }

    fn map(self, unit: Unit, change: impl Fn(f64) -> f64) -> Self {
        let value = self.value.map(change).filter(|value| value.is_finite());
        Self { value, unit, missing: self.still_missing(value), ..self }
    }

    /// A result that is no number (a division by 0, a logarithm of 0) is unknown for the lack of better fields.
    fn still_missing(&self, value: Option<f64>) -> FieldSet {
        match value {
            Some(_) => FieldSet::EMPTY,
            None if self.missing.is_empty() => self.fields,
            None => self.missing,
        }
    }

    /// A result of two values, unknown where one of them is.
    pub(crate) fn with(self, other: Self, unit: Unit, both: impl Fn(f64, f64) -> f64) -> Self {
        let value = self.value.zip(other.value).map(|(a, b)| both(a, b)).filter(|value| value.is_finite());
        let merged = Self {
            value,
            unit,
            fields: self.fields.union(other.fields),
            missing: self.missing.union(other.missing),
            sample: [self.sample, other.sample].into_iter().flatten().min(),
            actor: if self.actor == Actor::Nobody { other.actor } else { self.actor },
        };
        Self { missing: merged.still_missing(value), ..merged }
    }
}

impl From<f64> for Measure {
    fn from(value: f64) -> Self {
        Self::of(Some(value), Unit::Number, FieldSet::EMPTY)
    }
}

impl From<INT> for Measure {
    fn from(value: INT) -> Self {
        Self::from(value as f64)
    }
}

/// A number that a script gives as an argument: plain, or measured and known.
pub(crate) fn number(argument: &Dynamic) -> Outcome<f64> {
    measure(argument)?.known()
}

/// A measure that a script gives as an argument, known or not.
pub(crate) fn measure(argument: &Dynamic) -> Outcome<Measure> {
    if let Ok(value) = argument.as_float() {
        return Ok(Measure::from(value));
    }
    if let Ok(value) = argument.as_int() {
        return Ok(Measure::from(value));
    }
    match argument.read_lock::<Measure>() {
        Some(measure) => Ok(*measure),
        None => raise(format!("a number is due here, not a {}", crate::fault::plain_type(argument.type_name()))),
    }
}

/// Bytes of a text that are copied in the time of one step of a walk.
const BYTES_PER_STEP: usize = 16;

/// A text, or the knowledge that it is missing.
pub(crate) fn text(value: Option<&str>, fields: FieldSet) -> Dynamic {
    value.map_or_else(
        || Dynamic::from(Measure::of(None, Unit::Number, fields)),
        |text| {
            crate::fuel::charge(text.len() / BYTES_PER_STEP);
            Dynamic::from(ImmutableString::from(text))
        },
    )
}

/// A truth value, or the knowledge that it is missing.
pub(crate) fn flag(value: Option<bool>, fields: FieldSet) -> Dynamic {
    value.map_or_else(|| Dynamic::from(Measure::of(None, Unit::Number, fields)), Dynamic::from)
}

/// Sums keep the unit that both have, or the one of the side that is no plain number.
fn sum_unit(a: Unit, b: Unit) -> Unit {
    if a == Unit::Number { b } else { a }
}

fn product_unit(a: Unit, b: Unit) -> Unit {
    match (a, b) {
        (Unit::Number | Unit::Ratio | Unit::Fraction, other) | (other, Unit::Number | Unit::Ratio | Unit::Fraction) => {
            other
        }
        _ => Unit::Number,
    }
}

fn quotient_unit(a: Unit, b: Unit) -> Unit {
    match (a, b) {
        (unit, Unit::Number | Unit::Ratio | Unit::Fraction) => unit,
        (a, b) if a == b => Unit::Ratio,
        // What one of many costs.
        (Unit::Money, Unit::Count) => Unit::Money,
        _ => Unit::Number,
    }
}

macro_rules! arithmetic {
    ($register:expr, $symbol:literal, $unit:expr, $both:expr) => {
        $register
            .operator($symbol, |a: Measure, b: Measure| a.with(b, $unit(a.unit, b.unit), $both))
            .operator($symbol, |a: Measure, b: FLOAT| a.with(b.into(), $unit(a.unit, Unit::Number), $both))
            .operator($symbol, |a: Measure, b: INT| a.with(b.into(), $unit(a.unit, Unit::Number), $both))
            .operator($symbol, |a: FLOAT, b: Measure| Measure::from(a).with(b, $unit(Unit::Number, b.unit), $both))
            .operator($symbol, |a: INT, b: Measure| Measure::from(a).with(b, $unit(Unit::Number, b.unit), $both))
    };
}

macro_rules! comparison {
    ($register:expr, $($symbol:literal $both:expr),+) => {
        $($register
            .operator($symbol, |a: Measure, b: Measure| -> Outcome<bool> { Ok($both(&a.known()?, &b.known()?)) })
            .operator($symbol, |a: Measure, b: FLOAT| -> Outcome<bool> { Ok($both(&a.known()?, &b)) })
            .operator($symbol, |a: Measure, b: INT| -> Outcome<bool> { Ok($both(&a.known()?, &(b as f64))) })
            .operator($symbol, |a: FLOAT, b: Measure| -> Outcome<bool> { Ok($both(&a, &b.known()?)) })
            .operator($symbol, |a: INT, b: Measure| -> Outcome<bool> { Ok($both(&(a as f64), &b.known()?)) });)+
    };
}

pub(crate) fn register(register: &mut Register<'_>) {
    operators(register);
    unknowns(register);
    functions(register);
    labels(register);
}

fn operators(register: &mut Register<'_>) {
    register.say(Form::Operator, "+ - * / -", "of its operands", "Calculates with measures and numbers. A result with an unknown operand is unknown, and so is a division by 0; units follow.");
    arithmetic!(register, "+", sum_unit, |a: f64, b: f64| a + b);
    arithmetic!(register, "-", sum_unit, |a: f64, b: f64| a - b);
    arithmetic!(register, "*", product_unit, |a: f64, b: f64| a * b);
    arithmetic!(register, "/", quotient_unit, |a: f64, b: f64| a / b);
    register.operator("-", |a: Measure| a.map(a.unit, |a| -a));
    register.say(
        Form::Operator,
        "< <= > >= == !=",
        "-",
        "Compares known measures and numbers. Comparing an unknown one is an error that names what is missing.",
    );
    comparison!(register, "<" f64::lt, "<=" f64::le, ">" f64::gt, ">=" f64::ge, "==" f64::eq, "!=" f64::ne);
    // A text that is missing is a measure: comparing it must say so instead of being quietly different.
    register
        .operator("==", |a: Measure, _: ImmutableString| a.known().map(|_| false))
        .operator("!=", |a: Measure, _: ImmutableString| a.known().map(|_| true))
        .operator("==", |_: ImmutableString, b: Measure| b.known().map(|_| false))
        .operator("!=", |_: ImmutableString, b: Measure| b.known().map(|_| true));
}

fn unknowns(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "value.is_unknown() -> bool",
            "-",
            "Whether a fact that it needs is missing. Numbers, texts and truth values answer too.",
        )
        .call(|a: &mut Measure| a.value.is_none())
        .call(|_: &mut ImmutableString| false)
        .call(|_: FLOAT| false)
        .call(|_: INT| false)
        .call(|_: bool| false);
    register
        .say(Form::Method, "value.is_known() -> bool", "-", "The contrary of `is_unknown`.")
        .call(|a: &mut Measure| a.value.is_some())
        .call(|_: &mut ImmutableString| true)
        .call(|_: FLOAT| true)
        .call(|_: INT| true)
        .call(|_: bool| true);
    register
        .say(
            Form::Method,
            "value.withheld() -> value",
            "of the value",
            "The same measure as unknown, where its value is known and would mislead.",
        )
        .call(|a: &mut Measure| Measure { value: None, missing: a.still_missing(None), ..*a });
    register
        .say(Form::Method, "value.or(other) -> value", "of the value", "The value, or `other` where it is unknown.")
        .call(|a: &mut Measure, b: Measure| if a.value.is_some() { *a } else { b })
        .call(|a: &mut Measure, b: FLOAT| or(*a, b))
        .call(|a: &mut Measure, b: INT| or(*a, b as f64))
        .call(|a: &mut Measure, b: ImmutableString| if a.value.is_some() { Dynamic::from(*a) } else { b.into() })
        .call(|a: &mut Measure, b: bool| if a.value.is_some() { Dynamic::from(*a) } else { b.into() })
        .call(|a: ImmutableString, _: ImmutableString| a)
        .call(|a: bool, _: bool| a);
}

fn or(measure: Measure, other: f64) -> Measure {
    if measure.value.is_some() { measure } else { Measure { value: Some(other), missing: FieldSet::EMPTY, ..measure } }
}

macro_rules! unary {
    ($register:expr, $($signature:literal, $unit:literal, $meaning:literal, $kept:expr, $change:expr;)+) => {
        $($register
            .say(Form::Function, $signature, $unit, $meaning)
            .call(|a: Measure| a.map($kept.unwrap_or(a.unit), $change))
            .call(|a: FLOAT| $change(a))
            .call(|a: INT| $change(a as f64));)+
    };
}

macro_rules! binary {
    ($register:expr, $($signature:literal, $meaning:literal, $both:expr;)+) => {
        $($register
            .say(Form::Function, $signature, "of its arguments", $meaning)
            .call(|a: Measure, b: Measure| a.with(b, sum_unit(a.unit, b.unit), $both))
            .call(|a: Measure, b: FLOAT| a.with(b.into(), a.unit, $both))
            .call(|a: Measure, b: INT| a.with(b.into(), a.unit, $both))
            .call(|a: FLOAT, b: Measure| Measure::from(a).with(b, b.unit, $both))
            .call(|a: INT, b: Measure| Measure::from(a).with(b, b.unit, $both))
            .call(|a: FLOAT, b: FLOAT| $both(a, b));)+
    };
}

fn functions(register: &mut Register<'_>) {
    const NUMBER: Option<Unit> = Some(Unit::Number);
    const KEEP: Option<Unit> = None;
    unary!(register,
        "abs(x) -> value", "of x", "Distance from 0.", KEEP, f64::abs;
        "floor(x) -> value", "of x", "Largest whole number that is not above.", KEEP, libm::floor;
        "ceiling(x) -> value", "of x", "Smallest whole number that is not below.", KEEP, libm::ceil;
        "round(x) -> value", "of x", "Nearest whole number, halves away from 0.", KEEP, libm::round;
        "sqrt(x) -> value", "number", "Square root; unknown below 0.", NUMBER, libm::sqrt;
        "ln(x) -> value", "number", "Natural logarithm; unknown at and below 0.", NUMBER, libm::log;
        "log10(x) -> value", "number", "Decimal logarithm; unknown at and below 0.", NUMBER, libm::log10;
        "exp(x) -> value", "number", "e to the power of x.", NUMBER, libm::exp;
    );
    binary!(register,
        "min(a, b) -> value", "The smaller of two.", f64::min;
        "max(a, b) -> value", "The larger of two.", f64::max;
    );
    register
        .say(Form::Function, "pow(a, b) -> value", "number", "a to the power of b.")
        .call(|a: Measure, b: Measure| a.with(b, Unit::Number, libm::pow))
        .call(|a: Measure, b: FLOAT| a.map(Unit::Number, |a| libm::pow(a, b)))
        .call(|a: Measure, b: INT| a.map(Unit::Number, |a| libm::pow(a, b as f64)))
        .call(|a: FLOAT, b: Measure| b.map(Unit::Number, |b| libm::pow(a, b)))
        .call(|a: Dynamic, b: Dynamic| -> Outcome<Measure> {
            Ok(measure(&a)?.with(measure(&b)?, Unit::Number, libm::pow))
        })
        .call(libm::pow);
    register
        .say(Form::Function, "clamp(x, low, high) -> value", "of x", "x, but not below `low` and not above `high`.")
        .call(|a: Measure, low: FLOAT, high: FLOAT| a.map(a.unit, |a| a.min(high).max(low)))
        .call(|a: FLOAT, low: FLOAT, high: FLOAT| a.min(high).max(low))
        .call(|a: Dynamic, low: Dynamic, high: Dynamic| -> Outcome<Measure> {
            let (a, low, high) = (measure(&a)?, number(&low)?, number(&high)?);
            Ok(a.map(a.unit, |a| a.min(high).max(low)))
        });
}

fn labels(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "value.by_creator() -> value",
            "of the value",
            "Says that the creator can change it, so that recourse may speak of it.",
        )
        .call(|a: &mut Measure| Measure { actor: Actor::Creator, ..*a });
    register
        .say(Form::Method, "value.by_agency() -> value", "of the value", "Says that the agency can change it.")
        .call(|a: &mut Measure| Measure { actor: Actor::Agency, ..*a });
    register
        .say(Form::Method, "value.by_data() -> value", "of the value", "Says that more data would change it.")
        .call(|a: &mut Measure| Measure { actor: Actor::Data, ..*a });
    register
        .say(
            Form::Method,
            "value.as_unit(unit) -> value",
            "as named",
            "The same value, shown as `number`, `count`, `fraction`, `points`, `days`, `hours` or `ratio`.",
        )
        .call(|a: &mut Measure, unit: ImmutableString| -> Outcome<Measure> {
            Ok(Measure { unit: unit_named(&unit)?, ..*a })
        })
        .call(|a: FLOAT, unit: ImmutableString| -> Outcome<Measure> {
            Ok(Measure { unit: unit_named(&unit)?, ..a.into() })
        })
        .call(|a: INT, unit: ImmutableString| -> Outcome<Measure> {
            Ok(Measure { unit: unit_named(&unit)?, ..a.into() })
        });
    register
        .say(
            Form::Method,
            "value.sample -> value",
            "count",
            "How many observations a measure rests on; unknown where that is not counted.",
        )
        .property(|a: &Measure, _| Measure::of(a.sample.map(|n| n as f64), Unit::Count, a.fields));
    register
        .say(
            Form::Method,
            "value.rests_on(n) -> value",
            "of the value",
            "The same value where it rests on at least n observations; unknown where they are fewer or not counted.",
        )
        .call(|a: &mut Measure, n: FLOAT| rests_on(*a, n))
        .call(|a: &mut Measure, n: INT| rests_on(*a, n as f64));
}

fn rests_on(measure: Measure, n: f64) -> Measure {
    let enough = measure.sample.is_some_and(|sample| sample as f64 >= n);
    let value = measure.value.filter(|_| enough);
    Measure { value, missing: measure.still_missing(value), ..measure }
}

fn unit_named(name: &str) -> Outcome<Unit> {
    Ok(match name {
        "number" => Unit::Number,
        "count" => Unit::Count,
        "fraction" => Unit::Fraction,
        "points" => Unit::Points,
        "days" => Unit::Days,
        "hours" => Unit::Hours,
        "ratio" => Unit::Ratio,
        "money" => Unit::Money,
        _ => {
            return raise(format!(
                "`{name}` is no unit; there are number, count, fraction, points, days, hours, ratio and money"
            ));
        }
    })
}
