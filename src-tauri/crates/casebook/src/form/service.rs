//! Stored starts of the service.

use crate::kept::Kept;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From which day of report every victim of a borough is given a contact.
#[derive(Serialize, Deserialize)]
pub struct StoredStart {
    borough: String,
    /// None where the day was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
}

impl StoredStart {
    pub fn of(borough: &str, on: Option<NaiveDate>) -> Self {
        Self { borough: borough.to_owned(), on }
    }

    pub fn into_kept(self) -> Kept {
        Kept::ServiceStarted { borough: self.borough, on: self.on }
    }
}
