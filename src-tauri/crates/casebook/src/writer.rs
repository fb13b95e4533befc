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
use crate::people_hand::{Hand, VersionRow};
use crate::people_search::{case_day, day_number};
use crate::random::Randomness;
use crate::rebuild::{self, Folder};
use crate::reports::{Batch, NewReport, Ready, Reports, version_row};
use crate::telling::{Steps, Tell};
use crate::{case_row, figures, sheets};
use caseload::{CaseId, Claim, PersonalFacts, SheetNumber, StaffId};
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

/// Where a write may be stopped, for tests that stop it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitPoint {
    /// Everything is written, nothing committed.
    BeforePeople,
    /// People rows are committed, the entries that name them are not.
    BetweenTheTwo,
    /// Both are committed, and the people rows still marked.
    BeforeSettling,
}

/// An open batch of entries. Dropped without [`Writer::finish`], nothing of it stays.
pub struct Writer<'a> {
    ledger: Transaction<'a>,
    people: Option<Hand>,
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
    /// People rows whose case, if they speak of one, is not in the read model yet.
    waiting: Vec<VersionRow>,
    /// New cases on their way, and how many are to come.
    reports: Option<Reports>,
    expected: usize,
    random: Randomness,
    /// Marks the people rows of this batch until its entries stand.
    batch: i64,
    pub(crate) at_point: Option<fn(CommitPoint)>,
}

impl<'a> Writer<'a> {
    pub(crate) fn begin(
        ledger: Transaction<'a>,
        people: Option<Hand>,
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
            waiting: Vec::new(),
            reports: None,
            expected: 0,
            random: Randomness::default(),
            batch: random_id()?.cast_signed(),
            at_point: None,
        };
        writer.at(now)?;
        Ok(writer)
    }

    /// The end of the chain, with what this batch has appended; reports on their way are not in it yet.
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
        self.write_reports()?;
        let people = self.people.as_mut().ok_or(CasebookError::NoPeopleKey)?;
        let (mut row, personal) = version_row(&mut self.random, subject, facts)?;
        row.day = case_day(&self.ledger, row.subject)?;
        if row.search.is_some() && row.day.is_none() {
            self.waiting.push(row);
        } else {
            people.write(row)?;
        }
        Ok(personal)
    }

    /// So many new cases are to come: see [`Writer::report`].
    pub const fn expect(&mut self, reports: usize) {
        self.expected = reports;
    }

    /// Reports a case that an extract names for the first time, with what it says of the victim.
    ///
    /// The entry is made ready beside and appended in the order of the reports, before anything else is.
    ///
    /// # Errors
    /// No people key, the disk.
    pub fn report(&mut self, report: NewReport) -> Result<(), CasebookError> {
        if self.people.is_none() && !report.personal.is_empty() {
            return Err(CasebookError::NoPeopleKey);
        }
        self.flush_fresh()?;
        let batch = Batch {
            caseload: self.caseload.to_owned(),
            by: self.by,
            recorded_at: self.now.at,
            known_on: self.now.today,
        };
        let next = self.head.number + 1;
        let mut reports = match self.reports.take() {
            Some(mut reports) if reports.are_of(&batch) => {
                reports.go_on_from(next);
                reports
            }
            // What is on its way was by somebody else, or of another day.
            other => {
                self.reports = other;
                self.write_reports()?;
                Reports::start(batch, self.head.number + 1, self.expected)
            }
        };
        let ready = reports.hand_over(report);
        self.reports = Some(reports);
        self.write_ready(ready?)
    }

    /// Writes every report that is still on its way.
    fn write_reports(&mut self) -> Result<(), CasebookError> {
        let Some(mut reports) = self.reports.take() else { return Ok(()) };
        loop {
            let ready = reports.rest()?;
            if ready.is_empty() {
                self.reports = Some(reports);
                return Ok(());
            }
            self.write_ready(ready)?;
        }
    }

    fn write_ready(&mut self, ready: Vec<Ready>) -> Result<(), CasebookError> {
        for new in ready {
            self.head =
                ledger::append_body(&self.ledger, self.head, Some(new.case), new.known_on, new.kind, &new.body)?;
            if let (Some(people), Some(row)) = (&mut self.people, new.person) {
                people.write(row)?;
            }
            if let Some(line) = &new.line {
                case_row::insert(&self.ledger, line)?;
            }
            figures::write(&self.ledger, new.case, &new.folded, true)?;
        }
        Ok(())
    }

    /// Appends one entry and gives its number.
    ///
    /// # Errors
    /// The disk.
    pub fn append(&mut self, event: Event) -> Result<u64, CasebookError> {
        self.write_reports()?;
        let number = self.head.number + 1;
        let entry = Entry { number, recorded_at: self.now.at, known_on: self.now.today, by: self.by, event };
        self.head = ledger::append(&self.ledger, self.caseload, self.head, &entry)?;
        self.take_in(entry)?;
        Ok(number)
    }

    /// The number of the next contact sheet.
    ///
    /// # Errors
    /// The disk.
    pub fn next_sheet(&self) -> Result<SheetNumber, CasebookError> {
        sheets::next_number(&self.ledger)
    }

    fn take_in(&mut self, entry: Entry) -> Result<(), CasebookError> {
        let Some(case) = entry.event.case() else {
            sheets::take_in(&self.ledger, &entry)?;
            return self.journal.take_in_now(entry, &self.ledger, self.caseload);
        };
        if let Event::CaseReported { facts, .. } = &entry.event {
            self.flush_fresh()?;
            self.file_under(case, facts.reported_on.as_ref().and_then(Claim::value).copied())?;
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

    /// Hands over the people rows that waited for this case to be reported.
    fn file_under(&mut self, case: CaseId, reported_on: Option<NaiveDate>) -> Result<(), CasebookError> {
        let Some(people) = &mut self.people else { return Ok(()) };
        for mut row in self.waiting.extract_if(.., |row| row.subject == case.as_i64()) {
            row.day = Some(day_number(reported_on));
            people.write(row)?;
        }
        Ok(())
    }

    fn flush_fresh(&mut self) -> Result<(), CasebookError> {
        if let Some((case, entries)) = self.fresh.take() {
            let folded = Folder::new(&self.ledger, self.caseload, self.journal).fold_entries(case, &entries)?;
            rebuild::write(&self.ledger, case, &folded, true)?;
        }
        Ok(())
    }

    /// Adds up all that was touched so far, and tells how far it is.
    ///
    /// # Errors
    /// Cancelled; a damaged entry, the disk. Nothing of the batch may stay then.
    pub fn fold_touched(&mut self, stage: &'static str, tell: &mut Tell<'_>) -> Result<(), CasebookError> {
        let touched = std::mem::take(&mut self.touched);
        let touched = rebuild::in_order_of_entries(&self.ledger, touched.into_iter().collect())?;
        let mut steps = Steps::new(tell, stage, touched.len());
        let mut folder = Folder::new(&self.ledger, self.caseload, self.journal);
        for case in touched {
            let before = case_day(&self.ledger, case.as_i64())?;
            let folded = folder.fold_case(case)?;
            rebuild::write(&self.ledger, case, &folded, false)?;
            let after = folded.now.map(|state| day_number(state.record.reported_on.value().copied()));
            if let (Some(people), Some(after)) = (&mut self.people, after.filter(|_| before != after)) {
                people.move_to_day(case.as_i64(), after)?;
            }
            steps.step()?;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(Appended, i64), CasebookError> {
        self.write_reports()?;
        self.flush_fresh()?;
        self.fold_touched("Saving", &mut |_, _, _| true)?;
        let at_point = self.at_point.unwrap_or(|_| {});
        at_point(CommitPoint::BeforePeople);
        // People rows first, synced; then the entries that name them.
        if let Some(mut people) = self.people.take() {
            for mut row in self.waiting.drain(..) {
                row.day = case_day(&self.ledger, row.subject)?;
                people.write(row)?;
            }
            people.commit(self.batch, self.first - 1)?;
        }
        at_point(CommitPoint::BetweenTheTwo);
        self.ledger.commit()?;
        at_point(CommitPoint::BeforeSettling);
        self.journal.up_to = self.head.number;
        Ok((Appended { first: self.first, last: self.head.number, head: self.head }, self.batch))
    }
}
