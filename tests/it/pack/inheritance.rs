//! Inheritance: what is not said is inherited, and every value names the pack that said it.

use saring_pack::{DiagnosticCode, Library, PackFiles, Shelf};
use std::sync::Arc;

use super::{alone, edited, over, pack, small, with_file};

const HEAD: &str = "[pack]\nname = \"mine\"\nversion = \"2.0.0\"\nengine = \"0.1\"\nextends = \"small@1\"\n";

fn mine(rest: &str) -> PackFiles {
    pack(&[("pack.toml", &format!("{HEAD}{rest}"))])
}

#[test]
fn a_pack_that_says_nothing_decides_as_its_base() {
    let (base, child) = (alone(&small()).unwrap(), over(&mine(""), &[small()]).unwrap());
    assert_eq!(child.digest, base.digest);
    assert_eq!((child.label(), child.extends), ("mine@2.0.0".to_owned(), vec!["small@1.0.0".to_owned()]));
}

#[test]
fn each_value_keeps_its_origin() {
    let child = mine(
        "[policy]\npass-at = 80\n[layers.trust.checks.growth]\nweight = 5\nparams = { share_max = 0.5 }\n\
         [goals.sales]\nlayers = { trust = 0.5, craft = 0.5 }\n",
    );
    let child = over(&child, &[small()]).unwrap();
    let check = &child.layers[0].checks[0];
    let said = |origin: &saring_pack::Origin| format!("{}/{}:{}", origin.pack, origin.file, origin.line);
    assert_eq!(
        (child.policy.pass_at.value, said(&child.policy.pass_at.origin)),
        (80.0, "mine@2.0.0/pack.toml:7".into())
    );
    assert_eq!(
        (child.policy.warn_at.value, said(&child.policy.warn_at.origin)),
        (40.0, "small@1.0.0/pack.toml:8".into())
    );
    assert_eq!((check.weight.value, said(&check.weight.origin)), (5.0, "mine@2.0.0/pack.toml:9".into()));
    assert_eq!(said(&check.run.origin), "small@1.0.0/pack.toml:22");
    let param = |name: &str| (check.params[name].value.to_string(), said(&check.params[name].origin));
    assert_eq!(param("share_max"), ("0.5".into(), "mine@2.0.0/pack.toml:10".into()));
    assert_eq!(param("window_days"), ("60".into(), "small@1.0.0/pack.toml:24".into()));
    assert_eq!(param("preset"), ("\"guide\"".into(), "small@1.0.0/rules/growth.params.toml:19".into()));
    assert_eq!(check.source.params["share_max"], 0.5);
    assert_eq!(child.goals["sales"].metrics, ["orders"]);
}

#[test]
fn inherited_things_can_be_switched_off() {
    let child = mine(
        "[layers.trust]\ngate = false\n[layers.trust.checks.growth]\nenabled = false\n\
         [layers.trust.checks.calm]\nrun = \"calm.rhai\"\n[tiers.bands.large]\nenabled = false\n",
    );
    let child = over(&with_file(child, "calm.rhai", "calm"), &[small()]).unwrap();
    let layer = &child.layers[0];
    assert!(layer.gate.is_none());
    assert_eq!(layer.checks.iter().map(|check| check.path()).collect::<Vec<_>>(), ["trust.calm"]);
    assert_eq!(child.tiers.len(), 1);
}

#[test]
fn what_is_not_inherited_cannot_be_switched_off() {
    for (table, help) in [
        ("layers.trust.checks.grwth", "did you mean `growth`?"),
        ("layers.trsut", "did you mean `trust`?"),
        ("goals.sale", "did you mean `sales`?"),
        ("tiers.bands.lrge", "did you mean `large`?"),
    ] {
        let found = over(&mine(&format!("[{table}]\nenabled = false\n")), &[small()]).unwrap_err();
        assert_eq!((found[0].code, found[0].line), (DiagnosticCode::KeyUnknown, 6), "{found:?}");
        assert_eq!(found[0].help.as_deref(), Some(help), "{found:?}");
    }
}

#[test]
fn a_replaced_rule_starts_over_with_params_and_tables() {
    let child = mine("[layers.trust.checks.growth]\nrun = \"own.rhai\"\n");
    let child = over(&with_file(child, "own.rhai", "own"), &[small()]).unwrap();
    let check = &child.layers[0].checks[0];
    assert_eq!(check.weight.value, 2.0);
    assert!(check.params.is_empty() && check.tables.is_empty());
    assert_eq!(&*check.source.bytes, b"own");
}

#[test]
fn paths_are_of_the_pack_that_says_them() {
    let child = with_file(mine(""), "tables/bands.csv", "tier,low,high,source,definition\nsmall,9,9,mine,x\n");
    let inherited = over(&child, &[small()]).unwrap();
    assert_eq!(inherited.digest, alone(&small()).unwrap().digest, "a file that nobody names stands in for no other");
    let child = edited(
        child,
        "pack.toml",
        "extends = \"small@1\"\n",
        "extends = \"small@1\"\n[layers.trust.checks.growth]\ntables = [\"tables/bands.csv\"]\n",
    );
    let own = over(&child, &[small()]).unwrap();
    let table = &own.layers[0].checks[0].tables["bands"];
    assert_eq!(table.number(&table.rows[0], "low"), Some(9.0));
    let child = mine("[layers.trust.checks.growth]\ntables = [\"tables/bands.csv\"]\n");
    let found = over(&child, &[small()]).unwrap_err();
    assert_eq!((found[0].code, found[0].pack.as_str()), (DiagnosticCode::FileMissing, "mine@2.0.0"));
}

#[test]
fn new_layers_and_checks_come_after_inherited_ones_in_written_order() {
    let child = mine(
        "[layers.zeal.checks.b]\nrun = \"x.rhai\"\n[layers.zeal.checks.a]\nrun = \"x.rhai\"\n\
         [layers.calm.checks.c]\nrun = \"x.rhai\"\n[layers.craft.checks.d]\nrun = \"x.rhai\"\n",
    );
    let child = over(&with_file(child, "x.rhai", "x"), &[small()]).unwrap();
    let paths: Vec<&str> = child.layers.iter().flat_map(|layer| &layer.checks).map(|check| check.path()).collect();
    assert_eq!(paths, ["trust.growth", "craft.video", "craft.d", "zeal.b", "zeal.a", "calm.c"]);
}

#[test]
fn an_error_in_the_base_is_reported_in_the_base() {
    let base = edited(small(), "pack.toml", "weight = 2", "weight = \"2\"");
    let found = over(&mine(""), &[base]).unwrap_err();
    assert_eq!((found[0].code, found[0].pack.as_str(), found[0].line), (DiagnosticCode::ValueType, "small@1.0.0", 23));
}

#[test]
fn a_shelf_gives_the_newest_pack_that_fits() {
    let version = |version: &str| Arc::new(edited(small(), "pack.toml", "1.0.0", version));
    let shelf = Shelf::new([version("1.10.0"), version("1.9.0"), version("2.0.0"), Arc::new(pack(&[("x", "")]))]);
    let found = |wanted: Option<&str>| shelf.find("small", wanted).map(|files| files.identity().unwrap().1.to_string());
    assert_eq!(found(None).unwrap(), "2.0.0");
    assert_eq!(found(Some("1")).unwrap(), "1.10.0");
    assert_eq!(found(Some("=1.9.0")).unwrap(), "1.9.0");
    assert_eq!(found(Some("3")).unwrap_err().available, ["small@1.9.0", "small@1.10.0", "small@2.0.0"]);
    assert_eq!(shelf.iter().count(), 3);
}
