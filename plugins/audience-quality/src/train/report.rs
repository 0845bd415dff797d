//! What a training says to people.

use std::fmt::Write;

use saring_linear::score::{Platt, logistic};
use saring_linear::train::bootstrap::Interval;
use saring_linear::train::calibrate::{expected_error, platt};
use saring_linear::train::measure::Confusion;

use super::validate::LEVEL;
use super::{Called, Labelled, Validation};

/// The class of fake profiles.
const FAKE: usize = 1;
/// Bins of the calibration table.
const BINS: usize = 5;
/// Probabilities are kept this far from 0 and 1 where their log odds are taken.
const PROBABILITY_MARGIN: f64 = 1e-9;

/// What was split how, and what came out, as text.
pub fn report(profiles: &[Labelled], found: &Validation) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = split(&mut text, profiles, found);
    let _ = figures(&mut text, found);
    let _ = confusions(&mut text, found);
    let _ = calibration(&mut text, found);
    text
}

fn split(text: &mut String, profiles: &[Labelled], found: &Validation) -> std::fmt::Result {
    let fakes = profiles.iter().filter(|labelled| labelled.is_fake).count();
    let (all, folds) = (profiles.len(), found.settings.folds);
    writeln!(text, "profiles      {all}: {fakes} fake, {} real; {} different", all - fakes, found.distinct)?;
    if found.contradictory > 0 {
        writeln!(text, "contradictory {} different profiles are labelled both fake and real", found.contradictory)?;
    }
    writeln!(text, "incomplete    {} profiles lack a fact", found.incomplete)?;
    let (test, test_fakes) = (all as f64 / folds as f64, fakes as f64 / folds as f64);
    let (train, train_fakes) = (all as f64 - test, fakes as f64 - test_fakes);
    writeln!(
        text,
        "split         {folds}-fold cross-validation, stratified; each fold tries about {test:.0} profiles ({test_fakes:.0} fake)\n              \
         on a model of the other {train:.0} ({train_fakes:.0} fake); copies of a profile share a fold, and everything is\n              \
         fitted anew to each fold's training part; dealt {} times, with the seeds 1 to {}",
        found.settings.seeds, found.settings.seeds
    )
}

fn figures(text: &mut String, found: &Validation) -> std::fmt::Result {
    writeln!(
        text,
        "\n              accuracy  spread  lowest  highest  {:.0} % interval    precision  recall  F1",
        LEVEL * 100.0
    )?;
    for (name, called) in judges(found) {
        let (low, high) = called.range(Confusion::accuracy);
        writeln!(
            text,
            "{name:<12}  {:.4}    {:.4}  {low:.4}  {high:.4}   {}  {:.4}     {:.4}  {:.4}",
            called.mean(Confusion::accuracy),
            called.spread(Confusion::accuracy),
            ends(called.interval),
            called.mean(|confusion| confusion.precision(FAKE)),
            called.mean(|confusion| confusion.recall(FAKE)),
            called.mean(|confusion| confusion.f1(FAKE)),
        )?;
    }
    let (gain, interval) = found.gain;
    writeln!(text, "the model is right more often by {gain:.4} ({})", ends(interval))?;
    writeln!(
        text,
        "accuracy: mean over the seeds; spread: standard deviation over the seeds; interval: bootstrap over profiles"
    )
}

fn confusions(text: &mut String, found: &Validation) -> std::fmt::Result {
    writeln!(text, "\n              fake: found, missed   real: found, missed   not sure (mean numbers of profiles)")?;
    for (name, called) in judges(found) {
        let seen = called.accuracy();
        writeln!(
            text,
            "{name:<12}  {:>11.1}, {:<6.1}   {:>11.1}, {:<6.1}   {:>8.1}",
            seen.fake_found, seen.fake_missed, seen.real_found, seen.real_missed, called.unsure
        )?;
    }
    Ok(())
}

fn calibration(text: &mut String, found: &Validation) -> std::fmt::Result {
    let said = &found.probabilities;
    let n = said.len() as f64;
    let odds = |probability: f64| {
        let kept = probability.clamp(PROBABILITY_MARGIN, 1.0 - PROBABILITY_MARGIN);
        libm::log(kept / (1.0 - kept))
    };
    let confident: Vec<(f64, bool)> =
        said.iter().map(|(p, is_fake)| (p.max(1.0 - p), (*p > 0.5) == *is_fake)).collect();
    let brier = said.iter().map(|(p, is_fake)| (p - truth(*is_fake)) * (p - truth(*is_fake))).sum::<f64>() / n;
    let scored: Vec<(f64, bool)> = said.iter().map(|(p, is_fake)| (odds(*p), *is_fake)).collect();
    let Platt { slope, offset } = platt(&scored);
    writeln!(
        text,
        "\ncalibration   expected error {:.4}, Brier score {brier:.4}; straight line through the log odds: slope {slope:.2}, \
         offset {offset:.2}\n              said 50 %, meant {:.0} %",
        expected_error(&confident, 10),
        logistic(offset) * 100.0
    )?;
    writeln!(text, "              said             profiles  mean said  were fake")?;
    for bin in 0..BINS {
        let (from, to) = (bin as f64 / BINS as f64, (bin + 1) as f64 / BINS as f64);
        let is_in = |p: f64| p >= from && (p < to || bin + 1 == BINS);
        let inside: Vec<(f64, f64)> =
            said.iter().filter(|(p, _)| is_in(*p)).map(|(p, is_fake)| (*p, truth(*is_fake))).collect();
        let count = inside.len() as f64;
        if count > 0.0 {
            let (sum, fakes) = inside.iter().fold((0.0, 0.0), |(sum, fakes), (p, fake)| (sum + p, fakes + fake));
            let mean = count / found.settings.seeds as f64;
            writeln!(
                text,
                "              {from:.1} to {to:.1}  {mean:>12.1}     {:.3}      {:.3}",
                sum / count,
                fakes / count
            )?;
        }
    }
    Ok(())
}

fn judges(found: &Validation) -> [(&'static str, &Called); 2] {
    [("model", &found.model), ("five rules", &found.rules)]
}

fn ends(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".to_owned(), |interval| format!("{:.4} to {:.4}", interval.low, interval.high))
}

fn truth(is_fake: bool) -> f64 {
    f64::from(u8::from(is_fake))
}
