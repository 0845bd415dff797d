//! Brand safety: its tables, its words, and packs that bring a country or a classifier of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saring_model::Date;
use saring_pack::answer::Arg;
use saring_pack::rule::{Kind, RuleSource, Subject};
use saring_pack::{
    Answer, Ask, Cell, CheckAnswer, CompiledPack, Fault, Question, Reason, Row, RuleLimits, Runtime, Table,
};
use saring_runtime_rhai::RhaiRuntime;
use serde_json::{Value, json};

use super::{AS_OF, bound, creator, extending, lines, root, source, standard};

/// A table of the standard pack.
fn table(pack: &CompiledPack, name: &str) -> Arc<Table> {
    let found = pack.pack.tables.iter().find(|(path, _)| path.ends_with(&format!("tables/{name}.csv")));
    Arc::clone(found.unwrap_or_else(|| panic!("no table {name}")).1)
}

/// The texts of a table's column; an empty cell is an empty text.
fn texts<'a>(table: &'a Table, column: &str) -> Vec<&'a str> {
    table.rows.iter().map(|row| table.text(row, column).unwrap_or_default()).collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn categories_and_levels_are_those_of_the_taxonomy() {
    let pack = standard(None);
    let (garm, levels) = (table(&pack, "garm"), table(&pack, "risk_levels"));
    assert_eq!((garm.rows.len(), levels.rows.len()), (12, 4));
    let path = saring_tests::golden::repo().join("../shared/data/iab/Content Taxonomy 2.2.tsv");
    let Ok(taxonomy) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return;
    };
    let of: BTreeMap<&str, (&str, &str)> = taxonomy
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?, cells.next()?)))
        })
        .collect();
    let ours: BTreeSet<&str> = texts(&garm, "id").into_iter().collect();
    let theirs: BTreeSet<&str> = of.iter().filter(|(_, (parent, _))| *parent == "v9i3On").map(|(id, _)| *id).collect();
    assert_eq!(
        ours.difference(&theirs).collect::<Vec<_>>(),
        [&"misinformation"],
        "the twelfth, which it does not carry"
    );
    assert!(theirs.is_subset(&ours));
    for row in &garm.rows {
        let (id, name) = (garm.text(row, "id").unwrap(), garm.text(row, "name").unwrap());
        assert!(of.get(id).is_none_or(|(_, theirs)| *theirs == name), "{id} is called {name}");
    }
    for id in texts(&levels, "id") {
        assert!(of.contains_key(id), "{id}");
    }
}

#[test]
fn a_country_pack_says_what_it_rests_on() {
    let pack = standard(None);
    let (garm, flags) = (table(&pack, "garm"), table(&pack, "country_flags"));
    let categories: BTreeSet<&str> = texts(&garm, "id").into_iter().collect();
    for row in &flags.rows {
        let text = |column: &str| flags.text(row, column).unwrap_or_default();
        let (id, kind) = (text("id"), text("kind"));
        assert!(id.starts_with(&format!("{}.", text("country"))), "{id}");
        assert!(categories.contains(text("parent")), "{id} is below {}", text("parent"));
        assert!(["legal", "cultural"].contains(&kind), "{id} is {kind}");
        assert_eq!(kind == "legal", !text("law").is_empty(), "{id}: what rejects names its law");
        let weight = if id.starts_with("ID.SARA") { 2.0 } else { 1.0 };
        assert_eq!(flags.number(row, "weight"), Some(weight), "{id}");
    }
    let ids: BTreeSet<&str> = texts(&flags, "id").into_iter().collect();
    for id in "religion ethnicity race group".split(' ').map(|of| format!("ID.SARA.{of}")) {
        assert!(ids.contains(id.as_str()), "{id}");
    }
    for id in ["ID.JUDOL", "ID.BPOM_CLAIM", "ID.HALAL", "ID.PINJOL", "ID.POLITICS"] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn the_calendar_holds_days_of_four_years() {
    let pack = standard(None);
    let calendar = table(&pack, "calendar");
    let mut seen = BTreeSet::new();
    for row in &calendar.rows {
        let text = |column: &str| calendar.text(row, column).unwrap_or_default();
        let day = |column: &str| Date::parse(text(column)).unwrap_or_else(|error| panic!("line {}: {error}", row.line));
        assert!(day("from") <= day("to"), "line {}", row.line);
        assert!(seen.insert(text("id")), "{} twice", text("id"));
        assert!(["published", "estimate"].contains(&text("certainty")), "line {}", row.line);
        assert!(text("id").ends_with(text("from").split('-').next().unwrap()), "line {}", row.line);
    }
    for year in 2025..=2028 {
        for day in ["ramadan", "eid-al-fitr", "nyepi", "christmas"] {
            assert!(seen.contains(format!("{day}-{year}").as_str()), "{day} of {year}");
        }
    }
    assert!(seen.contains("election-quiet-2024"));
}

/// What tables name in English is told in every language.
#[test]
fn what_tables_name_has_a_title() {
    let pack = standard(None);
    let named = [
        ("garm", "id", "category"),
        ("country_flags", "id", "category"),
        ("country_flags", "law", "law"),
        ("calendar", "what", "occasion"),
        ("calendar", "advice", "advice"),
        ("risk_levels", "name", "risk"),
        ("risk_levels", "name", "limit"),
    ];
    for (name, column, argument) in named {
        let table = table(&pack, name);
        for text in texts(&table, column).into_iter().filter(|text| !text.is_empty()) {
            let code = format!("{argument}.{text}");
            for language in ["en", "id"] {
                assert!(pack.pack.locales[language].codes().any(|known| known == code), "{language} has no {code}");
            }
        }
    }
}

/// Codes are for machines: people read the names of the countries that campaigns are for.
#[test]
fn countries_are_named_in_every_language() {
    let pack = standard(None);
    let named = |language: &str| -> BTreeSet<String> {
        let codes = pack.pack.locales[language].codes();
        codes.filter_map(|code| code.strip_prefix("country.").map(str::to_owned)).collect()
    };
    let (english, indonesian) = (named("en"), named("id"));
    assert_eq!(english, indonesian);
    for code in "ID MY SG TH PH VN BN KH LA MM TL US GB AU JP KR CN IN".split(' ') {
        assert!(english.contains(code), "{code} has no name");
    }
    for code in &english {
        assert!(saring_model::Country::new(code).is_some(), "{code} is no country");
    }
}

/// A pack that extends the standard one by a manifest and files of its own.
fn extended(manifest: &str, own: &[(&str, String)]) -> CompiledPack {
    let head = "[pack]\nname = \"other\"\nversion = \"1.0.0\"\nengine = \">=0.1\"\nextends = \"standard@1\"\n\n";
    let own = own.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect();
    bound(&extending(&format!("{head}{manifest}"), own))
}

/// What a check of a pack answers of one creator.
fn answer(pack: &CompiledPack, check: &str, document: &Value, campaign: &Value) -> CheckAnswer {
    answer_to(pack, check, document, Some(campaign))
}

/// The same; without a campaign, in an audit.
fn answer_to(pack: &CompiledPack, check: &str, document: &Value, campaign: Option<&Value>) -> CheckAnswer {
    asked(pack, check, document, campaign).unwrap()
}

/// The same, or why the check faults.
fn asked(pack: &CompiledPack, check: &str, document: &Value, campaign: Option<&Value>) -> Result<CheckAnswer, Fault> {
    let rules = pack.pack.layers.iter().zip(&pack.checks);
    let mut rules = rules.flat_map(|(layer, rules)| layer.checks.iter().zip(rules));
    let (_, rule) = rules.find(|(known, _)| known.id == *check).unwrap();
    let campaign = campaign.map(|campaign| Arc::new(serde_json::from_value(campaign.clone()).unwrap()));
    let subjects = [Subject::new(creator(document), 0, Some("micro".into()))];
    let as_of = saring_model::Timestamp::parse(AS_OF).unwrap();
    let ask = Ask { campaign: campaign.as_ref(), subjects: &subjects, as_of };
    match rule.ask(Question::Check(ask))?.remove(0) {
        Answer::Check(answer) => Ok(*answer),
        _ => panic!("a check answers as a check"),
    }
}

fn account(field: &str, items: Vec<Value>) -> Value {
    json!({ "id": "instagram:1", "accounts": [{ "platform": "instagram", "followers": 20000, field: items }] })
}

fn codes(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|reason| reason.code.as_str()).collect()
}

fn given<'a>(reason: &'a Reason, name: &str) -> &'a Arg {
    &reason.args.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// The rows of a country are all that it takes, and the standard's own stay where they are named.
#[test]
fn an_agency_adds_a_country() {
    let flags = std::fs::read_to_string(root("standard").join("tables/country_flags.csv")).unwrap();
    let flags =
        format!("{flags}MY,MY.3R,religion royalty and race,HxqYV1,legal,1,Sedition Act 1948,an agency,own content\n");
    let calendar = "country,id,from,to,what,certainty,advice,source,definition\nMY,hari-merdeka-2026,2026-08-31,2026-08-31,Hari Merdeka,published,Fly the flag upright.,an agency,national day\n";
    let manifest = "[layers.brand-safety.checks.cultural-sensitivity]\ntables = [\"standard:tables/risk_levels.csv\", \"tables/country_flags.csv\", \"tables/calendar.csv\"]\n";
    let own = [("tables/country_flags.csv", flags), ("tables/calendar.csv", calendar.to_owned())];
    let pack = extended(manifest, &own);
    let campaign = json!({
        "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" },
        "target": { "countries": [{ "code": "MY" }, { "code": "ID" }] },
        "flight": { "start": "2026-08-01", "end": "2026-09-01" }
    });
    let clean = json!({ "at": "2026-02-01T00:00:00Z", "safety": [] });
    let found = answer(&pack, "cultural-sensitivity", &account("posts", vec![clean.clone(); 40]), &campaign);
    assert_eq!(codes(&found.reasons), ["cultural-sensitivity.clear", "cultural-sensitivity.calendar"]);
    assert_eq!(found.flags, ["calendar:hari-merdeka-2026"]);
    let mut posts = vec![clean; 40];
    posts
        .push(json!({ "at": "2026-02-02T00:00:00Z", "id": "p9", "safety": [{ "garm": "garm:MY.3R", "risk": "low" }] }));
    let veto = answer(&pack, "cultural-sensitivity", &account("posts", posts), &campaign).veto.unwrap();
    assert_eq!(given(&veto, "law"), &Arg::Text("Sedition Act 1948".to_owned()));
    assert_eq!(given(&veto, "post"), &Arg::Text("p9".to_owned()));
}

/// A kind is read in capitals too; one that is neither legal nor cultural silences no veto: the check faults.
#[test]
fn no_slip_in_the_kind_of_a_row_silences_a_veto() {
    let flags = std::fs::read_to_string(root("standard").join("tables/country_flags.csv")).unwrap();
    let manifest = "[layers.brand-safety.checks.cultural-sensitivity]\ntables = [\"standard:tables/risk_levels.csv\", \"tables/country_flags.csv\", \"standard:tables/calendar.csv\"]\n";
    let campaign = json!({
        "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" }, "target": { "countries": [{ "code": "ID" }] }
    });
    let gambling = json!({ "at": "2026-02-01T00:00:00Z", "safety": [{ "garm": "garm:ID.JUDOL", "risk": "high" }] });
    let told = |kind: &str| {
        let flags = flags.replacen(",XtODT3,legal,", &format!(",XtODT3,{kind},"), 1);
        let pack = extended(manifest, &[("tables/country_flags.csv", flags)]);
        asked(&pack, "cultural-sensitivity", &account("posts", vec![gambling.clone(); 40]), Some(&campaign))
    };
    for kind in ["legal", "Legal", "LEGAL"] {
        assert!(told(kind).unwrap().veto.is_some(), "{kind}");
    }
    for kind in ["legl", "illegal", "", "*"] {
        let fault = told(kind).unwrap_err().to_string();
        let named = format!("country_flags.csv line 2: `{kind}` in the column `kind`, which holds legal or cultural");
        assert!(fault.contains(&named), "{kind}: {fault}");
    }
}

/// How many posts were looked at, not how many a brand's refused topics are in.
#[test]
fn the_load_rests_on_the_posts_that_were_looked_at() {
    let posts = vec![json!({ "at": "2026-02-01T00:00:00Z", "topics": ["v"], "safety": [] }); 60];
    let campaign = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu", "blocked_topics": ["w"] } });
    let found = answer(&standard(None), "content-red-flags", &account("posts", posts), &campaign);
    assert_eq!(found.parts[0].quantity.sample, Some(60));
}

/// A classifier's pack brings its matrix; one that cannot be turned around makes the score unknown.
#[test]
fn a_classifier_brings_its_matrix() {
    let head = "truth,positive,neutral,negative,source,definition\n";
    let matrix = |rows: [&str; 3]| {
        let rows = rows.iter().zip(["positive", "neutral", "negative"]);
        let rows: String = rows.map(|(cells, truth)| format!("{truth},{cells},a trial,shares\n")).collect();
        let manifest =
            "[layers.brand-safety.checks.community-sentiment]\ntables = [\"tables/sentiment_confusion.csv\"]\n";
        extended(manifest, &[("tables/sentiment_confusion.csv", format!("{head}{rows}"))])
    };
    let comment = |sentiment: &str| json!({ "topics": ["t"], "sentiment": sentiment });
    let many = |positive: usize, neutral: usize, negative: usize| {
        let all = [
            vec![comment("positive"); positive],
            vec![comment("neutral"); neutral],
            vec![comment("negative"); negative],
        ];
        account("comments_sample", all.concat())
    };
    let campaign = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu", "topics": ["t"] } });
    let ask = |pack: &CompiledPack, document: &Value| answer(pack, "community-sentiment", document, &campaign);

    let classifier = matrix(["0.8,0.15,0.05", "0.1,0.8,0.1", "0.05,0.15,0.8"]);
    // Said of 200 of whom 50 % are positive, 20 % neutral and 30 % negative: a net of 0.2, of 250 with the prior 0.16.
    let found = ask(&classifier, &many(87, 56, 57));
    let net = found.parts[0].quantity.value.unwrap();
    assert!((net - 0.16).abs() < 1e-12, "{net}");
    assert!((found.parts[0].curve.points(net) - 58.0).abs() < 1e-9);
    assert_eq!((codes(&found.reasons), found.flags.len()), (vec!["community-sentiment.net"], 0));

    let found = ask(&classifier, &many(0, 40, 160));
    assert_eq!(found.flags, ["sentiment_clamped"]);
    assert_eq!(
        codes(&found.reasons),
        ["community-sentiment.hostile", "community-sentiment.net", "community-sentiment.clamped"]
    );

    let singular = ask(&matrix(["0.5,0.3,0.2", "0.5,0.3,0.2", "0.1,0.1,0.8"]), &many(87, 56, 57));
    assert!(singular.unknown && !singular.missing.is_empty());
    assert_eq!(codes(&singular.reasons), ["community-sentiment.confusion"]);
}

/// A post without an id is pointed at, and no caption is ever shown.
#[test]
fn findings_point_at_posts_and_show_no_words() {
    let post = |at: &str, safety: Value| json!({ "at": at, "caption": "a private word", "safety": safety });
    let posts = vec![
        post("2026-02-01T00:00:00Z", json!([])),
        post("2026-02-03T00:00:00Z", json!([{ "garm": "8FD8nI", "risk": "floor", "locations": ["caption"] }])),
        post("2026-02-02T00:00:00Z", json!([{ "garm": "8FD8nI", "risk": "floor" }])),
    ];
    let campaign = json!({ "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" } });
    let found = answer(&standard(None), "content-red-flags", &account("posts", posts), &campaign);
    let veto = found.veto.clone().unwrap();
    assert_eq!(given(&veto, "post"), &Arg::Text("/accounts/0/posts/1".to_owned()), "the newest of several");
    assert_eq!(given(&veto, "day"), &Arg::Text("2026-02-03".to_owned()));
    assert_eq!(given(&veto, "category"), &Arg::Text("8FD8nI".to_owned()));
    assert!(!format!("{found:?}").contains("private"));
}

/// What needs no brand is told of a creator alone.
#[test]
fn an_audit_tells_what_it_can() {
    let pack = standard(None);
    let advertisement = json!({ "at": "2026-02-02T00:00:00Z", "sponsored": true, "disclosure": "none", "safety": [] });
    let creator = account("posts", vec![advertisement; 40]);
    let told = |check: &str| answer_to(&pack, check, &creator, None);
    let conflicts = told("partnership-conflicts");
    assert!(conflicts.unknown && conflicts.evidence.len() == 2, "{conflicts:?}");
    let codes_of = codes(&conflicts.reasons);
    assert_eq!(codes_of, ["partnership-conflicts.no-campaign", "partnership-conflicts.undisclosed"]);
    assert_eq!(codes(&told("content-red-flags").reasons), ["content-red-flags.clear"]);
    assert_eq!(codes(&told("community-sentiment").reasons), ["community-sentiment.no-campaign"]);
    assert_eq!(codes(&told("cultural-sensitivity").reasons), ["cultural-sensitivity.no-country"]);
    let mut at_home = creator.clone();
    at_home["location"] = json!({ "country": "ID" });
    let told = answer_to(&pack, "cultural-sensitivity", &at_home, None);
    assert_eq!(codes(&told.reasons), ["cultural-sensitivity.clear"]);
}

/// As many posts and comments as an account may have, all of them labelled, fit the budget of a rule.
#[test]
fn the_most_labels_fit_the_budget() {
    let finding = |garm: &str| json!({ "garm": garm, "risk": "low", "confidence": 0.9 });
    let found = ["garm:j9PaO9", "garm:ID.SARA.group", "garm:Z7rJBM"].map(finding);
    let post = |n: usize| json!({ "id": format!("p{n}"), "at": "2026-02-01T00:00:00Z", "lang": "id", "topics": ["t", "u", "v"], "safety": found });
    let comment = |n: usize| json!({ "post": format!("p{}", n % 5_000), "sentiment": "positive" });
    let mut document = account("posts", (0..5_000).map(post).collect());
    document["accounts"][0]["comments_sample"] = (0..10_000).map(comment).collect();
    let topics: Vec<String> = (0..30).map(|n| format!("t{n}")).chain(["t".to_owned()]).collect();
    let campaign = json!({
        "id": "c", "goal": "loyalty",
        "brand": { "name": "Sari Ayu", "topics": topics, "blocked_topics": ["w"], "safety": { "garm:HxqYV1": "low" } },
        "target": { "countries": [{ "code": "ID" }] },
    });
    let pack = standard(None);
    for check in ["content-red-flags", "community-sentiment", "cultural-sensitivity"] {
        let told = answer(&pack, check, &document, &campaign);
        assert!(!told.unknown && told.veto.is_none(), "{check}: {told:?}");
    }
}

/// A script with tables of a few rows.
fn run(script: &str) -> Result<CheckAnswer, String> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let table = |name: &str, columns: &[&str], rows: &[&[Cell]]| {
        let rows = (2..).zip(rows).map(|(line, cells)| Row { line, cells: cells.to_vec() }).collect();
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Arc::new(Table {
            name: name.to_owned(),
            file: format!("tables/{name}.csv"),
            notes: BTreeMap::new(),
            columns,
            rows,
        })
    };
    let days = table(
        "days",
        &["country", "from", "to"],
        &[
            &[text("ID"), text("2026-03-01"), text("2026-03-02")],
            &[text("*"), text("2026-05-01"), text("2026-05-02")],
            &[text("MY"), text("2026-02-30"), text("2026-03-02")],
        ],
    );
    let levels = table("levels", &["id", "weight"], &[&[text("bsr001"), Cell::Number(12.0)]]);
    let mut tables: BTreeMap<String, Arc<Table>> = BTreeMap::new();
    tables.insert("days".to_owned(), days);
    tables.insert("levels".to_owned(), levels);
    let source = RuleSource { tables, ..source(Kind::Check, script) };
    let rule = RhaiRuntime::default().compile(&source, &RuleLimits::default()).map_err(|found| lines(&found))?;
    let campaign = json!({
        "id": "c", "goal": "loyalty", "brand": { "name": "Sari Ayu" },
        "target": { "countries": [{ "code": "MY" }, { "code": "ID" }] },
        "flight": { "start": "2026-03-02", "end": "2026-03-09" }
    });
    let campaign = Arc::new(serde_json::from_value(campaign).unwrap());
    let subjects = [super::subject(&super::someone())];
    let as_of = saring_model::Timestamp::parse(AS_OF).unwrap();
    let asked = rule.ask(Question::Check(Ask { campaign: Some(&campaign), subjects: &subjects, as_of }));
    match asked.map_err(|fault| fault.to_string())?.remove(0) {
        Answer::Check(answer) => Ok(*answer),
        _ => Err("another answer".to_owned()),
    }
}

#[test]
fn rows_are_chosen_by_what_they_hold() {
    for truth in [
        "tables.days.matching(\"country\", \"ID\").len() == 2",
        "tables.days.matching(\"country\", [\"ID\", \"MY\"]).len() == 3",
        "tables.days.matching(\"country\", campaign.target_countries).matching(\"from\", \"2026-03-01\").len() == 1",
        "tables.days.matching(\"country\", []).len() == 1",
        "tables.days.matching(\"country\", \"ID\").during(campaign).list(9)[0].to == \"2026-03-02\"",
        "tables.days.matching(\"country\", \"ID\").during(campaign).len() == 1",
        "tables.days.matching(\"country\", \"ID\").list(1).len() == 1",
        "tables.days.matching(\"country\", \"ID\").of_kind(\"country\", \"id\", [\"id\", \"*\"]).len() == 1",
        "campaign.target_countries == [\"ID\", \"MY\"]",
        "creator.posts.classified().len() == 0 && creator.posts.classified_share == 0",
        "creator.posts.blocked_by(campaign).len() == 0 && creator.posts.topics_known(campaign) == 1",
        "!creator.posts.floor_finding(0, 1).is_found && creator.posts.floor_finding(0, 1).post.is_unknown()",
        "creator.comments.about(campaign).comments.is_unknown()",
        "creator.posts.with_finding(\"garm:HxqYV1\").len() == 0",
        "fading(creator.followers, 2000).of(creator.followers) == 100 * exp(-1)",
    ] {
        let told = run(&format!("if {truth} {{ unknown(\"x\") }} else {{ throw \"not so\" }}"));
        assert!(told.is_ok(), "{truth}: {told:?}");
    }
}

#[test]
fn slips_in_tables_are_named() {
    for (expression, told) in [
        ("tables.days.matching(\"land\", \"ID\").len()", "table `days` has no column `land`; it has country, from, to"),
        (
            "tables.days.matching(\"country\", \"MY\").during(campaign).len()",
            "tables/days.csv line 4: `2026-02-30` is not a date",
        ),
        ("tables.levels.matching(\"id\", \"bsr001\").during(campaign).len()", "table `levels` has no column `from`"),
        ("creator.posts.safety_load(tables.levels, 365, 1)", "table `levels` has no weight for `bsr002`"),
        ("creator.posts.safety_load(tables.days, 365, 1)", "table `days` has no column `id`"),
        ("creator.comments.about(campaign).corrected(tables.days).negative", "table `days` has no column `truth`"),
        ("tables.days.matching(\"country\", [1]).len()", "a list of texts is due here"),
        (
            "tables.days.matching(\"country\", \"MY\").of_kind(\"country\", \"ID\", [\"id\", \"*\"]).len()",
            "tables/days.csv line 4: `MY` in the column `country`, which holds id or *",
        ),
        ("fading(1, 0).of(1)", "the scale of a fading curve is above 0"),
    ] {
        let found = run(&format!("let v = {expression}; unknown(\"x\", v)")).unwrap_err();
        assert!(found.contains(told), "{expression}: {found}");
    }
}
