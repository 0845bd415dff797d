//! The texts of the plugin's reasons. Those that the standard pack has too are the same; a test holds both to each other.

use saring_plugin::About;

/// Code, English, Indonesian.
const TEXTS: [(&str, &str, &str); 13] = [
    (
        "audience-quality.no-audience",
        "Nothing says what the followers are made of; a provider's figures or {needed} follower profiles would ({followers} are there).",
        "Belum ada data tentang isi followers-nya; perlu angka dari penyedia data atau {needed} profil followers (baru ada {followers}).",
    ),
    (
        "audience-quality.credibility",
        "The audience's credibility is {credibility}, above {percentile}% of comparable accounts.",
        "Kredibilitas audiensnya {credibility}, di atas {percentile}% akun sejenis.",
    ),
    (
        "audience-quality.types",
        "{authentic} of the followers are real people or influencers.",
        "{authentic} followers adalah orang sungguhan atau influencer.",
    ),
    (
        "audience-quality.sample",
        "Of {followers} sampled followers {failing} fail three or more of the five rules for real profiles.",
        "Dari {followers} sampel followers, {failing} melanggar tiga atau lebih dari lima ciri profil asli.",
    ),
    (
        "audience-quality.model",
        "By their profiles {share} of the followers are inauthentic, and {low} to {high} within the error of the model and of {followers} sampled profiles.",
        "Dilihat dari profilnya, {share} followers tidak asli; dengan galat model dan {followers} profil sampel, antara {low} dan {high}.",
    ),
    (
        "audience-quality.reported",
        "Only the provider's quality score of {score} is known; what it is made of is not.",
        "Yang diketahui hanya skor kualitas {score} dari penyedia data; cara menghitungnya tidak diketahui.",
    ),
    (
        "audience-quality.fallback",
        "Credibility is compared with Instagram accounts of about 80,000 followers, so the comparison is looser.",
        "Kredibilitasnya dibandingkan dengan akun Instagram sekitar 80.000 followers, jadi perbandingannya lebih longgar.",
    ),
    (
        "audience-quality.bought-comments",
        "{share} of the sampled comments look bought or automated.",
        "{share} komentar yang diambil sampelnya tampak dibeli atau otomatis.",
    ),
    (
        "audience-quality.likes-alike",
        "Likes hardly differ between posts (spread {spread}), as bought likes do.",
        "Jumlah likes antar konten hampir sama (sebaran {spread}), seperti likes yang dibeli.",
    ),
    (
        "audience-quality.likes-apart",
        "Likes differ wildly between posts (spread {spread}): giveaways, advertising or luck.",
        "Jumlah likes antar konten sangat timpang (sebaran {spread}): giveaway, iklan, atau kebetulan.",
    ),
    (
        "audience-quality.suspicious",
        "{share} of the followers are suspicious, and at least {low} beyond doubt.",
        "{share} followers mencurigakan, dan sedikitnya {low} hampir pasti.",
    ),
    (
        "audience-quality.mass",
        "{share} of the followers are mass followers or suspicious, more than {usual}.",
        "{share} followers adalah akun mass follower atau mencurigakan, lebih dari {usual}.",
    ),
    (
        "audience-quality.contradiction",
        "The sampled profiles contradict the provider: at least {low} of the followers are inauthentic, and its figures leave room for {room}.",
        "Sampel profil bertentangan dengan penyedia data: sedikitnya {low} followers tidak asli, padahal angkanya hanya menyisakan {room}.",
    ),
];

/// The plugin's description with its reasons.
pub fn declared(about: About) -> About {
    TEXTS.iter().fold(about, |about, (code, en, id)| about.reason(code, [("en", en), ("id", id)]))
}
