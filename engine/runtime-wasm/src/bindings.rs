//! The contract as Rust types: what `bindgen!` makes of its facts, and what plugins say, lifted lazily.
//!
//! What a plugin says is not copied before its size was looked at: a text is a pointer and a length until the host has
//! held it against its limit. This is why these records are written here and not generated.
#![expect(dead_code, reason = "the variants are made by lifting what plugins say")]

pub mod check {
    wasmtime::component::bindgen!({
        path: "../../plugins/wit",
        world: "check",
        with: {
            "saring:plugin/facts.batch": crate::host::Batch,
            "saring:plugin/answering.answers": crate::host::Answers,
            "saring:plugin/tables.table": crate::host::OpenTable,
        },
    });
}

use wasmtime::component::{ComponentType, Lift, WasmList, WasmStr};

#[derive(Debug, Clone, Copy, ComponentType, Lift)]
#[component(enum)]
#[repr(u8)]
pub enum Unit {
    #[component(name = "number")]
    Number,
    #[component(name = "count")]
    Count,
    #[component(name = "fraction")]
    Fraction,
    #[component(name = "points")]
    Points,
    #[component(name = "days")]
    Days,
    #[component(name = "hours")]
    Hours,
    #[component(name = "ratio")]
    Ratio,
    #[component(name = "money")]
    Money,
}

#[derive(Debug, Clone, Copy, ComponentType, Lift)]
#[component(enum)]
#[repr(u8)]
pub enum Actor {
    #[component(name = "creator")]
    Creator,
    #[component(name = "agency")]
    Agency,
    #[component(name = "data")]
    Data,
    #[component(name = "nobody")]
    Nobody,
}

#[derive(ComponentType, Lift)]
#[component(record)]
pub struct Quantity {
    pub name: WasmStr,
    pub value: Option<f64>,
    pub unit: Unit,
    pub fields: WasmList<WasmStr>,
    pub sample: Option<u64>,
    pub actor: Actor,
}

#[derive(ComponentType, Lift)]
#[component(variant)]
pub enum Curve {
    #[component(name = "ramp")]
    Ramp((f64, f64)),
    #[component(name = "table")]
    Table(WasmList<(f64, f64)>),
    #[component(name = "step")]
    Step(WasmList<(f64, f64)>),
    #[component(name = "opaque")]
    Opaque(f64),
}

#[derive(Debug, Clone, Copy, ComponentType, Lift)]
#[component(enum)]
#[repr(u8)]
pub enum Status {
    #[component(name = "warn")]
    Warn,
    #[component(name = "fail")]
    Fail,
}

#[derive(ComponentType, Lift)]
#[component(variant)]
pub enum Arg {
    #[component(name = "number")]
    Number((f64, Unit)),
    #[component(name = "text")]
    Text(WasmStr),
    #[component(name = "instant")]
    Instant(i64),
}

#[derive(Debug, Clone, Copy, ComponentType, Lift)]
#[component(enum)]
#[repr(u8)]
pub enum Level {
    #[component(name = "debug")]
    Debug,
    #[component(name = "info")]
    Info,
    #[component(name = "warn")]
    Warn,
}
