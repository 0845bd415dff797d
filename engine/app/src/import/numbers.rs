//! Numbers as people write them: groups, decimals, suffixes, currencies.

use super::conventions::{Habit, Habits};
use super::convert::Complaint;
use super::problem::quoted;

/// How a file writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Digits with a decimal point: `1234.5`.
    Plain,
    /// Commas between thousands and a decimal point: `1,234.5`.
    English,
    /// Points between thousands and a decimal comma, as in Indonesia and most of Europe: `1.234,5`.
    Indonesian,
}

impl Numbers {
    /// The words for the ways, several for some.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("en", Self::English),
        ("id", Self::Indonesian),
        ("eu", Self::Indonesian),
        ("1234.5", Self::Plain),
        ("1,234.5", Self::English),
        ("1.234,5", Self::Indonesian),
    ];

    /// The way of a word; `None` where none has it.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, numbers)| *numbers)
    }

    fn example(self) -> &'static str {
        match self {
            Self::Plain => "1234.5",
            Self::English => "1,234.5",
            Self::Indonesian => "1.234,5",
        }
    }

    /// The number as digits with a decimal point, or `None` where it is not written that way.
    fn plain(self, text: &str) -> Option<String> {
        let (group, point) = match self {
            Self::Plain => (None, '.'),
            Self::English => (Some(','), '.'),
            Self::Indonesian => (Some('.'), ','),
        };
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once(point).map_or((unsigned, None), |(a, b)| (a, Some(b)));
        let whole = match group.filter(|group| whole.contains(*group)) {
            Some(group) => ungrouped(whole, group)?,
            None => whole.to_owned(),
        };
        let exponent = |part: &str| {
            let (mantissa, exponent) = part.split_once(['e', 'E']).map_or((part, "0"), |(a, b)| (a, b));
            digits(mantissa) && digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))
        };
        let sign = if text.starts_with('-') { "-" } else { "" };
        match fraction {
            Some(fraction) => (digits(&whole) && exponent(fraction)).then(|| format!("{sign}{whole}.{fraction}")),
            None => exponent(&whole).then(|| format!("{sign}{whole}")),
        }
    }
}

fn digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of groups of three; a number in groups does not begin with a zero.
fn ungrouped(text: &str, between: char) -> Option<String> {
    let groups: Vec<&str> = text.split(between).collect();
    let fits = |(n, part): (usize, &&str)| digits(part) && (part.len() == 3 || (n == 0 && part.len() < 3));
    (groups.iter().enumerate().all(fits) && !text.starts_with('0')).then(|| groups.concat())
}

/// A number taken apart: what stands between a currency and a suffix, and what the suffix means.
struct Written {
    body: String,
    suffix: Option<Suffix>,
    is_amount: bool,
    /// Whether it says that it is in rupiah, of which nobody writes a thousandth.
    is_rupiah: bool,
}

#[derive(Clone, Copy)]
enum Suffix {
    /// A power of ten, and whether it is an Indonesian word.
    Power(i32, bool),
    /// Million in English, `miliar` in Indonesian.
    M,
}

const SUFFIXES: [(&str, Suffix); 22] = [
    ("k", Suffix::Power(3, false)),
    ("thousand", Suffix::Power(3, false)),
    ("rb", Suffix::Power(3, true)),
    ("ribu", Suffix::Power(3, true)),
    ("mn", Suffix::Power(6, false)),
    ("mio", Suffix::Power(6, false)),
    ("million", Suffix::Power(6, false)),
    ("mi", Suffix::Power(6, false)),
    ("milhões", Suffix::Power(6, false)),
    ("milhoes", Suffix::Power(6, false)),
    ("millones", Suffix::Power(6, false)),
    ("jt", Suffix::Power(6, true)),
    ("juta", Suffix::Power(6, true)),
    ("b", Suffix::Power(9, false)),
    ("bn", Suffix::Power(9, false)),
    ("billion", Suffix::Power(9, false)),
    ("miliar", Suffix::Power(9, true)),
    ("milyar", Suffix::Power(9, true)),
    ("mlr", Suffix::Power(9, true)),
    ("triliun", Suffix::Power(12, true)),
    ("trillion", Suffix::Power(12, false)),
    ("m", Suffix::M),
];

/// Marks of currencies beside amounts, longer ones first, with the currencies that they may stand for.
const CURRENCIES: [(&str, &[&str]); 18] = [
    ("US$", &["USD"]),
    ("S$", &["SGD"]),
    ("A$", &["AUD"]),
    ("Rp.", &["IDR"]),
    ("Rp", &["IDR"]),
    ("IDR", &["IDR"]),
    ("USD", &["USD"]),
    ("SGD", &["SGD"]),
    ("MYR", &["MYR"]),
    ("EUR", &["EUR"]),
    ("GBP", &["GBP"]),
    ("RM", &["MYR"]),
    ("$", &["USD", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "MXN"]),
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("₱", &["PHP"]),
    ("฿", &["THB"]),
    ("¥", &["JPY", "CNY"]),
];

/// The currencies that the mark beside an amount may stand for; `None` where there is no mark.
pub(super) fn currencies(text: &str) -> Option<&'static [&'static str]> {
    marked(text.trim()).map(|(_, currencies)| currencies)
}

/// An amount without the mark of its currency.
fn marked(text: &str) -> Option<(&str, &'static [&'static str])> {
    CURRENCIES.iter().find_map(|(mark, currencies)| {
        let same = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(mark));
        let split = |at: Option<usize>| at.and_then(|at| text.split_at_checked(at));
        let before = split(Some(mark.len())).filter(|(part, _)| same(Some(part))).map(|(_, rest)| rest);
        let after =
            split(text.len().checked_sub(mark.len())).filter(|(_, part)| same(Some(part))).map(|(rest, _)| rest);
        let rest = before.or(after)?.trim();
        rest.contains(|c: char| c.is_ascii_digit()).then_some((rest, *currencies))
    })
}

fn written(text: &str, is_amount: bool) -> Written {
    let text = text.trim();
    let (negative, text) = text.strip_prefix(['-', '−']).map_or((false, text), |rest| (true, rest.trim_start()));
    let marked = marked(text).filter(|_| is_amount);
    let is_rupiah = marked.is_some_and(|(_, currencies)| currencies == ["IDR"]);
    let mut text = marked.map_or(text, |(rest, _)| rest);
    if is_amount {
        // `Rp 1.500.000,-` is how prices are closed in Indonesia.
        text = [",-", ".-", ",–"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    }
    let at = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (number, word) = text.split_at_checked(at).unwrap_or((text, ""));
    let word = word.trim_end_matches('.').to_lowercase();
    let suffix = SUFFIXES.iter().find(|(known, _)| *known == word).map(|(_, suffix)| *suffix);
    let number = if suffix.is_some() { number.trim_end() } else { text };
    let sign = if negative { "-" } else { "" };
    Written {
        body: format!("{sign}{}", without_spaces(number).unwrap_or_else(|| number.to_owned())),
        suffix,
        is_amount,
        is_rupiah,
    }
}

/// A number whose thousands stand between spaces or apostrophes, as commas and points never misread.
fn without_spaces(text: &str) -> Option<String> {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\'' | '’');
    let end = text.find(['.', ',']).unwrap_or(text.len());
    let (whole, rest) = text.split_at_checked(end)?;
    let between = whole.chars().find(|c| is_space(*c))?;
    let whole = ungrouped(whole, between)?;
    // What follows can only be decimals, so a group that looks like one is none.
    Some(if rest.len() == 4 { format!("{whole}{rest}0") } else { format!("{whole}{rest}") })
}

/// What a text shows of how its column is written: numbers, and whether its suffixes are Indonesian.
pub(super) fn shows(text: &str, is_amount: bool) -> (Option<Numbers>, Option<bool>) {
    let written = written(text.trim_end_matches(['%', '‰']).trim_end(), is_amount);
    let numbers = match (Numbers::English.plain(&written.body), Numbers::Indonesian.plain(&written.body)) {
        (Some(_), None) => Some(Numbers::English),
        (None, Some(_)) => Some(Numbers::Indonesian),
        (Some(english), Some(indonesian)) if written.is_rupiah && written.suffix.is_none() && english != indonesian => {
            Some(if english.contains('.') { Numbers::Indonesian } else { Numbers::English })
        }
        // Neither says anything, nor do both.
        _ => None,
    };
    let indonesian = match written.suffix {
        Some(Suffix::Power(_, indonesian)) if written.body.starts_with(|c: char| c.is_ascii_digit()) => {
            Some(indonesian)
        }
        _ => None,
    };
    (numbers, indonesian)
}

/// The number that a text is, as digits with a decimal point and a power of ten; `None` where it is none at all.
pub(super) fn read(text: &str, is_amount: bool, habits: &Habits) -> Result<Option<(String, i32)>, Complaint> {
    let written = written(text, is_amount);
    let Some(plain) = plain(&written, text, habits.numbers)? else { return Ok(None) };
    let power = match written.suffix {
        None => 0,
        Some(Suffix::Power(power, _)) => power,
        Some(Suffix::M) => million_or_miliar(&written, text, habits)?,
    };
    Ok(Some((plain, power)))
}

fn plain(written: &Written, text: &str, habit: Habit<Numbers>) -> Result<Option<String>, Complaint> {
    let unread = |message: String| Err(Complaint { message, help: HELP.to_owned() });
    if let Habit::Told(numbers) = habit {
        return match numbers.plain(&written.body) {
            None if Numbers::ALL.iter().any(|(_, other)| other.plain(&written.body).is_some()) => {
                unread(format!("{} is not a number as `{}` is written", quoted(text), numbers.example()))
            }
            plain => Ok(plain),
        };
    }
    let english = Numbers::English.plain(&written.body);
    let indonesian = Numbers::Indonesian.plain(&written.body);
    let (one, numbers) = match (english, indonesian) {
        (Some(a), Some(b)) if a == b => return Ok(Some(a)),
        (Some(english), Some(indonesian)) => {
            return match habit {
                Habit::Seen(Numbers::English) => Ok(Some(english)),
                Habit::Seen(Numbers::Indonesian) => Ok(Some(indonesian)),
                _ => {
                    unread(format!("{} may be {english} or {indonesian}, a decimal number or thousands", quoted(text)))
                }
            };
        }
        (Some(english), None) => (english, Numbers::English),
        (None, Some(indonesian)) => (indonesian, Numbers::Indonesian),
        (None, None) => return Ok(None),
    };
    match habit {
        Habit::Mostly(most) if most != numbers => unread(format!(
            "{} is written like `{}`, where most of the column is written like `{}`",
            quoted(text),
            numbers.example(),
            most.example()
        )),
        Habit::Tied => unread(format!("{} is written one way, and as much of the column the other", quoted(text))),
        _ => Ok(Some(one)),
    }
}

/// One amount less another, both digits with a decimal point, to the last digit; `None` below zero, and where one is none.
pub(super) fn minus(one: &str, other: &str) -> Option<String> {
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let places = decimals(one).max(decimals(other));
    let scaled = |text: &str| {
        let padding = "0".repeat(places - decimals(text));
        format!("{}{padding}", text.replace('.', "")).parse::<i128>().ok()
    };
    let rest = scaled(one)?.checked_sub(scaled(other)?).filter(|rest| *rest >= 0)?.to_string();
    let rest = format!("{rest:0>width$}", width = places + 1);
    let (whole, fraction) = rest.split_at_checked(rest.len() - places)?;
    Some(if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// What to do about a number that can be read in two ways.
pub(super) const HELP: &str = "say how the file writes numbers: `--numbers en` for `1,234.5` or `--numbers id` for \
                               `1.234,5`, in a mapping `numbers = \"en\"` or `numbers = \"id\"` in `[mapping]`; or \
                               write the cell with digits and a decimal point alone, such as `1234.5`";

/// `M` is a million, and in Indonesian a `miliar`, a thousand times as much.
///
/// Counts that are abbreviated in Indonesian have smaller ones in `rb` or `jt` beside them; an
/// amount of rupiah alone says nothing.
fn million_or_miliar(written: &Written, text: &str, habits: &Habits) -> Result<i32, Complaint> {
    let english =
        matches!(habits.numbers, Habit::Told(Numbers::English | Numbers::Plain) | Habit::Seen(Numbers::English));
    match habits.indonesian_suffixes {
        Habit::Seen(true) => Ok(9),
        Habit::Seen(false) | Habit::Open if english || !written.is_amount => Ok(6),
        _ => Err(Complaint {
            message: format!("{} may be in millions or in `miliar`", quoted(text)),
            help: "write `jt` or `miliar`, or the amount in full".to_owned(),
        }),
    }
}
