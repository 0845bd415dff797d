//! Texts: numbers and dates as people of each language write them, and what stands behind a missing text.

use saring_model::Timestamp;
use saring_pack::{Arg, Pack, Reason, Unit};

use super::{alone, edited, over, pack, small, with_file};

const ENGLISH: &str = "\"rate.above\" = \"{rate} of followers engage, better than {percentile} of accounts\"\n\
    [layer]\ntrust = \"Trust\"\n[gate]\nfailed = \"the {layer} gate\"\nnear = \"{best_layer} and {tier}\"\n[only]\nenglish = \"{count} posts since {day}\"\nbraces = \"{{{name}}}\"\n";
const INDONESIAN: &str = "[rate]\nabove = \"{rate} pengikut berinteraksi, di atas {percentile} akun\"\n\
    [layer]\ntrust = \"Kepercayaan\"\n";

fn told() -> Pack {
    let files = with_file(small(), "locales/en/more.toml", ENGLISH);
    alone(&with_file(files, "locales/id/more.toml", INDONESIAN)).expect("the texts are right")
}

fn reason(code: &str, args: &[(&str, Arg)]) -> Reason {
    let args = args.iter().map(|(name, arg)| ((*name).to_owned(), arg.clone())).collect();
    Reason { code: code.to_owned(), args }
}

#[test]
fn a_reason_reads_well_in_both_languages() {
    let pack = told();
    let rate = reason(
        "rate.above",
        &[("rate", Arg::Number(0.0417, Unit::Fraction)), ("percentile", Arg::Number(0.915, Unit::Fraction))],
    );
    assert_eq!(pack.locale("en").render(&rate), "4.2% of followers engage, better than 91.5% of accounts");
    assert_eq!(pack.locale("id-ID").render(&rate), "4,2% pengikut berinteraksi, di atas 91,5% akun");
}

#[test]
fn english_stands_behind_every_language_and_the_code_behind_english() {
    let pack = told();
    let day = Timestamp::parse("2026-05-03T23:00:00Z").unwrap();
    let args = [("count", Arg::Number(12_345.0, Unit::Count)), ("day", Arg::Time(day))];
    for (language, told) in [("en", "en"), ("id-ID", "id"), ("fr", "en"), ("en-GB", "en")] {
        assert_eq!(pack.locale(language).language(), told);
    }
    for language in ["en", "id", "fr", "en-GB"] {
        assert_eq!(pack.locale(language).render(&reason("only.english", &args)), "12,345 posts since 3 May 2026");
    }
    assert_eq!(pack.locale("en").render(&reason("no.text", &args)), "no.text (count 12,345, day 3 May 2026)");
    assert_eq!(pack.locale("id").render(&reason("no.text", &[])), "no.text");
    let braces = reason("only.braces", &[("name", Arg::Text("Ayu".to_owned()))]);
    assert_eq!(pack.locale("id").render(&braces), "{Ayu}");
    assert_eq!(pack.locale("en").render(&reason("only.braces", &[])), "{{name}}", "a hole that nothing fills stays");
}

#[test]
fn numbers_and_dates_are_written_as_people_write_them() {
    let pack = told();
    let (english, indonesian) = (pack.locale("en"), pack.locale("id"));
    for (value, unit, en, id) in [
        (0.0044, Unit::Fraction, "0.44%", "0,44%"),
        (0.05, Unit::Fraction, "5%", "5%"),
        (0.0, Unit::Fraction, "0%", "0%"),
        (0.000_01, Unit::Fraction, "<0.01%", "<0,01%"),
        (-0.123, Unit::Fraction, "-12.3%", "-12,3%"),
        (1.0, Unit::Fraction, "100%", "100%"),
        (1_234_567.0, Unit::Count, "1,234,567", "1.234.567"),
        (999.0, Unit::Count, "999", "999"),
        (1.5, Unit::Ratio, "1.5×", "1,5×"),
        (69.96, Unit::Points, "70", "70"),
        (69.94, Unit::Points, "69.9", "69,9"),
        (-0.01, Unit::Points, "0", "0"),
        (-1234.5, Unit::Number, "-1,234", "-1.234"),
        (0.012_34, Unit::Number, "0.01234", "0,01234"),
        (0.1234, Unit::Number, "0.12", "0,12"),
        (0.000_061_16, Unit::Number, "0.00006116", "0,00006116"),
        (-0.000_099_999_9, Unit::Number, "-0.0001", "-0,0001"),
        (3e-17, Unit::Number, "0", "0"),
        (3.0, Unit::Number, "3", "3"),
    ] {
        assert_eq!(
            (english.number(value, unit).as_str(), indonesian.number(value, unit).as_str()),
            (en, id),
            "{value}"
        );
    }
    let day = |text: &str| Timestamp::parse(text).unwrap();
    assert_eq!(english.date(day("2026-03-03T09:00:00Z")), "3 Mar 2026");
    assert_eq!(indonesian.date(day("2026-03-03T09:00:00Z")), "3 Mar 2026");
    assert_eq!(indonesian.date(day("2026-08-31T09:00:00Z")), "31 Agu 2026");
}

#[test]
fn titles_fall_back_too() {
    let pack = told();
    assert_eq!(pack.locale("id").title("layer.trust"), "Kepercayaan");
    assert_eq!(pack.locale("fr").title("layer.trust"), "Trust");
    assert_eq!(pack.locale("id").title("layer.craft"), "layer.craft");
    assert!(pack.locale("id").tells("only.english") && !pack.locale("id").tells("layer.craft"));
}

#[test]
fn a_text_argument_shows_its_title() {
    let pack = told();
    let failed = |layer: &str| reason("gate.failed", &[("layer", Arg::Text(layer.to_owned()))]);
    assert_eq!(pack.locale("en").render(&failed("trust")), "the Trust gate");
    assert_eq!(pack.locale("en").render(&failed("craft")), "the craft gate");
    let near =
        reason("gate.near", &[("best_layer", Arg::Text("trust".to_owned())), ("tier", Arg::Text("mid".to_owned()))]);
    assert_eq!(pack.locale("en").render(&near), "Trust and mid", "the last word of a name says what it names");
}

#[test]
fn a_nearer_pack_has_the_last_word() {
    let head = "[pack]\nname = \"mine\"\nversion = \"1.0.0\"\nengine = \"0.1\"\nextends = \"small\"\n";
    let child = pack(&[("pack.toml", head), ("locales/en/a.toml", "\"growth.rate\" = \"up by {rate}\"")]);
    let child = over(&child, &[edited(small(), "locales/en/texts.toml", "grew", "climbed")]).unwrap();
    let rate = reason("growth.rate", &[("rate", Arg::Number(0.5, Unit::Fraction))]);
    assert_eq!(child.locale("en").render(&rate), "up by 50%");
    assert_eq!(child.locale("id").render(&rate), "tumbuh 50%");
}
