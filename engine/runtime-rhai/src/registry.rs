//! The vocabulary's register: a function is documented where it is registered, or it is not registered.

use rhai::{Dynamic, Engine, EvalAltResult, RhaiNativeFunc};
use saring_model::catalogue::{FieldSet, catalogue};

/// One word of the vocabulary, as the documentation prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// What it belongs to: `creator`, `posts`, `column`, or `-` for a function that stands alone.
    pub on: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How it is written in a script.
    pub form: Form,
    /// How it is used, with its result after an arrow.
    pub signature: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Unit of the result; `-` where it has none.
    pub unit: &'static str,
    /// Fields of the catalogue that it reads.
    pub reads: &'static [&'static str],
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `creator.followers`
    Property,
    /// `posts.recent(12)`
    Method,
    /// `confidence(n, 12, age, 30)`
    Function,
    /// `a + b`
    Operator,
}

/// What a native function gives: a value, or an error with a message for the script's author.
pub(crate) type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// An error that a native function raises; the interpreter adds the position of the call.
pub(crate) fn raise<T>(message: impl Into<String>) -> Outcome<T> {
    Err(Box::new(EvalAltResult::ErrorRuntime(Dynamic::from(message.into()), rhai::Position::NONE)))
}

/// Registers words in an engine and writes each one down.
pub(crate) struct Register<'e> {
    engine: &'e mut Engine,
    pub(crate) entries: Vec<Entry>,
    fields: FieldSet,
}

impl<'e> Register<'e> {
    pub(crate) fn new(engine: &'e mut Engine) -> Self {
        Self { engine, entries: Vec::new(), fields: FieldSet::EMPTY }
    }

    /// Opens an entry: what is registered next is described by it.
    pub(crate) fn say(
        &mut self,
        form: Form,
        signature: &'static str,
        unit: &'static str,
        meaning: &'static str,
    ) -> &mut Self {
        let (on, name) = parts(form, signature);
        self.fields = FieldSet::EMPTY;
        self.entries.push(Entry { on, name, form, signature, meaning, unit, reads: &[] });
        self
    }

    /// Names the fields that the open entry reads.
    pub(crate) fn reads(&mut self, paths: &'static [&'static str]) -> &mut Self {
        self.fields = fields(paths);
        if let Some(entry) = self.entries.last_mut() {
            entry.reads = paths;
        }
        self
    }

    /// The fields that the open entry reads.
    pub(crate) fn fields(&self) -> FieldSet {
        self.fields
    }

    fn name(&self) -> &'static str {
        self.entries.last().map_or("", |entry| entry.name)
    }

    /// Registers the open entry as a function, method or operator; again for other types of arguments.
    pub(crate) fn call<A: 'static, const N: usize, const X: bool, R: rhai::Variant + Clone, const F: bool>(
        &mut self,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) -> &mut Self {
        let name = self.name();
        self.engine.register_fn(name, function);
        self
    }

    /// Registers the open entry as a property of a type.
    pub(crate) fn property<T: rhai::Variant + Clone, R: rhai::Variant + Clone>(
        &mut self,
        get: impl Fn(&T, FieldSet) -> R + Send + Sync + 'static,
    ) -> &mut Self {
        let (name, fields) = (self.name(), self.fields);
        self.engine.register_get(name, move |host: &mut T| get(host, fields));
        self
    }

    /// Registers the open entry as what a type answers to any other property.
    pub(crate) fn indexer<T: rhai::Variant + Clone, R: rhai::Variant + Clone>(
        &mut self,
        get: impl Fn(&T, &str) -> Outcome<R> + Send + Sync + 'static,
    ) -> &mut Self {
        self.engine.register_indexer_get(move |host: &mut T, name: rhai::ImmutableString| get(host, name.as_str()));
        self
    }

    /// Registers an operator under another symbol without an entry of its own.
    pub(crate) fn operator<A: 'static, const N: usize, const X: bool, R: rhai::Variant + Clone, const F: bool>(
        &mut self,
        symbol: &'static str,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) -> &mut Self {
        self.engine.register_fn(symbol, function);
        self
    }
}

/// The set of fields with these paths.
pub(crate) fn fields(paths: &[&str]) -> FieldSet {
    paths.iter().filter_map(|path| catalogue().find(path)).map(|field| field.id).collect()
}

/// `posts.recent(n) -> posts` belongs to `posts` and is called `recent`.
fn parts(form: Form, signature: &'static str) -> (&'static str, &'static str) {
    let head = signature.split(" -> ").next().unwrap_or(signature);
    let head = head.split('(').next().unwrap_or(head);
    match (form, head.split_once('.')) {
        (Form::Operator, _) => ("value", head),
        (_, Some((on, name))) => (on, name),
        (_, None) => ("-", head),
    }
}
