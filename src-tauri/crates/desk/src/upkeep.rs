//! Keeping the record safe: checking it, backing it up, putting a backup back.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{FileMadeView, VerifyView};
use crate::words;
use casebook::{Head, Now};
use std::path::Path;

impl Session {
    /// Checks pages, chain, read model and people rows; with `head`, also against a head kept elsewhere.
    ///
    /// # Errors
    /// Not allowed, a head that cannot be read, what stops the check itself.
    pub fn verify(&mut self, head: Option<&str>) -> Result<VerifyView, DeskError> {
        self.allow(Task::Verify)?;
        let head: Option<Head> = match head {
            Some(text) => Some(text.parse().map_err(|error: casebook::NotAHead| {
                DeskError::bad("head", format!("\"{text}\" is not a head: {error}."))
            })?),
            None => None,
        };
        let verdict = self.book.verify(head)?;
        let sound = verdict.problems.is_empty();
        let entries = words::counted(verdict.entries, "entry").replace("entrys", "entries");
        let words = if sound {
            format!("The record is whole: {entries}, each in its place.")
        } else {
            let count = words::counted(verdict.problems.len() as u64, "fault");
            format!(
                "The record is damaged: {count}. Keep this folder as it is and restore the latest backup elsewhere."
            )
        };
        let (_, digest) =
            verdict.head.to_string().split_once(':').map(|(n, d)| (n.to_owned(), d.to_owned())).unwrap_or_default();
        Ok(VerifyView {
            sound,
            head_number: verdict.head.number,
            head_digest: digest,
            problems: verdict.problems,
            words,
        })
    }

    /// Makes a backup inside the desk's folder.
    ///
    /// # Errors
    /// Not allowed, a backup made this minute, the disk.
    pub fn back_up(&mut self, now: Now) -> Result<FileMadeView, DeskError> {
        self.allow(Task::BackUp)?;
        let name = now.at.format("%Y-%m-%d-%H%M%S").to_string();
        let backup = self.book.back_up(&name, &self.key_file, &self.keys)?;
        Ok(FileMadeView {
            path: backup.folder.display().to_string(),
            words: format!(
                "Backup made at entry {}. Copy the folder to another disk, and keep its head: {}.",
                backup.head.number, backup.head
            ),
        })
    }
}

/// Refuses folders on network drives and in synchronised folders, for a desk or for printed pages.
///
/// # Errors
/// The reason and the remedy.
pub fn check_place(folder: &Path) -> Result<(), DeskError> {
    Ok(casebook::check_place(folder)?)
}

/// Puts a backup into an empty folder.
///
/// # Errors
/// The folder is no backup, or not empty, or unsafe; the disk.
pub fn restore(backup: &Path, into: &Path) -> Result<String, DeskError> {
    casebook::restore(backup, into)?;
    Ok(format!("Restored into {}. Sign in as before, then check it with verify.", into.display()))
}
