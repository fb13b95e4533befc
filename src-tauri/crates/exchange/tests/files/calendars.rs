//! A calendar file as written, byte for byte, and as an independent reader reads it.
//!
//! `tests/fixtures/calendar.ics` is written by this test where `REASSURE_MAKE_CALENDAR_FIXTURE` is set, and
//! `calendar.json` by `read_calendar.py` from it, with the PyPI package icalendar: then it is read by hand.

use caseload::SheetNumber;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use exchange::calendar::{CalendarContact, When, calendar_bytes};
use serde_json::{Value, json};

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn contact(uid: &str, when: When) -> CalendarContact {
    CalendarContact {
        uid: format!("{uid}@reassure.invalid"),
        sequence: 1,
        when,
        collar: "1002SW".to_owned(),
        place: Some("St Helier, Merton".to_owned()),
        sheet: Some(SheetNumber(42)),
        cancelled: false,
    }
}

fn shift(starts: &str, ends: &str) -> When {
    When::Shift { starts: at(starts), ends: at(ends) }
}

/// Each contact with its beginning and end as a reader must find them: days, or instants in UTC.
fn contacts() -> Vec<(CalendarContact, &'static str, &'static str)> {
    let winter = contact("a1", shift("2026-11-24T07:00:00", "2026-11-24T15:00:00"));
    let summer = contact("a2", shift("2026-07-01T07:00:00", "2026-07-01T15:00:00"));
    // The clocks go back in the first of these nights, and forward in the second.
    let autumn = contact("a3", shift("2026-10-24T22:00:00", "2026-10-25T07:00:00"));
    let spring = contact("a4", shift("2027-03-27T22:00:00", "2027-03-28T07:00:00"));
    let all_day = contact("a5", When::Day(day("2028-02-29")));
    let moved = CalendarContact { sequence: 4, cancelled: true, sheet: None, ..winter.clone() };
    let moved = CalendarContact { uid: "a6@reassure.invalid".to_owned(), ..moved };
    let odd = CalendarContact {
        uid: "a7@reassure.invalid".to_owned(),
        place: Some(
            "Ward; \"of\" Llanfair\u{2011}\u{f4}l, \\ a place whose name is so long that its line has to be folded"
                .to_owned(),
        ),
        ..summer.clone()
    };
    let nowhere = CalendarContact { uid: "a8@reassure.invalid".to_owned(), place: None, ..all_day.clone() };
    vec![
        (winter, "2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z"),
        (summer, "2026-07-01T06:00:00Z", "2026-07-01T14:00:00Z"),
        (autumn, "2026-10-24T21:00:00Z", "2026-10-25T07:00:00Z"),
        (spring, "2027-03-27T22:00:00Z", "2027-03-28T06:00:00Z"),
        (all_day, "2028-02-29", "2028-03-01"),
        (moved, "2026-11-24T07:00:00Z", "2026-11-24T15:00:00Z"),
        (odd, "2026-07-01T06:00:00Z", "2026-07-01T14:00:00Z"),
        (nowhere, "2028-02-29", "2028-03-01"),
    ]
}

fn written() -> Vec<u8> {
    let made_at: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
    let contacts: Vec<CalendarContact> = contacts().into_iter().map(|(contact, ..)| contact).collect();
    calendar_bytes(&contacts, made_at).unwrap()
}

#[test]
fn the_file_is_the_fixture_byte_for_byte() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/calendar.ics");
    let bytes = written();
    if std::env::var_os("REASSURE_MAKE_CALENDAR_FIXTURE").is_some() {
        std::fs::write(path, &bytes).unwrap();
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text(&bytes), text(&std::fs::read(path).unwrap()));
    for line in text(&bytes).split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "a line of RFC 5545 ends with CRLF and has 75 bytes: {line}");
    }
}

#[test]
fn an_independent_reader_finds_what_was_written() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/calendar.json");
    let read: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(read["method"], "PUBLISH");
    assert_eq!(read["time_zones"], json!(["Europe/London"]));
    assert_eq!(read["errors"], json!([]), "the reader takes every line as right");
    let expected: Vec<Value> = contacts()
        .into_iter()
        .map(|(contact, starts, ends)| {
            let sheet = contact.sheet.map_or_else(String::new, |sheet| format!(", sheet {sheet}"));
            json!({
                "uid": contact.uid,
                "sequence": contact.sequence,
                "status": if contact.cancelled { "CANCELLED" } else { "CONFIRMED" },
                "summary": format!("Reassurance contact{sheet}"),
                "description": format!("For {}. What to know is on the contact sheet.", contact.collar),
                "location": contact.place,
                "class": "PRIVATE",
                "transp": "TRANSPARENT",
                "made": "2026-11-23T09:00:00Z",
                "starts": starts,
                "ends": ends,
            })
        })
        .collect();
    assert_eq!(read["events"], Value::Array(expected));
}
