//! Erasing personal text for good: every version of it, and its words in the search index.
//!
//! The entry comes first and names the rows, the rows go second.
//! A stop between the two leaves rows that an erasure names; they go when the desk is opened next.

use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use crate::open::Casebook;
use crate::people;
use crate::schema::PEOPLE_FILE;
use crate::writer::{Appended, Now};
use caseload::{CaseId, PersonalFacts, RowId, StaffId};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeSet;

/// Why personal text was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasedBecause {
    /// A person's details are no longer kept: later extracts do not bring them back.
    Person,
    /// The import that brought the cases was taken back: the same file may bring them again.
    TakenBack,
}

/// An erasure, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub entry: u64,
    pub recorded_at: DateTime<Utc>,
    pub known_on: NaiveDate,
    pub by: StaffId,
    pub cases: Vec<CaseId>,
    pub because: ErasedBecause,
}

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Versions deleted.
    pub rows: u64,
    /// Another program reads the people file, so that its log still holds what was there until that program ends.
    pub log_in_use: bool,
    pub appended: Appended,
}

impl ErasedBecause {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::TakenBack => "taken_back",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Person, Self::TakenBack].into_iter().find(|because| because.code() == code)
    }
}

impl Erasure {
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        let Event::PersonErased { cases, because, .. } = &entry.event else { return None };
        Some(Self {
            entry: entry.number,
            recorded_at: entry.recorded_at,
            known_on: entry.known_on,
            by: entry.by,
            cases: cases.clone(),
            because: *because,
        })
    }

    /// Whether it keeps later extracts' personal text about this case out.
    pub fn keeps_out(&self, case: CaseId) -> bool {
        self.because == ErasedBecause::Person && self.cases.contains(&case)
    }
}

impl Casebook {
    /// One version row of the people file; nothing where it was erased.
    ///
    /// # Errors
    /// No people key, a missing row.
    pub fn person(&self, row: RowId) -> Result<PersonalFacts, CasebookError> {
        let people = self.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
        if self.journal.erased.contains(&row) {
            return Ok(PersonalFacts::default());
        }
        people::read(people, row)?
            .ok_or_else(|| CasebookError::Damaged { file: PEOPLE_FILE, detail: format!("row {row} is missing.") })
    }

    /// Every version of personal text about these cases that is still there.
    ///
    /// # Errors
    /// No people key, the disk.
    pub fn personal_rows(&self, cases: &[CaseId]) -> Result<Vec<RowId>, CasebookError> {
        let people = self.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
        let mut rows = BTreeSet::new();
        for &case in cases {
            rows.extend(people::rows_about(people, case.as_i64())?);
            for entry in self.entries_of(case)? {
                if let Some(personal) = entry.event.personal()
                    && people::read(people, personal.row)?.is_some()
                {
                    rows.insert(personal.row);
                }
            }
        }
        Ok(rows.into_iter().collect())
    }

    /// Deletes every version of personal text about these cases. It cannot be undone.
    ///
    /// # Errors
    /// No people key, somebody else's entries in between, the disk.
    pub fn erase(
        &mut self,
        by: StaffId,
        now: Now,
        cases: &[CaseId],
        because: ErasedBecause,
    ) -> Result<Erased, CasebookError> {
        let head = self.head()?;
        let rows = self.personal_rows(cases)?;
        let count = rows.len() as u64;
        let ((), appended) = self.write::<_, CasebookError>(by, now, Some(head), |writer| {
            writer.append(Event::PersonErased { cases: cases.to_vec(), rows, because })?;
            cases.iter().for_each(|case| writer.touch(*case));
            Ok(())
        })?;
        let log_in_use = self.finish_erasures()?;
        Ok(Erased { rows: count, log_in_use, appended })
    }

    /// Deletes what erasures name and a stop left. Says whether the file's log could not be emptied.
    pub(crate) fn finish_erasures(&mut self) -> Result<bool, CasebookError> {
        let Some(people) = self.people.as_mut().filter(|_| !self.journal.erased.is_empty()) else {
            return Ok(false);
        };
        if people::erase(people, &self.journal.erased)? == 0 {
            return Ok(false);
        }
        let busy: i64 = people.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy != 0)
    }
}

/// Takes out of entries the references to text that was erased.
pub fn without_erased(entries: &[Entry], erased: &BTreeSet<RowId>) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        if let Event::CaseReported { personal, .. }
        | Event::CaseChanged { personal, .. }
        | Event::CaseActed { personal, .. } = &mut entry.event
            && personal.is_some_and(|personal| erased.contains(&personal.row))
        {
            *personal = None;
        }
    }
    entries
}
