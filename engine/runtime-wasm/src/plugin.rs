//! A plugin: looked at, compiled, linked, described and tried out.

use std::collections::BTreeMap;
use std::sync::Arc;

use saring_pack::{
    Description, Diagnostic, DiagnosticCode, Fault, Installed, Kind, RuleLimits, RuleSource, digest_of_bytes,
};
use serde_json::Value;
use wasmtime::component::{Component, ComponentExportIndex, Instance, InstancePre};
use wasmtime::{Error, Store};

use crate::admission;
use crate::description::{self, PluginDescription};
use crate::engine::PluginEngine;
use crate::error::{Moment, PluginError, printable};
use crate::fault::fault;
use crate::host::{self, Asked, Given, State, Tables};
use crate::interfaces::Admitted;
use crate::limits::PluginLimits;
use crate::rule::WasmRule;
use crate::self_test;

/// Where a pack names rules of each kind.
const WHERE: &str = "checks stand in layers, those of the campaign in `preflight`, tier rules in `tiers`, budget policies in `budgets`, worth in `goals`, triggers in `triggers`, metrics in `metrics`";

/// The language of the title of a plugin, and of texts behind those of any other.
const ENGLISH: &str = "en";

/// A plugin that can be installed.
pub struct Plugin {
    /// Content address of its bytes: `sha256:…`.
    pub digest: String,
    /// The component.
    pub bytes: Arc<[u8]>,
    /// What it says of itself.
    pub description: PluginDescription,
    /// What it imports, by name.
    pub imports: Vec<String>,
    engine: Arc<PluginEngine>,
    limits: Arc<PluginLimits>,
    pre: InstancePre<State>,
    functions: Functions,
}

/// Where its exports are.
struct Functions {
    describe: ComponentExportIndex,
    validate_settings: ComponentExportIndex,
    /// The one of its kind: `evaluate`, `classify` ….
    answer: ComponentExportIndex,
}

/// Makes a plugin of a component, or says everything that is wrong with it.
pub(crate) fn admit(
    engine: &Arc<PluginEngine>,
    limits: &Arc<PluginLimits>,
    bytes: Arc<[u8]>,
) -> Result<Plugin, Vec<PluginError>> {
    let admitted = admission::admit(&bytes, engine.engine.get_wasm_features(), limits)?;
    let (pre, functions) = link(engine, &bytes, &admitted).map_err(|error| vec![error])?;
    let unnamed = Unnamed { engine, limits, pre: &pre, kind: admitted.rule.kind };
    let text = unnamed.describe(&functions).map_err(|error| vec![error])?;
    let description = description::read(&text, admitted.rule.kind)?;
    let plugin = Plugin {
        digest: digest_of_bytes(&bytes),
        bytes,
        description,
        imports: admitted.imports,
        engine: Arc::clone(engine),
        limits: Arc::clone(limits),
        pre,
        functions,
    };
    self_test::run(&plugin)?;
    Ok(plugin)
}

impl Plugin {
    /// The plugin with everything that a pack binds to it.
    ///
    /// # Errors
    ///
    /// Says why the plugin does not take it.
    pub fn rule(&self, source: &RuleSource) -> Result<WasmRule, Vec<Diagnostic>> {
        self.rule_within(source, &RuleLimits::default())
    }

    /// The same, with other limits on its answers.
    ///
    /// # Errors
    ///
    /// Says why the plugin does not take it.
    pub fn rule_within(&self, source: &RuleSource, limits: &RuleLimits) -> Result<WasmRule, Vec<Diagnostic>> {
        let refuse = |message: String, help: String| {
            let code = DiagnosticCode::PluginRefused;
            vec![Diagnostic::error(code, &source.file, "", 0..0, message).with_help(help)]
        };
        let label = self.description.label();
        if source.kind != self.description.kind {
            let message = format!("`{label}` does not answer what `{}` asks", source.id);
            return Err(refuse(message, WHERE.to_owned()));
        }
        let params = Value::Object(source.params.clone().into_iter().collect()).to_string();
        match self.validate(&params) {
            Ok(Ok(())) => Ok(self.bound(source, params, limits)),
            Ok(Err(why)) => {
                let message = format!("`{label}` does not take the params of `{}`: {}", source.id, printable(&why));
                Err(refuse(message, "change the params, or leave them out for the plugin's own".to_owned()))
            }
            Err(fault) => {
                let message = format!("`{label}` fails while it looks at the params of `{}`: {fault}", source.id);
                Err(refuse(message, "tell the plugin's author".to_owned()))
            }
        }
    }

    /// What a pack takes of it.
    pub(crate) fn installed(&self) -> Installed {
        Installed {
            label: self.description.label(),
            bytes: Arc::clone(&self.bytes),
            digest: self.digest.clone(),
            params: self.description.params.clone(),
            texts: self.texts(),
        }
    }

    /// Texts of its reasons, and its own title where reports show one, for packs that have none.
    fn texts(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        let PluginDescription { id, kind, title, texts, .. } = &self.description;
        let shown: &[&str] = match kind {
            Kind::Check | Kind::Preflight => &["check"],
            Kind::Trigger => &["trigger"],
            // The figure that a metric is named for.
            Kind::Metric => &["metric", "figure"],
            Kind::Tier | Kind::Budget | Kind::Worth => &[],
        };
        let mut texts = texts.clone();
        let english = texts.entry(ENGLISH.to_owned()).or_default();
        for what in shown {
            english.entry(format!("{what}.{id}")).or_insert_with(|| title.clone());
        }
        texts
    }

    /// The plugin as a rule with its defaults and without tables.
    pub(crate) fn on_its_own(&self, source: &RuleSource) -> Result<WasmRule, PluginError> {
        let params = Value::Object(source.params.clone().into_iter().collect()).to_string();
        match self.validate(&params) {
            Ok(Ok(())) => Ok(self.bound(source, params, &RuleLimits::default())),
            Ok(Err(message)) => Err(PluginError::DefaultsRefused { message: printable(&message) }),
            Err(fault) => Err(PluginError::Failed { during: Moment::Settings, fault }),
        }
    }

    fn bound(&self, source: &RuleSource, params: String, limits: &RuleLimits) -> WasmRule {
        let reasons = self.description.reasons.clone();
        WasmRule {
            engine: Arc::clone(&self.engine),
            pre: self.pre.clone(),
            function: self.functions.answer,
            kind: self.description.kind,
            description: Description { fields: self.description.field_set, reasons },
            params,
            tables: Arc::new(Tables::new(&source.tables)),
            tiers: Arc::clone(&source.tiers),
            limits: Arc::clone(&self.limits),
            rule_limits: *limits,
        }
    }

    /// Whether the plugin takes these params.
    fn validate(&self, params: &str) -> Result<Result<(), String>, Fault> {
        let unnamed =
            Unnamed { engine: &self.engine, limits: &self.limits, pre: &self.pre, kind: self.description.kind };
        unnamed.call(|instance, store| {
            let function = self.functions.validate_settings;
            let validate = instance.get_typed_func::<(&str,), (Result<(), String>,)>(&mut *store, function)?;
            validate.call(&mut *store, (params,)).map(|(result,)| result)
        })
    }
}

impl std::fmt::Debug for Plugin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Plugin").field(&self.description.label()).field(&self.digest).finish()
    }
}

/// A plugin that has not said what it is.
struct Unnamed<'a> {
    engine: &'a PluginEngine,
    limits: &'a Arc<PluginLimits>,
    pre: &'a InstancePre<State>,
    kind: Kind,
}

impl Unnamed<'_> {
    /// Its description, as it gives it.
    fn describe(&self, functions: &Functions) -> Result<String, PluginError> {
        // An instance that does not even start is told apart from one that cannot describe itself.
        self.call(|_, _| Ok(())).map_err(|fault| PluginError::Failed { during: Moment::Start, fault })?;
        let said = self.call(|instance, store| {
            let describe = instance.get_typed_func::<(), (String,)>(&mut *store, functions.describe)?;
            describe.call(&mut *store, ()).map(|(text,)| text)
        });
        let text = said.map_err(|fault| PluginError::Failed { during: Moment::Describe, fault })?;
        let (bytes, max) = (text.len(), self.limits.description_bytes_max);
        if bytes > max { Err(PluginError::DescriptionTooLarge { bytes, max }) } else { Ok(text) }
    }

    /// Calls a fresh instance that is asked about nobody.
    fn call<T>(&self, work: impl FnOnce(&Instance, &mut Store<State>) -> Result<T, Error>) -> Result<T, Fault> {
        let (tables, tiers) = (Arc::new(Tables::default()), Arc::from([]));
        let rule_limits = RuleLimits::default();
        let given =
            Given { limits: self.limits, rule_limits: &rule_limits, kind: self.kind, tables: &tables, tiers: &tiers };
        let _pass = self.engine.enter();
        let mut store = host::store(&self.engine.engine, State::new(&given, Asked::nobody(self_test::as_of())));
        let done = self.pre.instantiate(&mut store).and_then(|instance| work(&instance, &mut store));
        done.map_err(|error| fault(&error, store.data(), self.limits.deadline(0)))
    }
}

/// Compiles a component and links it with what the host offers.
fn link(
    engine: &PluginEngine,
    bytes: &[u8],
    admitted: &Admitted,
) -> Result<(InstancePre<State>, Functions), PluginError> {
    let words = |error: Error| printable(&format!("{error:#}"));
    let component =
        Component::new(&engine.engine, bytes).map_err(|error| PluginError::Compile { detail: words(error) })?;
    let export = |interface: &str, function: &str| {
        let instance = component.get_export_index(None, interface);
        let found = instance.and_then(|instance| component.get_export_index(Some(&instance), function));
        found.ok_or_else(|| PluginError::ExportMissing { item: format!("{interface}#{function}") })
    };
    let functions = Functions {
        describe: export(&admitted.plugin_export, "describe")?,
        validate_settings: export(&admitted.plugin_export, "validate-settings")?,
        answer: export(&admitted.rule_export, admitted.rule.function)?,
    };
    let linker = host::linker(&engine.engine).map_err(|error| PluginError::Link { detail: words(error) })?;
    let pre = linker.instantiate_pre(&component).map_err(|error| PluginError::Link { detail: words(error) })?;
    Ok((pre, functions))
}

/// The values of params where a pack sets none.
pub(crate) fn defaults(description: &PluginDescription) -> BTreeMap<String, Value> {
    description.params.iter().map(|(name, param)| (name.clone(), param.default.clone())).collect()
}
