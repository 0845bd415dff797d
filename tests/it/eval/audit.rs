//! An audit: what is knowable of creators without a campaign.

use std::sync::Arc;

use saring_app::audit::AuditRequest;
use saring_app::score::ScoreRequest;
use saring_app::{App, Config, demo};
use saring_eval::report::AuditReport;
use saring_eval::{Setting, check, classify, digest, layered, tell};
use saring_model::{Creator, Timestamp};
use saring_tests::scripted::{ScriptedRuntime, as_of, creator, pack};
use serde_json::{Value, json};

use super::{PACK, perfect, told, with};

fn audit(roster: &[Arc<Creator>], batch: usize) -> AuditReport {
    let pack = pack(PACK, ScriptedRuntime::default());
    let setting = Setting { pack: &pack, campaign: None, as_of: as_of() };
    let checked = roster.chunks(batch).flat_map(|batch| check(&setting, classify(&setting, batch)));
    let locale = pack.pack.locale("en");
    let told = checked.map(|checked| tell::audited(&setting, locale, &layered(&setting, checked))).collect();
    let inputs = digest::creators(roster.iter().map(|creator| digest::creator(creator)).collect());
    tell::audit(&setting, "en", inputs, told, Vec::new())
}

/// Checks what the audit of one creator says at JSON pointers.
#[track_caller]
fn expect(says: Value, wanted: &[(&str, Value)]) {
    let told = told(&audit(&[creator("one", &says)], 1).creators[0]);
    for (pointer, value) in wanted {
        assert_eq!(told.pointer(pointer).unwrap_or(&Value::Null), value, "at {pointer} of {told:#}");
    }
}

#[test]
fn a_perfect_creator_would_pass_and_nothing_sums_up_the_layers() {
    expect(
        perfect(),
        &[
            ("/outlook", json!("would_pass")),
            ("/gates", json!([{ "layer": "trust", "outlook": "would_pass" }])),
            ("/vetoes", json!([])),
            ("/coverage", json!(1)),
            ("/layers/0/gate/outcome", json!("passed")),
            ("/layers/0/points", json!({ "possible": 100, "earned": 100, "lost": 0 })),
            ("/layers/0/checks/1/points/possible", json!(75)),
            ("/tier/role", json!("local")),
            ("/tier/measured_by", json!(["sentiment"])),
            ("/needs_campaign", json!([])),
            ("/needs_data", json!([])),
            ("/next_best_data", json!([])),
            ("/verdict", Value::Null),
            ("/rank", Value::Null),
            ("/score", Value::Null),
        ],
    );
}

#[test]
fn what_waits_for_a_campaign_is_told_apart_from_what_waits_for_data() {
    let posts = "creator.accounts[].posts";
    expect(
        with(json!({
            "style": { "missing": [posts], "reason": "style.no-posts" },
            "format": { "missing": ["campaign.deliverables", posts] },
            "reply": { "missing": ["campaign.brand"] },
        })),
        &[
            ("/needs_campaign/0/check", json!("craft.format")),
            ("/needs_campaign/0/missing", json!([posts, "campaign.deliverables"])),
            ("/needs_campaign/1/check", json!("bond.reply")),
            ("/needs_data", json!([{ "check": "craft.style", "reason": "style.no-posts", "missing": [posts] }])),
            // `craft.format` may stay silent without a campaign, whatever is found out, so it gives no reason to get any.
            ("/next_best_data/0/field", json!(posts)),
            ("/next_best_data/0/checks", json!(["craft.style"])),
            ("/next_best_data/1", Value::Null),
            // One of three layers, half of whose weight waits for this.
            ("/next_best_data/0/closes", json!(16.6667)),
            ("/coverage", json!(0.333333)),
            ("/outlook", json!("would_pass")),
        ],
    );
}

#[test]
fn a_gate_tells_what_it_would_say() {
    let gate = |says: Value, outlook: &str| {
        expect(with(says), &[("/outlook", json!(outlook)), ("/gates/0/outlook", json!(outlook))]);
    };
    gate(json!({ "rate": 10, "growth": 30 }), "would_fail");
    gate(json!({ "rate": { "missing": ["creator.accounts[].posts"] } }), "unknown");
    gate(json!({ "rate": { "fault": "fuel" } }), "unknown");
}

#[test]
fn a_veto_stands_beside_perfect_checks() {
    expect(
        with(json!({ "style": { "score": 100, "veto": "style.floor" } })),
        &[
            ("/outlook", json!("would_fail")),
            ("/gates/0/outlook", json!("would_pass")),
            ("/vetoes/0/check", json!("craft.style")),
            ("/vetoes/0/reason/code", json!("style.floor")),
        ],
    );
}

#[test]
fn a_fault_is_a_fault_and_no_want_of_data() {
    expect(
        with(json!({ "style": { "fault": "fuel" } })),
        &[("/faults/0/rule", json!("craft.style")), ("/needs_data", json!([])), ("/needs_campaign", json!([]))],
    );
}

#[test]
fn order_and_batches_change_no_byte() {
    let says = |n: usize| with(json!({ "rate": n * 12, "growth": { "missing": ["campaign.brand"] } }));
    let mut roster: Vec<Arc<Creator>> = (0..9).map(|n| creator(&format!("creator-{n}"), &says(n))).collect();
    let whole = told(&audit(&roster, 9));
    let ids: Vec<&Value> = whole["creators"].as_array().unwrap().iter().map(|creator| &creator["id"]).collect();
    assert!(ids.is_sorted_by_key(|id| id.as_str()), "{ids:?}");
    let counted = |key: &str| whole["summary"][key].as_u64().unwrap();
    assert_eq!(counted("creators"), 9);
    assert_eq!(counted("would_pass") + counted("unknown") + counted("would_fail"), 9);
    let waits = json!([{ "check": "trust.growth", "creators": 9, "reason": "", "missing": ["campaign.brand"] }]);
    assert_eq!(whole["summary"]["needs_campaign"], waits);
    roster.rotate_left(4);
    roster.swap(0, 7);
    for batch in [1, 2, 5] {
        assert_eq!(told(&audit(&roster, batch)), whole, "batches of {batch}");
    }
}

/// Of the standard packs: what speaks of a fictional creator for a campaign, and is silent in its audit, must say so by
/// naming what it lacks of the campaign. Otherwise people would look for data that is there.
#[test]
fn checks_that_only_a_campaign_lets_speak_name_it() {
    let app = App::open(&Config::default()).unwrap();
    let moment = Timestamp::parse("2026-03-01T00:00:00Z").unwrap();
    let creators: Vec<Arc<Creator>> = demo::roster(7, 60, moment).into_iter().map(Arc::new).collect();
    let campaign = Arc::new(demo::campaign().unwrap());
    for pack in ["standard", "screening"] {
        let request =
            ScoreRequest { pack: Some(pack.to_owned()), ..ScoreRequest::new(campaign.clone(), creators.clone()) };
        let scored = app.score(&request, moment).unwrap();
        let request = AuditRequest { pack: Some(pack.to_owned()), ..AuditRequest::new(creators.clone()) };
        let audited = app.audit(&request, moment).unwrap();
        assert_eq!(audited.summary.faults, scored.summary.faults, "{pack}: rules hold without a campaign");
        let mut waiting = 0;
        for creator in &audited.creators {
            let among = scored.creators.iter().find(|told| told.id == creator.id).unwrap();
            // A campaign chooses the account by its platforms, an audit the largest; another account knows other things.
            if among.account.platform != creator.account.platform {
                continue;
            }
            let spoke = |wanted: &str| {
                let (layer, check) = wanted.split_once('.').unwrap();
                let layer = among.layers.iter().find(|told| told.id == layer).unwrap();
                layer.checks.iter().any(|told| told.id == check && told.score.is_some())
            };
            for silent in &creator.needs_data {
                assert!(!spoke(&silent.check), "{pack}: {} of {} names no campaign field", silent.check, creator.id);
            }
            waiting += creator.needs_campaign.iter().filter(|silent| spoke(&silent.check)).count();
        }
        assert!(waiting > 0, "{pack}: no check waits for a campaign");
    }
}
