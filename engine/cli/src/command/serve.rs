//! `saring serve`: the same questions over HTTP.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use saring_http::{Clock, Config, Limits, ServeError, Server};
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use crate::command::swap;
use crate::exit::ExitCode;
use crate::failure::Failure;
use crate::input::reason;
use crate::output;
use crate::request::EngineArgs;
use crate::terminal::Terminal;

/// Answer the same questions over HTTP.
#[derive(Debug, clap::Args)]
#[command(after_help = "The address goes to stdout, logs go to stderr; SIGINT and SIGTERM end it in good order.

Plugins are swapped while it runs: their folders are looked at every second, and at once on SIGHUP. A new file is compiled and \
tried first; requests under way end with the plugins that they began with, and a broken file keeps the plugin that it was.

Examples:
  saring serve
  saring serve --bind 127.0.0.1:0 --packs ./packs --log json
  saring serve --bind 0.0.0.0:8750 --token-file /run/secrets/saring-token
  curl -sS http://127.0.0.1:8750/v1/score -H 'content-type: application/json' --data-binary @score-request.json")]
pub struct Args {
    /// The address; one that other machines reach needs a token file. Port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8750")]
    bind: SocketAddr,

    /// A file whose first line every client must send as its bearer token.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// How logs are written; `RUST_LOG` chooses which.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    log: Log,

    #[command(flatten)]
    engine: EngineArgs,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Log {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Serves until the program is told to end.
pub fn serve(args: &Args, terminal: &Terminal) -> Result<ExitCode, Failure> {
    let app = Arc::new(args.engine.open(None)?);
    log(args.log, terminal);
    let runtime = Runtime::new().map_err(|error| {
        Failure::new("threads", format!("cannot start the threads of the server: {}", reason(&error)))
            .help("allow this program more threads")
    })?;
    let config = Config {
        bind: args.bind,
        token_file: args.token_file.clone(),
        limits: Limits::default(),
        clock: Clock::default(),
    };
    swap::watch(&app);
    let served = runtime.block_on(async {
        let end = end()?;
        swap::on_hangup(&app)?;
        let server = Server::bind(config, app).await.map_err(|error| refused(&error))?;
        greet(server.local_addr(), args, terminal)?;
        server.run(end).await;
        Ok(ExitCode::Done)
    });
    // A decision that is still being computed must not hold up the end.
    runtime.shutdown_background();
    served
}

fn greet(address: SocketAddr, args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    output::data(None, |out| writeln!(out, "http://{address}"))?;
    let token =
        args.token_file.as_ref().map(|file| format!(" -H \"authorization: Bearer $(head -n 1 '{}')\"", file.display()));
    terminal.say(&format!(
        "documentation: http://{address}/docs\n{}",
        curl(address, token.as_deref().unwrap_or_default(), "score-request.json")
    ));
    Ok(())
}

/// A line that asks a server to score, ready to be pasted.
pub fn curl(address: SocketAddr, token: &str, file: &str) -> String {
    format!("curl -sS http://{address}/v1/score -H 'content-type: application/json'{token} --data-binary @{file}")
}

fn refused(error: &ServeError) -> Failure {
    let message = match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    Failure::new("not-served", message).help(error.help())
}

fn log(format: Log, terminal: &Terminal) {
    let filter = if terminal.quiet { "warn" } else { "info" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(filter));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Logs that somebody else already takes are not taken twice.
    let _ = match format {
        Log::Text => logs.with_ansi(terminal.is_watched()).try_init(),
        Log::Json => logs.json().flatten_event(true).try_init(),
    };
}

/// Done when the program is told to end. The signals are taken before the address is told.
#[cfg(unix)]
fn end() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let taken = |kind| signal(kind).map_err(|error| signals(&error));
    let (mut interrupt, mut terminate) = (taken(SignalKind::interrupt())?, taken(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn end() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        // Where the signal cannot be taken, the system ends the program itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

#[cfg(unix)]
pub(super) fn signals(error: &std::io::Error) -> Failure {
    Failure::new("signals", format!("cannot listen for signals: {}", reason(error))).help("run it where signals are")
}
