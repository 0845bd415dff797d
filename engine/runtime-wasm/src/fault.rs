//! From what ended an instance to a fault: by wasmtime's own codes and by what the host noted, never by words.

use std::time::Duration;

use saring_pack::{Fault, Position};
use wasmtime::{Error, Trap};

use crate::host::{Refusal, State};

/// The fault of an error that ended a call of a plugin.
pub(crate) fn fault(error: &Error, state: &State, deadline: Duration) -> Fault {
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return refused(refusal, state);
    }
    match error.downcast_ref::<Trap>() {
        Some(trap) => trapped(*trap, state, deadline),
        // Whatever is no trap was noticed at the border: a text that is no UTF-8, a list beyond the memory, a handle that
        // does not exist, a value that no variant has.
        None => Fault::Trapped { trap: saring_pack::Trap::Contract { detail: error.root_cause().to_string() } },
    }
}

fn refused(refusal: &Refusal, state: &State) -> Fault {
    match refusal {
        Refusal::FuelSpent => Fault::FuelSpent { limit: state.turn.granted() },
        Refusal::OutputTooLarge { limit } => Fault::OutputTooLarge { limit: *limit },
        Refusal::Contract(detail) => Fault::Trapped { trap: saring_pack::Trap::Contract { detail: detail.clone() } },
        Refusal::Misuse(message) => Fault::Trapped { trap: saring_pack::Trap::Refused(message.clone()) },
    }
}

fn trapped(trap: Trap, state: &State, deadline: Duration) -> Fault {
    use saring_pack::Trap as Known;
    let trap = match trap {
        Trap::OutOfFuel => return Fault::FuelSpent { limit: state.turn.granted() },
        Trap::Interrupt => {
            return Fault::Deadline { limit_ms: u64::try_from(deadline.as_millis()).unwrap_or(u64::MAX) };
        }
        Trap::UnreachableCodeReached => return gave_up(state),
        // Whoever does not look whether it was given the memory writes beyond what it has.
        Trap::MemoryOutOfBounds if state.limiter.refused => return gave_up(state),
        Trap::StackOverflow => Known::StackOverflow,
        Trap::MemoryOutOfBounds | Trap::HeapMisaligned => Known::MemoryOutOfBounds,
        Trap::TableOutOfBounds => Known::TableOutOfBounds,
        Trap::IndirectCallToNull | Trap::BadSignature | Trap::NullReference => Known::BadCall,
        Trap::IntegerDivisionByZero => Known::DivisionByZero,
        Trap::IntegerOverflow | Trap::BadConversionToInteger => Known::BadConversion,
        Trap::CannotEnterComponent | Trap::CannotLeaveComponent => Known::Contract { detail: trap.to_string() },
        other => Known::Other(other.to_string()),
    };
    Fault::Trapped { trap }
}

/// An `unreachable` alone says nothing. Memory that was refused comes first: a panic because of it says less.
fn gave_up(state: &State) -> Fault {
    if state.limiter.refused {
        return Fault::MemorySpent { limit: state.limits.memory_bytes_max as u64 };
    }
    match &state.panic {
        Some(panic) => Fault::Raised {
            message: panic.message.clone(),
            position: Some(Position {
                file: panic.file.clone(),
                line: panic.line,
                column: panic.column,
                source_line: String::new(),
            }),
        },
        None => Fault::Trapped { trap: saring_pack::Trap::Unreachable },
    }
}
