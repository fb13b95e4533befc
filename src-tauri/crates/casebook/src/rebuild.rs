//! The read model from the entries: of one case after it changed, or of all.

use crate::entry::{Carried, Entry, Event, Source};
use crate::erasure::without_erased;
use crate::error::CasebookError;
use crate::fold::{Folded, ImportStep, ImportWhat, fold};
use crate::journal::Journal;
use crate::schema::{READ_MODEL, sign_read_model};
use crate::telling::{Steps, Tell};
use crate::{case_row, figures, ledger, sheets};
use caseload::{CaseId, ImportId};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Adds up cases, and looks up what imports did to them only where that can matter.
pub struct Folder<'a> {
    connection: &'a Connection,
    caseload: &'a str,
    journal: &'a Journal,
    carried: BTreeMap<ImportId, Carried>,
    /// Steps known later are left out.
    as_at: NaiveDate,
}

impl<'a> Folder<'a> {
    pub const fn new(connection: &'a Connection, caseload: &'a str, journal: &'a Journal) -> Self {
        Self::as_at(connection, caseload, journal, NaiveDate::MAX)
    }

    /// Only what was known by the end of this day.
    pub const fn as_at(connection: &'a Connection, caseload: &'a str, journal: &'a Journal, as_at: NaiveDate) -> Self {
        Self { connection, caseload, journal, carried: BTreeMap::new(), as_at }
    }

    /// Adds up one case from its entries as stored.
    pub fn fold_case(&mut self, case: CaseId) -> Result<Folded, CasebookError> {
        let entries = ledger::read_case(self.connection, self.caseload, case)?;
        self.fold_entries(case, &entries)
    }

    /// Adds up a case from these entries of it.
    pub fn fold_entries(&mut self, case: CaseId, entries: &[Entry]) -> Result<Folded, CasebookError> {
        let steps = self.import_steps(case, entries)?;
        let enrolments = if steps.is_empty() { Vec::new() } else { self.enrolments(case)? };
        if self.journal.erased.is_empty() && enrolments.is_empty() {
            return Ok(fold(entries, &steps));
        }
        let mut entries = without_erased(entries, &self.journal.erased);
        entries.extend(enrolments);
        Ok(fold(&entries, &steps))
    }

    /// The trial's entries that enrolled the case: a take-back leaves a victim who was enrolled on the desk, whatever
    /// they were allocated to, or those of one arm would be lost more often than those of the other.
    fn enrolments(&self, case: CaseId) -> Result<Vec<Entry>, CasebookError> {
        let allocations = self.journal.trials.values().flat_map(|trial| &trial.allocations);
        let made = allocations.filter(|one| one.case == case).map(|one| one.made);
        made.filter(|made| made.known_on <= self.as_at)
            .map(|made| ledger::read_one(self.connection, self.caseload, made.entry))
            .collect()
    }

    /// What imports did to the case besides its own entries: nothing, unless one that wrote to it was taken back.
    fn import_steps(&mut self, case: CaseId, entries: &[Entry]) -> Result<Vec<ImportStep>, CasebookError> {
        let wrote = |import: &ImportId| {
            entries.iter().any(|entry| {
                matches!(
                    &entry.event,
                    Event::CaseReported { source: Source::Extract(by), .. }
                    | Event::CaseChanged { source: Source::Extract(by), .. } if by == import
                )
            })
        };
        let turned = |(import, record): &(&ImportId, &crate::ImportRecord)| !record.turns.is_empty() && wrote(import);
        if !self.journal.imports.iter().any(|pair| turned(&pair)) {
            return Ok(Vec::new());
        }
        let mut steps = Vec::new();
        for (&import, record) in &self.journal.imports {
            for &(number, known_on, taken_back) in &record.turns {
                let what = if taken_back { ImportWhat::TakenBack } else { ImportWhat::Restored };
                steps.push(ImportStep { number, known_on, import, what });
            }
            if let Some(fields) = self.carried(import, record.entry)?.fields_of(case) {
                let what = ImportWhat::Vouched { fields };
                steps.push(ImportStep { number: record.entry, known_on: record.known_on, import, what });
            }
        }
        steps.retain(|step| step.known_on <= self.as_at);
        Ok(steps)
    }

    fn carried(&mut self, import: ImportId, number: u64) -> Result<&Carried, CasebookError> {
        if !self.carried.contains_key(&import) {
            let read = read_carried(self.connection, self.caseload, number)?;
            self.carried.insert(import, read);
        }
        self.carried.get(&import).ok_or(CasebookError::NoEntry(number))
    }
}

/// The cases an import's entry says it carried.
pub fn read_carried(connection: &Connection, caseload: &str, number: u64) -> Result<Carried, CasebookError> {
    if let Event::ImportApplied { carried, .. } = ledger::read_one(connection, caseload, number)?.event {
        Ok(carried)
    } else {
        Err(CasebookError::damaged_entry(number, "is not an import"))
    }
}

/// Writes what a case adds up to. `fresh`: nothing of it is there yet.
pub fn write(connection: &Connection, case: CaseId, folded: &Folded, fresh: bool) -> Result<(), CasebookError> {
    case_row::write(connection, case, folded, fresh)?;
    figures::write(connection, case, folded, fresh)
}

/// Every case that has an entry, in the order of their first ones.
///
/// Ids are random: in their order each case would be read from another end of the file.
pub fn cases(connection: &Connection) -> Result<Vec<CaseId>, CasebookError> {
    let mut statement =
        connection.prepare("SELECT min(number), case_id FROM entry WHERE case_id IS NOT NULL GROUP BY case_id")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, CaseId::from_i64(row.get(1)?))))?;
    let mut cases: Vec<(i64, CaseId)> = rows.collect::<Result<_, _>>()?;
    cases.sort_unstable();
    Ok(cases.into_iter().map(|(_, case)| case).collect())
}

/// Cases from which on it pays to go through them in the order of their entries.
const MANY: usize = 256;

/// The same cases, so that their entries are read from one end of the file to the other.
pub fn in_order_of_entries(connection: &Connection, cases: Vec<CaseId>) -> Result<Vec<CaseId>, CasebookError> {
    if cases.len() < MANY {
        return Ok(cases);
    }
    let mut first = connection.prepare("SELECT min(number) FROM entry WHERE case_id = ?")?;
    let mut numbered = Vec::with_capacity(cases.len());
    for case in cases {
        numbered.push((first.query_row([case.as_i64()], |row| row.get::<_, Option<i64>>(0))?, case));
    }
    numbered.sort_unstable();
    Ok(numbered.into_iter().map(|(_, case)| case).collect())
}

/// Writes the whole read model anew. The caller holds the write lock.
pub fn rebuild(
    connection: &Connection,
    caseload: &str,
    journal: &Journal,
    tell: &mut Tell<'_>,
) -> Result<(), CasebookError> {
    connection.execute_batch(READ_MODEL)?;
    let mut folder = Folder::new(connection, caseload, journal);
    let cases = cases(connection)?;
    let mut steps = Steps::new(tell, "Working out lists and figures for this version", cases.len());
    for case in cases {
        let folded = folder.fold_case(case)?;
        write(connection, case, &folded, true)?;
        steps.step()?;
    }
    sheets::rebuild(connection, caseload, connection)?;
    sign_read_model(connection)
}
