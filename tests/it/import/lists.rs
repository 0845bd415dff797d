//! Public lists and agencies' own sheets: addresses, handles, sums, percentages and platforms as people write them.

use saring_app::import::{Options, builtin, import};
use serde_json::{Value, json};

use super::creators;
use super::providers::{check, through};
use super::traps::list;

#[test]
fn the_handle_of_an_address_is_the_profile_and_not_what_comes_after() {
    for (address, want) in [
        ("https://www.tiktok.com/@foo/video/123", json!("foo")),
        ("https://youtube.com/@foo/videos", json!("foo")),
        ("https://www.youtube.com/c/foo/about", json!("foo")),
        ("HTTPS://WWW.INSTAGRAM.COM/foo/?hl=en", json!("foo")),
        ("instagram.com/foo/reels/", json!("foo")),
        ("https://id-id.facebook.com/foo", json!("foo")),
        ("https://www.linkedin.com/in/foo/", json!("foo")),
        ("https://www.twitch.tv/foo#x", json!("foo")),
        ("https://x.com/foo/status/1", json!("foo")),
        ("https://www.facebook.com/profile.php?id=1000", Value::Null),
        ("https://www.instagram.com/p/Cabc/", Value::Null),
        ("https://youtu.be/xyz", Value::Null),
        ("https://vm.tiktok.com/xyz", Value::Null),
        ("https://linktr.ee/foo", Value::Null),
        ("instagram.com", Value::Null),
    ] {
        let (found, _) = list(&format!("Name,Platform,URL\nA,other,{address}\n"), &[]);
        check(&found[0], &[("/accounts/0/handle", want), ("/accounts/0/url", json!(address))]);
    }
}

#[test]
fn a_column_of_percentages_that_is_at_most_1_may_be_of_fractions() {
    let read = |table: &str| creators(&through("hypeauditor", table.as_bytes(), &[]));
    let found = read("Account,Platform,ER,AQS,Real people\na,ig,0.042,0.88,0.7\nb,ig,0.031,0.5,0\n");
    check(&found[0], &[("/accounts/0/reported", Value::Null), ("/accounts/0/audience", Value::Null)]);
    check(&found[0], &[("/attributes/ER", json!(0.042)), ("/attributes/AQS", json!(0.88))]);
    let found = read("Account,Platform,ER,AQS,Growth 30 days %\na,ig,0.42,88,0.5\nb,ig,1.31,50,0.2\n");
    check(
        &found[0],
        &[
            ("/accounts/0/reported/engagement_rate/value", json!(0.0042)),
            ("/accounts/0/reported/quality_score", json!(0.88)),
            ("/accounts/0/reported/growth_30d", json!(0.005)),
        ],
    );
}

#[test]
fn a_handle_in_two_spellings_is_one_account() {
    let done = through("list", b"Username,Platform,Name\nfoo,ig,A\n@Foo,Instagram,B\nfoo,TT,C\n", &[]);
    assert_eq!((done.creators.len(), done.rejected.len()), (2, 1), "{:?}", done.rejected);
    assert_eq!(done.rejected[0].row, 2);
    let done = through("list", b"Username,Platform,Account ID\nfoo,ig,1\n@Foo,ig,2\n", &[]);
    assert_eq!(done.creators.len(), 2, "two ids are two accounts");
    assert!(done.warnings[0].contains("first row 2 that of row 1"), "and may be one: {:?}", done.warnings);
}

#[test]
fn a_name_is_no_handle_and_a_sum_nobody() {
    let table =
        "Username,Full name,Followers\nLeo Messi,Leo,5\nfoo,Foo,6\n,Total,11\nTotal,Total Energies,7\n,Rata-rata,5\n";
    let done = through("list", table.as_bytes(), &[("platform", "x")]);
    let ids: Vec<&str> = done.creators.iter().map(|creator| creator.id.as_str()).collect();
    assert_eq!(ids, ["x:Leo", "x:foo", "x:Total"], "one of that handle is somebody");
    assert_eq!(done.rejected.iter().map(|row| row.row).collect::<Vec<_>>(), [3, 5]);
    assert!(done.rejected[0].problems[0].message.contains("`Total` stands below a list"), "{:?}", done.rejected);
    assert!(done.warnings[0].contains("`Leo Messi` is not a handle"), "{:?}", done.warnings);
}

#[test]
fn a_file_without_a_header_is_told() {
    let done = through("list", b"https://www.instagram.com/a\nhttps://www.instagram.com/b\n", &[("platform", "x")]);
    assert!(done.warnings[0].contains("no column is one that the mapping reads"), "{:?}", done.warnings);
    assert_eq!((done.rows_in, done.rejected.len()), (1, 1));
}

#[test]
fn a_column_of_one_platform_alone_says_the_platform_unless_the_caller_does() {
    for (header, platform) in
        [("Tiktoker name", "tiktok"), ("Influencer insta name", "instagram"), ("Youtuber", "youtube")]
    {
        let table = format!("{header},Followers\na,5\n");
        check(&list(&table, &[]).0[0], &[("/accounts/0/platform", json!(platform))]);
        check(&list(&table, &[("platform", "twitch")]).0[0], &[("/accounts/0/platform", json!("twitch"))]);
    }
    let list = builtin("list").expect("it is built in").expect("it is valid");
    let refused = import(b"Name,Followers\na,5\n", &list, &Options::default()).expect_err("nothing says the platform");
    assert!(refused.help().contains("--set platform="), "{}", refused.help());
}

#[test]
fn a_sheet_of_an_agency_says_its_platform_city_and_date() {
    let table = "Nama KOL;Username IG;Pengikut;Kota;Tanggal data\nSiti;@siti.0;90,1 rb;Bandung;20/02/2026\n";
    // What the caller says for all rows comes before what the header only implies.
    for (choices, id) in [(&[][..], "instagram:siti.0"), (&[("platform", "tiktok")], "tiktok:siti.0")] {
        check(
            &list(table, choices).0[0],
            &[
                ("/id", json!(id)),
                ("/name", json!("Siti")),
                ("/accounts/0/followers", json!(90_100)),
                ("/accounts/0/provenance/as_of", json!("2026-02-20T00:00:00Z")),
                ("/location/city", json!("Bandung")),
            ],
        );
    }
}

#[test]
fn platforms_are_known_with_their_formats_and_countries_in_indonesian() {
    let platforms = [
        ("IG Reels", "instagram"),
        ("youtube shorts", "youtube"),
        ("IG Story", "instagram"),
        ("TikTok - Video", "tiktok"),
        ("X post", "x"),
    ];
    for (text, platform) in platforms {
        let row = format!("Username,Platform,Subs\nayu,{text},5\n");
        check(&list(&row, &[]).0[0], &[("/accounts/0/platform", json!(platform)), ("/accounts/0/followers", json!(5))]);
    }
    let countries = [
        ("Tiongkok", "CN"),
        ("Cina", "CN"),
        ("kanada", "CA"),
        ("Selandia Baru", "NZ"),
        ("Afrika Selatan", "ZA"),
        ("Mesir", "EG"),
        ("Timor Leste", "TL"),
        ("Korea", "KR"),
        ("IDN", "ID"),
        ("Viet Nam", "VN"),
        ("España", "ES"),
    ];
    for (text, country) in countries {
        let row = format!("Username,Country\nayu,{text}\n");
        check(&list(&row, &[("platform", "x")]).0[0], &[("/location/country", json!(country))]);
    }
}

#[test]
fn no_name_in_the_table_of_countries_stands_for_two() {
    let table = include_str!("../../../rules/mappings/countries.csv");
    let mut names = std::collections::BTreeSet::new();
    for line in table.lines().skip(1) {
        let (code, all) = line.split_once(',').expect("a code and names");
        assert!(saring_model::Country::new(code).is_some(), "{line}");
        for name in all.split(';') {
            assert!(!name.trim().is_empty() && names.insert(name.to_lowercase()), "{line}");
        }
    }
    assert!(names.len() > 250, "{}", names.len());
}
