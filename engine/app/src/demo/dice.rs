//! Chance from a seed, the same on every machine: a published cipher, 53 bits, and `libm`.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Chance for one creator.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of the `number`-th creator of a seed. Each has a stream of its own, so that a longer roster begins
    /// with the creators of a shorter one.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        Self::of_stream(seed, number)
    }

    /// The dice of the same creator's raw facts: another stream, so that they change nothing else.
    pub(super) fn of_raw_facts(seed: u64, number: u64) -> Self {
        Self::of_stream(seed, number | 1 << 63)
    }

    fn of_stream(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        for (to, from) in key.iter_mut().zip(seed.to_le_bytes()) {
            *to = from;
        }
        let mut cipher = ChaCha8Rng::from_seed(key);
        cipher.set_stream(stream);
        Self(cipher)
    }

    /// Uniform from 0 to 1, without 1.
    fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// True with a probability.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Uniform between two bounds.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.unit() * (high - low)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn whole(&mut self, low: u64, high: u64) -> u64 {
        let span = high.saturating_sub(low) + 1;
        low + ((self.unit() * span as f64) as u64).min(span - 1)
    }

    /// Standard normal, by Box and Muller.
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// Log-normal with a median and a spread in natural logarithms.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * libm::exp(spread * self.normal())
    }

    /// One of the items.
    pub(super) fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        let index = self.whole(0, (items.len() as u64).saturating_sub(1)) as usize;
        items.get(index).copied().unwrap_or_default()
    }

    /// One of the choices with its probability, or the first value with what remains.
    pub(super) fn choose<T: Copy>(&mut self, otherwise: T, choices: &[(T, f64)]) -> T {
        let mut left = self.unit();
        for (value, probability) in choices {
            left -= probability;
            if left < 0.0 {
                return *value;
            }
        }
        otherwise
    }
}
