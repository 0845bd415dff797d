//! Multinomial logistic regression with an L2 penalty, by L-BFGS; two classes are the binary one.

use argmin::core::{CostFunction, Executor, Gradient, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;

use super::{Error, Sample};

/// Past steps that approximate the curvature.
const HISTORY: usize = 8;
/// The optimiser stops where the cost of two steps differs by less.
const COST_TOLERANCE: f64 = 1e-6;

/// How to train.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Number of classes.
    pub classes: usize,
    /// Number of feature columns.
    pub columns: usize,
    /// The mean log loss is minimised together with half of this times the sum of squared weights (not of the biases).
    pub penalty: f64,
    /// Most steps of the optimiser.
    pub steps_max: u64,
    /// What a sample of each class counts, or nothing for 1 each.
    pub class_weights: Option<Vec<f64>>,
}

/// A trained model.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// A weight per class and column.
    pub weights: Vec<Vec<f64>>,
    /// A bias per class.
    pub biases: Vec<f64>,
}

impl Model {
    /// The score of each class.
    pub fn scores(&self, features: &[(u32, f64)]) -> Vec<f64> {
        let score = |(weights, bias): (&Vec<f64>, &f64)| {
            let terms =
                features.iter().map(|(at, value)| weights.get(*at as usize).map_or(0.0, |weight| weight * value));
            bias + terms.sum::<f64>()
        };
        self.weights.iter().zip(&self.biases).map(score).collect()
    }
}

/// Trains on samples whose columns are below `options.columns`; others are left out.
///
/// # Errors
///
/// A class has no sample, or the optimiser fails.
pub fn train(samples: &[&Sample], options: &Options) -> Result<Model, Error> {
    if let Some(class) = (0..options.classes).find(|class| samples.iter().all(|sample| sample.class != *class)) {
        return Err(Error::EmptyClass { class });
    }
    let problem = Problem { samples, options };
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), HISTORY)
        .with_tolerance_cost(COST_TOLERANCE)
        .map_err(|error| Error::Optimiser(error.into()))?;
    let start = vec![0.0; (options.columns + 1) * options.classes];
    let run = Executor::new(problem, solver).configure(|state| state.param(start).max_iters(options.steps_max)).run();
    let done = run.map_err(|error| Error::Optimiser(error.into()))?;
    let best = done.state().get_best_param().cloned().unwrap_or_default();
    let by_class = |class: usize| best.iter().skip(class).step_by(options.classes);
    Ok(Model {
        weights: (0..options.classes).map(|class| by_class(class).take(options.columns).copied().collect()).collect(),
        biases: (0..options.classes).filter_map(|class| by_class(class).nth(options.columns).copied()).collect(),
    })
}

/// Weights lie column by column, the classes of a column side by side; the biases are one more column.
struct Problem<'a> {
    samples: &'a [&'a Sample],
    options: &'a Options,
}

impl Problem<'_> {
    fn weight(&self, sample: &Sample) -> f64 {
        self.options.class_weights.as_ref().and_then(|weights| weights.get(sample.class)).copied().unwrap_or(1.0)
    }

    fn total(&self) -> f64 {
        self.samples.iter().map(|sample| self.weight(sample)).sum()
    }

    /// Columns and values of a sample, the bias among them.
    fn columns<'s>(&self, sample: &'s Sample) -> impl Iterator<Item = (usize, f64)> + use<'s> {
        let columns = self.options.columns;
        let known =
            sample.features.iter().map(|(at, value)| (*at as usize, *value)).filter(move |(at, _)| *at < columns);
        known.chain(std::iter::once((columns, 1.0)))
    }

    /// Writes the log probabilities of a sample's classes.
    fn log_probabilities(&self, weights: &[f64], sample: &Sample, out: &mut [f64]) {
        out.fill(0.0);
        let classes = self.options.classes;
        for (column, value) in self.columns(sample) {
            let of_column = weights.get(column * classes..(column + 1) * classes).unwrap_or_default();
            for (score, weight) in out.iter_mut().zip(of_column) {
                *score += value * weight;
            }
        }
        let most = out.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = out.iter().map(|score| libm::exp(score - most)).sum();
        let log_sum = most + libm::log(sum);
        out.iter_mut().for_each(|score| *score -= log_sum);
    }

    fn penalised<'w>(&self, weights: &'w [f64]) -> &'w [f64] {
        weights.get(..self.options.columns * self.options.classes).unwrap_or_default()
    }
}

impl CostFunction for Problem<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, weights: &Vec<f64>) -> Result<f64, argmin::core::Error> {
        let mut logs = vec![0.0; self.options.classes];
        let mut loss = 0.0;
        for sample in self.samples {
            self.log_probabilities(weights, sample, &mut logs);
            loss -= self.weight(sample) * logs.get(sample.class).copied().unwrap_or_default();
        }
        let squares: f64 = self.penalised(weights).iter().map(|weight| weight * weight).sum();
        Ok(loss / self.total() + self.options.penalty / 2.0 * squares)
    }
}

impl Gradient for Problem<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, argmin::core::Error> {
        let classes = self.options.classes;
        let mut slopes: Vec<f64> = self.penalised(weights).iter().map(|weight| self.options.penalty * weight).collect();
        slopes.resize(weights.len(), 0.0);
        let total = self.total();
        let mut errors = vec![0.0; classes];
        for sample in self.samples {
            self.log_probabilities(weights, sample, &mut errors);
            let share = self.weight(sample) / total;
            for (class, error) in errors.iter_mut().enumerate() {
                *error = share * (libm::exp(*error) - f64::from(u8::from(class == sample.class)));
            }
            for (column, value) in self.columns(sample) {
                let of_column = slopes.get_mut(column * classes..(column + 1) * classes).unwrap_or_default();
                for (slope, error) in of_column.iter_mut().zip(&errors) {
                    *slope += value * error;
                }
            }
        }
        Ok(slopes)
    }
}
