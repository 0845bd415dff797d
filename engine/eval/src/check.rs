//! The second stage: every check is asked about every creator.

use saring_pack::rule::{Fault, Question, Subject};
use saring_pack::{Answer, Ask, CheckAnswer};

use crate::ask;
use crate::classify::Classified;
use crate::context::Setting;

/// A classified creator with the answers of all checks.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The classified creator.
    pub classified: Classified,
    /// Answers by layer and check, in the pack's order. What follows is a pure function over them,
    /// so a changed weight asks no rule again.
    pub answers: Vec<Vec<Result<CheckAnswer, Fault>>>,
}

/// Asks every check about one batch.
pub fn check(setting: &Setting<'_>, batch: Vec<Classified>) -> Vec<Checked> {
    let subjects: Vec<Subject> = batch.iter().map(|classified| classified.subject.clone()).collect();
    let ask = Ask { campaign: setting.campaign, subjects: &subjects, as_of: setting.as_of };
    let mut checked: Vec<Checked> =
        batch.into_iter().map(|classified| Checked { classified, answers: Vec::new() }).collect();
    for rules in &setting.pack.checks {
        for creator in &mut checked {
            creator.answers.push(Vec::with_capacity(rules.len()));
        }
        for rule in rules {
            let answers = ask::each(&**rule, Question::Check, ask);
            for (creator, answer) in checked.iter_mut().zip(answers) {
                if let Some(layer) = creator.answers.last_mut() {
                    layer.push(answer.and_then(check_answer));
                }
            }
        }
    }
    checked
}

fn check_answer(answer: Answer) -> Result<CheckAnswer, Fault> {
    match answer {
        Answer::Check(answer) => Ok(*answer),
        _ => Err(Fault::BadAnswer { violations: vec!["another answer than a check's".to_owned()] }),
    }
}
