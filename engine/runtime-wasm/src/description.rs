//! What a plugin says of itself, read and held against what it exports and what there is.

use std::collections::BTreeMap;

use saring_model::Kebab;
use saring_model::catalogue::{FieldSet, catalogue};
use saring_pack::limits::ANSWER_NAME_CHARS_MAX;
use saring_pack::locale::template_flaw;
use saring_pack::{Kind, Param, declarations_in_json};
use semver::Version;
use serde_json::{Map, Value};

use crate::contract::RULES;
use crate::error::{PluginError, printable};
use crate::json;

/// Longest title, in characters.
const TITLE_CHARS_MAX: usize = 120;

/// What a plugin says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PluginDescription {
    /// Its name; packs run it as `plugin:id`.
    pub id: Kebab,
    /// Its version.
    pub version: Version,
    /// What it decides.
    pub kind: Kind,
    /// A few words for people.
    pub title: String,
    /// Paths of the fields that it reads, as it gives them.
    pub fields: Vec<String>,
    /// The same fields in the catalogue.
    pub field_set: FieldSet,
    /// Codes of its reasons and vetoes, in order.
    pub reasons: Vec<String>,
    /// Texts of its reasons by language and code.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// What a pack may set.
    pub params: BTreeMap<String, Param>,
}

impl PluginDescription {
    /// The plugin as `name@version`.
    pub fn label(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

/// Reads the description of a plugin that exports a rule of a kind, or says everything that is wrong with it. Keys that
/// nothing reads are passed over, so that a plugin may be newer than its host.
pub(crate) fn read(text: &str, exports: Kind) -> Result<PluginDescription, Vec<PluginError>> {
    let value = json::read(text).map_err(|error| vec![error])?;
    let mut reader = Reader::default();
    let Value::Object(object) = value else {
        reader.wrong("", format!("{} where an object is due", json::kind(&value)), "such as `{\"id\": \"hello\"}`");
        return Err(reader.0);
    };
    let id = reader.text(&object, "id").and_then(|id| reader.id(id));
    let version = reader.text(&object, "version").and_then(|version| reader.version(version));
    let kind = reader.text(&object, "kind").and_then(|kind| reader.kind(kind, exports));
    let title = reader.text(&object, "title").and_then(|title| reader.title(title));
    let (fields, field_set) = reader.fields(&object);
    let (reasons, texts) = reader.reasons(&object);
    let params = reader.params(&object);
    match (id, version, kind, title, reader.0) {
        (Some(id), Some(version), Some(kind), Some(title), errors) if errors.is_empty() => {
            Ok(PluginDescription { id, version, kind, title, fields, field_set, reasons, texts, params })
        }
        (.., errors) => Err(errors),
    }
}

/// Collects everything that is wrong.
#[derive(Default)]
struct Reader(Vec<PluginError>);

impl Reader {
    fn wrong(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        let (pointer, message, help) = (printable(pointer), printable(&message.into()), printable(&help.into()));
        self.0.push(PluginError::Description { pointer, message, help });
    }

    /// A text that has to be there.
    fn text<'v>(&mut self, object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
        match object.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => return Some(text),
            Some(Value::String(_)) => self.wrong(&pointer("", key), "an empty text", "say it in words"),
            None | Some(Value::Null) => {
                self.wrong(&pointer("", key), format!("the key `{key}` is missing"), format!("add `\"{key}\": …`"));
            }
            Some(other) => {
                let message = format!("{} where a text is due", json::kind(other));
                self.wrong(&pointer("", key), message, "write it in double quotes");
            }
        }
        None
    }

    /// The entries of an object that may be left out.
    fn object<'v>(&mut self, value: Option<&'v Value>, at: &str) -> Option<&'v Map<String, Value>> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::Object(entries)) => Some(entries),
            Some(other) => {
                let message = format!("{} where an object is due", json::kind(other));
                self.wrong(at, message, "write it in braces, by name");
                None
            }
        }
    }

    fn id(&mut self, id: &str) -> Option<Kebab> {
        let kebab = Kebab::new(id).ok();
        if kebab.is_none() {
            let message = format!("`{}` is not lower-case words joined by hyphens", printable(id));
            self.wrong("/id", message, "such as `audience-quality`");
        }
        kebab
    }

    fn version(&mut self, version: &str) -> Option<Version> {
        let parsed = Version::parse(version).ok();
        if parsed.is_none() {
            self.wrong("/version", format!("`{}` is no version", printable(version)), "as in SemVer: `1.0.0`");
        }
        parsed
    }

    fn kind(&mut self, kind: &str, exports: Kind) -> Option<Kind> {
        let said = RULES.iter().map(|rule| rule.kind).find(|known| known.as_str() == kind);
        match said {
            None => {
                let message = format!("`{}` is no kind of rule", printable(kind));
                self.wrong("/kind", message, kinds());
            }
            Some(said) if said != exports => {
                self.0.push(PluginError::KindMismatch { says: said.as_str(), exports: exports.as_str() });
            }
            Some(_) => {}
        }
        said
    }

    fn title(&mut self, title: &str) -> Option<String> {
        let fits = title.chars().count() <= TITLE_CHARS_MAX && !title.chars().any(char::is_control);
        if !fits {
            let help = format!("a few words on one line, at most {TITLE_CHARS_MAX} characters");
            self.wrong("/title", "it is no title", help);
        }
        fits.then(|| title.to_owned())
    }

    fn fields(&mut self, object: &Map<String, Value>) -> (Vec<String>, FieldSet) {
        let (mut paths, mut set) = (Vec::new(), FieldSet::EMPTY);
        let items = match object.get("fields") {
            None | Some(Value::Null) => &[][..],
            Some(Value::Array(items)) => items,
            Some(other) => {
                let message = format!("{} where a list of texts is due", json::kind(other));
                self.wrong("/fields", message, "such as `[\"creator.accounts[].followers\"]`");
                &[]
            }
        };
        for (index, item) in items.iter().enumerate() {
            let pointer = format!("/fields/{index}");
            let Value::String(path) = item else {
                self.wrong(&pointer, format!("{} where a text is due", json::kind(item)), "write it in double quotes");
                continue;
            };
            match catalogue().find(path) {
                Some(field) => {
                    set.insert(field.id);
                    paths.push(path.clone());
                }
                None => {
                    let nearest = catalogue().nearest(path).map(|field| field.path.clone());
                    self.0.push(PluginError::FieldUnknown { pointer, path: printable(path), nearest });
                }
            }
        }
        (paths, set)
    }

    fn reasons(&mut self, object: &Map<String, Value>) -> (Vec<String>, BTreeMap<String, BTreeMap<String, String>>) {
        let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut codes = Vec::new();
        for (code, texts) in self.object(object.get("reasons"), "/reasons").into_iter().flatten() {
            let at = pointer("/reasons", code);
            if !is_code(code) {
                let help = "lower-case words joined by hyphens and dots, such as `hello.too-small`";
                self.wrong(&at, format!("`{}` is no code", printable(code)), help);
            }
            codes.push(code.clone());
            let Some(texts) = self.object(Some(texts), &at) else { continue };
            if !texts.contains_key("en") {
                self.wrong(&at, "it has no English text", "add `\"en\": \"…\"`");
            }
            for (language, text) in texts {
                if let Some(text) = self.told(text, language, &pointer(&at, language)) {
                    languages.entry(language.clone()).or_default().insert(code.clone(), text);
                }
            }
        }
        (codes, languages)
    }

    /// The text of a reason in a language.
    fn told(&mut self, text: &Value, language: &str, at: &str) -> Option<String> {
        if !is_language(language) {
            self.wrong(at, format!("`{}` is no language", printable(language)), "as in BCP 47: `en`, `id`, `pt-BR`");
        }
        let Value::String(text) = text else {
            self.wrong(at, format!("{} where a text is due", json::kind(text)), "write it in double quotes");
            return None;
        };
        if let Some(flaw) = template_flaw(text) {
            let help = "write `{name}` for an argument, and `{{` and `}}` for braces";
            self.wrong(at, format!("the text cannot be read: {flaw}"), help);
        }
        Some(text.clone())
    }

    fn params(&mut self, object: &Map<String, Value>) -> BTreeMap<String, Param> {
        let empty = Value::Object(Map::new());
        let declared = object.get("params").filter(|params| !params.is_null()).unwrap_or(&empty);
        match declarations_in_json(declared, "/params") {
            Ok(params) => params,
            Err(errors) => {
                for error in errors {
                    self.wrong(&error.file, error.message, error.help.unwrap_or_default());
                }
                BTreeMap::new()
            }
        }
    }
}

/// The kinds that the contract knows, for people.
fn kinds() -> String {
    RULES.map(|rule| format!("`{}`", rule.kind.as_str())).join(" or ")
}

fn is_code(code: &str) -> bool {
    code.len() <= ANSWER_NAME_CHARS_MAX && code.split('.').all(|part| Kebab::new(part).is_ok())
}

fn is_language(language: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.len() <= 8 && part.bytes().all(|b| b.is_ascii_alphanumeric());
    language.split('-').all(part)
}

/// The pointer of a key below another.
fn pointer(above: &str, key: &str) -> String {
    format!("{above}/{}", key.replace('~', "~0").replace('/', "~1"))
}
