//! Open tasks, for Today's list: part of the read model.

use crate::error::CasebookError;
use crate::open::Casebook;
use crate::state::CaseState;
use caseload::{CaseId, StaffId, Task, TaskKind};
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};

/// A task that is not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenTask {
    pub case: CaseId,
    /// The entry that raised it.
    pub entry: u64,
    pub task: Task,
}

/// Writes a case's open tasks anew.
pub fn write(ledger: &Connection, case: CaseId, state: Option<&CaseState>, fresh: bool) -> Result<(), CasebookError> {
    if !fresh {
        ledger.prepare_cached("DELETE FROM open_task WHERE case_id = ?")?.execute([case.as_i64()])?;
    }
    if state.is_none_or(|state| state.tasks.is_empty()) {
        return Ok(());
    }
    let mut insert = ledger.prepare_cached("INSERT INTO open_task VALUES (?, ?, ?, ?, ?, ?)")?;
    for (entry, task) in state.iter().flat_map(|state| &state.tasks) {
        insert.execute(params![
            case.as_i64(),
            entry.cast_signed(),
            task.kind.code(),
            task.owner.as_i64(),
            task.raised_on.num_days_from_ce(),
            task.due_on.num_days_from_ce(),
        ])?;
    }
    Ok(())
}

impl Casebook {
    /// Tasks that are not done yet, the one due first at the top.
    ///
    /// # Errors
    /// A damaged read model, the disk.
    pub fn open_tasks(&self) -> Result<Vec<OpenTask>, CasebookError> {
        read(&self.ledger)
    }
}

fn read(ledger: &Connection) -> Result<Vec<OpenTask>, CasebookError> {
    let mut statement = ledger.prepare_cached(
        "SELECT case_id, entry, kind, owner, raised_on, due_on FROM open_task ORDER BY due_on, entry",
    )?;
    let mut rows = statement.query([])?;
    let mut tasks = Vec::new();
    while let Some(row) = rows.next()? {
        let day = |index| -> Result<NaiveDate, CasebookError> {
            NaiveDate::from_num_days_from_ce_opt(row.get(index)?).ok_or_else(damaged)
        };
        let kind: String = row.get(2)?;
        let task = Task {
            kind: TaskKind::from_code(&kind).ok_or_else(damaged)?,
            owner: StaffId::from_i64(row.get(3)?),
            raised_on: day(4)?,
            due_on: day(5)?,
        };
        tasks.push(OpenTask {
            case: CaseId::from_i64(row.get(0)?),
            entry: row.get::<_, i64>(1)?.cast_unsigned(),
            task,
        });
    }
    Ok(tasks)
}

fn damaged() -> CasebookError {
    CasebookError::Damaged {
        file: "casebook.db",
        detail: "the list of tasks holds a value that no version wrote. Rebuild it.".to_owned(),
    }
}
