//! Stored safe times and referrals.

use caseload::{Referral, ReferralAnswer, SafeTime};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct StoredSafeTime {
    /// Monday 0 to Sunday 6.
    weekday: u8,
    from: NaiveTime,
    to: NaiveTime,
}

impl From<&SafeTime> for StoredSafeTime {
    fn from(time: &SafeTime) -> Self {
        Self { weekday: time.weekday, from: time.from, to: time.to }
    }
}

impl StoredSafeTime {
    pub fn into_time(self) -> Option<SafeTime> {
        let Self { weekday, from, to } = self;
        (weekday < 7 && from < to).then_some(SafeTime { weekday, from, to })
    }
}

#[derive(Serialize, Deserialize)]
pub struct StoredReferral {
    to: String,
    answer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
}

impl From<&Referral> for StoredReferral {
    fn from(referral: &Referral) -> Self {
        Self { to: referral.to.clone(), answer: referral.answer.code().to_owned(), on: referral.on }
    }
}

impl StoredReferral {
    pub fn into_referral(self) -> Option<Referral> {
        Some(Referral { to: self.to, answer: ReferralAnswer::from_code(&self.answer)?, on: self.on })
    }
}
