//! The only way to write: entries, in one transaction, with the people rows they name written first.
//!
//! The two files are not one transaction.
//! The writer takes the ledger's write lock, writes and commits people rows, then commits the entries.
//! A stop between the two leaves rows that no entry names; the next start sweeps them.

use crate::commit::PersonalRef;
use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use crate::journal::Journal;
use crate::keys::random_id;
use crate::ledger::{self, Head};
use crate::people;
use crate::rebuild::{self, Folder};
use caseload::{CaseId, PersonalFacts, StaffId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Transaction;
use std::collections::BTreeSet;

/// When something is done: the clock, and the working day it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub at: DateTime<Utc>,
    pub today: NaiveDate,
}

/// The numbers of the entries that were appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    pub first: u64,
    pub last: u64,
    pub head: Head,
}

/// An open batch of entries. Dropped without [`Writer::finish`], nothing of it stays.
pub struct Writer<'a> {
    ledger: Transaction<'a>,
    people: Option<Transaction<'a>>,
    caseload: &'a str,
    journal: &'a mut Journal,
    by: StaffId,
    now: Now,
    first: u64,
    head: Head,
    last_known_on: Option<NaiveDate>,
    /// The case reported last in this batch, with all its entries so far.
    fresh: Option<(CaseId, Vec<Entry>)>,
    touched: BTreeSet<CaseId>,
    wrote_people: bool,
    /// Marks the people rows of this batch until its entries stand.
    batch: i64,
}

impl<'a> Writer<'a> {
    pub(crate) fn begin(
        ledger: Transaction<'a>,
        people: Option<Transaction<'a>>,
        caseload: &'a str,
        journal: &'a mut Journal,
        by: StaffId,
        now: Now,
    ) -> Result<Self, CasebookError> {
        let head = ledger::read_head(&ledger, caseload)?;
        let last_known_on = ledger::last_known_on(&ledger)?;
        journal.catch_up(&ledger, caseload)?;
        let mut writer = Self {
            ledger,
            people,
            caseload,
            journal,
            by,
            now,
            first: head.number + 1,
            head,
            last_known_on,
            fresh: None,
            touched: BTreeSet::new(),
            wrote_people: false,
            batch: random_id()?.cast_signed(),
        };
        writer.at(now)?;
        Ok(writer)
    }

    /// The end of the chain, with what this batch has appended.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Later entries of the batch are known at this time.
    ///
    /// # Errors
    /// A day before the last entry's.
    pub fn at(&mut self, now: Now) -> Result<(), CasebookError> {
        if let Some(last) = self.last_known_on.filter(|last| now.today < *last) {
            return Err(CasebookError::BeforeLastEntry { today: now.today, last });
        }
        self.now = now;
        self.last_known_on = Some(now.today);
        Ok(())
    }

    /// Later entries of the batch are by this person.
    pub const fn by(&mut self, by: StaffId) {
        self.by = by;
    }

    /// Writes personal text to the people file and gives what an entry refers to it by.
    ///
    /// # Errors
    /// No people key, or the disk.
    pub fn person(&mut self, subject: u64, facts: &PersonalFacts) -> Result<PersonalRef, CasebookError> {
        let people = self.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
        self.wrote_people = true;
        people::write(people, self.batch, subject.cast_signed(), facts)
    }

    /// Appends one entry and gives its number.
    ///
    /// # Errors
    /// The disk.
    pub fn append(&mut self, event: Event) -> Result<u64, CasebookError> {
        let number = self.head.number + 1;
        let entry = Entry { number, recorded_at: self.now.at, known_on: self.now.today, by: self.by, event };
        self.head = ledger::append(&self.ledger, self.caseload, self.head, &entry)?;
        self.take_in(entry)?;
        Ok(number)
    }

    fn take_in(&mut self, entry: Entry) -> Result<(), CasebookError> {
        let Some(case) = entry.event.case() else {
            self.journal.take_in_now(entry);
            return Ok(());
        };
        if matches!(entry.event, Event::CaseReported { .. }) {
            self.flush_fresh()?;
            self.fresh = Some((case, vec![entry]));
            return Ok(());
        }
        match &mut self.fresh {
            Some((fresh, entries)) if *fresh == case => entries.push(entry),
            // A look changes nothing of what stands.
            _ if entry.event.is_look() => {}
            _ => {
                self.touched.insert(case);
            }
        }
        Ok(())
    }

    /// Cases whose standing depends on imports (taken back, restored) and must be added up again.
    pub fn touch(&mut self, case: CaseId) {
        self.touched.insert(case);
    }

    fn flush_fresh(&mut self) -> Result<(), CasebookError> {
        if let Some((case, entries)) = self.fresh.take() {
            let folded = Folder::new(&self.ledger, self.caseload, self.journal).fold_entries(case, &entries)?;
            rebuild::write(&self.ledger, case, &folded, true)?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(Appended, i64), CasebookError> {
        self.flush_fresh()?;
        let mut folder = Folder::new(&self.ledger, self.caseload, self.journal);
        for &case in &self.touched {
            let folded = folder.fold_case(case)?;
            rebuild::write(&self.ledger, case, &folded, false)?;
        }
        // People rows first, synced; then the entries that name them.
        if let Some(people) = self.people.take() {
            if self.wrote_people { people.commit()? } else { people.rollback()? }
        }
        self.ledger.commit()?;
        self.journal.up_to = self.head.number;
        Ok((Appended { first: self.first, last: self.head.number, head: self.head }, self.batch))
    }
}
