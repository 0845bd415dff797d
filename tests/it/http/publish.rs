//! Reports that people send to each other, for clients that accept them.

use serde_json::json;

use super::harness::{Service, score_request};

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[test]
fn a_client_gets_the_form_that_it_accepts() {
    let service = Service::start();
    let request = score_request();
    let cases = [
        ("*/*", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/csv, text/markdown, */*;q=0.1", "text/markdown; charset=utf-8"),
        (WORKBOOK, WORKBOOK),
    ];
    for (accept, media_type) in cases {
        let answer = service.post_with("/v1/score", &request, &[("accept", accept), ("accept-language", "id")]);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{accept}");
        assert_eq!(answer.header("content-language"), Some("id"));
        let again = service.post_with("/v1/score", &request, &[("accept", accept), ("accept-language", "id")]);
        assert!(answer.body == again.body, "{accept}: other bytes");
    }
}

#[test]
fn the_edition_is_the_one_that_the_query_names() {
    let service = Service::start();
    let page = |path: &str| service.post_with(path, &score_request(), &[("accept", "text/markdown")]);
    assert!(page("/v1/score").text().contains("*Internal edition · "));
    assert!(page("/v1/score?edition=client").text().contains("*Client edition · "));
    page("/v1/score?edition=everybody").problem(400, "bad-request");
    // Nothing reads an edition of JSON.
    service.post("/v1/score?edition=client", &score_request()).problem(400, "bad-request");
}

#[test]
fn a_problem_is_a_problem_whatever_the_client_accepts() {
    let service = Service::start();
    let answer = service.post_with("/v1/plan", &json!({}), &[("accept", "text/html")]);
    answer.problem(422, "invalid-document");
}
