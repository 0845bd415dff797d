//! What the words of a post say, on sentences that were made up for this.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its own data should fail"
)]

use content_safety::ContentSafety;
use saring_plugin::testing::{Case, Finding};
use serde_json::{Value, json};

const TABLES: [(&str, &str); 6] = [
    ("risk_levels", include_str!("../../../rules/standard/tables/risk_levels.csv")),
    ("garm", include_str!("../../../rules/standard/tables/garm.csv")),
    ("country_flags", include_str!("../../../rules/standard/tables/country_flags.csv")),
    ("safety_lexicon", include_str!("../../../rules/standard/tables/safety_lexicon.csv")),
    ("sentiment_words", include_str!("../../../rules/standard/tables/sentiment_words.csv")),
    ("safety_models", include_str!("../../../rules/standard/tables/safety_models.csv")),
];
const CAPTION: &str = "content-red-flags.caption";

fn asked(posts: Value, brand: Value) -> Finding {
    let case = Case::account(json!({ "posts": posts })).campaign(json!({ "brand": brand }));
    TABLES.iter().fold(case, |case, (name, text)| case.table(name, text)).check::<ContentSafety>()
}

fn told(post: Value) -> Option<(String, String)> {
    let mut post = post;
    post["at"] = json!("2026-02-20T12:00:00Z");
    post["id"] = json!("p1");
    let finding = asked(json!([post]), json!({ "name": "Sari Ayu" }));
    let said = |name: &str| finding.text(CAPTION, name).map(str::to_owned);
    said("category").zip(said("risk"))
}

/// The gravest finding of every sentence, or that there is none.
fn check(sentences: &[(&str, Option<(&str, &str)>)]) {
    let wrong: Vec<String> = sentences
        .iter()
        .filter_map(|(caption, expected)| {
            let told = told(json!({ "caption": caption }));
            let expected = expected.map(|(category, risk)| (category.to_owned(), risk.to_owned()));
            (told != expected).then(|| format!("{caption}: {told:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
}

#[test]
fn what_a_law_or_a_platform_forbids_is_found() {
    check(&[
        ("Malam minggu gabut? Slot gacor hari ini cuma di sini, link di bio!", Some(("ID.JUDOL", "high"))),
        ("Main di sgi88 depo receh langsung maxwin", Some(("ID.JUDOL", "high"))),
        ("𝗦𝗟𝗢𝗧 𝗚𝗔𝗖𝗢𝗥 malam ini anti rungkad", Some(("ID.JUDOL", "high"))),
        ("daftar s l o t online bonus new member 100%", Some(("ID.JUDOL", "high"))),
        ("sl0t g4c0r tiap hari wd lancar", Some(("ID.JUDOL", "high"))),
        ("Join our live casino tonight, free spins for everyone", Some(("ID.JUDOL", "high"))),
        ("Butuh uang cepat? Pinjaman online cair 5 menit modal KTP", Some(("ID.PINJOL", "medium"))),
        ("Kapsul herbal ini ampuh menyembuhkan diabetes tanpa efek samping", Some(("ID.BPOM_CLAIM", "medium"))),
        ("This tea cures cancer, order now", Some(("ID.BPOM_CLAIM", "medium"))),
        ("Krim pemutih instan, putih dalam 7 hari", Some(("ID.BPOM_CLAIM", "medium"))),
        ("open bo area selatan, dm", Some(("Rm3SiT", "high"))),
        ("ready sabu sama ganja kualitas bagus", Some(("pg0WhF", "high"))),
        ("Jual senapan angin dan pistol ready stok COD", Some(("avbNf2", "high"))),
        ("jasa hack wa pasangan, jual data ktp", Some(("XtODT3", "high"))),
        ("Nonton film gratis di lk21 terbaru", Some(("mm3UXx", "medium"))),
        ("jual followers murah, follow for follow", Some(("6i4dB6", "medium"))),
        ("dukung isis, baiat isis sekarang", Some(("8FD8nI", "floor"))),
    ]);
}

#[test]
fn hatred_names_its_target() {
    check(&[
        ("dasar kafir, agama sesat kalian", Some(("ID.SARA.religion", "high"))),
        ("usir cina dari sini", Some(("ID.SARA.ethnicity", "high"))),
        ("yahudi itu biadab dan licik semua", Some(("ID.SARA.religion", "medium"))),
        ("homo laknat, jijik", Some(("ID.SARA.group", "high"))),
        ("all immigrants are parasites", Some(("ID.SARA.ethnicity", "medium"))),
        ("mati aja lu, gorok leher", Some(("HxqYV1", "medium"))),
        ("kamu tuh goblok banget", Some(("HxqYV1", "low"))),
        ("you are pathetic scum", Some(("HxqYV1", "low"))),
    ]);
}

#[test]
fn coarse_words_and_vices_are_found_however_they_are_spelt() {
    check(&[
        ("k*ntol emang", Some(("j9PaO9", "medium"))),
        ("baaangsaaat bener hari ini", Some(("j9PaO9", "medium"))),
        ("what the f*cking mess", Some(("j9PaO9", "medium"))),
        ("anjiiing capek banget hari ini", Some(("j9PaO9", "low"))),
        ("Weekend with whisky and cocktails", Some(("pg0WhF", "medium"))),
        ("nyebat dulu bareng vape baru", Some(("pg0WhF", "medium"))),
        ("Jangan lupa coblos nomor 2, menangkan paslon kita", Some(("ID.POLITICS", "medium"))),
        ("Vaksin itu konspirasi elite global, bumi datar", Some(("misinformation", "medium"))),
        ("Bakso ini dijamin halal kok", Some(("ID.HALAL", "low"))),
    ]);
}

/// Words that mean something else here: pets, food, news, health, games, products, and everyday life.
#[test]
fn harmless_sentences_are_left_alone() {
    check(&[
        ("Selamat pagi semua! Hari ini aku coba serum baru dari Sari Ayu", None),
        ("Anjing peliharaanku golden retriever, lucu banget", None),
        ("Adopt don't shop! This puppy needs a home", None),
        ("Resep sate babi kecap ala Bali", None),
        ("Monyet di hutan Sangeh jangan dikasih makan ya", None),
        ("Stop judi online, bahaya judol buat keluarga. #edukasi", None),
        ("Polisi: bandar judi online ditangkap di Jakarta", None),
        ("Waspada pinjaman online ilegal, cek dulu di OJK", None),
        ("Kata dokter, sadari gejala kanker payudara sejak dini", None),
        ("Yuk ikut seminar pencegahan narkoba bersama BNN", None),
        ("Push rank mobile legends, headshot terus pakai hero baru", None),
        ("Lipstik nude paling cocok buat kulit sawo matang", None),
        ("Mocktail segar tanpa alkohol buat buka puasa", None),
        ("Review film horor: pembunuhan di rumah tua, kepala terpenggal", None),
        ("Toleransi umat Islam dan Kristen di kampungku indah sekali", None),
        ("Kuliner khas Cina Benteng di Tangerang, wajib coba", None),
        ("Motor ini gacor banget suaranya", None),
        ("Promo 8.8 diskon sampai 88%, buruan checkout!", None),
        ("Nabung emas cuan dikit demi dikit", None),
        ("Skincare ini sudah BPOM dan cocok untuk kulit sensitif", None),
        ("Our new cookbook: killer brownies and more", None),
        ("Pesanan bisa COD, ready stok, order via WA", None),
        ("Sahabatku orang Batak, dia jago masak dan baik hati", None),
        ("Nonton liga 1 di stadion, tim kesayangan menang 88 menit", None),
        ("Belajar sejarah: genosida Rwanda dalam film dokumenter", None),
        ("Sussex, Essex and Scunthorpe travel diary", None),
        ("Liburan ke Bali88 villa, pemandangan sawah", None),
        ("Assalamualaikum, jangan lupa sholat ya gaes", None),
        ("Shooting video klip seharian, capek tapi seru", None),
        ("", None),
    ]);
}

#[test]
fn a_place_is_given_in_characters_and_by_its_text() {
    let post = json!({ "id": "p1", "at": "2026-02-20T12:00:00Z", "caption": "Kata “baru”: bangsat!" });
    let finding = asked(json!([post]), json!({ "name": "Sari Ayu" }));
    assert_eq!(finding.text(CAPTION, "place"), Some("caption"));
    assert_eq!((finding.number(CAPTION, "from"), finding.number(CAPTION, "to")), (Some(13.0), Some(20.0)));
    let post =
        json!({ "id": "p1", "at": "2026-02-20T12:00:00Z", "caption": "Seru!", "hashtags": ["ootd", "slotgacor"] });
    let finding = asked(json!([post]), json!({ "name": "Sari Ayu" }));
    assert_eq!(finding.text(CAPTION, "place"), Some("hashtags/1"));
    assert_eq!(finding.text(CAPTION, "post"), Some("p1"));
    assert_eq!(finding.text(CAPTION, "day"), Some("2026-02-20"));
}

fn forty(change: impl Fn(usize) -> Value) -> Value {
    let post = |number: usize| {
        let mut post = json!({ "id": format!("p{number}"), "at": format!("2026-01-{:02}T12:00:00Z", number % 28 + 1) });
        post.as_object_mut().unwrap().extend(change(number).as_object().unwrap().clone());
        post
    };
    (0..40).map(post).collect()
}

#[test]
fn captions_make_an_unseen_record_known_and_trusted_by_half() {
    let finding = asked(forty(|_| json!({ "caption": "Pagi cerah di pantai" })), json!({ "name": "Sari Ayu" }));
    assert_eq!(finding.score(), Some(100.0));
    assert!(finding.reasons().contains(&"content-red-flags.clear"), "{:?}", finding.reasons());
    assert_eq!(finding.number("content-red-flags.captions-by-terms", "read"), Some(40.0));
    let looked_at = asked(forty(|_| json!({ "safety": [] })), json!({ "name": "Sari Ayu" }));
    assert!((finding.confidence() - looked_at.confidence() / 2.0).abs() < 1e-9, "{}", finding.confidence());
    assert_eq!(looked_at.reasons(), ["content-red-flags.clear"]);
}

/// A finding of the terms warns and weighs; it never rejects, unless the term means one thing only.
#[test]
fn terms_warn_and_site_names_reject() {
    let brand = json!({ "name": "Sari Ayu", "safety": { "XtODT3": "low" } });
    let with = |caption: &'static str| {
        asked(
            forty(move |number| json!({ "caption": if number == 3 { caption } else { "Pagi cerah" } })),
            brand.clone(),
        )
    };
    let doubtful = with("slot gacor hari ini");
    assert_eq!(doubtful.veto(), None);
    assert_eq!(doubtful.outcome(), saring_plugin::testing::Outcome::Warn);
    assert!(doubtful.score().is_some_and(|score| score < 100.0));
    assert_eq!(with("pulau777 maxwin terus").veto(), Some("content-red-flags.above-limit"));
}

/// What a provider or a person found is never read again, whatever the caption says.
#[test]
fn findings_of_others_stand() {
    let posts = forty(|_| json!({ "caption": "slot gacor maxwin sgi88", "safety": [] }));
    let finding = asked(posts, json!({ "name": "Sari Ayu" }));
    assert_eq!((finding.score(), finding.reasons()), (Some(100.0), vec!["content-red-flags.clear"]));
}

#[test]
fn captions_in_other_languages_stay_unread() {
    let posts = forty(|_| json!({ "caption": "slot gacor", "lang": "ja" }));
    let finding = asked(posts, json!({ "name": "Sari Ayu" }));
    assert_eq!((finding.score(), finding.reasons()), (None, vec!["content-red-flags.not-classified"]));
}

#[test]
fn without_terms_captions_stay_unread_and_the_answer_says_so() {
    let posts = forty(|_| json!({ "caption": "slot gacor" }));
    let case = Case::account(json!({ "posts": posts })).campaign(json!({ "brand": { "name": "Sari Ayu" } }));
    let case = TABLES.iter().take(3).fold(case, |case, (name, text)| case.table(name, text));
    let finding = case.check::<ContentSafety>();
    assert_eq!(finding.reasons(), ["content-red-flags.not-classified", "content-red-flags.no-lexicon"]);
}

/// With the model of the standard pack a finding of gambling is as sure as the model, and harmless ones are acquitted.
#[test]
fn the_gambling_model_gives_the_verdict_on_terms() {
    let gambling = include_str!("../../../rules/standard/tables/safety_gambling.csv");
    let sure_of = |caption: &str| {
        let posts = json!([{ "id": "p1", "at": "2026-02-20T12:00:00Z", "caption": caption }]);
        let case = Case::account(json!({ "posts": posts })).campaign(json!({ "brand": { "name": "Sari Ayu" } }));
        let case = TABLES.iter().fold(case, |case, (name, text)| case.table(name, text));
        let finding = case.table("safety_gambling", gambling).check::<ContentSafety>();
        assert_eq!(finding.number("content-red-flags.captions", "read"), Some(1.0), "{caption}");
        finding.number(CAPTION, "confidence")
    };
    for caption in [
        "gila sih semalam di 𝗚𝗔𝗥𝗨𝗗𝗔𝟭𝟯𝟴 langsung jp paus",
        "slot gacor maxwin terus wd lancar",
        "keren banget MEGA77 bikin cuan",
    ] {
        assert!(sure_of(caption).is_some_and(|sure| sure >= 0.5), "{caption}: {:?}", sure_of(caption));
    }
    for caption in ["Liburan ke Bali88 villa, pemandangan sawah", "Kelas memasak di Kafe99 seru banget hari ini"] {
        assert_eq!(sure_of(caption), None, "{caption}");
    }
}
