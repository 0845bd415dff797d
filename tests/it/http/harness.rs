//! A server to ask, and clients that ask well and badly.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock};
use std::thread::JoinHandle;
use std::time::{Duration, UNIX_EPOCH};

use saring_app::App;
use saring_http::{Clock, Config, Limits, Server};
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// Nothing that a test waits for takes so long, unless it is broken.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The instant at which every server of these tests stands still: 2026-03-01T00:00:00Z.
pub const NOW: &str = "2026-03-01T00:00:00Z";
const NOW_S: u64 = 1_772_323_200;

static APP: LazyLock<Arc<App>> = LazyLock::new(|| Arc::new(App::open(&saring_app::Config::default()).unwrap()));

pub fn app() -> Arc<App> {
    Arc::clone(&APP)
}

pub fn config() -> Config {
    let clock = Clock::new(|| UNIX_EPOCH + Duration::from_secs(NOW_S));
    Config { bind: (Ipv4Addr::LOCALHOST, 0).into(), token_file: None, limits: Limits::default(), clock }
}

/// A running server. Dropped, it shuts down in good order.
pub struct Service {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    pub fn start() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::of(app(), change)
    }

    pub fn of(app: Arc<App>, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config();
        change(&mut config);
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::bind(config, app).await.unwrap();
                tell.send(server.local_addr()).unwrap();
                server.run(async { drop(stopped.await) }).await;
            });
            runtime.shutdown_background();
        });
        Self { address: told.recv_timeout(PATIENCE).unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    /// Asks the server to end, without waiting for it.
    pub fn begin_stop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
    }

    /// Waits until the server has ended.
    pub fn join(mut self) {
        self.begin_stop();
        self.thread.take().unwrap().join().unwrap();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(agent().get(self.url(path)), |request, (name, value)| request.header(*name, *value));
        Answer::of(request.call().unwrap())
    }

    pub fn head(&self, path: &str) -> Answer {
        Answer::of(agent().head(self.url(path)).call().unwrap())
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, body, &[])
    }

    pub fn post_with(&self, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let request = agent().post(self.url(path)).header("content-type", "application/json");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        Answer::of(request.send(body.to_string().as_bytes()).unwrap())
    }

    /// Sends bytes as they are, and reads one answer after another until the server closes.
    pub fn raw(&self, bytes: &[u8]) -> Vec<Answer> {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        read_all(stream)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.begin_stop();
        self.thread.take().map(JoinHandle::join);
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into()
}

/// An answer, with the names of its headers in lower case.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    fn of(mut response: ureq::http::Response<ureq::Body>) -> Self {
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let body = response.body_mut().read_to_vec().unwrap();
        Self { status: response.status().as_u16(), headers, body }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Asserts that it is this problem, in the form that is documented, and gives its body.
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
        let body = self.json();
        assert_eq!((self.status, body["code"].as_str()), (status, Some(code)), "{body:#}");
        assert_eq!(body["status"], status);
        assert_eq!(body["type"], format!("https://saring.dev/problems/{code}"));
        assert_eq!(self.header("retry-after").is_some(), body["retryable"] == true, "{body:#}");
        assert_conforms("Problem", &body);
        body
    }
}

/// Reads until the server closes, and cuts what it read into answers.
pub fn read_all(mut stream: TcpStream) -> Vec<Answer> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let (mut answers, mut rest) = (Vec::new(), bytes.as_slice());
    while !rest.is_empty() {
        let end = rest.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        let head = std::str::from_utf8(&rest[..end]).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length =
            headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
        answers.push(Answer { status, headers, body: rest[end..end + length].to_vec() });
        rest = &rest[end + length..];
    }
    answers
}

/// Asserts that a body is what the OpenAPI document says of a component.
pub fn assert_conforms(component: &str, body: &Value) {
    let document = saring_http::openapi::document();
    let schema = json!({ "$ref": format!("#/components/schemas/{component}"), "components": document["components"] });
    let validator = jsonschema::draft202012::options().build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "{component}: {errors:#?}");
}

/// The example of a kind of document.
pub fn example(kind: &str) -> Value {
    saring_app::schemas::get(kind).unwrap()["examples"][0].clone()
}

/// A whole request to score.
pub fn score_request() -> Value {
    json!({ "campaign": example("campaign"), "creators": [example("creator")] })
}
