//! A disk that fills up in the middle of a write: the write is refused, and nothing of it stays.

use crate::support::{Desk, case, new_desk, now, open, report, reported};
use casebook::{CasebookError, Source, Writer};
use caseload::Sensitive;

fn import_many(writer: &mut Writer<'_>) -> Result<(), CasebookError> {
    for number in 1..=400 {
        report(writer, number, Source::Extract(crate::support::import(1)), reported("2026-02-01"), "Amina Yusuf")?;
    }
    Ok(())
}

/// Refuses the import with so many pages left, then shows that nothing came of it and that the next try succeeds.
fn refused_whole(ledger: Option<u32>, people: Option<u32>) {
    let Desk { folder, mut book, staff } = new_desk();
    let head = book.head().unwrap();
    book.limit_pages_for_tests(ledger, people).unwrap();
    let refused = book.write(staff, now("2026-02-02"), None, import_many);
    let error = refused.map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("Nothing was changed"), "{error}");
    assert!(error.to_string().contains("full"), "{error}");
    book.limit_pages_for_tests(None, None).unwrap();
    assert_eq!(book.head().unwrap(), head);
    assert!(book.search_people(&Sensitive::from("amina"), 5).unwrap().is_empty());
    drop(book);
    let mut book = open(folder.path()).unwrap();
    assert_eq!(book.verify(Some(head)).unwrap().problems, Vec::<String>::new());
    book.write(staff, now("2026-02-02"), None, import_many).unwrap();
    assert_eq!(book.verify(None).unwrap().problems, Vec::<String>::new());
    assert!(book.case_row(case(400)).is_ok());
}

#[test]
fn no_room_in_the_ledger() {
    for pages in [0, 1, 7, 30] {
        refused_whole(Some(pages), None);
    }
}

#[test]
fn no_room_in_the_people_file() {
    for pages in [0, 1, 7, 15] {
        refused_whole(None, Some(pages));
    }
}

#[test]
fn no_room_in_either() {
    refused_whole(Some(3), Some(3));
}
