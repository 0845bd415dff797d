//! `saring demo`: the main job, on a fictional campaign with fictional creators.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saring_app::differences::differences;
use saring_app::plan::PlanRequest;
use saring_app::preflight::PreflightRequest;
use saring_app::report::{CreatorReport, Report};
use saring_app::score::ScoreRequest;
use saring_app::{App, DEFAULT_PACK, Refusal, demo};
use saring_model::campaign::Verdict;
use saring_model::plan::Plan;
use saring_model::{Campaign, Creator, Timestamp};
use serde_json::{json, value::RawValue};

use super::demo_running::{self, Ran};
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::reason;
use crate::present::{self, Voice, bold, dim};
use crate::request::{EngineArgs, as_of};
use crate::terminal::Terminal;
use crate::{command::serve::curl, output};

/// The moment of the demo's decision, so that it is the same every day.
pub const AS_OF: &str = "2026-03-01";
/// Creators at the top of the ranking that are shown.
const BEST_SHOWN: usize = 15;
/// Rejected creators that are shown.
const REJECTED_SHOWN: usize = 5;
/// Most creators that are made.
const CREATORS_MAX: i64 = saring_model::limits::CREATORS_MAX as i64;

/// Show the main job on a fictional campaign with fictional creators.
#[derive(Debug, clap::Args)]
#[command(after_help = "The creators are made from the seed: the same seed gives the same creators on every machine.

Examples:
  saring demo
  saring demo --lang id
  saring demo --out saring-demo                  write campaigns, roster, plan, timeline and a request as well
  saring demo --creators 5000 --seed 42 --out big

Exit codes: 0 shown · 2 wrong usage, or files that cannot be written")]
pub struct Args {
    /// How many creators to make.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=CREATORS_MAX))]
    creators: u32,

    /// What the creators are made from.
    #[arg(long, value_name = "SEED", default_value_t = 7)]
    seed: u64,

    /// The moment of the decision: an instant, or a date, which means its end in UTC.
    #[arg(long, value_name = "WHEN", default_value = AS_OF, value_parser = as_of)]
    as_of: Timestamp,

    /// Language of the texts, such as `en` or `id`.
    #[arg(long, value_name = "LANG", default_value = saring_app::score::DEFAULT_LANG)]
    lang: String,

    /// Write the files of the demo to this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    #[command(flatten)]
    engine: EngineArgs,
}

/// Makes the creators, decides, and shows the answer and what can be done next.
pub fn demo(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let app = args.engine.open(None)?;
    let campaign = demo::campaign().map_err(|found| Failure::new("demo-invalid", found.to_string()))?;
    let creators = demo::roster(args.seed, args.creators as usize, args.as_of);
    if let Some(folder) = &args.out {
        write_files(folder, args, &creators)?;
    }
    let known = creators.clone();
    let request = ScoreRequest {
        pack: Some(DEFAULT_PACK.to_owned()),
        campaign: Arc::new(campaign),
        creators: creators.into_iter().map(Arc::new).collect(),
        invalid: Vec::new(),
        as_of: Some(args.as_of),
        lang: Some(args.lang.clone()),
        top: None,
        require_plugins: false,
    };
    let report = app.score(&request, args.as_of)?;
    let pack = app.pack(DEFAULT_PACK)?;
    let voice = Voice::new(&pack.pack, &args.lang, terminal);
    terminal.show(&shown(&voice, &request.campaign, report.clone()))?;
    if let Some(text) = by_plugins(args, &app, &request, &report, &voice)? {
        terminal.show(&text)?;
    }
    terminal.show(&second_brief(args, &app, &voice)?)?;
    let campaign = Arc::clone(&request.campaign);
    let (text, planned) = plan(args, &app, request, &voice)?;
    terminal.show(&text)?;
    let is_planned = planned.is_some();
    if let Some(planned) = planned {
        let ran = Ran::of(args.seed, &campaign, &planned, &known)?;
        if let Some(folder) = &args.out {
            ran.write(folder)?;
        }
        terminal.show(&ran.shown(&app, &voice, &args.lang)?)?;
    }
    terminal.say(&next(args, &report, is_planned));
    Ok(ExitCode::Done)
}

/// What preflight finds in a second brief, which was written in haste.
fn second_brief(args: &Args, app: &App, voice: &Voice<'_>) -> Result<String, Failure> {
    let campaign = demo::bad_campaign().map_err(|found| Failure::new("demo-invalid", found.to_string()))?;
    let request = PreflightRequest { lang: Some(args.lang.clone()), ..PreflightRequest::new(Arc::new(campaign)) };
    let report = app.preflight(&request, args.as_of)?;
    let line = rule(voice);
    Ok(format!("{line}{}", present::preflight(voice, &report)))
}

/// Who is booked with what, or why no plan holds every bound of the campaign: a short roster has too few creators.
fn plan(args: &Args, app: &App, request: ScoreRequest, voice: &Voice<'_>) -> Result<(String, Option<Plan>), Failure> {
    let line = rule(voice);
    match app.plan(&PlanRequest::new(request), args.as_of) {
        Ok(report) => Ok((format!("{line}{}", present::plan(voice, &report)), Some(report.plan))),
        Err(refusal @ Refusal::Unplanned(_)) => Ok((format!("{line}{refusal}\n{}\n", dim(&refusal.help())), None)),
        Err(refusal) => Err(refusal.into()),
    }
}

/// A line across the page, between two things that are shown.
pub(super) fn rule(voice: &Voice<'_>) -> String {
    dim(&format!("\n{}\n\n", "─".repeat(usize::from(voice.width.min(100)))))
}

/// What the plugins that are installed say otherwise than the rules that they stand before; none without plugins.
fn by_plugins(
    args: &Args,
    app: &App,
    request: &ScoreRequest,
    report: &Report,
    voice: &Voice<'_>,
) -> Result<Option<String>, Failure> {
    let plugins: Vec<String> = app.plugins().plugins.iter().map(|it| format!("{}@{}", it.id, it.version)).collect();
    if plugins.is_empty() {
        return Ok(None);
    }
    let by_rules = args.engine.open_without_plugins()?.score(request, args.as_of)?;
    let found = differences(&by_rules, report);
    let line = rule(voice);
    Ok(Some(format!("{line}{}", present::differences(voice, &found, &plugins))))
}

fn write_files(folder: &Path, args: &Args, creators: &[Creator]) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new("output-unwritable", format!("cannot make the folder `{}`: {}", folder.display(), reason(&error)))
            .help("choose a folder that can be written to")
    })?;
    let write = |name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        output::data(Some(&folder.join(name)), |out| write(out))
    };
    write("campaign.json", &|out| out.write_all(demo::CAMPAIGN_JSON.as_bytes()))?;
    write("campaign-bad.json", &|out| out.write_all(demo::BAD_CAMPAIGN_JSON.as_bytes()))?;
    write("roster.ndjson", &|out| {
        creators.iter().try_for_each(|creator| {
            serde_json::to_writer(&mut *out, creator)?;
            out.write_all(b"\n")
        })
    })?;
    write("score-request.json", &|out| {
        let campaign: &RawValue = serde_json::from_str(demo::CAMPAIGN_JSON)?;
        // The campaign is written as it stands, and the creators one by one.
        write!(
            out,
            "{{\"as_of\":{},\"lang\":{},\"campaign\":{campaign},\"creators\":",
            json!(args.as_of),
            json!(args.lang)
        )?;
        serde_json::to_writer(&mut *out, creators)?;
        out.write_all(b"}\n")
    })
}

fn shown(voice: &Voice<'_>, campaign: &Campaign, report: Report) -> String {
    let mut text = told(voice, campaign);
    let best: Vec<&CreatorReport> = report.creators.iter().take(BEST_SHOWN).collect();
    text.push_str(&present::table(voice, &best));
    let rejected = report.creators.iter().skip(BEST_SHOWN).filter(|it| it.verdict == Verdict::Reject);
    let rejected: Vec<&CreatorReport> = rejected.take(REJECTED_SHOWN).collect();
    if !rejected.is_empty() {
        text.push_str(&dim("⋮\n"));
        text.push_str(&present::table(voice, &rejected));
    }
    text.push('\n');
    text.push_str(&present::summary(voice, &report));
    text.push_str(&dim(&format!("\n{}\n\n", "─".repeat(usize::from(voice.width.min(100))))));
    let example = example(&report).cloned();
    let one = Report { creators: example.into_iter().collect(), ..report };
    text.push_str(&present::explanation(voice, &one));
    text
}

/// The campaign in two lines.
fn told(voice: &Voice<'_>, campaign: &Campaign) -> String {
    let goal = serde_json::to_value(&campaign.goal).unwrap_or_default();
    let goal = goal.as_str().map_or_else(|| goal.to_string(), ToOwned::to_owned);
    let platforms = serde_json::to_value(&campaign.platforms).unwrap_or_default();
    let platforms = platforms.as_array().into_iter().flatten().filter_map(|name| name.as_str());
    let budget = serde_json::to_value(campaign.budget.as_ref().map(|budget| &budget.total)).unwrap_or_default();
    let word = |name: &str| budget.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    // Only shown, so that the cents of a float do no harm.
    let total = word("amount").parse::<f64>().map(|amount| voice.count(amount as u64)).unwrap_or_default();
    let facts =
        [format!("goal {goal}"), platforms.collect::<Vec<_>>().join(", "), format!("{} {total}", word("currency"))];
    let name = campaign.name.as_ref().map_or(campaign.id.as_str(), |name| name.as_str());
    format!(
        "{}  {}\n{}\n\n",
        bold(name),
        campaign.brand.name,
        dim(&format!("{} · all of it is fictional", facts.join(" · ")))
    )
}

/// The creator that has most to tell: the best one with something unknown and something to improve.
fn example(report: &Report) -> Option<&CreatorReport> {
    let improves = |creator: &&CreatorReport| {
        let mut checks = creator.layers.iter().flat_map(|layer| &layer.checks);
        !creator.next_best_data.is_empty() && checks.any(|check| !check.recourse.is_empty())
    };
    report.creators.iter().find(improves).or(report.creators.first())
}

/// What can be done next, as the program was called.
fn next(args: &Args, report: &Report, planned: bool) -> String {
    let saring = std::env::args().next().unwrap_or_else(|| "saring".to_owned());
    let given = args.out.clone();
    let folder = given.clone().unwrap_or_else(|| PathBuf::from("saring-demo"));
    let file = |name: &str| folder.join(name).display().to_string();
    let inputs = format!("{} --campaign {} --as-of {}", file("roster.ndjson"), file("campaign.json"), args.as_of);
    let id = report.creators.get(1).map_or("ID", |creator| creator.id.as_str());
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], 8750));
    let mut lines = vec![bold("Next")];
    if given.is_none() {
        lines.push(format!("  {saring} demo --out {}", folder.display()));
    }
    lines.push(format!("  {saring} score {inputs} --top 10"));
    lines.push(format!("  {saring} explain {id} {inputs}"));
    lines.push(format!("  {saring} preflight --campaign {} --as-of {}", file("campaign-bad.json"), args.as_of));
    if planned {
        let ran = format!(
            "{} --campaign {} --plan {} --roster {}",
            file("timeline.json"),
            file("campaign-running.json"),
            file("plan.json"),
            file("team.ndjson")
        );
        lines.push(format!("  {saring} replay {ran}"));
        lines.push(format!("  {saring} measure {ran} --as-of {}", demo_running::MEASURED_AT));
    }
    lines.push(format!("  {saring} serve &"));
    lines.push(format!("  {}", curl(address, "", &file("score-request.json"))));
    lines.join("\n")
}
