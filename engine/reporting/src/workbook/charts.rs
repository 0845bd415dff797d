//! Charts of a workbook, drawn by the spreadsheet program from the numbers in its cells.

use rust_xlsxwriter::{Chart as Drawn, ChartFormat, ChartSolidFill, ChartType, Worksheet, XlsxError};

use crate::document::{Chart, ChartKind};
use crate::html::color_of;

/// Rows that a chart covers.
pub(super) const ROWS: u32 = 16;

/// Inserts a chart beside its numbers, whose header stands in `header`.
pub(super) fn insert(
    sheet: &mut Worksheet,
    name: &str,
    chart: &Chart,
    header: u32,
    column: u16,
) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(chart.labels.len()).ok().filter(|rows| *rows > 0).map(|rows| header + rows) else {
        return Ok(());
    };
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Bars => ChartType::Bar,
        ChartKind::Stacks => ChartType::BarStacked,
        ChartKind::Donut => ChartType::Doughnut,
        ChartKind::Line => ChartType::Line,
    });
    drawn.title().set_name(&chart.title);
    if matches!(chart.kind, ChartKind::Bars | ChartKind::Stacks) {
        // Bars are drawn from below; the first row belongs on top.
        drawn.x_axis().set_reverse();
    }
    if chart.series.len() < 2 && chart.kind != ChartKind::Donut {
        drawn.legend().set_hidden();
    }
    for (at, series) in chart.series.iter().enumerate() {
        let values = u16::try_from(at).unwrap_or_default() + 1;
        let own = drawn.add_series();
        own.set_name((name, header, values)).set_categories((name, header + 1, 0, last, 0)).set_values((
            name,
            header + 1,
            values,
            last,
            values,
        ));
        if matches!(chart.kind, ChartKind::Bars | ChartKind::Stacks) {
            let fill = ChartSolidFill::new().set_color(color_of(series.tone, at)).clone();
            own.set_format(ChartFormat::new().set_solid_fill(&fill));
        }
    }
    sheet.insert_chart(header.saturating_sub(1), column, &drawn)?;
    Ok(())
}
