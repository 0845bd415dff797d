//! `lines`: the budget lines with what is left of each.

use rhai::ImmutableString;
use saring_model::Money;
use saring_model::catalogue::FieldSet;
use saring_pack::{LineLeft, Unit};
use saring_vocabulary::fair_price::major_units;

use super::LinesHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Register};

/// One budget line, or none of that name.
#[derive(Debug, Clone)]
pub(crate) struct BudgetLineHost(Option<LineLeft>);

pub(super) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "lines.is_absent -> bool", "-", "Whether there are none, because there is no plan.")
        .property(|l: &LinesHost, _| l.lines.is_empty());
    register
        .say(Form::Method, "lines.line(name) -> budget_line", "-", "A line of the plan, such as `amplification`.")
        .call(|l: &mut LinesHost, name: ImmutableString| {
            fuel::charge(l.lines.len());
            BudgetLineHost(l.lines.iter().find(|line| line.id == name.as_str()).cloned())
        });
    register
        .say(Form::Property, "budget_line.is_found -> bool", "-", "Whether the plan has such a line.")
        .property(|l: &BudgetLineHost, _| l.0.is_some());
    let mut money = |signature, meaning, get: fn(&LineLeft) -> Money| {
        register.say(Form::Property, signature, "money", meaning).property(move |l: &BudgetLineHost, _| {
            Measure::of(l.0.as_ref().map(|line| major_units(get(line))), Unit::Money, FieldSet::EMPTY)
        });
    };
    money("budget_line.planned -> value", "Its money; unknown where the plan has no such line.", |line| line.planned);
    money("budget_line.spent -> value", "What was spent of it.", |line| line.spent);
    money("budget_line.proposed -> value", "What standing proposals would spend of it.", |line| line.proposed);
    money("budget_line.left -> value", "What is left of it, never below 0.", |line| line.left);
}
