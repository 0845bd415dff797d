//! What is found before a script runs.

use saring_pack::rule::Kind;
use saring_pack::{DiagnosticCode, RuleLimits, Runtime};
use saring_runtime_rhai::RhaiRuntime;

use super::{build, lines, source};

use DiagnosticCode::{RuleNotAllowed, RuleSyntax, RuleTooLarge, RuleUnknownName};

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_wrong_script_is_told_where_and_what() {
    let table = [
        (
            "creator.folowers",
            RuleUnknownName,
            1,
            9,
            "there is no field `folowers` on `creator`",
            "did you mean `creator.followers`?",
        ),
        (
            "let p =\n  creator.post.len()",
            RuleUnknownName,
            2,
            11,
            "there is no field `post` on `creator`",
            "did you mean `creator.posts`?",
        ),
        (
            "creator.publish_in(\"id\")",
            RuleUnknownName,
            1,
            9,
            "there is no function `publish_in` on `creator`",
            "did you mean `creator.publishes_in`?",
        ),
        (
            "campaign.targets",
            RuleUnknownName,
            1,
            10,
            "there is no field `targets` on `campaign`",
            "did you mean `campaign.target`?",
        ),
        ("params.wole", RuleUnknownName, 1, 8, "there is no param `wole` on `params`", "did you mean `params.whole`?"),
        (
            "params[\"hlaf\"]",
            RuleUnknownName,
            1,
            8,
            "there is no param `hlaf` on `params`",
            "did you mean `params.half`?",
        ),
        (
            "tables.norm.pick(\"tier\", \"nano\")",
            RuleUnknownName,
            1,
            8,
            "there is no table `norm` on `tables`",
            "did you mean `tables.norms`?",
        ),
        (
            "if params.word == \"never\" { params.zzz }",
            RuleUnknownName,
            1,
            36,
            "there is no param `zzz` on `params`",
            "there are half, list, toggle, whole, word",
        ),
        (
            "[1].map(|x| x + creator.followers)",
            RuleNotAllowed,
            1,
            9,
            "a rule may not define a closure",
            "the vocabulary works on whole columns: `creator.posts.values(\"likes\").median()`",
        ),
        (
            "let f = || 1;",
            RuleNotAllowed,
            1,
            9,
            "a rule may not define a closure",
            "the vocabulary works on whole columns: `creator.posts.values(\"likes\").median()`",
        ),
        ("eval(\"1\")", RuleNotAllowed, 1, 1, "`eval` is not available to rules", ""),
        ("print(1)", RuleNotAllowed, 1, 1, "`print` is not available to rules", ""),
        ("Fn(\"f\")", RuleNotAllowed, 1, 1, "`Fn` is not available to rules", ""),
        (
            "2.0 ** 0.5",
            RuleNotAllowed,
            1,
            5,
            "`**` is not available to rules",
            "`pow(a, b)` gives the same on every machine",
        ),
        ("import \"x\" as y;", RuleNotAllowed, 1, 1, "`import` is not available to rules", ""),
        (
            "nothing + 1",
            RuleUnknownName,
            1,
            1,
            "there is no variable `nothing` here",
            "define it with `let nothing = …`; a function sees its arguments alone, so hand it what it needs",
        ),
        (
            "fn f() { creator }",
            RuleUnknownName,
            1,
            10,
            "a function does not see `creator`",
            "hand it over as an argument: `fn f(creator) { … }`",
        ),
        ("let a = ;", RuleSyntax, 1, 9, "unexpected ';'", ""),
    ];
    for (script, code, line, column, message, help) in table {
        let Err(found) = build(script) else { panic!("{script} compiles") };
        let first = &found[0];
        let told = (first.code, first.line, first.column, first.message.as_str(), first.help.as_deref().unwrap_or(""));
        assert_eq!(told, (code, line, column, message, help), "{script}");
        assert_eq!(first.file, "layers/try.rhai");
        assert_eq!(first.excerpt, script.lines().nth(line as usize - 1).unwrap());
    }
}

/// What would hold a thread, leave a rule, or look at the interpreter is refused where it is written.
#[test]
fn refused_words_do_not_compile() {
    let words = [
        "eval(\"1\")",
        "parse_json(\"1\")",
        "Fn(\"f\")",
        "call(1)",
        "curry(1)",
        "print(1)",
        "debug(1)",
        "to_debug(1)",
        "sleep(1)",
        "sleep(0.5)",
        "exit()",
        "exit(1)",
        "is_def_var(\"a\")",
        "is_def_fn(\"a\", 1)",
        "is_shared(1)",
        "type_of(1)",
        "get_fn_metadata_list()",
        "take(1)",
        "tag(1)",
        "set_tag(1, 2)",
    ];
    for call in words {
        let word = call.split('(').next().unwrap();
        let Err(found) = build(&format!("let a = 1;\n  {call}; unknown(\"a\")")) else { panic!("{call} compiles") };
        assert_eq!(found[0].message, format!("`{word}` is not available to rules"));
        assert_eq!((found[0].code, found[0].line, found[0].column), (RuleNotAllowed, 2, 3), "{call}");
    }
    assert!(build("let a = 1; a.sleep(); unknown(\"a\")").is_err());
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_rule() {
    assert!(build("\u{feff}unknown(\"a\")").is_ok());
    let found = build("\u{feff}creator.folowers").err().unwrap();
    assert_eq!((found[0].line, found[0].column, found[0].excerpt.as_str()), (1, 9, "creator.folowers"));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let Err(found) = build("creator.a; campaign.b; params.c; tables.d") else { panic!("it compiles") };
    assert!(
        build("fn f(creator) { let params = creator.followers; params } answer(1).given(\"n\", f(creator))").is_ok()
    );
    assert_eq!(found.len(), 4, "{}", lines(&found));
}

#[test]
fn depth_and_size_have_bounds() {
    let deep = format!("{}1{}", "(1 + ".repeat(200), ")".repeat(200));
    assert_eq!(build(&deep).err().unwrap()[0].code, RuleTooLarge);
    let blocks = format!("{}1{}", "if true { ".repeat(200), " }".repeat(200));
    assert_eq!(build(&blocks).err().unwrap()[0].code, RuleTooLarge);
    let functions: String = (0..65).map(|n| format!("fn f{n}() {{ {n} }}\n")).collect();
    assert_eq!(build(&functions).err().unwrap()[0].code, RuleTooLarge);
    let long = " ".repeat((256 << 10) + 1);
    assert_eq!(build(&long).err().unwrap()[0].code, RuleTooLarge);
    let mut binary = source(Kind::Check, "");
    binary.bytes = std::sync::Arc::from(&b"\xff"[..]);
    let found = RhaiRuntime::default().compile(&binary, &RuleLimits::default()).err().unwrap();
    assert_eq!(found[0].code, DiagnosticCode::FileEncoding);
}

#[test]
fn reasons_are_collected_from_every_branch() {
    let script = "if params.word == \"never\" { unknown(\"a.never\") } else { answer(1).reason(\"a.one\").veto(\"a.two\").reason(\"a.one\") }";
    let rule = build(script).unwrap_or_else(|found| panic!("{}", lines(&found)));
    assert_eq!(rule.describe().reasons, ["a.never", "a.one", "a.two"]);
}

#[test]
fn the_runtime_runs_rhai_files_alone() {
    let runtime = RhaiRuntime::default();
    assert!(runtime.handles("layers/authenticity/follower_growth.rhai"));
    assert!(!runtime.handles("plugin:audience-quality#credibility"));
}
