//! Packs that nobody meant to write: whatever comes in, a pack or diagnostics that can be shown come out.

use std::sync::Arc;

use saring_pack::{DiagnosticCode, limits};

use super::{MANIFEST, alone, small, with_file};

/// Resolves and holds what comes out against what a reader needs.
fn survive(path: &str, text: &str) {
    let Err(found) = alone(&with_file(small(), path, text)) else { return };
    assert!(!found.is_empty(), "refused without a word: {text}");
    for found in found {
        assert!(found.line >= 1 && found.column >= 1, "{found:?}");
        assert!(!found.message.is_empty() && found.help.is_some() && !found.pack.is_empty(), "{found:?}");
    }
}

#[test]
fn no_slip_of_a_key_breaks_the_reader() {
    let files = small();
    for (path, stride) in [("pack.toml", 7), ("rules/growth.params.toml", 3), ("tables/bands.csv", 1)] {
        let text = std::str::from_utf8(&files.files[path]).unwrap();
        for at in (0..text.len()).step_by(stride) {
            let (head, tail) = text.split_at(at);
            survive(path, head);
            for insert in ["\"", "[", "{", "=", "\n", ",", "-", "\u{2603}"] {
                survive(path, &format!("{head}{insert}{tail}"));
            }
            survive(path, &format!("{head}{}", tail.get(1..).unwrap_or_default()));
        }
    }
}

#[test]
fn depth_and_number_are_bounded() {
    survive("pack.toml", &format!("a = {}", "[".repeat(100_000)));
    survive("pack.toml", &format!("a = {}1{}", "[".repeat(5_000), "]".repeat(5_000)));
    survive("pack.toml", &format!("{}a = 1", "a.".repeat(20_000)));
    let keys: String = (0..20_000).map(|index| format!("k{index} = 1\n")).collect();
    let found = alone(&with_file(small(), "pack.toml", &format!("{keys}{MANIFEST}"))).unwrap_err();
    assert_eq!(found.len(), limits::DIAGNOSTICS_MAX);
    assert!(found.iter().all(|found| found.code == DiagnosticCode::KeyUnknown));
    let rows: String = (0..50_000).map(|index| format!("t{index},{index},1,s,d\n")).collect();
    let pack =
        alone(&with_file(small(), "tables/bands.csv", &format!("tier,low,high,source,definition\n{rows}"))).unwrap();
    let table = Arc::clone(&pack.layers[0].checks[0].tables["bands"]);
    assert_eq!(table.pick(&[("tier", "t49999")]).unwrap().0.line, 50_001);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_fault() {
    let table = "\u{feff}tier,low,high,source,definition\r\n\r\nsmall,1,2,s,d\r\n";
    let pack = alone(&with_file(small(), "tables/bands.csv", table)).unwrap();
    assert_eq!(pack.layers[0].checks[0].tables["bands"].rows[0].line, 3);
    let manifest = format!("\u{feff}{}", MANIFEST.replace('\n', "\r\n"));
    let same = alone(&with_file(small(), "pack.toml", &manifest)).unwrap();
    assert_eq!(same.digest, alone(&small()).unwrap().digest);
}
