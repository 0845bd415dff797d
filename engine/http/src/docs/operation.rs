//! One operation: what it does, what it takes, what it answers, and how to try it.

use serde_json::Value;

use super::html::{Html, entries, text};
use super::schema::type_of;

/// Where the examples find the service.
const BASE: &str = "http://127.0.0.1:8750";

pub(super) fn operation(page: &mut Html, path: &str, method: &str, told: &Value) {
    page.raw("<article id=\"").text(text(told, "/operationId")).raw("\">\n<h3>");
    page.open("span", &format!("method {method}")).text(method).raw("</span> <code>").text(path).raw("</code></h3>\n");
    page.open("p", "lead").text(text(told, "/summary")).raw("</p>\n").paragraphs(text(told, "/description"));
    parameters(page, told);
    let body = told.pointer("/requestBody/content/application~1json");
    if let Some(body) = body {
        page.raw("<h4>Body</h4>\n<p>");
        type_of(page, body.get("schema"));
        page.raw(" as <code>application/json</code>");
        for (media_type, _) in entries(told.pointer("/requestBody/content")).filter(|(it, _)| *it != "application/json")
        {
            page.raw(", or a file as <code>").text(media_type).raw("</code>");
        }
        page.raw("</p>\n");
        if let Some(example) = body.get("example") {
            page.folded("Example body", &format!("{example:#}"));
        }
    }
    page.raw("<h4>Answers</h4>\n<table>\n<tbody>\n");
    for (status, answer) in entries(told.get("responses")) {
        response(page, status, answer);
    }
    page.raw("</tbody>\n</table>\n<h4>Try it</h4>\n").code(&curl(path, told, body.is_some())).raw("</article>\n");
}

fn parameters(page: &mut Html, told: &Value) {
    let parameters = told.get("parameters").and_then(Value::as_array).filter(|list| !list.is_empty());
    let Some(parameters) = parameters else { return };
    page.raw("<h4>Parameters</h4>\n<table>\n<tbody>\n");
    for parameter in parameters {
        page.raw("<tr><td><code>").text(text(parameter, "/name")).raw("</code></td><td>").text(text(parameter, "/in"));
        if parameter.get("required") == Some(&Value::Bool(true)) {
            page.raw(" <span class=\"badge\">required</span>");
        }
        page.raw("</td><td>").inline(text(parameter, "/description")).raw("</td></tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
}

fn response(page: &mut Html, status: &str, answer: &Value) {
    let class = if status.starts_with('2') || status.starts_with('3') { "good" } else { "bad" };
    page.raw("<tr><td>").open("span", &format!("status {class}")).text(status).raw("</span></td><td>");
    for (media_type, content) in entries(answer.get("content")) {
        let codes: Vec<&str> = entries(content.get("examples")).map(|(code, _)| code).collect();
        if codes.is_empty() {
            type_of(page, content.get("schema"));
            page.raw(" as <code>").text(media_type).raw("</code>");
        }
        for code in codes {
            page.link(&format!("problem-{code}")).raw("<code>").text(code).raw("</code></a> ");
        }
    }
    if answer.get("content").is_none() {
        page.inline(text(answer, "/description"));
    }
    page.raw("</td></tr>\n");
}

/// A line for a shell, with the examples of the parameters filled in.
fn curl(path: &str, told: &Value, has_body: bool) -> String {
    let parameters = told.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let (mut target, mut query) = (path.to_owned(), String::new());
    for parameter in parameters {
        let (name, example) = (text(parameter, "/name"), text(parameter, "/example"));
        match text(parameter, "/in") {
            "path" => target = target.replace(&format!("{{{name}}}"), example),
            "query" if parameter.get("required") == Some(&Value::Bool(true)) => query = format!("?{name}={example}"),
            _ => {}
        }
    }
    let body = if has_body { " \\\n  -H 'Content-Type: application/json' --data @request.json" } else { "" };
    format!("curl -s '{BASE}{target}{query}'{body}")
}
