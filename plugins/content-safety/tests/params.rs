//! The plugin can stand before its script: it takes the same params and says the same things.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that is wrong about its own data should fail"
)]

use content_safety::ContentSafety;
use saring_plugin::Check;
use serde_json::Value;

#[test]
fn params_are_those_of_the_script_with_the_same_defaults() {
    let text = include_str!("../../../rules/standard/layers/brand_safety/content_red_flags.params.toml");
    let script: Value = toml::from_str(text).unwrap();
    let defaults = ContentSafety::about().defaults();
    for (name, declared) in script.as_object().unwrap() {
        let (own, its) = (&defaults[name], &declared["default"]);
        assert!(own == its || own.as_f64().zip(its.as_f64()).is_some_and(|(a, b)| a == b), "{name}: {own}, not {its}");
    }
    assert_eq!(defaults.as_object().unwrap().len(), script.as_object().unwrap().len() + 2);
}

#[test]
fn reasons_of_the_script_have_the_same_texts() {
    let about: Value = serde_json::to_value(ContentSafety::about()).unwrap();
    for (language, text) in [
        ("en", include_str!("../../../rules/standard/locales/en/brand_safety.toml")),
        ("id", include_str!("../../../rules/standard/locales/id/brand_safety.toml")),
    ] {
        let pack: Value = toml::from_str(text).unwrap();
        for (code, text) in pack["content-red-flags"].as_object().unwrap() {
            assert_eq!(about["reasons"][format!("content-red-flags.{code}")][language], *text, "{code}");
        }
    }
}
