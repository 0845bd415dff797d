//! Columns of numbers by the path of a field of a creator.

use saring_model::catalogue::{Kind, catalogue};
use saring_model::creator::Account;
use saring_pack::Subject;
use wasmtime::Result;

use super::probe::probe;
use super::{misuse, section};

/// What every path of a creator's account begins with.
const ACCOUNT: &str = "creator.accounts[].";

/// All values of a numeric field of a creator, in their order; of its accounts, those of the one that counts.
pub(super) fn of(seen: &Subject, account: &Account, path: &str) -> Result<Vec<Option<f64>>> {
    let is_number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Number);
    let field = catalogue().find(path);
    if !field.is_some_and(|field| is_number(field.kind) && !field.is_of_campaign()) {
        let near =
            catalogue().nearest(path).map_or_else(String::new, |near| format!("; did you mean `{}`?", near.path));
        return misuse(format!("`{}` is the path of no number of a creator{near}", path.escape_debug()));
    }
    let mut values = Vec::new();
    let Some(inner) = path.strip_prefix(ACCOUNT) else {
        probe(&*seen.creator, path.strip_prefix("creator.").unwrap_or(path), &mut values);
        return Ok(values);
    };
    if let Some(rest) = inner.strip_prefix("posts[].") {
        section::posts(account, usize::MAX).into_iter().flatten().for_each(|post| probe(post, rest, &mut values));
    } else if let Some(rest) = inner.strip_prefix("history[].") {
        section::history(account).into_iter().flatten().for_each(|point| probe(point, rest, &mut values));
    } else {
        probe(account, inner, &mut values);
    }
    Ok(values)
}
