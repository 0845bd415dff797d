//! What a script may not do, and what it is told.

use saring_pack::rule::Kind;
use saring_pack::{Fault, FaultCode, RuleLimits, Runtime};
use saring_runtime_rhai::RhaiRuntime;
use serde_json::{Value, json};

use super::{ask, build, campaign, lines, run, someone, source, standard, subject};

fn fault(script: &str) -> Fault {
    run(script).expect_err(script)
}

#[test]
fn every_limit_has_its_fault() {
    let table: [(&str, &str, FaultCode); 11] = [
        (
            "operations of a column",
            "let c = creator.posts.values(\"likes\"); while true { c.median(); } answer(1)",
            FaultCode::FuelSpent,
        ),
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

/// A creator with 5,000 follower counts and as many posts.
fn everything() -> Value {
    let day = |n: i32| format!("{}-{:02}-{:02}", 2011 + n / 336, n % 336 / 28 + 1, n % 28 + 1);
    let history: Vec<Value> =
        (0..5_000).map(|n| json!({ "at": day(n), "followers": 10_000 + n * 7 % 4_999, "following": n })).collect();
    let posts: Vec<Value> =
        (0..5_000).map(|n| json!({ "at": format!("{}T00:00:00Z", day(n)), "likes": n, "views": n })).collect();
    let mut document = someone();
    document["accounts"][0]["history"] = json!(history);
    document["accounts"][0]["posts"] = json!(posts);
    document
}

/// Functions of the vocabulary cost what they walk.
#[test]
fn heavy_functions_are_paid_for() {
    let document = everything();
    let heavy = [
        "for j in 0..20000 { creator.history.round_jumps(sizes, 0.1, 3); }",
        "for j in 0..20000 { creator.history.following_swing(5000); }",
        "for j in 0..20000 { creator.history.max_growth(30); }",
        "let spikes = creator.history.spikes(0, 1, 0, 1); for j in 0..20000 { spikes.explained_by(creator.posts, 3, 2); }",
        "for j in 0..20000 { creator.posts.settled(24); }",
        "for j in 0..20000 { creator.posts.engagement_rates(\"followers\").median(); }",
        "let text = \"x\"; for j in 0..11 { text += text; } for j in 0..20000 { fold(text); }",
    ];
    for script in heavy {
        let rule = build(&format!("let sizes = []; sizes.pad(200, 1000.0); {script} unknown(\"a\")"));
        let rule = rule.unwrap_or_else(|found| panic!("{}", lines(&found)));
        let told = ask(&*rule, Kind::Check, &[subject(&document)], None).expect_err(script);
        assert_eq!(told.code(), FaultCode::FuelSpent, "{script}: {told}");
    }
    // What one creator spends, the next one has: thirty walks of each kind fit the budget.
    let rule = build("for j in 0..30 { creator.posts.settled(24).values(\"likes\").median(); } unknown(\"a\")");
    let answers = ask(&**rule.as_ref().ok().unwrap(), Kind::Check, &vec![subject(&document); 8], None);
    assert_eq!(answers.unwrap().len(), 8);
}

/// The largest account that is allowed is far from any limit.
#[test]
fn standard_checks_stay_within_the_budget() {
    let subjects = [subject(&everything())];
    for rule in standard(None).checks.iter().flatten() {
        let told = ask(&**rule, Kind::Check, &subjects, Some(&campaign()));
        assert!(told.is_ok(), "{told:?}");
    }
}

/// A whole number is taken wherever a number is.
#[test]
fn whole_numbers_are_numbers() {
    let pairs = [
        ("answer(0).part(\"a\", 1, ramp(0, 2), 1)", "answer(0.0).part(\"a\", 1.0, ramp(0.0, 2.0), 1.0)"),
        ("unknown(\"a\", 1).confidence(0)", "unknown(\"a\", 1.0).confidence(0.0)"),
        ("unknown(\"a\").evidence(\"e\", 1, 2)", "unknown(\"a\").evidence(\"e\", 1.0, 2.0)"),
        ("unknown(\"a\").penalty(\"p\", 1, 2)", "unknown(\"a\").penalty(\"p\", 1.0, 2.0)"),
        ("unknown(\"a\").given(\"g\", sqrt(4))", "unknown(\"a\").given(\"g\", sqrt(4.0))"),
        ("unknown(\"a\").given(\"g\", pow(2, 3))", "unknown(\"a\").given(\"g\", pow(2.0, 3) + 0)"),
        (
            "unknown(\"a\").given(\"g\", clamp(5, 1, 3))",
            "unknown(\"a\").given(\"g\", clamp(creator.followers * 0 + 5, 1, 3).as_unit(\"number\"))",
        ),
        ("unknown(\"a\").given(\"g\", ramp(0, 2).of(1))", "unknown(\"a\").given(\"g\", ramp(0.0, 2.0).of(1.0))"),
    ];
    for (whole, plain) in pairs {
        assert_eq!(run(whole).expect(whole), run(plain).expect(plain), "{whole}");
    }
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
    let table: [(&str, u32, u32, &str); 10] = [
        ("let a = 1;\nthrow \"no such luck\";", 2, 1, "no such luck"),
        (
            "let a = creator.posts_total;\n\nif a > 5 { a } else { a }",
            3,
            6,
            "`creator.accounts[].posts_total` is unknown; guard with `.is_unknown()` or give a value with `.or(…)`",
        ),
        ("fn f(c) {\n  c.posts.settld(3)\n}\nf(creator)", 2, 11, "function not found: settld (posts, whole number)"),
        ("same_brand(\"a\", 1.5)", 1, 1, "function not found: same_brand (text, number)"),
        ("fold(creator.followers)", 1, 1, "function not found: fold (value)"),
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
        ("answer(1).part(\"a\", creator.followers, ramp(0, 1), -2)", "the weight of part `a` is -2, outside 0 to 1000"),
        (
            "answer(1).part(\"a\", creator.followers, curve([2, 1], [0, 100]))",
            "the curve of part `a` is not of finite numbers in rising order",
        ),
        (
            "answer(1).part(\"a\", creator.followers, ramp(0, 2e15))",
            "the curve of part `a` is not of finite numbers in rising order, at most 1e15 from 0",
        ),
        (
            "answer(1).part(\"a\", creator.followers, ramp(-1.0 / 0.0, 1.0))",
            "the curve of part `a` is not of finite numbers",
        ),
        (
            "answer(1).part(\"a\", creator.followers, curve([1, 2], [0, 101]))",
            "the curve of part `a` is not of finite numbers in rising order, at most 1e15 from 0 and with points from 0 to 100",
        ),
        ("answer(1).part(\"a\", 1, ramp(0, 1), 1001)", "the weight of part `a` is 1001, outside 0 to 1000"),
        ("answer(1)", "an answer needs a part; use `unknown(…)` where there is no telling"),
        ("answer(1).part(\"a\", 1, ramp(0, 1)).part(\"a\", 2, ramp(0, 1))", "two parts are called `a`"),
        ("unknown(\"a\").given(\"x\", 1.0 / 0.0)", "`x` is inf, not a finite number"),
        ("unknown(\"a\").veto(\"b\").given(\"x\", 0.0 / 0.0)", "`x` is NaN, not a finite number"),
        ("unknown(\"a\").evidence(\"x\", creator.followers, 1.0 / 0.0)", "`x` is inf, not a finite number"),
        ("unknown(\"\")", "the reason `` needs a name of 1 to 64 printable characters"),
        ("unknown(\"a\").flag(\" \")", "the flag ` ` needs a name"),
        ("unknown(\"a\").flag(\"a\\nb\")", "the flag `a\\nb` needs a name"),
        ("unknown(\"a\").veto(\"\\u202eb\")", "the reason `\\u{202e}b` needs a name"),
        ("unknown(\"a\").cap(\"a\\u200b\", 1)", "the cap `a\\u{200b}` needs a name"),
        ("unknown(\"a\").penalty(\"\", 1, 1)", "the penalty `` needs a name"),
        ("unknown(\"a\").part(\"\", 1, ramp(0, 1))", "the part `` needs a name"),
        (
            "unknown(\"a1234567890123456789012345678901234567890123456789012345678901234\")",
            "the reason `a1234567890123456789012345678901234567890123456789012345678901234` needs a name",
        ),
        ("answer(1).penalty(\"p\", 400, creator.followers)", "penalty `p` is 400, outside 0 to 100"),
        ("answer(1).cap(\"c\", -1)", "cap `c` is -1, outside 0 to 100"),
        ("unknown(\"x\").bounds(60, 40)", "the lower bound is 60, outside 0 to 40"),
        ("tier(\"nano\", creator.followers)", "a rule of kind `check` must end in `answer(…)` or `unknown(…)`"),
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
        "the answer is not valid: a rule of kind `tier` must end in `tier(…)` or `no_tier(…)`, not in the answer of another kind"
    );
    assert_eq!(ask(&*rule, Kind::Check, &[], Some(&campaign())).unwrap_err().code(), FaultCode::BadAnswer);
}

/// Catching errors is fine, catching the end of the fuel is not.
#[test]
fn a_script_cannot_catch_its_limits() {
    assert!(run("try { throw 1; } catch { } unknown(\"a\")").is_ok());
    let heavy = "let c = creator.posts.values(\"likes\"); loop { try { c.median(); } catch { } }";
    assert_eq!(fault(heavy).code(), FaultCode::FuelSpent);
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
