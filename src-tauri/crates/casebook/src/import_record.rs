//! What the journal keeps of imports that were applied, and of their taking back.

use crate::entry::{Entry, Event};
use crate::journal::Journal;
use crate::shape::FileShape;
use caseload::{ImportId, StaffId};
use chrono::{DateTime, NaiveDate, Utc};

/// An applied import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRecord {
    pub entry: u64,
    pub recorded_at: DateTime<Utc>,
    pub known_on: NaiveDate,
    pub by: StaffId,
    pub mapping: String,
    pub file_digest: [u8; 32],
    pub rows_new: u64,
    pub rows_changed: u64,
    pub rows_unchanged: u64,
    pub rows_refused: u64,
    /// What the file looked like, where that was kept.
    pub shape: Option<FileShape>,
    /// Take-backs and their undoing, in order: entry, day, and whether it was taken back.
    pub turns: Vec<(u64, NaiveDate, bool)>,
}

impl ImportRecord {
    /// Whether it stands taken back.
    pub fn is_taken_back(&self) -> bool {
        self.turns.last().is_some_and(|(_, _, taken_back)| *taken_back)
    }
}

impl Journal {
    pub(crate) fn take_in_import(&mut self, entry: &Entry) {
        let Event::ImportApplied {
            import,
            mapping,
            file_digest,
            rows_new,
            rows_changed,
            rows_unchanged,
            rows_refused,
            shape,
            ..
        } = &entry.event
        else {
            return;
        };
        let record = ImportRecord {
            entry: entry.number,
            recorded_at: entry.recorded_at,
            known_on: entry.known_on,
            by: entry.by,
            mapping: mapping.clone(),
            file_digest: *file_digest,
            rows_new: *rows_new,
            rows_changed: *rows_changed,
            rows_unchanged: *rows_unchanged,
            rows_refused: *rows_refused,
            shape: shape.clone(),
            turns: Vec::new(),
        };
        self.imports.insert(*import, record);
    }

    pub(crate) fn turn(&mut self, import: ImportId, entry: &Entry, taken_back: bool) {
        if let Some(record) = self.imports.get_mut(&import) {
            record.turns.push((entry.number, entry.known_on, taken_back));
        }
    }
}
