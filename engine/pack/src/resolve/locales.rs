//! Reads the texts of a chain of packs; a nearer pack's text stands in for a farther one's.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::DiagnosticCode;
use crate::locale::{Locale, Template};
use crate::origin::{Origin, Sourced};
use crate::reader::{Reader, origin};
use crate::rule::Installed;
use crate::tree::{Branch, Tree};

type Texts = BTreeMap<String, Sourced<Template>>;

/// Reads `locales/<language>/*.toml` of every pack, the nearest first in `links`, over what plugins bring along.
pub(super) fn read(reader: &mut Reader, links: &[Arc<str>], plugins: &[Installed]) -> BTreeMap<String, Locale> {
    let mut languages = brought(plugins);
    for pack in links.iter().rev() {
        for (language, path) in files(reader, pack) {
            let Some(branch) = reader.toml_file(pack, &path) else { continue };
            flatten(reader, &branch, "", languages.entry(language).or_default());
        }
    }
    let english = languages.remove("en").unwrap_or_default();
    for texts in languages.values() {
        compare(reader, texts, &english);
    }
    let english = Arc::new(Locale::new("en", plain(english), None));
    let mut locales: BTreeMap<String, Locale> = languages
        .into_iter()
        .map(|(language, texts)| {
            let locale = Locale::new(&language, plain(texts), Some(Arc::clone(&english)));
            (language, locale)
        })
        .collect();
    locales.insert("en".to_owned(), Arc::unwrap_or_clone(english));
    locales
}

/// The texts that plugins bring along. One that is no template is left out; its reason is then shown by its code.
fn brought(plugins: &[Installed]) -> BTreeMap<String, Texts> {
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for plugin in plugins {
        let at = origin(&Arc::from("plugin"), &plugin.label, 0);
        for (language, texts) in &plugin.texts {
            let own = languages.entry(language.clone()).or_default();
            for (code, raw) in texts {
                if let Ok(value) = Template::parse(raw) {
                    own.insert(code.clone(), Sourced { value, origin: at.clone() });
                }
            }
        }
    }
    languages
}

fn plain(texts: Texts) -> BTreeMap<String, Template> {
    texts.into_iter().map(|(code, template)| (code, template.value)).collect()
}

/// Languages and paths of a pack's text files, in order of path.
fn files(reader: &Reader, pack: &str) -> Vec<(String, String)> {
    let paths = reader.packs.get(pack).into_iter().flat_map(|files| files.files.keys());
    let language = |path: &String| {
        let (language, file) = path.strip_prefix("locales/")?.split_once('/')?;
        file.ends_with(".toml").then(|| (language.to_owned(), path.clone()))
    };
    paths.filter_map(language).collect()
}

fn flatten(reader: &mut Reader, branch: &Branch, prefix: &str, texts: &mut Texts) {
    for entry in &branch.0 {
        let code = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
        match &entry.node.tree {
            Tree::Table(inner) => flatten(reader, inner, &code, texts),
            Tree::Text(raw) => match Template::parse(raw) {
                Ok(value) => {
                    texts.insert(code, Sourced { value, origin: entry.node.origin.clone() });
                }
                Err(error) => refuse(reader, &entry.node.origin, &code, &error.to_string()),
            },
            other => {
                let message = format!("{} where a text is due", other.kind());
                reader.error(DiagnosticCode::ValueType, &entry.node.origin, message, "write it in double quotes");
            }
        }
    }
}

fn refuse(reader: &mut Reader, at: &Origin, code: &str, why: &str) {
    let help = "write `{name}` for an argument, and `{{` and `}}` for braces";
    reader.error(DiagnosticCode::LocaleTemplate, at, format!("the text of `{code}` cannot be read: {why}"), help);
}

/// Warns of arguments that the English text of the same code does not have: most often a slip of the pen.
fn compare(reader: &mut Reader, texts: &Texts, english: &Texts) {
    for (code, text) in texts {
        let Some(original) = english.get(code) else { continue };
        let names: Vec<&str> = original.value.holes().collect();
        for hole in text.value.holes().filter(|hole| !names.contains(hole)) {
            let message = format!("the text of `{code}` names `{{{hole}}}`, which its English original does not");
            let help = crate::reader::suggest(hole, names.iter().copied());
            reader.warn(DiagnosticCode::LocaleMismatch, &text.origin, message, help);
        }
    }
}
