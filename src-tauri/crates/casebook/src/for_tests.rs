//! What tests need to stop a write where they choose, and to make a disk small. Nothing here opens or shows anything.

use crate::error::CasebookError;
use crate::keys::{Cost, Keys, PLACE_BYTES, SealedList, Wrapped};
use crate::open::Casebook;
use crate::schema::{PEOPLE_FILE, set_key};
use crate::writer::CommitPoint;
use rusqlite::Connection;
use std::path::Path;

impl Casebook {
    /// Calls this at each point of a write.
    pub const fn stop_at_for_tests(&mut self, at_point: fn(CommitPoint)) {
        self.at_point = Some(at_point);
    }

    /// Lets each file grow by no more than this many pages, as a disk that is nearly full would; `None` lifts it.
    ///
    /// # Errors
    /// The disk.
    pub fn limit_pages_for_tests(&self, ledger: Option<u32>, people: Option<u32>) -> Result<(), CasebookError> {
        for (connection, more) in [(Some(&self.ledger), ledger), (self.people.as_ref(), people)] {
            let Some(connection) = connection else { continue };
            let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            let most = more.map_or(u32::MAX - 1, |more| pages + more);
            connection.execute_batch(&format!("PRAGMA max_page_count = {most}"))?;
        }
        Ok(())
    }
}

/// The people file as it is under its encryption, for a test to look at every byte of.
///
/// # Errors
/// No people key, or it does not fit.
pub fn open_people_for_tests(folder: &Path, keys: &Keys) -> Result<Connection, CasebookError> {
    let key = keys.people.as_ref().ok_or(CasebookError::NoPeopleKey)?;
    let people = Connection::open(folder.join(PEOPLE_FILE))?;
    set_key(&people, key)?;
    Ok(people)
}

impl SealedList {
    /// A list that is always the same and opens for nobody: what a stored form is compared with.
    pub fn fixed_for_tests() -> Self {
        let place = |first: u8| {
            let mut bytes = [first; PLACE_BYTES];
            bytes[0] = 0;
            bytes
        };
        Self {
            cost: Cost::STANDARD,
            salt: [7; 16],
            secret: Wrapped::fixed_for_tests(),
            commitment: [9; 32],
            strata: [("all", vec![place(1), place(2)])].map(|(code, places)| (code.to_owned(), places)).into(),
        }
    }
}
