//! The spreadsheet template and its mapping.

use saring_app::import::{builtin, template_csv};
use serde_json::json;

use super::{creators, imported};

#[test]
fn the_template_imports_itself_in_full() {
    let mapping = builtin("template").expect("built in").expect("valid");
    let found = creators(&imported(template_csv().as_bytes(), &mapping));
    assert_eq!(found.len(), 2, "two example rows");
    let account = &found[0]["accounts"][0];
    assert_eq!(account["platform"], "instagram", "as people write it");
    assert_eq!(account["reported"]["engagement_rate"], json!({ "value": 0.041, "per": "followers" }), "percent");
    let countries = json!([{ "code": "ID", "share": 0.885 }, { "code": "MY", "share": 0.045 }]);
    assert_eq!(account["audience"][0]["countries"], countries, "one column per country");
    assert_eq!(account["provenance"]["as_of"], "2026-03-01T00:00:00Z", "a day is its first instant");
    assert_eq!(found[0]["rates"][0]["price"], json!({ "amount": "4500000.00", "currency": "IDR" }), "money");
    assert_eq!(found[1]["accounts"][0].get("following"), None, "a dash is unknown");
    assert_eq!(found[0].get("attributes"), None, "every column of the template is used");
}

#[test]
fn columns_may_be_left_out_and_added() {
    let mapping = builtin("template").expect("built in").expect("valid");
    let found = creators(&imported("id,platform,Kode Klien\nx,TT,K-7\n".as_bytes(), &mapping));
    let want = json!({ "id": "x", "accounts": [{ "platform": "tiktok" }], "attributes": { "Kode Klien": "K-7" } });
    assert_eq!(found[0], want, "silence makes no blocks; own columns are kept");
}
