//! How surprising a volume of mentions is, and how detections are scored.

use saring_tests::mentions::{Detector, surprises};
use saring_tests::nab::{Series, score};
use saring_vocabulary::random::SplitMix64;
use saring_vocabulary::volume::{Bucket, Method, Season, Surprise, Unknown, surprise};

const HOUR_S: u32 = 3_600;
const DAY_S: u32 = 24 * HOUR_S;
/// A Monday at midnight, in seconds since 1970.
const BEGINS_S: i64 = 1_772_409_600;
const METHOD: Method = Method {
    window_s: 7_200,
    long_window_s: 7_200,
    history_days: 28,
    baseline_days: 3,
    repeats: 2,
    smoothing_s: 7_200,
    tail_quantile: 0.8,
    coverage: 0.5,
};

/// Spans one after the other, with as many mentions as the function says of the hour since the first one began.
fn counts(spans: u32, span_s: u32, of: impl Fn(f64) -> f64) -> Vec<Bucket> {
    let hour = |n: u32| f64::from(n * span_s) / f64::from(HOUR_S);
    (0..spans).map(|n| ((BEGINS_S + i64::from((n + 1) * span_s)) * 1_000, span_s, of(hour(n)))).collect()
}

fn at_hour(hours: f64) -> i64 {
    BEGINS_S * 1_000 + (hours * 3_600_000.0) as i64
}

/// What a volume comes to lie above another where only chance moves both.
fn apart(volume: f64, expected: f64) -> f64 {
    2.0 * ((volume + 0.375).sqrt() - (expected + 0.375).sqrt())
}

/// The volume, the expected and the season.
type Told = Result<(f64, f64, Season), Unknown>;

fn check(name: &str, buckets: &[Bucket], hours: f64, method: &Method, wanted: Told) {
    let found = surprise(buckets, at_hour(hours), method);
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9 * b.abs().max(1.0);
    let is_same = match (&found, &wanted) {
        (Ok(Surprise { value, expected, season, .. }), Ok(wanted)) => {
            near(*value, wanted.0) && near(*expected, wanted.1) && *season == wanted.2
        }
        (found, wanted) => found.as_ref().err() == wanted.as_ref().err(),
    };
    assert!(is_same, "{name}: {found:?}, not {wanted:?}");
}

#[test]
fn volumes_are_held_against_their_hour() {
    use Season::{AllHours, HourOfDay, HourOfWeek};
    let loud = |hour: f64, from: f64| (from..from + 2.0).contains(&hour);
    let days = |days: u32| days * 24;
    // 450 an hour on Mondays from 10 to 12, and 50 else.
    let mondays = |hour: f64| if loud(hour % 168.0, 10.0) { 450.0 } else { 50.0 };
    let rising = |hour: f64| if loud(hour, 672.0) { 200.0 } else { 50.0 };
    let told = |volume: f64, expected: f64, season| Ok((volume, expected, season));
    let exact = Method { smoothing_s: 0, ..METHOD };
    let short = Method { baseline_days: 1, repeats: 3, ..METHOD };
    check("as ever", &counts(days(29), HOUR_S, |_| 50.0), 674.0, &METHOD, told(100.0, 100.0, HourOfWeek));
    check("four times as many", &counts(days(29), HOUR_S, rising), 674.0, &METHOD, told(400.0, 100.0, HourOfWeek));
    check("a Monday", &counts(days(29), HOUR_S, mondays), 672.0 + 12.0, &exact, told(900.0, 900.0, HourOfWeek));
    let tuesday = |hour: f64| if loud(hour, 706.0) { 450.0 } else { mondays(hour) };
    check("a Tuesday like Mondays", &counts(days(30), HOUR_S, tuesday), 708.0, &METHOD, told(900.0, 100.0, HourOfWeek));
    check("thirteen days", &counts(days(13), HOUR_S, |_| 50.0), 312.0, &METHOD, told(100.0, 100.0, HourOfDay));
    check("two days", &counts(days(2), HOUR_S, |_| 50.0), 48.0, &short, told(100.0, 100.0, AllHours));
    check("half a window", &counts(673, HOUR_S, |_| 50.0), 674.0, &METHOD, told(100.0, 100.0, HourOfWeek));
    check(
        "by the quarter",
        &counts(days(29) * 4, HOUR_S / 4, |hour| rising(hour) / 4.0),
        674.0,
        &METHOD,
        told(400.0, 100.0, HourOfWeek),
    );
    // The window lies half in an hour that ends loud windows, and half in one that ends quiet ones.
    let turns = |hour: f64| if hour % 24.0 < 2.0 { 200.0 } else { 50.0 };
    // The half hour that nobody has counted yet counts as the rest of it.
    let between = ((400.375_f64.sqrt() + 250.375_f64.sqrt()) / 2.0).powi(2) - 0.375;
    check("across two", &counts(days(29), HOUR_S, turns), 674.5, &exact, told(400.0, between, HourOfWeek));
    check(
        "by the day",
        &counts(29, DAY_S, |hour| if hour < 672.0 { 1_200.0 } else { 2_400.0 }),
        696.0,
        &METHOD,
        told(2_400.0, 1_200.0, HourOfWeek),
    );
    check(
        "too short",
        &counts(60, HOUR_S, |_| 50.0),
        60.0,
        &METHOD,
        Err(Unknown::NoBaseline { known_days: 58.0 / 24.0, demanded_days: 3.0 }),
    );
    check("nobody counted", &counts(672, HOUR_S, |_| 50.0), 675.0, &METHOD, Err(Unknown::NoVolume { share: 0.0 }));
    check("nothing", &[], 0.0, &METHOD, Err(Unknown::NoBaseline { known_days: 0.0, demanded_days: 3.0 }));
}

/// With nothing above what is usual, a mean excess is what chance deviates by, once for the window and a third of it for
/// the mean of the windows' heights; and one of all hours is taken to lie above.
#[test]
fn rarity_is_that_of_an_exponential_tail() {
    let even = surprise(&counts(674, HOUR_S, |hour| if hour < 672.0 { 50.0 } else { 53.0 }), at_hour(674.0), &METHOD);
    let wanted = f64::exp(apart(106.0, 100.0) * 3.0) * 672.0 / 24.0;
    assert!((even.unwrap().days - wanted).abs() < 1e-9 * wanted, "{even:?}, not {wanted}");
}

#[test]
fn bursts_that_a_brand_is_used_to_are_no_surprise() {
    // Every 53 hours two of them are ten times as loud.
    let bursts = |hour: f64| if hour % 53.0 < 2.0 { 500.0 } else { 50.0 };
    let history = counts(672, HOUR_S, bursts);
    let with = |last: f64| {
        let mut all = history.clone();
        all.extend((1..=2).map(|hour| (at_hour(672.0 + f64::from(hour)), HOUR_S, last)));
        surprise(&all, at_hour(674.0), &METHOD).unwrap()
    };
    let (usual, burst, huge) = (with(50.0), with(500.0), with(5_000.0));
    assert!(usual.days < 1.0 && (usual.expected - 100.0).abs() < 1e-9, "{usual:?}");
    assert!((burst.bound(burst.days) - burst.value).abs() < 1e-6, "{burst:?}");
    assert!(burst.days > 1.0 && burst.days < 28.0, "{burst:?}");
    assert!(huge.days > 70.0, "{huge:?}");
    let quiet = surprise(&counts(674, HOUR_S, |hour| if hour < 672.0 { 50.0 } else { 500.0 }), at_hour(674.0), &METHOD);
    assert!(quiet.unwrap().days == 36_500.0, "to a brand that is not, they are: {quiet:?}");
}

/// A loud hour at the end of eleven quiet ones is less than at the end of loud ones.
#[test]
fn a_longer_window_must_be_loud_too() {
    let method = Method { window_s: 3_600, long_window_s: 43_200, smoothing_s: 0, ..METHOD };
    let history = |hour: f64| 50.0 + (hour * 7.0) % 11.0;
    let days = |before: f64| {
        let of = |hour: f64| {
            if hour >= 700.0 {
                90.0
            } else if hour >= 689.0 {
                before
            } else {
                history(hour)
            }
        };
        surprise(&counts(701, HOUR_S, of), at_hour(701.0), &method).unwrap().days
    };
    assert!(days(50.0) * 2.0 < days(70.0), "{} {}", days(50.0), days(70.0));
}

#[test]
fn answers_depend_on_the_window_of_history_alone() {
    let mut dice = SplitMix64::new(7);
    let of = |hour: f64| 20.0 + (hour % 24.0) + if (600.0..604.0).contains(&hour) { 300.0 } else { 0.0 };
    let mut all: Vec<Bucket> = counts(35 * 288, 300, of);
    // As in published series, spans do not end at full hours.
    all.iter_mut().for_each(|bucket| bucket.0 += 173_000);
    for hours in [700.0, 700.5, 721.0, 800.25] {
        let told = surprise(&all, at_hour(hours), &METHOD).unwrap();
        let mut mixed = all.clone();
        for at in (1..mixed.len()).rev() {
            mixed.swap(at, (dice.next_u64() % (at as u64 + 1)) as usize);
        }
        assert_eq!(surprise(&mixed, at_hour(hours), &METHOD), Ok(told), "in any order");
        let since = at_hour(hours - 30.0 * 24.0);
        let within: Vec<Bucket> =
            all.iter().copied().filter(|(end, ..)| (since..=at_hour(hours)).contains(end)).collect();
        assert_eq!(surprise(&within, at_hour(hours), &METHOD), Ok(told), "without the rest");
        assert_eq!(
            surprise(&hourly(&all, at_hour(hours - 48.0)), at_hour(hours), &METHOD),
            Ok(told),
            "from hourly sums"
        );
    }
}

/// The same with sums of full hours, where the span ended by then.
fn hourly(all: &[Bucket], until_ms: i64) -> Vec<Bucket> {
    let hour = |end: i64| (end - 1).div_euclid(3_600_000);
    let until = hour(until_ms);
    let (old, new): (Vec<Bucket>, Vec<Bucket>) = all.iter().partition(|(end, ..)| hour(*end) < until);
    let sums = old.chunk_by(|a, b| hour(a.0) == hour(b.0));
    let sum = |of: &[Bucket]| ((hour(of[0].0) + 1) * 3_600_000, HOUR_S, of.iter().map(|(.., count)| count).sum());
    sums.map(sum).chain(new).collect()
}

/// Draws of chance: an hour of the week has its level, the level wanders by the day, and counts scatter about it.
fn made_up(seed: u64, weeks: u32, level: f64, burst_at: Option<usize>) -> Series {
    let mut dice = SplitMix64::new(seed);
    let mut normal = || (0..12).map(|_| (dice.next_u64() >> 11) as f64 / (1_u64 << 53) as f64).sum::<f64>() - 6.0;
    let mut drift = 0.0;
    let buckets = counts(weeks * 7 * 288, 300, |hour| hour);
    let draw = |(row, (end, span, hour)): (usize, Bucket)| {
        drift = 0.998 * drift + 0.01 * normal();
        let day = 1.0 + 0.7 * (hour * std::f64::consts::TAU / 24.0).sin();
        let week = if hour % 168.0 < 120.0 { 1.0 } else { 0.5 };
        let loud = if burst_at.is_some_and(|at| (at..at + 24).contains(&row)) { 3.0 } else { 1.0 };
        let mean = level * day * week * f64::exp(drift) * loud;
        (end, span, (mean + mean.sqrt() * normal()).round().max(0.0))
    };
    let buckets = buckets.into_iter().enumerate().map(draw).collect();
    Series { subject: format!("{seed}"), buckets, windows: Vec::new() }
}

fn fired(series: &Series, detector: &Detector) -> Vec<i64> {
    detector.fires(&surprises(series, detector))
}

#[test]
fn chance_hardly_surprises_and_three_times_as_many_do() {
    let shipped = Detector::shipped().unwrap();
    let mut alarms = 0;
    for seed in 1..=8 {
        alarms += fired(&made_up(seed, 8, [1.0, 4.0, 40.0, 400.0][seed as usize % 4], None), &shipped).len();
    }
    assert!(alarms <= 6, "{alarms} false alarms in 64 weeks, of which ten say as much once");
    let mut found = 0;
    for (seed, level) in [(11, 40.0), (12, 400.0), (13, 10.0), (14, 100.0)] {
        let (row, last) = (36 * 288 + seed as usize * 11, 37 * 288);
        let series = made_up(seed, 6, level, Some(row));
        let during = series.buckets[row].0..series.buckets[last].0;
        found += usize::from(fired(&series, &shipped).iter().any(|at| during.contains(at)));
    }
    assert_eq!(found, 4, "of four bursts of two hours");
}

/// The benchmark's own example, at the profile's weight of false alarms: the first row of the first of two windows of
/// five rows, the row after it, and one that lies three quarters of a window behind it.
#[test]
fn detections_are_scored_as_the_benchmark_does() {
    let scored = score(100, 0, &[20..=24, 60..=64], &[20, 21, 27]);
    assert!((scored.raw - 0.11 * -0.954_0).abs() < 1e-5, "{scored:?}");
    assert_eq!((scored.windows, scored.found, scored.false_alarms), (2, 1, 1));
    let table: [(&[usize], f64); 5] = [
        (&[], 0.0),
        (&[20, 60], 100.0),
        // Before any window it costs its weight, of which a window is worth two and there are two.
        (&[3], -0.11 / 4.0 * 100.0),
        // In the middle of a window of five: 2 / (1 + e^(-5 * 3/5)) - 1, over what its first row is worth.
        (&[22], 100.0 * (1.0 + 0.905_148_253_644_866 / 0.986_614_298_151_430_3) / 4.0),
        (&[20, 60, 99], 100.0 * (4.0 - 0.11) / 4.0),
    ];
    for (fired, wanted) in table {
        let found = score(100, 0, &[20..=24, 60..=64], fired).score();
        assert!((found - wanted).abs() < 1e-9, "{fired:?}: {found}, not {wanted}");
    }
    assert_eq!(
        score(100, 30, &[20..=24, 60..=64], &[20, 60]).windows,
        1,
        "what lies in the time for learning is no matter"
    );
}
