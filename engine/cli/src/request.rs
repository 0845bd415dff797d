//! What was typed, and what it means: the groups of arguments that several commands share.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use saring_app::import::{Options, Problem, ProblemCode, Rejected};
use saring_app::report::InvalidCreator;
use saring_app::roster::{self, OnInvalid, ReadRoster};
use saring_app::score::ScoreRequest;
use saring_app::{App, Config, DEFAULT_PACK};
use saring_model::{Campaign, Creator, Date, Timestamp, Violation, ViolationCode, Violations};

use crate::failure::Failure;
use crate::input::{Source, check_stdin};
use crate::notice::Notice;
use crate::reading::{Named, Reading, refuse_unknown};
use crate::terminal::Terminal;
use crate::visible::visible;

/// The engine.
#[derive(Debug, Args)]
pub struct EngineArgs {
    /// A folder with packs, or a pack; may be given again.
    #[arg(long, value_name = "DIR")]
    packs: Vec<PathBuf>,

    /// A folder with plugins, beside the `plugins` folders of packs; may be given again. `SARING_PLUGINS` names folders as
    /// `PATH` does.
    #[arg(long, value_name = "DIR", env = "SARING_PLUGINS", hide_env = true)]
    plugins: Vec<PathBuf>,

    /// Threads for evaluation; one per core where not given. The answer does not depend on it.
    #[arg(long, value_name = "N", value_parser = threads)]
    threads: Option<NonZeroUsize>,
}

impl EngineArgs {
    /// The engine with its packs, and one more folder of packs where a command has its own.
    pub fn open(&self, more: Option<&Path>) -> Result<App, Failure> {
        let mut pack_dirs = self.packs.clone();
        pack_dirs.extend(more.map(Path::to_owned));
        let plugin_dirs = self.plugins.iter().flat_map(std::env::split_paths).collect();
        Ok(App::open(&Config { pack_dirs, plugin_dirs, plugin_cache: plugin_cache(), threads: self.threads })?)
    }

    /// The engine with the packs that come with it, and without any plugin.
    pub fn open_without_plugins(&self) -> Result<App, Failure> {
        Ok(App::open(&Config { threads: self.threads, ..Config::default() })?)
    }
}

/// Where compiled plugins are kept: the user's own folder for what can be made again. Without one nothing is kept.
pub fn plugin_cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|home| home.join(".cache")))?;
    Some(caches.join("saring").join("plugins"))
}

/// By which rules, at which moment, in which language, and how rosters are read.
#[derive(Debug, Args)]
pub struct HowArgs {
    /// The rules: a pack's name, `name@version`, or `sha256:…` digest.
    #[arg(long, value_name = "PACK", default_value = DEFAULT_PACK)]
    pack: String,

    /// The moment of the decision: an instant, or a date, which means its end in UTC; now where not given.
    #[arg(long, value_name = "WHEN", value_parser = as_of)]
    as_of: Option<Timestamp>,

    /// Language of the texts, such as `en` or `id`.
    #[arg(long, value_name = "LANG", default_value = saring_app::score::DEFAULT_LANG)]
    lang: String,

    /// Read the rosters through a mapping: a built-in one, or a TOML file (see `saring import --list`). Files that a
    /// built-in mapping knows clearly need none.
    #[arg(long, value_name = "NAME|FILE")]
    mapping: Option<String>,

    /// What the mapping asks for and the files do not say, such as `platform=tiktok`.
    #[arg(long, value_name = "NAME=VALUE", value_parser = choice)]
    set: Vec<(String, String)>,

    /// What to do where some creators cannot be read.
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    on_invalid: OnInvalidArg,

    #[command(flatten)]
    engine: EngineArgs,
}

/// A roster and a campaign, and how to decide.
#[derive(Debug, Args)]
pub struct DecisionArgs {
    /// Rosters: JSON or NDJSON, or other people's files, read as `saring import` reads them; `-` is stdin.
    #[arg(value_name = "ROSTER[:MAPPING]", required = true)]
    rosters: Vec<PathBuf>,

    /// The campaign, as JSON.
    #[arg(long, short, value_name = "FILE")]
    campaign: PathBuf,

    #[command(flatten)]
    how: HowArgs,

    /// Refuse where a rule stands in for a plugin that is not installed.
    #[arg(long)]
    require_plugins: bool,
}

impl DecisionArgs {
    /// By which rules and in which language.
    pub fn how(&self) -> &HowArgs {
        &self.how
    }

    /// Reads everything that was named.
    pub fn read(&self) -> Result<Decision, Failure> {
        check_stdin(self.rosters.iter().chain([&self.campaign]))?;
        let app = self.how.open()?;
        let source = Source::read(&self.campaign)?;
        let campaign = source.decode::<Campaign>()?;
        let (roster, notes) = self.how.rosters(&self.rosters)?;
        let request = ScoreRequest {
            pack: Some(self.how.pack.clone()),
            campaign: Arc::new(campaign),
            creators: roster.creators,
            invalid: roster.invalid,
            as_of: self.how.as_of,
            lang: Some(self.how.lang.clone()),
            top: None,
            require_plugins: self.require_plugins,
        };
        Ok(Decision { app, request, campaign: source, notes })
    }
}

/// What to do where some creators cannot be read.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum OnInvalidArg {
    /// Decide nothing, and list everything that is wrong.
    #[default]
    Reject,
    /// Decide on the others, and list these in the report.
    Skip,
}

/// Everything that a decision needs.
pub struct Decision {
    /// The engine.
    pub app: App,
    /// What to decide on.
    pub request: ScoreRequest,
    /// The campaign as it is written.
    pub campaign: Source,
    /// What a person should know about how the rosters were read.
    pub notes: Vec<String>,
}

/// Says what a person should know about how rosters were read.
pub fn tell_notes(notes: &[String], terminal: &Terminal) {
    notes.iter().for_each(|note| terminal.say(&visible(&format!("warning: {note}"))));
}

impl HowArgs {
    /// The pack, as it was named.
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// Language of the texts.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The moment that was named.
    pub fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// The engine with its packs.
    pub fn open(&self) -> Result<App, Failure> {
        self.engine.open(None)
    }

    /// Reads rosters, one after the other, each as `saring import` reads it; with what a person should know about how.
    pub fn rosters(&self, paths: &[PathBuf]) -> Result<(ReadRoster, Vec<String>), Failure> {
        let on_invalid = match self.on_invalid {
            OnInvalidArg::Reject => OnInvalid::Reject,
            OnInvalidArg::Skip => OnInvalid::Skip,
        };
        let given = Options { set: self.set.iter().cloned().collect(), ..Options::default() };
        let mut unknown: BTreeSet<String> = given.set.keys().cloned().collect();
        let (mut all, mut notes) = (ReadRoster::default(), Vec::new());
        let mut ids = BTreeSet::new();
        for path in paths {
            let (reading, source, note) = Reading::of(&Named::of(path), self.mapping.as_deref(), &given)?;
            let options = reading.options(&given, paths.len() == 1, &mut unknown);
            let read = match reading {
                Reading::Roster => plain(&source, on_invalid)?,
                reading => mapped(&source, &reading, &options, on_invalid)?,
            };
            notes.extend(note);
            let before = all.creators.len() + all.invalid.len();
            all.invalid.extend(read.invalid.into_iter().map(|it| InvalidCreator { index: it.index + before, ..it }));
            for creator in read.creators {
                // Within a file the reader has looked; two files can still name one creator.
                if !ids.insert(creator.id.clone()) {
                    return Err(in_two_files(&creator, &source));
                }
                all.creators.push(creator);
            }
        }
        refuse_unknown(&unknown)?;
        Ok((all, notes))
    }
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "give a whole number from 1; leave it out for one thread per core".to_owned())
}

/// A name with its value, as a mapping asks for it.
pub fn choice(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("not a name and a value, such as `platform=tiktok`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn in_two_files(creator: &Creator, source: &Source) -> Failure {
    let message = format!("creator `{}` of `{}` is also in an earlier roster", creator.id, source.name);
    Failure::new(ViolationCode::DuplicateId.as_str(), message)
        .help("keep one of the two, or merge the files with `saring import FILE FILE`")
}

fn plain(source: &Source, on_invalid: OnInvalid) -> Result<ReadRoster, Failure> {
    roster::read(&source.bytes, on_invalid)
        .map_err(|violations| source.invalid("roster").details(Notice::of_violations(&violations, source)))
}

fn mapped(source: &Source, reading: &Reading, options: &Options, on_invalid: OnInvalid) -> Result<ReadRoster, Failure> {
    let imported = reading.import(source, options)?;
    if on_invalid == OnInvalid::Reject && !imported.rejected.is_empty() {
        let message =
            format!("{} of {} rows of `{}` cannot be read", imported.rejected.len(), imported.rows_in, source.name);
        let failure = Failure::new("rows-rejected", message);
        let details = imported.rejected.iter().flat_map(|row| row.problems.iter().map(|it| row_notice(row, it)));
        return Err(failure
            .help("put the rows right, or decide on the others with `--on-invalid skip`")
            .details(details.collect()));
    }
    let invalid = imported.rejected.iter().map(|row| InvalidCreator {
        index: usize::try_from(row.row).unwrap_or(usize::MAX).saturating_sub(1),
        id: None,
        violations: row.problems.iter().map(|problem| violation(row, problem)).collect(),
    });
    let invalid = invalid.collect();
    Ok(ReadRoster { creators: imported.creators.into_iter().map(Arc::new).collect(), invalid })
}

/// What is wrong with a row, as a person should know it.
pub fn row_notice(row: &Rejected, problem: &Problem) -> Notice {
    let place = match (&row.sheet, row.line) {
        // Of a sheet, the number that the spreadsheet program shows is the one to look for.
        (Some(sheet), Some(line)) => format!("sheet `{sheet}`, row {line}"),
        (_, Some(line)) => format!("row {}, line {line}", row.row),
        (_, None) => format!("row {}", row.row),
    };
    let notice = Notice::new(problem.code.as_str(), format!("{place}: {problem}"));
    Notice { help: problem.help.clone(), ..notice }
}

fn violation(row: &Rejected, problem: &Problem) -> Violation {
    let code = match problem.code {
        ProblemCode::Invalid(code) => code,
        ProblemCode::DuplicateId => ViolationCode::DuplicateId,
        _ => ViolationCode::Unreadable,
    };
    let mut violation = Violation::new(problem.target.clone().unwrap_or_default(), code, problem.to_string());
    violation.help.clone_from(&problem.help);
    violation.line = row.line.and_then(|line| u32::try_from(line).ok());
    violation
}

/// An instant, or the end of a date in UTC.
pub fn as_of(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .or_else(|_| Date::parse(text).map(Date::end))
        .map_err(|_| "not an instant such as `2026-03-01T09:00:00Z` and not a date such as `2026-03-01`".to_owned())
}

/// The violations of a list, with nothing omitted.
pub fn listed(violations: &[Violation]) -> Violations {
    let mut all = Violations::default();
    violations.iter().cloned().for_each(|violation| all.push(violation));
    all
}
