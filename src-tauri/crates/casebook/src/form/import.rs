//! The stored form of an applied import, version 1.

use super::values::{StoredCarried, read_carried, read_digest, write_carried, write_digest};
use crate::entry::Event;
use crate::shape::FileShape;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize, Default)]
pub struct StoredImport {
    import: String,
    mapping: String,
    file_digest: String,
    rows_new: u64,
    rows_changed: u64,
    rows_unchanged: u64,
    rows_refused: u64,
    carried: Vec<StoredCarried>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shape: Option<StoredShape>,
}

impl StoredImport {
    /// Of [`Event::ImportApplied`]; of any other event nothing.
    pub fn of(event: &Event) -> Self {
        let Event::ImportApplied {
            import,
            mapping,
            file_digest,
            rows_new,
            rows_changed,
            rows_unchanged,
            rows_refused,
            carried,
            shape,
        } = event
        else {
            return Self::default();
        };
        Self {
            import: import.to_string(),
            mapping: mapping.clone(),
            file_digest: write_digest(file_digest),
            rows_new: *rows_new,
            rows_changed: *rows_changed,
            rows_unchanged: *rows_unchanged,
            rows_refused: *rows_refused,
            carried: write_carried(carried),
            shape: shape.as_ref().map(StoredShape::from),
        }
    }

    /// `None` where an id or a digest cannot be read.
    pub fn into_event(self) -> Option<Event> {
        Some(Event::ImportApplied {
            import: self.import.parse().ok()?,
            mapping: self.mapping,
            file_digest: read_digest(&self.file_digest)?,
            rows_new: self.rows_new,
            rows_changed: self.rows_changed,
            rows_unchanged: self.rows_unchanged,
            rows_refused: self.rows_refused,
            carried: read_carried(self.carried)?,
            shape: self.shape.map(StoredShape::into_shape),
        })
    }
}

/// What the file looked like.
#[derive(Serialize, Deserialize)]
struct StoredShape {
    rows: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_reported_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_reported_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    boroughs: BTreeMap<String, u64>,
}

impl From<&FileShape> for StoredShape {
    fn from(shape: &FileShape) -> Self {
        Self {
            rows: shape.rows,
            first_reported_on: shape.first_reported_on,
            last_reported_on: shape.last_reported_on,
            boroughs: shape.boroughs.clone(),
        }
    }
}

impl StoredShape {
    fn into_shape(self) -> FileShape {
        FileShape {
            rows: self.rows,
            first_reported_on: self.first_reported_on,
            last_reported_on: self.last_reported_on,
            boroughs: self.boroughs,
        }
    }
}
