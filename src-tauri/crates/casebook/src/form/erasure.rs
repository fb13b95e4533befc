//! The stored form of an erasure.

use crate::entry::Event;
use crate::erasure::ErasedBecause;
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
pub struct StoredErased {
    because: String,
    cases: Vec<String>,
    /// Not written as references are, which name rows that must be there.
    rows: Vec<String>,
}

impl StoredErased {
    /// Of an erasure; of any other event nothing.
    pub fn of(event: &Event) -> Self {
        let Event::PersonErased { cases, rows, because } = event else { return Self::default() };
        Self {
            because: because.code().to_owned(),
            cases: cases.iter().map(ToString::to_string).collect(),
            rows: rows.iter().map(ToString::to_string).collect(),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        Some(Event::PersonErased {
            because: ErasedBecause::from_code(&self.because)?,
            cases: self.cases.iter().map(|case| case.parse().ok()).collect::<Option<_>>()?,
            rows: self.rows.iter().map(|row| row.parse().ok()).collect::<Option<_>>()?,
        })
    }
}
