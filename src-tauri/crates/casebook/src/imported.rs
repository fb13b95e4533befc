//! What an import is held against: the cases that are known, and those an earlier import carried.

use crate::entry::{Event, Source};
use crate::error::CasebookError;
use crate::import_record::ImportRecord;
use crate::open::Casebook;
use crate::{case_row, ledger, rebuild};
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

    /// Goes through the keys of every case that lists show, in the order of their ids.
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

    /// The case an extract's key named before every import that brought it was taken back.
    ///
    /// # Errors
    /// The disk.
    pub fn find_gone(&self, reference: &str, victim_number: Option<&str>) -> Result<Option<CaseId>, CasebookError> {
        let found = case_row::find_unlisted(&self.ledger, reference, victim_number)?;
        Ok(found.filter(|(_, merged)| !merged).map(|(case, _)| case))
    }

    /// Goes through the keys of the cases that are in no list: the key, and whether the case went into another one
    /// or went with its imports.
    ///
    /// # Errors
    /// The disk.
    pub fn each_unlisted_key(&self, mut each: impl FnMut(KnownKey, bool)) -> Result<(), CasebookError> {
        let mut statement = self.ledger.prepare(
            "SELECT case_id, reference, victim_number, into_case IS NOT NULL FROM case_unlisted ORDER BY case_id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key = KnownKey {
                case: CaseId::from_i64(row.get(0)?),
                reference: row.get(1)?,
                victim_number: row.get(2)?,
                reported_on: None,
            };
            each(key, row.get(3)?);
        }
        Ok(())
    }

    /// The cases whose standing an import's take-back or restoring may change: those it wrote entries about, and,
    /// where other imports were taken back, those it vouched for.
    ///
    /// # Errors
    /// A damaged entry, the disk.
    pub fn cases_of_import(&self, import: ImportId) -> Result<Vec<CaseId>, CasebookError> {
        let imports = &self.journal_now().imports;
        let others_turned = imports.iter().any(|(other, record)| *other != import && !record.turns.is_empty());
        let mut cases = match imports.get(&import) {
            Some(record) => self.written_by(import, record)?,
            None => BTreeSet::new(),
        };
        if let Some(record) = imports.get(&import).filter(|_| others_turned) {
            let carried = rebuild::read_carried(&self.ledger, self.caseload(), record.entry)?;
            cases.extend(carried.0.into_iter().flat_map(|(_, ids)| ids));
        }
        Ok(cases.into_iter().collect())
    }

    /// The cases an import wrote entries about. They stand in one row before its own.
    fn written_by(&self, import: ImportId, record: &ImportRecord) -> Result<BTreeSet<CaseId>, CasebookError> {
        let mut cases = BTreeSet::new();
        let mut statement =
            self.ledger.prepare_cached("SELECT number, body FROM entry WHERE number < ? ORDER BY number DESC")?;
        let mut rows = statement.query([record.entry.cast_signed()])?;
        while let Some(row) = rows.next()? {
            if let Event::CaseReported { case, source, .. } | Event::CaseChanged { case, source, .. } =
                ledger::read_row(self.caseload(), row)?.event
                && source == Source::Extract(import)
            {
                cases.insert(case);
            } else {
                break;
            }
        }
        Ok(cases)
    }

    /// Every case an import reported, changed or carried unchanged.
    ///
    /// # Errors
    /// A damaged entry, the disk.
    pub fn carried_by(&self, import: ImportId) -> Result<BTreeSet<CaseId>, CasebookError> {
        let Some(record) = self.journal_now().imports.get(&import) else { return Ok(BTreeSet::new()) };
        let carried = rebuild::read_carried(&self.ledger, self.caseload(), record.entry)?;
        let mut cases: BTreeSet<CaseId> = carried.0.into_iter().flat_map(|(_, cases)| cases).collect();
        cases.extend(self.written_by(import, record)?);
        Ok(cases)
    }
}
