//! The first stage: what is known of each creator, the account that counts, and the tier.

use std::sync::Arc;

use saring_model::{Campaign, Creator, Platform};
use saring_pack::rule::{Fault, Question, Subject};
use saring_pack::{Answer, Ask, TierAnswer};

use crate::ask;
use crate::context::Setting;
use crate::known::{LateFacts, known_at};

/// A creator with its account and its tier.
#[derive(Debug, Clone)]
pub struct Classified {
    /// The creator as known at the moment of the decision, as rules see it.
    pub subject: Subject,
    /// The tier rule's answer.
    pub tier: Result<TierAnswer, Fault>,
    /// Facts that were left out.
    pub late: Vec<LateFacts>,
    /// Whether the creator has an account on a platform of the campaign; so has everybody where it names none.
    pub on_platform: bool,
}

/// Classifies one batch. Tier rules see model facts alone, because checks read the tier.
pub fn classify(setting: &Setting<'_>, creators: &[Arc<Creator>]) -> Vec<Classified> {
    let wanted = setting.campaign.map_or_else(Vec::new, |campaign| wanted_platforms(campaign));
    let mut subjects = Vec::with_capacity(creators.len());
    let mut late_facts = Vec::with_capacity(creators.len());
    for creator in creators {
        let (creator, late) = known_at(creator, setting.as_of);
        let primary = primary_account(&creator, &wanted);
        subjects.push(Subject::new(creator, primary, None));
        late_facts.push(late);
    }
    let ask = Ask { campaign: setting.campaign, subjects: &subjects, as_of: setting.as_of };
    let answers = ask::each(&*setting.pack.tier, Question::Tier, ask);
    let rows = subjects.into_iter().zip(late_facts).zip(answers);
    rows.map(|((subject, late), answer)| classified(setting, &wanted, subject, late, answer)).collect()
}

fn classified(
    setting: &Setting<'_>,
    wanted: &[Platform],
    mut subject: Subject,
    late: Vec<LateFacts>,
    answer: Result<Answer, Fault>,
) -> Classified {
    let tier = answer.and_then(|answer| match answer {
        Answer::Tier(tier) => known_tier(setting, *tier),
        _ => Err(Fault::BadAnswer { violations: vec!["another answer than a tier's".to_owned()] }),
    });
    let row = tier.as_ref().ok().and_then(|tier| tier.tier.as_deref());
    subject.tier =
        row.and_then(|id| setting.pack.pack.tiers.iter().find(|tier| &*tier.id == id)).map(|tier| tier.id.clone());
    let platform = subject.creator.accounts.get(subject.primary).map(|account| account.platform);
    let on_platform = wanted.is_empty() || platform.is_some_and(|platform| wanted.contains(&platform));
    Classified { subject, tier, late, on_platform }
}

/// A tier that the pack does not have is no answer.
fn known_tier(setting: &Setting<'_>, answer: TierAnswer) -> Result<TierAnswer, Fault> {
    let tiers = &setting.pack.pack.tiers;
    match &answer.tier {
        Some(id) if !tiers.iter().any(|tier| *tier.id == **id) => {
            let known: Vec<&str> = tiers.iter().map(|tier| &*tier.id).collect();
            Err(Fault::BadAnswer { violations: vec![format!("`{id}` is none of the tiers {}", known.join(", "))] })
        }
        _ => Ok(answer),
    }
}

/// Platforms in the campaign's order of preference: those that it names, else those of its deliverables.
fn wanted_platforms(campaign: &Campaign) -> Vec<Platform> {
    let named = campaign.platforms.as_deref().unwrap_or_default();
    if !named.is_empty() {
        return named.to_vec();
    }
    let mut platforms = Vec::new();
    for deliverable in campaign.deliverables.as_deref().unwrap_or_default() {
        if !platforms.contains(&deliverable.platform) {
            platforms.push(deliverable.platform);
        }
    }
    platforms
}

/// The account on the first wanted platform, the largest where there are several; else the largest of all.
fn primary_account(creator: &Creator, wanted: &[Platform]) -> usize {
    let preference = |index: usize| {
        let account = creator.accounts.get(index);
        let place = account.and_then(|account| wanted.iter().position(|platform| *platform == account.platform));
        let followers = account.and_then(|account| account.followers).map_or(0, |followers| followers.get());
        (place.unwrap_or(wanted.len()), std::cmp::Reverse(followers), index)
    };
    (0..creator.accounts.len()).min_by_key(|index| preference(*index)).unwrap_or_default()
}
