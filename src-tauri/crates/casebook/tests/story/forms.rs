//! The stored form is a commitment: what version 1 wrote is read for ever.

use crate::support::open;
use crate::{every_kind, later_kinds};
use casebook::Event;
use std::collections::BTreeSet;
use std::path::Path;

/// One entry of every kind, written by the first version and never edited since.
/// Made by `examples/make_form_fixture.rs` when the form was introduced.
const FORM_1: &str = include_str!("../forms/form-1.jsonl");

#[test]
fn every_kind_of_form_1_reads_and_writes_back_the_same() {
    let mut seen = BTreeSet::new();
    let meant = every_kind::entries();
    assert_eq!(FORM_1.lines().count(), meant.len());
    for ((line, number), meant) in FORM_1.lines().zip(1..).zip(meant) {
        let entry = casebook::read_form("fixture", number, line.as_bytes()).unwrap();
        assert_eq!(entry, meant, "entry {number} means what it meant");
        let written = casebook::write_form("fixture", &entry).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), line, "entry {number} is written as it was");
        seen.insert(casebook::kind_of(&entry.event));
    }
    seen.extend(later_kinds::entries().iter().map(|(_, entry)| casebook::kind_of(&entry.event)));
    let kinds: BTreeSet<&str> = casebook::KINDS.iter().copied().collect();
    assert_eq!(seen, kinds, "one entry of every kind: add the missing one to `later_kinds`");
}

/// Set to make the fixture of an entry that is new in `later_kinds`; one that is there is never written again.
const MAKE: &str = "REASSURE_MAKE_FORM_FIXTURES";

#[test]
fn what_came_later_reads_and_writes_back_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/later");
    let mut named = BTreeSet::new();
    for (name, meant) in later_kinds::entries() {
        let path = folder.join(format!("{name}.json"));
        let written = casebook::write_form("fixture", &meant).unwrap();
        if !path.exists() && std::env::var_os(MAKE).is_some() {
            std::fs::write(&path, [written.as_slice(), b"\n"].concat()).unwrap();
        }
        let kept = std::fs::read(&path).unwrap_or_else(|_| panic!("{name} has no fixture: run with {MAKE}=1"));
        let line = kept.strip_suffix(b"\n").unwrap();
        assert_eq!(casebook::read_form("fixture", meant.number, line).unwrap(), meant, "{name} means what it meant");
        assert_eq!(String::from_utf8(written).unwrap().as_bytes(), line, "{name} is written as it was");
        named.insert(format!("{name}.json"));
    }
    let found = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(found.collect::<BTreeSet<_>>(), named, "no fixture stays behind without its entry");
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
