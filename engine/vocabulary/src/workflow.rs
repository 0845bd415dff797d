//! How the work with creators went, step by step, and what was agreed with them.

use std::collections::BTreeMap;

use saring_model::timeline::{Event, What};
use saring_model::{Campaign, Timestamp};

use crate::text::fold;

/// How far the work with one creator got.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Progress {
    /// The creator; empty where the events name none.
    pub creator: String,
    /// When each step first took place and was not sent back.
    pub steps: Vec<Option<Timestamp>>,
    /// Most that were offered in each step, such as concepts.
    pub offered: Vec<Option<u64>>,
    /// Most revisions that were counted.
    pub revisions: Option<u64>,
    /// When the first post of the campaign was published.
    pub published: Option<Timestamp>,
}

impl Progress {
    /// Whether a step came before everything that follows it; none where nothing that follows it has begun.
    pub fn is_in_order(&self, step: usize) -> Option<bool> {
        let later = self.steps.iter().skip(step + 1).flatten().chain(&self.published).min()?;
        Some(self.steps.get(step).copied().flatten().is_some_and(|at| at <= *later))
    }
}

/// The work with every creator of whom an event tells, in the order of their names. An event without a creator is of all
/// of them.
pub fn progress(events: &[&Event], steps: &[String]) -> Vec<Progress> {
    let new = |creator: &str| Progress {
        creator: creator.to_owned(),
        steps: vec![None; steps.len()],
        offered: vec![None; steps.len()],
        ..Progress::default()
    };
    let tells = |event: &&&Event| match &event.what {
        What::Approval(approval) => steps.iter().any(|step| *step == approval.step.as_str()),
        What::PostPublished(post) => post.sponsored != Some(false),
        _ => false,
    };
    let told: Vec<&&Event> = events.iter().filter(tells).collect();
    let named = told.iter().filter_map(|event| event.creator.as_deref());
    let mut all: BTreeMap<&str, Progress> = named.map(|creator| (creator, new(creator))).collect();
    if all.is_empty() && !told.is_empty() {
        all.insert("", new(""));
    }
    for event in told {
        match event.creator.as_deref() {
            Some(creator) => all.get_mut(creator).into_iter().for_each(|own| note(own, event, steps)),
            None => all.values_mut().for_each(|own| note(own, event, steps)),
        }
    }
    all.into_values().collect()
}

fn note(progress: &mut Progress, event: &Event, steps: &[String]) {
    let earlier = |known: &mut Option<Timestamp>| *known = Some(known.map_or(event.at, |at| at.min(event.at)));
    match &event.what {
        What::PostPublished(_) => earlier(&mut progress.published),
        What::Approval(approval) => {
            let Some(place) = steps.iter().position(|step| *step == approval.step.as_str()) else { return };
            if let Some(step) = progress.steps.get_mut(place).filter(|_| approval.approved != Some(false)) {
                earlier(step);
            }
            if let Some(offered) = progress.offered.get_mut(place) {
                *offered = (*offered).max(approval.n.map(|n| n.get()));
            }
            progress.revisions = progress.revisions.max(approval.revisions.map(|revisions| revisions.get()));
        }
        _ => {}
    }
}

/// Share of the campaign's KPIs that were agreed with each of the creators, 0 to 1, and the KPIs that were not with
/// somebody. Without creators it is enough that a KPI was agreed with anybody. None where the campaign has no KPI.
pub fn agreed<'a>(campaign: &'a Campaign, events: &[&Event], creators: &[&str]) -> Option<(f64, Vec<&'a str>)> {
    let kpis = campaign.kpis.as_deref().unwrap_or_default();
    let pairs: Vec<(String, Option<&str>)> = (events.iter())
        .filter_map(|event| match &event.what {
            What::KpiAgreed(agreed) => Some((metric(&agreed.metric), event.creator.as_deref())),
            _ => None,
        })
        .collect();
    let is_agreed = |kpi: &str, creator: Option<&str>| {
        let with = |whom: Option<&str>| creator.is_none() || whom.is_none() || whom == creator;
        pairs.iter().any(|(known, whom)| known == kpi && with(*whom))
    };
    let whom: Vec<Option<&str>> =
        if creators.is_empty() { vec![None] } else { creators.iter().map(|creator| Some(*creator)).collect() };
    let (mut done, mut open) = (0_usize, Vec::new());
    for kpi in kpis {
        let key = metric(&kpi.metric);
        let with = whom.iter().filter(|creator| is_agreed(&key, **creator)).count();
        done += with;
        if with < whom.len() {
            open.push(kpi.metric.as_str());
        }
    }
    (!kpis.is_empty()).then(|| (done as f64 / (kpis.len() * whom.len()) as f64, open))
}

/// A metric's name as people mean it: `Code usage` is `code-usage`.
fn metric(name: &str) -> String {
    fold(name).chars().filter(|char| char.is_alphanumeric()).collect()
}
