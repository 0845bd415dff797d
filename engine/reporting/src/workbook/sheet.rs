//! One sheet: its table first, so that rows can be sorted and counted, then everything else below and beside.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::charts;
use crate::document::{Block, Cell, Chart, Column, Format as NumberFormat, Number, Section, Table, Tone, Width};
use crate::limits::{WORKBOOK_CELL_CHARS_MAX, WORKBOOK_EXACT_MAX};
use crate::shown::cut;

/// Widths of columns, in characters.
const WORD_CHARS: f64 = 20.0;
const PROSE_CHARS: f64 = 80.0;
const NUMBER_CHARS: f64 = 16.0;

/// Writes a section on its sheet.
pub(super) struct SheetWriter<'s> {
    sheet: &'s mut Worksheet,
    name: &'s str,
    row: u32,
    is_headed: bool,
}

/// A text that fits a cell.
pub(super) fn capped(text: &str) -> String {
    cut(text, WORKBOOK_CELL_CHARS_MAX)
}

impl<'s> SheetWriter<'s> {
    /// A writer at the top of a sheet.
    pub fn new(sheet: &'s mut Worksheet, name: &'s str) -> Self {
        Self { sheet, name, row: 0, is_headed: false }
    }

    /// Tables first, then charts, then texts.
    pub fn section(mut self, section: &Section) -> Result<(), XlsxError> {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                self.table(table)?;
            }
        }
        for block in &section.blocks {
            if let Block::Chart(chart) = block {
                self.chart(chart)?;
            }
        }
        if !self.is_headed {
            self.sheet.set_column_width(0, WORD_CHARS * 2.0)?.set_column_width(1, PROSE_CHARS)?;
        }
        section.blocks.iter().try_for_each(|block| self.texts(block))
    }

    fn texts(&mut self, block: &Block) -> Result<(), XlsxError> {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        match block {
            Block::Text(text) => {
                self.sheet.write_string(self.row, 0, capped(text))?;
                self.row += 1;
            }
            Block::Points(points) => {
                for point in points {
                    self.sheet.write_string(self.row, 0, capped(point))?;
                    self.row += 1;
                }
            }
            Block::Terms(terms) => {
                for (term, told) in terms {
                    let bold = wrapped.clone().set_bold();
                    self.sheet.write_string_with_format(self.row, 0, capped(term), &bold)?;
                    self.sheet.write_string_with_format(self.row, 1, capped(told), &wrapped)?;
                    self.row += 1;
                }
            }
            Block::Table(_) | Block::Chart(_) => {}
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        if self.is_headed && !table.caption.is_empty() {
            let bold = Format::new().set_bold();
            self.sheet.write_string_with_format(self.row, 0, capped(&table.caption), &bold)?;
            self.row += 1;
        }
        let first = self.row;
        let last_column = self.header(&table.columns)?;
        for cells in &table.rows {
            self.row += 1;
            let mut at = 0;
            for (cell, column) in cells.iter().zip(&table.columns) {
                self.cell(at, cell, column.width)?;
                at += spread(column);
            }
        }
        if !self.is_headed {
            self.sheet.set_freeze_panes(first + 1, 0)?;
            self.sheet.autofilter(first, 0, self.row.max(first), last_column)?;
            self.is_headed = true;
        }
        self.row += 2;
        Ok(())
    }

    /// Writes the titles; gives the last column. The first table of a sheet chooses how wide the columns are.
    fn header(&mut self, columns: &[Column]) -> Result<u16, XlsxError> {
        let plain = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00EE_F1F4))
            .set_border_bottom(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let right = plain.clone().set_align(FormatAlign::Right);
        let mut at = 0;
        for column in columns {
            let (width, format) = match column.width {
                Width::Word => (WORD_CHARS, &plain),
                Width::Prose => (PROSE_CHARS, &plain),
                Width::Number | Width::Estimate => (NUMBER_CHARS, &right),
            };
            let titles = match column.width {
                Width::Estimate => {
                    vec![column.title.clone(), format!("{} ↓", column.title), format!("{} ↑", column.title)]
                }
                _ => vec![column.title.clone()],
            };
            for title in titles {
                self.sheet.write_string_with_format(self.row, at, capped(&title), format)?;
                if !self.is_headed {
                    self.sheet.set_column_width(at, width)?;
                }
                at += 1;
            }
        }
        Ok(at.saturating_sub(1))
    }

    fn cell(&mut self, at: u16, cell: &Cell, width: Width) -> Result<(), XlsxError> {
        let top = Format::new().set_align(FormatAlign::Top);
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let format = if width == Width::Prose { top.set_text_wrap() } else { top };
                self.sheet.write_string_with_format(self.row, at, capped(text), &format)?;
            }
            Cell::Unknown(why) => {
                let format = top.set_italic().set_font_color("#6B7280");
                self.sheet.write_string_with_format(self.row, at, capped(why), &format)?;
            }
            Cell::Tag(tone, text) => {
                let format = top.set_font_color(color(*tone));
                self.sheet.write_string_with_format(self.row, at, capped(text), &format)?;
            }
            Cell::Number(number) => self.number(at, number, top)?,
            Cell::Graded(tone, number) => self.number(at, number, top.set_font_color(color(*tone)))?,
            Cell::Estimate { value, low, high } => {
                if let Some(value) = value {
                    self.number(at, value, top.clone())?;
                }
                self.number(at + 1, low, top.clone())?;
                self.number(at + 2, high, top)?;
            }
        }
        Ok(())
    }

    /// A number as a number. One that a cell cannot hold exactly is written as people write it.
    fn number(&mut self, at: u16, number: &Number, format: Format) -> Result<(), XlsxError> {
        if !number.value.is_finite() || number.value.abs() > WORKBOOK_EXACT_MAX {
            self.sheet.write_string_with_format(self.row, at, capped(&number.text), &format)?;
        } else {
            let format = format.set_num_format(num_format(number));
            self.sheet.write_number_with_format(self.row, at, number.value, &format)?;
        }
        Ok(())
    }

    /// The numbers of a chart, and the chart beside them.
    fn chart(&mut self, chart: &Chart) -> Result<(), XlsxError> {
        let bold = Format::new().set_bold();
        self.sheet.write_string_with_format(self.row, 0, capped(&chart.title), &bold)?;
        let header = self.row + 1;
        for (at, series) in (1..).zip(&chart.series) {
            self.sheet.write_string_with_format(header, at, capped(&series.name), &bold)?;
            for (row, number) in (header + 1..).zip(&series.points) {
                if let Some(number) = number {
                    self.row = row;
                    self.number(at, number, Format::new())?;
                }
            }
        }
        for (row, label) in (header + 1..).zip(&chart.labels) {
            self.sheet.write_string(row, 0, capped(label))?;
        }
        let rows = u32::try_from(chart.labels.len()).unwrap_or(u32::MAX);
        let beside = u16::try_from(chart.series.len()).unwrap_or_default() + 2;
        charts::insert(self.sheet, self.name, chart, header, beside)?;
        self.row = header + rows.max(charts::ROWS) + 2;
        Ok(())
    }
}

/// Columns of the sheet that a column of a table takes: one with intervals takes three.
fn spread(column: &Column) -> u16 {
    if column.width == Width::Estimate { 3 } else { 1 }
}

fn color(tone: Tone) -> Color {
    match tone {
        Tone::Good => Color::RGB(0x001F_6B4A),
        Tone::Caution => Color::RGB(0x008A_6116),
        Tone::Bad => Color::RGB(0x009B_2C20),
        Tone::Plain => Color::RGB(0x001F_2937),
    }
}

/// How a spreadsheet program shows a number.
fn num_format(number: &Number) -> String {
    match number.format {
        NumberFormat::Count => "#,##0".to_owned(),
        NumberFormat::Points => "0.0".to_owned(),
        NumberFormat::Fraction => "0.0%".to_owned(),
        NumberFormat::Ratio => "0.00\"×\"".to_owned(),
        NumberFormat::Plain if number.value.abs() >= 1_000.0 || number.value == number.value.trunc() => {
            "#,##0".to_owned()
        }
        NumberFormat::Plain => "#,##0.00##".to_owned(),
        NumberFormat::Money(currency) => {
            let decimals = match number.value == number.value.trunc() {
                true => String::new(),
                false => format!(".{}", "0".repeat(usize::try_from(currency.exponent()).unwrap_or_default())),
            };
            format!("\"{}\" #,##0{decimals}", currency.as_str())
        }
    }
}
