//! Triggers of the standard pack: what each says at one moment. When it acts is the engine's, in `eval/watch`.

mod cases;
mod scripts;
mod words;
