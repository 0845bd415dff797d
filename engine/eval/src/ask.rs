//! Asking a rule about many creators so that each is answered as if it were alone.

use saring_pack::rule::{Fault, Question, Rule};
use saring_pack::{Answer, Ask};

/// One answer or fault per subject, in order.
///
/// A fault is of a whole batch, so the batch is halved until the fault stands with the creators that cause it.
pub fn each<'a>(
    rule: &dyn Rule,
    question: impl Fn(Ask<'a>) -> Question<'a> + Copy,
    ask: Ask<'a>,
) -> Vec<Result<Answer, Fault>> {
    of_each(rule, ask.subjects, |subjects| question(Ask { subjects, ..ask }))
}

/// One answer or fault per item, in order, as of creators: a batch with a fault is halved until the fault stands with the
/// items that cause it.
pub fn of_each<'a, T>(
    rule: &dyn Rule,
    items: &'a [T],
    question: impl Fn(&'a [T]) -> Question<'a> + Copy,
) -> Vec<Result<Answer, Fault>> {
    let mut answers = Vec::with_capacity(items.len());
    halve(rule, items, question, &mut answers);
    answers
}

/// The one answer of a rule about the campaign.
pub fn of_campaign(rule: &dyn Rule, question: Question<'_>) -> Result<Answer, Fault> {
    let mut answers = once(rule, question)?;
    answers.pop().ok_or_else(|| Fault::BadAnswer { violations: vec!["no answer".to_owned()] })
}

fn halve<'a, T>(
    rule: &dyn Rule,
    items: &'a [T],
    question: impl Fn(&'a [T]) -> Question<'a> + Copy,
    answers: &mut Vec<Result<Answer, Fault>>,
) {
    if items.is_empty() {
        return;
    }
    match once(rule, question(items)) {
        Ok(batch) => answers.extend(batch.into_iter().map(Ok)),
        // Time is no fact about a creator: whoever asked ends the request, so there is nothing to look for.
        Err(fault @ Fault::Deadline { .. }) => answers.extend(items.iter().map(|_| Err(fault.clone()))),
        Err(fault) if items.len() == 1 => answers.push(Err(fault)),
        Err(_) => {
            let (left, right) = items.split_at(items.len() / 2);
            halve(rule, left, question, answers);
            halve(rule, right, question, answers);
        }
    }
}

/// One question, with the answers counted and their kind looked at: a runtime is not trusted to have done so.
fn once(rule: &dyn Rule, question: Question<'_>) -> Result<Vec<Answer>, Fault> {
    let answers = rule.ask(question)?;
    let (wanted, given) = (question.answers(), answers.len());
    if given != wanted {
        return Err(Fault::BadAnswer { violations: vec![format!("{given} answers where {wanted} are due")] });
    }
    if !answers.iter().all(|answer| answer.is_of(question.kind())) {
        return Err(Fault::BadAnswer { violations: vec!["an answer of another kind of rule".to_owned()] });
    }
    Ok(answers)
}
