//! How a file is read: through a mapping, as the template workbook, or as a roster.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use saring_app::import::merge::import_roster;
use saring_app::import::workbook::{WORKBOOK, import_workbook};
use saring_app::import::{self, Imported, Mapping, MappingError, Options, Shown};

use crate::failure::Failure;
use crate::input::Source;
use crate::notice::Notice;

/// The name of the reading of a roster.
const ROSTER: &str = "roster";

/// A file as it was named: `FILE`, or `FILE:MAPPING`.
#[derive(Debug)]
pub struct Named {
    /// The file; `-` is stdin, which has no mapping of its own.
    pub path: PathBuf,
    /// How to read it, where it is said.
    pub mapping: Option<String>,
}

impl Named {
    /// Takes what was typed apart. A file of exactly that name comes first, whatever is in its name.
    pub fn of(typed: &Path) -> Self {
        let parts = typed.to_str().and_then(|text| text.rsplit_once(':'));
        // One letter before the colon is a drive.
        match parts.filter(|(file, mapping)| !typed.exists() && !mapping.is_empty() && file.len() > 1) {
            Some((file, mapping)) => Self { path: PathBuf::from(file), mapping: Some(mapping.to_owned()) },
            None => Self { path: typed.to_owned(), mapping: None },
        }
    }
}

/// How a file is read.
pub enum Reading {
    /// Row by row, through a mapping.
    Mapping(Box<Mapping>),
    /// As the template workbook, sheet by sheet.
    Workbook,
    /// As what it is: creators in the product's own form.
    Roster,
}

impl Reading {
    /// The reading of a name: a built-in mapping, `workbook`, `roster`, or a TOML file.
    fn named(reference: &str) -> Result<Self, Failure> {
        match reference {
            WORKBOOK => Ok(Self::Workbook),
            ROSTER => Ok(Self::Roster),
            _ => mapping(reference).map(Box::new).map(Self::Mapping),
        }
    }

    /// The reading that was named, or else the one that the file itself shows, with what a person should know about the
    /// choice. A name that there is not is told before the file is read.
    pub fn of(file: &Named, all: Option<&str>, options: &Options) -> Result<(Self, Source, Option<String>), Failure> {
        let told = file.mapping.as_deref().or(all).map(Self::named).transpose()?;
        let source = Source::read(&file.path)?;
        let (reading, note) = match told {
            Some(reading) => (reading, None),
            None => Self::shown_by(&source, options)?,
        };
        Ok((reading, source, note))
    }

    fn shown_by(source: &Source, options: &Options) -> Result<(Self, Option<String>), Failure> {
        let near = match import::shown(&source.bytes, options) {
            Shown::Workbook => return Ok((Self::Workbook, None)),
            Shown::Roster => return Ok((Self::Roster, None)),
            Shown::Mapping(fit) => {
                let other = "name another with `--mapping`, or draft one of your own with `saring import --guess`";
                return Ok((Self::named(fit.name)?, Some(format!("{}; {other}", Shown::note(&fit)))));
            }
            Shown::Unclear(near) => Shown::near(&near),
        };
        let message = format!("`{}` is no roster, so it needs a mapping", source.name);
        Err(Failure::new("mapping-missing", message).help(format!(
            "{near}name one with `--mapping NAME`, or for this file alone as `{name}:NAME`; or draft one of your own: \
             `saring import --guess {name} --output draft.toml`",
            name = source.name
        )))
    }

    /// Reads the rows of a file.
    pub fn import(&self, source: &Source, options: &Options) -> Result<Imported, Failure> {
        let (done, how) = match self {
            Self::Mapping(mapping) => {
                (import::import(&source.bytes, mapping, options), format!("with the mapping `{}`", mapping.name()))
            }
            Self::Workbook => (import_workbook(&source.bytes, options), "as the template workbook".to_owned()),
            Self::Roster => (import_roster(&source.bytes), "as a roster".to_owned()),
        };
        done.map_err(|refused| {
            let message = format!("`{}` cannot be read {how}: {refused}", source.name);
            Failure::new("import-refused", message).help(refused.help())
        })
    }

    /// Whether the creators have identifiers of their own, by which another file may know them.
    pub fn ids_are_own(&self) -> bool {
        match self {
            Self::Mapping(mapping) => mapping.ids_are_own(),
            Self::Workbook | Self::Roster => true,
        }
    }

    /// What of the caller's choices is for this file: all of them for a file alone; of several, each takes what it asks
    /// for. What no file has asked for stays in `unknown`.
    pub fn options(&self, given: &Options, is_alone: bool, unknown: &mut BTreeSet<String>) -> Options {
        let asks_for = self.asks_for();
        unknown.retain(|name| !asks_for.contains(&name.as_str()));
        let mut options = given.clone();
        options.set.retain(|name, _| is_alone || asks_for.contains(&name.as_str()));
        options
    }

    /// The choices that the reading asks a caller for.
    fn asks_for(&self) -> Vec<&str> {
        match self {
            Self::Mapping(mapping) => mapping.options(),
            Self::Workbook | Self::Roster => Vec::new(),
        }
    }
}

/// Refuses a choice that no file has asked for.
pub fn refuse_unknown(unknown: &BTreeSet<String>) -> Result<(), Failure> {
    let Some(name) = unknown.first() else { return Ok(()) };
    let failure = Failure::new("option-unknown", format!("no mapping of these files asks for `{name}`"));
    Err(failure.help("`saring import --list` names what each asks for"))
}

fn mapping(reference: &str) -> Result<Mapping, Failure> {
    if let Some(builtin) = import::builtin(reference) {
        return builtin.map_err(|found| invalid(reference, &found));
    }
    let path = Path::new(reference);
    if !path.exists() {
        let known: Vec<&str> = import::BUILTIN.iter().map(|(name, _)| *name).chain([WORKBOOK, ROSTER]).collect();
        let failure = Failure::new("mapping-unknown", format!("there is no mapping and no file `{reference}`"));
        return Err(failure.help(format!("choose one of {}, or give a TOML file", known.join(", "))));
    }
    let source = Source::read(path)?;
    let text = source.text().ok_or_else(|| {
        Failure::new("mapping-invalid", format!("`{reference}` is not text")).help("a mapping is a TOML file in UTF-8")
    })?;
    Mapping::parse(text, &source.name).map_err(|found| invalid(reference, &found))
}

/// A mapping that is not valid, with everything that is wrong with it.
pub fn invalid(reference: &str, found: &[MappingError]) -> Failure {
    Failure::new("mapping-invalid", format!("the mapping `{reference}` is not valid"))
        .help("put right what is listed below")
        .details(found.iter().map(Notice::of_mapping).collect())
}
