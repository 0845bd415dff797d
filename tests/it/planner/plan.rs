//! Ten thousand random campaigns: what every plan must hold, whatever was asked.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use saring_model::campaign::PostsMin;
use saring_model::creator::{Format, Platform};
use saring_planner::plan::{
    Barrier, Bound, Entrant, NoPlan, Offering, Out, Outcome, Pin, PlanQuestion, Tier, Wishes, alternatives, plan,
};
use saring_planner::portfolio::Effort;
use saring_planner::reach::{Audience, Pool, Said, Statement};
use serde_json::json;

const CAMPAIGNS: u64 = 10_000;
/// Of these, campaigns whose neighbouring questions are asked too.
const ASKED_FURTHER: u64 = 250;
const TIERS: [&str; 3] = ["nano", "micro", "mid"];
const PLATFORMS: [Platform; 2] = [Platform::Instagram, Platform::Tiktok];

fn question(seed: u64) -> PlanQuestion {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let dice = &mut dice;
    let entrants: Vec<Entrant> = (0..dice.random_range(1..7)).map(|n| entrant(dice, n)).collect();
    let fees: i64 = dice.random_range(0..4_000);
    let tiers = TIERS.iter().map(|id| Tier {
        id: (*id).to_owned(),
        fees: dice.random_bool(0.3).then(|| dice.random_range(0..=fees)),
        creators_min: dice.random_bool(0.1).then_some(1),
        creators_max: dice.random_bool(0.3).then(|| dice.random_range(1..4)),
    });
    let tiers = tiers.collect();
    let ids: Vec<String> = entrants.iter().map(|entrant| entrant.id.clone()).collect();
    let one = |dice: &mut ChaCha8Rng| ids[dice.random_range(0..ids.len())].clone();
    let exclusions = if dice.random_bool(0.3) { vec![vec![one(dice), one(dice)]] } else { Vec::new() };
    let mut wishes = Wishes::default();
    if dice.random_bool(0.2) {
        wishes.pins.push(Pin { creator: one(dice), package: dice.random_bool(0.5).then(|| "package-0".to_owned()) });
    }
    if dice.random_bool(0.2) {
        wishes.bans.push(one(dice));
    }
    let pool = dice.random_bool(0.4).then(|| pool(dice, &entrants));
    PlanQuestion {
        fees,
        tiers,
        fee_max: dice.random_bool(0.3).then(|| dice.random_range(100..2_000)),
        platforms: if dice.random_bool(0.2) { vec![(PLATFORMS[0], dice.random_range(0..3_000))] } else { Vec::new() },
        exclusions,
        posts_min: if dice.random_bool(0.1) { vec![posts_min(1)] } else { Vec::new() },
        wishes,
        pool,
        effort: Effort { nodes_max: 2_000, gap_target: 0.0, start: Vec::new() },
        entrants,
    }
}

fn posts_min(posts: u64) -> PostsMin {
    serde_json::from_value(json!({ "platform": "instagram", "posts": posts })).unwrap()
}

fn entrant(dice: &mut ChaCha8Rng, n: usize) -> Entrant {
    let offerings: Vec<Offering> = (0..dice.random_range(0..4))
        .map(|at| Offering {
            id: format!("package-{at}"),
            fee: dice.random_bool(0.95).then(|| dice.random_range(1..1_500)),
            value: dice.random_bool(0.95).then(|| f64::from(dice.random_range(0..1_000))),
            posts: vec![(PLATFORMS[dice.random_range(0..2)], Format::Video, dice.random_range(1..3))],
        })
        .collect();
    Entrant {
        id: format!("creator-{n}"),
        tier: dice.random_bool(0.9).then(|| TIERS[dice.random_range(0..3)].to_owned()),
        offerings,
        barrier: dice.random_bool(0.1).then_some(Barrier::Verdict("reject")),
    }
}

fn pool(dice: &mut ChaCha8Rng, entrants: &[Entrant]) -> Pool {
    let audiences = entrants.iter().map(|entrant| Audience {
        id: entrant.id.clone(),
        platform: Platform::Instagram,
        followers: dice.random_range(1_000..5_000),
        weight: 1.0,
        sketch: None,
        countries: Vec::new(),
    });
    let audiences: Vec<Audience> = audiences.collect();
    let mut statements = Vec::new();
    for one in 0..entrants.len() {
        for other in one + 1..entrants.len() {
            if dice.random_bool(0.5) {
                let said = Said::ShareOfSmaller(dice.random_range(0.0..1.0));
                statements.push(Statement { one, other, said });
            }
        }
    }
    Pool::new(audiences, &statements, Vec::new())
}

#[test]
fn every_plan_holds_what_was_asked() {
    let mut planned = 0;
    for seed in 0..CAMPAIGNS {
        let question = question(seed);
        match plan(&question) {
            Ok(outcome) => {
                planned += 1;
                holds(seed, &question, &outcome);
                order_means_nothing(seed, &question, &outcome);
                more_money_never_harms(seed, &question, &outcome);
                if seed < ASKED_FURTHER {
                    alternatives_are_alternatives(seed, &question, &outcome);
                }
            }
            Err(refusal) => refused(seed, &question, &refusal),
        }
    }
    assert!(planned > CAMPAIGNS / 2, "{planned} of {CAMPAIGNS} campaigns have a plan");
}

fn holds(seed: u64, question: &PlanQuestion, outcome: &Outcome) {
    let bought: Vec<(&Entrant, &Offering, i64)> = (outcome.booked.iter())
        .map(|booked| {
            let entrant = &question.entrants[booked.entrant];
            (entrant, &entrant.offerings[booked.offering], booked.fee)
        })
        .collect();
    let fees = |of: &dyn Fn(&Entrant, &Offering) -> bool| -> i64 {
        bought.iter().filter(|(entrant, offering, _)| of(entrant, offering)).map(|(.., fee)| fee).sum()
    };
    assert!(bought.iter().all(|(_, offering, fee)| offering.fee == Some(*fee)), "seed {seed}: a fee is no price");
    assert!(fees(&|_, _| true) <= question.fees, "seed {seed}: the line is exceeded");
    for tier in &question.tiers {
        let of_tier = |entrant: &Entrant, _: &Offering| entrant.tier.as_ref() == Some(&tier.id);
        assert!(tier.fees.is_none_or(|max| fees(&of_tier) <= max), "seed {seed}: `{}` is exceeded", tier.id);
        let creators = bought.iter().filter(|(entrant, offering, _)| of_tier(entrant, offering)).count() as i64;
        assert!(tier.creators_min.is_none_or(|min| creators >= min), "seed {seed}: too few of `{}`", tier.id);
        assert!(tier.creators_max.is_none_or(|max| creators <= max), "seed {seed}: too many of `{}`", tier.id);
    }
    for (platform, max) in &question.platforms {
        let on = |_: &Entrant, offering: &Offering| offering.posts.iter().any(|(own, ..)| own == platform);
        assert!(fees(&on) <= *max, "seed {seed}: the platform is exceeded");
    }
    assert!(
        question.fee_max.is_none_or(|max| bought.iter().all(|(.., fee)| *fee <= max)),
        "seed {seed}: above the cap"
    );
    for group in &question.exclusions {
        let members = bought.iter().filter(|(entrant, ..)| group.contains(&entrant.id)).count();
        assert!(members <= 1, "seed {seed}: {members} of one group");
    }
    for min in &question.posts_min {
        let posts: i64 = bought
            .iter()
            .flat_map(|(_, offering, _)| &offering.posts)
            .filter(|(on, ..)| *on == min.platform)
            .map(|(.., posts)| posts)
            .sum();
        assert!(posts >= min.posts.get() as i64, "seed {seed}: too few posts");
    }
    let is_booked = |id: &String| bought.iter().any(|(entrant, ..)| entrant.id == *id);
    for pin in &question.wishes.pins {
        let found = bought.iter().find(|(entrant, ..)| entrant.id == pin.creator);
        let package = found.map(|(_, offering, _)| &offering.id);
        assert!(package.is_some(), "seed {seed}: `{}` is pinned and not booked", pin.creator);
        assert!(pin.package.is_none() || pin.package.as_ref() == package, "seed {seed}: another package");
    }
    assert!(!question.wishes.bans.iter().any(is_booked), "seed {seed}: a banned creator is booked");
    assert!(bought.iter().all(|(entrant, ..)| entrant.barrier.is_none()), "seed {seed}: a barred creator is booked");
    assert_eq!(outcome.booked.len() + outcome.out.len(), question.entrants.len(), "seed {seed}: somebody is neither");
    assert!(outcome.value <= outcome.bound * (1.0 + 1e-9), "seed {seed}: above its own bound");
    named_displacers_are_booked(seed, question, outcome);
}

/// Whoever is named as the reason is in the plan, and the row that is short is one of money.
fn named_displacers_are_booked(seed: u64, question: &PlanQuestion, outcome: &Outcome) {
    let is_booked = |id: &str| outcome.booked.iter().any(|booked| question.entrants[booked.entrant].id == id);
    for (entrant, out) in &outcome.out {
        match out {
            Out::Excluded { by } => assert!(is_booked(by), "seed {seed}: `{by}` excludes and is not booked"),
            Out::Displaced { by, missing, bound } => {
                assert!(by.as_deref().is_none_or(is_booked), "seed {seed}: {by:?} displaces and is not booked");
                assert!(*missing > 0 && bound.is_money(), "seed {seed}: {missing} are missing of {bound}");
            }
            Out::Barred(barrier) => {
                let own = &question.entrants[*entrant];
                assert!(own.barrier.is_none() || own.barrier.as_ref() == Some(barrier), "seed {seed}: another barrier");
            }
            Out::TierFull { .. } | Out::AddsNothing => {}
        }
    }
}

/// The same plan whatever the order of the creators.
fn order_means_nothing(seed: u64, question: &PlanQuestion, outcome: &Outcome) {
    if question.pool.is_some() {
        // Audiences are named by their places, which are those of the entrants.
        return;
    }
    let mut turned = question.clone();
    turned.entrants.reverse();
    let named = |question: &PlanQuestion, outcome: &Outcome| -> Vec<(String, usize, i64)> {
        let booked = outcome.booked.iter();
        booked.map(|one| (question.entrants[one.entrant].id.clone(), one.offering, one.fee)).collect()
    };
    let again = plan(&turned).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    assert_eq!(named(&turned, &again), named(question, outcome), "seed {seed}");
}

/// More money for the line, everything else as it is, never lowers a proved optimum of a sum.
fn more_money_never_harms(seed: u64, question: &PlanQuestion, outcome: &Outcome) {
    let mut richer = question.clone();
    richer.fees += richer.fees / 5 + 1;
    let richer = plan(&richer).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    if outcome.is_proved && richer.is_proved {
        assert!(richer.value >= outcome.value * (1.0 - 1e-9), "seed {seed}: {} < {}", richer.value, outcome.value);
    }
}

fn alternatives_are_alternatives(seed: u64, question: &PlanQuestion, outcome: &Outcome) {
    let further = alternatives(question, outcome).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    if let Some(next) = &further.next_best {
        assert!(!next.goes.is_empty() || !next.comes.is_empty(), "seed {seed}: the next best plan is the same");
        assert!(
            !outcome.is_proved || next.value <= outcome.value * (1.0 + 1e-9),
            "seed {seed}: the next best is better"
        );
    }
    assert!(further.prices.iter().all(|price| price.gain >= 0.0), "seed {seed}: to relax a bound costs");
    for replacement in &further.replacements {
        let goes = &question.entrants[replacement.goes];
        let pinned = question.wishes.pins.iter().any(|pin| pin.creator == goes.id);
        assert!(replacement.comes.iter().all(|(entrant, _)| *entrant != replacement.goes || pinned), "seed {seed}");
    }
    assert_eq!(further.curve.len(), 3, "seed {seed}");
}

/// A refusal names what is wrong, and there is something wrong.
fn refused(seed: u64, question: &PlanQuestion, refusal: &NoPlan) {
    let entrant = |id: &str| question.entrants.iter().find(|entrant| entrant.id == id);
    match refusal {
        NoPlan::PinnedAndBanned { creator } => assert!(question.wishes.bans.contains(creator), "seed {seed}"),
        NoPlan::CannotBePinned { creator, barrier } => {
            let entrant = entrant(creator).unwrap();
            match barrier {
                Barrier::Verdict(_) => assert!(entrant.barrier.is_some(), "seed {seed}"),
                Barrier::AboveShare { fee, max } => assert!(fee > max, "seed {seed}"),
                Barrier::NoTier => assert!(entrant.tier.is_none(), "seed {seed}"),
                Barrier::NoPrice => assert!(entrant.offerings.iter().any(|one| one.fee.is_none()), "seed {seed}"),
                Barrier::NoValue => assert!(entrant.offerings.iter().any(|one| one.value.is_none()), "seed {seed}"),
                Barrier::NoPackage => {
                    let wanted = &question.wishes.pins[0].package;
                    let has = entrant.offerings.iter().any(|one| wanted.as_ref().is_none_or(|id| one.id == *id));
                    assert!(!has, "seed {seed}");
                }
                other => panic!("seed {seed}: {other:?}"),
            }
        }
        NoPlan::Nobody { fees, fee_max, .. } => {
            let most = fee_max.map_or(*fees, |max| max.min(*fees));
            let is_bounded = !question.platforms.is_empty()
                || question.tiers.iter().any(|tier| tier.fees.is_some() || tier.creators_max.is_some());
            let open = question
                .entrants
                .iter()
                .filter(|entrant| entrant.barrier.is_none() && !question.wishes.bans.contains(&entrant.id));
            let mut offered = open.flat_map(|entrant| &entrant.offerings);
            let adds =
                |one: &Offering| one.fee.is_some_and(|fee| fee <= most) && one.value.is_some_and(|value| value > 0.0);
            assert!(is_bounded || !offered.any(adds), "seed {seed}: somebody can be booked");
            assert!(question.wishes.pins.is_empty(), "seed {seed}: somebody is pinned");
        }
        NoPlan::Infeasible(infeasible) => assert!(!infeasible.conflicts.is_empty(), "seed {seed}: nothing is named"),
        other => panic!("seed {seed}: {other}"),
    }
}

#[test]
fn bounds_are_named_as_reports_write_them() {
    let named = [
        (Bound::Fees, "fees"),
        (Bound::TierFees("mega".to_owned()), "fees:mega"),
        (Bound::TierCreators("mega".to_owned()), "creators:mega"),
        (Bound::PlatformFees(Platform::Tiktok), "fees:tiktok"),
        (Bound::Exclusion(2), "exclusion:2"),
        (Bound::Posts(Platform::Instagram, Some(Format::Reel)), "posts:instagram:reel"),
    ];
    for (bound, name) in named {
        assert_eq!(bound.to_string(), name);
    }
}

/// A plan is repeated by the solver that made it, so what digests name is what is built in.
#[test]
fn the_solver_is_the_one_that_is_named() {
    let lock = std::fs::read_to_string(saring_tests::golden::repo().join("Cargo.lock")).unwrap();
    let (name, version) = saring_pack::SOLVER.split_once(' ').unwrap();
    assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")), "{}", saring_pack::SOLVER);
}

/// A package counts the followers of the account that publishes it: 1,000 of 1,000 on the first platform, 9,000 of 10,000
/// on the second, and 11,000 of 11,000 on both; people beyond them add up.
#[test]
fn people_are_those_of_the_platform_that_publishes() {
    let audience = |id: &str, platform: Platform, followers| Audience {
        id: id.to_owned(),
        platform,
        followers,
        weight: 1.0,
        sketch: None,
        countries: Vec::new(),
    };
    let audiences = vec![audience("one", PLATFORMS[0], 1_000), audience("one", PLATFORMS[1], 10_000)];
    let pool = Pool::new(audiences, &[], Vec::new());
    for (on, value, low, high) in [
        (vec![PLATFORMS[0]], 1_000.0, 1_000.0, 1_000.0),
        (vec![PLATFORMS[0]], 1_500.0, 1_000.0, 1_500.0),
        (vec![PLATFORMS[1]], 9_000.0, 9_000.0, 9_000.0),
        (vec![PLATFORMS[0], PLATFORMS[1]], 11_000.0, 10_000.0, 11_000.0),
    ] {
        let posts = on.iter().map(|platform| (*platform, Format::Video, 1)).collect();
        let offering = Offering { id: "package".to_owned(), fee: Some(10), value: Some(value), posts };
        let entrant = Entrant { id: "one".to_owned(), tier: None, barrier: None, offerings: vec![offering] };
        let question = PlanQuestion {
            entrants: vec![entrant],
            fees: 100,
            tiers: Vec::new(),
            fee_max: None,
            platforms: Vec::new(),
            exclusions: Vec::new(),
            posts_min: Vec::new(),
            wishes: Wishes::default(),
            pool: Some(pool.clone()),
            effort: Effort::default(),
        };
        let reach = plan(&question).unwrap().reach.unwrap();
        assert_eq!((reach.low, reach.high), (low, high), "{on:?} {value}");
    }
}

#[test]
fn two_minimums_or_pins_of_one_thing_are_both_heard() {
    let offering = |id: &str, posts| Offering {
        id: id.to_owned(),
        fee: Some(10),
        value: Some(5.0),
        posts: vec![(PLATFORMS[0], Format::Video, posts)],
    };
    let entrant = Entrant {
        id: "one".to_owned(),
        tier: None,
        barrier: None,
        offerings: vec![offering("small", 1), offering("large", 3)],
    };
    let base = PlanQuestion {
        entrants: vec![entrant],
        fees: 100,
        tiers: Vec::new(),
        fee_max: None,
        platforms: Vec::new(),
        exclusions: Vec::new(),
        posts_min: Vec::new(),
        wishes: Wishes::default(),
        pool: None,
        effort: Effort::default(),
    };
    for minimums in [[3, 1], [1, 3]] {
        let question = PlanQuestion { posts_min: minimums.map(posts_min).to_vec(), ..base.clone() };
        assert_eq!(plan(&question).unwrap().booked[0].offering, 1, "{minimums:?}");
    }
    let pin = |package: Option<&str>| Pin { creator: "one".to_owned(), package: package.map(str::to_owned) };
    let pinned = |pins: [Option<&str>; 2]| {
        let wishes = Wishes { pins: pins.map(pin).to_vec(), bans: Vec::new() };
        plan(&PlanQuestion { wishes, ..base.clone() })
    };
    assert_eq!(pinned([None, Some("large")]).unwrap().booked[0].offering, 1);
    assert!(matches!(pinned([Some("small"), Some("large")]), Err(NoPlan::PinnedTwice { .. })));
    // A rate that no campaign could pay stops nobody else.
    let mut dear = base.clone();
    dear.entrants[0].offerings[1].fee = Some(i64::MAX);
    assert_eq!(plan(&dear).unwrap().booked[0].offering, 0);
    let poor = PlanQuestion { fees: 9, ..base };
    assert!(matches!(plan(&poor), Err(NoPlan::Nobody { cheapest: Some(10), fees: 9, .. })));
}

/// Whom it costs least to let go is the one that adds least beside the others, not the one that is worth least alone.
#[test]
fn who_displaces_is_the_one_that_adds_least() {
    let creators = [("large", 1_000), ("twin", 950), ("small", 300), ("least", 20)];
    let entrant = |(id, followers): (&str, u64)| Entrant {
        id: id.to_owned(),
        tier: None,
        barrier: None,
        offerings: vec![Offering {
            id: "package".to_owned(),
            fee: Some(10),
            value: Some(followers as f64),
            posts: vec![(PLATFORMS[0], Format::Video, 1)],
        }],
    };
    let audience = |(id, followers): (&str, u64)| Audience {
        id: id.to_owned(),
        platform: Platform::Instagram,
        followers,
        weight: 1.0,
        sketch: None,
        countries: Vec::new(),
    };
    let pairs = (0..4).flat_map(|one| (one + 1..4).map(move |other| (one, other)));
    let shared = |pair| if pair == (0, 1) { 0.9 } else { 0.0 };
    let statements: Vec<Statement> =
        pairs.map(|(one, other)| Statement { one, other, said: Said::ShareOfSmaller(shared((one, other))) }).collect();
    let pool = Pool::new(creators.map(audience).to_vec(), &statements, Vec::new());
    let question = PlanQuestion {
        entrants: creators.map(entrant).to_vec(),
        fees: 30,
        tiers: Vec::new(),
        fee_max: None,
        platforms: Vec::new(),
        exclusions: Vec::new(),
        posts_min: Vec::new(),
        wishes: Wishes::default(),
        pool: Some(pool),
        effort: Effort::default(),
    };
    let outcome = plan(&question).unwrap();
    let mut adds: Vec<(f64, usize)> = outcome.booked.iter().map(|booked| (booked.adds, booked.entrant)).collect();
    adds.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(adds.iter().map(|(_, entrant)| *entrant).collect::<Vec<_>>(), [1, 0, 2]);
    let by = "twin".to_owned();
    assert_eq!(outcome.out, [(3, Out::Displaced { bound: Bound::Fees, missing: 10, by: Some(by) })]);
}

#[test]
fn wishes_speak_of_creators_that_there_are() {
    let mut question = question(1);
    question.wishes = Wishes { pins: Vec::new(), bans: vec!["nobody".to_owned()] };
    let refusal = plan(&question).unwrap_err();
    assert!(matches!(refusal, NoPlan::UnknownCreator { creator } if creator == "nobody"));
}
