//! The demo's creators and campaign: the same everywhere, valid, and realistic in what is missing.

use std::collections::BTreeSet;

use saring_app::demo::{campaign, roster};
use saring_model::creator::Disclosure;
use saring_model::{Account, Creator, Platform, Timestamp, decode};

fn as_of() -> Timestamp {
    Timestamp::parse("2026-03-02T00:00:00Z").expect("an instant")
}

fn json(creators: &[Creator]) -> Vec<String> {
    creators.iter().map(|creator| serde_json::to_string(creator).expect("a creator is JSON")).collect()
}

/// FNV-1a, 64 bits: enough to see that a byte has changed.
fn digest(lines: &[String]) -> u64 {
    lines
        .iter()
        .flat_map(|line| line.bytes().chain([b'\n']))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The share of the creators, in percent, that something holds of.
fn percent(creators: &[Creator], holds: impl Fn(&Creator) -> bool) -> usize {
    creators.iter().filter(|creator| holds(creator)).count() * 100 / creators.len()
}

fn first(creator: &Creator) -> &Account {
    &creator.accounts[0]
}

#[test]
fn a_seed_gives_the_same_creators_everywhere() {
    let creators = json(&roster(7, 200, as_of()));
    assert_eq!(
        digest(&creators),
        9_924_634_708_832_844_612,
        "change this on purpose alone: README and golden reports show these creators"
    );
    assert_eq!(creators[..50], json(&roster(7, 50, as_of())), "a shorter roster is the beginning of a longer one");
    assert_ne!(creators[0], json(&roster(8, 1, as_of()))[0], "another seed, other creators");
    assert!(roster(7, 0, as_of()).is_empty(), "none where none are asked for");
}

#[test]
fn every_creator_survives_being_written_and_read() {
    for seed in [0, 7, u64::MAX] {
        let creators = roster(seed, 700, as_of());
        assert_eq!(creators.len(), 700, "every creator could be made");
        for (creator, line) in creators.iter().zip(json(&creators)) {
            let read: Creator = decode(line.as_bytes()).unwrap_or_else(|found| panic!("{line}\n{found}"));
            assert_eq!(read, *creator, "{line}");
        }
        let ids: BTreeSet<&str> = creators.iter().map(|creator| creator.id.as_str()).collect();
        assert_eq!(ids.len(), 700, "identifiers are different");
    }
}

#[test]
fn creators_are_of_every_size_and_as_large_as_real_ones() {
    let creators = roster(7, 5_000, as_of());
    let sizes: [(f64, f64, std::ops::RangeInclusive<usize>); 5] =
        [(0.0, 1e3, 1..=6), (1e3, 1e4, 20..=35), (1e4, 5e4, 30..=45), (5e4, 5e5, 22..=35), (5e5, 1e9, 2..=7)];
    for (low, high, wanted) in sizes {
        let share = percent(&creators, |creator| {
            first(creator).followers.is_some_and(|followers| (low..high).contains(&followers.as_f64()))
        });
        assert!(wanted.contains(&share), "{low} to {high} followers: {share} %, where {wanted:?} is due");
    }
    let bytes = json(&creators).iter().map(String::len).sum::<usize>() / creators.len();
    assert!((4_000..14_000).contains(&bytes), "{bytes} bytes per creator");
}

#[test]
fn what_is_missing_is_what_agencies_miss() {
    let creators = roster(7, 5_000, as_of());
    let audience = |creator: &Creator| first(creator).audience.as_ref().map(|audiences| audiences[0].clone());
    let posts = |creator: &Creator| first(creator).posts.as_ref().map_or(0, |posts| posts.len());
    let on = |platform: Platform| -> Vec<Creator> {
        creators
            .iter()
            .filter(|creator| first(creator).platform == platform && audience(creator).is_some())
            .cloned()
            .collect()
    };
    let typed = |creator: &Creator| audience(creator).is_some_and(|audience| audience.types.is_some());
    let hidden = |creator: &Creator| {
        posts(creator) > 0 && first(creator).posts.iter().flatten().all(|post| post.likes.is_none())
    };
    let shares = [
        ("posts", percent(&creators, |creator| posts(creator) >= 12), 68..=85),
        ("history", percent(&creators, |creator| first(creator).history.is_some()), 68..=82),
        ("an audience", percent(&creators, |creator| audience(creator).is_some()), 54..=68),
        ("kinds of followers on Instagram", percent(&on(Platform::Instagram), typed), 82..=97),
        ("kinds of followers on TikTok", percent(&on(Platform::Tiktok), typed), 4..=18),
        (
            "aggregates alone",
            percent(&creators, |creator| first(creator).reported.is_some() && posts(creator) == 0),
            10..=20,
        ),
        ("hidden likes", percent(&creators, hidden), 2..=9),
        ("prices", percent(&creators, |creator| creator.rates.is_some()), 34..=48),
        ("past campaigns", percent(&creators, |creator| creator.campaign_history.is_some()), 30..=44),
        ("terms", percent(&creators, |creator| creator.relationship.is_some()), 40..=55),
        ("ratings", percent(&creators, |creator| creator.ratings.is_some()), 20..=33),
        ("comments", percent(&creators, |creator| first(creator).comments_sample.is_some()), 15..=27),
        ("a second account", percent(&creators, |creator| creator.accounts.len() == 2), 30..=40),
    ];
    for (what, share, wanted) in shares {
        assert!(wanted.contains(&share), "{what}: {share} %, where {wanted:?} is due");
    }
    // No post is from the future, and every number is of the past.
    let late = |account: &Account| account.posts.iter().flatten().any(|post| post.at > as_of());
    assert!(creators.iter().all(|creator| !creator.accounts.iter().any(late)), "posts are older than the day");
}

#[test]
fn the_creators_have_the_stories_that_a_shortlist_tells() {
    let creators = roster(7, 200, as_of());
    let campaign = campaign().expect("the campaign is valid");
    let category = campaign.brand.category.as_ref().expect("a category");
    let rivals = campaign.brand.competitors.as_ref().expect("rivals");
    let today = as_of().date();
    let bound = |creator: &Creator| {
        let terms = creator.relationship.as_ref().and_then(|relationship| relationship.exclusivity.as_ref());
        terms.into_iter().flatten().any(|terms| {
            terms.category == *category
                && terms.brand.as_ref().is_some_and(|brand| rivals.contains(brand))
                && terms.from.is_none_or(|from| from <= today)
                && terms.until.is_none_or(|until| until > campaign.flight.as_ref().expect("a flight").end)
        })
    };
    let jumped = |creator: &Creator| {
        let history = first(creator).history.as_ref().map(|history| history.to_vec()).unwrap_or_default();
        history.windows(2).any(|pair| {
            let step = if pair[1].at.days_since(pair[0].at) == 1 { 1.1 } else { 1.3 };
            let followers = pair.iter().filter_map(|point| Some(point.followers?.as_f64()));
            followers.reduce(|before, after| after / before).is_some_and(|growth| growth > step)
        })
    };
    let abroad = |creator: &Creator| {
        let audience = first(creator).audience.iter().flatten().next();
        let countries = audience.and_then(|audience| audience.countries.as_ref());
        countries.into_iter().flatten().any(|cell| cell.code.as_str() == "ID" && cell.share.get() < 0.35)
    };
    let sponsored = |creator: &Creator, holds: &dyn Fn(&saring_model::Post) -> bool| {
        first(creator).posts.iter().flatten().any(|post| post.sponsored == Some(true) && holds(post))
    };
    let rival =
        |post: &saring_model::Post| post.sponsors.iter().flatten().any(|sponsor| rivals.contains(&sponsor.name));
    let count = |holds: &dyn Fn(&Creator) -> bool| creators.iter().filter(|creator| holds(creator)).count();
    for (story, found, wanted) in [
        ("bound to a rival through the flight", count(&bound), 4..=16),
        ("a jump in followers", count(&jumped), 10..=40),
        ("an audience abroad", count(&abroad), 4..=24),
        ("sponsored by a rival", count(&|creator| sponsored(creator, &rival)), 4..=40),
        (
            "sponsored without saying so",
            count(&|creator| sponsored(creator, &|post| post.disclosure == Some(Disclosure::None))),
            5..=60,
        ),
    ] {
        assert!(wanted.contains(&found), "{story}: {found} of 200, where {wanted:?} are due");
    }
}

#[test]
fn the_campaign_has_all_that_checks_ask_for() {
    let campaign = campaign().expect("the campaign is valid");
    let brief = campaign.brief.as_ref().expect("a brief");
    assert!((3..=5).contains(&brief.messaging_pillars.as_ref().expect("pillars").len()), "three to five pillars");
    assert!(campaign.target.as_ref().expect("a target").gender_age.is_some(), "a target of gender and age");
    assert_eq!(
        campaign.flight.as_ref().and_then(|flight| flight.tz.as_ref()).map(|tz| tz.as_str()),
        Some("Asia/Jakarta")
    );
    assert_eq!(
        campaign.brand.category.as_ref().map(|category| category.as_str()),
        Some("iab-ap:2.0:1244"),
        "skin care"
    );
    let written = serde_json::to_vec(&campaign).expect("JSON");
    assert_eq!(decode::<saring_model::Campaign>(&written), Ok(campaign), "it survives being written and read");
}

mod running {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::{Arc, LazyLock};

    use saring_app::demo::{self, running};
    use saring_app::plan::PlanRequest;
    use saring_app::running::RunningRequest;
    use saring_app::score::ScoreRequest;
    use saring_app::{App, Config, DEFAULT_PACK};
    use saring_model::plan::Plan;
    use saring_model::timeline::{Event, Timeline, What};
    use saring_model::{Campaign, Creator, Id, List, Timestamp, decode};

    use super::as_of;

    struct Ran {
        app: App,
        campaign: Arc<Campaign>,
        plan: Arc<Plan>,
        creators: Vec<Creator>,
        events: Vec<Event>,
    }

    /// The demo as `saring demo` runs it, planned once for all tests.
    static RAN: LazyLock<Ran> = LazyLock::new(|| {
        let app = App::open(&Config::default()).expect("the standard pack");
        let creators = demo::roster(7, 200, as_of());
        let campaign = demo::campaign().expect("the campaign is valid");
        let request = ScoreRequest {
            pack: Some(DEFAULT_PACK.to_owned()),
            campaign: Arc::new(campaign.clone()),
            creators: creators.iter().cloned().map(Arc::new).collect(),
            invalid: Vec::new(),
            as_of: Some(as_of()),
            lang: None,
            top: None,
            require_plugins: false,
        };
        let plan = app.plan(&PlanRequest::new(request), as_of()).expect("a plan").plan;
        let campaign = running::campaign(&campaign, &plan).expect("a running campaign");
        let events = running::timeline(7, &campaign, &plan, &creators);
        Ran { app, campaign: Arc::new(campaign), plan: Arc::new(plan), creators, events }
    });

    fn request(ran: &Ran) -> RunningRequest {
        let team = running::team(7, &ran.plan, &ran.creators);
        RunningRequest {
            plan: Some(Arc::clone(&ran.plan)),
            creators: team.into_iter().map(Arc::new).collect(),
            events: ran.events.clone(),
            ..RunningRequest::new(Arc::clone(&ran.campaign))
        }
    }

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("an instant")
    }

    #[test]
    fn what_happened_is_a_function_of_campaign_plan_and_seed() {
        let ran = &*RAN;
        let again = |seed| running::timeline(seed, &ran.campaign, &ran.plan, &ran.creators);
        assert_eq!(again(7), ran.events);
        assert_ne!(again(8), ran.events, "another seed, other events");
        let list = List::new(ran.events.clone()).unwrap_or_else(|_| panic!("few enough"));
        let written = serde_json::to_vec(&Timeline { events: list }).expect("JSON");
        let read: Timeline = decode(&written).unwrap_or_else(|found| panic!("{found}"));
        assert_eq!(read.events.as_ref(), ran.events.as_slice(), "it survives being written and read");
        let ids: BTreeSet<&Id> = ran.events.iter().map(|event| &event.id).collect();
        assert_eq!(ids.len(), ran.events.len(), "each event has an identifier of its own");
        assert!((6_000..16_000).contains(&ran.events.len()), "{} events", ran.events.len());
        let mut few = (*ran.plan).clone();
        few.bookings.retain(|booking| booking.creator == ran.plan.bookings[0].creator);
        let alone = running::timeline(7, &ran.campaign, &few, &ran.creators);
        let creators: BTreeSet<&Id> = alone.iter().filter_map(|event| event.creator.as_ref()).collect();
        assert_eq!(
            creators.into_iter().collect::<Vec<_>>(),
            [&few.bookings[0].creator],
            "only who is booked takes part"
        );
    }

    #[test]
    fn it_has_every_kind_of_event_and_numbers_that_come_late() {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        RAN.events.iter().for_each(|event| *kinds.entry(event.what.kind()).or_default() += 1);
        assert_eq!(kinds.len(), 19, "{kinds:?}");
        let late = |event: &&Event| event.received_at.is_some_and(|at| at.hours_since(event.at) > 2.0);
        let late: Vec<&Event> = RAN.events.iter().filter(late).collect();
        assert!(late.len() > 50, "{} are late", late.len());
        assert!(
            late.iter().all(|event| event.received_at.is_some_and(|at| at.hours_since(event.at) <= 48.0)),
            "none is later than two days"
        );
        let posts = RAN.events.iter().filter(|event| matches!(event.what, What::PostPublished(_))).count();
        let due: u64 = RAN
            .plan
            .bookings
            .iter()
            .flat_map(|booking| booking.deliverables.iter())
            .map(|one| one.quantity.map_or(1, |quantity| quantity.get()))
            .sum();
        assert_eq!(posts as u64, due, "what was ordered is what was published");
    }

    #[test]
    fn every_trigger_acts_and_a_crisis_escalates_and_pauses_what_costs_money() {
        let ran = &*RAN;
        let report = ran.app.triggers(&request(ran)).unwrap_or_else(|refusal| panic!("{refusal}"));
        let fired = |trigger: &str| {
            let of = |action: &&saring_app::report::ActionReport| action.action.trigger.as_str() == trigger;
            report.actions.iter().filter(of).map(|action| &action.action).collect::<Vec<_>>()
        };
        for trigger in ["amplify", "adjust-message", "expand", "mention-volume", "crisis"] {
            assert!((1..=5).contains(&fired(trigger).len()), "{trigger} acts {} times", fired(trigger).len());
        }
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert!(fired("crisis").iter().any(|action| action.escalates.is_some()), "it escalates");
        let crisis = fired("crisis")[0].at;
        let at = moment("2026-05-19T12:00:00Z");
        assert!(crisis < at && at.hours_since(crisis) < 1.0, "{crisis}");
        let during = RunningRequest { as_of: Some(at), ..request(ran) };
        let during = ran.app.triggers(&during).unwrap_or_else(|refusal| panic!("{refusal}"));
        let paused = during.standing.iter().filter(|one| one.trigger == "amplify");
        let paused: Vec<_> = paused.filter(|one| one.reasons.iter().any(|it| it.code == "watch.paused")).collect();
        assert_eq!(paused.len(), 1, "a strong post waits for the crisis to pass: {:?}", during.standing);
    }
}
