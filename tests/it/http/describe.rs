//! The service describes itself, and the description is true.

use saring_tests::golden;
use serde_json::Value;

use super::harness::{Service, assert_conforms, score_request};

const TAGGED: [&str; 10] = [
    "/v1/mappings",
    "/v1/packs",
    "/v1/packs/standard",
    "/v1/plugins",
    "/v1/schemas",
    "/v1/schemas/campaign",
    "/v1/schemas/report",
    "/v1/problems",
    "/openapi.json",
    "/docs",
];

#[test]
fn the_openapi_document_is_the_committed_one() {
    let document = saring_http::openapi::document();
    golden::check_file("schemas/openapi.json", &saring_http::openapi::text(document));
    assert_eq!(Service::start().get("/openapi.json").json(), *document);
}

#[test]
fn what_has_a_tag_is_sent_once() {
    let service = Service::start();
    for path in TAGGED {
        let answer = service.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let tag = answer.header("etag").unwrap_or_else(|| panic!("{path} has no tag")).to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            let again = service.get_with(path, &[("if-none-match", known.as_str())]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} with {known}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
        }
        assert_eq!(service.get_with(path, &[("if-none-match", "\"other\"")]).status, 200, "{path}");
        let head = service.head(path);
        assert_eq!((head.status, head.header("etag"), head.body.len()), (200, Some(tag.as_str()), 0), "{path}");
        assert_eq!(head.header("content-length"), Some(answer.body.len().to_string().as_str()), "{path}");
    }
}

#[test]
fn lists_are_what_the_schema_says() {
    let service = Service::start();
    for (path, component) in [
        ("/v1/packs", "PackSummary"),
        ("/v1/mappings", "MappingSummary"),
        ("/v1/schemas", "SchemaLink"),
        ("/v1/problems", "ProblemKind"),
    ] {
        let list = service.get(path).json();
        let list = list.as_array().unwrap();
        assert!(!list.is_empty(), "{path}");
        list.iter().for_each(|item| assert_conforms(component, item));
    }
    let pack = service.get("/v1/packs/standard").json();
    assert_conforms("Pack", &pack);
    assert_eq!(service.get(&format!("/v1/packs/{}", pack["digest"].as_str().unwrap())).json(), pack);
    for path in ["/healthz", "/readyz"] {
        assert_conforms("Health", &service.get(path).json());
    }
    for link in service.get("/v1/schemas").json().as_array().unwrap() {
        let schema = service.get(link["path"].as_str().unwrap()).json();
        jsonschema::draft202012::meta::validate(&schema).unwrap();
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(document: &Value, node: &Value, found: &mut usize) {
        if let Some(target) = node.get("$ref").and_then(Value::as_str) {
            *found += 1;
            let pointer = target.strip_prefix('#').unwrap_or_else(|| panic!("`{target}` leaves the document"));
            assert!(document.pointer(pointer).is_some(), "`{target}` leads nowhere");
        }
        match node {
            Value::Object(object) => object.values().for_each(|value| walk(document, value, found)),
            Value::Array(list) => list.iter().for_each(|value| walk(document, value, found)),
            _ => {}
        }
    }
    let (document, mut found) = (saring_http::openapi::document(), 0);
    walk(document, document, &mut found);
    assert!(found > 100, "{found} references");
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        jsonschema::draft202012::meta::validate(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// Two types of one name would be told apart by the name of the document that they stand in.
#[test]
fn no_type_is_told_twice() {
    let published = saring_app::schemas::all();
    let defined = |name: &str| published.iter().any(|(_, schema)| schema["$defs"].get(name).is_some());
    let own = ["Health", "Pack", "Problem", "ProblemCode", "ProblemKind", "SchemaLink"];
    let spoken_of = [
        "Audit",
        "AuditRequest",
        "EventsReport",
        "ImportReport",
        "ImportRequest",
        "MappingSummary",
        "MeasureRequest",
        "PackSummary",
        "PlanReport",
        "PlanRequest",
        "Preflight",
        "PreflightRequest",
        "PluginList",
        "Report",
        "Scorecard",
        "ScoreRequest",
        "TriggersRequest",
        "ValidateReport",
        "ValidateRequest",
        "WatchReport",
    ];
    let document = saring_http::openapi::document();
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        let known = own.contains(&name.as_str()) || spoken_of.contains(&name.as_str()) || defined(name);
        assert!(
            known || ["Diagnostic", "DiagnosticCode", "Place", "Range_of_uint", "Severity"].contains(&name.as_str()),
            "`{name}`"
        );
    }
}

#[test]
fn every_documented_operation_answers_as_documented() {
    let service = Service::start();
    let document = saring_http::openapi::document();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, told) in methods.as_object().unwrap() {
            let mut target = path.clone();
            for parameter in told["parameters"].as_array().unwrap() {
                let (name, example) = (parameter["name"].as_str().unwrap(), parameter["example"].as_str().unwrap());
                target = target.replace(&format!("{{{name}}}"), example);
                if parameter["in"] == "query" && parameter["required"] == true {
                    target = format!("{target}?{name}={}", example.replace(':', "%3A"));
                }
            }
            let answer = match method.as_str() {
                "post" => service.post(&target, &told["requestBody"]["content"]["application/json"]["example"]),
                _ => service.get(&target),
            };
            assert_eq!(answer.status, 200, "{method} {target}: {}", answer.text());
            let media_type = answer.header("content-type").unwrap();
            let documented = told["responses"]["200"]["content"].as_object().unwrap();
            let known = documented.keys().any(|known| media_type.starts_with(known.as_str()));
            assert!(known, "{target} answers {media_type}");
        }
    }
}

#[test]
fn the_page_stands_alone() {
    let answer = Service::start().get("/docs");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
    let page = answer.text();
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("url(") && !page.contains("@import"));
    let document = saring_http::openapi::document();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for told in methods.as_object().unwrap().values() {
            let id = told["operationId"].as_str().unwrap();
            assert!(page.contains(&format!("<article id=\"{id}\">")), "{path} is not told");
            assert!(page.contains(&format!("href=\"#{id}\"")), "{path} is not linked");
        }
    }
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{target}\"")), "`#{target}` leads nowhere");
    }
}

#[test]
fn what_is_documented_of_a_request_is_what_is_accepted() {
    assert_conforms("ScoreRequest", &score_request());
}
