//! `pack`, `validate --pack`, and packs of an agency's own.

use super::Demo;

const ACME: &str = r#"[pack]
name = "acme"
version = "1.0.0"
engine = ">=0.1, <0.2"
extends = "standard@1"

[layers.authenticity.checks.engagement-rate]
weight = 3.0
"#;

#[test]
fn the_packs_of_the_product_are_listed_and_shown() {
    let demo = Demo::new("1");
    let list = demo.run(&["pack", "list", "--format", "json"]).code(0).json();
    let named: Vec<_> = list.as_array().unwrap().iter().map(|pack| (&pack["name"], &pack["errors"])).collect();
    assert_eq!(named, [(&"screening".into(), &0.into()), (&"standard".into(), &0.into())]);
    let detail = demo.run(&["pack", "show", "standard", "--format", "json"]).code(0).json();
    assert_eq!(detail["digest"], list[1]["digest"]);
    let text = demo.run(&["pack", "show", "standard"]).code(0).stdout;
    for layer in detail["layers"].as_array().unwrap() {
        for check in layer["checks"].as_array().unwrap() {
            let id = check["id"].as_str().unwrap();
            assert!(text.contains(id), "`{id}` is not in\n{text}");
        }
    }
    let pinned = demo.run(&["pack", "show", detail["digest"].as_str().unwrap(), "-f", "json"]).code(0).json();
    assert_eq!(pinned, detail);
}

#[test]
fn a_pack_of_ones_own_says_where_each_value_comes_from() {
    let demo = Demo::new("10");
    demo.write("packs/acme/pack.toml", ACME);
    for args in [&["pack", "show", "packs/acme"][..], &["pack", "show", "acme", "--packs", "packs"]] {
        let text = demo.run(args).code(0).stdout;
        assert!(text.contains("acme@1.0.0"), "{text}");
        assert!(text.contains("weight 3 (acme@1.0.0/pack.toml:8)"), "{text}");
        assert!(text.contains("standard@"), "inherited values say so: {text}");
    }
    demo.run(&["validate", "--pack", "packs/acme"]).code(0);
    let report = demo.score(&["--packs", "packs", "--pack", "acme@1", "-f", "json"]).code(0).json();
    assert_eq!(report["pack"]["name"], "acme");
    let digest = report["pack"]["digest"].as_str().unwrap();
    assert_eq!(demo.score(&["--packs", "packs", "--pack", digest, "-f", "json"]).code(0).json(), report);
}

#[test]
fn a_pack_is_valid_with_the_pack_that_stands_beside_it() {
    let demo = Demo::new("1");
    let own = |name: &str, base: &str| ACME.replace("acme", name).replace("standard@1", base);
    demo.write("ver/a1/pack.toml", &own("base", "standard@1"));
    demo.write("ver/a2/pack.toml", &own("over", "base@1"));
    demo.write("ver/a20/pack.toml", &own("other", "nowhere@1"));
    let told = demo.run(&["validate", "--pack", "ver/a2"]).code(0).stdout;
    assert!(told.contains("ver/a2 is a valid pack"), "{told}");
    demo.run(&["validate", "--pack", "ver/a20"]).code(1);
    demo.run(&["validate", "--pack", "ver"]).code(1);
}

#[test]
fn a_broken_pack_is_shown_with_its_line() {
    let demo = Demo::new("1");
    demo.write("packs/acme/pack.toml", &ACME.replace("weight = 3.0", "wieght = 3.0"));
    let cases: &[(&[&str], i32)] = &[
        (&["validate", "--pack", "packs/acme"], 1),
        (&["pack", "show", "packs/acme"], 1),
        (&["score", "roster.ndjson", "-c", "campaign.json", "--packs", "packs", "--pack", "acme"], 2),
    ];
    for (args, code) in cases {
        let ran = demo.run(args).code(*code);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        for part in ["key-unknown", "acme@1.0.0/pack.toml:8:1", "wieght = 3.0", "help: "] {
            assert!(told.contains(part), "{args:?}: `{part}` is not in\n{told}");
        }
    }
    demo.run(&["pack", "list", "--packs", "packs"]).code(1);
}

#[test]
fn a_rule_that_faults_is_shown_with_its_line() {
    let demo = Demo::new("2");
    let check = "[layers.performance.checks.own]\nrun = \"own.rhai\"\n";
    demo.write("packs/acme/pack.toml", &format!("{ACME}\n{check}"));
    demo.write("packs/acme/own.rhai", "let posts = creator.posts;\nthrow \"no idea\";\n");
    let report = demo.score(&["--packs", "packs", "--pack", "acme", "-f", "json"]).json();
    assert_eq!(report["summary"]["faults"], 2, "one per creator");
    let args = ["explain", "demo:00001", "roster.ndjson", "-c", "campaign.json", "--packs", "packs", "--pack", "acme"];
    let told = demo.run(&args).stdout;
    for part in ["Faults", "performance.own", "own.rhai:2:1", "throw \"no idea\";"] {
        assert!(told.contains(part), "`{part}` is not in\n{told}");
    }
}
