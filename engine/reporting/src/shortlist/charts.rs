//! How verdicts and scores are spread.

use saring_eval::report::{CreatorReport, Report, TierCount};
use saring_model::campaign::Verdict;

use super::{listed, tone};
use crate::document::{Block, Chart, ChartKind, Series};
use crate::voice::Voice;

/// Every verdict, the best first.
const VERDICTS: [Verdict; 3] = [Verdict::Select, Verdict::Review, Verdict::Reject];
/// Points of a score that one bar covers.
const BIN_POINTS: usize = 10;
/// Bars that cover all scores.
const BINS: usize = 100 / BIN_POINTS;

/// Verdicts by tier, and scores.
pub(super) fn overview(voice: &Voice<'_>, report: &Report) -> Vec<Block> {
    if report.creators.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> = listed(voice, report).into_iter().collect();
    blocks.push(Block::Chart(by_tier(voice, report)));
    blocks.extend(by_score(voice, report).map(Block::Chart));
    blocks
}

fn by_tier(voice: &Voice<'_>, report: &Report) -> Chart {
    // The summary names the smallest tier first; people read the largest first, and those without one last.
    let (with, without): (Vec<&TierCount>, Vec<&TierCount>) =
        report.summary.tiers.iter().filter(|tier| tier.creators > 0).partition(|tier| tier.tier.is_some());
    let tiers = || with.iter().rev().chain(&without);
    let labels = tiers().map(|tier| match &tier.tier {
        Some(id) => voice.title("tier", id),
        None => voice.word("word.no-tier"),
    });
    let series = VERDICTS.iter().map(|verdict| {
        let of = |tier: &&TierCount| {
            let own = |creator: &&CreatorReport| creator.verdict == *verdict && creator.tier.id == tier.tier;
            Some(voice.count(report.creators.iter().filter(own).count()))
        };
        Series {
            name: voice.title("verdict", verdict.as_str()),
            tone: tone(*verdict),
            points: tiers().map(of).collect(),
        }
    });
    let title = voice.word("chart.verdicts-by-tier");
    Chart { title, kind: ChartKind::Stacks, labels: labels.collect(), series: series.collect() }
}

fn by_score(voice: &Voice<'_>, report: &Report) -> Option<Chart> {
    let scored = || report.creators.iter().filter_map(|creator| Some((creator.verdict, creator.score?.rounded())));
    let bins: Vec<usize> = (0..BINS).rev().collect();
    // A score of 100 stands with those just below it.
    let bin = |score: f64| ((score.max(0.0) / BIN_POINTS as f64) as usize).min(BINS - 1);
    let (first, last) = (scored().map(|(_, score)| bin(score)).min()?, scored().map(|(_, score)| bin(score)).max()?);
    let bins: Vec<usize> = bins.into_iter().filter(|bin| (first..=last).contains(bin)).collect();
    let labels = bins.iter().map(|bin| format!("{}–{}", bin * BIN_POINTS, (bin + 1) * BIN_POINTS)).collect();
    let series = VERDICTS.iter().map(|verdict| {
        let of = |wanted: &usize| scored().filter(|(own, score)| own == verdict && bin(*score) == *wanted).count();
        Series {
            name: voice.title("verdict", verdict.as_str()),
            tone: tone(*verdict),
            points: bins.iter().map(|bin| Some(voice.count(of(bin)))).collect(),
        }
    });
    let series = series.collect();
    Some(Chart { title: voice.word("chart.scores"), kind: ChartKind::Stacks, labels, series })
}
