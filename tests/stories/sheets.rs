//! Contact sheets: their numbers, how they find the contact when they come back, and what is logged.

use crate::pdf;
use crate::support::{Kept, crime, new_desk, now, officer};
use desk::wire::{HeapKind, SheetsRequest};
use std::collections::BTreeSet;

const MONDAY: &str = "2026-11-16";
const NEXT_DAY: &str = "2026-11-17";

/// Six people of one day, planned and accepted, with the day on which most of them are seen.
fn planned() -> (Kept, String) {
    let mut kept = new_desk(MONDAY);
    let crimes: Vec<String> =
        (1..=6).map(|n| crime(&format!("000000{n}/26"), "09/11/2026", "High", "", &format!("Victim {n}"))).collect();
    kept.import_rows(&crimes, MONDAY);
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton"), officer("1002SW", "Pat Bell", "Merton")], MONDAY);
    kept.plan(MONDAY);
    let on = kept.row("0000001/26", MONDAY).next.on.unwrap();
    (kept, on)
}

fn sheets(on: &str) -> SheetsRequest {
    SheetsRequest { on: on.to_owned(), officer: None, as_list: false }
}

/// The sheet numbers of a day's open contacts, by reference.
fn numbers(kept: &mut Kept, on: &str) -> Vec<(String, String)> {
    let view = kept.session.today(now(on)).unwrap();
    let due = view.heaps.into_iter().find(|heap| heap.kind == HeapKind::DueToday).unwrap();
    let mut found: Vec<_> = due.rows.into_iter().filter_map(|row| Some((row.reference, row.sheet?))).collect();
    found.sort();
    found
}

#[test]
fn a_sheet_that_comes_back_is_found_by_its_number() {
    let (mut kept, on) = planned();
    let printed = kept.session.print_sheets(&sheets(&on), now(MONDAY)).unwrap();
    let again = kept.session.print_sheets(&sheets(&on), now(MONDAY)).unwrap();
    assert!(printed.bytes == again.bytes, "the same day, the same sheets, the same bytes");
    let found = numbers(&mut kept, &on);
    let paper = pdf::read(&printed.bytes);
    assert_eq!(found.len(), paper.words_by_page.len(), "each printed contact has its number");
    for (reference, number) in &found {
        let page = paper.words_by_page.iter().find(|page| page.contains(&format!("Sheet {number}"))).unwrap();
        assert!(page.contains(reference.as_str()), "the number is on the sheet of its own contact: {page}");
        let heap = kept.session.find_sheet(number, now(&on)).unwrap();
        assert_eq!((heap.kind, heap.rows[0].reference.as_str()), (HeapKind::Sheet, reference.as_str()));
        assert_eq!(kept.case(&format!("#{number}")), kept.case(reference), "and from the command line");
    }
    let list = SheetsRequest { as_list: true, ..sheets(&on) };
    let list = pdf::read(&kept.session.print_sheets(&list, now(MONDAY)).unwrap().bytes);
    assert!(list.words.contains(&found[0].1), "the list bears the same numbers: {}", list.words);
    kept.session.print_sheets(&sheets(&on), now(NEXT_DAY)).unwrap();
    let heap = kept.session.find_sheet(&found[0].1, now(NEXT_DAY)).unwrap();
    assert_ne!(heap.rows[0].sheet.as_deref(), Some(found[0].1.as_str()), "printed on another day it is a new sheet");
    assert_eq!(heap.rows[0].reference, found[0].0, "and the old one still finds its contact");
    kept.assert_whole();
}

#[test]
fn the_last_digits_are_enough_and_what_is_no_number_is_refused() {
    let (mut kept, on) = planned();
    kept.session.print_sheets(&sheets(&on), now(MONDAY)).unwrap();
    let (reference, number) = numbers(&mut kept, &on).pop().unwrap();
    let heap = kept.session.find_sheet(&number[2..], now(&on)).unwrap();
    assert_eq!(heap.rows[0].reference, reference, "two digits of {number}");
    for wrong in ["", "x", "9999", "0"] {
        let refused = kept.session.find_sheet(wrong, now(&on)).unwrap_err().to_string();
        assert!(refused.contains("digits") || refused.contains("Look at the number"), "{wrong}: {refused}");
    }
}

#[test]
fn only_an_officers_own_sheets_are_printed_where_one_is_asked_for() {
    let (mut kept, on) = planned();
    let mut pages = 0;
    for collar in ["1001SW", "1002SW"] {
        let one = SheetsRequest { officer: Some(collar.to_owned()), ..sheets(&on) };
        if let Ok(printed) = kept.session.print_sheets(&one, now(MONDAY)) {
            let paper = pdf::read(&printed.bytes);
            assert!(paper.words_by_page.iter().all(|page| page.contains(collar)), "{}", paper.words);
            pages += paper.words_by_page.len();
        }
    }
    let all = pdf::read(&kept.session.print_sheets(&sheets(&on), now(MONDAY)).unwrap().bytes);
    assert_eq!(pages, all.words_by_page.len(), "together they are all");
    let nobody = SheetsRequest { officer: Some("9999XX".to_owned()), ..sheets(&on) };
    assert!(kept.session.print_sheets(&nobody, now(MONDAY)).is_err());
}

/// Twelve contacts for one officer who makes four a shift: the days of the plan, each with its sheets.
fn days_planned(today: &str, reported: &str) -> Vec<String> {
    let mut kept = new_desk(today);
    let crimes: Vec<String> =
        (1..=12).map(|n| crime(&format!("00000{n:02}/26"), reported, "High", "", &format!("Victim {n}"))).collect();
    kept.import_rows(&crimes, today);
    kept.officers(&[officer("1001SW", "Olu Ade", "Merton")], today);
    kept.plan(today);
    let on: BTreeSet<String> = kept.rows(today).into_iter().filter_map(|row| row.next.on).collect();
    for day in &on {
        let paper = pdf::read(&kept.session.print_sheets(&sheets(day), now(today)).unwrap().bytes);
        let in_words = chrono::NaiveDate::format(&day.parse().unwrap(), "%a %-d %b %Y").to_string();
        assert_eq!(paper.pages, 4, "four contacts on {day}");
        assert!(paper.words_by_page.iter().all(|page| page.contains(&in_words)), "each sheet says {in_words}");
    }
    on.into_iter().collect()
}

#[test]
fn plans_and_sheets_over_christmas_a_leap_day_and_both_clock_changes() {
    assert_eq!(
        days_planned("2026-12-24", "18/12/2026"),
        ["2026-12-24", "2026-12-29", "2026-12-30"],
        "Christmas Day is a Friday, and Monday stands for Boxing Day"
    );
    assert_eq!(days_planned("2028-02-28", "22/02/2028"), ["2028-02-28", "2028-02-29", "2028-03-01"], "a leap day");
    assert_eq!(days_planned("2026-10-23", "19/10/2026"), ["2026-10-23", "2026-10-26", "2026-10-27"], "winter time");
    assert_eq!(days_planned("2026-03-27", "23/03/2026"), ["2026-03-27", "2026-03-30", "2026-03-31"], "summer time");
}
