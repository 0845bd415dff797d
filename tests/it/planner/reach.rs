//! Deduplicated reach: by hand, against random sets, and on graphs of real followers.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_model::{Campaign, Country, Creator, Platform, decode};
use saring_planner::reach::{
    Audience, Coverage, Facts, Member, Method, Note, Pool, Reach, Said, SetTotal, Statement, pool_of,
};
use saring_tests::golden::repo;
use saring_tests::reach::{Known, errors, optima, pool, sketch, table, unique};
use serde_json::json;

fn audience(id: &str, followers: u64) -> Audience {
    let (platform, countries) = (Platform::Instagram, Vec::new());
    Audience { id: id.to_owned(), platform, followers, weight: 1.0, sketch: None, countries }
}

fn people(of: impl IntoIterator<Item = u32>) -> BTreeSet<u32> {
    of.into_iter().collect()
}

/// All places of a pool.
fn all(pool: &Pool) -> Vec<usize> {
    (0..pool.audiences().len()).collect()
}

fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-6 * wanted.abs().max(1.0), "{found} where {wanted} is due");
}

fn told(reach: Reach, method: &str, value: Option<f64>, (low, high): (f64, f64), sum: f64) {
    assert_eq!(reach.method.name(), method, "{reach:?}");
    assert_eq!(reach.value.is_some(), value.is_some(), "{reach:?}");
    near(reach.value.unwrap_or_default(), value.unwrap_or_default());
    near(reach.low, low);
    near(reach.high, high);
    near(reach.sum, sum);
}

#[test]
fn nobody_and_one_audience_need_no_estimate() {
    let pool = Pool::new(vec![audience("a", 900)], &[], Vec::new());
    told(pool.reach(&[]), "no-audience", Some(0.0), (0.0, 0.0), 0.0);
    told(pool.reach(&[0, 0, 7]), "one-audience", Some(900.0), (900.0, 900.0), 900.0);
    told(pool.reach_as(&[(0, 0.25)]), "one-audience", Some(225.0), (225.0, 225.0), 225.0);
}

#[test]
fn without_any_knowledge_it_lies_between_the_largest_and_the_sum() {
    let pool = Pool::new(vec![audience("a", 900), audience("b", 400), audience("c", 100)], &[], Vec::new());
    told(pool.reach(&[0, 1, 2]), "unknown-overlap", None, (900.0, 1_400.0), 1_400.0);
}

#[test]
fn overlaps_of_pairs_are_converted_and_bound_the_union_as_computed_by_hand() {
    let audiences = vec![audience("a", 100), audience("b", 80), audience("c", 50)];
    let statements = [
        Statement { one: 0, other: 1, said: Said::Shared(40.0) },
        Statement { one: 2, other: 0, said: Said::ShareOfSmaller(0.4) },
        // 10 of 80 + 50 - 10 people.
        Statement { one: 1, other: 2, said: Said::Jaccard(10.0 / 120.0) },
    ];
    let pool = Pool::new(audiences, &statements, Vec::new());
    near(pool.pair(0, 2).value.unwrap(), 20.0);
    near(pool.pair(1, 2).value.unwrap(), 10.0);
    // Upper: 230 less the tree of 40 and 20. Lower: r = 1 + ⌊140/230⌋ = 1, so 230 − 70. Of the smallest, .6 and .8 follow not
    // the one and not the other: exposures l + .95·l² of 0.758721 and 0.270447, and √(1 + 3.8·1.029168) = 2.216041.
    let estimate = 100.0 + 80.0 * 0.5 + 50.0 * (-1.216041364_f64 / 1.9).exp();
    told(pool.reach(&[0, 1, 2]), "pairwise-overlaps", Some(estimate), (160.0, 170.0), 230.0);
    told(pool.reach(&[2, 0]), "pairwise-overlaps", Some(130.0), (130.0, 130.0), 150.0);
    assert_eq!(pool.notes(), []);
}

#[test]
fn a_pair_that_nobody_knows_may_be_anything() {
    let audiences = vec![audience("a", 100), audience("b", 80), audience("c", 50)];
    let pool = Pool::new(audiences, &[Statement { one: 0, other: 1, said: Said::Shared(40.0) }], Vec::new());
    let reach = pool.reach(&[0, 1, 2]);
    assert_eq!(reach.method, Method::SomeOverlaps);
    near(reach.low, 140.0);
    near(reach.high, 190.0);
    let value = reach.value.unwrap();
    assert!((140.0..=190.0).contains(&value), "{reach:?}");
}

#[test]
fn statements_that_differ_are_bounds_and_impossible_ones_are_taken_as_the_most() {
    let audiences = vec![audience("a", 100), audience("b", 80)];
    let said = |said| Statement { one: 0, other: 1, said };
    let differ = Pool::new(audiences.clone(), &[said(Said::Shared(10.0)), said(Said::Shared(30.0))], Vec::new());
    told(differ.reach(&[0, 1]), "pairwise-overlaps", Some(160.0), (150.0, 170.0), 180.0);
    assert!(matches!(differ.notes(), [Note::OverlapConflict { least: 10.0, most: 30.0, .. }]), "{:?}", differ.notes());
    let impossible = Pool::new(audiences, &[said(Said::Shared(300.0))], Vec::new());
    told(impossible.reach(&[0, 1]), "pairwise-overlaps", Some(100.0), (100.0, 100.0), 180.0);
    let text = impossible.notes()[0].to_string();
    assert_eq!(text, "`a` and `b` cannot share 300 followers; 80 are the most, and are taken");
}

#[test]
fn a_providers_total_is_exact_for_its_set_and_bounds_a_part_of_it() {
    // a = 1..=100, b = 51..=150, c = 91..=140: 150 people; a alone has 50, b alone 10, c nobody.
    let member = |at, followers, unique_share| Member { audience: Some(at), followers, unique_share };
    let members = vec![member(0, 100.0, Some(0.5)), member(1, 100.0, Some(0.1)), member(2, 50.0, Some(0.0))];
    let audiences = vec![audience("a", 100), audience("b", 100), audience("c", 50), audience("d", 30)];
    let pool = Pool::new(audiences, &[], vec![SetTotal { members, unique: 150.0 }]);
    assert_eq!(pool.notes(), []);
    told(pool.reach(&[2, 1, 0]), "provider-set-total", Some(150.0), (150.0, 150.0), 250.0);
    // Whoever shares follows two of the three, so that without c nobody of them is lost.
    told(pool.reach(&[0, 1]), "provider-set-part", Some(150.0), (150.0, 150.0), 200.0);
    let part = pool.reach(&[1, 2]);
    assert_eq!(part.method, Method::SetTotalPart);
    near(part.low, 100.0);
    near(part.high, 100.0);
    let mixed = pool.reach(&[0, 1, 2, 3]);
    told(mixed, "mixed", Some(165.0), (150.0, 180.0), 280.0);
}

#[test]
fn a_total_that_contradicts_itself_or_the_accounts_is_set_aside() {
    let total = |unique, followers| {
        let member = |at| Member { audience: Some(at), followers, unique_share: Some(0.5) };
        SetTotal { members: vec![member(0), member(1)], unique }
    };
    for (unique, followers, why) in [
        (250.0, 100.0, "its unique people are more than its followers"),
        (70.0, 100.0, "its unique people are fewer than the largest audience"),
        (150.0, 500.0, "its unique people are fewer than the largest audience"),
        (600.0, 500.0, "its followers are far from those of the accounts"),
    ] {
        let pool = Pool::new(vec![audience("a", 100), audience("b", 100)], &[], vec![total(unique, followers)]);
        assert_eq!(pool.reach(&[0, 1]).method, Method::Unknown);
        let [Note::SetTotalUnusable { creators, why: found }] = pool.notes() else { panic!("{:?}", pool.notes()) };
        assert_eq!((creators.join(" ").as_str(), *found), ("a b", why));
    }
}

#[test]
fn people_of_different_countries_are_different_people() {
    let lives = |id: &str, followers, cells: &[(&str, f64)]| Audience {
        countries: cells.iter().map(|(code, share)| (Country::new(code).unwrap(), *share)).collect(),
        ..audience(id, followers)
    };
    let apart = vec![lives("a", 100, &[("ID", 1.0)]), lives("b", 80, &[("MY", 1.0)])];
    let apart = Pool::new(apart, &[], Vec::new());
    told(apart.reach(&[0, 1]), "audience-segments", Some(180.0), (180.0, 180.0), 180.0);
    // At most 20 of Indonesia, 16 of Malaysia, and the 16 whose country is not known.
    let mixed = vec![lives("a", 100, &[("ID", 0.8), ("MY", 0.2)]), lives("b", 80, &[("ID", 0.25), ("MY", 0.55)])];
    let mixed = Pool::new(mixed, &[], Vec::new());
    near(mixed.pair(0, 1).high, 20.0 + 20.0 + 16.0);
    let reach = mixed.reach(&[0, 1]);
    told(reach, "audience-segments", None, (80.0 + 44.0, 180.0), 180.0);
}

#[test]
fn a_person_counts_once_with_the_largest_weight() {
    let (one, other) = (people(0..100), people(60..140));
    let pool = pool(&[&one, &other], Known::Sketches(1_024));
    // 100 people at .8, and 40 more at .5.
    told(pool.reach_as(&[(1, 0.5), (0, 0.8)]), "follower-sketches", Some(100.0), (100.0, 100.0), 120.0);
    told(pool.reach_as(&[(0, 0.5), (1, 0.8)]), "follower-sketches", Some(94.0), (94.0, 94.0), 114.0);
    let mut coverage = Coverage::of(&pool);
    near(coverage.gain_as(1, 0.5), 40.0);
    near(coverage.add_as(0, 0.8), 80.0);
    near(coverage.add_as(1, 0.5), 20.0);
    // With .9 the other's 80 people displace 40 at .8, and 40 who were there at .5.
    near(coverage.add_as(1, 0.9), 20.0);
    near(coverage.add_as(1, 0.5), 0.0);
    near(coverage.value(), 120.0);
}

#[test]
fn sketches_of_another_platform_salt_or_list_are_not_merged() {
    let (one, other) = (people(0..2_000), people(1_000..3_000));
    let both = |change: &dyn Fn(&mut Audience)| {
        let mut audiences = pool(&[&one, &other], Known::Sketches(64)).audiences().to_vec();
        change(&mut audiences[1]);
        Pool::new(audiences, &[], Vec::new())
    };
    assert_eq!(both(&|_| {}).reach(&[0, 1]).method, Method::Sketches);
    let other_platform = both(&|audience| audience.platform = Platform::Tiktok);
    told(other_platform.reach(&[0, 1]), "unknown-overlap", None, (2_000.0, 4_000.0), 4_000.0);
    let other_list = both(&|audience| audience.followers = 9_000);
    assert_eq!(other_list.reach(&[0, 1]).method, Method::Unknown);
    assert!(matches!(other_list.notes(), [Note::SketchMismatch { followers: 9_000, .. }]), "{:?}", other_list.notes());
}

/// Random sets that share people as followers do: some people follow much, and some audiences are large.
fn random_sets(rng: &mut ChaCha8Rng) -> Vec<BTreeSet<u32>> {
    let crowd = rng.random_range(1..3_000_u32);
    let set = |rng: &mut ChaCha8Rng| {
        let many = rng.random_range(0..=crowd);
        let hottest = rng.random_range(1..=crowd);
        people(
            (0..many)
                .map(|_| if rng.random_bool(0.5) { rng.random_range(0..hottest) } else { rng.random_range(0..crowd) }),
        )
    };
    (0..rng.random_range(1..12)).map(|_| set(rng)).collect()
}

fn holds(reach: &Reach, truth: f64, what: &str) {
    assert!(reach.low <= truth + 1e-6 && truth <= reach.high + 1e-6, "{what}: {truth} is outside {reach:?}");
    let value = reach.value.unwrap_or(reach.low);
    assert!(reach.low <= value && value <= reach.high && reach.high <= reach.sum, "{what}: {reach:?}");
}

#[test]
fn bounds_hold_on_random_sets_whatever_is_known_of_them() {
    let mut rng = ChaCha8Rng::seed_from_u64(63);
    for case in 0..400 {
        let sets = random_sets(&mut rng);
        let sets: Vec<&BTreeSet<u32>> = sets.iter().collect();
        let full = pool(&sets, Known::Pairs);
        let exact = pool(&sets, Known::Sketches(8_192));
        let weights: Vec<f64> = sets.iter().map(|_| f64::from(rng.random_range(0..5_u32)) / 4.0).collect();
        let weighted: Vec<(usize, f64)> = weights.iter().copied().enumerate().collect();
        let everybody: BTreeSet<u32> = sets.iter().copied().flatten().copied().collect();
        let weight = |person: &u32| {
            let theirs = sets.iter().zip(&weights).filter(|(set, _)| set.contains(person));
            theirs.map(|(_, weight)| *weight).fold(0.0, f64::max)
        };
        let heavy: f64 = everybody.iter().map(weight).sum();
        let truth = everybody.len() as f64;
        // Some pairs are forgotten, some sketches are lost, and a provider has counted some of the set.
        let statements = overlaps(&full, |_| rng.random_bool(0.6));
        let counted: Vec<usize> = (0..sets.len()).filter(|_| rng.random_bool(0.6)).collect();
        let total = total(&sets, &counted);
        let mut audiences = exact.audiences().to_vec();
        audiences.iter_mut().for_each(|audience| {
            if rng.random_bool(0.5) {
                audience.sketch = None;
            }
        });
        let plain = pool(&sets, Known::Sizes).audiences().to_vec();
        let totals = || (counted.len() > 1).then(|| total.clone()).into_iter().collect::<Vec<_>>();
        let pools = [
            ("sizes", pool(&sets, Known::Sizes)),
            ("pairs", full),
            ("exact sketches", exact.clone()),
            ("some pairs", Pool::new(plain.clone(), &statements, Vec::new())),
            ("a total", Pool::new(plain.clone(), &[], totals())),
            ("some of everything", Pool::new(audiences, &statements, totals())),
        ];
        for (what, pool) in &pools {
            let what = format!("case {case}, {what}, {} sets", sets.len());
            assert_eq!(pool.notes(), [], "{what}");
            holds(&pool.reach(&all(pool)), truth, &what);
            holds(&pool.reach_as(&weighted), heavy, &format!("{what}, weighted"));
            let mut turned = weighted.clone();
            turned.reverse();
            assert_eq!(pool.reach_as(&turned), pool.reach_as(&weighted), "{what}: the order changes something");
        }
        near(exact.reach(&all(&exact)).value.unwrap(), truth);
        near(exact.reach_as(&weighted).value.unwrap(), heavy);
    }
}

/// The overlaps that a pool knows, as statements, of the pairs that are kept.
fn overlaps(pool: &Pool, mut keep: impl FnMut((usize, usize)) -> bool) -> Vec<Statement> {
    let pairs = all(pool).into_iter().flat_map(|one| (0..one).map(move |other| (other, one)));
    let statement = |(one, other)| {
        let said = Said::Shared(pool.pair(one, other).value?);
        Some(Statement { one, other, said })
    };
    pairs.filter(|pair| keep(*pair)).filter_map(statement).collect()
}

/// What a provider says of some of the sets.
fn total(sets: &[&BTreeSet<u32>], counted: &[usize]) -> SetTotal {
    let inside: Vec<&BTreeSet<u32>> = counted.iter().map(|at| sets[*at]).collect();
    let member = |at: &usize| {
        let others: BTreeSet<u32> =
            counted.iter().filter(|other| *other != at).flat_map(|other| sets[*other]).copied().collect();
        let followers = sets[*at].len() as f64;
        let alone = sets[*at].difference(&others).count() as f64;
        Member {
            audience: Some(*at),
            followers,
            unique_share: Some(if followers > 0.0 { alone / followers } else { 0.0 }),
        }
    };
    SetTotal { members: counted.iter().map(member).collect(), unique: unique(&inside) as f64 }
}

#[test]
fn what_one_more_adds_never_grows_and_never_is_a_loss() {
    let mut rng = ChaCha8Rng::seed_from_u64(64);
    for case in 0..150 {
        let sets = random_sets(&mut rng);
        let sets: Vec<&BTreeSet<u32>> = sets.iter().collect();
        let mut mixed = pool(&sets, Known::Sketches(32)).audiences().to_vec();
        mixed.iter_mut().step_by(2).for_each(|audience| audience.sketch = None);
        let mixed = Pool::new(mixed, &overlaps(&pool(&sets, Known::Pairs), |_| true), Vec::new());
        let known = [Known::Sizes, Known::Pairs, Known::Sketches(32), Known::Sketches(8_192)];
        for pool in known.map(|known| pool(&sets, known)).into_iter().chain([mixed]) {
            let (mut fewer, mut more) = (Coverage::of(&pool), Coverage::of(&pool));
            let (mut added, mut open) = (Vec::new(), Vec::new());
            for at in 0..sets.len() {
                let weight = f64::from(rng.random_range(0..5_u32)) / 4.0;
                match rng.random_range(0..3) {
                    0 => open.push((at, weight)),
                    choice => {
                        if choice == 1 {
                            fewer.add_as(at, weight);
                        }
                        more.add_as(at, weight);
                        added.push((at, weight));
                    }
                }
            }
            for (at, weight) in open {
                let (first, then) = (fewer.gain_as(at, weight), more.gain_as(at, weight));
                assert!(then >= -1e-9 && first >= then - 1e-6, "case {case}: {first}, then {then}");
            }
            let mut turned = Coverage::of(&pool);
            for (at, weight) in added.iter().rev() {
                turned.add_as(*at, *weight);
            }
            near(turned.value(), more.value());
        }
    }
}

/// A creator has packages of several weights: a larger one adds what it is more than the smaller.
#[test]
fn a_larger_weight_takes_the_place_of_a_smaller() {
    let sets: Vec<BTreeSet<u32>> = vec![people(0..900), people(300..1_200), people(600..1_500)];
    let sets: Vec<&BTreeSet<u32>> = sets.iter().collect();
    for known in [Known::Sizes, Known::Pairs, Known::Sketches(64), Known::Sketches(4_096)] {
        let pool = pool(&sets, known);
        let value = |added: &[(usize, f64)]| {
            let mut coverage = Coverage::of(&pool);
            added.iter().for_each(|(at, weight)| {
                let gain = coverage.gain_as(*at, *weight);
                let before = coverage.value();
                near(coverage.add_as(*at, *weight), gain);
                near(coverage.value(), before + gain);
            });
            coverage.value()
        };
        let plain = value(&[(0, 0.6), (1, 0.5), (2, 0.9)]);
        near(value(&[(1, 0.2), (0, 0.6), (2, 0.9), (1, 0.5)]), plain);
        near(value(&[(0, 0.6), (1, 0.5), (2, 0.1), (2, 0.9)]), plain);
        near(value(&[(0, 0.6), (1, 0.5), (2, 0.9), (0, 0.3)]), plain);
    }
}

#[test]
fn an_audience_alone_covers_its_followers() {
    let sets: Vec<BTreeSet<u32>> = vec![people(0..40_000), people(39_990..40_020), people(20_000..21_000)];
    let sets: Vec<&BTreeSet<u32>> = sets.iter().collect();
    for known in [Known::Sizes, Known::Pairs, Known::Sketches(256)] {
        let coverage = Coverage::of(&pool(&sets, known));
        for (at, set) in sets.iter().enumerate() {
            let (alone, size) = (coverage.gain(at), set.len() as f64);
            assert!((alone / size - 1.0).abs() < 0.15, "{known:?}: {at} covers {alone} of {size}");
        }
    }
}

#[test]
fn a_small_audience_stays_exact_beside_a_large_one() {
    let (large, small) = (people(0..200_000), people(300_000..300_500));
    let pool = pool(&[&large, &small], Known::Sketches(1_024));
    let (together, alone) = (pool.reach(&[0, 1]), pool.reach(&[0]));
    let gain = together.value.unwrap() - alone.value.unwrap();
    assert!((gain - 500.0).abs() < 25.0, "the small audience adds {gain}");
}

#[test]
fn intervals_of_sketches_hold_the_truth_in_19_of_20_draws() {
    let mut rng = ChaCha8Rng::seed_from_u64(65);
    let draws = 200;
    let held = (0..draws).filter(|_| {
        let from: u32 = rng.random();
        let sets: Vec<BTreeSet<u32>> = (0..6)
            .map(|n| people((0..2_000 * (n + 1)).map(|person| from.wrapping_add(person * (1 + n % 2)))))
            .collect();
        let sets: Vec<&BTreeSet<u32>> = sets.iter().collect();
        let pool = pool(&sets, Known::Sketches(64));
        let (reach, truth) = (pool.reach(&all(&pool)), unique(&sets) as f64);
        reach.low <= truth && truth <= reach.high
    });
    let held = held.count();
    assert!(held * 20 >= draws * 18, "{held} of {draws}");
}

#[test]
fn facts_become_a_pool_with_all_that_they_say_of_overlaps() {
    let creator = |id: &str, followers: u64, audience: serde_json::Value, overlap: serde_json::Value| {
        let account = json!({ "platform": "instagram", "followers": followers, "audience": [audience] });
        let creator = json!({ "id": id, "accounts": [account], "overlap": overlap });
        decode::<Creator>(creator.to_string().as_bytes()).unwrap()
    };
    let text = sketch(&people(0..100), 64).encode();
    let creators = [
        creator("a", 100, json!({ "of": "followers", "sketch": text }), json!([{ "with": "b", "shared": 10 }])),
        creator("b", 80, json!({ "of": "followers", "sketch": "bm8gc2tldGNo" }), json!([{ "with": "x", "shared": 3 }])),
        creator("c", 50, json!({ "of": "likers", "sketch": text }), json!([])),
        creator("d", 40, json!({ "of": "followers", "countries": [{ "code": "ID", "share": 1.0 }] }), json!([])),
    ];
    let campaign = json!({
        "id": "k", "goal": "awareness", "brand": { "name": "B" },
        "audience_overlap": [
            { "unique": 75, "total": 90, "members": [{ "creator": "c", "unique_share": 0.7 }, { "creator": "d" }] },
            { "unique": 75, "members": [{ "creator": "c" }, { "creator": "nobody" }] },
        ],
    });
    let campaign = decode::<Campaign>(campaign.to_string().as_bytes()).unwrap();
    let facts: Vec<Facts<'_>> =
        creators.iter().map(|creator| Facts { creator, account: &creator.accounts[0], weight: 0.5 }).collect();
    let pool = pool_of(&facts, Some(&campaign));
    told(pool.reach(&[0, 1]), "pairwise-overlaps", Some(85.0), (85.0, 85.0), 90.0);
    told(pool.reach(&[2, 3]), "provider-set-total", Some(37.5), (37.5, 37.5), 45.0);
    assert!(pool.audiences()[0].sketch.is_some() && pool.audiences()[2].sketch.is_none(), "likers follow nobody");
    let notes: Vec<String> = pool.notes().iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "the sketch of `b` cannot be read and is set aside",
            "the set total of c, nobody is set aside: it has no followers of a creator who is no candidate",
        ]
    );
}

/// A creator on two platforms has two audiences, and a package that of the account which publishes it.
#[test]
fn an_audience_is_that_of_the_account_on_the_platform() {
    let creator = json!({ "id": "a", "accounts": [
        { "platform": "instagram", "followers": 100 },
        { "platform": "tiktok", "followers": 7 },
        { "platform": "tiktok", "followers": 900 },
        { "platform": "youtube", "followers": 5 },
    ] });
    let other = json!({ "id": "b", "accounts": [{ "platform": "tiktok", "followers": 80 }] });
    let creators = [creator, other].map(|one| decode::<Creator>(one.to_string().as_bytes()).unwrap());
    let facts: Vec<Facts<'_>> =
        creators.iter().map(|creator| Facts { creator, account: &creator.accounts[0], weight: 1.0 }).collect();
    let ordered = ["instagram", "tiktok"].map(|platform| json!({ "platform": platform, "format": "video" }));
    let campaign =
        json!({ "id": "k", "goal": "awareness", "brand": { "name": "B" }, "deliverables": ordered }).to_string();
    let campaign = decode::<Campaign>(campaign.as_bytes()).unwrap();
    let pool = pool_of(&facts, Some(&campaign));
    let followers = |at: usize, platform| pool.on(at, platform).map(|at| pool.audiences()[at].followers);
    assert_eq!(pool.audiences().len(), 3, "nothing is ordered for YouTube");
    assert_eq!((followers(0, Platform::Instagram), followers(0, Platform::Tiktok)), (Some(100), Some(900)));
    assert_eq!((followers(1, Platform::Instagram), followers(1, Platform::Tiktok)), (None, Some(80)));
    assert_eq!(followers(0, Platform::Youtube), None);
}

/// The folder of the graphs, where it is there.
#[expect(clippy::print_stderr, reason = "whoever runs the tests must see that one looked at nothing")]
fn graphs() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/twitch_graphs");
    if !folder.join("reference_optima.csv").exists() {
        eprintln!("skipped: {} is not here", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn on_real_graphs_estimates_are_as_near_as_is_said() {
    let Some(folder) = graphs() else { return };
    let (rows, draws) = errors(&folder).unwrap();
    let of = |name: &str| rows.iter().find(|row| row.name.starts_with(name)).unwrap();
    // In percent: five and twenty of the 200 largest, twenty of the middle.
    for (name, most) in [
        ("`pairwise-overlaps`", [0.65, 3.2, 4.5]),
        ("`follower-sketches`: 128", [1.5, 2.0, 0.1]),
        ("`follower-sketches`: 1024", [0.5, 1.6, 0.05]),
    ] {
        for (mean, most) in of(name).mean.iter().zip(most) {
            assert!(mean * 100.0 <= most, "{name}: {mean} is more than {most} %");
        }
    }
    for name in ["sum of followers", "middle of the bounds", "`pairwise-overlaps`"] {
        assert_eq!(of(name).held, [draws; 3], "{name}: provable bounds always hold");
    }
    let held: usize = of("`follower-sketches`: 128").held.iter().sum();
    assert!(held * 20 >= draws * 3 * 19, "{held} of {}", draws * 3);
    assert_eq!(optima(&folder).unwrap().len(), 9);
    let page = std::fs::read_to_string(repo().join("engine/planner/README.md")).unwrap();
    for line in table(&folder).unwrap().lines() {
        assert!(page.contains(line), "`cargo xtask measure reach` says what the page of the planner does not:\n{line}");
    }
}
