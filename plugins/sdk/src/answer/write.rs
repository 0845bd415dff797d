//! An answer, written to the host word by word.

use super::{
    Answer, Better, BudgetAnswer, Cited, Condition, Evidence, MetricAnswer, Reason, TierAnswer, TriggerAnswer,
    WorthAnswer,
};
use crate::Quantity;
use crate::bindings::answering::{self, Answers};

impl Answer {
    /// Writes the answer about the creator that was taken last.
    pub(crate) fn write(self, to: &Answers, creator: u32) {
        to.confidence(creator, self.confidence);
        if self.is_unknown {
            to.unknown(creator);
        }
        for part in &self.parts {
            to.part(creator, &part.id, &named(&part.quantity, &part.id), &part.curve, part.weight);
            cite(to, creator, part.row.as_ref());
        }
        for penalty in &self.penalties {
            to.penalty(creator, &penalty.id, penalty.points, &named(&penalty.quantity, &penalty.id));
        }
        for (id, at) in &self.caps {
            to.cap(creator, id, *at);
        }
        evidence(to, creator, &self.evidence);
        if let Some(status) = self.status {
            to.status(creator, status);
        }
        reasons(to, creator, &self.reasons);
        if let Some(veto) = &self.veto {
            to.veto(creator, &veto.code);
            details(to, creator, veto);
        }
        for path in self.missing.iter() {
            to.missing(creator, path);
        }
        for flag in &self.flags {
            to.flag(creator, flag);
        }
        if let Some((low, high)) = self.bounds {
            to.bounds(creator, low, high);
        }
    }
}

impl TierAnswer {
    /// Writes the answer about the creator that was taken last.
    pub(crate) fn write(self, to: &Answers, creator: u32) {
        let size = named(&self.size, "size");
        match &self.tier {
            Some(id) => to.tier(creator, id, &size),
            None => to.no_tier(creator, &size),
        }
        if let Some((id, at)) = &self.next {
            to.next_tier(creator, id, *at);
        }
        reasons(to, creator, &self.reasons);
    }
}

impl BudgetAnswer {
    /// Writes the answer about the campaign, whose turn it is.
    pub(crate) fn write(self, to: &Answers, campaign: u32) {
        if let Some(reason) = &self.infeasible {
            to.infeasible(campaign, &reason.code);
            details(to, campaign, reason);
        }
        for line in &self.lines {
            to.line(campaign, &line.id, line.share, line.band);
        }
        for (id, share) in &self.tiers {
            to.tier_share(campaign, id, *share);
        }
        for (platform, share) in &self.caps {
            match platform {
                Some(platform) => to.cap_platform(campaign, platform, *share),
                None => to.cap_creator(campaign, *share),
            }
        }
        evidence(to, campaign, &self.evidence);
        reasons(to, campaign, &self.reasons);
    }
}

impl TriggerAnswer {
    /// Writes the answer about the target whose turn it is.
    pub(crate) fn write(self, to: &Answers, target: u32) {
        match self.condition {
            Condition::Quiet => to.quiet(target),
            Condition::Unknown => to.unknown(target),
            Condition::Holds => {}
        }
        if let Some(proposal) = &self.proposal {
            to.holds(target, proposal.kind.as_str(), proposal.urgency.as_str());
            if let Some((line, amount)) = &proposal.money {
                to.money(target, line, *amount);
            }
            if let Some(hours) = proposal.expires_hours {
                to.expires(target, hours);
            }
        }
        if self.at_once {
            to.at_once(target);
        }
        evidence(to, target, &self.evidence);
        reasons(to, target, &self.reasons);
        if let Some(reason) = &self.blocked {
            to.blocked(target, &reason.code);
            details(to, target, reason);
        }
        for path in self.missing.iter() {
            to.missing(target, path);
        }
    }
}

impl MetricAnswer {
    /// Writes the answer about the scope whose turn it is.
    pub(crate) fn write(self, to: &Answers, scope: u32) {
        for figure in &self.figures {
            to.figure(scope, &named(&figure.quantity, &figure.name));
            if let Some((low, high)) = figure.interval {
                to.figure_interval(scope, low, high);
            }
            if let Some(better) = figure.better {
                to.figure_better(scope, better == Better::Higher);
            }
            if let Some(planned) = figure.planned {
                to.figure_planned(scope, planned);
            }
            if let Some(code) = &figure.unknown {
                to.figure_unknown(scope, code);
            }
        }
        if let Some(word) = &self.verdict {
            to.verdict(scope, word);
        }
        evidence(to, scope, &self.evidence);
        reasons(to, scope, &self.reasons);
    }
}

impl WorthAnswer {
    /// Writes the answer about the package of the creator that was taken last.
    pub(crate) fn write(self, to: &Answers, creator: u32) {
        let figure = |name: &str, quantity: &Quantity, interval: Option<(f64, f64)>| {
            to.figure(creator, &named(quantity, name));
            if let Some((low, high)) = interval {
                to.figure_interval(creator, Some(low), Some(high));
            }
        };
        figure("worth", &self.value, self.interval);
        if let Some(reach) = &self.reach {
            figure("reach", reach, None);
        }
        if let Some((fair, interval)) = &self.fair {
            figure("fair_price", fair, *interval);
        }
        evidence(to, creator, &self.evidence);
        reasons(to, creator, &self.reasons);
    }
}

fn evidence(to: &Answers, creator: u32, evidence: &[Evidence]) {
    for Evidence { name, quantity, bound, row } in evidence {
        to.evidence(creator, &named(quantity, name), *bound);
        cite(to, creator, row.as_ref());
    }
}

fn reasons(to: &Answers, creator: u32, reasons: &[Reason]) {
    for reason in reasons {
        to.reason(creator, &reason.code);
        details(to, creator, reason);
    }
}

fn details(to: &Answers, creator: u32, reason: &Reason) {
    for (name, detail) in &reason.args {
        to.given(creator, name, &detail.0);
    }
}

fn cite(to: &Answers, creator: u32, row: Option<&Cited>) {
    if let Some(Cited { table, row, is_fallback }) = row {
        to.cite(creator, table, *row, *is_fallback);
    }
}

/// A quantity under its name: one that is unknown names the fields that it lacks.
fn named(quantity: &Quantity, name: &str) -> answering::Quantity {
    let fields = if quantity.is_known() { quantity.fields() } else { quantity.missing() };
    answering::Quantity {
        name: name.to_owned(),
        value: quantity.value(),
        unit: quantity.unit(),
        fields: fields.iter().map(str::to_owned).collect(),
        sample: quantity.observations(),
        actor: quantity.actor(),
    }
}
