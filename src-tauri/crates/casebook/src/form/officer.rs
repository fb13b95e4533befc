//! The stored form of a listed officer, version 1.

use caseload::officer::{Collar, Duty, Officer, OfficerRole};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Serialize, Deserialize)]
pub struct StoredOfficer {
    id: String,
    collar: String,
    role: String,
    boroughs: BTreeSet<String>,
    wards: BTreeSet<String>,
    contacts_a_shift: u16,
    visits_a_shift: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<String>,
    weekdays: BTreeSet<u8>,
    also_on: BTreeSet<NaiveDate>,
    away: Vec<(NaiveDate, NaiveDate)>,
}

impl From<&Officer> for StoredOfficer {
    fn from(officer: &Officer) -> Self {
        Self {
            id: officer.id.to_string(),
            collar: officer.collar.as_str().to_owned(),
            role: officer.role.code().to_owned(),
            boroughs: officer.boroughs.clone(),
            wards: officer.wards.clone(),
            contacts_a_shift: officer.contacts_a_shift,
            visits_a_shift: officer.visits_a_shift,
            team: officer.team.clone(),
            weekdays: officer.duty.weekdays.clone(),
            also_on: officer.duty.also_on.clone(),
            away: officer.duty.away.clone(),
        }
    }
}

impl StoredOfficer {
    /// `None` where a code or an id cannot be read.
    pub fn into_officer(self) -> Option<Officer> {
        Some(Officer {
            id: self.id.parse().ok()?,
            collar: Collar::new(&self.collar)?,
            role: OfficerRole::from_code(&self.role)?,
            boroughs: self.boroughs,
            wards: self.wards,
            contacts_a_shift: self.contacts_a_shift,
            visits_a_shift: self.visits_a_shift,
            team: self.team,
            duty: Duty { weekdays: self.weekdays, also_on: self.also_on, away: self.away },
        })
    }
}
