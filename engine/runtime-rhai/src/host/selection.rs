//! `selection`: who was chosen for the campaign, for checks of the campaign itself.

use std::sync::Arc;

use rhai::{Dynamic, INT, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_pack::{Chosen, Status, Unit};
use saring_vocabulary::rank_correlation::spearman;

use super::column::ColumnHost;
use crate::fuel;
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register};

/// Steps for comparing two of the chosen while they are put in order.
const RANKING_STEPS: usize = 32;

/// Who was chosen, best first.
#[derive(Debug, Clone)]
pub(crate) struct SelectionHost {
    pub(crate) chosen: Option<Arc<[Chosen]>>,
}

/// Some of the chosen.
#[derive(Debug, Clone)]
pub(crate) struct GroupHost {
    chosen: Arc<[Chosen]>,
    /// For each of the chosen, whether it is one of them.
    is_in: Vec<bool>,
}

impl SelectionHost {
    fn all(&self) -> &[Chosen] {
        let all = self.chosen.as_deref().unwrap_or_default();
        fuel::charge(all.len());
        all
    }

    /// Ids of the chosen.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.all().iter().map(|chosen| chosen.subject.creator.id.as_str()).collect()
    }

    fn group(&self, is_in: impl Fn(&Chosen) -> bool) -> GroupHost {
        let is_in = self.all().iter().map(is_in).collect();
        GroupHost { chosen: self.chosen.clone().unwrap_or_default(), is_in }
    }

    fn failing(&self, check: &str) -> GroupHost {
        self.group(|chosen| chosen.statuses.get(check) == Some(&Status::Fail))
    }
}

impl GroupHost {
    fn share(&self) -> Measure {
        let (count, all) = (self.is_in.iter().filter(|is_in| **is_in).count(), self.is_in.len());
        Measure::of((all > 0).then(|| count as f64 / all as f64), Unit::Fraction, FieldSet::EMPTY).of_sample(all)
    }
}

fn followers(chosen: &Chosen) -> Option<f64> {
    let subject = &chosen.subject;
    Some(subject.creator.accounts.get(subject.primary)?.followers?.as_f64())
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(Form::Property, "selection.is_absent -> bool", "-", "Whether nobody was chosen yet.")
        .property(|s: &SelectionHost, _| s.chosen.is_none());
    register
        .say(
            Form::Method,
            "selection.len() -> value",
            "count",
            "How many creators were chosen; unknown where nobody was yet.",
        )
        .call(|s: &mut SelectionHost| {
            Measure::of(s.chosen.as_ref().map(|chosen| chosen.len() as f64), Unit::Count, FieldSet::EMPTY)
        });
    register
        .say(Form::Method, "selection.followers() -> column", "count", "Followers of the chosen creators' accounts.")
        .reads(&["creator.accounts[].followers"]);
    let f = register.fields();
    register.call(move |s: &mut SelectionHost| ColumnHost::of(s.all().iter().map(followers).collect(), Unit::Count, f));
    register
        .say(Form::Method, "selection.rank_correlation() -> value", "number", "How much the order of the chosen is that of their followers, from -1 to 1: Spearman's rank correlation. 1 says that they stand in the order of their followers. Unknown of fewer than two different counts.")
        .reads(&["creator.accounts[].followers"]);
    let f = register.fields();
    register.call(move |s: &mut SelectionHost| -> Outcome<Measure> {
        let all = s.all();
        fuel::spend(all.len(), RANKING_STEPS)?;
        let ranked = all.iter().enumerate().filter_map(|(place, chosen)| Some((-(place as f64), followers(chosen)?)));
        let pairs: Vec<(f64, f64)> = ranked.collect();
        Ok(Measure::of(spearman(&pairs), Unit::Number, f).of_sample(pairs.len()))
    });
    checks(register);
    groups(register);
}

fn checks(register: &mut Register<'_>) {
    register
        .say(Form::Method, "selection.failing(check) -> group", "-", "The chosen whose status in a check is `fail`.")
        .call(|s: &mut SelectionHost, check: ImmutableString| s.failing(&check));
    register
        .say(
            Form::Method,
            "selection.below(check, bound) -> group",
            "-",
            "The chosen whose score in a check, or in a part of one as `check#part`, is known and below a bound.",
        )
        .call(|s: &mut SelectionHost, check: ImmutableString, bound: Dynamic| -> Outcome<GroupHost> {
            let bound = number(&bound)?;
            Ok(s.group(|chosen| chosen.scores.get(check.as_str()).is_some_and(|score| *score < bound)))
        });
    register
        .say(
            Form::Method,
            "selection.share_failing(check) -> value",
            "fraction",
            "Share of the chosen whose status in a check is `fail`.",
        )
        .call(|s: &mut SelectionHost, check: ImmutableString| s.failing(&check).share());
    register
        .say(
            Form::Method,
            "selection.share_known(check) -> value",
            "fraction",
            "Share of the chosen who have a score in a check, or in a part of one as `check#part`.",
        )
        .call(|s: &mut SelectionHost, check: ImmutableString| {
            s.group(|chosen| chosen.scores.contains_key(check.as_str())).share()
        });
}

fn groups(register: &mut Register<'_>) {
    register.say(Form::Method, "group.union(group) -> group", "-", "Everyone who is in one of two groups.").call(
        |a: &mut GroupHost, b: GroupHost| {
            fuel::charge(a.is_in.len());
            let is_in = a.is_in.iter().zip(&b.is_in).map(|(a, b)| *a || *b).collect();
            GroupHost { chosen: a.chosen.clone(), is_in }
        },
    );
    register
        .say(
            Form::Property,
            "group.share -> value",
            "fraction",
            "Their share of the chosen; unknown where nobody was chosen.",
        )
        .property(|g: &GroupHost, _| g.share());
    register
        .say(Form::Property, "group.count -> value", "count", "How many they are.")
        .property(|g: &GroupHost, _| Measure::counted(g.is_in.iter().filter(|is_in| **is_in).count(), FieldSet::EMPTY));
    register
        .say(
            Form::Method,
            "group.names(n) -> text",
            "-",
            "Their names, or ids where they have none, best first and at most n; unknown where nobody is in it.",
        )
        .call(|g: &mut GroupHost, n: INT| {
            let own = g.chosen.iter().zip(&g.is_in).filter(|(_, is_in)| **is_in);
            let names: Vec<&str> =
                own.take(usize::try_from(n).unwrap_or_default()).map(|(chosen, _)| name(chosen)).collect();
            text((!names.is_empty()).then(|| names.join(", ")).as_deref(), FieldSet::EMPTY)
        });
}

fn name(chosen: &Chosen) -> &str {
    chosen.subject.creator.name.as_deref().unwrap_or(&chosen.subject.creator.id)
}
