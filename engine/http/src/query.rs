//! The query of a request. What nobody reads is refused: a parameter in vain is most often one in the wrong place.

use axum::extract::Query;
use axum::http::Uri;

use crate::problem::{Problem, ProblemCode};

/// The parameters of a query: all that are needed, and any of the others, each once.
pub(crate) fn parameters(uri: &Uri, needed: &[&str], others: &[&str]) -> Result<Vec<(String, String)>, Problem> {
    let known = [needed, others].concat();
    let refused = |detail: String| {
        let help = match known.as_slice() {
            [] => "leave the query out: what a request says stands in its body and headers".to_owned(),
            names => format!("the query takes {}", quoted(names)),
        };
        Err(Problem::new(ProblemCode::BadRequest, detail).help(help))
    };
    let Ok(Query(given)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
        return refused("the query cannot be read".to_owned());
    };
    let names: Vec<&str> = given.iter().map(|(name, _)| name.as_str()).collect();
    let unknown: Vec<&str> = names.iter().copied().filter(|name| !known.contains(name)).collect();
    if !unknown.is_empty() {
        return refused(format!("nothing reads {} in the query", quoted(&unknown)));
    }
    for name in &known {
        match names.iter().filter(|given| *given == name).count() {
            0 if !needed.contains(name) => {}
            0 => return refused(format!("the query lacks the parameter `{name}`")),
            1 => {}
            count => return refused(format!("the query has the parameter `{name}` {count} times")),
        }
    }
    Ok(given)
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
