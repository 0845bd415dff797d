//! Tables of the pack, on the host's side: a plugin looks up what it needs, and nothing is copied.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use saring_pack::{Cell, Table, TableRow};
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, Resource, ResourceType, WasmList, WasmStr};

use super::{Cx, OpenTable, Refusal, State, charge, misuse, text};

/// The tables that a rule is given, with the columns that were asked for made ready once for all batches.
#[derive(Debug, Default)]
pub(crate) struct Tables(Vec<Ready>);

#[derive(Debug)]
struct Ready {
    table: Arc<Table>,
    columns: Vec<Column>,
}

#[derive(Debug, Default)]
struct Column {
    /// Numbers of the column, one a row; not a number where a cell holds none.
    numbers: OnceLock<Vec<f64>>,
    /// First row of each text.
    rows: OnceLock<HashMap<String, u32>>,
}

impl Tables {
    pub fn new(tables: &BTreeMap<String, Arc<Table>>) -> Self {
        let ready = |table: &Arc<Table>| Ready {
            table: Arc::clone(table),
            columns: table.columns.iter().map(|_| Column::default()).collect(),
        };
        Self(tables.values().map(ready).collect())
    }

    /// A row of a table by their names, as a reader finds it.
    pub fn cite(&self, name: &str, row: u32, fallback: bool) -> Result<Arc<TableRow>> {
        let Some(Ready { table, .. }) = self.0.iter().find(|ready| ready.table.name == name) else {
            return misuse(format!("it is given no table `{}`", name.escape_debug()));
        };
        match table.rows.get(row as usize) {
            Some(row) => Ok(table.cited(row, fallback)),
            None => misuse(beyond(table, row)),
        }
    }
}

impl Ready {
    fn column(&self, name: &str) -> Result<(usize, &Column)> {
        match self.table.column(name).and_then(|at| Some((at, self.columns.get(at)?))) {
            Some(found) => Ok(found),
            None => {
                let (table, known) = (&self.table.name, self.table.columns.join(", "));
                misuse(format!("table `{table}` has no column `{}`; there are {known}", name.escape_debug()))
            }
        }
    }

    fn numbers(&self, name: &str) -> Result<&[f64]> {
        let (at, column) = self.column(name)?;
        Ok(column.numbers.get_or_init(|| {
            let number = |cell: Option<&Cell>| match cell {
                Some(Cell::Number(number)) => *number,
                _ => f64::NAN,
            };
            self.table.rows.iter().map(|row| number(row.cells.get(at))).collect()
        }))
    }

    fn rows(&self, name: &str) -> Result<&HashMap<String, u32>> {
        let (at, column) = self.column(name)?;
        Ok(column.rows.get_or_init(|| {
            let mut rows = HashMap::new();
            for (index, row) in (0_u32..).zip(&self.table.rows) {
                if let Some(Cell::Text(text)) = row.cells.get(at) {
                    rows.entry(text.clone()).or_insert(index);
                }
            }
            rows
        }))
    }

    fn cell(&self, row: u32, name: &str) -> Result<&Cell> {
        let (at, _) = self.column(name)?;
        match self.table.rows.get(row as usize).and_then(|row| row.cells.get(at)) {
            Some(cell) => Ok(cell),
            None => misuse(beyond(&self.table, row)),
        }
    }
}

fn beyond(table: &Table, row: u32) -> String {
    format!("row {row} is beyond the {} rows of table `{}`", table.rows.len(), table.name)
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.resource("table", ResourceType::host::<OpenTable>(), |mut cx, _| {
        let open = &mut cx.data_mut().tables_open;
        *open = open.saturating_sub(1);
        Ok(())
    })?;
    linker.func_wrap("tiers", |mut cx: Cx<'_>, ()| {
        charge(&mut cx, 0)?;
        let tiers = cx.data().tiers.iter();
        let bands: Vec<(String, u64, Option<u64>)> =
            tiers.map(|tier| (tier.id.to_string(), tier.followers_min, tier.followers_max)).collect();
        Ok((bands,))
    })?;
    handles(linker)?;
    cells(linker)?;
    lookups(linker)?;
    columns(linker)
}

type Of = Resource<OpenTable>;

fn handles(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[static]table.open", |mut cx: Cx<'_>, (name,): (WasmStr,)| {
        charge(&mut cx, 0)?;
        let name = text(&mut cx, &name)?;
        let state = cx.data_mut();
        let Some(at) = state.tables.0.iter().position(|ready| ready.table.name == name) else { return Ok((None,)) };
        let most = state.limits.table_handles_max;
        if state.tables_open >= most {
            return misuse(format!("it holds {most} tables open, and no more are allowed"));
        }
        state.tables_open += 1;
        Ok((Some(Of::new_own(u32::try_from(at).unwrap_or(u32::MAX))),))
    })?;
    linker.func_wrap("[method]table.len", |mut cx: Cx<'_>, (of,): (Of,)| {
        charge(&mut cx, 0)?;
        Ok((u32::try_from(ready(&cx, &of)?.table.rows.len()).unwrap_or(u32::MAX),))
    })?;
    linker.func_wrap("[method]table.columns", |mut cx: Cx<'_>, (of,): (Of,)| {
        charge(&mut cx, 0)?;
        Ok((ready(&cx, &of)?.table.columns.clone(),))
    })
}

fn cells(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]table.pick", |mut cx: Cx<'_>, (of, wanted): (Of, WasmList<(WasmStr, WasmStr)>)| {
        let mut columns = Vec::new();
        for at in 0..few(&cx, wanted.len())? {
            let Some(pair) = wanted.get(&mut cx, at) else { continue };
            let (column, value) = pair?;
            columns.push((text(&mut cx, &column)?, text(&mut cx, &value)?));
        }
        let table = Arc::clone(&ready(&cx, &of)?.table);
        // Every row is looked at in every column that is wanted.
        charge(&mut cx, table.rows.len().saturating_mul(columns.len()))?;
        for (column, _) in &columns {
            ready(&cx, &of)?.column(column)?;
        }
        let wanted: Vec<(&str, &str)> = columns.iter().map(|(column, value)| (&**column, &**value)).collect();
        let picked = table.pick(&wanted).and_then(|(row, fallback)| {
            let at = table.rows.iter().position(|each| std::ptr::eq(each, row))?;
            Some((u32::try_from(at).ok()?, fallback))
        });
        Ok((picked,))
    })?;
    linker.func_wrap("[method]table.number", |mut cx: Cx<'_>, (of, row, column): (Of, u32, WasmStr)| {
        charge(&mut cx, 0)?;
        let column = text(&mut cx, &column)?;
        Ok((match ready(&cx, &of)?.cell(row, &column)? {
            Cell::Number(number) => Some(*number),
            Cell::Empty | Cell::Text(_) => None,
        },))
    })?;
    linker.func_wrap("[method]table.text", |mut cx: Cx<'_>, (of, row, column): (Of, u32, WasmStr)| {
        charge(&mut cx, 0)?;
        let column = text(&mut cx, &column)?;
        Ok((match ready(&cx, &of)?.cell(row, &column)? {
            Cell::Text(text) => Some(text.clone()),
            Cell::Empty | Cell::Number(_) => None,
        },))
    })
}

fn lookups(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]table.find", |mut cx: Cx<'_>, (of, column, texts): (Of, WasmStr, WasmList<WasmStr>)| {
        let column = text(&mut cx, &column)?;
        charge(&mut cx, texts.len().saturating_mul(PER_TEXT))?;
        let tables = Arc::clone(&cx.data().tables);
        let rows = at(&tables, &of)?.rows(&column)?;
        let limit = cx.data().limits.text_bytes_max;
        let (mut found, mut bytes) = (Vec::with_capacity(texts.len()), 0);
        for index in 0..texts.len() {
            let Some(wanted) = texts.get(&mut cx, index) else { continue };
            let wanted = wanted?.to_str(&cx).map_err(|error| Refusal::Contract(error.to_string()))?;
            if wanted.len() > limit {
                return Err(Refusal::OutputTooLarge { limit: limit as u64 }.into());
            }
            bytes += wanted.len();
            found.push(rows.get(&*wanted).copied());
            // The same bytes can be in every text of the list.
            if bytes > CHARGED_AT_ONCE {
                charge(&mut cx, std::mem::take(&mut bytes))?;
            }
        }
        charge(&mut cx, bytes)?;
        Ok((found,))
    })
}

fn columns(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("[method]table.numbers", |mut cx: Cx<'_>, (of, column): (Of, WasmStr)| {
        let column = text(&mut cx, &column)?;
        let numbers: Vec<Option<f64>> =
            ready(&cx, &of)?.numbers(&column)?.iter().map(|number| (!number.is_nan()).then_some(*number)).collect();
        charge(&mut cx, size_of_val(numbers.as_slice()))?;
        Ok((numbers,))
    })?;
    linker.func_wrap("[method]table.texts", |mut cx: Cx<'_>, (of, column): (Of, WasmStr)| {
        let column = text(&mut cx, &column)?;
        let table = Arc::clone(&ready(&cx, &of)?.table);
        let (at, _) = ready(&cx, &of)?.column(&column)?;
        let texts: Vec<Option<String>> = table
            .rows
            .iter()
            .map(|row| match row.cells.get(at) {
                Some(Cell::Text(text)) => Some(text.clone()),
                _ => None,
            })
            .collect();
        let bytes: usize = texts.iter().flatten().map(String::len).sum();
        charge(&mut cx, size_of_val(texts.as_slice()).saturating_add(bytes))?;
        Ok((texts,))
    })?;
    linker.func_wrap("[method]table.gather", |mut cx: Cx<'_>, (of, column, rows): (Of, WasmStr, WasmList<u32>)| {
        let column = text(&mut cx, &column)?;
        charge(&mut cx, rows.len().saturating_mul(size_of::<f64>()))?;
        let ready = ready(&cx, &of)?;
        let numbers = ready.numbers(&column)?;
        let wanted = rows.as_le_slice(&cx);
        let mut gathered = Vec::with_capacity(wanted.len());
        for row in wanted {
            let row = u32::from_le(*row);
            match numbers.get(row as usize) {
                Some(number) if !number.is_nan() => gathered.push(*number),
                Some(_) => return misuse(format!("row {row} of column `{column}` holds no number")),
                None => return misuse(beyond(&ready.table, row)),
            }
        }
        Ok((gathered,))
    })
}

/// Bytes that looking up a text is charged as, besides the call: hashing and comparing it.
const PER_TEXT: usize = 64;
/// Bytes of texts that are looked up before they are charged.
const CHARGED_AT_ONCE: usize = 64 << 10;

fn ready<'a>(cx: &'a Cx<'_>, of: &Of) -> Result<&'a Ready> {
    at(&cx.data().tables, of)
}

fn at<'a>(tables: &'a Tables, of: &Of) -> Result<&'a Ready> {
    match tables.0.get(of.rep() as usize) {
        Some(ready) => Ok(ready),
        None => misuse("there is no such table"),
    }
}

/// A number of pieces that fits an answer.
fn few(cx: &Cx<'_>, pieces: usize) -> Result<usize> {
    let most = cx.data().rule_limits.answer_items_max;
    if pieces > most { Err(Refusal::OutputTooLarge { limit: most as u64 }.into()) } else { Ok(pieces) }
}
