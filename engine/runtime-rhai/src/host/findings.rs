//! One finding in a post: what no brand stands beside, and where it is.

use rhai::{Array, Dynamic, ImmutableString};
use saring_model::Timestamp;
use saring_model::campaign::Brand;
use saring_model::creator::{Post, Risk, SafetyFinding};
use saring_pack::{Table, Unit};
use saring_vocabulary::safety::{self, RISKS};

use super::campaign::CampaignHost;
use super::posts::PostsHost;
use super::rows::RowsHost;
use super::safety::{row_for, walked};
use super::table::{RowHost, TableHost};
use crate::measure::{Measure, number, text};
use crate::registry::{Form, Outcome, Register, fields};

pub(crate) fn register(register: &mut Register<'_>) {
    findings(register);
    finding_facts(register);
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
    /// No finding.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// A finding in a published post, by the post's id and when it was published.
    pub(crate) fn in_post(finding: &SafetyFinding, confidence: f64, (post, at): (&str, Timestamp)) -> Self {
        let category = safety::category(&finding.garm).into();
        let day = at.date().to_string().into();
        Self(Some(Found { category, risk: finding.risk, limit: None, confidence, post: post.into(), day, row: None }))
    }

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
    let row = table.rows.iter().find(|row| table.text(row, "id").is_some_and(|own| safety::same_category(own, id)))?;
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
