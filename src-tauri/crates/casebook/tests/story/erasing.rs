//! Erasing a person, and taking back what was done to the desk itself.

use crate::support::{Desk, PASSPHRASE, attempted_with_note, case, import, new_desk, now, open, report, reported};
use casebook::{CommitPoint, ErasedBecause, Event, Kept, KeyFile, Source};
use caseload::{Clocks, PersonalField};
use rusqlite::MAIN_DB;
use std::collections::BTreeSet;
use std::path::Path;

const VICTIM: &str = "Zebulon Quisling";

/// A desk with two people: the one to be erased, in several versions, with notes; and a neighbour with a word in common.
fn a_desk_with_two_people() -> Desk {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, reported("2026-02-01"), VICTIM);
    desk.report("2026-02-02", 2, reported("2026-02-01"), "Zebulon Marsh");
    desk.write("2026-02-03", |writer| attempted_with_note(writer, 1, "Zebulon Quisling asked for Thursday"));
    desk
}

/// Every byte of the people file as it is under its encryption: pages in use and pages that are free.
fn pages_in_clear(folder: &Path) -> Vec<u8> {
    let file = KeyFile::read(folder).unwrap();
    let (_, keys) = file.unlock("Ann", &caseload::Sensitive::from(PASSPHRASE)).unwrap();
    let mut people = casebook::open_people_for_tests(folder, &keys).unwrap();
    people.serialize(MAIN_DB).unwrap().to_vec()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let bytes: Vec<u8> = bytes.iter().map(u8::to_ascii_lowercase).collect();
    bytes.windows(text.len()).any(|window| window == text.to_lowercase().as_bytes())
}

#[test]
fn no_byte_of_a_person_who_was_erased_is_left() {
    let mut desk = a_desk_with_two_people();
    assert!(holds(&pages_in_clear(desk.folder.path()), "quisling"), "the test can see what is there");
    let erased = desk.book.erase(desk.staff, now("2026-02-04"), &[case(1)], ErasedBecause::Person).unwrap();
    assert_eq!((erased.rows, erased.log_in_use), (2, false), "every version, and the note");
    let clear = pages_in_clear(desk.folder.path());
    assert!(!holds(&clear, "isling") && !holds(&clear, "hursday"), "neither rows, index, nor free pages hold it");
    assert!(holds(&clear, "zebulon"), "a word that a neighbour has too stays theirs");
    let log = std::fs::metadata(desk.folder.path().join("people.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "and the log was emptied");
    desk.assert_whole();
}

#[test]
fn the_case_stays_and_tells_nothing_of_the_person() {
    let mut desk = a_desk_with_two_people();
    desk.book.erase(desk.staff, now("2026-02-04"), &[case(1)], ErasedBecause::Person).unwrap();
    let row = desk.book.case_row(case(1)).unwrap();
    assert!(row.personal.is_empty(), "no row names the person");
    assert_eq!(row.contact.attempts.len(), 1, "that a contact was tried stays");
    let state = desk.book.fold(case(1)).unwrap().now.unwrap();
    assert_eq!(state.personal(PersonalField::VictimName), None);
    assert!(desk.book.journal().unwrap().is_erased(case(1)) && !desk.book.journal().unwrap().is_erased(case(2)));
    let folder = desk.folder;
    drop(desk.book);
    let mut book = open(folder.path()).unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new(), "also after opening it again");
    book.rebuild().unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
}

#[test]
fn a_stop_after_the_entry_is_made_good_at_the_next_start() {
    let mut desk = a_desk_with_two_people();
    desk.book.stop_at_for_tests(|point| assert!(point != CommitPoint::BeforeSettling, "stopped here"));
    let stopped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.book.erase(desk.staff, now("2026-02-04"), &[case(1)], ErasedBecause::Person)
    }));
    assert!(stopped.is_err(), "the entry stands, the rows are not deleted yet");
    assert!(holds(&pages_in_clear(desk.folder.path()), "quisling"));
    let folder = desk.folder;
    drop(desk.book);
    let mut book = open(folder.path()).unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
    assert!(!holds(&pages_in_clear(folder.path()), "quisling"));
}

#[test]
fn what_a_take_back_withdrew_can_be_erased_and_the_file_can_bring_it_again() {
    let mut desk = new_desk();
    desk.write("2026-02-02", |writer| {
        report(writer, 1, Source::Extract(import(7)), reported("2026-02-01"), VICTIM)?;
        crate::imports::applied(writer, import(7), vec![]);
        Ok(())
    });
    crate::imports::take_back(&mut desk, 7);
    assert!(holds(&pages_in_clear(desk.folder.path()), "quisling"), "withdrawn is not erased: it can be undone");
    desk.book.erase(desk.staff, now("2026-03-02"), &[case(1)], ErasedBecause::TakenBack).unwrap();
    assert!(!holds(&pages_in_clear(desk.folder.path()), "quisling"));
    assert!(!desk.book.journal().unwrap().is_erased(case(1)), "the same file may bring it again");
    desk.assert_whole();
}

fn keep(desk: &mut Desk, days: u16) -> u64 {
    let mut clocks = Clocks::enhanced();
    clocks.clocks[0].working_days = days;
    desk.write("2026-02-02", |writer| {
        writer.append(Event::DeskKept { kept: Kept::Clocks(clocks) })?;
        Ok(())
    })
    .first
}

fn undo(desk: &mut Desk, entry: u64) -> u64 {
    desk.write("2026-02-03", |writer| writer.append(Event::DeskUndone { entry }).map(drop)).first
}

fn days_of(desk: &mut Desk) -> Option<u16> {
    desk.book.journal().unwrap().clocks.as_ref().map(|clocks| clocks.clocks[0].working_days)
}

#[test]
fn what_was_done_to_the_desk_can_be_undone_in_any_order_and_done_again() {
    let mut desk = new_desk();
    let first = keep(&mut desk, 3);
    let second = keep(&mut desk, 4);
    assert_eq!(days_of(&mut desk), Some(4));
    let undone = undo(&mut desk, first);
    assert_eq!(days_of(&mut desk), Some(4), "the later one stands");
    undo(&mut desk, second);
    assert_eq!(days_of(&mut desk), None, "nothing of the desk's own is left");
    assert!(desk.book.journal().unwrap().is_undone(second));
    undo(&mut desk, undone);
    assert_eq!(days_of(&mut desk), Some(3), "an undo can be undone");
    let folder = desk.folder;
    drop(desk.book);
    let mut book = open(folder.path()).unwrap();
    assert_eq!(book.journal().unwrap().clocks.as_ref().unwrap().clocks[0].working_days, 3, "also when read anew");
}

#[test]
fn a_batch_that_undoes_and_then_keeps_adds_up_in_its_order() {
    let mut desk = new_desk();
    let first = keep(&mut desk, 3);
    let codes = vec![("moved".to_owned(), "Moved".to_owned())];
    desk.write("2026-02-03", |writer| {
        writer.append(Event::DeskUndone { entry: first })?;
        writer.append(Event::DeskKept { kept: Kept::Codes { list: "reason".to_owned(), codes } })?;
        Ok(())
    });
    assert_eq!(days_of(&mut desk), None);
    assert_eq!(desk.book.journal().unwrap().codes.keys().cloned().collect::<BTreeSet<_>>().len(), 1);
    desk.write("2026-02-03", |writer| {
        let kept = Kept::Codes { list: "reason".to_owned(), codes: Vec::new() };
        writer.append(Event::DeskKept { kept }).map(drop)
    });
    assert!(
        desk.book.journal().unwrap().codes.is_empty(),
        "an empty list gives way to the one that comes with the program"
    );
}
