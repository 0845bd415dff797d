//! Every way in which a pack can be wrong: its code, its line, and the way out.

use std::collections::BTreeSet;
use std::sync::Arc;

use saring_pack::DiagnosticCode::{self, *};
use saring_pack::{PackFiles, RuleLimits, Severity, compile};

use super::{MANIFEST, alone, edited, over, pack, runtimes, small, with_file};

/// One edit of the small pack, and the diagnostic that it has to raise.
struct Case {
    code: DiagnosticCode,
    file: &'static str,
    old: &'static str,
    new: &'static str,
    /// A text on the line that is pointed at.
    at: &'static str,
    /// A part of the help.
    help: &'static str,
}

const fn case(
    code: DiagnosticCode,
    file: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
    help: &'static str,
) -> Case {
    Case { code, file, old, new, at, help }
}

const P: &str = "pack.toml";
const D: &str = "rules/growth.params.toml";
const T: &str = "tables/bands.csv";

const CASES: &[Case] = &[
    case(TomlSyntax, P, "warn-at = 40", "warn-at = ", "warn-at", "double quotes"),
    case(TomlSyntax, P, "warn-at = 40", "pass-at = 40", "pass-at = 40", "a key stands once"),
    case(TomlSyntax, D, "min = 7", "min = [7", "max", "lists in brackets"),
    case(KeyUnknown, P, "rank-by", "rank-bye", "rank-bye", "did you mean `rank-by`?"),
    case(KeyUnknown, P, "weight = 2", "wieght = 2", "wieght", "did you mean `weight`?"),
    case(KeyUnknown, P, "on-unknown = \"reject\"", "on-maybe = 1", "on-maybe", "`on-unknown`"),
    case(KeyUnknown, P, "[policy]", "[polcy]", "[polcy]", "did you mean `policy`?"),
    case(KeyUnknown, P, "[policy]", "[goals.sale]\nenabled = false\n[policy]", "goals.sale", "did you mean `sales`?"),
    case(KeyUnknown, D, "doc = \"how far", "dok = \"how far", "dok", "did you mean `doc`?"),
    case(KeyMissing, P, "warn-at = 40\n", "", "[policy]", "add `warn-at = …`"),
    case(KeyMissing, P, "run = \"rules/video.rhai\"", "", "checks.video", "add `run = …`"),
    case(KeyMissing, P, "over-at = 1.5\n", "", "[offers]", "add `over-at = …`"),
    case(KeyMissing, P, "fx-days-max = 30\n", "", "[offers]", "add `fx-days-max = …`"),
    case(ValueRange, P, "packages-max = 4", "packages-max = 0", "packages-max", "from 1 to 64"),
    case(ValueRange, P, "under-at = 0.5", "under-at = 1.5", "under-at", "below `over-at`"),
    case(ValueUnknown, P, "basis = \"gross\"", "basis = \"gros\"", "basis", "did you mean `gross`?"),
    case(ValueUnknown, P, "under-at = 0.5", "under-at = 0.5\ntaxes = [\"vat\"]", "taxes", "none to choose from"),
    case(TableColumns, P, "under-at = 0.5", "under-at = 0.5\nfx = \"tables/bands.csv\"", "fx =", "the standard pack"),
    case(KeyMissing, P, "role = \"awareness\"", "", "bands.large", "add `role = …`"),
    case(KeyMissing, P, "version = \"1.0.0\"\n", "", "[pack]", "add `version = …`"),
    case(KeyMissing, D, "source = \"Proposal\"\n\n[share", "\n[share", "[window_days]", "add `source = …`"),
    case(
        KeyMissing,
        P,
        "[goals.sales]\nlayers = { trust = 0.25, craft = 0.75 }\nmetrics = [\"orders\"]",
        "[goals]",
        "[goals]",
        "at least one",
    ),
    case(ValueType, P, "pass-at = 70", "pass-at = \"70\"", "pass-at", "`0.5`"),
    case(ValueType, P, "layers = { trust = 0.25, craft = 0.75 }", "layers = 1", "layers = 1", "`{ key = 1 }`"),
    case(ValueType, P, "[\"orders\"]", "\"orders\"", "metrics", "`[\"one\", \"two\"]`"),
    case(ValueType, P, "followers-min = 1_000", "followers-min = 1e3", "1e3", "`1_000`"),
    case(ValueRange, P, "pass-at = 70", "pass-at = 170", "pass-at", "from 0 to 100"),
    case(ValueRange, P, "coverage-min = 0.5", "coverage-min = 50", "coverage-min", "write a fraction: 0.5"),
    case(ValueRange, P, "warn-at = 40", "warn-at = 80", "warn-at", "at or below `pass-at`"),
    case(ValueRange, P, "weight = 2", "weight = -2", "weight", "from 0 to 1000"),
    case(ValueRange, P, "weight = 2", "weight = nan", "weight", "from 0 to 1000"),
    case(ValueRange, P, "followers-max = 50_000", "followers-max = 500", "followers-max", "where the next tier begins"),
    case(ValueRange, P, "min-score = 50", "min-score = 500", "min-score", "from 0 to 100"),
    case(ValueRange, P, "run = \"rules/video.rhai\"", "run = []", "run = []", "name a script"),
    case(ValueRange, P, "role = \"awareness\"", "role = \" \"", "role", "say it in words"),
    case(ValueUnknown, P, "rank-by = \"low\"", "rank-by = \"lo\"", "rank-by", "did you mean `low`?"),
    case(ValueUnknown, P, "on-unknown = \"reject\"", "on-unknown = \"select\"", "gate", "there is `review`, `reject`"),
    case(ValueUnknown, D, "\"integer\"", "\"int\"", "\"int\"", "did you mean `integer`?"),
    case(NameInvalid, P, "checks.video", "checks.Video", "Video", "such as `brand-safety`"),
    case(NameInvalid, P, "\"small\"", "\"Small Pack\"", "Small Pack", "such as `acme-beauty`"),
    case(NameInvalid, D, "[share_max]", "[share-max]", "share-max", "params.min_posts"),
    case(VersionInvalid, P, "\"1.0.0\"", "\"1.0\"", "version", "1.4.0"),
    case(VersionInvalid, P, ">=0.1, <0.2", "about 1", "engine", ">=0.1, <0.2"),
    case(VersionInvalid, P, "[policy]", "extends = \"x@y\"\n[policy]", "extends", "`^1.2`"),
    case(EngineUnsatisfied, P, ">=0.1, <0.2", ">=7", "engine", "widen `engine`"),
    case(ExtendsMissing, P, "[policy]", "extends = \"standard@1\"\n[policy]", "extends", "no pack is installed"),
    case(LayerUnknown, P, "craft = 0.75", "kraft = 0.75", "kraft", "did you mean `craft`?"),
    case(
        CheckUnknown,
        P,
        "role = \"awareness\"",
        "role = \"awareness\"\ncriteria = { trust = { of = \"grwth\", weight = 1 } }",
        "grwth",
        "did you mean `growth`?",
    ),
    case(
        BudgetUnknown,
        P,
        "[layers.trust]\n",
        "[budgets.even]\nrun = \"rules/video.rhai\"\n[plan]\nbudget = \"evn\"\nfees-line = \"fees\"\nbook = [\"select\"]\n[layers.trust]\n",
        "\"evn\"",
        "did you mean `even`?",
    ),
    case(
        TriggerUnknown,
        P,
        "[layers.trust]\n",
        "[watch]\nlate-hours = 48\nhistory-days = 35\n[triggers.crisis]\nrun = \"rules/video.rhai\"\nscope = \"campaign\"\nevery-minutes = 15\nsustain = 2\ncooldown-hours = 4\npauses = [\"crsis\"]\n[layers.trust]\n",
        "\"crsis\"",
        "did you mean `crisis`?",
    ),
    case(WeightsSum, P, "craft = 0.75", "craft = 0.7", "craft = 0.7", "add 0.05"),
    case(WeightsSum, P, "craft = 0.75", "craft = 0.8", "craft = 0.8", "take away 0.05"),
    case(WeightsSum, P, "weight = 2", "weight = 0", "[layers.trust]", "weight above 0"),
    case(CheckDuplicate, P, "checks.video", "checks.growth", "layers.craft.checks.growth", "differently"),
    case(TierOverlap, P, "followers-max = 50_000", "followers-max = 60_000", "bands.large", "`followers-max = 50000`"),
    case(TierOverlap, P, "followers-max = 50_000", "", "bands.large", "`followers-max = 50000`"),
    case(TierGap, P, "followers-max = 50_000", "followers-max = 40_000", "bands.large", "`followers-max = 50000`"),
    case(
        TierGap,
        P,
        "[tiers.bands.small]\nfollowers-min = 1_000\nfollowers-max = 50_000\nrole = \"conversion\"\n\n[tiers.bands.large]",
        "[tiers.bands.large]\nenabled = false",
        "[tiers]",
        "leave at least one",
    ),
    case(FileMissing, P, "rules/video.rhai", "rules/vide.rhai", "vide.rhai", "relative to the pack's folder"),
    case(FileMissing, P, "tables/bands.csv", "tables/band.csv", "band.csv", "the pack that says them"),
    case(RunUnhandled, P, "rules/video.rhai", "plugin:video#craft", "plugin:video", "a list that ends in one"),
    case(ParamUnknown, P, "window_days = 60", "window_day = 60", "window_day", "did you mean `window_days`?"),
    case(ParamType, P, "window_days = 60", "window_days = 60.5", "60.5", "how far back to look"),
    case(ParamType, P, "window_days = 60", "preset = 3", "preset", "what to compare with"),
    case(ParamType, D, "default = 30", "default = \"30\"", "default", "how far back to look"),
    case(ParamRange, P, "window_days = 60", "window_days = 1", "window_days", "from 7 to 365"),
    case(ParamRange, P, "window_days = 60", "share_max = 25", "share_max", "write a fraction: 0.25"),
    case(ParamRange, P, "window_days = 60", "preset = \"guid\"", "preset", "did you mean `guide`?"),
    case(ParamRange, D, "default = 30", "default = 3", "default = 3", "from 7 to 365"),
    case(TableColumns, T, "source,", "sources,", "tier,low", "where its numbers come from"),
    case(TableColumns, T, "low,high", "low,low", "tier,low", "rename one"),
    case(TableRow, T, "large,0.05,,", "large,0.05,", "large", "double quotes"),
    case(TableRow, T, "Proposal", "", "large", "write `Proposal`"),
    case(TableCell, T, "0.05", "#VALOR!", "#VALOR!", "leave the cell empty"),
    case(TableCell, T, "0.05", "O.15", "O.15", "as `0.15`"),
    case(TableCell, T, "0.05", "\"0,15\"", "0,15", "as `0.15`"),
    case(TableCell, T, "0.05", "15%", "15%", "as `0.15`"),
    case(TableCell, T, "0.05", "0x10", "0x10", "as `0.15`"),
    case(TableCell, T, "0.05", "1_000", "1_000", "as `0.15`"),
    case(TableCell, T, "0.05", "NaN", "NaN", "as `0.15`"),
    case(TableCell, T, "0.05", "1e999", "1e999", "as `0.15`"),
    case(TableCell, T, "0.05", "-inf", "-inf", "as `0.15`"),
    case(TableDuplicate, T, "large,", "small,", "small,0.05", "keep one"),
    case(LocaleTemplate, "locales/en/texts.toml", "{rate}", "{rate", "grew", "for braces"),
    case(LocaleTemplate, "locales/en/texts.toml", "{rate}", "rate}", "grew", "for braces"),
    case(LocaleTemplate, "locales/id/texts.toml", "{rate}", "{Rate}", "tumbuh", "for braces"),
];

/// Codes that one edit of one file cannot raise; the tests below raise them.
const ELSEWHERE: &[DiagnosticCode] = &[
    FileEncoding,
    PackTooLarge,
    ExtendsCycle,
    ExtendsTooDeep,
    RunFallback,
    PluginMissing,
    PluginRefused,
    LocaleMismatch,
    ReasonUntold,
    RuleSyntax,
    RuleNotAllowed,
    RuleUnknownName,
    RuleTooLarge,
];

#[test]
fn every_mistake_is_named_with_its_line_and_a_way_out() {
    for case in CASES {
        let files = edited(small(), case.file, case.old, case.new);
        let found = alone(&files).expect_err(&format!("{:?} -> {:?} is accepted", case.old, case.new));
        let Some(hit) = found.iter().find(|found| found.code == case.code) else {
            panic!("{:?} -> {:?} raised {found:#?}", case.old, case.new);
        };
        let text = std::str::from_utf8(&files.files[case.file]).unwrap();
        assert!(hit.excerpt.contains(case.at), "{hit:#?} does not point at {:?}", case.at);
        assert_eq!(Some(hit.excerpt.as_str()), text.lines().nth(hit.line as usize - 1), "{hit:#?}");
        assert_eq!((hit.severity, hit.file.as_str()), (Severity::Error, case.file));
        assert!(hit.help.as_deref().unwrap_or_default().contains(case.help), "{hit:#?}");
        assert!(found.iter().all(|found| found.help.as_deref().is_some_and(|help| !help.is_empty())), "{found:#?}");
        assert!(!hit.message.ends_with('.') && !hit.message.is_empty(), "{hit:#?}");
        let before: usize = text.lines().take(hit.line as usize - 1).map(|line| line.len() + 1).sum();
        assert_eq!(text.get(before..hit.span.start).unwrap().chars().count() + 1, hit.column as usize, "{hit:#?}");
    }
}

#[test]
fn every_code_is_raised_by_a_test() {
    let raised: BTreeSet<_> = CASES.iter().map(|case| case.code).chain(ELSEWHERE.iter().copied()).collect();
    assert_eq!(raised, DiagnosticCode::ALL.iter().copied().collect());
    for code in DiagnosticCode::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
    }
}

#[test]
fn everything_wrong_is_reported_at_once_in_the_order_of_the_file() {
    let mut files = small();
    for (old, new) in [
        ("pass-at = 70", "pass-at = 700"),
        ("craft = 0.75", "kraft = 0.75"),
        ("weight = 2", "wieght = 2"),
        ("rules/video.rhai", "rules/nothing.rhai"),
        ("on-unknown = \"reject\"", "on-unknown = \"maybe\""),
        ("role = \"awareness\"", "role = 3"),
    ] {
        files = edited(files, P, old, new);
    }
    files = edited(files, T, "Proposal", "");
    let found = alone(&files).unwrap_err();
    let codes: Vec<_> = found.iter().map(|found| found.code).collect();
    let expected = [ValueRange, LayerUnknown, ValueUnknown, KeyUnknown, FileMissing, ValueType, TableRow];
    assert_eq!(codes, expected, "{found:#?}");
    assert!(found.windows(2).all(|pair| pair[0].file != pair[1].file || pair[0].line <= pair[1].line));
}

#[test]
fn a_pack_without_a_manifest_or_with_binary_text_says_so() {
    let found = alone(&pack(&[("readme.md", "hello")])).unwrap_err();
    assert_eq!((found[0].code, found[0].file.as_str(), found[0].line), (FileMissing, P, 1));
    assert!(found[0].help.as_deref().unwrap().contains("a test"), "{found:?}");

    let mut files = small();
    files.files.insert(T.to_owned(), Arc::from(&b"tier,low\nsm\xffall,1\n"[..]));
    let found = alone(&files).unwrap_err();
    assert_eq!((found[0].code, found[0].file.as_str(), found[0].line, found[0].column), (FileEncoding, T, 2, 3));
}

#[test]
fn a_pack_has_bounds() {
    let mut files = small();
    for index in 0..saring_pack::limits::PACK_FILES_MAX {
        files.files.insert(format!("extra/{index}"), Arc::from(&b""[..]));
    }
    assert_eq!(alone(&files).unwrap_err()[0].code, PackTooLarge);
    let mut files = small();
    files.files.insert("extra".to_owned(), vec![0; saring_pack::limits::PACK_BYTES_MAX].into());
    assert_eq!(alone(&files).unwrap_err()[0].code, PackTooLarge);
}

fn extending(name: &str, other: &str) -> PackFiles {
    let head = format!("name = \"{name}\"\nextends = \"{other}\"");
    edited(small(), P, "name = \"small\"", &head)
}

#[test]
fn a_cycle_of_packs_is_named() {
    let (one, two) = (extending("one", "two@1"), extending("two", "one"));
    let found = over(&one, &[one.clone(), two]).unwrap_err();
    assert_eq!((found[0].code, found[0].line, found[0].pack.as_str()), (ExtendsCycle, 3, "two@1.0.0"));
    assert!(found[0].message.contains("one@1.0.0 → two@1.0.0 → one@1.0.0"), "{found:?}");
}

#[test]
fn a_chain_of_packs_has_an_end() {
    let link = |index: usize| extending(&format!("p{index}"), &format!("p{}", index + 1));
    let depth = saring_pack::limits::EXTENDS_DEPTH_MAX;
    let mut others: Vec<PackFiles> = (1..depth - 1).map(link).collect();
    others.push(edited(small(), P, "\"small\"", &format!("\"p{}\"", depth - 1)));
    let longest = over(&link(0), &others).expect("the longest chain resolves");
    assert_eq!(longest.extends.len(), depth - 1);
    others.extend([link(depth - 1), edited(small(), P, "\"small\"", &format!("\"p{depth}\""))]);
    others.remove(depth - 2);
    let found = over(&link(0), &others).unwrap_err();
    assert_eq!(found[0].code, ExtendsTooDeep, "{found:#?}");
}

#[test]
fn a_missing_pack_is_answered_with_what_there_is() {
    let found = over(&extending("mine", "small@2"), &[small()]).unwrap_err();
    assert_eq!(found[0].code, ExtendsMissing);
    assert_eq!(found[0].help.as_deref(), Some("installed: small@1.0.0"));
}

#[test]
fn warnings_do_not_stop_a_pack() {
    let files =
        edited(small(), P, "run = \"rules/video.rhai\"", "run = [\"plugin:video#craft\", \"rules/video.rhai\"]");
    let files = edited(files, "locales/id/texts.toml", "{rate}", "{rat}");
    let resolved = alone(&files).expect("warnings alone do not stop a pack");
    let codes: Vec<_> = resolved.warnings.iter().map(|warning| (warning.severity, warning.code)).collect();
    assert_eq!(codes, [(Severity::Warning, LocaleMismatch), (Severity::Warning, RunFallback)]);
    assert_eq!(resolved.warnings[0].help.as_deref(), Some("did you mean `rate`?"));
    let fallback = &resolved.fallbacks[0];
    assert_eq!(
        (fallback.rule.as_str(), fallback.wanted.as_str(), fallback.taken.as_str()),
        ("craft.video", "plugin:video#craft", "rules/video.rhai")
    );
    assert!(resolved.layers[1].checks[0].fallback);
}

#[test]
fn a_later_choice_is_taken_where_the_file_of_the_first_is_missing() {
    let files = edited(small(), P, "run = \"rules/video.rhai\"", "run = [\"rules/new.rhai\", \"rules/video.rhai\"]");
    let resolved = alone(&files).unwrap();
    assert_eq!(resolved.layers[1].checks[0].run.value, "rules/video.rhai");
    let resolved = alone(&with_file(files, "rules/new.rhai", "new")).unwrap();
    assert_eq!(resolved.layers[1].checks[0].run.value, "rules/new.rhai");
    assert!(resolved.fallbacks.is_empty());
}

#[test]
fn what_a_runtime_refuses_carries_the_pack() {
    let files = with_file(small(), "rules/video.rhai", "let a = 1;\n  refuse");
    let resolved = alone(&files).unwrap();
    let found = compile(Arc::new(resolved), &runtimes(), &RuleLimits::default()).unwrap_err();
    assert_eq!(found.len(), 1);
    let hit = &found[0];
    assert_eq!((hit.code, hit.pack.as_str(), hit.file.as_str()), (RuleNotAllowed, "small@1.0.0", "rules/video.rhai"));
    assert_eq!((hit.line, hit.column, hit.excerpt.as_str()), (2, 3, "  refuse"));
}

#[test]
fn the_small_pack_itself_is_right() {
    let resolved = alone(&small()).expect("nothing is wrong with it");
    assert!(resolved.warnings.is_empty());
    assert_eq!(resolved.label(), "small@1.0.0");
    assert!(MANIFEST.contains(&format!("engine = \"{}\"", resolved.engine)));
}
