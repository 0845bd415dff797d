//! What came of the campaign's targets, each in its window.

use std::sync::Arc;

use saring_model::Positive;
use saring_model::timeline::{Event, What};
use saring_pack::{Figure, Scope};
use saring_vocabulary::chronicle::Chronicle;
use saring_vocabulary::results::kpis::Kpi;

use super::{Answers, Measuring, ask};

/// Of each KPI the figure that answers to it. One with a window is measured again by what posts told in that many days
/// after their publication.
pub(super) fn targets(measuring: &Measuring<'_>, metrics: &[Answers]) -> Vec<Option<Figure>> {
    let kpis = measuring.campaign.kpis.as_deref().unwrap_or_default();
    let target = |kpi: &saring_model::campaign::Kpi| {
        let (metric, figure) = answering(metrics, kpi.metric.as_str())?;
        let told = kpi.window_days.and_then(|days| within(measuring, days));
        let Some(chronicle) = told else { return Some(figure.clone()) };
        let rule = measuring.pack.metrics.get(metric)?;
        let measuring = Measuring { chronicle: &Arc::new(chronicle), ..*measuring };
        let answer = ask(&measuring, &**rule, &[Scope::default()]).pop()?.ok()?;
        answer.figures.into_iter().find(|one| one.quantity.name == figure.quantity.name)
    };
    kpis.iter().map(target).collect()
}

/// The figure of the whole campaign that has a KPI's name, whatever it is joined by, or one that means the same; with the
/// place of its metric.
fn answering<'a>(metrics: &'a [Answers], name: &str) -> Option<(usize, &'a Figure)> {
    let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
    let figures = || {
        metrics.iter().enumerate().flat_map(|(place, answers)| {
            let whole = answers.iter().filter(|(scope, _)| *scope == Scope::default());
            let known = whole.filter_map(|(_, answer)| answer.as_ref().ok());
            known.flat_map(|answer| &answer.figures).map(move |figure| (place, figure))
        })
    };
    let wanted = plain(name);
    let meant = Kpi::named(&wanted);
    let same = |(_, figure): &(usize, &Figure)| meant.is_some() && Kpi::named(&figure.quantity.name) == meant;
    figures().find(|(_, figure)| plain(&figure.quantity.name) == wanted).or_else(|| figures().find(same))
}

/// What happened, without the numbers that a post told later than so many days after its publication, or without being
/// published; none where there are no such numbers.
fn within(measuring: &Measuring<'_>, days: Positive) -> Option<Chronicle> {
    let view = measuring.chronicle.as_of(measuring.as_of);
    let is_late = |event: &Event| {
        let published = event.post.as_ref().and_then(|post| view.post(post)).and_then(|post| post.published());
        let until = published.map(|(at, _)| at.plus_hours(days.get() * 24.0));
        matches!(event.what, What::PostMetrics(_)) && until.is_none_or(|until| event.at > until)
    };
    let events = measuring.chronicle.events();
    events.iter().any(is_late).then(|| Chronicle::new(events.iter().filter(|event| !is_late(event)).cloned()))
}
