//! What an import is held against: the cases that are known, and those an earlier import carried.

use crate::entry::{Event, Source};
use crate::error::CasebookError;
use crate::open::Casebook;
use crate::{ledger, rebuild};
use caseload::{CaseId, ImportId};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The key by which an extract names a case, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownKey {
    pub case: CaseId,
    pub reference: String,
    pub victim_number: Option<String>,
    pub reported_on: Option<NaiveDate>,
}

impl Casebook {
    /// The caseload's id.
    pub fn caseload(&self) -> &str {
        &self.caseload
    }

    /// Goes through the keys of every case there is, oldest case first by its id.
    ///
    /// # Errors
    /// The disk.
    pub fn each_key(&self, mut each: impl FnMut(KnownKey)) -> Result<(), CasebookError> {
        let mut statement = self
            .ledger
            .prepare("SELECT case_id, reference, victim_number, reported_on FROM case_row ORDER BY case_id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let days: Option<i32> = row.get(3)?;
            each(KnownKey {
                case: CaseId::from_i64(row.get(0)?),
                reference: row.get(1)?,
                victim_number: row.get(2)?,
                reported_on: days.and_then(NaiveDate::from_num_days_from_ce_opt),
            });
        }
        Ok(())
    }

    /// Every case an import reported, changed or carried unchanged.
    ///
    /// # Errors
    /// A damaged entry, the disk.
    pub fn carried_by(&self, import: ImportId) -> Result<BTreeSet<CaseId>, CasebookError> {
        let Some(record) = self.journal_now().imports.get(&import) else { return Ok(BTreeSet::new()) };
        let mut cases = BTreeSet::new();
        let carried = rebuild::read_carried(&self.ledger, self.caseload(), record.entry)?;
        cases.extend(carried.0.into_iter().flat_map(|(_, cases)| cases));
        // An import's entries about cases stand in one row before its own.
        let wrote = record.rows_new + record.rows_changed;
        let first = record.entry.saturating_sub(wrote);
        let mut statement = self.ledger.prepare_cached(
            "SELECT number, body FROM entry WHERE number >= ? AND number < ? AND case_id IS NOT NULL",
        )?;
        let mut rows = statement.query([first.cast_signed(), record.entry.cast_signed()])?;
        while let Some(row) = rows.next()? {
            if let Event::CaseReported { case, source, .. } | Event::CaseChanged { case, source, .. } =
                ledger::read_row(self.caseload(), row)?.event
                && source == Source::Extract(import)
            {
                cases.insert(case);
            }
        }
        Ok(cases)
    }
}
