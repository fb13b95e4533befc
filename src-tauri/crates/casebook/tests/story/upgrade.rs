//! Desks of earlier and later versions. `tests/desks/v1` was made once, by the program as it was before people rows were
//! kept in the order written, and is never made again: `reassure --today 2026-11-23 demo --cases 12 --seed 7`.

use crate::support::{day, new_desk, now, open};
use casebook::{Casebook, CasebookError, Event, KeyFile};
use caseload::{PersonalField, Sensitive};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn desk_of_version_1() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desks/v1");
    for file in ["casebook.db", "people.db", "keys.json"] {
        fs::copy(kept.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn open_as(folder: &Path, name: &str) -> Result<Casebook, CasebookError> {
    let file = KeyFile::read(folder)?;
    let (_, keys) = file.unlock(name, &Sensitive::from("demo desk of invented cases"))?;
    Casebook::open(folder, &file, &keys)
}

#[test]
fn a_desk_of_version_1_opens_whole_after_a_backup_and_finds_everybody() {
    let folder = desk_of_version_1();
    let mut book = open_as(folder.path(), "Coordinator").unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
    assert!(folder.path().join("backups/before-people-form-2/head.txt").exists(), "a backup was made first");
    let rows = book.list(&casebook::CaseFilter::default(), 0, 100).unwrap().1;
    assert_eq!(rows.len(), 12);
    for row in rows {
        let Some(&named) = row.personal.get(&PersonalField::VictimName) else { continue };
        let name = book.person(named).unwrap().victim_name.unwrap();
        let found = book.search_people(&name, 20).unwrap();
        assert!(found.iter().any(|found| found.case == row.case), "a case is found by its victim's name");
    }
    drop(book);
    let mut again = open_as(folder.path(), "Coordinator").unwrap();
    assert_eq!(again.verify(None).unwrap().problems, Vec::<String>::new());
}

#[test]
fn the_backup_made_before_an_upgrade_restores_and_upgrades_in_its_turn() {
    let folder = desk_of_version_1();
    let head = open_as(folder.path(), "Coordinator").unwrap().head().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    casebook::restore(&folder.path().join("backups/before-people-form-2"), elsewhere.path()).unwrap();
    let mut restored = open_as(elsewhere.path(), "Coordinator").unwrap();
    assert_eq!(restored.verify(Some(head)).unwrap().problems, Vec::<String>::new());
}

#[test]
fn who_holds_no_people_key_upgrades_what_they_may_read() {
    let folder = desk_of_version_1();
    let mut book = open_as(folder.path(), "EDI manager").unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
    let mut cases = 0;
    book.figures_as_at(day("2026-11-23"), |_, _| cases += 1).unwrap();
    assert_eq!(cases, 12);
}

#[test]
fn a_read_model_of_other_rules_is_made_anew() {
    let mut desk = new_desk();
    desk.report("2026-02-02", 1, crate::support::reported("2026-02-01"), "Amina Yusuf");
    let folder = desk.folder;
    drop(desk.book);
    with_key(folder.path(), "UPDATE read_model SET made_by = 'others'; UPDATE case_row SET ward = 'Elsewhere';");
    let mut book = open(folder.path()).unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
}

#[test]
fn files_of_a_newer_version_are_refused_and_left_as_they_are() {
    let desk = new_desk();
    let folder = desk.folder;
    drop(desk.book);
    with_key(folder.path(), "PRAGMA user_version = 99");
    let before = fs::read(folder.path().join("casebook.db")).unwrap();
    let refused = open(folder.path()).map(|_| ()).unwrap_err();
    assert!(matches!(refused, CasebookError::Newer { found: 99, known: 1 }), "{refused}");
    assert!(refused.to_string().contains("Update Reassure"), "{refused}");
    assert_eq!(fs::read(folder.path().join("casebook.db")).unwrap(), before);
}

#[test]
fn an_entry_of_a_newer_form_is_told_apart_from_damage() {
    let mut desk = new_desk();
    let head = desk.book.head().unwrap();
    let body = format!(r#"{{"form":2,"number":{},"news":true}}"#, head.number + 1);
    let digest: String = head.then(body.as_bytes()).digest.iter().map(|byte| format!("{byte:02x}")).collect();
    with_key(
        desk.folder.path(),
        &format!(
            "INSERT INTO entry (number, known_on, kind, body, digest) \
             VALUES ({}, 739000, 'news', CAST('{body}' AS BLOB), x'{digest}')",
            head.number + 1
        ),
    );
    let refused = desk.book.write::<_, CasebookError>(desk.staff, now("2026-02-12"), None, |writer| {
        writer.append(Event::SignedIn)?;
        Ok(())
    });
    assert!(matches!(refused, Err(CasebookError::Newer { found: 2, known: 1 })), "{refused:?}");
}

/// Opens the ledger past the program, as somebody with the key could.
fn with_key(folder: &Path, statement: &str) {
    let file = KeyFile::read(folder).unwrap();
    let (_, keys) = file.unlock("Ann", &crate::support::passphrase()).unwrap();
    let connection = Connection::open(folder.join("casebook.db")).unwrap();
    connection.pragma_update(None, "key", keys.ledger_key_for_tests()).unwrap();
    connection.execute_batch(statement).unwrap();
}

#[test]
fn making_tables_anew_tells_how_far_it_is_and_can_be_put_off() {
    let folder = desk_of_version_1();
    let file = KeyFile::read(folder.path()).unwrap();
    let (_, keys) = file.unlock("Coordinator", &Sensitive::from("demo desk of invented cases")).unwrap();
    let stopped = Casebook::open_telling(folder.path(), &file, &keys, &mut |_, _, _| false);
    assert!(matches!(stopped, Err(CasebookError::Cancelled)), "it can be put off");
    let mut told = Vec::new();
    let mut tell = |stage: &'static str, done: u64, total: Option<u64>| {
        told.push((stage, done, total));
        true
    };
    let mut book = Casebook::open_telling(folder.path(), &file, &keys, &mut tell).unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new(), "and is done whole the next time");
    let stages: Vec<&str> = told.iter().map(|(stage, _, _)| *stage).collect();
    assert_eq!(stages, ["Working out lists and figures for this version", "Making the index of names anew"]);
    assert!(told.iter().all(|(_, done, total)| Some(*done) == *total), "each is told to its end: {told:?}");
    drop(book);
    Casebook::open_telling(folder.path(), &file, &keys, &mut |stage, _, _| panic!("{stage} again")).unwrap();
}

#[test]
fn a_search_index_of_another_version_is_made_anew_and_finds_everybody() {
    let folder = desk_of_version_1();
    drop(open_as(folder.path(), "Coordinator").unwrap());
    let file = KeyFile::read(folder.path()).unwrap();
    let (_, keys) = file.unlock("Coordinator", &Sensitive::from("demo desk of invented cases")).unwrap();
    let people = casebook::open_people_for_tests(folder.path(), &keys).unwrap();
    people
        .execute_batch(
            "DROP TABLE person_search; \
             CREATE VIRTUAL TABLE person_search USING fts5 (name, telephone, address, prefix = '2 3 4');",
        )
        .unwrap();
    drop(people);
    let mut book = open_as(folder.path(), "Coordinator").unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
    let row = book.list(&casebook::CaseFilter::default(), 0, 1).unwrap().1.remove(0);
    let name = book.person(row.personal[&PersonalField::VictimName]).unwrap().victim_name.unwrap();
    assert!(book.search_people(&name, 20).unwrap().iter().any(|found| found.case == row.case));
}
