//! What people write, as the words that the model knows.

use comment_sentiment::features::rows;
use comment_sentiment::words::{TEXT_BYTES_MAX, Word};

use crate::support::meanings;

fn check(comment: &str, words: &str) {
    let told = meanings().words(comment);
    let told: Vec<&str> = told.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(told.join(" "), words, "`{comment}`");
}

#[test]
fn slang_is_folded() {
    check("gak bgs yg ini", "tidak bagus yang ini");
    check("gpp kak", "tidak apa apa kak");
    check("Ga nyesel beli di sini", "tidak menyesal beli di sini");
}

#[test]
fn english_is_read_as_indonesian() {
    check("I love this so much", "saya suka ini sangat banyak");
    check("It's not good", "tidak bagus");
    check("don't buy", "tidak beli");
}

#[test]
fn emoji_and_emoticons_are_words() {
    check("😍😍😍 mantap", "suka banget mantap");
    check("ok :) :( :'( <3", "oke senang sedih sedih cinta");
    check("👍🏽 ❤️", "bagus cinta");
    check("(lihat: ini)", "( lihat : ini )");
}

#[test]
fn drawn_out_doubled_and_clitic_words_are_the_plain_ones() {
    check("baguuuuus", "bagus");
    check("enak2", "enak");
    check("barangnya bagus", "barang nya bagus");
    check("hanya punya", "hanya punya");
}

#[test]
fn names_addresses_and_numbers_are_placeholders() {
    check("@sari_ayu cek https://x.id/a?b=1 harga 25.000", "<user> cek <url> harga <number>");
    check("#promo", "promo");
}

#[test]
fn a_long_comment_is_read_to_its_limit() {
    let within = "ya ".repeat(TEXT_BYTES_MAX / 3);
    assert_eq!(meanings().words(&"ya ".repeat(10_000)).len(), meanings().words(&within).len() + 1);
    // The limit falls within a letter of several bytes.
    let wide = "é".repeat(TEXT_BYTES_MAX);
    assert_eq!(meanings().words(&format!("a{wide}")).len(), 1);
}

#[test]
fn a_negation_marks_the_words_behind_it_up_to_a_mark() {
    let count = |words: &[Word]| rows(words).len();
    let features = |comment: &str| count(&meanings().words(comment)) as i64;
    // `tidak` and `sudah` have the same length, so that all but the marked words are as many.
    assert_eq!(features("tidak bagus sekali kak itu") - features("sudah bagus sekali kak itu"), 3);
    assert_eq!(features("tidak bagus , kak itu") - features("sudah bagus , kak itu"), 1);
}
