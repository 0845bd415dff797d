//! What the shipped model makes of comments.

use comment_sentiment::model::{Model, Reading, SENTIMENTS};

use crate::support::{model, read, repository, rows};

/// Share of its words that the model must know, as the check's own default.
const KNOWN_MIN: f64 = 0.6;

fn read_one(model: &Model, comment: &str) -> Reading {
    model.read(&model.words(comment), KNOWN_MIN)
}

/// Macro-F1 of calls, pairs of the true class and the called one; a comment that is not called counts as a miss.
fn macro_f1(pairs: &[(usize, Option<usize>)]) -> f64 {
    let f1 = |class: usize| {
        let both = pairs.iter().filter(|(truth, called)| *truth == class && *called == Some(class)).count() as f64;
        let either = pairs.iter().map(|(truth, called)| u32::from(*truth == class) + u32::from(*called == Some(class)));
        2.0 * both / f64::from(either.sum::<u32>().max(1))
    };
    (0..3).map(f1).sum::<f64>() / 3.0
}

fn called(reading: Reading) -> Option<usize> {
    let Reading::Felt(shares) = reading else { return None };
    let sum: f64 = shares.iter().sum();
    assert!((sum - 1.0).abs() < 1e-12 && shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    (0..3).max_by(|a, b| shares[*a].total_cmp(&shares[*b]))
}

fn judged(lines: impl Iterator<Item = (String, String)>) -> Vec<(usize, Option<usize>)> {
    let model = model();
    let class = |label: String| SENTIMENTS.iter().position(|sentiment| *sentiment == label).unwrap();
    lines.map(|(text, label)| (class(label), called(read_one(&model, &text)))).collect()
}

#[test]
fn shipped_weights_reach_the_stated_figure_on_comments_that_they_were_not_trained_on() {
    let path = repository("../shared/data/smsa/valid_preprocess.tsv");
    let Ok(file) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return;
    };
    let pairs =
        judged(file.lines().filter_map(|line| line.rsplit_once('\t')).map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(pairs.len(), 1_260);
    let figure = macro_f1(&pairs);
    assert!(figure > 0.84, "macro-F1 is {figure:.4}");
}

#[test]
fn slang_english_and_emoji_are_read() {
    let pairs = judged(
        rows(&read("plugins/comment-sentiment/tests/comments.csv"))
            .into_iter()
            .map(|row| (row[0].clone(), row[1].clone())),
    );
    let unread = pairs.iter().filter(|(_, called)| called.is_none()).count();
    let figure = macro_f1(&pairs);
    println!("macro-F1 {figure:.4} on {} comments, {unread} unread", pairs.len());
    assert!(figure > 0.85, "macro-F1 is {figure:.4} on {} comments, {unread} unread", pairs.len());
    // What is certain must come out right: praise called blame, or the other way round, is worse than either called neutral.
    let turned =
        pairs.iter().filter(|(truth, called)| called.is_some_and(|called| truth.abs_diff(called) == 2)).count();
    assert!(turned * 10 < pairs.len(), "{turned} of {} are turned round", pairs.len());
}

#[test]
fn other_languages_stay_unread() {
    let model = model();
    let all = rows(&read("plugins/comment-sentiment/tests/foreign.csv"));
    let felt: Vec<&str> = all
        .iter()
        .filter(|row| matches!(read_one(&model, &row[0]), Reading::Felt(_)))
        .map(|row| row[0].as_str())
        .collect();
    println!("{} of {} are read: {felt:?}", felt.len(), all.len());
    assert!(felt.len() * 8 <= all.len(), "{} of {} are read: {felt:?}", felt.len(), all.len());
}

#[test]
fn what_has_no_words_is_not_felt() {
    let model = model();
    for comment in ["", "   ", "@sari @dewi", "https://example.com", "2024", "...", "?!"] {
        assert_eq!(read_one(&model, comment), Reading::Wordless, "`{comment}`");
    }
}

#[test]
fn the_same_comment_in_other_letters_reads_the_same() {
    let model = model();
    let plain = read_one(&model, "bagus banget kak, suka!");
    for other in [
        "BAGUS BANGET KAK, SUKA!",
        "𝗯𝗮𝗴𝘂𝘀 banget kak, suka!",
        "bagusss bgt kk, sukaaaa!!!",
        "bagus  banget\nkak, suka!",
    ] {
        assert_eq!(read_one(&model, other), plain, "`{other}`");
    }
}
