//! A plan for people: the money, who is booked, who is not, what else could be done.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use saring_app::report::{
    BookingReport, LeftOut, PlanReport, PriceSource, Pricing, ReplacementReport, Standing, Unit, Value, WhatIf,
};
use saring_model::Platform;

use super::{Voice, grid, style};
use crate::visible::visible;

/// Creators who are left out and shown one by one; the rest are counted.
const LEFT_OUT_MAX: usize = 12;

/// The whole plan.
pub fn plan(voice: &Voice<'_>, report: &PlanReport) -> String {
    let mut out = String::new();
    money(voice, report, &mut out);
    result(voice, report, &mut out);
    if let Some(standing) = &report.preflight {
        preflight(voice, standing, &mut out);
    }
    bookings(voice, report, &mut out);
    left_out(voice, report, &mut out);
    notes(voice, report, &mut out);
    if let Some(what_if) = &report.what_if {
        self::what_if(voice, report, what_if, &mut out);
    }
    out
}

/// A line of text. Writing to a text cannot fail.
fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}

fn heading(out: &mut String, text: &str) {
    line(out, "");
    line(out, &style::bold(text));
}

fn money(voice: &Voice<'_>, report: &PlanReport, out: &mut String) {
    let (words, budget) = (voice.words.plan, &report.budget);
    line(
        out,
        &style::bold(&format!(
            "{} {} ({} `{}`)",
            words.budget,
            voice.money(budget.total),
            words.policy,
            visible(&budget.policy)
        )),
    );
    let rows = budget.lines.iter().map(|each| {
        let band = each.share_min.zip(each.share_max);
        let band = band.map(|(low, high)| format!("{}–{}", voice.share(low), voice.share(high)));
        vec![
            voice.title("line", &each.id),
            style::plain_bar(each.share.rounded()),
            voice.number(each.share, Unit::Fraction),
            band.unwrap_or_default(),
            voice.money(each.amount),
        ]
    });
    out.push_str(&grid::plain(&[words.line, "", words.share, words.band, words.amount], rows.collect(), voice.width));
    if !budget.tiers.is_empty() {
        line(out, "");
        let rows = budget.tiers.iter().rev().map(|tier| {
            vec![
                voice.title("tier", &tier.id),
                style::plain_bar(tier.share.rounded()),
                voice.number(tier.share, Unit::Fraction),
                voice.money(tier.amount),
                voice.money(tier.booked),
                format!("{}{}", tier.creators, range(tier.creators_min, tier.creators_max)),
            ]
        });
        let header = [voice.words.tier, "", words.share, words.amount, words.booked, words.creators];
        out.push_str(&grid::plain(&header, rows.collect(), voice.width));
    }
    for reason in &budget.reasons {
        voice.wrap(&visible(&reason.text), 2).iter().for_each(|text| line(out, &style::dim(&format!("  {text}"))));
    }
}

fn range(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (None, None) => String::new(),
        (min, None) => format!(" (≥ {})", min.unwrap_or_default()),
        (min, Some(max)) => format!(" ({}–{max})", min.unwrap_or_default()),
    }
}

fn result(voice: &Voice<'_>, report: &PlanReport, out: &mut String) {
    let (words, goal) = (voice.words.plan, &report.goal);
    heading(out, &format!("{}: {}", words.plan, voice.title("goal", &goal.objective)));
    let number = |value: Value| voice.number(value, Unit::Number);
    let unit = voice.title("unit", &goal.objective);
    line(out, &format!("  {} {unit} ({}–{})", number(goal.value), number(goal.low), number(goal.high)));
    let proof = if goal.is_proved {
        words.proved.to_owned()
    } else {
        format!("{} {}", words.at_most_below, voice.number(goal.gap, Unit::Fraction))
    };
    line(out, &format!("  {proof}"));
    let spent = format!("{} {} {}", voice.money(report.budget.booked), words.left, voice.money(report.budget.left));
    line(out, &format!("  {} {} · {spent}", report.bookings.len(), words.creators.to_lowercase()));
    if let Some(reach) = &report.reach {
        let value = reach.value.map_or("?".to_owned(), number);
        let interval = format!("{}–{}", number(reach.low), number(reach.high));
        let method = voice.title("method", reach.method);
        line(
            out,
            &format!("  {} {value} ({interval}), {method}; {} {}", words.reach, words.plain_sum, number(reach.sum)),
        );
        for note in &reach.notes {
            voice.wrap(&visible(note), 4).iter().for_each(|text| line(out, &style::dim(&format!("    {text}"))));
        }
    }
}

/// What preflight says of the campaign with those who are booked, in a line.
fn preflight(voice: &Voice<'_>, standing: &Standing, out: &mut String) {
    let titles = standing.failed.iter().chain(&standing.warned).map(|check| voice.title("check", check));
    let titles: Vec<String> = titles.collect();
    let told = super::preflight::told(voice, standing.readiness);
    let why = if titles.is_empty() { String::new() } else { format!(": {}", titles.join(", ")) };
    let text = format!("{} {told}{why}", voice.words.plan.preflight);
    voice.wrap(&text, 2).iter().for_each(|text| line(out, &format!("  {text}")));
}

fn bookings(voice: &Voice<'_>, report: &PlanReport, out: &mut String) {
    let words = voice.words.plan;
    heading(out, words.bookings);
    let rows = report.bookings.iter().map(|booking| booking_row(voice, booking));
    let header =
        ["#", "Id", voice.words.tier, words.package, words.fee, words.fair, words.value, words.adds, words.if_out];
    out.push_str(&grid::plain(&header, rows.collect(), voice.width));
}

fn booking_row(voice: &Voice<'_>, booking: &BookingReport) -> Vec<String> {
    let number = |value: Value| voice.number(value, Unit::Number);
    let fee = match booking.price.source {
        PriceSource::Asked => voice.money(booking.fee),
        PriceSource::Estimated => format!("≈ {}", voice.money(booking.fee)),
    };
    let standing = match booking.price.standing {
        Pricing::Over => "▲",
        Pricing::Under => "▼",
        Pricing::Fair => "=",
        Pricing::Unknown => "?",
    };
    let fair = booking.price.fair.map_or(standing.to_owned(), |fair| format!("{standing} {}", number(fair)));
    let pin = if booking.is_pinned { " *" } else { "" };
    vec![
        booking.rank.to_string(),
        format!("{}{pin}", booking.creator),
        booking.tier.as_deref().map_or("–".to_owned(), |tier| voice.title("tier", tier)),
        booking.package.clone(),
        fee,
        fair,
        format!("{} ({}–{})", number(booking.value), number(booking.low), number(booking.high)),
        number(booking.adds),
        booking.replacement.as_ref().map(|replacement| stand_in(voice, replacement)).unwrap_or_default(),
    ]
}

fn stand_in(voice: &Voice<'_>, replacement: &ReplacementReport) -> String {
    let comes: Vec<&str> = replacement.comes.iter().map(|one| one.creator.as_str()).collect();
    let comes = if comes.is_empty() { "–".to_owned() } else { comes.join(", ") };
    let loses = replacement.loses.map_or("?".to_owned(), |loses| voice.number(loses, Unit::Number));
    format!("{comes} (−{loses})")
}

/// What a person should look at.
fn notes(voice: &Voice<'_>, report: &PlanReport, out: &mut String) {
    if !report.notes.is_empty() {
        heading(out, voice.words.plan.notes);
    }
    for note in &report.notes {
        voice.wrap(&visible(&note.text), 2).iter().for_each(|text| line(out, &format!("  {text}")));
    }
}

fn left_out(voice: &Voice<'_>, report: &PlanReport, out: &mut String) {
    let words = voice.words.plan;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &report.left_out {
        // What the pricing says better than the plan is the same to a count: there is no price.
        let code = one.reason.code.strip_prefix("plan.").unwrap_or("no-price");
        *counts.entry(code).or_default() += 1;
    }
    let counts: Vec<String> =
        counts.into_iter().map(|(code, count)| format!("{} {count}", voice.title("left-out", code))).collect();
    heading(out, &format!("{} {}", words.left_out, report.left_out.len()));
    line(out, &format!("  {}", counts.join(" · ")));
    // Whom the verdict keeps out is no news here; whom the money keeps out is.
    let near = |one: &&LeftOut| one.reason.code != "plan.verdict";
    let rows: Vec<Vec<String>> = (report.left_out.iter().filter(near).take(LEFT_OUT_MAX))
        .map(|one| {
            let tier = one.tier.as_deref().map_or("–".to_owned(), |tier| voice.title("tier", tier));
            vec![one.rank.to_string(), one.creator.clone(), tier, one.reason.text.clone()]
        })
        .collect();
    if !rows.is_empty() {
        out.push_str(&grid::plain(&["#", "Id", voice.words.tier, voice.words.why], rows, voice.width));
    }
}

fn what_if(voice: &Voice<'_>, report: &PlanReport, what_if: &WhatIf, out: &mut String) {
    let words = voice.words.plan;
    let number = |value: Value| voice.number(value, Unit::Number);
    heading(out, words.what_if);
    let rows = what_if.curve.iter().map(|point| {
        vec![
            voice.share(point.share),
            voice.money(point.fees),
            point.value.map_or("–".to_owned(), number),
            point.creators.map_or("–".to_owned(), |creators| creators.to_string()),
        ]
    });
    let header = [words.money, words.amount, words.value, words.creators];
    out.push_str(&grid::plain(&header, rows.collect(), voice.width));
    let gaining = what_if.bounds.iter().filter(|bound| bound.gain.rounded() > 0.0);
    let rows: Vec<Vec<String>> = gaining
        .map(|bound| {
            let step = format!("{} → {}", number(bound.now), number(bound.relaxed));
            vec![self::bound(voice, &bound.bound), step, format!("+{}", number(bound.gain))]
        })
        .collect();
    if !rows.is_empty() {
        line(out, "");
        out.push_str(&grid::plain(&[words.bound, words.relaxed, words.gains], rows, voice.width));
    }
    if let Some(next) = &what_if.next_best {
        let less = (report.goal.value.rounded() - next.value.rounded()).max(0.0);
        let changes = [("+", &next.comes), ("−", &next.goes)].into_iter().filter(|(_, who)| !who.is_empty());
        let changes: String = changes.map(|(sign, who)| format!(" · {sign} {}", who.join(", "))).collect();
        line(out, "");
        let text = format!("{}: −{}{changes}", words.next_best, number(Value(less)));
        voice.wrap(&visible(&text), 2).iter().for_each(|text| line(out, &format!("  {text}")));
    }
}

/// A bound in words: `fees:mega` as "Fees · Mega".
fn bound(voice: &Voice<'_>, name: &str) -> String {
    let parts = name.split(':').enumerate().map(|(at, part)| match at {
        0 => voice.title("bound", part),
        _ if voice_platform(part) => voice.title("platform", part),
        _ => voice.title("tier", part),
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn voice_platform(name: &str) -> bool {
    [Platform::Instagram, Platform::Tiktok, Platform::Youtube].iter().any(|platform| platform.as_str() == name)
}
