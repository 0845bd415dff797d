//! What a script may not do, and what it is told.

use saring_pack::rule::Kind;
use saring_pack::{Fault, FaultCode, RuleLimits, Runtime};
use saring_runtime_rhai::RhaiRuntime;

use super::{ask, build, campaign, lines, run, someone, source, subject};

fn fault(script: &str) -> Fault {
    run(script).expect_err(script)
}

#[test]
fn every_limit_has_its_fault() {
    let table: [(&str, &str, FaultCode); 10] = [
        ("operations", "let n = 0; while true { n += 1; } answer(1)", FaultCode::FuelSpent),
        ("operations in a function", "fn spin() { loop { } } spin(); answer(1)", FaultCode::FuelSpent),
        ("calls", "fn deep(n) { deep(n + 1) } deep(0)", FaultCode::Trapped),
        ("text", "let t = \"x\"; loop { t += t; }", FaultCode::MemorySpent),
        ("list", "let l = []; loop { l.push(1); }", FaultCode::MemorySpent),
        ("nested lists", "let l = [1]; loop { l = [l, l]; }", FaultCode::MemorySpent),
        ("padded list", "let l = []; l.pad(100000000, 0); answer(1)", FaultCode::MemorySpent),
        ("map by index", "let m = #{}; let n = 0; loop { m[n.to_string()] = n; n += 1; }", FaultCode::FuelSpent),
        ("answer", "let a = answer(1); for n in 0..65 { a.flag(\"x\"); } a", FaultCode::OutputTooLarge),
        (
            "parts",
            "let a = answer(1); loop { a.part(\"x\", creator.followers, ramp(0, 1)); if false { break; } }",
            FaultCode::FuelSpent,
        ),
    ];
    for (name, script, code) in table {
        let found = fault(script);
        assert_eq!(found.code(), code, "{name}: {found}");
    }
    let many: String = (0..300).map(|n| format!("let v{n} = {n};\n")).collect();
    assert_eq!(fault(&format!("{many}answer(1)")).code(), FaultCode::MemorySpent);
}

#[test]
fn operations_are_counted_per_creator() {
    let script = "let n = 0; for i in 0..20000 { n += i; } answer(1).part(\"n\", creator.followers, ramp(0, 1))";
    let rule = build(script).unwrap_or_else(|found| panic!("{}", lines(&found)));
    let many = vec![subject(&someone()); 64];
    assert_eq!(ask(&*rule, Kind::Check, &many, None).unwrap().len(), 64);
}

#[test]
fn an_error_names_its_place() {
    let table: [(&str, u32, u32, &str); 8] = [
        ("let a = 1;\nthrow \"no such luck\";", 2, 1, "no such luck"),
        (
            "let a = creator.posts_total;\n\nif a > 5 { a } else { a }",
            3,
            6,
            "`creator.accounts[].posts_total` is unknown; guard with `.is_unknown()` or give a value with `.or(…)`",
        ),
        ("fn f(c) {\n  c.posts.settld(3)\n}\nf(creator)", 2, 11, "function not found: settld (posts, i64)"),
        (
            "answer(1).part(\"a\", creator.followers, curve([1], [2, 3]))",
            1,
            40,
            "1 values and 2 points; a curve needs as many of one as of the other",
        ),
        (
            "creator.posts.engagement_rates(\"likes\")",
            1,
            15,
            "`likes` is no base of a rate; there are followers, views and reach",
        ),
        (
            "tables.norms.pick(\"size\", \"nano\")",
            1,
            14,
            "table `norms` has no column `size`; it has tier, p10, p90, source",
        ),
        ("answer(1).status(\"pass\")", 1, 11, "`pass` is no status to tighten to; there are `warn` and `fail`"),
        ("[1, 2][7]", 1, 8, "array index 7 out of bounds: only 2 elements in array"),
    ];
    for (script, line, column, message) in table {
        let Fault::Raised { message: found, position } = fault(script) else { panic!("{script}: {:?}", fault(script)) };
        let position = position.unwrap_or_else(|| panic!("{script}: no position for {found}"));
        assert_eq!(found, message, "{script}");
        assert_eq!((position.line, position.column), (line, column), "{script}");
        assert_eq!(position.file, "layers/try.rhai");
        assert_eq!(position.source_line, script.lines().nth(line as usize - 1).unwrap());
    }
}

#[test]
fn an_answer_is_checked() {
    let table = [
        ("", "the script ends in a nothing, not in an answer; end it in `answer(…)` or `unknown(…)`"),
        ("42", "the script ends in a whole number, not in an answer; end it in `answer(…)` or `unknown(…)`"),
        ("\"pass\"", "the script ends in a text, not in an answer; end it in `answer(…)` or `unknown(…)`"),
        ("creator.posts", "the script ends in a posts, not in an answer; end it in `answer(…)` or `unknown(…)`"),
        ("answer(1.5)", "the confidence is 1.5, outside 0 to 1"),
        ("answer(-1)", "the confidence is -1, outside 0 to 1"),
        ("answer(0.0 / 0.0)", "the confidence is NaN, outside 0 to 1"),
        ("answer(1).part(\"a\", creator.followers, points(101))", "part `a` is 101, outside 0 to 100"),
        (
            "answer(1).part(\"a\", creator.followers, ramp(0, 1), -2)",
            "the weight of part `a` is -2, outside 0 to 179769313",
        ),
        (
            "answer(1).part(\"a\", creator.followers, curve([2, 1], [0, 100]))",
            "the curve of part `a` is not of finite numbers in rising order",
        ),
        ("answer(1).penalty(\"p\", 400, creator.followers)", "penalty `p` is 400, outside 0 to 100"),
        ("answer(1).cap(\"c\", -1)", "cap `c` is -1, outside 0 to 100"),
        ("unknown(\"x\").bounds(60, 40)", "the lower bound is 60, outside 0 to 40"),
        ("tier(\"nano\", creator.followers)", "a check must end in `answer(…)` or `unknown(…)`, not in a tier"),
    ];
    for (script, violation) in table {
        let Fault::BadAnswer { violations } = fault(script) else { panic!("{script}: {:?}", fault(script)) };
        assert!(violations[0].starts_with(violation), "{script}: {violations:?}");
    }
    let rule = RhaiRuntime::default().compile(&source(Kind::Tier, "answer(1)"), &RuleLimits::default());
    let rule = rule.unwrap_or_else(|found| panic!("{}", lines(&found)));
    let told = ask(&*rule, Kind::Tier, &[subject(&someone())], None).unwrap_err();
    assert_eq!(
        told.to_string(),
        "the answer is not valid: a tier rule must end in `tier(…)` or `no_tier(…)`, not in a check's answer"
    );
    assert_eq!(ask(&*rule, Kind::Check, &[], Some(&campaign())).unwrap_err().code(), FaultCode::BadAnswer);
}

/// Catching errors is fine, catching the end of the fuel is not.
#[test]
fn a_script_cannot_catch_its_limits() {
    assert!(run("try { throw 1; } catch { } answer(1)").is_ok());
    assert_eq!(fault("try { loop { } } catch { } answer(1)").code(), FaultCode::FuelSpent);
}

/// What one creator's script leaves behind, the next one's does not see.
#[test]
fn creators_share_nothing() {
    let rule =
        build("let seen = 0; seen += 1; answer(1).part(\"n\", creator.followers * seen, ramp(0, 1))").ok().unwrap();
    let answers = ask(&*rule, Kind::Check, &[subject(&someone()), subject(&someone())], None).unwrap();
    assert_eq!(answers[0], answers[1]);
}
