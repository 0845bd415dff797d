//! What a classifier found in posts: which it looked at, and how much there is of it.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::creator::{Post, Risk, SafetyFinding};
use saring_pack::{Curve, Table, Unit};
use saring_vocabulary::curve;
use saring_vocabulary::safety::{self, RISKS};

use super::campaign::CampaignHost;
use super::posts::PostsHost;
use super::rows::{RowsHost, column_of, texts};
use super::table::TableHost;
use crate::answer::CurveHost;
use crate::fuel;
use crate::measure::{Measure, measure, number};
use crate::registry::{Form, Outcome, Register, fields, raise};

const SAFETY: &str = "creator.accounts[].posts[].safety";

pub(crate) fn register(register: &mut Register<'_>) {
    looked_at(register);
    topics(register);
    loads(register);
    curves(register);
}

/// The posts, with the work of walking their findings so many times charged before it is done.
pub(super) fn walked(posts: &PostsHost, times: usize) -> Outcome<impl Iterator<Item = &Post>> {
    let found: usize = posts.iter().map(|post| safety::findings(post).len()).sum();
    fuel::spend(found, times.max(1))?;
    Ok(posts.iter())
}

fn looked_at(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.classified() -> posts",
            "-",
            "The posts that a brand-safety classifier or a person looked at: an empty list of findings says that nothing was found, no list that nobody looked.",
        )
        .reads(&["creator.accounts[].posts[].safety"])
        .call(|p: &mut PostsHost| p.keep(|post| post.safety.is_some()));
    register
        .say(
            Form::Property,
            "posts.classified_share -> value",
            "fraction",
            "Share of the posts that were looked at for brand safety; unknown where there is none.",
        )
        .reads(&["creator.accounts[].posts[].safety"])
        .property(|p: &PostsHost, f| {
            let seen = p.iter().filter(|post| post.safety.is_some()).count();
            let share = saring_vocabulary::statistics::share(seen as f64, p.len() as f64);
            Measure::of(share, Unit::Fraction, f).of_sample(p.len())
        });
    register
        .say(
            Form::Method,
            "posts.foreign_share(languages) -> value",
            "fraction",
            "Share of the posts that are known to be in none of the languages; a post of unknown language counts as in one.",
        )
        .reads(&["creator.accounts[].posts[].lang"]);
    let lang = register.fields();
    register.call(move |p: &mut PostsHost, languages: Array| -> Outcome<Measure> {
        let languages = texts(&languages)?;
        fuel::spend(p.len(), languages.len())?;
        let languages: Vec<&str> = languages.iter().map(ImmutableString::as_str).collect();
        Ok(Measure::of(safety::foreign_share(p.iter(), &languages), Unit::Fraction, lang).of_sample(p.len()))
    });
}

fn topics(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.blocked_by(campaign) -> posts",
            "-",
            "The posts about a topic that the campaign's brand refuses.",
        )
        .reads(&["creator.accounts[].posts[].topics", "campaign.brand.blocked_topics"])
        .call(|p: &mut PostsHost, campaign: CampaignHost| -> Outcome<PostsHost> {
            let brand = campaign.campaign().map(|campaign| &campaign.brand);
            let blocked = brand.and_then(|brand| brand.blocked_topics.as_deref()).unwrap_or_default();
            let named: usize = p.iter().filter_map(|post| post.topics.as_deref()).map(<[_]>::len).sum();
            fuel::spend(named, blocked.len())?;
            Ok(p.keep(|post| safety::is_about(post, blocked)))
        });
    register
        .say(
            Form::Method,
            "posts.topics_known(campaign) -> value",
            "fraction",
            "Share of the posts that say their topics, where the campaign's brand refuses any; 1 where it refuses none.",
        )
        .reads(&["creator.accounts[].posts[].topics"]);
    let f = register.fields();
    register.call(move |p: &mut PostsHost, campaign: CampaignHost| {
        let brand = campaign.campaign().map(|campaign| &campaign.brand);
        let refuses = brand.and_then(|brand| brand.blocked_topics.as_deref()).is_some_and(|topics| !topics.is_empty());
        let known = p.iter().filter(|post| post.topics.is_some()).count();
        let share = saring_vocabulary::statistics::share(known as f64, p.len() as f64).filter(|share| *share > 0.0);
        Measure::of(if refuses { share } else { Some(1.0) }, Unit::Fraction, f)
    });
    register
        .say(
            Form::Method,
            "posts.decayed(half_life_days) -> value",
            "number",
            "How many posts there are, where each counts half as much every `half_life_days`.",
        )
        .reads(&["creator.accounts[].posts[].at"]);
    let at = register.fields();
    register.call(move |p: &mut PostsHost, half_life: Dynamic| -> Outcome<Measure> {
        let count = safety::decayed_count(p.iter(), p.as_of, number(&half_life)?);
        // No sample: these posts were chosen from others, so none of them says as much as many do.
        Ok(Measure::of(Some(count), Unit::Number, at))
    });
}

/// The weight of each risk level, in the order of [`RISKS`], by the rows `bsr001` to `bsr004` of a table.
fn weights(levels: &Table) -> Outcome<[f64; RISKS.len()]> {
    let id = column_of(levels, "id")?;
    column_of(levels, "weight")?;
    let mut weights = [0.0; RISKS.len()];
    for (weight, (_, level, _)) in weights.iter_mut().zip(RISKS) {
        let named =
            |row: &&saring_pack::Row| matches!(row.cells.get(id), Some(saring_pack::Cell::Text(text)) if text == level);
        let row = levels.rows.iter().find(named).and_then(|row| levels.number(row, "weight"));
        match row {
            Some(number) => *weight = number,
            None => return raise(format!("table `{}` has no weight for `{level}`", levels.name)),
        }
    }
    Ok(weights)
}

fn weight_of(weights: &[f64; RISKS.len()], risk: Risk) -> f64 {
    let at = RISKS.iter().position(|(known, ..)| *known == risk);
    at.and_then(|at| weights.get(at)).copied().unwrap_or_default()
}

/// The row that names a finding's category, with its place: of several the one with the most weight.
pub(super) fn row_for<'a>(rows: &'a RowsHost, finding: &SafetyFinding) -> Option<(usize, &'a saring_pack::Row)> {
    let table = rows.table();
    let is_named =
        |row: &saring_pack::Row| table.text(row, "id").is_some_and(|id| safety::same_category(id, &finding.garm));
    let named = rows.iter().filter(|(_, row)| is_named(row));
    let weight = |row: &saring_pack::Row| table.number(row, "weight").unwrap_or(1.0);
    named.fold(None, |best, next| match best {
        Some((_, most)) if weight(most) >= weight(next.1) => best,
        _ => Some(next),
    })
}

fn loads(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.safety_load(levels, half_life_days, unsaid, rows) -> value",
            "number",
            "What the findings in the posts weigh per hundred posts: the sum of weight of the risk, confidence and 0.5^(age / half-life). `levels` is a table with `id` (`bsr001` to `bsr004`) and `weight`; `unsaid` is the confidence of a finding that gives none. With `rows`, a finding counts where a row's `id` names its category, times the row's `weight`.",
        )
        .reads(&[
            "creator.accounts[].posts[].safety[].garm",
            "creator.accounts[].posts[].safety[].risk",
            "creator.accounts[].posts[].safety[].confidence",
            "creator.accounts[].posts[].at",
        ]);
    let f = register.fields();
    let lacking = fields(&[SAFETY]);
    let load = move |p: &PostsHost,
                     levels: &TableHost,
                     half_life: &Dynamic,
                     unsaid: &Dynamic,
                     rows: Option<&RowsHost>|
          -> Outcome<Measure> {
        let weights = weights(levels.table())?;
        let weight = |finding: &SafetyFinding| {
            let factor = match rows {
                Some(rows) => row_for(rows, finding).map(|(_, row)| rows.table().number(row, "weight").unwrap_or(1.0)),
                None => Some(1.0),
            };
            factor.map_or(0.0, |factor| factor * weight_of(&weights, finding.risk))
        };
        let posts = walked(p, rows.map_or(1, RowsHost::len))?;
        let load = safety::load(posts, p.as_of, number(half_life)?, number(unsaid)?, weight);
        Ok(Measure::of(load, Unit::Number, f).lacking(lacking).of_sample(p.len()))
    };
    register
        .call(move |p: &mut PostsHost, levels: TableHost, half_life: Dynamic, unsaid: Dynamic| {
            load(p, &levels, &half_life, &unsaid, None)
        })
        .call(move |p: &mut PostsHost, levels: TableHost, half_life: Dynamic, unsaid: Dynamic, rows: RowsHost| {
            load(p, &levels, &half_life, &unsaid, Some(&rows))
        });
}

fn curves(register: &mut Register<'_>) {
    register
        .say(
            Form::Function,
            "fading(value, scale) -> curve",
            "points",
            "100 e^(-x / scale): 100 points at 0, fewer the larger the value. Exact at the value itself and at every fifth point, linear between.",
        )
        .call(|value: Dynamic, scale: Dynamic| -> Outcome<CurveHost> {
            let scale = number(&scale)?;
            if scale <= 0.0 {
                return raise("the scale of a fading curve is above 0");
            }
            Ok(Curve::Table(curve::fading(scale, measure(&value)?.value)).into())
        });
}
