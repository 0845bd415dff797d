//! Whose turn it is: the creator that was taken last, and the fuel that was spent on each.

use std::borrow::Cow;

use wasmtime::Result;

use super::{Cx, Draft, misuse};

/// The creator that was taken last, and what was spent so far.
#[derive(Debug)]
pub(crate) struct Turn {
    /// How many creators were taken.
    taken: usize,
    /// Whether `next` has said that there are no more.
    is_over: bool,
    /// Fuel that was granted since the last creator was taken.
    granted: u64,
    /// What was read of the creator that was taken last, each with the most bytes that it had.
    read: Vec<(Cow<'static, str>, usize)>,
    /// Fuel that was spent before the first creator was taken and after the last.
    pub setup_fuel: u64,
    /// Fuel that was spent on each creator.
    pub fuel: Vec<u64>,
    /// Bytes that were handed to the plugin.
    pub bytes_in: u64,
    /// Bytes of the texts that the plugin handed over.
    pub bytes_out: u64,
}

impl Turn {
    pub fn new(setup: u64, creators: usize) -> Self {
        let (fuel, read) = (Vec::with_capacity(creators), Vec::new());
        Self { taken: 0, is_over: false, granted: setup, read, setup_fuel: 0, fuel, bytes_in: 0, bytes_out: 0 }
    }

    /// Index of the creator whose turn it is; none before the first and after the last.
    pub fn current(&self) -> Option<usize> {
        self.taken.checked_sub(1).filter(|_| !self.is_over)
    }

    /// The fuel that may be spent on what is going on.
    pub fn granted(&self) -> u64 {
        self.granted
    }

    /// Books what was spent since the last creator was taken, and grants anew.
    pub fn close(&mut self, left: u64, granted: u64) {
        let spent = self.granted.saturating_sub(left);
        match self.current() {
            Some(_) => self.fuel.push(spent),
            None => self.setup_fuel = self.setup_fuel.saturating_add(spent),
        }
        self.granted = granted;
    }
}

/// Takes the next creator.
///
/// The budget begins anew, so that a creator may cost what it would cost alone and no other pays for it.
pub(super) fn next(cx: &mut Cx<'_>) -> Result<Option<u32>> {
    let left = cx.get_fuel()?;
    let state = cx.data_mut();
    // What may be spent after the last creator is granted once, or a plugin could ask for the next one for ever.
    if state.turn.is_over {
        return Ok(None);
    }
    let more = state.turn.taken < state.turns();
    let granted = if more { state.limits.fuel_per_creator } else { state.limits.fuel_setup };
    state.turn.close(left, granted);
    state.turn.is_over = !more;
    state.turn.read.clear();
    if more {
        state.turn.taken += 1;
        state.drafts.push(Draft::default());
    }
    let index = state.turn.current();
    cx.set_fuel(granted)?;
    Ok(index.and_then(|index| u32::try_from(index).ok()))
}

/// Refuses any creator but the one whose turn it is: each is answered as if it were alone.
pub(super) fn own(cx: &Cx<'_>, creator: u32) -> Result<usize> {
    match cx.data().turn.current() {
        Some(current) if current == creator as usize => Ok(current),
        Some(current) => misuse(format!("it asked for creator {creator} while creator {current} was taken")),
        None => misuse(format!("it asked for creator {creator} before one was taken, or after the last")),
    }
}

/// Books bytes that were read, and grants the fuel that as many are `worth`, so that a large creator is no fault of the
/// plugin. Reading the same again is worth nothing, or a plugin could read for ever.
pub(super) fn grant(cx: &mut Cx<'_>, what: impl Into<Cow<'static, str>>, bytes: usize, worth: usize) -> Result<()> {
    let (left, per_byte) = (cx.get_fuel()?, cx.data().limits.fuel_granted_per_byte);
    let turn = &mut cx.data_mut().turn;
    turn.bytes_in = turn.bytes_in.saturating_add(bytes as u64);
    let what = what.into();
    let new = match turn.read.iter_mut().find(|(read, _)| *read == what) {
        Some((_, before)) => worth.saturating_sub(std::mem::replace(before, worth.max(*before))),
        None => {
            turn.read.push((what, worth));
            worth
        }
    };
    let more = per_byte.saturating_mul(new as u64);
    turn.granted = turn.granted.saturating_add(more);
    cx.set_fuel(left.saturating_add(more))
}
