//! Lines accepted and taken off, and attempts, by the day they were known.

use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use crate::ledger;
use crate::open::Casebook;
use crate::rebuild::Folder;
use crate::state::CaseState;
use caseload::CaseId;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

impl Casebook {
    /// Entries by which a contact was planned, taken off the plan or attempted, and which were known from the first
    /// of these days to the last, in order. One that an undo known by then takes back is left out.
    pub fn contact_steps(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<Entry>, CasebookError> {
        // Days never fall from one entry to the next, so the days are a range of numbers, which needs no index.
        let (from, to) = (self.first_known_on_or_after(first)?, self.first_after(last)?);
        let mut statement = self.ledger.prepare_cached(
            "SELECT number, body FROM entry WHERE number >= ? AND number < ? AND kind IN \
             ('contact_planned', 'contact_unplanned', 'contact_attempted', 'undone') ORDER BY number DESC",
        )?;
        let mut rows = statement.query([from, to])?;
        let mut undone = BTreeSet::new();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = ledger::read_row(&self.caseload, row)?;
            if undone.contains(&entry.number) {
                continue;
            }
            if let Event::Undone { entry: target, .. } = entry.event {
                undone.insert(target);
            } else {
                steps.push(entry);
            }
        }
        steps.reverse();
        Ok(steps)
    }

    /// Entries by which a line was accepted and which were known since a day, in order: also those undone since.
    pub fn lines_accepted_since(&self, first: NaiveDate) -> Result<Vec<Entry>, CasebookError> {
        let mut statement = self.ledger.prepare_cached(
            "SELECT number, body FROM entry WHERE number >= ? AND kind = 'contact_planned' ORDER BY number",
        )?;
        let mut rows = statement.query([self.first_known_on_or_after(first)?])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(ledger::read_row(&self.caseload, row)?);
        }
        Ok(lines)
    }

    /// What stood of a case when an entry about it was made, without that entry.
    pub fn state_before(&mut self, case: CaseId, entry: &Entry) -> Result<Option<CaseState>, CasebookError> {
        let mut entries = ledger::read_case(&self.ledger, &self.caseload, case)?;
        entries.retain(|made| made.number < entry.number);
        self.journal()?;
        let mut folder = Folder::as_at(&self.ledger, &self.caseload, &self.journal, entry.known_on);
        Ok(folder.fold_entries(case, &entries)?.now)
    }

    fn first_after(&self, day: NaiveDate) -> Result<i64, CasebookError> {
        match day.succ_opt() {
            Some(next) => self.first_known_on_or_after(next),
            None => Ok(i64::MAX),
        }
    }

    /// The number of the first entry known on a day or later; one more than the last where there is none.
    fn first_known_on_or_after(&self, day: NaiveDate) -> Result<i64, CasebookError> {
        let mut statement = self.ledger.prepare_cached("SELECT known_on FROM entry WHERE number = ?")?;
        let (mut low, mut high) = (1_i64, self.head()?.number.cast_signed() + 1);
        while low < high {
            let middle = i64::midpoint(low, high);
            let known_on: i32 = statement.query_row([middle], |row| row.get(0))?;
            if known_on < day.num_days_from_ce() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}
