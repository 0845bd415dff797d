//! The description of the service for people: one page, rendered from the OpenAPI
//! document, that needs no script and loads nothing from elsewhere.

mod html;
mod operation;
mod schema;

use serde_json::Value;

use crate::openapi::Operation;
use html::{Html, entries, text};

/// The page.
pub(crate) fn page(document: &Value) -> String {
    let mut page = Html::default();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Saring API</title>\n<style>\n");
    page.raw(include_str!("page.css"));
    page.raw("</style>\n</head>\n<body>\n");
    contents(&mut page, document);
    page.raw("<main>\n");
    head(&mut page, document);
    for tag in list(document, "/tags") {
        group(&mut page, document, tag);
    }
    problems(&mut page, document);
    page.raw("<section id=\"types\">\n<h2>Types</h2>\n");
    for (name, schema) in entries(document.pointer("/components/schemas")) {
        schema::component(&mut page, name, schema);
    }
    page.raw("</section>\n</main>\n</body>\n</html>\n");
    page.into_string()
}

/// The column with links to everything.
fn contents(page: &mut Html, document: &Value) {
    page.raw("<nav aria-label=\"Contents\">\n<a class=\"brand\" href=\"#top\">Saring</a>\n");
    for tag in list(document, "/tags") {
        let name = text(tag, "/name");
        page.open("h2", "").text(name).raw("</h2>\n<ul>\n");
        for (path, method, operation) in operations(document).filter(|(_, _, told)| tags(told, name)) {
            page.raw("<li>").link(text(operation, "/operationId"));
            page.open("span", &format!("method {method}")).text(method).raw("</span> ");
            page.text(path).raw("</a></li>\n");
        }
        page.raw("</ul>\n");
    }
    page.raw("<h2>Reference</h2>\n<ul>\n<li><a href=\"#problems\">Problems</a></li>\n");
    page.raw(
        "<li><a href=\"#types\">Types</a></li>\n<li><a href=\"/openapi.json\">openapi.json</a></li>\n</ul>\n</nav>\n",
    );
}

fn head(page: &mut Html, document: &Value) {
    page.raw("<header id=\"top\">\n<h1>").text(text(document, "/info/title")).raw(" API <small>");
    page.text(text(document, "/info/version")).raw("</small></h1>\n");
    page.open("p", "lead").text(text(document, "/info/summary")).raw(".</p>\n");
    page.paragraphs(text(document, "/info/description"));
    page.raw("<h3>Authentication</h3>\n").paragraphs(text(document, "/components/securitySchemes/token/description"));
    page.raw("</header>\n");
}

fn group(page: &mut Html, document: &Value, tag: &Value) {
    let name = text(tag, "/name");
    page.raw("<section>\n<h2>").text(name).raw("</h2>\n").paragraphs(text(tag, "/description"));
    for (path, method, operation) in operations(document).filter(|(_, _, told)| tags(told, name)) {
        operation::operation(page, path, method, operation);
    }
    page.raw("</section>\n");
}

fn problems(page: &mut Html, document: &Value) {
    page.raw("<section id=\"problems\">\n<h2>Problems</h2>\n<p>Every problem that the service answers with.</p>\n");
    page.raw("<table>\n<thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>\n<tbody>\n");
    for code in crate::problem::ProblemCode::ALL {
        page.raw("<tr><td>").text(code.status().as_str()).raw("</td><td>");
        page.open_at("code", &format!("problem-{code}")).text(code.as_str()).raw("</code></td><td>");
        page.inline(code.meaning());
        if code.retryable() {
            page.raw(" <span class=\"badge\">retryable</span>");
        }
        page.raw("</td></tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
    if let Some(problem) = document.pointer("/components/schemas/Problem") {
        page.raw("<p>Each has this shape.</p>\n");
        schema::table(page, problem);
    }
    page.raw("</section>\n");
}

/// Path, method and description of every operation, in the order in which they are told.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let methods = |operation: &Operation| Some((operation.path(), document.get("paths")?.get(operation.path())?));
    let told = Operation::ALL.iter().filter_map(methods);
    told.flat_map(|(path, methods)| entries(Some(methods)).map(move |(method, told)| (path, method, told)))
}

fn tags(operation: &Value, name: &str) -> bool {
    list(operation, "/tags").iter().any(|tag| tag == name)
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
