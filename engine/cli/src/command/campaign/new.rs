//! `saring campaign new`: from answers, asked or given as flags, to a valid campaign.

use std::path::PathBuf;
use std::sync::Arc;

use saring_app::{App, Config, DEFAULT_PACK};
use saring_model::Campaign;

use super::draft::Draft;
use super::prompt::Person;
use super::questions::{Flags, QUESTIONS, Question, REQUIRED};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::STDIN;
use crate::notice::Notice;
use crate::output;
use crate::present::{bold, dim};
use crate::terminal::Terminal;

/// Ask what the campaign is, and write it.
///
/// On a terminal it asks what no flag answers; a question may be skipped, and what it asks for stays unknown. Elsewhere,
/// and with `--yes`, it asks nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  saring campaign new --output campaign.json
  saring campaign new --goal awareness=0.6 --goal conversion=0.4 --brand 'Lumina Botanica' --rival none \\
    --country ID --gender-age female:18-34 --language id --language en=0.3 \\
    --platform instagram --deliverable instagram:reel:2 --budget '750000000 IDR' --kpi reach=1500000 \\
    --flight 2026-04-01..2026-05-15 --time-zone Asia/Jakarta --output campaign.json
  saring campaign new --yes --goal loyalty --brand Lumina | saring score roster.json --campaign -

Exit codes: 0 written · 2 wrong usage or answers, or a file that is there already")]
pub struct Args {
    #[command(flatten)]
    flags: Flags,

    /// Write to a file instead of stdout.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file where it is there already.
    #[arg(long)]
    force: bool,

    /// Ask nothing, even on a terminal: take the flags for all there is to say.
    #[arg(long, short)]
    yes: bool,

    /// The rules that the campaign is for: their goals can be chosen, and their checks read the answers.
    #[arg(long, value_name = "PACK", default_value = DEFAULT_PACK)]
    pack: String,

    /// A folder with packs, or a pack; may be given again.
    #[arg(long, value_name = "DIR")]
    packs: Vec<PathBuf>,
}

/// Gathers the answers and writes the campaign.
pub fn new(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    check_place(args)?;
    let app = App::open(&Config { pack_dirs: args.packs.clone(), ..Config::default() })?;
    let goals = app.goals(&args.pack)?;
    let draft = given(args, &goals)?;
    let person = if args.yes { None } else { Person::at(terminal) };
    let draft = match &person {
        Some(person) => asked(&Asking { args, goals: &goals, person, terminal }, draft)?,
        None => whole(draft)?,
    };
    let draft = identified(draft)?;
    let campaign = draft.campaign().map_err(|found| Failure::new("invalid-document", found.to_string()))?;
    output::data(args.output.as_ref(), |out| {
        serde_json::to_writer_pretty(&mut *out, &campaign)?;
        out.write_all(b"\n")
    })?;
    unknown(args, &app, &draft, campaign, terminal)?;
    next(args, terminal);
    Ok(ExitCode::Done)
}

/// A file that is there is somebody's work.
fn check_place(args: &Args) -> Result<(), Failure> {
    match args.output.as_ref().filter(|path| path.as_os_str() != STDIN && !args.force && path.exists()) {
        None => Ok(()),
        Some(path) => Err(Failure::new("file-exists", format!("`{}` is there already", path.display()))
            .help("give another name, or replace it with `--force`")),
    }
}

/// The answers that were given as flags, or everything that is wrong with them.
fn given(args: &Args, goals: &[String]) -> Result<Draft, Failure> {
    let mut draft = Draft::default();
    let mut wrong = Vec::new();
    for question in QUESTIONS {
        let Some(texts) = args.flags.get(question) else { continue };
        match draft.with(question, texts, goals) {
            Ok(better) => draft = better,
            Err(why) => wrong.push(Notice::new("wrong-answer", format!("`--{}`: {why}", question.flag))),
        }
    }
    if wrong.is_empty() {
        return Ok(draft);
    }
    Err(Failure::new("wrong-answers", "some answers cannot stand in a campaign").details(wrong))
}

/// The draft where nothing is missing that a campaign cannot be without.
fn whole(draft: Draft) -> Result<Draft, Failure> {
    let is_missing = |question: &&Question| REQUIRED.contains(&question.flag) && draft.get(question.pointer).is_none();
    let missing: Vec<String> = QUESTIONS.iter().filter(is_missing).map(|it| format!("`--{}`", it.flag)).collect();
    if missing.is_empty() {
        return Ok(draft);
    }
    Err(Failure::new("answers-missing", format!("a campaign cannot be without {}", missing.join(" and ")))
        .help("give what is missing as flags, or run on a terminal and without `--yes` to be asked"))
}

/// The draft with an identifier of its own where none was given.
fn identified(draft: Draft) -> Result<Draft, Failure> {
    match QUESTIONS.iter().find(|question| question.flag == "id" && draft.get(question.pointer).is_none()) {
        Some(id) => draft.with(id, &[draft.own_id()], &[]).map_err(|why| Failure::new("wrong-answers", why)),
        None => Ok(draft),
    }
}

/// What it takes to ask.
struct Asking<'a> {
    args: &'a Args,
    goals: &'a [String],
    person: &'a Person,
    terminal: &'a Terminal,
}

/// Asks every question that no flag answered.
fn asked(asking: &Asking<'_>, mut draft: Draft) -> Result<Draft, Failure> {
    let mut section = "";
    for question in QUESTIONS {
        let of_nothing = question.flag == "time-zone" && draft.get("/flight").is_none();
        if of_nothing || asking.args.flags.get(question).is_some() {
            continue;
        }
        if section != question.section {
            section = question.section;
            asking.terminal.complain(&format!("\n{}\n", bold(section)));
        }
        let answers = answers(asking, &draft, question)?;
        if answers.is_empty() {
            let told = format!("  `{}` stays unknown", question.field());
            asking.terminal.complain(&format!("{}\n", dim(&told)));
        } else {
            draft = draft
                .with(question, &answers, asking.goals)
                .map_err(|why| Failure::new("wrong-answers", format!("`--{}`: {why}", question.flag)))?;
        }
    }
    Ok(draft)
}

fn answers(asking: &Asking<'_>, draft: &Draft, question: &Question) -> Result<Vec<String>, Failure> {
    if question.flag == "goal"
        && let Some(goal) = asking.person.choose(question.asks, asking.goals, "a mix of several")?
    {
        return Ok(vec![goal]);
    }
    let default = (question.flag == "id").then(|| draft.own_id());
    let may_skip = !REQUIRED.contains(&question.flag);
    let holds = |texts: &[String]| draft.with(question, texts, asking.goals).map(drop);
    asking.person.ask(question, may_skip, default, holds)
}

/// Tells what stays unknown, and which checks have less to say for it.
fn unknown(args: &Args, app: &App, draft: &Draft, campaign: Campaign, terminal: &Terminal) -> Result<(), Failure> {
    let unsaid = app.unsaid(&args.pack, &Arc::new(campaign))?;
    for question in QUESTIONS.iter().filter(|question| draft.get(question.pointer).is_none()) {
        let field = question.field();
        let waits = unsaid.iter().filter(|(_, lacked)| is_within(lacked, &field) || is_within(&field, lacked));
        let mut checks: Vec<&str> = waits.map(|(check, _)| check.as_str()).collect();
        checks.dedup();
        if !checks.is_empty() {
            terminal.say(&format!("`{field}` (--{}) stays unknown; less to say: {}", question.flag, checks.join(", ")));
        }
    }
    Ok(())
}

/// Whether a path is another one, or below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn next(args: &Args, terminal: &Terminal) {
    let file = args.output.as_ref().map_or("campaign.json".to_owned(), |path| path.display().to_string());
    let pack = if args.pack == DEFAULT_PACK { String::new() } else { format!(" --pack {}", args.pack) };
    terminal.say(&format!("next: saring score roster.json --campaign {file}{pack}"));
}
