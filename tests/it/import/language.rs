//! What mappings can say about lists, alternatives and what depends on what.

use std::collections::BTreeMap;

use saring_app::import::{Imported, Mapping, Options, Refused, import};
use serde_json::{Value, json};

use super::{creators, imported, mapping};

/// One JSON object a line, through more fields and lists.
fn row(fields: &str, lists: &str, more: &str) -> (Value, Vec<String>) {
    let mapping = mapping("ndjson", "", fields, lists);
    let input = format!(r#"{{"user": {{"id": "a"}}, {}}}"#, more.replace('\n', " "));
    let done = imported(input.as_bytes(), &mapping);
    (creators(&done).remove(0), done.warnings)
}

fn chosen(mapping: &Mapping, input: &str, set: &[(&str, &str)]) -> Result<Imported, Refused> {
    let set: BTreeMap<_, _> = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    import(input.as_bytes(), mapping, &Options { set, ..Options::default() })
}

#[test]
fn the_first_known_alternative_gives_the_field_and_the_others_are_kept() {
    let fields = "\"accounts[0].followers\" = ['a', { from = ['b', 'c'], unit = 'thousands' }]";
    for (more, followers, left) in [
        (r#""a": 5, "b": 7"#, json!(5), json!({ "b": 7 })),
        (r#""a": null, "b": 7, "c": 8"#, json!(7000), json!({ "c": 8 })),
        (r#""c": 8"#, json!(8000), Value::Null),
        (r#""d": 8"#, Value::Null, json!({ "d": 8 })),
    ] {
        let (creator, _) = row(fields, "", more);
        assert_eq!(creator["accounts"][0].get("followers").cloned().unwrap_or_default(), followers, "{more}");
        assert_eq!(creator.get("attributes").cloned().unwrap_or_default(), left, "{more}");
    }
}

#[test]
fn a_path_chooses_the_item_of_a_list() {
    let fields = "\"accounts[0].reported.avg_likes\" = 'stats[name=likes].value'";
    let (creator, _) =
        row(fields, "", r#""stats": [{"name": "views", "value": 9}, {"name": "Likes", "value": 3, "n": 1}]"#);
    assert_eq!(creator["accounts"][0]["reported"]["avg_likes"], 3.0, "whatever its place and case");
    let left = json!({ "stats": [{ "name": "views", "value": 9 }, { "n": 1 }] });
    assert_eq!(creator["attributes"], left, "what chose the item is used with it");
}

#[test]
fn lists_into_one_place_follow_each_other_and_equal_keys_are_one_item() {
    let each = |from: &str, more: &str| {
        format!(
            "[[each]]\ninto = 'accounts[0].posts'\nfrom = '{from}'\nkey = 'id'\nfields = {{ id = 'id', at = 'at', likes = 'likes'{more} }}\n"
        )
    };
    let lists = [each("new", ""), each("paid", ", sponsored = { const = true }")].concat();
    let posts = r#""new": [{"id": "1", "at": "2026-03-01T00:00:00Z", "likes": 5}, {"id": "2", "at": "2026-03-02T00:00:00Z"}],
        "paid": [{"id": "2", "at": "2026-03-02T00:00:00Z", "likes": 7}, {"id": "3", "at": "2026-03-03T00:00:00Z"}]"#;
    let (creator, _) = row("", &lists, posts);
    let want = json!([
        { "id": "1", "at": "2026-03-01T00:00:00Z", "likes": 5 },
        { "id": "2", "at": "2026-03-02T00:00:00Z", "likes": 7, "sponsored": true },
        { "id": "3", "at": "2026-03-03T00:00:00Z", "sponsored": true },
    ]);
    assert_eq!(creator["accounts"][0]["posts"], want, "what a later item adds goes into the earlier");
}

#[test]
fn items_are_chosen_left_out_and_counted() {
    let lists = "[[each]]\ninto = 'accounts[0].audience[0].countries'\nfrom = 'geo'\nonly = 'w'\nempty = 'unknown'\ninvalid = 'set-aside'\n\
                 fields = { code = 'c', share = 'w' }";
    let fields = "\"accounts[0].audience[0].of\" = { const = 'followers', beside = 'accounts[0].audience[0]' }";
    let geo = r#""geo": [{"c": "ID", "w": 0.5}, {"c": "MY"}, {"c": "Atlantis", "w": 0.1}, {"w": 0.2}]"#;
    let (creator, warnings) = row(fields, lists, geo);
    let audience = json!([{ "of": "followers", "countries": [{ "code": "ID", "share": 0.5 }] }]);
    assert_eq!(creator["accounts"][0]["audience"], audience, "one item can be held");
    let left = json!({ "geo": [null, { "c": "MY" }, { "c": "Atlantis", "w": 0.1 }, { "w": 0.2 }] });
    assert_eq!(creator["attributes"], left, "the others stay in their places");
    assert!(warnings[0].starts_with("`geo[]` was set aside 2 times, first in row 1"), "{warnings:?}");
    for nothing in [r#""geo": []"#, r#""geo": null"#, r#""x": 1"#, r#""geo": [{"c": "MY"}]"#] {
        let (creator, _) = row(fields, lists, nothing);
        assert_eq!(creator["accounts"][0].get("audience"), None, "{nothing}: a constant makes no block");
    }
    let whole = r#""geo": [{"c": "ID", "w": 0.9}, {"c": "MY", "w": 0.9}]"#;
    let (creator, warnings) = row(fields, lists, whole);
    assert_eq!(creator["accounts"][0].get("audience"), None, "shares of 180 % are none");
    assert!(warnings[0].starts_with("`geo` was set aside 1 times"), "{warnings:?}");
}

#[test]
fn a_list_of_nothing_that_can_be_held_goes_as_a_whole() {
    let lists = "[[each]]\ninto = 'accounts[0].audience[0].languages'\nfrom = 'l'\ninvalid = 'set-aside'\n\
                 fields = { code = 'c', share = 'w' }";
    let fields = "\"accounts[0].audience[0].of\" = { const = 'followers' }";
    let items: Vec<Value> = (0..500).map(|n| json!({ "c": if n == 0 { "id" } else { "other" }, "w": 0.001 })).collect();
    let (creator, warnings) = row(fields, lists, &format!(r#""l": {}"#, json!(items)));
    assert_eq!(creator["accounts"][0]["audience"], json!([{ "of": "followers" }]), "without a round for each hundred");
    assert_eq!(creator["attributes"]["l"], json!(items), "all of it stays");
    assert!(warnings[0].starts_with("`l[]` was set aside"), "{warnings:?}");
}

#[test]
fn lists_inside_items_are_made_of_objects() {
    let lists = "[[each]]\ninto = 'accounts[0].posts'\nfrom = 'p'\n\
                 fields = { at = 'at', sponsors = { from = 's', items = { name = ['n', 'u'], domain = 'd' } } }";
    let posts = r#""p": [{"at": "2026-03-01T00:00:00Z", "s": [{"u": "acme", "logo": 1}, {"logo": 2}]}, {"at": "2026-03-02T00:00:00Z", "s": []}]"#;
    let (creator, _) = row("", lists, posts);
    let want = json!([
        { "at": "2026-03-01T00:00:00Z", "sponsors": [{ "name": "acme" }] },
        { "at": "2026-03-02T00:00:00Z" },
    ]);
    assert_eq!(creator["accounts"][0]["posts"], want, "an item without a known field is none");
    let (name, text) = ("NotAList", r#""p": [{"at": "2026-03-01T00:00:00Z", "s": 3}]"#);
    let mapping = mapping("ndjson", "", "", lists);
    let done = imported(format!(r#"{{"user": {{"id": "a"}}, {text}}}"#).as_bytes(), &mapping);
    assert_eq!(done.rejected[0].problems[0].source.as_deref(), Some("p[0].s"), "{name}");
}

#[test]
fn values_depend_on_targets_on_equality_and_on_choices() {
    let fields = "name = { template = '{=accounts[0].platform} of {n}' }\n\
                  \"attributes.same\" = { const = true, when = 'a == b' }\n\
                  \"accounts[0].reported.avg_likes\" = { from = 'l', zero = 'unknown' }\n\
                  \"accounts[0].reported.provenance.source\" = { const = 'X', beside = 'accounts[0].reported' }\n\
                  \"accounts[0].reported.avg_views\" = { from = 'v', over = ['f', 'g'] }";
    let (creator, _) = row(fields, "", r#""n": "Sari", "a": 3, "b": 3, "l": "0.0", "v": 10, "f": null, "g": 4"#);
    assert_eq!(creator["name"], "instagram of Sari", "made of what was made");
    assert_eq!(creator["attributes"]["same"], true, "equal");
    let want = json!({ "avg_views": 2.5, "provenance": { "source": "X" } });
    assert_eq!(creator["accounts"][0]["reported"], want, "a zero is unknown, and a ratio is of the first known");
    let (creator, _) = row(fields, "", r#""a": 3, "b": 4, "l": 0, "v": 10, "g": 0"#);
    assert_eq!(creator.get("name"), None, "unknown pieces make an unknown text");
    assert_eq!(creator["attributes"].get("same"), None, "unequal");
    assert_eq!(creator["accounts"][0].get("reported"), None, "nothing to stand beside");
}

#[test]
fn what_the_caller_chooses_is_asked_for_by_name() {
    let text = "[mapping]\nname = 'm'\nformat = 'csv'\n[fields]\nid = 'id'\n\
                \"accounts[0].platform\" = [{ from = 'Network', unit = 'platform', required = true }, { option = 'platform', unit = 'platform' }]\n\
                name = { from = 'Naam', optional = true, when-set = 'names' }";
    let mapping = Mapping::parse(text, "m.toml").unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(mapping.options(), ["platform"], "what it asks for");
    let done = chosen(&mapping, "id\na\n", &[("platform", "IG")]).expect("chosen");
    assert_eq!(creators(&done)[0]["accounts"][0]["platform"], "instagram", "by any of its names");
    let done =
        chosen(&mapping, "id,Network\na,https://www.youtube.com/@x\nb,\n", &[("platform", "tiktok")]).expect("chosen");
    let platforms: Vec<Value> = creators(&done).iter().map(|one| one["accounts"][0]["platform"].clone()).collect();
    assert_eq!(platforms, ["youtube", "tiktok"], "the column first");
    let refused = chosen(&mapping, "id\na\n", &[]).expect_err("nothing says the platform");
    assert!(refused.help().contains("`--set platform=…`"), "{}", refused.help());
    let refused = chosen(&mapping, "id\na\n", &[("plat", "x")]).expect_err("no such choice");
    assert!(refused.to_string().contains("`plat`") && refused.help().contains("`platform`"), "{refused}");
    let done = chosen(&mapping, "id,Network\na,\n", &[]).expect("a column may have cells");
    assert!(done.rejected[0].problems[0].help.as_ref().is_some_and(|help| help.contains("--set platform")), "{done:?}");
}

#[test]
fn columns_are_found_by_their_letters() {
    let text = "[mapping]\nname = 'm'\nformat = 'csv'\n[fields]\nid = 'User name'\n\"accounts[0].platform\" = { const = 'x' }\n\
                \"accounts[0].followers\" = { from = ['Followers', 'Seguidores'] }\n\"location.city\" = { from = 'Ciudad', optional = true }";
    let mapping = Mapping::parse(text, "m.toml").unwrap_or_else(|errors| panic!("{errors:#?}"));
    for header in ["user_name,FOLLOWERS,Ciudád", "User-Name,seguidores,ciudad", "username, followers ,CIUDAD"] {
        let found = creators(&imported(format!("{header}\na,5,Lima\n").as_bytes(), &mapping));
        let want =
            json!({ "id": "a", "accounts": [{ "platform": "x", "followers": 5 }], "location": { "city": "Lima" } });
        assert_eq!(found[0], want, "{header}: nothing is left over");
    }
    let found = creators(&imported(b"User name,followers,Followers\na,5,6\n", &mapping));
    assert_eq!(found[0]["accounts"][0]["followers"], 6, "the very name comes first");
    let refused = super::refused(b"User name,x\na,1\n", &mapping);
    assert_eq!(refused.to_string(), "the header lacks `Followers`", "of alternatives, the first is named");
}
