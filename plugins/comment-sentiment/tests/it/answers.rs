//! What the check makes of comments without a sentiment, and of those with and without.

use comment_sentiment::CommentSentiment;
use comment_sentiment::mood::{BYTES_MAX, WORDS_MAX};
use saring_plugin::testing::{Finding, Outcome};
use serde_json::{Value, json};

use crate::support::{TABLES, TOPIC, case, labels, table, texts, with_tables};

fn check(comments: Vec<Value>) -> Finding {
    with_tables(case(comments), &TABLES).check::<CommentSentiment>()
}

#[test]
fn praise_is_read_as_praise_and_blame_as_blame() {
    let praise = check(texts(40, "bagus banget suka kak 😍"));
    let blame = check(texts(40, "jelek banget kecewa, ga nyesel unfollow 👎"));
    assert!(praise.score() > Some(65.0), "{praise:?}");
    assert_eq!(blame.outcome(), Outcome::Fail, "{blame:?}");
    assert_eq!(blame.reasons().first(), Some(&"community-sentiment.hostile"));
    for finding in [praise, blame] {
        assert_eq!(finding.evidence("classified_comments"), Some(40.0));
        assert_eq!(finding.number("community-sentiment.read", "classified"), Some(40.0));
    }
}

#[test]
fn a_sentiment_that_a_comment_carries_is_never_overridden() {
    let against = |text: &str| json!({ "text": text, "sentiment": "negative", "topics": [TOPIC] });
    let told = check(vec![against("bagus banget suka kak 😍"); 40]);
    let bare = check(labels(40, "negative"));
    assert_eq!(format!("{told:?}"), format!("{bare:?}"));
    assert_eq!(told.evidence("negative_share"), Some(1.0));
    assert_eq!(told.evidence("classified_comments"), None, "nothing was there to read");
}

#[test]
fn labelled_and_read_comments_count_by_their_numbers() {
    let praise = || texts(50, "bagus banget suka kak 😍");
    let read = check(praise());
    let both = check([labels(50, "negative"), praise()].concat());
    let share = |finding: &Finding| finding.evidence("negative_share").unwrap();
    assert!((share(&both) - (1.0 + share(&read)) / 2.0).abs() < 1e-12, "{both:?}");
    assert_eq!(both.evidence("comments"), Some(100.0));
    assert_eq!((both.evidence("labelled_comments"), both.evidence("classified_comments")), (Some(50.0), Some(50.0)));
}

#[test]
fn what_was_read_is_trusted_less() {
    let at = |comments: Vec<Value>| check(comments).confidence();
    let labelled = at(labels(100, "positive"));
    let sure = at(texts(100, "bagus banget suka kak"));
    let unsure = at(texts(100, "kak ini bagus atau jelek"));
    assert!(unsure < sure && sure < labelled * 0.8 && unsure > labelled * 0.8 / 3.0, "{unsure} {sure} {labelled}");
    let half = at([labels(50, "positive"), texts(50, "bagus banget suka kak")].concat());
    assert!((half - (labelled + sure) / 2.0).abs() < 1e-12, "{half}");
}

#[test]
fn the_correction_takes_the_models_error_out() {
    // A tenth of each class is called wrong, evenly: a called share c stands for a true one of (c - 0.05) / 0.85.
    let matrix =
        "truth,positive,neutral,negative\npositive,0.9,0.05,0.05\nneutral,0.05,0.9,0.05\nnegative,0.05,0.05,0.9\n";
    let comments =
        [texts(60, "bagus banget suka kak"), texts(5, "harganya berapa kak"), texts(35, "jelek banget kecewa")];
    let asked = with_tables(case(comments.concat()), &["sentiment_model", "sentiment_words"]);
    let told = asked.clone().check::<CommentSentiment>();
    assert_eq!(told.evidence("negative_share"), Some(0.35));
    let corrected = asked.table("sentiment_model_confusion", matrix).check::<CommentSentiment>();
    let negative = corrected.evidence("negative_share").unwrap();
    assert!((negative - (0.35 - 0.05) / 0.85).abs() < 1e-12, "{corrected:?}");
}

#[test]
fn other_languages_and_names_stay_unknown() {
    let spanish = json!({ "text": "bagus banget", "lang": "es", "topics": [TOPIC] });
    let named = json!({ "text": "@dewi @sari", "topics": [TOPIC] });
    let told = check([vec![spanish; 40], vec![named; 40]].concat());
    assert_eq!(told.outcome(), Outcome::Unknown);
    assert_eq!(told.reasons(), ["community-sentiment.few-comments", "community-sentiment.read"]);
    assert_eq!(told.number("community-sentiment.read", "unread"), Some(80.0));
    let indonesian = json!({ "text": "bagus banget", "lang": "id-ID", "topics": [TOPIC] });
    assert_eq!(check(vec![indonesian; 40]).evidence("classified_comments"), Some(40.0));
}

#[test]
fn bought_praise_is_left_out_and_counted() {
    let bought = json!({ "text": "bagus banget", "inauthentic": true, "topics": [TOPIC] });
    let told = check([vec![bought; 90], texts(40, "jelek banget kecewa")].concat());
    assert_eq!(told.outcome(), Outcome::Fail, "{told:?}");
    assert_eq!(told.evidence("inauthentic_comments"), Some(90.0));
    assert_eq!(told.evidence("comments"), Some(40.0));
}

#[test]
fn only_so_many_are_read() {
    let told = check(texts(500, "bagus banget suka kak"));
    assert_eq!((told.evidence("classified_comments"), told.evidence("unread_comments")), (Some(200.0), Some(300.0)));
    let few = with_tables(case(texts(50, "bagus")), &TABLES).param("classified_max", 10).check::<CommentSentiment>();
    assert_eq!(few.outcome(), Outcome::Unknown);
}

#[test]
fn a_flood_of_words_is_read_to_its_limit() {
    let long = "bagus banget suka kak ".repeat(15);
    let told = check(texts(200, &long));
    let read = told.evidence("classified_comments").unwrap();
    assert_eq!(read as usize, (WORDS_MAX / 60).min(BYTES_MAX / long.len()), "60 words each");
    assert_eq!(told.evidence("unread_comments"), Some(200.0 - read));
}

#[test]
fn without_a_model_labels_alone_count() {
    let comments = || [labels(40, "positive"), texts(60, "jelek")].concat();
    let told = with_tables(case(comments()), &["sentiment_confusion"]).check::<CommentSentiment>();
    assert_eq!(told.evidence("comments"), Some(40.0));
    assert_eq!(told.reasons(), ["community-sentiment.net", "community-sentiment.no-model"]);
    let bare = case(comments()).check::<CommentSentiment>();
    assert_eq!((bare.score(), bare.reasons()), (told.score(), told.reasons()));
}

#[test]
fn a_model_of_another_size_is_refused() {
    let short = case(labels(40, "positive")).table("sentiment_model", "positive,negative,known\n1,2,0\n");
    let error = short.try_check::<CommentSentiment>().unwrap_err();
    assert!(error.contains("`sentiment_model` has 1 rows, and a model has 65537"), "{error}");
}

#[test]
fn a_matrix_that_cannot_be_turned_round_gives_no_answer() {
    let alike = "truth,positive,neutral,negative\npositive,0.5,0.2,0.3\nneutral,0.5,0.2,0.3\nnegative,0.1,0.1,0.8\n";
    let incomplete = "truth,positive,neutral,negative\npositive,1,0,0\nneutral,0,1,0\n";
    for matrix in [alike, incomplete] {
        let told = case(labels(40, "positive")).table("sentiment_confusion", matrix).check::<CommentSentiment>();
        assert_eq!(told.outcome(), Outcome::Unknown);
        assert_eq!(told.reasons(), ["community-sentiment.confusion"]);
    }
}

#[test]
fn params_must_make_sense_together() {
    let error = case(labels(40, "positive")).param("negative_fail", 0.1).try_check::<CommentSentiment>().unwrap_err();
    assert!(error.contains("below `negative_warn`"), "{error}");
}

#[test]
fn the_params_of_the_rhai_check_are_declared_alike() {
    let rhai: Value =
        toml::from_str(&crate::support::read("rules/standard/layers/brand_safety/community_sentiment.params.toml"))
            .unwrap();
    let about = <CommentSentiment as saring_plugin::Check>::about();
    for (name, declared) in rhai.as_object().unwrap() {
        let (_, own) =
            about.params().find(|(own, _)| own == name).unwrap_or_else(|| panic!("`{name}` is not declared"));
        let own = serde_json::to_value(own).unwrap();
        for (key, value) in declared.as_object().unwrap() {
            let same = own[key] == *value || own[key].as_f64().zip(value.as_f64()).is_some_and(|(a, b)| a == b);
            assert!(same, "`{name}`: {key} is {} in the plugin and {value} in the script", own[key]);
        }
    }
}

#[test]
fn the_shipped_tables_say_where_they_are_from() {
    for name in ["sentiment_model", "sentiment_model_confusion", "sentiment_words"] {
        let text = table(name);
        for key in ["source", "definition", "licence"] {
            assert!(text.lines().take(6).any(|line| line.starts_with(&format!("# {key} = "))), "{name}: {key}");
        }
        assert!(text.len() < 600_000, "{name} has {} bytes", text.len());
    }
}
