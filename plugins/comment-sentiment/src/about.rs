//! What the plugin says of itself.

use saring_plugin::{About, Param};

/// Paths of the fields that the check reads.
pub mod fields {
    /// The sample of comments.
    pub const COMMENTS: &str = "creator.accounts[].comments_sample";
    /// What comments are about.
    pub const COMMENT_TOPICS: &str = "creator.accounts[].comments_sample[].topics";
    /// Whether comments look bought.
    pub const INAUTHENTIC: &str = "creator.accounts[].comments_sample[].inauthentic";
    /// The sentiment that comments carry.
    pub const SENTIMENT: &str = "creator.accounts[].comments_sample[].sentiment";
    /// What comments say.
    pub const TEXT: &str = "creator.accounts[].comments_sample[].text";
    /// What the brand is about.
    pub const TOPICS: &str = "campaign.brand.topics";
    /// What a sentiment is told from.
    pub const JUDGED: [&str; 2] = [SENTIMENT, TEXT];
    /// All of them.
    pub const ALL: [&str; 11] = [
        COMMENTS,
        COMMENT_TOPICS,
        INAUTHENTIC,
        SENTIMENT,
        TEXT,
        TOPICS,
        "creator.accounts[].comments_sample[].post",
        "creator.accounts[].comments_sample[].lang",
        "creator.accounts[].comments_sample[].at",
        "creator.accounts[].posts[].topics",
        "campaign.brand.category",
    ];
}

/// The plugin's reasons with their texts, and what a pack may set.
pub fn about() -> About {
    let about = About::new("comment-sentiment", "What commenters feel about the brand's category").fields(fields::ALL);
    params(texts(about))
}

fn texts(about: About) -> About {
    about
        .reason("community-sentiment.no-campaign", [
            ("en", "Without a campaign there is no category to feel about."),
            ("id", "Tanpa kampanye tidak ada kategori yang bisa dinilai."),
        ])
        .reason("community-sentiment.no-comments", [
            ("en", "No comments on the category are known."),
            ("id", "Belum ada komentar tentang kategori ini yang diketahui."),
        ])
        .reason("community-sentiment.few-comments", [
            ("en", "{judged} of {comments} comments on the category have a sentiment, and {needed} are needed."),
            ("id", "{judged} dari {comments} komentar tentang kategori ini punya sentimen; perlu {needed}."),
        ])
        .reason("community-sentiment.confusion", [
            ("en", "The classifier's confusion matrix cannot be turned around, so its error cannot be taken out."),
            ("id", "Matriks kekeliruan pengklasifikasi tidak bisa dibalik, jadi kekeliruannya tidak bisa dikoreksi."),
        ])
        .reason("community-sentiment.hostile", [
            ("en", "{share} of the comments on the category are negative, more than the {most} at which a crisis begins."),
            ("id", "{share} komentar tentang kategori ini negatif, lebih dari {most} yang menjadi awal krisis."),
        ])
        .reason("community-sentiment.tense", [
            ("en", "{share} of the comments on the category are negative, more than {most}."),
            ("id", "{share} komentar tentang kategori ini negatif, lebih dari {most}."),
        ])
        .reason("community-sentiment.net", [
            ("en", "Of {comments} comments on the category {positive} are positive and {negative} negative."),
            ("id", "Dari {comments} komentar tentang kategori ini {positive} positif dan {negative} negatif."),
        ])
        .reason("community-sentiment.by-posts", [
            ("en", "No comment says its topics, so those below posts on the category counted."),
            ("id", "Tidak ada komentar yang menyebut topiknya, jadi komentar di bawah konten tentang kategori ini yang dihitung."),
        ])
        .reason("community-sentiment.clamped", [
            ("en", "The correction for the classifier's error went past 0: the comments are not like those that it was tried on."),
            ("id", "Koreksi kekeliruan pengklasifikasi melewati 0: komentarnya tidak seperti yang dipakai untuk mengujinya."),
        ])
        .reason("community-sentiment.read", [
            ("en", "A model read {classified} comments; {labelled} carried a sentiment, and {unread} stayed unread."),
            ("id", "Model membaca {classified} komentar; {labelled} sudah punya sentimen, dan {unread} tidak terbaca."),
        ])
        .reason("community-sentiment.no-model", [
            ("en", "The pack gives no sentiment model, so {unread} comments without a sentiment stayed unread."),
            ("id", "Paket ini tidak memuat model sentimen, jadi {unread} komentar tanpa sentimen tidak terbaca."),
        ])
}

fn params(about: About) -> About {
    let comments = |name, default| Param::integer(name, default).min(1.0).unit("comments");
    let days = |name, default: f64| Param::number(name, default).unit("days");
    about
        .param(
            comments("comments_min", 30)
                .doc("Fewest comments on the category with a sentiment.")
                .source("domain rule 3.3"),
        )
        .param(comments("comments_ref", 100).doc("This many such comments are trusted fully."))
        .param(
            days("half_life_days", 90.0).min(1.0).doc("Confidence halves as the newest comment gets this much older."),
        )
        .param(days("age_days_unknown", 90.0).min(0.0).doc("Age of comments that do not say when they were written."))
        .param(
            Param::fraction("by_posts_confidence", 0.7).doc(
                "Confidence is multiplied by this where the posts' topics tell which comments are on the category.",
            ),
        )
        .param(
            Param::number("neutral_prior", 50.0)
                .min(0.0)
                .unit("comments")
                .doc("Neutral comments that the sample is mixed with, so that a few say little.")
                .source("domain rule 3.3"),
        )
        .param(
            Param::fraction("negative_warn", 0.3)
                .doc("Above this share of negative comments the check warns.")
                .source("Kommonpoll (docs.kommonpoll.com alert rules)"),
        )
        .param(
            Param::fraction("negative_fail", 0.4)
                .doc("Above this share of negative comments the check fails.")
                .source("Kommonpoll (docs.kommonpoll.com alert rules)"),
        )
        .param(
            Param::fraction("classified_confidence", 0.8).doc(
                "A comment that the model read is trusted by this times the probability that it was read rightly.",
            ),
        )
        .param(
            comments("classified_max", 200)
                .doc("Most comments without a sentiment that are read, the first of the sample."),
        )
        .param(Param::fraction("known_words_min", 0.6).doc(
            "A comment is read where the model knows at least this share of its words; else it is in another language.",
        ))
        .param(
            Param::list("languages", ["id", "en"])
                .doc("ISO 639 codes of the languages that are read; a comment that says no language is tried."),
        )
}
