//! Training: what it reaches on labelled profiles, what it does with facts that are unknown, and how it refuses.

use std::path::{Path, PathBuf};

use audience_quality::model::Model;
use audience_quality::profile::Profile;
use audience_quality::train::{DataError, Labelled, Labels, Settings, TrainError, fit, read, report, rows, validate};
use saring_linear::train::random::SplitMix;

const TEN_BY_TWO: Settings = Settings { folds: 10, seeds: 2 };

fn write(text: &str, name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Profiles drawn so that fake ones follow many, are followed by few, and post little; with overlap.
fn drawn(n: usize, unknown_share: f64, seed: u64) -> Vec<Labelled> {
    let mut random = SplitMix::new(seed);
    let profiles = (0..n).map(|at| {
        let is_fake = at % 4 == 0;
        let mut spread = |low: f64, high: f64| {
            let place = random.below(10_000) as f64 / 10_000.0;
            let value = (low.ln() + place * (high.ln() - low.ln())).exp().round();
            (random.below(1_000) as f64 >= unknown_share * 1_000.0).then_some(value)
        };
        let profile = Profile {
            followers: if is_fake { spread(1.0, 300.0) } else { spread(50.0, 3_000.0) },
            following: if is_fake { spread(300.0, 6_000.0) } else { spread(50.0, 1_500.0) },
            posts: if is_fake { spread(1.0, 8.0) } else { spread(2.0, 400.0) },
            has_picture: spread(1.0, 10.0).map(|value| value > if is_fake { 4.0 } else { 1.0 }),
            bio_length: spread(1.0, 100.0),
            name_length: spread(5.0, 20.0),
            name_digits: spread(1.0, 4.0),
        };
        Labelled { profile, is_fake }
    });
    profiles.collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn on_people_s_labels_the_model_is_right_more_often_than_the_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/instafake");
    let [fake, real] = ["fakeAccountData.json", "realAccountData.json"].map(|name| folder.join(name));
    if !fake.exists() {
        eprintln!("skipped: {} is not here", fake.display());
        return;
    }
    let mut profiles = read(&fake, Labels::All { fake: true }).unwrap();
    profiles.extend(read(&real, Labels::All { fake: false }).unwrap());
    let found = validate(&profiles, Settings { folds: 10, seeds: 3 }).unwrap();
    let accuracy = |confusion: &saring_linear::train::measure::Confusion| confusion.accuracy();
    assert_eq!((profiles.len(), found.distinct, found.contradictory, found.incomplete), (709, 696, 0, 0));
    assert!(found.model.range(accuracy).0 >= 0.955, "{}", report(&profiles, &found));
    assert!((found.rules.mean(accuracy) - 662.0 / 709.0).abs() < 1e-12, "{}", report(&profiles, &found));
    assert!(found.gain.1.is_some_and(|interval| interval.low > 0.01), "{:?}", found.gain);
}

#[test]
fn a_model_learns_what_profiles_show_and_is_the_same_every_time() {
    let profiles = drawn(800, 0.0, 1);
    let found = validate(&profiles, TEN_BY_TWO).unwrap();
    assert!(found.model.mean(|confusion| confusion.accuracy()) > 0.93, "{}", report(&profiles, &found));
    assert_eq!(found, validate(&profiles, TEN_BY_TWO).unwrap());
    let everyone: Vec<&Labelled> = profiles.iter().collect();
    let fitted = rows(fit(&everyone).unwrap(), &found.model.sure_accuracy());
    let model = Model::read(&fitted).unwrap();
    let seen = found.model.accuracy();
    let read = model.accuracy();
    assert!((read.fake_found - seen.fake_found).abs() < 1e-3 && (read.real_missed - seen.real_missed).abs() < 1e-3);
}

#[test]
fn unknown_facts_neither_break_training_nor_count_as_zero() {
    let profiles = drawn(800, 0.2, 2);
    let found = validate(&profiles, TEN_BY_TWO).unwrap();
    let told = report(&profiles, &found);
    assert!(found.incomplete > 500 && found.model.unsure > 0.0, "{told}");
    assert!(found.model.mean(|confusion| confusion.accuracy()) > 0.85, "{told}");
    // A fact that nobody knows teaches nothing: it decides of no profile.
    let mut blind = drawn(400, 0.0, 3);
    blind.iter_mut().for_each(|labelled| labelled.profile.bio_length = None);
    let everyone: Vec<&Labelled> = blind.iter().collect();
    let fitted = fit(&everyone).unwrap();
    let bio: Vec<_> = fitted.iter().filter(|row| row.term == "bio-length").collect();
    assert!(!bio.is_empty() && bio.iter().all(|row| row.value == Some(0.0) && row.usual == Some(0.0)), "{bio:?}");
}

/// Labels that say nothing leave nothing to learn: copies of a profile in two folds would show as accuracy.
#[test]
fn copies_of_a_profile_do_not_leak() {
    let mut random = SplitMix::new(5);
    let drawn = drawn(200, 0.0, 4);
    let profiles: Vec<Labelled> = drawn
        .iter()
        .flat_map(|labelled| {
            let is_fake = random.below(2) == 0;
            std::iter::repeat_n(Labelled { is_fake, ..*labelled }, 4)
        })
        .collect();
    let found = validate(&profiles, TEN_BY_TWO).unwrap();
    let accuracy = found.model.mean(|confusion| confusion.accuracy());
    assert!((found.distinct, found.contradictory) == (200, 0) && (0.38..0.62).contains(&accuracy), "{accuracy}");
}

#[test]
fn json_and_csv_say_the_same() {
    let json = r#"[{"userFollowerCount": 3, "userFollowingCount": 900, "userMediaCount": 0, "userHasProfilPic": 0,
        "userBiographyLength": 0, "usernameLength": 12, "usernameDigitCount": 5, "userIsPrivate": 1, "isFake": 1},
        {"followers": 300, "following": null, "posts_total": 20, "has_picture": true, "label": "real"}]"#;
    let csv = "handle,followers,following,posts_total,has_picture,bio_length,username_length,username_digits,is_fake\n\
        a,3,900,0,false,0,12,5,1\nb,300,,20,true,,,,0\n";
    let tsv = csv.replace(',', "\t");
    let wanted = read(&write(json, "same.json"), Labels::Column).unwrap();
    assert_eq!(wanted.len(), 2);
    assert_eq!((wanted[0].is_fake, wanted[0].profile.name_digits), (true, Some(5.0)));
    assert_eq!((wanted[1].is_fake, wanted[1].profile.following, wanted[1].profile.bio_length), (false, None, None));
    assert_eq!(read(&write(csv, "same.csv"), Labels::Column).unwrap(), wanted);
    assert_eq!(read(&write(&tsv, "same.tsv"), Labels::Column).unwrap(), wanted);
}

#[test]
fn what_cannot_be_used_names_file_and_record() {
    let fake = Labels::All { fake: true };
    let table = [
        ("[]", Labels::Column, "has no profiles"),
        ("[{\"followers\": 3,", Labels::Column, "is no JSON list of objects"),
        ("{\"followers\": 3}", Labels::Column, "is no JSON list of objects"),
        ("followers,is_fake\n3,1,9\n", Labels::Column, "is no CSV"),
        (
            "followers,is_fake\n3,1\nmany,1\n",
            Labels::Column,
            "record 2 of `{}`: `followers` is `many`, not a whole number of 0 or more",
        ),
        ("followers,is_fake\n3,1\n-3,1\n", Labels::Column, "record 2 of `{}`: `followers` is `-3`"),
        ("followers,is_fake\n3,1\n3,perhaps\n", Labels::Column, "record 2 of `{}`: `is_fake` is `perhaps`"),
        ("followers,is_fake\n3,1\n3,\n", Labels::Column, "record 2 of `{}` has no label"),
        ("followers,is_fake\n3,1\n3,0\n", fake, "record 2 of `{}` is labelled otherwise than its file"),
        ("followers,follower_count,is_fake\n3,4,1\n", Labels::Column, "says again what another field says"),
        ("handle,is_fake\na,1\n", Labels::Column, "record 1 of `{}` says nothing of a profile"),
    ];
    for (text, labels, wanted) in table {
        let path = write(text, "wrong");
        let told = read(&path, labels).unwrap_err().to_string();
        let wanted = wanted.replace("{}", &path.display().to_string());
        assert!(told.contains(&wanted), "{told}, not {wanted}");
        assert!(told.contains(&path.display().to_string()), "{told}");
    }
    assert!(matches!(read(Path::new("no-such-file"), fake), Err(DataError::Read { .. })));
}

#[test]
fn too_little_to_learn_from_is_said() {
    let profiles = drawn(30, 0.0, 6);
    let told = validate(&profiles, TEN_BY_TWO).unwrap_err().to_string();
    assert_eq!(told, "8 different fake profiles are too few for 10 folds");
    let none = validate(&profiles, Settings { folds: 1, seeds: 1 });
    assert!(matches!(none, Err(TrainError::Settings { folds: 1, seeds: 1 })));
    let one_kind: Vec<Labelled> = profiles.into_iter().filter(|labelled| labelled.is_fake).collect();
    assert!(matches!(validate(&one_kind, TEN_BY_TWO), Err(TrainError::TooFew { kind: "real", found: 0, .. })));
}
