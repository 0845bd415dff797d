//! A mapping: which column or path of a file goes where in a creator, and in what unit.

mod column;
mod condition;
mod events;
mod header;
mod read;
mod source;
mod target;
mod toml_reader;

use saring_model::catalogue::Kind;
use serde_json::Value;

pub(super) use column::Column;
pub use events::EventMapping;
pub(super) use events::{Again, Edge, Form};
pub use toml_reader::MappingError;
pub(super) use toml_reader::nearest;

use super::convert::Unit;
use super::dates::Dates;
use super::numbers::Numbers;
use super::path::{Path, Segment};

const NO_PIECES: &[Piece] = &[];

/// A mapping, read from a TOML file and checked against the field catalogue.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) format: Format,
    /// Where the rows of a JSON file may be: the first of these under which a row has what the mapping requires.
    pub(super) rows: Vec<Path>,
    /// The delimiter of a CSV file; found out from the header where it is not given.
    pub(super) delimiter: Option<u8>,
    /// Whether the header of a CSV file may lack columns that the mapping reads.
    pub(super) columns_optional: bool,
    /// Whether a row is a part of a creator, whom other rows complete: it needs no account.
    pub(super) is_part: bool,
    /// Whether what the mapping does not use goes into the attributes.
    pub(super) keep_leftovers: bool,
    /// Texts that mean unknown.
    pub(super) empty: Vec<String>,
    /// How every column writes numbers; each column shows it where it is not given.
    pub(super) numbers: Option<Numbers>,
    /// Whether dates of numbers have the day first or the month; each column shows it where it is not given.
    pub(super) dates: Option<Dates>,
    /// In the order of their targets.
    pub(super) fields: Vec<Field>,
    pub(super) lists: Vec<List>,
    /// What the mapping leaves out on purpose.
    pub(super) ignored: Vec<Path>,
}

impl Mapping {
    /// Reads a mapping. `file` is its name in messages.
    ///
    /// # Errors
    /// Everything that is wrong with it at once: TOML, unknown keys, unknown
    /// fields of a creator, units that do not fit their fields, fields that are given twice.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<MappingError>> {
        read::mapping(text, file)
    }

    /// The name of the mapping.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the mapping is for, in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The format of the files that it reads.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether identifiers are the creators' own: not numbers of rows, and nothing that rows may share.
    pub fn ids_are_own(&self) -> bool {
        let of_id = |field: &&Field| field.target.path.text == "id";
        let mut sources = self.fields.iter().filter(of_id).flat_map(|field| &field.sources);
        !sources.any(|source| source.numbered || source.pieces().iter().any(|piece| matches!(piece, Piece::RowNumber)))
    }

    /// The names of the choices that a caller may make for all rows, such as `platform`.
    pub fn options(&self) -> Vec<&str> {
        let sources = self.fields.iter().flat_map(|field| &field.sources);
        let mut names: Vec<&str> = sources
            .filter_map(|source| match &source.from {
                From::Option(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What a file must have for the mapping: of each group of paths, one.
    pub(super) fn needed(&self) -> Vec<Vec<&Path>> {
        let fields = self.fields.iter().map(|field| (field, false));
        let zipped = self.lists.iter().filter(|list| list.how == How::Zip);
        let zipped = zipped.flat_map(|list| list.fields.iter().map(|field| (field, list.optional)));
        let needed = fields.chain(zipped).filter(|(field, optional)| {
            let lenient = self.columns_optional || *optional || field.sources.iter().any(|source| source.optional);
            field.is_required() || !lenient
        });
        needed.flat_map(|(field, _)| field.needed()).collect()
    }

    /// What a row must have: of each group of paths, one.
    pub(super) fn required(&self) -> Vec<Vec<&Path>> {
        self.fields.iter().filter(|field| field.is_required()).flat_map(Field::needed).collect()
    }

    /// Paths into a row that fields read directly, each with whether a header must have it.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&Path, bool)> {
        let zipped = self.lists.iter().filter(|list| list.how == How::Zip).flat_map(|list| &list.fields);
        let read = self.fields.iter().chain(zipped).flat_map(|field| &field.sources).flat_map(Source::paths);
        let needed: Vec<&Path> = self.needed().into_iter().filter(|group| group.len() == 1).flatten().collect();
        read.map(move |path| (path, needed.contains(&path)))
    }

    /// Whether a field without alternatives reads a path.
    pub(super) fn reads_always(&self, path: &Path) -> bool {
        let mut single = self.fields.iter().filter(|field| field.sources.len() == 1);
        single.any(|field| field.sources.iter().flat_map(Source::used).any(|used| used.segments == path.segments))
    }

    /// Everything that the mapping uses of a row, or leaves out on purpose.
    pub(super) fn used(&self) -> Vec<Vec<Segment>> {
        let mut used: Vec<Vec<Segment>> = self.ignored.iter().map(|path| path.segments.clone()).collect();
        used_by(&self.fields, &[], &mut used);
        for list in &self.lists {
            match &list.how {
                How::Zip => used_by(&list.fields, &[], &mut used),
                How::Each(from) => used_by(&list.fields, &each(&from.segments), &mut used),
                // Which columns a pattern takes is known with the header.
                How::Columns { .. } => {}
            }
        }
        used
    }
}

/// What fields use below a place, with the keys that choose the items of lists.
fn used_by(fields: &[Field], below: &[Segment], used: &mut Vec<Vec<Segment>>) {
    for source in fields.iter().flat_map(|field| &field.sources) {
        for path in source.used() {
            let whole: Vec<Segment> = below.iter().chain(&path.segments).cloned().collect();
            for (n, segment) in whole.iter().enumerate() {
                if let Segment::Where(key, _) = segment {
                    let to_item = whole.iter().take(n + 1).cloned();
                    used.push(to_item.chain([Segment::Key(key.clone())]).collect());
                }
            }
            if source.items.is_empty() {
                used.push(whole);
            } else {
                used_by(&source.items, &each(&whole), used);
            }
        }
    }
}

fn each(list: &[Segment]) -> Vec<Segment> {
    list.iter().cloned().chain([Segment::Each]).collect()
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table with a header, delimited by commas, semicolons or tabs.
    Csv,
    /// One JSON document with a list of rows somewhere in it.
    Json,
    /// One JSON object per line.
    Ndjson,
}

impl Format {
    /// The format as mappings write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

/// One value of a creator, or of an item of one of its lists.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) target: Target,
    /// The first whose value is known gives the field.
    pub(super) sources: Vec<Source>,
}

impl Field {
    /// Whether a row without the field is rejected.
    pub(super) fn is_required(&self) -> bool {
        self.sources.iter().any(|source| source.required)
    }

    /// Whether the field waits until the others stand, because it looks at them.
    pub(super) fn is_late(&self) -> bool {
        self.sources.iter().any(|source| {
            source.beside.is_some() || source.pieces().iter().any(|piece| matches!(piece, Piece::Target(_)))
        })
    }

    /// What a file must have for the field: of each group of paths, one. Nothing where a source reads no path.
    fn needed(&self) -> Vec<Vec<&Path>> {
        match self.sources.as_slice() {
            [source] => source.paths().map(|path| vec![path]).collect(),
            sources if sources.iter().any(|source| source.paths().next().is_none()) => Vec::new(),
            sources => vec![sources.iter().flat_map(Source::paths).collect()],
        }
    }
}

/// Where a value goes.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) path: Path,
    pub(super) kind: Kind,
    /// What the items of a list are.
    pub(super) item: Option<Kind>,
    /// Whether it is the amount of money, which is a decimal text and never a float.
    pub(super) is_amount: bool,
}

/// Where a value comes from, and what is done with it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) from: From,
    pub(super) required: bool,
    pub(super) optional: bool,
    pub(super) unit: Option<Unit>,
    /// Values to replace by others.
    pub(super) map: Vec<(String, String)>,
    /// Between the items of a list in one text.
    pub(super) split: Option<String>,
    /// Texts that mean unknown, instead of the mapping's.
    pub(super) empty: Option<Vec<String>>,
    /// The value is given only where one of these is known; empty where it does not depend on any.
    pub(super) when: Vec<When>,
    /// The value is given only where the caller chose this for all rows.
    pub(super) when_set: Option<String>,
    /// The value is unknown where this one is true.
    pub(super) unknown_where: Option<Path>,
    /// Whether zero means unknown.
    pub(super) zero_unknown: bool,
    /// Whether a value that its field cannot hold is unknown, instead of a reason to reject the row.
    pub(super) set_aside: bool,
    /// The value is given only where something stands at this target.
    pub(super) beside: Option<Path>,
    /// What the value is divided by: the first of these that is known.
    pub(super) over: Vec<Path>,
    /// What is added to the value: all of these, which must be known like it.
    pub(super) plus: Vec<Path>,
    /// What is taken off an amount, where it is known.
    pub(super) minus: Vec<Path>,
    /// Whether an amount is of the whole event, however many rows have a part of it each.
    pub(super) is_whole: bool,
    /// The fields of each item, where the value is a list of objects.
    pub(super) items: Vec<Field>,
    /// Whether an identifier that an earlier row has gets the row's number.
    pub(super) numbered: bool,
}

impl Source {
    /// A source that takes a value as it is.
    pub(super) fn plain(from: From) -> Self {
        Self {
            from,
            required: false,
            optional: false,
            unit: None,
            map: Vec::new(),
            split: None,
            empty: None,
            when: Vec::new(),
            when_set: None,
            unknown_where: None,
            zero_unknown: false,
            set_aside: false,
            beside: None,
            over: Vec::new(),
            plus: Vec::new(),
            minus: Vec::new(),
            is_whole: false,
            items: Vec::new(),
            numbered: false,
        }
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        match &self.from {
            From::Template(pieces) => pieces,
            From::Path(_) | From::Const(_) | From::Option(_) => NO_PIECES,
        }
    }

    /// Every path whose values the source reads.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.used().chain(&self.unknown_where)
    }

    /// The paths whose values end up in the creator.
    pub(super) fn used(&self) -> impl Iterator<Item = &Path> {
        let own = match &self.from {
            From::Path(path) => Some(path),
            From::Const(_) | From::Template(_) | From::Option(_) => None,
        };
        let pieces = self.pieces().iter().filter_map(|piece| match piece {
            Piece::Path(path) => Some(path),
            Piece::Text(_) | Piece::Target(_) | Piece::RowNumber => None,
        });
        own.into_iter().chain(pieces).chain(&self.plus)
    }

    /// The source as a message names it.
    pub(super) fn label(&self) -> &str {
        match &self.from {
            From::Path(path) => &path.text,
            From::Const(_) => "constant of the mapping",
            From::Option(name) => name,
            From::Template(pieces) => pieces
                .iter()
                .rev()
                .find_map(|piece| match piece {
                    Piece::Path(path) | Piece::Target(path) => Some(path.text.as_str()),
                    Piece::Text(_) | Piece::RowNumber => None,
                })
                .unwrap_or("row number"),
        }
    }
}

/// What must be known for a value to be given.
#[derive(Debug, Clone)]
pub(super) enum When {
    Path(Path),
    /// Any column whose name begins so.
    Prefix(String),
    /// Two values that are known and the same.
    Equal(Path, Path),
}

/// What a value is made from.
#[derive(Debug, Clone)]
pub(super) enum From {
    Path(Path),
    Const(Value),
    Template(Vec<Piece>),
    /// What the caller chose for all rows.
    Option(String),
}

/// A piece of a template such as `instagram:{user_id}`.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    Path(Path),
    /// A value of the creator that is made.
    Target(Path),
    RowNumber,
}

/// A list of the creator that is made item by item.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) into: Target,
    pub(super) how: How,
    /// Targets are relative to the item.
    pub(super) fields: Vec<Field>,
    pub(super) optional: bool,
    /// The list is read only where one of these is known; empty where it does not depend on any.
    pub(super) when: Vec<When>,
    /// Only items of which one of these is known are read; empty where all are.
    pub(super) only: Vec<When>,
    /// The target that says which items are the same one; what a later item adds goes into the earlier.
    pub(super) key: Option<Path>,
    /// Whether a list without items means that nothing is known.
    pub(super) empty_unknown: bool,
    /// Whether an item that its list cannot hold is left out, instead of a reason to reject the row.
    pub(super) set_aside: bool,
}

/// Where the items of a list come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// From parallel lists: item `i` is made of the `i`-th value of each.
    Zip,
    /// From a list of objects.
    Each(Path),
    /// From the columns whose names have this beginning and end; what is between is a value of the item.
    Columns { prefix: String, name: String, suffix: String },
}
