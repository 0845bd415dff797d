//! Who is booked with what, what it is worth, and why.

use saring_eval::report::Value;
use saring_eval::worth::{PriceSource, Pricing};
use saring_model::campaign::Deliverable;
use saring_planner::plan::report::{BookingReport, PlanReport};

use crate::document::{Block, Cell, Chart, ChartKind, Column, Number, Series, Table, Tone};
use crate::limits::BARS_MAX;
use crate::voice::{Telling, Voice, count, text};

/// The table of all, charts of what they bring and cost, what the agency alone may know of prices, and why each is booked.
pub(super) fn bookings(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Vec<Block> {
    if report.bookings.is_empty() {
        return vec![Block::Text(voice.word("plan.nobody"))];
    }
    let things = voice.title("unit", &report.goal.objective);
    let worth = bars(voice, voice.say("chart.worth", &[("things", text(things))]), report, |booking| {
        voice.plain(booking.value)
    });
    let mut blocks = vec![Block::Table(table(voice, telling, report)), worth];
    if telling.edition.is_internal() {
        blocks.push(bars(voice, voice.word("chart.fees"), report, |booking| voice.money(booking.fee)));
        blocks.push(Block::Table(prices(voice, report)));
    }
    blocks.push(Block::Table(reasons(voice, telling, report)));
    blocks
}

/// A bar for each of the bookings with the most, the greatest first.
fn bars(voice: &Voice<'_>, title: String, report: &PlanReport, number: impl Fn(&BookingReport) -> Number) -> Block {
    let mut all: Vec<(&BookingReport, Number)> =
        report.bookings.iter().map(|booking| (booking, number(booking))).collect();
    // A stable sort: equals stay in the order of the report.
    all.sort_by(|(_, a), (_, b)| b.value.total_cmp(&a.value));
    let title = match all.len() > BARS_MAX {
        true => format!("{title} ({})", voice.say("chart.greatest", &[("bars", count(BARS_MAX))])),
        false => title,
    };
    all.truncate(BARS_MAX);
    let labels = all.iter().map(|(booking, _)| who(booking)).collect();
    let points = all.into_iter().map(|(_, number)| Some(number)).collect();
    let series = vec![Series { name: title.clone(), tone: Tone::Plain, points }];
    Block::Chart(Chart { title, kind: ChartKind::Bars, labels, series })
}

fn table(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Table {
    let is_internal = telling.edition.is_internal();
    let mut columns = vec![
        Column::number("#"),
        Column::word(voice.word("column.creator")),
        Column::word(voice.word("column.tier")),
        Column::word(voice.word("column.deliverables")),
        Column::estimate(voice.word("column.worth")),
        Column::number(voice.word("column.reach")),
    ];
    if is_internal {
        columns.push(Column::number(voice.word("column.fee")));
        columns.push(Column::number(voice.word("column.fee-share")));
    }
    let mut table = Table::new(columns);
    for booking in &report.bookings {
        let pinned = if booking.is_pinned && is_internal { " *" } else { "" };
        let worth = [booking.value, booking.low, booking.high].map(|value| voice.plain(value));
        let [value, low, high] = worth;
        let people = |reach: Value| Cell::Number(voice.plain(Value(reach.rounded().round())));
        let mut row = vec![
            Cell::Number(voice.count(booking.rank)),
            Cell::text(format!("{}{pinned}", who(booking))),
            Cell::text(booking.tier.as_deref().map(|tier| voice.title("tier", tier)).unwrap_or_default()),
            Cell::text(deliverables(voice, &booking.deliverables)),
            voice.estimate(Some(value), low, high),
            booking.reach.map_or(Cell::Empty, people),
        ];
        if is_internal {
            row.push(Cell::Number(voice.money(booking.fee)));
            row.push(Cell::Number(voice.share(booking.fee_share)));
        }
        table.rows.push(row);
    }
    table
}

/// Where fees come from, how they compare, and what it would cost to do without a creator.
fn prices(voice: &Voice<'_>, report: &PlanReport) -> Table {
    let columns = vec![
        Column::word(voice.word("column.creator")),
        Column::number(voice.word("column.fee")),
        Column::word(voice.word("column.price-source")),
        Column::estimate(voice.word("column.fair")),
        Column::word(voice.word("column.standing")),
        Column::number(voice.word("column.adds")),
        Column::word(voice.word("column.if-out")),
    ];
    let row = |booking: &BookingReport| {
        let [fee, source, fair, standing] = price(voice, booking);
        let adds = Cell::Number(voice.plain(booking.adds));
        vec![Cell::text(who(booking)), fee, source, fair, standing, adds, Cell::text(stand_in(voice, booking))]
    };
    let rows = report.bookings.iter().map(row).collect();
    Table { caption: voice.word("plan.prices"), columns, rows }
}

fn reasons(voice: &Voice<'_>, telling: &Telling<'_>, report: &PlanReport) -> Table {
    let columns = vec![Column::word(voice.word("column.creator")), Column::prose(voice.word("column.why"))];
    let row = |booking: &BookingReport| {
        let reasons = booking.reasons.iter().filter(|reason| telling.edition.shows(reason));
        let reasons = reasons.map(|reason| voice.sentence(reason)).collect::<Vec<_>>().join(" ");
        vec![Cell::text(who(booking)), Cell::text(reasons)]
    };
    let rows = report.bookings.iter().map(row).collect();
    Table { caption: voice.word("plan.reasons"), columns, rows }
}

/// The fee, where it comes from, the fair one, and how the two compare.
fn price(voice: &Voice<'_>, booking: &BookingReport) -> [Cell; 4] {
    let price = &booking.price;
    let source = match price.source {
        PriceSource::Asked => "price.asked",
        PriceSource::Estimated => "price.estimated",
    };
    let (tone, standing) = match price.standing {
        Pricing::Over => (Tone::Bad, "price.over"),
        Pricing::Under => (Tone::Good, "price.under"),
        Pricing::Fair => (Tone::Plain, "price.fair"),
        Pricing::Unknown => (Tone::Plain, "word.unknown"),
    };
    let fair = match (price.fair, price.fair_low, price.fair_high) {
        (Some(fair), Some(low), Some(high)) => {
            voice.estimate(Some(voice.plain(fair)), voice.plain(low), voice.plain(high))
        }
        (Some(fair), ..) => Cell::Number(voice.plain(fair)),
        (None, ..) => Cell::Unknown(voice.word("word.unknown")),
    };
    [
        Cell::Number(voice.money(booking.fee)),
        Cell::text(voice.word(source)),
        fair,
        Cell::Tag(tone, voice.word(standing)),
    ]
}

/// Who would come in, and what the plan would then lose.
fn stand_in(voice: &Voice<'_>, booking: &BookingReport) -> String {
    let Some(replacement) = &booking.replacement else { return String::new() };
    let comes = replacement.comes.iter().map(|one| one.creator.as_str()).collect::<Vec<_>>().join(", ");
    let comes = if comes.is_empty() { voice.word("word.nobody") } else { comes };
    let loses = replacement.loses.map_or_else(|| "?".to_owned(), |loses| voice.plain(loses).text);
    format!("{comes} (−{loses})")
}

/// What is to be published: `2 × Instagram Reel`.
fn deliverables(voice: &Voice<'_>, all: &[Deliverable]) -> String {
    let told = all.iter().map(|each| {
        let posts = each.quantity.map_or(1, |quantity| quantity.get());
        let platform = voice.title("platform", each.platform.as_str());
        format!("{posts} × {platform} {}", voice.title("format", each.format.as_str()))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A creator as people call it: by name, else by id.
pub(super) fn who(booking: &BookingReport) -> String {
    booking.name.clone().unwrap_or_else(|| booking.creator.clone())
}
