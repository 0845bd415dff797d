//! Rows in are creators and rejected rows together, whatever is done to the file.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_app::import::{Mapping, Options, builtin, import, template_csv};

/// Mutated files per format.
const FILES: u64 = 400;

#[test]
fn no_mutation_of_a_file_loses_a_row() {
    let json =
        r#"[{"id":"a","f":1,"t":[1,2],"l":[3,4]},{"id":"b","f":"2","t":[],"l":[]},{"id":"c","x":{"y":[1,null]}}]"#;
    let lines = json.trim_matches(['[', ']']).replace("},{", "}\n{");
    let lists = "[[zip]]\ninto = 'accounts[0].posts'\noptional = true\nfields = { at = { from = 't', unit = 'unix-seconds' }, likes = 'l' }";
    let own = |format: &str| {
        let text = format!(
            "[mapping]\nname = 'm'\nformat = '{format}'\n[fields]\nid = 'id'\n\"accounts[0].platform\" = {{ const = 'x' }}\n\
             \"accounts[0].followers\" = 'f'\n{lists}"
        );
        Mapping::parse(&text, "m.toml").unwrap_or_else(|errors| panic!("{errors:#?}"))
    };
    let template = builtin("template").expect("built in").expect("valid");
    for (input, mapping) in [(template_csv(), &template), (json, &own("json")), (lines.as_str(), &own("ndjson"))] {
        let mut read = 0;
        for seed in 0..FILES {
            let file = mutated(input.as_bytes(), seed);
            let Ok(done) = import(&file, mapping, &Options::default()) else { continue };
            read += 1;
            let shown = file.escape_ascii();
            assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "{shown}");
            assert!(done.rejected.iter().all(|row| !row.problems.is_empty() && row.row <= done.rows_in), "{shown}");
            let again = import(&file, mapping, &Options::default());
            assert_eq!(again.as_ref(), Ok(&done), "the same twice: {shown}");
        }
        assert!(read > FILES / 10, "most mutated files are still read: {read}");
    }
}

/// The file with a few bytes changed, taken away, doubled or added.
fn mutated(input: &[u8], seed: u64) -> Vec<u8> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut file = input.to_vec();
    let mut below = |bound: usize| (dice.next_u64() % bound.max(1) as u64) as usize;
    for _ in 0..below(4) {
        let at = below(file.len());
        match below(5) {
            0 => {
                file.remove(at);
            }
            1 => file.insert(at, b"\",;\n{}[]:0-.e\xff \\"[below(16)]),
            2 => file[at] = below(256) as u8,
            3 => file.truncate(at.max(1)),
            _ => {
                let copy = file[at..(at + below(60)).min(file.len())].to_vec();
                file.splice(at..at, copy);
            }
        }
    }
    file
}

#[test]
fn no_mutation_of_a_payload_or_a_list_loses_a_row() {
    for (name, file, choice) in [
        ("modash-report", "modash-report.json", ("as_of", "2026-03-01")),
        ("insightiq", "insightiq.json", ("as_of", "2026-03-01")),
        ("youtube-data", "youtube-data.json", ("as_of", "2026-03-01")),
        ("list", "list-youtube-pt.csv", ("platform", "youtube")),
        ("hypeauditor", "hypeauditor.csv", ("platform", "instagram")),
    ] {
        let mapping = builtin(name).expect("built in").expect("valid");
        let options =
            Options { set: [(choice.0.to_owned(), choice.1.to_owned())].into_iter().collect(), ..Options::default() };
        let input = super::providers::sample(file);
        for seed in 0..FILES / 4 {
            let mutant = mutated(&input, seed);
            let Ok(done) = import(&mutant, &mapping, &options) else { continue };
            let shown = || mutant.escape_ascii().to_string();
            assert_eq!(done.rows_in, (done.creators.len() + done.rejected.len()) as u64, "{}", shown());
            assert!(done.rejected.iter().all(|row| !row.problems.is_empty()), "{}", shown());
        }
    }
}
