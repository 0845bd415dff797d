//! The InstaFake research accounts: 415 real accounts with real posts, without loss.

use saring_app::import::builtin;
use serde_json::{Map, Value, json};

use super::{creators, imported};

/// A file of the data set, and the rows in it.
type File = (Vec<u8>, Vec<Map<String, Value>>);

/// The rows of a file of the data set, or `None` where the data is not there.
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn rows(file: &str) -> Option<File> {
    let path = format!("{}/../../shared/data/instafake/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {path} is not here");
        return None;
    };
    let rows = serde_json::from_slice(&bytes).expect("the data is JSON");
    Some((bytes, rows))
}

/// The source row that a creator was made of, put together again.
fn source_row(creator: &Value) -> Map<String, Value> {
    let account = &creator["accounts"][0];
    let mut row: Map<String, Value> = creator["attributes"].as_object().cloned().unwrap_or_default();
    for (from, to) in
        [("followers", "userFollowerCount"), ("following", "userFollowingCount"), ("posts_total", "userMediaCount")]
    {
        row.insert(to.to_owned(), account[from].clone());
    }
    if let Some(private) = account["private"].as_bool() {
        row.insert("userIsPrivate".to_owned(), u8::from(private).into());
    }
    if let Some(posts) = account["posts"].as_array() {
        let column = |field: &str| -> Vec<Value> { posts.iter().map(|post| post[field].clone()).collect() };
        row.insert("mediaLikeNumbers".to_owned(), column("likes").into());
        // Comments that were set aside are kept as they came, and those that were not are in the posts.
        let comments = Value::from(column("comments"));
        row.entry("mediaCommentNumbers").or_insert(comments);
        let seconds = |at: &Value| -> Value {
            let at = saring_model::Timestamp::parse(at.as_str().expect("an instant")).expect("an instant");
            at.unix_seconds().into()
        };
        row.insert("mediaUploadTimes".to_owned(), column("at").iter().map(seconds).collect::<Vec<_>>().into());
    }
    row
}

#[test]
fn every_account_and_every_field_arrives() {
    let mapping = builtin("instafake").expect("built in").expect("valid");
    for (file, accounts) in [("nonautomatedAccountData", 415), ("realAccountData", 591), ("fakeAccountData", 118)] {
        let Some((bytes, rows)) = rows(file) else { continue };
        let done = imported(&bytes, &mapping);
        assert_eq!(
            (done.rows_in, done.creators.len(), done.rejected.len()),
            (accounts, accounts as usize, 0),
            "{file}"
        );
        assert_eq!(done.warnings, Vec::<String>::new(), "{file}");
        for (creator, row) in creators(&done).iter().zip(&rows) {
            assert_eq!(source_row(creator), *row, "{file}: {}", creator["id"]);
        }
    }
}

#[test]
fn closed_comments_are_unknown_and_not_zero() {
    let Some((bytes, rows)) = rows("nonautomatedAccountData") else { return };
    let mapping = builtin("instafake").expect("built in").expect("valid");
    let found = creators(&imported(&bytes, &mapping));
    let mut closed = 0;
    for (creator, row) in found.iter().zip(&rows) {
        let posts = creator["accounts"][0]["posts"].as_array().expect("posts are known");
        for (index, post) in posts.iter().enumerate() {
            let disabled = row["mediaCommentsAreDisabled"][index] == json!(1);
            assert_eq!(post.get("comments").is_none(), disabled, "{} post {index}", creator["id"]);
            closed += u32::from(disabled);
        }
    }
    assert_eq!(closed, 646, "posts with closed comments");
    assert_eq!(found[414]["id"], "instafake:415", "named after their place");
}
