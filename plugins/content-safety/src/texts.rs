//! The texts of the plugin's reasons. The standard pack has the same; a test holds both to each other.

use saring_plugin::About;

/// Code, English, Indonesian.
const TEXTS: [(&str, &str, &str); 13] = [
    (
        "content-red-flags.few-posts",
        "Only {posts} posts of the last three years are known, and {needed} are needed.",
        "Baru {posts} konten dari tiga tahun terakhir yang diketahui; perlu {needed}.",
    ),
    (
        "content-red-flags.not-classified",
        "Only {classified} of {posts} posts were checked for brand safety, and {needed} are needed.",
        "Baru {classified} dari {posts} konten yang diperiksa keamanannya; perlu {needed}.",
    ),
    (
        "content-red-flags.language",
        "{share} of the posts are in languages that the classifier does not know; at most {most} may be.",
        "{share} konten memakai bahasa yang tidak dikenal pengklasifikasi; paling banyak {most}.",
    ),
    (
        "content-red-flags.floor",
        "Content at floor risk: {category}, in the post of {day} ({confidence} sure). No advertising belongs beside it.",
        "Konten terlarang: {category}, di konten tanggal {day} (keyakinan {confidence}). Iklan tidak pantas di sebelahnya.",
    ),
    (
        "content-red-flags.above-limit",
        "In the post of {day}: {category} at {risk} risk, where the brand accepts {limit} at most.",
        "Di konten tanggal {day}: {category} berisiko {risk}, sedangkan brand menerima paling tinggi {limit}.",
    ),
    (
        "content-red-flags.unsure-floor",
        "Perhaps content at floor risk: {category}, in the post of {day} ({confidence} sure). A person should look.",
        "Mungkin konten terlarang: {category}, di konten tanggal {day} (keyakinan {confidence}). Perlu dilihat orang.",
    ),
    (
        "content-red-flags.blocked-topic",
        "{posts} posts are about a topic that the brand refuses.",
        "{posts} konten membahas topik yang ditolak brand.",
    ),
    (
        "content-red-flags.load",
        "Findings in {posts} posts weigh {load} per hundred posts.",
        "Temuan dalam {posts} konten berbobot {load} per seratus konten.",
    ),
    ("content-red-flags.clear", "Nothing was found in {posts} posts.", "Tidak ada temuan dalam {posts} konten."),
    (
        "content-red-flags.caption",
        "Words in the post of {day}: {category} at {risk} risk ({confidence} sure), {place}, characters {from} to {to}.",
        "Kata-kata di konten tanggal {day}: {category} berisiko {risk} (keyakinan {confidence}), {place}, karakter {from} sampai {to}.",
    ),
    (
        "content-red-flags.captions",
        "{read} of {posts} posts were judged by caption and hashtags alone; pictures and sound were not looked at.",
        "{read} dari {posts} konten hanya dinilai dari caption dan hashtag; gambar dan suaranya belum diperiksa.",
    ),
    (
        "content-red-flags.captions-by-terms",
        "{read} of {posts} posts were judged by the terms in caption and hashtags alone, without a model; pictures and sound were not looked at.",
        "{read} dari {posts} konten hanya dinilai dari kata-kata dalam caption dan hashtag, tanpa model; gambar dan suaranya belum diperiksa.",
    ),
    (
        "content-red-flags.no-lexicon",
        "Captions were not read: the pack gives no table of terms.",
        "Caption tidak dibaca: paket tidak memberi tabel kata.",
    ),
];

/// The plugin's description with its reasons.
pub(crate) fn declared(about: About) -> About {
    TEXTS.iter().fold(about, |about, (code, en, id)| about.reason(code, [("en", *en), ("id", *id)]))
}
