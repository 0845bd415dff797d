//! Words of fictional creators, brands, captions and comments. Any likeness to real people is chance.

use saring_model::creator::Risk;

pub(super) const FIRST_NAMES: &[&str] = &[
    "Adinda", "Agung", "Alya", "Anisa", "Arif", "Ayu", "Bagas", "Bella", "Bima", "Cahya", "Citra", "Damar", "Dewi",
    "Dian", "Eka", "Fajar", "Farah", "Galih", "Gita", "Hana", "Indah", "Intan", "Jihan", "Kartika", "Kirana", "Laras",
    "Lestari", "Maya", "Mega", "Nadia", "Naufal", "Nisa", "Putri", "Raka", "Ratih", "Rizky", "Salsa", "Sari", "Sekar",
    "Sinta", "Surya", "Tiara", "Tika", "Vania", "Wulan", "Yoga", "Yuni", "Zahra",
];
pub(super) const LAST_NAMES: &[&str] = &[
    "Angkasa",
    "Bintang",
    "Cendana",
    "Dirgantara",
    "Embun",
    "Gemilang",
    "Harum",
    "Jenggala",
    "Kencana",
    "Kusuma",
    "Lazuardi",
    "Mandala",
    "Melati",
    "Nirwana",
    "Pelangi",
    "Purnama",
    "Rembulan",
    "Samudra",
    "Segara",
    "Senja",
    "Taruna",
    "Utami",
    "Wangi",
    "Wijaya",
];
pub(super) const NICHES: &[(&str, &str)] = &[
    ("kulit", "skincare"),
    ("rias", "makeup"),
    ("gaya", "fashion"),
    ("dapur", "food"),
    ("ibu", "parenting"),
    ("jalan", "travel"),
    ("sehat", "fitness"),
    ("kampus", "student-life"),
    ("main", "gaming"),
    ("rumah", "home"),
];
/// Topics of a niche (IAB Content Taxonomy 3.1).
pub(super) fn topics_of(niche: &str) -> &'static [&'static str] {
    match niche {
        "skincare" => &["iab-ct:3.1:559", "iab-ct:3.1:553"],
        "makeup" => &["iab-ct:3.1:555", "iab-ct:3.1:553"],
        "fashion" => &["iab-ct:3.1:560"],
        "food" => &["iab-ct:3.1:216", "iab-ct:3.1:210"],
        "parenting" => &["iab-ct:3.1:192"],
        "travel" => &["iab-ct:3.1:657", "iab-ct:3.1:653"],
        "fitness" => &["iab-ct:3.1:225", "iab-ct:3.1:223"],
        "student-life" => &["iab-ct:3.1:137"],
        "gaming" => &["iab-ct:3.1:683", "iab-ct:3.1:680"],
        _ => &["iab-ct:3.1:283", "iab-ct:3.1:274"],
    }
}
/// What is found in ordinary posts: categories of the GARM framework as the IAB Content Taxonomy 2.2 carries them.
pub(super) const FINDINGS: &[(&str, Risk)] = &[
    ("garm:j9PaO9", Risk::Low),
    ("garm:Z7rJBM", Risk::Low),
    ("garm:pg0WhF", Risk::Low),
    ("garm:j9PaO9", Risk::Medium),
];
/// What is found in posts of those whom a careful brand avoids.
pub(super) const RISKY_FINDINGS: &[(&str, Risk)] = &[
    ("garm:j9PaO9", Risk::High),
    ("garm:Z7rJBM", Risk::Medium),
    ("garm:HxqYV1", Risk::High),
    ("garm:ID.SARA.religion", Risk::High),
    ("garm:6i4dB6", Risk::Medium),
    ("garm:ID.JUDOL", Risk::High),
];
/// Features of platforms that posts use.
pub(super) const FEATURES: &[&str] = &["sound", "poll", "stitch", "duet", "filter", "product-tag", "location"];
pub(super) const STYLES: &[&str] =
    &["warm", "playful", "honest", "tutorial", "calm", "witty", "practical", "elegant", "storytelling", "energetic"];
pub(super) const CITIES: &[(&str, &str)] = &[
    ("Jakarta", "ID-JK"),
    ("Bandung", "ID-JB"),
    ("Surabaya", "ID-JI"),
    ("Yogyakarta", "ID-YO"),
    ("Medan", "ID-SU"),
    ("Makassar", "ID-SN"),
    ("Semarang", "ID-JT"),
    ("Denpasar", "ID-BA"),
    ("Palembang", "ID-SS"),
    ("Malang", "ID-JI"),
];
/// Fictional brands that sponsor, with their product categories (IAB Ad Product Taxonomy 2.0).
pub(super) const SPONSORS: &[(&str, &str)] = &[
    ("Kopi Sore Hari", "iab-ap:2.0:1133"),
    ("Batik Langit", "iab-ap:2.0:1059"),
    ("Sepatu Lincah", "iab-ap:2.0:1070"),
    ("Nusa Wangi", "iab-ap:2.0:1214"),
    ("Rasa Pasar", "iab-ap:2.0:1355"),
];
/// Fictional rivals of the demo's brand; its campaign names the same.
pub(super) const RIVALS: &[&str] = &["Embun Pagi", "Rona Khatulistiwa", "Dermaya"];
/// Skin care in the IAB Ad Product Taxonomy 2.0.
pub(super) const SKIN_CARE: &str = "iab-ap:2.0:1244";
pub(super) const CAPTIONS: &[&str] = &[
    "Rutinitas pagi, lima menit saja",
    "Jujur, ini favorit bulan ini",
    "Sebelum dan sesudah, tanpa filter",
    "Pertanyaan kalian aku jawab di sini",
    "Hari hujan, kulit tetap lembap",
    "Coba resep dari ibu",
    "Belanja mingguan di pasar dekat rumah",
    "Tiga hal yang aku pelajari tahun ini",
    "Simpan dulu, pakai nanti",
    "Minggu pelan di kota sendiri",
    "Tutorial lengkap ada di video",
    "Terima kasih sudah menonton sampai akhir",
];
pub(super) const HASHTAGS: &[&str] = &[
    "ceritahariini",
    "rutinitaspagi",
    "kulitsehat",
    "lokalkeren",
    "tipsmudah",
    "videobaru",
    "harilibur",
    "reviewjujur",
];
/// What people write below posts, with its sentiment: `+`, `0` or `-`.
pub(super) const COMMENTS: &[(&str, char)] = &[
    ("Makasih kak, membantu banget", '+'),
    ("Aku sudah coba dan cocok", '+'),
    ("Suka sama penjelasannya", '+'),
    ("Cantik banget hasilnya", '+'),
    ("Lanjut part dua kak", '0'),
    ("Beli di mana ya kak?", '0'),
    ("Untuk kulit kering aman?", '0'),
    ("Harganya berapa?", '0'),
    ("Di aku malah bikin jerawat", '-'),
    ("Kebanyakan iklan sekarang", '-'),
    ("Kurang jelas videonya", '-'),
];
pub(super) const BOUGHT_COMMENTS: &[&str] =
    &["Nice", "Keren", "Wow", "Follow back ya", "🔥🔥🔥", "Mantap", "Good post"];
/// Countries of audiences that are far from Indonesia's.
pub(super) const ABROAD: &[&str] = &["BR", "IN", "MY", "PH", "TR", "US"];
/// Captions that a careful brand does not stand beside: gambling, loans, health claims.
pub(super) const RISKY_CAPTIONS: &[&str] = &[
    "Slot gacor malam ini, bonus deposit 100 persen, link di bio ya",
    "Main judi online modal 10 ribu bisa maxwin, daftar sekarang",
    "Butuh dana cepat? Pinjol cair 5 menit tanpa BI checking",
    "Obat herbal ini menyembuhkan diabetes dan kanker tanpa efek samping, dijamin",
];
/// Comments as people write them: pleased, then displeased.
pub(super) const RAW_COMMENTS: [&[&str]; 2] = [
    &[
        "bagus banget hasilnya, kulit jadi lembut dan cerah",
        "suka banget sama produknya, pasti beli lagi",
        "cocok di aku kak, jerawat langsung kempes",
        "recommended banget, harga murah kualitas bagus",
        "wanginya enak dan tidak lengket, puas sekali",
        "pengiriman cepat, produknya mantap",
    ],
    &[
        "kecewa, kulit aku malah iritasi dan merah",
        "tidak cocok, muka jadi breakout parah",
        "mahal tapi hasilnya biasa saja, rugi beli ini",
        "produknya jelek, baunya tidak enak",
        "menyesal beli, pelayanannya buruk sekali",
        "bohong, sudah sebulan tidak ada hasilnya",
    ],
];
