//! A desk in a folder, and what must hold of it whenever a process was stopped.

use casebook::{CaseFilter, Casebook, Cost, Head, KeyFile, NewDesk, Now};
use caseload::{Sensitive, StaffId};
use chrono::{NaiveDate, TimeZone, Utc};
use std::path::Path;
use tempfile::TempDir;

pub struct Folder(TempDir);

pub fn now() -> Now {
    let today: NaiveDate = "2026-11-23".parse().unwrap();
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

fn passphrase() -> Sensitive<String> {
    Sensitive::from("correct horse battery")
}

pub fn open(folder: &Path) -> (Casebook, StaffId) {
    let file = KeyFile::read(folder).unwrap();
    let (slot, keys) = file.unlock("Ann", &passphrase()).unwrap();
    (Casebook::open(folder, &file, &keys).expect("the desk opens"), slot.staff)
}

impl Folder {
    pub fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewDesk {
            name: "South West",
            demo: false,
            coordinator: "Ann",
            supervisor: Some("Sgt Obi"),
            passphrase: &passphrase(),
            cost: Cost::DEMO,
            now: now(),
        };
        drop(Casebook::make(folder.path(), &new).unwrap());
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn head(&self) -> Head {
        open(self.path()).0.head().unwrap()
    }

    /// The desk opens; its pages, chain, read model, people rows and search index are whole; what was told to be done
    /// is there; every import is there with all its cases or not at all; and it can be written to.
    pub fn assert_whole(&self, done: Option<Head>) -> Head {
        let (mut book, staff) = open(self.path());
        let verdict = book.verify(done).unwrap();
        assert_eq!(verdict.problems, Vec::<String>::new(), "the record is whole");
        let told: u64 = book.journal().unwrap().imports.values().map(|import| import.rows_new).sum();
        assert_eq!(book.count(&CaseFilter::default()).unwrap(), told, "an import came whole or not at all");
        if told > 0 {
            assert!(!book.search_people(&Sensitive::from("yus"), 5).unwrap().is_empty(), "people are found");
        }
        let head = book.head().unwrap();
        book.write::<_, casebook::CasebookError>(staff, now(), Some(head), |writer| {
            writer.append(casebook::Event::SignedIn)?;
            Ok(())
        })
        .expect("the desk takes entries again");
        head
    }
}
