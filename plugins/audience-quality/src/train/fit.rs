//! Fitting a model.

use saring_linear::train::logistic::{self, Options};
use saring_linear::train::{Error, Sample};

use super::Labelled;
use crate::model::{FOUND, INTERCEPT, Row, position};
use crate::profile::Term;
use crate::share::Accuracy;

/// Where segments begin and end, for each term: round numbers about a third to a whole order of magnitude apart over the
/// range in which profiles differ. They are not fitted.
const KNOTS: [(Term, &[f64]); 8] = [
    (Term::Followers, &[0.0, 10.0, 100.0, 1000.0]),
    (Term::Following, &[0.0, 100.0, 300.0, 1000.0, 3000.0]),
    (Term::FollowingPerFollower, &[0.3, 1.0, 3.0, 10.0, 30.0]),
    (Term::Posts, &[0.0, 1.0, 3.0, 10.0, 100.0]),
    (Term::Picture, &[0.0, 1.0]),
    (Term::BioLength, &[0.0, 1.0, 30.0, 150.0]),
    (Term::NameLength, &[5.0, 10.0, 15.0, 20.0]),
    (Term::NameDigits, &[0.0, 1.0, 2.0, 4.0]),
];
/// Variance of a weight before any profile was seen, in log odds squared: weights beyond 5 or so are not believed of the
/// few hundred profiles that people label.
const PRIOR_VARIANCE: f64 = 3.0;
/// Most steps of the optimiser, far more than it takes to converge.
const STEPS_MAX: u64 = 1_000;
/// Weights are rounded to so many parts of one: the fourth decimal of log odds decides nothing.
const STEPS_PER_UNIT: f64 = 1e4;

/// Fits the weights of a model, and what is usual where a fact is unknown, to profiles: logistic regression with a normal
/// prior on the weights. The rows have yet no numbers of profiles found ([`rows`] adds them).
///
/// # Errors
/// A kind of profiles is missing, or the optimiser fails.
pub fn fit(profiles: &[&Labelled]) -> Result<Vec<Row>, Error> {
    let segments: Vec<(Term, f64, f64)> = KNOTS
        .iter()
        .flat_map(|(term, knots)| knots.iter().zip(knots.iter().skip(1)).map(|(from, to)| (*term, *from, *to)))
        .collect();
    let place = |profile: &Labelled, (term, from, to): (Term, f64, f64)| {
        term.of(&profile.profile).map(|value| position(value, from, to))
    };
    let usual: Vec<f64> =
        segments.iter().map(|segment| mean(profiles.iter().filter_map(|profile| place(profile, *segment)))).collect();
    let samples: Vec<Sample> = profiles
        .iter()
        .map(|profile| {
            let places = segments.iter().zip(&usual).map(|(segment, usual)| place(profile, *segment).unwrap_or(*usual));
            let features = (0..).zip(places).filter(|(_, place)| *place != 0.0).collect();
            Sample { features, class: usize::from(profile.is_fake) }
        })
        .collect();
    let samples: Vec<&Sample> = samples.iter().collect();
    // Of the two classes each has its own weights, opposite and half as large as the difference that counts, so that the
    // penalty is half of what one set of weights would have. It is per mean loss, hence the number of profiles.
    let penalty = 2.0 / (PRIOR_VARIANCE * profiles.len() as f64);
    let options = Options { classes: 2, columns: segments.len(), penalty, steps_max: STEPS_MAX, class_weights: None };
    let trained = logistic::train(&samples, &options)?;
    let [real, fake] = trained.weights.as_slice() else { return Err(Error::EmptyClass { class: 0 }) };
    let [real_bias, fake_bias] = trained.biases.as_slice() else { return Err(Error::EmptyClass { class: 0 }) };

    let weights = fake.iter().zip(real).map(|(fake, real)| rounded(fake - real));
    let intercept = Row { term: INTERCEPT.to_owned(), value: Some(rounded(fake_bias - real_bias)), ..Row::default() };
    let terms = segments.iter().zip(weights).zip(usual).map(|(((term, from, to), weight), usual)| Row {
        term: term.name().to_owned(),
        from: Some(*from),
        to: Some(*to),
        value: Some(weight),
        usual: Some(rounded(usual)),
    });
    Ok(std::iter::once(intercept).chain(terms).collect())
}

/// The rows of a model with what cross-validation found.
pub fn rows(fitted: Vec<Row>, found: &Accuracy) -> Vec<Row> {
    let counts = [found.fake_found, found.fake_missed, found.real_found, found.real_missed];
    let found = FOUND.iter().zip(counts);
    let found = found.map(|(name, n)| Row { term: (*name).to_owned(), value: Some(rounded(n)), ..Row::default() });
    fitted.into_iter().chain(found).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (n, sum) = values.fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + value));
    if n > 0.0 { sum / n } else { 0.0 }
}

fn rounded(value: f64) -> f64 {
    (value * STEPS_PER_UNIT).round() / STEPS_PER_UNIT
}
