//! The stored form is a commitment: what version 1 wrote is read for ever.

use crate::every_kind;
use crate::support::open;
use casebook::Event;

/// One entry of every kind, written by the first version and never edited since.
/// Made by `examples/make_form_fixture.rs` when the form was introduced.
const FORM_1: &str = include_str!("../forms/form-1.jsonl");

#[test]
fn every_kind_of_form_1_reads_and_writes_back_the_same() {
    let kinds: Vec<&str> = casebook::KINDS.to_vec();
    let mut seen = Vec::new();
    let meant = every_kind::entries();
    assert_eq!(FORM_1.lines().count(), meant.len());
    for ((line, number), meant) in FORM_1.lines().zip(1..).zip(meant) {
        let entry = casebook::read_form("fixture", number, line.as_bytes()).unwrap();
        assert_eq!(entry, meant, "entry {number} means what it meant");
        let written = casebook::write_form("fixture", &entry).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), line, "entry {number} is written as it was");
        seen.push(casebook::kind_of(&entry.event));
    }
    assert_eq!(seen, kinds, "one entry of every kind, in order: add the missing one to a new fixture");
}

#[test]
fn a_newer_form_is_told_apart_from_damage() {
    let newer = FORM_1.lines().next().unwrap().replace("\"form\":1", "\"form\":2");
    let refused = casebook::read_form("fixture", 1, newer.as_bytes());
    assert!(matches!(refused, Err(casebook::CasebookError::Newer { found: 2, known: 1 })), "{refused:?}");
    let damaged = casebook::read_form("fixture", 1, b"{\"form\":1}");
    assert!(matches!(damaged, Err(casebook::CasebookError::Damaged { .. })), "{damaged:?}");
}

#[test]
fn an_entry_of_another_caseload_is_refused() {
    let line = FORM_1.lines().next().unwrap();
    assert!(casebook::read_form("another", 1, line.as_bytes()).is_err());
    assert!(casebook::read_form("fixture", 2, line.as_bytes()).is_err(), "nor under another number");
}

#[test]
fn a_new_desk_is_written_in_the_newest_form() {
    let desk = crate::support::new_desk();
    let folder = desk.folder;
    drop(desk.book);
    let book = open(folder.path()).unwrap();
    let entries = book.entries(1, 10).unwrap();
    assert!(matches!(entries[0].event, Event::DeskOpened { demo: false, .. }));
    assert!(matches!(entries[3].event, Event::SupervisorNamed { .. }));
}
