//! A comment as rows of the model's table.

use saring_linear::features::{Fnv, Recipe};
use saring_linear::text::Kind;

use crate::words::Word;

/// Bits of a bucket's number. With 2^16 buckets the features of the training data share them 6 to 1 and lose under half a
/// point of macro-F1 by it.
pub const BITS: u32 = 16;
/// Words, pairs of words, and runs of characters within a word.
pub const RECIPE: Recipe = Recipe { bits: BITS, words_max: 2, characters_min: 3, characters_max: 4 };
/// Words that turn round what follows them.
const NEGATIONS: [&str; 8] = ["belum", "bukan", "jangan", "kurang", "tanpa", "tak", "tidak", "tiada"];
/// How many words a negation reaches, unless a mark ends it.
const NEGATION_REACH: usize = 3;
/// Begins the hash of a word that stands behind a negation.
const NEGATED: u8 = 3;

/// The rows of a comment's features, once for each time that a feature occurs: [`RECIPE`], and the words behind a negation
/// once more as such.
pub fn rows(words: &[Word]) -> Vec<u32> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let mut rows = RECIPE.rows(&texts);
    let mut reach = 0;
    for word in words {
        if NEGATIONS.contains(&word.text.as_str()) {
            reach = NEGATION_REACH;
        } else if word.kind == Kind::Mark {
            reach = 0;
        } else if reach > 0 {
            reach -= 1;
            rows.push(Fnv::default().with(&[NEGATED]).with(word.text.as_bytes()).bucket(BITS));
        }
    }
    rows
}

/// The rows of the single words alone, without marks, numbers, names and addresses.
pub fn word_rows(words: &[Word]) -> Vec<u32> {
    words.iter().filter(|word| word.kind == Kind::Word).map(|word| RECIPE.word_row(&word.text)).collect()
}

/// The value of each occurrence of a feature: the root of one over their number, so that a long comment does not shout.
pub fn value(rows: usize) -> f64 {
    1.0 / libm::sqrt(rows.max(1) as f64)
}
