//! Hours to an answer, by the clock and by the hours of work.

use saring_model::TimeZone;
use saring_model::creator::Reply;
use saring_vocabulary::replies::{WorkWeek, answered};
use serde_json::json;

use super::{instant, read};

const OFFICE: WorkWeek =
    WorkWeek { days: [true, true, true, true, true, false, false], from_hour: 9.0, until_hour: 18.0 };

fn hours(zone: Option<&str>, week: &WorkWeek, sent: &str, answer: &str) -> f64 {
    let replies: Vec<Reply> = read(json!([{ "sent": sent, "answered": answer }]));
    let zone = zone.map(|zone| TimeZone::new(zone).unwrap());
    let work = zone.as_ref().map(|zone| (week, zone));
    answered(&replies, instant("2026-12-31T00:00:00Z"), 72.0, work).hours.sum()
}

#[test]
fn nights_and_weekends_do_not_count() {
    let night = WorkWeek { from_hour: 22.0, until_hour: 20.0, ..OFFICE };
    let table = [
        // 2026-02-20 was a Friday.
        (Some("UTC"), &OFFICE, "2026-02-20T17:00:00Z", "2026-02-23T10:00:00Z", 2.0),
        (Some("UTC"), &OFFICE, "2026-02-21T08:00:00Z", "2026-02-22T22:00:00Z", 0.0),
        (Some("UTC"), &OFFICE, "2026-02-20T07:00:00Z", "2026-02-20T22:00:00Z", 9.0),
        (Some("UTC"), &OFFICE, "2026-02-20T10:15:00Z", "2026-02-20T10:45:00Z", 0.5),
        (Some("UTC"), &OFFICE, "2026-02-06T12:00:00Z", "2026-02-20T12:00:00Z", 90.0),
        (Some("UTC"), &OFFICE, "1970-01-01T12:00:00Z", "1970-01-05T12:00:00Z", 18.0),
        // 17:00 in Jakarta; 19:00 in Jayapura, where work is over.
        (Some("Asia/Jakarta"), &OFFICE, "2026-02-20T10:00:00Z", "2026-02-23T03:00:00Z", 2.0),
        (Some("Asia/Jayapura"), &OFFICE, "2026-02-20T10:00:00Z", "2026-02-23T03:00:00Z", 3.0),
        // Clocks go forward in Berlin on Sunday, and the days of work keep their hours.
        (Some("Europe/Berlin"), &OFFICE, "2026-03-27T16:00:00Z", "2026-03-30T08:00:00Z", 2.0),
        (Some("UTC"), &night, "2026-02-20T07:00:00Z", "2026-02-27T22:00:00Z", 0.0),
        (None, &OFFICE, "2026-02-20T17:00:00Z", "2026-02-23T10:00:00Z", 65.0),
    ];
    for (zone, week, sent, answer, wanted) in table {
        assert_eq!(hours(zone, week, sent, answer), wanted, "{zone:?} {sent} {answer}");
    }
}

#[test]
fn a_message_is_unanswered_once_it_is_overdue() {
    let replies: Vec<Reply> = read(json!([
        { "sent": "2026-02-01T00:00:00Z", "answered": "2026-02-01T06:00:00Z" },
        { "sent": "2026-02-26T00:00:00Z" },
        { "sent": "2026-02-25T23:59:59Z" },
        { "sent": "2026-02-20T00:00:00Z", "answered": "2026-03-01T00:00:01Z" },
        { "sent": "2026-02-28T00:00:00Z", "answered": "2026-03-01T00:00:01Z" },
        { "sent": "2026-03-01T00:00:01Z" },
    ]));
    let found = answered(&replies, instant("2026-03-01T00:00:00Z"), 72.0, None);
    assert_eq!((found.judged, found.hours.sorted()), (3, &[6.0][..]));
    assert_eq!(answered(&[], instant("2026-03-01T00:00:00Z"), 72.0, None).judged, 0);
}
