//! A measured value, or the knowledge of what is missing for it.

use std::ops::{Add, Div, Mul, Neg, Sub};

use crate::{Actor, Fields, Unit};

/// A value that may be unknown, with its unit and the fields that it was read from.
///
/// Quantities are calculated with like numbers: a result with an unknown operand is unknown, and so is a division by 0;
/// fields and units follow by themselves. Plain numbers are quantities without fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    value: Option<f64>,
    unit: Unit,
    /// The fields that it was computed from.
    fields: Fields,
    /// The fields whose absence makes it unknown.
    missing: Fields,
    sample: Option<u64>,
    actor: Actor,
}

impl Quantity {
    /// A value read from fields; where it is none, all of them lack. A value that is not finite is none.
    pub fn new(value: Option<f64>, unit: Unit, fields: impl Into<Fields>) -> Self {
        let value = value.filter(|value| value.is_finite());
        let fields = fields.into();
        let missing = if value.is_none() { fields.clone() } else { Fields::NONE };
        Self { value, unit, fields, missing, sample: None, actor: Actor::Nobody }
    }

    /// A whole number of things, read from a field.
    pub fn count(value: Option<u64>, field: &'static str) -> Self {
        Self::new(value.map(|value| value as f64), Unit::Count, field)
    }

    /// A share of 0 to 1, read from a field.
    pub fn fraction(value: Option<f64>, field: &'static str) -> Self {
        Self::new(value, Unit::Fraction, field)
    }

    /// Something unknown for the lack of a field.
    pub fn unknown(field: &'static str) -> Self {
        Self::new(None, Unit::Number, field)
    }

    /// The value; none where it is unknown.
    pub fn value(&self) -> Option<f64> {
        self.value
    }

    /// Whether a fact that it needs is missing.
    pub fn is_unknown(&self) -> bool {
        self.value.is_none()
    }

    /// The contrary of [`is_unknown`](Self::is_unknown).
    pub fn is_known(&self) -> bool {
        self.value.is_some()
    }

    /// Whether it is known and the condition holds.
    pub fn is_some_and(&self, holds: impl FnOnce(f64) -> bool) -> bool {
        self.value.is_some_and(holds)
    }

    /// The value, where it is certain to be known.
    ///
    /// # Panics
    ///
    /// Where it is unknown, naming what lacks: guard with [`is_unknown`](Self::is_unknown).
    #[track_caller]
    pub fn known(&self) -> f64 {
        match self.value {
            Some(value) => value,
            None => unknown(&self.missing),
        }
    }

    /// The value, or `other` where it is unknown.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        if self.value.is_some() {
            return self;
        }
        let other = other.into();
        if other.fields.is_empty() {
            return Self { value: other.value, missing: Fields::NONE, ..self };
        }
        other
    }

    /// The unit of the value.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The fields that it was computed from, or would have been.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Who could change it.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The fields that lack.
    pub fn missing(&self) -> &Fields {
        &self.missing
    }

    /// How many observations it rests on, where that is counted.
    pub fn observations(&self) -> Option<u64> {
        self.sample
    }

    /// How many observations it rests on, as a quantity: unknown where that is not counted.
    pub fn sample(&self) -> Self {
        Self::new(self.sample.map(|n| n as f64), Unit::Count, self.fields.clone())
    }

    /// The same value with the number of observations that it rests on.
    #[must_use]
    pub fn of_sample(self, n: u64) -> Self {
        Self { sample: Some(n), ..self }
    }

    /// The same value where it rests on at least `n` observations; unknown where they are fewer or not counted.
    #[must_use]
    pub fn rests_on(self, n: f64) -> Self {
        let enough = self.sample.is_some_and(|sample| sample as f64 >= n);
        let value = self.value.filter(|_| enough);
        self.valued(value)
    }

    /// The same fact taken for missing: two posts, say, where three are due.
    #[must_use]
    pub fn as_missing(self) -> Self {
        let missing = self.fields.clone();
        Self { value: None, missing, ..self }
    }

    /// The same value, shown in another unit.
    #[must_use]
    pub fn as_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Says that the creator can change it, so that advice may speak of it.
    #[must_use]
    pub fn by_creator(self) -> Self {
        Self { actor: Actor::Creator, ..self }
    }

    /// Says that the agency can change it.
    #[must_use]
    pub fn by_agency(self) -> Self {
        Self { actor: Actor::Agency, ..self }
    }

    /// Says that more or better data would change it.
    #[must_use]
    pub fn by_data(self) -> Self {
        Self { actor: Actor::Data, ..self }
    }

    /// A function of the value, in a unit. A result that is no finite number is unknown.
    #[must_use]
    pub fn map(self, unit: Unit, change: impl FnOnce(f64) -> f64) -> Self {
        let value = self.value.map(change).filter(|value| value.is_finite());
        Self { unit, ..self.valued(value) }
    }

    /// A function of two values, in a unit.
    #[must_use]
    pub fn with(self, other: impl Into<Self>, unit: Unit, both: impl FnOnce(f64, f64) -> f64) -> Self {
        let other = other.into();
        let value = self.value.zip(other.value).map(|(a, b)| both(a, b)).filter(|value| value.is_finite());
        let merged = Self {
            value: self.value,
            unit,
            fields: self.fields.union(&other.fields),
            missing: self.missing.union(&other.missing),
            sample: [self.sample, other.sample].into_iter().flatten().min(),
            actor: if self.actor == Actor::Nobody { other.actor } else { self.actor },
        };
        merged.valued(value)
    }

    /// Distance from 0.
    #[must_use]
    pub fn abs(self) -> Self {
        let unit = self.unit;
        self.map(unit, f64::abs)
    }

    /// Square root; unknown below 0.
    #[must_use]
    pub fn sqrt(self) -> Self {
        self.map(Unit::Number, libm::sqrt)
    }

    /// Natural logarithm; unknown at and below 0.
    #[must_use]
    pub fn ln(self) -> Self {
        self.map(Unit::Number, libm::log)
    }

    /// Decimal logarithm; unknown at and below 0.
    #[must_use]
    pub fn log10(self) -> Self {
        self.map(Unit::Number, libm::log10)
    }

    /// e to the power of the value.
    #[must_use]
    pub fn exp(self) -> Self {
        self.map(Unit::Number, libm::exp)
    }

    /// The value to a power.
    #[must_use]
    pub fn pow(self, power: impl Into<Self>) -> Self {
        self.with(power, Unit::Number, libm::pow)
    }

    /// The smaller of two.
    #[must_use]
    pub fn min(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        let unit = sum_unit(self.unit, other.unit);
        self.with(other, unit, f64::min)
    }

    /// The larger of two.
    #[must_use]
    pub fn max(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        let unit = sum_unit(self.unit, other.unit);
        self.with(other, unit, f64::max)
    }

    /// The value, but not below `low` and not above `high`.
    #[must_use]
    pub fn clamp(self, low: f64, high: f64) -> Self {
        let unit = self.unit;
        self.map(unit, |value| value.min(high).max(low))
    }

    /// Another value of the same fact; unknown for the lack of better fields where there is none.
    fn valued(self, value: Option<f64>) -> Self {
        let missing = match value {
            Some(_) => Fields::NONE,
            None if self.missing.is_empty() => self.fields.clone(),
            None => self.missing,
        };
        Self { value, missing, ..self }
    }

    /// Says which of the fields are the ones that lack.
    pub(crate) fn lacking(self, missing: &Fields) -> Self {
        if self.value.is_none() && !missing.is_empty() { Self { missing: missing.clone(), ..self } } else { self }
    }
}

#[cold]
#[track_caller]
#[expect(
    clippy::panic,
    reason = "calculating with what is unknown is a mistake of the check, and ends it with its place"
)]
fn unknown(missing: &Fields) -> ! {
    let names: Vec<&str> = missing.iter().take(3).collect();
    let names = if names.is_empty() { "the value".to_owned() } else { format!("`{}`", names.join("`, `")) };
    panic!("{names} is unknown; guard with `is_unknown()` or give a value with `or(…)`")
}

impl From<&Quantity> for Quantity {
    fn from(quantity: &Quantity) -> Self {
        quantity.clone()
    }
}

macro_rules! from_numbers {
    ($($number:ty),+) => {
        $(impl From<$number> for Quantity {
            fn from(value: $number) -> Self {
                Self::new(Some(value as f64), Unit::Number, Fields::NONE)
            }
        })+
    };
}

from_numbers!(f64, i32, i64, u32, u64, usize);

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
        _ => Unit::Number,
    }
}

macro_rules! arithmetic {
    ($($operation:ident $method:ident $unit:ident $both:expr;)+) => {
        $(
            impl<T: Into<Quantity>> $operation<T> for Quantity {
                type Output = Quantity;
                fn $method(self, other: T) -> Quantity {
                    let other = other.into();
                    let unit = $unit(self.unit, other.unit);
                    self.with(other, unit, $both)
                }
            }

            impl<T: Into<Quantity>> $operation<T> for &Quantity {
                type Output = Quantity;
                fn $method(self, other: T) -> Quantity {
                    self.clone().$method(other)
                }
            }

            impl $operation<Quantity> for f64 {
                type Output = Quantity;
                fn $method(self, other: Quantity) -> Quantity {
                    Quantity::from(self).$method(other)
                }
            }

            impl $operation<&Quantity> for f64 {
                type Output = Quantity;
                fn $method(self, other: &Quantity) -> Quantity {
                    Quantity::from(self).$method(other)
                }
            }
        )+
    };
}

arithmetic! {
    Add add sum_unit |a, b| a + b;
    Sub sub sum_unit |a, b| a - b;
    Mul mul product_unit |a, b| a * b;
    Div div quotient_unit |a, b| a / b;
}

impl Neg for Quantity {
    type Output = Self;

    fn neg(self) -> Self {
        let unit = self.unit;
        self.map(unit, |value| -value)
    }
}
