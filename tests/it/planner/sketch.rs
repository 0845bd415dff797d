//! Sketches: counts, unions, the text form, and texts that are none.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_planner::reach::{SIZE, Salt, SaltTooShort, SaltsDiffer, Sketch, SketchError, Sketcher};

fn salt(text: &str) -> Salt {
    Salt::new(text.as_bytes()).unwrap()
}

fn sketched(ids: impl IntoIterator<Item = u32>, size: u32) -> Sketch {
    let mut sketcher = Sketcher::new(salt("sixteen bytes or more"), size).unwrap();
    ids.into_iter().for_each(|id| sketcher.add(id.to_string().as_bytes()));
    sketcher.sketch()
}

#[test]
fn hashes_are_stable_across_versions() {
    let sketch = sketched(0..3, 16);
    let hashes: Vec<String> = sketch.sample().iter().map(|hash| format!("{hash:016x}")).collect();
    // Of `printf 'sixteen bytes or more' | sha256sum`, followed by the id, the first eight bytes of the SHA-256.
    assert_eq!(hashes, STABLE, "{}", sketch.encode());
    assert_eq!(sketch.encode(), STABLE_TEXT);
}

const STABLE: [&str; 3] = ["22b5960848838140", "4440e43751daad1d", "d0d9148846d284ac"];
const STABLE_TEXT: &str = "U0tWMRAAAAD5EM9elq9N7QMAAAAAAAAAAwAAAMCCjsSEweXaItzX3MrwxdPFIY6v36ePiozMjAGh1eM1";

#[test]
fn few_ids_are_counted_exactly_and_many_within_the_error() {
    for n in [0, 1, 15, 1_023] {
        let count = sketched((0..n).chain(0..n), SIZE).count();
        assert_eq!((count.value, count.low, count.high), (f64::from(n), f64::from(n), f64::from(n)));
    }
    for n in [1_024, 1_025, 5_000, 60_000] {
        let sketch = sketched(0..n, SIZE);
        let (count, truth) = (sketch.count(), f64::from(n));
        // Four standard errors; with this salt it is a fact and no chance.
        assert!((count.value / truth - 1.0).abs() < 4.0 / 1_022.0_f64.sqrt(), "{n}: {count:?}");
        assert!(count.low <= count.value && count.value < count.high, "{n}: {count:?}");
        assert_eq!((sketch.seen(), sketch.is_exact()), (u64::from(n), false));
    }
}

#[test]
fn a_union_is_the_sketch_of_both_lists() {
    let (one, other) = (sketched(0..4_000, 256), sketched(3_000..9_000, 256));
    let both = one.union(&other).unwrap();
    assert_eq!(both.encode(), sketched((0..4_000).chain(3_000..9_000), 256).encode());
    assert_eq!(other.union(&one).unwrap(), both);
    let smaller = one.union(&sketched(0..10, 64)).unwrap();
    assert_eq!((smaller.size(), smaller.seen()), (64, 4_010));
    let mut elsewhere = Sketcher::new(salt("another secret salt"), 256).unwrap();
    elsewhere.add(b"1");
    assert_eq!(one.union(&elsewhere.sketch()), Err(SaltsDiffer));
}

#[test]
fn a_salt_is_long_and_never_shown() {
    assert_eq!(Salt::new(b"too short").unwrap_err(), SaltTooShort { bytes: 9 });
    let shown = format!("{:?}", Sketcher::new(salt("sixteen bytes or more"), 16).unwrap());
    assert!(!shown.contains("sixteen") && shown.contains("Salt"), "{shown}");
    assert!(Sketcher::new(salt("sixteen bytes or more"), 15).is_err());
    assert!(Sketcher::new(salt("sixteen bytes or more"), 8_193).is_err());
}

#[test]
fn the_text_form_holds_everything_and_fits_the_field() {
    for (n, size) in [(0, 16), (3, 16), (16, 16), (40_000, 1_024), (40_000, 8_192)] {
        let sketch = sketched(0..n, size);
        let text = sketch.encode();
        assert!(text.len() <= 100_000, "{size} hashes take {} characters", text.len());
        assert_eq!(Sketch::decode(&text), Ok(sketch));
    }
}

#[test]
fn texts_that_are_no_sketch_are_refused_by_kind() {
    let text = sketched(0..50, 64).encode();
    for (text, refusal) in [
        (String::new(), SketchError::NotASketch),
        ("not base64!".to_owned(), SketchError::NotBase64),
        ("aGVsbG8gd29ybGQ=".to_owned(), SketchError::NotASketch),
        ("U0tWMg==".to_owned(), SketchError::Version { found: b'2' }),
        ("U0tWMQ==".to_owned(), SketchError::Damaged),
        (text.chars().take(text.len() - 8).collect(), SketchError::Damaged),
        ("A".repeat(100_001), SketchError::TooLong { chars: 100_001 }),
    ] {
        assert_eq!(Sketch::decode(&text), Err(refusal), "{text}");
    }
}

/// Wraps a body as a sketch whose checksum is right.
fn sealed(body: &[u8]) -> String {
    use sha2::Digest;
    let mut bytes = b"SKV1".to_vec();
    bytes.extend(body);
    let sum = sha2::Sha256::digest(&bytes);
    bytes.extend(&sum[..4]);
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        let signs = (0..4).map(|n| if n <= chunk.len() { alphabet[(bits >> (18 - 6 * n)) as usize & 63] } else { '=' });
        text.extend(signs);
    }
    text
}

#[test]
fn impossible_sketches_with_a_right_checksum_are_refused() {
    let body = |size: u32, seen: u64, count: u32, hashes: &[u8]| {
        let mut body = size.to_le_bytes().to_vec();
        body.extend([7; 8]);
        body.extend(seen.to_le_bytes());
        body.extend(count.to_le_bytes());
        body.extend(hashes);
        body
    };
    let most = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    let fine = sealed(&body(16, 2, 2, &[5, 0]));
    assert_eq!(Sketch::decode(&fine).map(|sketch| sketch.sample().to_vec()), Ok(vec![5, 6]));
    assert_eq!(Sketch::decode(&fine).map(|sketch| sketch.encode()), Ok(fine));
    let two = |second: &[u8]| body(16, 2, 2, &[&most[..], second].concat());
    for (what, body) in [
        ("no size", body(15, 2, 0, &[])),
        ("a vast size", body(u32::MAX, u64::MAX, u32::MAX, &[])),
        ("more hashes than its size", body(16, 40, 17, &[0; 17])),
        ("more hashes than ids", body(16, 1, 2, &[0, 0])),
        ("hashes that are not there", body(16, 9, 9, &[1, 2])),
        ("a hash beyond the largest", two(&[0])),
        ("a number of 65 bits", body(16, 1, 1, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02])),
        ("a number that never ends", body(16, 1, 1, &[0x80; 11])),
        ("a number that is longer than need be", body(16, 1, 1, &[0x81, 0x00])),
        ("something after its end", body(16, 1, 1, &[1, 1])),
        ("half a head", vec![16, 0, 0]),
    ] {
        let found = Sketch::decode(&sealed(&body));
        assert!(matches!(found, Err(SketchError::Impossible { .. })), "{what}: {found:?}");
    }
}

#[test]
fn garbled_sketches_are_refused_and_never_panic() {
    let mut rng = ChaCha8Rng::seed_from_u64(9);
    let text = sketched(0..300, 128).encode();
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').collect();
    for _ in 0..3_000 {
        let mut garbled: Vec<char> = text.chars().collect();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..garbled.len());
            garbled[at] = letters[rng.random_range(0..letters.len())];
        }
        let garbled: String = garbled.into_iter().collect();
        assert!(garbled == text || Sketch::decode(&garbled).is_err(), "{garbled}");
        let mut noise = vec![0; rng.random_range(0..120)];
        rng.fill_bytes(&mut noise);
        let found = Sketch::decode(&sealed(&noise));
        assert!(found.is_err() || found.is_ok_and(|sketch| sketch.encode() == sealed(&noise)), "{noise:?}");
    }
}
