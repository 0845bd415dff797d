//! What the app says of plugins, as failures that people and programs can read.

use saring_app::inquiry::NothingToAsk;
use saring_app::plugins::add::AddError;
use saring_app::plugins::bench::BenchError;
use saring_app::plugins::build::BuildError;
use saring_app::plugins::project::NoProject;
use saring_app::plugins::scaffold::ScaffoldError;
use saring_app::plugins::test::TestError;
use saring_app::plugins::{PluginProblem, TrialError, problems};

use crate::excerpt::Excerpt;
use crate::failure::Failure;
use crate::input::{Source, reason};
use crate::notice::Notice;

/// What is wrong with a file, as a person should know it.
pub fn notice(problem: &PluginProblem) -> Notice {
    Notice { help: problem.help.clone(), ..Notice::new(&problem.code, problem.message.clone()) }
}

/// An error with the error behind it.
fn told(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

impl From<NoProject> for Failure {
    fn from(error: NoProject) -> Self {
        Self::new("no-project", error.to_string()).help(error.help())
    }
}

impl From<ScaffoldError> for Failure {
    fn from(error: ScaffoldError) -> Self {
        Self::new(error.code(), told(&error)).help(error.help())
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::new(error.code(), told(&error)).help(error.help())
    }
}

impl From<TrialError> for Failure {
    fn from(error: TrialError) -> Self {
        let (code, help) = match &error {
            TrialError::Engine(_) => ("engine", "plugins need a machine that WebAssembly can be compiled for"),
            TrialError::Threads(_) => ("threads", "allow this program more threads"),
            TrialError::Refused(_) => ("plugin-refused", "put right what is listed below"),
            TrialError::Nothing(NothingToAsk::NoCampaign) => ("usage", "name one: `--campaign FILE`"),
            TrialError::Nothing(NothingToAsk::NoCreators) => ("usage", "name a roster: `--roster FILE`"),
            TrialError::Nothing(NothingToAsk::NoPackages) => {
                ("usage", "packages are made of the campaign's `deliverables`, for creators on its platforms")
            }
            TrialError::Settings(_) => ("plugin-settings", "`saring plugin inspect FILE` shows what it takes"),
        };
        let failure = Self::new(code, told(&error)).help(help);
        match &error {
            TrialError::Refused(errors) => failure.details(problems(errors).iter().map(notice).collect()),
            TrialError::Settings(found) => failure.details(found.iter().map(Notice::of_diagnostic).collect()),
            _ => failure,
        }
    }
}

impl From<TestError> for Failure {
    fn from(error: TestError) -> Self {
        match error {
            TestError::Trial(error) => error.into(),
            TestError::Unreadable { path, source } => {
                Self::new("file-unreadable", format!("cannot read `{}`: {}", path.display(), reason(&source)))
                    .help("cases stand in `cases/*.toml` of the plugin's folder")
            }
            TestError::Cases { path, text, error } => {
                let file = path.display().to_string();
                let excerpt = error.span.clone().map(|span| Excerpt::of(&file, &text, span));
                let detail = Notice { excerpt, ..Notice::new("case-invalid", error.message) };
                Self::new("cases-invalid", format!("`{file}` is no file of cases"))
                    .help("a file has `[defaults]` and `[[case]]` with `name` and `expect`")
                    .details(vec![detail])
            }
            TestError::Facts { case, violations } => {
                let source = Source { name: case.clone(), bytes: Vec::new() };
                Self::new("invalid-document", format!("the facts of case `{case}` are not valid"))
                    .help("`saring schema show creator` says what is expected")
                    .details(Notice::of_violations(&violations, &source))
            }
            TestError::Wrong { case, message } => Self::new("case-invalid", format!("case `{case}`: {message}"))
                .help("`target` names `creator` and `post`; `scope` names `creator`, `tier` or `platform`"),
            TestError::NoCases { path } => Self::new("no-cases", format!("there is no case in `{}`", path.display()))
                .help("write one: `[[case]]` with `name`, facts and `expect`"),
        }
    }
}

impl From<BenchError> for Failure {
    fn from(error: BenchError) -> Self {
        match error {
            BenchError::Trial(error) => error.into(),
            error => Self::new("not-measured", told(&error)).help("`saring plugin run` shows how it answers"),
        }
    }
}

impl From<AddError> for Failure {
    fn from(error: AddError) -> Self {
        let failure = Self::new(error.code(), told(&error)).help(error.help());
        match &error {
            AddError::Plugin(refused) => failure.details(problems(&refused.0).iter().map(notice).collect()),
            AddError::Invalid { found, .. } => failure.details(found.iter().map(Notice::of_diagnostic).collect()),
            _ => failure,
        }
    }
}
