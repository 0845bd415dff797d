//! `creator.ratings`: what people think of a creator.

use rhai::{Array, ImmutableString};
use saring_model::catalogue::FieldSet;
use saring_model::creator::Rating;
use saring_pack::Unit;
use saring_vocabulary::ratings::{Panel, panel, scaled};

use super::column::ColumnHost;
use super::creator::CreatorHost;
use crate::fuel;
use crate::measure::Measure;
use crate::registry::{Form, Outcome, Register, raise};

/// Human ratings.
#[derive(Debug, Clone)]
pub(crate) struct RatingsHost(CreatorHost);

impl RatingsHost {
    pub(crate) fn of(host: &CreatorHost) -> Self {
        Self(host.clone())
    }

    fn all(&self) -> &[Rating] {
        let all = self.0.creator.ratings.as_deref().unwrap_or_default();
        fuel::charge(all.len());
        all
    }
}

/// Several people's opinions on one question.
#[derive(Debug, Clone)]
pub(crate) struct PanelHost {
    panel: Panel,
    age_days: Option<f64>,
    fields: FieldSet,
}

pub(crate) fn register(register: &mut Register<'_>) {
    register
        .say(
            Form::Method,
            "ratings.of(criterion) -> column",
            "fraction",
            "Ratings of a criterion, each scaled from its own scale to 0 to 1.",
        )
        .reads(&["creator.ratings[].value", "creator.ratings[].scale", "creator.ratings[].criterion"]);
    let fields = register.fields();
    register.call(move |r: &mut RatingsHost, criterion: ImmutableString| {
        let ratings = r.all().iter().filter(|rating| *rating.criterion == *criterion);
        ColumnHost::of(ratings.map(scaled).collect(), Unit::Fraction, fields)
    });
    register
        .say(
            Form::Method,
            "ratings.panel(criteria) -> panel",
            "-",
            "The people who rated any of some criteria, without case and diacritics; each person counts once.",
        )
        .reads(&[
            "creator.ratings[].value",
            "creator.ratings[].scale",
            "creator.ratings[].criterion",
            "creator.ratings[].rater",
            "creator.ratings[].at",
        ]);
    let fields = crate::registry::fields(&["creator.ratings"]);
    register.call(move |r: &mut RatingsHost, criteria: Array| -> Outcome<PanelHost> {
        let ratings = r.all();
        fuel::spend_folding(ratings.iter().map(|rating| rating.criterion.len()).sum())?;
        fuel::spend(ratings.len(), criteria.len())?;
        let named: Option<Vec<ImmutableString>> =
            criteria.iter().map(|name| Some(name.read_lock::<ImmutableString>()?.clone())).collect();
        let Some(named) = named else { return raise("the criteria of a panel are texts") };
        let named: Vec<&str> = named.iter().map(ImmutableString::as_str).collect();
        let today = r.0.as_of.date();
        let panel = panel(ratings, &named, today);
        Ok(PanelHost { age_days: panel.age_days(today), panel, fields })
    });
    panels(register);
}

fn panels(register: &mut Register<'_>) {
    register
        .say(Form::Property, "panel.raters -> value", "count", "How many people rated.")
        .property(|p: &PanelHost, _| Measure::counted(p.panel.raters(), p.fields));
    register
        .say(
            Form::Property,
            "panel.mean -> value",
            "fraction",
            "The mean of the people's mean ratings; unknown where nobody rated.",
        )
        .property(|p: &PanelHost, _| Measure::of(p.panel.mean(), Unit::Fraction, p.fields).of_sample(p.panel.raters()));
    register
        .say(Form::Property, "panel.agreement -> value", "fraction", "How far the people agree, 0 (as by chance) to 1 (all the same); unknown below two people (r_wg of James, Demaree and Wolf).")
        .property(|p: &PanelHost, _| {
            Measure::of(p.panel.agreement(), Unit::Fraction, p.fields).of_sample(p.panel.raters())
        });
    register
        .say(
            Form::Property,
            "panel.age_days -> value",
            "days",
            "Days since the newest rating; unknown where none has a date.",
        )
        .property(|p: &PanelHost, _| Measure::of(p.age_days, Unit::Days, p.fields));
}
