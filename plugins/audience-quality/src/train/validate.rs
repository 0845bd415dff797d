//! Cross-validation of the model, and of the five rules on the same folds.

use std::collections::BTreeMap;

use saring_linear::train::bootstrap::{self, Interval};
use saring_linear::train::folds::{split, stratified};
use saring_linear::train::measure::Confusion;

use super::{Labelled, TrainError, fit, rows};
use crate::model::Model;
use crate::profile::Profile;
use crate::rules::fails;
use crate::share::Accuracy;

/// Rules that an inauthentic profile fails at least, as in the check's params.
const RULES_FAILED: usize = 3;
/// Resamples of the bootstrap.
const RESAMPLES: usize = 2_000;
/// Share of the resampled figures that an interval holds.
pub(super) const LEVEL: f64 = 0.95;
/// Stands in for what cross-validation found while it is not yet known.
const NOT_YET_FOUND: Accuracy = Accuracy { fake_found: 1.0, fake_missed: 0.0, real_found: 1.0, real_missed: 0.0 };

/// How to cross-validate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Number of folds, 2 or more.
    pub folds: usize,
    /// How many times the profiles are dealt anew, with the seeds 1 to this.
    pub seeds: u64,
}

/// What cross-validation found.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// How it was done.
    pub settings: Settings,
    /// Different profiles; copies of one profile are in one fold.
    pub distinct: usize,
    /// Different profiles that are labelled both fake and real.
    pub contradictory: usize,
    /// Profiles of which some fact is unknown.
    pub incomplete: usize,
    /// The model's calls on profiles that it was not trained on.
    pub model: Called,
    /// The five rules' calls; a profile that they cannot judge counts as not accused.
    pub rules: Called,
    /// For every seed and profile, the probability that the model gave and whether the profile is fake.
    pub probabilities: Vec<(f64, bool)>,
    /// How much more often than the rules the model is right, with its bootstrap interval.
    pub gain: (f64, Option<Interval>),
}

/// The calls of a judge.
#[derive(Debug, Clone, PartialEq)]
pub struct Called {
    /// Truth by call (real, fake), for every seed.
    pub by_seed: Vec<Confusion>,
    /// The same of the profiles that were judged for sure.
    pub sure_by_seed: Vec<Confusion>,
    /// Profiles that could not be judged for sure, as what is unknown of them could decide; mean over the seeds.
    pub unsure: f64,
    /// Bootstrap interval of the mean accuracy.
    pub interval: Option<Interval>,
}

impl Called {
    /// Mean over the seeds of a figure.
    pub fn mean(&self, figure: impl Fn(&Confusion) -> f64) -> f64 {
        self.by_seed.iter().map(figure).sum::<f64>() / self.by_seed.len() as f64
    }

    /// Lowest and highest of a figure over the seeds.
    pub fn range(&self, figure: impl Fn(&Confusion) -> f64) -> (f64, f64) {
        let figures = self.by_seed.iter().map(figure);
        figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), figure| (low.min(figure), high.max(figure)))
    }

    /// Standard deviation over the seeds of a figure; 0 with one seed.
    pub fn spread(&self, figure: impl Fn(&Confusion) -> f64) -> f64 {
        self.by_seed.iter().map(figure).collect::<saring_measures::Column>().deviation().unwrap_or(0.0)
    }

    /// How often the calls are right, as mean numbers of profiles.
    pub fn accuracy(&self) -> Accuracy {
        mean_counts(&self.by_seed)
    }

    /// The same of the sure calls alone, which are those that the check makes.
    pub fn sure_accuracy(&self) -> Accuracy {
        mean_counts(&self.sure_by_seed)
    }
}

/// One call: was the profile accused, for sure, and how likely is it fake.
#[derive(Debug, Clone, Copy)]
struct Call {
    is_accused: bool,
    is_sure: bool,
    probability: f64,
}

/// Deals the profiles to folds, each with its share of fake ones and with copies of a profile together, and asks of every
/// fold what a model says that was fitted to the others; again for every seed.
///
/// # Errors
/// There are too few profiles, or the optimiser fails.
pub fn validate(profiles: &[Labelled], settings: Settings) -> Result<Validation, TrainError> {
    let Settings { folds, seeds } = settings;
    if folds < 2 || seeds < 1 {
        return Err(TrainError::Settings { folds, seeds });
    }
    let groups = Groups::of(profiles);
    for (kind, class) in [("real", 0), ("fake", 1)] {
        let found = groups.classes.iter().filter(|of| **of == class).count();
        if found < folds {
            return Err(TrainError::TooFew { kind, found, folds });
        }
    }
    let rules: Vec<Call> = profiles.iter().map(|profile| by_rules(&profile.profile)).collect();
    let (mut by_model, mut by_rules) = (Vec::new(), Vec::new());
    for seed in 1..=seeds {
        let fold_of = groups.fold_of(&stratified(&groups.classes, folds, seed));
        by_model.push(unseen(profiles, &fold_of, folds)?);
        by_rules.push(rules.clone());
    }
    let right = |calls: &[Vec<Call>]| -> Vec<f64> {
        let of = |(at, profile): (usize, &Labelled)| {
            let calls = calls.iter().filter_map(|calls| calls.get(at));
            calls.filter(|call| call.is_accused == profile.is_fake).count() as f64 / seeds as f64
        };
        profiles.iter().enumerate().map(of).collect()
    };
    let (model_right, rules_right) = (right(&by_model), right(&by_rules));
    let gains: Vec<f64> = model_right.iter().zip(&rules_right).map(|(model, rules)| model - rules).collect();
    let probabilities = by_model.iter().flat_map(|calls| calls.iter().zip(profiles));
    Ok(Validation {
        settings,
        distinct: groups.classes.len(),
        contradictory: groups.contradictory,
        incomplete: profiles.iter().filter(|labelled| is_incomplete(&labelled.profile)).count(),
        probabilities: probabilities.map(|(call, labelled)| (call.probability, labelled.is_fake)).collect(),
        model: called(profiles, &by_model, &model_right),
        rules: called(profiles, &by_rules, &rules_right),
        gain: (mean(&gains), interval(&gains)),
    })
}

/// What a model says of each profile that was fitted to the folds without it.
fn unseen(profiles: &[Labelled], fold_of: &[usize], folds: usize) -> Result<Vec<Call>, TrainError> {
    let mut models = Vec::with_capacity(folds);
    for fold in 0..folds {
        let (others, _) = split(profiles, fold_of, fold);
        models.push(Model::read(&rows(fit(&others)?, &NOT_YET_FOUND))?);
    }
    let call = |(labelled, fold): (&Labelled, &usize)| {
        let said = models.get(*fold)?.judge(&labelled.profile);
        let is_accused = said.probability > 0.5;
        Some(Call { is_accused, is_sure: said.is_inauthentic.is_some(), probability: said.probability })
    };
    Ok(profiles.iter().zip(fold_of).filter_map(call).collect())
}

fn by_rules(profile: &Profile) -> Call {
    let said = fails(profile, RULES_FAILED);
    let is_accused = said == Some(true);
    Call { is_accused, is_sure: said.is_some(), probability: f64::from(u8::from(is_accused)) }
}

fn called(profiles: &[Labelled], by_seed: &[Vec<Call>], right: &[f64]) -> Called {
    let confusions = |is_asked: fn(&Call) -> bool| -> Vec<Confusion> {
        let of = |calls: &Vec<Call>| {
            let asked = profiles.iter().zip(calls).filter(|(_, call)| is_asked(call));
            Confusion::of(2, asked.map(|(truth, call)| (truth.is_fake.into(), call.is_accused.into())))
        };
        by_seed.iter().map(of).collect()
    };
    let unsure = by_seed.iter().flatten().filter(|call| !call.is_sure).count();
    Called {
        by_seed: confusions(|_| true),
        sure_by_seed: confusions(|call| call.is_sure),
        unsure: unsure as f64 / by_seed.len() as f64,
        interval: interval(right),
    }
}

fn mean_counts(confusions: &[Confusion]) -> Accuracy {
    let count = |truth: usize, call: usize| {
        let cell = |confusion: &Confusion| confusion.counts.get(truth)?.get(call).copied();
        confusions.iter().filter_map(cell).sum::<u64>() as f64 / confusions.len() as f64
    };
    Accuracy { fake_found: count(1, 1), fake_missed: count(1, 0), real_found: count(0, 0), real_missed: count(0, 1) }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn interval(values: &[f64]) -> Option<Interval> {
    bootstrap::interval(values, mean, RESAMPLES, LEVEL, 1)
}

fn is_incomplete(profile: &Profile) -> bool {
    crate::profile::Term::ALL.iter().any(|term| term.of(profile).is_none())
}

/// Profiles that are copies of each other.
struct Groups {
    /// The group of each profile.
    of: Vec<usize>,
    /// The class of each group: 1 where a profile of it is fake.
    classes: Vec<usize>,
    /// Groups that are labelled both ways.
    contradictory: usize,
}

impl Groups {
    fn of(profiles: &[Labelled]) -> Self {
        let mut known: BTreeMap<[Option<u64>; 7], usize> = BTreeMap::new();
        let mut labels: Vec<(bool, bool)> = Vec::new();
        let mut of = Vec::with_capacity(profiles.len());
        for Labelled { profile, is_fake } in profiles {
            let group = *known.entry(key(profile)).or_insert(labels.len());
            if group == labels.len() {
                labels.push((false, false));
            }
            if let Some((fake, real)) = labels.get_mut(group) {
                *fake |= is_fake;
                *real |= !is_fake;
            }
            of.push(group);
        }
        let contradictory = labels.iter().filter(|(fake, real)| *fake && *real).count();
        Self { of, classes: labels.iter().map(|(fake, _)| usize::from(*fake)).collect(), contradictory }
    }

    /// The fold of each profile, from the folds of the groups.
    fn fold_of(&self, folds: &[usize]) -> Vec<usize> {
        self.of.iter().filter_map(|group| folds.get(*group).copied()).collect()
    }
}

/// Equal for profiles of which the same is known.
fn key(profile: &Profile) -> [Option<u64>; 7] {
    let Profile { followers, following, posts, has_picture, bio_length, name_length, name_digits } = *profile;
    let has_picture = has_picture.map(|has| f64::from(u8::from(has)));
    [followers, following, posts, has_picture, bio_length, name_length, name_digits].map(|fact| fact.map(f64::to_bits))
}
