use super::that_exists;
use crate::contacts::plan::tests::{Kept, MONDAY, desk, lines, now};
use crate::wire::{MoveLineRequest, SheetsRequest};
use std::collections::BTreeMap;

/// The events of a file: each its properties by name, unfolded.
fn events(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap().replace("\r\n ", "");
    let mut events: Vec<BTreeMap<String, String>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "BEGIN:VEVENT" => {
                inside = true;
                events.push(BTreeMap::new());
            }
            "END:VEVENT" => inside = false,
            _ if inside => {
                let (name, value) = line.split_once(':').unwrap();
                events.last_mut().unwrap().insert(name.to_owned(), value.to_owned());
            }
            _ => {}
        }
    }
    events
}

fn of_all(kept: &mut Kept) -> Vec<BTreeMap<String, String>> {
    kept.session.calendars(now(MONDAY)).unwrap().iter().flat_map(|file| events(&file.bytes)).collect()
}

#[test]
fn a_calendar_has_each_accepted_contact_once_and_no_name_or_reference() {
    let mut kept = desk();
    let all = lines(&mut kept);
    let on = all[0].on.clone();
    let request = SheetsRequest { on: on.clone(), officer: None, as_list: false };
    kept.session.print_sheets(&request, now(MONDAY)).unwrap();
    let before = kept.session.book.head().unwrap().number;
    let files = kept.session.calendars(now(MONDAY)).unwrap();
    assert_eq!(kept.session.book.head().unwrap().number, before + 1, "taking them out is one entry");
    let text: String = files.iter().map(|file| String::from_utf8(file.bytes.clone()).unwrap()).collect();
    for line in &all {
        assert!(!text.contains(&line.reference) && !text.contains(&line.victim) && !text.contains(&line.case));
    }
    assert!(!text.contains("Officer 1"), "the officer is a collar number");
    assert!(text.contains("contact\\, sheet 0"), "a printed sheet is found by its number");
    let all_events = of_all(&mut kept);
    assert_eq!(all_events.len(), 6);
    assert!(all_events.iter().all(|event| event["STATUS"] == "CONFIRMED" && event["CLASS"] == "PRIVATE"));
    let one = kept.session.calendar("1sw", now(MONDAY)).unwrap();
    assert_eq!(one.file_name, "reassure-calendar-1SW.ics");
    let nobody = kept.session.calendar("99SW", now(MONDAY)).err().unwrap();
    assert!(nobody.to_string().contains("No officer on the list"), "{nobody}");
}

#[test]
fn a_line_that_moves_keeps_its_id_and_rises_and_one_given_away_is_cancelled() {
    let mut kept = desk();
    let line = lines(&mut kept)[0].clone();
    let before = of_all(&mut kept);
    let places = kept.session.plan_places(&line.case, now(MONDAY)).unwrap();
    let other_day = places.iter().find(|place| place.allowed && place.officer == line.officer && place.on != line.on);
    let other_day = other_day.unwrap().clone();
    let to = |officer: &str, on: &str| MoveLineRequest {
        case: line.case.clone(),
        officer: officer.to_owned(),
        on: on.to_owned(),
    };
    kept.session.move_line(&to(&line.officer, &other_day.on), now(MONDAY)).unwrap();
    let moved = of_all(&mut kept);
    let changed: Vec<_> = moved.iter().filter(|event| !before.contains(event)).collect();
    assert_eq!(changed.len(), 1, "only the line that moved is another");
    let was = before.iter().find(|event| event["UID"] == changed[0]["UID"]).unwrap();
    assert!(was["SEQUENCE"].parse::<u32>().unwrap() < changed[0]["SEQUENCE"].parse::<u32>().unwrap());
    assert_eq!(moved.len(), 6);
    let other = places.iter().find(|place| place.allowed && place.officer != line.officer).unwrap().clone();
    let done = kept.session.move_line(&to(&other.officer, &other.on), now(MONDAY)).unwrap();
    let given = of_all(&mut kept);
    let cancelled: Vec<_> = given.iter().filter(|event| event["STATUS"] == "CANCELLED").collect();
    assert_eq!((given.len(), cancelled.len()), (7, 1));
    assert_eq!(cancelled[0]["UID"], changed[0]["UID"], "the first officer's");
    assert!(changed[0]["SEQUENCE"].parse::<u32>().unwrap() < cancelled[0]["SEQUENCE"].parse::<u32>().unwrap());
    kept.undo(&done, MONDAY);
    let back = of_all(&mut kept);
    let again = back.iter().find(|event| event["UID"] == changed[0]["UID"]).unwrap();
    assert_eq!(again["STATUS"], "CONFIRMED");
    assert!(cancelled[0]["SEQUENCE"].parse::<u32>().unwrap() < again["SEQUENCE"].parse::<u32>().unwrap());
}

#[test]
fn a_time_that_the_clocks_leave_out_is_an_hour_later() {
    let at = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    assert_eq!(that_exists(at("2027-03-28 01:30")), at("2027-03-28 02:30"));
    assert_eq!(that_exists(at("2026-10-25 01:30")), at("2026-10-25 01:30"), "the first of the two");
}
