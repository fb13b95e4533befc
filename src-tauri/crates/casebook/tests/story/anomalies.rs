//! Damage, stops and tampering: each is named, and nothing is lost.

use crate::support::{Desk, case, new_desk, open, passphrase, reported};
use casebook::{CasebookError, Event, KeyFile, restore};
use caseload::{AttemptResult, Sensitive};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

fn desk_with_cases() -> Desk {
    let mut desk = new_desk();
    for number in 1..=5 {
        desk.report("2026-02-02", number, reported("2026-02-01"), "Amina Yusuf");
    }
    for number in 1..=5 {
        desk.attempt("2026-02-10", number, AttemptResult::NoAnswer);
    }
    desk
}

/// Opens the ledger past the program, as somebody with the key could.
fn with_key(desk: &Desk, statement: &str) {
    let keys = exposed_ledger_key(desk.folder.path());
    let connection = Connection::open(desk.folder.path().join("casebook.db")).unwrap();
    connection.pragma_update(None, "key", keys).unwrap();
    connection.execute_batch(statement).unwrap();
}

fn exposed_ledger_key(folder: &Path) -> String {
    let file = KeyFile::read(folder).unwrap();
    let (_, keys) = file.unlock("Ann", &passphrase()).unwrap();
    keys.ledger_key_for_tests()
}

fn problems(desk: &mut Desk) -> String {
    desk.book.verify(None).unwrap().problems.join("; ")
}

#[test]
fn a_changed_byte_of_an_entry_is_named() {
    let mut desk = desk_with_cases();
    with_key(
        &desk,
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '2026-02-01', '2026-02-03') AS BLOB) WHERE number = 7",
    );
    let named = problems(&mut desk);
    assert!(named.contains("entry 7 does not match its digest"), "{named}");
    assert!(!named.contains("entry 8"), "one fault is named once: {named}");
}

#[test]
fn a_removed_entry_is_named() {
    let mut desk = desk_with_cases();
    with_key(&desk, "DELETE FROM entry WHERE number = 8");
    assert!(problems(&mut desk).contains("entry 8 is missing"));
}

#[test]
fn two_swapped_entries_are_named() {
    let mut desk = desk_with_cases();
    with_key(
        &desk,
        "UPDATE entry SET number = 100 WHERE number = 6; UPDATE entry SET number = 6 WHERE number = 8; \
         UPDATE entry SET number = 8 WHERE number = 100;",
    );
    let named = problems(&mut desk);
    assert!(named.contains("entry 6") && named.contains("entry 8"), "{named}");
}

#[test]
fn a_cut_tail_shows_against_a_printed_head() {
    let mut desk = desk_with_cases();
    let head = desk.book.head().unwrap();
    assert_eq!(desk.book.verify(Some(head)).unwrap().problems, Vec::<String>::new());
    with_key(&desk, &format!("DELETE FROM entry WHERE number = {}", head.number));
    let verdict = desk.book.verify(Some(head)).unwrap();
    let named = verdict.problems.join("; ");
    assert!(named.contains(&format!("the ledger ends at entry {}", head.number - 1)), "{named}");
    let mut other = head;
    other.number = 3;
    let verdict = desk.book.verify(Some(other)).unwrap();
    assert!(verdict.problems.iter().any(|p| p.contains("entry 3 is not the one")), "{:?}", verdict.problems);
}

#[test]
fn a_read_model_that_drifted_is_named_and_rebuilt() {
    let mut desk = desk_with_cases();
    with_key(&desk, "UPDATE case_row SET ward = 'Elsewhere' WHERE case_id = 3");
    assert!(problems(&mut desk).contains("the read model of case 0000000000000003"));
    desk.book.rebuild().unwrap();
    desk.assert_whole();
}

#[test]
fn a_changed_byte_of_the_file_is_named_by_page() {
    let desk = desk_with_cases();
    let folder = desk.folder;
    drop(desk.book);
    let path = folder.path().join("casebook.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = 4096 * 2 + 100;
    bytes[place] ^= 1;
    fs::write(&path, bytes).unwrap();
    let named = match open(folder.path()) {
        Ok(mut book) => book.verify(None).unwrap().problems.join("; "),
        Err(error) => error.to_string(),
    };
    assert!(named.contains("page 3"), "{named}");
}

#[test]
fn a_stop_between_the_two_commits_leaves_a_whole_desk() {
    let mut desk = desk_with_cases();
    let folder = desk.folder.path().to_path_buf();
    // The ledger as it was just before a write whose people rows were committed: what a stop in between leaves.
    let ledger_before: Vec<(String, Vec<u8>)> = ["casebook.db", "casebook.db-wal", "casebook.db-shm"]
        .iter()
        .filter_map(|name| fs::read(folder.join(name)).ok().map(|bytes| ((*name).to_owned(), bytes)))
        .collect();
    let head_before = desk.book.head().unwrap();
    desk.report("2026-02-11", 6, reported("2026-02-09"), "Swept Away");
    // The marks as they stood between the two commits.
    let row = desk.book.case_row(case(6)).unwrap();
    let row_id = row.personal.values().next().unwrap().as_i64();
    let Desk { folder: kept, book, .. } = desk;
    drop(book);
    let people_key = {
        let file = KeyFile::read(&folder).unwrap();
        file.unlock("Ann", &passphrase()).unwrap().1.people_key_for_tests()
    };
    {
        let people = Connection::open(folder.join("people.db")).unwrap();
        people.pragma_update(None, "key", people_key).unwrap();
        let ids = row_id.to_le_bytes();
        people.execute("INSERT INTO unsettled (batch, after, rows) VALUES (1, 0, ?)", [ids]).unwrap();
    }
    for name in ["casebook.db", "casebook.db-wal", "casebook.db-shm"] {
        let _ = fs::remove_file(folder.join(name));
    }
    for (name, bytes) in ledger_before {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let mut book = open(&folder).unwrap();
    assert_eq!(book.head().unwrap(), head_before, "the entries never came");
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new(), "the row that no entry names was swept");
    assert!(book.search_people(&Sensitive::from("swept"), 5).unwrap().is_empty());
    drop(kept);
}

#[test]
fn a_failed_batch_leaves_nothing() {
    let mut desk = desk_with_cases();
    let head = desk.book.head().unwrap();
    let refused = desk.book.write(desk.staff, crate::support::now("2026-02-12"), None, |writer| {
        crate::support::report(writer, 9, casebook::Source::Person, reported("2026-02-09"), "Nobody")?;
        writer.append(Event::SignedIn)?;
        Err::<(), _>(CasebookError::Cancelled)
    });
    assert!(matches!(refused, Err(CasebookError::Cancelled)));
    assert_eq!(desk.book.head().unwrap(), head);
    assert!(desk.book.search_people(&Sensitive::from("nobody"), 5).unwrap().is_empty());
    desk.assert_whole();
}

#[test]
fn no_file_holds_a_name_in_clear() {
    let desk = desk_with_cases();
    let mut looked_at = 0;
    for entry in fs::read_dir(desk.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            // Five letters and more: three stand in a large encrypted file by chance now and then.
            for name in ["Amina", "Yusuf", "Obiageli", "01/00001/26"] {
                let found = bytes.windows(name.len()).any(|window| window == name.as_bytes());
                assert!(!found, "{name} stands in clear in {}", path.display());
            }
            looked_at += 1;
        }
    }
    assert!(looked_at >= 3, "both databases and the keys");
}

#[test]
fn a_backup_restores_to_the_same_head_in_an_empty_folder_only() {
    let mut desk = desk_with_cases();
    let file = KeyFile::read(desk.folder.path()).unwrap();
    let (_, keys) = file.unlock("Ann", &passphrase()).unwrap();
    let backup = desk.book.back_up("2026-02-10", &file, &keys).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    restore(&backup.folder, elsewhere.path()).unwrap();
    let mut restored = open(elsewhere.path()).unwrap();
    assert_eq!(restored.head().unwrap(), backup.head);
    assert_eq!(restored.verify(Some(backup.head)).unwrap().problems, Vec::<String>::new());
    let again = restore(&backup.folder, elsewhere.path());
    assert!(matches!(again, Err(CasebookError::DeskExists(_))), "{again:?}");
}

#[test]
fn missing_and_strange_desks_are_told_apart() {
    let nowhere = tempfile::tempdir().unwrap();
    assert!(matches!(open(nowhere.path()), Err(CasebookError::NoDesk(_))));
    let desk = desk_with_cases();
    let folder = desk.folder;
    drop(desk.book);
    fs::write(folder.path().join("keys.json"), "{ not json").unwrap();
    assert!(matches!(open(folder.path()), Err(CasebookError::Damaged { file: "keys.json", .. })));
}
