//! How a file is read: through a mapping, as the template workbook, or as a roster.

use std::path::{Path, PathBuf};

use saring_app::import::merge::import_roster;
use saring_app::import::workbook::{WORKBOOK, import_workbook, is_template_workbook};
use saring_app::import::{self, Imported, Mapping, MappingError, Options};

use crate::failure::Failure;
use crate::input::Source;
use crate::notice::Notice;

/// The name of the reading of a roster.
const ROSTER: &str = "roster";
/// Most mappings that are named where none fits clearly.
const FITS_SHOWN_MAX: usize = 3;

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
    pub fn named(reference: &str) -> Result<Self, Failure> {
        match reference {
            WORKBOOK => Ok(Self::Workbook),
            ROSTER => Ok(Self::Roster),
            _ => mapping(reference).map(Box::new).map(Self::Mapping),
        }
    }

    /// The reading that a file itself shows, and what a person should know about the choice.
    pub fn shown_by(source: &Source, options: &Options) -> Result<(Self, Option<String>), Failure> {
        if is_template_workbook(&source.bytes) {
            return Ok((Self::Workbook, None));
        }
        let fits = import::fits(&source.bytes, options);
        if let Some(fit) = import::clear(&fits).or_else(|| import::plain(&fits)) {
            let note = format!(
                "no mapping was named, so it was read with the built-in `{}`, which knows {fit}; name another with `--mapping`, \
                 or draft one of your own with `--guess`",
                fit.name
            );
            return Ok((Self::named(fit.name)?, Some(note)));
        }
        let text = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&source.bytes);
        if matches!(text.trim_ascii_start().first(), Some(b'{' | b'[')) {
            return Ok((Self::Roster, None));
        }
        let near: Vec<String> =
            fits.iter().take(FITS_SHOWN_MAX).map(|fit| format!("`{}` ({fit})", fit.name)).collect();
        let near =
            if near.is_empty() { String::new() } else { format!("these know some of it: {}; ", near.join(", ")) };
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

    /// The choices that the reading asks a caller for.
    pub fn asks_for(&self) -> Vec<&str> {
        match self {
            Self::Mapping(mapping) => mapping.options(),
            Self::Workbook | Self::Roster => Vec::new(),
        }
    }
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

fn invalid(reference: &str, found: &[MappingError]) -> Failure {
    Failure::new("mapping-invalid", format!("the mapping `{reference}` is not valid"))
        .help("put right what is listed below")
        .details(found.iter().map(Notice::of_mapping).collect())
}
