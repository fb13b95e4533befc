//! Contact sheets that were printed, by their numbers: part of the read model.

use crate::disclosure::Disclosure;
use crate::entry::{Entry, Event};
use crate::error::CasebookError;
use crate::ledger;
use crate::open::Casebook;
use caseload::{CaseId, SheetNumber};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeMap;

/// One printed contact sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedSheet {
    pub number: SheetNumber,
    /// The case it was printed for; it may have gone into another one since.
    pub case: CaseId,
    /// The day it was first printed. A later print of the same sheets bears the same numbers.
    pub printed_on: NaiveDate,
}

/// Takes in an entry that may say that sheets were printed.
pub fn take_in(ledger: &Connection, entry: &Entry) -> Result<(), CasebookError> {
    let Event::PersonalDetailsDisclosed { what: Disclosure::ContactSheets { first_number: Some(first) }, cases } =
        &entry.event
    else {
        return Ok(());
    };
    // A reprint says the same numbers again; the first print stands.
    let mut insert = ledger.prepare_cached("INSERT OR IGNORE INTO sheet VALUES (?, ?, ?)")?;
    for (number, case) in (*first..).zip(cases) {
        insert.execute(params![number, case.as_i64(), entry.known_on.num_days_from_ce()])?;
    }
    Ok(())
}

/// Writes the table anew from the entries.
pub fn rebuild(from: &Connection, caseload: &str, to: &Connection) -> Result<(), CasebookError> {
    let mut statement = from.prepare_cached(
        "SELECT number, body FROM entry WHERE case_id IS NULL AND kind = 'personal_details_disclosed' ORDER BY number",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take_in(to, &ledger::read_row(caseload, row)?)?;
    }
    Ok(())
}

/// Every sheet, by number.
pub fn read_all(ledger: &Connection) -> Result<Vec<PrintedSheet>, CasebookError> {
    let mut statement = ledger.prepare_cached("SELECT number, case_id, printed_on FROM sheet ORDER BY number")?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The number the next sheet bears. The caller holds the write lock.
pub fn next_number(ledger: &Connection) -> Result<SheetNumber, CasebookError> {
    let last: Option<u32> = ledger.prepare_cached("SELECT MAX(number) FROM sheet")?.query_row([], |row| row.get(0))?;
    Ok(SheetNumber(last.unwrap_or(0).saturating_add(1)))
}

impl Casebook {
    /// The number that the next sheet will bear, unless somebody else prints one before.
    ///
    /// # Errors
    /// The disk.
    pub fn next_sheet(&self) -> Result<SheetNumber, CasebookError> {
        next_number(&self.ledger)
    }

    /// The sheet of a number.
    ///
    /// # Errors
    /// The disk.
    pub fn sheet(&self, number: SheetNumber) -> Result<Option<PrintedSheet>, CasebookError> {
        let mut statement =
            self.ledger.prepare_cached("SELECT number, case_id, printed_on FROM sheet WHERE number = ?")?;
        Ok(statement.query_row([number.0], read).optional()?)
    }

    /// The sheet printed last for each case whose contact is still open.
    ///
    /// # Errors
    /// The disk.
    pub fn open_sheets(&self) -> Result<BTreeMap<CaseId, PrintedSheet>, CasebookError> {
        let mut statement = self.ledger.prepare_cached(
            "SELECT MAX(sheet.number), sheet.case_id, sheet.printed_on FROM case_row \
             CROSS JOIN sheet ON sheet.case_id = case_row.case_id WHERE contact_open = 1 GROUP BY sheet.case_id",
        )?;
        let rows = statement.query_map([], |row| read(row).map(|sheet| (sheet.case, sheet)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The sheet printed last for a case.
    ///
    /// # Errors
    /// The disk.
    pub fn last_sheet(&self, case: CaseId) -> Result<Option<PrintedSheet>, CasebookError> {
        let mut statement = self.ledger.prepare_cached(
            "SELECT number, case_id, printed_on FROM sheet WHERE case_id = ? ORDER BY number DESC LIMIT 1",
        )?;
        Ok(statement.query_row([case.as_i64()], read).optional()?)
    }
}

fn read(row: &Row<'_>) -> Result<PrintedSheet, rusqlite::Error> {
    Ok(PrintedSheet {
        number: SheetNumber(row.get(0)?),
        case: CaseId::from_i64(row.get(1)?),
        printed_on: NaiveDate::from_num_days_from_ce_opt(row.get(2)?)
            .ok_or_else(|| rusqlite::Error::IntegralValueOutOfRange(2, row.get(2).unwrap_or(i64::MIN)))?,
    })
}
