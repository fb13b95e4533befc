//! Cases in no list and no figure, still found by their key: those that went into another one, and those of which
//! every import was taken back. An extract that names such a case again speaks of the same one, so that one key never
//! stands for two cases, whatever is restored later.

use crate::error::CasebookError;
use crate::fold::{Folded, Key};
use caseload::CaseId;
use rusqlite::{Connection, OptionalExtension, params};

/// Writes the key of a case that is in no list and where it went, or forgets it.
pub fn write(ledger: &Connection, case: CaseId, folded: &Folded, fresh: bool) -> Result<(), CasebookError> {
    let merged = folded.now.as_ref().and_then(|state| {
        let into = state.acts.merged_into?;
        Some((&state.reference, &state.victim_number, Some(into.as_i64())))
    });
    let gone = folded.gone.as_ref().map(|Key { reference, victim_number }| (reference, victim_number, None));
    match merged.or(gone) {
        Some((reference, victim_number, into)) => {
            ledger
                .prepare_cached(
                    "INSERT OR REPLACE INTO case_unlisted (case_id, reference, victim_number, into_case) \
                     VALUES (?, ?, ?, ?)",
                )?
                .execute(params![case.as_i64(), reference, victim_number, into])?;
        }
        None if fresh => {}
        None => {
            ledger.prepare_cached("DELETE FROM case_unlisted WHERE case_id = ?")?.execute([case.as_i64()])?;
        }
    }
    Ok(())
}

/// The case that this one went into, over as many merges as there were.
pub fn merged_into(ledger: &Connection, case: CaseId) -> Result<Option<CaseId>, CasebookError> {
    // A case goes only into one that is listed, so no way leads back, and the last one went into none.
    let mut statement = ledger.prepare_cached(
        "WITH RECURSIVE way (case_id) AS (SELECT into_case FROM case_unlisted WHERE case_id = ?1 UNION \
         SELECT into_case FROM case_unlisted JOIN way USING (case_id)) \
         SELECT case_id FROM way WHERE case_id IS NOT NULL AND case_id NOT IN \
         (SELECT case_id FROM case_unlisted WHERE into_case IS NOT NULL)",
    )?;
    let found: Option<i64> = statement.query_row([case.as_i64()], |row| row.get(0)).optional()?;
    Ok(found.map(CaseId::from_i64))
}

/// The cases that went into this one, and into those.
pub fn merged_from(ledger: &Connection, into: CaseId) -> Result<Vec<CaseId>, CasebookError> {
    let mut statement = ledger.prepare_cached(
        "WITH RECURSIVE went (case_id) AS (SELECT case_id FROM case_unlisted WHERE into_case = ?1 UNION \
         SELECT case_unlisted.case_id FROM case_unlisted JOIN went ON into_case = went.case_id) \
         SELECT case_id FROM went ORDER BY case_id",
    )?;
    let rows = statement.query_map([into.as_i64()], |row| Ok(CaseId::from_i64(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The unlisted case an extract's key names: one that was merged, or else one that went with its imports.
pub fn find_key(
    ledger: &Connection,
    reference: &str,
    victim_number: Option<&str>,
) -> Result<Option<(CaseId, bool)>, CasebookError> {
    let found = ledger
        .prepare_cached(
            "SELECT case_id, into_case IS NOT NULL FROM case_unlisted WHERE reference = ? AND victim_number IS ? \
             ORDER BY into_case IS NULL, case_id LIMIT 1",
        )?
        .query_row(params![reference, victim_number], |row| Ok((CaseId::from_i64(row.get(0)?), row.get(1)?)))
        .optional()?;
    Ok(found)
}
