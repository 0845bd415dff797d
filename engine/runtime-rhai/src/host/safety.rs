//! What a classifier found in posts: how much of it there is, what of it no brand stands beside, and where.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::campaign::Brand;
use saring_model::creator::{Post, Risk, SafetyFinding};
use saring_pack::{Curve, Table, Unit};
use saring_vocabulary::curve;
use saring_vocabulary::safety::{self, RISKS};

use super::campaign::CampaignHost;
use super::posts::PostsHost;
use super::rows::{RowsHost, column_of, texts};
use super::table::{RowHost, TableHost};
use crate::answer::CurveHost;
use crate::fuel;
use crate::measure::{Measure, measure, number, text};
use crate::registry::{Form, Outcome, Register, fields, raise};

const SAFETY: &str = "creator.accounts[].posts[].safety";

pub(crate) fn register(register: &mut Register<'_>) {
    looked_at(register);
    topics(register);
    loads(register);
    findings(register);
    finding_facts(register);
    curves(register);
}

/// The posts, with the work of walking their findings so many times charged before it is done.
fn walked(posts: &PostsHost, times: usize) -> Outcome<impl Iterator<Item = &Post>> {
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
        Ok(Measure::of(Some(count), Unit::Number, at).of_sample(p.len()))
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
fn row_for<'a>(rows: &'a RowsHost, finding: &SafetyFinding) -> Option<(usize, &'a saring_pack::Row)> {
    let (table, category) = (rows.table(), safety::category(&finding.garm));
    let named = rows.iter().filter(|(_, row)| table.text(row, "id").map(safety::category) == Some(category));
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

/// One finding with its place, or none.
#[derive(Debug, Clone)]
pub(crate) struct FindingHost(Option<Found>);

#[derive(Debug, Clone)]
struct Found {
    category: ImmutableString,
    risk: Risk,
    limit: Option<Risk>,
    confidence: f64,
    post: ImmutableString,
    day: ImmutableString,
    row: Option<RowHost>,
}

impl FindingHost {
    /// The newest finding that is sure enough and that `wanted` holds for.
    fn newest(
        posts: &PostsHost,
        (sure, unsaid): (f64, f64),
        times: usize,
        wanted: impl Fn(&SafetyFinding) -> bool,
    ) -> Outcome<Self> {
        let is_sure = |finding: &SafetyFinding| safety::certainty(finding, unsaid) >= sure;
        let found = safety::newest(walked(posts, times)?, |finding| is_sure(finding) && wanted(finding));
        Ok(Self(found.map(|(post, finding)| Found {
            category: safety::category(&finding.garm).into(),
            risk: finding.risk,
            limit: None,
            confidence: safety::certainty(finding, unsaid),
            post: place(posts, post),
            day: post.at.date().to_string().into(),
            row: None,
        })))
    }
}

/// A post's own id, else the JSON pointer to it; never its words.
fn place(posts: &PostsHost, post: &Post) -> ImmutableString {
    let pointer = || {
        let at = posts.all().iter().position(|each| std::ptr::eq(each, post)).unwrap_or_default();
        format!("/accounts/{}/posts/{at}", posts.account).into()
    };
    post.id.as_ref().map_or_else(pointer, |id| id.as_str().into())
}

const FINDING_FIELDS: &[&str] = &[
    "creator.accounts[].posts[].safety[].garm",
    "creator.accounts[].posts[].safety[].risk",
    "creator.accounts[].posts[].safety[].confidence",
];

fn findings(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "posts.floor_finding(sure, unsaid) -> finding",
            "-",
            "The newest finding at Floor, the risk beside which no advertising belongs, of at least that confidence; `unsaid` is the confidence of one that gives none.",
        )
        .reads(FINDING_FIELDS)
        .call(|p: &mut PostsHost, sure: Dynamic, unsaid: Dynamic| {
            FindingHost::newest(p, (number(&sure)?, number(&unsaid)?), 1, |finding| finding.risk == Risk::Floor)
        });
    register
        .say(
            Form::Method,
            "posts.finding_above(campaign, tables, sure, unsaid) -> finding",
            "-",
            "The newest finding that is graver than the campaign's brand accepts in its category, or in the category above it: the `parent` of its `id` in one of the tables.",
        )
        .reads(&[
            "creator.accounts[].posts[].safety[].garm",
            "creator.accounts[].posts[].safety[].risk",
            "creator.accounts[].posts[].safety[].confidence",
            "campaign.brand.safety",
        ])
        .call(|p: &mut PostsHost, campaign: CampaignHost, tables: Array, sure: Dynamic, unsaid: Dynamic| -> Outcome<FindingHost> {
            let Some(brand) = campaign.campaign().map(|campaign| &campaign.brand) else { return Ok(FindingHost(None)) };
            if brand.safety.is_none() {
                return Ok(FindingHost(None));
            }
            let tables: Vec<TableHost> = tables.into_iter().filter_map(Dynamic::try_cast::<TableHost>).collect();
            let rows = tables.iter().map(|table| table.table().rows.len()).sum();
            let is_above = |finding: &SafetyFinding| limit(brand, &finding.garm, &tables).is_some_and(|limit| finding.risk < limit);
            let mut found = FindingHost::newest(p, (number(&sure)?, number(&unsaid)?), rows, is_above)?;
            if let Some(found) = &mut found.0 {
                found.limit = limit(brand, &found.category, &tables);
            }
            Ok(found)
        });
    register
        .say(
            Form::Method,
            "posts.finding_in(rows, sure, unsaid) -> finding",
            "-",
            "The newest finding whose category the `id` of one of the rows names.",
        )
        .reads(FINDING_FIELDS)
        .call(|p: &mut PostsHost, rows: RowsHost, sure: Dynamic, unsaid: Dynamic| -> Outcome<FindingHost> {
            let sure = (number(&sure)?, number(&unsaid)?);
            let row = std::cell::Cell::new(None);
            let is_named = |finding: &SafetyFinding| {
                row.set(row_for(&rows, finding).map(|(at, _)| at));
                row.get().is_some()
            };
            let mut found = FindingHost::newest(p, sure, rows.len(), is_named)?;
            if let Some(found) = &mut found.0 {
                found.row = row.get().map(|at| RowHost::at(rows.table(), at));
            }
            Ok(found)
        });
}

fn limit(brand: &Brand, category: &str, tables: &[TableHost]) -> Option<Risk> {
    let parent = |id: &str| tables.iter().find_map(|table| parent_in(table.table(), id));
    safety::limit(brand, category, parent)
}

fn parent_in<'a>(table: &'a Table, id: &str) -> Option<&'a str> {
    let row = table.rows.iter().find(|row| table.text(row, "id").map(safety::category) == Some(id))?;
    table.text(row, "parent").map(safety::category)
}

fn risk_name(risk: Risk) -> &'static str {
    RISKS.iter().find(|(known, ..)| *known == risk).map_or("", |(.., name)| name)
}

fn finding_facts(register: &mut Register<'_>) {
    register
        .say(Form::Property, "finding.is_found -> bool", "-", "Whether there is such a finding.")
        .property(|f: &FindingHost, _| f.0.is_some());
    register
        .say(Form::Property, "finding.category -> text", "-", "The category's id, without `garm:`.")
        .reads(&["creator.accounts[].posts[].safety[].garm"])
        .property(|f: &FindingHost, fields| text(f.0.as_ref().map(|found| found.category.as_str()), fields));
    register
        .say(Form::Property, "finding.risk -> text", "-", "The risk: `floor`, `high`, `medium` or `low`.")
        .reads(&["creator.accounts[].posts[].safety[].risk"])
        .property(|f: &FindingHost, fields| text(f.0.as_ref().map(|found| risk_name(found.risk)), fields));
    register
        .say(Form::Property, "finding.limit -> text", "-", "The highest risk that the brand accepts in its category.")
        .reads(&["campaign.brand.safety"])
        .property(|f: &FindingHost, fields| text(f.0.as_ref().and_then(|found| found.limit).map(risk_name), fields));
    register
        .say(Form::Property, "finding.confidence -> value", "fraction", "The classifier's confidence.")
        .reads(&["creator.accounts[].posts[].safety[].confidence"])
        .property(|f: &FindingHost, fields| {
            Measure::of(f.0.as_ref().map(|found| found.confidence), Unit::Fraction, fields)
        });
    register
        .say(Form::Property, "finding.post -> text", "-", "The post that it is in: its id, else the JSON pointer to it among the posts known at the moment of the decision.")
        .reads(&["creator.accounts[].posts[].id"])
        .property(|f: &FindingHost, fields| text(f.0.as_ref().map(|found| found.post.as_str()), fields));
    register
        .say(Form::Property, "finding.day -> text", "-", "The day on which the post was published, as `2026-03-01`.")
        .reads(&["creator.accounts[].posts[].at"])
        .property(|f: &FindingHost, fields| text(f.0.as_ref().map(|found| found.day.as_str()), fields));
    register
        .say(
            Form::Property,
            "finding.row -> row",
            "-",
            "The table's row that names its category; unknown where no rows were asked for.",
        )
        .property(|f: &FindingHost, _| match &f.0 {
            Some(Found { row: Some(row), .. }) => Dynamic::from(row.clone()),
            _ => text(None, fields(&[])),
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
