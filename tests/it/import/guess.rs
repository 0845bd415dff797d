//! Drafts of mappings: they load at once, place what is sure, and doubt the rest.

use std::collections::BTreeMap;

use saring_app::import::workbook::template_workbook;
use saring_app::import::{Draft, Imported, Mapping, Numbers, Options, clear, fits, guess, import, plain as neutral};
use serde_json::{Value, json};

fn drafted(input: &str) -> Draft {
    guess(input.as_bytes(), "file", &Options::default()).unwrap_or_else(|refused| panic!("{refused}\n{input}"))
}

fn through(draft: &Draft, input: &[u8], options: Options) -> Imported {
    let mapping =
        Mapping::parse(&draft.text, "draft.toml").unwrap_or_else(|errors| panic!("{errors:#?}\n{}", draft.text));
    assert!(draft.asks.iter().all(|ask| mapping.options().contains(ask)), "{}", draft.text);
    import(input, &mapping, &options).unwrap_or_else(|refused| panic!("{refused}\n{}", draft.text))
}

/// The creators of a file through its own draft, with an answer to everything that the draft asks for.
fn round(input: &str, numbers: Option<Numbers>) -> (Draft, Vec<Value>) {
    let draft = drafted(input);
    let answer = |ask: &&str| ((*ask).to_owned(), if *ask == "platform" { "tiktok" } else { "followers" }.to_owned());
    let set: BTreeMap<String, String> = draft.asks.iter().map(answer).collect();
    let done = through(&draft, input.as_bytes(), Options { numbers, set, ..Options::default() });
    assert_eq!(done.rejected, vec![], "{}", draft.text);
    let creators = done.creators.iter().map(|creator| serde_json::to_value(creator).unwrap()).collect();
    (draft, creators)
}

/// The line of a field in a draft, whether it is a comment or not.
fn line<'d>(draft: &'d Draft, part: &str) -> &'d str {
    draft
        .text
        .lines()
        .find(|line| line.contains(part) && line.contains("\" = "))
        .unwrap_or_else(|| panic!("no `{part}`\n{}", draft.text))
}

#[test]
fn an_indonesian_sheet_with_decimal_commas() {
    let sheet = "Data KOL Agustus;;;;;;;;;;\n;;;;;;;;;;\n\
        No;Nama KOL;Username IG;Pengikut IG;ER per Followers (%);Rata2 Suka;Kota;Bahasa;Centang Biru;Rate IG Story (Rp);No WA\n\
        1;Raisa Andriana;@raisa;12,3 rb;4,2%;1.200,5;Jakarta;Indonesia;ya;Rp 1.500.000;0812\n\
        2;Budi;@budi.s;1,2 jt;2,75%;25.300,1;Bandung;Indonesia, Inggris;tidak;Rp 7.500.000,-;0813\n\
        3;Sari;@sari;850;3%;90;Surabaya;Jawa;tidak;;0815\n";
    let (draft, creators) = round(sheet, None);
    assert_eq!((draft.columns, draft.placed, draft.doubtful, draft.creators), (11, 9, 0, 3), "{}", draft.text);
    assert_eq!(draft.asks, [""; 0], "{}", draft.text);
    assert_eq!(creators[0]["id"], "instagram:raisa");
    assert_eq!(creators[0]["name"], "Raisa Andriana");
    assert_eq!(creators[0]["location"]["city"], "Jakarta");
    let account = &creators[0]["accounts"][0];
    assert_eq!((&account["followers"], &account["verified"]), (&json!(12_300), &json!(true)));
    assert_eq!(account["reported"]["engagement_rate"], json!({ "value": 0.042, "per": "followers" }));
    assert_eq!(account["reported"]["avg_likes"], 1200.5);
    assert_eq!(creators[1]["languages"], json!(["id", "en"]));
    let rate =
        json!([{ "platform": "instagram", "format": "story", "price": { "amount": "1500000.00", "currency": "IDR" } }]);
    assert_eq!(creators[0]["rates"], rate);
    assert!(creators[2].get("rates").is_none(), "an empty price is none: {}", creators[2]);
    assert!(!creators[0].to_string().contains("0812"), "contact data is left out");
    assert!(draft.text.contains("ignore = [\"No WA\"]"), "{}", draft.text);
}

#[test]
fn a_public_list_of_one_platform() {
    let list = "Rank,Channel Info,Influence Score,Posts,Followers,Avg. Likes,60 Day Eng Rate,Total Likes,Country\n\
        1,cristiano,92,3.3k,475.8m,8.7m,1.39%,29.0b,Spain\n2,kyliejenner,91,6.9k,366.2m,8.3m,1.62%,57.4b,United States\n\
        3,leomessi,90,0.89k,357.3m,6.8m,1.24%,6.0b,\n";
    let (draft, creators) = round(list, None);
    assert_eq!(draft.asks, ["platform", "rate_per"]);
    assert_eq!(creators[0]["id"], "tiktok:cristiano");
    assert_eq!(creators[0]["accounts"][0]["followers"], 475_800_000);
    assert_eq!(creators[0]["location"]["country"], "ES");
    assert_eq!(creators[1]["accounts"][0]["reported"]["engagement_rate"]["value"], 0.0162);
    assert_eq!(creators[0]["attributes"], json!({ "Rank": 1, "Influence Score": 92, "Total Likes": "29.0b" }));
    // Without answers nothing is guessed: no platform, no creator.
    let mapping = Mapping::parse(&draft.text, "draft.toml").unwrap();
    let refused = import(list.as_bytes(), &mapping, &Options::default()).expect_err("nobody said the platform");
    assert!(refused.help().contains("--set platform="), "{}", refused.help());
}

#[test]
fn a_portuguese_list_and_a_spanish_one() {
    let (_, creators) = round(
        "Plataforma,Canal,Inscritos,Média de visualizações,País\nYouTube,Canal KondZilla,\"66,7M\",1.2M,Brasil\n",
        None,
    );
    assert_eq!(
        creators[0]["accounts"][0],
        json!({ "platform": "youtube", "followers": 66_700_000, "reported": { "avg_views": 1_200_000.0 } })
    );
    assert_eq!(creators[0]["location"]["country"], "BR");
    let (_, creators) =
        round("Red social;Usuario;Seguidores;Verificado\nTikTok;@ana;1,5 M;true\nInstagram;@luz;2,25 M;false\n", None);
    assert_eq!(
        creators[1]["accounts"][0],
        json!({ "platform": "instagram", "handle": "luz", "verified": false, "followers": 2_250_000 })
    );
}

#[test]
fn headers_that_name_platforms_give_accounts_of_their_own() {
    let sheet = "Nama;IG Username;IG Followers;TikTok Username;TikTok Followers;Harga Reels (IDR);Rate TikTok Video (IDR)\n\
        Ayu;@ayu;1000;@ayu.tt;5000;1500000;2000000\nBudi;;;@budi;700;;900000\n";
    let (draft, creators) = round(sheet, None);
    assert_eq!(draft.doubtful, 0, "{}", draft.text);
    assert_eq!(
        creators[0]["accounts"],
        json!([
            { "platform": "instagram", "handle": "ayu", "followers": 1000 },
            { "platform": "tiktok", "handle": "ayu.tt", "followers": 5000 },
        ])
    );
    assert_eq!(creators[1]["accounts"], json!([{ "platform": "tiktok", "handle": "budi", "followers": 700 }]));
    assert_eq!((&creators[0]["id"], &creators[1]["id"]), (&json!("instagram:ayu"), &json!("tiktok:budi")));
    let formats: Vec<_> =
        creators[0]["rates"].as_array().unwrap().iter().map(|rate| (&rate["platform"], &rate["format"])).collect();
    assert_eq!(formats, [(&json!("instagram"), &json!("reel")), (&json!("tiktok"), &json!("video"))]);
}

#[test]
fn a_header_says_the_platform_of_the_whole_list() {
    let list = "rank,Youtuber,subscribers,video views,category\n1,T-Series,245000000,2.28E+11,Music\n2,nan,5,1,nan\n";
    let (draft, creators) = round(list, None);
    assert_eq!(draft.asks, [""; 0], "{}", draft.text);
    assert_eq!(creators[0]["accounts"], json!([{ "platform": "youtube", "followers": 245_000_000 }]));
    assert_eq!(creators[0]["id"], "youtube:T-Series");
    let counted = drafted("userFollowerCount,usernameLength\n5,7\n6,8\n");
    assert!(line(&counted, "userFollowerCount").starts_with("\"accounts[0].followers\""), "{}", counted.text);
    assert!(counted.text.contains("only 0 of 2 cells are handles"), "{}", counted.text);
    let fee = drafted("Username,Platform Fee\nayu,500\nbudi,600\n");
    assert!(line(&fee, "\"Platform Fee\"").starts_with("# \"rates[0]"), "a fee is no platform: {}", fee.text);
}

#[test]
fn addresses_give_the_platform_and_the_handle() {
    let (draft, creators) =
        round("Nama,Link\nAyu,https://www.tiktok.com/@ayu\nBudi,https://instagram.com/budi/\n", None);
    assert_eq!(draft.asks, [""; 0], "{}", draft.text);
    assert_eq!(creators[1]["accounts"][0]["platform"], "instagram");
    assert_eq!(creators[0]["id"], "tiktok:ayu");
}

#[test]
fn units_are_found_in_the_cells() {
    for (column, cells, value) in [
        ("ER", ["4.2%", "1.5%"], Some(0.042)),
        ("ER", ["4.2", "1.5"], Some(0.042)),
        ("ER", ["0.042", "0.015"], Some(0.042)),
        ("ER %", ["0.9", "0.5"], Some(0.009)),
        ("ER", ["0.9", "0.5"], None),
        ("ER", ["420", "1.5"], None),
    ] {
        let (draft, creators) = round(&format!("Username,{column}\na,{}\nb,{}\n", cells[0], cells[1]), None);
        let found = creators[0]["accounts"][0]["reported"]["engagement_rate"]["value"].as_f64();
        assert_eq!(found, value, "{column} {cells:?}\n{}", draft.text);
        assert_eq!(draft.doubtful, usize::from(value.is_none()), "{column} {cells:?}\n{}", draft.text);
    }
    let (draft, creators) = round("Username,Pengikut (juta)\na,1.5\nb,2\n", None);
    assert_eq!(creators[0]["accounts"][0]["followers"], 1_500_000, "{}", draft.text);
    let draft = drafted("Username,Followers\na,1.5\nb,2.5\n");
    assert!(line(&draft, "followers").starts_with("# "), "a count with decimals is doubted: {}", draft.text);
    assert!(draft.text.contains("unit = \"millions\"`?"), "{}", draft.text);
    let (_, creators) = round("Username,Kredibilitas Audiens\na,85\nb,60\n", None);
    assert_eq!(creators[0]["accounts"][0]["audience"][0], json!({ "of": "followers", "credibility": 0.85 }));
}

#[test]
fn a_zero_is_no_average_no_rate_and_no_price() {
    let (draft, creators) = round(
        "Username,Followers,Avg Likes,Avg Comments,Avg Views,ER,Rate Story (IDR)\n\
         a,1200,0,0,0,0%,Rp 0\nb,900,30,2,500,\"3,5%\",Rp 500\nc,800,\"0,0\",1,4,\"0,0%\",\"Rp 0,-\"\n",
        None,
    );
    assert_eq!(creators[0]["accounts"][0].get("reported"), None, "{}", draft.text);
    assert_eq!(creators[0].get("rates"), None, "{}", draft.text);
    let reported = &creators[1]["accounts"][0]["reported"];
    assert_eq!((&reported["avg_views"], &reported["engagement_rate"]["value"]), (&json!(500.0), &json!(0.035)));
    assert_eq!(creators[2]["accounts"][0]["reported"], json!({ "avg_comments": 1.0, "avg_views": 4.0 }));
    assert_eq!(creators[2].get("rates"), None, "{}", draft.text);
}

#[test]
fn ambiguous_numbers_are_asked_for() {
    let sheet = "Username;Pengikut\nayu;1.200\nbudi;3.400\n";
    let draft = drafted(sheet);
    assert_eq!(draft.ambiguous, [("Pengikut".to_owned(), "1.200".to_owned())]);
    assert!(draft.text.contains("\n# numbers = \"id\""), "{}", draft.text);
    assert_eq!(draft.creators, 0, "nothing is guessed");
    let (_, creators) = round(sheet, Some(Numbers::Indonesian));
    assert_eq!(creators[0]["accounts"][0]["followers"], 1200);
    let told = Draft { text: draft.text.replace("# numbers = \"id\"", "numbers = \"id\""), ..draft };
    let options = Options { set: [("platform".to_owned(), "x".to_owned())].into(), ..Options::default() };
    assert_eq!(through(&told, sheet.as_bytes(), options).creators.len(), 2, "the line says it as well");
    assert_eq!(drafted("Username;Pengikut\nayu;1.200\nbudi;3.400,5\n").ambiguous, [], "the column shows it");
}

#[test]
fn what_is_not_sure_is_a_comment() {
    let draft = drafted(
        "id,Username,Followers,Followers of brand,Tanggal,Rate,Harga Post (IDR),Agama,Mystery,Fans\n\
         1,ayu,100,7,2026-01-31,5,100,x,q,90\n1,budi,200,8,2026-01-30,6,200,y,q,80\n",
    );
    for (field, because) in [
        ("\"id\" = \"id\"", "only 0 of 2 cells are different in every row"),
        ("\"Followers of brand\"", "`followers` beside other words"),
        ("\"accounts[0].provenance.as_of\"", "the word alone says too little"),
        ("\"rates[0].price.amount\"", "which format it is for"),
        ("\"rates[1].price.amount\"", "whether a post is an `image`"),
        ("{ from = \"Fans\"", "`Followers` gives the field already"),
    ] {
        assert!(line(&draft, field).starts_with("# \""), "{field}\n{}", draft.text);
        assert!(draft.text.contains(because), "{because}\n{}", draft.text);
    }
    assert!(draft.text.contains("# - `Agama`; a protected trait"), "{}", draft.text);
    assert!(draft.text.contains("# - `Mystery`: no word of it is known"), "{}", draft.text);
    // Every doubtful line is one that loads once it is wanted.
    let wanted: String = draft
        .text
        .lines()
        .map(|line| {
            let is_wanted = line.starts_with("# \"")
                && !line.contains("\"id\" =")
                && !line.contains("Fans")
                && !line.contains("of brand");
            format!("{}\n", if is_wanted { line.trim_start_matches("# ") } else { line })
        })
        .collect();
    Mapping::parse(&wanted, "draft").unwrap_or_else(|errors| panic!("{errors:#?}\n{wanted}"));
}

#[test]
fn payloads_are_read_by_their_keys() {
    let text = json!({ "total": 2, "data": { "creators": [
        { "user": { "username": "ayu", "followerCount": 1200, "isVerified": true }, "stats": { "avg_likes": 55.5 }, "tags": ["a"] },
        { "user": { "username": "budi", "followerCount": 900, "isVerified": false }, "stats": { "avg_likes": 7 }, "a.b": 1 },
    ] } }).to_string();
    let (draft, creators) = round(&text, None);
    assert!(draft.text.contains("rows = \"data.creators\""), "{}", draft.text);
    assert_eq!(
        creators[0]["accounts"][0],
        json!({ "platform": "tiktok", "handle": "ayu", "verified": true, "followers": 1200, "reported": { "avg_likes": 55.5 } })
    );
    assert_eq!(creators[0]["attributes"]["tags"], json!(["a"]));
    let (draft, creators) =
        round("{\"username\": \"a\", \"followers\": 5}\n{\"username\": \"b\", \"followers\": 6}\n", None);
    assert!(draft.text.contains("format = \"ndjson\"") && creators.len() == 2, "{}", draft.text);
}

#[test]
fn a_payload_of_one_creator_is_one_row_whatever_lists_are_inside() {
    let payload = super::providers::sample("insightiq.json");
    let payload: Value = serde_json::from_slice(&payload).unwrap();
    let one = [payload.pointer("/0"), payload.pointer("/data/0"), Some(&payload)].into_iter().flatten().next().unwrap();
    let text = serde_json::to_string_pretty(one).unwrap();
    let (draft, creators) = round(&text, None);
    assert_eq!((draft.rows, creators.len()), (1, 1), "{}", draft.text);
    assert_eq!(creators[0]["accounts"][0]["handle"], one["profile"]["platform_username"], "{}", draft.text);
    assert_eq!(draft.fit.as_ref().map(|fit| fit.name), Some("insightiq"));
    assert!(draft.text.starts_with("# The built-in mapping `insightiq` fits"), "{}", draft.text);

    let few = json!({ "work_platform": one["work_platform"], "profile": {
        "platform_username": "rani", "url": "https://www.instagram.com/rani", "follower_count": 5, "content_count": 4,
        "full_name": "Rani", "is_verified": false, "external_id": "8", "language": "id",
    } });
    assert_eq!(drafted(&few.to_string()).fit.map(|fit| fit.name), Some("insightiq"), "enough of it is there");

    let brands: Vec<Value> = (0..9).map(|n| json!({ "id": n, "name": "Apple", "value": 0.1 })).collect();
    let kols = json!([{ "username": "ayu", "followers": 5 }, { "username": "budi", "followers": 6 }]);
    let (draft, _) = round(&json!({ "brands": brands, "page": { "kols": kols } }).to_string(), None);
    assert!(draft.text.contains("rows = \"page.kols\""), "items like accounts, not the most: {}", draft.text);
    assert_eq!(draft.fit, None);
    let single = json!({ "username": "ayu", "followers": 5, "brands": brands, "similar": kols }).to_string();
    assert_eq!(round(&single, None).1[0]["id"], "tiktok:ayu");
    let neither = json!({ "brands": brands, "places": brands }).to_string();
    let refused = guess(neither.as_bytes(), "x", &Options::default()).expect_err("nothing is like an account");
    assert!(refused.help().contains("`brands`"), "{}", refused.help());
}

#[test]
fn workbooks_are_guessed_as_well() {
    let options = Options::default();
    let draft =
        guess(&template_workbook().unwrap(), "creators.xlsx", &options).unwrap_or_else(|refused| panic!("{refused}"));
    Mapping::parse(&draft.text, "draft").unwrap_or_else(|errors| panic!("{errors:#?}\n{}", draft.text));
    assert!(draft.text.contains("of the sheet `"), "{}", draft.text);
}

#[test]
fn no_header_and_no_cell_breaks_a_draft() {
    for header in
        ["a\"b", "'", "x\u{7f}", "{x}", "a = 1 # c", "\\", "\u{202e}evil", "\u{1f600}", "a\u{1}b", "'''", "\"\"\""]
    {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let more = [header, "Followers", &format!("Followers of brand {header}"), &format!("Email {header}")]
            .map(quoted)
            .join(",");
        let bytes = format!("{more}\n{},1200,{},a@b.co\n", quoted(header), quoted(header)).into_bytes();
        let draft = guess(&bytes, header, &Options::default()).unwrap_or_else(|refused| panic!("{header}: {refused}"));
        Mapping::parse(&draft.text, "draft").unwrap_or_else(|errors| panic!("{header}: {errors:#?}\n{}", draft.text));
        assert!(!draft.text.contains('\u{202e}') || !draft.text.contains("# `\u{202e}"), "{}", draft.text);
        let key = json!([{ header: 5, "followers": 7, "in": { header: "x" } }]).to_string();
        let draft = drafted(&key);
        Mapping::parse(&draft.text, "draft").unwrap_or_else(|errors| panic!("{header}: {errors:#?}\n{}", draft.text));
    }
    for nothing in ["", " \n", "[]", "{}"] {
        assert!(
            guess(nothing.as_bytes(), "x", &Options::default()).is_err() || drafted(nothing).rows == 0,
            "{nothing}"
        );
    }
}

#[test]
fn the_mapping_that_fits_clearly_is_found() {
    let options = Options::default();
    let template = fits(saring_app::import::template_csv().as_bytes(), &options);
    assert_eq!(clear(&template).map(|fit| fit.name), Some("template"), "{template:?}");
    let plain = fits(b"Username,Followers,Country\na,1,ID\n", &options);
    assert!(clear(&plain).is_none(), "several know it: {plain:?}");
    assert_eq!(neutral(&plain).map(|fit| fit.name), Some("list"), "of several, that which claims no origin");
    let hype = fits(b"Username,Followers,AQS,Quality score,Real people\na,1,2,3,4\n", &options);
    assert!(neutral(&hype).is_none(), "another knows more: {hype:?}");
    assert!(neutral(&fits(b"Username,x\na,1\n", &options)).is_none(), "one column is not enough");
    assert!(plain.iter().any(|fit| fit.name == "list" && (fit.known, fit.of) == (3, 3)), "{plain:?}");
    assert_eq!(fits(b"", &options), []);
}
