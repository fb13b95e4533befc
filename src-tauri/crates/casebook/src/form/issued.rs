//! The stored form of an issued month.

use super::values::{read_digest, write_digest};
use crate::disclosure::SummaryEdition;
use crate::entry::Event;
use caseload::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
pub struct StoredIssued {
    month: String,
    as_at: NaiveDate,
    edition: String,
    figures: Vec<(String, String)>,
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<String>,
}

impl StoredIssued {
    /// The form of an issued month; of any other event there is none, and this is never asked for it.
    pub fn of(event: &Event) -> Self {
        let Event::SummaryIssued { month, as_at, edition, figures, digest, correction } = event else {
            return Self::default();
        };
        Self {
            month: month.to_string(),
            as_at: *as_at,
            edition: edition.code().to_owned(),
            figures: figures.clone(),
            digest: write_digest(digest),
            correction: correction.clone(),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        Some(Event::SummaryIssued {
            month: self.month.parse::<Month>().ok()?,
            as_at: self.as_at,
            edition: SummaryEdition::from_code(&self.edition)?,
            figures: self.figures,
            digest: read_digest(&self.digest)?,
            correction: self.correction,
        })
    }
}
