//! Backups: whole copies of a desk, with the head they were made at.

use crate::error::CasebookError;
use crate::keys::{KeyFile, Keys};
use crate::ledger::Head;
use crate::open::Casebook;
use crate::place;
use crate::schema::{LEDGER_FILE, PEOPLE_FILE, set_key};
use caseload::StaffId;
use chrono::NaiveDate;
use rusqlite::backup::Backup as PageCopy;
use rusqlite::{Connection, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub folder: PathBuf,
    pub head: Head,
}

impl Casebook {
    /// Copies the desk into `backups/NAME`, consistent even while others read and write.
    ///
    /// # Errors
    /// No people key, a backup of that name, the disk.
    pub fn back_up(&mut self, name: &str, key_file: &KeyFile, keys: &Keys) -> Result<Backup, CasebookError> {
        let people_key = keys.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
        let folder = self.folder().join("backups").join(name);
        if folder.exists() {
            return Err(CasebookError::DeskExists(folder));
        }
        let unfinished = self.folder().join("backups").join(format!("{name}.unfinished"));
        fs::create_dir_all(&unfinished).map_err(CasebookError::disk("making the backup's folder"))?;
        // Under the write lock, so that the two files belong together.
        let Some(people) = &self.people else { return Err(CasebookError::NoPeopleKey) };
        let lock = Connection::open(self.folder().join(LEDGER_FILE))?;
        set_key(&lock, &keys.ledger)?;
        let mut lock = lock;
        let held = lock.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head = self.head()?;
        copy(people, &unfinished.join(PEOPLE_FILE), people_key)?;
        copy(&self.ledger, &unfinished.join(LEDGER_FILE), &keys.ledger)?;
        held.rollback()?;
        key_file.write(&unfinished)?;
        fs::write(unfinished.join("head.txt"), format!("{head}\n"))
            .map_err(CasebookError::disk("writing the backup's head"))?;
        fs::rename(&unfinished, &folder).map_err(CasebookError::disk("finishing the backup"))?;
        Ok(Backup { folder, head })
    }
}

impl Casebook {
    /// A copy of the ledger alone, with one person's slot and no people file: dated and read-only.
    ///
    /// # Errors
    /// A desk there already, an unsafe place, the disk.
    pub fn export_figures(
        &mut self,
        into: &Path,
        key_file: &KeyFile,
        keys: &Keys,
        staff: StaffId,
        today: NaiveDate,
    ) -> Result<(), CasebookError> {
        place::check_place(into)?;
        if into.join("keys.json").exists() || into.join(LEDGER_FILE).exists() {
            return Err(CasebookError::DeskExists(into.to_path_buf()));
        }
        fs::create_dir_all(into).map_err(CasebookError::disk("making the copy's folder"))?;
        copy(&self.ledger, &into.join(LEDGER_FILE), &keys.ledger)?;
        let mut copied = key_file.with_slot_of(staff);
        copied.figures_copy_of = Some(today.to_string());
        copied.write(into)
    }
}

/// Puts a backup into an empty folder. The backup itself is left as it is.
///
/// # Errors
/// The backup is not one, the folder has a desk, an unsafe place, the disk.
pub fn restore(backup: &Path, into: &Path) -> Result<(), CasebookError> {
    place::check_place(into)?;
    KeyFile::read(backup)?;
    if into.join("keys.json").exists() || into.join(LEDGER_FILE).exists() {
        return Err(CasebookError::DeskExists(into.to_path_buf()));
    }
    fs::create_dir_all(into.join("backups")).map_err(CasebookError::disk("making the desk's folder"))?;
    // keys.json comes last: a folder without it is no desk.
    for file in [PEOPLE_FILE, LEDGER_FILE, "keys.json"] {
        fs::copy(backup.join(file), into.join(file)).map_err(CasebookError::disk(format!("copying {file}")))?;
    }
    Ok(())
}

fn copy(from: &Connection, to: &Path, key: &[u8; 32]) -> Result<(), CasebookError> {
    let mut target = Connection::open(to)?;
    set_key(&target, key)?;
    PageCopy::new(from, &mut target)?.run_to_completion(1000, Duration::ZERO, None)?;
    Ok(())
}
