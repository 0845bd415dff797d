//! What the exported functions do.

use crate::bindings::answering::Answers;
use crate::bindings::facts::{Batch, Instant};
use crate::bindings::log;
use crate::json::read_params;
use crate::source::{Question, Source};
use crate::{BudgetPolicy, Check, Creator, Metric, Offer, Part, Preflight, Setup, Tier, Trigger, Worth, heap};

/// Whether a check takes these params.
pub fn validate_check<T: Check>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a tier rule takes these params.
pub fn validate_tier<T: Tier>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a budget policy takes these params.
pub fn validate_budget<T: BudgetPolicy>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a check of the campaign itself takes these params.
pub fn validate_preflight<T: Preflight>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a rule of worth takes these params.
pub fn validate_worth<T: Worth>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a trigger takes these params.
pub fn validate_trigger<T: Trigger>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Whether a metric takes these params.
pub fn validate_metric<T: Metric>(params: &str) -> Result<(), String> {
    tell_panics();
    T::validate(&read_params(params)?)
}

/// Judges every creator of a batch.
pub fn evaluate<T: Check>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let check = T::new(read_params(params)?, &setup)?;
    each(batch, |index| check.check(&creator(batch, index, setup.as_of())).write(answers, index));
    Ok(())
}

/// Names the tier of every creator of a batch.
pub fn classify<T: Tier>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let rule = T::new(read_params(params)?, &setup)?;
    each(batch, |index| rule.classify(&creator(batch, index, setup.as_of())).write(answers, index));
    Ok(())
}

/// Judges the campaign when it has its turn.
pub fn inspect<T: Preflight>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let check = T::new(read_params(params)?, &setup)?;
    each(batch, |index| check.inspect(&Part::new(Question(batch), index, setup.as_of())).write(answers, index));
    Ok(())
}

/// Appraises the package of every creator of a batch.
pub fn appraise<T: Worth>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let rule = T::new(read_params(params)?, &setup)?;
    each(batch, |index| {
        let creator = creator(batch, index, setup.as_of());
        rule.appraise(&creator, &offer(&creator)).write(answers, index);
    });
    Ok(())
}

#[expect(clippy::panic, reason = "a host that breaks the contract cannot be answered")]
fn offer(creator: &Creator<'_>) -> Offer {
    match creator.section("offer") {
        Ok(Some(offer)) => offer,
        Ok(None) => panic!("there is no offer in the question"),
        Err(error) => panic!("the offer cannot be read: {error}"),
    }
}

/// Looks at every target of a batch.
pub fn watch<T: Trigger>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let trigger = T::new(read_params(params)?, &setup)?;
    each(batch, |index| trigger.watch(&Part::new(Question(batch), index, setup.as_of())).write(answers, index));
    Ok(())
}

/// Measures every scope of a batch.
pub fn measure<T: Metric>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let metric = T::new(read_params(params)?, &setup)?;
    each(batch, |index| metric.measure(&Part::new(Question(batch), index, setup.as_of())).write(answers, index));
    Ok(())
}

/// Divides the campaign's money when the campaign has its turn.
pub fn divide<T: BudgetPolicy>(params: &str, batch: &Batch, answers: &Answers) -> Result<(), String> {
    tell_panics();
    let setup = Setup::new(batch.as_of(), Question(batch));
    let policy = T::new(read_params(params)?, &setup)?;
    while let Some(index) = batch.next() {
        policy.divide().write(answers, index);
    }
    Ok(())
}

fn each(batch: &Batch, answer: impl Fn(u32)) {
    heap::seal();
    while let Some(index) = batch.next() {
        one(&answer, index);
        heap::expect_empty();
    }
}

/// Answers one turn. Never part of the loop: what the compiler draws out of a loop is paid by the first turn alone.
#[inline(never)]
fn one(answer: &impl Fn(u32), index: u32) {
    answer(index);
}

/// The creator that was taken last.
pub fn creator(batch: &Batch, index: u32, as_of: Instant) -> Creator<'_> {
    Creator::new(Source { batch, creator: index }, as_of)
}

/// Tells the host of a panic before the plugin traps: it sees no message otherwise.
fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("a panic without a message");
        let (file, line, column) = panic.location().map_or(("", 0, 0), |at| (at.file(), at.line(), at.column()));
        log::panic(message, file, line, column);
    }));
}
