//! Asking a rule about many creators so that each is answered as if it were alone.

use saring_pack::rule::{Fault, Kind, Question, Rule, Subject};
use saring_pack::{Answer, Ask};

/// One answer or fault per subject, in order.
///
/// A fault is of a whole batch, so the batch is halved until the fault stands with the creators that cause it.
pub fn each(rule: &dyn Rule, kind: Kind, ask: Ask<'_>) -> Vec<Result<Answer, Fault>> {
    let mut answers = Vec::with_capacity(ask.subjects.len());
    halve(rule, kind, ask, &mut answers);
    answers
}

fn halve(rule: &dyn Rule, kind: Kind, ask: Ask<'_>, answers: &mut Vec<Result<Answer, Fault>>) {
    if ask.subjects.is_empty() {
        return;
    }
    match once(rule, kind, ask) {
        Ok(batch) => answers.extend(batch.into_iter().map(Ok)),
        // Time is no fact about a creator: whoever asked ends the request, so there is nothing to look for.
        Err(fault @ Fault::Deadline { .. }) => answers.extend(ask.subjects.iter().map(|_| Err(fault.clone()))),
        Err(fault) if ask.subjects.len() == 1 => answers.push(Err(fault)),
        Err(_) => {
            let (left, right): (&[Subject], &[Subject]) = ask.subjects.split_at(ask.subjects.len() / 2);
            halve(rule, kind, Ask { subjects: left, ..ask }, answers);
            halve(rule, kind, Ask { subjects: right, ..ask }, answers);
        }
    }
}

/// One question, with the answers counted and their kind looked at: a runtime is not trusted to have done so.
fn once(rule: &dyn Rule, kind: Kind, ask: Ask<'_>) -> Result<Vec<Answer>, Fault> {
    let question = match kind {
        Kind::Check => Question::Check(ask),
        Kind::Tier => Question::Tier(ask),
    };
    let answers = rule.ask(question)?;
    let (wanted, given) = (ask.subjects.len(), answers.len());
    let of_kind = |answer: &Answer| match answer {
        Answer::Check(_) => kind == Kind::Check,
        Answer::Tier(_) => kind == Kind::Tier,
    };
    if given != wanted {
        return Err(Fault::BadAnswer { violations: vec![format!("{given} answers to {wanted} creators")] });
    }
    if !answers.iter().all(of_kind) {
        return Err(Fault::BadAnswer { violations: vec!["an answer of another kind of rule".to_owned()] });
    }
    Ok(answers)
}
