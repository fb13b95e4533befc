//! The stored form of a listed officer, version 1.

use caseload::Gender;
use caseload::officer::{Collar, Duty, Officer, OfficerRole, ShiftHours};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Hours of shifts by day of the week, as "22:00-07:00".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hours: Vec<(u8, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hours_on: Vec<(NaiveDate, String)>,
    /// Said only of officers who have not been: before this was kept, the list held none but the briefed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    not_briefed: bool,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    languages: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gender: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    plain_clothes: bool,
    /// The last day with the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
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
            hours: officer.duty.hours.iter().map(|(day, hours)| (*day, hours.to_text())).collect(),
            hours_on: officer.duty.hours_on.iter().map(|(day, hours)| (*day, hours.to_text())).collect(),
            not_briefed: !officer.briefed,
            languages: officer.languages.clone(),
            gender: officer.gender.map(|gender| gender.code().to_owned()),
            plain_clothes: officer.plain_clothes,
            until: officer.duty.until,
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
            briefed: !self.not_briefed,
            languages: self.languages,
            gender: match self.gender {
                Some(code) => Some(Gender::from_code(&code)?),
                None => None,
            },
            plain_clothes: self.plain_clothes,
            duty: Duty {
                weekdays: self.weekdays,
                also_on: self.also_on,
                hours: hours(self.hours)?,
                hours_on: hours(self.hours_on)?,
                away: self.away,
                until: self.until,
            },
        })
    }
}

fn hours<D: Ord>(stored: Vec<(D, String)>) -> Option<BTreeMap<D, ShiftHours>> {
    stored.into_iter().map(|(day, text)| Some((day, ShiftHours::from_text(&text)?))).collect()
}
