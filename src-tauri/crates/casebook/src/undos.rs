//! Undos of entries about the desk itself: which there are, and what they take back.

use crate::entry::Event;
use crate::error::CasebookError;
use crate::ledger;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// Undos that came after a number: their own, and what each names.
pub fn read_undos(connection: &Connection, caseload: &str, after: u64) -> Result<Vec<(u64, u64)>, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, body FROM entry INDEXED BY entry_of_desk WHERE case_id IS NULL AND kind = 'desk_undone' \
         AND number > ? ORDER BY number",
    )?;
    let mut rows = statement.query([after.cast_signed()])?;
    let mut undos = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = ledger::read_row(caseload, row)?;
        if let Event::DeskUndone { entry: undone } = entry.event {
            undos.push((entry.number, undone));
        }
    }
    Ok(undos)
}

/// What undos take back, unless they were themselves undone.
pub fn undone_by(undos: &[(u64, u64)]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for (number, target) in undos.iter().rev() {
        if !undone.contains(number) {
            undone.insert(*target);
        }
    }
    undone
}
