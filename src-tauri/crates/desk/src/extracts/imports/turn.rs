//! Taking an import back, and putting it in force again.

use crate::access::Task;
use crate::error::DeskError;
use crate::progress::Progress;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::DoneView;
use crate::words;
use casebook::{Event, Now};
use caseload::{CaseId, ImportId};

impl Session {
    /// Takes an import back: every field becomes what the remaining entries make it.
    ///
    /// # Errors
    /// Not allowed, an unknown import, one taken back already, cancelled, the disk.
    pub fn take_back_import(
        &mut self,
        import: &str,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<DoneView, DeskError> {
        self.turn_import(import, true, now, progress)
    }

    /// Undoes the taking back of an import.
    ///
    /// # Errors
    /// Not allowed, an unknown import, one that stands, cancelled, the disk.
    pub fn restore_import(
        &mut self,
        import: &str,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<DoneView, DeskError> {
        self.turn_import(import, false, now, progress)
    }

    fn turn_import(
        &mut self,
        import: &str,
        take_back: bool,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        let unknown = || DeskError::NotFound("There is no such import.".to_owned());
        let import: ImportId = import.parse().map_err(|_| unknown())?;
        let record = self.book.journal()?.imports.get(&import).cloned().ok_or_else(unknown)?;
        if record.is_taken_back() == take_back {
            let message = if take_back { "This import was taken back already." } else { "This import stands." };
            return Err(DeskError::bad("import", message));
        }
        let cases = self.book.cases_of_import(import)?;
        let ((), appended) = self.write(now, |writer| {
            let event = if take_back { Event::ImportTakenBack { import } } else { Event::ImportRestored { import } };
            writer.append(event)?;
            cases.iter().for_each(|case| writer.touch(*case));
            let stage = if take_back { "Taking back" } else { "Putting in force again" };
            writer.fold_touched(stage, &mut |stage, done, total| progress.tell(stage, done, total))?;
            // The last moment at which it can be stopped without a trace.
            let total = Some(cases.len() as u64);
            if progress.tell("Saving", cases.len() as u64, total) { Ok(()) } else { Err(DeskError::Cancelled) }
        })?;
        self.proposal.clear();
        let staying: Vec<String> = if take_back { self.still_there(&cases)? } else { Vec::new() };
        let mut done = if take_back {
            format!("The import of {} was taken back.", words::day(record.known_on))
        } else {
            format!("The import of {} stands again.", words::day(record.known_on))
        };
        if !staying.is_empty() {
            let shown: Vec<&str> = staying.iter().take(5).map(String::as_str).collect();
            let count = words::counted(staying.len() as u64, "case");
            done.push_str(&format!(" Kept, worked on or vouched for since: {count}, {}", shown.join(", ")));
            done.push_str(if staying.len() > shown.len() { " and others." } else { "." });
        }
        Ok(DoneView { words: done, undo: Some(undo_view("Take back the import".to_owned(), appended)) })
    }

    fn still_there(&self, cases: &[CaseId]) -> Result<Vec<String>, DeskError> {
        let mut references = Vec::new();
        for &case in cases {
            match self.book.case_row(case) {
                Ok(row) => references.push(row.reference),
                Err(casebook::CasebookError::NoCase(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(references)
    }
}
