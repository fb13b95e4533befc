//! What can go wrong with the record, in words a coordinator understands.

use chrono::NaiveDate;
use std::path::PathBuf;

/// Why the record could not be opened, read or written. Nothing is ever half done.
#[derive(Debug, thiserror::Error)]
pub enum CasebookError {
    #[error("There is no desk in {0}. Make one, or choose another folder.")]
    NoDesk(PathBuf),
    #[error("There is a desk in {0} already. Nothing was changed. Choose an empty folder.")]
    DeskExists(PathBuf),
    #[error("Name and passphrase do not match. Nothing was changed. Try again.")]
    WrongPassphrase,
    #[error("Nobody called \"{0}\" has a place on this desk. Names are written as they were added.")]
    NobodyCalled(String),
    #[error("\"{0}\" has a place on this desk already.")]
    NameTaken(String),
    #[error("The passphrase needs at least {0} characters.")]
    PassphraseTooShort(usize),
    #[error("The desk cannot live here: {0}")]
    UnsafePlace(String),
    #[error("{file} is damaged: {detail} Nothing was changed. Restore the latest backup and keep the damaged folder.")]
    Damaged { file: &'static str, detail: String },
    #[error(
        "This desk was written by a newer version of Reassure (form {found}, this one knows {known}). Nothing was changed. Update Reassure."
    )]
    Newer { found: u32, known: u32 },
    #[error("{today} is before the desk's last entry of {last}. Nothing was changed. Work on {last} or a later day.")]
    BeforeLastEntry { today: NaiveDate, last: NaiveDate },
    #[error(
        "Somebody else's entries came first (the ledger is at {found}, this change was made against {expected}). Nothing was changed. Look again and repeat the change."
    )]
    Changed { expected: u64, found: u64 },
    #[error("Another program is writing to this desk. Nothing was changed. Try again in a moment.")]
    Busy,
    #[error("This needs the people key, which this role does not hold.")]
    NoPeopleKey,
    #[error("This copy is read-only.")]
    ReadOnly,
    #[error("There is no case {0} on this desk.")]
    NoCase(String),
    #[error("There is no entry {0} on this desk.")]
    NoEntry(u64),
    #[error("Cancelled. Nothing was changed.")]
    Cancelled,
    #[error("The disk refused: {context}: {source}. Nothing was changed. Check space and permissions, then try again.")]
    Disk { context: String, source: std::io::Error },
    #[error("The database refused: {0}. Nothing was changed.")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for CasebookError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { file: "casebook.db", detail: "a page cannot be read.".to_owned() }
            }
            _ => Self::Database(error),
        }
    }
}

impl CasebookError {
    /// For `map_err` on disk operations: what was being done.
    pub(crate) fn disk(context: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let context = context.into();
        move |source| Self::Disk { context, source }
    }

    /// The thread that writes people rows ended without a word: a fault of the program.
    pub(crate) fn people_hand_stopped() -> Self {
        Self::Disk {
            context: "writing people rows".to_owned(),
            source: std::io::Error::other("the work stopped without a reason"),
        }
    }

    /// A damaged entry, named.
    pub(crate) fn damaged_entry(number: u64, detail: &str) -> Self {
        Self::Damaged { file: "casebook.db", detail: format!("entry {number} {detail}.") }
    }
}
