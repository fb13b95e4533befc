//! The stored form of a policy for reassurance contacts, version 1.

use caseload::policy::{ContactHours, WindowDays};
use caseload::{CaseKind, ContactPolicy, EndingReason, RiskLevel};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Serialize, Deserialize)]
pub struct StoredPolicy {
    name: String,
    standard: [u16; 4],
    medium: [u16; 4],
    high: [u16; 4],
    risk_where_none_recorded: String,
    rest_days: u16,
    attempts_max: u16,
    contact_weekdays: BTreeSet<u8>,
    contact_on_bank_holidays: bool,
    owed_kinds: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service_began_on: Option<NaiveDate>,
    horizon_days: u16,
    points_late: [u32; 3],
    points_early: u32,
    points_left_as_window_closes: u32,
    points_other_ward: u32,
    /// Language, gender, new officer; not in policies stored before these were weighed.
    #[serde(default = "points_where_unsaid", skip_serializing_if = "is_where_unsaid")]
    points_of_officer: [u32; 3],
    /// From and to; not in policies that leave the hours to the shifts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_hours: Option<(NaiveTime, NaiveTime)>,
    /// Reasons left out: before this was kept, every reason stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reasons_left_out: Vec<String>,
}

/// What a stored policy means that says nothing of these points. Part of the form: it never changes.
const fn points_where_unsaid() -> [u32; 3] {
    [6, 6, 3]
}

fn is_where_unsaid(points: &[u32; 3]) -> bool {
    *points == points_where_unsaid()
}

const fn points_of_officer(policy: &ContactPolicy) -> [u32; 3] {
    [policy.points_other_language, policy.points_other_gender, policy.points_new_officer]
}

impl From<&ContactPolicy> for StoredPolicy {
    fn from(policy: &ContactPolicy) -> Self {
        let window = |days: WindowDays| [days.earliest, days.target, days.latest, days.late_until];
        Self {
            name: policy.name.clone(),
            standard: window(policy.standard),
            medium: window(policy.medium),
            high: window(policy.high),
            risk_where_none_recorded: policy.risk_where_none_recorded.code().to_owned(),
            rest_days: policy.rest_days,
            attempts_max: policy.attempts_max,
            contact_weekdays: policy.contact_weekdays.clone(),
            contact_on_bank_holidays: policy.contact_on_bank_holidays,
            owed_kinds: policy.owed_kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            service_began_on: policy.service_began_on,
            horizon_days: policy.horizon_days,
            points_late: [policy.points_late_standard, policy.points_late_medium, policy.points_late_high],
            points_early: policy.points_early,
            points_left_as_window_closes: policy.points_left_as_window_closes,
            points_other_ward: policy.points_other_ward,
            points_of_officer: points_of_officer(policy),
            contact_hours: policy.contact_hours.map(|hours| (hours.from, hours.to)),
            reasons_left_out: EndingReason::by_hand()
                .filter(|reason| !policy.ending_reasons.contains(reason))
                .map(|reason| reason.code().to_owned())
                .collect(),
        }
    }
}

impl StoredPolicy {
    /// `None` where a code is not known.
    pub fn into_policy(self) -> Option<ContactPolicy> {
        let window =
            |[earliest, target, latest, late_until]: [u16; 4]| WindowDays { earliest, target, latest, late_until };
        let [points_late_standard, points_late_medium, points_late_high] = self.points_late;
        let [points_other_language, points_other_gender, points_new_officer] = self.points_of_officer;
        let left_out = self.reasons_left_out.iter().map(|code| EndingReason::from_code(code));
        let left_out = left_out.collect::<Option<BTreeSet<_>>>()?;
        Some(ContactPolicy {
            name: self.name,
            standard: window(self.standard),
            medium: window(self.medium),
            high: window(self.high),
            risk_where_none_recorded: RiskLevel::from_code(&self.risk_where_none_recorded)?,
            rest_days: self.rest_days,
            attempts_max: self.attempts_max,
            contact_weekdays: self.contact_weekdays,
            contact_on_bank_holidays: self.contact_on_bank_holidays,
            contact_hours: self.contact_hours.map(|(from, to)| ContactHours { from, to }),
            ending_reasons: EndingReason::by_hand().filter(|reason| !left_out.contains(reason)).collect(),
            owed_kinds: self.owed_kinds.iter().map(|code| CaseKind::from_code(code)).collect::<Option<_>>()?,
            service_began_on: self.service_began_on,
            horizon_days: self.horizon_days,
            points_late_standard,
            points_late_medium,
            points_late_high,
            points_early: self.points_early,
            points_left_as_window_closes: self.points_left_as_window_closes,
            points_other_ward: self.points_other_ward,
            points_other_language,
            points_other_gender,
            points_new_officer,
        })
    }
}
