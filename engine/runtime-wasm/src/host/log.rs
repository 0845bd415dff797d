//! What a plugin says to its author: bounded, and free of everything that could change a terminal.

use saring_pack::proof::plain;
use wasmtime::Result;
use wasmtime::component::{LinkerInstance, WasmStr};

use super::{Cx, State, charge, text};
use crate::bindings::Level;

/// What a plugin's panic handler said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Panic {
    pub message: String,
    pub file: String,
    pub line: u32,
    pub column: u32,
}

pub(super) fn link(linker: &mut LinkerInstance<'_, State>) -> Result<()> {
    linker.func_wrap("log", |mut cx: Cx<'_>, (level, message): (Level, WasmStr)| log(&mut cx, level, &message))?;
    linker.func_wrap("panic", |mut cx: Cx<'_>, (message, file, line, column): (WasmStr, WasmStr, u32, u32)| {
        charge(&mut cx, 0)?;
        let (message, file) = (plain(&text(&mut cx, &message)?), plain(&text(&mut cx, &file)?));
        cx.data_mut().panic = Some(Panic { message, file, line, column });
        Ok(())
    })
}

/// Keeps a line, or the fact that there were more than fit.
fn log(cx: &mut Cx<'_>, level: Level, message: &WasmStr) -> Result<()> {
    charge(cx, 0)?;
    let message = text(cx, message)?;
    charge(cx, message.len())?;
    let state = cx.data_mut();
    let (lines_max, bytes_max) = (state.limits.log_lines_max, state.limits.log_bytes_max);
    let lines = match state.turn.current().and_then(|current| state.drafts.get_mut(current)) {
        Some(draft) => &mut draft.check.log,
        None => &mut state.setup_log,
    };
    let bytes: usize = lines.iter().map(String::len).sum();
    if lines.len() < lines_max && bytes + message.len() <= bytes_max {
        let level = match level {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warn => "warn",
        };
        lines.push(format!("{level}: {}", plain(&message)));
    } else if lines.last().is_none_or(|last| last != CUT) {
        lines.push(CUT.to_owned());
    }
    Ok(())
}

/// The line that stands for those that were not kept.
const CUT: &str = "… the log goes on, and is not kept";
