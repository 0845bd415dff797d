//! What no polite client sends: each gets a problem or a closed door, and never a 500.

use super::harness::{Service, score_request};

fn post(path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn sized(body: &[u8]) -> Vec<u8> {
    let headers = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
    post("/v1/score", &headers, body)
}

#[test]
fn bodies_that_are_no_json_document() {
    let service = Service::start();
    let deep = format!("{{\"pack\": {}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    let cases: [(&str, &[u8], u16, &str); 9] = [
        ("empty", b"", 400, "malformed-body"),
        ("blank", b" \r\n\t ", 400, "malformed-body"),
        ("no UTF-8", b"{\"pack\": \"\xff\xfe\"}", 400, "malformed-body"),
        ("cut short", b"{\"campaign\": {", 400, "malformed-body"),
        ("trailing", b"{} {}", 400, "malformed-body"),
        ("nothing but noise", b"\x00\x01\x02", 400, "malformed-body"),
        ("not a number", b"{\"top\": NaN}", 400, "malformed-body"),
        ("deep", deep.as_bytes(), 422, "invalid-document"),
        ("key twice", b"{\"pack\": \"standard\", \"pack\": \"standard\"}", 422, "invalid-document"),
    ];
    for (name, body, status, code) in cases {
        let answers = service.raw(&sized(body));
        assert_eq!(answers.len(), 1, "{name}");
        let problem = answers[0].problem(status, code);
        assert!(problem["help"].is_string(), "{name}: {problem:#}");
    }
}

#[test]
fn bodies_that_are_sent_as_something_else() {
    let service = Service::start();
    let body = score_request().to_string();
    let length = format!("Content-Length: {}\r\n", body.len());
    for headers in [
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: application/jsonp\r\n",
        "Content-Type: application/json; charset=latin-1\r\n",
        "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
        "Content-Type: \u{fffd}\r\n",
    ] {
        let answers = service.raw(&post("/v1/score", &format!("{headers}{length}"), body.as_bytes()));
        answers[0].problem(415, "unsupported-media-type");
    }
}

#[test]
fn media_types_that_are_json() {
    let service = Service::start();
    for media_type in ["application/json", "APPLICATION/JSON; charset=\"UTF-8\"", "application/vnd.saring+json"] {
        let headers = format!("Content-Type: {media_type}\r\nContent-Length: 2\r\n");
        service.raw(&post("/v1/score", &headers, b"[]"))[0].problem(422, "invalid-document");
    }
}

#[test]
fn bodies_beyond_the_limit_are_refused_announced_or_not() {
    let service = Service::with(|config| config.limits.body_bytes_max = 100_000);
    let body = vec![b' '; 4_000_000];
    service.raw(&sized(&body))[0].problem(413, "body-too-large");
    let chunk = [format!("{:x}\r\n", body.len()).as_bytes(), body.as_slice(), b"\r\n0\r\n\r\n"].concat();
    let chunked = post("/v1/score", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", &chunk);
    service.raw(&chunked)[0].problem(413, "body-too-large");
}

#[test]
fn chunked_bodies_are_read() {
    let service = Service::start();
    let body = b"{\"surprise\": 1}";
    let chunks: Vec<u8> = body.iter().flat_map(|byte| [b"1\r\n".as_slice(), &[*byte], b"\r\n"].concat()).collect();
    let body = [chunks.as_slice(), b"0\r\n\r\n"].concat();
    let headers = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    let problem = service.raw(&post("/v1/score", headers, &body))[0].problem(422, "invalid-document");
    assert!(problem["violations"].to_string().contains("/surprise"));
    service.raw(&post("/v1/score", headers, b"zz\r\nnonsense"))[0].problem(400, "malformed-body");
}

#[test]
fn paths_and_methods_that_are_none() {
    let service = Service::start();
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").into_bytes();
    for path in ["/", "/v1", "/v1/score/", "/V1/SCORE", "//v1/packs", "/v1/packs/", "/%00", "/v1/../docs", "*"] {
        let problem = service.raw(&get(path))[0].problem(404, "not-found");
        assert!(problem["help"].as_str().unwrap().contains("/docs"), "{path}: {problem:#}");
    }
    service.raw(&get("/v1/packs/%ff%fe"))[0].problem(400, "bad-request");
    service.raw(&get(&format!("/v1/packs/{}", "a".repeat(5_000))))[0].problem(414, "target-too-long");
    for (method, path, allow) in [
        ("GET", "/v1/score", "POST"),
        ("DELETE", "/v1/packs", "GET,HEAD"),
        ("OPTIONS", "/v1/score", "POST"),
        ("TRACE", "/healthz", "GET,HEAD"),
        ("BREW", "/docs", "GET,HEAD"),
    ] {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answers = service.raw(request.as_bytes());
        answers[0].problem(405, "method-not-allowed");
        assert_eq!(answers[0].header("allow"), Some(allow), "{method} {path}");
    }
}

#[test]
fn heads_that_are_no_http_are_closed_with_a_client_error() {
    let service = Service::start();
    let many = (0..500).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    let cases = [
        ("garbage", "\u{16}\u{3}\u{1} this is TLS, perhaps\r\n\r\n".to_owned()),
        ("no version", "GET /\r\n\r\n".to_owned()),
        ("bad header", "GET / HTTP/1.1\r\nno colon here\r\n\r\n".to_owned()),
        ("many headers", format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{many}\r\n")),
        ("huge header", format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "y".repeat(100_000))),
        ("two lengths", "POST /v1/score HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}".to_owned()),
    ];
    for (name, bytes) in cases {
        let answers = service.raw(bytes.as_bytes());
        assert!(answers.iter().all(|answer| (400..500).contains(&answer.status)), "{name}: {answers:?}");
    }
    assert_eq!(service.get("/healthz").status, 200, "the server lives on");
}

#[test]
fn long_targets_and_many_headers_get_problems() {
    let service = Service::start();
    let target = format!("GET /healthz?{} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "q".repeat(4_000));
    service.raw(target.as_bytes())[0].problem(414, "target-too-long");
    let many = (0..150).map(|n| format!("X-{n}: y\r\n")).collect::<String>();
    let many = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{many}\r\n");
    service.raw(many.as_bytes())[0].problem(431, "headers-too-large");
    let header = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: {}\r\n\r\n", "y".repeat(40_000));
    service.raw(header.as_bytes())[0].problem(431, "headers-too-large");
}
