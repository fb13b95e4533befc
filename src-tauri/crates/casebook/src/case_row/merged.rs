//! Cases that went into another one: in no list and no figure, and still found by their key.

use crate::error::CasebookError;
use crate::state::CaseState;
use caseload::CaseId;
use rusqlite::{Connection, OptionalExtension, params};

/// Writes where a case went, or forgets it.
pub fn write(ledger: &Connection, case: CaseId, state: Option<&CaseState>) -> Result<(), CasebookError> {
    let merged = state.and_then(|state| Some((state, state.acts.merged_into?)));
    match merged {
        Some((state, into)) => ledger
            .prepare_cached(
                "INSERT OR REPLACE INTO case_merged (case_id, reference, victim_number, into_case) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![case.as_i64(), state.reference, state.victim_number, into.as_i64()])?,
        None => ledger.prepare_cached("DELETE FROM case_merged WHERE case_id = ?")?.execute([case.as_i64()])?,
    };
    Ok(())
}

/// The case that this one went into.
pub fn read(ledger: &Connection, case: CaseId) -> Result<Option<CaseId>, CasebookError> {
    let found: Option<i64> = ledger
        .prepare_cached("SELECT into_case FROM case_merged WHERE case_id = ?")?
        .query_row([case.as_i64()], |row| row.get(0))
        .optional()?;
    Ok(found.map(CaseId::from_i64))
}

/// The merged case an extract's key names.
pub fn find_key(
    ledger: &Connection,
    reference: &str,
    victim_number: Option<&str>,
) -> Result<Option<CaseId>, CasebookError> {
    let found: Option<i64> = ledger
        .prepare_cached(
            "SELECT case_id FROM case_merged WHERE reference = ? AND victim_number IS ? ORDER BY case_id LIMIT 1",
        )?
        .query_row(params![reference, victim_number], |row| row.get(0))
        .optional()?;
    Ok(found.map(CaseId::from_i64))
}
