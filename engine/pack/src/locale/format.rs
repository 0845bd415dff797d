//! Numbers and dates as people of a language write them.

use saring_model::Timestamp;

use crate::answer::Unit;

/// How a language writes numbers and months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    group: char,
    point: char,
    months: &'static [&'static str; 12],
}

/// Below this a number is what calculations leave of zero.
const SMALL_MIN: f64 = 1e-9;

const ENGLISH: Style = Style {
    group: ',',
    point: '.',
    months: &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};
const INDONESIAN: Style = Style {
    group: '.',
    point: ',',
    months: &["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
};

impl Style {
    /// The style of a language; English for one that is not known.
    pub fn of(language: &str) -> Self {
        if language.split('-').next() == Some("id") { INDONESIAN } else { ENGLISH }
    }

    pub fn number(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Count => self.decimal(value, 0),
            Unit::Points | Unit::Days | Unit::Hours => self.decimal(value, 1),
            Unit::Fraction => self.percent(value * 100.0),
            Unit::Ratio => format!("{}×", self.plain(value)),
            Unit::Number | Unit::Money => self.plain(value),
        }
    }

    /// Small percentages keep two digits after the point, because 0.44 % and 0.4 % are different accounts.
    fn percent(&self, percent: f64) -> String {
        let size = percent.abs();
        if size > 0.0 && size < 0.005 {
            return format!("<{}%", self.decimal(0.01, 2));
        }
        format!("{}%", self.decimal(percent, if size < 1.0 { 2 } else { 1 }))
    }

    /// As many digits as say something: four of them where the number is small.
    fn plain(&self, value: f64) -> String {
        let size = value.abs();
        let digits = if size >= 1_000.0 || value == value.trunc() {
            0
        } else if size >= 100.0 {
            1
        } else if size >= 0.1 {
            2
        } else if size >= SMALL_MIN {
            // The exponent of the rounded number, which may be one more than that of the number itself.
            let exponent = format!("{size:.3e}").rsplit_once("e-").and_then(|(_, exponent)| exponent.parse().ok());
            3 + exponent.unwrap_or(1_usize)
        } else {
            4
        };
        self.decimal(value, digits)
    }

    /// At most that many digits after the point, without trailing zeros, with the thousands grouped.
    fn decimal(&self, value: f64, digits: usize) -> String {
        let written = format!("{value:.digits$}");
        let (sign, written) = match written.strip_prefix('-') {
            // A number that rounds to zero has no sign.
            Some(rest) if rest.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) => ("-", rest),
            Some(rest) => ("", rest),
            None => ("", written.as_str()),
        };
        let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut text = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.point);
            text.push_str(fraction);
        }
        text
    }

    pub fn date(&self, at: Timestamp) -> String {
        let date = at.date().get();
        let month = usize::try_from(date.month() - 1).ok().and_then(|index| self.months.get(index));
        format!("{} {} {}", date.day(), month.unwrap_or(&""), date.year())
    }
}
