//! Reading many cases at once: one look at both files, that no other program's write changes half-way.

use crate::error::CasebookError;
use crate::open::Casebook;

impl Casebook {
    /// Holds what is read still until [`Casebook::stop_reading`] or the next write.
    ///
    /// Other programs may write meanwhile; what they write is seen afterwards.
    ///
    /// # Errors
    /// A damaged entry, the disk.
    pub fn start_reading(&mut self) -> Result<(), CasebookError> {
        self.stop_reading();
        if let Some(people) = &self.people {
            people.execute_batch("BEGIN")?;
        }
        self.ledger.execute_batch("BEGIN")?;
        let caught_up = self.journal.catch_up(&self.ledger, &self.caseload);
        if caught_up.is_err() {
            self.stop_reading();
        }
        caught_up
    }

    /// Lets go of what was held still.
    pub fn stop_reading(&mut self) {
        for file in [Some(&self.ledger), self.people.as_ref()].into_iter().flatten() {
            if !file.is_autocommit() {
                // Nothing was written: there is nothing that could fail to be taken back.
                let _ = file.execute_batch("ROLLBACK");
            }
        }
    }

    /// Whether what is read is held still, the desk's own state with it.
    pub(crate) fn is_reading(&self) -> bool {
        !self.ledger.is_autocommit()
    }
}
