//! Charts of a page, drawn into it. Where one cannot be drawn, its numbers stand in a table instead.

use charts_rs::{
    Box as Space, ChartBase, Color, HorizontalBarChart, LineChart, PieChart, Position, Series as Drawn, Symbol,
};
use maud::{Markup, PreEscaped, html};

use super::table::table;
use crate::document::{Cell, Chart, ChartKind, Column, Number, Series, Table, Tone};
use crate::limits::LABEL_CHARS_MAX;
use crate::shown::{cut, shown};

/// Width of a drawing, in its own units.
const WIDTH: f32 = 736.0;
/// Height of a bar with its margins.
const BAR_HEIGHT: f32 = 25.0;
/// Height of a ring with its labels.
const RING_HEIGHT: f32 = 240.0;
/// Height of a line.
const LINE_HEIGHT: f32 = 230.0;
/// Outer and inner radius of a ring.
const RING: (f32, f32) = (80.0, 50.0);
/// Room for the numbers at the ends of bars.
const NUMBERS_WIDTH: f32 = 130.0;
/// Smallest piece of a stack that has room for its number, of the longest stack.
const LABELLED_SHARE_MIN: f64 = 0.04;
/// The length that the longest bar is given.
const LONGEST: f32 = 100.0;
/// Parts of the hidden axis of lengths: it ends where the longest bar does only where they divide it evenly.
const SPLITS: usize = 4;
/// Measured as the library's own, which is as wide.
const FONT: &str = "system-ui, sans-serif";
const FONT_SIZE: f32 = 13.0;
/// A drawn series is labelled by its name, which is the number as people write it.
const BY_NAME: &str = "{a}";
const INK: u32 = 0x4b_55_63;
const LINES: u32 = 0xc8_cf_d7;
const WHITE: u32 = 0xff_ff_ff;
/// Colours of what is neither good nor bad, the most important first.
const PALETTE: [u32; 6] = [0x2f_5d_8a, 0x6f_9f_c2, 0xb4_c9_dc, 0xc2_8f_3c, 0x6f_8f_7d, 0x8b_7b_9c];

/// The colour of a series, as `0xRRGGBB`; `at` is its place among the others.
pub(crate) fn color_of(tone: Tone, at: usize) -> u32 {
    match tone {
        Tone::Good => 0x2f_7d_5b,
        Tone::Caution => 0xa0_6f_14,
        Tone::Bad => 0xb0_4a_3c,
        Tone::Plain => PALETTE.get(at % PALETTE.len()).copied().unwrap_or(INK),
    }
}

/// A chart under its title, with a legend where there are several series.
pub(super) fn chart(chart: &Chart) -> Markup {
    let Some(svg) = drawn(chart) else { return table(&as_table(chart)) };
    html! {
        figure {
            figcaption { (shown(&chart.title)) }
            @if chart.series.len() > 1 { (legend(chart)) }
            div role="img" aria-label=(shown(&spoken(chart))) { (PreEscaped(svg)) }
        }
    }
}

/// The numbers of a chart for who cannot see it.
fn spoken(chart: &Chart) -> String {
    let of_label = |(at, label): (usize, &String)| {
        let number = |series: &Series| {
            let number = series.points.get(at)?.as_ref()?;
            Some(if chart.series.len() > 1 { format!("{} {}", series.name, number.text) } else { number.text.clone() })
        };
        let numbers: Vec<String> = chart.series.iter().filter_map(number).collect();
        (!numbers.is_empty()).then(|| format!("{}: {}", cut(label, LABEL_CHARS_MAX), numbers.join(", ")))
    };
    let told: Vec<String> = chart.labels.iter().enumerate().filter_map(of_label).collect();
    format!("{}. {}", chart.title, told.join("; "))
}

fn legend(chart: &Chart) -> Markup {
    html! {
        ul.legend {
            @for (at, series) in chart.series.iter().enumerate() {
                li { i style=(format!("background:#{:06x}", color_of(series.tone, at))) {} (shown(&series.name)) }
            }
        }
    }
}

fn drawn(chart: &Chart) -> Option<String> {
    let most = longest(chart);
    if chart.labels.is_empty() || !most.is_finite() || most <= 0.0 {
        return None;
    }
    match chart.kind {
        ChartKind::Bars | ChartKind::Stacks => bars(chart, most),
        ChartKind::Donut => donut(chart),
        ChartKind::Line => line(chart),
    }
}

/// The length of the longest bar, in the chart's own numbers.
fn longest(chart: &Chart) -> f64 {
    let at = |index: usize| chart.series.iter().filter_map(move |series| series.points.get(index)?.as_ref());
    let length = |index: usize| match chart.kind {
        ChartKind::Stacks => at(index).map(|number| number.value).sum(),
        _ => at(index).map(|number| number.value).fold(0.0, f64::max),
    };
    (0..chart.labels.len()).map(length).fold(0.0, f64::max)
}

fn bars(chart: &Chart, most: f64) -> Option<String> {
    let is_stacked = chart.kind == ChartKind::Stacks;
    let mut all = Vec::new();
    for (at, series) in chart.series.iter().enumerate() {
        // The library draws the first row at the bottom.
        for (row, number) in series.points.iter().rev().enumerate() {
            let Some(number) = number.as_ref().filter(|number| number.value > 0.0 || !is_stacked) else { continue };
            let mut data = vec![None; row];
            data.push(Some((number.value.max(0.0) / most) as f32 * LONGEST));
            let mut piece = Drawn::from((shown(&number.text).as_ref(), data));
            piece.index = Some(at);
            // What is on one stack stands side by side; each series of the others has a stack of its own.
            piece.stack = Some(if is_stacked { String::new() } else { at.to_string() });
            piece.label_show = !is_stacked || number.value / most >= LABELLED_SHARE_MIN;
            all.push(piece);
        }
    }
    let labels = labels(chart).into_iter().rev().collect();
    let mut drawn = HorizontalBarChart::new_with_theme(all, labels, "light");
    let slots = if is_stacked { 1 } else { chart.series.len() };
    let height = (chart.labels.len() * slots) as f32 * BAR_HEIGHT;
    base(&mut drawn.base, chart, height);
    drawn.base.margin = Space { right: if is_stacked { 8.0 } else { NUMBERS_WIDTH }, ..Space::default() };
    drawn.base.x_axis.hidden = true;
    if is_stacked {
        drawn.series_label_position = Some(Position::Inside);
        drawn.base.series.label.font.color = color(WHITE);
    }
    for axis in &mut drawn.y_axis_configs {
        (axis.min, axis.max, axis.split_number) = (Some(0.0), Some(LONGEST), SPLITS);
    }
    drawn.svg().ok()
}

fn donut(chart: &Chart) -> Option<String> {
    let series = chart.series.first()?;
    let pieces = chart.labels.iter().zip(&series.points).filter_map(|(label, number)| {
        let number = number.as_ref()?;
        let name = format!("{} {}", cut(label, LABEL_CHARS_MAX), shown(&number.text));
        Some(Drawn::from((name.as_str(), vec![number.value.max(0.0) as f32])))
    });
    let mut drawn = PieChart::new_with_theme(pieces.collect(), "light");
    base(&mut drawn.base, chart, RING_HEIGHT);
    drawn.rose_type = Some(false);
    (drawn.radius, drawn.inner_radius) = RING;
    drawn.svg().ok()
}

/// Lines, with each point labelled by a series of its own, because a label is the name of its series.
fn line(chart: &Chart) -> Option<String> {
    let value = |number: &Option<Number>| number.as_ref().map(|number| number.value as f32);
    let mut all: Vec<Drawn> = Vec::new();
    for (at, series) in chart.series.iter().enumerate() {
        let mut whole = Drawn::from((series.name.as_str(), series.points.iter().map(value).collect::<Vec<_>>()));
        whole.index = Some(at);
        all.push(whole);
        for (place, number) in series.points.iter().enumerate() {
            let Some(number) = number else { continue };
            let mut point = Drawn::from((shown(&number.text).as_ref(), vec![Some(number.value as f32)]));
            (point.index, point.start_index, point.label_show) = (Some(at), place, true);
            point.symbol = Some(Symbol::Circle(4.0, Some(color(color_of(series.tone, at)))));
            all.push(point);
        }
    }
    let mut drawn = LineChart::new_with_theme(all, labels(chart), "light");
    base(&mut drawn.base, chart, LINE_HEIGHT);
    drawn.base.margin = Space { top: 24.0, left: 8.0, right: 8.0, bottom: 4.0 };
    drawn.base.y_axis_hidden = true;
    drawn.base.series.smooth = false;
    drawn.svg().ok()
}

/// What all charts share. Their titles and legends are texts of the page.
fn base(base: &mut ChartBase, chart: &Chart, height: f32) {
    (base.width, base.height) = (WIDTH, height);
    base.margin = Space::default();
    base.background_color = Color::transparent();
    base.font_family = FONT.to_owned();
    base.compact = true;
    base.legend.show = Some(false);
    base.title.text = String::new();
    base.tooltip.show = false;
    base.grid.stroke_width = 0.0;
    base.series.colors = (0..PALETTE.len().max(chart.series.len()))
        .map(|at| color(color_of(chart.series.get(at).map_or(Tone::Plain, |series| series.tone), at)))
        .collect();
    base.series.label.formatter = BY_NAME.to_owned();
    for font in [&mut base.series.label.font, &mut base.x_axis.font] {
        (font.size, font.color) = (FONT_SIZE, color(INK));
    }
    base.x_axis.stroke_color = color(LINES);
}

fn labels(chart: &Chart) -> Vec<String> {
    chart.labels.iter().map(|label| cut(label, LABEL_CHARS_MAX)).collect()
}

fn color(rgb: u32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color::from((red, green, blue))
}

/// The numbers of a chart.
fn as_table(chart: &Chart) -> Table {
    let mut columns = vec![Column::word("")];
    columns.extend(chart.series.iter().map(|series| Column::number(series.name.as_str())));
    let row = |(at, label): (usize, &String)| {
        let number = |series: &Series| series.points.get(at).cloned().flatten().map_or(Cell::Empty, Cell::Number);
        std::iter::once(Cell::text(label.as_str())).chain(chart.series.iter().map(number)).collect()
    };
    Table { caption: chart.title.clone(), columns, rows: chart.labels.iter().enumerate().map(row).collect() }
}
