//! Erasing one person's details for good: asked for by name, told beforehand, and never undone.

use crate::access::Task;
use crate::asked::read_case;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{DoneView, EraseRequest, EraseView, EraseWithdrawnRequest, StoryKind, StoryLine};
use crate::words;
use casebook::{ErasedBecause, Now};
use caseload::{CaseId, ImportId};

impl Session {
    /// What erasing the person of a case would delete. Nothing is changed yet.
    ///
    /// # Errors
    /// Not allowed, no such case, the disk.
    pub fn erase_view(&mut self, case: CaseId) -> Result<EraseView, DeskError> {
        self.allow(Task::Erase)?;
        let row = self.book.case_row(case)?;
        let state = self.state_of(case)?;
        let own = self.with_merged(case)?;
        let mut others = Vec::new();
        for other in self.cases_of_same_person(&state)? {
            if let Ok(other) = self.book.case_row(other) {
                others.push((other.reference, other.case));
            }
        }
        others.sort();
        let versions = self.book.personal_rows(&own)?.len() as u64;
        let backups = self.backups_kept();
        let mut will = vec![
            format!(
                "Names, dates of birth, telephone numbers, addresses and notes of {}: {}, with their words in the search.",
                row.reference,
                words::counted(versions, "version")
            ),
            "The case itself, its dates, outcome and contacts stay, without a name. Figures do not change.".to_owned(),
            "Later extracts will not bring the details back. It cannot be undone.".to_owned(),
        ];
        will.extend(backup_words(backups));
        Ok(EraseView {
            case: case.to_string(),
            reference: row.reference,
            other_references: others.into_iter().map(|(reference, _)| reference).collect(),
            versions,
            will,
        })
    }

    /// Erases the person of a case. The reference typed again confirms it.
    ///
    /// # Errors
    /// Not allowed, no such case, a reference that differs, nothing left to erase, the disk.
    pub fn erase_person(&mut self, request: &EraseRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Erase)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        if request.confirm.trim() != row.reference {
            let message = format!("Type {} to confirm. Nothing was erased.", row.reference);
            return Err(DeskError::bad("confirm", message));
        }
        let mut cases = self.with_merged(case)?;
        if request.other_cases {
            let state = self.state_of(case)?;
            for other in self.cases_of_same_person(&state)? {
                cases.extend(self.with_merged(other)?);
            }
        }
        cases.sort();
        cases.dedup();
        self.erase(&cases, ErasedBecause::Person, &format!("The personal details of {}", row.reference), now)
    }

    /// Erases what a take-back withdrew: the personal details of cases that went with the import.
    ///
    /// # Errors
    /// Not allowed, an unknown import, one that stands, no confirmation, nothing left to erase, the disk.
    pub fn erase_withdrawn(&mut self, request: &EraseWithdrawnRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Erase)?;
        let unknown = || DeskError::NotFound("There is no such import.".to_owned());
        let import: ImportId = request.import.parse().map_err(|_| unknown())?;
        let record = self.book.journal()?.imports.get(&import).cloned().ok_or_else(unknown)?;
        if !record.is_taken_back() {
            return Err(DeskError::bad("import", "This import stands. Take it back first; then this can be erased."));
        }
        if !request.confirmed {
            return Err(DeskError::bad("confirmed", "Say that it may be erased: it cannot be undone."));
        }
        let mut gone = Vec::new();
        for case in self.book.cases_of_import(import)? {
            if self.book.fold(case)?.now.is_none() {
                gone.push(case);
            }
        }
        let what = format!("What the import of {} brought of people", words::day(record.known_on));
        self.erase(&gone, ErasedBecause::TakenBack, &what, now)
    }

    fn erase(&mut self, cases: &[CaseId], because: ErasedBecause, what: &str, now: Now) -> Result<DoneView, DeskError> {
        if self.book.personal_rows(cases)?.is_empty() {
            return Err(DeskError::NotFound("There is nothing left to erase.".to_owned()));
        }
        let erased = self.book.erase(self.slot.staff, now, cases, because)?;
        self.looked_at.clear();
        let mut words = format!("{what}: {} erased for good.", words::counted(erased.rows, "version"));
        if erased.log_in_use {
            words.push_str(" Another program has this desk open: close it, so that its log is emptied too.");
        }
        words.extend(backup_words(self.backups_kept()).map(|backups| format!(" {backups}")));
        Ok(DoneView { words, undo: None })
    }

    /// The case and those that went into it.
    fn with_merged(&self, case: CaseId) -> Result<Vec<CaseId>, DeskError> {
        let mut cases = vec![case];
        cases.extend(self.book.merged_from(case)?);
        Ok(cases)
    }

    /// Backups in the desk's own folder.
    fn backups_kept(&self) -> u64 {
        let folder = std::fs::read_dir(self.book.folder().join("backups"));
        folder.map_or(0, |folder| folder.filter_map(Result::ok).filter(|one| one.path().is_dir()).count() as u64)
    }

    /// Erasures of a case, for its story.
    pub(crate) fn erasure_lines(&mut self, case: CaseId) -> Result<Vec<StoryLine>, DeskError> {
        let erasures = self.book.journal()?.erasures.clone();
        let of_case = erasures.iter().filter(|erasure| erasure.cases.contains(&case));
        Ok(of_case
            .map(|erasure| StoryLine {
                entry: erasure.entry,
                kind: StoryKind::Change,
                words: "Personal details erased for good.".to_owned(),
                by: self.key_file.name_of(erasure.by).unwrap_or("Someone no longer here").to_owned(),
                known_on: erasure.known_on.to_string(),
                known_words: words::day(erasure.known_on),
                recorded_words: words::instant(erasure.recorded_at),
                undone: false,
                undo: None,
            })
            .collect())
    }
}

/// What copies made before still hold.
fn backup_words(backups: u64) -> Option<String> {
    let count = match backups {
        0 => return None,
        1 => "The backup in the desk's folder still holds".to_owned(),
        more => format!("{more} backups in the desk's folder still hold"),
    };
    Some(format!("{count} the details: delete what is no longer needed there, and copies kept elsewhere."))
}
